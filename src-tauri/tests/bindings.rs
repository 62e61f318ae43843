//! The screen's bindings are those that the commands give, and every command has its permission.

use std::path::Path;

use specta_typescript::Typescript;

type Result = std::result::Result<(), Box<dyn std::error::Error>>;

const HEADER: &str =
    "// Generated from the commands in src-tauri; `cargo xtask bindings` writes it anew.\n/* eslint-disable */\n";

/// Writes the bindings over the checked-in ones when the environment asks for it; holds them against those otherwise.
#[test]
fn the_checked_in_bindings_are_those_of_the_commands() -> Result {
    let folder = tempfile::tempdir()?;
    let fresh = folder.path().join("bindings.ts");
    claimdesk_window::bindings().export(Typescript::default().header(HEADER), &fresh)?;
    let fresh = std::fs::read_to_string(fresh)?;
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/lib/bindings.ts");
    if std::env::var_os("WRITE_BINDINGS").is_some() {
        std::fs::write(&kept, &fresh)?;
    }
    assert!(std::fs::read_to_string(&kept)? == fresh, "the commands changed: run `cargo xtask bindings`");
    Ok(())
}

#[test]
fn every_command_is_listed_and_permitted_by_name_and_nothing_else_is() -> Result {
    let bindings = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/lib/bindings.ts"))?;
    let calls = bindings.lines().filter_map(|line| line.split_once("__TAURI_INVOKE<")?.1.split_once(">(\""));
    let mut called: Vec<&str> = calls.filter_map(|(_, call)| call.split('"').next()).collect();
    called.sort_unstable();
    assert_eq!(called, claimdesk_window::COMMANDS);

    let capability = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("capabilities/main.json"))?;
    let capability: serde_json::Value = serde_json::from_str(&capability)?;
    let permitted: Vec<&str> =
        capability["permissions"].as_array().into_iter().flatten().filter_map(|one| one.as_str()).collect();
    let mut wanted = vec!["core:event:allow-listen".to_owned(), "core:event:allow-unlisten".to_owned()];
    wanted.extend(claimdesk_window::COMMANDS.iter().map(|name| format!("allow-{}", name.replace('_', "-"))));
    assert_eq!(permitted, wanted);
    Ok(())
}

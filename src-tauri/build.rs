//! Makes a permission for each command, so that the capability can name those the screen may call.

// The names alone are wanted here; the bindings test holds them against the commands themselves.
include!("src/names.rs");

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        panic!("{error:#}");
    }
}

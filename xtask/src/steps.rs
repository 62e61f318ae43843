//! Running a program as a named step.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Instant, SystemTime},
};

use serde_json::Value;

/// What a chore answers: nothing, or what failed.
pub(crate) type Done<T = ()> = Result<T, String>;

/// The checkout.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}

/// The folder that Cargo builds into: the one that this program was built into.
pub(crate) fn target() -> Done<PathBuf> {
    let this = std::env::current_exe().map_err(|cause| format!("this program: {cause}"))?;
    this.ancestors().nth(2).map(Path::to_owned).ok_or_else(|| format!("{} lies in no build folder", this.display()))
}

/// Tells the developer `line`.
pub(crate) fn say(line: &str) {
    // Nobody reads it any more when this fails.
    let _ = writeln!(std::io::stderr(), "xtask: {line}");
}

/// Runs `command` in the checkout as the step `name`.
pub(crate) fn step(name: &str, command: &mut Command) -> Done {
    say(name);
    let start = Instant::now();
    if command.get_current_dir().is_none() {
        command.current_dir(root());
    }
    let status = command.status().map_err(|cause| format!("{name}: {cause}"))?;
    if !status.success() {
        return Err(format!("{name}: {status}"));
    }
    say(&format!("{name}: {:.1} s", start.elapsed().as_secs_f32()));
    Ok(())
}

/// `program` with `arguments`, parted by spaces.
pub(crate) fn command(program: &str, arguments: &str) -> Command {
    let mut command = Command::new(program);
    command.args(arguments.split_whitespace());
    command
}

/// Cargo with `arguments`, parted by spaces, building into the folder that this program was built into.
pub(crate) fn cargo(arguments: &str) -> Command {
    let mut cargo = command("cargo", arguments);
    if let Ok(target) = target() {
        cargo.env("CARGO_TARGET_DIR", target);
    }
    cargo
}

/// `program` with its own settings, workspaces and logs below `home`, apart from the developer's.
pub(crate) fn at_home(program: &Path, home: &Path) -> Command {
    let mut command = Command::new(program);
    for (variable, folder) in [
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_CACHE_HOME", "cache"),
    ] {
        command.env(variable, home.join(folder));
    }
    command
}

/// npm with `arguments`, parted by spaces, in the screen's folder.
pub(crate) fn npm(arguments: &str) -> Command {
    let mut npm = command("npm", arguments);
    npm.current_dir(root().join("ui"));
    npm
}

/// Whether `program` with `arguments` runs and succeeds, its output unseen.
pub(crate) fn succeeds(program: &str, arguments: &str) -> bool {
    command(program, arguments).output().is_ok_and(|output| output.status.success())
}

/// What `command` prints; its complaints go to the developer.
pub(crate) fn printed(command: &mut Command) -> Done<Vec<u8>> {
    let told = format!("{command:?}");
    let output =
        command.stdin(Stdio::null()).stderr(Stdio::inherit()).output().map_err(|cause| format!("{told}: {cause}"))?;
    if output.status.success() { Ok(output.stdout) } else { Err(format!("{told}: {}", output.status)) }
}

/// The JSON that `command` prints.
pub(crate) fn json(command: &mut Command) -> Done<Value> {
    let bytes = printed(command)?;
    serde_json::from_slice(&bytes).map_err(|cause| format!("{command:?} printed no JSON: {cause}"))
}

/// When the file at `path` was changed last.
pub(crate) fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|known| known.modified()).ok()
}

/// Tells `cause` with the path it is about.
pub(crate) fn at(path: &Path) -> impl Fn(std::io::Error) -> String {
    let path = path.to_owned();
    move |cause| format!("{}: {cause}", path.display())
}

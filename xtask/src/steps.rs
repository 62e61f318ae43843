//! Running a program as a named step.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

/// What a chore answers: nothing, or what failed.
pub(crate) type Done<T = ()> = Result<T, String>;

/// The checkout.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
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

/// Whether `program` with `arguments` runs and succeeds, its output unseen.
pub(crate) fn succeeds(program: &str, arguments: &str) -> bool {
    command(program, arguments).output().is_ok_and(|output| output.status.success())
}

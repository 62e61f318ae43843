//! Processes that read for us: each is started in a group of its own and ended with all that it started.

use std::process::{Child, Command};

/// Has `command` start in a group of its own.
pub(crate) fn apart(command: &mut Command) -> &mut Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command
}

/// Ends `child` and its group, whatever they do; one that has ended already needs no more than being waited for.
pub(crate) fn end(child: &mut Child) {
    #[cfg(unix)]
    if let Ok(group) = i32::try_from(child.id()) {
        use nix::{sys::signal, unistd::Pid};
        let _ = signal::killpg(Pid::from_raw(group), signal::Signal::SIGKILL);
    }
    let _ = child.kill();
}

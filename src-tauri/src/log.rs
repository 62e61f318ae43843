//! The program's log. It never holds article text, names of people or names of files: analysts protect sources.

use tracing_appender::{non_blocking::WorkerGuard, rolling};
use workbench::folders;

/// Days of log that are kept.
const KEPT: usize = 7;

/// Writes the log to the state folder, one file a day, until the guard is dropped.
pub(crate) fn start() -> Option<WorkerGuard> {
    let folder = folders::state_dir().join("log");
    std::fs::create_dir_all(&folder).ok()?;
    let file = rolling::Builder::new()
        .rotation(rolling::Rotation::DAILY)
        .filename_prefix("claimdesk")
        .filename_suffix("log")
        .max_log_files(KEPT)
        .build(folder)
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(file);
    let logging = tracing_subscriber::fmt().with_writer(writer).with_ansi(false).with_target(false);
    // A log that was set up already, as in a test, stays.
    let _ = logging.try_init();
    Some(guard)
}

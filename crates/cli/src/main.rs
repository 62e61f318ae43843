//! The verbs from a terminal.

use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::args().nth(1).as_deref() == Some(workbench::worker::ARGUMENT) {
        return workbench::worker::serve();
    }
    ExitCode::FAILURE
}

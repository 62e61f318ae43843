//! The verbs from a terminal.

mod arguments;
mod print;
mod verbs;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;

fn main() -> ExitCode {
    // A worker confines itself before it does anything else, so it comes before the arguments are read.
    if std::env::args_os().nth(1).is_some_and(|first| first == workbench::worker::ARGUMENT) {
        return workbench::worker::serve();
    }
    let arguments = Arguments::parse();
    match verbs::run(arguments) {
        Ok(code) => code,
        Err(error) => {
            print::complain(&error);
            ExitCode::FAILURE
        }
    }
}

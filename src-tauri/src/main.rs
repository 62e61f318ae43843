//! The window's program; started with the worker's argument it reads one document instead.

// A console beside the window would be noise on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    // A worker confines itself before it does anything else.
    if std::env::args_os().nth(1).is_some_and(|first| first == workbench::worker::ARGUMENT) {
        return workbench::worker::serve();
    }
    claimdesk_window::run()
}

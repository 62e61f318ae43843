//! The least window there can be. It says on standard output when it has painted, as ours says in its log.

use std::{
    io::{self, Write},
    process::ExitCode,
};

mod commands {
    use super::{Write, io};

    /// Says that there is something to see.
    #[tauri::command]
    pub(crate) fn painted() {
        // Nobody measures it any more when this fails.
        let _ = writeln!(io::stdout(), "first paint");
    }
}

fn main() -> ExitCode {
    let app = tauri::Builder::default().invoke_handler(tauri::generate_handler![commands::painted]);
    match app.run(tauri::generate_context!()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

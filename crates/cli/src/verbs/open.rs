//! Starting the window.

use std::{
    io,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use workbench::{Error, Result};

/// The window's program.
const WINDOW: &str = "claimdesk-window";

/// Starts the window on `file`: the program beside this one, or else the one on the path.
pub(crate) fn window(file: Option<PathBuf>) -> Result<()> {
    if let Some(file) = file.as_deref().filter(|file| !file.exists()) {
        return Err(Error::file("open", file, &io::ErrorKind::NotFound.into()));
    }
    let beside = std::env::current_exe().ok().map(|this| this.with_file_name(WINDOW)).filter(|path| path.exists());
    let program = beside.unwrap_or_else(|| WINDOW.into());
    // The window's working folder need not be ours.
    let file = file.map(|file| std::path::absolute(&file).unwrap_or(file));
    Command::new(&program)
        .args(file)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .map_err(|cause| Error::file("start", Path::new(WINDOW), &cause))?;
    Ok(())
}

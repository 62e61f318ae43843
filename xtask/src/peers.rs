//! The readers of others that ours is held against, in an environment of their own below the build folder.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::steps::{Done, at, command, json, say, step, succeeds, target};

/// What is measured against, at the versions that were compared.
/// The last is what justext asks of lxml by an extra whose name older pips do not match.
const PACKAGES: [&str; 3] = ["trafilatura==2.3.1", "htmldate==1.11.0", "lxml_html_clean==0.4.6"];

/// Python with the peers in it.
pub(crate) struct Peers {
    python: PathBuf,
    program: PathBuf,
}

impl Peers {
    /// The environment, made where it is missing; `None`, and a line that says why, where it cannot be.
    pub(crate) fn made() -> Done<Option<Self>> {
        let folder = target()?.join("bench");
        fs::create_dir_all(&folder).map_err(at(&folder))?;
        let python = folder.join("venv/bin/python");
        let has =
            |python: &Path| succeeds(&python.to_string_lossy(), "-c __import__('trafilatura');__import__('htmldate')");
        if !has(&python) && !install(&folder.join("venv"), &python) {
            return Ok(None);
        }
        let program = folder.join("peers.py");
        fs::write(&program, include_str!("peers.py")).map_err(at(&program))?;
        Ok(Some(Self { python, program }))
    }

    /// Has them read the pages that `gold` names in `pages`, into `read`; answers the seconds they computed.
    pub(crate) fn read(&self, gold: &Path, pages: &Path, read: &Path) -> Done<Value> {
        say("reading the same pages with trafilatura and htmldate");
        json(command(&self.python.to_string_lossy(), "").arg(&self.program).args([gold, pages, read]))
    }
}

/// Whether the packages could be installed into `folder`.
fn install(folder: &Path, python: &Path) -> bool {
    let made = step("make a Python environment", command("python3", "-m venv").arg(folder));
    let pip = "-m pip install --quiet --disable-pip-version-check";
    let done = made.and_then(|()| {
        step("install trafilatura and htmldate", command(&python.to_string_lossy(), pip).args(PACKAGES))
    });
    if let Err(cause) = &done {
        say(&format!("left out: trafilatura and htmldate, which need Python with venv, and PyPI ({cause})"));
    }
    done.is_ok()
}

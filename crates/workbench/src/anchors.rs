//! Anchors: the journal's length and head, noted outside the workspace.
//!
//! A chain of hashes alone proves nothing against somebody who rewrites all of it or cuts its end. A head that was
//! noted elsewhere does: the chain must still pass through it.

use std::{
    fs::{self, OpenOptions},
    io::{BufRead, BufReader, Write},
    path::PathBuf,
};

use database::journal;
use domain::Sha256;
use serde::{Deserialize, Serialize};

use crate::{Error, Result, Workbench};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Anchor {
    length: i64,
    head: Sha256,
}

impl Workbench {
    /// Notes the journal's head outside the workspace, unless it is the one noted last.
    pub fn note_anchor(&self) -> Result<()> {
        let Some((length, head)) = self.workspace.read(journal::head)? else { return Ok(()) };
        let anchor = Anchor { length, head };
        let Some(path) = self.anchors_path()? else { return Ok(()) };
        if read(&path).last() == Some(&anchor) {
            return Ok(());
        }
        let told = |cause: &std::io::Error| Error::file("note the journal's head in", &path, cause);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|cause| told(&cause))?;
        }
        let mut line = serde_json::to_vec(&anchor).map_err(|cause| told(&cause.into()))?;
        line.push(b'\n');
        OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .and_then(|mut file| file.write_all(&line).and_then(|()| file.sync_all()))
            .map_err(|cause| told(&cause))
    }

    /// Notes the digest of a report that was written, beside the anchors: whoever alters it can seal it anew, and not here.
    pub(crate) fn note_report(&self, bytes: &[u8]) -> Result<()> {
        let digest = crate::articles::digest(bytes);
        let Some(path) = self.anchors_path()?.map(|path| path.with_extension("reports")) else { return Ok(()) };
        if self.is_noted_report(bytes)? {
            return Ok(());
        }
        let told = |cause: std::io::Error| Error::file("note the report in", &path, &cause);
        let mut file = OpenOptions::new().create(true).append(true).open(&path).map_err(told)?;
        file.write_all(format!("{digest}\n").as_bytes()).and_then(|()| file.sync_all()).map_err(told)
    }

    /// Whether these very bytes were written as a report on this workspace at this desk.
    pub(crate) fn is_noted_report(&self, bytes: &[u8]) -> Result<bool> {
        let digest = crate::articles::digest(bytes).to_string();
        let Some(path) = self.anchors_path()?.map(|path| path.with_extension("reports")) else { return Ok(false) };
        Ok(fs::read_to_string(path).is_ok_and(|noted| noted.lines().any(|line| line == digest)))
    }

    /// What contradicts the anchors noted earlier, a sentence each.
    pub(crate) fn broken_anchors(&self) -> Result<Vec<String>> {
        let Some(path) = self.anchors_path()? else { return Ok(Vec::new()) };
        let mut broken = Vec::new();
        for Anchor { length, head } in read(&path) {
            let present = self.workspace.read(|conn| journal::entries(conn, length, 1))?;
            let now = present.first().filter(|entry| entry.seq == length).map(|entry| entry.hash);
            if now != Some(head) {
                broken.push(match now {
                    Some(_) => format!(
                        "journal row {length} is not the one noted outside the workspace: the journal was rewritten"
                    ),
                    None => {
                        format!("journal row {length} was noted outside the workspace and is gone: the journal was cut")
                    }
                });
            }
        }
        Ok(broken)
    }

    /// The anchors of this workspace, known by the action of its first change; `None` while it has none.
    fn anchors_path(&self) -> Result<Option<PathBuf>> {
        let first = self.workspace.read(|conn| journal::entries(conn, 1, 1))?;
        Ok(first.first().map(|entry| self.keep.join("anchors").join(format!("{}.jsonl", entry.action))))
    }
}

fn read(path: &std::path::Path) -> Vec<Anchor> {
    let Ok(file) = fs::File::open(path) else { return Vec::new() };
    BufReader::new(file).lines().map_while(|line| serde_json::from_str(&line.ok()?).ok()).collect()
}

//! The workspace as a whole: what it holds, whether it is sound, and copies of it.

use std::path::Path;

use database::{Access, CheckReport, Why, articles, journal};

use crate::{
    Result, Workbench, locked,
    views::{CheckView, WorkspaceView},
};

impl Workbench {
    /// The workspace's name: its file's, without the ending.
    pub fn name(&self) -> String {
        self.path().file_stem().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The open workspace and what can be done with it now.
    pub fn workspace(&self) -> Result<WorkspaceView> {
        let (head, root, articles) =
            self.workspace.read(|conn| Ok((journal::head(conn)?, journal::root(conn)?, articles::count(conn)?)))?;
        let undo = locked(&self.undo);
        let writable = *self.access() == Access::Writable;
        Ok(WorkspaceView {
            name: self.name(),
            read_only: read_only(self.access()),
            analyst: self.desk().analyst.name().to_owned(),
            journal_length: u32::try_from(head.map_or(0, |(length, _)| length)).unwrap_or(u32::MAX),
            journal_head: head.map(|(_, hash)| hash),
            journal_root: root,
            undo: undo.next_back().filter(|_| writable).map(str::to_owned),
            redo: undo.next_again().filter(|_| writable).map(str::to_owned),
            empty: articles == 0,
            articles,
        })
    }

    /// Whether the file, the journal's chain, the kept bytes and the tables are sound, and agree with the anchors kept
    /// outside the workspace.
    pub fn check(&self) -> Result<CheckView> {
        let report: CheckReport = self.workspace.check()?;
        let mut problems: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
        problems.extend(self.broken_anchors()?);
        problems.extend(self.broken_seals()?);
        Ok(CheckView {
            sound: problems.is_empty(),
            entries: u32::try_from(report.entries).unwrap_or(u32::MAX),
            head: report.head,
            problems,
            seals: self.seals()?,
        })
    }

    /// Writes a verified copy of the workspace to `path`; refuses to write over a file.
    pub fn backup(&self, path: &Path) -> Result<()> {
        self.workspace.backup(path)?;
        self.note_anchor()
    }
}

/// Why nothing can be written, as a sentence.
fn read_only(access: &Access) -> Option<String> {
    let why = match access {
        Access::Writable => return None,
        Access::ReadOnly(why) => why,
    };
    Some(
        match why {
            Why::InUse => {
                "This workspace is open in another window or program, so it is shown here for reading only. Close it there, then open it again."
            }
            Why::NoSpace => {
                "The disk has less than 64 MiB left, so the workspace is open for reading only. Make room, then open it again."
            }
            Why::ReadOnlyFile => {
                "The workspace file may not be written to, so it is open for reading only. Save a copy to work on it."
            }
        }
        .to_owned(),
    )
}

//! Taking an investigation along: one zip file with all of it, and the way back into another workspace.

mod contents;
mod merge;
mod package;

use std::path::Path;

use domain::InvestigationId;
use serde::Serialize;

use crate::{Error, Result, Workbench, articles, files};
use contents::Contents;

/// What came of importing a bundle.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, specta::Type)]
pub struct Imported {
    /// The investigation it was filed in; none when the bundle was of a whole workspace.
    pub investigation: Option<String>,
    /// How many articles came in.
    pub articles: u32,
    /// How many claims.
    pub claims: u32,
    /// How many further appearances, responses, pieces of evidence and assessments.
    pub details: u32,
    /// How many of all these were here already and were left as they are.
    pub already_here: u32,
    /// How many assessments were left out because the claim was assessed here later.
    pub older_marks: u32,
}

impl Workbench {
    /// Writes `investigation`, or the whole workspace, as one bundle to `path`, whole or not at all.
    pub fn export_bundle(&self, investigation: Option<InvestigationId>, path: &Path) -> Result<()> {
        let contents = Contents::of(self, investigation)?;
        let mut originals = Vec::new();
        for sha256 in contents.originals() {
            let bytes = self.workspace.read(|conn| database::bytes::original(conn, sha256))?;
            originals.push((sha256, bytes.ok_or(Error::BytesMissing { sha256 })?));
        }
        let bytes = package::written(&contents, &originals)?;
        files::write_whole(path, &bytes).map_err(|cause| Error::file("write the bundle to", path, &cause))?;
        self.note_anchor()
    }

    /// Brings in the bundle at `path` as one action: all of it or, when anything in it is amiss, nothing.
    pub fn import_bundle(&self, path: &Path) -> Result<Imported> {
        let bytes = articles::read_file(path, "import")?;
        let (contents, originals) = package::read(&bytes)?;
        self.merge(contents, originals)
    }
}

/// Whether `bytes` are a zip file and no workbook: then they are a bundle, or are refused as one.
pub(crate) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && !package::is_workbook(bytes)
}

fn refused(detail: impl Into<String>) -> Error {
    Error::BadBundle { detail: detail.into() }
}

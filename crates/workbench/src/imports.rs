//! Bringing in what is kept elsewhere: bundles, tables of claims, references, annotations, fact checks. A file tells by what
//! is in it which of these it is; what it brings comes in as one action, or nothing does.

mod annotations;
mod columns;
mod coming;
mod fact_checks;
mod references;
mod rows;

use std::path::Path;

use documents::{Hint, Listing};

use crate::{
    Error, Result, Workbench,
    articles::{file_name, read_file},
    bundle,
    views::{Brought, ImportKind, ImportMapping, ImportPreview, ImportReport},
};
use coming::Coming;

/// Rows that a preview shows.
const SHOWN: usize = 20;

impl Workbench {
    /// Brings in the file at `path` as one action. `mapping` says what the columns of a table hold; where it says nothing,
    /// their names do.
    pub fn import_file(&self, path: &Path, mapping: &ImportMapping) -> Result<Brought> {
        let bytes = read_file(path, "import")?;
        if bundle::is(&bytes) {
            return self.import_bundle(path).map(Brought::Bundle);
        }
        let listing = self.reader().listing(&bytes, &hint(path))?;
        let (coming, mapped) = self.coming(path, bytes, listing, mapping)?;
        if let Some(ImportPreview { columns, .. }) = mapped.filter(|mapped| !mapped.complete) {
            let names = columns.into_iter().map(|column| column.name).collect();
            return Err(Error::NoStatements { columns: names });
        }
        let Coming { changes, bytes, report, .. } = coming;
        if !changes.is_empty() {
            self.commit_with(changes, bytes)?;
        }
        Ok(Brought::Listed(report))
    }

    /// What importing the file at `path` would come to; nothing is written.
    pub fn preview_import(&self, path: &Path, mapping: &ImportMapping) -> Result<ImportPreview> {
        let bytes = read_file(path, "import")?;
        if bundle::is(&bytes) {
            return Ok(ImportPreview::of(ImportReport::new(ImportKind::Bundle, file_name(path))));
        }
        let listing = self.reader().listing(&bytes, &hint(path))?;
        let (coming, mapped) = self.coming(path, bytes, listing, mapping)?;
        let Coming { report, mut shown, .. } = coming;
        shown.truncate(SHOWN);
        let mapped = mapped.unwrap_or_else(|| ImportPreview::of(report.clone()));
        Ok(ImportPreview { rows: shown, report, ..mapped })
    }

    /// What `listing` comes to here, and how its columns are understood, where it has columns.
    fn coming(
        &self,
        path: &Path,
        bytes: Vec<u8>,
        listing: Listing,
        mapping: &ImportMapping,
    ) -> Result<(Coming<'_>, Option<ImportPreview>)> {
        let kind = match &listing {
            Listing::Sheets(_) => ImportKind::Claims,
            Listing::References(_) => ImportKind::References,
            Listing::Annotations(_) => ImportKind::Annotations,
            Listing::FactChecks(_) => ImportKind::FactChecks,
        };
        let mut coming = Coming::new(self, kind, file_name(path), bytes)?;
        let mut mapped = None;
        match listing {
            Listing::Sheets(sheets) => mapped = Some(coming.rows(sheets, mapping)?),
            Listing::References(references) => coming.references(references)?,
            Listing::Annotations(annotations) => coming.annotations(annotations)?,
            Listing::FactChecks(checks) => coming.fact_checks(checks)?,
        }
        Ok((coming, mapped))
    }
}

fn hint(path: &Path) -> Hint {
    Hint { name: Some(file_name(path)), ..Hint::default() }
}

//! Files out: a case file to bytes. The same case file, plan and fonts give the same bytes, whatever the clock or the
//! disk.

mod annotations;
mod claimreview;
mod csv;
mod docx;
mod fonts;
mod html;
mod json;
mod logo;
mod manifest;
mod markdown;
mod outline;
mod package;
mod pdf;
mod plan;
mod preview;
mod progress;
mod quotes;
mod stix;
mod tables;
mod words;
mod xlsx;

use std::path::Path;

use domain::CaseFile;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use logo::Logo;
pub use manifest::{Manifest, Seal, Stated};
pub use pdf::{PdfSource, pdf_source};
pub use plan::{Grouping, Part, Piece, Plan, Publisher, Template};
pub use preview::{Preview, PreviewClaim, PreviewGroup, preview};
pub use progress::{Means, Section, Step};
pub use quotes::{Fidelity, Quote, Quoting, Whence, quotes};

/// Who wrote a report.
const PROGRAM: &str = concat!("Claimdesk ", env!("CARGO_PKG_VERSION"));

/// A format that a report can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Pages for reading and printing, tagged for accessibility.
    Pdf,
    /// A word processor's document.
    Docx,
    /// One self-contained page.
    Html,
    /// CommonMark with footnotes.
    Markdown,
    /// A spreadsheet of eight tables.
    Xlsx,
    /// One row an appearance (RFC 4180).
    Csv,
    /// The spreadsheet's eight tables as CSV, zipped.
    Tables,
    /// Everything, letter for letter.
    Json,
    /// Fact-checks for search engines (schema.org).
    ClaimReview,
    /// The quoted passages as web annotations (W3C).
    Annotations,
    /// Claims and denials for threat intelligence (STIX 2.1).
    Stix,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Pdf,
        Self::Docx,
        Self::Html,
        Self::Markdown,
        Self::Xlsx,
        Self::Csv,
        Self::Tables,
        Self::Json,
        Self::ClaimReview,
        Self::Annotations,
        Self::Stix,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Tables => "tables",
            Self::Json => "json",
            Self::ClaimReview => "claimreview",
            Self::Annotations => "annotations",
            Self::Stix => "stix",
        }
    }

    /// The ending of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Tables => "zip",
            Self::ClaimReview | Self::Annotations => "jsonld",
            Self::Stix => "json",
            Self::Pdf | Self::Docx | Self::Html | Self::Xlsx | Self::Csv | Self::Json => self.name(),
        }
    }

    /// The format of this name, or of this ending where only one has it.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        match name.as_str() {
            "htm" => Some(Self::Html),
            "md" => Some(Self::Markdown),
            _ => Self::ALL.into_iter().find(|format| format.name() == name),
        }
    }

    /// The format that the file's ending asks for.
    pub fn from_path(path: &Path) -> Option<Self> {
        Self::from_name(path.extension()?.to_str()?).filter(|format| format.extension() != "jsonld")
    }
}

/// Why a report was not written out.
#[derive(Debug, Error)]
pub enum Error {
    /// A defect of the program.
    #[error("the report could not be laid out ({0}): tell us, and use another format meanwhile")]
    Layout(String),
    /// Nobody wants it any more.
    #[error("the report was not written: it was cancelled")]
    Stopped,
}

impl From<serde_json::Error> for Error {
    fn from(cause: serde_json::Error) -> Self {
        Self::Layout(cause.to_string())
    }
}

/// A report, written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The file.
    pub bytes: Vec<u8>,
    /// What the analyst should know of it, a sentence each.
    pub warnings: Vec<String>,
}

/// Writes `case` out in `format` as `plan` has it, with what `means` gives; tells it of each step.
pub fn render(case: &CaseFile, plan: &Plan, format: Format, means: Means<'_>) -> Result<Rendered, Error> {
    means.tell(Step::at(Section::Wording))?;
    let outline = || outline::of(case, plan);
    let applied = || plan.applied(case);
    let bytes = match format {
        Format::Pdf => {
            let case = applied();
            return pdf::render(&case, &outline(), &Manifest::of(&case), means);
        }
        Format::Docx => docx::render(case, &outline(), means)?,
        Format::Html => html::render(&outline())?,
        Format::Markdown => markdown::render(&outline()).into_bytes(),
        Format::Xlsx => xlsx::render(&applied(), means)?,
        Format::Csv => csv::render(&applied())?,
        Format::Tables => csv::tables(&applied(), means)?,
        Format::Json => json::render(&applied(), plan)?,
        Format::ClaimReview => claimreview::render(&applied(), plan)?,
        Format::Annotations => annotations::render(&applied())?,
        Format::Stix => stix::render(&applied(), plan)?,
    };
    Ok(Rendered { bytes, warnings: Vec::new() })
}

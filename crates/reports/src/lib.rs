//! Files out: a case file to bytes. The same case file gives the same bytes, whatever the clock or the disk.

mod csv;
mod html;
mod json;
mod markdown;
mod outline;
mod words;

use std::path::Path;

use domain::CaseFile;
use serde::Deserialize;
use thiserror::Error;

/// A format that a report can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// One self-contained page.
    Html,
    /// CommonMark with footnotes.
    Markdown,
    /// One row an appearance (RFC 4180).
    Csv,
    /// Everything, letter for letter.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Html, Self::Markdown, Self::Csv, Self::Json];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The ending of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html | Self::Csv | Self::Json => self.name(),
        }
    }

    /// The format of this name or ending.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        if name == "htm" {
            return Some(Self::Html);
        }
        Self::ALL.into_iter().find(|format| format.name() == name || format.extension() == name)
    }

    /// The format that the file's ending asks for.
    pub fn from_path(path: &Path) -> Option<Self> {
        Self::from_name(path.extension()?.to_str()?)
    }
}

/// A report could not be written out: a defect of the program.
#[derive(Debug, Error)]
#[error("the report could not be laid out ({0}): tell us, and use another format meanwhile")]
pub struct Error(String);

/// Writes `case` out in `format`.
pub fn render(case: &CaseFile, format: Format) -> Result<Vec<u8>, Error> {
    match format {
        Format::Html => html::render(&outline::of(case)),
        Format::Markdown => Ok(markdown::render(&outline::of(case)).into_bytes()),
        Format::Csv => csv::render(case),
        Format::Json => json::render(case),
    }
}

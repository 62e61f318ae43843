//! How far the writing of a report is, and whether it is still wanted.

use serde::{Deserialize, Serialize};

use crate::Error;

/// What is being done for a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// The claims and what is known of them are gathered.
    Gathering,
    /// Each quotation is held against its source.
    Quotations,
    /// What the report says is worded.
    Wording,
    /// The words become pages.
    LayingOut,
    /// The pages are drawn.
    Pages,
    /// The parts of a document or the tables of a spreadsheet are filled.
    Parts,
    /// The file is written.
    Saving,
}

/// How far a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Step {
    /// What is being done.
    pub section: Section,
    /// How many parts of it are done.
    pub done: u32,
    /// How many it has; 0 where that cannot be counted.
    pub of: u32,
}

impl Step {
    /// The beginning of `section`, which cannot be counted.
    pub fn at(section: Section) -> Self {
        Self { section, done: 0, of: 0 }
    }
}

/// Fonts and a listener: what a report needs of whoever runs us.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    /// Gives the files of the typeface whose files' names begin so: empty when the machine has none.
    pub typefaces: &'a dyn Fn(&str) -> Vec<Vec<u8>>,
    /// Is told of each step; answers whether the report is still wanted.
    pub told: &'a dyn Fn(Step) -> bool,
}

impl<'a> Means<'a> {
    /// Means with these typefaces, for a report that is wanted in any case.
    pub fn with(typefaces: &'a dyn Fn(&str) -> Vec<Vec<u8>>) -> Self {
        Self { typefaces, told: &|_| true }
    }

    /// Tells of a step; refuses to go on when the report is not wanted any more.
    pub(crate) fn tell(&self, progress: Step) -> Result<(), Error> {
        if (self.told)(progress) { Ok(()) } else { Err(Error::Stopped) }
    }

    /// `each` with its parts told of one by one.
    pub(crate) fn parts<T>(&self, each: impl ExactSizeIterator<Item = T>) -> impl Iterator<Item = Result<T, Error>> {
        let of = u32::try_from(each.len()).unwrap_or(u32::MAX);
        (0..).zip(each).map(move |(done, part)| {
            self.tell(Step { section: Section::Parts, done, of })?;
            Ok(part)
        })
    }
}

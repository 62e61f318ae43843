//! What is brought in from elsewhere, as it is shown before and after.

use domain::FactCheck;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::LinkRow;
use crate::Imported;

/// What a file that is imported is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// An investigation from another workspace.
    Bundle,
    /// A table of claims.
    Claims,
    /// A list of references.
    References,
    /// Annotations.
    Annotations,
    /// What other houses found.
    FactChecks,
}

/// What a column of a table can say of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ClaimField {
    /// What is claimed.
    Statement,
    /// The exact words.
    Quote,
    /// Who claims it.
    Claimant,
    /// When it was said.
    Said,
    /// Who relays it.
    RelayedBy,
    /// The headline of where it is made.
    Title,
    /// Who published that.
    Publisher,
    /// When.
    Published,
    /// Its address.
    Url,
    /// Its language.
    Language,
    /// What was noted of it.
    Note,
}

/// A column, and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MappedColumn {
    /// What it says.
    pub field: ClaimField,
    /// Its name.
    pub column: String,
}

/// How a table is to be understood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ImportMapping {
    /// The table, where the file has several; the first when not given.
    pub sheet: Option<String>,
    /// What its columns say; as their names tell when empty.
    pub columns: Vec<MappedColumn>,
}

/// A column as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportColumn {
    /// Its name; "column 2" where the table names none.
    pub name: String,
    /// What it says; `None` when it is only kept.
    pub field: Option<ClaimField>,
    /// The first values in it.
    pub samples: Vec<String>,
}

/// An item as it would come in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportRow {
    /// Which of the file: "row 3".
    pub place: String,
    /// What is claimed, marked or told of.
    pub words: String,
    /// Who says so.
    pub who: Option<String>,
    /// Where it stands.
    pub source: Option<String>,
}

/// What importing a file would come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportPreview {
    /// The tables in it, where they have names.
    pub sheets: Vec<String>,
    /// The one that is shown.
    pub sheet: Option<String>,
    /// Its columns; none where the file is no table.
    pub columns: Vec<ImportColumn>,
    /// Whether enough of it is understood.
    pub complete: bool,
    /// The first items that would come in.
    pub rows: Vec<ImportRow>,
    /// What would come of it.
    pub report: ImportReport,
}

impl ImportPreview {
    /// A preview of what has no columns.
    pub(crate) fn of(report: ImportReport) -> Self {
        Self { sheets: Vec::new(), sheet: None, columns: Vec::new(), complete: true, rows: Vec::new(), report }
    }
}

/// An item that does not come in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RefusedItem {
    /// Which of the file.
    pub place: String,
    /// Why.
    pub reason: String,
}

/// What came of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportReport {
    /// What the file is.
    pub kind: ImportKind,
    /// Its name.
    pub file: String,
    /// How many articles came in.
    pub articles: u32,
    /// How many claims.
    pub claims: u32,
    /// How many notes on claims.
    pub notes: u32,
    /// How many fact checks of other houses.
    pub fact_checks: u32,
    /// How many items were here already and were left as they are.
    pub already_here: u32,
    /// What did not come in.
    pub refused: Vec<RefusedItem>,
    /// Addresses that can be loaded and are not here.
    pub links: Vec<LinkRow>,
}

impl ImportReport {
    /// A report in which nothing came yet.
    pub(crate) fn new(kind: ImportKind, file: String) -> Self {
        Self {
            kind,
            file,
            articles: 0,
            claims: 0,
            notes: 0,
            fact_checks: 0,
            already_here: 0,
            refused: Vec::new(),
            links: Vec::new(),
        }
    }
}

/// What other houses found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ElsewhereView {
    /// Of this claim, as an analyst said.
    pub tied: Vec<FactCheck>,
    /// Of what is like it, the likest first; an analyst decides.
    pub offered: Vec<FactCheck>,
}

/// What came of bringing in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(untagged)]
pub enum Brought {
    /// Of a bundle.
    Bundle(Imported),
    /// Of a list.
    Listed(ImportReport),
}

//! Tables of articles and links, as they are shown before they are loaded.

use chrono::NaiveDate;
use documents::{Field, Told};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What a column of a table can say of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TableField {
    /// The headline.
    Title,
    /// The text.
    Text,
    /// The address.
    Url,
    /// When it was published.
    Published,
    /// Who published it.
    Publisher,
    /// Who wrote it.
    Author,
    /// The language of the text.
    Language,
    /// When it was changed.
    Modified,
    /// What stands in a list in place of the text.
    Summary,
}

impl From<TableField> for Field {
    fn from(field: TableField) -> Self {
        match field {
            TableField::Title => Self::Title,
            TableField::Text => Self::Text,
            TableField::Url => Self::Url,
            TableField::Published => Self::Published,
            TableField::Publisher => Self::Publisher,
            TableField::Author => Self::Author,
            TableField::Language => Self::Language,
            TableField::Modified => Self::Modified,
            TableField::Summary => Self::Summary,
        }
    }
}

impl From<Field> for TableField {
    fn from(field: Field) -> Self {
        match field {
            Field::Title => Self::Title,
            Field::Text => Self::Text,
            Field::Url => Self::Url,
            Field::Published => Self::Published,
            Field::Publisher => Self::Publisher,
            Field::Author => Self::Author,
            Field::Language => Self::Language,
            Field::Modified => Self::Modified,
            Field::Summary => Self::Summary,
        }
    }
}

/// A column, and what it says of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SaidColumn {
    /// What it says.
    pub field: TableField,
    /// Its name.
    pub column: String,
}

/// How a table of articles or links is to be understood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TableMapping {
    /// The table, where the file has several; all of them when not given.
    pub sheet: Option<String>,
    /// What its columns say; others are only kept.
    pub columns: Vec<SaidColumn>,
}

impl TableMapping {
    /// The same, for whoever reads the file.
    pub(crate) fn told(&self) -> Told {
        let columns = self.columns.iter().map(|said| (said.field.into(), said.column.clone())).collect();
        Told { table: self.sheet.clone(), columns }
    }
}

/// A column as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TableColumn {
    /// Its name; "column 2" where the table names none.
    pub name: String,
    /// What it says; `None` when it is only kept.
    pub field: Option<TableField>,
    /// The first values in it.
    pub samples: Vec<String>,
}

/// An article or a link as it would come in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TableRow {
    /// Which of the table: "row 3"; nothing for a link.
    pub place: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The beginning of the text; nothing for a link.
    pub text: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub published: Option<NaiveDate>,
    /// Who wrote it.
    pub byline: Vec<String>,
    /// The language of the text.
    pub language: Option<String>,
}

/// What loading a table would come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct TablePreview {
    /// The file's name.
    pub file: String,
    /// The tables in it, where they have names.
    pub sheets: Vec<String>,
    /// The one that is shown.
    pub sheet: Option<String>,
    /// Its columns.
    pub columns: Vec<TableColumn>,
    /// Whether one of them says where a text or an address is.
    pub complete: bool,
    /// The first that would come in.
    pub rows: Vec<TableRow>,
    /// How many rows would become articles.
    pub articles: u32,
    /// How many have an address alone, which is listed and not fetched.
    pub links: u32,
    /// How many have neither.
    pub neither: u32,
}

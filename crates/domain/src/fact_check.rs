//! What other houses found of claims.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::FactCheckId;

/// A fact check by another house, as it tells of it. It is theirs, and never sets our status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct FactCheck {
    /// Its identifier.
    pub id: FactCheckId,
    /// What was checked. Never empty.
    pub checked: String,
    /// Who said it.
    pub said_by: Option<String>,
    /// The house; its address where it gives no name.
    pub publisher: Option<String>,
    /// What it found, in its own words.
    pub found: Option<String>,
    /// Where that is to be read.
    pub url: Option<String>,
    /// Under which headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<NaiveDate>,
    /// In which language, a BCP 47 tag.
    pub language: Option<String>,
}

impl FactCheck {
    /// Whether both tell of one check, whatever they are called here.
    pub fn is_same(&self, other: &Self) -> bool {
        *self == Self { id: self.id, ..other.clone() }
    }
}

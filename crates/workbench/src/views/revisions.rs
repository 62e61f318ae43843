//! The copies of a page, and how what was quoted from one stands in another, as it is shown.

use chrono::{DateTime, Utc};
use domain::{AnchorDecision, AnchorState, Anchored, ArticleId, ClaimId, DiffPiece, SentenceDiff, Sha256, TextRange};
use serde::{Deserialize, Serialize};
use specta::Type;

/// Which copy of its page an article is, where there are several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RevisionView {
    /// Its number, from 1, in the order in which the copies were taken.
    pub number: u32,
    /// How many copies there are.
    pub of: u32,
    /// When it was taken.
    pub taken: DateTime<Utc>,
    /// The newest copy.
    pub newest: ArticleId,
    /// When that was taken.
    pub newest_taken: DateTime<Utc>,
    /// How what was quoted from earlier copies stands in the newest.
    pub quotes: AnchorCounts,
}

/// How many quotations stand how in the newest copy of their page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct AnchorCounts {
    /// The same words at the same place.
    pub exact: u32,
    /// The same words elsewhere.
    pub moved: u32,
    /// Other words in their place.
    pub changed: u32,
    /// Nothing like them.
    pub gone: u32,
    /// How many of the changed and the gone nobody has decided about.
    pub open: u32,
}

/// All copies of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RevisionsView {
    /// The copies, the earliest taken first; one where the page was loaded once.
    pub copies: Vec<CopyView>,
    /// What was quoted from earlier copies, in their order and that of their text.
    pub passages: Vec<AnchoredView>,
    /// The same, counted.
    pub quotes: AnchorCounts,
}

/// A copy of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CopyView {
    /// The article read from it.
    pub article: ArticleId,
    /// Its number, from 1.
    pub number: u32,
    /// Its headline.
    pub title: String,
    /// When it was taken.
    pub taken: DateTime<Utc>,
    /// The digest of its original bytes.
    pub sha256: Sha256,
    /// How many bytes those are.
    pub bytes: u32,
    /// Its language.
    pub language: Option<String>,
}

/// Something quoted from an earlier copy of a page, and how it stands in the newest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AnchoredView {
    /// What quotes it.
    pub anchored: Anchored,
    /// The claim that it belongs to.
    pub claim: ClaimId,
    /// What is claimed.
    pub statement: String,
    /// The copy that it is quoted from.
    pub article: ArticleId,
    /// That copy's number.
    pub number: u32,
    /// Where the words stand there.
    pub range: TextRange,
    /// The words.
    pub exact: String,
    /// The page's language.
    pub language: Option<String>,
    /// The newest copy.
    pub newest: ArticleId,
    /// How the words stand there.
    pub state: AnchorState,
    /// Where they, those closest to them or those that were accepted for them stand.
    pub there: Option<TextRange>,
    /// The words there.
    pub there_exact: Option<String>,
    /// What differs between the two, where something does.
    pub difference: Vec<DiffPiece>,
    /// What was decided.
    pub decision: Option<Decided>,
    /// Whether the words are changed or gone and nobody has decided about it.
    pub open: bool,
}

/// What was decided of a quotation, without the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Decided {
    /// The words in the newest copy are what became of it.
    Accepted,
    /// It stands in its own copy alone.
    Kept,
}

impl From<&AnchorDecision> for Decided {
    fn from(decision: &AnchorDecision) -> Self {
        match decision {
            AnchorDecision::Accepted { .. } => Self::Accepted,
            AnchorDecision::Kept => Self::Kept,
        }
    }
}

/// What is to be decided of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnchorInput {
    /// The words at this place of the newest copy are what became of it.
    Accept {
        /// The place.
        range: TextRange,
    },
    /// It stands in its own copy alone.
    Keep,
    /// Nothing: what was decided is taken back.
    Undecided,
}

/// In what two copies of a page differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ComparisonView {
    /// The earlier copy.
    pub before: ArticleId,
    /// The later one.
    pub after: ArticleId,
    /// The words of the headline, where it differs.
    pub title: Vec<DiffPiece>,
    /// Every sentence, in the order of the later copy.
    pub sentences: Vec<SentenceDiff>,
    /// How many sentences are not the same at the same place.
    pub differing: u32,
}

//! Copies of one page, taken at different times: how words that were quoted from one stand in another.

use serde::{Deserialize, Serialize};

use crate::{AppearanceId, EvidenceId, Passage, ResponseId, TextRange};

/// What quotes a passage of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the nouns themselves")]
pub enum Anchored {
    Appearance(AppearanceId),
    Response(ResponseId),
    Evidence(EvidenceId),
}

/// How words of one copy stand in another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Anchor {
    /// The same words at the same place.
    Exact {
        /// The words there.
        passage: Passage,
    },
    /// The same words at another place.
    Moved {
        /// The words there.
        passage: Passage,
    },
    /// Other words in their place.
    Changed {
        /// The closest words.
        passage: Passage,
    },
    /// Nothing like them.
    Gone,
}

/// How words of one copy stand in another, without the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "said at Anchor")]
pub enum AnchorState {
    Exact,
    Moved,
    Changed,
    Gone,
}

impl Anchor {
    /// Where the words, or those closest to them, stand.
    pub fn passage(&self) -> Option<&Passage> {
        match self {
            Self::Exact { passage } | Self::Moved { passage } | Self::Changed { passage } => Some(passage),
            Self::Gone => None,
        }
    }

    /// The same without the words.
    pub fn state(&self) -> AnchorState {
        match self {
            Self::Exact { .. } => AnchorState::Exact,
            Self::Moved { .. } => AnchorState::Moved,
            Self::Changed { .. } => AnchorState::Changed,
            Self::Gone => AnchorState::Gone,
        }
    }
}

impl AnchorState {
    /// Whether the other copy does not have the words any more, so that an analyst has to look.
    pub fn is_broken(self) -> bool {
        matches!(self, Self::Changed | Self::Gone)
    }

    /// The word that files and terminals have for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }
}

/// What an analyst decided of a quotation that another copy does not have letter for letter. The quotation itself stays
/// as it is, in its own copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AnchorDecision {
    /// These words of the other copy are what became of it.
    Accepted {
        /// The words.
        passage: Passage,
    },
    /// It stands in its own copy alone.
    Kept,
}

/// How a sentence of one copy stands in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum SentenceKind {
    /// Word for word, in its order.
    Same,
    /// Word for word, elsewhere.
    Moved,
    /// In other words.
    Changed,
    /// Only the earlier copy has it.
    Removed,
    /// Only the later copy has it.
    Added,
}

/// A sentence of one copy beside what the other has in its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct SentenceDiff {
    /// What became of it.
    pub kind: SentenceKind,
    /// Where it stands in the earlier copy.
    pub before: Option<TextRange>,
    /// Where it stands in the later one.
    pub after: Option<TextRange>,
    /// Its words: the earlier copy's without what was added, the later one's without what was removed.
    pub pieces: Vec<DiffPiece>,
}

/// Whether both copies have some words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum DiffKind {
    /// Both have them.
    Kept,
    /// Only the earlier copy has them.
    Removed,
    /// Only the later copy has them.
    Added,
}

/// Some words that one or both copies have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct DiffPiece {
    /// Which.
    pub kind: DiffKind,
    /// The words, with the white space around them.
    pub text: String,
}

//! How an article ties words to a party.

use serde::{Deserialize, Serialize};

use crate::{PartyId, TextRange};

/// How the words are quoted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Quotation {
    /// Between quotation marks, the whole of it.
    Direct,
    /// Told in the article's own words.
    Indirect,
    /// Told, with some words between quotation marks.
    Mixed,
    /// Not attributed: the article itself says it.
    #[default]
    None,
}

/// The words that tie content to its source ("said", "accused").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Cue {
    /// The words.
    pub exact: String,
    /// Where they stand in the article, when known.
    pub range: Option<TextRange>,
}

/// How an article ties a passage to a party: source, cue, content (PARC, PolNeAR).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Attribution {
    /// Who makes the claim.
    pub claimant: Option<PartyId>,
    /// The claimant as this article writes it ("the governor").
    pub as_written: Option<String>,
    /// The words that attribute.
    pub cue: Option<Cue>,
    /// How the words are quoted.
    pub quotation: Quotation,
    /// Who relays the claimant's words.
    pub relayed_by: Option<PartyId>,
    /// Words that weaken the claim ("allegedly").
    pub hedge: Option<String>,
}

//! What bears on a claim.

use serde::{Deserialize, Serialize};

use crate::{ArticleId, ClaimId, EvidenceId, PartyId, Passage, Sha256};

/// Which way evidence points.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Towards the claim.
    Supports,
    /// Against it.
    Refutes,
    /// Neither way.
    #[default]
    Neutral,
}

/// How far the source can be trusted (Admiralty code, NATO AJP-2.1). F is unknown, not bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[expect(missing_docs, reason = "the code's own letters")]
pub enum Reliability {
    A,
    B,
    C,
    D,
    E,
    F,
}

/// How far the information can be believed (Admiralty code), 1 to 6. 6 is unknown, not bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[expect(missing_docs, reason = "the code's own figures")]
pub enum Credibility {
    #[serde(rename = "1")]
    One,
    #[serde(rename = "2")]
    Two,
    #[serde(rename = "3")]
    Three,
    #[serde(rename = "4")]
    Four,
    #[serde(rename = "5")]
    Five,
    #[serde(rename = "6")]
    Six,
}

/// How the source knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// It saw or heard for itself.
    Witnessed,
    /// Somebody told it.
    Told,
    /// It concludes from many cases.
    Induced,
    /// It concludes from what must follow.
    Deduced,
}

/// What a piece of evidence is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EvidenceMatter {
    /// Words in a loaded article.
    Passage {
        /// The article.
        article: ArticleId,
        /// The words.
        passage: Passage,
    },
    /// A file, kept in the workspace.
    File {
        /// Its name, without the folder.
        name: String,
        /// The digest of its bytes.
        sha256: Sha256,
        /// How many bytes it has.
        bytes: u32,
    },
    /// An address. Nothing is fetched.
    Link {
        /// The address as given.
        url: String,
    },
    /// The analyst's own words: a call made, a place seen.
    Note,
    /// What was looked for and not found.
    NotFound {
        /// What was looked for.
        sought: String,
        /// Where: registers, archives, maps, pages.
        places: String,
    },
}

/// What bears on a claim, and which way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Evidence {
    /// Its identifier.
    pub id: EvidenceId,
    /// The claim it bears on.
    pub claim: ClaimId,
    /// What it is.
    pub matter: EvidenceMatter,
    /// Which way it points.
    pub stance: Stance,
    /// What the analyst says of it; for a note, the note itself.
    pub note: String,
    /// How far its source can be trusted.
    pub reliability: Option<Reliability>,
    /// How far it can be believed.
    pub credibility: Option<Credibility>,
    /// How its source knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Who it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<PartyId>,
}

//! An investigation with everything a report needs, as one value.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Appearance, Article, Assessment, Claim, Document, Evidence, Investigation, Party, PartyId, Response, Sha256, Status,
};

/// A claim's appearance and the article it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseAppearance {
    /// The appearance.
    pub appearance: Appearance,
    /// Which of the case file's sources it stands in, from 0.
    pub source: usize,
}

/// A claim with all that is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseClaim {
    /// The claim.
    pub claim: Claim,
    /// Where it is made, in reading order.
    pub appearances: Vec<CaseAppearance>,
    /// What parties say to it, oldest first.
    pub responses: Vec<Response>,
    /// What bears on it, oldest first.
    pub evidence: Vec<Evidence>,
    /// Its assessments, oldest first.
    pub history: Vec<Assessment>,
}

impl CaseClaim {
    /// Where the claim stands.
    pub fn status(&self) -> Status {
        Status::standing(&self.history)
    }

    /// The assessment that decides, when there is one.
    pub fn latest(&self) -> Option<&Assessment> {
        self.history.last()
    }
}

/// An article and the document it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseSource {
    /// The article.
    pub article: Article,
    /// The document.
    pub document: Document,
}

/// How many claims stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, specta::Type)]
#[expect(missing_docs, reason = "the words say it")]
pub struct Counts {
    pub pending: u32,
    pub confirmed: u32,
    pub denied: u32,
}

impl Counts {
    /// Counts `statuses`.
    pub fn of(statuses: impl IntoIterator<Item = Status>) -> Self {
        let mut counts = Self::default();
        for status in statuses {
            match status {
                Status::Pending => counts.pending += 1,
                Status::Confirmed => counts.confirmed += 1,
                Status::Denied => counts.denied += 1,
            }
        }
        counts
    }

    /// All of them.
    pub fn total(self) -> u32 {
        self.pending + self.confirmed + self.denied
    }
}

/// An investigation, or the whole workspace, with everything a report needs. No clock, no disk: the same case file
/// gives the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseFile {
    /// The workspace's name.
    pub workspace: String,
    /// The investigation; `None` for the whole workspace.
    pub investigation: Option<Investigation>,
    /// The claims, in order of their first appearance.
    pub claims: Vec<CaseClaim>,
    /// The articles, oldest loaded first.
    pub sources: Vec<CaseSource>,
    /// The parties that are named.
    pub parties: Vec<Party>,
    /// How many changes the journal has.
    pub journal_length: i64,
    /// The hash of the newest; `None` when nothing was done yet.
    pub journal_head: Option<Sha256>,
    /// When that change was made.
    pub as_of: Option<DateTime<Utc>>,
}

impl CaseFile {
    /// How many claims stand where.
    pub fn counts(&self) -> Counts {
        Counts::of(self.claims.iter().map(CaseClaim::status))
    }

    /// The party with this id.
    pub fn party(&self, id: PartyId) -> Option<&Party> {
        self.parties.iter().find(|party| party.id == id)
    }
}

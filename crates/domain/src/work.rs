//! How far the work on a claim is. Apart from where the claim stands: a claim can be done and pending.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How far the work on a claim is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum WorkState {
    /// Nobody works on it.
    #[default]
    Unassigned,
    /// Somebody works on it.
    InProgress,
    /// A second analyst looks at it.
    InReview,
    /// There is nothing left to do.
    Done,
}

impl WorkState {
    /// The word for it in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unassigned => "unassigned",
            Self::InProgress => "in_progress",
            Self::InReview => "in_review",
            Self::Done => "done",
        }
    }
}

/// The work on a claim: how far it is, whose it is, and when to look again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Work {
    /// How far it is.
    pub state: WorkState,
    /// Whose it is.
    pub assignee: Option<String>,
    /// The day to look at the claim again.
    pub revisit: Option<NaiveDate>,
}

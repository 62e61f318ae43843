//! Reports that were issued.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{ClaimId, InvestigationId, IssueId, Sha256};

/// That a report was written to a file: what it was made of and what it said can be had again from the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Its identifier.
    pub id: IssueId,
    /// What is reported on; `None` for the whole workspace.
    pub investigation: Option<InvestigationId>,
    /// Which report on it: issues of the same one follow each other, whatever their format.
    pub report: String,
    /// The format of the file.
    pub format: String,
    /// The digest of the file.
    pub sha256: Sha256,
    /// How many changes the journal had at the moment that it reports on.
    pub journal_length: i64,
    /// The hash of the newest of them.
    pub journal_head: Sha256,
    /// The claims that it left out.
    pub left_out: Vec<ClaimId>,
    /// Who issued it.
    pub analyst: String,
    /// When.
    pub at: DateTime<Utc>,
}

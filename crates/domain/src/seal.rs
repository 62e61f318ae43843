//! Time stamps that authorities put over heads of the journal.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{SealId, Sha256};

/// An authority's word that a head of the journal was there at a moment, and with it every change up to there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalSeal {
    /// Its identifier.
    pub id: SealId,
    /// How many changes the journal had.
    pub length: i64,
    /// The hash of the newest of them: what was stamped.
    pub head: Sha256,
    /// When it was stamped, by the authority's clock.
    pub at: DateTime<Utc>,
    /// Who signed the stamp, as the certificate in it says.
    pub by: String,
    /// The digest of the authority's reply (RFC 3161), whose bytes are kept.
    pub reply: Sha256,
    /// Whose word for the signer it was checked against; nobody's when there is none.
    pub vouched: Option<Vouched>,
}

/// A certificate that the analyst trusts and that vouches for a signer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vouched {
    /// Whose it is.
    pub by: String,
    /// The digest of the file it came in, whose bytes are kept.
    pub certificates: Sha256,
}

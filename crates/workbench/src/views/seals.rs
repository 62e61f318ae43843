//! Time stamps over the journal, as they are shown.

use chrono::{DateTime, Utc};
use domain::{JournalSeal, SealId, Sha256};
use serde::Serialize;
use specta::Type;

/// A time stamp over a head of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SealView {
    /// Its identifier.
    pub id: SealId,
    /// How many changes the journal had.
    pub length: u32,
    /// The hash of the newest of them.
    pub head: Sha256,
    /// When it was stamped, by the authority's clock.
    pub at: DateTime<Utc>,
    /// Who signed the stamp, as the certificate in it says.
    pub by: String,
    /// Who vouches for the signer; `None`: it was not checked against an authority.
    pub vouched: Option<String>,
}

impl From<&JournalSeal> for SealView {
    fn from(seal: &JournalSeal) -> Self {
        Self {
            id: seal.id,
            length: u32::try_from(seal.length).unwrap_or(u32::MAX),
            head: seal.head,
            at: seal.at,
            by: seal.by.clone(),
            vouched: seal.vouched.as_ref().map(|vouched| vouched.by.clone()),
        }
    }
}

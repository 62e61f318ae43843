//! What parties say to a claim. Theirs alone: a response never sets our status.

use serde::{Deserialize, Serialize};

use crate::{ArticleId, ClaimId, Moment, PartyId, Passage, ResponseId};

/// What a party does with a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum ResponseKind {
    /// Says that it is so.
    Confirms,
    /// Says that part of it is so.
    PartlyConfirms,
    /// Says that it is not so.
    Denies,
    /// Says that part of it is not so.
    PartlyDenies,
    /// Says that it will not say.
    DeclinesToComment,
    /// Says that it is looking into it.
    IsVerifying,
    /// Says that it needs a condition.
    Qualifies,
    /// Takes back what it said before.
    Retracts,
    /// Is worried by it.
    ExpressesConcern,
    /// Says it too.
    Repeats,
    /// Was asked and has not answered.
    HasNotResponded,
}

/// What a party says to a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Response {
    /// Its identifier.
    pub id: ResponseId,
    /// The claim it answers.
    pub claim: ClaimId,
    /// Who answers.
    pub party: PartyId,
    /// What they say.
    pub kind: ResponseKind,
    /// The article it stands in.
    pub article: Option<ArticleId>,
    /// The words there.
    pub passage: Option<Passage>,
    /// When it was said.
    pub said: Option<Moment>,
    /// Who relays it.
    pub relayed_by: Option<PartyId>,
    /// The analyst's note.
    pub note: String,
}

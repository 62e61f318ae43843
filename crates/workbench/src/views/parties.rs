//! Parties, and what they say, as they are shown.

use chrono::NaiveDate;
use domain::{Answers, ClaimId, PartyId, PartyKind, ResponseId, ResponseKind, Role, When};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{ClaimRow, ResponseView};

/// A party by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
pub struct PartyName {
    /// The party.
    pub id: PartyId,
    /// Its name.
    pub name: String,
}

/// A party's name, for completion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PartyRow {
    /// The party.
    pub id: PartyId,
    /// Its name.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: PartyKind,
}

/// One line in the list of parties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PartySummary {
    /// The party.
    pub id: PartyId,
    /// Its name.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: PartyKind,
    /// How many claims it makes.
    pub claims: u32,
    /// How many responses it gave.
    pub responses: u32,
}

/// A party with all that it says and is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PartyView {
    /// The party.
    pub id: PartyId,
    /// Its name.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: PartyKind,
    /// What it was, and when.
    pub roles: Vec<Role>,
    /// Who it speaks for.
    pub speaks_for: Option<PartyName>,
    /// Who speaks for it.
    pub spoken_for_by: Vec<PartyName>,
    /// The parties that were merged into it, each of which can be split off again.
    pub merged: Vec<PartyRow>,
    /// The claims it makes, the newest first.
    pub claims: Vec<ClaimRow>,
    /// What it, and who speaks for it, says to claims, in order of time.
    pub responses: Vec<PartyResponse>,
    /// What it is asked and has not answered, in order of time.
    pub unanswered: Vec<Request>,
}

/// What a party says to a claim, and whether its line moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PartyResponse {
    /// The claim.
    pub claim: ClaimId,
    /// What is claimed.
    pub statement: String,
    /// The response.
    pub response: ResponseView,
    /// When it was said, or else published; of a request when the party was asked. Nothing where it is not known.
    pub when: Option<When>,
    /// What the party said before to the same claim, when it was something else.
    pub moved_from: Option<ResponseKind>,
    /// Who gave it, where that is somebody who speaks for the party.
    pub through: Option<PartyName>,
}

/// That a party is asked what it says to a claim, and has not answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Request {
    /// The record of it.
    pub response: ResponseId,
    /// Who was asked.
    pub party: PartyName,
    /// The claim.
    pub claim: ClaimId,
    /// What is claimed.
    pub statement: String,
    /// Who asked, when and until when.
    pub asked: Option<AskedView>,
    /// Whether the last day for an answer is over.
    pub overdue: bool,
    /// The analyst's note.
    pub note: String,
}

/// Who asked for a response, when and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AskedView {
    /// Who asked.
    pub by: String,
    /// When.
    pub on: Option<NaiveDate>,
    /// The last day for an answer.
    pub until: Option<NaiveDate>,
}

/// What goes from a party to another, as chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct SplitInput {
    /// Claims, appearances and responses of the party that are the other's, by their ids.
    pub records: Vec<uuid::Uuid>,
    /// Its aliases that are the other's.
    pub aliases: Vec<String>,
    /// The other's name; a party of that name is added when there is none.
    pub into: String,
}

/// What is known of a party, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct PartyInput {
    /// Its name.
    pub name: String,
    /// Its other names.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: PartyKind,
    /// The name of the party it speaks for; one of that name is added when there is none. Empty for nobody.
    pub speaks_for: String,
    /// What it was, and when.
    pub roles: Vec<RoleInput>,
}

/// What a party was, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct RoleInput {
    /// The office.
    pub title: String,
    /// The first day; empty when it is not known.
    pub from: String,
    /// The last day; empty when it is not over.
    pub to: String,
}

/// A party's response, as typed. Empty text means none.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct ResponseInput {
    /// Who answers; a party of that name is added when there is none.
    pub party: String,
    /// What they do with the claim.
    pub kind: ResponseKind,
    /// When it was said, as `RefinementInput` has it.
    pub said: String,
    /// Who relays it; a party of that name is added when there is none.
    pub relayed_by: String,
    /// The analyst's note.
    pub note: String,
    /// Whether it answers this very claim.
    #[serde(default)]
    pub answers: Answers,
    /// Who asked for it.
    #[serde(default)]
    pub asked_by: String,
    /// When: a day such as 2025-04-09.
    #[serde(default)]
    pub asked_on: String,
    /// The last day for an answer.
    #[serde(default)]
    pub asked_until: String,
}

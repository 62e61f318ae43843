//! What parties say to a claim. Theirs alone: a response never sets our status.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{ArticleId, ClaimId, Moment, PartyId, Passage, ResponseId, TextRange, Utterance};

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

impl ResponseKind {
    /// The response that what somebody does with words most likely is, until an analyst says otherwise.
    ///
    /// Who asserts something else in answer to a claim denies it more often than not.
    pub fn likely(utterance: Utterance) -> Self {
        match utterance {
            Utterance::Asserts | Utterance::Denies => Self::Denies,
            Utterance::Confirms => Self::Confirms,
            Utterance::Declines => Self::DeclinesToComment,
            Utterance::Verifying => Self::IsVerifying,
            Utterance::HasNotResponded => Self::HasNotResponded,
            Utterance::CallsFor => Self::Qualifies,
            Utterance::Opines => Self::ExpressesConcern,
        }
    }

    /// The response that the words themselves say it is; none where they only assert something or call for it.
    pub fn heard(utterance: Utterance) -> Option<Self> {
        let is_said = !matches!(utterance, Utterance::Asserts | Utterance::CallsFor);
        is_said.then(|| Self::likely(utterance))
    }

    /// The word for it in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Confirms => "confirms",
            Self::PartlyConfirms => "partly confirms",
            Self::Denies => "denies",
            Self::PartlyDenies => "partly denies",
            Self::DeclinesToComment => "declines to comment",
            Self::IsVerifying => "is verifying",
            Self::Qualifies => "qualifies",
            Self::Retracts => "retracts",
            Self::ExpressesConcern => "expresses concern",
            Self::Repeats => "repeats",
            Self::HasNotResponded => "has not responded",
        }
    }
}

/// What exactly a response answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Answers {
    /// This very claim.
    #[default]
    ThisClaim,
    /// Earlier claims like it.
    EarlierSimilar,
}

impl Answers {
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// That a party was asked what it says to a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Asked {
    /// Who asked.
    pub by: String,
    /// When.
    pub on: Option<NaiveDate>,
    /// The last day for an answer.
    pub until: Option<NaiveDate>,
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
    /// Whether it answers this very claim.
    #[serde(default, skip_serializing_if = "Answers::is_usual")]
    pub answers: Answers,
    /// Who asked for it, when and until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Asked>,
}

/// What selected words say when they answer a claim, as the program reads them. Nothing until an analyst records it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Heard {
    /// The words that belong together there: a whole sentence, or the part of it in which one party speaks.
    pub range: TextRange,
    /// Who answers, by name.
    pub party: Option<String>,
    /// Who relays it, by name.
    pub relayed_by: Option<String>,
    /// What they say, where the words say that they answer.
    pub kind: Option<ResponseKind>,
    /// When it was said.
    pub said: Option<Moment>,
    /// Whether it answers what was claimed before.
    pub answers: Answers,
}

/// How a party's line moves: each response, in order of time, with what the party said before to the same claim.
///
/// Silence moves nothing: between two answers it is passed over.
pub fn line(kinds: &[(ClaimId, ResponseKind)]) -> Vec<Option<ResponseKind>> {
    (0..kinds.len())
        .map(|at| {
            let (claim, kind) = kinds[at];
            let answers = |kind| kind != ResponseKind::HasNotResponded;
            let before = kinds[..at].iter().rev().find(|(earlier, kind)| *earlier == claim && answers(*kind));
            before.map(|(_, before)| *before).filter(|before| answers(kind) && *before != kind)
        })
        .collect()
}

/// Which of a party's responses, in order of time, are requests that it has not answered since.
pub fn unanswered(kinds: &[(ClaimId, ResponseKind)]) -> Vec<usize> {
    let is_last = |at: usize| kinds[at + 1..].iter().all(|(claim, _)| *claim != kinds[at].0);
    (0..kinds.len()).filter(|at| kinds[*at].1 == ResponseKind::HasNotResponded && is_last(*at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_moves_where_a_party_says_something_else_to_the_same_claim() {
        use ResponseKind::{Confirms, Denies, HasNotResponded, IsVerifying};
        let [dam, road] = [1, 2].map(|n| ClaimId(uuid::Uuid::from_u128(n)));
        let said = [(dam, Denies), (road, Confirms), (dam, Denies), (dam, HasNotResponded), (dam, IsVerifying)];
        assert_eq!(line(&said), [None, None, None, None, Some(Denies)]);
        assert_eq!(unanswered(&said), [] as [usize; 0]);
        assert_eq!(unanswered(&said[..4]), [3]);
    }

    #[test]
    fn a_response_recorded_before_there_was_more_to_say_keeps_its_bytes() {
        let old = r#"{"id":"00000000-0000-0000-0000-000000000001","claim":"00000000-0000-0000-0000-000000000002","party":"00000000-0000-0000-0000-000000000003","kind":"denies","article":null,"passage":null,"said":null,"relayed_by":null,"note":""}"#;
        let read: Response = serde_json::from_str(old).expect("an old response");
        assert_eq!(serde_json::to_string(&read).expect("json"), old);
    }
}

//! Passages the program proposes as claims.

use serde::{Deserialize, Serialize};

use crate::{Attribution, Bound, Moment, PartyKind, Passage, Precision, Quantity, Quotation, ResponseKind, TextRange};

/// What the claimant does with the words of a suggestion.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Utterance {
    /// Says that it is so.
    #[default]
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Says that what others claim is so.
    Confirms,
    /// Will not say.
    Declines,
    /// Is looking into it.
    Verifying,
    /// Was asked and has not answered.
    HasNotResponded,
    /// Wants somebody to act.
    CallsFor,
    /// Thinks, hopes, fears or judges.
    Opines,
}

/// What makes a suggestion more or less worth checking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It gives a figure.
    Figure,
    /// It gives an amount without a figure.
    Amount,
    /// It names somebody.
    Actor,
    /// It tells of something that happened.
    Event,
    /// It says when.
    Moment,
    /// Somebody stands for it.
    Claimant,
    /// It is quoted.
    Quoted,
    /// It answers what others say.
    Answer,
    /// It is a thought or a wish.
    Thought,
    /// It calls for something.
    Call,
    /// It leaves a question open.
    Open,
    /// It is being looked into.
    Verifying,
    /// It names a thing and says nothing of it.
    Topic,
    /// It judges.
    Judgement,
    /// It tells of what is to come.
    Prediction,
    /// It is a courtesy.
    Courtesy,
    /// It is a question.
    Question,
    /// It is short.
    Short,
}

/// A figure in a suggestion, with the words that give it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Figure {
    /// What it says.
    pub quantity: Quantity,
    /// The words ("at least 155").
    pub exact: String,
}

/// A language model that proposes passages, and where it answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Proposer {
    /// The model's name.
    pub model: String,
    /// The address of the machine's own server.
    pub address: String,
}

/// What the article's words say of a claimant beside the name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Described {
    /// What it is.
    pub kind: PartyKind,
    /// Its office ("foreign ministry spokesperson"), as the article writes it.
    pub role: Option<String>,
    /// The name of the party it speaks for.
    pub speaks_for: Option<String>,
}

/// A passage proposed as a claim. Nothing until an analyst accepts it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, specta::Type)]
pub struct Suggestion {
    /// The words.
    pub passage: Passage,
    /// The proposed statement, in words that stand alone.
    pub statement: String,
    /// How the article ties the words to their source. Its parties are known once the analyst accepts.
    pub attribution: Attribution,
    /// The claimant's name, before it is a known party.
    pub claimant: Option<String>,
    /// What the article says of the claimant beside the name.
    pub described: Described,
    /// Who relays the claimant's words, before it is a known party.
    pub relayed_by: Option<String>,
    /// What the claimant does with the words.
    pub stance: Utterance,
    /// What it most likely is when it answers another claim.
    pub response: ResponseKind,
    /// The figures in it.
    pub figures: Vec<Figure>,
    /// The times in it.
    pub moments: Vec<Moment>,
    /// When it was said.
    pub said: Option<Moment>,
    /// How much it is worth checking, 0 to 1.
    pub worth: f32,
    /// What made it so.
    pub reasons: Vec<Reason>,
    /// The model that proposes it; nothing when the rules do.
    pub proposed_by: Option<Proposer>,
}

impl Suggestion {
    /// Whether a decision about the words at `range` decides about this too: it covers half of the words or more.
    pub fn is_decided_by(&self, range: TextRange) -> bool {
        self.passage.range.is_decided_by(range)
    }
}

/// How many of an article's sentences have been decided about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, specta::Type)]
pub struct Coverage {
    /// Those in which something was recorded or dismissed, and nothing is proposed any more.
    pub decided: u32,
    /// Those, and the ones in which something is still proposed.
    pub all: u32,
    /// All sentences of the article: in the others the program proposes nothing.
    pub sentences: u32,
}

impl Coverage {
    /// How far an article of `sentences` is decided, given where words are `proposed` and where something was `decided`.
    ///
    /// A post or a row of a table is no sentence: what stands in one counts by itself.
    pub fn of(sentences: &[TextRange], proposed: &[TextRange], decided: &[TextRange]) -> Self {
        let is_open = |own: &&TextRange| !decided.iter().any(|range| own.is_decided_by(*range));
        let open: Vec<TextRange> = proposed.iter().filter(is_open).copied().collect();
        let apart = |place: &&TextRange| !sentences.iter().any(|sentence| sentence.overlaps(**place));
        let mut units: Vec<TextRange> = sentences.to_vec();
        for place in decided.iter().chain(&open).filter(apart) {
            if !units.iter().any(|unit| unit.overlaps(*place)) {
                units.push(*place);
            }
        }
        let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        let holds = |places: &[TextRange], unit: TextRange| places.iter().any(|place| place.overlaps(unit));
        let waiting = units.iter().filter(|unit| holds(&open, **unit)).count();
        let done = units.iter().filter(|unit| !holds(&open, **unit) && holds(decided, **unit)).count();
        Self { decided: count(done), all: count(done + waiting), sentences: count(units.len()) }
    }
}

/// A suggestion as it is told to another program.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the fields are those of Suggestion, flattened")]
pub struct Told {
    pub start: u32,
    pub end: u32,
    pub exact: String,
    pub statement: String,
    pub claimant: Option<ToldClaimant>,
    pub relayed_by: Option<String>,
    pub stance: Utterance,
    pub quotation: Quotation,
    pub cue: Option<ToldCue>,
    pub quantities: Vec<ToldQuantity>,
    pub moments: Vec<ToldMoment>,
    pub said: Option<ToldMoment>,
    pub worth: f64,
    pub reasons: Vec<Reason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposed_by: Option<Proposer>,
}

/// Who makes the claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ToldClaimant {
    pub name: String,
    pub as_written: String,
}

/// The words that attribute, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct ToldCue {
    pub start: u32,
    pub end: u32,
    pub exact: String,
}

/// A figure, its value a number.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the fields are those of Quantity")]
pub struct ToldQuantity {
    pub value: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    pub bound: Bound,
    pub unit: Option<String>,
    pub counted: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<ToldMoment>,
    pub exact: String,
}

/// A time and the days it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the fields are those of Moment, flattened")]
pub struct ToldMoment {
    pub exact: String,
    pub from: chrono::NaiveDate,
    pub to: chrono::NaiveDate,
    pub precision: Precision,
    pub rule: String,
}

impl From<&Moment> for ToldMoment {
    fn from(moment: &Moment) -> Self {
        Self {
            exact: moment.as_written.clone(),
            from: moment.interval.from,
            to: moment.interval.to,
            precision: moment.precision,
            rule: moment.rule.clone(),
        }
    }
}

impl From<&Suggestion> for Told {
    fn from(suggestion: &Suggestion) -> Self {
        let Suggestion { passage, attribution, .. } = suggestion;
        let number = |text: &str| text.parse().unwrap_or_default();
        Self {
            start: passage.range.start,
            end: passage.range.end,
            exact: passage.exact.clone(),
            statement: suggestion.statement.clone(),
            claimant: suggestion.claimant.clone().map(|name| ToldClaimant {
                as_written: attribution.as_written.clone().unwrap_or_else(|| name.clone()),
                name,
            }),
            relayed_by: suggestion.relayed_by.clone(),
            stance: suggestion.stance,
            quotation: attribution.quotation,
            cue: attribution.cue.as_ref().and_then(|cue| {
                cue.range.map(|range| ToldCue { start: range.start, end: range.end, exact: cue.exact.clone() })
            }),
            quantities: suggestion
                .figures
                .iter()
                .map(|Figure { quantity, exact }| ToldQuantity {
                    value: number(&quantity.value),
                    high: quantity.high.as_deref().map(number),
                    bound: quantity.bound,
                    unit: quantity.unit.clone(),
                    counted: quantity.counted.clone(),
                    as_of: quantity.as_of.as_ref().map(ToldMoment::from),
                    exact: exact.clone(),
                })
                .collect(),
            moments: suggestion.moments.iter().map(ToldMoment::from).collect(),
            said: suggestion.said.as_ref().map(ToldMoment::from),
            worth: (f64::from(suggestion.worth) * 100.0).round() / 100.0,
            reasons: suggestion.reasons.clone(),
            proposed_by: suggestion.proposed_by.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_decided_when_something_in_it_is_and_nothing_in_it_is_open() {
        let range = |start, end| TextRange { start, end };
        let sentences = [range(0, 40), range(41, 80), range(81, 120), range(121, 160)];
        let proposed = [range(5, 20), range(21, 40), range(50, 70), range(200, 220)];
        let told = |decided: &[TextRange]| {
            let Coverage { decided, all, sentences } = Coverage::of(&sentences, &proposed, decided);
            (decided, all, sentences)
        };
        assert_eq!(told(&[]), (0, 3, 5), "a post counts by itself, and two sentences hold nothing");
        assert_eq!(told(&[range(5, 20)]), (0, 3, 5), "something in the first is still open");
        assert_eq!(told(&[range(5, 20), range(21, 40)]), (1, 3, 5));
        assert_eq!(told(&[range(90, 110)]), (1, 4, 5), "what an analyst found by themself counts too");
        assert_eq!(told(&[range(0, 80)]), (2, 3, 5), "a claim of two sentences decides both");
        assert_eq!(told(&[range(0, 160), range(200, 220), range(200, 220)]), (5, 5, 5));
        assert_eq!(Coverage::of(&[], &[], &[]), Coverage::default());
    }
}

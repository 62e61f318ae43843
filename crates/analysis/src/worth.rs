//! How much a suggestion is worth checking, and the reasons that made it so.

use domain::{Figure, Moment, Quotation, Utterance};

use crate::attributions::Attributed;
use crate::lexicon::{Class, Form};
use crate::quantities::vague;
use crate::reading::Reading;

/// What a claim is worth before anything is known of it.
const START: f32 = 0.35;

/// The worth of a content, 0 to 1, with its reasons.
pub(crate) fn worth(
    reading: &Reading<'_>,
    found: &Attributed,
    stance: Utterance,
    quotation: Quotation,
    claimant: Option<&str>,
    (figures, moments): (&[Figure], &[Moment]),
) -> (f32, Vec<String>) {
    let tokens = &reading.tokens[found.content.clone()];
    let has = |class| tokens.iter().any(|token| token.is(class));
    let past = tokens.iter().any(|token| token.is(Class::PAST) || token.form(Form::PAST));
    let actor = tokens.iter().skip(1).any(|token| {
        token.capital && token.word() && !token.is(Class::NOT_A_NAME.or(Class::FIRST_PERSON))
            || token.sense.state.is_some()
    });
    let amount = vague(reading, found.content.clone());
    let words = tokens.iter().filter(|token| token.word()).count();
    let question = tokens.last().is_some_and(|token| token.mark(&['?', '？', '؟']));
    let weighed = [
        (!figures.is_empty(), 0.2, "it gives a figure"),
        (figures.is_empty() && amount.is_some(), 0.08, "it gives an amount without a figure"),
        (actor, 0.12, "it names somebody"),
        (past, 0.1, "it tells of something that happened"),
        (!moments.is_empty(), 0.08, "it says when"),
        (claimant.is_some(), 0.06, "somebody stands for it"),
        (quotation != Quotation::Indirect, 0.03, "it is quoted"),
        (matches!(stance, Utterance::Denies | Utterance::Confirms), 0.12, "it answers what others say"),
        (stance == Utterance::Opines, -0.22, "it is a thought or a wish"),
        (stance == Utterance::CallsFor, -0.2, "it calls for something"),
        (matches!(stance, Utterance::Declines | Utterance::HasNotResponded), -0.12, "it leaves a question open"),
        (stance == Utterance::Verifying, -0.05, "it is being looked into"),
        (has(Class::OPINION), -0.08, "it judges"),
        (has(Class::FUTURE), -0.1, "it tells of what is to come"),
        (has(Class::PLEASANTRY), -0.12, "it is a courtesy"),
        (question, -0.15, "it is a question"),
        (words < 4, -0.15, "it is short"),
    ];
    let mut worth = START;
    let mut reasons = Vec::new();
    for (applies, weight, reason) in weighed {
        if applies {
            worth += weight;
            reasons.push(reason.to_owned());
        }
    }
    ((worth.clamp(0.0, 1.0) * 100.0).round() / 100.0, reasons)
}

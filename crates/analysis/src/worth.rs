//! How much a suggestion is worth checking, and the reasons that made it so.

use domain::{Figure, Moment, Quotation, Reason, Utterance};

use crate::attributions::Attributed;
use crate::lexicon::{Class, Form, Takes};
use crate::quantities::vague;
use crate::reading::Reading;
use crate::tokens::Token;

/// What a claim is worth before anything is known of it.
const START: f32 = 0.35;

/// Words of a content that only points, at most.
const POINTING: usize = 4;

/// The worth of a content, 0 to 1, with its reasons.
pub(crate) fn worth(
    reading: &Reading<'_>,
    found: &Attributed,
    stance: Utterance,
    quotation: Quotation,
    claimant: Option<&str>,
    (figures, moments): (&[Figure], &[Moment]),
) -> (f32, Vec<Reason>) {
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
    let topical = topic(reading, found);
    let weighed = [
        (!figures.is_empty(), 0.2, Reason::Figure),
        (figures.is_empty() && amount.is_some(), 0.08, Reason::Amount),
        (actor, 0.12, Reason::Actor),
        (past, 0.1, Reason::Event),
        (!moments.is_empty(), 0.08, Reason::Moment),
        (claimant.is_some(), 0.06, Reason::Claimant),
        (quotation != Quotation::Indirect, 0.03, Reason::Quoted),
        (
            matches!(stance, Utterance::Denies | Utterance::Confirms) && !(topical && figures.is_empty()),
            0.12,
            Reason::Answer,
        ),
        (stance == Utterance::Opines, -0.22, Reason::Thought),
        (stance == Utterance::CallsFor, -0.2, Reason::Call),
        (matches!(stance, Utterance::Declines | Utterance::HasNotResponded), -0.12, Reason::Open),
        (stance == Utterance::Verifying, -0.05, Reason::Verifying),
        (topical, -0.3, Reason::Topic),
        (has(Class::OPINION), -0.08, Reason::Judgement),
        (has(Class::FUTURE), -0.1, Reason::Prediction),
        (has(Class::PLEASANTRY), -0.12, Reason::Courtesy),
        (question, -0.15, Reason::Question),
        (words < 4, -0.15, Reason::Short),
    ];
    let mut worth = START;
    let mut reasons = Vec::new();
    for (applies, weight, reason) in weighed {
        if applies {
            worth += weight;
            reasons.push(reason);
        }
    }
    ((worth.clamp(0.0, 1.0) * 100.0).round() / 100.0, reasons)
}

/// Whether a content only points to what was said elsewhere: "dismissed earlier reports", "denied it", "ces accusations".
///
/// It says nothing of its own that could be checked.
pub(crate) fn only_points(reading: &Reading<'_>, found: &Attributed) -> bool {
    let content = &reading.tokens[found.content.clone()];
    let answers = matches!(found.stance, Utterance::Denies | Utterance::Confirms | Utterance::Asserts);
    let Some((head, before)) = content.split_last().filter(|_| answers && content.len() <= POINTING) else {
        return false;
    };
    let described = |token: &Token| {
        token.word() && !token.capital && token.sense.cue.is_none_or(|(_, form)| form == Form::default())
    };
    let led = found.cue.as_ref().is_some_and(|cue| cue.end <= found.content.start);
    let points = head.is(Class::NOUN_CUE) && !head.is(Class::AUXILIARY) && before.iter().all(described);
    let stands_for = before.is_empty() && head.is(Class::PRONOUN.or(Class::DETERMINER)) && !head.is(Class::ANSWER);
    led && (points || stands_for)
}

/// Whether a content only names what a cue is about: "dismissed earlier reports", "cited a list that nobody saw".
pub(crate) fn topic(reading: &Reading<'_>, found: &Attributed) -> bool {
    let (tokens, content) = (&reading.tokens, &found.content);
    let script = reading.lexicon.script;
    let Some(cue) = found.cue.as_ref().filter(|cue| cue.end <= content.start) else { return false };
    let named = tokens[cue.start].is(Class::ANSWER)
        || tokens[cue.start]
            .sense
            .cue
            .is_some_and(|(place, _)| reading.lexicon.cue(place).takes.any(Takes::OBJECT.or(Takes::AS)));
    let first = &tokens[content.start];
    let clausal = first.is(Class::INFINITIVE.or(Class::WH).or(Class::GERUND))
        || first.form(Form::GERUND)
        || tokens[content.start - 1].is(Class::COMPLEMENTIZER)
        || reading.quoted(content.start);
    if !named || clausal || script.free_order || script.unspaced {
        return false;
    }
    let opens = Class::RELATIVE.or(Class::COMPLEMENTIZER).or(Class::WH).or(Class::SUBORDINATOR);
    let end = (content.start + 1..content.end).find(|at| tokens[*at].is(opens)).unwrap_or(content.end);
    let tells = |at: usize| {
        let token = &tokens[at];
        // "reports published on Monday" tells of nothing but reports.
        let described = tokens.get(at + 1).is_some_and(|next| next.is(Class::PREPOSITION.or(Class::TIME)));
        token.is(Class::AUXILIARY) || (!described && (token.is(Class::PAST) || token.form(Form::PAST.or(Form::THIRD))))
    };
    !(content.start + 1..end).any(tells)
}

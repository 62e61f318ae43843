//! What the claimant does with the words: the cue says so, and sometimes the words themselves.

use domain::{Quotation, Utterance};

use crate::attributions::Attributed;
use crate::lexicon::Class;
use crate::reading::Reading;

/// Tokens at the start of a content within which it says whether the claimant denies or checks.
const OPENING: usize = 7;

/// How the content is quoted.
pub(crate) fn quotation(reading: &Reading<'_>, found: &Attributed) -> Quotation {
    let words = |at: &usize| reading.tokens[*at].kind != crate::tokens::Kind::Mark;
    let quoted = found.content.clone().filter(words).filter(|at| reading.quoted(*at)).count();
    let split = found.cue.as_ref().is_some_and(|cue| found.content.contains(&cue.start));
    if split && reading.quoted(found.content.start) && reading.quoted(found.content.end - 1) {
        return Quotation::Direct;
    }
    let tag = found.cue.as_ref().map_or(0, |cue| if found.content.contains(&cue.start) { 4 } else { 0 });
    match (quoted, found.content.clone().filter(words).count() - quoted) {
        (0, _) => Quotation::Indirect,
        (_, outside) if outside <= tag => Quotation::Direct,
        _ => Quotation::Mixed,
    }
}

/// What the claimant does with the content. `denying` says that the words before it in its paragraph deny something.
pub(crate) fn stance(reading: &Reading<'_>, found: &Attributed, denying: bool) -> Utterance {
    let said = match (found.stance, found.negated) {
        (Utterance::Denies, true) => Utterance::Asserts,
        (Utterance::Asserts | Utterance::Confirms, true) => Utterance::Declines,
        (stance, _) => stance,
    };
    if said != Utterance::Asserts {
        return said;
    }
    let tokens = &reading.tokens;
    let words: Vec<usize> = found.content.clone().filter(|at| tokens[*at].kind != crate::tokens::Kind::Mark).collect();
    let opening = &words[..words.len().min(OPENING)];
    // Many languages need no "is" before such words.
    let without_be = reading.lexicon.script.free_order;
    let mut earlier = false;
    for (place, at) in opening.iter().enumerate() {
        if tokens[*at].is(Class::VERIFYING) && (place == 0 || earlier || without_be) {
            return Utterance::Verifying;
        }
        earlier |= tokens[*at].is(Class::BE);
    }
    let denied = words.iter().enumerate().any(|(place, at)| {
        tokens[*at].is(Class::DENIAL)
            && place < 14
            && (place == 0
                || without_be
                || words[place.saturating_sub(3)..place]
                    .iter()
                    .any(|at| tokens[*at].is(Class::BE.or(Class::AUXILIARY))))
    });
    let goes_on = denying && words.iter().take(8).any(|at| tokens[*at].is(Class::NEGATION));
    if denied || goes_on || denies_itself(reading, opening) {
        return Utterance::Denies;
    }
    said
}

/// Whether the content says that its own subject did not: "it does not supply", "we never did".
fn denies_itself(reading: &Reading<'_>, opening: &[usize]) -> bool {
    let tokens = &reading.tokens;
    let Some((first, rest)) = opening.split_first() else { return false };
    if !tokens[*first].is(Class::THING.or(Class::MALE).or(Class::FEMALE).or(Class::PLURAL).or(Class::FIRST_PERSON)) {
        return false;
    }
    // "My client has not …": whoever speaks for somebody denies it for them.
    let ours = tokens[*first].is(Class::FIRST_PERSON) && tokens[*first].is(Class::POSSESSIVE);
    let noun = |at: &&usize| ours && !tokens[**at].is(Class::AUXILIARY.or(Class::ADVERB).or(Class::NEGATION));
    let rest = &rest[rest.iter().take(2).take_while(noun).count()..];
    let Some(place) = rest.iter().take(4).position(|at| tokens[*at].is(Class::NEGATION)) else { return false };
    let helps = |at: &usize| tokens[*at].is(Class::AUXILIARY.or(Class::ADVERB).or(Class::NEGATION));
    let only_helps = rest[..place].iter().all(helps);
    let tentative = rest[..=place].iter().any(|at| {
        tokens[*at].is(Class::FUTURE)
            || matches!(
                reading.word(*at),
                "can" | "could" | "should" | "may" | "might" | "can't" | "couldn't" | "can’t" | "couldn’t"
            )
    });
    let verb = rest[place..].iter().find(|at| !helps(at));
    only_helps && !tentative && verb.is_some_and(|at| !tokens[*at].is(Class::UNKNOWING))
}

//! What an article's words say of a claimant beside the name: what it is, its office, and whom it speaks for.

use std::ops::Range;

use domain::{Described, PartyKind};

use crate::cast::unowned;
use crate::lexicon::Class;
use crate::reading::Reading;
use crate::states;
use crate::tokens::Token;

/// Words that end a description on its way to the name.
const APART: Class = Class::AUXILIARY
    .or(Class::SUBORDINATOR)
    .or(Class::CONJUNCTION)
    .or(Class::PRONOUN)
    .or(Class::TIME)
    .or(Class::ADVERB)
    .or(Class::RELATIVE);

/// The words among `tokens`, which stand before a name, that describe it: those next to the name.
pub(crate) fn ahead_of_name(reading: &Reading<'_>, tokens: Range<usize>) -> Range<usize> {
    let apart = |token: &Token| !token.word() || token.is(APART.or(Class::DETERMINER)) || says(token);
    let from = tokens.clone().rev().take_while(|at| !apart(&reading.tokens[*at])).last();
    from.unwrap_or(tokens.end)..tokens.end
}

/// The words among `tokens`, which stand behind a name and its comma, that describe it: up to where a clause begins.
pub(crate) fn behind_name(reading: &Reading<'_>, tokens: Range<usize>) -> Range<usize> {
    let apart = |token: &Token| !token.word() || token.is(APART) || says(token);
    let end = tokens.clone().find(|at| apart(&reading.tokens[*at])).unwrap_or(tokens.end);
    tokens.start..end
}

fn says(token: &Token) -> bool {
    token.sense.cue.is_some() && !token.is(Class::ROLE.or(Class::TITLE).or(Class::ORGANISATION))
}

/// Whether `tokens` name an office: "governor", "foreign ministry spokesperson".
pub(crate) fn is_office(reading: &Reading<'_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| reading.tokens[at].is(Class::ROLE.or(Class::SPOKES)))
}

/// What `office` says of the person whom it describes.
pub(crate) fn person(reading: &Reading<'_>, office: Option<Range<usize>>) -> Described {
    let Some(office) = office else { return Described { kind: PartyKind::Person, ..Described::default() } };
    let tokens = &reading.tokens;
    let of_a_state = |at: &usize| tokens[*at].sense.state.is_some() && tokens[*at].is(Class::STATE.or(Class::DEMONYM));
    let state = office.clone().find(of_a_state).and_then(|at| tokens[at].sense.state);
    let articles = Class::DETERMINER.or(Class::POSSESSIVE);
    let from = office.clone().find(|at| !tokens[*at].is(articles) && !of_a_state(at)).unwrap_or(office.start);
    let role = unowned(reading.words(from..office.end)).to_owned();
    let spokes = office.clone().find(|at| tokens[*at].is(Class::SPOKES));
    let speaks_for = spokes.and_then(|spokes| match state {
        Some(state) => Some(reading.lexicon.state(state).to_owned()),
        None => principal(reading, &office, spokes),
    });
    Described { kind: PartyKind::Person, role: Some(role).filter(|role| !role.is_empty()), speaks_for }
}

/// Whom a spokesperson speaks for: "River Company spokesperson", "spokesperson for the River Company".
fn principal(reading: &Reading<'_>, office: &Range<usize>, spokes: usize) -> Option<String> {
    let tokens = &reading.tokens;
    let led = Class::DETERMINER.or(Class::POSSESSIVE).or(Class::PREPOSITION).or(Class::LINKING).or(Class::FOR);
    let bare = |words: Range<usize>| {
        let from = words.clone().find(|at| !tokens[*at].is(led))?;
        // "its spokesperson", "chief spokesperson": of whom is not said here.
        let named = (from..words.end).any(|at| tokens[at].is(Class::ORGANISATION) || tokens[at].capital);
        named.then(|| unowned(reading.words(from..words.end)).to_owned()).filter(|name| !name.is_empty())
    };
    bare(office.start..spokes).or_else(|| bare(spokes + 1..office.end))
}

/// What the words at `source` say of what they name, which is no person.
pub(crate) fn body(reading: &Reading<'_>, source: Option<&Range<usize>>, name: &str) -> Described {
    let organisation = Class::ORGANISATION.or(Class::MEDIA).or(Class::MEDIA_NOUN);
    let holds = |class| source.is_some_and(|source| source.clone().any(|at| reading.tokens[at].is(class)));
    let state = states::state(name).filter(|_| reading.lexicon.is_state(name));
    let kind = if let Some(state) = state {
        state.kind
    } else if holds(organisation) && !holds(Class::ROLE.or(Class::PLURAL)) {
        PartyKind::Organisation
    } else {
        PartyKind::Unspecified
    };
    Described { kind, ..Described::default() }
}

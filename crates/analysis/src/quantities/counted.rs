//! What stands behind a figure and is counted: "foreign engineers". A noun with what describes it; no verb, no bound.

use std::ops::Range;

use crate::lexicon::{Class, Form};
use crate::reading::Reading;
use crate::tokens::Token;

/// Words of what is counted, at most.
const COUNTED: usize = 5;
/// Marks that close a quotation around a figure: "“about a hundred” engineers".
const CLOSING: &[char] = &['”', '"', '»', '’'];

/// The words from `from` on that say what is counted.
pub(super) fn counted(reading: &Reading<'_>, from: usize, limit: usize) -> Option<Range<usize>> {
    let tokens = &reading.tokens;
    let closed = from < limit && tokens[from].mark(CLOSING) && reading.quoted(from);
    let from = if closed { from + 1 } else { from };
    let of = from < limit && reading.lexicon.numbers.parting.iter().any(|word| word == reading.word(from));
    let mut start = if of { from + 1 } else { from };
    while start < limit && (tokens[start].is(Class::DETERMINER) || (of && tokens[start].is(Class::POSSESSIVE))) {
        start += 1;
    }
    // "two captured Chinese citizens", but "two captured" and "155 included those".
    if start < limit && describes(reading, start) && start + 1 < limit && names(reading, start + 1) {
        start += 1;
    }
    let mut end = start;
    let goes_on = |at: usize| names(reading, at) && !ends_before(reading, start, at) && !bounds(reading, at, limit);
    while end < limit && end - start < COUNTED && goes_on(end) {
        end += 1;
    }
    (end > start).then_some(start..end)
}

/// Whether a bound of the figure before stands at `at`: "155 інженерів щонайменше".
fn bounds(reading: &Reading<'_>, at: usize, limit: usize) -> bool {
    super::bound_after(reading, at, limit).is_some()
}

/// Whether the word at `at` can be part of what is counted.
fn names(reading: &Reading<'_>, at: usize) -> bool {
    let token: &Token = &reading.tokens[at];
    let stops = Class::AUXILIARY
        .or(Class::CONJUNCTION)
        .or(Class::PREPOSITION)
        .or(Class::SUBORDINATOR)
        .or(Class::RELATIVE)
        .or(Class::PRONOUN)
        .or(Class::ADVERB)
        .or(Class::NEGATION)
        .or(Class::TIME)
        .or(Class::INFINITIVE)
        .or(Class::POSSESSIVE)
        .or(Class::WH);
    let numbers = &reading.lexicon.numbers;
    token.word() && !token.is(stops) && !describes(reading, at) && !numbers.fit(&numbers.breaks, &lower(reading, at))
}

/// Whether the word at `at` says what befell those counted, or what they did.
fn describes(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    let verb = token.is(Class::PAST.or(Class::GERUND)) || token.form(Form::PAST.or(Form::THIRD));
    let word = lower(reading, at);
    // A cue that is a noun too is one behind a figure: "two reports".
    (verb && !token.is(Class::NOUN_CUE)) || (marks(reading, &word) && !plural(reading, &word))
}

fn marks(reading: &Reading<'_>, word: &str) -> bool {
    let numbers = &reading.lexicon.numbers;
    numbers.marks.values().any(|marks| numbers.fit(marks, word))
}

/// Whether what is counted and begins at `start` ends before the word at `at`.
fn ends_before(reading: &Reading<'_>, start: usize, at: usize) -> bool {
    if at == start {
        return false;
    }
    let (before, word) = (lower(reading, at - 1), lower(reading, at));
    if reading.lexicon.script.capital_nouns {
        return reading.tokens[at - 1].capital && !reading.tokens[at].capital;
    }
    // A word behind one in the plural belongs to it only when it is in the plural too: "engineers guard".
    !reading.lexicon.numbers.plurals.is_empty() && plural(reading, &before) && !ends_plural(reading, &word)
}

/// Whether `word`, in lower case, is a noun in the plural, or may describe one.
fn plural(reading: &Reading<'_>, word: &str) -> bool {
    let numbers = &reading.lexicon.numbers;
    ends_plural(reading, word) || numbers.people.values().any(|people| numbers.fit(people, word))
}

fn ends_plural(reading: &Reading<'_>, word: &str) -> bool {
    reading.lexicon.numbers.plurals.iter().any(|ending| word.ends_with(ending.as_str())) && !word.ends_with("ss")
}

fn lower(reading: &Reading<'_>, at: usize) -> String {
    reading.word(at).to_lowercase().replace('’', "'")
}

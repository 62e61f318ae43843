//! Quotations that reach beyond their cue's sentence, or stand without a cue.

use domain::Utterance;

use super::Attributed;
use crate::quotes::Quote;
use crate::reading::{Reading, Sentence};
use crate::sources::subject_of_sentence;

/// Tokens of a quotation that may stand without a cue, at least.
const LEAST: usize = 6;

/// Quotations that go on behind their cue's sentence are made one: "“No,” he said. “Never.”"
pub(super) fn joined(reading: &Reading<'_>, mut all: Vec<Attributed>) -> Vec<Attributed> {
    for at in 0..all.len() {
        let found = &all[at];
        let quoted = reading.quoted(found.content.start) || reading.quoted(found.content.end - 1);
        let Some(cue) = found.cue.clone().filter(|cue| cue.start >= found.content.end && quoted) else { continue };
        let Some(place) = reading.sentence_at(cue.start) else { continue };
        let Some(next) = reading.sentences.get(place + 1).filter(|next| next.block == found.block) else { continue };
        let opens = |quote: &&Quote| quote.open == next.tokens.start;
        let Some(quote) = reading.quote_at(next.tokens.start).filter(opens) else { continue };
        let last = reading.sentence_at(quote.close).map_or(next.tokens.end, |last| reading.sentences[last].tokens.end);
        let spoken_for = all.get(at + 1).is_some_and(|other| other.content.start < last);
        if quote.close + 1 >= last && !spoken_for {
            all[at].content.end = quote.close + 1;
        }
    }
    all
}

/// Quotations that nothing in their sentence attributes: whoever spoke last goes on.
pub(super) fn alone(reading: &Reading<'_>, all: &[Attributed]) -> Vec<Attributed> {
    let mut spoken = vec![false; reading.tokens.len()];
    for found in all {
        spoken[found.content.clone()].fill(true);
    }
    let mut found = Vec::new();
    for quote in &reading.quotes {
        let Some(place) = reading.sentence_at(quote.open) else { continue };
        let Sentence { tokens, block } = &reading.sentences[place];
        let opens = quote.open == tokens.start;
        let led = quote.open > tokens.start && reading.tokens[quote.open - 1].mark(&[':', '：']);
        if quote.close - quote.open < LEAST || !(opens || led) || spoken[quote.open..=quote.close].contains(&true) {
            continue;
        }
        found.push(Attributed {
            content: quote.open..quote.close + 1,
            cue: None,
            source: if led { subject_of_sentence(reading, tokens.start, quote.open) } else { None },
            relay: None,
            stance: Utterance::Asserts,
            negated: false,
            goes_on: !led,
            block: *block,
        });
    }
    found
}

//! Cues of a language without spaces, in which the source opens its clause and the content follows the verb.

use std::ops::Range;

use domain::Utterance;

use super::Finder;
use crate::contents::clause_end;
use crate::lexicon::{Class, Takes};
use crate::tokens::{COMMAS, Kind};

/// Verbs that only lead on from another verb of saying: "补充说", "通报称".
const LEADING_ON: [&str; 4] = ["说", "称", "道", "表示"];

impl Finder<'_> {
    /// The source opens its clause, when and where it spoke comes next, and the content follows the verb.
    pub(super) fn unspaced(&mut self, at: usize) {
        let reading = self.reading;
        let tokens = &reading.tokens;
        let Some((cue, _)) = tokens[at].sense.cue else { return };
        let word = reading.lexicon.cue(cue);
        let leads = |at: &usize| !tokens[*at].spaced && LEADING_ON.contains(&reading.word(*at));
        let last = at + (at + 1..self.end).take_while(leads).count();
        let free = self.free_from(at);
        let mark = |at: &usize| tokens[*at].kind == Kind::Mark || reading.quoted(*at);
        let start = (free..at).rev().find(mark).map_or(free, |mark| mark + 1);
        self.relays_in(start, at);
        let source = self.opening(start, at).map(|source| self.owned(source));
        let negated = (start..at).any(|at| tokens[at].is(Class::NEGATION));
        let mut next = last + 1;
        let comma = next < self.end && tokens[next].mark(COMMAS);
        if comma || (next < self.end && tokens[next].mark(&[':', '：'])) {
            next += 1;
        }
        let source = source.or_else(|| self.last.clone().and_then(|(source, _)| source));
        let bare = comma && word.stance == Utterance::Denies;
        if bare || next >= self.end || source.is_none() {
            // "对此予以否认，称": what is denied stands elsewhere, and the next cue shares the source.
            self.last = source.filter(|_| bare).map(|source| (Some(source), word.stance)).or(self.last.take());
            return;
        }
        let end = clause_end(reading, next, self.end, word.takes == Takes::OBJECT);
        self.keep(next..end, at..last + 1, source, word.stance, negated);
        self.relay = None;
    }

    /// The source that opens the clause from `start` to the cue at `at`.
    pub(super) fn opening(&self, start: usize, at: usize) -> Option<Range<usize>> {
        let tokens = &self.reading.tokens;
        let opening = Class::CONJUNCTION.or(Class::ADVERB).or(Class::TIME).or(Class::ACCORDING);
        let from = (start..at).find(|at| !tokens[*at].is(opening) && tokens[*at].kind == Kind::Word)?;
        let closing = Class::PREPOSITION.or(Class::ADVERB).or(Class::TIME).or(Class::AUXILIARY).or(Class::NEGATION);
        // One sign may be part of a longer word that the lexicon lacks, unless it only ever leads on from a source.
        let ends = |place: &usize| {
            let token = &tokens[*place];
            let long = self.reading.word(*place).chars().nth(1).is_some();
            token.is(Class::SETTING.or(Class::RELAYED)) || (token.is(closing) && long) || token.kind != Kind::Word
        };
        Some(from..(from + 1..at).find(ends).unwrap_or(at))
    }

    /// What a source is after all that describes it: "经营该度假村的海景公司" is the company.
    fn owned(&self, source: Range<usize>) -> Range<usize> {
        let tokens = &self.reading.tokens;
        let last = source.clone().rev().find(|at| tokens[*at].is(Class::LINKING));
        let named =
            |at: usize| (at..source.end).any(|at| tokens[at].is(Class::ROLE.or(Class::TITLE).or(Class::ORGANISATION)));
        match last.filter(|last| last + 1 < source.end && named(last + 1)) {
            Some(last) => last + 1..source.end,
            None => source,
        }
    }

    /// "据海岸通讯社援引一名军方人士的话报道": the agency relays what the other says.
    fn relays_in(&mut self, start: usize, at: usize) {
        let tokens = &self.reading.tokens;
        let quotes = (start + 1..at).find(|at| tokens[*at].is(Class::RELAYED));
        if let Some(quotes) = quotes {
            self.relay = self.opening(start, quotes);
        }
    }
}

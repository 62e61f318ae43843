//! Who says what, sentence by sentence: source, cue and content, as PARC and PolNeAR mark them.

mod ahead;
mod bare;
mod behind;
mod quotations;
mod unspaced;
mod verb_first;

use std::ops::Range;

use domain::Utterance;

use crate::contents::{sentence_end, trimmed};
use crate::lexicon::Class;
use crate::reading::{Reading, Sentence};
use crate::sources::phrase_after;
use crate::tokens::COMMAS;

/// Content, and how the text ties it to a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attributed {
    pub(crate) content: Range<usize>,
    pub(crate) cue: Option<Range<usize>>,
    /// The words that name the source here.
    pub(crate) source: Option<Range<usize>>,
    /// The words that name who relays it.
    pub(crate) relay: Option<Range<usize>>,
    pub(crate) stance: Utterance,
    /// The cue is negated.
    pub(crate) negated: bool,
    /// The source is the last one that spoke.
    pub(crate) goes_on: bool,
    pub(crate) block: usize,
}

/// All attributions in the text, in order.
pub(crate) fn attributions(reading: &Reading<'_>) -> Vec<Attributed> {
    let mut all = Vec::new();
    for sentence in &reading.sentences {
        let mut finder = Finder::new(reading, sentence);
        finder.labelled();
        finder.behind();
        finder.ahead();
        finder.found.sort_by_key(|found| found.content.start);
        all.append(&mut finder.found);
    }
    let mut all = quotations::joined(reading, all);
    all.extend(quotations::alone(reading, &all));
    all.sort_by_key(|found| (found.content.start, found.content.end));
    all
}

pub(crate) use bare::bare;

struct Finder<'a> {
    reading: &'a Reading<'a>,
    start: usize,
    end: usize,
    block: usize,
    found: Vec<Attributed>,
    /// Words that are spoken for.
    taken: Vec<Range<usize>>,
    /// The source of the last cue, for a cue that shares it.
    last: Option<(Option<Range<usize>>, Utterance)>,
    relay: Option<Range<usize>>,
}

impl<'a> Finder<'a> {
    fn new(reading: &'a Reading<'a>, sentence: &Sentence) -> Self {
        let end = sentence_end(reading, &sentence.tokens);
        Self {
            reading,
            start: sentence.tokens.start,
            end,
            block: sentence.block,
            found: Vec::new(),
            taken: Vec::new(),
            last: None,
            relay: None,
        }
    }

    fn is_taken(&self, at: usize) -> bool {
        self.taken.iter().any(|range| range.contains(&at))
    }

    /// Where the words before `at` that nobody has claimed begin.
    fn free_from(&self, at: usize) -> usize {
        self.taken
            .iter()
            .filter(|range| range.end <= at)
            .map(|range| range.end)
            .max()
            .unwrap_or(self.start)
            .max(self.start)
    }

    fn keep(
        &mut self,
        content: Range<usize>,
        cue: Range<usize>,
        source: Option<Range<usize>>,
        stance: Utterance,
        negated: bool,
    ) {
        let content = trimmed(self.reading, content);
        if content.is_empty() {
            return;
        }
        let low = content.start.min(cue.start);
        let high = content.end.max(cue.end);
        self.taken.push(low..high);
        self.last = Some((source.clone(), stance));
        let (relay, block) = (self.relay.clone().or_else(|| self.carried(source.as_ref())), self.block);
        for content in clauses(self.reading, content) {
            let (cue, source, relay) = (Some(cue.clone()), source.clone(), relay.clone());
            self.found.push(Attributed { content, cue, source, relay, stance, negated, goes_on: false, block });
        }
    }

    /// Who relays a source of which the text says so: "the governor, quoted by Delta Wire,".
    fn carried(&self, source: Option<&Range<usize>>) -> Option<Range<usize>> {
        let tokens = &self.reading.tokens;
        let end = source?.end;
        let from = if tokens.get(end)?.mark(COMMAS) { end + 1 } else { end };
        let by = (from..self.end.min(from + 3)).find(|at| tokens[*at].is(Class::PASSIVE_BY))?;
        let relayed = (from..by).any(|at| tokens[at].is(Class::RELAYED));
        relayed.then(|| phrase_after(self.reading, by + 1, self.end)).flatten()
    }
}

/// The clauses of a content that says "that … and that …", a claim each.
fn clauses(reading: &Reading<'_>, content: Range<usize>) -> Vec<Range<usize>> {
    let tokens = &reading.tokens;
    let parts = |at: usize| {
        tokens[at].is(Class::CONJUNCTION)
            && tokens[at + 1].is(Class::COMPLEMENTIZER)
            && !reading.quoted(at)
            && !reading.quoted(at + 1)
    };
    let mut clauses = Vec::new();
    let mut start = content.start;
    for at in content.start + 3..content.end.saturating_sub(4) {
        if parts(at) {
            clauses.push(trimmed(reading, start..at));
            start = at + 2;
        }
    }
    clauses.push(start..content.end);
    clauses
}

//! Answers that leave it at that: "The company declined to comment.", "俄罗斯拒绝置评。"

use domain::Utterance;

use super::{Attributed, Finder};
use crate::lexicon::Class;
use crate::reading::{Reading, Sentence};
use crate::sources::{before, phrase_after};

/// The answer that the sentence gives without a word on what it answers.
pub(crate) fn bare(reading: &Reading<'_>, sentence: &Sentence) -> Option<Attributed> {
    let finder = Finder::new(reading, sentence);
    let stance_at = |at: usize| reading.tokens[at].sense.cue.map(|(cue, _)| reading.lexicon.cue(cue).stance);
    let answers = |at: &usize| {
        let stance = stance_at(*at).filter(|_| !reading.quoted(*at));
        stance.is_some_and(|stance| !matches!(stance, Utterance::Asserts | Utterance::CallsFor | Utterance::Opines))
    };
    let worried = || reading.first_of(finder.start..finder.end, &reading.lexicon.concern);
    let cue = (finder.start..finder.end).find(answers).or_else(worried)?;
    let subject = before(reading, cue, finder.start).filter(|subject| !subject.passive);
    let negated = subject.as_ref().is_some_and(|subject| subject.negated);
    let source = if reading.lexicon.script.unspaced {
        finder.opening(finder.start, cue)
    } else {
        subject.map(|subject| subject.name).or_else(|| phrase_after(reading, cue + 1, finder.end))
    };
    let source = source.filter(|source| !reading.tokens[source.start].is(Class::PREPOSITION))?;
    Some(Attributed {
        content: cue..cue + 1,
        cue: Some(cue..cue + 1),
        source: Some(source),
        relay: None,
        stance: stance_at(cue).unwrap_or(Utterance::Opines),
        negated,
        goes_on: false,
        block: finder.block,
    })
}

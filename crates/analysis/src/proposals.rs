//! What a language model proposes beyond the rules: what it is asked, and what of its answer is kept.
//!
//! An answer is material to judge. Words that are not in the article are dropped, whatever the model says of them; who
//! speaks, the figures, the times and the worth are read from the article by our own rules.

mod questions;

use std::ops::Range;

use chrono::NaiveDate;
use domain::{Block, Proposer, Suggestion, TextRange, Utterance, text};
use serde::Deserialize;

use crate::attributions::{Attributed, attributions};
use crate::lexicon::Class;
use crate::posts::posts;
use crate::reading::Reading;
use crate::speakers::speakers;
use crate::stance::stance;
use crate::suggestions::suggestion;

pub use questions::{Question, questions, shape};

/// Proposals of an answer that are looked at, at most.
const MOST: usize = 100;
/// Letters of a proposal, at most: a claim is a sentence or two.
const LONGEST: u32 = 1_000;

/// The article that proposals are about.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its text.
    pub text: &'a str,
    /// The parts of the text.
    pub blocks: &'a [Block],
    /// A BCP 47 tag, when it is known.
    pub language: Option<&'a str>,
    /// When it was published.
    pub published: Option<NaiveDate>,
}

/// A proposal whose words stand in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// Where the words stand.
    pub range: TextRange,
    /// Where the words that name the claimant stand.
    pub claimant: Option<TextRange>,
    /// What the claimant does with the words; our own rules say it when the model does not.
    pub stance: Option<Utterance>,
}

/// What is kept of an answer, and how much of it is not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// Those that are kept, in the order of the article.
    pub kept: Vec<Proposal>,
    /// Those whose words are not in the article.
    pub absent: u32,
    /// Those that meet what is proposed or decided already.
    pub known: u32,
    /// Those that have not the shape of a proposal.
    pub unfit: u32,
}

#[derive(Deserialize)]
struct Answer {
    claims: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct Written {
    quote: String,
    #[serde(default)]
    claimant: Option<String>,
    #[serde(default)]
    stance: Option<Utterance>,
}

/// What of `answer`, which a model gave when it was shown `part` of `text`, can be proposed beside what is `taken`.
/// `None` when it is no answer to the question.
pub fn checked(
    answer: &str,
    part: TextRange,
    text: &str,
    language: Option<&str>,
    taken: &[TextRange],
) -> Option<Checked> {
    let Answer { claims } = serde_json::from_str(object(answer)).ok()?;
    let mut checked = Checked { unfit: count(claims.len().saturating_sub(MOST)), ..Checked::default() };
    let from = text::byte_at(text, part.start)?;
    let within = from..text::byte_at(text, part.end)?;
    let unspaced = Reading::new("", &[], language).lexicon.script.unspaced;
    for written in claims.into_iter().take(MOST) {
        let fits = |written: &Written| {
            written.quote.contains(char::is_alphanumeric) && text::length(written.quote.trim()) <= LONGEST
        };
        let Some(written) = serde_json::from_value::<Written>(written).ok().filter(fits) else {
            checked.unfit += 1;
            continue;
        };
        let Some(range) = place(text, within.clone(), written.quote.trim(), unspaced) else {
            checked.absent += 1;
            continue;
        };
        let meets = |other: &TextRange| other.start < range.end && range.start < other.end;
        if taken.iter().chain(checked.kept.iter().map(|kept| &kept.range)).any(meets) {
            checked.known += 1;
            continue;
        }
        let named = written.claimant.as_deref().and_then(|name| nearest(text, range, name.trim(), unspaced));
        checked.kept.push(Proposal { range, claimant: named, stance: written.stance });
    }
    checked.kept.sort_by_key(|proposal| proposal.range);
    Some(checked)
}

/// The object that an answer holds: models put words, fences or their thinking before it.
fn object(answer: &str) -> &str {
    let said = answer.rsplit_once("</think>").map_or(answer, |(_, said)| said);
    match (said.find('{'), said.rfind('}')) {
        (Some(from), Some(to)) if from < to => &said[from..=to],
        _ => said,
    }
}

/// Where `words` stand in `text`: inside `within` first, else anywhere.
fn place(text: &str, within: Range<usize>, words: &str, unspaced: bool) -> Option<TextRange> {
    let inside = text[within.clone()].match_indices(words).map(|(at, _)| within.start + at);
    let mut places = inside.chain(text.match_indices(words).map(|(at, _)| at));
    let at = places.find(|at| unspaced || is_whole(text, *at, words))?;
    Some(ranged(text, at, words))
}

/// Where `name` stands nearest to the words at `range`: before them rather than behind, and inside them where nowhere else.
fn nearest(text: &str, range: TextRange, name: &str, unspaced: bool) -> Option<TextRange> {
    if !name.contains(char::is_alphanumeric) {
        return None;
    }
    let from = text::byte_at(text, range.start)?;
    let to = text::byte_at(text, range.end)?;
    let whole = |at: &usize| unspaced || is_whole(text, *at, name);
    let before = text[..from].rmatch_indices(name).map(|(at, _)| at).find(whole);
    let behind = text[to..].match_indices(name).map(|(at, _)| to + at).find(whole);
    // A line break between them puts a name further away than any words do.
    let apart = |at: usize| {
        let between = if at < from { &text[at..from] } else { &text[to..at] };
        (between.contains('\n'), at > from, between.len())
    };
    let outside = before.into_iter().chain(behind).min_by_key(|at| apart(*at));
    let inside = || text[from..to].match_indices(name).map(|(at, _)| from + at).find(whole);
    let at = outside.or_else(inside)?;
    Some(ranged(text, at, name))
}

/// Whether the words at `at` begin and end where words do.
fn is_whole(text: &str, at: usize, words: &str) -> bool {
    let joins = |one: Option<char>, other: Option<char>| {
        one.is_some_and(char::is_alphanumeric) && other.is_some_and(char::is_alphanumeric)
    };
    let end = at + words.len();
    !joins(text[..at].chars().next_back(), words.chars().next())
        && !joins(words.chars().next_back(), text[end..].chars().next())
}

fn ranged(text: &str, at: usize, words: &str) -> TextRange {
    let start = text::length(&text[..at]);
    TextRange { start, end: start + text::length(words) }
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

/// The suggestions that `proposals` of `proposer` make, read by our own rules, in the order of the article.
pub fn suggestions(source: Source<'_>, proposals: &[Proposal], proposer: &Proposer) -> Vec<Suggestion> {
    if proposals.is_empty() {
        return Vec::new();
    }
    let reading = Reading::new(source.text, source.blocks, source.language);
    let own = attributions(&reading).into_iter().chain(posts(&reading, source.blocks)).map(|found| (found, None));
    let theirs = proposals.iter().filter_map(|one| Some((attributed(&reading, source.blocks, one)?, Some(one))));
    let mut all: Vec<(Attributed, Option<&Proposal>)> = own.chain(theirs).collect();
    all.sort_by_key(|(found, _)| (found.content.start, found.content.end));
    let found: Vec<Attributed> = all.iter().map(|(found, _)| found.clone()).collect();
    let speakers = speakers(&reading, source.blocks, &found);
    let proposed = all.iter().zip(speakers).filter_map(|((found, proposal), speaker)| {
        let proposal = (*proposal)?;
        let stance = proposal.stance.unwrap_or_else(|| stance(&reading, found, false));
        let told = suggestion(&reading, source.blocks, (found, stance), speaker, source.published)?;
        let statement = if found.stance == Utterance::Asserts { told.statement } else { whole(&reading, found) };
        Some(Suggestion { statement, proposed_by: Some(proposer.clone()), ..told })
    });
    proposed.collect()
}

/// `proposal` as words that the article ties to a source.
fn attributed(reading: &Reading<'_>, blocks: &[Block], proposal: &Proposal) -> Option<Attributed> {
    let content = reading.meeting(proposal.range)?;
    let first = reading.tokens[content.start].start;
    let block = blocks.iter().position(|block| (block.range.start..block.range.end).contains(&first))?;
    // Who says that it is so, that it was so or that they look into it says the words themselves.
    let plain = |stance: &Utterance| matches!(stance, Utterance::Asserts | Utterance::Confirms | Utterance::Verifying);
    let stance = proposal.stance.filter(|stance| !plain(stance)).unwrap_or_default();
    // A model that writes "governor" means the governor who was named.
    let pointed = |at: usize| at > 0 && reading.tokens[at - 1].is(Class::DETERMINER);
    let source = proposal.claimant.and_then(|named| reading.meeting(named));
    let source = source.map(|named| if pointed(named.start) { named.start - 1..named.end } else { named });
    Some(Attributed { content, cue: None, source, relay: None, stance, negated: false, goes_on: false, block })
}

/// The sentence that the words stand in: what is denied, wished or left unsaid is no claim of theirs without it.
fn whole(reading: &Reading<'_>, found: &Attributed) -> String {
    let sentence = reading.sentence_at(found.content.start).map(|place| reading.sentences[place].tokens.clone());
    let tokens = sentence.map_or_else(|| found.content.clone(), |all| all.start..all.end.max(found.content.end));
    reading.words(tokens).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;

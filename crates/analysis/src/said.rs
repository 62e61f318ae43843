//! When something was said: the time that stands beside its cue.

use std::ops::Range;

use chrono::NaiveDate;
use domain::{Block, BlockKind, Moment};

use crate::attributions::Attributed;
use crate::lexicon::{Class, Form};
use crate::moments::{moment, moments};
use crate::reading::Reading;
use crate::tokens::{COMMAS, ENDS};

/// Tokens before a speaker that can say when they spoke, at most: "Speaking to reporters on Wednesday,".
const LEAD: usize = 14;
/// Words behind which a time is that of something else.
const LEAVES: Class = Class::SUBORDINATOR.or(Class::RELATIVE).or(Class::COMPLEMENTIZER).or(Class::WH);

/// When the words of `found` were said, where the article says it beside the cue, or a post is dated.
pub(crate) fn said(
    reading: &Reading<'_>,
    found: &Attributed,
    block: &Block,
    published: Option<NaiveDate>,
) -> Option<Moment> {
    if block.kind == BlockKind::EmbeddedPost {
        return moment(block.post.as_ref()?.dated.as_deref()?, published);
    }
    let cue = found.cue.clone()?;
    let sentence = reading.sentences[reading.sentence_at(cue.start)?].tokens.clone();
    let source = found.source.clone().filter(|source| sentence.contains(&source.start)).unwrap_or_else(|| cue.clone());
    let times = |words: Range<usize>| moments(reading.words(words), reading.language, published, false);
    let first = |words| times(words).into_iter().next().map(|(_, moment)| moment);
    let last = |words| times(words).pop().map(|(_, moment)| moment);
    first(behind(reading, found, cue.end.max(source.end), sentence.end))
        .or_else(|| last(between(reading, source.end, cue.start)))
        .or_else(|| last(lead(reading, found, sentence.start, cue.start.min(source.start))))
}

/// The words from a cue and its source to the content, or to the end of the clause: "said on Wednesday that".
fn behind(reading: &Reading<'_>, found: &Attributed, from: usize, limit: usize) -> Range<usize> {
    let leads = found.content.start >= from;
    let limit = if leads { found.content.start } else { limit };
    let ends = |at: &usize| {
        let token = &reading.tokens[*at];
        let closes = token.mark(COMMAS) || token.is(Class::CONJUNCTION);
        reading.quoted(*at) || token.mark(ENDS) || token.is(LEAVES) || (closes && !leads)
    };
    from..(from..limit).find(ends).unwrap_or(limit.max(from))
}

/// The words between a source and its cue: "the ministry on Thursday rejected".
fn between(reading: &Reading<'_>, from: usize, cue: usize) -> Range<usize> {
    let other = |at: usize| {
        let token = &reading.tokens[at];
        reading.quoted(at) || token.is(LEAVES) || token.form(Form::PAST.or(Form::THIRD).or(Form::PARTICIPLE))
    };
    let near = from < cue && cue - from <= LEAD && !(from..cue).any(other);
    if near { from..cue } else { cue..cue }
}

/// The words that open the sentence, when they only set the scene: "Speaking to reporters on Wednesday,".
fn lead(reading: &Reading<'_>, found: &Attributed, start: usize, end: usize) -> Range<usize> {
    let tells = |at: usize| {
        let token = &reading.tokens[at];
        let happens = token.is(Class::PAST) && token.sense.cue.is_none();
        let speaks = token.form(Form::PAST.or(Form::THIRD)) && at > start;
        reading.quoted(at) || token.is(LEAVES.or(Class::AUXILIARY)) || happens || speaks
    };
    let sets = start < end && end - start <= LEAD && found.content.start >= end && !(start..end).any(tells);
    if sets { start..end } else { end..end }
}

#[cfg(test)]
mod tests {
    use domain::{BlockKind, TextRange, text};

    use super::*;

    fn told(source: &str, language: &str) -> String {
        let range = TextRange { start: 0, end: text::length(source) };
        let blocks = [Block { kind: BlockKind::Paragraph, range, post: None }];
        let published = NaiveDate::from_ymd_opt(2025, 4, 10); // a Thursday
        let days = crate::suggest(source, &blocks, Some(language), published)
            .into_iter()
            .map(|one| one.said.map_or_else(|| "-".to_owned(), |said| said.interval.from.to_string()));
        days.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_time_beside_the_cue_is_when_it_was_said() {
        for (text, wanted) in [
            ("Mirel Oszta said on Wednesday that the dam leaks.", "2025-04-09"),
            ("Mirel Oszta told reporters on Tuesday that the dam leaks.", "2025-04-08"),
            ("The ministry on Monday rejected the claim that the dam leaks.", "2025-04-07"),
            ("“The dam leaks,” Mirel Oszta said on Wednesday.", "2025-04-09"),
            ("“The dam leaks,” said Mirel Oszta on Wednesday.", "2025-04-09"),
            ("Speaking to reporters on Wednesday, Oszta asserted that the dam leaks.", "2025-04-09"),
            ("Mirel Oszta said on Wednesday that the dam leaks, adding that it is old.", "2025-04-09 2025-04-09"),
        ] {
            assert_eq!(told(text, "en"), wanted, "{text}");
        }
        assert_eq!(told("Губернатор Мирель Ошта заявила в среду, что плотина протекает.", "ru"), "2025-04-09");
        assert_eq!(told("Oszta sagte am Mittwoch, der Damm sei undicht.", "de"), "2025-04-09");
    }

    #[test]
    fn a_time_of_something_else_is_not() {
        for text in [
            "Mirel Oszta said the dam leaked on Wednesday.",
            "Mirel Oszta said after the flood on Wednesday that the dam leaks.",
            "“The dam leaks,” Mirel Oszta said, days after the vote on Wednesday.",
            "After the dam broke on Monday, Mirel Oszta said it was old.",
            "Mirel Oszta, who took office on Monday, said that the dam leaks.",
        ] {
            assert_eq!(told(text, "en"), "-", "{text}");
        }
    }
}

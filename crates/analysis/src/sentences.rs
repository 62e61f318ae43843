//! Where the sentences of a block begin and end.

use std::ops::Range;

use crate::lexicon::{Class, Form, Takes};
use crate::reading::Reading;
use crate::tokens::{ENDS, Kind};

/// Marks that close what stands before them.
const CLOSING: &[char] = &['”', '"', '»', '’', '\'', ')', ']', '」', '』', '“', '）'];
/// Tokens of a sentence at most: what is longer is a list or a line without marks, and is read in pieces.
const LONGEST: usize = 300;
/// Tokens after a quotation within which its speaker is named.
const TAG: usize = 14;

/// The sentences in `block`, as ranges of tokens.
pub(crate) fn sentences(reading: &Reading<'_>, block: Range<usize>) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = block.start;
    let mut at = block.start;
    while at < block.end {
        let end = ends(reading, at, &block).or((at - start >= LONGEST).then_some(at + 1));
        if let Some(end) = end {
            sentences.push(start..end);
            start = end;
            at = end;
        } else {
            at += 1;
        }
    }
    if start < block.end {
        sentences.push(start..block.end);
    }
    sentences
}

/// The token after the sentence that ends with the sign at `at`, when one does.
fn ends(reading: &Reading<'_>, at: usize, block: &Range<usize>) -> Option<usize> {
    let tokens = &reading.tokens;
    let token = &tokens[at];
    let shortened = token.word() && reading.word(at).ends_with('.');
    if !token.mark(ENDS) && !shortened {
        return None;
    }
    let mut next = at + 1;
    while next < block.end && (tokens[next].mark(ENDS) || (tokens[next].mark(CLOSING) && closing(reading, next))) {
        next += 1;
    }
    if next >= block.end {
        return Some(block.end);
    }
    if shortened && next == at + 1 {
        // "in the U.S. The senate": only a word that names nobody can open a sentence here.
        let new =
            tokens[next].capital && tokens[next].is(Class::NOT_A_NAME) && reading.word(at).matches('.').count() > 1;
        return new.then_some(next);
    }
    let unspaced = matches!(token.sign, '。' | '！' | '？');
    let after = &tokens[next];
    let begins = after.capital || after.kind != Kind::Word || reading.lexicon.script.caseless || unspaced;
    if !begins || (!after.spaced && !unspaced && after.kind == Kind::Word) {
        return None;
    }
    let quoted = reading.quote_at(next - 1).is_some_and(|quote| quote.close == next - 1);
    if quoted && (token.sign != '.' || after.mark(&['—', '–', '-'])) && tagged(reading, next, block.end) {
        return None;
    }
    Some(next)
}

/// Whether the mark at `at` closes a quotation, or a bracket.
fn closing(reading: &Reading<'_>, at: usize) -> bool {
    let opens = reading.quote_at(at).is_some_and(|quote| quote.open == at);
    !opens && (!reading.tokens[at].spaced || reading.quote_at(at).is_some_and(|quote| quote.close == at))
}

/// Whether what follows a quotation only says whose it is: "“Why?” the governor asked."
fn tagged(reading: &Reading<'_>, from: usize, limit: usize) -> bool {
    let mut cue = false;
    for at in from..limit.min(from + TAG) {
        let token = &reading.tokens[at];
        if token.mark(ENDS) || token.mark(&[',', '“', '"', '«']) {
            return cue;
        }
        if cue && (token.is(Class::COMPLEMENTIZER) || token.mark(&['，', '：'])) {
            return false;
        }
        cue |= token
            .sense
            .cue
            .is_some_and(|(place, form)| reading.lexicon.cue(place).takes.any(Takes::QUOTE) && !form.any(Form::GERUND));
    }
    cue && limit <= from + TAG
}

#[cfg(test)]
mod tests {
    use crate::reading::Reading;

    fn cut(text: &str) -> String {
        let reading = Reading::of_paragraph(text, "en");
        let sentences = reading.sentences.iter().map(|sentence| reading.words(sentence.tokens.clone()));
        sentences.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn sentences_end_where_a_reader_would_end_them() {
        for (text, wanted) in [
            ("The U.S. held. Gen. Lee left.", "The U.S. held. | Gen. Lee left."),
            ("It rose 3.5 million. It fell.", "It rose 3.5 million. | It fell."),
            ("“Why? Because.” He left.", "“Why? | Because.” | He left."),
            ("“Why?” Orsa asked. He left.", "“Why?” Orsa asked. | He left."),
            ("“Go!” he said. She went.", "“Go!” he said. | She went."),
            ("He waited… and left. Then?", "He waited… and left. | Then?"),
            ("He lives in the U.S. The dam is far.", "He lives in the U.S. | The dam is far."),
            ("It fell at 3 p.m. on Monday.", "It fell at 3 p.m. on Monday."),
        ] {
            assert_eq!(cut(text), wanted);
        }
    }
}

//! Finding words that somebody marked elsewhere again in a text: strict to loose, and never by guessing.

use thiserror::Error;

use crate::{Passage, TextRange, text};

/// Why words were not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotFound {
    /// They do not stand there.
    #[error("its words do not stand there")]
    Absent,
    /// They stand there several times.
    #[error("its words stand there several times, and it does not say which are meant")]
    Several,
}

/// Words, and what is known of where they stand (the TextQuote and TextPosition selectors of the W3C).
#[derive(Debug, Clone, Copy, Default)]
pub struct Marked<'a> {
    /// The words.
    pub exact: &'a str,
    /// What stands before them.
    pub prefix: &'a str,
    /// What stands after them.
    pub suffix: &'a str,
    /// About where they begin.
    pub start: Option<u32>,
}

impl Marked<'_> {
    /// The passage of `text` that is meant: letter for letter, or else but for white space, quotation marks and dashes.
    pub fn found_in(&self, text: &str) -> Result<Passage, NotFound> {
        let range = self.by_letter(text).or_else(|why| match why {
            NotFound::Absent => self.folded(text),
            NotFound::Several => Err(why),
        })?;
        Passage::cut(text, range).map_err(|_| NotFound::Absent)
    }

    fn by_letter(&self, text: &str) -> Result<TextRange, NotFound> {
        let exact = self.exact.trim();
        let places: Vec<usize> = if exact.is_empty() { Vec::new() } else { starts(text, exact) };
        let at = self.chosen(text, exact, (self.prefix, self.suffix), &places, |place| {
            text::scalar_at_byte(text, place).unwrap_or_default()
        })?;
        let start = text::scalar_at_byte(text, at).ok_or(NotFound::Absent)?;
        Ok(TextRange { start, end: start + text::length(exact) })
    }

    fn folded(&self, text: &str) -> Result<TextRange, NotFound> {
        let (text, scalars) = folded(text);
        let [exact, prefix, suffix] = [self.exact, self.prefix, self.suffix].map(|part| folded(part).0);
        let exact = exact.trim();
        let places: Vec<usize> = if exact.is_empty() { Vec::new() } else { starts(&text, exact) };
        let scalar = |place: usize| scalars.get(text[..place].chars().count()).copied().unwrap_or_default();
        let at = self.chosen(&text, exact, (&prefix, &suffix), &places, scalar)?;
        let last = text[..at + exact.len()].chars().count() - 1;
        Ok(TextRange { start: scalar(at), end: scalars.get(last).ok_or(NotFound::Absent)? + 1 })
    }

    /// The one of `places` whose surroundings fit best; among those that fit alike, the one nearest to where it should be.
    fn chosen(
        &self,
        text: &str,
        exact: &str,
        (prefix, suffix): (&str, &str),
        places: &[usize],
        scalar: impl Fn(usize) -> u32,
    ) -> Result<usize, NotFound> {
        let fit = |place: usize| {
            let before = text[..place].chars().rev().zip(prefix.chars().rev());
            let after = text[place + exact.len()..].chars().zip(suffix.chars());
            before.take_while(|(ours, theirs)| ours == theirs).count()
                + after.take_while(|(ours, theirs)| ours == theirs).count()
        };
        let fits: Vec<(usize, usize)> = places.iter().map(|place| (fit(*place), *place)).collect();
        let best = fits.iter().map(|(fit, _)| *fit).max().ok_or(NotFound::Absent)?;
        let alike: Vec<usize> = fits.into_iter().filter(|(fit, _)| *fit == best).map(|(_, place)| place).collect();
        match (alike.as_slice(), self.start) {
            ([only], _) => Ok(*only),
            (_, Some(start)) => alike.into_iter().min_by_key(|at| scalar(*at).abs_diff(start)).ok_or(NotFound::Absent),
            (_, None) => Err(NotFound::Several),
        }
    }
}

/// Where `words` begin in `text`, by bytes; also where they overlap.
fn starts(text: &str, words: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(words)) {
        found.push(from + at);
        from += at + text[from + at..].chars().next().map_or(1, char::len_utf8);
    }
    found
}

/// `text` as it reads: white space as one space, one kind of quotation marks and dashes, nothing that is not seen; and for
/// each letter that is left which one it was.
fn folded(text: &str) -> (String, Vec<u32>) {
    let mut letters = String::with_capacity(text.len());
    let mut scalars = Vec::new();
    for (scalar, letter) in (0..).zip(text.chars()) {
        let letter = match letter {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => continue,
            '‘' | '’' | '‚' | '‛' | '′' | '`' => '\'',
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
            letter if letter.is_whitespace() => ' ',
            letter => letter,
        };
        if letter == ' ' && letters.ends_with(' ') {
            continue;
        }
        letters.push(letter);
        scalars.push(scalar);
    }
    (letters, scalars)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str =
        "Дамба 坝: “at least\n155” stand there. Nobody counted. At the sluice, nobody counted. Nobody counted.";

    fn found(exact: &str, prefix: &str, suffix: &str, start: Option<u32>) -> Result<String, NotFound> {
        Marked { exact, prefix, suffix, start }
            .found_in(TEXT)
            .map(|passage| passage.prefix + "[" + &passage.exact + "]")
    }

    #[test]
    fn words_are_found_by_letter_by_reading_and_by_what_stands_around_them() {
        assert_eq!(found("stand there", "", "", None).as_deref(), Ok("Дамба 坝: “at least\n155” [stand there]"));
        assert_eq!(found("\"at least 155\"  stand", "", "", None).as_deref(), Ok("Дамба 坝: [“at least\n155” stand]"));
        assert!(found("Nobody counted.", "nobody counted. ", "", None).is_ok_and(|found| found.contains("sluice")));
        assert!(found("Nobody counted.", "", "", Some(40)).is_ok_and(|found| !found.contains("sluice")));
        assert_eq!(found("Nobody counted.", "", "", None), Err(NotFound::Several));
        assert_eq!(found("two hundred", "", "", Some(3)), Err(NotFound::Absent));
        assert_eq!(found("  ", "", "", None), Err(NotFound::Absent));
    }

    proptest! {
        #[test]
        fn whatever_was_cut_is_found_where_it_was(text in "[ab“” \n坝]{1,40}", start in 0_u32..40, length in 1_u32..9) {
            let Ok(passage) = Passage::cut(&text, TextRange { start, end: start + length }) else { return Ok(()) };
            let Passage { exact, prefix, suffix, range } = &passage;
            prop_assume!(exact.trim() == exact);
            let marked = Marked { exact, prefix, suffix, start: Some(range.start) };
            prop_assert_eq!(marked.found_in(&text), Ok(passage.clone()));
        }
    }
}

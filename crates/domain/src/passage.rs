//! A place in an article that can prove which words it means.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::text;

/// How many scalar values before and after its words a passage keeps.
const CONTEXT: u32 = 32;

/// From `start` up to `end`, in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type)]
#[serde(deny_unknown_fields)]
pub struct TextRange {
    /// The first scalar value of the range.
    pub start: u32,
    /// The scalar value after the last.
    pub end: u32,
}

impl TextRange {
    /// Whether a decision about the words at `range` decides about these too: it covers half of them or more.
    pub fn is_decided_by(self, range: Self) -> bool {
        let shared = range.end.min(self.end).saturating_sub(range.start.max(self.start));
        2 * shared >= self.end - self.start
    }

    /// Whether they have words in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// Why no passage can be cut at a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum RangeError {
    /// The range holds no words.
    #[error("the selection is empty: select at least one word")]
    Empty,
    /// The range reaches past the text.
    #[error("the selection reaches past the end of the text, which has {length} characters")]
    OutOfText {
        /// How many scalar values the text has.
        length: u32,
    },
}

/// A place in an article: a range, the exact words there, and a little before and after.
///
/// The W3C Web Annotation model's TextPosition and TextQuote selectors in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Passage {
    /// Where the words stand.
    pub range: TextRange,
    /// The words, letter for letter.
    pub exact: String,
    /// Up to 32 scalar values before them.
    pub prefix: String,
    /// Up to 32 scalar values after them.
    pub suffix: String,
}

impl Passage {
    /// Cuts the passage at `range` out of `text`.
    pub fn cut(text: &str, range: TextRange) -> Result<Self, RangeError> {
        let TextRange { start, end } = range;
        if start >= end {
            return Err(RangeError::Empty);
        }
        let length = text::length(text);
        let part =
            |start, end| text::slice(text, start, end).map(str::to_owned).ok_or(RangeError::OutOfText { length });
        let exact = part(start, end)?;
        if exact.trim().is_empty() {
            return Err(RangeError::Empty);
        }
        Ok(Self {
            range,
            exact,
            prefix: part(start.saturating_sub(CONTEXT), start)?,
            suffix: part(end, end.saturating_add(CONTEXT).min(length))?,
        })
    }

    /// Whether `text` has these words at this place.
    pub fn stands_in(&self, text: &str) -> bool {
        text::slice(text, self.range.start, self.range.end) == Some(self.exact.as_str())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(start: u32, end: u32) -> Result<Passage, RangeError> {
        Passage::cut("Дамба 坝 held.", TextRange { start, end })
    }

    #[test]
    fn a_passage_holds_its_words_and_what_stands_around_them() {
        let passage = cut(6, 7).expect("inside the text");
        assert_eq!(
            (passage.exact.as_str(), passage.prefix.as_str(), passage.suffix.as_str()),
            ("坝", "Дамба ", " held.")
        );
    }

    #[test]
    fn a_passage_cannot_be_empty_or_lie_outside_its_text() {
        assert_eq!(cut(3, 3), Err(RangeError::Empty));
        assert_eq!(cut(5, 6), Err(RangeError::Empty), "white space is not words");
        assert_eq!(cut(9, 90), Err(RangeError::OutOfText { length: 13 }));
    }

    proptest! {
        #[test]
        fn whatever_is_cut_stands_in_its_text(text in "\\PC{0,60}", start in 0_u32..70, end in 0_u32..70) {
            if let Ok(passage) = Passage::cut(&text, TextRange { start, end }) {
                prop_assert!(passage.stands_in(&text));
                let around = [passage.prefix, passage.exact, passage.suffix].concat();
                prop_assert!(text.contains(&around));
            }
        }
    }
}

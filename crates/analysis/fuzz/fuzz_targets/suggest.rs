//! Any text in any language: no panic, every place inside the text, and the same answer twice.
//!
//! `cargo +nightly fuzz run suggest` in `crates/analysis`. The first byte chooses the language, the second the kind of the
//! blocks, and a line is a block.

#![no_main]

use chrono::NaiveDate;
use domain::{Block, BlockKind, TextRange, text};
use libfuzzer_sys::fuzz_target;

const LANGUAGES: [Option<&str>; 9] =
    [None, Some("en"), Some("uk"), Some("ru"), Some("zh"), Some("ar"), Some("de"), Some("fr"), Some("es")];
const KINDS: [BlockKind; 4] = [BlockKind::Paragraph, BlockKind::Quote, BlockKind::Heading, BlockKind::ListItem];

fn blocks(source: &str, first: u8) -> Vec<Block> {
    let mut start = 0;
    let mut blocks = Vec::new();
    for (place, line) in source.split('\n').enumerate() {
        let range = TextRange { start, end: start + text::length(line) };
        start = range.end + 1;
        if range.start < range.end {
            blocks.push(Block { kind: KINDS[(usize::from(first) + place) % KINDS.len()], range, post: None });
        }
    }
    blocks
}

fuzz_target!(|input: (u8, u8, &str)| {
    let (language, first, source) = input;
    let language = LANGUAGES[usize::from(language) % LANGUAGES.len()];
    let blocks = blocks(source, first);
    let published = NaiveDate::from_ymd_opt(2024, 2, 29);
    let suggestions = analysis::suggest(source, &blocks, language, published);
    for suggestion in &suggestions {
        assert!(suggestion.passage.stands_in(source), "{suggestion:?}");
        assert!((0.0..=1.0).contains(&suggestion.worth), "{suggestion:?}");
        assert!(suggestion.moments.iter().all(|moment| moment.interval.from <= moment.interval.to), "{suggestion:?}");
    }
    assert_eq!(suggestions, analysis::suggest(source, &blocks, language, published));
});

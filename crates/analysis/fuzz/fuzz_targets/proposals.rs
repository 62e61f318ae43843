//! Any answer of a model about any text: no panic, and whatever is proposed stands in the text, letter by letter.
//!
//! `cargo +nightly fuzz run proposals` in `crates/analysis`. The first byte chooses the language; a line is a block.

#![no_main]

use analysis::proposals::{Source, checked, questions, suggestions};
use domain::{Block, BlockKind, Proposer, TextRange, text};
use libfuzzer_sys::fuzz_target;

const LANGUAGES: [Option<&str>; 9] =
    [None, Some("en"), Some("uk"), Some("ru"), Some("zh"), Some("ar"), Some("de"), Some("fr"), Some("es")];

fn blocks(source: &str) -> Vec<Block> {
    let mut start = 0;
    let mut blocks = Vec::new();
    for line in source.split('\n') {
        let range = TextRange { start, end: start + text::length(line) };
        start = range.end + 1;
        blocks.push(Block { kind: BlockKind::Paragraph, range, post: None });
    }
    blocks
}

/// An answer that quotes `source` between two places, and as its claimant between two others.
fn quoting(source: &str, places: [u8; 4]) -> String {
    let cut = |from: u8, length: u8| source.chars().skip(from.into()).take(length.into()).collect::<String>();
    let [from, length, other, short] = places;
    serde_json::json!({ "claims": [{ "quote": cut(from, length), "claimant": cut(other, short % 16) }] }).to_string()
}

fuzz_target!(|input: (u8, [u8; 4], &str, &str)| {
    let (language, places, answer, source) = input;
    let language = LANGUAGES[usize::from(language) % LANGUAGES.len()];
    let blocks = blocks(source);
    let within = Source { text: source, blocks: &blocks, language, published: None };
    let proposer = Proposer { model: String::new(), address: String::new() };
    for question in questions("Head", source, &blocks) {
        for answer in [answer.to_owned(), quoting(source, places)] {
            let Some(checked) = checked(&answer, question.part, source, language, &[]) else { continue };
            for suggestion in suggestions(within, &checked.kept, &proposer) {
                assert!(suggestion.passage.stands_in(source), "{suggestion:?}");
                assert!((0.0..=1.0).contains(&suggestion.worth), "{suggestion:?}");
            }
        }
    }
});

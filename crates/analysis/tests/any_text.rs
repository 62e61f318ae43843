//! Whatever the text: no panic, every place inside it, the same answer twice, and ten times the text in ten times the
//! time.

use std::time::Duration;

use chrono::NaiveDate;
use domain::{Block, BlockKind, Post, TextRange, text};
use nix::time::{ClockId, clock_gettime};
use proptest::prelude::*;

const LANGUAGES: [Option<&str>; 9] =
    [None, Some("en"), Some("uk"), Some("ru"), Some("zh-Hant"), Some("ar"), Some("de"), Some("fr"), Some("es")];

/// Words and marks that the rules look at, beside any others.
fn awkward() -> impl Strategy<Value = String> {
    let words = [
        "said",
        "that",
        "“",
        "”",
        "\"",
        "'",
        "''",
        "«",
        "»",
        "„",
        "「",
        "」",
        ",",
        ".",
        "!",
        "…",
        "—",
        ":",
        ";",
        "(",
        ")",
        "according to",
        "he",
        "The",
        "Oszta",
        "Mirel Oszta",
        "155",
        "at least",
        "$",
        "3.5",
        "million",
        "two",
        "hundred",
        "accused",
        "of",
        "denied",
        "declined to comment",
        "on Friday",
        "last year",
        "2024",
        "February 30",
        "and",
        "but",
        "who",
        "заявив",
        "що",
        "сказал",
        "表示",
        "，",
        "。",
        "9日",
        "قال",
        "إن",
        "sagte",
        "dass",
        "a déclaré",
        "qu’",
        "dijo",
        "que",
        "\n",
        "\u{301}",
        "\u{202e}",
        "😀",
        "@oszta",
        "U.S.",
        "Gen.",
        "n’t",
        "1,2,3.4",
        "999999999999999999999",
        "the claim that",
        "to",
        "was",
        "by",
        "allegedly",
        "China",
        "Beijing’s",
        "https://t.co/x",
        "-",
        "99-9999",
    ];
    let word = prop_oneof![4 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    prop::collection::vec((word, prop::bool::weighted(0.8)), 0..60)
        .prop_map(|words| words.into_iter().map(|(word, spaced)| if spaced { word + " " } else { word }).collect())
}

/// Lines as blocks, of every kind in turn.
fn blocks(source: &str, first: usize) -> Vec<Block> {
    let kinds = [
        BlockKind::Paragraph,
        BlockKind::EmbeddedPost,
        BlockKind::Quote,
        BlockKind::Heading,
        BlockKind::ListItem,
        BlockKind::Caption,
        BlockKind::TableRow,
    ];
    let mut start = 0;
    let mut blocks = Vec::new();
    for (place, line) in source.split('\n').enumerate() {
        let end = start + text::length(line);
        let kind = kinds[(first + place) % kinds.len()];
        let post = (kind == BlockKind::EmbeddedPost).then(|| Post {
            author: Some("Mirel Oszta / Мірель Ошта".to_owned()),
            handle: Some("@mirel_oszta".to_owned()),
            dated: None,
        });
        if start < end {
            blocks.push(Block { kind, range: TextRange { start, end }, post });
        }
        start = end + 1;
    }
    blocks
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn nothing_panics_everything_lies_inside_and_the_answer_is_the_same_twice(
        text in prop_oneof![3 => awkward(), 1 => "\\PC{0,200}"],
        language in prop::sample::select(LANGUAGES.to_vec()),
        first in 0_usize..7,
        day in prop::option::of(0_i32..200_000),
    ) {
        let blocks = blocks(&text, first);
        let published = day.and_then(|day| NaiveDate::from_ymd_opt(1700, 1, 1)?.checked_add_days(chrono::Days::new(day.unsigned_abs().into())));
        let suggestions = analysis::suggest(&text, &blocks, language, published);
        for suggestion in &suggestions {
            prop_assert!(suggestion.passage.stands_in(&text), "{suggestion:?}");
            prop_assert!((0.0..=1.0).contains(&suggestion.worth));
            prop_assert!(!suggestion.statement.trim().is_empty(), "{suggestion:?}");
            if let Some(cue) = &suggestion.attribution.cue
                && let Some(TextRange { start, end }) = cue.range
            {
                prop_assert_eq!(text::slice(&text, start, end), Some(cue.exact.as_str()));
            }
            for figure in &suggestion.figures {
                prop_assert!(suggestion.passage.exact.contains(&figure.exact));
            }
            for moment in &suggestion.moments {
                prop_assert!(moment.interval.from <= moment.interval.to);
            }
        }
        prop_assert_eq!(suggestions, analysis::suggest(&text, &blocks, language, published));
    }
}

/// Seconds that this thread has worked: what else the machine does is not counted.
fn worked() -> f64 {
    let spent = clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID).expect("the system counts them");
    Duration::from(spent).as_secs_f64()
}

/// Seconds of work that reading `text` so many times takes.
fn seconds(text: &str, times: usize) -> f64 {
    let blocks = blocks(text, 0).into_iter().map(|block| Block { kind: BlockKind::Paragraph, ..block });
    let blocks: Vec<Block> = blocks.collect();
    let begun = worked();
    for _ in 0..times {
        let found = analysis::suggest(text, &blocks, Some("en"), None);
        assert!(!found.is_empty(), "something is found");
    }
    worked() - begun
}

#[test]
fn ten_times_the_text_takes_at_most_twelve_times_the_time() {
    let story = "Governor Mirel Oszta said on Tuesday that at least 155 foreign engineers guard the dam. “We have their names,” \
                 she added. The operator, Vessa Hydro, denied it, and declined to comment on the arrests.\n";
    let line =
        "“Nobody told us that the dam leaks,” Petra Voll said, “and we want to know why”, ".repeat(60) + "she said.";
    for (name, text) in [("stories", story.repeat(40)), ("one long line", line)] {
        let long = text.repeat(10);
        // Ten short readings are as much work as one long one; neighbours crowd the caches, so the calmest round counts.
        let rounds = (0..9).map(|_| seconds(&long, 1) * 10.0 / seconds(&text, 10));
        let ratio = rounds.fold(f64::INFINITY, f64::min);
        assert!(ratio <= 12.0, "{name}: {ratio:.1} times the time");
    }
}

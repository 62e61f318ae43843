//! Times in context, hand-made: the words, when the text was published, and the days they stand for.

use std::collections::BTreeMap;

use analysis::moments::moments;

const TABLE: &str = include_str!("fixtures/moments.tsv");

/// Words of what is to come, so that "on Friday" is the next one. The suggester reads them from its lexicon.
const AHEAD: [&str; 1] = ["will"];

#[test]
fn times_in_context_are_placed_in_the_calendar() {
    let mut scores: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut wrong = String::new();
    for line in TABLE.lines().skip(1) {
        let [language, published, sentence, words, from, to] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("a row has six cells: {line}");
        };
        let ahead = sentence.split_whitespace().any(|word| AHEAD.contains(&word));
        let found = moments(sentence, Some(language), published.parse().ok(), ahead);
        let at = sentence.find(words).expect("the words stand in the sentence");
        let here = found.iter().find(|(bytes, _)| bytes.start < at + words.len() && at < bytes.end);
        let placed = here.map(|(_, moment)| format!("{} {}", moment.interval.from, moment.interval.to));
        let score = scores.entry(language).or_default();
        score.1 += 1;
        if placed.as_deref() == Some(&format!("{from} {to}")) {
            score.0 += 1;
        } else {
            wrong += &format!("{language} {published} {words:?}: wanted {from} {to}, got {placed:?} in {sentence}\n");
        }
    }
    let total: usize = scores.values().map(|(_, all)| all).sum();
    assert!(total >= 300, "{total} rows");
    for (language, (right, all)) in scores {
        let goal = if language == "en" { 0.95 } else { 0.85 };
        #[expect(clippy::cast_precision_loss, reason = "a few hundred rows")]
        let share = right as f64 / all as f64;
        assert!(share >= goal, "{language}: {right} of {all}\n{wrong}");
    }
}

//! Articles written for the purpose, with the claims that a reader marks in them.

mod marked;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use marked::{Article, Score};

const LANGUAGES: [&str; 8] = ["en", "uk", "ru", "zh", "ar", "de", "fr", "es"];

/// The scores of the articles in `folder` of each language's.
fn scores(folder: &str) -> BTreeMap<&'static str, Score> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for language in LANGUAGES {
        let folder = std::fs::read_dir(fixtures.join(language).join(folder)).expect("a folder for each language");
        let mut files: Vec<_> = folder.map(|file| file.expect("a readable folder").path()).collect();
        files.retain(|file| file.is_file());
        files.sort();
        for file in files {
            let article = Article::marked(&std::fs::read_to_string(file).expect("a readable article"));
            let suggestions = analysis::suggest(&article.text, &article.blocks, Some(language), None);
            scores.entry(language).or_default().add(&article, &suggestions);
        }
    }
    scores
}

/// Fails where a language misses its goals: spans, claimant and stance. All scores are told on standard error.
fn assert_goals(scores: &BTreeMap<&str, Score>) {
    let mut failed = String::new();
    for (language, score) in scores {
        let [f1, claimant, stance, relay, figures] = score.shares();
        let line = format!(
            "{language}: {} articles, {} claims, spans {f1:.3} claimant {claimant:.3} stance {stance:.3} relay {relay:.3} \
             figures {figures:.3}\n",
            score.articles, score.marked
        );
        // Shown when a test fails, or when asked for with `--no-capture`.
        std::io::stderr().write_all(line.as_bytes()).expect("a standard error");
        let goals = if *language == "en" { [0.80, 0.90, 0.90] } else { [0.70, 0.80, 0.80] };
        if f1 < goals[0] || claimant < goals[1] || stance < goals[2] || relay < 0.9 || figures < 0.8 {
            failed += &format!("{line}{}", score.told);
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

#[test]
fn the_claims_a_reader_marks_are_proposed_in_every_language() {
    assert_goals(&scores(""));
}

/// These articles were written after the rules and lexicons, which owe them nothing.
#[test]
fn so_are_those_of_articles_that_nothing_was_tuned_on() {
    assert_goals(&scores("kept"));
}

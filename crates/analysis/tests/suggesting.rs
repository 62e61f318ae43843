//! Articles written for the purpose, with the claims that a reader marks in them: "[[claimant|stance|content]]".

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use domain::{Block, BlockKind, Suggestion, TextRange, text};

/// A claim as marked.
#[derive(Debug)]
struct Marked {
    claimant: String,
    stance: String,
    range: TextRange,
}

/// An article without its marks, a paragraph a line, and the claims they mark.
fn unmarked(source: &str) -> (String, Vec<Block>, Vec<Marked>) {
    let (mut plain, mut blocks, mut marked) = (String::new(), Vec::new(), Vec::new());
    for line in source.lines() {
        let start = text::length(&plain);
        let mut rest = line;
        while let Some((before, (mark, after))) =
            rest.split_once("[[").and_then(|(before, inner)| Some((before, inner.split_once("]]")?)))
        {
            plain.push_str(before);
            let [claimant, stance, content] = mark.split('|').collect::<Vec<_>>()[..] else {
                panic!("a mark has three parts: {mark}");
            };
            let start = text::length(&plain);
            plain.push_str(content);
            let range = TextRange { start, end: text::length(&plain) };
            marked.push(Marked { claimant: claimant.to_owned(), stance: stance.to_owned(), range });
            rest = after;
        }
        plain.push_str(rest);
        let range = TextRange { start, end: text::length(&plain) };
        blocks.push(Block { kind: BlockKind::Paragraph, range, post: None });
        plain.push('\n');
    }
    (plain, blocks, marked)
}

/// Shared length over whole length.
fn overlap(a: TextRange, b: TextRange) -> f64 {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    f64::from(shared) / f64::from(a.end.max(b.end) - a.start.min(b.start)).max(1.0)
}

fn same_party(wanted: &str, found: Option<&str>) -> bool {
    let words = |name: &str| -> HashSet<String> {
        name.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && *word != "the")
            .map(str::to_owned)
            .collect()
    };
    let (wanted, found) = (words(wanted), words(found.unwrap_or_default()));
    !found.is_empty() && (wanted.is_subset(&found) || found.is_subset(&wanted))
}

#[derive(Default)]
struct Score {
    marked: usize,
    suggested: usize,
    found: usize,
    claimant: usize,
    stance: usize,
    told: String,
}

impl Score {
    fn add(&mut self, marked: &[Marked], suggestions: &[Suggestion]) {
        self.marked += marked.len();
        self.suggested += suggestions.len();
        let mut used = HashSet::new();
        for claim in marked {
            let best = suggestions
                .iter()
                .enumerate()
                .filter(|(place, _)| !used.contains(place))
                .map(|(place, suggestion)| (overlap(claim.range, suggestion.passage.range), place, suggestion))
                .max_by(|a, b| a.0.total_cmp(&b.0));
            let Some((_, place, suggestion)) = best.filter(|(share, ..)| *share >= 0.5) else {
                self.told += &format!("missed {claim:?}\n");
                continue;
            };
            used.insert(place);
            self.found += 1;
            let claimant = same_party(&claim.claimant, suggestion.claimant.as_deref());
            let stance = serde_json::to_value(suggestion.stance).is_ok_and(|stance| stance == claim.stance.as_str());
            self.claimant += usize::from(claimant);
            self.stance += usize::from(stance);
            if !claimant || !stance {
                let Suggestion { claimant, stance, passage, .. } = suggestion;
                self.told += &format!("wanted {claim:?}, got {claimant:?} {stance:?} {}\n", passage.exact);
            }
        }
        for (_, suggestion) in suggestions.iter().enumerate().filter(|(place, _)| !used.contains(place)) {
            self.told += &format!("extra {:?} {}\n", suggestion.claimant, suggestion.passage.exact);
        }
    }
}

#[test]
fn the_claims_a_reader_marks_are_proposed_in_every_language() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    for language in ["en", "uk", "ru", "zh", "ar", "de", "fr", "es"] {
        let folder = std::fs::read_dir(fixtures.join(language)).expect("a folder for each language");
        let mut files: Vec<_> = folder.map(|file| file.expect("a readable folder").path()).collect();
        files.sort();
        for file in files {
            let source = std::fs::read_to_string(file).expect("a readable article");
            let (plain, blocks, marked) = unmarked(&source);
            let suggestions = analysis::suggest(&plain, &blocks, Some(language), None);
            scores.entry(language).or_default().add(&marked, &suggestions);
        }
    }
    let mut failed = String::new();
    for (language, score) in scores {
        #[expect(clippy::cast_precision_loss, reason = "a few hundred claims")]
        let (f1, claimant, stance) = (
            2.0 * score.found as f64 / (score.marked + score.suggested) as f64,
            score.claimant as f64 / score.found.max(1) as f64,
            score.stance as f64 / score.found.max(1) as f64,
        );
        let goals = if language == "en" { [0.80, 0.90, 0.90] } else { [0.70, 0.80, 0.80] };
        if f1 < goals[0] || claimant < goals[1] || stance < goals[2] {
            failed += &format!("{language}: spans {f1:.2} claimant {claimant:.2} stance {stance:.2}\n{}", score.told);
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

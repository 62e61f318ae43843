//! Matching holds for any text: no panic, the same scores in any order, and relations that fit from both sides.

use analysis::{
    duplicates::Edition,
    matching::{Asked, Rarity, Saying},
};
use chrono::NaiveDate;
use domain::{Block, BlockKind, Interval, RelationKind, TextRange};
use proptest::prelude::*;

/// Words whose order, number and negation make claims that differ in every way there is.
const WORDS: [&str; 19] = [
    "the",
    "Vessa",
    "dam",
    "leaks",
    "guards",
    "engineers",
    "12",
    "155",
    "not",
    "shot",
    "sheep",
    "at",
    "least",
    "bridge",
    "Orsa",
    "дамба",
    "维萨",
    "大坝",
    "السد",
];

fn statement() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(prop::sample::select(&WORDS[..]), 1..12).prop_map(|words| words.join(" ")),
        "\\PC{0,80}",
    ]
}

fn saying(statement: String, day: Option<u32>) -> Saying {
    let said = day.and_then(|day| NaiveDate::from_ymd_opt(2025, 4, day)).map(Interval::day);
    Saying { statement, said, language: Some("en".to_owned()), ..Saying::default() }
}

proptest! {
    #[test]
    fn only_between_equals_does_the_order_of_the_candidates_decide(
        asked in statement(),
        candidates in prop::collection::vec(statement(), 0..12),
        turn in 0_usize..12,
    ) {
        let asked = Asked::new(saying(asked, None));
        let standing = vec![2; asked.words().len()];
        let rarity = Rarity { all: 50, standing: &standing };
        let ranked = |candidates: &[String]| -> Vec<(u64, usize)> {
            let wordings: Vec<Vec<&str>> = candidates.iter().map(|one| vec![one.as_str()]).collect();
            let ranked = asked.rank(rarity, &wordings, candidates.len()).into_iter();
            ranked.map(|(place, score)| (score.to_bits(), place)).collect()
        };
        let mut turned = candidates.clone();
        turned.rotate_left(turn.min(candidates.len()));
        let (first, second) = (ranked(&candidates), ranked(&turned));
        for (ranked, candidates) in [(&first, &candidates), (&second, &turned)] {
            let falls = |pair: &[(u64, usize)]| pair[0].0 > pair[1].0 || (pair[0].0 == pair[1].0 && pair[0].1 < pair[1].1);
            prop_assert!(ranked.windows(2).all(falls), "{:?} of {:?}", ranked, candidates);
        }
        let told = |ranked: &[(u64, usize)], candidates: &[String]| {
            let mut told: Vec<_> = ranked.iter().map(|(score, place)| (*score, candidates[*place].clone())).collect();
            told.sort();
            told
        };
        prop_assert_eq!(told(&first, &candidates), told(&second, &turned));
        prop_assert!(first.iter().all(|(score, _)| (0.0..=1.0).contains(&f64::from_bits(*score))));
    }

    #[test]
    fn a_relation_is_the_converse_of_that_from_the_other_side(
        (a, b) in (statement(), statement()),
        (then, now) in (prop::option::of(1_u32..5), prop::option::of(1_u32..5)),
    ) {
        let (a, b) = (saying(a, then), saying(b, now));
        let relation = |ours: &Saying, theirs: &Saying| {
            let asked = Asked::new(ours.clone());
            let standing = vec![1; asked.words().len()];
            asked.relation(Rarity { all: 9, standing: &standing }, theirs).0
        };
        prop_assert_eq!(relation(&a, &b), relation(&b, &a).map(RelationKind::converse));
    }

    #[test]
    fn what_editions_share_is_the_same_from_both_sides(a in "\\PC{0,200}", b in "\\PC{0,200}") {
        let edition = |source: &str| {
            let range = TextRange { start: 0, end: domain::text::length(source) };
            Edition::of(source, &[Block { kind: BlockKind::Paragraph, range, post: None }], None)
        };
        let (a, b) = (edition(&a), edition(&b));
        prop_assert_eq!(a.shared(&b).to_bits(), b.shared(&a).to_bits());
        prop_assert!(a.differing(&a).is_empty());
    }
}

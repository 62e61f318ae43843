//! In which sentences two copies of a page differ.

use std::collections::{HashMap, HashSet};

use domain::{Article, DiffKind, DiffPiece, SentenceDiff, SentenceKind, TextRange, text};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::pieces::difference;
use crate::{
    duplicates::{self, OTHER_WORDING, overlap},
    matching::folded_words,
};

/// The sentences of a copy, and their words.
struct Sentences<'a> {
    ranges: Vec<TextRange>,
    words: Vec<&'a str>,
}

impl<'a> Sentences<'a> {
    /// All of `article`, cut into sentences; what is no running text, as a heading or a row of a table, stays whole.
    fn of(article: &'a Article) -> Self {
        let cut = duplicates::sentences(&article.text, &article.blocks, article.language.as_deref());
        let (mut ranges, mut words) = (Vec::new(), Vec::new());
        for block in &article.blocks {
            let from = cut.partition_point(|sentence| sentence.start < block.range.start);
            let to = cut.partition_point(|sentence| sentence.end <= block.range.end);
            // Each goes up to the next, so that nothing between them is passed over.
            let ends = cut.get(from..to).unwrap_or_default().iter().skip(1).map(|next| next.start);
            let mut start = block.range.start;
            for end in ends.chain([block.range.end]) {
                let Some(part) = text::slice(&article.text, start, end) else { continue };
                let range = TextRange {
                    start: start + text::length(part) - text::length(part.trim_start()),
                    end: end - (text::length(part) - text::length(part.trim_end())),
                };
                if range.start < range.end {
                    ranges.push(range);
                    words.push(part.trim());
                }
                start = end;
            }
        }
        Self { ranges, words }
    }
}

/// What became of a sentence that does not stand in its order in both copies.
#[derive(Clone, Copy)]
enum Fate {
    Alone,
    Moved(usize),
    Changed(usize),
}

/// Every sentence of `before` and `after`, in the order of the later copy; what was removed stands where it stood.
pub fn compare(before: &Article, after: &Article) -> Vec<SentenceDiff> {
    let (old, new) = (Sentences::of(before), Sentences::of(after));
    let ops = capture_diff_slices(Algorithm::Patience, &old.words, &new.words);
    let fates = fates(&old, &new, &ops);
    let taken: HashSet<usize> = fates
        .values()
        .filter_map(|fate| match fate {
            Fate::Moved(from) | Fate::Changed(from) => Some(*from),
            Fate::Alone => None,
        })
        .collect();
    let whole = |kind, words: &str| vec![DiffPiece { kind, text: words.to_owned() }];
    let mut compared = Vec::new();
    for op in ops {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            compared.extend((0..len).map(|n| SentenceDiff {
                kind: SentenceKind::Same,
                before: Some(old.ranges[old_index + n]),
                after: Some(new.ranges[new_index + n]),
                pieces: whole(DiffKind::Kept, new.words[new_index + n]),
            }));
            continue;
        }
        compared.extend(op.old_range().filter(|at| !taken.contains(at)).map(|at| SentenceDiff {
            kind: SentenceKind::Removed,
            before: Some(old.ranges[at]),
            after: None,
            pieces: whole(DiffKind::Removed, old.words[at]),
        }));
        compared.extend(op.new_range().map(|at| {
            let words = new.words[at];
            let (kind, from, pieces) = match fates.get(&at) {
                Some(Fate::Moved(from)) => (SentenceKind::Moved, Some(*from), whole(DiffKind::Kept, words)),
                Some(Fate::Changed(from)) => (SentenceKind::Changed, Some(*from), difference(old.words[*from], words)),
                _ => (SentenceKind::Added, None, whole(DiffKind::Added, words)),
            };
            SentenceDiff { kind, before: from.map(|from| old.ranges[from]), after: Some(new.ranges[at]), pieces }
        }));
    }
    compared
}

/// What each sentence of `new` that is not in its order in both was before.
fn fates(old: &Sentences<'_>, new: &Sentences<'_>, ops: &[DiffOp]) -> HashMap<usize, Fate> {
    let differing = || ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let mut left: Vec<(usize, Vec<String>)> =
        differing().flat_map(DiffOp::old_range).map(|at| (at, folded_words(old.words[at]))).collect();
    let mut fates: HashMap<usize, Fate> = differing().flat_map(DiffOp::new_range).map(|at| (at, Fate::Alone)).collect();
    // What stands word for word elsewhere is not to be taken for another wording of something else.
    let order: Vec<usize> = differing().flat_map(DiffOp::new_range).collect();
    for at in &order {
        if let Some(place) = left.iter().position(|(from, _)| old.words[*from] == new.words[*at]) {
            fates.insert(*at, Fate::Moved(left.remove(place).0));
        }
    }
    for at in order {
        if !matches!(fates.get(&at), Some(Fate::Alone)) {
            continue;
        }
        let words = folded_words(new.words[at]);
        let mut likest: Option<(usize, f64)> = None;
        for (place, (_, other)) in left.iter().enumerate() {
            let share = overlap(&words, other);
            if share >= OTHER_WORDING && likest.is_none_or(|(_, best)| share > best) {
                likest = Some((place, share));
            }
        }
        if let Some((place, _)) = likest {
            fates.insert(at, Fate::Changed(left.remove(place).0));
        }
    }
    fates
}

#[cfg(test)]
mod tests {
    use domain::{ArticleId, Block, BlockKind, DocumentId};
    use proptest::prelude::*;

    use super::*;

    /// An article with a heading and a paragraph of `words`.
    fn copy(words: &str) -> Article {
        let text = format!("The dam\n{words}");
        let end = text::length(&text);
        let block = |kind, start, end| Block { kind, range: TextRange { start, end }, post: None };
        let mut blocks = vec![block(BlockKind::Heading, 0, 7)];
        blocks.extend((end > 8).then(|| block(BlockKind::Paragraph, 8, end)));
        Article {
            id: ArticleId(Default::default()),
            document: DocumentId(Default::default()),
            title: "The dam".into(),
            byline: Vec::new(),
            publisher: None,
            published: None,
            modified: None,
            paywalled: false,
            language: Some("en".into()),
            url: None,
            text,
            blocks,
            pages: Vec::new(),
            left_out: Vec::new(),
        }
    }

    fn told(before: &str, after: &str) -> Vec<String> {
        compare(&copy(before), &copy(after))
            .into_iter()
            .map(|one| {
                let words: String = one.pieces.into_iter().map(|piece| piece.text).collect::<Vec<_>>().join("|");
                format!("{:?}: {words}", one.kind)
            })
            .collect()
    }

    #[test]
    fn each_sentence_says_what_became_of_it() {
        let before = "Nobody was hurt. At least 155 engineers guard it. The river is high. The road is closed. \
                      The mayor denies it.";
        let after = "At least 160 engineers guard it. The river is high. The road is closed. Nobody was hurt. \
                     A corrected version.";
        assert_eq!(
            told(before, after),
            [
                "Same: The dam",
                "Changed: At least |155|160| engineers guard it.",
                "Same: The river is high.",
                "Same: The road is closed.",
                "Removed: The mayor denies it.",
                "Moved: Nobody was hurt.",
                "Added: A corrected version.",
            ]
        );
    }

    #[test]
    fn the_same_text_differs_nowhere() {
        let words = "Nobody was hurt. At least 155 engineers guard it.";
        assert!(compare(&copy(words), &copy(words)).iter().all(|one| one.kind == SentenceKind::Same));
    }

    proptest! {
        #[test]
        fn every_sentence_is_told_once_whatever_the_script(
            before in "([a-cА-В中文 ].{0,3}[.。!] ?){0,6}", after in "([a-cА-В中文 ].{0,3}[.。!] ?){0,6}"
        ) {
            let (old, new) = (copy(&before), copy(&after));
            let compared = compare(&old, &new);
            for (article, side) in [(&old, 0), (&new, 1)] {
                let place = |one: &SentenceDiff| if side == 0 { one.before } else { one.after };
                let mut places: Vec<TextRange> = compared.iter().filter_map(place).collect();
                places.sort_unstable();
                prop_assert_eq!(places, Sentences::of(article).ranges);
            }
            for one in &compared {
                let range = one.after.or(one.before).expect("it stands somewhere");
                let source = if one.after.is_some() { &new } else { &old };
                let gone = if one.after.is_some() { DiffKind::Removed } else { DiffKind::Added };
                let words: String =
                    one.pieces.iter().filter(|piece| piece.kind != gone).map(|piece| piece.text.as_str()).collect();
                prop_assert_eq!(Some(words.as_str()), text::slice(&source.text, range.start, range.end));
            }
        }
    }
}

//! Which blocks of a page are its article: a small forest of decisions over what is measured about each.
//!
//! The forest was grown on hand-marked articles of some thousand public pages by gradient boosting (260 trees of nine
//! leaves), proved on sites that it had not seen; `weights.txt` holds it, a tree a line, and is never edited by hand:
//! `training/train.py` writes it.

use std::sync::{LazyLock, OnceLock};

use super::measures::Row;

/// Below this chance a block is none of the article's, however doubtful the page.
const UNLIKELY: f32 = 0.2;
/// From this chance on, a caption in the midst of the article belongs to it.
pub(crate) const LIKELY_CAPTION: f32 = 0.35;

static FOREST: LazyLock<Vec<Tree>> = LazyLock::new(|| {
    let weights = PLANTED.get().map_or(include_str!("weights.txt"), String::as_str);
    weights.lines().filter_map(Tree::read).collect()
});
static PLANTED: OnceLock<String> = OnceLock::new();

/// Takes `weights` for the forest instead of its own.
pub(crate) fn plant(weights: String) {
    // The first that is planted stays.
    let _ = PLANTED.set(weights);
}

/// A tree, its root first.
struct Tree(Vec<Node>);

/// A question: is the measure no more than the bound?
struct Node {
    measure: usize,
    bound: f32,
    yes: Next,
    no: Next,
}

#[derive(Clone, Copy)]
enum Next {
    Node(usize),
    Leaf(f32),
}

impl Tree {
    /// A tree as it is written: `measure<bound?yes:no`, where an answer is a node's number or `=` and a weight.
    fn read(line: &str) -> Option<Self> {
        let nodes: Option<Vec<Node>> = line.split(' ').map(Node::read).collect();
        let nodes = nodes?;
        let sound = nodes.iter().enumerate().all(|(at, node)| {
            // Answers point forwards, so no walk turns in a circle.
            [node.yes, node.no].iter().all(|next| !matches!(next, Next::Node(to) if *to <= at || *to >= nodes.len()))
        });
        sound.then_some(Self(nodes))
    }

    fn weigh(&self, row: &[f32]) -> f32 {
        let mut at = 0;
        loop {
            let Some(node) = self.0.get(at) else { return 0.0 };
            let value = row.get(node.measure).copied().unwrap_or_default();
            match if value <= node.bound { node.yes } else { node.no } {
                Next::Node(to) => at = to,
                Next::Leaf(weight) => return weight,
            }
        }
    }
}

impl Node {
    fn read(text: &str) -> Option<Self> {
        let (question, answers) = text.split_once('?')?;
        let (measure, bound) = question.split_once('<')?;
        let (yes, no) = answers.split_once(':')?;
        Some(Self {
            measure: measure.parse().ok()?,
            bound: bound.parse().ok()?,
            yes: Next::read(yes)?,
            no: Next::read(no)?,
        })
    }
}

impl Next {
    fn read(text: &str) -> Option<Self> {
        match text.strip_prefix('=') {
            Some(weight) => weight.parse().ok().map(Self::Leaf),
            None => text.parse().ok().map(Self::Node),
        }
    }
}

/// How likely the block measured by `row` is a part of the article, from naught to one.
pub(crate) fn chance(row: &Row) -> f32 {
    let odds: f32 = FOREST.iter().map(|tree| tree.weigh(row)).sum();
    1.0 / (1.0 + (-odds).exp())
}

/// The chance above which blocks, each a chance and a length, make the text with the best F1 that can be hoped for.
///
/// It is half of that F1: a block below it costs more precision than it brings recall. So a doubtful page gives more.
pub(crate) fn bound(blocks: impl Iterator<Item = (f32, f32)>) -> f32 {
    let mut blocks: Vec<(f32, f32)> = blocks.collect();
    blocks.sort_by(|one, other| other.0.total_cmp(&one.0));
    let hoped: f32 = blocks.iter().map(|(chance, length)| chance * length).sum();
    let (mut taken, mut right, mut best) = (0.0, 0.0, UNLIKELY);
    for (chance, length) in blocks {
        taken += length;
        right += chance * length;
        best = best.max(right / (taken + hoped));
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forest_is_whole() {
        assert_eq!(FOREST.len(), include_str!("weights.txt").lines().count());
    }

    #[test]
    fn a_tree_is_walked_by_its_answers_and_one_that_turns_in_a_circle_is_refused() {
        let tree = Tree::read("2<0.5?=-1:1 0<7?=2:=3").expect("a tree");
        assert_eq!([[0.0, 0.0, 0.5], [7.0, 0.0, 1.0], [8.0, 0.0, 1.0]].map(|row| tree.weigh(&row)), [-1.0, 2.0, 3.0]);
        assert!(Tree::read("2<0.5?=-1:0").is_none());
        assert!(Tree::read("2<0.5?=-1").is_none());
    }

    #[test]
    fn the_bound_is_near_a_half_on_a_sure_page_and_lower_on_a_doubtful_one() {
        let of = |chances: &[f32]| bound(chances.iter().map(|chance| (*chance, 100.0)));
        assert!((of(&[1.0, 1.0, 0.0]) - 0.5).abs() < 1e-6);
        // All three are hoped for, 1.2 of them are right: 2 * 1.2 / (3 + 1.2) is their F1.
        assert!((of(&[0.4, 0.4, 0.4]) - 1.2 / 4.2).abs() < 1e-6);
        assert!((of(&[0.1, 0.0]) - UNLIKELY).abs() < 1e-6 && (of(&[]) - UNLIKELY).abs() < 1e-6);
        // A long block weighs more than a short one.
        assert!(bound([(0.9, 1_000.0), (0.1, 10.0)].into_iter()) > bound([(0.9, 10.0), (0.1, 1_000.0)].into_iter()));
    }
}

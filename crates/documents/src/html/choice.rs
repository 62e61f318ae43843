//! Which blocks of a page are its article: a small forest of decisions over what is measured about each.
//!
//! The forest was grown on hand-marked articles of some thousand public pages by gradient boosting (260 trees of nine
//! leaves), proved on sites that it had not seen; `weights.txt` holds it, a tree a line, and is never edited by hand:
//! `training/train.py` writes it.

use std::sync::LazyLock;

use super::measures::Row;

/// From this chance on, a block belongs to the article.
pub(crate) const LIKELY: f32 = 0.45;
/// From this chance on, a caption in the midst of the article belongs to it.
pub(crate) const LIKELY_CAPTION: f32 = 0.35;

static FOREST: LazyLock<Vec<Tree>> =
    LazyLock::new(|| include_str!("weights.txt").lines().filter_map(Tree::read).collect());

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
}

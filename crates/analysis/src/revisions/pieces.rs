//! What differs between two wordings, word by word.

use domain::{DiffKind, DiffPiece};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// What became of the words of `before` in `after`. Without what was added the pieces give `before`, without what was
/// removed `after`; what was removed stands before what was put in its place.
pub fn difference(before: &str, after: &str) -> Vec<DiffPiece> {
    let old: Vec<&str> = before.split_word_bounds().collect();
    let new: Vec<&str> = after.split_word_bounds().collect();
    let mut runs = Runs::default();
    for op in capture_diff_slices(Algorithm::Patience, &old, &new) {
        match op {
            DiffOp::Equal { old_index, len, .. } => runs.keep(&old[old_index..old_index + len].concat()),
            _ => runs.change(&old[op.old_range()].concat(), &new[op.new_range()].concat()),
        }
    }
    runs.end()
}

/// Pieces while they are put together. White space between two changes belongs to both: one run is easier to read.
#[derive(Default)]
struct Runs {
    pieces: Vec<DiffPiece>,
    removed: String,
    added: String,
    /// White space after a change, of which it is open whether another change follows.
    space: String,
}

impl Runs {
    fn keep(&mut self, words: &str) {
        let changing = !(self.removed.is_empty() && self.added.is_empty());
        if changing && words.trim().is_empty() {
            self.space.push_str(words);
            return;
        }
        self.close();
        self.put(DiffKind::Kept, words);
    }

    fn change(&mut self, removed: &str, added: &str) {
        let space = std::mem::take(&mut self.space);
        for (side, words) in [(&mut self.removed, removed), (&mut self.added, added)] {
            side.push_str(&space);
            side.push_str(words);
        }
    }

    fn close(&mut self) {
        let (removed, added) = (std::mem::take(&mut self.removed), std::mem::take(&mut self.added));
        let space = std::mem::take(&mut self.space);
        self.put(DiffKind::Removed, &removed);
        self.put(DiffKind::Added, &added);
        self.put(DiffKind::Kept, &space);
    }

    fn put(&mut self, kind: DiffKind, words: &str) {
        match self.pieces.last_mut() {
            _ if words.is_empty() => {}
            Some(last) if last.kind == kind => last.text.push_str(words),
            _ => self.pieces.push(DiffPiece { kind, text: words.to_owned() }),
        }
    }

    fn end(mut self) -> Vec<DiffPiece> {
        self.close();
        self.pieces
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The pieces on one line: what was removed in brackets, what was added in braces.
    fn told(before: &str, after: &str) -> String {
        let piece = |piece: DiffPiece| match piece.kind {
            DiffKind::Kept => piece.text,
            DiffKind::Removed => format!("[{}]", piece.text),
            DiffKind::Added => format!("{{{}}}", piece.text),
        };
        difference(before, after).into_iter().map(piece).collect()
    }

    #[test]
    fn the_words_that_changed_are_marked_and_no_others() {
        assert_eq!(
            told("At least 155 engineers guard it.", "At least 160 men guard it."),
            "At least [155 engineers]{160 men} guard it."
        );
        assert_eq!(told("The dam held.", "The dam held, she said."), "The dam held{, she said}.");
        assert_eq!(told("至少有155名工程师", "至少有160名工程师"), "至少有[155]{160}名工程师");
        assert_eq!(told("قالت إن 155 مهندسا", "قالت إن 160 مهندسا"), "قالت إن [155]{160} مهندسا");
        assert_eq!(told("same", "same"), "same");
    }

    proptest! {
        #[test]
        fn the_pieces_give_both_wordings(before in "\\PC{0,40}", after in "\\PC{0,40}") {
            let pieces = difference(&before, &after);
            let without = |kind| -> String {
                pieces.iter().filter(|piece| piece.kind != kind).map(|piece| piece.text.as_str()).collect()
            };
            prop_assert_eq!(without(DiffKind::Added), before);
            prop_assert_eq!(without(DiffKind::Removed), after);
        }
    }
}

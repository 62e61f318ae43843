//! The copies of a page for people: what was removed stands in `[-…-]`, what was added in `{+…+}`, as other tools have it.

use domain::{DiffKind, DiffPiece, SentenceDiff, SentenceKind};
use workbench::views::{AnchorCounts, AnchoredView, Decided};

use crate::verbs::revisions::{Shown, id};

pub(crate) fn revisions(shown: &Shown) -> String {
    let copies = shown.page.copies.iter().map(|copy| {
        let taken = copy.taken.format("%Y-%m-%d %H:%M:%S UTC");
        format!("{}  revision {}, taken {taken}, {} bytes  {}", copy.article, copy.number, copy.bytes, copy.title)
    });
    let mut lines: Vec<String> = copies.collect();
    if let Some(comparison) = &shown.comparison {
        lines.push(match comparison.differing {
            0 => "no sentence differs".to_owned(),
            1 => "1 sentence differs".to_owned(),
            many => format!("{many} sentences differ"),
        });
        if !comparison.title.is_empty() {
            lines.push(format!("headline  {}", pieces(&comparison.title)));
        }
        let differing = comparison.sentences.iter().filter(|one| one.kind != SentenceKind::Same);
        lines.extend(differing.map(sentence));
    }
    if !shown.page.passages.is_empty() {
        lines.push(quotes(&shown.page.quotes));
        lines.extend(shown.page.passages.iter().map(anchored));
    }
    lines.join("\n")
}

fn sentence(one: &SentenceDiff) -> String {
    let word = match one.kind {
        SentenceKind::Same => "same",
        SentenceKind::Moved => "moved",
        SentenceKind::Changed => "changed",
        SentenceKind::Removed => "removed",
        SentenceKind::Added => "added",
    };
    format!("{word:8}  {}", pieces(&one.pieces))
}

fn pieces(pieces: &[DiffPiece]) -> String {
    let piece = |piece: &DiffPiece| match piece.kind {
        DiffKind::Kept => piece.text.clone(),
        DiffKind::Removed => format!("[-{}-]", piece.text),
        DiffKind::Added => format!("{{+{}+}}", piece.text),
    };
    pieces.iter().map(piece).collect()
}

/// How what was quoted stands now, counted.
pub(crate) fn quotes(counts: &AnchorCounts) -> String {
    let AnchorCounts { exact, moved, changed, gone, open } = counts;
    let open = if *open > 0 { format!("; {open} to decide") } else { String::new() };
    format!("quotations: {exact} exact, {moved} moved, {changed} changed, {gone} gone{open}")
}

/// One quotation and what became of it.
pub(crate) fn anchored(one: &AnchoredView) -> String {
    let words = if one.difference.is_empty() { one.exact.clone() } else { pieces(&one.difference) };
    let decided = match one.decision {
        Some(Decided::Accepted) => ", accepted",
        Some(Decided::Kept) => ", kept",
        None if one.open => ", to decide",
        None => "",
    };
    let (id, state) = (id(one.anchored), one.state.word());
    format!("{id}  {state}{decided}  “{words}”\n  claim {}  {}", one.claim, one.statement)
}

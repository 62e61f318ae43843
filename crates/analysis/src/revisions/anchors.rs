//! Where words that were quoted from one copy of a page stand in another: tried from strict to loose.

use std::{cmp::Reverse, ops::Range};

use domain::{Anchor, Passage, TextRange, letters::stands_alone, text};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// Words that a passage has at least for being known again wherever it stands; one of fewer needs its surroundings too.
const KNOWN_ANYWHERE: usize = 3;
/// The share of what surrounds a passage that has to be the same for a place to be its own: eight letters of the
/// thirty-two on one side, say.
const SAME_SURROUNDINGS: f64 = 0.25;
/// Words of both copies that differ, multiplied, up to which they are lined up: more would be waited for.
const MOST_LINED_UP: usize = 100_000_000;

/// A later copy of a page, made ready for finding in it what was quoted from an earlier one.
pub struct Later<'a> {
    text: &'a str,
    words: Vec<Word<'a>>,
    /// For each word, where in the earlier copy the word stands that it is; nothing where that has none.
    earlier: Vec<Option<TextRange>>,
}

#[derive(Debug)]
struct Word<'a> {
    folded: String,
    /// Its letters and figures: what it weighs.
    letters: u32,
    /// Where it stands in bytes.
    bytes: Range<usize>,
    /// And in scalar values.
    range: TextRange,
    of: &'a str,
}

/// A run of words of the later copy, and what it would cost to write a passage so.
#[derive(Debug, Clone, Copy)]
struct Fit {
    cost: u32,
    from: usize,
    to: usize,
}

impl<'a> Later<'a> {
    /// The copy `text` of a page that was `earlier` before.
    pub fn new(earlier: &str, text: &'a str) -> Self {
        let (old, words) = (words(earlier), words(text));
        let mut lined_up = vec![None; words.len()];
        for (before, after) in same_words(&old, &words) {
            lined_up[after] = Some(old[before].range);
        }
        Self { text, words, earlier: lined_up }
    }

    /// How `passage`, which stands in the earlier copy, stands in this one.
    pub fn anchor(&self, passage: &Passage) -> Anchor {
        let cut = |range| Passage::cut(self.text, range).ok();
        let wanted = words(&passage.exact);
        if self.is_there(passage, wanted.len())
            && let Some(passage) = cut(passage.range)
        {
            return Anchor::Exact { passage };
        }
        if let Some(passage) = self.moved(passage, wanted.len()).and_then(cut) {
            return Anchor::Moved { passage };
        }
        match self.closest(passage, &wanted).and_then(cut) {
            Some(found) if found.exact == passage.exact => Anchor::Moved { passage: found },
            Some(passage) => Anchor::Changed { passage },
            None => Anchor::Gone,
        }
    }

    /// Whether the same words stand at the same place, and not by chance.
    fn is_there(&self, passage: &Passage, words: usize) -> bool {
        let Some(from) = text::byte_at(self.text, passage.range.start) else { return false };
        let bytes = from..from + passage.exact.len();
        passage.stands_in(self.text) && self.is_its_own(passage, words, bytes)
    }

    /// Whether `passage`, of so many words, is known again in the same words at `bytes`.
    fn is_its_own(&self, passage: &Passage, words: usize, bytes: Range<usize>) -> bool {
        self.is_whole(passage, bytes.clone())
            && (words >= KNOWN_ANYWHERE || self.surroundings(passage, bytes) >= SAME_SURROUNDINGS)
    }

    /// Where the same words stand, the place whose surroundings are likest.
    fn moved(&self, passage: &Passage, words: usize) -> Option<TextRange> {
        let mut best: Option<(f64, Reverse<u32>, TextRange)> = None;
        let length = text::length(&passage.exact);
        let (mut byte, mut scalar) = (0, 0);
        while let Some(at) = self.text[byte..].find(&passage.exact).map(|found| byte + found) {
            let start = scalar + text::length(&self.text[byte..at]);
            let range = TextRange { start, end: start + length };
            let bytes = at..at + passage.exact.len();
            let likeness = self.surroundings(passage, bytes.clone());
            let found = (likeness, Reverse(start.abs_diff(passage.range.start)), range);
            if best.is_none_or(|best| better(found, best)) && self.is_its_own(passage, words, bytes) {
                best = Some(found);
            }
            let next = self.text[at..].chars().next().map_or(1, char::len_utf8);
            (byte, scalar) = (at + next, start + 1);
        }
        best.map(|(_, _, range)| range)
    }

    /// Whether the words at `bytes` are no part of longer ones, unless those of `passage` were.
    fn is_whole(&self, passage: &Passage, bytes: Range<usize>) -> bool {
        let joins = |one: Option<char>, other: Option<char>| {
            let joins = |letter: char| letter.is_alphanumeric() && !stands_alone(letter);
            one.is_some_and(joins) && other.is_some_and(joins)
        };
        let (first, last) = (passage.exact.chars().next(), passage.exact.chars().next_back());
        let before = |text: &str| joins(text.chars().next_back(), first);
        let after = |text: &str| joins(last, text.chars().next());
        (!before(&self.text[..bytes.start]) || before(&passage.prefix))
            && (!after(&self.text[bytes.end..]) || after(&passage.suffix))
    }

    /// The share of the letters around `passage` that also surround the words at `bytes`, from 0 to 1.
    fn surroundings(&self, passage: &Passage, bytes: Range<usize>) -> f64 {
        let same = |(one, other): &(char, char)| one == other;
        let before = self.text[..bytes.start].chars().rev().zip(passage.prefix.chars().rev()).take_while(same).count();
        let after = self.text[bytes.end..].chars().zip(passage.suffix.chars()).take_while(same).count();
        let number = |many: usize| f64::from(u32::try_from(many).unwrap_or(u32::MAX));
        let all = passage.prefix.chars().count() + passage.suffix.chars().count();
        if all == 0 { 1.0 } else { number(before + after) / number(all) }
    }

    /// Where the words stand that are closest to `wanted`, those of `passage`, when half of its letters or more are there.
    fn closest(&self, passage: &Passage, wanted: &[Word<'_>]) -> Option<TextRange> {
        let most: u32 = wanted.iter().map(|word| word.letters).sum::<u32>() / 2;
        let mut fits: Vec<(Fit, f64)> = self
            .fits(wanted)
            .into_iter()
            .filter(|fit| fit.cost <= most && fit.from < fit.to)
            .map(|fit| (fit, self.surroundings(passage, self.bytes(fit))))
            .collect();
        let away = |fit: &Fit| self.words[fit.from].range.start.abs_diff(passage.range.start);
        fits.sort_by(|(a, like), (b, other)| {
            a.cost.cmp(&b.cost).then(other.total_cmp(like)).then(away(a).cmp(&away(b))).then(a.from.cmp(&b.from))
        });
        let own = |fit: &&(Fit, f64)| fit.1 >= SAME_SURROUNDINGS || !self.was_elsewhere(passage, fit.0);
        let (fit, _) = fits.iter().find(own)?;
        Some(self.grown(passage, self.trimmed(passage, wanted, *fit)))
    }

    /// The cheapest ways of writing `wanted` that end at each word of the copy (Sellers 1980): leaving a word out, putting
    /// one in and putting one for another each cost the letters.
    fn fits(&self, wanted: &[Word<'_>]) -> Vec<Fit> {
        let count = self.words.len();
        let mut row: Vec<Fit> = (0..=count).map(|at| Fit { cost: 0, from: at, to: at }).collect();
        for word in wanted {
            let mut diagonal = row[0];
            row[0].cost += word.letters;
            for at in 1..=count {
                let here = &self.words[at - 1];
                let other = if here.folded == word.folded { 0 } else { here.letters.max(word.letters) };
                let replaced = Fit { cost: diagonal.cost + other, ..diagonal };
                let left_out = Fit { cost: row[at].cost + word.letters, ..row[at] };
                let put_in = Fit { cost: row[at - 1].cost + here.letters, ..row[at - 1] };
                diagonal = row[at];
                // Of equals the first: a word in the place of another.
                row[at] = [left_out, put_in].into_iter().fold(replaced, |a, b| if b.cost < a.cost { b } else { a });
                row[at].to = at;
            }
        }
        row
    }

    /// Whether most of the words of `fit` are words that stood outside `passage` before: then they are something else.
    fn was_elsewhere(&self, passage: &Passage, fit: Fit) -> bool {
        let TextRange { start, end } = passage.range;
        let elsewhere = |at: &usize| self.earlier[*at].is_some_and(|was| was.end <= start || was.start >= end);
        let letters = |at: usize| self.words[at].letters;
        let known: u32 = (fit.from..fit.to).filter(elsewhere).map(letters).sum();
        2 * known > (fit.from..fit.to).map(letters).sum()
    }

    /// `fit` without a first word that stands where one of `wanted` was left out: its surroundings tell.
    fn trimmed(&self, passage: &Passage, wanted: &[Word<'_>], fit: Fit) -> Fit {
        let is_other = wanted.first().is_some_and(|first| first.folded != self.words[fit.from].folded);
        let without = Fit { from: fit.from + 1, ..fit };
        let like = |fit: Fit| self.surroundings(passage, self.bytes(fit));
        if is_other && without.from < without.to && like(without) > like(fit) { without } else { fit }
    }

    fn bytes(&self, fit: Fit) -> Range<usize> {
        match (self.words.get(fit.from), fit.to.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) if fit.from < fit.to => first.bytes.start..last.bytes.end,
            _ => 0..0,
        }
    }

    /// Where `fit` stands, with the signs before and after that `passage` has too.
    fn grown(&self, passage: &Passage, fit: Fit) -> TextRange {
        let bytes = self.bytes(fit);
        let own = words(&passage.exact);
        let (lead, tail) = match (own.first(), own.last()) {
            (Some(first), Some(last)) => (&passage.exact[..first.bytes.start], &passage.exact[last.bytes.end..]),
            _ => ("", ""),
        };
        let count = |signs: usize| u32::try_from(signs).unwrap_or(0);
        let same = |(one, other): &(char, char)| one == other;
        let before = self.text[..bytes.start].chars().rev().zip(lead.chars().rev()).take_while(same).count();
        let after = self.text[bytes.end..].chars().zip(tail.chars()).take_while(same).count();
        TextRange {
            start: self.words[fit.from].range.start - count(before),
            end: self.words[fit.to - 1].range.end + count(after),
        }
    }
}

fn better(one: (f64, Reverse<u32>, TextRange), other: (f64, Reverse<u32>, TextRange)) -> bool {
    one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)).is_gt()
}

/// The words of `text`: runs of letters and figures, and each letter of scripts without spaces.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut scalar = 0;
    let mut words = Vec::new();
    for (byte, of) in text.split_word_bound_indices() {
        let start = scalar;
        scalar += text::length(of);
        let letters = of.chars().filter(|letter| letter.is_alphanumeric()).count();
        if letters > 0 {
            words.push(Word {
                folded: of.to_lowercase(),
                letters: u32::try_from(letters).unwrap_or(u32::MAX),
                bytes: byte..byte + of.len(),
                range: TextRange { start, end: scalar },
                of,
            });
        }
    }
    words
}

/// The words that stand in one order in both copies, by their places.
fn same_words(old: &[Word<'_>], new: &[Word<'_>]) -> Vec<(usize, usize)> {
    let start = old.iter().zip(new).take_while(|(a, b)| a.of == b.of).count();
    let end = old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(|(a, b)| a.of == b.of).count();
    let (old_end, new_end) = (old.len() - end, new.len() - end);
    let mut same: Vec<(usize, usize)> = (0..start).map(|at| (at, at)).collect();
    if (old_end - start).saturating_mul(new_end - start) <= MOST_LINED_UP {
        let middle = |words: &[Word<'_>]| words.iter().map(|word| word.folded.clone()).collect::<Vec<_>>();
        let (before, after) = (middle(&old[start..old_end]), middle(&new[start..new_end]));
        for op in capture_diff_slices(Algorithm::Patience, &before, &after) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                same.extend((0..len).map(|n| (start + old_index + n, start + new_index + n)));
            }
        }
    }
    same.extend((0..end).map(|n| (old_end + n, new_end + n)));
    same
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BEFORE: &str = "Nobody was hurt. The governor said on Wednesday that at least 155 foreign engineers guard the dam. \
                          The ministry denies it. At least 12 local engineers guard the bridge.";

    fn quoted(text: &str, words: &str) -> Passage {
        let start = text::scalar_at_byte(text, text.find(words).expect("the words stand there")).expect("a place");
        Passage::cut(text, TextRange { start, end: start + text::length(words) }).expect("inside")
    }

    /// What became of `words` of `before` in `after`.
    fn told(before: &str, after: &str, words: &str) -> String {
        let anchor = Later::new(before, after).anchor(&quoted(before, words));
        format!("{}: {}", anchor.state().word(), anchor.passage().map_or("-", |found| &found.exact))
    }

    #[test]
    fn words_that_stand_where_they_stood_are_exact_and_elsewhere_moved() {
        let words = "at least 155 foreign engineers guard the dam";
        assert_eq!(told(BEFORE, BEFORE, words), format!("exact: {words}"));
        assert_eq!(told(BEFORE, &format!("Corrected. {BEFORE}"), words), format!("moved: {words}"));
        assert_eq!(told("He saw 155 of them.", "It was 1550. He saw 155 of them.", "155"), "moved: 155");
        assert_eq!(told("他看到了工程师。", "更正：他看到了工程师。", "工程师"), "moved: 工程师");
    }

    #[test]
    fn words_that_were_changed_are_shown_as_they_are_now() {
        let words = "at least 155 foreign engineers guard the dam.";
        for (now, became) in [
            ("at least 160 foreign engineers guard the dam.", "at least 160 foreign engineers guard the dam."),
            ("some 155 engineers guard the dam.", "some 155 engineers guard the dam."),
            (
                "at least 155 foreign engineers, it says, guard the dam.",
                "at least 155 foreign engineers, it says, guard the dam.",
            ),
        ] {
            let after = BEFORE.replace(words, now);
            assert_eq!(told(BEFORE, &after, words), format!("changed: {became}"));
        }
        // Edges: a figure at the start that is another one now, and a word that was left out there.
        assert_eq!(
            told(BEFORE, &BEFORE.replace("155", "160"), "155 foreign engineers"),
            "changed: 160 foreign engineers"
        );
        let less = BEFORE.replace("foreign engineers guard the dam", "engineers guard the dam");
        assert_eq!(told(BEFORE, &less, "foreign engineers guard the dam"), "changed: engineers guard the dam");
        let (old, new) = ("وقالت إن 155 مهندسا أجنبيا يحرسون السد.", "وقالت إن 160 مهندسا أجنبيا يحرسون السد.");
        assert_eq!(told(old, new, "155 مهندسا أجنبيا يحرسون السد"), "changed: 160 مهندسا أجنبيا يحرسون السد");
        assert_eq!(
            told("至少有155名工程师守卫大坝。", "至少有160名工程师守卫大坝。", "155名工程师守卫大坝"),
            "changed: 160名工程师守卫大坝"
        );
        let (old, new) = ("Щонайменше 155 інженерів охороняють греблю.", "Близько 155 інженерів охороняють греблю.");
        assert_eq!(told(old, new, "Щонайменше 155 інженерів"), "changed: Близько 155 інженерів");
    }

    #[test]
    fn words_that_are_away_are_gone_whatever_else_is_like_them() {
        let words = "at least 155 foreign engineers guard the dam";
        let sentence = format!("The governor said on Wednesday that {words}. ");
        assert_eq!(told(BEFORE, &BEFORE.replace(&sentence, ""), words), "gone: -", "the bridge was there before");
        assert_eq!(told(BEFORE, "The page was not found.", words), "gone: -");
        assert_eq!(told(BEFORE, "", words), "gone: -");
        assert_eq!(told("The dam held. He left.", "The dam held. The mayor of the town left a note.", "He"), "gone: -");
        assert_eq!(told("She said … and left.", "She left.", "…"), "gone: -", "no word to go by");
    }

    /// Text of several scripts with words in it.
    fn text() -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec![
            "dam",
            "155",
            "інженер",
            "سد",
            "大坝",
            "𠮷",
            "é",
            "e\u{301}",
            "👩\u{200d}🚒",
            "“",
            "the",
        ]);
        prop::collection::vec((word, prop::sample::select(vec![" ", ". ", "\n", ""])), 1..20)
            .prop_map(|parts| parts.into_iter().flat_map(|(word, after)| [word, after]).collect())
    }

    proptest! {
        #[test]
        fn nothing_moves_in_a_text_that_did_not_change(text in text(), start in 0_u32..60, end in 0_u32..60) {
            if let Ok(passage) = Passage::cut(&text, TextRange { start, end }) {
                prop_assert_eq!(Later::new(&text, &text).anchor(&passage), Anchor::Exact { passage });
            }
        }

        #[test]
        fn behind_something_new_everything_moves(text in text(), start in 0_u32..60, end in 0_u32..60) {
            if let Ok(passage) = Passage::cut(&text, TextRange { start, end }) {
                let before = "A correction was made.\n";
                let after = format!("{before}{text}");
                let anchor = Later::new(&text, &after).anchor(&passage);
                prop_assert!(anchor.passage().is_some_and(|found| found.exact == passage.exact), "{:?}", anchor);
                if !passage.stands_in(&after) && passage.prefix.chars().count() < 32 {
                    // All of its surroundings are there, so that this place is its own.
                    let moved = anchor.passage().map(|found| found.range.start);
                    prop_assert_eq!(moved, Some(start + text::length(before)));
                }
            }
        }

        #[test]
        fn whatever_the_copies_the_words_that_are_found_stand_there(
            before in text(), after in "\\PC{0,80}", mixed in text(), start in 0_u32..60, end in 0_u32..60
        ) {
            if let Ok(passage) = Passage::cut(&before, TextRange { start, end }) {
                for after in [&after, &mixed] {
                    let anchor = Later::new(&before, after).anchor(&passage);
                    prop_assert_eq!(&anchor, &Later::new(&before, after).anchor(&passage));
                    if let Some(found) = anchor.passage() {
                        prop_assert!(found.stands_in(after));
                        let is_same = found.exact == passage.exact;
                        prop_assert!(is_same || anchor.state().is_broken(), "{:?}", anchor);
                    }
                }
            }
        }
    }
}

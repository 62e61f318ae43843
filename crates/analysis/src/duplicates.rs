//! Whether two articles are one text, edited, and in which sentences they differ.

use std::collections::{HashMap, HashSet};

use domain::{Block, TextRange, text};

use crate::matching::folded_words;
use crate::reading::Reading;

/// Words of the runs that are compared.
const RUN: usize = 3;
/// The share of the shorter article's runs that stand in the other, from which on they are one text.
///
/// With a share e of the words changed, (1 − e)³ of the runs are left: a fifth at 40 %. Articles on one event that
/// repeat the same sentence or two stay below an eighth. What stands in quotation marks tells nothing: whoever reports
/// a speech quotes it.
pub const ONE_TEXT: f64 = 0.15;
/// Runs that both have, at least, unless they are nearly all that there is: a phrase of seven words may be chance.
const LEAST: usize = 5;
/// The share of its words that a sentence has in common with its other wording.
pub(crate) const OTHER_WORDING: f64 = 0.5;

/// An article, made ready for comparing.
pub struct Edition {
    /// The runs outside quotation marks.
    own: HashSet<String>,
    /// All of them.
    runs: HashSet<String>,
    sentences: Vec<(TextRange, Vec<String>)>,
}

/// A sentence that stands in one article only, or in both with other words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Differing {
    /// Where it stands in the article at hand.
    pub ours: Option<TextRange>,
    /// Where it, or its other wording, stands in the other article.
    pub theirs: Option<TextRange>,
}

impl Edition {
    /// Makes `source` ready, of which `blocks` are the parts.
    pub fn of(source: &str, blocks: &[Block], language: Option<&str>) -> Self {
        let reading = Reading::new(source, blocks, language);
        let sentences: Vec<(TextRange, Vec<String>)> = ranges(&reading)
            .into_iter()
            .map(|range| (range, folded_words(text::slice(source, range.start, range.end).unwrap_or_default())))
            .filter(|(_, words)| !words.is_empty())
            .collect();
        let tokens = reading.sentences.iter().flat_map(|sentence| sentence.tokens.clone());
        let own: Vec<String> =
            tokens.filter(|at| !reading.quoted(*at)).flat_map(|at| folded_words(reading.word(at))).collect();
        let words = sentences.iter().flat_map(|(_, words)| words).map(String::as_str);
        Self { own: runs(own.iter().map(String::as_str)), runs: runs(words), sentences }
    }

    /// The share of the shorter one's runs of words outside quotation marks that stand in the other, from 0 to 1; where one
    /// is nothing but quotations, the mean of what each shares of all its runs. Naught where what they share is too
    /// little to tell.
    pub fn shared(&self, other: &Self) -> f64 {
        let (ours, theirs, of_all) = match (self.own.len().min(other.own.len()), self.runs.len().max(other.runs.len()))
        {
            (own, all) if own < LEAST && all >= LEAST => (&self.runs, &other.runs, true),
            _ => (&self.own, &other.own, false),
        };
        let common = ours.intersection(theirs).count();
        let (less, more) = (ours.len().min(theirs.len()), ours.len().max(theirs.len()));
        if common < LEAST && common * 2 < more {
            return 0.0;
        }
        let share = |of: usize| number(common) / number(of.max(1));
        if of_all { f64::midpoint(share(less), share(more)) } else { share(less) }
    }

    /// The sentences that do not stand word for word in both: ours in their order, then what is theirs alone.
    pub fn differing(&self, other: &Self) -> Vec<Differing> {
        let alone = |of: &Self, beside: &Self| -> Vec<(TextRange, Vec<String>)> {
            let known: HashSet<&[String]> = beside.sentences.iter().map(|(_, words)| words.as_slice()).collect();
            of.sentences.iter().filter(|(_, words)| !known.contains(words.as_slice())).cloned().collect()
        };
        let (ours, mut theirs) = (alone(self, other), alone(other, self));
        let mut differing = Vec::with_capacity(ours.len() + theirs.len());
        for (range, words) in ours {
            let likest = (0..theirs.len()).map(|place| (place, overlap(&words, &theirs[place].1)));
            // The first of equally alike ones.
            let likest = likest.fold(None, |best: Option<(usize, f64)>, one| match best {
                Some(known) if known.1 >= one.1 => best,
                _ => Some(one),
            });
            let worded = likest.filter(|(_, share)| *share >= OTHER_WORDING).map(|(place, _)| theirs.remove(place).0);
            differing.push(Differing { ours: Some(range), theirs: worded });
        }
        differing.extend(theirs.into_iter().map(|(range, _)| Differing { ours: None, theirs: Some(range) }));
        differing
    }
}

/// Where the sentences of `source` stand; headings, posts and table rows are left out.
pub fn sentences(source: &str, blocks: &[Block], language: Option<&str>) -> Vec<TextRange> {
    ranges(&Reading::new(source, blocks, language))
}

fn ranges(reading: &Reading<'_>) -> Vec<TextRange> {
    let ranges = reading.sentences.iter().map(|sentence| reading.range(sentence.tokens.clone()));
    ranges.filter(|range| range.start < range.end).collect()
}

fn runs<'a>(words: impl Iterator<Item = &'a str>) -> HashSet<String> {
    words.collect::<Vec<_>>().windows(RUN).map(|run| run.join(" ")).collect()
}

fn number(many: usize) -> f64 {
    f64::from(u32::try_from(many).unwrap_or(u32::MAX))
}

/// The share of the longer sentence's words that both have.
pub(crate) fn overlap(a: &[String], b: &[String]) -> f64 {
    let mut left: HashMap<&str, u32> = HashMap::new();
    for word in a {
        *left.entry(word).or_default() += 1;
    }
    let mut common = 0_u32;
    for word in b {
        if let Some(times) = left.get_mut(word.as_str()).filter(|times| **times > 0) {
            *times -= 1;
            common += 1;
        }
    }
    f64::from(common) / f64::from(u32::try_from(a.len().max(b.len()).max(1)).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use domain::BlockKind;

    use super::*;

    fn edition(source: &str) -> Edition {
        let range = TextRange { start: 0, end: text::length(source) };
        Edition::of(source, &[Block { kind: BlockKind::Paragraph, range, post: None }], Some("en"))
    }

    const OURS: &str = "The dam leaks. At least 155 foreign engineers guard it. The river is high.";
    const THEIRS: &str = "The dam leaks. At least 160 foreign engineers guard it. Nobody was hurt.";

    #[test]
    fn sentences_that_differ_are_shown_beside_their_other_wording() {
        let (ours, theirs) = (edition(OURS), edition(THEIRS));
        let words = |source, range: Option<TextRange>| {
            range.and_then(|range| text::slice(source, range.start, range.end)).unwrap_or("-")
        };
        let told: Vec<String> = ours
            .differing(&theirs)
            .into_iter()
            .map(|one| format!("{} | {}", words(OURS, one.ours), words(THEIRS, one.theirs)))
            .collect();
        assert_eq!(
            told,
            [
                "At least 155 foreign engineers guard it. | At least 160 foreign engineers guard it.",
                "The river is high. | -",
                "- | Nobody was hurt.",
            ]
        );
    }

    #[test]
    fn what_is_shared_is_the_same_from_both_sides() {
        let (ours, theirs) = (edition(OURS), edition(THEIRS));
        assert!((ours.shared(&theirs) - theirs.shared(&ours)).abs() < f64::EPSILON);
        assert!((ours.shared(&edition(OURS)) - 1.0).abs() < f64::EPSILON);
        assert!(edition("").shared(&ours).abs() < f64::EPSILON);
    }

    const SAID: &str = "“We have counted every guard at the dam since the spring, and nobody who works for the company \
                        has ever been turned away from the crest road by us,”";

    #[test]
    fn a_flash_and_a_feature_that_quote_the_same_words_are_two_texts() {
        let flash = edition(&format!("Mirel Oszta told a radio station late tonight: {SAID} and left."));
        let feature = edition(&format!(
            "In the town below the dam people have their own account of the winter. The mill stood still for three weeks. \
             {SAID} said the governor in her office, where a map of the river hangs. A teacher remembers lorries at \
             night, and shepherds speak of lights above the eastern sluice that nobody explained."
        ));
        assert!(flash.shared(&feature) < ONE_TEXT, "{}", flash.shared(&feature));
    }

    #[test]
    fn a_text_around_other_quotations_and_a_statement_that_is_one_quotation_are_recognised_edited() {
        let around = |said: &str| {
            edition(&format!(
                "The province counts the guards at the dam twice a year. {said} said the governor on Wednesday, and the \
                 company has never objected to the count."
            ))
        };
        let cut = around("“Nobody was turned away,”");
        assert!(around(SAID).shared(&cut) >= ONE_TEXT, "{}", around(SAID).shared(&cut));
        let whole = edition(SAID);
        let edited = edition(&SAID.replace("the spring", "the autumn"));
        assert!(whole.shared(&edited) >= ONE_TEXT, "{}", whole.shared(&edited));
    }

    #[test]
    fn a_phrase_in_common_is_too_little_to_tell() {
        let one = edition("The guards at the dam sang. It rained.");
        let other = edition("Nobody asked the guards at the dam about the sluice or the mill or the road to Orsa.");
        assert!(one.shared(&other).abs() < f64::EPSILON);
    }
}

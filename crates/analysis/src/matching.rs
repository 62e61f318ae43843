//! Which recorded claims say the same as one at hand: by words, names, figures and times. Pure; the order in which the
//! candidates come decides only between equals.
//!
//! Two measures that fail in different places are multiplied: how many of the rarer words are shared (BM25 over word
//! stems), and how alike the spelling is (the cosine over runs of letters), which finds other endings, compounds and
//! the hashtags that nobody wrote as words. `docs/adr/0007-matching.md` says how they were chosen.

mod relation;
mod words;

use std::cell::OnceCell;
use std::collections::HashMap;

use domain::{Alike, Interval, Quantity, RelationKind};

use relation::{Side, relation};
use words::{Text, Word};

/// BM25: how soon more of the same word stops to count, how much long texts are held back, and the usual length.
const SATURATION: f64 = 1.5;
const LENGTH: f64 = 0.75;
const USUAL: f64 = 25.0;
/// So many claims at least are reckoned with: a young workspace does not show which words are rare.
const YOUNG: u32 = 1_000;
/// How much a word that is asked twice counts more than one asked once.
const TWICE: f64 = 0.5;
/// Rare words count more than their information: names and odd words make a claim, and posts are full of the rest.
const RARE: f64 = 1.3;
/// Candidates whose spelling is compared, for each that is wanted.
const SPELT: usize = 3;
/// What stands for the likeness of spelling where it cannot be told.
const UNSPELT: f64 = 0.5;
/// Shared words that are told.
const TOLD: usize = 6;

/// What is known of a claim when it is compared.
#[derive(Debug, Clone, Default)]
pub struct Saying {
    /// Its statement.
    pub statement: String,
    /// Other wordings of it: the passages that make it.
    pub also: Vec<String>,
    /// Who makes it, and who is named with it.
    pub names: Vec<String>,
    /// Its figures; those of the statement are read when there are none.
    pub quantities: Vec<Quantity>,
    /// When it was said.
    pub said: Option<Interval>,
    /// The language, a BCP 47 tag.
    pub language: Option<String>,
}

/// How rare words are among the recorded claims.
#[derive(Debug, Clone, Copy)]
pub struct Rarity<'a> {
    /// How many claims there are.
    pub all: u32,
    /// In how many of them each of the asked words stands, in the order of [`Asked::words`].
    pub standing: &'a [u32],
}

/// A claim at hand, made ready for comparing.
pub struct Asked {
    saying: Saying,
    text: Text,
    /// The words to ask the index for, each once.
    words: Vec<String>,
    side: OnceCell<Side>,
}

impl Asked {
    /// Makes `saying` ready.
    pub fn new(saying: Saying) -> Self {
        let text = Text::of(&saying.statement);
        let words = text.words.iter().map(|word| word.folded.clone()).collect();
        Self { saying, text, words, side: OnceCell::new() }
    }

    /// Its different words, folded: what to look for, and to count.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// How alike the wordings of each of `candidates` are: its place and a score from 0 to 1, which is the same words;
    /// the likeliest first, at most `most`. Candidates that score the same keep their order.
    pub fn rank(&self, rarity: Rarity<'_>, candidates: &[Vec<&str>], most: usize) -> Vec<(usize, f64)> {
        let stems = self.weighed(rarity);
        let own = shared(&self.text, &stems, &self.text);
        let mut worded: Vec<(usize, f64, Text)> = candidates
            .iter()
            .enumerate()
            .map(|(place, wordings)| {
                let other = Text::of_all(wordings.iter().copied());
                let words = if own > 0.0 { shared(&self.text, &stems, &other) / own } else { 0.0 };
                (place, words, other)
            })
            .filter(|(_, words, _)| *words > 0.0)
            .collect();
        // Spelling is dear, and does not lift what shares little.
        worded.sort_by(|a, b| b.1.total_cmp(&a.1));
        worded.truncate(most.max(1) * SPELT);
        let mut scored: Vec<(usize, f64)> = worded
            .iter()
            .map(|(place, words, other)| {
                // Between two scripts only names and numbers can be shared, and spelling tells nothing.
                let spelt = if self.text.shares_letters(other) { self.text.spelt_like(other).sqrt() } else { UNSPELT };
                (*place, (words * spelt).min(1.0))
            })
            .filter(|(_, score)| *score > 0.0)
            .collect();
        scored.sort_by(|(a, first), (b, second)| second.total_cmp(first).then(a.cmp(b)));
        scored.truncate(most);
        scored
    }

    /// What the claim at hand seems to be to `other`, if anything, and why.
    pub fn relation(&self, rarity: Rarity<'_>, other: &Saying) -> (Option<RelationKind>, Vec<Alike>) {
        let mut reasons = self.words_shared(&self.weighed(rarity), other);
        let side = self.side.get_or_init(|| Side::of(&self.saying));
        let relation = relation(side, &Side::of(other), &mut reasons);
        (relation, reasons)
    }

    /// What each stem tells, and the place of its word.
    fn weighed(&self, rarity: Rarity<'_>) -> HashMap<&str, (f64, usize)> {
        let mut stems: HashMap<&str, (f64, usize)> = HashMap::new();
        for (place, word) in self.text.words.iter().enumerate() {
            let weight = weight(rarity, place);
            // Two forms of one word: the rarer knows no more than the other.
            let known = stems.entry(word.stem.as_str()).or_insert((weight, place));
            known.0 = known.0.min(weight);
        }
        stems
    }

    /// The words that `candidate` shares, the rarest first.
    fn words_shared(&self, stems: &HashMap<&str, (f64, usize)>, candidate: &Saying) -> Vec<Alike> {
        let wordings = [&candidate.statement].into_iter().chain(&candidate.also);
        let other = Text::of_all(wordings.map(String::as_str));
        let mut shared: Vec<(f64, &Word)> = other
            .stems
            .keys()
            .filter_map(|stem| stems.get(stem.as_str()))
            .map(|(weight, place)| (*weight, &self.text.words[*place]))
            .collect();
        shared.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.folded.cmp(&b.1.folded)));
        let words: Vec<String> = shared.into_iter().take(TOLD).map(|(_, word)| word.folded.clone()).collect();
        if words.is_empty() { Vec::new() } else { vec![Alike::Words { words }] }
    }
}

/// The words of `text` as they are compared, each as often as it stands there.
pub(crate) fn folded_words(text: &str) -> Vec<String> {
    words::words(text).into_iter().map(|word| word.folded).collect()
}

/// The different words of `text` without their endings.
pub(crate) fn stems(text: &str) -> impl Iterator<Item = String> {
    words::words(text).into_iter().map(|word| word.stem)
}

/// How much the word at `place` tells.
fn weight(rarity: Rarity<'_>, place: usize) -> f64 {
    let all = f64::from(rarity.all.max(YOUNG));
    let standing = f64::from(rarity.standing.get(place).copied().unwrap_or_default()).min(all);
    (1.0 + (all - standing + 0.5) / (standing + 0.5)).ln().powf(RARE)
}

/// How much of what `asked` asks stands in `other` (BM25).
fn shared(asked: &Text, stems: &HashMap<&str, (f64, usize)>, other: &Text) -> f64 {
    let held_back = SATURATION * (1.0 - LENGTH + LENGTH * f64::from(other.length) / USUAL);
    let mut sum = 0.0;
    for (stem, times) in &other.stems {
        if let Some((weight, _)) = stems.get(stem.as_str()) {
            let times = f64::from(*times);
            let asked = f64::from(asked.times(stem));
            let often = asked * (1.0 + TWICE) / (asked + TWICE);
            sum += weight * often * times * (SATURATION + 1.0) / (times + held_back);
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saying(statement: &str) -> Saying {
        Saying { statement: statement.to_owned(), language: Some("en".to_owned()), ..Saying::default() }
    }

    fn likeliest<'a>(asked: &str, candidates: &[&'a str]) -> (Option<RelationKind>, &'a str) {
        let asked = Asked::new(saying(asked));
        let standing = vec![1; asked.words().len()];
        let rarity = Rarity { all: 1000, standing: &standing };
        let wordings: Vec<Vec<&str>> = candidates.iter().map(|candidate| vec![*candidate]).collect();
        let Some((place, _)) = asked.rank(rarity, &wordings, 10).first().copied() else { return (None, "") };
        (asked.relation(rarity, &saying(candidates[place])).0, candidates[place])
    }

    #[test]
    fn the_likeliest_come_first_with_the_relation_that_they_seem_to_have() {
        for (asked, candidates, wanted) in [
            (
                "At least 155 foreign engineers guard the Vessa dam.",
                &["The harvest failed.", "155 foreign engineers are guarding the Vessa dam."][..],
                (Some(RelationKind::Same), "155 foreign engineers are guarding the Vessa dam."),
            ),
            (
                "The Vessa dam leaks at the northern gate.",
                &["The Vessa dam does not leak at the northern gate."],
                (Some(RelationKind::Contradicts), "The Vessa dam does not leak at the northern gate."),
            ),
            (
                "Guards at the Vessa dam shot 30 sheep.",
                &["Guards at the Vessa dam shot 12 sheep."],
                (Some(RelationKind::Contradicts), "Guards at the Vessa dam shot 12 sheep."),
            ),
            (
                "Guards at the Vessa dam captured two engineers.",
                &["Guards at the Vessa dam saw 155 convoys."],
                (None, "Guards at the Vessa dam saw 155 convoys."),
            ),
            (
                "The bridge at Orsa was closed.",
                &["The bridge at Orsa was closed after shelling damaged three northern pillars."],
                (
                    Some(RelationKind::Narrower),
                    "The bridge at Orsa was closed after shelling damaged three northern pillars.",
                ),
            ),
            (
                "Дамба Вессы протекает.",
                &["Дамба в Весса протекает"],
                (Some(RelationKind::Same), "Дамба в Весса протекает"),
            ),
            (
                "维萨大坝附近发现外国工程师。",
                &["外国工程师在维萨大坝附近。"],
                (Some(RelationKind::Same), "外国工程师在维萨大坝附近。"),
            ),
            ("#VessaDam is leaking", &["The Vessa dam leaks."], (Some(RelationKind::Same), "The Vessa dam leaks.")),
        ] {
            assert_eq!(likeliest(asked, candidates), wanted);
        }
    }

    fn said(statement: &str, language: &str, names: &[&str], day: Option<u32>) -> Saying {
        let on = day.and_then(|day| chrono::NaiveDate::from_ymd_opt(2025, 4, day));
        Saying {
            statement: statement.to_owned(),
            names: names.iter().copied().map(str::to_owned).collect(),
            said: on.map(Interval::day),
            language: Some(language.to_owned()),
            ..Saying::default()
        }
    }

    fn seems(ours: Saying, theirs: &Saying) -> Option<RelationKind> {
        let asked = Asked::new(ours);
        let standing = vec![1; asked.words().len()];
        asked.relation(Rarity { all: 1000, standing: &standing }, theirs).0
    }

    #[test]
    fn what_updates_or_contradicts_a_claim_may_have_many_words_of_its_own() {
        use RelationKind::{Contradicts, Same, Updates};
        for (language, later, earlier, wanted) in [
            (
                "en",
                "At least 200 Upstream citizens are guarding the Vessa dam, the governor said a month after she first spoke of them",
                "At least 155 Upstream citizens are guarding the Vessa dam near the eastern bank",
                Some(Updates),
            ),
            (
                "en",
                "Only 12 Upstream nationals are guarding the Vessa dam, the deputy minister said in the capital",
                "At least 155 Upstream citizens are guarding the Vessa dam",
                Some(Contradicts),
            ),
            (
                "en",
                "No engineers were captured at the eastern crossing, the river company insisted on Friday",
                "Two engineers were captured at the eastern crossing",
                Some(Contradicts),
            ),
            (
                "uk",
                "Дамбу у Вессі охороняють щонайменше 200 іноземних інженерів, сказала губернаторка через місяць",
                "Дамбу у Вессі охороняють щонайменше 155 іноземних інженерів",
                Some(Updates),
            ),
            (
                "zh",
                "维萨大坝只有12名外国工程师守卫，副部长周五表示",
                "至少有155名外国工程师守卫维萨大坝",
                Some(Contradicts),
            ),
            (
                "ar",
                "لم يحرس السد في فيسا أي مهندس أجنبي، وفق ما أعلنته شركة النهر",
                "155 مهندسا أجنبيا يحرس السد في فيسا",
                Some(Contradicts),
            ),
            (
                "en",
                "Two engineers were captured at the eastern crossing",
                "At least 155 engineers are guarding the dam at the eastern crossing",
                None,
            ),
            ("en", "There are 155 people with names and passports", "At least 155 engineers guard the dam", Some(Same)),
        ] {
            let (later, earlier) =
                (said(later, language, &["Mirel Oszta"], Some(20)), said(earlier, language, &["Mirel Oszta"], Some(9)));
            assert_eq!(seems(later.clone(), &earlier), wanted, "{}", later.statement);
            assert_eq!(seems(earlier, &later), wanted.map(RelationKind::converse), "{}", later.statement);
        }
    }

    #[test]
    fn a_telling_figure_and_a_name_are_reasons_between_scripts() {
        let english = said("At least 155 engineers guard the dam", "en", &["Mirel Oszta"], None);
        let ukrainian = said("Дамбу охороняють 155 інженерів", "uk", &["Мірель Оста"], None);
        let chinese = said("155名工程师守卫大坝", "zh", &[], None);
        let asked = Asked::new(english);
        let standing = vec![1; asked.words().len()];
        let rarity = Rarity { all: 1000, standing: &standing };
        for other in [&ukrainian, &chinese] {
            let (_, reasons) = asked.relation(rarity, other);
            assert!(reasons.iter().any(|one| matches!(one, Alike::FiguresAgree { .. })), "{}", other.statement);
        }
        let unlike = "Урожай у долині зібрали за 12 днів";
        let wordings = vec![vec![ukrainian.statement.as_str()], vec![chinese.statement.as_str()], vec![unlike]];
        let ranked = asked.rank(rarity, &wordings, 3);
        assert_eq!(ranked.iter().map(|(place, _)| *place).collect::<Vec<_>>(), [0, 1]);
        assert!(ranked.iter().all(|(_, score)| *score > 0.05), "{ranked:?}");
    }

    #[test]
    fn names_are_told_as_they_are_written() {
        for (ours, theirs, wanted) in [
            (
                said("Guards fear “Oszta’s” men, said the Orsa-Vessa post", "en", &["Mirel Oszta"], None),
                said("Загони Ошти бачили біля Вессі", "uk", &["Мірель Осзта"], None),
                &["Mirel", "Oszta", "Orsa-Vessa"][..],
            ),
            (
                said("Варта боїться Осзти", "uk", &["Мірель Осзта"], None),
                said("Guards fear Oszta", "en", &[], None),
                &["Осзти"],
            ),
            (said("The dam leaks", "en", &["Mirel Oszta"], None), said("A road", "en", &["OSZTA"], None), &["Oszta"]),
        ] {
            let asked = Asked::new(ours);
            let standing = vec![1; asked.words().len()];
            let (_, reasons) = asked.relation(Rarity { all: 1000, standing: &standing }, &theirs);
            let told =
                reasons.into_iter().find_map(|one| if let Alike::Names { names } = one { Some(names) } else { None });
            assert_eq!(told.unwrap_or_default(), wanted);
        }
    }

    #[test]
    fn the_same_words_score_one_and_links_do_not_count() {
        let asked = Asked::new(saying("The Vessa dam leaks. https://vessa.example/a?b=c"));
        let standing = vec![3; asked.words().len()];
        let found = asked.rank(Rarity { all: 90, standing: &standing }, &[vec!["The Vessa dam leaks."]], 1);
        assert!((found[0].1 - 1.0).abs() < 1e-9, "{}", found[0].1);
    }
}

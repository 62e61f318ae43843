//! What figures count, made comparable: the words for it, whether they are people, and what marks them off: "155 fight,
//! two were captured" counts two things.

use std::collections::BTreeSet;
use std::ops::Range;

use domain::figures::{Measured, Thing};
use domain::{Block, BlockKind, Quantity, TextRange};

use super::{Found, found};
use crate::lexicon::{Class, Lexicon, Patterns};
use crate::matching::stems;
use crate::reading::Reading;
use crate::tokens::{COMMAS, DASHES, Kind};

/// How far a word may stand from the figure that it marks, in words.
const FAR: usize = 12;
/// As far as so many words parts a comma or a conjunction.
const PARTS: usize = 6;
/// Signs of a script without spaces that are a word.
const SIGNS: usize = 2;

/// The `quantities` of a claim, with what each counts as its `statement` has it. Where there are none, those that the
/// statement gives.
pub fn measured(statement: &str, language: Option<&str>, quantities: &[Quantity]) -> Vec<Measured> {
    let range = TextRange { start: 0, end: domain::text::length(statement) };
    let reading = Reading::new(statement, &[Block { kind: BlockKind::Paragraph, range, post: None }], language);
    in_reading(&reading, quantities)
}

/// The same for a claim that was read.
pub(crate) fn in_reading(reading: &Reading<'_>, quantities: &[Quantity]) -> Vec<Measured> {
    let found = found(reading, 0..reading.tokens.len());
    let marks = marks(reading, &found);
    let mut told: Vec<(Quantity, Option<usize>)> = Vec::new();
    let mut left: Vec<usize> = (0..found.len()).collect();
    for quantity in quantities {
        let same = |place: &usize| {
            let read = &found[*place].figure.quantity;
            read.value == quantity.value && read.high == quantity.high
        };
        let at = left.iter().position(same);
        told.push((quantity.clone(), at.map(|at| left.remove(at))));
    }
    if quantities.is_empty() {
        for (place, one) in found.iter().enumerate() {
            let quantity = one.figure.quantity.clone();
            let again = told
                .iter()
                .any(|(known, at)| *known == quantity && at.is_some_and(|known| marks[known] == marks[place]));
            if !again {
                told.push((quantity, Some(place)));
            }
        }
    }
    told.into_iter()
        .map(|(quantity, place)| {
            let mut thing = called(reading.lexicon, reading.language, &quantity);
            if let Some(place) = place {
                thing.marks.extend(marks[place].iter().cloned());
                if found[place].people {
                    thing.people.get_or_insert_default();
                }
            }
            Measured { quantity, thing }
        })
        .collect()
}

/// What is counted, by what it is called alone.
fn called(lexicon: &Lexicon, language: Option<&str>, quantity: &Quantity) -> Thing {
    let language = language.and_then(|tag| tag.split(['-', '_']).next()).map(str::to_lowercase);
    let mut thing = Thing { language, ..Thing::default() };
    if quantity.unit.as_deref() == Some(quantity.counted.as_str()) {
        return thing;
    }
    let words = if lexicon.script.unspaced { signs(lexicon, &quantity.counted) } else { parted(&quantity.counted) };
    for word in words {
        let mut named = false;
        for (kind, people) in &lexicon.numbers.people {
            if lexicon.numbers.fit(people, &word) {
                let kinds = thing.people.get_or_insert_default();
                kinds.extend(Some(kind.clone()).filter(|kind| kind != "any"));
                named = true;
            }
        }
        for (mark, patterns) in &lexicon.numbers.marks {
            if lexicon.numbers.fit(patterns, &word) {
                thing.marks.insert(mark.clone());
                named = true;
            }
        }
        if !named {
            thing.words.extend(stems(&word));
        }
    }
    thing
}

fn parted(counted: &str) -> Vec<String> {
    let inner =
        |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’') || unicode_normalization::char::is_combining_mark(c);
    let words = counted.split(|c: char| !inner(c)).filter(|word| !word.is_empty());
    words.map(|word| word.to_lowercase().replace('’', "'")).collect()
}

/// The words for people and the marks in `counted`, which parts no words, and what stands between them.
fn signs(lexicon: &Lexicon, counted: &str) -> Vec<String> {
    let numbers = &lexicon.numbers;
    let known = |rest: &str| {
        let all = numbers.people.values().chain(numbers.marks.values()).flat_map(Patterns::written);
        all.filter(|word| rest.starts_with(word)).map(str::len).max()
    };
    let (mut words, mut open, mut at) = (Vec::new(), 0, 0);
    while at < counted.len() {
        if let Some(length) = known(&counted[at..]) {
            words.extend([&counted[open..at], &counted[at..at + length]]);
            at += length;
            open = at;
        } else {
            at += counted[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    words.push(&counted[open..]);
    words.into_iter().filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What marks each of the figures `found`: each word that marks belongs to the figure that it stands nearest.
fn marks(reading: &Reading<'_>, found: &[Found]) -> Vec<BTreeSet<String>> {
    let mut marks = vec![BTreeSet::new(); found.len()];
    if found.is_empty() {
        return marks;
    }
    let marking = if reading.lexicon.script.unspaced { marking_signs(reading) } else { marking_words(reading) };
    for (mark, place) in marking {
        let nearest = found
            .iter()
            .enumerate()
            // Of two as near the one behind is meant: "six guards killed two engineers".
            .map(|(at, one)| (apart(reading, &place, &one.place), one.place.start < place.start, at))
            .min()
            .filter(|(apart, ..)| *apart <= FAR);
        if let Some((.., at)) = nearest {
            marks[at].insert(mark.to_owned());
        }
    }
    // "killed 12 soldiers and 30 guards": what befell the first befell the next.
    for at in 1..found.len() {
        let between = words_between(reading, found[at - 1].place.end..found[at].place.start);
        if marks[at].is_empty() && between.words == 0 {
            marks[at] = marks[at - 1].clone();
        }
    }
    marks
}

fn marking_words<'a>(reading: &'a Reading<'_>) -> Vec<(&'a str, Range<usize>)> {
    let mut marking = Vec::new();
    for (at, token) in reading.tokens.iter().enumerate().filter(|(_, token)| token.word()) {
        let word = reading.word(at).to_lowercase();
        let numbers = &reading.lexicon.numbers;
        let fit = numbers.marks.iter().filter(|(_, patterns)| numbers.fit(patterns, &word));
        marking.extend(fit.map(|(mark, _)| (mark.as_str(), token.from..token.to)));
    }
    marking
}

fn marking_signs<'a>(reading: &'a Reading<'_>) -> Vec<(&'a str, Range<usize>)> {
    let all = reading.lexicon.numbers.marks.iter();
    let words = all.flat_map(|(mark, patterns)| patterns.written().map(move |word| (mark, word)));
    words
        .flat_map(|(mark, word)| {
            let places = reading.text.match_indices(word);
            places.map(move |(at, word)| (mark.as_str(), at..at + word.len()))
        })
        .collect()
}

/// How far a word is from a figure with what it counts, in words.
fn apart(reading: &Reading<'_>, word: &Range<usize>, figure: &Range<usize>) -> usize {
    let between = if word.end <= figure.start {
        word.end..figure.start
    } else if figure.end <= word.start {
        figure.end..word.start
    } else {
        return 0;
    };
    let Between { words, parts } = words_between(reading, between);
    words + parts * PARTS
}

/// What stands in a part of a text: words, and what parts clauses.
struct Between {
    words: usize,
    parts: usize,
}

fn words_between(reading: &Reading<'_>, bytes: Range<usize>) -> Between {
    let parting = Class::CONJUNCTION.or(Class::RELATIVE).or(Class::SUBORDINATOR);
    let mut between = Between { words: 0, parts: 0 };
    if bytes.start >= bytes.end {
        return between;
    }
    let from = reading.tokens.partition_point(|token| token.from < bytes.start);
    for token in reading.tokens[from..].iter().take_while(|token| token.to <= bytes.end) {
        let clause = token.mark(COMMAS) || token.mark(DASHES) || token.mark(&[';', '；', '。', '.', ':', '：']);
        if clause || token.is(parting) {
            between.parts += 1;
        } else if token.kind != Kind::Mark {
            let signs = (token.end - token.start) as usize;
            between.words += if reading.lexicon.script.unspaced { signs.div_ceil(SIGNS) } else { 1 };
        }
    }
    between
}

#[cfg(test)]
mod tests {
    use domain::Bearing;
    use domain::figures::compared;

    use super::*;

    fn told(text: &str, language: &str) -> String {
        let joined = |words: &BTreeSet<String>| words.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
        let figures = measured(text, Some(language), &[]).into_iter().map(|Measured { quantity, thing }| {
            let people = thing.people.map(|kinds| format!("people {}", joined(&kinds))).unwrap_or_default();
            format!("{}: {}", quantity.value, [people.trim(), &joined(&thing.marks)].join(" ").trim())
        });
        figures.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn what_befell_those_counted_is_read_beside_their_figure() {
        let mut wrong = Vec::new();
        for (language, text, wanted) in [
            ("en", "155 foreign engineers are guarding the dam", "155: people engineers"),
            (
                "en",
                "her guards met six engineers near the sluice, detaining two",
                "6: people engineers met; 2: people engineers captured",
            ),
            ("en", "Guards killed 12 soldiers and 30 rebels", "12: people fighters killed; 30: people fighters killed"),
            ("en", "Two ferries sank, and 40 passengers were rescued", "2: destroyed; 40: people travellers rescued"),
            ("en", "Six guards killed two engineers", "6: people guards; 2: people engineers killed"),
            ("en", "12 children were hurt", "12: people children hurt"),
            (
                "uk",
                "Охорона зустріла шістьох інженерів і затримала двох",
                "6: people engineers met; 2: people engineers captured",
            ),
            ("ru", "Погибли 12 солдат, ранены 30", "12: people fighters killed; 30: people fighters hurt"),
            ("zh", "7人死亡，12人受伤", "7: people killed; 12: people hurt"),
            ("ar", "قتل 12 جنديا وأصيب 30", "12: people fighters killed; 30: people fighters hurt"),
            ("de", "Zwei Ingenieure wurden verhaftet", "2: people engineers captured"),
            ("fr", "La garde a arrêté deux ingénieurs", "2: people engineers captured"),
            ("es", "La guardia detuvo a dos ingenieros", "2: people engineers captured"),
        ] {
            let told = told(text, language);
            if told != wanted {
                wrong.push(format!("{text}: {told}, not {wanted}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    /// Whether the figures of two statements can both be so; `None` where they are of different things.
    fn agree((one, language): (&str, &str), (other, theirs): (&str, &str)) -> Option<bool> {
        let (ours, theirs) = (measured(one, Some(language), &[]), measured(other, Some(theirs), &[]));
        let (ours, theirs): (Vec<_>, Vec<_>) = (ours.iter().collect(), theirs.iter().collect());
        let found = compared(&ours, &theirs, Bearing::OneMatter);
        if found.differing.is_empty() { (!found.agreeing.is_empty()).then_some(true) } else { Some(false) }
    }

    #[test]
    fn figures_of_one_matter_conflict_however_the_counted_are_called_and_other_figures_do_not() {
        let many = "at least 155 foreign engineers are guarding the Vessa dam";
        let mut wrong = Vec::new();
        for (one, other, wanted) in [
            (many, "mayors had been told of “about a hundred” engineers in March", Some(false)),
            (many, "They said that there were fewer than forty of them", Some(false)),
            (many, "There are 155 people with names and passports", Some(true)),
            (many, "her guards had met six engineers near the sluice, detaining two", None),
            (many, "two engineers were captured", None),
            (many, "12 lorries stand at the dam", None),
            (many, "some 90 guards of the province stand there", None),
            (
                "Only 12 Upstream nationals serve there",
                "At least 200 Upstream citizens serve in the guard",
                Some(false),
            ),
            ("Only 12 Upstream nationals serve there", "At least 200 Coastal citizens serve in the guard", None),
            ("The flood killed 30 people", "The flood hurt 12 people", None),
            ("The flood killed 30 people", "12 people died in the flood", Some(false)),
        ] {
            for (one, other) in [(one, other), (other, one)] {
                let found = agree((one, "en"), (other, "en"));
                if found != wanted {
                    wrong.push(format!("{one} / {other}: {found:?}, not {wanted:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn figures_are_compared_between_languages() {
        let many = ("At least 155 foreign engineers are guarding the dam", "en");
        for (other, wanted) in [
            (("Дамбу охороняють 155 інженерів", "uk"), Some(true)),
            (("Дамбу охраняют лишь 12 инженеров", "ru"), Some(false)),
            (("至少有155名外国工程师守卫大坝", "zh"), Some(true)),
            (("155 مهندسا أجنبيا على الأقل يحرسون السد", "ar"), Some(true)),
            (("Zwei Ingenieure wurden verhaftet", "de"), None),
            (("12 camions gardent le barrage", "fr"), None),
        ] {
            assert_eq!(agree(many, other), wanted, "{other:?}");
        }
    }
}

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
            let again = told.iter().any(|(known, at)| {
                *known == quantity && at.is_some_and(|known| marks[known] == marks[place])
            });
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
            if people.fit(&word) {
                let kinds = thing.people.get_or_insert_default();
                kinds.extend(Some(kind.clone()).filter(|kind| kind != "any"));
                named = true;
            }
        }
        for (mark, patterns) in &lexicon.numbers.marks {
            if patterns.fit(&word) {
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
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’') || unicode_normalization::char::is_combining_mark(c);
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
            .map(|(at, one)| (apart(reading, &place, &one.place), at))
            .min()
            .filter(|(apart, _)| *apart <= FAR);
        if let Some((_, at)) = nearest {
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
        let fit = reading.lexicon.numbers.marks.iter().filter(|(_, patterns)| patterns.fit(&word));
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

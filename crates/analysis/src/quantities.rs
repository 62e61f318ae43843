//! Figures: how many, how exactly, in which unit, and of what.

mod counted;
mod han;
#[cfg(test)]
mod tests;
pub(crate) mod things;

use std::ops::Range;

use domain::{Bound, Figure, Quantity};

use crate::lexicon::Class;
use crate::reading::Reading;
use crate::tokens::{DASHES, Kind};
use counted::counted;

pub use things::measured;

/// Words of the longest phrase that bounds a figure.
const BOUND: usize = 4;

/// A number as written: its value and the tokens it takes.
#[derive(Debug, Clone, PartialEq)]
struct Number {
    value: f64,
    tokens: Range<usize>,
    in_words: bool,
}

/// A figure, and the bytes of the text from its number to the end of what it counts.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    figure: Figure,
    place: Range<usize>,
    /// Its measure word is for people.
    people: bool,
}

/// The figures in `content`, each different one once.
pub(crate) fn figures(reading: &Reading<'_>, content: Range<usize>) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    for Found { figure, .. } in found(reading, content) {
        let same = |known: &Figure| {
            known.quantity.value == figure.quantity.value
                && known.quantity.bound == figure.quantity.bound
                && known.quantity.unit == figure.quantity.unit
        };
        if !figures.iter().any(same) {
            figures.push(figure);
        }
    }
    figures
}

/// Every figure in `content`.
fn found(reading: &Reading<'_>, content: Range<usize>) -> Vec<Found> {
    if reading.lexicon.script.unspaced {
        let from = reading.tokens.get(content.start).map_or(0, |first| first.from);
        return han::found(&reading.lexicon.numbers, reading.words(content), from);
    }
    let mut figures: Vec<Found> = Vec::new();
    let mut at = content.start;
    let mut counted_last = String::new();
    while at < content.end {
        let Some(number) = number(reading, at, content.end) else {
            at += 1;
            continue;
        };
        at = number.tokens.end;
        let start = reading.tokens[number.tokens.start].from;
        let Some((figure, end, past)) = figure(reading, &content, number, &counted_last) else { continue };
        at = at.max(end);
        counted_last.clone_from(&figure.quantity.counted);
        let place = start..reading.tokens[past.max(end) - 1].to;
        figures.push(Found { figure, place, people: false });
    }
    figures
}

/// Whether `content` has an amount without a figure ("dozens", "many more"); the words, when it has.
pub(crate) fn vague<'a>(reading: &Reading<'a>, content: Range<usize>) -> Option<&'a str> {
    content.into_iter().find(|at| reading.tokens[*at].is(Class::VAGUE)).map(|at| reading.word(at))
}

/// The figure of the number `low`, where its words end, and where what it counts ends.
fn figure(
    reading: &Reading<'_>,
    content: &Range<usize>,
    low: Number,
    counted_last: &str,
) -> Option<(Figure, usize, usize)> {
    let mut end = low.tokens.end;
    let mut high = None;
    if let Some(upper) = range_end(reading, &low, content.end) {
        end = upper.tokens.end;
        high = Some(upper);
    }
    let (mut bound, mut start) = bound_before(reading, low.tokens.start, content.start);
    let mut unit = sign_before(reading, &mut start, low.tokens.start, content.start);
    if unit.is_some() && bound == Bound::Exactly {
        (bound, start) = bound_before(reading, start, content.start);
    }
    let years = |number: &Number| is_year(reading, number);
    if unit.is_none() && years(&low) && high.as_ref().is_some_and(years) {
        return None;
    }
    let plain = unit.is_none() && high.is_none();
    if plain && no_amount(reading, &low, content) {
        return None;
    }
    if let Some((after, past)) = bound_after(reading, end, content.end) {
        (bound, end) = (after, past);
    }
    if unit.is_none()
        && let Some((sign, past)) = unit_after(reading, end, content.end)
    {
        (unit, end) = (Some(sign), past);
    }
    let counted = counted(reading, end, content.end);
    let past = counted.as_ref().map_or(end, |counted| counted.end);
    // "155 مهندسا على الأقل": the bound stands behind what is counted.
    if bound == Bound::Exactly
        && let Some((after, _)) = bound_after(reading, past, content.end).filter(|_| past > end)
    {
        bound = after;
    }
    let exact = reading.words(start..end).to_owned();
    let said = counted.map(|counted| reading.words(counted).to_owned());
    let what = said.or_else(|| unit.clone()).unwrap_or_else(|| counted_last.to_owned());
    let value = decimal(low.value);
    let high = high.map(|high| decimal(high.value));
    let quantity = Quantity::new(&value, high.as_deref(), bound, unit.as_deref(), &what).ok()?;
    Some((Figure { quantity, exact }, end, past))
}

/// The number that begins at `at`.
fn number(reading: &Reading<'_>, at: usize, limit: usize) -> Option<Number> {
    let token = &reading.tokens[at];
    match token.kind {
        Kind::Figure => {
            let (value, end) =
                scaled(reading, digits(reading.word(at), reading.lexicon.numbers.decimal_comma)?, at + 1, limit);
            Some(Number { value, tokens: at..end, in_words: false })
        }
        Kind::Word => words(reading, at, limit),
        Kind::Mark => None,
    }
}

/// `value` times the scales that stand at `at`: "3.5 million"; and where they end.
fn scaled(reading: &Reading<'_>, mut value: f64, mut at: usize, limit: usize) -> (f64, usize) {
    while at < limit
        && let Some(scale) = scale(reading, at)
    {
        value *= scale;
        at += 1;
    }
    (value, at)
}

fn scale(reading: &Reading<'_>, at: usize) -> Option<f64> {
    let word = reading.word(at).to_lowercase();
    // A single letter is a scale only where it hangs on its figure: "5m".
    let letter = word.chars().nth(1).is_none() && word.is_ascii() && reading.tokens[at].spaced;
    reading.lexicon.numbers.scales.get(&word).copied().filter(|_| !letter)
}

/// A number in words: "two hundred and fifty thousand", "a dozen".
fn words(reading: &Reading<'_>, at: usize, limit: usize) -> Option<Number> {
    let numbers = &reading.lexicon.numbers;
    let (mut total, mut current, mut end) = (0.0, 0.0, at);
    let first = reading.word(at).to_lowercase();
    if numbers.one.contains(&first) && at + 1 < limit && scale(reading, at + 1).is_some() {
        (current, end) = (1.0, at + 1);
    }
    while end < limit {
        let joined = current + total >= 20.0 && numbers.joining.contains(&reading.word(end).to_lowercase());
        let place = if joined { end + 1 } else { end };
        if place >= limit {
            break;
        }
        if let Some(value) = word_value(reading, &reading.word(place).to_lowercase()) {
            let last = current % 100.0;
            let fits = (last == 0.0 && (current + total == 0.0 || value < 100.0))
                || (last >= 20.0 && last % 10.0 == 0.0 && value < 10.0);
            if !fits {
                break;
            }
            current += value;
        } else if let Some(scale) = scale(reading, place).filter(|_| current > 0.0 && !joined) {
            if scale >= 1000.0 {
                total += current * scale;
                current = 0.0;
            } else {
                current *= scale;
            }
        } else {
            break;
        }
        end = place + 1;
    }
    (end > at && total + current > 0.0).then_some(Number { value: total + current, tokens: at..end, in_words: true })
}

fn word_value(reading: &Reading<'_>, word: &str) -> Option<f64> {
    let words = &reading.lexicon.numbers.words;
    words.get(word.replace('’', "'").as_str()).copied().or_else(|| {
        let (tens, ones) = word.split_once('-')?;
        Some(words.get(tens).filter(|tens| **tens >= 20.0)? + words.get(ones).filter(|ones| **ones < 10.0)?)
    })
}

/// Digits with groups: "1,500", "3.5", "1.500.000". A single group of three behind a comma is a group, not a fraction;
/// where fractions stand behind a comma, it is one behind a point.
fn digits(text: &str, decimal_comma: bool) -> Option<f64> {
    let text: &str = &text.split_whitespace().collect::<String>();
    let group = if decimal_comma { '.' } else { ',' };
    let separators: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let plain = match separators.as_slice() {
        [] => text.to_owned(),
        [sign] => {
            let (whole, part) = text.split_once(*sign)?;
            if part.len() == 3 && *sign == group { format!("{whole}{part}") } else { format!("{whole}.{part}") }
        }
        [first, .., last] if first == last => text.replace(*first, ""),
        [first, .., last] => text.replace(*first, "").replace(*last, "."),
    };
    plain.parse().ok().filter(|value: &f64| *value < 1e15)
}

/// A number as decimal text, without an exponent.
fn decimal(value: f64) -> String {
    let rounded = (value * 1e6).round() / 1e6;
    format!("{rounded}")
}

/// The upper end of a range that `low` begins: "5 to 7", "5–7", "between 5 and 7".
fn range_end(reading: &Reading<'_>, low: &Number, limit: usize) -> Option<Number> {
    let at = low.tokens.end;
    if at + 1 >= limit {
        return None;
    }
    let numbers = &reading.lexicon.numbers;
    let before = low.tokens.start.checked_sub(1).map(|before| reading.word(before).to_lowercase()).unwrap_or_default();
    let word = reading.word(at).to_lowercase();
    let between =
        matches!(numbers.ranging_between.as_slice(), [opening, inside] if *opening == before && *inside == word);
    let dashed = reading.tokens[at].mark(DASHES) && !reading.tokens[at].spaced && !reading.tokens[at + 1].spaced;
    let joins = between || dashed || numbers.ranging.contains(&word);
    number(reading, at + 1, limit).filter(|high| joins && high.value > low.value)
}

/// How the words before the figure at `at` bound it, and where they begin.
fn bound_before(reading: &Reading<'_>, at: usize, limit: usize) -> (Bound, usize) {
    let near = led(reading, at, limit);
    // "at least some 155", "at least another 155": the word between bounds nothing.
    let passed = at.checked_sub(1).filter(|before| {
        *before >= limit && reading.lexicon.numbers.passing.contains(&reading.word(*before).to_lowercase())
    });
    let inner = match near {
        None => passed,
        Some((Bound::About, start)) => Some(start),
        Some(_) => None,
    };
    let far = inner.and_then(|at| led(reading, at, limit));
    far.or(near).unwrap_or((Bound::Exactly, at))
}

/// The longest phrase that bounds a figure and ends before `at`.
fn led(reading: &Reading<'_>, at: usize, limit: usize) -> Option<(Bound, usize)> {
    (1..=BOUND).rev().find_map(|width| {
        let start = at.checked_sub(width).filter(|start| *start >= limit)?;
        let words = reading.words(start..at).to_lowercase();
        let known = reading.lexicon.numbers.bounds.before().find(|(phrase, _)| *phrase == words);
        known.map(|(_, bound)| (bound, start))
    })
}

/// How a phrase that stands at `at` bounds the figure before it, and where it ends. One with a figure behind it is that
/// figure's.
fn bound_after(reading: &Reading<'_>, at: usize, limit: usize) -> Option<(Bound, usize)> {
    let mut known = reading.lexicon.numbers.bounds.after();
    known.find_map(|(phrase, bound)| {
        let past = phrase_at(reading, at, limit, phrase)?;
        (past >= limit || number(reading, past, limit).is_none()).then_some((bound, past))
    })
}

/// The unit of a sign before a figure: "$3 million".
fn sign_before(reading: &Reading<'_>, start: &mut usize, at: usize, limit: usize) -> Option<String> {
    let before = at.checked_sub(1).filter(|before| *before >= limit)?;
    if reading.tokens[before].kind != Kind::Mark {
        return None;
    }
    let sign = reading.word(before);
    let unit = reading.lexicon.numbers.units.iter().find(|(_, words)| words.iter().any(|word| word == sign))?;
    *start = (*start).min(before);
    Some(unit.0.clone())
}

fn unit_after(reading: &Reading<'_>, at: usize, limit: usize) -> Option<(String, usize)> {
    let units = reading.lexicon.numbers.units.iter();
    units
        .flat_map(|(sign, words)| words.iter().map(move |word| (sign, word)))
        .filter_map(|(sign, word)| phrase_at(reading, at, limit, word).map(|past| (sign.clone(), past)))
        .max_by_key(|(_, past)| *past)
}

/// The token after `phrase` when it stands at `at`.
fn phrase_at(reading: &Reading<'_>, at: usize, limit: usize, phrase: &str) -> Option<usize> {
    let mut place = at;
    for word in phrase.split(' ') {
        if place >= limit || !reading.word(place).to_lowercase().eq(word) {
            return None;
        }
        place += 1;
    }
    Some(place)
}

/// Whether a figure looks like a year: "2019", not "2,019".
fn is_year(reading: &Reading<'_>, number: &Number) -> bool {
    let written = reading.words(number.tokens.clone());
    written.len() == 4 && written.bytes().all(|b| b.is_ascii_digit()) && (1800.0..2200.0).contains(&number.value)
}

/// Whether a bare figure is a year, a date, an hour, an age, a name or a turn of speech.
fn no_amount(reading: &Reading<'_>, number: &Number, content: &Range<usize>) -> bool {
    let tokens = &reading.tokens;
    let Range { start, end } = number.tokens;
    let lists = &reading.lexicon.numbers.not_amounts;
    let before = start.checked_sub(1).map(|at| reading.word(at).to_lowercase()).unwrap_or_default();
    let after = if end < tokens.len() { reading.word(end).to_lowercase() } else { String::new() };
    let listed = |list: &str, word: &str| !word.is_empty() && list.split_whitespace().any(|known| known == word);
    if listed(&lists.before, &before) || listed(&lists.after, &after) {
        return true;
    }
    if number.in_words {
        let counts = end < content.end
            && tokens[end].word()
            && !tokens[end].is(Class::AUXILIARY
                .or(Class::PREPOSITION)
                .or(Class::ADVERB)
                .or(Class::PRONOUN)
                .or(Class::CONJUNCTION));
        let numbers = &reading.lexicon.numbers;
        return number.value == 1.0
            && end == start + 1
            && (!counts || numbers.idle_after.contains(&after) || numbers.idle_before.contains(&before));
    }
    let month = |at: Option<usize>| {
        at.is_some_and(|at| {
            crate::calendar::month(reading.word(at)).is_some() && (tokens[at].capital || tokens[at].is(Class::TIME))
        })
    };
    // "el 31 de enero".
    let parted = |at: usize| reading.lexicon.numbers.parting.iter().any(|word| word == reading.word(at));
    let past = Some(end).filter(|end| *end < tokens.len()).map(|end| if parted(end) { end + 1 } else { end });
    if (number.value <= 31.0 || number.value >= 1800.0)
        && (month(start.checked_sub(1)) || month(past.filter(|past| *past < tokens.len())))
    {
        return true;
    }
    let year = is_year(reading, number);
    let counts = end < content.end
        && tokens[end].word()
        && !tokens[end].capital
        && !tokens[end].is(Class::AUXILIARY
            .or(Class::PREPOSITION)
            .or(Class::ADVERB)
            .or(Class::PRONOUN)
            .or(Class::CONJUNCTION)
            .or(Class::SUBORDINATOR)
            .or(Class::TIME)
            .or(Class::RELATIVE));
    if year
        && (!counts
            || tokens[start.saturating_sub(1)].is(Class::PREPOSITION.or(Class::DETERMINER).or(Class::TIME))
            || tokens[start.saturating_sub(1)].mark(&[',']))
    {
        return true;
    }
    // "9th", "24/7", "10:30", "25-year-old".
    let glued = |at: usize| {
        at < tokens.len()
            && !tokens[at].spaced
            && (tokens[at].word() && reading.lexicon.numbers.ordinals.iter().any(|ordinal| ordinal == reading.word(at))
                || tokens[at].mark(&['/', ':', '-', '‑']))
    };
    let hung = start > 0 && !tokens[start].spaced && tokens[start - 1].mark(&['/', ':', '-', '#']);
    glued(end) || hung
}

//! Figures in a script without spaces, read sign by sign: "约2300人", "三个国家", "近9亿美元".

use std::ops::Range;

use domain::{Bound, Figure, Quantity};

use super::Found;
use crate::lexicon::{Numbers, Patterns};

/// Signs of what is counted, at most.
const COUNTED: usize = 6;
/// Measure words for people.
const FOR_PEOPLE: [&str; 3] = ["名", "人", "位"];

/// Every figure in `text`, which begins at the byte `from` of the whole.
pub(super) fn found(numbers: &Numbers, text: &str, from: usize) -> Vec<Found> {
    let mut figures: Vec<Found> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let Some((value, end)) = value(numbers, text, at) else {
            at += first.len_utf8();
            continue;
        };
        let start = at;
        at = end;
        if let Some(Figured { figure, end, people }) = figure(numbers, text, (value, start..end)) {
            figures.push(Found { figure, place: from + start..from + end, people });
        }
    }
    figures
}

/// The number that begins at `at`, and where it ends.
fn value(numbers: &Numbers, text: &str, at: usize) -> Option<(f64, usize)> {
    let rest = &text[at..];
    let digits = rest.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')).count();
    let digits = rest[..digits].trim_end_matches(['.', ',']).len();
    let plain = rest[..digits].replace(',', "");
    let mut end = at;
    let mut sum = 0.0;
    let mut current: Option<f64> = None;
    if digits > 0 {
        let hung = text[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '.'));
        current = Some(plain.parse().ok().filter(|_| !hung)?);
        end += digits;
    }
    while let Some(sign) = text[end..].chars().next() {
        let word = &text[end..end + sign.len_utf8()];
        if let Some(scale) = numbers.scales.get(word) {
            // "万" and "亿" multiply all before them, "百" only the sign before.
            let whole = *scale >= 10_000.0;
            let low = current.take();
            match (whole, low) {
                (true, low) if sum + low.unwrap_or(0.0) > 0.0 => sum = (sum + low.unwrap_or(0.0)) * scale,
                (false, Some(low)) => sum += low * scale,
                _ => break,
            }
        } else if let Some(one) = numbers.words.get(word).filter(|_| digits == 0) {
            if *one == 10.0 {
                sum += current.take().unwrap_or(1.0) * 10.0;
            } else if current.is_some() {
                break;
            } else {
                current = Some(*one);
            }
        } else {
            break;
        }
        end += sign.len_utf8();
    }
    let total = sum + current.unwrap_or(0.0);
    (end > at && total > 0.0).then_some((total, end))
}

/// A figure, where what it counts ends, and whether its measure word is for people.
struct Figured {
    figure: Figure,
    end: usize,
    people: bool,
}

/// The figure of a number, unless it is a date, a name or an article ("一名").
fn figure(numbers: &Numbers, text: &str, (value, place): (f64, Range<usize>)) -> Option<Figured> {
    let (before, after) = (&text[..place.start], &text[place.end..]);
    let in_signs = !text[place.clone()].starts_with(|c: char| c.is_ascii_digit());
    let more = after.starts_with(['多', '余']).then(|| after.chars().next()).flatten().map_or(0, char::len_utf8);
    let behind = &after[more..];
    let lists = &numbers.not_amounts;
    let listed = |list: &str, fits: &dyn Fn(&str) -> bool| list.split_whitespace().any(fits);
    let unit = numbers
        .units
        .iter()
        .flat_map(|(sign, words)| words.iter().map(move |word| (sign, word)))
        .filter(|(_, word)| behind.starts_with(word.as_str()))
        .max_by_key(|(_, word)| word.len());
    let measure = numbers.parting.iter().find(|word| behind.starts_with(word.as_str()));
    if listed(&lists.before, &|word| before.ends_with(word))
        || (unit.is_none() && listed(&lists.after, &|word| behind.starts_with(word)))
        || (in_signs && (value < 2.0 || (unit.is_none() && measure.is_none())))
    {
        return None;
    }
    let past = unit.map(|(_, word)| word.len()).or(measure.map(String::len)).unwrap_or(0);
    let end = place.end + more + past;
    let counted = counted(numbers, &text[end..]);
    let behind = |at: usize| numbers.bounds.after().find(|(phrase, _)| text[at..].starts_with(phrase));
    let followed = behind(end).or_else(|| behind(end + counted.len()));
    let (bound, start) = match (led(numbers, before), followed, more) {
        (Some((length, bound)), _, _) => (bound, place.start - length),
        (None, Some((_, bound)), _) => (bound, place.start),
        (None, None, 1..) => (Bound::MoreThan, place.start),
        (None, None, _) => (Bound::Exactly, place.start),
    };
    let unit = unit.map(|(sign, _)| sign.as_str());
    let people = unit.is_none() && measure.is_some_and(|word| FOR_PEOPLE.contains(&word.as_str()));
    let what = match counted {
        "" if people => "人",
        "" => unit.unwrap_or_default(),
        counted => counted,
    };
    let quantity = Quantity::new(&super::decimal(value), None, bound, unit, what).ok()?;
    Some(Figured { figure: Figure { quantity, exact: text[start..end].to_owned() }, end: end + counted.len(), people })
}

/// How what stands `before` a figure bounds it, and how long it is.
fn led(numbers: &Numbers, before: &str) -> Option<(usize, Bound)> {
    let phrase = |before: &str| {
        let known = numbers.bounds.before().filter(|(phrase, _)| before.ends_with(phrase));
        known.max_by_key(|(phrase, _)| phrase.len()).map(|(phrase, bound)| (phrase.len(), bound))
    };
    let near = phrase(before);
    let passed = numbers.passing.iter().filter(|word| before.ends_with(word.as_str())).map(String::len).max();
    let inner = match near {
        None => passed,
        Some((length, Bound::About)) => Some(length),
        Some(_) => None,
    };
    let far =
        inner.and_then(|inner| phrase(&before[..before.len() - inner]).map(|(length, bound)| (inner + length, bound)));
    far.or(near)
}

/// What is counted, at the head of `rest`: up to a word for people, or else to one that what is counted ends before.
fn counted<'a>(numbers: &Numbers, rest: &'a str) -> &'a str {
    let run = rest.char_indices().take(COUNTED).find(|(_, sign)| !sign.is_alphabetic());
    let limit = run.or_else(|| rest.char_indices().nth(COUNTED)).map_or(rest.len(), |(at, _)| at);
    let run = &rest[..limit];
    let opens = |patterns: &Patterns, at: usize| {
        patterns.written().filter(|word| run[at..].starts_with(word)).map(str::len).max()
    };
    let broken = |at: usize| {
        opens(&numbers.breaks, at).is_some() || numbers.marks.values().any(|marks| opens(marks, at).is_some())
    };
    let mut end = 0;
    let mut person = None;
    while end < run.len() {
        if let Some(length) = numbers.people.values().filter_map(|people| opens(people, end)).max() {
            end += length;
            person = Some(end);
            continue;
        }
        // "中国士兵守卫": what follows a word for people is no part of it.
        if broken(end) || person.is_some() {
            break;
        }
        end += run[end..].chars().next().map_or(1, char::len_utf8);
    }
    &run[..person.unwrap_or(end)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn figures_are_read_sign_by_sign() {
        let numbers = &Lexicon::of(Some("zh")).numbers;
        for (text, wanted) in [
            ("至少7人受伤，两座仓库起火", "AtLeast 7; Exactly 2"),
            ("收受贿赂140万元", "Exactly 1400000 CNY"),
            ("货值近9亿美元，超过40艘油轮", "About 900000000 USD; MoreThan 40"),
            ("三个国家的11个账户", "Exactly 3; Exactly 11"),
            ("一名中士在2019年3月14日被俘", ""),
            ("二百五十名士兵，四十多辆卡车", "Exactly 250; MoreThan 40"),
            ("涨幅为4.6%", "Exactly 4.6 %"),
            ("统一的第二次会议", ""),
        ] {
            let told: Vec<String> = found(numbers, text, 0)
                .iter()
                .map(|Found { figure, .. }| {
                    let unit = figure.quantity.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
                    format!("{:?} {}{unit}", figure.quantity.bound, figure.quantity.value)
                })
                .collect();
            assert_eq!(told.join("; "), wanted, "{text}");
        }
    }
}

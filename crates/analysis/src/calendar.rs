//! Names of months and weekdays, and whole dates as articles write them.

use chrono::NaiveDate;

/// Month names by number, in the languages of the program's readers; also their forms in dates.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "січня", "січень", "января", "январь", "januar", "janvier", "enero", "يناير"],
    &["february", "feb", "лютого", "лютий", "февраля", "февраль", "februar", "février", "febrero", "فبراير"],
    &["march", "mar", "березня", "березень", "марта", "март", "märz", "mars", "marzo", "مارس"],
    &["april", "apr", "квітня", "квітень", "апреля", "апрель", "avril", "abril", "أبريل", "ابريل"],
    &["may", "травня", "травень", "мая", "май", "mai", "mayo", "مايو"],
    &["june", "jun", "червня", "червень", "июня", "июнь", "juni", "juin", "junio", "يونيو"],
    &["july", "jul", "липня", "липень", "июля", "июль", "juli", "juillet", "julio", "يوليو"],
    &["august", "aug", "серпня", "серпень", "августа", "август", "août", "agosto", "أغسطس"],
    &["september", "sep", "sept", "вересня", "вересень", "сентября", "сентябрь", "septembre", "septiembre", "سبتمبر"],
    &["october", "oct", "жовтня", "жовтень", "октября", "октябрь", "oktober", "octobre", "octubre", "أكتوبر"],
    &["november", "nov", "листопада", "листопад", "ноября", "ноябрь", "novembre", "noviembre", "نوفمبر"],
    &["december", "dec", "грудня", "грудень", "декабря", "декабрь", "dezember", "décembre", "diciembre", "ديسمبر"],
];

/// The number of the month that `word` names.
pub(crate) fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_lowercase();
    (1..).zip(MONTHS).find_map(|(number, names)| names.contains(&word.as_str()).then_some(number))
}

/// A whole date found in a text, and the bytes it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) on: NaiveDate,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The whole dates in `text`: "April 9, 2025", "9 April 2025", "9 квітня 2025", "2025年4月9日", "2025-04-09".
///
/// Dates in figures alone other than ISO 8601 are left: 04/05/2025 is two different days.
pub(crate) fn whole_dates(text: &str) -> Vec<Found> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let next = |n: usize| tokens.get(at + n);
        let number = |n: usize| next(n).and_then(|token| figure(token.text));
        let named = |n: usize| next(n).and_then(|token| month(token.text));
        let sign = |n: usize, wanted: &str| next(n).is_some_and(|token| token.text == wanted);
        let dated = if let (Some(month), Some(day), Some(year)) = (named(0), number(1), number(2)) {
            Some((year, month, day, 2))
        } else if let (Some(day), Some(month), Some(year)) = (number(0), named(1), number(2)) {
            Some((year, month, day, 2))
        } else if let (Some(day), true, Some(month), Some(year)) = (
            number(0),
            next(1).is_some_and(|word| matches!(word.text, "de" | "of")),
            named(2),
            number(3).or_else(|| number(4)),
        ) {
            let skipped = if number(3).is_some() { 3 } else { 4 };
            Some((year, month, day, skipped))
        } else if let (Some(year), true, Some(month), true, Some(day)) =
            (number(0), sign(1, "年"), number(2), sign(3, "月"), number(4))
        {
            Some((year, month, day, if sign(5, "日") { 5 } else { 4 }))
        } else if let (Some(year), true, Some(month), true, Some(day)) =
            (number(0), sign(1, "-"), number(2), sign(3, "-"), number(4))
        {
            Some((year, month, day, 4))
        } else {
            None
        };
        let Some((year, month, day, last)) = dated else { continue };
        if !(1_800..=2_200).contains(&year) {
            continue;
        }
        if let (Some(on), Some(last)) =
            (i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day)), next(last))
        {
            found.push(Found { on, start: token.start, end: last.start + last.text.len() });
        }
    }
    found
}

struct Token<'a> {
    start: usize,
    text: &'a str,
}

/// Words, figures, and the signs that part the figures of a date; commas and spaces are dropped.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut open: Option<(usize, bool)> = None;
    let mut close = |open: &mut Option<(usize, bool)>, end: usize| {
        if let Some((start, _)) = open.take() {
            tokens.push(Token { start, text: &text[start..end] });
        }
    };
    for (at, c) in text.char_indices() {
        let is_figure = c.is_ascii_digit();
        let alone = matches!(c, '年' | '月' | '日' | '-');
        if (is_figure || c.is_alphabetic()) && !alone {
            if open.is_some_and(|(_, figures)| figures != is_figure) {
                close(&mut open, at);
            }
            open.get_or_insert((at, is_figure));
        } else {
            close(&mut open, at);
            if alone {
                open = Some((at, false));
                close(&mut open, at + c.len_utf8());
            }
        }
    }
    close(&mut open, text.len());
    // "9th": the letters behind a figure say nothing.
    let ordinal = |token: &Token<'_>| matches!(token.text, "st" | "nd" | "rd" | "th" | "er" | "го");
    tokens.retain(|token| !ordinal(token));
    tokens
}

fn figure(text: &str) -> Option<u32> {
    text.parse().ok()
}

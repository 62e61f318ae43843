//! Dates as documents state them and as people write them, in the languages that publish most.

use chrono::{Datelike, NaiveDate};
use domain::{Dated, DatedFrom};

/// The years in which a page can have been published.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2099;

/// The beginnings of the months' names, in lower case. Where two languages differ, both stand.
const MONTHS: [(u32, &[&str]); 12] = [
    (1, &["jan", "ene", "gen", "янв", "січ", "sty", "oca", "led", "yanv", "ιαν", "يناير"]),
    (2, &["feb", "fév", "fev", "фев", "лют", "lut", "şub", "úno", "φεβ", "فبراير"]),
    (3, &["mar", "mär", "maa", "mrt", "март", "мар", "бер", "bře", "μαρ", "مارس"]),
    (4, &["apr", "avr", "abr", "апр", "кві", "kwi", "nis", "dub", "απρ", "أبريل"]),
    (5, &["may", "mai", "mag", "mei", "мая", "май", "тра", "maj", "kvě", "μαΐ", "μαϊ", "مايو"]),
    (6, &["jun", "juin", "giu", "июн", "чер", "cze", "haz", "červn", "ιουν", "يونيو"]),
    (7, &["jul", "juil", "lug", "июл", "лип", "lip", "tem", "červenc", "ιουλ", "يوليو"]),
    (8, &["aug", "août", "aou", "ago", "авг", "сер", "sie", "ağu", "srp", "αυγ", "أغسطس"]),
    (9, &["sep", "set", "сен", "вер", "wrz", "eyl", "zář", "σεπ", "سبتمبر"]),
    (10, &["oct", "okt", "ott", "out", "окт", "жов", "paź", "eki", "říj", "οκτ", "أكتوبر"]),
    (11, &["nov", "ноя", "лис", "lis", "kas", "νοε", "نوفمبر"]),
    (12, &["dec", "déc", "dez", "dic", "des", "дек", "гру", "gru", "ara", "pro", "δεκ", "ديسمبر"]),
];

/// Which of two numbers is the day, where both could be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// 9 April is 9/4.
    DayFirst,
    /// 9 April is 4/9.
    MonthFirst,
}

impl Order {
    /// The order that the writers of a language use.
    pub(crate) fn of(language: Option<&str>) -> Self {
        match language.map(str::to_ascii_lowercase).as_deref() {
            Some("en" | "en-us") => Self::MonthFirst,
            _ => Self::DayFirst,
        }
    }
}

/// The day that `value`, a value of markup or of a header, states; `None` for anything else.
pub(crate) fn stated(value: &str, from: DatedFrom) -> Option<Dated> {
    let value = value.trim();
    let on = value
        .get(..10)
        .and_then(|day| day.parse().ok())
        .or_else(|| value.get(..8).and_then(|day| NaiveDate::parse_from_str(day, "%Y%m%d").ok()))
        .or_else(|| chrono::DateTime::parse_from_rfc2822(value).ok().map(|moment| moment.date_naive()))
        .or_else(|| (value.len() < 60).then(|| written(value, Order::MonthFirst)).flatten())
        .filter(is_sound)?;
    Some(Dated { on, from, as_written: value.to_owned() })
}

/// The first day written in `text`, whatever stands around it.
pub(crate) fn written(text: &str, order: Order) -> Option<NaiveDate> {
    let parts = parts(text);
    (0..parts.len()).find_map(|at| at_start(&parts[at..], order))
}

/// All the days written in `text`.
pub(crate) fn all(text: &str, order: Order) -> Vec<NaiveDate> {
    let parts = parts(text);
    let mut days = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        match at_start(&parts[at..], order) {
            Some(day) => {
                days.push(day);
                at += 3;
            }
            None => at += 1,
        }
    }
    days
}

/// The day that `parts` begin with.
fn at_start(parts: &[Part], order: Order) -> Option<NaiveDate> {
    let three = parts.get(..3)?;
    // Between a day and its month may stand "de", "of" or "the".
    of_parts([&three[0], &three[1], &three[2]], order).or_else(|| three_of(parts, order))
}

fn three_of(parts: &[Part], order: Order) -> Option<NaiveDate> {
    let mut real = parts.iter().take(6).filter(|part| !matches!(part, Part::Filler));
    let three = [real.next()?, real.next()?, real.next()?];
    if !matches!(parts.first(), Some(Part::Number { .. } | Part::Month(_))) {
        return None;
    }
    // Fillers part words only: "9 de abril de 2025", not "9 - of - 4 - of - 2025".
    three.iter().any(|part| matches!(part, Part::Month(_))).then(|| of_parts(three, order)).flatten()
}

/// What matters in a written date.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// A number, how many digits it has, and what mark follows it at once.
    Number {
        value: u32,
        digits: usize,
        mark: Option<char>,
    },
    Month(u32),
    /// "de", "of", "the".
    Filler,
    Other,
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(&c) = chars.peek() {
        if c.is_ascii_digit() {
            let mut digits = String::new();
            while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                digits.push(digit);
            }
            let mark = chars
                .peek()
                .copied()
                .filter(|c| matches!(c, '/' | '.' | '-' | '年' | '月' | '日' | '년' | '월' | '일' | ':'));
            let value = digits.parse().unwrap_or(u32::MAX);
            parts.push(Part::Number { value, digits: digits.len(), mark });
        } else if c.is_alphabetic() {
            let mut word = String::new();
            let mut small = false;
            // Pages set words apart by style alone: in "Ida LornMay 5, 2025" a name ends and a month begins.
            let is_letter = |c: &char, small: bool| {
                (c.is_alphabetic() && !(small && c.is_uppercase())) || matches!(c, '\u{300}'..='\u{36f}')
            };
            while let Some(letter) = chars.next_if(|c| is_letter(c, small)) {
                small = letter.is_lowercase();
                word.extend(letter.to_lowercase());
                if matches!(letter, '年' | '月' | '日' | '년' | '월' | '일') {
                    break;
                }
            }
            match word.as_str() {
                "st" | "nd" | "rd" | "th" | "年" | "月" | "日" | "년" | "월" | "일" | "er" | "t" | "à" => {}
                "de" | "of" | "the" | "del" | "d" => parts.push(Part::Filler),
                _ => parts.push(month(&word).map_or(Part::Other, Part::Month)),
            }
        } else {
            chars.next();
        }
    }
    parts
}

fn month(word: &str) -> Option<u32> {
    // A word much longer than any month's name only begins like one.
    if word.chars().count() > 11 {
        return None;
    }
    let begins = |names: &&[&str]| names.iter().any(|name| word.starts_with(name));
    MONTHS.iter().find(|(_, names)| begins(names)).map(|(month, _)| *month)
}

fn of_parts(three: [&Part; 3], order: Order) -> Option<NaiveDate> {
    use Part::{Month, Number};
    let (year, month, day) = match three {
        [
            Number { value: year, digits: 4, mark: first },
            Number { value: month, mark: second, .. },
            Number { value: day, digits: 1 | 2, .. },
        ] => {
            let marked = first.is_some_and(|mark| mark != ':') && second.is_some_and(|mark| mark != ':');
            marked.then_some((*year, *month, *day))?
        }
        [Number { value: year, digits: 4, .. }, Month(month), Number { value: day, digits: 1 | 2, .. }] => {
            (*year, *month, *day)
        }
        [Number { value: day, digits: 1 | 2, .. }, Month(month), Number { value: year, digits: 4, .. }]
        | [Month(month), Number { value: day, digits: 1 | 2, .. }, Number { value: year, digits: 4, .. }] => {
            (*year, *month, *day)
        }
        [
            Number { value: first, digits: 1 | 2, mark: Some(one) },
            Number { value: second, digits: 1 | 2, mark: Some(two) },
            Number { value: year, digits, .. },
        ] if one == two && *one != ':' && matches!(digits, 2 | 4) => {
            let year = if *digits == 2 { 2_000 + year } else { *year };
            // Only the slash is used both ways; and a day beyond twelve tells.
            let month_first = (*one == '/' && order == Order::MonthFirst && *first <= 12) || *second > 12;
            if month_first { (year, *first, *second) } else { (year, *second, *first) }
        }
        _ => return None,
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).filter(is_sound)
}

/// The day in the path of an address, such as `/2025/04/09/`, `/2025-04-09-dam`, `/09-04-2025` or `-20250409`.
pub(crate) fn in_address(url: &str) -> Option<NaiveDate> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split(['?', '#']).next()?;
    let path = path.split_once('/')?.1;
    let of = |year: &str, month: &str, day: &str| {
        let number =
            |text: &str| Some(text).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok();
        let year = number(year).and_then(|year| i32::try_from(year).ok())?;
        NaiveDate::from_ymd_opt(year, number(month)?, number(day)?).filter(is_sound)
    };
    let parts: Vec<&str> = path.split('/').collect();
    let apart = parts.windows(3).find_map(|three| of(three[0], three[1], three[2]));
    apart.or_else(|| {
        parts.iter().find_map(|part| {
            let numbers: Vec<&str> = part.split(['-', '_', '.', '~', '+']).collect();
            let three = numbers.windows(3).find_map(|three| match (three[0].len(), three[1].len(), three[2].len()) {
                (4, 2, 2) => of(three[0], three[1], three[2]),
                (2, 2, 4) => of(three[2], three[1], three[0]),
                _ => None,
            });
            let run = || {
                let run = numbers.iter().filter(|number| number.len() == 8);
                run.filter_map(|number| NaiveDate::parse_from_str(number, "%Y%m%d").ok()).find(is_sound)
            };
            three.or_else(run)
        })
    })
}

fn is_sound(date: &NaiveDate) -> bool {
    YEARS.contains(&date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, day) in [
            ("Published on 9 April 2025 at 18:20", "2025-04-09"),
            ("April 9th, 2025", "2025-04-09"),
            ("9 de abril de 2025", "2025-04-09"),
            ("Mittwoch, 9. April 2025", "2025-04-09"),
            ("9 квітня 2025, 18:20", "2025-04-09"),
            ("09.04.2025", "2025-04-09"),
            ("2025/4/9 18:20", "2025-04-09"),
            ("2025年4月9日", "2025-04-09"),
            ("le 1er août 2025", "2025-08-01"),
            ("25/12/2024", "2024-12-25"),
            ("12/25/2024", "2024-12-25"),
            ("9.4.25", "2025-04-09"),
            ("By Ida LornApril 9, 2025", "2025-04-09"),
        ] {
            assert_eq!(written(text, Order::DayFirst).map(|day| day.to_string()).as_deref(), Some(day), "{text}");
        }
        assert_eq!(written("4/9/2025", Order::MonthFirst).map(|day| day.to_string()).as_deref(), Some("2025-04-09"));
        for text in ["18:20:25", "3 of 5 in 2025", "1,204 guards", "155 engineers", "31 February 2025", "10.0.0.1"] {
            assert_eq!(written(text, Order::DayFirst), None, "{text}");
        }
    }

    #[test]
    fn an_address_may_bear_its_day() {
        let day = |url| in_address(url).map(|day| day.to_string());
        assert_eq!(day("https://wire.example/2025/04/09/dam").as_deref(), Some("2025-04-09"));
        assert_eq!(day("https://wire.example/dam-20250409.html").as_deref(), Some("2025-04-09"));
        assert_eq!(day("https://wire.example/news/09-04-2025").as_deref(), Some("2025-04-09"));
        assert_eq!(day("https://wire.example/2025/04/dam-12345678"), None);
        assert_eq!(day("https://wire.example/2025/04/9-guards-at-the-dam"), None);
        assert_eq!(day("https://20250409.example/"), None);
    }

    #[test]
    fn markup_states_a_day_in_several_forms() {
        for value in ["2025-04-09T18:20:00+02:00", "20250409", "Wed, 09 Apr 2025 18:20:00 GMT", "April 9, 2025"] {
            let dated = stated(value, DatedFrom::Meta).expect("a date");
            assert_eq!((dated.on.to_string().as_str(), dated.as_written.as_str()), ("2025-04-09", value));
        }
        assert_eq!(stated("yesterday", DatedFrom::Meta), None);
        assert_eq!(stated("0001-01-01T00:00:00", DatedFrom::Meta), None);
    }
}

//! Times as an analyst or an article writes them, placed in the calendar. Relative words count from the publication
//! date, never from today.

mod grammar;
mod places;
mod rules;

use std::ops::Range;

use chrono::NaiveDate;
use domain::{Interval, Moment, Precision};

use crate::calendar::whole_dates;
use crate::tokens::is_han;
use grammar::Grammar;
use rules::{DATE, Placed};

/// The moment that `as_written` means in a text published on `published`; `None` when it cannot be placed.
///
/// The language is not known here, so each that there are rules for is tried, English first.
pub fn moment(as_written: &str, published: Option<NaiveDate>) -> Option<Moment> {
    let words = as_written.trim();
    let days = without_clock(words);
    let (interval, precision, rule) = given(&days).or_else(|| {
        // Figures alone are two different days in two languages: 04/05/2025.
        if days.contains('/') && !days.contains(char::is_alphabetic) {
            return None;
        }
        Grammar::all().find_map(|grammar| {
            let found = grammar.find(&days, published, false);
            let [only] = found.as_slice() else { return None };
            let Placed { interval, precision, rule } = only.placed;
            is_all(&days, &only.bytes).then_some((interval, precision, rule))
        })
    })?;
    Some(Moment { as_written: words.to_owned(), interval, precision, rule: rule.to_owned() })
}

/// The times in `text`, in order, with the bytes each takes.
///
/// `ahead` says that the text tells of what is to come, so that "on Friday" is the next one.
pub fn moments(
    text: &str,
    language: Option<&str>,
    published: Option<NaiveDate>,
    ahead: bool,
) -> Vec<(Range<usize>, Moment)> {
    let grammar = Grammar::of(language);
    grammar
        .find(text, published, ahead)
        .into_iter()
        .map(|grammar::Found { bytes, placed: Placed { interval, precision, rule } }| {
            let moment =
                Moment { as_written: text[bytes.clone()].to_owned(), interval, precision, rule: rule.to_owned() };
            (bytes, moment)
        })
        .collect()
}

/// Those of the times `found` in `text` that something is counted at there: "as of Tuesday".
pub(crate) fn counting<'a>(
    text: &str,
    language: Option<&str>,
    found: &'a [(Range<usize>, Moment)],
) -> Vec<&'a (Range<usize>, Moment)> {
    let before = &Grammar::of(language).as_of;
    let is_counting = |(bytes, _): &&(Range<usize>, Moment)| {
        let ahead = text.get(..bytes.start).unwrap_or_default().trim_end().to_lowercase();
        before.iter().any(|words| {
            let rest = ahead.strip_suffix(words.as_str());
            // A word that only ends so is another: "was of" is no "as of".
            rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric) || words.chars().any(is_han))
        })
    };
    found.iter().filter(is_counting).collect()
}

/// Whether the time at `bytes` is what `words` are about: no other figure is left, and little else.
fn is_all(words: &str, bytes: &Range<usize>) -> bool {
    let rest = [&words[..bytes.start], &words[bytes.end..]].concat();
    rest.len() <= 8 && bytes.len() * 2 > words.len() && !rest.contains(char::is_numeric)
}

/// `words` without the time of day in them, and its zone: claims are placed by days.
fn without_clock(words: &str) -> String {
    let figures = |c: char| c.is_ascii_digit();
    let Some(colon) = words.find(':') else { return words.to_owned() };
    let before = words[..colon].trim_end_matches(figures);
    let after = words[colon..].trim_start_matches(|c: char| figures(c) || matches!(c, ':' | '.'));
    if before.len() == colon || colon - before.len() > 2 {
        return words.to_owned();
    }
    let before = before.strip_suffix('T').unwrap_or(before).trim_end_matches([' ', ',']);
    let zone = after.trim_start();
    let zone = zone.strip_prefix("am").or_else(|| zone.strip_prefix("pm")).map_or(zone, str::trim_start);
    let named = ["UTC", "GMT", "Z"].iter().find_map(|name| zone.strip_prefix(name));
    let zone = named.unwrap_or(zone);
    let offset = zone.strip_prefix(['+', '-', '−']).map(|rest| rest.trim_start_matches(|c| figures(c) || c == ':'));
    let after = offset.unwrap_or(zone).trim_start_matches([' ', ',']);
    if after.is_empty() { before.to_owned() } else { format!("{before} {after}") }
}

/// Days that an analyst gives: a span "2025-04-07/2025-04-09", a month "2025-04", or one whole date.
fn given(words: &str) -> Option<(Interval, Precision, &'static str)> {
    if let Some((from, to)) = words.split_once('/') {
        let (from, to) = (figures(from.trim())?, figures(to.trim())?);
        return Some((Interval::new(from.interval.from, to.interval.to).ok()?, Precision::Span, "the span as given"));
    }
    if let Some(Placed { interval, precision, rule }) = figures(words) {
        return Some((interval, precision, rule));
    }
    let found = whole_dates(words);
    let only = found.first().filter(|only| found.len() == 1 && is_all(words, &(only.start..only.end)))?;
    Some((Interval::day(only.on), Precision::Day, DATE))
}

/// A day or a month by ISO 8601: "2025-04-09", "2025-04".
fn figures(words: &str) -> Option<Placed> {
    if let Ok(on) = words.parse::<NaiveDate>() {
        return Some(Placed { interval: Interval::day(on), precision: Precision::Day, rule: DATE });
    }
    let (year, month) = words.split_once('-').filter(|(year, month)| (year.len(), month.len()) == (4, 2))?;
    places::month(year.parse().ok()?, month.parse().ok()?, "the month as given")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_count_from_the_publication_date() {
        let table = [
            ("2025-04-09", "2025-04-09 2025-04-09 Day"),
            ("2025-04-07/2025-04-09", "2025-04-07 2025-04-09 Span"),
            ("April 9, 2025", "2025-04-09 2025-04-09 Day"),
            ("9th of April 2025", "2025-04-09 2025-04-09 Day"),
            ("2025-04-09 14:30 UTC", "2025-04-09 2025-04-09 Day"),
            ("March 2024", "2024-03-01 2024-03-31 Month"),
            ("in February 2024", "2024-02-01 2024-02-29 Month"),
            ("2024-03", "2024-03-01 2024-03-31 Month"),
            ("2024-03/2024-05", "2024-03-01 2024-05-31 Span"),
            ("1-5 April 2024", "2024-04-01 2024-04-05 Span"),
            ("between 1 and 5 April 2024", "2024-04-01 2024-04-05 Span"),
            ("from 28 March to 2 April 2024", "2024-03-28 2024-04-02 Span"),
            ("from December 28 to January 2, 2024", "2023-12-28 2024-01-02 Span"),
            ("vom 1. bis 5. April 2024", "2024-04-01 2024-04-05 Span"),
            ("du 1er au 5 avril 2024", "2024-04-01 2024-04-05 Span"),
            ("del 1 al 5 de abril de 2024", "2024-04-01 2024-04-05 Span"),
            ("з 1 по 5 квітня 2024 року", "2024-04-01 2024-04-05 Span"),
            ("с 1 по 5 апреля 2024 года", "2024-04-01 2024-04-05 Span"),
            ("من 1 إلى 5 أبريل 2024", "2024-04-01 2024-04-05 Span"),
            ("2024年4月1日至5日", "2024-04-01 2024-04-05 Span"),
            ("9 April 2024, 14:30 UTC", "2024-04-09 2024-04-09 Day"),
            ("2024-04-09T14:30:00+02:00", "2024-04-09 2024-04-09 Day"),
            ("at 14:30 on 9 April 2024", "2024-04-09 2024-04-09 Day"),
            ("2019", "2019-01-01 2019-12-31 Year"),
            ("on Wednesday", "2025-01-01 2025-01-01 Day"),
            ("Thursday", "2024-12-26 2024-12-26 Day"),
            ("last Wednesday", "2024-12-25 2024-12-25 Day"),
            ("yesterday", "2024-12-31 2024-12-31 Day"),
            ("earlier this week", "2024-12-30 2025-01-01 Week"),
            ("last week", "2024-12-23 2024-12-29 Week"),
            ("last month", "2024-12-01 2024-12-31 Month"),
            ("in March", "2024-03-01 2024-03-31 Month"),
            ("last year", "2024-01-01 2024-12-31 Year"),
        ];
        let published = NaiveDate::from_ymd_opt(2025, 1, 1); // a Wednesday
        for (words, wanted) in table {
            let placed =
                moment(words, published).map(|m| format!("{} {} {:?}", m.interval.from, m.interval.to, m.precision));
            assert_eq!(placed.as_deref(), Some(wanted), "{words}");
        }
    }

    #[test]
    fn what_cannot_be_placed_is_not() {
        let published = NaiveDate::from_ymd_opt(2025, 1, 1);
        for words in [
            "",
            "soon",
            "on Blursday",
            "2025-04-09/2025-04-07",
            "2025-02-30",
            "04/05/2025",
            "2025-13",
            "9 April 2025 or 10 April 2025",
            "3 or 9 April 2025",
        ] {
            assert_eq!(moment(words, published), None, "{words}");
        }
        assert_eq!(moment("on Wednesday", None), None, "nothing to count from");
    }
}

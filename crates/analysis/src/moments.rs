//! Times as an analyst or an article writes them, placed in the calendar. Relative words count from the publication
//! date, never from today.

mod grammar;
mod places;
mod rules;

use std::ops::Range;

use chrono::{Months, NaiveDate};
use domain::{Interval, Moment, Precision};

use crate::calendar::whole_dates;
use crate::tokens::is_han;
use grammar::Grammar;
use rules::Placed;

/// The moment that `as_written` means in a text published on `published`; `None` when it cannot be placed.
///
/// The language is not known here, so each that there are rules for is tried, English first.
pub fn moment(as_written: &str, published: Option<NaiveDate>) -> Option<Moment> {
    let words = as_written.trim();
    let (interval, precision, rule) = given(words).or_else(|| {
        // Figures alone are two different days in two languages: 04/05/2025.
        if words.contains('/') && !words.contains(char::is_alphabetic) || year_and_month(words).is_some() {
            return None;
        }
        Grammar::all().find_map(|grammar| {
            let found = grammar.find(words, published, false);
            let [only] = found.as_slice() else { return None };
            let whole = words.len() - only.bytes.len() <= 8 && only.bytes.len() * 2 > words.len();
            whole.then_some((only.placed.interval, only.placed.precision, only.placed.rule))
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

/// Days that an analyst gives: a span "2025-04-07/2025-04-09", a month "2025-04", or one whole date.
fn given(words: &str) -> Option<(Interval, Precision, &'static str)> {
    if let Some((from, to)) = words.split_once('/') {
        let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        return Some((Interval::new(from, to).ok()?, Precision::Span, "the span as given"));
    }
    if let Some((year, month)) = year_and_month(words) {
        let from = NaiveDate::from_ymd_opt(year, month, 1)?;
        let to = from.checked_add_months(Months::new(1))?.pred_opt()?;
        return Some((Interval::new(from, to).ok()?, Precision::Month, "the month as given"));
    }
    let found = whole_dates(words);
    let only = found.first().filter(|_| found.len() == 1)?;
    Some((Interval::day(only.on), Precision::Day, "the date as given"))
}

/// The figures of a month as ISO 8601 writes it: "2025-04".
fn year_and_month(words: &str) -> Option<(i32, u32)> {
    let (year, month) = words.split_once('-')?;
    let figures = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = year.len() == 4 && month.len() == 2 && figures(year) && figures(month);
    is_month.then_some((year.parse().ok()?, month.parse().ok()?))
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
            ("2024-02", "2024-02-01 2024-02-29 Month"),
            ("March 2024", "2024-03-01 2024-03-31 Month"),
            ("in February 2024", "2024-02-01 2024-02-29 Month"),
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
        for words in ["", "soon", "on Blursday", "2025-04-09/2025-04-07", "2025-02-30", "2025-13", "04/05/2025"] {
            assert_eq!(moment(words, published), None, "{words}");
        }
        assert_eq!(moment("on Wednesday", None), None, "nothing to count from");
    }
}

//! Times as an analyst or an article writes them, placed in the calendar. Relative words count from the publication
//! date, never from today.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use domain::{Interval, Moment, Precision};

use crate::calendar::{month, weekday, whole_dates};

/// The moment that `as_written` means in a text published on `published`; `None` when it cannot be placed.
pub fn moment(as_written: &str, published: Option<NaiveDate>) -> Option<Moment> {
    let (interval, precision, rule) =
        stated(as_written).or_else(|| relative(&as_written.trim().to_lowercase(), published?))?;
    Some(Moment { as_written: as_written.trim().to_owned(), interval, precision, rule: rule.to_owned() })
}

type Placed = (Interval, Precision, &'static str);

/// Times that stand for themselves.
fn stated(words: &str) -> Option<Placed> {
    let words = words.trim();
    if let Some((from, to)) = words.split_once('/') {
        let (from, to) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        return Some((Interval::new(from, to).ok()?, Precision::Span, "the span as given"));
    }
    if let Some(found) = whole_dates(words).first() {
        return Some((Interval::day(found.on), Precision::Day, "the date as given"));
    }
    let words = words.to_lowercase();
    let mut rest = words.strip_prefix("in ").unwrap_or(&words).split_whitespace();
    match (rest.next()?, rest.next(), rest.next()) {
        (name, Some(year), None) => {
            let (from, to) = whole_month(year_named(year)?, month(name)?)?;
            Some((Interval { from, to }, Precision::Month, "the month as given"))
        }
        (year, None, None) => {
            let year = year_named(year)?;
            let (from, to) = (NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?);
            Some((Interval { from, to }, Precision::Year, "the year as given"))
        }
        _ => None,
    }
}

/// Times that count from `published`.
fn relative(words: &str, published: NaiveDate) -> Option<Placed> {
    let words = words.strip_prefix("on ").or_else(|| words.strip_prefix("in ")).unwrap_or(words);
    let week = published.week(Weekday::Mon);
    let before = |days| published.checked_sub_days(Days::new(days));
    let day = |on, rule| Some((Interval::day(on), Precision::Day, rule));
    let span = |from, to, precision, rule| Some((Interval { from, to }, precision, rule));
    match words {
        "today" | "this morning" | "this afternoon" | "this evening" | "tonight" => {
            return day(published, "the publication date");
        }
        "yesterday" => return day(before(1)?, "the day before the publication date"),
        "the day before yesterday" => return day(before(2)?, "two days before the publication date"),
        "earlier this week" | "this week" => {
            return span(
                week.first_day(),
                published,
                Precision::Week,
                "from Monday of the publication date's week to it",
            );
        }
        "last week" => {
            let (from, to) = (week.first_day() - Days::new(7), week.first_day() - Days::new(1));
            return span(from, to, Precision::Week, "the week before the publication date's");
        }
        "this month" | "earlier this month" => {
            let from = published.with_day(1)?;
            return span(from, published, Precision::Month, "from the first of the publication date's month to it");
        }
        "last month" => {
            let inside = published.checked_sub_months(Months::new(1))?;
            let (from, to) = whole_month(inside.year(), inside.month())?;
            return span(from, to, Precision::Month, "the month before the publication date's");
        }
        "this year" | "earlier this year" => {
            let from = NaiveDate::from_ymd_opt(published.year(), 1, 1)?;
            return span(from, published, Precision::Year, "from the first of the publication date's year to it");
        }
        "last year" => {
            let year = published.year() - 1;
            let (from, to) = (NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?);
            return span(from, to, Precision::Year, "the year before the publication date's");
        }
        _ => {}
    }
    if let Some(name) = words.strip_prefix("last ").or(Some(words)).and_then(weekday) {
        let today = published.weekday().num_days_from_monday();
        let back = (today + 7 - name.num_days_from_monday()) % 7;
        // "Last Wednesday", said on a Wednesday, is a week ago; "Wednesday" is today.
        let back = if back == 0 && words.starts_with("last ") { 7 } else { back };
        return day(before(back.into())?, "the latest such weekday up to the publication date");
    }
    let number = month(words)?;
    let year = if number > published.month() { published.year() - 1 } else { published.year() };
    let (from, to) = whole_month(year, number)?;
    span(from, to, Precision::Month, "the latest such month up to the publication date")
}

fn whole_month(year: i32, month: u32) -> Option<(NaiveDate, NaiveDate)> {
    let from = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((from, from.checked_add_months(Months::new(1))?.pred_opt()?))
}

fn year_named(word: &str) -> Option<i32> {
    word.parse().ok().filter(|year| (1_800..=2_200).contains(year) && word.len() == 4)
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
        for words in ["", "soon", "on Blursday", "2025-04-09/2025-04-07", "2025-02-30", "04/05/2025"] {
            assert_eq!(moment(words, published), None, "{words}");
        }
        assert_eq!(moment("on Wednesday", None), None, "nothing to count from");
    }
}

//! Times as articles write them, and the days they stand for.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::TextRange;

/// How exactly a moment is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the day.
    Day,
    /// To the week.
    Week,
    /// To the month.
    Month,
    /// To the year.
    Year,
    /// Only as the span between two days.
    Span,
}

/// The interval ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the dates run backwards: give the earlier day first")]
pub struct IntervalError;

/// From one day to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Interval {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Interval {
    /// The days `from` to `to`.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Result<Self, IntervalError> {
        if to < from { Err(IntervalError) } else { Ok(Self { from, to }) }
    }

    /// One day.
    pub fn day(on: NaiveDate) -> Self {
        Self { from: on, to: on }
    }
}

/// A time as written, the days it stands for, and the rule that says so (TIMEX3's role).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Moment {
    /// The words ("on Wednesday"); empty when an analyst gave the days alone.
    pub as_written: String,
    /// The days.
    pub interval: Interval,
    /// How exactly they are known.
    pub precision: Precision,
    /// The rule used ("the Wednesday before the publication date"), or [`TimeCorrection::RULE`].
    pub rule: String,
}

/// The days that something lies in, and how exactly they are known. Shown as far as it is known: 2025-04 is a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct When {
    /// The first day that it may have been.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
    /// How exactly it is known.
    pub precision: Precision,
}

impl When {
    /// Known to the day.
    pub fn day(on: NaiveDate) -> Self {
        Self { from: on, to: on, precision: Precision::Day }
    }
}

/// The days of a time that words name, as an analyst has them. The words stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct TimeCorrection {
    /// Where in the words of the passage the time is named.
    pub range: TextRange,
    /// The words that name it.
    pub as_written: String,
    /// The days; none where the words name no time that matters.
    pub to: Option<When>,
}

impl TimeCorrection {
    /// What is given as the rule of a time that an analyst has set.
    pub const RULE: &str = "set by the analyst";
}

impl From<&Moment> for When {
    fn from(moment: &Moment) -> Self {
        let Interval { from, to } = moment.interval;
        Self { from, to, precision: moment.precision }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to, precision } = self;
        match precision {
            Precision::Year if from.year() == to.year() => write!(f, "{}", from.format("%Y")),
            Precision::Month if (from.year(), from.month()) == (to.year(), to.month()) => {
                write!(f, "{}", from.format("%Y-%m"))
            }
            _ if from == to => write!(f, "{from}"),
            _ => write!(f, "{from}/{to}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_shown_of_a_time_than_is_known() {
        let day = |month, day| NaiveDate::from_ymd_opt(2025, month, day).unwrap_or_default();
        for (from, to, precision, wanted) in [
            (day(4, 1), day(4, 1), Precision::Day, "2025-04-01"),
            (day(4, 1), day(4, 30), Precision::Month, "2025-04"),
            (day(1, 1), day(12, 31), Precision::Year, "2025"),
            (day(4, 7), day(4, 13), Precision::Week, "2025-04-07/2025-04-13"),
            (day(4, 1), day(4, 10), Precision::Span, "2025-04-01/2025-04-10"),
            (day(4, 1), day(5, 31), Precision::Month, "2025-04-01/2025-05-31"),
        ] {
            assert_eq!(When { from, to, precision }.to_string(), wanted);
        }
    }
}

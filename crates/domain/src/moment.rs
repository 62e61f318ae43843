//! Times as articles write them, and the days they stand for.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

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
    /// The rule used ("the Wednesday before the publication date"), or "set by the analyst".
    pub rule: String,
}

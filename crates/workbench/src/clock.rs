//! What tells the time and makes ids. Tests let it tick by itself, so that the same work gives the same bytes.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, FixedOffset, Local, NaiveDate, Offset, TimeDelta, Utc};
use uuid::Uuid;

/// A source of times and ids.
#[derive(Debug)]
pub enum Clock {
    /// The machine's clock, and UUIDs of version 7.
    System,
    /// A clock that starts at a moment and moves on one second each time it is asked; ids count up.
    Ticking {
        /// Where it starts.
        start: DateTime<Utc>,
        /// How often it was asked.
        asked: AtomicU32,
        /// How far the calendar of the analyst is from UTC.
        zone: FixedOffset,
    },
}

impl Clock {
    /// A ticking clock from `start`, of an analyst whose days are those of UTC.
    pub fn ticking(start: DateTime<Utc>) -> Self {
        Self::ticking_in(Utc.fix(), start)
    }

    /// A ticking clock from `start`, of an analyst in `zone`.
    pub fn ticking_in(zone: FixedOffset, start: DateTime<Utc>) -> Self {
        Self::Ticking { start, asked: AtomicU32::new(0), zone }
    }

    /// The present time.
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Ticking { start, asked, .. } => {
                *start + TimeDelta::seconds(asked.fetch_add(1, Ordering::Relaxed).into())
            }
        }
    }

    /// The present day of the analyst's calendar: deadlines are kept by it, whatever the day in UTC.
    pub(crate) fn today(&self) -> NaiveDate {
        self.day(self.now())
    }

    /// The day of the analyst's calendar on which `at` was.
    pub(crate) fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        match self {
            Self::System => at.with_timezone(&Local).date_naive(),
            Self::Ticking { zone, .. } => at.with_timezone(zone).date_naive(),
        }
    }

    /// A new id.
    pub(crate) fn uuid(&self) -> Uuid {
        match self {
            Self::System => Uuid::now_v7(),
            Self::Ticking { asked, .. } => Uuid::from_u128(asked.fetch_add(1, Ordering::Relaxed).into()),
        }
    }
}

//! Dates as documents state them.

use chrono::NaiveDate;
use domain::{Dated, DatedFrom};

/// The day at the start of an ISO 8601 date or date-time, or of an RFC 2822 date; `None` for anything else.
pub(crate) fn stated(value: &str, from: DatedFrom) -> Option<Dated> {
    let value = value.trim();
    let on = value
        .get(..10)
        .and_then(|day| day.parse().ok())
        .or_else(|| value.get(..8).and_then(|day| NaiveDate::parse_from_str(day, "%Y%m%d").ok()))
        .or_else(|| chrono::DateTime::parse_from_rfc2822(value).ok().map(|moment| moment.date_naive()))?;
    Some(Dated { on, from, as_written: value.to_owned() })
}

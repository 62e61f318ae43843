//! The days of the calendar that units, seasons, weekdays and parts of them stand for.

use chrono::{Datelike, Months, NaiveDate, Weekday};
use domain::{Interval, Precision};

use super::rules::{Caught, Part, Placed, Unit};

pub(super) fn days(from: NaiveDate, to: NaiveDate, precision: Precision, rule: &'static str) -> Option<Placed> {
    Some(Placed { interval: Interval::new(from, to).ok()?, precision, rule })
}

pub(super) fn month(year: i32, month: u32, rule: &'static str) -> Option<Placed> {
    let from = NaiveDate::from_ymd_opt(year, month, 1)?;
    days(from, from.checked_add_months(Months::new(1))?.pred_opt()?, Precision::Month, rule)
}

pub(super) fn year(year: i32, rule: &'static str) -> Option<Placed> {
    days(NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?, Precision::Year, rule)
}

/// A century, counted as historians do: the first year of the 19th is 1801.
pub(super) fn century(number: i32, rule: &'static str) -> Option<Placed> {
    let last = number.checked_mul(100)?;
    days(NaiveDate::from_ymd_opt(last - 99, 1, 1)?, NaiveDate::from_ymd_opt(last, 12, 31)?, Precision::Span, rule)
}

/// Meteorological seasons of the northern half; winter belongs to the year in which it ends.
pub(super) fn season(number: u32, year: i32, rule: &'static str) -> Option<Placed> {
    let from = match number {
        0 => NaiveDate::from_ymd_opt(year - 1, 12, 1)?,
        number => NaiveDate::from_ymd_opt(year, number * 3, 1)?,
    };
    days(from, from.checked_add_months(Months::new(3))?.pred_opt()?, Precision::Span, rule)
}

/// `steps` units from `from`; the last day of a month where the month is too short.
pub(super) fn step(from: NaiveDate, unit: Unit, steps: i32) -> Option<NaiveDate> {
    let months = match unit {
        Unit::Day | Unit::Week => {
            let length = if unit == Unit::Week { 7 } else { 1 };
            return from.checked_add_signed(chrono::TimeDelta::try_days(i64::from(steps) * length)?);
        }
        Unit::Month => 1,
        Unit::Quarter => 3,
        Unit::Year => 12,
        Unit::Decade => 120,
    };
    let by = Months::new(steps.unsigned_abs().checked_mul(months)?);
    if steps < 0 { from.checked_sub_months(by) } else { from.checked_add_months(by) }
}

/// The unit of the calendar that `on` lies in.
pub(super) fn around(on: NaiveDate, unit: Unit, rule: &'static str) -> Option<Placed> {
    match unit {
        Unit::Day => days(on, on, Precision::Day, rule),
        Unit::Week => {
            let week = on.week(Weekday::Mon);
            days(week.first_day(), week.last_day(), Precision::Week, rule)
        }
        Unit::Month => month(on.year(), on.month(), rule),
        Unit::Quarter => {
            let from = NaiveDate::from_ymd_opt(on.year(), (on.month() - 1) / 3 * 3 + 1, 1)?;
            days(from, from.checked_add_months(Months::new(3))?.pred_opt()?, Precision::Span, rule)
        }
        Unit::Year => year(on.year(), rule),
        Unit::Decade => {
            let first = on.year().div_euclid(10) * 10;
            let (from, to) = (NaiveDate::from_ymd_opt(first, 1, 1)?, NaiveDate::from_ymd_opt(first + 9, 12, 31)?);
            days(from, to, Precision::Span, rule)
        }
    }
}

/// The publication date's own unit, up to it; or the one so many steps away, whole.
pub(super) fn unit(published: NaiveDate, unit: Unit, steps: i32, ahead: bool) -> Option<Placed> {
    let on = match unit {
        // From the first of the month, so that no step is lost in a short one.
        Unit::Month | Unit::Quarter => step(published.with_day(1)?, unit, steps)?,
        _ => step(published, unit, steps)?,
    };
    let rule = match steps {
        0 => "from the first day of the publication date's own to it",
        -1 => "the one before the publication date's",
        1 => "the one after the publication date's",
        _ => "counted from the publication date's own",
    };
    let whole = around(on, unit, rule)?;
    if steps == 0 && !ahead && unit != Unit::Day {
        return days(whole.interval.from, published, whole.precision, rule);
    }
    Some(whole)
}

/// The latest weekday up to the publication date, or the next one from it; a strict one is not the date itself.
pub(super) fn weekday(published: NaiveDate, wanted: u32, steps: i32, strict: bool) -> Option<Placed> {
    let today = published.weekday().num_days_from_monday();
    let distance = if steps < 0 { (today + 7 - wanted) % 7 } else { (wanted + 7 - today) % 7 };
    let distance = i32::try_from(if distance == 0 && strict { 7 } else { distance }).ok()?;
    let on = step(published, Unit::Day, if steps < 0 { -distance } else { distance })?;
    let rule = if steps < 0 {
        "the latest such weekday up to the publication date"
    } else {
        "the next such weekday from the publication date"
    };
    days(on, on, Precision::Day, rule)
}

/// How a day without a year is placed, when it is not one of those to come.
pub(super) const LATEST_DAY: &str = "the latest such day up to the publication date";

pub(super) fn day_of_month(published: NaiveDate, caught: &Caught, ahead: bool) -> Option<Placed> {
    let (month, day) = (caught.month?, caught.day?);
    let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
    // The 29th of February may be as far as eight years away.
    let years = (0..9).map(|back| if ahead { published.year() + back } else { published.year() - back });
    let on = years.filter_map(in_year).find(|on| if ahead { *on >= published } else { *on <= published })?;
    match caught.last_day {
        Some(last) => days(on, on.with_day(last)?, Precision::Span, "the latest such days up to the publication date"),
        None => days(on, on, Precision::Day, LATEST_DAY),
    }
}

/// The beginning, the middle or the end of what is placed.
pub(super) fn third(placed: Placed, part: Part) -> Option<Placed> {
    let Interval { from, .. } = placed.interval;
    let at = |month: u32, day: u32| NaiveDate::from_ymd_opt(from.year(), month, day);
    let (from, to) = match (placed.precision, part) {
        (Precision::Week, Part::Early) => (from, step(from, Unit::Day, 1)?),
        (Precision::Week, Part::Middle) => (step(from, Unit::Day, 2)?, step(from, Unit::Day, 3)?),
        (Precision::Week, Part::Late) => (step(from, Unit::Day, 4)?, step(from, Unit::Day, 6)?),
        (Precision::Month, Part::Early) => (from, from.with_day(10)?),
        (Precision::Month, Part::Middle) => (from.with_day(11)?, from.with_day(20)?),
        (Precision::Month, Part::Late) => (from.with_day(21)?, month(from.year(), from.month(), "")?.interval.to),
        (Precision::Year, Part::Early) => (from, at(4, 30)?),
        (Precision::Year, Part::Middle) => (at(5, 1)?, at(8, 31)?),
        (Precision::Year, Part::Late) => (at(9, 1)?, at(12, 31)?),
        (Precision::Span, part) => years(placed.interval, part)?,
        _ => return Some(placed),
    };
    Some(Placed {
        interval: Interval::new(from, to).ok()?,
        precision: Precision::Span,
        rule: "a third of the time meant",
    })
}

/// A part of a decade or a century, in whole years.
fn years(Interval { from, to }: Interval, part: Part) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = match (to.year() - from.year(), part) {
        (9, Part::Early) => (0, 3),
        (9, Part::Middle) => (4, 6),
        (9, Part::Late) => (7, 9),
        (99, Part::Early) => (0, 32),
        (99, Part::Middle) => (33, 65),
        (99, Part::Late) => (66, 99),
        _ => return Some((from, to)),
    };
    let year = |years: i32| from.year().checked_add(years);
    Some((NaiveDate::from_ymd_opt(year(first)?, 1, 1)?, NaiveDate::from_ymd_opt(year(last)?, 12, 31)?))
}

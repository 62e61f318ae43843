//! What each rule of the data files makes of the figures and names its pattern caught.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use domain::{Interval, Precision};

/// A length of calendar time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
}

/// A third of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Middle,
    Late,
}

/// What a pattern caught.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Caught {
    pub(super) day: Option<u32>,
    pub(super) month: Option<u32>,
    pub(super) year: Option<i32>,
    pub(super) weekday: Option<u32>,
    pub(super) season: Option<u32>,
    pub(super) count: Option<u32>,
    pub(super) ordinal: Option<u32>,
    pub(super) unit: Option<Unit>,
    pub(super) last_day: Option<u32>,
}

/// The days that words stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) interval: Interval,
    pub(super) precision: Precision,
    pub(super) rule: &'static str,
}

/// How to place what a pattern caught.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    kind: Kind,
    /// Steps from the publication date's own day, week, month or year.
    steps: i32,
    part: Option<Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Date,
    DayOfMonth,
    Days,
    MonthYear,
    Month,
    MonthOfYear,
    DateOfYear,
    Year,
    Decade,
    Unit,
    Ago,
    Ahead,
    Past,
    Coming,
    Weekday,
    LastWeekday,
    WeekdayOfWeek,
    Weekend,
    Season,
    SeasonOfYear,
    Quarter,
    Half,
    OrdinalDay,
    DayOfUnitMonth,
}

impl Rule {
    /// The rule that the data files call `name`: a part, a kind, and steps ("late unit-1").
    pub(super) fn named(name: &str) -> Option<Self> {
        let (part, rest) = match name.split_once(' ') {
            Some(("early", rest)) => (Some(Part::Early), rest),
            Some(("middle", rest)) => (Some(Part::Middle), rest),
            Some(("late", rest)) => (Some(Part::Late), rest),
            _ => (None, name),
        };
        let cut = rest.find(['+', '-']).unwrap_or(rest.len());
        let (word, steps) = rest.split_at(cut);
        let steps = if steps.is_empty() { 0 } else { steps.parse().ok()? };
        let kind = match word {
            "date" => Kind::Date,
            "day_of_month" => Kind::DayOfMonth,
            "day" => Kind::Days,
            "month_year" => Kind::MonthYear,
            "month" => Kind::Month,
            "month_of_year" => Kind::MonthOfYear,
            "date_of_year" => Kind::DateOfYear,
            "year" => Kind::Year,
            "decade" => Kind::Decade,
            "unit" => Kind::Unit,
            "ago" => Kind::Ago,
            "ahead" => Kind::Ahead,
            "past" => Kind::Past,
            "coming" => Kind::Coming,
            "weekday" => Kind::Weekday,
            "last_weekday" => Kind::LastWeekday,
            "weekday_of_week" => Kind::WeekdayOfWeek,
            "weekend" => Kind::Weekend,
            "season" => Kind::Season,
            "season_of_year" => Kind::SeasonOfYear,
            "quarter" => Kind::Quarter,
            "half" => Kind::Half,
            "ordinal_day" => Kind::OrdinalDay,
            "day_of_unit_month" => Kind::DayOfUnitMonth,
            _ => return None,
        };
        Some(Self { kind, steps, part })
    }

    /// The days that `caught` stands for.
    pub(super) fn place(self, caught: &Caught, published: Option<NaiveDate>, ahead: bool) -> Option<Placed> {
        let placed = self.whole(caught, published, ahead)?;
        match self.part {
            Some(part) => third(placed, part),
            None => Some(placed),
        }
    }

    fn whole(self, caught: &Caught, published: Option<NaiveDate>, ahead: bool) -> Option<Placed> {
        let steps = self.steps;
        match self.kind {
            Kind::Date => {
                let from = NaiveDate::from_ymd_opt(caught.year?, caught.month?, caught.day?)?;
                match caught.last_day {
                    Some(last) => days(from, from.with_day(last)?, Precision::Span, "the days as given"),
                    None => days(from, from, Precision::Day, "the date as given"),
                }
            }
            Kind::MonthYear => month(caught.year?, caught.month?, "the month as given"),
            Kind::Year => year(caught.year?, "the year as given"),
            Kind::Decade => {
                let first = caught.year?.div_euclid(10) * 10;
                let (from, to) = (NaiveDate::from_ymd_opt(first, 1, 1)?, NaiveDate::from_ymd_opt(first + 9, 12, 31)?);
                days(from, to, Precision::Span, "the decade as given")
            }
            Kind::SeasonOfYear if caught.year.is_some() => season(caught.season?, caught.year?, "the season as given"),
            Kind::Quarter | Kind::Half => {
                let year = match caught.year {
                    Some(year) => year,
                    None => published?.year() + steps,
                };
                let length = if self.kind == Kind::Half { 6 } else { 3 };
                let number = caught.ordinal.or(caught.count)?;
                let from = NaiveDate::from_ymd_opt(year, (number.checked_sub(1)? * length) + 1, 1)?;
                let to = from.checked_add_months(Months::new(length))?.pred_opt()?;
                days(from, to, Precision::Span, "the part of the year as given")
            }
            _ => self.relative(caught, published?, ahead),
        }
    }

    fn relative(self, caught: &Caught, published: NaiveDate, ahead: bool) -> Option<Placed> {
        let steps = self.steps;
        match self.kind {
            Kind::Days => {
                let on = step(published, Unit::Day, steps)?;
                days(
                    on,
                    on,
                    Precision::Day,
                    match steps {
                        0 => "the publication date",
                        -1 => "the day before the publication date",
                        -2 => "two days before the publication date",
                        1 => "the day after the publication date",
                        _ => "days counted from the publication date",
                    },
                )
            }
            Kind::Unit => unit(published, caught.unit?, steps, ahead),
            Kind::Ago => {
                let on = step(published, caught.unit?, -i32::try_from(caught.count?).ok()?)?;
                around(on, caught.unit?, "counted back from the publication date")
            }
            Kind::Ahead => {
                let on = step(published, caught.unit?, i32::try_from(caught.count?).ok()?)?;
                around(on, caught.unit?, "counted on from the publication date")
            }
            Kind::Past => {
                let count = i32::try_from(caught.count.unwrap_or(1)).ok()?;
                let from = step(published, caught.unit?, -count)?;
                days(from, published, Precision::Span, "up to the publication date")
            }
            Kind::Coming => {
                let count = i32::try_from(caught.count.unwrap_or(1)).ok()?;
                let to = step(published, caught.unit?, count)?;
                days(published, to, Precision::Span, "from the publication date on")
            }
            Kind::Weekday => weekday(published, caught.weekday?, if ahead { 0 } else { -1 }, false),
            Kind::LastWeekday => weekday(published, caught.weekday?, steps, true),
            Kind::WeekdayOfWeek => {
                let monday = published.week(Weekday::Mon).first_day();
                let on = step(monday, Unit::Week, steps)?.checked_add_days(Days::new(caught.weekday?.into()))?;
                days(on, on, Precision::Day, "that weekday of the week meant")
            }
            Kind::Weekend => {
                let saturday = step(published.week(Weekday::Mon).first_day(), Unit::Day, 5)?;
                // On a weekend, or before one, "the weekend" is told of when it is over.
                let steps =
                    if steps == 0 && !ahead && published.weekday().num_days_from_monday() < 5 { -1 } else { steps };
                let from = step(saturday, Unit::Week, steps)?;
                days(from, step(from, Unit::Day, 1)?, Precision::Span, "the Saturday and Sunday meant")
            }
            Kind::DayOfMonth => day_of_month(published, caught, ahead),
            Kind::Month => {
                let number = caught.month?;
                let passed = if steps < 0 { number >= published.month() } else { number > published.month() };
                let year = match (ahead || steps > 0, passed) {
                    (true, _) if number < published.month() || (steps > 0 && number == published.month()) => {
                        published.year() + 1
                    }
                    (true, _) => published.year(),
                    (false, true) => published.year() - 1,
                    (false, false) => published.year(),
                };
                month(year, number, "the latest such month up to the publication date")
            }
            Kind::MonthOfYear => month(published.year() + steps, caught.month?, "that month of the year meant"),
            Kind::DateOfYear => {
                let on = NaiveDate::from_ymd_opt(published.year() + steps, caught.month?, caught.day?)?;
                days(on, on, Precision::Day, "that day of the year meant")
            }
            Kind::Season => {
                let this = season(caught.season?, published.year(), "the latest such season")?;
                match (ahead, this.interval.from > published) {
                    (false, true) => season(caught.season?, published.year() - 1, "the latest such season"),
                    (true, _) if this.interval.to < published => {
                        season(caught.season?, published.year() + 1, "the next such season")
                    }
                    _ => Some(this),
                }
            }
            Kind::SeasonOfYear => season(caught.season?, published.year() + steps, "that season of the year meant"),
            Kind::OrdinalDay => {
                let day = caught.day?;
                let inside =
                    if day > published.day() && !ahead { step(published, Unit::Month, -1)? } else { published };
                let on = inside.with_day(day)?;
                days(on, on, Precision::Day, "the latest such day of a month")
            }
            Kind::DayOfUnitMonth => {
                let on = step(published.with_day(1)?, Unit::Month, steps)?.with_day(caught.day?)?;
                days(on, on, Precision::Day, "that day of the month meant")
            }
            _ => None,
        }
    }
}

fn days(from: NaiveDate, to: NaiveDate, precision: Precision, rule: &'static str) -> Option<Placed> {
    Some(Placed { interval: Interval::new(from, to).ok()?, precision, rule })
}

fn month(year: i32, month: u32, rule: &'static str) -> Option<Placed> {
    let from = NaiveDate::from_ymd_opt(year, month, 1)?;
    days(from, from.checked_add_months(Months::new(1))?.pred_opt()?, Precision::Month, rule)
}

fn year(year: i32, rule: &'static str) -> Option<Placed> {
    days(NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?, Precision::Year, rule)
}

/// Meteorological seasons of the northern half; winter belongs to the year in which it ends.
fn season(number: u32, year: i32, rule: &'static str) -> Option<Placed> {
    let from = match number {
        0 => NaiveDate::from_ymd_opt(year - 1, 12, 1)?,
        number => NaiveDate::from_ymd_opt(year, number * 3, 1)?,
    };
    days(from, from.checked_add_months(Months::new(3))?.pred_opt()?, Precision::Span, rule)
}

/// `steps` units from `from`; the last day of a month where the month is too short.
fn step(from: NaiveDate, unit: Unit, steps: i32) -> Option<NaiveDate> {
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
fn around(on: NaiveDate, unit: Unit, rule: &'static str) -> Option<Placed> {
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
fn unit(published: NaiveDate, unit: Unit, steps: i32, ahead: bool) -> Option<Placed> {
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
fn weekday(published: NaiveDate, wanted: u32, steps: i32, strict: bool) -> Option<Placed> {
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

fn day_of_month(published: NaiveDate, caught: &Caught, ahead: bool) -> Option<Placed> {
    let (month, day) = (caught.month?, caught.day?);
    let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
    // The 29th of February may be as far as eight years away.
    let years = (0..9).map(|back| if ahead { published.year() + back } else { published.year() - back });
    let on = years.filter_map(in_year).find(|on| if ahead { *on >= published } else { *on <= published })?;
    match caught.last_day {
        Some(last) => days(on, on.with_day(last)?, Precision::Span, "the latest such days up to the publication date"),
        None => days(on, on, Precision::Day, "the latest such day up to the publication date"),
    }
}

/// The beginning, the middle or the end of what is placed.
fn third(placed: Placed, part: Part) -> Option<Placed> {
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
        _ => return Some(placed),
    };
    Some(Placed {
        interval: Interval::new(from, to).ok()?,
        precision: Precision::Span,
        rule: "a third of the time meant",
    })
}

//! What each rule of the data files makes of the figures and names its pattern caught.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use domain::{Interval, Precision};

use super::places::{around, century, day_of_month, days, month, season, step, third, unit, weekday, year};

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

/// How a day with its year is placed.
pub(super) const DATE: &str = "the date as given";

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
    pub(super) last_year: Option<i32>,
    pub(super) century: Option<u32>,
    /// The time named before it in the text.
    pub(super) earlier: Option<Interval>,
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
    Years,
    Decade,
    Century,
    Unit,
    Same,
    Ago,
    AgoWeekday,
    AgoDay,
    SeasonsAgo,
    WeekdaysAgo,
    Ahead,
    FromWeekday,
    FromDay,
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
            "years" => Kind::Years,
            "decade" => Kind::Decade,
            "century" => Kind::Century,
            "unit" => Kind::Unit,
            "same" => Kind::Same,
            "ago" => Kind::Ago,
            "ago_weekday" => Kind::AgoWeekday,
            "ago_day" => Kind::AgoDay,
            "seasons_ago" => Kind::SeasonsAgo,
            "weekdays_ago" => Kind::WeekdaysAgo,
            "ahead" => Kind::Ahead,
            "from_weekday" => Kind::FromWeekday,
            "from_day" => Kind::FromDay,
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
                    None => days(from, from, Precision::Day, DATE),
                }
            }
            Kind::MonthYear => month(caught.year?, caught.month?, "the month as given"),
            Kind::Year => year(caught.year?, "the year as given"),
            Kind::Decade => {
                let first = caught.year?.div_euclid(10) * 10;
                let (from, to) = (NaiveDate::from_ymd_opt(first, 1, 1)?, NaiveDate::from_ymd_opt(first + 9, 12, 31)?);
                days(from, to, Precision::Span, "the decade as given")
            }
            Kind::Years => {
                let (from, to) = (caught.year?, caught.last_year.filter(|last| Some(*last) > caught.year)?);
                let (from, to) = (NaiveDate::from_ymd_opt(from, 1, 1)?, NaiveDate::from_ymd_opt(to, 12, 31)?);
                days(from, to, Precision::Span, "the years as given")
            }
            Kind::Century if caught.century.is_some() => {
                century(i32::try_from(caught.century?).ok()?, "the century as given")
            }
            Kind::Same if caught.earlier.is_some() => {
                let earlier = caught.earlier?;
                let whole = around(earlier.from, caught.unit?, "that of the time named before")?;
                (whole.interval.to >= earlier.to).then_some(whole)
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
            Kind::AgoWeekday | Kind::AgoDay | Kind::WeekdaysAgo | Kind::SeasonsAgo => self.back(caught, published),
            Kind::FromWeekday | Kind::FromDay => {
                let from = match self.kind {
                    Kind::FromDay => step(published, Unit::Day, steps)?,
                    _ => weekday(published, caught.weekday?, 1, true)?.interval.from,
                };
                let on = step(from, caught.unit?, i32::try_from(caught.count?).ok()?)?;
                days(on, on, Precision::Day, "counted on from that day")
            }
            // Without a time before it, "the same day" is that of the news.
            Kind::Same if caught.unit == Some(Unit::Day) => {
                days(published, published, Precision::Day, "the publication date")
            }
            Kind::Century => {
                let own = (published.year() - 1).div_euclid(100) + 1;
                century(own.checked_add(steps)?, "counted from the publication date's own")
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

    /// "a year ago Tuesday": so many units before that Tuesday. "two summers ago": the second of those that are over.
    fn back(self, caught: &Caught, published: NaiveDate) -> Option<Placed> {
        let count = i32::try_from(caught.count?).ok()?;
        let on = match self.kind {
            Kind::SeasonsAgo => {
                let over = |year: &i32| {
                    season(caught.season.unwrap_or_default(), *year, "").is_some_and(|one| one.interval.to < published)
                };
                let latest = [published.year() + 1, published.year(), published.year() - 1].into_iter().find(over)?;
                return season(caught.season?, latest - (count - 1), "counted back from the latest that is over");
            }
            Kind::WeekdaysAgo => {
                let latest = weekday(published, caught.weekday?, -1, true)?.interval.from;
                step(latest, Unit::Week, 1 - count)?
            }
            Kind::AgoDay => step(step(published, Unit::Day, self.steps)?, caught.unit?, -count)?,
            _ => step(weekday(published, caught.weekday?, -1, false)?.interval.from, caught.unit?, -count)?,
        };
        days(on, on, Precision::Day, "counted back from that day")
    }
}

//! Counts of claims as bars: where they stand, when they were made, and who makes them.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use domain::{CaseClaim, CaseFile, Counts, Status};
use serde::Serialize;

use super::named;
use crate::words;

/// Bars that a chart has room for.
const MOST_BARS: usize = 24;
/// Claimants that are named one by one.
const MOST_CLAIMANTS: usize = 8;

/// A table of counts, a bar a row.
#[derive(Debug, Serialize)]
pub(crate) struct Chart {
    pub(crate) title: &'static str,
    /// What the rows are.
    pub(crate) rows_are: &'static str,
    pub(crate) bars: Vec<Bar>,
    /// The longest bar's claims.
    pub(crate) most: u32,
}

/// How many claims stand where, of those that a row is about.
#[derive(Debug, Serialize)]
pub(crate) struct Bar {
    pub(crate) label: String,
    #[serde(flatten)]
    pub(crate) counts: Counts,
    pub(crate) total: u32,
}

impl Chart {
    fn of(title: &'static str, rows_are: &'static str, rows: Vec<(String, Counts)>) -> Option<Self> {
        let bars: Vec<Bar> =
            rows.into_iter().map(|(label, counts)| Bar { label, counts, total: counts.total() }).collect();
        let most = bars.iter().map(|bar| bar.total).max().filter(|most| *most > 0)?;
        Some(Self { title, rows_are, bars, most })
    }
}

/// The charts of `case`; none of what there is nothing to count of.
pub(super) fn of(case: &CaseFile) -> Vec<Chart> {
    let charts = [
        Chart::of("Claims by status", "Status", by_status(case)),
        by_time(case),
        Chart::of("Claims by claimant", "Claimant", by_claimant(case)),
    ];
    charts.into_iter().flatten().collect()
}

fn counted<'a>(claims: impl IntoIterator<Item = &'a CaseClaim>) -> Counts {
    Counts::of(claims.into_iter().map(CaseClaim::status))
}

fn by_status(case: &CaseFile) -> Vec<(String, Counts)> {
    let of = |status: Status| counted(case.claims.iter().filter(move |claim| claim.status() == status));
    [Status::Pending, Status::Confirmed, Status::Denied]
        .into_iter()
        .map(|status| (format!("{} {}", words::sign(status), words::status(status)), of(status)))
        .collect()
}

/// The claimants with most claims first; those without room, and claims of nobody, come last.
fn by_claimant(case: &CaseFile) -> Vec<(String, Counts)> {
    let mut of_party: BTreeMap<_, Vec<&CaseClaim>> = BTreeMap::new();
    for claim in &case.claims {
        let first = claim.appearances.iter().find_map(|made| made.appearance.attribution.claimant);
        of_party.entry(first).or_default().push(claim);
    }
    let nobody = of_party.remove(&None);
    let mut rows: Vec<(String, Vec<&CaseClaim>)> =
        of_party.into_iter().filter_map(|(party, claims)| Some((named(case, party?), claims))).collect();
    rows.sort_by(|(a, left), (b, right)| right.len().cmp(&left.len()).then_with(|| a.cmp(b)));
    let others = rows.split_off(rows.len().min(MOST_CLAIMANTS));
    let mut shown: Vec<_> = rows.into_iter().map(|(name, claims)| (name, counted(claims))).collect();
    if !others.is_empty() {
        let label = format!("{} others", others.len());
        shown.push((label, counted(others.into_iter().flat_map(|(_, claims)| claims))));
    }
    shown.extend(nobody.map(|claims| ("Unattributed".to_owned(), counted(claims))));
    shown
}

/// What a span of time is called, and when the one after it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Span {
    Week,
    Month,
    Year,
}

impl Span {
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Week => ("Claims by week", "Week"),
            Self::Month => ("Claims by month", "Month"),
            Self::Year => ("Claims by year", "Year"),
        }
    }

    /// The first day of the span that `day` is in.
    fn first(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Week => day.week(Weekday::Mon).first_day(),
            Self::Month => day.with_day(1).unwrap_or(day),
            Self::Year => day.with_ordinal(1).unwrap_or(day),
        }
    }

    /// The first day of the span after the one that begins on `first`.
    fn next(self, first: NaiveDate) -> Option<NaiveDate> {
        // No span is shorter than the days that are added less the days of the shortest after it.
        let days = match self {
            Self::Week => 7,
            Self::Month => 31,
            Self::Year => 366,
        };
        first.checked_add_days(Days::new(days)).map(|day| self.first(day))
    }

    fn label(self, first: NaiveDate) -> String {
        match self {
            Self::Week => format!("{}, from {first}", first.format("%G-W%V")),
            Self::Month => first.format("%Y-%m").to_string(),
            Self::Year => first.format("%Y").to_string(),
        }
    }

    /// The spans from that of `from` to that of `to`, as many as there is room for and one more.
    fn between(self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let spans = std::iter::successors(Some(self.first(from)), |first| self.next(*first));
        spans.take_while(|first| *first <= to).take(MOST_BARS + 1).collect()
    }
}

/// Claims by when they were first made, in weeks, or in months or years where weeks are too many.
fn by_time(case: &CaseFile) -> Option<Chart> {
    let days: Vec<(Option<NaiveDate>, &CaseClaim)> =
        case.claims.iter().map(|claim| (made_on(case, claim), claim)).collect();
    let known = || days.iter().filter_map(|(day, _)| *day);
    let (from, to) = (known().min()?, known().max()?);
    let fits = |span: &Span| span.between(from, to).len() <= MOST_BARS;
    let span = [Span::Week, Span::Month].into_iter().find(fits).unwrap_or(Span::Year);
    let mut rows: Vec<(String, Counts)> = span
        .between(from, to)
        .into_iter()
        .map(|first| {
            let inside = days.iter().filter(|(day, _)| day.is_some_and(|day| span.first(day) == first));
            (span.label(first), counted(inside.map(|(_, claim)| *claim)))
        })
        .collect();
    let undated = counted(days.iter().filter(|(day, _)| day.is_none()).map(|(_, claim)| *claim));
    if undated.total() > 0 {
        rows.push(("No date".to_owned(), undated));
    }
    let (title, rows_are) = span.names();
    Chart::of(title, rows_are, rows)
}

/// The first day on which the claim was made: as said, or else as published.
fn made_on(case: &CaseFile, claim: &CaseClaim) -> Option<NaiveDate> {
    let day = |made: &domain::CaseAppearance| {
        let said = made.appearance.said.as_ref().map(|said| said.interval.from);
        said.or_else(|| case.sources[made.source].article.published.as_ref().map(|dated| dated.on))
    };
    claim.appearances.iter().filter_map(day).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn spans_follow_each_other_without_a_gap() {
        let shown = |span: Span, from, to| -> Vec<String> {
            span.between(day(from), day(to)).into_iter().map(|first| span.label(first)).collect()
        };
        assert_eq!(
            shown(Span::Week, "2024-12-31", "2025-01-12"),
            ["2025-W01, from 2024-12-30", "2025-W02, from 2025-01-06"]
        );
        assert_eq!(shown(Span::Month, "2025-01-31", "2025-04-01"), ["2025-01", "2025-02", "2025-03", "2025-04"]);
        assert_eq!(shown(Span::Year, "2023-06-01", "2025-01-01"), ["2023", "2024", "2025"]);
        assert_eq!(shown(Span::Week, "1900-01-01", "2025-01-01").len(), MOST_BARS + 1);
    }
}

//! What happened in an investigation, in order of time: its events, what was claimed, answered and marked, and the times
//! that the words name.

use chrono::{DateTime, NaiveDate, Utc};
use database::{Connection, appearances, articles, assessments, claims, events, investigations, responses};
use domain::{ClaimId, Event, Interval, InvestigationId, Moment, Precision, ResponseKind, When};

use crate::{
    Result, Workbench,
    parties::known_as,
    times,
    views::{TimelineItem, TimelineKind, TimelineView},
};

impl Workbench {
    /// The timeline of an investigation.
    pub fn timeline(&self, investigation: InvestigationId) -> Result<TimelineView> {
        self.read_seen(|conn, veil| {
            investigations::by_id(conn, investigation)?;
            let mut timeline = TimelineView { investigation, items: Vec::new(), undated: 0 };
            timeline.items.extend(events::of_investigation(conn, investigation)?.into_iter().map(event));
            for claim in investigations::claims(conn, investigation)? {
                let statement = claims::by_id(conn, claim)?.statement;
                made(conn, claim, &statement, &mut timeline)?;
                answered(conn, claim, &statement, &mut timeline)?;
                if !veil.hides(claim) {
                    marked(conn, claim, &statement, |at| self.clock.day(at), &mut timeline)?;
                }
            }
            timeline.items.sort_by_key(|item| (item.from, item.to, item.kind));
            Ok(timeline)
        })
    }
}

fn event(event: Event) -> TimelineItem {
    let time = event.time.clone();
    TimelineItem { statement: event.title.clone(), event: Some(event), ..placed(TimelineKind::Event, time) }
}

/// Where the claim is made, and the times that it names.
fn made(conn: &Connection, claim: ClaimId, statement: &str, timeline: &mut TimelineView) -> database::Result<()> {
    for appearance in appearances::of_claim(conn, claim)? {
        let published = articles::by_id(conn, appearance.article)?.published.map(|dated| dated.on);
        let who = known_as(conn, appearance.attribution.claimant)?;
        let place = (Some(appearance.article), Some(appearance.passage.range));
        match appearance.said.clone().or_else(|| published.map(publication)) {
            None => timeline.undated += 1,
            Some(moment) => {
                let item = item(TimelineKind::Claim, moment, (claim, statement), place);
                timeline.items.push(TimelineItem { who: who.clone(), ..item });
            }
        }
        for time in times::named(conn, &appearance)?.into_iter().filter(|time| !times::is_said(&appearance, time)) {
            let Some(When { from, to, precision }) = time.when else { continue };
            let (interval, as_written, rule) = (Interval { from, to }, time.as_written, time.rule);
            let moment = Moment { as_written, interval, precision, rule };
            timeline.items.push(item(TimelineKind::Moment, moment, (claim, statement), place));
        }
    }
    Ok(())
}

fn answered(conn: &Connection, claim: ClaimId, statement: &str, timeline: &mut TimelineView) -> database::Result<()> {
    for responses::Placed { response, day, dated, .. } in responses::to_claim(conn, claim)? {
        if !dated {
            timeline.undated += 1;
            continue;
        }
        let place = (response.article, response.passage.as_ref().map(|passage| passage.range));
        let asked = response.asked.as_ref().and_then(|asked| asked.on);
        let moment = match (response.kind, asked) {
            (ResponseKind::HasNotResponded, Some(asked)) => on(asked, "the day it was asked"),
            _ => response.said.clone().unwrap_or_else(|| publication(day)),
        };
        timeline.items.push(TimelineItem {
            who: known_as(conn, Some(response.party))?,
            response: Some(response.kind),
            ..item(TimelineKind::Response, moment, (claim, statement), place)
        });
    }
    Ok(())
}

/// The marks, each on its day of the analyst's calendar, as `day` has it.
fn marked(
    conn: &Connection,
    claim: ClaimId,
    statement: &str,
    day: impl Fn(DateTime<Utc>) -> NaiveDate,
    timeline: &mut TimelineView,
) -> database::Result<()> {
    for mark in assessments::history(conn, claim)? {
        let moment = on(day(mark.at), "");
        timeline.items.push(TimelineItem {
            who: Some(mark.analyst),
            status: Some(mark.status),
            ..item(TimelineKind::Assessment, moment, (claim, statement), (None, None))
        });
    }
    Ok(())
}

fn publication(day: NaiveDate) -> Moment {
    on(day, "the publication date")
}

fn on(day: NaiveDate, rule: &str) -> Moment {
    let (interval, precision) = (Interval::day(day), Precision::Day);
    Moment { as_written: String::new(), interval, precision, rule: rule.to_owned() }
}

fn item(
    kind: TimelineKind,
    moment: Moment,
    (claim, statement): (ClaimId, &str),
    (article, range): (Option<domain::ArticleId>, Option<domain::TextRange>),
) -> TimelineItem {
    TimelineItem { claim: Some(claim), statement: statement.to_owned(), article, range, ..placed(kind, moment) }
}

/// Something at its time, of which nothing else is said yet.
fn placed(kind: TimelineKind, moment: Moment) -> TimelineItem {
    let Moment { as_written, interval: Interval { from, to }, precision, rule } = moment;
    TimelineItem {
        kind,
        from,
        to,
        precision,
        as_written,
        rule,
        claim: None,
        event: None,
        statement: String::new(),
        who: None,
        response: None,
        status: None,
        article: None,
        range: None,
    }
}

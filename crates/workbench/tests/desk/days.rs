//! Days are those of the analyst's own calendar, wherever UTC is at the time.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, Utc};
use domain::{ResponseKind, Status};
use workbench::{
    Clock,
    views::{
        AssessmentInput, ClaimColumn, ClaimQuery, RefinementInput, ResponseInput, Saying, TimelineKind, WorkInput,
    },
};

use super::{Desktop, Result, answer, day, desktop, desktop_at};

/// A desk `hours` east of Greenwich, where it is noon of 14 April in UTC.
fn desk_at(hours: i32) -> Result<Desktop> {
    let noon: DateTime<Utc> = "2025-04-14T12:00:00Z".parse()?;
    desktop_at(Clock::ticking_in(FixedOffset::east_opt(hours * 3600).ok_or("no zone")?, noon))
}

#[test]
fn a_deadline_is_over_and_a_claim_is_due_by_the_calendar_of_the_analyst() -> Result {
    // On Kiritimati it is the 15th already, in London the 14th still.
    for (hours, until, overdue, due) in [
        (14, "2025-04-14", true, true),
        (0, "2025-04-14", false, false),
        (14, "2025-04-15", false, true),
        (0, "2025-04-13", true, false),
    ] {
        let desk = desk_at(hours)?;
        let claim = desk.claim("Guards stand at the dam.", "Mirel Oszta")?;
        let asked = ResponseInput {
            asked_by: "Ana".into(),
            asked_on: "2025-04-10".into(),
            asked_until: until.into(),
            ..answer("River company", ResponseKind::HasNotResponded, "")
        };
        desk.bench.record_response(claim, None, &asked)?;
        desk.bench.set_work(&[claim], &WorkInput { revisit: Some("2025-04-15".into()), ..WorkInput::default() })?;

        let queue = desk.bench.queue(Duration::MAX)?;
        assert_eq!((queue.overdue.len() == 1, queue.revisit.len() == 1), (overdue, due), "{hours} {until}");
        let company = desk.bench.party(desk.bench.party_named("River company")?)?;
        assert_eq!(company.unanswered[0].overdue, overdue, "{hours} {until}");
    }
    Ok(())
}

#[test]
fn west_of_greenwich_the_day_before_lasts_on() -> Result {
    let night: DateTime<Utc> = "2025-04-15T03:00:00Z".parse()?;
    let desk = desktop_at(Clock::ticking_in(FixedOffset::west_opt(10 * 3600).ok_or("no zone")?, night))?;
    let claim = desk.claim("Guards stand at the dam.", "Mirel Oszta")?;
    desk.bench.set_work(&[claim], &WorkInput { revisit: Some("2025-04-15".into()), ..WorkInput::default() })?;
    assert!(desk.bench.queue(Duration::MAX)?.revisit.is_empty(), "it is the evening of the 14th");

    let investigation = desk.bench.open_investigation("The dam", "")?;
    desk.bench.file_claims(investigation, &[claim])?;
    let marked = AssessmentInput { status: Status::Denied, rationale: "no list".into(), ..AssessmentInput::default() };
    desk.bench.assess_claims(&[claim], &marked)?;
    let timeline = desk.bench.timeline(investigation)?;
    let mark = timeline.items.iter().find(|item| item.kind == TimelineKind::Assessment).ok_or("no mark")?;
    assert_eq!(Some(mark.from), day("2025-04-14"));
    let history = desk.bench.claim(claim)?.history;
    assert_eq!(history[0].at.date_naive().to_string(), "2025-04-15", "the journal keeps to UTC");
    Ok(())
}

#[test]
fn of_a_month_no_day_is_told() -> Result {
    let desk = desktop()?;
    let investigation = desk.bench.open_investigation("The dam", "")?;
    let claims = [
        desk.claim("Guards stand at the dam.", "Mirel Oszta")?,
        desk.claim("The road is closed.", "Mirel Oszta")?,
        desk.claim("The ferry has sunk.", "Mirel Oszta")?,
    ];
    desk.bench.file_claims(investigation, &claims)?;
    for (claim, said) in claims.iter().zip(["April 2025", "2025-04-01", "2025-04-01"]) {
        let made = desk.bench.claim(*claim)?.appearances[0].id;
        let input = RefinementInput { said: said.into(), ..desk.bench.refinement(made)? };
        desk.bench.refine_appearance(made, &input)?;
    }
    desk.answer(claims[0], "River company", ResponseKind::Denies, "2025-04")?;
    desk.answer(claims[1], "River company", ResponseKind::Denies, "2025")?;
    desk.answer(claims[2], "River company", ResponseKind::Denies, "2025-04-01/2025-04-03")?;

    let matrix = desk.bench.matrix(investigation, false)?;
    let row = matrix.rows.iter().find(|row| row.party.name == "River company").ok_or("no row")?;
    let told = |says: &Saying| match says {
        Saying::Answered { when: Some(when), .. } => when.to_string(),
        other => format!("{other:?}"),
    };
    let mut cells: Vec<_> = row.cells.iter().map(|cell| told(&cell.says)).collect();
    cells.sort();
    assert_eq!(cells, ["2025", "2025-04", "2025-04-01/2025-04-03"]);
    let company = desk.bench.party(row.party.id)?;
    let mut line: Vec<_> = company.responses.iter().filter_map(|one| one.when).map(|when| when.to_string()).collect();
    line.sort();
    assert_eq!(line, cells);
    assert_eq!(desk.bench.family(claims[0])?.responses[0].when.map(|when| when.to_string()), Some("2025-04".into()));

    let grouped = ClaimQuery { grouped: Some(ClaimColumn::Dated), ..ClaimQuery::default() };
    let order = desk.bench.claim_order(grouped)?;
    assert_eq!(order.groups, [0, 2], "a month does not stand with its first day");
    let rows = desk.bench.claim_rows(&order.ids)?;
    let dated: Vec<_> = rows.iter().filter_map(|row| row.dated).map(|when| when.to_string()).collect();
    assert_eq!(dated, ["2025-04-01", "2025-04-01", "2025-04"]);
    Ok(())
}

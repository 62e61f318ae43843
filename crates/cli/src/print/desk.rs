//! Parties, families, matrix, events, timeline and queue as text.

use domain::{ClaimId, Event, Interval, Moment, Seen, When};
use workbench::views::{
    FamilyView, FigureView, MatrixView, PartySummary, PartyView, QueueView, Request, Saying, TimelineItem,
    TimelineKind, TimelineView,
};

use super::{lines, many};

pub(crate) fn parties(rows: &[PartySummary]) -> String {
    lines(rows, |row| {
        let aliases: String = row.aliases.iter().map(|alias| format!(", {alias}")).collect();
        let (claims, responses) = (many(row.claims, "claim"), many(row.responses, "response"));
        format!("{}  {}{aliases}\n  {claims}, {responses}", row.id, row.name)
    })
}

pub(crate) fn party(view: &PartyView) -> String {
    let mut text = format!("{}  {}", view.id, view.name);
    for alias in &view.aliases {
        text += &format!(", {alias}");
    }
    for role in &view.roles {
        let from = role.from.map(|day| format!(" from {day}")).unwrap_or_default();
        let to = role.to.map(|day| format!(" to {day}")).unwrap_or_default();
        text += &format!("\n{}{from}{to}", role.title);
    }
    if let Some(principal) = &view.speaks_for {
        text += &format!("\nspeaks for {}", principal.name);
    }
    for one in &view.merged {
        text += &format!("\nmerged: {}  {}", one.id, one.name);
    }
    for claim in &view.claims {
        text += &format!("\n\nclaims {}  {:9}  {}", claim.id, claim.status.word(), claim.statement);
    }
    for one in &view.responses {
        let moved = one.moved_from.map(|before| format!(" (before: {})", before.word())).unwrap_or_default();
        let through = one.through.as_ref().map(|party| format!(" through {}", party.name)).unwrap_or_default();
        let (on, kind) = (day(one.when), one.response.kind.word());
        text += &format!("\n\n{on}  {kind}{through}{moved}: {}", one.statement);
    }
    for one in &view.unanswered {
        text += &format!("\n\n{}", request(one));
    }
    text
}

fn request(request: &Request) -> String {
    let until = request.asked.as_ref().and_then(|asked| asked.until);
    let until = until.map(|day| format!(", until {day}")).unwrap_or_default();
    let overdue = if request.overdue { ", overdue" } else { "" };
    format!("{} has not responded{until}{overdue}: {}", request.party.name, request.statement)
}

pub(crate) fn family(view: &FamilyView) -> String {
    let mut text = lines(&view.claims, |row| format!("{}  {:9}  {}", row.id, row.status.word(), row.statement));
    for relation in &view.relations {
        text += &format!("\n{} {:?} {}", relation.first, relation.kind, relation.second);
    }
    for two in &view.conflicts {
        text += &format!("\n\nconflict: {}\n      but: {}", figure(&two.one), figure(&two.other));
    }
    for alike in &view.figures {
        text += &format!("\n\n{}", lines(alike, figure));
    }
    for one in &view.responses {
        text += &format!("\n\n{}  {} {}", day(one.when), one.response.party, one.response.kind.word());
    }
    for origin in &view.origins.origins {
        text += &format!("\n\nfrom {} ({} of {})", origin.name, origin.traces, view.origins.traced);
    }
    text
}

fn figure(figure: &FigureView) -> String {
    let FigureView { quantity, claimant, article_title, .. } = figure;
    let claimant = claimant.as_deref().unwrap_or("unattributed");
    let as_of = quantity.as_of.as_ref().map(as_of).unwrap_or_default();
    format!("{quantity}{as_of} ({claimant}, in “{article_title}”)")
}

/// When a figure was counted, in the words that say so and the days that they stand for.
fn as_of(time: &Moment) -> String {
    let days = When::from(time).to_string();
    let worded = !time.as_written.is_empty() && time.as_written != days;
    let words = if worded { format!(" (“{}”)", time.as_written) } else { String::new() };
    format!(", as of {days}{words}")
}

pub(crate) fn matrix(view: &MatrixView) -> String {
    let line = |id: ClaimId, status: Seen, statement: &str| format!("{id}  {:9}  {statement}", status.word());
    let mut text = lines(&view.claims, |claim| {
        let also = claim.also.iter().map(|one| format!("\n  with {}", line(one.id, one.status, &one.statement)));
        line(claim.id, claim.status, &claim.statement) + &also.collect::<String>()
    });
    for row in &view.rows {
        text += &format!("\n\n{}", row.party.name);
        let mut cells = row.cells.iter().peekable();
        for (column, claim) in (0..).zip(&view.claims) {
            let cell = cells.next_if(|cell| cell.column == column);
            let member = claim.also.iter().find(|one| cell.is_some_and(|cell| cell.claim == one.id));
            let statement = member.map_or(&claim.statement, |one| &one.statement);
            let (says, through) = match cell.map(|cell| &cell.says) {
                None => ("not heard", None),
                Some(Saying::Claims { through }) => ("claims", through.as_ref()),
                Some(Saying::Answered { response, through, .. }) => (response.word(), through.as_ref()),
            };
            let says = through.map_or_else(|| says.to_owned(), |name| format!("{says} through {name}"));
            text += &format!("\n  {says:20}  {statement}");
        }
    }
    text
}

pub(crate) fn timeline(view: &TimelineView) -> String {
    let mut text =
        lines(&view.items, |item| format!("{}  {}", days(Interval { from: item.from, to: item.to }), happened(item)));
    if view.undated > 0 {
        text += &format!("\n\n{} without a date", view.undated);
    }
    text
}

pub(crate) fn events(all: &[Event]) -> String {
    lines(all, |event| {
        let about: String = [Some(event.note.as_str()), event.url.as_deref()]
            .into_iter()
            .flatten()
            .filter(|more| !more.is_empty())
            .map(|more| format!("\n  {more}"))
            .collect();
        let time = &event.time;
        format!("{}  {}  {}\n  “{}”, {}{about}", event.id, days(time.interval), event.title, time.as_written, time.rule)
    })
}

fn day(on: Option<impl ToString>) -> String {
    on.map_or_else(|| "undated".to_owned(), |day| day.to_string())
}

fn days(Interval { from, to }: Interval) -> String {
    if from == to { from.to_string() } else { format!("{from}/{to}") }
}

fn happened(item: &TimelineItem) -> String {
    let who = item.who.as_deref().unwrap_or("unattributed");
    let statement = &item.statement;
    match item.kind {
        TimelineKind::Event => statement.clone(),
        TimelineKind::Moment => format!("“{}” in: {statement}", item.as_written),
        TimelineKind::Claim => format!("{who} claims: {statement}"),
        TimelineKind::Response => {
            format!("{who} {}: {statement}", item.response.map(domain::ResponseKind::word).unwrap_or_default())
        }
        TimelineKind::Assessment => {
            format!("{who} marks {}: {statement}", item.status.map(domain::Status::word).unwrap_or_default())
        }
    }
}

pub(crate) fn queue(view: &QueueView) -> String {
    let mut parts = Vec::new();
    for article in &view.articles {
        let coverage = article.coverage;
        parts.push(format!("{}  {}  {}", article.id, super::coverage(coverage), article.title));
    }
    parts.extend(rest(view.articles.len(), view.totals.articles));
    for one in &view.pending {
        let since = one.since.date_naive();
        parts.push(format!("{}  pending since {since}  {}", one.claim.id, one.claim.statement));
    }
    parts.extend(rest(view.pending.len(), view.totals.pending));
    for claim in &view.revisit {
        let due = claim.revisit.map(|day| day.to_string()).unwrap_or_default();
        parts.push(format!("{}  to look at again {due}  {}", claim.id, claim.statement));
    }
    parts.extend(rest(view.revisit.len(), view.totals.revisit));
    parts.extend(view.overdue.iter().map(request));
    parts.extend(rest(view.overdue.len(), view.totals.overdue));
    parts.extend(view.quotes.iter().map(super::anchored));
    parts.extend(rest(view.quotes.len(), view.totals.quotes));
    parts.extend(view.reviews.iter().map(|one| format!("{}  to review  {}", one.claim, one.statement)));
    parts.extend(rest(view.reviews.len(), view.totals.reviews));
    parts.join("\n")
}

/// How many more wait than were shown, where there are more.
fn rest(shown: usize, all: u32) -> Option<String> {
    let shown = u32::try_from(shown).unwrap_or(u32::MAX);
    (shown < all).then(|| format!("{shown} of {all} shown"))
}

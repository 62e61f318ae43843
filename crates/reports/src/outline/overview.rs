//! What a report says of its claims together: the summary, who says what to which claim, and what happened when.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{CaseFigure, CaseFile, ClaimId, PartyId};
use serde::Serialize;

use super::{Cited, Claim, Group, claims::place, named};
use crate::{
    plan::{Piece, Plan},
    words::{self, visible},
};

/// Columns that a page has room for.
const MOST_PARTIES: usize = 6;

/// What each party says to each claim.
#[derive(Debug, Serialize)]
pub(crate) struct Matrix {
    /// The parties with most to say, in that order.
    pub(crate) parties: Vec<String>,
    pub(crate) rows: Vec<Row>,
    /// How many parties had no room.
    pub(crate) left_out: usize,
}

#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) claim: usize,
    pub(crate) notes: Vec<usize>,
    /// What each of the parties says; empty when nothing.
    pub(crate) cells: Vec<String>,
}

/// Something that happened, on a day.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Event {
    pub(crate) on: NaiveDate,
    /// The day or days as shown.
    pub(crate) day: String,
    pub(crate) claim: Option<usize>,
    pub(crate) what: String,
    pub(crate) notes: Vec<usize>,
}

/// Two figures that cannot both be so.
#[derive(Debug, Serialize)]
pub(crate) struct Conflict {
    pub(crate) one: Figure,
    pub(crate) other: Figure,
}

/// A figure, who gives it and where.
#[derive(Debug, Serialize)]
pub(crate) struct Figure {
    pub(crate) text: String,
    pub(crate) claim: usize,
    pub(crate) source: usize,
    /// The footnote to the words it stands in.
    pub(crate) notes: Vec<usize>,
}

/// Each claim of `case` as the groups lay it out, in their order.
fn numbered<'a>(case: &'a CaseFile, groups: &'a [Group]) -> Vec<(&'a domain::CaseClaim, &'a Claim)> {
    let known: BTreeMap<ClaimId, &domain::CaseClaim> =
        case.claims.iter().map(|claim| (claim.claim.id, claim)).collect();
    let laid_out = groups.iter().flat_map(|group| &group.claims);
    laid_out.filter_map(|claim| Some((*known.get(&claim.id)?, claim))).collect()
}

/// The summary with its citations numbered. A claim that the report leaves out cannot be cited: it is left out here too.
pub(super) fn summary(plan: &Plan, groups: &[Group]) -> Vec<Vec<Cited>> {
    let known: BTreeMap<ClaimId, &Claim> =
        groups.iter().flat_map(|group| &group.claims).map(|claim| (claim.id, claim)).collect();
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => Some(Cited { text: visible(text), claim: None, notes: Vec::new() }),
        Piece::Claim(id) => known.get(id).map(|claim| Cited {
            text: format!("claim {}", claim.number),
            claim: Some(claim.number),
            notes: claim.notes(),
        }),
    };
    plan.summary
        .iter()
        .map(|paragraph| paragraph.iter().filter_map(piece).collect::<Vec<_>>())
        .filter(|paragraph| paragraph.iter().any(|piece| !piece.text.trim().is_empty()))
        .collect()
}

/// Who says what to which claim; `None` when no party says anything.
pub(super) fn matrix(case: &CaseFile, groups: &[Group]) -> Option<Matrix> {
    let mut said: BTreeMap<PartyId, BTreeMap<usize, Vec<&'static str>>> = BTreeMap::new();
    let mut say = |party, claim, what: &'static str| {
        let cell: &mut Vec<_> = said.entry(party).or_default().entry(claim).or_default();
        if !cell.contains(&what) {
            cell.push(what);
        }
    };
    let claims = numbered(case, groups);
    for (claim, laid_out) in &claims {
        for made in &claim.appearances {
            let attribution = &made.appearance.attribution;
            attribution.claimant.into_iter().for_each(|party| say(party, laid_out.number, "claims"));
            attribution.relayed_by.into_iter().for_each(|party| say(party, laid_out.number, "relays"));
        }
        for response in &claim.responses {
            say(response.party, laid_out.number, words::response(response.kind));
        }
    }
    let mut parties: Vec<_> = said.into_iter().map(|(party, cells)| (named(case, party), cells)).collect();
    parties.sort_by(|(a, left), (b, right)| right.len().cmp(&left.len()).then_with(|| a.cmp(b)));
    let left_out = parties.len().saturating_sub(MOST_PARTIES);
    parties.truncate(MOST_PARTIES);
    let rows = claims.iter().map(|(_, claim)| Row {
        claim: claim.number,
        notes: claim.notes(),
        cells: parties
            .iter()
            .map(|(_, cells)| cells.get(&claim.number).map(|cell| cell.join(", ")).unwrap_or_default())
            .collect(),
    });
    let rows = rows.filter(|row| row.cells.iter().any(|cell| !cell.is_empty())).collect();
    let parties: Vec<String> = parties.into_iter().map(|(name, _)| name).collect();
    (!parties.is_empty()).then_some(Matrix { parties, rows, left_out })
}

/// The figures of claims on one matter that cannot both be so.
pub(super) fn conflicts(case: &CaseFile, groups: &[Group]) -> Vec<Conflict> {
    let laid_out: BTreeMap<ClaimId, &Claim> =
        groups.iter().flat_map(|group| &group.claims).map(|claim| (claim.id, claim)).collect();
    let figure = |figure: CaseFigure<'_>| {
        let claim = laid_out.get(&figure.claim.claim.id)?;
        let place = figure.claim.appearances.iter().position(|made| std::ptr::eq(made, figure.made))?;
        let claimant = figure.made.appearance.attribution.claimant.map(|party| named(case, party));
        let said = figure.made.appearance.said.as_ref().map(|said| format!(", {}", words::days(said.interval)));
        let who = claimant.map(|name| format!(" ({name}{})", said.clone().unwrap_or_default()));
        Some(Figure {
            text: format!("{}{}", words::isolated(&figure.quantity.to_string()), who.unwrap_or_default()),
            claim: claim.number,
            source: figure.made.source + 1,
            notes: vec![claim.appearances.get(place)?.quoted.note],
        })
    };
    let found = case.conflicts().into_iter();
    found.filter_map(|(one, other)| Some(Conflict { one: figure(one)?, other: figure(other)? })).collect()
}

fn happened(event: &domain::Event) -> Event {
    let url = event.url.as_ref().map(|url| format!(" ({})", visible(url))).unwrap_or_default();
    Event {
        on: event.time.interval.from,
        day: words::days(event.time.interval),
        claim: None,
        what: format!("{}{url}", words::isolated(&event.title)),
        notes: Vec::new(),
    }
}

/// What happened on known days, oldest first.
pub(super) fn timeline(case: &CaseFile, groups: &[Group]) -> Vec<Event> {
    let mut events: Vec<Event> = case.events.iter().map(happened).collect();
    for (number, source) in (1..).zip(&case.sources) {
        let article = &source.article;
        events.extend(article.published.as_ref().map(|dated| Event {
            on: dated.on,
            day: dated.on.to_string(),
            claim: None,
            what: format!("Source {number} is published: {}", words::isolated(&article.title)),
            notes: Vec::new(),
        }));
    }
    for (claim, laid_out) in numbered(case, groups) {
        for (made, shown) in claim.appearances.iter().zip(&laid_out.appearances) {
            let claimant = made.appearance.attribution.claimant.map(|party| named(case, party));
            events.extend(made.appearance.said.as_ref().map(|said| Event {
                on: said.interval.from,
                day: words::days(said.interval),
                claim: Some(laid_out.number),
                what: format!("{} makes claim {}", claimant.as_deref().unwrap_or("Somebody"), laid_out.number),
                notes: vec![shown.quoted.note],
            }));
        }
        for (response, shown) in claim.responses.iter().zip(&laid_out.responses) {
            let days = response.said.as_ref().map(|said| said.interval).or_else(|| {
                let article = place(case, response.article?)?;
                case.sources[article].article.published.as_ref().map(|dated| domain::Interval::day(dated.on))
            });
            events.extend(days.map(|days| Event {
                on: days.from,
                day: words::days(days),
                claim: Some(laid_out.number),
                what: format!(
                    "{} {} (claim {})",
                    named(case, response.party),
                    words::response(response.kind),
                    laid_out.number
                ),
                notes: shown.quoted.iter().map(|quoted| quoted.note).collect(),
            }));
        }
        events.extend(claim.latest().map(|mark| Event {
            on: mark.at.date_naive(),
            day: mark.at.date_naive().to_string(),
            claim: Some(laid_out.number),
            what: format!("{} marks claim {} {}", words::isolated(&mark.analyst), laid_out.number, mark.status.word()),
            notes: laid_out.notes(),
        }));
    }
    events.sort();
    events
}

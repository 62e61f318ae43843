//! Labels, work, reviews and agreement as text.

use domain::Rating;
use workbench::views::{AgreementView, ClaimRow, ReviewSheet};

use super::{appearances, bearing, lines};

pub(crate) fn ratings(all: &[Rating]) -> String {
    lines(all, |rating| format!("{:9}  {}", rating.status.word(), rating.name))
}

pub(crate) fn work(rows: &[ClaimRow]) -> String {
    lines(rows, |row| {
        let assignee = row.assignee.as_deref().map(|name| format!(", {name}")).unwrap_or_default();
        let revisit = row.revisit.map(|day| format!(", again on {day}")).unwrap_or_default();
        format!("{}  {}{assignee}{revisit}  {}", row.id, row.work.word().replace('_', " "), row.statement)
    })
}

pub(crate) fn sheet(sheet: &ReviewSheet) -> String {
    let mut text = sheet.statement.clone();
    text += &appearances(&sheet.appearances);
    text += &bearing(&sheet.responses, &sheet.evidence);
    if sheet.open {
        text += "\n\nyours to review: what the first analyst found is shown when you have";
    }
    if let Some(first) = &sheet.first {
        text += &format!("\n\n{} finds it {}: {}", first.analyst, first.status.word(), first.rationale);
    }
    for review in &sheet.reviews {
        let agrees = if review.agrees { "agrees" } else { "differs" };
        text += &format!("\n{} {agrees}, {}: {}", review.analyst, review.status.word(), review.rationale);
    }
    text
}

pub(crate) fn agreement(view: &AgreementView) -> String {
    let kappa = view.kappa.map_or_else(|| "not defined".to_owned(), |kappa| format!("{kappa:.2}"));
    let mut text = format!("{} of {} reviews agree; Cohen's kappa {kappa}", view.agreed, view.reviewed);
    for claim in &view.differing {
        text += &format!("\ndiffering: {claim}");
    }
    text
}

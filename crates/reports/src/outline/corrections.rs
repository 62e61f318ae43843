//! What a report says otherwise than its last issue did, line by line.

use domain::{CaseFile, Difference, Fate, Quantity};
use serde::Serialize;

use super::{Claim, Group};
use crate::words::{self, visible};

/// Corrections since the last issue of the same report.
#[derive(Debug, Serialize)]
pub(crate) struct Corrections {
    pub(crate) since: String,
    /// The digest of the file that was issued.
    pub(crate) sha256: String,
    pub(crate) lines: Vec<Line>,
}

/// Something that is said otherwise.
#[derive(Debug, Serialize)]
pub(crate) struct Line {
    /// The claim's number; none when it was withdrawn.
    pub(crate) claim: Option<usize>,
    pub(crate) notes: Vec<usize>,
    pub(crate) what: &'static str,
    pub(crate) before: String,
    pub(crate) now: String,
}

pub(super) fn of(case: &CaseFile, groups: &[Group]) -> Option<Corrections> {
    let corrections = case.corrections.as_ref()?;
    let laid_out = || groups.iter().flat_map(|group| &group.claims);
    let mut lines = Vec::new();
    for correction in &corrections.claims {
        let claim = laid_out().find(|claim| claim.id == correction.claim);
        let statement = visible(&correction.statement);
        match &correction.fate {
            Fate::Added => lines.push(line(claim, "Added", String::new(), statement)),
            Fate::Withdrawn { quotes } => {
                lines.push(line(claim, "Withdrawn", format!("{statement} ({})", quoted(quotes)), String::new()));
            }
            Fate::Changed { differences } => {
                lines.extend(differences.iter().map(|difference| changed(claim, difference)));
            }
        }
    }
    Some(Corrections { since: words::time(corrections.since), sha256: corrections.sha256.to_string(), lines })
}

fn changed(claim: Option<&Claim>, difference: &Difference) -> Line {
    match difference {
        Difference::Status { before, now } => {
            line(claim, "Status", words::status(*before).to_owned(), words::status(*now).to_owned())
        }
        Difference::Statement { before, now } => line(claim, "Statement", visible(before), visible(now)),
        Difference::Quotes { before, now } => line(claim, "Exact words", quoted(before), quoted(now)),
        Difference::Rationale { before, now } => line(claim, "Rationale", visible(before), visible(now)),
        Difference::Figures { before, now } => line(claim, "Figures", figures(before), figures(now)),
    }
}

/// Nothing before, or nothing now, is shown as a dash.
fn line(claim: Option<&Claim>, what: &'static str, before: String, now: String) -> Line {
    let shown = |words: String| if words.is_empty() { "–".to_owned() } else { words };
    Line {
        claim: claim.map(|claim| claim.number),
        notes: claim.map(Claim::notes).unwrap_or_default(),
        what,
        before: shown(before),
        now: shown(now),
    }
}

fn quoted(quotes: &[String]) -> String {
    quotes.iter().map(|exact| format!("“{}”", visible(exact))).collect::<Vec<_>>().join(", ")
}

fn figures(figures: &[Quantity]) -> String {
    figures.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

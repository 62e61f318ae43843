//! What the analyst decides about a report: its words, its order, what it leaves out and how it looks.

use domain::{CaseClaim, CaseFile, ClaimId};
use serde::{Deserialize, Serialize};

/// What kind of report it is: which parts it has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// Everything, for readers who want to check it.
    #[default]
    FactCheck,
    /// What is claimed, by whom and when, without the evidence.
    MonitoringBrief,
    /// Evidence, grades, history and sources, to lie behind another text.
    EvidenceAnnex,
    /// The summary and where each claim stands.
    OnePage,
}

/// By what the claims stand together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    /// One list.
    #[default]
    None,
    /// Where they stand.
    Status,
    /// Who makes them first.
    Claimant,
    /// The source they stand in first.
    Source,
}

/// A piece of the summary: the analyst's words, or a citation of a claim. Citations number themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Piece {
    /// Words.
    Text(String),
    /// The number of a claim and the footnotes to its exact words.
    Claim(ClaimId),
}

/// Who publishes the report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default, deny_unknown_fields)]
pub struct Publisher {
    /// The name on the first page; none when empty.
    pub name: String,
    /// Where it is found, for machine-readable fact-checks.
    pub url: String,
    /// The colour of rules and headings, as six hexadecimal digits; the program's own when it is none.
    pub colour: String,
}

/// What the analyst decides about a report. The default is all of the case file, in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default, deny_unknown_fields)]
pub struct Plan {
    /// The title; the investigation's name when empty.
    pub title: String,
    /// The question; the investigation's when empty.
    pub question: String,
    /// The analyst's summary, paragraph by paragraph.
    pub summary: Vec<Vec<Piece>>,
    /// The parts it has.
    pub template: Template,
    /// By what the claims stand together.
    pub grouping: Grouping,
    /// The claims that come first, in this order; the others follow in reading order.
    pub order: Vec<ClaimId>,
    /// The claims that are left out.
    pub excluded: Vec<ClaimId>,
    /// Who publishes it.
    pub publisher: Publisher,
}

impl Plan {
    /// `case` with the claims that the plan leaves in, in its order.
    pub(crate) fn applied(&self, case: &CaseFile) -> CaseFile {
        let mut case = case.clone();
        case.retain(|claim| !self.excluded.contains(&claim));
        let place = |claim: &CaseClaim| {
            self.order.iter().position(|wanted| *wanted == claim.claim.id).unwrap_or(self.order.len())
        };
        case.claims.sort_by_key(place);
        case
    }

    /// The publisher's colour as six digits, or else the program's own.
    pub(crate) fn colour(&self) -> &str {
        let digits = self.publisher.colour.trim_start_matches('#');
        let plain = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        if plain { digits } else { "27487a" }
    }

    /// The parts that the template has.
    pub(crate) fn parts(&self) -> Parts {
        let all = Parts {
            contents: true,
            quotes: true,
            responses: true,
            evidence: true,
            history: true,
            related: true,
            matrix: true,
            timeline: true,
            legend: true,
            method: true,
        };
        match self.template {
            Template::FactCheck => all,
            Template::MonitoringBrief => Parts { evidence: false, history: false, ..all },
            Template::EvidenceAnnex => Parts { matrix: false, timeline: false, ..all },
            Template::OnePage => Parts {
                contents: false,
                quotes: false,
                responses: false,
                evidence: false,
                history: false,
                related: false,
                matrix: false,
                timeline: false,
                legend: false,
                method: false,
            },
        }
    }
}

/// Which parts a report has. Footnotes, sources and the journal's head are in every one.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Parts {
    pub(crate) contents: bool,
    pub(crate) quotes: bool,
    pub(crate) responses: bool,
    pub(crate) evidence: bool,
    pub(crate) history: bool,
    /// What the claims are to each other and lead back to.
    pub(crate) related: bool,
    pub(crate) matrix: bool,
    pub(crate) timeline: bool,
    pub(crate) legend: bool,
    pub(crate) method: bool,
}

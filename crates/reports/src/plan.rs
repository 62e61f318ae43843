//! What the analyst decides about a report: its words, its order, what it leaves out and how it looks.

use domain::{CaseClaim, CaseFile, ClaimId};
use serde::{Deserialize, Serialize};

use crate::logo::Logo;

/// The colour of an HTML report's page, the least bright that there is.
const PAGE: [u8; 3] = [0xfd, 0xfc, 0xf9];
/// The least contrast that text may have.
const LEGIBLE: f64 = 4.5;

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

impl Template {
    /// Its name as code.
    pub fn name(self) -> &'static str {
        match self {
            Self::FactCheck => "fact_check",
            Self::MonitoringBrief => "monitoring_brief",
            Self::EvidenceAnnex => "evidence_annex",
            Self::OnePage => "one_page",
        }
    }

    /// Whether it has `part`, unless the analyst chooses otherwise.
    fn has(self, part: Part) -> bool {
        match self {
            Self::FactCheck => true,
            Self::MonitoringBrief => !matches!(part, Part::Evidence | Part::History),
            Self::EvidenceAnnex => !matches!(part, Part::Charts | Part::Matrix | Part::Timeline),
            Self::OnePage => part == Part::Corrections || part.is_in_all(),
        }
    }
}

/// A part of a report that has a place of its own. The title comes first; exact words and the journal's head come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// What the analyst writes; in every report that has one.
    Summary,
    /// What is said otherwise than in the last issue.
    Corrections,
    /// The claims in a list that leads to them.
    Contents,
    /// The claims, one after another; in every report.
    Claims,
    /// The quoted words at each claim.
    Quotes,
    /// What parties say to each claim.
    Responses,
    /// What bears on each claim.
    Evidence,
    /// What the claims are to each other and lead back to.
    Related,
    /// The assessments and reviews of each claim.
    History,
    /// Figures of which only one can be so.
    Conflicts,
    /// How many claims stand where, were made when and by whom.
    Charts,
    /// Who says what to which claim.
    Matrix,
    /// What happened when.
    Timeline,
    /// What the words mean.
    Legend,
    /// Where the claims stand; in every report.
    Sources,
    /// How the claims were lifted and marked, in full; in short where it is left out.
    Method,
}

impl Part {
    /// All of them, in the usual order of a report.
    pub const ALL: [Self; 16] = [
        Self::Summary,
        Self::Corrections,
        Self::Contents,
        Self::Claims,
        Self::Quotes,
        Self::Responses,
        Self::Evidence,
        Self::Related,
        Self::History,
        Self::Conflicts,
        Self::Charts,
        Self::Matrix,
        Self::Timeline,
        Self::Legend,
        Self::Sources,
        Self::Method,
    ];

    /// Whether it stands at each claim.
    fn is_at_claims(self) -> bool {
        matches!(self, Self::Quotes | Self::Responses | Self::Evidence | Self::Related | Self::History)
    }

    /// Whether no report can do without it.
    fn is_in_all(self) -> bool {
        matches!(self, Self::Summary | Self::Claims | Self::Sources)
    }

    /// Whether something of it stays where it is left out: the method in short, footnotes to what parties say.
    fn leaves_something(self) -> bool {
        matches!(self, Self::Method | Self::Responses)
    }
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
    /// The picture beside the name: PNG in base64 as [`Logo`] makes it; none when it is none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub logo: String,
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
    /// What kind of report it is.
    pub template: Template,
    /// The parts it has, in their order; those of its kind when nothing is chosen. What is in every report and is not
    /// named stands where it usually does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parts: Option<Vec<Part>>,
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

    /// The publisher's colour as six digits, dark enough to be read, or else the program's own.
    pub(crate) fn colour(&self) -> String {
        let digits = self.publisher.colour.trim_start_matches('#');
        let part = |at: usize| digits.get(at..at + 2).and_then(|part| u8::from_str_radix(part, 16).ok());
        let plain = digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        match (part(0), part(2), part(4)) {
            (Some(red), Some(green), Some(blue)) if plain => legible([red, green, blue]),
            _ => "27487a".to_owned(),
        }
    }

    /// The publisher's logo, where it is one.
    pub(crate) fn logo(&self) -> Option<Logo> {
        Logo::from_text(&self.publisher.logo)
    }

    /// The parts that the report has: those that the analyst chose, or else the template's.
    pub(crate) fn parts(&self) -> Parts {
        let has = |part| self.has(part);
        let (at_claims, sections) = self.placed().into_iter().partition(|part| part.is_at_claims());
        Parts {
            sections,
            at_claims,
            contents: has(Part::Contents),
            corrections: has(Part::Corrections),
            charts: has(Part::Charts),
            quotes: has(Part::Quotes),
            responses: has(Part::Responses),
            evidence: has(Part::Evidence),
            history: has(Part::History),
            related: has(Part::Related),
            conflicts: has(Part::Conflicts),
            matrix: has(Part::Matrix),
            timeline: has(Part::Timeline),
            legend: has(Part::Legend),
            method: has(Part::Method),
        }
    }

    /// The same, as a list in their order.
    pub(crate) fn chosen(&self) -> Vec<Part> {
        self.placed().into_iter().filter(|part| self.has(*part)).collect()
    }

    fn has(&self, part: Part) -> bool {
        let chosen = self.parts.as_ref().map(|chosen| chosen.contains(&part));
        part.is_in_all() || chosen.unwrap_or_else(|| self.template.has(part))
    }

    /// The parts in their order, with those of which something stays though they are left out.
    fn placed(&self) -> Vec<Part> {
        let mut placed: Vec<Part> = Vec::new();
        for part in self.parts.as_deref().unwrap_or_default() {
            if !placed.contains(part) {
                placed.push(*part);
            }
        }
        for part in Part::ALL.into_iter().filter(|part| part.leaves_something() || self.has(*part)) {
            if !placed.contains(&part) {
                let follows = |other: &Part| other.is_at_claims() == part.is_at_claims() && *other > part;
                let place = placed.iter().position(follows).unwrap_or(placed.len());
                placed.insert(place, part);
            }
        }
        placed
    }
}

/// `colour` as dark as it takes to read it on the page (WCAG 2.2, 1.4.3), as six digits.
fn legible(mut colour: [u8; 3]) -> String {
    while contrast(colour) < LEGIBLE {
        colour = colour.map(|part| part - part.div_ceil(12));
    }
    colour.iter().map(|part| format!("{part:02x}")).collect()
}

/// The contrast of `colour` with the page (WCAG 2.2, contrast ratio).
fn contrast(colour: [u8; 3]) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = |[red, green, blue]: [u8; 3]| 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    (luminance(PAGE) + 0.05) / (luminance(colour) + 0.05)
}

/// Which parts a report has, and in which order. Exact words and the journal's head are in every one, at its end.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Parts {
    /// One after the other; those that have nothing to say show nothing.
    pub(crate) sections: Vec<Part>,
    /// The same at each claim.
    pub(crate) at_claims: Vec<Part>,
    pub(crate) contents: bool,
    pub(crate) corrections: bool,
    pub(crate) charts: bool,
    pub(crate) quotes: bool,
    pub(crate) responses: bool,
    pub(crate) evidence: bool,
    pub(crate) history: bool,
    /// What the claims are to each other and lead back to.
    pub(crate) related: bool,
    pub(crate) conflicts: bool,
    pub(crate) matrix: bool,
    pub(crate) timeline: bool,
    pub(crate) legend: bool,
    pub(crate) method: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(colour: &str) -> String {
        let publisher = Publisher { colour: colour.to_owned(), ..Publisher::default() };
        Plan { publisher, ..Plan::default() }.colour()
    }

    #[test]
    fn a_colour_that_nobody_could_read_is_darkened_and_others_stay() {
        assert_eq!((shown("#1f5f5b"), shown("7a2748"), shown("")), ("1f5f5b".into(), "7a2748".into(), "27487a".into()));
        for pale in ["ffffff", "ffd400", "00ff00", "8899aa"] {
            let dark = shown(pale);
            let part = |at| u8::from_str_radix(&dark[at..at + 2], 16).unwrap_or_default();
            assert!(dark != pale && contrast([part(0), part(2), part(4)]) >= LEGIBLE, "{pale} became {dark}");
        }
        assert!((contrast([0, 0, 0]) - 20.5).abs() < 0.2, "black on the page");
    }

    #[test]
    fn parts_stand_as_they_are_chosen_and_what_is_not_named_where_it_usually_does() {
        use Part::{Charts, Claims, Legend, Matrix, Method, Quotes, Related, Responses, Sources, Summary, Timeline};
        let chosen = |parts: &[Part]| Plan { parts: Some(parts.to_vec()), ..Plan::default() };
        let plan = chosen(&[Timeline, Related, Matrix, Quotes, Matrix]);
        let Parts { sections, at_claims, .. } = plan.parts();
        assert_eq!(sections, [Summary, Claims, Timeline, Matrix, Sources, Method]);
        assert_eq!(at_claims, [Responses, Related, Quotes]);
        assert_eq!(plan.chosen(), [Summary, Claims, Timeline, Related, Matrix, Quotes, Sources]);
        let named = chosen(&[Sources, Legend, Charts, Claims, Summary]);
        assert_eq!(named.parts().sections, [Sources, Legend, Charts, Claims, Summary, Method]);

        let own = Plan { template: Template::OnePage, ..Plan::default() };
        assert_eq!(own.chosen(), [Summary, Part::Corrections, Claims, Sources]);
        assert_eq!(Plan::default().chosen(), Part::ALL);
        assert!(Part::ALL.is_sorted(), "the usual order is that of the names");
    }
}

//! A report as plain data, worded for people: what HTML and Markdown lay out.

use domain::{CaseAppearance, CaseClaim, CaseFile, CaseSource, Counts, Dated, EvidenceMatter, PartyId};
use serde::Serialize;

use crate::words::{self, visible};

#[derive(Debug, Serialize)]
pub(crate) struct Outline {
    pub(crate) title: String,
    pub(crate) question: String,
    pub(crate) as_of: Option<String>,
    pub(crate) counts: Counts,
    pub(crate) total: u32,
    pub(crate) claims: Vec<Claim>,
    pub(crate) sources: Vec<Source>,
    pub(crate) method: &'static str,
    pub(crate) journal_length: i64,
    pub(crate) journal_head: Option<String>,
    pub(crate) program: &'static str,
}

#[derive(Debug, Serialize)]
pub(crate) struct Claim {
    pub(crate) number: usize,
    pub(crate) statement: String,
    /// The class name of the status.
    pub(crate) status: &'static str,
    pub(crate) status_word: &'static str,
    pub(crate) sign: &'static str,
    pub(crate) claimants: Vec<String>,
    pub(crate) rationale: Option<String>,
    pub(crate) confidence: Option<&'static str>,
    pub(crate) appearances: Vec<Appearance>,
    pub(crate) responses: Vec<String>,
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) history: Vec<Mark>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Appearance {
    /// The number of the footnote that holds the exact words.
    pub(crate) note: usize,
    pub(crate) source: usize,
    pub(crate) exact: String,
    pub(crate) language: Option<String>,
    pub(crate) place: String,
    /// Who says so and how, part by part.
    pub(crate) attribution: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Evidence {
    pub(crate) stance: &'static str,
    pub(crate) matter: String,
    pub(crate) source: Option<usize>,
    pub(crate) note: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct Mark {
    pub(crate) status_word: &'static str,
    pub(crate) status: &'static str,
    pub(crate) at: String,
    pub(crate) analyst: String,
    pub(crate) rationale: String,
    pub(crate) confidence: Option<&'static str>,
    pub(crate) withdraws: bool,
}

#[derive(Debug, Serialize)]
pub(crate) struct Source {
    pub(crate) number: usize,
    pub(crate) title: String,
    pub(crate) language: Option<String>,
    /// Byline, publisher and date, part by part.
    pub(crate) about: Vec<String>,
    pub(crate) url: Option<String>,
    pub(crate) sha256: String,
    /// How it was loaded and read, part by part.
    pub(crate) loading: Vec<String>,
}

/// The report on `case`.
pub(crate) fn of(case: &CaseFile) -> Outline {
    let counts = case.counts();
    let mut notes = 0;
    let claims = (1..).zip(&case.claims).map(|(number, claim)| claim_of(case, claim, number, &mut notes)).collect();
    let investigation = case.investigation.as_ref();
    Outline {
        title: visible(investigation.map_or(&case.workspace, |investigation| &investigation.name)),
        question: visible(investigation.map_or("", |investigation| &investigation.question)),
        as_of: case.as_of.map(time),
        counts,
        total: counts.total(),
        claims,
        sources: (1..).zip(&case.sources).map(|(number, source)| source_of(source, number)).collect(),
        method: words::METHOD,
        journal_length: case.journal_length,
        journal_head: case.journal_head.map(|head| head.to_string()),
        program: concat!("Claimdesk ", env!("CARGO_PKG_VERSION")),
    }
}

fn claim_of(case: &CaseFile, claim: &CaseClaim, number: usize, notes: &mut usize) -> Claim {
    let status = claim.status();
    let latest = claim.latest();
    let mut claimants: Vec<String> = Vec::new();
    for made in &claim.appearances {
        let name = made.appearance.attribution.claimant.map(|party| named(case, party));
        claimants.extend(name.filter(|name| !claimants.contains(name)));
    }
    Claim {
        number,
        statement: visible(&claim.claim.statement),
        status: status.word(),
        status_word: words::status(status),
        sign: words::sign(status),
        claimants,
        rationale: latest.map(|mark| visible(&mark.rationale)).filter(|rationale| !rationale.is_empty()),
        confidence: latest.and_then(|mark| mark.confidence).map(words::confidence),
        appearances: claim
            .appearances
            .iter()
            .map(|made| {
                *notes += 1;
                appearance_of(case, made, *notes)
            })
            .collect(),
        responses: claim.responses.iter().map(|response| response_of(case, response)).collect(),
        evidence: claim.evidence.iter().map(|piece| evidence_of(case, piece)).collect(),
        history: claim.history.iter().rev().map(mark_of).collect(),
    }
}

fn appearance_of(case: &CaseFile, made: &CaseAppearance, note: usize) -> Appearance {
    let CaseAppearance { appearance, source } = made;
    let article = &case.sources[*source].article;
    let range = appearance.passage.range;
    let attribution = &appearance.attribution;
    let mut parts: Vec<String> = Vec::new();
    let claimant = attribution.claimant.map(|party| named(case, party));
    let as_written = attribution.as_written.as_deref().map(visible);
    parts.extend(match (claimant, as_written) {
        (Some(name), Some(written)) if written != name => Some(format!("{name}, written “{written}”")),
        (Some(name), _) => Some(name),
        (None, Some(written)) => Some(format!("“{written}”")),
        (None, None) => None,
    });
    let cue = attribution.cue.as_ref().map(|cue| format!(", “{}”", visible(&cue.exact))).unwrap_or_default();
    parts.push(format!("{}{cue}", words::quotation(attribution.quotation)));
    parts.extend(attribution.hedge.as_deref().map(|hedge| format!("hedged: “{}”", visible(hedge))));
    parts.extend(attribution.relayed_by.map(|party| format!("relayed by {}", named(case, party))));
    parts.extend(appearance.said.as_ref().map(|said| format!("said {}", visible(&words::moment(said)))));
    parts.extend(appearance.quantities.iter().map(|quantity| visible(&words::quantity(quantity))));
    let block = article.blocks.iter().find(|block| block.range.start <= range.start && range.start < block.range.end);
    let inside = block.and_then(|block| words::block(block.kind)).map(|kind| format!(", {kind}")).unwrap_or_default();
    Appearance {
        note,
        source: source + 1,
        exact: visible(&appearance.passage.exact),
        language: article.language.clone(),
        place: format!("characters {}–{}{inside}", range.start, range.end),
        attribution: parts,
    }
}

fn response_of(case: &CaseFile, response: &domain::Response) -> String {
    let quote = response.passage.as_ref().map(|passage| format!(": “{}”", visible(&passage.exact))).unwrap_or_default();
    let note = if response.note.is_empty() { String::new() } else { format!(" ({})", visible(&response.note)) };
    format!("{} {}{quote}{note}", named(case, response.party), words::response(response.kind))
}

fn evidence_of(case: &CaseFile, piece: &domain::Evidence) -> Evidence {
    let source = match &piece.matter {
        EvidenceMatter::Passage { article, .. } => {
            case.sources.iter().position(|source| source.article.id == *article).map(|place| place + 1)
        }
        _ => None,
    };
    Evidence {
        stance: words::stance(piece.stance),
        matter: visible(&words::matter(&piece.matter)),
        source,
        note: visible(&piece.note),
    }
}

fn mark_of(mark: &domain::Assessment) -> Mark {
    Mark {
        status_word: words::status(mark.status),
        status: mark.status.word(),
        at: time(mark.at),
        analyst: visible(&mark.analyst),
        rationale: visible(&mark.rationale),
        confidence: mark.confidence.map(words::confidence),
        withdraws: mark.withdraws.is_some(),
    }
}

fn source_of(source: &CaseSource, number: usize) -> Source {
    let CaseSource { article, document } = source;
    let mut about: Vec<String> = article.byline.iter().map(|name| visible(name)).collect();
    about.extend(article.publisher.as_deref().map(visible));
    about.push(article.published.as_ref().map_or_else(|| "no date given".to_owned(), date));
    let left_out: u32 = article.left_out.iter().map(|piece| domain::text::length(piece)).sum();
    let mut loading = vec![
        format!("loaded {} from {}", time(document.loaded_at), visible(&words::origin(&document.origin))),
        format!("{}, {}, {} bytes", document.media_type.name(), document.encoding, document.bytes),
    ];
    if left_out > 0 {
        loading.push(format!("{left_out} characters left out as furniture of the site"));
    }
    Source {
        number,
        title: visible(&article.title),
        language: article.language.clone(),
        about,
        url: article.url.as_deref().map(visible),
        sha256: document.sha256.to_string(),
        loading,
    }
}

fn named(case: &CaseFile, party: PartyId) -> String {
    visible(case.party(party).map_or("an unknown party", |party| &party.name))
}

fn date(dated: &Dated) -> String {
    if dated.inferred() {
        format!("{} (inferred from “{}” in the text)", dated.on, visible(&dated.as_written))
    } else {
        dated.on.to_string()
    }
}

fn time(at: chrono::DateTime<chrono::Utc>) -> String {
    at.format("%Y-%m-%d %H:%M:%S UTC").to_string()
}

//! A report as plain data, worded for people: what HTML, Markdown, PDF and DOCX lay out.

mod charts;
mod claims;
mod corrections;
mod overview;

use domain::{CaseFile, CaseRevision, CaseSource, Counts, Dated, Origin, PartyId};
use serde::Serialize;

use crate::{
    logo::Logo,
    plan::{Parts, Plan},
    words::{self, visible},
};
pub(crate) use charts::Chart;
pub(crate) use claims::{Appearance, Claim, Quoted};
pub(crate) use corrections::Corrections;
pub(crate) use overview::{Conflict, Event, Figure, Matrix};

#[derive(Debug, Serialize)]
pub(crate) struct Outline {
    pub(crate) title: String,
    pub(crate) question: String,
    pub(crate) publisher: String,
    pub(crate) logo: Option<Shown>,
    /// Six hexadecimal digits.
    pub(crate) colour: String,
    pub(crate) parts: Parts,
    pub(crate) as_of: Option<String>,
    pub(crate) counts: Counts,
    pub(crate) total: u32,
    pub(crate) summary: Vec<Vec<Cited>>,
    /// What is said otherwise than in the last issue of the report, when there was one.
    pub(crate) corrections: Option<Corrections>,
    pub(crate) charts: Vec<Chart>,
    pub(crate) groups: Vec<Group>,
    /// How far first and second analysts agree.
    pub(crate) agreement: Option<String>,
    pub(crate) conflicts: Vec<Conflict>,
    pub(crate) matrix: Option<Matrix>,
    pub(crate) timeline: Vec<Event>,
    pub(crate) legend: &'static [Term],
    pub(crate) sources: Vec<Source>,
    pub(crate) method: &'static str,
    /// What authorities said of the journal, a sentence each.
    pub(crate) seals: Vec<String>,
    pub(crate) journal_length: i64,
    pub(crate) journal_head: Option<String>,
    pub(crate) program: &'static str,
}

/// The publisher's logo, and what it shows in words.
#[derive(Debug, Serialize)]
pub(crate) struct Shown {
    pub(crate) words: String,
    /// In points.
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// PNG in base64, for formats that hold pictures as text.
    pub(crate) text: String,
    #[serde(skip)]
    pub(crate) picture: Logo,
}

/// Claims that stand together.
#[derive(Debug, Serialize)]
pub(crate) struct Group {
    pub(crate) heading: Option<String>,
    pub(crate) claims: Vec<Claim>,
}

/// A piece of the summary: words, or the number of a claim and of the footnotes to its exact words.
#[derive(Debug, Serialize)]
pub(crate) struct Cited {
    pub(crate) text: String,
    pub(crate) claim: Option<usize>,
    pub(crate) notes: Vec<usize>,
}

/// A word of the report, and what it means.
#[derive(Debug, Serialize)]
pub(crate) struct Term {
    pub(crate) word: &'static str,
    pub(crate) meaning: &'static str,
}

#[derive(Debug, Serialize)]
pub(crate) struct Source {
    pub(crate) number: usize,
    pub(crate) title: String,
    pub(crate) language: Option<String>,
    pub(crate) direction: &'static str,
    /// Byline, publisher and date, part by part.
    pub(crate) about: Vec<String>,
    pub(crate) url: Option<String>,
    pub(crate) sha256: String,
    /// How it was loaded and read, part by part.
    pub(crate) loading: Vec<String>,
}

impl Outline {
    /// All claims, in the report's order.
    pub(crate) fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.groups.iter().flat_map(|group| &group.claims)
    }

    /// The exact words that footnotes hold, in the footnotes' order.
    pub(crate) fn notes(&self) -> impl Iterator<Item = (&Claim, &Quoted)> {
        self.claims().flat_map(|claim| claim.quoted().map(move |quoted| (claim, quoted)))
    }
}

/// The report that `plan` makes of `case`.
pub(crate) fn of(case: &CaseFile, plan: &Plan) -> Outline {
    let case = &plan.applied(case);
    let parts = plan.parts();
    let counts = case.counts();
    let mut groups = claims::grouped(case, plan.grouping);
    claims::relate(case, &mut groups);
    let investigation = case.investigation.as_ref();
    let or = |own: &str, other: &str| visible(if own.trim().is_empty() { other } else { own }.trim());
    Outline {
        title: or(&plan.title, investigation.map_or(&case.workspace, |investigation| &investigation.name)),
        question: or(&plan.question, investigation.map_or("", |investigation| &investigation.question)),
        publisher: visible(plan.publisher.name.trim()),
        logo: plan.logo().map(|picture| shown(picture, plan)),
        colour: plan.colour(),
        as_of: case.as_of.map(words::time),
        counts,
        total: counts.total(),
        summary: overview::summary(plan, &groups),
        corrections: parts.corrections.then(|| corrections::of(case, &groups)).flatten(),
        charts: if parts.charts { charts::of(case) } else { Vec::new() },
        agreement: words::agreement(case.agreement()).filter(|_| parts.history),
        conflicts: if parts.conflicts { overview::conflicts(case, &groups) } else { Vec::new() },
        matrix: parts.matrix.then(|| overview::matrix(case, &groups)).flatten(),
        timeline: if parts.timeline { overview::timeline(case, &groups) } else { Vec::new() },
        legend: if parts.legend { words::LEGEND } else { &[] },
        groups,
        sources: (1..).zip(&case.sources).map(|(number, source)| source_of(source, number)).collect(),
        method: if parts.method { words::METHOD } else { words::METHOD_IN_SHORT },
        parts,
        seals: case.seals.iter().map(words::seal).collect(),
        journal_length: case.journal_length,
        journal_head: case.journal_head.map(|head| head.to_string()),
        program: crate::PROGRAM,
    }
}

fn shown(picture: Logo, plan: &Plan) -> Shown {
    let name = visible(plan.publisher.name.trim());
    let words = if name.is_empty() { "The publisher’s logo".to_owned() } else { name };
    let (width, height) = picture.points();
    Shown { words, width, height, text: picture.to_text(), picture }
}

fn source_of(source: &CaseSource, number: usize) -> Source {
    let CaseSource { article, document, revision } = source;
    let mut about: Vec<String> = article.byline.iter().map(|name| visible(name)).collect();
    about.extend(article.publisher.as_deref().map(visible));
    about.push(article.published.as_ref().map_or_else(|| "no date given".to_owned(), date));
    let left_out: u32 = article.left_out.iter().map(|piece| domain::text::length(piece)).sum();
    let mut loading = vec![
        format!(
            "{} {} from {}",
            arrived(&document.origin),
            words::time(document.loaded_at),
            visible(&words::origin(&document.origin))
        ),
        format!("{}, {}, {} bytes", document.media_type.name(), document.encoding, document.bytes),
    ];
    if let Some(CaseRevision { number, of, .. }) = revision {
        loading.push(format!("revision {number} of {of} of this page, taken {}", words::time(document.taken_at())));
    }
    if left_out > 0 {
        loading.push(format!("{left_out} characters left out as furniture of the site"));
    }
    Source {
        number,
        title: visible(&article.title),
        direction: words::direction(&article.title),
        language: article.language.clone(),
        about,
        url: article.url.as_deref().map(visible),
        sha256: document.sha256.to_string(),
        loading,
    }
}

/// How the bytes came.
fn arrived(origin: &Origin) -> &'static str {
    if matches!(origin, Origin::Address { .. }) { "retrieved" } else { "loaded" }
}

fn named(case: &CaseFile, party: PartyId) -> String {
    words::isolated(case.party(party).map_or("an unknown party", |party| &party.name))
}

fn date(dated: &Dated) -> String {
    if dated.inferred() {
        format!("{} (inferred from “{}” in the text)", dated.on, visible(&dated.as_written))
    } else {
        dated.on.to_string()
    }
}

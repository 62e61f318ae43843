//! A case file as eight tables of typed cells: what spreadsheets are made of.

mod more;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{Answers, CaseFile, CaseOrigins, ClaimId, Dated, EvidenceMatter, Origin, PartyId};

use crate::words::{self, visible};

/// What a cell holds.
pub(crate) enum Cell {
    Empty,
    Text(String),
    Number(f64),
    Day(NaiveDate),
    Time(DateTime<Utc>),
}

/// A table with one line of headings.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [&'static str],
    pub(crate) rows: Vec<Vec<Cell>>,
}

impl Cell {
    fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(visible(text)) }
    }

    fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    fn word(word: Option<&str>) -> Self {
        word.map_or(Self::Empty, Self::text)
    }

    fn number(number: impl TryInto<u32>) -> Self {
        number.try_into().map_or(Self::Empty, |number| Self::Number(number.into()))
    }
}

pub(crate) fn of(case: &CaseFile) -> [Table; 8] {
    [
        claims(case),
        appearances(case),
        responses(case),
        evidence(case),
        sources(case),
        more::reviews(case),
        more::relations(case),
        more::conflicts(case),
    ]
}

fn claims(case: &CaseFile) -> Table {
    let origins: BTreeMap<ClaimId, &CaseOrigins> = case.origins.iter().map(|one| (one.claim, one)).collect();
    let rows = (1_usize..).zip(&case.claims).map(|(number, claim)| {
        let origins = origins.get(&claim.claim.id);
        let latest = claim.latest();
        vec![
            Cell::number(number),
            Cell::text(&claim.claim.statement),
            Cell::text(claim.status().word()),
            Cell::word(latest.and_then(|mark| mark.rating.as_ref()).map(|rating| rating.name.as_str())),
            Cell::word(latest.and_then(|mark| mark.confidence).map(domain::Confidence::word)),
            Cell::word(latest.and_then(|mark| mark.likelihood).map(words::likelihood)),
            Cell::word(latest.map(|mark| mark.rationale.as_str())),
            Cell::word(latest.map(|mark| mark.analyst.as_str())),
            latest.map_or(Cell::Empty, |mark| Cell::Time(mark.at)),
            Cell::number(claim.appearances.len()),
            Cell::number(claim.responses.len()),
            Cell::number(claim.evidence.len()),
            Cell::number(claim.latest_reviews().count()),
            origins.map_or(Cell::Empty, |origins| Cell::number(origins.traced)),
            origins.map_or(Cell::Empty, |origins| Cell::number(origins.origins.len())),
            Cell::text(words::work_state(claim.work.state)),
            Cell::word(claim.work.assignee.as_deref()),
            Cell::day(claim.work.revisit),
            Cell::text(&claim.claim.id.to_string()),
        ]
    });
    Table {
        name: "claims",
        columns: &[
            "claim",
            "statement",
            "status",
            "rating",
            "confidence",
            "likelihood",
            "rationale",
            "analyst",
            "assessed_at",
            "appearances",
            "responses",
            "evidence",
            "reviews",
            "traced",
            "independent_origins",
            "work",
            "assignee",
            "revisit",
            "claim_id",
        ],
        rows: rows.collect(),
    }
}

fn appearances(case: &CaseFile) -> Table {
    let mut rows = Vec::new();
    for (number, claim) in (1_usize..).zip(&case.claims) {
        for made in &claim.appearances {
            let (appearance, attribution) = (&made.appearance, &made.appearance.attribution);
            let quantity = appearance.quantities.first();
            let figures: Vec<_> = appearance.quantities.iter().map(ToString::to_string).collect();
            rows.push(vec![
                Cell::number(number),
                Cell::number(made.source + 1),
                party(case, attribution.claimant),
                Cell::word(attribution.as_written.as_deref()),
                Cell::text(words::quotation(attribution.quotation)),
                Cell::word(attribution.cue.as_ref().map(|cue| cue.exact.as_str())),
                Cell::word(attribution.hedge.as_deref()),
                party(case, attribution.relayed_by),
                appearance.said.as_ref().map_or(Cell::Empty, |said| Cell::Day(said.interval.from)),
                appearance.said.as_ref().map_or(Cell::Empty, |said| Cell::Day(said.interval.to)),
                quantity.and_then(|quantity| quantity.value.parse().ok()).map_or(Cell::Empty, Cell::Number),
                Cell::text(&figures.join("; ")),
                Cell::text(&appearance.passage.exact),
                Cell::number(appearance.passage.range.start),
                Cell::number(appearance.passage.range.end),
                Cell::text(&appearance.id.to_string()),
            ]);
        }
    }
    Table {
        name: "appearances",
        columns: &[
            "claim",
            "source",
            "claimant",
            "as_written",
            "quotation",
            "cue",
            "hedge",
            "relayed_by",
            "said_from",
            "said_to",
            "figure",
            "figures",
            "quote",
            "start",
            "end",
            "appearance_id",
        ],
        rows,
    }
}

fn responses(case: &CaseFile) -> Table {
    let mut rows = Vec::new();
    for (number, claim) in (1_usize..).zip(&case.claims) {
        for response in &claim.responses {
            rows.push(vec![
                Cell::number(number),
                party(case, Some(response.party)),
                Cell::text(words::response(response.kind)),
                Cell::word(response.passage.as_ref().map(|passage| passage.exact.as_str())),
                source(case, response.article),
                response.said.as_ref().map_or(Cell::Empty, |said| Cell::Day(said.interval.from)),
                party(case, response.relayed_by),
                Cell::text(if response.answers == Answers::ThisClaim {
                    "this claim"
                } else {
                    "earlier similar claims"
                }),
                Cell::word(response.asked.as_ref().map(|asked| asked.by.as_str())),
                Cell::day(response.asked.as_ref().and_then(|asked| asked.on)),
                Cell::day(response.asked.as_ref().and_then(|asked| asked.until)),
                Cell::text(&response.note),
                Cell::text(&response.id.to_string()),
            ]);
        }
    }
    Table {
        name: "responses",
        columns: &[
            "claim",
            "party",
            "response",
            "quote",
            "source",
            "said",
            "relayed_by",
            "answers",
            "asked_by",
            "asked_on",
            "asked_until",
            "note",
            "response_id",
        ],
        rows,
    }
}

fn evidence(case: &CaseFile) -> Table {
    let mut rows = Vec::new();
    for (number, claim) in (1_usize..).zip(&case.claims) {
        for piece in &claim.evidence {
            let article = match &piece.matter {
                EvidenceMatter::Passage { article, .. } => Some(*article),
                _ => None,
            };
            rows.push(vec![
                Cell::number(number),
                Cell::text(words::stance(piece.stance)),
                Cell::Text(plain_matter(&piece.matter)),
                source(case, article),
                Cell::word(piece.reliability.map(words::reliability)),
                Cell::word(piece.credibility.map(words::credibility)),
                Cell::word(piece.basis.map(words::basis)),
                party(case, piece.source),
                Cell::text(&piece.note),
                Cell::text(&piece.id.to_string()),
            ]);
        }
    }
    Table {
        name: "evidence",
        columns: &[
            "claim",
            "stance",
            "evidence",
            "source",
            "reliability",
            "credibility",
            "basis",
            "from",
            "note",
            "evidence_id",
        ],
        rows,
    }
}

fn plain_matter(matter: &EvidenceMatter) -> String {
    match matter {
        EvidenceMatter::Passage { passage, .. } => visible(&passage.exact),
        _ => visible(&words::matter(matter)),
    }
}

fn sources(case: &CaseFile) -> Table {
    let rows = (1_usize..).zip(&case.sources).map(|(number, source)| {
        let (article, document) = (&source.article, &source.document);
        let published = article.published.as_ref();
        vec![
            Cell::number(number),
            Cell::text(&article.title),
            Cell::text(&article.byline.join("; ")),
            Cell::word(article.publisher.as_deref()),
            published.map_or(Cell::Empty, |dated| Cell::Day(dated.on)),
            Cell::word(published.map(|dated| if Dated::inferred(dated) { "inferred" } else { "stated" })),
            Cell::word(article.language.as_deref()),
            Cell::word(article.url.as_deref()),
            source.revision.map_or(Cell::Empty, |copy| Cell::text(&format!("{} of {}", copy.number, copy.of))),
            Cell::Time(document.loaded_at),
            Cell::word(retrieved_from(&document.origin)),
            Cell::text(&words::origin(&document.origin)),
            Cell::text(document.media_type.name()),
            Cell::number(document.bytes),
            Cell::text(&document.sha256.to_string()),
        ]
    });
    Table {
        name: "sources",
        columns: &[
            "source",
            "title",
            "byline",
            "publisher",
            "published",
            "published_is",
            "language",
            "url",
            "revision",
            "retrieved_at",
            "retrieved_from",
            "loaded_from",
            "media_type",
            "bytes",
            "sha256",
        ],
        rows: rows.collect(),
    }
}

/// The address that the bytes came from, where one is known.
fn retrieved_from(origin: &Origin) -> Option<&str> {
    match origin {
        Origin::Address { fetch } => Some(fetch.url()),
        Origin::Part { url, .. } => url.as_deref(),
        Origin::File { .. } | Origin::Pasted | Origin::StandardInput | Origin::Sample { .. } => None,
    }
}

fn party(case: &CaseFile, party: Option<PartyId>) -> Cell {
    Cell::word(party.and_then(|id| case.party(id)).map(|party| party.name.as_str()))
}

fn source(case: &CaseFile, article: Option<domain::ArticleId>) -> Cell {
    let place = article.and_then(|id| case.sources.iter().position(|source| source.article.id == id));
    place.map_or(Cell::Empty, |place| Cell::number(place + 1))
}

//! Gathering an investigation into one value.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use database::{
    Connection, Until, Veil, appearances, articles, assessments, claims, events, evidence, fact_checks, investigations,
    journal, parties, relations, responses, reviews, revisions, seals,
};
use domain::{
    ArticleId, CaseAppearance, CaseClaim, CaseFile, CaseOrigin, CaseOrigins, CaseRevision, CaseSource, ClaimId,
    EvidenceMatter, Filed, InvestigationId, Party, PartyId, Relation,
};
use reports::{Format, Means, Plan, Preview, Rendered};
use serde::{Deserialize, Serialize};

use crate::{Error, Result, Workbench, fonts, origins, relations::measured};

/// What a report is asked for with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(default, deny_unknown_fields)]
pub struct ReportRequest {
    /// The investigation to report on; the whole workspace when there is none.
    pub investigation: Option<InvestigationId>,
    /// The moment to report as of; now when there is none.
    pub as_of: Option<DateTime<Utc>>,
    /// What the analyst decided about it.
    pub plan: Plan,
}

impl ReportRequest {
    /// All of `investigation`, now.
    pub fn on(investigation: Option<InvestigationId>) -> Self {
        Self { investigation, ..Self::default() }
    }

    /// The same as of `given`: a day, which means its end, or a moment such as 2025-04-09T14:30:00Z.
    pub fn as_of(self, given: &str) -> Result<Self> {
        let given = given.trim();
        let end = |day: NaiveDate| day.and_hms_milli_opt(23, 59, 59, 999).map(|at| at.and_utc());
        let at = DateTime::parse_from_rfc3339(given).map(|at| at.to_utc()).ok();
        let at = at.or_else(|| given.parse().ok().and_then(end));
        at.map(|at| Self { as_of: Some(at), ..self }).ok_or_else(|| Error::NotATime { given: given.to_owned() })
    }
}

impl Workbench {
    /// Everything a report on `investigation`, or on the whole workspace, needs.
    pub fn case_file(&self, investigation: Option<InvestigationId>) -> Result<CaseFile> {
        Ok(self.workspace.read(|conn| gathered(conn, self.name(), investigation))?)
    }

    /// The same as it stood at a moment.
    pub fn case_file_as_of(&self, investigation: Option<InvestigationId>, until: Until) -> Result<CaseFile> {
        Ok(self.workspace.read_as_of(until, |conn| gathered(conn, self.name(), investigation))?)
    }

    /// What a file with the report would be called, without an ending.
    pub fn report_name(&self, investigation: Option<InvestigationId>) -> Result<String> {
        let name = match investigation {
            Some(id) => self.workspace.read(|conn| investigations::by_id(conn, id))?.name,
            None => self.name(),
        };
        // A name may hold anything; a file's may not hold what parts folders.
        Ok(name.replace(['/', '\\', '\0'], "-"))
    }

    /// A report, as bytes, and what should be known of it.
    pub fn report(&self, request: &ReportRequest, format: Format) -> Result<Rendered> {
        Ok(reports::render(&self.asked_for(request)?.0, &request.plan, format, Means::with(&fonts::typefaces))?)
    }

    /// The report as it would look, with what it is made of and how its quotations hold.
    pub fn preview_report(&self, request: &ReportRequest) -> Result<Preview> {
        let (case, withheld) = self.asked_for(request)?;
        Ok(Preview { withheld, ..reports::preview(&case, &request.plan)? })
    }
}

pub(crate) fn gathered(
    conn: &Connection,
    workspace: String,
    investigation: Option<InvestigationId>,
) -> database::Result<CaseFile> {
    let everything = articles::listing(conn, &Veil::default())?.into_iter().rev().map(|row| row.id);
    let (filed, mut wanted): (Vec<ArticleId>, BTreeSet<ClaimId>) = match investigation {
        None => (everything.clone().collect(), BTreeSet::new()),
        Some(id) => filed_in(investigations::items(conn, id)?),
    };
    let mut wanted_articles: BTreeSet<ArticleId> = filed.iter().copied().collect();
    for article in &filed {
        wanted.extend(appearances::in_article(conn, *article)?.into_iter().map(|(made, _)| made.claim));
    }
    let mut gathered = Vec::new();
    for id in wanted {
        let made = appearances::of_claim(conn, id)?;
        let bears = evidence::of_claim(conn, id)?;
        let said = responses::of_claim(conn, id)?;
        wanted_articles.extend(made.iter().map(|appearance| appearance.article));
        wanted_articles.extend(bears.iter().filter_map(|piece| match &piece.matter {
            EvidenceMatter::Passage { article, .. } => Some(*article),
            _ => None,
        }));
        wanted_articles.extend(said.iter().filter_map(|response| response.article));
        gathered.push((claims::by_id(conn, id)?, made, bears, said, assessments::history(conn, id)?));
    }
    let mut order: Vec<ArticleId> = everything.filter(|id| wanted_articles.remove(id)).collect();
    // Whatever is cited but out of sight still is a source.
    order.extend(wanted_articles);
    let places: BTreeMap<ArticleId, usize> = order.iter().copied().zip(0..).collect();

    let mut case_claims = Vec::new();
    for (claim, made, evidence, responses, history) in gathered {
        let mut appearances = Vec::new();
        for appearance in made {
            if let Some(source) = places.get(&appearance.article).copied() {
                let things = measured(conn, &appearance)?.into_iter().map(|figure| figure.thing).collect();
                appearances.push(CaseAppearance { appearance, source, things });
            }
        }
        appearances.sort_by_key(|made| (made.source, made.appearance.passage.range));
        let (reviews, work) = (reviews::of_claim(conn, claim.id)?, claims::work(conn, claim.id)?);
        let elsewhere = fact_checks::of_claim(conn, claim.id)?;
        case_claims.push(CaseClaim { claim, appearances, responses, evidence, history, reviews, work, elsewhere });
    }
    case_claims.sort_by_key(|case| {
        let first = case.appearances.first();
        (first.map(|made| (made.source, made.appearance.passage.range)), case.claim.id)
    });

    let mut sources = Vec::new();
    for id in order {
        sources.push(CaseSource {
            article: articles::by_id(conn, id)?,
            document: articles::document(conn, id)?,
            revision: revision(conn, id)?,
        });
    }
    let mut named = Vec::new();
    for id in parties_named(&case_claims) {
        // A merged party is named in the report as it is known.
        named.push(Party { id, ..parties::head(conn, id)? });
    }
    let last = journal::standing(conn)?;
    Ok(CaseFile {
        workspace,
        investigation: investigation.map(|id| investigations::by_id(conn, id)).transpose()?,
        events: investigation.map_or_else(|| Ok(Vec::new()), |id| events::of_investigation(conn, id))?,
        relations: relations_among(conn, &case_claims)?,
        origins: case_claims.iter().map(|case| origins_of(conn, case.claim.id)).collect::<database::Result<_>>()?,
        claims: case_claims,
        sources,
        parties: named,
        seals: seals::all(conn)?,
        journal_length: last.map_or(0, |(length, ..)| length),
        journal_head: last.map(|(_, hash, _)| hash),
        as_of: last.map(|(.., at)| at),
        corrections: None,
    })
}

/// Which copy of its page `article` is, where there are several.
fn revision(conn: &Connection, article: ArticleId) -> database::Result<Option<CaseRevision>> {
    if !revisions::has_others(conn, article)? {
        return Ok(None);
    }
    let copies = revisions::copies(conn, article)?;
    let first = revisions::first(conn, article)?;
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    let place = copies.iter().position(|copy| copy.article == article).filter(|_| copies.len() > 1);
    Ok(place.map(|place| CaseRevision { number: count(place + 1), of: count(copies.len()), first }))
}

/// How `claims` relate to each other, each relation once.
fn relations_among(conn: &Connection, claims: &[CaseClaim]) -> database::Result<Vec<Relation>> {
    let ids: BTreeSet<ClaimId> = claims.iter().map(|case| case.claim.id).collect();
    let mut found = Vec::new();
    for case in claims {
        let of_it = relations::of_claim(conn, case.claim.id)?;
        let inside = |relation: &Relation| relation.first == case.claim.id && ids.contains(&relation.second);
        found.extend(of_it.into_iter().filter(inside));
    }
    Ok(found)
}

fn origins_of(conn: &Connection, claim: ClaimId) -> database::Result<CaseOrigins> {
    let found = origins::origins_of(conn, &[claim])?;
    let origins = found.origins.into_iter().map(|one| CaseOrigin { name: one.name, traces: one.traces }).collect();
    Ok(CaseOrigins { claim, traced: found.traced, unknown: found.unknown, origins })
}

fn filed_in(items: Vec<Filed>) -> (Vec<ArticleId>, BTreeSet<ClaimId>) {
    let mut articles = Vec::new();
    let mut claims = BTreeSet::new();
    for item in items {
        match item {
            Filed::Article(article) => articles.push(article),
            Filed::Claim(claim) => {
                claims.insert(claim);
            }
        }
    }
    (articles, claims)
}

/// Every party that the claims name.
fn parties_named(claims: &[CaseClaim]) -> BTreeSet<PartyId> {
    let mut named = BTreeSet::new();
    for case in claims {
        for made in &case.appearances {
            named.extend(made.appearance.attribution.claimant);
            named.extend(made.appearance.attribution.relayed_by);
        }
        for response in &case.responses {
            named.insert(response.party);
            named.extend(response.relayed_by);
        }
        named.extend(case.evidence.iter().filter_map(|piece| piece.source));
    }
    named
}

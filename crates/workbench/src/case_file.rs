//! Gathering an investigation into one value, and writing it out.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use database::{appearances, articles, assessments, claims, evidence, investigations, journal, parties, responses};
use domain::{
    ArticleId, CaseAppearance, CaseClaim, CaseFile, CaseSource, ClaimId, EvidenceMatter, Filed, InvestigationId, Party,
    PartyId,
};
use reports::Format;

use crate::{Error, Result, Workbench, files};

impl Workbench {
    /// Everything a report on `investigation`, or on the whole workspace, needs.
    pub fn case_file(&self, investigation: Option<InvestigationId>) -> Result<CaseFile> {
        self.workspace
            .read(|conn| {
                let everything = articles::listing(conn)?.into_iter().rev().map(|row| row.id);
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
                    let mut appearances: Vec<_> = made
                        .into_iter()
                        .filter_map(|appearance| {
                            let source = *places.get(&appearance.article)?;
                            Some(CaseAppearance { appearance, source })
                        })
                        .collect();
                    appearances.sort_by_key(|made| (made.source, made.appearance.passage.range));
                    case_claims.push(CaseClaim { claim, appearances, responses, evidence, history });
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
                    });
                }
                let mut named = Vec::new();
                for id in parties_named(&case_claims) {
                    // A merged party is named in the report as it is known.
                    named.push(Party { id, ..parties::head(conn, id)? });
                }
                let head = journal::head(conn)?;
                let as_of = journal::last_time(conn)?;
                Ok(CaseFile {
                    workspace: self.name(),
                    investigation: investigation.map(|id| investigations::by_id(conn, id)).transpose()?,
                    claims: case_claims,
                    sources,
                    parties: named,
                    journal_length: head.map_or(0, |(length, _)| length),
                    journal_head: head.map(|(_, hash)| hash),
                    as_of,
                })
            })
            .map_err(Error::from)
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

    /// A report, as bytes.
    pub fn report(&self, investigation: Option<InvestigationId>, format: Format) -> Result<Vec<u8>> {
        Ok(reports::render(&self.case_file(investigation)?, format)?)
    }

    /// Writes a report to `path`, whole or not at all, and notes the journal's head beside the workspace.
    pub fn export_report(&self, investigation: Option<InvestigationId>, format: Format, path: &Path) -> Result<()> {
        let bytes = self.report(investigation, format)?;
        files::write_whole(path, &bytes).map_err(|cause| Error::file("write the report to", path, &cause))?;
        self.note_anchor()
    }
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
    }
    named
}

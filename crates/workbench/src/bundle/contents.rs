//! What a bundle holds. Nothing of the workspace it came from: the same investigation gives the same bundle anywhere.

use std::collections::BTreeSet;

use database::{Connection, investigations, parties, revisions};
use domain::{
    AnchorDecision, Anchored, ArticleId, CaseClaim, CaseFile, CaseSource, Event, EvidenceMatter, Filed, Investigation,
    InvestigationId, Party, PartyId, Relation, Sha256,
};
use serde::{Deserialize, Serialize};

use crate::{Result, Workbench};

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Contents {
    /// `None` for a whole workspace.
    pub(super) investigation: Option<Investigation>,
    /// What is filed in it, in order.
    pub(super) filed: Vec<Filed>,
    pub(super) parties: Vec<Party>,
    pub(super) sources: Vec<CaseSource>,
    pub(super) claims: Vec<CaseClaim>,
    /// How the claims relate to each other.
    #[serde(default)]
    pub(super) relations: Vec<Relation>,
    /// What was decided of quotations that newer copies of their pages do not have letter for letter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) reanchored: Vec<Reanchored>,
    /// What is known to have happened in the investigation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) events: Vec<Event>,
}

/// A decision on a quotation.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reanchored {
    pub(super) anchored: Anchored,
    /// The copy that it was decided for.
    pub(super) article: ArticleId,
    pub(super) decision: AnchorDecision,
}

impl Contents {
    pub(super) fn of(bench: &Workbench, investigation: Option<InvestigationId>) -> Result<Self> {
        let CaseFile { investigation, claims, events, sources, parties, relations, .. } =
            bench.case_file(investigation)?;
        let (filed, parties) = bench.workspace.read(|conn| {
            let filed = investigation.as_ref().map(|one| investigations::items(conn, one.id)).transpose()?;
            // Those whom a spokesperson speaks for may speak for others in turn.
            let mut known: BTreeSet<PartyId> = parties.iter().map(|party| party.id).collect();
            let mut all = parties;
            let mut next = 0;
            while let Some(party) = all.get(next) {
                if let Some(other) = party.speaks_for
                    && known.insert(other)
                {
                    all.push(parties::by_id(conn, other)?);
                }
                next += 1;
            }
            all.sort_by_key(|party| party.id);
            Ok((filed.unwrap_or_default(), all))
        })?;
        // A claim that is made nowhere any more cannot be recorded elsewhere.
        let claims: Vec<_> = claims.into_iter().filter(|claim| !claim.appearances.is_empty()).collect();
        let made = |item: &Filed| match item {
            Filed::Article(_) => true,
            Filed::Claim(id) => claims.iter().any(|claim| claim.claim.id == *id),
        };
        let filed = filed.into_iter().filter(made).collect();
        let known: BTreeSet<_> = claims.iter().map(|case| case.claim.id).collect();
        let both = |relation: &Relation| known.contains(&relation.first) && known.contains(&relation.second);
        let relations = relations.into_iter().filter(both).collect();
        let reanchored = bench.workspace.read(|conn| reanchored(conn, &claims, &sources))?;
        Ok(Self { investigation, filed, parties, sources, claims, relations, reanchored, events })
    }

    /// The digests of the original bytes that belong to it, in their order.
    pub(super) fn originals(&self) -> BTreeSet<Sha256> {
        let documents = self.sources.iter().map(|source| source.document.sha256);
        let files = self.claims.iter().flat_map(|claim| &claim.evidence).filter_map(|piece| match &piece.matter {
            EvidenceMatter::File { sha256, .. } => Some(*sha256),
            _ => None,
        });
        documents.chain(files).collect()
    }
}

/// What was decided of the quotations of `claims` for copies that are among `sources`.
fn reanchored(conn: &Connection, claims: &[CaseClaim], sources: &[CaseSource]) -> database::Result<Vec<Reanchored>> {
    let known: BTreeSet<ArticleId> = sources.iter().map(|source| source.article.id).collect();
    let mut decided = Vec::new();
    for case in claims {
        let made = case.appearances.iter().map(|made| Anchored::Appearance(made.appearance.id));
        let said = case.responses.iter().map(|response| Anchored::Response(response.id));
        let bears = case.evidence.iter().map(|piece| Anchored::Evidence(piece.id));
        for anchored in made.chain(said).chain(bears) {
            let decisions = revisions::decisions(conn, anchored)?.into_iter();
            let here = decisions.filter(|(article, _)| known.contains(article));
            decided.extend(here.map(|(article, decision)| Reanchored { anchored, article, decision }));
        }
    }
    Ok(decided)
}

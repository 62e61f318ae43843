//! What a report says otherwise than its last issue did.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::{CaseClaim, CaseFile, ClaimId, Issue, Quantity, Sha256, Status};

/// What became of the claims since a report was last issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Corrections {
    /// When it was issued.
    pub since: DateTime<Utc>,
    /// The digest of the file.
    pub sha256: Sha256,
    /// The claims that are said otherwise, in the report's order; those that are withdrawn come last.
    pub claims: Vec<Correction>,
}

/// What became of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// The claim.
    pub claim: ClaimId,
    /// Its words now, or as they were when it is withdrawn.
    pub statement: String,
    /// What became of it.
    #[serde(flatten)]
    pub fate: Fate,
}

/// What became of a claim since the last issue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "fate", rename_all = "snake_case")]
pub enum Fate {
    /// The last issue did not have it.
    Added,
    /// The last issue had it, with these exact words.
    Withdrawn {
        /// The exact words.
        quotes: Vec<String>,
    },
    /// It is said otherwise.
    Changed {
        /// In what, and how.
        differences: Vec<Difference>,
    },
}

/// What is said otherwise of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
#[expect(missing_docs, reason = "before and now")]
pub enum Difference {
    /// Where it stands.
    Status { before: Status, now: Status },
    /// Its words.
    Statement { before: String, now: String },
    /// The exact words that it is drawn from: those that are no longer quoted, and those that are new.
    Quotes { before: Vec<String>, now: Vec<String> },
    /// Why it stands where it does.
    Rationale { before: String, now: String },
    /// The figures in it.
    Figures { before: Vec<Quantity>, now: Vec<Quantity> },
}

impl Corrections {
    /// What `now` says otherwise than `before` did, which is what `issue` reported on.
    pub fn between(issue: &Issue, before: &CaseFile, now: &CaseFile) -> Self {
        let known: BTreeMap<ClaimId, &CaseClaim> = before.claims.iter().map(|claim| (claim.claim.id, claim)).collect();
        let kept: BTreeSet<ClaimId> = now.claims.iter().map(|claim| claim.claim.id).collect();
        let said = |claim: &CaseClaim, fate| Correction {
            claim: claim.claim.id,
            statement: claim.claim.statement.clone(),
            fate,
        };
        let of_now = now.claims.iter().filter_map(|claim| match known.get(&claim.claim.id) {
            None => Some(said(claim, Fate::Added)),
            Some(before) => {
                let differences = differences(before, claim);
                (!differences.is_empty()).then(|| said(claim, Fate::Changed { differences }))
            }
        });
        let withdrawn = before.claims.iter().filter(|claim| !kept.contains(&claim.claim.id));
        let withdrawn = withdrawn.map(|claim| said(claim, Fate::Withdrawn { quotes: words(claim, &[]) }));
        Self { since: issue.at, sha256: issue.sha256, claims: of_now.chain(withdrawn).collect() }
    }
}

fn differences(before: &CaseClaim, now: &CaseClaim) -> Vec<Difference> {
    let mut found = Vec::new();
    if before.status() != now.status() {
        found.push(Difference::Status { before: before.status(), now: now.status() });
    }
    if before.claim.statement != now.claim.statement {
        let (before, now) = (before.claim.statement.clone(), now.claim.statement.clone());
        found.push(Difference::Statement { before, now });
    }
    let (gone, fresh) = (words(before, &words(now, &[])), words(now, &words(before, &[])));
    if !gone.is_empty() || !fresh.is_empty() {
        found.push(Difference::Quotes { before: gone, now: fresh });
    }
    let why = |claim: &CaseClaim| claim.latest().map(|mark| mark.rationale.clone()).unwrap_or_default();
    if why(before) != why(now) {
        found.push(Difference::Rationale { before: why(before), now: why(now) });
    }
    let (then, today) = (figures(before), figures(now));
    if then != today {
        found.push(Difference::Figures { before: then, now: today });
    }
    found
}

/// The exact words of `claim` that are not among `others`.
fn words(claim: &CaseClaim, others: &[String]) -> Vec<String> {
    let exact = claim.appearances.iter().map(|made| made.appearance.passage.exact.clone());
    exact.filter(|exact| !others.contains(exact)).collect()
}

fn figures(claim: &CaseClaim) -> Vec<Quantity> {
    claim.appearances.iter().flat_map(|made| made.appearance.quantities.iter().cloned()).collect()
}

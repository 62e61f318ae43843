//! A report while it is composed: the page, the claims to choose among, and how the quotations hold.

use std::collections::BTreeMap;

use domain::{CaseFile, ClaimId, Status};
use serde::Serialize;

use crate::{
    Error, html, outline,
    plan::{Part, Plan},
    quotes::{Quote, quotes},
};

/// A report as it would look, beside what it is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Preview {
    /// The page, as HTML without scripts.
    pub page: String,
    /// The claims it has and those that it could have, as they stand together.
    pub groups: Vec<PreviewGroup>,
    /// The parts it has.
    pub parts: Vec<Part>,
    /// Every quotation, held against its source.
    pub quotes: Vec<Quote>,
    /// How many claims are left out because their standing is kept from whoever composes the report.
    pub withheld: u32,
}

/// Claims that stand together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct PreviewGroup {
    /// What they have in common; nothing when the report is one list.
    pub heading: Option<String>,
    /// The claims, in the report's order.
    pub claims: Vec<PreviewClaim>,
}

/// A claim that a report has or leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct PreviewClaim {
    /// The claim.
    pub id: ClaimId,
    /// Its number in the report; none when it is left out.
    pub number: Option<u32>,
    /// What is claimed.
    pub statement: String,
    /// Where it stands.
    pub status: Status,
}

/// The report that `plan` makes of `case`, to be looked at while it is composed.
pub fn preview(case: &CaseFile, plan: &Plan) -> Result<Preview, Error> {
    let shown = outline::of(case, plan);
    let page = String::from_utf8_lossy(&html::render(&shown)?).into_owned();
    let numbers: BTreeMap<ClaimId, u32> = (1..).zip(shown.claims()).map(|(number, claim)| (claim.id, number)).collect();
    let known: BTreeMap<ClaimId, Status> = case.claims.iter().map(|claim| (claim.claim.id, claim.status())).collect();
    let everything = Plan { excluded: Vec::new(), ..plan.clone() };
    let claim = |claim: outline::Claim| PreviewClaim {
        number: numbers.get(&claim.id).copied(),
        status: known.get(&claim.id).copied().unwrap_or(Status::Pending),
        id: claim.id,
        statement: claim.statement,
    };
    let group = |group: outline::Group| PreviewGroup {
        heading: group.heading,
        claims: group.claims.into_iter().map(claim).collect(),
    };
    let groups = outline::of(case, &everything).groups.into_iter().map(group).collect();
    Ok(Preview { page, groups, parts: plan.chosen(), quotes: quotes(case, plan), withheld: 0 })
}

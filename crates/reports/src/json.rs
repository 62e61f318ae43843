//! JSON: everything, letter for letter, in a versioned shape that `schema/report.schema.json` describes.

use domain::{CaseClaim, CaseFile, Counts, Status};
use serde::Serialize;

use crate::{Error, Manifest, Plan};

/// Raised when the shape changes in a way that a reader must know of.
const VERSION: u32 = 2;

#[derive(Serialize)]
struct Report<'a> {
    format: &'static str,
    version: u32,
    program: &'static str,
    plan: &'a Plan,
    counts: Counts,
    statuses: Vec<Standing>,
    #[serde(flatten)]
    case: &'a CaseFile,
    manifest: Manifest,
}

#[derive(Serialize)]
struct Standing {
    claim: domain::ClaimId,
    status: Status,
}

pub(crate) fn render(case: &CaseFile, plan: &Plan) -> Result<Vec<u8>, Error> {
    let standing = |claim: &CaseClaim| Standing { claim: claim.claim.id, status: claim.status() };
    let report = Report {
        format: "claimdesk-report",
        version: VERSION,
        program: crate::PROGRAM,
        plan,
        counts: case.counts(),
        statuses: case.claims.iter().map(standing).collect(),
        case,
        manifest: Manifest::of(case),
    };
    let mut bytes = written(&report)?;
    Manifest::close_json(&mut bytes);
    Ok(bytes)
}

/// `value` as JSON that a person can read.
pub(crate) fn written(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

//! JSON: everything, letter for letter, in a versioned shape.

use domain::{CaseClaim, CaseFile, Counts, Status};
use serde::Serialize;

use crate::Error;

/// Raised when the shape changes in a way that a reader must know of.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    format: &'static str,
    version: u32,
    program: &'static str,
    counts: Counts,
    statuses: Vec<Standing>,
    #[serde(flatten)]
    case: &'a CaseFile,
}

#[derive(Serialize)]
struct Standing {
    claim: domain::ClaimId,
    status: Status,
}

pub(crate) fn render(case: &CaseFile) -> Result<Vec<u8>, Error> {
    let standing = |claim: &CaseClaim| Standing { claim: claim.claim.id, status: claim.status() };
    let report = Report {
        format: "claimdesk-report",
        version: VERSION,
        program: concat!("Claimdesk ", env!("CARGO_PKG_VERSION")),
        counts: case.counts(),
        statuses: case.claims.iter().map(standing).collect(),
        case,
    };
    let mut bytes = serde_json::to_vec_pretty(&report).map_err(|cause| Error(cause.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

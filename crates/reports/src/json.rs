//! JSON: everything, letter for letter, in a versioned shape that `schema/report.schema.json` describes.

use domain::{Agreement, CaseClaim, CaseFigure, CaseFile, Counts, Quantity, Status};
use serde::Serialize;

use crate::{Error, Manifest, Plan};

/// Raised when the shape changes in a way that a reader must know of.
const VERSION: u32 = 3;

#[derive(Serialize)]
struct Report<'a> {
    format: &'static str,
    version: u32,
    program: &'static str,
    plan: &'a Plan,
    counts: Counts,
    statuses: Vec<Standing>,
    agreement: Agreement,
    conflicts: Vec<[Figure; 2]>,
    #[serde(flatten)]
    case: &'a CaseFile,
    manifest: Manifest,
}

/// A figure that cannot be so when another is.
#[derive(Serialize)]
struct Figure {
    claim: domain::ClaimId,
    appearance: domain::AppearanceId,
    source: usize,
    quantity: Quantity,
}

impl From<CaseFigure<'_>> for Figure {
    fn from(figure: CaseFigure<'_>) -> Self {
        Self {
            claim: figure.claim.claim.id,
            appearance: figure.made.appearance.id,
            source: figure.made.source,
            quantity: figure.quantity.clone(),
        }
    }
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
        agreement: case.agreement(),
        conflicts: case.conflicts().into_iter().map(|(one, other)| [one.into(), other.into()]).collect(),
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

//! What the acting analyst may not see: where the claims stand that are in review and that this analyst is to review.
//!
//! Every view goes through here; reports leave those claims out.

use database::{Connection, Veil, assessments, claims, reviews};
use domain::{ClaimId, Seen, Status, WorkState};

use crate::{Result, Workbench};

impl Workbench {
    /// Reads as the acting analyst may see it.
    pub(crate) fn read_seen<T>(&self, read: impl FnOnce(&Connection, &Veil) -> database::Result<T>) -> Result<T> {
        let analyst = self.desk().analyst;
        Ok(self.workspace.read(|conn| read(conn, &over(conn, analyst.name())?))?)
    }
}

/// Where `claim`, which stands at `status`, is seen to stand.
pub(crate) fn seen(veil: &Veil, claim: ClaimId, status: Status) -> Seen {
    if veil.hides(claim) { Seen::InReview } else { status.into() }
}

fn over(conn: &Connection, analyst: &str) -> database::Result<Veil> {
    let in_review = claims::at_work(conn, WorkState::InReview)?;
    let mut hidden = Vec::new();
    for claim in in_review {
        let (history, known) = (assessments::history(conn, claim)?, reviews::of_claim(conn, claim)?);
        if domain::is_blind(WorkState::InReview, &history, &known, analyst) {
            hidden.push(claim);
        }
    }
    Ok(hidden.into_iter().collect())
}

//! Marking claims.

use database::{assessments, evidence, ratings};
use domain::{Assessment, AssessmentId, Change, ClaimId, Confidence, Standing, Status};

use crate::{Result, Workbench, views::AssessmentInput};

impl Workbench {
    /// Marks `claim`. Confirming and denying need a rationale.
    pub fn assess_claim(
        &self,
        claim: ClaimId,
        status: Status,
        rationale: &str,
        confidence: Option<Confidence>,
    ) -> Result<()> {
        let rationale = rationale.to_owned();
        self.assess_claims(&[claim], &AssessmentInput { status, rationale, confidence, ..AssessmentInput::default() })
    }

    /// Marks each of `claims` alike: one action, or nothing. The evidence attached by now counts as weighed.
    pub fn assess_claims(&self, claims: &[ClaimId], input: &AssessmentInput) -> Result<()> {
        let AssessmentInput { status, rationale, confidence, likelihood, rating } = input;
        let rating = rating.map(|id| self.workspace.read(|conn| ratings::by_id(conn, id))).transpose()?;
        let standing = Standing::new(*status, rationale, *confidence)?.rated(rating)?;
        let mut changes = Vec::new();
        for claim in claims {
            let weighed = self.workspace.read(|conn| {
                database::claims::by_id(conn, *claim)?;
                evidence::of_claim(conn, *claim)
            })?;
            let weighed = weighed.into_iter().map(|piece| piece.id).collect();
            let standing = Standing { likelihood: *likelihood, weighed, ..standing.clone() };
            let id = AssessmentId(self.clock.uuid());
            let assessment = standing.signed(id, *claim, self.desk().analyst.name(), self.clock.now());
            changes.push(Change::ClaimAssessed { assessment });
        }
        if changes.is_empty() { Ok(()) } else { self.commit(changes) }
    }

    /// A claim's assessments, oldest first; none while the acting analyst is to review them.
    pub fn history(&self, claim: ClaimId) -> Result<Vec<Assessment>> {
        self.read_seen(|conn, veil| {
            database::claims::by_id(conn, claim)?;
            if veil.hides(claim) { Ok(Vec::new()) } else { assessments::history(conn, claim) }
        })
    }
}

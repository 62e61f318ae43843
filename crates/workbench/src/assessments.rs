//! Marking claims.

use database::{assessments, evidence};
use domain::{Assessment, AssessmentId, Change, ClaimId, Confidence, Standing, Status};

use crate::{Result, Workbench};

impl Workbench {
    /// Marks `claim`. Confirming and denying need a rationale. The evidence attached by now counts as weighed.
    pub fn assess_claim(
        &self,
        claim: ClaimId,
        status: Status,
        rationale: &str,
        confidence: Option<Confidence>,
    ) -> Result<()> {
        let mut standing = Standing::new(status, rationale, confidence)?;
        let weighed = self.workspace.read(|conn| {
            database::claims::by_id(conn, claim)?;
            evidence::of_claim(conn, claim)
        })?;
        standing.weighed = weighed.into_iter().map(|piece| piece.id).collect();
        let id = AssessmentId(self.clock.uuid());
        let assessment = standing.signed(id, claim, self.desk().analyst.name(), self.clock.now());
        self.commit(vec![Change::ClaimAssessed { assessment }])
    }

    /// A claim's assessments, oldest first.
    pub fn history(&self, claim: ClaimId) -> Result<Vec<Assessment>> {
        Ok(self.workspace.read(|conn| {
            database::claims::by_id(conn, claim)?;
            assessments::history(conn, claim)
        })?)
    }
}

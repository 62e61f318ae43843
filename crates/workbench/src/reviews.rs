//! A second analyst's look at a claim, blind to the first until it is done.

use database::{assessments, claims, investigations, reviews};
use domain::{
    Agreement, Assessment, Change, ClaimId, Confidence, InvestigationId, Review, ReviewId, Standing, Status, Subject,
};

use crate::{
    Error, Result, Workbench, claim_view,
    views::{AgreementView, ReviewSheet, ReviewView},
};

impl Workbench {
    /// A claim as its reviewer sees it.
    pub fn review_sheet(&self, claim: ClaimId) -> Result<ReviewSheet> {
        let analyst = self.desk().analyst;
        self.workspace
            .read(|conn| {
                let history = assessments::history(conn, claim)?;
                let known = reviews::of_claim(conn, claim)?;
                let open = domain::to_review(&history, &known, analyst.name()).is_some();
                let history = if open { Vec::new() } else { history };
                Ok(ReviewSheet {
                    claim,
                    statement: claims::by_id(conn, claim)?.statement,
                    appearances: claim_view::appearances(conn, claim)?,
                    responses: claim_view::responses(conn, claim)?,
                    evidence: claim_view::evidence(conn, claim)?,
                    open,
                    first: history.last().cloned().map(Into::into),
                    reviews: of_marks(&history, &known),
                })
            })
            .map_err(Error::from)
    }

    /// Records where the present analyst finds that `claim` stands. It sets no status.
    pub fn review_claim(
        &self,
        claim: ClaimId,
        status: Status,
        rationale: &str,
        confidence: Option<Confidence>,
    ) -> Result<ReviewId> {
        let Standing { rationale, .. } = Standing::new(status, rationale, confidence)?;
        let analyst = self.desk().analyst.name().to_owned();
        let (history, known) = self.workspace.read(|conn| {
            claims::by_id(conn, claim)?;
            Ok((assessments::history(conn, claim)?, reviews::of_claim(conn, claim)?))
        })?;
        let reviewed = domain::to_review(&history, &known, &analyst).ok_or(Error::NothingToReview)?;
        let (id, at) = (ReviewId(self.clock.uuid()), self.clock.now());
        let review = Review { id, claim, assessment: reviewed.id, status, rationale, confidence, analyst, at };
        self.commit(vec![Change::ReviewRecorded { review }])?;
        Ok(id)
    }

    /// Takes a review out of sight.
    pub fn remove_review(&self, review: ReviewId) -> Result<()> {
        self.commit(vec![Change::Removed { subject: Subject::Review(review) }])
    }

    /// How far first and second analysts agree on the claims of an investigation.
    pub fn agreement(&self, investigation: InvestigationId) -> Result<AgreementView> {
        let (pairs, differing) = self.read_seen(|conn, veil| {
            investigations::by_id(conn, investigation)?;
            let (mut pairs, mut differing) = (Vec::new(), Vec::new());
            // What is kept from this analyst says nothing of how far others agree, either.
            for claim in investigations::claims(conn, investigation)?.into_iter().filter(|claim| !veil.hides(*claim)) {
                let known = reviews::of_claim(conn, claim)?;
                let history = if known.is_empty() { Vec::new() } else { assessments::history(conn, claim)? };
                pairs.extend(Agreement::pairs(&history, &known));
                if domain::differ(&history, &known) {
                    differing.push(claim);
                }
            }
            Ok((pairs, differing))
        })?;
        let Agreement { reviewed, agreed, kappa } = Agreement::of(&pairs);
        Ok(AgreementView { reviewed, agreed, kappa, differing })
    }
}

/// The reviews among `known` of the marks of `history`, as they are shown, oldest first.
pub(crate) fn of_marks(history: &[Assessment], known: &[Review]) -> Vec<ReviewView> {
    let of_marks = domain::reviewed(history, known).into_iter();
    of_marks
        .map(|(mark, Review { id, status, rationale, confidence, analyst, at, .. })| ReviewView {
            id: *id,
            assessment: mark.id,
            status: *status,
            rationale: rationale.clone(),
            confidence: *confidence,
            analyst: analyst.clone(),
            at: *at,
            agrees: *status == mark.status,
        })
        .collect()
}

//! Second reviews, ratings and work on claims, as they are shown and typed.

use chrono::{DateTime, Utc};
use domain::{AssessmentId, ClaimId, Confidence, Likelihood, RatingId, ReviewId, Status, WorkState};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{AppearanceView, AssessmentView, EvidenceView, ResponseView};

/// What a second analyst found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReviewView {
    /// The review.
    pub id: ReviewId,
    /// The mark that it reviews.
    pub assessment: AssessmentId,
    /// Where the second analyst finds that the claim stands.
    pub status: Status,
    /// Why.
    pub rationale: String,
    /// How sure.
    pub confidence: Option<Confidence>,
    /// Who.
    pub analyst: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether the reviewed assessment says the same.
    pub agrees: bool,
}

/// A claim as its reviewer sees it: without what the first analyst found, until the review is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReviewSheet {
    /// The claim.
    pub claim: ClaimId,
    /// What is claimed.
    pub statement: String,
    /// Where it is made.
    pub appearances: Vec<AppearanceView>,
    /// What parties say to it.
    pub responses: Vec<ResponseView>,
    /// What bears on it.
    pub evidence: Vec<EvidenceView>,
    /// Whether there is a mark for this analyst to review.
    pub open: bool,
    /// What the first analyst found; nothing while the review is open.
    pub first: Option<AssessmentView>,
    /// The reviews of its marks; nothing while the review is open.
    pub reviews: Vec<ReviewView>,
}

/// How far analysts agree in an investigation.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct AgreementView {
    /// How many reviews there are.
    pub reviewed: u32,
    /// How many of them agree with the mark that they review.
    pub agreed: u32,
    /// How far beyond chance (Cohen's kappa), where that is defined.
    pub kappa: Option<f64>,
    /// The claims on which analysts still differ.
    pub differing: Vec<ClaimId>,
}

/// A mark, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct AssessmentInput {
    /// Where the claim stands from now on.
    pub status: Status,
    /// Why; needed to confirm or deny.
    pub rationale: String,
    /// How sure the analyst is.
    pub confidence: Option<Confidence>,
    /// How likely the claim is.
    pub likelihood: Option<Likelihood>,
    /// The workspace's own label, which has to stand for the status.
    pub rating: Option<RatingId>,
}

/// The work on claims, as typed. What is not given stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct WorkInput {
    /// How far it is. Work that begins without an assignee is the present analyst's.
    pub state: Option<WorkState>,
    /// Whose it is; empty for nobody.
    pub assignee: Option<String>,
    /// The day to look again; empty for none.
    pub revisit: Option<String>,
}

//! Marking many claims, rating labels, work on claims and second reviews.

use domain::{ClaimId, Confidence, InvestigationId, Rating, RatingId, ReviewId, Status};
use workbench::views::{AgreementView, AssessmentInput, ReviewSheet, WorkInput};

use super::{Desk, Outcome};

/// Marks each of `claims` alike, with all that a mark can say.
#[tauri::command]
#[specta::specta]
pub(crate) async fn assess_claims(desk: Desk<'_>, claims: Vec<ClaimId>, input: AssessmentInput) -> Outcome<()> {
    desk.on(move |bench| bench.assess_claims(&claims, &input)).await
}

/// Sets the work on each of `claims`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_work(desk: Desk<'_>, claims: Vec<ClaimId>, input: WorkInput) -> Outcome<()> {
    desk.on(move |bench| bench.set_work(&claims, &input)).await
}

/// The workspace's own labels.
#[tauri::command]
#[specta::specta]
pub(crate) async fn ratings(desk: Desk<'_>) -> Outcome<Vec<Rating>> {
    desk.on(workbench::Workbench::ratings).await
}

/// Adds a label that stands for `status`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_rating(desk: Desk<'_>, name: String, status: Status) -> Outcome<RatingId> {
    desk.on(move |bench| bench.add_rating(&name, status)).await
}

/// Changes a label's words or status.
#[tauri::command]
#[specta::specta]
pub(crate) async fn refine_rating(desk: Desk<'_>, id: RatingId, name: String, status: Status) -> Outcome<()> {
    desk.on(move |bench| bench.refine_rating(id, &name, status)).await
}

/// Takes a label out of sight.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_rating(desk: Desk<'_>, id: RatingId) -> Outcome<()> {
    desk.on(move |bench| bench.remove_rating(id)).await
}

/// A claim as its reviewer sees it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn review_sheet(desk: Desk<'_>, claim: ClaimId) -> Outcome<ReviewSheet> {
    desk.on(move |bench| bench.review_sheet(claim)).await
}

/// Records where the present analyst finds that a claim stands.
#[tauri::command]
#[specta::specta]
pub(crate) async fn review_claim(
    desk: Desk<'_>,
    claim: ClaimId,
    status: Status,
    rationale: String,
    confidence: Option<Confidence>,
) -> Outcome<ReviewId> {
    desk.on(move |bench| bench.review_claim(claim, status, &rationale, confidence)).await
}

/// Takes a review out of sight.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_review(desk: Desk<'_>, review: ReviewId) -> Outcome<()> {
    desk.on(move |bench| bench.remove_review(review)).await
}

/// How far analysts agree in an investigation.
#[tauri::command]
#[specta::specta]
pub(crate) async fn agreement(desk: Desk<'_>, investigation: InvestigationId) -> Outcome<AgreementView> {
    desk.on(move |bench| bench.agreement(investigation)).await
}

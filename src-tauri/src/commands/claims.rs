//! Recording claims, refining them and marking them.

use domain::{AppearanceId, ArticleId, ClaimId, TextRange};
use workbench::views::{ClaimOrder, ClaimQuery, ClaimRow, ClaimView, RefinementInput, SimilarClaim};

use super::{Desk, Outcome};

/// The claims that `query` asks for, the newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn claims(desk: Desk<'_>, query: ClaimQuery) -> Outcome<Vec<ClaimRow>> {
    desk.on(|bench| bench.claims(query)).await
}

/// Which claims `query` asks for, all of them, in its order.
#[tauri::command]
#[specta::specta]
pub(crate) async fn claim_order(desk: Desk<'_>, query: ClaimQuery) -> Outcome<ClaimOrder> {
    desk.on(|bench| bench.claim_order(query)).await
}

/// The claims of these ids as a list shows them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn claim_rows(desk: Desk<'_>, ids: Vec<ClaimId>) -> Outcome<Vec<ClaimRow>> {
    desk.on(move |bench| bench.claim_rows(&ids)).await
}

/// A claim with all that is known of it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn claim(desk: Desk<'_>, id: ClaimId) -> Outcome<ClaimView> {
    desk.on(move |bench| bench.claim(id)).await
}

/// The claims like `claim`, with the relation that each seems to have to it; nothing is recorded.
#[tauri::command]
#[specta::specta]
pub(crate) async fn similar_claims(desk: Desk<'_>, claim: ClaimId) -> Outcome<Vec<SimilarClaim>> {
    desk.on(move |bench| bench.similar(claim)).await
}

/// Records the words at `range` as a claim.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_claim(desk: Desk<'_>, article: ArticleId, range: TextRange) -> Outcome<ClaimId> {
    desk.on(move |bench| bench.record_claim(article, range, None)).await
}

/// Records the words at `range` as another appearance of `claim`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn add_appearance(
    desk: Desk<'_>,
    claim: ClaimId,
    article: ArticleId,
    range: TextRange,
) -> Outcome<AppearanceId> {
    desk.on(move |bench| bench.add_appearance(claim, article, range)).await
}

/// Takes an appearance out of sight.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_appearance(desk: Desk<'_>, appearance: AppearanceId) -> Outcome<()> {
    desk.on(move |bench| bench.remove_appearance(appearance)).await
}

/// Rewords a claim's statement.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reword_claim(desk: Desk<'_>, claim: ClaimId, statement: String) -> Outcome<()> {
    desk.on(move |bench| bench.reword_claim(claim, &statement)).await
}

/// Refines what an appearance says of its source, time and figures.
#[tauri::command]
#[specta::specta]
pub(crate) async fn refine_appearance(desk: Desk<'_>, appearance: AppearanceId, input: RefinementInput) -> Outcome<()> {
    desk.on(move |bench| bench.refine_appearance(appearance, &input)).await
}

/// Sets the days of the time that the words of an appearance name at `range`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn correct_time(
    desk: Desk<'_>,
    appearance: AppearanceId,
    range: TextRange,
    typed: String,
) -> Outcome<()> {
    desk.on(move |bench| bench.correct_time(appearance, range, &typed)).await
}

/// Takes a claim out of sight.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_claim(desk: Desk<'_>, claim: ClaimId) -> Outcome<()> {
    desk.on(move |bench| bench.remove_claim(claim)).await
}

//! What other houses found of claims.

use domain::{ClaimId, FactCheckId};
use workbench::views::ElsewhereView;

use super::{Desk, Outcome};

/// What other houses found of a claim, and of what is like it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn checked_elsewhere(desk: Desk<'_>, claim: ClaimId) -> Outcome<ElsewhereView> {
    desk.on(move |bench| bench.checked_elsewhere(claim)).await
}

/// Says that a fact check is of a claim.
#[tauri::command]
#[specta::specta]
pub(crate) async fn tie_fact_check(desk: Desk<'_>, claim: ClaimId, check: FactCheckId) -> Outcome<()> {
    desk.on(move |bench| bench.tie_fact_check(claim, check)).await
}

/// Says that a fact check is not of a claim.
#[tauri::command]
#[specta::specta]
pub(crate) async fn untie_fact_check(desk: Desk<'_>, claim: ClaimId, check: FactCheckId) -> Outcome<()> {
    desk.on(move |bench| bench.untie_fact_check(claim, check)).await
}

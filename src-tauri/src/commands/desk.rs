//! Relations between claims, and the tables of the verification desk.

use std::time::Duration;

use domain::{ClaimId, InvestigationId, RelationKind};
use workbench::views::{FamilyView, MatrixView, OverviewView, QueueView, TimelineView};

use super::{Desk, Outcome};

/// How long articles are read for the queue each time, so that it answers at once.
const READING: Duration = Duration::from_millis(120);

/// Records what one claim is to another.
#[tauri::command]
#[specta::specta]
pub(crate) async fn relate_claims(desk: Desk<'_>, one: ClaimId, kind: RelationKind, other: ClaimId) -> Outcome<()> {
    desk.on(move |bench| bench.relate_claims(one, kind, other)).await
}

/// Takes back what is known of two claims.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unrelate_claims(desk: Desk<'_>, one: ClaimId, other: ClaimId) -> Outcome<()> {
    desk.on(move |bench| bench.unrelate_claims(one, other)).await
}

/// All claims that relations join to one, and their figures that conflict.
#[tauri::command]
#[specta::specta]
pub(crate) async fn family(desk: Desk<'_>, claim: ClaimId) -> Outcome<FamilyView> {
    desk.on(move |bench| bench.family(claim)).await
}

/// The parties of an investigation against its claims.
#[tauri::command]
#[specta::specta]
pub(crate) async fn matrix(desk: Desk<'_>, investigation: InvestigationId, families: bool) -> Outcome<MatrixView> {
    desk.on(move |bench| bench.matrix(investigation, families)).await
}

/// What happened in an investigation, in order of time.
#[tauri::command]
#[specta::specta]
pub(crate) async fn timeline(desk: Desk<'_>, investigation: InvestigationId) -> Outcome<TimelineView> {
    desk.on(move |bench| bench.timeline(investigation)).await
}

/// What waits to be done, read a little further each time it is asked for.
#[tauri::command]
#[specta::specta]
pub(crate) async fn queue(desk: Desk<'_>) -> Outcome<QueueView> {
    desk.on(|bench| bench.queue(READING)).await
}

/// How many claims stand where.
#[tauri::command]
#[specta::specta]
pub(crate) async fn overview(desk: Desk<'_>, investigation: Option<InvestigationId>) -> Outcome<OverviewView> {
    desk.on(move |bench| bench.overview(investigation)).await
}

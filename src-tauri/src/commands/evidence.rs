//! Attaching evidence and weighing it.

use domain::{ArticleId, ClaimId, EvidenceId, Stance, TextRange};
use tauri::AppHandle;
use workbench::views::{OriginalView, WeighingInput};

use super::{Desk, Outcome};
use crate::dialogs;

/// Attaches words of an article.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_passage(
    desk: Desk<'_>,
    claim: ClaimId,
    article: ArticleId,
    range: TextRange,
    stance: Stance,
    note: String,
) -> Outcome<EvidenceId> {
    desk.on(move |bench| bench.attach_passage(claim, article, range, stance, &note)).await
}

/// Lets the analyst choose a file and attaches it; answers nothing when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_file(
    app: AppHandle,
    desk: Desk<'_>,
    claim: ClaimId,
    stance: Stance,
    note: String,
) -> Outcome<Option<EvidenceId>> {
    let Some(path) = dialogs::any_file(&app).await else { return Ok(None) };
    desk.on(move |bench| bench.attach_file(claim, &path, stance, &note).map(Some)).await
}

/// Attaches an address; nothing is fetched.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_link(
    desk: Desk<'_>,
    claim: ClaimId,
    url: String,
    stance: Stance,
    note: String,
) -> Outcome<EvidenceId> {
    desk.on(move |bench| bench.attach_link(claim, &url, stance, &note)).await
}

/// Attaches the analyst's own words.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_note(desk: Desk<'_>, claim: ClaimId, stance: Stance, note: String) -> Outcome<EvidenceId> {
    desk.on(move |bench| bench.attach_note(claim, stance, &note)).await
}

/// Attaches that something was looked for and not found.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attach_not_found(
    desk: Desk<'_>,
    claim: ClaimId,
    sought: String,
    places: String,
    stance: Stance,
    note: String,
) -> Outcome<EvidenceId> {
    desk.on(move |bench| bench.attach_not_found(claim, &sought, &places, stance, &note)).await
}

/// Weighs a piece of evidence anew.
#[tauri::command]
#[specta::specta]
pub(crate) async fn weigh_evidence(desk: Desk<'_>, evidence: EvidenceId, input: WeighingInput) -> Outcome<()> {
    desk.on(move |bench| bench.weigh_evidence(evidence, &input)).await
}

/// A file that is evidence, as it is shown; of a PDF the page numbered `page`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn evidence_view(desk: Desk<'_>, evidence: EvidenceId, page: u32) -> Outcome<OriginalView> {
    desk.on(move |bench| bench.evidence_view(evidence, page)).await
}

/// Writes a file that is evidence where the analyst says; answers the path, or nothing when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_evidence_file(
    app: AppHandle,
    desk: Desk<'_>,
    evidence: EvidenceId,
) -> Outcome<Option<String>> {
    let (name, _) = desk.on(move |bench| bench.evidence_file(evidence)).await?;
    let Some(path) = dialogs::any_place(&app, &name).await else { return Ok(None) };
    desk.on(move |bench| bench.save_evidence_file(evidence, &path).map(|()| Some(path.display().to_string()))).await
}

/// Takes a piece of evidence out of sight.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_evidence(desk: Desk<'_>, evidence: EvidenceId) -> Outcome<()> {
    desk.on(move |bench| bench.remove_evidence(evidence)).await
}

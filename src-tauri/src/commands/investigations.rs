//! Investigations, and the reports made of them.

use domain::{ArticleId, ClaimId, InvestigationId};
use tauri::AppHandle;
use workbench::{Format, views::InvestigationView};

use super::{Desk, Outcome};
use crate::dialogs;

/// All investigations, by name.
#[tauri::command]
#[specta::specta]
pub(crate) async fn investigations(desk: Desk<'_>) -> Outcome<Vec<InvestigationView>> {
    desk.on(workbench::Workbench::investigations).await
}

/// Opens an investigation.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_investigation(desk: Desk<'_>, name: String, question: String) -> Outcome<InvestigationId> {
    desk.on(move |bench| bench.open_investigation(&name, &question)).await
}

/// Changes an investigation's name and question.
#[tauri::command]
#[specta::specta]
pub(crate) async fn refine_investigation(
    desk: Desk<'_>,
    id: InvestigationId,
    name: String,
    question: String,
) -> Outcome<()> {
    desk.on(move |bench| bench.refine_investigation(id, &name, &question)).await
}

/// Takes an investigation out of sight.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_investigation(desk: Desk<'_>, id: InvestigationId) -> Outcome<()> {
    desk.on(move |bench| bench.remove_investigation(id)).await
}

/// Puts an article into an investigation.
#[tauri::command]
#[specta::specta]
pub(crate) async fn file_article(desk: Desk<'_>, investigation: InvestigationId, article: ArticleId) -> Outcome<()> {
    desk.on(move |bench| bench.file_article(investigation, article)).await
}

/// Takes an article out of an investigation.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unfile_article(desk: Desk<'_>, investigation: InvestigationId, article: ArticleId) -> Outcome<()> {
    desk.on(move |bench| bench.unfile_article(investigation, article)).await
}

/// Puts a claim into an investigation by itself.
#[tauri::command]
#[specta::specta]
pub(crate) async fn file_claim(desk: Desk<'_>, investigation: InvestigationId, claim: ClaimId) -> Outcome<()> {
    desk.on(move |bench| bench.file_claim(investigation, claim)).await
}

/// Puts each of `claims` into an investigation by itself.
#[tauri::command]
#[specta::specta]
pub(crate) async fn file_claims(desk: Desk<'_>, investigation: InvestigationId, claims: Vec<ClaimId>) -> Outcome<()> {
    desk.on(move |bench| bench.file_claims(investigation, &claims)).await
}

/// Takes a claim that was filed by itself out of an investigation.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unfile_claim(desk: Desk<'_>, investigation: InvestigationId, claim: ClaimId) -> Outcome<()> {
    desk.on(move |bench| bench.unfile_claim(investigation, claim)).await
}

/// Writes a report where the analyst says; answers the path, or nothing when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_report(
    app: AppHandle,
    desk: Desk<'_>,
    investigation: Option<InvestigationId>,
    format: Format,
) -> Outcome<Option<String>> {
    let name = desk.on(move |bench| bench.report_name(investigation)).await?;
    let Some(path) = dialogs::report(&app, &name, format).await else { return Ok(None) };
    desk.on(move |bench| bench.export_report(investigation, format, &path).map(|()| Some(path.display().to_string())))
        .await
}

//! Investigations, and the reports made of them.

use domain::{ArticleId, ClaimId, InvestigationId};
use tauri::AppHandle;
use tauri_specta::Event;
use workbench::{
    Format, Preview, ReportRequest, Verified,
    views::{InvestigationView, ReportWritten},
};

use super::{Desk, Outcome};
use crate::{dialogs, events::ReportMoved, loading::told};

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

/// Writes a report where the analyst says, told as it goes; nothing when no place is chosen. Refused when its sources
/// lack what it quotes.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_report(
    app: AppHandle,
    desk: Desk<'_>,
    request: ReportRequest,
    format: Format,
) -> Outcome<Option<ReportWritten>> {
    let investigation = request.investigation;
    let name = desk.on(move |bench| bench.report_name(investigation)).await?;
    let Some(path) = dialogs::report(&app, &name, format).await else { return Ok(None) };
    let cancel = desk.report.begun();
    let tell = move |step| told(ReportMoved(step).emit(&app));
    desk.on(move |bench| bench.export_watched(&request, format, &path, &cancel, tell)).await.map(Some)
}

/// Reads the logo that the analyst chooses for a publisher; nothing when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_logo(app: AppHandle, desk: Desk<'_>) -> Outcome<Option<String>> {
    let Some(path) = dialogs::logo(&app).await else { return Ok(None) };
    desk.on(move |bench| bench.logo(&path)).await.map(Some)
}

/// Gives up the report that is being written; its file stays as it was.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_report(desk: Desk<'_>) -> Outcome<()> {
    desk.report.ask();
    Ok(())
}

/// The report as it would look, with what it is made of and how its quotations hold.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_report(desk: Desk<'_>, request: ReportRequest) -> Outcome<Preview> {
    desk.on(move |bench| bench.preview_report(&request)).await
}

/// Holds a report that the analyst chooses against the workspace; nothing when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn verify_report(app: AppHandle, desk: Desk<'_>) -> Outcome<Option<Verified>> {
    let Some(path) = dialogs::any_file(&app).await else { return Ok(None) };
    desk.on(move |bench| bench.verify_report(&path)).await.map(Some)
}

/// Writes an investigation as one bundle where the analyst says; answers whether it was written.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_bundle(
    app: AppHandle,
    desk: Desk<'_>,
    investigation: Option<InvestigationId>,
) -> Outcome<bool> {
    let name = desk.on(move |bench| bench.report_name(investigation)).await?;
    let Some(path) = dialogs::any_place(&app, &format!("{name}.zip")).await else { return Ok(false) };
    desk.on(move |bench| bench.export_bundle(investigation, &path)).await.map(|()| true)
}

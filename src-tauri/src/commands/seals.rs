//! Time stamps over the journal.

use domain::Sha256;
use tauri::AppHandle;
use workbench::views::SealView;

use super::{Desk, Outcome};
use crate::dialogs;

/// The time stamps over heads of the journal, the oldest head first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn seals(desk: Desk<'_>) -> Outcome<Vec<SealView>> {
    desk.on(workbench::Workbench::seals).await
}

/// Writes a request over the journal's head where the analyst says; answers the head, or nothing when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn request_seal(app: AppHandle, desk: Desk<'_>, name: String) -> Outcome<Option<Sha256>> {
    let Some(path) = dialogs::any_place(&app, &name).await else { return Ok(None) };
    desk.on(move |bench| bench.request_seal(&path)).await.map(Some)
}

/// Stores a reply that the analyst chooses, held against certificates that are chosen after it where `authority`, the
/// second dialog's title, is given; nothing when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn store_seal(
    app: AppHandle,
    desk: Desk<'_>,
    reply: String,
    authority: Option<String>,
) -> Outcome<Option<SealView>> {
    let Some(path) = dialogs::titled_file(&app, &reply).await else { return Ok(None) };
    let trusted = match authority {
        Some(title) => match dialogs::titled_file(&app, &title).await {
            Some(trusted) => Some(trusted),
            None => return Ok(None),
        },
        None => None,
    };
    desk.on(move |bench| bench.store_seal(&path, trusted.as_deref())).await.map(Some)
}

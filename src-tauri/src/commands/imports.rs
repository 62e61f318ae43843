//! Bringing in what is kept elsewhere. The file that was chosen is remembered here: the screen is told its name at most.

use std::{path::PathBuf, sync::PoisonError};

use tauri::AppHandle;
use workbench::{
    Code, Problem,
    views::{Brought, ImportMapping, ImportPreview},
};

use super::{Desk, Outcome};
use crate::dialogs;

/// Looks at a file that the analyst chooses to import; nothing when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_import(app: AppHandle, desk: Desk<'_>) -> Outcome<Option<ImportPreview>> {
    let Some(path) = dialogs::any_file(&app).await else { return Ok(None) };
    path.clone_into(&mut desk.importing.lock().unwrap_or_else(PoisonError::into_inner));
    desk.on(move |bench| bench.preview_import(&path, &ImportMapping::default())).await.map(Some)
}

/// What importing the chosen file would come to, with its columns understood so.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_import(desk: Desk<'_>, mapping: ImportMapping) -> Outcome<ImportPreview> {
    let path = chosen(&desk)?;
    desk.on(move |bench| bench.preview_import(&path, &mapping)).await
}

/// Imports the chosen file.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_chosen(desk: Desk<'_>, mapping: ImportMapping) -> Outcome<Brought> {
    let path = chosen(&desk)?;
    desk.on(move |bench| bench.import_file(&path, &mapping)).await
}

/// The file that was chosen.
pub(super) fn chosen(desk: &Desk<'_>) -> Outcome<PathBuf> {
    let path = desk.importing.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let none = || Problem { code: Code::NotFound, message: "No file was chosen: choose one.".into() };
    Some(path).filter(|path| !path.as_os_str().is_empty()).ok_or_else(none)
}

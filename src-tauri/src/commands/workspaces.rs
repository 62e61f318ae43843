//! The workspace as a whole, and changing it for another.

use domain::Analyst;
use tauri::AppHandle;
use workbench::{
    Code, Problem,
    settings::{ReadingLimits, ReadingView},
    views::{CheckView, WorkspaceView},
};

use super::{Desk, Outcome};
use crate::{desktop, dialogs};

/// The open workspace and what can be done with it now.
#[tauri::command]
#[specta::specta]
pub(crate) async fn workspace(desk: Desk<'_>) -> Outcome<WorkspaceView> {
    desk.on(workbench::Workbench::workspace).await
}

/// Whether the workspace is sound.
#[tauri::command]
#[specta::specta]
pub(crate) async fn check(desk: Desk<'_>) -> Outcome<CheckView> {
    desk.on(workbench::Workbench::check).await
}

/// Takes back the newest action; answers what it was.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo(desk: Desk<'_>) -> Outcome<Option<String>> {
    desk.on(|bench| Ok(bench.undo()?.map(str::to_owned))).await
}

/// Does again what was taken back; answers what it was.
#[tauri::command]
#[specta::specta]
pub(crate) async fn redo(desk: Desk<'_>) -> Outcome<Option<String>> {
    desk.on(|bench| Ok(bench.redo()?.map(str::to_owned))).await
}

/// Signs with `name` from now on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_analyst(desk: Desk<'_>, name: String) -> Outcome<()> {
    desk.change_settings(|settings| settings.desk.analyst = Analyst::named(&name))?;
    desk.on(move |bench| {
        bench.set_analyst(&name);
        Ok(())
    })
    .await
}

/// What reading one document may use.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reading_limits(desk: Desk<'_>) -> Outcome<ReadingView> {
    Ok(desk.settings().reading.into())
}

/// Lets reading one document use so many mebibytes of memory and seconds from now on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_reading_limits(desk: Desk<'_>, mebibytes: u32, seconds: u32) -> Outcome<()> {
    let limits = ReadingLimits { memory_mebibytes: mebibytes.into(), seconds: seconds.into() }.checked()?;
    desk.change_settings(|settings| settings.reading = limits)?;
    desk.on(move |bench| {
        bench.set_limits(limits.of_worker());
        Ok(())
    })
    .await
}

/// Makes a workspace where the analyst says; answers whether one was made.
#[tauri::command]
#[specta::specta]
pub(crate) async fn new_workspace(app: AppHandle, name: String) -> Outcome<bool> {
    match dialogs::new_workspace(&app, &name).await {
        Some(path) => desktop::create(&app, &path).map(|()| true),
        None => Ok(false),
    }
}

/// Opens the workspace that the analyst chooses; answers whether one was opened.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_workspace(app: AppHandle) -> Outcome<bool> {
    match dialogs::workspace(&app).await {
        Some(path) => desktop::open(&app, &path).map(|()| true),
        None => Ok(false),
    }
}

/// The names of the workspaces opened lately, newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn recent(desk: Desk<'_>) -> Outcome<Vec<String>> {
    let name = |path: &std::path::PathBuf| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(desk.settings().recent.iter().map(name).collect())
}

/// Opens a workspace of the list of those opened lately, by its place there.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_recent(app: AppHandle, desk: Desk<'_>, place: u32) -> Outcome<()> {
    let path = desk.settings().recent.get(place as usize).cloned();
    let gone = || Problem { code: Code::NotFound, message: "This workspace is no longer in the list.".into() };
    desktop::open(&app, &path.ok_or_else(gone)?)
}

/// Writes a verified copy where the analyst says; answers the path, or nothing when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_copy(app: AppHandle, desk: Desk<'_>, name: String) -> Outcome<Option<String>> {
    let Some(path) = dialogs::new_workspace(&app, &name).await else { return Ok(None) };
    desk.on(move |bench| bench.backup(&path).map(|()| Some(path.display().to_string()))).await
}

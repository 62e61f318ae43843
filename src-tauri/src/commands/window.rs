//! What concerns the window alone: layout, drafts, menu, theme, zoom.

use tauri::{AppHandle, State, Theme, WebviewWindow};
use workbench::{Code, Error, Problem, folders};

use super::{Desk, Outcome};
use crate::{
    Started,
    menu::{self, MenuInput},
};

/// The layout as it was saved, as JSON.
#[tauri::command]
#[specta::specta]
pub(crate) async fn layout(desk: Desk<'_>) -> Outcome<String> {
    Ok(desk.memory.layout())
}

/// Keeps the layout.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_layout(desk: Desk<'_>, json: String) -> Outcome<()> {
    desk.memory
        .save_layout(&json)
        .map_err(|cause| Error::file("keep the layout in", &folders::state_dir(), &cause).into())
}

/// Words that were typed under `key` and not yet saved.
#[tauri::command]
#[specta::specta]
pub(crate) async fn draft(desk: Desk<'_>, key: String) -> Outcome<Option<String>> {
    Ok(desk.memory.draft(&key))
}

/// Keeps words that are not yet saved; empty text forgets them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_draft(desk: Desk<'_>, key: String, text: String) -> Outcome<()> {
    desk.memory
        .save_draft(&key, &text)
        .map_err(|cause| Error::file("keep the draft in", &folders::state_dir(), &cause).into())
}

/// Shows the menu bar.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_menu(app: AppHandle, menus: Vec<MenuInput>) -> Outcome<()> {
    menu::show(&app, menus).map_err(refused)
}

/// Shows the window light or dark; as the system is for `None`.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_theme(window: WebviewWindow, dark: Option<bool>) -> Outcome<()> {
    window.set_theme(dark.map(|dark| if dark { Theme::Dark } else { Theme::Light })).map_err(refused)
}

/// Shows everything `factor` times as large.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_zoom(window: WebviewWindow, factor: f64) -> Outcome<()> {
    window.set_zoom(factor.clamp(0.5, 3.0)).map_err(refused)
}

/// Fills the screen, or no longer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_fullscreen(window: WebviewWindow) -> Outcome<()> {
    window.is_fullscreen().and_then(|full| window.set_fullscreen(!full)).map_err(refused)
}

/// Notes in the log how long the way to the first paint was.
#[tauri::command]
#[specta::specta]
pub(crate) async fn painted(started: State<'_, Started>) -> Outcome<()> {
    tracing::info!("first paint after {} ms", started.0.elapsed().as_millis());
    Ok(())
}

/// Ends the program.
#[tauri::command]
#[specta::specta]
pub(crate) async fn quit(app: AppHandle) -> Outcome<()> {
    app.exit(0);
    Ok(())
}

fn refused(error: tauri::Error) -> Problem {
    Problem { code: Code::Internal, message: format!("The window system refused: {error}.") }
}

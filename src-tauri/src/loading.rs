//! Loading files beside the window: one after another, told as it goes, to be cancelled between two of them.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicBool, Ordering},
};

use tauri::{AppHandle, Manager};
use tauri_specta::Event;
use workbench::views::Loaded;

use crate::{
    desktop::Desktop,
    events::{LoadingEnded, LoadingMoved},
};

/// Whether the analyst wants loading to stop.
#[derive(Debug, Default)]
pub(crate) struct Cancel(AtomicBool);

impl Cancel {
    /// Asks for a stop after the file at hand.
    pub(crate) fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Loads `paths` in the background and tells the screen.
pub(crate) fn load(app: &AppHandle, paths: Vec<PathBuf>) {
    if paths.is_empty() {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let desktop = app.state::<Desktop>();
        let Ok(bench) = desktop.bench() else { return };
        desktop.cancel.0.store(false, Ordering::Relaxed);
        let total = u32::try_from(paths.len()).unwrap_or(u32::MAX);
        let mut loaded: Vec<Loaded> = Vec::new();
        let mut cancelled = false;
        for (done, path) in (0..).zip(&paths) {
            cancelled = desktop.cancel.0.load(Ordering::Relaxed);
            if cancelled {
                break;
            }
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            told(LoadingMoved { done, total, name }.emit(&app));
            loaded.push(bench.load_file(path));
        }
        told(LoadingEnded { loaded, cancelled }.emit(&app));
    });
}

/// Notes that the screen could not be told.
pub(crate) fn told(emitted: tauri::Result<()>) {
    if let Err(error) = emitted {
        tracing::warn!("the screen could not be told: {error}");
    }
}

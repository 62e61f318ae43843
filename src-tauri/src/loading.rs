//! Loading files and folders beside the window, told as it goes, to be cancelled between two documents.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use tauri::{AppHandle, Manager};
use tauri_specta::Event;
use workbench::bulk::{Source, usual_jobs};

use crate::{
    desktop::Desktop,
    events::{LoadingEnded, LoadingMoved},
};

/// Whether the analyst wants loading to stop.
#[derive(Debug, Default)]
pub(crate) struct Cancel(AtomicBool);

impl Cancel {
    /// Asks for a stop after the documents at hand.
    pub(crate) fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Whether the analyst wants the report that is being written.
#[derive(Debug, Default)]
pub(crate) struct CancelReport(Mutex<Arc<AtomicBool>>);

impl CancelReport {
    /// What says so of a report that begins now.
    pub(crate) fn begun(&self) -> Arc<AtomicBool> {
        let fresh = Arc::<AtomicBool>::default();
        fresh.clone_into(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
        fresh
    }

    /// Asks for a stop of the newest.
    pub(crate) fn ask(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).store(true, Ordering::Relaxed);
    }
}

/// What was loaded last, to be loaded again.
#[derive(Debug, Default)]
pub(crate) struct Last(Mutex<Vec<PathBuf>>);

/// Loads what was loaded last once more: what failed may be readable by now.
pub(crate) fn load_again(app: &AppHandle) {
    let last = app.state::<Desktop>().last.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    load(app, last);
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
        paths.clone_into(&mut desktop.last.0.lock().unwrap_or_else(PoisonError::into_inner));
        desktop.cancel.0.store(false, Ordering::Relaxed);
        let sources = paths.into_iter().map(Source::Path).collect();
        let report = bench.load_all(sources, usual_jobs(), &desktop.cancel.0, |progress| {
            told(LoadingMoved(progress.clone()).emit(&app));
        });
        told(LoadingEnded(report).emit(&app));
    });
}

/// Notes that the screen could not be told.
pub(crate) fn told(emitted: tauri::Result<()>) {
    if let Err(error) = emitted {
        tracing::warn!("the screen could not be told: {error}");
    }
}

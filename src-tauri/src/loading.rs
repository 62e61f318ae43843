//! Loading files and folders beside the window, told as it goes, to be cancelled between two documents.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use domain::ArrivalId;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;
use workbench::{
    Fetcher, Workbench,
    bulk::{Source, usual_jobs},
    ocr::Engine,
    views::{Progress, Report, TableMapping},
};

use crate::{
    desktop::Desktop,
    events::{LoadingEnded, LoadingMoved, TableFound},
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

/// Whether the analyst wants a model to be asked no more.
#[derive(Debug, Default)]
pub(crate) struct Asking(Mutex<Arc<AtomicBool>>);

impl Asking {
    /// The sign that ends what is asked from now on; what was asked before ends at once.
    pub(crate) fn renewed(&self) -> Arc<AtomicBool> {
        let mut sign = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sign.store(true, Ordering::Relaxed);
        *sign = Arc::default();
        Arc::clone(&sign)
    }
}

/// What was loaded last, to be loaded again.
#[derive(Debug, Default)]
pub(crate) struct Last(Mutex<Again>);

/// What is loaded again when asked to.
#[derive(Debug, Clone)]
enum Again {
    Files(Vec<PathBuf>),
    Table(PathBuf, Option<TableMapping>),
    Addresses(Arc<Fetcher>, Vec<String>),
    Arrivals(Arc<Fetcher>, Vec<ArrivalId>, bool),
}

impl Default for Again {
    fn default() -> Self {
        Self::Files(Vec::new())
    }
}

/// Loads what was loaded last once more: what failed may be readable by now.
pub(crate) fn load_again(app: &AppHandle, engine: Option<Engine>) {
    let last = app.state::<Desktop>().last.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    match last {
        Again::Files(paths) => load(app, paths, engine),
        Again::Table(path, mapping) => load_table(app, path, mapping),
        Again::Addresses(fetcher, addresses) => load_addresses(app, fetcher, addresses),
        Again::Arrivals(fetcher, arrivals, page) => load_arrivals(app, fetcher, arrivals, page),
    }
}

/// Loads `paths` in the background, what is pictures alone by `engine` if there is one, and tells the screen. A table by
/// itself, of which it is not sure what its columns say, is shown instead.
pub(crate) fn load(app: &AppHandle, paths: Vec<PathBuf>, engine: Option<Engine>) {
    if paths.is_empty() {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let desktop = app.state::<Desktop>();
        let Ok(bench) = desktop.bench() else { return };
        if let [path] = paths.as_slice()
            && let Ok(Some(preview)) = bench.doubtful_table(path)
        {
            path.clone_into(&mut desktop.importing.lock().unwrap_or_else(PoisonError::into_inner));
            return told(TableFound(preview).emit(&app));
        }
        loading(&app, Again::Files(paths.clone()), |bench, cancel, tell| {
            let sources = paths.into_iter().map(Source::Path).collect();
            match engine {
                Some(engine) => bench.load_all_recognising(engine, sources, usual_jobs(), cancel, tell),
                None => bench.load_all(sources, usual_jobs(), cancel, tell),
            }
        });
    });
}

/// Loads the table at `path` in the background, its columns as `mapping` says or else as one document, and tells the screen.
pub(crate) fn load_table(app: &AppHandle, path: PathBuf, mapping: Option<TableMapping>) {
    in_background(app, Again::Table(path.clone(), mapping.clone()), move |bench, cancel, tell| {
        let source = match mapping {
            Some(mapping) => Source::Table { path, mapping },
            None => Source::Path(path),
        };
        bench.load_all(vec![source], usual_jobs(), cancel, tell)
    });
}

/// Loads what addresses lead to in the background and tells the screen.
pub(crate) fn load_addresses(app: &AppHandle, fetcher: Arc<Fetcher>, addresses: Vec<String>) {
    in_background(app, Again::Addresses(Arc::clone(&fetcher), addresses.clone()), move |bench, cancel, tell| {
        bench.load_addresses(&fetcher, &addresses, cancel, tell)
    });
}

/// Loads what feeds brought in the background and tells the screen.
pub(crate) fn load_arrivals(app: &AppHandle, fetcher: Arc<Fetcher>, arrivals: Vec<ArrivalId>, page: bool) {
    in_background(app, Again::Arrivals(Arc::clone(&fetcher), arrivals.clone(), page), move |bench, cancel, tell| {
        bench.load_arrivals(&fetcher, &arrivals, page, cancel, tell)
    });
}

/// What is told of how far loading is.
type Tell<'a> = &'a dyn Fn(&Progress);

fn in_background(
    app: &AppHandle,
    again: Again,
    load: impl FnOnce(&Workbench, &AtomicBool, Tell<'_>) -> Report + Send + 'static,
) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || loading(&app, again, load));
}

/// Loads by `load`, which `again` does once more, and tells the screen.
fn loading(app: &AppHandle, again: Again, load: impl FnOnce(&Workbench, &AtomicBool, Tell<'_>) -> Report) {
    let desktop = app.state::<Desktop>();
    let Ok(bench) = desktop.bench() else { return };
    *desktop.last.0.lock().unwrap_or_else(PoisonError::into_inner) = again;
    desktop.cancel.0.store(false, Ordering::Relaxed);
    let report = load(&bench, &desktop.cancel.0, &|progress| told(LoadingMoved(progress.clone()).emit(app)));
    told(LoadingEnded(report).emit(app));
}

/// Notes that the screen could not be told.
pub(crate) fn told(emitted: tauri::Result<()>) {
    if let Err(error) = emitted {
        tracing::warn!("the screen could not be told: {error}");
    }
}

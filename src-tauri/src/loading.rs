//! Loading files, folders and addresses beside the window, told as it goes, to be cancelled between two documents.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use tauri::{AppHandle, Manager};
use tauri_specta::Event;
use workbench::{
    Fetcher, Workbench,
    bulk::{Jobs, Source},
    folders,
    ocr::Engine,
    unfinished::{Note, Wanted},
    views::{Progress, Report, UnfinishedView},
};

use crate::{
    desktop::{Desktop, Outcome},
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

/// What was loaded last, to be loaded again, and how much is being loaded now.
#[derive(Debug, Default)]
pub(crate) struct Last {
    wanted: Mutex<Option<Wanted>>,
    going: Mutex<usize>,
}

/// Loads what was loaded last once more: what failed may be readable by now, by OCR in `languages` where they are named.
pub(crate) async fn load_again(app: &AppHandle, languages: Option<String>) -> Outcome<()> {
    let last = app.state::<Desktop>().last.wanted.lock().unwrap_or_else(PoisonError::into_inner).clone();
    match last {
        Some(Wanted::Files { paths, languages: own }) => {
            begin(app, Wanted::Files { paths, languages: languages.or(own) }).await
        }
        Some(wanted) => begin(app, wanted).await,
        None => Ok(()),
    }
}

/// How far loading was when the program ended; nothing where it was done, or goes on.
pub(crate) fn unfinished(desktop: &Desktop) -> Option<UnfinishedView> {
    let going = desktop.last.going.lock().unwrap_or_else(PoisonError::into_inner);
    desktop.bench().ok().filter(|_| *going == 0).and_then(|bench| note(&bench).shown())
}

/// Goes on with what was being loaded when the program ended.
pub(crate) async fn go_on(app: &AppHandle) -> Outcome<()> {
    let desktop = app.state::<Desktop>();
    let left = desktop.on(|bench| note(bench).found().map(|one| bench.left_of(one)).transpose());
    match left.await? {
        Some(wanted) => begin(app, wanted).await,
        None => Ok(()),
    }
}

/// Lets go of what was being loaded when the program ended.
pub(crate) fn forget(desktop: &Desktop) {
    let going = desktop.last.going.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(bench) = desktop.bench().ok().filter(|_| *going == 0) {
        note(&bench).forget();
    }
}

/// Loads `paths` in the background and tells the screen. A table by itself, of which it is not sure what its columns say,
/// is shown instead.
pub(crate) fn load(app: &AppHandle, paths: Vec<PathBuf>) {
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
        loading(&app, Wanted::Files { paths, languages: None }, None);
    });
}

/// Loads what is `wanted` in the background and tells the screen.
pub(crate) async fn begin(app: &AppHandle, wanted: Wanted) -> Outcome<()> {
    let fetcher = match wanted {
        Wanted::Addresses { .. } | Wanted::Arrivals { .. } => Some(app.state::<Desktop>().fetcher().await?),
        Wanted::Files { .. } | Wanted::Table { .. } => None,
    };
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || loading(&app, wanted, fetcher));
    Ok(())
}

/// What is told of how far loading is.
type Tell<'a> = &'a dyn Fn(&Progress);

/// Loads what is `wanted`, notes that while it goes on, and tells the screen.
fn loading(app: &AppHandle, wanted: Wanted, fetcher: Option<Arc<Fetcher>>) {
    let desktop = app.state::<Desktop>();
    let Ok(bench) = desktop.bench() else { return };
    *desktop.last.wanted.lock().unwrap_or_else(PoisonError::into_inner) = Some(wanted.clone());
    desktop.cancel.0.store(false, Ordering::Relaxed);
    let note = begun(&desktop, &bench, &wanted);
    let report = load_by(&bench, wanted, fetcher, &desktop.cancel.0, &|progress| {
        if let Some(note) = &note {
            note.moved(progress);
        }
        told(LoadingMoved(progress.clone()).emit(app));
    });
    *desktop.last.going.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
    if let Some(note) = note {
        note.forget();
    }
    told(LoadingEnded(report).emit(app));
}

/// The note that `wanted` is being loaded; of two things at once the first is noted.
fn begun(desktop: &Desktop, bench: &Workbench, wanted: &Wanted) -> Option<Note> {
    let mut going = desktop.last.going.lock().unwrap_or_else(PoisonError::into_inner);
    *going += 1;
    let note = Some(note(bench)).filter(|_| *going == 1)?;
    match note.begin(&bench.begun(wanted.clone())) {
        Ok(()) => Some(note),
        Err(error) => {
            tracing::warn!("what is being loaded could not be noted: {:?}", error.kind());
            None
        }
    }
}

fn note(bench: &Workbench) -> Note {
    Note::on(&folders::state_dir(), bench.path())
}

fn load_by(
    bench: &Workbench,
    wanted: Wanted,
    fetcher: Option<Arc<Fetcher>>,
    cancel: &AtomicBool,
    tell: Tell<'_>,
) -> Report {
    match (wanted, fetcher) {
        (Wanted::Files { paths, languages }, _) => {
            let sources = paths.into_iter().map(Source::Path).collect();
            match languages.and_then(|languages| Engine::found(Some(&languages)).ok()) {
                Some(engine) => bench.load_all_recognising(engine, sources, Jobs::usual(), cancel, tell),
                None => bench.load_all(sources, Jobs::usual(), cancel, tell),
            }
        }
        (Wanted::Table { path, mapping }, _) => {
            let source = match mapping {
                Some(mapping) => Source::Table { path, mapping },
                None => Source::Path(path),
            };
            bench.load_all(vec![source], Jobs::usual(), cancel, tell)
        }
        (Wanted::Addresses { addresses, whole }, Some(fetcher)) => {
            bench.load_addresses(&fetcher, &addresses, whole, Jobs::usual(), cancel, tell)
        }
        (Wanted::Arrivals { arrivals, page }, Some(fetcher)) => {
            bench.load_arrivals(&fetcher, &arrivals, page, cancel, tell)
        }
        (Wanted::Addresses { .. } | Wanted::Arrivals { .. }, None) => Report::default(),
    }
}

/// Notes that the screen could not be told.
pub(crate) fn told(emitted: tauri::Result<()>) {
    if let Err(error) = emitted {
        tracing::warn!("the screen could not be told: {error}");
    }
}

//! What is open at this desk: a workbench on a workspace, the settings, and what the window remembers.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
    time::{Duration, Instant},
};

use tauri::{AppHandle, Manager};
use tauri_specta::Event;
use workbench::{
    Clock, Code, Error, Fetcher, Problem, Setting, Workbench, folders,
    meaning::models,
    memory::Memory,
    settings::{Network, Settings},
    worker::{Reader, Worker},
};

use crate::{
    events::{HandoverRefused, Stale, WorkspaceOpened},
    loading::{self, Asking, Cancel, CancelReport, Last, told},
};

/// What a command answers.
pub(crate) type Outcome<T> = Result<T, Problem>;

/// Everything that is open at this desk.
pub(crate) struct Desktop {
    bench: RwLock<Result<Arc<Workbench>, Problem>>,
    settings: Mutex<Settings>,
    /// When something was asked of the workbench last.
    asked: Mutex<Instant>,
    fetcher: Mutex<Option<Arc<Fetcher>>>,
    pub(crate) polling: tauri::async_runtime::Mutex<()>,
    pub(crate) memory: Memory,
    pub(crate) cancel: Cancel,
    pub(crate) report: CancelReport,
    pub(crate) last: Last,
    pub(crate) asking: Asking,
    /// The file that was chosen to be imported.
    pub(crate) importing: Mutex<PathBuf>,
}

impl Desktop {
    /// A desk with nothing open yet.
    pub(crate) fn new() -> Self {
        Self {
            bench: RwLock::new(Err(closed())),
            settings: Mutex::new(Settings::load(&folders::config_dir())),
            asked: Mutex::new(Instant::now()),
            fetcher: Mutex::default(),
            polling: tauri::async_runtime::Mutex::default(),
            memory: Memory::new(&folders::state_dir()),
            cancel: Cancel::default(),
            report: CancelReport::default(),
            last: Last::default(),
            asking: Asking::default(),
            importing: Mutex::default(),
        }
    }

    /// The open workbench; why there is none otherwise.
    pub(crate) fn bench(&self) -> Outcome<Arc<Workbench>> {
        self.bench.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Does `verb` on the open workbench, off the threads that keep the window alive.
    pub(crate) async fn on<T: Send + 'static>(
        &self,
        verb: impl FnOnce(&Workbench) -> workbench::Result<T> + Send + 'static,
    ) -> Outcome<T> {
        let bench = self.bench()?;
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        match tauri::async_runtime::spawn_blocking(move || verb(&bench)).await {
            Ok(done) => Ok(done?),
            Err(error) => {
                tracing::error!("a command broke off: {error}");
                Err(Problem {
                    code: Code::Internal,
                    message: "The program made a mistake; nothing was written. Try again, and tell us what you did."
                        .into(),
                })
            }
        }
    }

    /// How long nothing was asked of the workbench.
    pub(crate) fn idle_for(&self) -> Duration {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).elapsed()
    }

    /// The settings.
    pub(crate) fn settings(&self) -> MutexGuard<'_, Settings> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What fetches pages: one until the settings change, since it remembers whom it asked when.
    pub(crate) async fn fetcher(&self) -> Outcome<Arc<Fetcher>> {
        if let Some(fetcher) = self.kept_fetcher().as_ref() {
            return Ok(Arc::clone(fetcher));
        }
        let settings = self.settings().clone();
        // It waits for a thread of its own, as a thread that keeps the window alive must not.
        let made = Arc::new(self.on(move |_| Ok(settings.fetcher()?)).await?);
        Ok(Arc::clone(self.kept_fetcher().get_or_insert(made)))
    }

    fn kept_fetcher(&self) -> MutexGuard<'_, Option<Arc<Fetcher>>> {
        self.fetcher.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reaches the network as `network` has it from now on; refuses what cannot be.
    pub(crate) async fn set_network(&self, network: Network) -> Outcome<()> {
        let mut tried = self.settings().clone();
        tried.set_network(network.clone());
        let made = Arc::new(self.on(move |_| Ok(tried.fetcher()?)).await?);
        self.change_settings(|settings| settings.set_network(network))?;
        *self.kept_fetcher() = Some(made);
        Ok(())
    }

    /// Changes the settings and keeps them.
    pub(crate) fn change_settings(&self, change: impl FnOnce(&mut Settings)) -> Outcome<()> {
        let mut settings = self.settings();
        change(&mut settings);
        let folder = folders::config_dir();
        settings.save(&folder).map_err(|cause| Error::file("keep the settings in", &folder, &cause).into())
    }

    /// Makes a backup when one is due; a failure is noted, since nobody asked.
    pub(crate) fn back_up(&self) {
        if let Ok(bench) = self.bench()
            && let Err(error) = bench.back_up_if_due()
        {
            tracing::warn!("no backup could be made: {:?}", error.code());
        }
    }

    /// Ends work on the open workspace: its head is noted, a backup made when due, its file closed.
    pub(crate) fn close(&self) {
        let open = std::mem::replace(&mut *self.bench.write().unwrap_or_else(PoisonError::into_inner), Err(closed()));
        if let Ok(bench) = &open {
            bench.end_meanings();
        }
        if let Ok(bench) = open
            && let Err(error) = bench.note_anchor().and_then(|()| bench.back_up_if_due().map(drop))
        {
            tracing::warn!("the workspace was closed without a backup: {:?}", error.code());
        }
    }

    fn setting(&self, workspace: &Path) -> Outcome<Setting> {
        let limits = self.settings().reading.of_worker();
        let worker =
            Worker::of_this_program(limits).map_err(|cause| Error::file("find", Path::new("this program"), &cause))?;
        Ok(Setting {
            workspace: workspace.to_owned(),
            desk: self.settings().desk.clone(),
            reader: Reader::Worker(worker),
            clock: Clock::System,
            keep: folders::data_dir(),
        })
    }
}

fn closed() -> Problem {
    Problem { code: Code::NotFound, message: "No workspace is open. Open one, or make a new one.".into() }
}

/// Opens what the command line names: a workspace, or articles into the one that was open last.
pub(crate) fn start(app: &AppHandle, named: &[PathBuf]) {
    let desktop = app.state::<Desktop>();
    let (workspaces, articles) = parted(named);
    let last = desktop.settings().last().map(Path::to_owned);
    let first = workspaces.into_iter().next();
    let path = first.or(last).unwrap_or_else(|| folders::data_dir().join("Claimdesk.claimdesk"));
    let opened = if path.exists() { open(app, &path) } else { create(app, &path) };
    if let Err(problem) = opened {
        *desktop.bench.write().unwrap_or_else(PoisonError::into_inner) = Err(problem);
    }
    loading::load(app, articles);
}

/// Opens the workspace among `paths` and loads the other files.
pub(crate) fn open_arguments(app: &AppHandle, paths: &[PathBuf]) {
    let (workspaces, articles) = parted(paths);
    for workspace in workspaces {
        if let Err(problem) = open(app, &workspace) {
            tracing::warn!("a workspace handed over could not be opened: {:?}", problem.code);
            told(HandoverRefused(problem.message).emit(app));
        }
    }
    loading::load(app, articles);
}

fn parted(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<PathBuf>) {
    paths.iter().cloned().partition(|path| path.extension().is_some_and(|ending| ending == "claimdesk"))
}

/// Opens the workspace file at `path` in place of the one that is open.
pub(crate) fn open(app: &AppHandle, path: &Path) -> Outcome<()> {
    let desktop = app.state::<Desktop>();
    if desktop.bench().is_ok_and(|bench| bench.path() == path) {
        return Ok(());
    }
    let setting = desktop.setting(path)?;
    put_on_desk(app, Workbench::open(setting)?)
}

/// Makes a workspace file at `path` and opens it in place of the one that is open.
pub(crate) fn create(app: &AppHandle, path: &Path) -> Outcome<()> {
    let setting = app.state::<Desktop>().setting(path)?;
    put_on_desk(app, Workbench::create(setting)?)
}

fn put_on_desk(app: &AppHandle, bench: Workbench) -> Outcome<()> {
    let desktop = app.state::<Desktop>();
    let teller = app.clone();
    bench.subscribe(Box::new(move |topics| told(Stale(topics.iter().copied().collect()).emit(&teller))));
    bench.match_by_meaning(models::installed(&models::folder()));
    desktop.close();
    let (path, name) = (bench.path().to_owned(), bench.name());
    *desktop.bench.write().unwrap_or_else(PoisonError::into_inner) = Ok(Arc::new(bench));
    if let Some(window) = app.get_webview_window("main") {
        told(window.set_title(&format!("{name} – Claimdesk")));
    }
    told(WorkspaceOpened.emit(app));
    desktop.change_settings(|settings| settings.opened(&path))
}

//! The verbs: one function for each thing an analyst can do.
//!
//! A verb reads, checks, composes a change and commits it. The journal says what became stale; whoever listens is told.

mod addresses;
mod anchors;
mod archives;
mod articles;
mod assessments;
mod backups;
pub mod bulk;
mod bundle;
mod case_file;
mod child;
mod claim_view;
mod claims;
mod clock;
mod error;
mod events;
mod evidence;
mod export;
mod fact_checks;
pub mod feeds;
pub mod files;
pub mod folders;
mod fonts;
mod imports;
mod investigations;
mod issues;
mod logos;
mod matching;
mod matrix;
pub mod meaning;
pub mod memory;
mod naming;
pub mod ocr;
mod origins;
mod overview;
mod parties;
mod proposals;
mod queue;
mod ratings;
pub mod reading;
mod relations;
mod responses;
mod reviews;
mod revisions;
mod sample;
mod seals;
mod search;
pub mod settings;
mod splitting;
pub mod suggestions;
mod tables;
mod timeline;
mod times;
mod undo;
pub mod unfinished;
mod veil;
mod verify;
pub mod views;
mod walls;
mod work;
pub mod worker;
mod workspace;

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError, RwLock},
};

use database::{Access, Action, Workspace};
use domain::{ActionId, Analyst, Change, Desk, Stamp, Topic};
pub use fetch::{Error as FetchError, Fetcher, Limits, Model, ModelError, Policy, Proxy};
pub use reports::{
    Fidelity, Format, Grouping, Part, Piece, Plan, Preview, PreviewClaim, PreviewGroup, Publisher, Quote, Quoting,
    Rendered, Seal, Section, Step, Template, Whence,
};

pub use crate::{
    bundle::Imported,
    case_file::ReportRequest,
    claims::MOST_CLAIMS,
    clock::Clock,
    error::{Code, Error, Problem, Result},
    verify::{JournalStanding, StatementStanding, Verified, VerifiedStatement},
};
use crate::{undo::Undo, worker::Reader};

/// What a workbench is opened with.
#[derive(Debug)]
pub struct Setting {
    /// The workspace file.
    pub workspace: PathBuf,
    /// The desk and its analyst.
    pub desk: Desk,
    /// How documents are read.
    pub reader: Reader,
    /// What tells the time and makes ids.
    pub clock: Clock,
    /// The folder, outside the workspace, that backups and anchors are kept in.
    pub keep: PathBuf,
}

type Listener = Box<dyn Fn(&BTreeSet<Topic>) + Send + Sync>;

/// An open workspace and everything that can be done with it.
pub struct Workbench {
    workspace: Workspace,
    desk: RwLock<Desk>,
    reader: RwLock<Reader>,
    clock: Clock,
    keep: PathBuf,
    undo: Mutex<Undo>,
    /// What has been read of articles for the queue.
    read: Mutex<queue::Read>,
    /// What models proposed since the program started.
    proposals: Mutex<proposals::Proposals>,
    /// What the last issue of a report was made of.
    issued: Mutex<issues::LastIssued>,
    /// What claims mean, where a model is used.
    meanings: meaning::Meanings,
    listeners: Mutex<Vec<Listener>>,
}

impl Workbench {
    /// Opens the workspace file of `setting`.
    pub fn open(setting: Setting) -> Result<Self> {
        let workspace = Workspace::open(&setting.workspace)?;
        Self::on(workspace, setting)
    }

    /// Makes a new workspace file at the place of `setting`; refuses when there is one.
    pub fn create(setting: Setting) -> Result<Self> {
        if let Some(folder) = setting.workspace.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|cause| Error::file("make the folder for", &setting.workspace, &cause))?;
        }
        let workspace = Workspace::create(&setting.workspace, setting.clock.now())?;
        Self::on(workspace, setting)
    }

    fn on(workspace: Workspace, setting: Setting) -> Result<Self> {
        let Setting { desk, reader, clock, keep, .. } = setting;
        let undo = Undo::remembered(workspace.read(|conn| database::journal::last_actions(conn, undo::STEPS))?);
        Ok(Self {
            workspace,
            desk: RwLock::new(desk),
            reader: RwLock::new(reader),
            clock,
            keep,
            undo: Mutex::new(undo),
            read: Mutex::default(),
            proposals: Mutex::default(),
            issued: Mutex::default(),
            meanings: meaning::Meanings::default(),
            listeners: Mutex::default(),
        })
    }

    /// The workspace file.
    pub fn path(&self) -> &Path {
        self.workspace.path()
    }

    /// Whether the workspace can be written to, and if not, why.
    pub fn access(&self) -> &Access {
        self.workspace.access()
    }

    /// Calls `listener` after each commit with the topics it touched.
    pub fn subscribe(&self, listener: Listener) {
        locked(&self.listeners).push(listener);
    }

    /// Signs with `name` from now on.
    pub fn set_analyst(&self, name: &str) {
        self.desk.write().unwrap_or_else(PoisonError::into_inner).analyst = Analyst::named(name);
    }

    /// The desk, with its present analyst.
    pub fn desk(&self) -> Desk {
        self.desk.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads documents within `limits` from now on.
    pub fn set_limits(&self, limits: worker::Limits) {
        self.reader.write().unwrap_or_else(PoisonError::into_inner).set_limits(limits);
    }

    /// How documents are read now.
    fn reader(&self) -> Reader {
        self.reader.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Commits `changes` as one action.
    fn commit(&self, changes: Vec<Change>) -> Result<()> {
        self.commit_with(changes, Vec::new())
    }

    /// Commits `changes` as one action, keeping `bytes` with them.
    fn commit_with(&self, changes: Vec<Change>, bytes: Vec<Vec<u8>>) -> Result<()> {
        self.commit_action(Action { id: ActionId(self.clock.uuid()), undoes: None, changes }, bytes)
    }

    fn commit_action(&self, action: Action, bytes: Vec<Vec<u8>>) -> Result<()> {
        let topics = self.commit_untold(action, bytes)?;
        self.tell(&topics);
        Ok(())
    }

    /// Commits `action` and answers the topics it touched: whoever commits many at once tells of them together.
    fn commit_untold(&self, action: Action, bytes: Vec<Vec<u8>>) -> Result<BTreeSet<Topic>> {
        let stamp = Stamp { at: self.clock.now(), desk: self.desk() };
        // Held across the commit, so that the steps stand in the order of the journal.
        let mut undo = locked(&self.undo);
        let committed = self.workspace.commit(&stamp, action.clone(), bytes)?;
        self.follow_meanings(&action.changes);
        undo.done(action.id, action.undoes, action.changes);
        Ok(committed.topics)
    }

    /// Tells whoever listens that `topics` became stale.
    fn tell(&self, topics: &BTreeSet<Topic>) {
        for listener in locked(&self.listeners).iter() {
            listener(topics);
        }
    }
}

/// The value behind `mutex`; a panic elsewhere while it was held leaves it usable, since each use is whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

//! Loading many things at once: files, folders, addresses, and files that hold several documents. Several are read at a
//! time, each in a process of its own, and committed one by one as they come: what is done is done, whenever loading ends.

mod opening;
mod sites;
mod wholes;

use std::{
    collections::{BTreeMap, BTreeSet},
    num::NonZeroUsize,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

use database::{Action, articles};
use documents::Reading;
use domain::{ActionId, Archive, Article, ArticleId, Change, Document, MediaType, Origin, PageStart, Subject, Topic};
use fetch::Fetcher;

use self::{
    opening::Opening,
    sites::Sites,
    wholes::{From, Whole, wholes},
};
use crate::{
    Result, Workbench,
    ocr::Engine,
    views::{Loaded, Progress, Report, TableMapping},
    worker::Reader,
};

/// Documents that are read before they are asked for.
const AHEAD: usize = 8;
/// How often whoever listens is told of progress and of what became stale.
const TELL_EVERY: Duration = Duration::from_millis(250);
/// Sites that are asked at a time: most of the time they are waited for.
const SITES: NonZeroUsize = NonZeroUsize::new(6).unwrap();

/// What is to be loaded.
#[derive(Debug)]
pub enum Source {
    /// A file, or all files in a folder and the folders in it.
    Path(PathBuf),
    /// A table whose columns say what is told here.
    Table {
        /// The file.
        path: PathBuf,
        /// What its columns say.
        mapping: TableMapping,
    },
    /// Bytes that lie in no file.
    Bytes {
        /// The bytes.
        bytes: Vec<u8>,
        /// Where they come from.
        origin: Origin,
    },
    /// What an address leads to.
    Address {
        /// What fetches it.
        fetcher: Arc<Fetcher>,
        /// The address.
        address: String,
        /// Whether a page is kept with what it is shown with.
        whole: bool,
    },
}

/// How many are loaded at a time.
#[derive(Debug, Clone, Copy)]
pub struct Jobs {
    files: NonZeroUsize,
    sites: NonZeroUsize,
}

impl Jobs {
    /// The machine's other cores are for whoever works meanwhile.
    pub fn usual() -> Self {
        let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        Self { files: NonZeroUsize::new(cores.saturating_sub(1)).unwrap_or(NonZeroUsize::MIN), sites: SITES }
    }
}

impl std::convert::From<NonZeroUsize> for Jobs {
    fn from(many: NonZeroUsize) -> Self {
        Self { files: many, sites: many }
    }
}

/// What a reading thread says of the thing that was asked for at the place `at`.
struct Said {
    at: usize,
    what: What,
}

enum What {
    /// It holds so many documents more than one.
    More(usize),
    /// This came of a document, or of opening the thing.
    Came(Came),
}

enum Came {
    /// An article is to be committed.
    Ready(Box<Ready>),
    /// It is pictures alone: its name, and the sentence that says so.
    Scan(String, String),
    /// Nothing is to be committed.
    Loaded(Loaded),
}

impl Came {
    /// Whether it has pages that OCR may read.
    fn is_for_ocr(&self) -> bool {
        match self {
            Self::Scan(..) => true,
            Self::Ready(ready) => !ready.reading.wordless.is_empty(),
            Self::Loaded(_) => false,
        }
    }
}

/// An article that is read and not yet committed.
struct Ready {
    name: String,
    origin: Origin,
    bytes: Vec<u8>,
    reading: Reading,
    /// The file that the bytes were written out of, to be kept beside them.
    whole: Option<Arc<Vec<u8>>>,
    /// The page with what it is shown with, to be kept beside it.
    archive: Option<(Archive, Vec<u8>)>,
}

impl Workbench {
    /// Loads all of `sources`, `jobs` at a time, calling `told` now and then; stops after the documents at hand when
    /// `cancel` is set. What was loaded before, by whatever run, is found again by its bytes and not doubled.
    pub fn load_all(
        &self,
        sources: Vec<Source>,
        jobs: impl Into<Jobs>,
        cancel: &AtomicBool,
        told: impl FnMut(&Progress),
    ) -> Report {
        self.load_all_by(&self.reader(), sources, jobs.into(), cancel, told)
    }

    /// Loads pasted text, or all that it holds.
    pub fn load_pasted(&self, text: String) -> Vec<Loaded> {
        let source = Source::Bytes { bytes: text.into_bytes(), origin: Origin::Pasted };
        self.load_all(vec![source], Jobs::usual(), &AtomicBool::new(false), |_| ()).loaded
    }

    /// The same, with what is pictures alone read by `engine`.
    pub fn load_all_recognising(
        &self,
        engine: Engine,
        sources: Vec<Source>,
        jobs: impl Into<Jobs>,
        cancel: &AtomicBool,
        told: impl FnMut(&Progress),
    ) -> Report {
        self.load_all_by(&self.reader().recognising(engine), sources, jobs.into(), cancel, told)
    }

    fn load_all_by(
        &self,
        reader: &Reader,
        sources: Vec<Source>,
        jobs: Jobs,
        cancel: &AtomicBool,
        told: impl FnMut(&Progress),
    ) -> Report {
        let wholes: Vec<Whole> = sources.into_iter().flat_map(wholes).collect();
        let (files, sites) = parted(&wholes);
        let next = AtomicUsize::new(0);
        let (say, said) = sync_channel(AHEAD);
        // What opens the thing at a place; nobody listens any more to one that answers nothing: loading was cancelled.
        let open = |at: usize, say: &SyncSender<Said>| {
            let whole = wholes.get(at).filter(|_| !cancel.load(Ordering::Relaxed))?;
            Opening { bench: self, reader, at, whole, say, cancel }.open()
        };
        thread::scope(|scope| {
            for _ in 0..jobs.files.get().min(files.len()) {
                let (say, files, next, open) = (say.clone(), &files, &next, &open);
                scope.spawn(move || {
                    while let Some(at) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if open(*at, &say).is_none() {
                            break;
                        }
                    }
                });
            }
            for _ in 0..jobs.sites.get().min(sites.count()) {
                let (say, sites, open) = (say.clone(), &sites, &open);
                scope.spawn(move || {
                    while let Some(turn) = sites.next() {
                        if open(turn.at, &say).is_none() {
                            break;
                        }
                    }
                });
            }
            drop(say);
            let all = wholes.iter().filter(|whole| !matches!(whole.from, From::Passed(..))).count();
            self.committed(all, said, cancel, told)
        })
    }

    /// Commits what the readers say until they are done, and tells of it.
    fn committed(
        &self,
        total: usize,
        said: Receiver<Said>,
        cancel: &AtomicBool,
        mut told: impl FnMut(&Progress),
    ) -> Report {
        let (start, mut last) = (Instant::now(), Instant::now());
        let (mut done, mut total) = (0, total);
        let mut name = String::new();
        let mut stale: BTreeSet<Topic> = BTreeSet::new();
        let mut loaded: BTreeMap<usize, Vec<Loaded>> = BTreeMap::new();
        let (mut cancelled, mut scans) = (false, 0);
        told(&progress(done, total, &name, start));
        loop {
            cancelled = cancelled || cancel.load(Ordering::Relaxed);
            if cancelled {
                break;
            }
            match said.recv_timeout(TELL_EVERY) {
                Ok(Said { what: What::More(more), .. }) => total += more,
                Ok(Said { at, what: What::Came(came) }) => {
                    scans += u32::from(came.is_for_ocr());
                    let one = self.kept(came, &mut stale);
                    if !matches!(one, Loaded::Parted { .. }) {
                        done += 1;
                    }
                    name.clone_from(one.name());
                    loaded.entry(at).or_default().push(one);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if last.elapsed() >= TELL_EVERY {
                last = Instant::now();
                told(&progress(done, total, &name, start));
                self.tell_all(&mut stale);
            }
        }
        // Readers that still wait to say something learn that nobody listens.
        drop(said);
        told(&progress(done, total, &name, start));
        self.tell_all(&mut stale);
        Report { loaded: loaded.into_values().flatten().collect(), cancelled, scans }
    }

    fn tell_all(&self, stale: &mut BTreeSet<Topic>) {
        if !stale.is_empty() {
            self.tell(&std::mem::take(stale));
        }
    }

    /// Commits what `came`, when there is something to commit.
    fn kept(&self, came: Came, stale: &mut BTreeSet<Topic>) -> Loaded {
        match came {
            Came::Ready(ready) => {
                let name = ready.name.clone();
                let kept = self.keep(*ready, stale);
                kept.unwrap_or_else(|error| Loaded::Failed { name, reason: error.to_string() })
            }
            Came::Scan(name, reason) => Loaded::Failed { name, reason },
            Came::Loaded(loaded @ (Loaded::AlreadyHere { article, .. } | Loaded::Unchanged { article, .. })) => {
                match self.back_in_sight(article, stale) {
                    Ok(()) => loaded,
                    Err(error) => Loaded::Failed { name: loaded.name().clone(), reason: error.to_string() },
                }
            }
            Came::Loaded(loaded) => loaded,
        }
    }

    fn keep(&self, ready: Ready, stale: &mut BTreeSet<Topic>) -> Result<Loaded> {
        let Ready { name, origin, bytes, reading, whole, archive } = ready;
        // Two of the things that are loaded now may be the same.
        let known = self.workspace.read(|conn| articles::with_sha256(conn, reading.sha256))?;
        if let Some(article) = known {
            self.back_in_sight(article, stale)?;
            if !(is_recognised(&reading.pages) && self.may_be_completed(article)?) {
                return self.here(name, article, &origin);
            }
        }
        let warnings = reading.warnings.clone();
        let (document, article) = self.made_of(reading, &bytes, origin);
        let (document, article) = self.read_again(known, document, article)?;
        let id = article.id;
        let mut bytes = vec![bytes];
        bytes.extend(whole.map(|whole| whole.to_vec()));
        let beside = match known {
            Some(known) => self.beside(known, id)?,
            None => self.beside_earlier(&document, &article)?,
        };
        let mut changes = vec![Change::ArticleLoaded { document, article }];
        changes.extend(beside);
        if let Some((archive, wacz)) = archive {
            changes.push(Change::ArchiveKept { article: id, archive });
            bytes.push(wacz);
        }
        self.do_untold(changes, bytes, stale)?;
        self.loaded(name, id, warnings)
    }

    /// Whether OCR may read more of the document of `article` than was read of it.
    fn may_be_completed(&self, article: ArticleId) -> Result<bool> {
        Ok(self.workspace.read(|conn| {
            let is_pdf = articles::document(conn, article)?.media_type == MediaType::Pdf;
            Ok(is_pdf && !is_recognised(&articles::by_id(conn, article)?.pages))
        })?)
    }

    /// The document and article to keep: where the document is here, as `known`, the article is another reading of it.
    fn read_again(&self, known: Option<ArticleId>, made: Document, article: Article) -> Result<(Document, Article)> {
        let Some(known) = known else { return Ok((made, article)) };
        let document = self.workspace.read(|conn| articles::document(conn, known))?;
        let article = Article { document: document.id, ..article };
        Ok((document, article))
    }

    /// What came of loading what is here as `article`: an address is told since when it is as it is.
    fn here(&self, name: String, article: ArticleId, origin: &Origin) -> Result<Loaded> {
        match origin {
            Origin::Address { .. } => self.unchanged(name, article),
            _ => Ok(Loaded::AlreadyHere { name, article }),
        }
    }

    fn back_in_sight(&self, article: ArticleId, stale: &mut BTreeSet<Topic>) -> Result<()> {
        if !self.workspace.read(|conn| articles::is_removed(conn, article))? {
            return Ok(());
        }
        self.do_untold(vec![Change::Restored { subject: Subject::Article(article) }], Vec::new(), stale)
    }

    fn do_untold(&self, changes: Vec<Change>, bytes: Vec<Vec<u8>>, stale: &mut BTreeSet<Topic>) -> Result<()> {
        let action = Action { id: ActionId(self.clock.uuid()), undoes: None, changes };
        stale.extend(self.commit_untold(action, bytes)?);
        Ok(())
    }
}

/// Whether words on some of `pages` were recognised in pictures.
fn is_recognised(pages: &[PageStart]) -> bool {
    pages.iter().any(|page| page.recognised)
}

/// The places of what lies on this machine, and whose turn it is among the rest of `wholes`.
fn parted(wholes: &[Whole]) -> (Vec<usize>, Sites) {
    let address = |whole: &'_ Whole| match &whole.from {
        From::Address(_, address, _) => Some(address.clone()),
        _ => None,
    };
    let files = wholes.iter().enumerate().filter(|(_, whole)| address(whole).is_none()).map(|(at, _)| at).collect();
    let sites = wholes.iter().enumerate().filter_map(|(at, whole)| Some((at, address(whole)?)));
    (files, Sites::of(sites))
}

/// Loads `items` one after another by `load`, calling `told` before each; stops when `cancel` is set.
pub(crate) fn in_turn<T>(
    items: &[T],
    cancel: &AtomicBool,
    mut told: impl FnMut(&Progress),
    name: impl Fn(&T) -> String,
    load: impl Fn(&T, String) -> Vec<Loaded>,
) -> Report {
    let start = Instant::now();
    let mut loaded = Vec::new();
    for (done, item) in items.iter().enumerate() {
        if cancel.load(Ordering::Relaxed) {
            return Report { loaded, cancelled: true, scans: 0 };
        }
        let name = name(item);
        told(&progress(done, items.len(), &name, start));
        loaded.extend(load(item, name));
    }
    Report { loaded, cancelled: false, scans: 0 }
}

/// How far loading is.
fn progress(done: usize, total: usize, name: &str, start: Instant) -> Progress {
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    let passed = start.elapsed().as_secs_f64().max(0.001);
    let rate = f64::from(count(done)) / passed;
    let left = f64::from(count(total.saturating_sub(done)));
    Progress {
        done: count(done),
        total: count(total),
        name: name.to_owned(),
        // `as` keeps what is out of range at the end of the range.
        per_minute: (rate * 60.0).round() as u32,
        seconds_left: (done > 0).then(|| (left / rate).ceil() as u32),
    }
}

//! Loading many things at once: files, folders, and files that hold several documents. Several are read at a time, each in
//! a process of its own, and committed one by one as they come: what is done is done, whenever loading ends.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

use database::{Action, articles};
use documents::{Hint, Part, Reading, Told};
use domain::{ActionId, ArticleId, Change, Origin, Sha256, Subject, Topic};

use crate::{
    Result, Workbench,
    articles::{digest, file_name, read_file},
    ocr::Engine,
    views::{ColumnRow, LinkRow, Loaded, Progress, Report, TableMapping},
    worker::Reader,
};

/// Documents that are read before they are asked for.
const AHEAD: usize = 8;
/// How often whoever listens is told of progress and of what became stale.
const TELL_EVERY: Duration = Duration::from_millis(250);
/// How deep files lie in files at most: a page in an archive in an archive that is attached to a mail.
const DEEPEST: usize = 4;
/// Documents in one file, however deep, at most.
const MOST_PARTS: usize = 50_000;
/// Bytes of all of them together, at most: one gibibyte.
const MOST_BYTES: usize = 1 << 30;
/// Between the name of a file and the place of a document in it.
const WITHIN: &str = " › ";

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
}

/// How many are read at a time: the machine's other cores are for whoever works meanwhile.
pub fn usual_jobs() -> NonZeroUsize {
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    NonZeroUsize::new(cores.saturating_sub(1)).unwrap_or(NonZeroUsize::MIN)
}

/// A file, or the bytes that stand for one.
struct Whole {
    name: String,
    from: From,
    /// What its columns say, where it is a table and somebody said so.
    columns: Option<Told>,
}

impl Whole {
    fn new(name: String, from: From) -> Self {
        Self { name, from, columns: None }
    }
}

enum From {
    File(PathBuf),
    Bytes(Vec<u8>, Origin),
    /// A folder that cannot be listed, and why.
    Nowhere(String),
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

/// An article that is read and not yet committed.
struct Ready {
    name: String,
    origin: Origin,
    bytes: Vec<u8>,
    reading: Reading,
    /// The file that the bytes were written out of, to be kept beside them.
    whole: Option<Arc<Vec<u8>>>,
}

impl Workbench {
    /// Loads all of `sources`, `jobs` at a time, calling `told` now and then; stops after the documents at hand when
    /// `cancel` is set. What was loaded before, by whatever run, is found again by its bytes and not doubled.
    pub fn load_all(
        &self,
        sources: Vec<Source>,
        jobs: NonZeroUsize,
        cancel: &AtomicBool,
        told: impl FnMut(&Progress),
    ) -> Report {
        self.load_all_by(&self.reader, sources, jobs, cancel, told)
    }

    /// The same, with what is pictures alone read by `engine`.
    pub fn load_all_recognising(
        &self,
        engine: Engine,
        sources: Vec<Source>,
        jobs: NonZeroUsize,
        cancel: &AtomicBool,
        told: impl FnMut(&Progress),
    ) -> Report {
        self.load_all_by(&self.reader.clone().recognising(engine), sources, jobs, cancel, told)
    }

    fn load_all_by(
        &self,
        reader: &Reader,
        sources: Vec<Source>,
        jobs: NonZeroUsize,
        cancel: &AtomicBool,
        told: impl FnMut(&Progress),
    ) -> Report {
        let wholes: Vec<Whole> = sources.into_iter().flat_map(wholes).collect();
        let next = AtomicUsize::new(0);
        let (say, said) = sync_channel(AHEAD);
        thread::scope(|scope| {
            for _ in 0..jobs.get().min(wholes.len()) {
                let (say, wholes, next) = (say.clone(), &wholes, &next);
                scope.spawn(move || {
                    while let Some((at, whole)) = taken(wholes, next).filter(|_| !cancel.load(Ordering::Relaxed)) {
                        let opening = Opening { bench: self, reader, at, whole, say: &say, cancel };
                        // Nobody listens any more: loading was cancelled.
                        if opening.open().is_none() {
                            break;
                        }
                    }
                });
            }
            drop(say);
            self.committed(wholes.len(), said, cancel, told)
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
                    scans += u32::from(matches!(came, Came::Scan(..)));
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
            Came::Loaded(Loaded::AlreadyHere { name, article }) => match self.back_in_sight(article, stale) {
                Ok(()) => Loaded::AlreadyHere { name, article },
                Err(error) => Loaded::Failed { name, reason: error.to_string() },
            },
            Came::Loaded(loaded) => loaded,
        }
    }

    fn keep(&self, ready: Ready, stale: &mut BTreeSet<Topic>) -> Result<Loaded> {
        let Ready { name, origin, bytes, reading, whole } = ready;
        // Two of the things that are loaded now may be the same.
        if let Some(article) = self.workspace.read(|conn| articles::with_sha256(conn, reading.sha256))? {
            self.back_in_sight(article, stale)?;
            return Ok(Loaded::AlreadyHere { name, article });
        }
        let warnings = reading.warnings.clone();
        let (document, article) = self.made_of(reading, &bytes, origin);
        let id = article.id;
        let mut bytes = vec![bytes];
        bytes.extend(whole.map(|whole| whole.to_vec()));
        let beside = self.beside_earlier(&document, &article)?;
        let mut changes = vec![Change::ArticleLoaded { document, article }];
        changes.extend(beside);
        self.do_untold(changes, bytes, stale)?;
        self.loaded(name, id, warnings)
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

/// The next of `wholes`, and its place.
fn taken<'a>(wholes: &'a [Whole], next: &AtomicUsize) -> Option<(usize, &'a Whole)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    wholes.get(at).map(|whole| (at, whole))
}

/// Loads `items` one after another by `load`, calling `told` before each; stops when `cancel` is set.
pub(crate) fn in_turn<T>(
    items: &[T],
    cancel: &AtomicBool,
    mut told: impl FnMut(&Progress),
    name: impl Fn(&T) -> String,
    load: impl Fn(&T, String) -> Loaded,
) -> Report {
    let start = Instant::now();
    let mut loaded = Vec::new();
    for (done, item) in items.iter().enumerate() {
        if cancel.load(Ordering::Relaxed) {
            return Report { loaded, cancelled: true, scans: 0 };
        }
        let name = name(item);
        told(&progress(done, items.len(), &name, start));
        loaded.push(load(item, name));
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

/// The files that `source` names, sorted by name within a folder.
fn wholes(source: Source) -> Vec<Whole> {
    match source {
        Source::Bytes { bytes, origin } => {
            let name = if origin == Origin::StandardInput { "standard input" } else { "pasted text" };
            vec![Whole::new(name.to_owned(), From::Bytes(bytes, origin))]
        }
        Source::Path(path) if path.is_dir() => {
            let (name, files) = (file_name(&path), in_folder(&path));
            let nothing = || crate::Error::EmptyFolder { name: name.clone() }.to_string();
            if files.is_empty() { vec![Whole::new(name.clone(), From::Nowhere(nothing()))] } else { files }
        }
        Source::Path(path) => vec![Whole::new(file_name(&path), From::File(path))],
        Source::Table { path, mapping } => {
            let columns = Some(mapping.told());
            vec![Whole { columns, ..Whole::new(file_name(&path), From::File(path)) }]
        }
    }
}

/// The files in `folder` and the folders in it. Hidden ones are passed over, and links are not followed: they may lead in
/// a ring.
fn in_folder(folder: &Path) -> Vec<Whole> {
    let mut entries: Vec<fs::DirEntry> = match fs::read_dir(folder) {
        Ok(entries) => entries.filter_map(std::result::Result::ok).collect(),
        Err(cause) => {
            let told = crate::Error::file("list", folder, &cause).to_string();
            return vec![Whole::new(file_name(folder), From::Nowhere(told))];
        }
    };
    entries.retain(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
    entries.sort_by_key(fs::DirEntry::file_name);
    let below = |entry: fs::DirEntry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => in_folder(&entry.path()),
        Ok(kind) if kind.is_file() => vec![Whole::new(file_name(&entry.path()), From::File(entry.path()))],
        _ => Vec::new(),
    };
    entries.into_iter().flat_map(below).collect()
}

/// A file while it is opened. Each step answers `None` when nobody listens any more.
struct Opening<'a> {
    bench: &'a Workbench,
    reader: &'a Reader,
    at: usize,
    whole: &'a Whole,
    say: &'a SyncSender<Said>,
    cancel: &'a AtomicBool,
}

/// What was opened of one file so far.
struct Spent {
    sha256: Sha256,
    whole: Arc<Vec<u8>>,
    parts: usize,
    bytes: usize,
}

/// A document in a file: its place, and what the places around it said of where it came from.
struct Inner {
    place: String,
    part: Part,
    depth: usize,
    /// Whether it was written out of the file.
    made: bool,
}

impl Opening<'_> {
    fn open(&self) -> Option<()> {
        let (bytes, origin) = match &self.whole.from {
            From::Nowhere(reason) => return self.refuse(&self.whole.name, reason),
            From::Bytes(bytes, origin) => (bytes.clone(), origin.clone()),
            From::File(path) => match read_file(path, "load") {
                Ok(bytes) => (bytes, Origin::File { name: self.whole.name.clone() }),
                Err(error) => return self.refuse(&self.whole.name, &error.to_string()),
            },
        };
        let name = match &self.whole.from {
            From::File(_) => Some(self.whole.name.clone()),
            From::Bytes(..) | From::Nowhere(_) => None,
        };
        let sha256 = digest(&bytes);
        let mut spent = Spent { sha256, whole: Arc::new(bytes.clone()), parts: 0, bytes: 0 };
        let hint = Hint { name, ..Hint::default() };
        self.document(&self.whole.name, hint, origin, bytes, (0, false), &mut spent)
    }

    /// Reads a document that is called `name`, or opens it where it holds others.
    fn document(
        &self,
        name: &str,
        hint: Hint,
        origin: Origin,
        bytes: Vec<u8>,
        (depth, made): (usize, bool),
        spent: &mut Spent,
    ) -> Option<()> {
        let columns = self.whole.columns.clone().filter(|_| depth == 0);
        match self.bench.workspace.read(|conn| articles::with_sha256(conn, digest(&bytes))) {
            // A mail that is here may have been interrupted before its attachments were, so those are opened again; a table
            // that was read as one document is something else with columns.
            Ok(Some(article)) if !may_hold_others(&bytes) && columns.is_none() => {
                return self.came(Came::Loaded(Loaded::AlreadyHere { name: name.to_owned(), article }));
            }
            Ok(_) => {}
            Err(error) => return self.refuse(name, &error.to_string()),
        }
        let opened = match self.reader.open(&bytes, &Hint { columns, ..hint }) {
            Ok(opened) => opened,
            Err(error) if error.is_for_ocr() => return self.came(Came::Scan(name.to_owned(), error.to_string())),
            Err(error) => return self.refuse(name, &error.to_string()),
        };
        let holds = !opened.parts.is_empty() || !opened.links.is_empty() || opened.reading.is_none();
        let documents = opened.parts.len() + usize::from(opened.reading.is_some());
        self.say(What::More(documents.saturating_sub(1)))?;
        if let Some(mut reading) = opened.reading {
            if let Origin::Part { url, .. } = &origin {
                reading.url = reading.url.or_else(|| url.clone());
            }
            reading.published = crate::reading::published(reading.published, &reading.text, &reading.blocks);
            let whole = made.then(|| spent.whole.clone());
            let ready = Ready { name: name.to_owned(), origin: origin.clone(), bytes, reading, whole };
            self.came(Came::Ready(Box::new(ready)))?;
        }
        if holds {
            let parts = u32::try_from(opened.parts.len()).unwrap_or(u32::MAX);
            let links = opened.links.into_iter().map(link).collect();
            let columns = opened.mappings.into_iter().flat_map(understood).collect();
            let warnings = opened.warnings;
            self.came(Came::Loaded(Loaded::Parted { name: name.to_owned(), parts, links, columns, warnings }))?;
        }
        for part in opened.parts {
            let place = match &origin {
                Origin::Part { place, .. } => format!("{place}{WITHIN}{}", part.place),
                _ => part.place.clone(),
            };
            self.inner(Inner { place, part, depth: depth + 1, made: made || opened.made }, &origin, spent)?;
        }
        Some(())
    }

    fn inner(&self, inner: Inner, around: &Origin, spent: &mut Spent) -> Option<()> {
        if self.cancel.load(Ordering::Relaxed) {
            return None;
        }
        let Inner { place, part, depth, made } = inner;
        let name = format!("{}{WITHIN}{place}", self.whole.name);
        spent.parts += 1;
        spent.bytes = spent.bytes.saturating_add(part.bytes.len());
        if depth > DEEPEST || spent.parts > MOST_PARTS || spent.bytes > MOST_BYTES {
            return self.refuse(&name, &documents::Error::Nested.to_string());
        }
        let (url, captured) = match around {
            Origin::Part { url, captured, .. } => {
                (part.url.clone().or_else(|| url.clone()), part.captured.or(*captured))
            }
            _ => (part.url.clone(), part.captured),
        };
        let file = part.url.is_none().then(|| part.place.rsplit('/').next().unwrap_or_default().to_owned());
        let hint = Hint { name: file, encoding: part.encoding, ..Hint::default() };
        let origin = Origin::Part { file: self.whole.name.clone(), sha256: spent.sha256, place, url, captured };
        self.document(&name, hint, origin, part.bytes, (depth, made), spent)
    }

    fn refuse(&self, name: &str, reason: &str) -> Option<()> {
        self.came(Came::Loaded(Loaded::Failed { name: name.to_owned(), reason: reason.to_owned() }))
    }

    fn came(&self, came: Came) -> Option<()> {
        self.say(What::Came(came))
    }

    fn say(&self, what: What) -> Option<()> {
        self.say.send(Said { at: self.at, what }).ok()
    }
}

/// Whether a document may have others attached: only mails have, and they begin with a header.
fn may_hold_others(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(200)];
    start.split(|byte| *byte == b'\n').next().is_some_and(|line| line.contains(&b':') || line.starts_with(b"From "))
}

fn link(link: documents::Link) -> LinkRow {
    LinkRow { url: link.url, title: link.title, published: link.published }
}

fn understood(mapping: documents::Mapping) -> Vec<ColumnRow> {
    let table = mapping.table;
    let word = |field: documents::Field| serde_json::to_value(field).ok()?.as_str().map(str::to_owned);
    let row = |column: documents::Column| ColumnRow {
        table: table.clone(),
        name: column.name,
        field: column.field.and_then(word),
    };
    mapping.columns.into_iter().map(row).collect()
}

//! Opening one of the things that are asked for, and reading whatever documents are in it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
    mpsc::SyncSender,
};

use database::articles;
use documents::{Hint, Part};
use domain::{Archive, ArticleId, Fetch, Origin, Sha256};
use fetch::Fetcher;

use super::{
    Came, Ready, Said, What,
    wholes::{From, Whole},
};
use crate::{
    Workbench,
    addresses::{self, Fetched},
    archives::Page,
    articles::{digest, read_file},
    views::{ColumnRow, LinkRow, Loaded},
    worker::Reader,
};

/// How deep files lie in files at most: a page in an archive in an archive that is attached to a mail.
const DEEPEST: usize = 4;
/// Documents in one file, however deep, at most.
const MOST_PARTS: usize = 50_000;
/// Bytes of all of them together, at most: one gibibyte.
const MOST_BYTES: usize = 1 << 30;
/// Links in a folder that are named; more are counted.
const SHOWN: usize = 5;
/// Between the name of a file and the place of a document in it.
const WITHIN: &str = " › ";

/// A file while it is opened. Each step answers `None` when nobody listens any more.
pub(super) struct Opening<'a> {
    pub(super) bench: &'a Workbench,
    pub(super) reader: &'a Reader,
    pub(super) at: usize,
    pub(super) whole: &'a Whole,
    pub(super) say: &'a SyncSender<Said>,
    pub(super) cancel: &'a AtomicBool,
}

/// What was opened of one file so far.
struct Spent {
    /// What it is called.
    name: String,
    sha256: Sha256,
    whole: Arc<Vec<u8>>,
    /// How it came, where it was fetched.
    fetched: Option<Box<Fetch>>,
    parts: usize,
    bytes: usize,
}

impl Spent {
    fn on(name: &str, bytes: &[u8]) -> Self {
        let whole = Arc::new(bytes.to_vec());
        Self { name: name.to_owned(), sha256: digest(bytes), whole, fetched: None, parts: 0, bytes: 0 }
    }
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
    pub(super) fn open(&self) -> Option<()> {
        let name = &self.whole.name;
        match &self.whole.from {
            From::Nowhere(reason) => self.refuse(name, reason),
            From::Passed(parts, names) => {
                let warnings = vec![passed_over(names)];
                let (parts, links, columns) = (*parts, Vec::new(), Vec::new());
                self.came(Came::Loaded(Loaded::Parted { name: name.clone(), parts, links, columns, warnings }))
            }
            From::Bytes(bytes, origin) => {
                let spent = &mut Spent::on(name, bytes);
                self.document(name, Hint::default(), origin.clone(), bytes.clone(), (0, false), spent)
            }
            From::File(path) => match read_file(path, "load") {
                Ok(bytes) => {
                    let (hint, origin) = (named(name.clone()), Origin::File { name: name.clone() });
                    let spent = &mut Spent::on(name, &bytes);
                    self.document(name, hint, origin, bytes, (0, false), spent)
                }
                Err(error) => self.refuse(name, &error.to_string()),
            },
            From::Address(fetcher, address, _) => self.address(fetcher, address),
        }
    }

    /// Fetches what `address` leads to, and opens it.
    fn address(&self, fetcher: &Fetcher, address: &str) -> Option<()> {
        match self.bench.fetched(fetcher, address) {
            Ok(Fetched::Page(bytes, fetch)) => {
                let name = fetch.url().to_owned();
                let hint = addresses::hint(&fetch);
                let spent = &mut Spent { fetched: Some(fetch.clone()), ..Spent::on(&name, &bytes) };
                self.document(&name, hint, Origin::Address { fetch }, bytes, (0, false), spent)
            }
            Ok(Fetched::Unchanged(loaded)) => self.came(Came::Loaded(self.kept_whole(loaded))),
            Err(error) => self.refuse(address, &error.to_string()),
        }
    }

    /// The page of `loaded`, which is here, is kept with what it is shown with where that was asked for.
    fn kept_whole(&self, loaded: Loaded) -> Loaded {
        let (From::Address(fetcher, _, true), Some(article)) = (&self.whole.from, loaded.article()) else {
            return loaded;
        };
        match self.bench.keep_archive(fetcher, article) {
            Ok(_) => loaded,
            Err(error) => Loaded::Failed { name: loaded.name().clone(), reason: not_kept(&error) },
        }
    }

    /// The page that was read from `bytes` with what it is shown with, where that was asked for; why it is not kept otherwise.
    fn archive(&self, reading: &mut documents::Reading, bytes: &[u8], origin: &Origin) -> Option<(Archive, Vec<u8>)> {
        let (From::Address(fetcher, _, true), Origin::Address { fetch }) = (&self.whole.from, origin) else {
            return None;
        };
        let (media_type, title, at) = (reading.media_type, reading.title.clone(), self.bench.clock.now());
        let page = Page { fetch, bytes: bytes.to_vec(), media_type, title, at };
        match self.bench.archived(fetcher, page) {
            Ok(archived) => Some(archived),
            Err(error) => {
                reading.warnings.push(not_kept(&error));
                None
            }
        }
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
            Ok(Some(article)) if !may_hold_others(&bytes) && columns.is_none() && !self.completes(article) => {
                return match self.bench.here(name.to_owned(), article, &origin) {
                    Ok(loaded) => self.came(Came::Loaded(self.kept_whole(loaded))),
                    Err(error) => self.refuse(name, &error.to_string()),
                };
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
            let archive = self.archive(&mut reading, &bytes, &origin);
            let whole = made.then(|| spent.whole.clone());
            let ready = Ready { name: name.to_owned(), origin: origin.clone(), bytes, reading, whole, archive };
            self.came(Came::Ready(Box::new(ready)))?;
        }
        if holds {
            let parts = u32::try_from(opened.parts.len()).unwrap_or(u32::MAX);
            let links = opened.links.into_iter().map(LinkRow::from).collect();
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

    /// Whether the document of `article` is read again, for pages that were not read before and are now.
    fn completes(&self, article: ArticleId) -> bool {
        matches!(self.reader, Reader::Recognising(..)) && self.bench.may_be_completed(article).unwrap_or_default()
    }

    fn inner(&self, inner: Inner, around: &Origin, spent: &mut Spent) -> Option<()> {
        if self.cancel.load(Ordering::Relaxed) {
            return None;
        }
        let Inner { place, part, depth, made } = inner;
        let name = format!("{}{WITHIN}{place}", spent.name);
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
        let (file, sha256, came) = (spent.name.clone(), spent.sha256, spent.fetched.clone());
        let origin = Origin::Part { file, sha256, place, url, captured, came };
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

fn named(name: String) -> Hint {
    Hint { name: Some(name), ..Hint::default() }
}

/// What is told of links in a folder, which are not followed.
fn passed_over(names: &[String]) -> String {
    let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = if names.len() > SHOWN { ", …" } else { "" };
    let what = if names.len() == 1 {
        "A link to another place was".to_owned()
    } else {
        format!("{} links to other places were", names.len())
    };
    format!("{what} not followed: {shown}{more}. Load what is there by its own name")
}

fn not_kept(error: &crate::Error) -> String {
    format!("the page is here, but was not kept with its pictures: {error}")
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

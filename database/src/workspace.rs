//! Opening, reading, writing and copying a workspace file.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    path::{Path, PathBuf},
    time::Duration,
};

use chrono::{DateTime, Utc};
use domain::{ActionId, Change, Sha256, Stamp, Topic};
use r2d2::ManageConnection;
use r2d2_sqlite::SqliteConnectionManager;
use rusqlite::{Connection, OpenFlags, TransactionBehavior, backup::Backup, config::DbConfig, limits::Limit};

use crate::{
    Error, Result,
    apply::apply,
    bytes, feeds,
    feeds::Incoming,
    file::{self, APPLICATION_ID, beside},
    journal, meanings,
    meanings::Meant,
    migrations, rules, search,
    writer::Writer,
};

/// Connections that read at the same time.
const READERS: u32 = 4;
/// How long a connection waits for another's lock.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of a row at most.
const LONGEST: i32 = 512 << 20;

/// Whether a workspace can be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It can.
    Writable,
    /// It cannot.
    ReadOnly(Why),
}

/// Why a workspace cannot be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Another window or program has it open.
    InUse,
    /// The disk has too little room.
    NoSpace,
    /// The file, its folder or its disk is read-only, or the disk knows no locks.
    ReadOnlyFile,
}

/// One thing an analyst did: changes that are committed together or not at all.
#[derive(Debug, Clone)]
pub struct Action {
    /// Names it.
    pub id: ActionId,
    /// The action that it takes back, when it is an undo or a redo.
    pub undoes: Option<ActionId>,
    /// What was done, in order.
    pub changes: Vec<Change>,
}

/// What a commit came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committed {
    /// What became stale.
    pub topics: BTreeSet<Topic>,
    /// The journal's newest hash.
    pub head: Sha256,
    /// How many changes the journal has.
    pub length: i64,
}

/// An open workspace file.
pub struct Workspace {
    path: PathBuf,
    access: Access,
    migrated_from: Option<PathBuf>,
    // Dropped in this order: readers, then the writer, which empties the log, then the lock.
    readers: r2d2::Pool<SqliteConnectionManager>,
    writer: Option<Writer>,
    _lock: Option<File>,
}

impl Workspace {
    /// Makes a workspace file at `path`; refuses when there is a file.
    pub fn create(path: &Path, _at: DateTime<Utc>) -> Result<Self> {
        let told = |cause: std::io::Error| match cause.kind() {
            std::io::ErrorKind::AlreadyExists => Error::Exists,
            std::io::ErrorKind::StorageFull => Error::Full,
            _ => Error::File { what: "make the workspace file", cause },
        };
        if path.exists() {
            return Err(Error::Exists);
        }
        // Made under another name first, so that a crash leaves no half of a workspace behind.
        let part = beside(path, &format!(".{}.part", std::process::id()));
        let made = new_file(&part).and_then(|()| fs::hard_link(&part, path).map_err(told));
        let _ = fs::remove_file(&part);
        made?;
        file::settle(path).map_err(told)?;
        Self::open(path)
    }

    /// Opens the workspace file at `path`: for reading only where it cannot be written to. An older format is brought
    /// to the newest after a verified copy was made beside it.
    pub fn open(path: &Path) -> Result<Self> {
        let format = file::format(path)?;
        let (access, lock) = file::access(path)?;
        let mut migrated_from = None;
        let writer = match access {
            Access::Writable => {
                let mut conn = writing(path)?;
                if format < migrations::FORMAT {
                    let copy = beside(path, &format!("-before-format-{}", migrations::FORMAT));
                    if !copy.exists() {
                        copy_verified(&conn, &copy)?;
                    }
                    migrated_from = Some(copy);
                    migrations::run(&mut conn)?;
                    if format < migrations::DERIVED {
                        let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
                        search::rebuild(&transaction)?;
                        transaction.commit()?;
                    }
                }
                Some(Writer::new(conn)?)
            }
            Access::ReadOnly(_) if format < migrations::FORMAT => {
                return Err(Error::refused(
                    "the workspace has an older format, and bringing it up to date needs to write to it",
                ));
            }
            Access::ReadOnly(_) => None,
        };
        let readers = readers(path, access)?;
        Ok(Self { path: path.to_owned(), access, migrated_from, readers, writer, _lock: lock })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it can be written to.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// The copy that was made before the file was brought to a newer format, when that was done now.
    pub fn migrated_from_backup(&self) -> Option<&Path> {
        self.migrated_from.as_deref()
    }

    /// Reads: all of `read` sees one state.
    pub fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let conn = self.readers.get()?;
        let transaction = conn.unchecked_transaction()?;
        read(&transaction)
    }

    /// Writes, the one way there is to do anything: in one transaction `action`'s changes are checked against the rules, appended to
    /// the journal, applied to the tables and followed by the search index, and `bytes` are kept.
    ///
    /// When this returns the action is on the disk; when it fails nothing was changed.
    pub fn commit(&self, stamp: &Stamp, action: Action, bytes: Vec<Vec<u8>>) -> Result<Committed> {
        let stamp = stamp.clone();
        self.writer()?.run(move |conn| {
            let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for bytes in &bytes {
                bytes::keep(&transaction, bytes)?;
            }
            let mut topics = BTreeSet::new();
            let mut head = None;
            for change in &action.changes {
                rules::check(&transaction, change)?;
                let (seq, hash) = journal::append(&transaction, &stamp, action.id, action.undoes, change)?;
                apply(&transaction, change, seq).map_err(contradiction)?;
                search::follow(&transaction, change)?;
                topics.extend(change.topics());
                head = Some((seq, hash));
            }
            let (length, head) = head.ok_or_else(|| Error::refused("there is nothing to do"))?;
            transaction.commit()?;
            Ok(Committed { topics, head, length })
        })
    }

    /// Notes what came in by itself, beside the journal: nobody decided it.
    pub fn note(&self, incoming: Incoming) -> Result<()> {
        self.writer()?.run(move |conn| {
            let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            feeds::note(&transaction, &incoming)?;
            transaction.commit()?;
            Ok(())
        })
    }

    /// Keeps what `model` made of claims, beside the journal: it can be made again.
    pub fn keep_meanings(&self, model: Sha256, meant: Vec<Meant>) -> Result<()> {
        self.writer()?.run(move |conn| {
            let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
            meanings::keep(&transaction, model, &meant)?;
            transaction.commit()?;
            Ok(())
        })
    }

    fn writer(&self) -> Result<&Writer> {
        match (&self.writer, self.access) {
            (Some(writer), _) => Ok(writer),
            (None, Access::ReadOnly(why)) => Err(Error::ReadOnly(why)),
            (None, Access::Writable) => Err(Error::Stopped),
        }
    }

    /// Writes a verified copy to `to`; refuses to write over a file.
    pub fn backup(&self, to: &Path) -> Result<()> {
        let conn = self.readers.get()?;
        copy_verified(&conn, to)
    }
}

/// A constraint that a change breaks says that the change does not fit; the tables' own words are for us.
fn contradiction(error: Error) -> Error {
    match error {
        Error::Sqlite(cause) if cause.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
            Error::refused(format!("it contradicts what the workspace holds ({cause})"))
        }
        other => other,
    }
}

fn new_file(path: &Path) -> Result<()> {
    let mut conn = Connection::open(path)?;
    conn.pragma_update(None, "journal_mode", "DELETE")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    migrations::run(&mut conn)
}

/// What every connection is set to, readers and the writer alike.
fn configure(conn: &Connection) -> rusqlite::Result<()> {
    conn.busy_timeout(PATIENCE)?;
    for (name, value) in [
        ("synchronous", "FULL"),
        ("foreign_keys", "ON"),
        ("trusted_schema", "OFF"),
        ("cell_size_check", "ON"),
        ("mmap_size", "0"),
        ("temp_store", "MEMORY"),
    ] {
        conn.pragma_update(None, name, value)?;
    }
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    conn.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// The writing connection. It alone switches the file to a write-ahead log, before any reader opens it.
fn writing(path: &Path) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    configure(&conn)?;
    let mode: String = conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if !mode.eq_ignore_ascii_case("wal") {
        return Err(Error::Damaged { detail: format!("its journal mode is {mode}") });
    }
    Ok(conn)
}

fn readers(path: &Path, access: Access) -> Result<r2d2::Pool<SqliteConnectionManager>> {
    // Without room on the disk the shared-memory file cannot be made; one exclusive connection needs none.
    let alone = access == Access::ReadOnly(Why::NoSpace);
    let untouchable = access == Access::ReadOnly(Why::ReadOnlyFile);
    let manager = if untouchable && !beside(path, "-wal").exists() {
        // Nobody writes to it and there is no log to read: SQLite need not make files beside it.
        let uri = format!("file:{}?immutable=1", percent_encoded(path));
        SqliteConnectionManager::file(uri)
            .with_flags(OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX)
    } else if untouchable {
        SqliteConnectionManager::file(path)
            .with_flags(OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
    } else {
        SqliteConnectionManager::file(path)
            .with_flags(OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)
    };
    let manager = manager.with_init(move |conn| {
        if alone {
            conn.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        }
        configure(conn)?;
        conn.pragma_update(None, "query_only", "ON")
    });
    // Once without the pool, which would try again and again and not tell why.
    drop(manager.connect()?);
    let size = if alone { 1 } else { READERS };
    // None in reserve: one that is being opened when the program ends would keep the log from being emptied.
    let readers = r2d2::Pool::builder().max_size(size).min_idle(Some(0)).connection_timeout(PATIENCE).build(manager)?;
    readers.get()?.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    Ok(readers)
}

/// `path` as the path of a URI (RFC 3986): everything but the plainest characters escaped.
fn percent_encoded(path: &Path) -> String {
    path.as_os_str()
        .as_encoded_bytes()
        .iter()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => char::from(*byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// Copies what `conn` sees to `to` and makes sure that the copy is sound before it gets its name.
fn copy_verified(conn: &Connection, to: &Path) -> Result<()> {
    let told = |cause: std::io::Error| match cause.kind() {
        std::io::ErrorKind::AlreadyExists => Error::Exists,
        std::io::ErrorKind::StorageFull => Error::Full,
        _ => Error::File { what: "write the copy", cause },
    };
    if to.exists() {
        return Err(Error::Exists);
    }
    let part = beside(to, &format!(".{}.part", std::process::id()));
    let copied = (|| {
        let mut copy = Connection::open(&part)?;
        Backup::new(conn, &mut copy)?.run_to_completion(4096, Duration::ZERO, None)?;
        // A copy is one file, without a log beside it.
        copy.pragma_update(None, "journal_mode", "DELETE")?;
        let found = crate::check::quick(&copy)?;
        if let Some(problem) = found.first() {
            return Err(Error::Damaged { detail: problem.to_string() });
        }
        drop(copy);
        file::settle(&part).map_err(told)?;
        fs::hard_link(&part, to).map_err(told)?;
        file::settle(to).map_err(told)
    })();
    let _ = fs::remove_file(&part);
    copied
}

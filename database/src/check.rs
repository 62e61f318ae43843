//! Whether a workspace is sound: the file, the journal's chain, the kept bytes, and the tables against the journal.

use domain::{Change, Sha256};
use rusqlite::Connection;
use thiserror::Error;

use crate::{Result, Workspace, bytes, journal, replay};

/// Something that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum Problem {
    #[error("the file's structure is damaged: {detail}")]
    Structure { detail: String },
    #[error("a row of {table} refers to a row that is not there")]
    Dangling { table: String },
    #[error("journal row {seq} is out of place: row {expected} should stand there")]
    OutOfPlace { seq: i64, expected: i64 },
    #[error("journal row {seq} does not follow the row before it: its previous hash is another")]
    ChainBroken { seq: i64 },
    #[error("journal row {seq} was altered: its hash does not fit its content")]
    Altered { seq: i64 },
    #[error("journal row {seq} cannot be read: {detail}")]
    Unreadable { seq: i64, detail: String },
    #[error("journal row {seq} cannot be done again: {detail}")]
    Unreplayable { seq: i64, detail: String },
    #[error("the table {table} is not what the journal comes to")]
    TableDiffers { table: &'static str },
    #[error("the kept bytes {sha256} were altered or lost")]
    BytesAltered { sha256: Sha256 },
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckReport {
    /// How many changes the journal has.
    pub entries: i64,
    /// The hash of the newest.
    pub head: Option<Sha256>,
    /// What is not as it must be.
    pub problems: Vec<Problem>,
}

impl CheckReport {
    /// Whether there are no problems.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

impl Workspace {
    /// Checks everything. Takes time in proportion to the workspace.
    pub fn check(&self) -> Result<CheckReport> {
        self.read(|conn| {
            let mut problems = quick(conn)?;
            problems.extend(altered_bytes(conn)?);
            if problems.is_empty() {
                problems = replay::differences(conn)?;
            }
            let head = journal::head(conn)?;
            Ok(CheckReport {
                entries: head.map_or(0, |(length, _)| length),
                head: head.map(|(_, hash)| hash),
                problems,
            })
        })
    }
}

/// The checks that need no second workspace: the file's structure, its references and the journal's chain.
pub(crate) fn quick(conn: &Connection) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    // FTS5 holds an index against the shape it remembers of it, which others have changed since, unless it is read first.
    for index in strings(conn, "SELECT name FROM sqlite_schema WHERE sql LIKE 'CREATE VIRTUAL TABLE %'", 0)? {
        let look = format!("SELECT count(*) FROM (SELECT rowid FROM {index} LIMIT 1)");
        if let Err(cause) = conn.query_row(&look, [], |_| Ok(())) {
            problems.push(Problem::Structure { detail: cause.to_string() });
        }
    }
    for detail in strings(conn, "PRAGMA integrity_check(20)", 0)? {
        if detail != "ok" {
            problems.push(Problem::Structure { detail });
        }
    }
    for table in strings(conn, "PRAGMA foreign_key_check", 0)? {
        problems.push(Problem::Dangling { table });
    }
    problems.extend(broken_links(conn)?);
    Ok(problems)
}

fn strings(conn: &Connection, sql: &str, column: usize) -> Result<Vec<String>> {
    conn.prepare(sql)?.query_map([], |row| row.get(column))?.collect::<rusqlite::Result<_>>().map_err(Into::into)
}

/// The first row of the journal that is broken, if any: after it, every row would seem so.
fn broken_links(conn: &Connection) -> Result<Option<Problem>> {
    let mut expected = 1;
    let mut previous = Sha256([0; 32]);
    let mut statement = conn.prepare("SELECT * FROM journal ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get("seq")?;
        if seq != expected {
            return Ok(Some(Problem::OutOfPlace { seq, expected }));
        }
        let entry = match journal::from_row(row) {
            Ok(entry) => entry,
            Err(cause) => return Ok(Some(Problem::Unreadable { seq, detail: cause.to_string() })),
        };
        if entry.previous != previous {
            return Ok(Some(Problem::ChainBroken { seq }));
        }
        if journal::hash(&entry) != entry.hash {
            return Ok(Some(Problem::Altered { seq }));
        }
        if let Err(cause) = serde_json::from_str::<Change>(&entry.change) {
            return Ok(Some(Problem::Unreadable { seq, detail: cause.to_string() }));
        }
        previous = entry.hash;
        expected += 1;
    }
    Ok(None)
}

fn altered_bytes(conn: &Connection) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    for sha256 in bytes::all(conn)? {
        let kept = bytes::original(conn, sha256);
        if !matches!(kept, Ok(Some(bytes)) if bytes::digest(&bytes) == sha256) {
            problems.push(Problem::BytesAltered { sha256 });
        }
    }
    Ok(problems)
}

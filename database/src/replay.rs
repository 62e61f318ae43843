//! Doing the journal again on an empty workspace: all of it, to prove that the tables are what it comes to, or up to a
//! moment, to see what stood then.

use chrono::{DateTime, Utc};
use domain::{Change, Entry};
use rusqlite::{Connection, types::Value};

use crate::{Error, Result, Workspace, apply::apply, check::Problem, journal, migrations};

/// The tables that a replay must give again. Kept bytes are proved by their digests; the search index is
/// derived, and so is what claims mean; what feeds brought came in by itself.
const TABLES: [&str; 25] = [
    "documents",
    "articles",
    "parties",
    "party_names",
    "claims",
    "appearances",
    "responses",
    "evidence",
    "assessments",
    "ratings",
    "reviews",
    "relations",
    "seals",
    "fact_checks",
    "checked_elsewhere",
    "investigations",
    "filed",
    "events",
    "dismissed",
    "revisions",
    "reanchored",
    "feeds",
    "dismissed_arrivals",
    "archives",
    "issues",
];

/// Entries that are read at a time.
const STRIDE: u32 = 500;

/// How much of the journal is done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// What was done at this time and before.
    Time(DateTime<Utc>),
    /// The first so many entries.
    Length(i64),
}

impl Until {
    fn holds(self, entry: &Entry) -> bool {
        match self {
            // The hybrid time never runs backwards, so what is left out is an end of the journal.
            Self::Time(at) => entry.time.millis <= at.timestamp_millis(),
            Self::Length(length) => entry.seq <= length,
        }
    }
}

impl Workspace {
    /// Reads the workspace as it stood at a moment: the journal up to then, done again in memory. The original bytes and
    /// the search index are not there.
    pub fn read_as_of<T>(&self, until: Until, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let then = self.read(|conn| {
            let mut then = empty()?;
            let mut from = 1;
            loop {
                let entries = journal::entries(conn, from, STRIDE)?;
                let wanted: Vec<&Entry> = entries.iter().take_while(|entry| until.holds(entry)).collect();
                let Some(last) = wanted.last() else { break };
                from = last.seq + 1;
                let transaction = then.transaction()?;
                for entry in wanted {
                    journal::insert(&transaction, entry)?;
                    let change: Change = serde_json::from_str(&entry.change)
                        .map_err(|cause| Error::Damaged { detail: format!("journal row {}: {cause}", entry.seq) })?;
                    apply(&transaction, &change, entry.seq)?;
                }
                transaction.commit()?;
            }
            Ok(then)
        })?;
        then.pragma_update(None, "query_only", "ON")?;
        read(&then)
    }
}

/// A workspace in memory that nothing was done to.
fn empty() -> Result<Connection> {
    let mut empty = Connection::open_in_memory()?;
    migrations::run(&mut empty)?;
    // The kept bytes are not copied, so nothing can refer to them.
    empty.pragma_update(None, "foreign_keys", "OFF")?;
    Ok(empty)
}

/// What differs between the tables of `conn` and what its journal comes to.
pub(crate) fn differences(conn: &Connection) -> Result<Vec<Problem>> {
    let mut again = empty()?;
    let mut from = 1;
    loop {
        let entries = journal::entries(conn, from, STRIDE)?;
        let Some(last) = entries.last() else { break };
        from = last.seq + 1;
        let transaction = again.transaction()?;
        for entry in &entries {
            let done = serde_json::from_str::<Change>(&entry.change)
                .map_err(|cause| cause.to_string())
                .and_then(|change| apply(&transaction, &change, entry.seq).map_err(|cause| cause.to_string()));
            if let Err(detail) = done {
                return Ok(vec![Problem::Unreplayable { seq: entry.seq, detail }]);
            }
        }
        transaction.commit()?;
    }
    let mut found = Vec::new();
    for table in TABLES {
        if rows(conn, table)? != rows(&again, table)? {
            found.push(Problem::TableDiffers { table });
        }
    }
    Ok(found)
}

/// All rows of `table`, in an order that both workspaces share.
fn rows(conn: &Connection, table: &str) -> Result<Vec<Vec<Value>>> {
    let columns = conn.prepare(&format!("SELECT * FROM {table}"))?.column_count();
    let order: Vec<_> = (1..=columns).map(|column| column.to_string()).collect();
    let mut statement = conn.prepare(&format!("SELECT * FROM {table} ORDER BY {}", order.join(", ")))?;
    statement
        .query_map([], |row| (0..columns).map(|column| row.get(column)).collect())?
        .collect::<rusqlite::Result<_>>()
        .map_err(Into::into)
}

//! Doing the whole journal again on an empty workspace, to prove that the tables are what it comes to.

use domain::Change;
use rusqlite::{Connection, types::Value};

use crate::{Result, apply::apply, check::Problem, journal, migrations};

/// The tables that a replay must give again. Kept bytes are proved by their digests; the search index is derived.
const TABLES: [&str; 15] = [
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
    "investigations",
    "filed",
    "dismissed",
];

/// Entries that are read at a time.
const STRIDE: u32 = 500;

/// What differs between the tables of `conn` and what its journal comes to.
pub(crate) fn differences(conn: &Connection) -> Result<Vec<Problem>> {
    let mut again = Connection::open_in_memory()?;
    migrations::run(&mut again)?;
    // Neither the kept bytes nor the journal's own rows are copied, so nothing can refer to them.
    again.pragma_update(None, "foreign_keys", "OFF")?;
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

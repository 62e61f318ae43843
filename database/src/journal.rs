//! The record of every change. There is an `append`, and nothing else that writes.

use chrono::{DateTime, Utc};
use domain::{ActionId, Change, DeskId, Entry, HybridTime, Sha256, Stamp};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use sha2::Digest;

use crate::{
    Action, Result,
    columns::{id, json, sha256},
};

/// The place and hash of the newest entry; `None` when nothing was done yet.
pub fn head(conn: &Connection) -> Result<Option<(i64, Sha256)>> {
    Ok(conn
        .prepare_cached("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get("seq")?, sha256(row, "hash")?)))
        .optional()?)
}

/// The hash of the oldest entry, which tells a workspace from every other; `None` when nothing was done yet.
pub fn root(conn: &Connection) -> Result<Option<Sha256>> {
    Ok(conn
        .prepare_cached("SELECT hash FROM journal ORDER BY seq LIMIT 1")?
        .query_row([], |row| sha256(row, "hash"))
        .optional()?)
}

/// The place of the entry that bears `hash`.
pub fn place_of(conn: &Connection, hash: Sha256) -> Result<Option<i64>> {
    Ok(conn
        .prepare_cached("SELECT seq FROM journal WHERE hash = ?1")?
        .query_row([hash.0], |row| row.get(0))
        .optional()?)
}

/// The place and hash of the newest entry that a report tells of, and when it was made: that a report was issued is told
/// of in none, so that its next copy is the same.
pub fn standing(conn: &Connection) -> Result<Option<(i64, Sha256, DateTime<Utc>)>> {
    Ok(conn
        // A change's name stands first in it.
        .prepare_cached(
            r#"SELECT seq, hash, at FROM journal WHERE change NOT LIKE '{"change":"report_issued"%'
               ORDER BY seq DESC LIMIT 1"#,
        )?
        .query_row([], |row| {
            let at = DateTime::from_timestamp_millis(row.get("at")?).unwrap_or_default();
            Ok((row.get("seq")?, sha256(row, "hash")?, at))
        })
        .optional()?)
}

/// At most `limit` entries from place `from` on.
pub fn entries(conn: &Connection, from: i64, limit: u32) -> Result<Vec<Entry>> {
    conn.prepare_cached("SELECT * FROM journal WHERE seq >= ?1 ORDER BY seq LIMIT ?2")?
        .query_map(params![from, limit], from_row)?
        .collect::<rusqlite::Result<_>>()
        .map_err(Into::into)
}

/// The last `limit` actions, oldest first.
pub fn last_actions(conn: &Connection, limit: u32) -> Result<Vec<Action>> {
    let mut found: Vec<Action> = Vec::new();
    let mut rows = conn.prepare_cached("SELECT * FROM journal ORDER BY seq DESC")?;
    for entry in rows.query_map([], from_row)? {
        let entry = entry?;
        let Ok(change) = serde_json::from_str(&entry.change) else { break };
        let full = found.len() == limit as usize;
        match found.last_mut() {
            Some(last) if last.id == entry.action => last.changes.insert(0, change),
            _ if full => break,
            _ => found.push(Action { id: entry.action, undoes: entry.undoes, changes: vec![change] }),
        }
    }
    found.reverse();
    Ok(found)
}

/// Adds `change` as the next entry; answers its place and hash.
pub(crate) fn append(
    transaction: &Transaction<'_>,
    stamp: &Stamp,
    action: ActionId,
    undoes: Option<ActionId>,
    change: &Change,
) -> Result<(i64, Sha256)> {
    let last = transaction
        .prepare_cached("SELECT * FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], from_row)
        .optional()?;
    let mut entry = Entry {
        seq: last.as_ref().map_or(1, |last| last.seq + 1),
        action,
        undoes,
        time: last.as_ref().map_or_else(HybridTime::default, |last| last.time).next(stamp.at),
        at: stamp.at,
        desk: stamp.desk.id,
        analyst: stamp.desk.analyst.name().to_owned(),
        change: json(change)?,
        previous: last.as_ref().map_or(Sha256([0; 32]), |last| last.hash),
        hash: Sha256([0; 32]),
    };
    entry.hash = hash(&entry);
    insert(transaction, &entry)?;
    Ok((entry.seq, entry.hash))
}

/// Adds `entry` as it is.
pub(crate) fn insert(conn: &Connection, entry: &Entry) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO journal (seq, action, undoes, millis, counter, at, desk, analyst, change, previous, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        entry.seq,
        entry.action.0,
        entry.undoes.map(|action| action.0),
        entry.time.millis,
        entry.time.counter,
        entry.at.timestamp_millis(),
        entry.desk.0,
        entry.analyst,
        entry.change,
        entry.previous.0,
        entry.hash.0,
    ])?;
    Ok(())
}

/// The hash that `entry` should bear.
pub(crate) fn hash(entry: &Entry) -> Sha256 {
    Sha256(sha2::Sha256::digest(entry.canonical_bytes()).into())
}

pub(crate) fn from_row(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        seq: row.get("seq")?,
        action: ActionId(id(row, "action")?),
        undoes: row.get::<_, Option<uuid::Uuid>>("undoes")?.map(ActionId),
        time: HybridTime { millis: row.get("millis")?, counter: row.get("counter")? },
        at: DateTime::from_timestamp_millis(row.get("at")?).unwrap_or_default(),
        desk: DeskId(id(row, "desk")?),
        analyst: row.get("analyst")?,
        change: row.get("change")?,
        previous: sha256(row, "previous")?,
        hash: sha256(row, "hash")?,
    })
}

//! Time stamps over heads of the journal.

use domain::{JournalSeal, Sha256};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    Result,
    columns::{from_json, json},
};

/// All of them, the oldest head first.
pub fn all(conn: &Connection) -> Result<Vec<JournalSeal>> {
    conn.prepare_cached("SELECT seal FROM seals WHERE NOT removed ORDER BY length, stored")?
        .query_map([], |row| from_json(row, "seal"))?
        .collect::<rusqlite::Result<_>>()
        .map_err(Into::into)
}

/// The one that was read from this reply.
pub fn with_reply(conn: &Connection, reply: Sha256) -> Result<Option<JournalSeal>> {
    Ok(conn
        .prepare_cached("SELECT seal FROM seals WHERE reply = ?1 AND NOT removed ORDER BY stored DESC LIMIT 1")?
        .query_row([reply.0], |row| from_json(row, "seal"))
        .optional()?)
}

pub(crate) fn insert(conn: &Connection, seal: &JournalSeal, seq: i64) -> Result<()> {
    conn.prepare_cached("INSERT INTO seals (id, length, reply, seal, stored) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![seal.id.0, seal.length, seal.reply.0, json(seal)?, seq])?;
    Ok(())
}

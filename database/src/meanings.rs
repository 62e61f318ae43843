//! What claims mean, as a model has it: a vector each, kept beside the journal. All of it is derived, and of one model.
//!
//! A claim goes here by the number that the journal recorded it under: numbers grow, so that what follows reads on from
//! the last. What is reworded is forgotten in the same transaction.

use domain::{ClaimId, Sha256};
use rusqlite::{Connection, OptionalExtension, params};

use crate::Result;

/// A claim whose meaning is not known yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmeant {
    /// The number that the journal recorded it under.
    pub number: i64,
    /// What it claims.
    pub statement: String,
}

/// What a claim means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// The claim, as it was when the model read it.
    pub of: Unmeant,
    /// The vector; none where the model has no answer.
    pub vector: Option<Vec<u8>>,
}

/// How many claims have a meaning by the model that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Claims.
    pub all: u32,
    /// Those of them that the model has read.
    pub read: u32,
}

/// The model that the meanings are of.
pub fn model(conn: &Connection) -> Result<Option<Sha256>> {
    let known: Option<[u8; 32]> =
        conn.prepare_cached("SELECT model FROM meant_by")?.query_row([], |row| row.get(0)).optional()?;
    Ok(known.map(Sha256))
}

/// How far `model` has read.
pub fn standing(conn: &Connection, model: Sha256) -> Result<Standing> {
    let all = conn.query_row("SELECT count(*) FROM claims WHERE NOT removed", [], |row| row.get(0))?;
    let read = if self::model(conn)? == Some(model) {
        conn.query_row("SELECT count(*) FROM meanings JOIN claims ON recorded = claim WHERE NOT removed", [], |row| {
            row.get(0)
        })?
    } else {
        0
    };
    Ok(Standing { all, read })
}

/// At most `most` claims recorded after the number `after` that `model` has not read, the earliest first.
pub fn unread(conn: &Connection, model: Sha256, after: i64, most: usize) -> Result<Vec<Unmeant>> {
    let kept = self::model(conn)? == Some(model);
    conn.prepare_cached(
        "SELECT recorded, statement FROM claims WHERE recorded > ?1 AND NOT removed
         AND NOT (?2 AND EXISTS (SELECT 1 FROM meanings WHERE claim = recorded)) ORDER BY recorded LIMIT ?3",
    )?
    .query_map(params![after, kept, i64::try_from(most).unwrap_or(i64::MAX)], |row| {
        Ok(Unmeant { number: row.get(0)?, statement: row.get(1)? })
    })?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// Hands every vector of `model` to `take`, with its claim's number, in their order.
pub fn each(conn: &Connection, model: Sha256, mut take: impl FnMut(i64, &[u8])) -> Result<()> {
    if self::model(conn)? != Some(model) {
        return Ok(());
    }
    let mut all = conn.prepare_cached("SELECT claim, vector FROM meanings WHERE vector IS NOT NULL ORDER BY claim")?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        let vector = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        take(row.get(0)?, vector);
    }
    Ok(())
}

/// The claim of that number and its vector, where it has one and is to be found by words too.
pub fn of_number(conn: &Connection, number: i64) -> Result<Option<(ClaimId, Vec<u8>)>> {
    conn.prepare_cached(
        "SELECT id, vector FROM meanings JOIN claims ON recorded = meanings.claim
         WHERE meanings.claim = ?1 AND vector IS NOT NULL
         AND EXISTS (SELECT 1 FROM search_rows WHERE search_rows.claim = claims.id)",
    )?
    .query_row([number], |row| Ok((ClaimId(row.get(0)?), row.get(1)?)))
    .optional()
    .map_err(Into::into)
}

/// The vector of `claim`, where it has one.
pub fn of_claim(conn: &Connection, claim: ClaimId) -> Result<Option<Vec<u8>>> {
    conn.prepare_cached(
        "SELECT vector FROM claims JOIN meanings ON claim = recorded WHERE id = ?1 AND vector IS NOT NULL",
    )?
    .query_row([claim.0], |row| row.get(0))
    .optional()
    .map_err(Into::into)
}

/// Keeps what `model` made of claims; what another made is dropped. A claim that was reworded meanwhile is left out.
pub(crate) fn keep(conn: &Connection, model: Sha256, meant: &[Meant]) -> Result<()> {
    if self::model(conn)? != Some(model) {
        conn.execute_batch("DELETE FROM meanings; DELETE FROM meant_by")?;
        conn.execute("INSERT INTO meant_by (model) VALUES (?1)", [model.0])?;
    }
    let mut insert = conn.prepare_cached(
        "INSERT INTO meanings (claim, vector) SELECT recorded, ?3 FROM claims WHERE recorded = ?1 AND statement = ?2
         ON CONFLICT (claim) DO UPDATE SET vector = excluded.vector",
    )?;
    for Meant { of, vector } in meant {
        insert.execute(params![of.number, of.statement, vector])?;
    }
    Ok(())
}

/// Forgets what `claim` meant, since its words are others now.
pub(crate) fn forget(conn: &Connection, claim: ClaimId) -> Result<()> {
    conn.prepare_cached("DELETE FROM meanings WHERE claim = (SELECT recorded FROM claims WHERE id = ?1)")?
        .execute([claim.0])?;
    Ok(())
}

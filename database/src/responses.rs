//! What parties say to claims.

use domain::{ClaimId, Response, ResponseId};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    Error, Result,
    columns::{from_json, json},
};

/// The response.
pub fn by_id(conn: &Connection, id: ResponseId) -> Result<Response> {
    conn.prepare_cached("SELECT response FROM responses WHERE id = ?1")?
        .query_row([id.0], |row| from_json(row, "response"))
        .optional()?
        .ok_or(Error::NotFound { noun: "response" })
}

/// What parties say to `claim`, in the order it was recorded.
pub fn of_claim(conn: &Connection, claim: ClaimId) -> Result<Vec<Response>> {
    conn.prepare_cached("SELECT response FROM responses WHERE claim = ?1 AND NOT removed ORDER BY recorded")?
        .query_map([claim.0], |row| from_json(row, "response"))?
        .collect::<rusqlite::Result<_>>()
        .map_err(Into::into)
}

pub(crate) fn insert(conn: &Connection, response: &Response, seq: i64) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO responses (id, claim, party, article, response, recorded) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        response.id.0,
        response.claim.0,
        response.party.0,
        response.article.map(|article| article.0),
        json(response)?,
        seq,
    ])?;
    Ok(())
}

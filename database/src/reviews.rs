//! What second analysts found.

use domain::{ClaimId, Review};
use rusqlite::{Connection, params};

use crate::{
    Result,
    columns::{from_json, json},
};

/// The reviews of `claim`, oldest first.
pub fn of_claim(conn: &Connection, claim: ClaimId) -> Result<Vec<Review>> {
    conn.prepare_cached("SELECT review FROM reviews WHERE claim = ?1 AND NOT removed ORDER BY recorded")?
        .query_map([claim.0], |row| from_json(row, "review"))?
        .collect::<rusqlite::Result<_>>()
        .map_err(Into::into)
}

pub(crate) fn insert(conn: &Connection, review: &Review, seq: i64) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO reviews (id, claim, assessment, analyst, review, recorded) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![review.id.0, review.claim.0, review.assessment.0, review.analyst, json(review)?, seq])?;
    Ok(())
}

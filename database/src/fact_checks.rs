//! What other houses found of claims.

use domain::{ClaimId, FactCheck, FactCheckId};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    Error, Result,
    columns::{from_json, json},
};

/// The fact check.
pub fn by_id(conn: &Connection, id: FactCheckId) -> Result<FactCheck> {
    conn.prepare_cached("SELECT fact_check FROM fact_checks WHERE id = ?1")?
        .query_row([id.0], |row| from_json(row, "fact_check"))
        .optional()?
        .ok_or(Error::NotFound { noun: "fact check" })
}

/// At most `limit` of them, those noted last first.
pub fn newest(conn: &Connection, limit: u32) -> Result<Vec<FactCheck>> {
    conn.prepare_cached("SELECT fact_check FROM fact_checks WHERE NOT removed ORDER BY noted DESC LIMIT ?1")?
        .query_map([limit], |row| from_json(row, "fact_check"))?
        .collect::<rusqlite::Result<_>>()
        .map_err(Into::into)
}

/// Those of `claim`, oldest noted first.
pub fn of_claim(conn: &Connection, claim: ClaimId) -> Result<Vec<FactCheck>> {
    conn.prepare_cached(
        "SELECT fact_checks.fact_check AS fact_check FROM checked_elsewhere
         JOIN fact_checks ON fact_checks.id = checked_elsewhere.fact_check
         WHERE claim = ?1 AND NOT removed ORDER BY noted, id",
    )?
    .query_map([claim.0], |row| from_json(row, "fact_check"))?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// Whether `check` is said to be of `claim`.
pub fn is_tied(conn: &Connection, claim: ClaimId, check: FactCheckId) -> Result<bool> {
    Ok(conn
        .prepare_cached("SELECT 1 FROM checked_elsewhere WHERE claim = ?1 AND fact_check = ?2")?
        .exists([claim.0, check.0])?)
}

pub(crate) fn insert(conn: &Connection, check: &FactCheck, seq: i64) -> Result<()> {
    conn.prepare_cached("INSERT INTO fact_checks (id, url, fact_check, noted) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![check.id.0, check.url, json(check)?, seq])?;
    Ok(())
}

pub(crate) fn tie(conn: &Connection, claim: ClaimId, check: FactCheckId, seq: i64) -> Result<()> {
    conn.prepare_cached("INSERT INTO checked_elsewhere (claim, fact_check, seq) VALUES (?1, ?2, ?3)")?
        .execute(params![claim.0, check.0, seq])?;
    Ok(())
}

pub(crate) fn untie(conn: &Connection, claim: ClaimId, check: FactCheckId) -> Result<()> {
    conn.prepare_cached("DELETE FROM checked_elsewhere WHERE claim = ?1 AND fact_check = ?2")?
        .execute([claim.0, check.0])?;
    Ok(())
}

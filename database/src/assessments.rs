//! The history of each claim. There is an `append`, and no `update`.

use domain::{Assessment, ClaimId};
use rusqlite::{Connection, params};

use crate::{
    Result,
    columns::{from_json, json},
};

/// A claim's history, oldest entry first: in the order of the journal, whatever the clocks showed.
pub fn history(conn: &Connection, claim: ClaimId) -> Result<Vec<Assessment>> {
    conn.prepare_cached("SELECT assessment FROM assessments WHERE claim = ?1 ORDER BY seq")?
        .query_map([claim.0], |row| from_json(row, "assessment"))?
        .collect::<rusqlite::Result<_>>()
        .map_err(Into::into)
}

pub(crate) fn append(conn: &Connection, assessment: &Assessment, seq: i64) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO assessments (id, claim, status, rationale, assessment, seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        assessment.id.0,
        assessment.claim.0,
        assessment.status.word(),
        assessment.rationale,
        json(assessment)?,
        seq,
    ])?;
    Ok(())
}

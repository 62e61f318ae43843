//! Reports that were issued. Rows are added and never touched again.

use domain::{InvestigationId, Issue};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    Result,
    columns::{from_json, json},
};

/// The newest issue of `report` on `investigation` among those with the most that was done before entry `length` of the
/// journal: what readers knew last.
pub fn last_before(
    conn: &Connection,
    investigation: Option<InvestigationId>,
    report: &str,
    length: i64,
) -> Result<Option<Issue>> {
    Ok(conn
        .prepare_cached(
            "SELECT issue FROM issues WHERE investigation IS ?1 AND report = ?2 AND length < ?3
             ORDER BY length DESC, recorded DESC LIMIT 1",
        )?
        .query_row(params![investigation.map(|id| id.0), report, length], |row| from_json(row, "issue"))
        .optional()?)
}

pub(crate) fn append(conn: &Connection, issue: &Issue, seq: i64) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO issues (id, investigation, report, length, issue, recorded) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        issue.id.0,
        issue.investigation.map(|id| id.0),
        issue.report,
        issue.journal_length,
        json(issue)?,
        seq
    ])?;
    Ok(())
}

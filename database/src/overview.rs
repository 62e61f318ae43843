//! How many claims stand where, by who makes them, by week and by how far their sources can be trusted.

use chrono::NaiveDate;
use domain::{Counts, InvestigationId, PartyId, Status};
use rusqlite::{Connection, Row, types::FromSql};

use crate::{
    Result,
    claims::{DATED, FIRST, IN_SIGHT},
    columns::from_word,
    investigations,
};

/// Counts for each claimant of claims in sight, those with the most claims first; `None` stands for claims without one.
pub fn by_claimant(
    conn: &Connection,
    investigation: Option<InvestigationId>,
) -> Result<Vec<(Option<PartyId>, Counts)>> {
    let counted: Vec<(Option<uuid::Uuid>, Counts)> = counts(
        conn,
        investigation,
        "(SELECT head FROM parties WHERE parties.id = first.claimant)",
        FIRST,
        "sum(count(*)) OVER (PARTITION BY key) DESC, key",
    )?;
    Ok(counted.into_iter().map(|(party, counts)| (party.map(PartyId), counts)).collect())
}

/// Counts for each week, named by its Monday, the earliest first; `None` stands for claims without a date.
pub fn by_week(conn: &Connection, investigation: Option<InvestigationId>) -> Result<Vec<(Option<NaiveDate>, Counts)>> {
    counts(conn, investigation, &format!("date({DATED}, '-6 days', 'weekday 1')"), FIRST, "key NULLS LAST")
}

/// Counts for each letter that evidence of the claims bears; a claim counts once with each of its letters, and under
/// `None` where it has no graded evidence.
pub fn by_reliability(
    conn: &Connection,
    investigation: Option<InvestigationId>,
) -> Result<Vec<(Option<String>, Counts)>> {
    let letters = "LEFT JOIN (SELECT DISTINCT claim, reliability FROM evidence
        WHERE NOT removed AND reliability IS NOT NULL) letters ON letters.claim = claims.id";
    counts(conn, investigation, "letters.reliability", letters, "key NULLS LAST")
}

fn counts<K: FromSql + PartialEq>(
    conn: &Connection,
    investigation: Option<InvestigationId>,
    key: &str,
    joined: &str,
    order: &str,
) -> Result<Vec<(Option<K>, Counts)>> {
    let wanted =
        investigation.map_or_else(|| "?1 IS NULL".to_owned(), |_| format!("claims.id IN ({})", investigations::CLAIMS));
    let sql = format!(
        "SELECT {key} AS key, standings.status AS status, count(*) AS many
         FROM claims JOIN standings ON standings.claim = claims.id {joined}
         WHERE {IN_SIGHT} AND {wanted} GROUP BY key, standings.status ORDER BY {order}"
    );
    let one = |row: &Row<'_>| -> rusqlite::Result<(Option<K>, Status, u32)> {
        Ok((row.get("key")?, from_word(row, "status")?, row.get("many")?))
    };
    let mut counted: Vec<(Option<K>, Counts)> = Vec::new();
    let mut statement = conn.prepare_cached(&sql)?;
    for row in statement.query_map([investigation.map(|id| id.0)], one)? {
        let (key, status, many) = row?;
        if counted.last().is_none_or(|(last, _)| *last != key) {
            counted.push((key, Counts::default()));
        }
        if let Some((_, counts)) = counted.last_mut() {
            match status {
                Status::Pending => counts.pending += many,
                Status::Confirmed => counts.confirmed += many,
                Status::Denied => counts.denied += many,
            }
        }
    }
    Ok(counted)
}

//! How many claims stand where, as far as a veil shows it: by who makes them, by week and by how far their sources can be trusted.

use chrono::NaiveDate;
use domain::{Counts, InvestigationId, PartyId, Status};
use rusqlite::{Connection, Row, named_params, types::FromSql};

use crate::{
    Result, Veil,
    claims::{DATED, FIRST, IN_SIGHT},
    columns::from_word,
    investigations,
    veil::SEEN,
};

/// Counts for each claimant of claims in sight, those with the most claims first; `None` stands for claims without one.
pub fn by_claimant(
    conn: &Connection,
    veil: &Veil,
    investigation: Option<InvestigationId>,
) -> Result<Vec<(Option<PartyId>, Counts)>> {
    let counted: Vec<(Option<uuid::Uuid>, Counts)> = counts(
        conn,
        veil,
        investigation,
        "(SELECT head FROM parties WHERE parties.id = first.claimant)",
        FIRST,
        "sum(count(*)) OVER (PARTITION BY key) DESC, key",
    )?;
    Ok(counted.into_iter().map(|(party, counts)| (party.map(PartyId), counts)).collect())
}

/// Counts for each week, named by its Monday, the earliest first; `None` stands for claims without a date.
pub fn by_week(
    conn: &Connection,
    veil: &Veil,
    investigation: Option<InvestigationId>,
) -> Result<Vec<(Option<NaiveDate>, Counts)>> {
    counts(conn, veil, investigation, &format!("date({DATED}, '-6 days', 'weekday 1')"), FIRST, "key NULLS LAST")
}

/// Counts for each letter that evidence of the claims bears; a claim counts once with each of its letters, and under
/// `None` where it has no graded evidence.
pub fn by_reliability(
    conn: &Connection,
    veil: &Veil,
    investigation: Option<InvestigationId>,
) -> Result<Vec<(Option<String>, Counts)>> {
    let letters = "LEFT JOIN (SELECT DISTINCT claim, reliability FROM evidence
        WHERE NOT removed AND reliability IS NOT NULL) letters ON letters.claim = claims.id";
    counts(conn, veil, investigation, "letters.reliability", letters, "key NULLS LAST")
}

fn counts<K: FromSql + PartialEq>(
    conn: &Connection,
    veil: &Veil,
    investigation: Option<InvestigationId>,
    key: &str,
    joined: &str,
    order: &str,
) -> Result<Vec<(Option<K>, Counts)>> {
    let inside = investigations::CLAIMS.replace("?1", ":investigation");
    let wanted =
        investigation.map_or_else(|| ":investigation IS NULL".to_owned(), |_| format!("claims.id IN ({inside})"));
    let sql = format!(
        "SELECT {key} AS key, {SEEN} AS seen, count(*) AS many
         FROM claims JOIN standings ON standings.claim = claims.id {joined}
         WHERE {IN_SIGHT} AND {wanted} GROUP BY key, seen ORDER BY {order}"
    );
    let one = |row: &Row<'_>| -> rusqlite::Result<(Option<K>, Status, u32)> {
        Ok((row.get("key")?, from_word(row, "seen")?, row.get("many")?))
    };
    let mut counted: Vec<(Option<K>, Counts)> = Vec::new();
    let mut statement = conn.prepare_cached(&sql)?;
    let values = named_params! { ":veil": veil.bound(), ":investigation": investigation.map(|id| id.0) };
    for row in statement.query_map(values, one)? {
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

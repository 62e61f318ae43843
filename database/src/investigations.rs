//! Investigations and what is filed in them.

use domain::{ArticleId, ClaimId, Filed, Investigation, InvestigationId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{Error, Result, columns::id};

/// The ids of the claims in investigation ?1.
pub(crate) const CLAIMS: &str = "SELECT claim FROM filed WHERE investigation = ?1 AND claim IS NOT NULL
    UNION SELECT appearances.claim FROM filed JOIN appearances ON appearances.article = filed.article
    JOIN articles ON articles.id = filed.article
    WHERE investigation = ?1 AND NOT appearances.removed AND NOT articles.removed";

/// The investigation.
pub fn by_id(conn: &Connection, id: InvestigationId) -> Result<Investigation> {
    conn.prepare_cached("SELECT * FROM investigations WHERE id = ?1")?
        .query_row([id.0], from_row)
        .optional()?
        .ok_or(Error::NotFound { noun: "investigation" })
}

/// The investigation of this very name.
pub fn named(conn: &Connection, name: &str) -> Result<Option<Investigation>> {
    Ok(conn
        .prepare_cached("SELECT * FROM investigations WHERE name = ?1 AND NOT removed LIMIT 1")?
        .query_row([name], from_row)
        .optional()?)
}

/// All investigations, by name.
pub fn all(conn: &Connection) -> Result<Vec<Investigation>> {
    conn.prepare_cached("SELECT * FROM investigations WHERE NOT removed ORDER BY name, id")?
        .query_map([], from_row)?
        .collect::<rusqlite::Result<_>>()
        .map_err(Into::into)
}

/// What is filed in the investigation, in the order it was filed; what is out of sight is left out.
pub fn items(conn: &Connection, id: InvestigationId) -> Result<Vec<Filed>> {
    conn.prepare_cached(
        "SELECT article, claim FROM filed
         LEFT JOIN articles ON articles.id = filed.article LEFT JOIN claims ON claims.id = filed.claim
         WHERE investigation = ?1 AND NOT coalesce(articles.removed, claims.removed) ORDER BY seq",
    )?
    .query_map([id.0], |row| {
        Ok(match (row.get::<_, Option<uuid::Uuid>>("article")?, row.get::<_, Option<uuid::Uuid>>("claim")?) {
            (Some(article), _) => Filed::Article(ArticleId(article)),
            (None, claim) => Filed::Claim(ClaimId(claim.unwrap_or_default())),
        })
    })?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// The claims in sight that are in the investigation, by themselves or with their article, in the order they were
/// recorded.
pub fn claims(conn: &Connection, id: InvestigationId) -> Result<Vec<ClaimId>> {
    conn.prepare_cached(&format!(
        "SELECT claims.id FROM claims WHERE claims.id IN ({CLAIMS}) AND NOT removed ORDER BY recorded"
    ))?
    .query_map([id.0], |row| row.get(0).map(ClaimId))?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// How many claims in sight are in the investigation, by themselves or with their article.
pub fn claim_count(conn: &Connection, id: InvestigationId) -> Result<u32> {
    Ok(conn
        .prepare_cached(&format!("SELECT count(*) FROM claims WHERE claims.id IN ({CLAIMS}) AND NOT removed"))?
        .query_row([id.0], |row| row.get(0))?)
}

/// The investigations that `claim` is filed in by itself.
pub fn holding(conn: &Connection, claim: ClaimId) -> Result<Vec<InvestigationId>> {
    conn.prepare_cached(
        "SELECT investigation FROM filed JOIN investigations ON investigations.id = filed.investigation
         WHERE claim = ?1 AND NOT removed ORDER BY name",
    )?
    .query_map([claim.0], |row| row.get(0).map(InvestigationId))?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// The investigations that `article` is filed in.
pub fn holding_article(conn: &Connection, article: ArticleId) -> Result<Vec<InvestigationId>> {
    conn.prepare_cached(
        "SELECT investigation FROM filed JOIN investigations ON investigations.id = filed.investigation
         WHERE article = ?1 AND NOT removed ORDER BY name",
    )?
    .query_map([article.0], |row| row.get(0).map(InvestigationId))?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// Whether `item` is filed in the investigation, in sight or not.
pub fn is_filed(conn: &Connection, id: InvestigationId, item: Filed) -> Result<bool> {
    let (article, claim) = columns(item);
    Ok(conn
        .prepare_cached("SELECT 1 FROM filed WHERE investigation = ?1 AND (article = ?2 OR claim = ?3)")?
        .exists(params![id.0, article, claim])?)
}

pub(crate) fn insert(conn: &Connection, investigation: &Investigation) -> Result<()> {
    conn.prepare_cached("INSERT INTO investigations (id, name, question) VALUES (?1, ?2, ?3)")?.execute(params![
        investigation.id.0,
        investigation.name,
        investigation.question
    ])?;
    Ok(())
}

pub(crate) fn refine(conn: &Connection, to: &Investigation) -> Result<()> {
    conn.prepare_cached("UPDATE investigations SET name = ?2, question = ?3 WHERE id = ?1")?.execute(params![
        to.id.0,
        to.name,
        to.question
    ])?;
    Ok(())
}

pub(crate) fn file(conn: &Connection, id: InvestigationId, item: Filed, seq: i64) -> Result<()> {
    let (article, claim) = columns(item);
    conn.prepare_cached("INSERT INTO filed (investigation, article, claim, seq) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id.0, article, claim, seq])?;
    Ok(())
}

pub(crate) fn unfile(conn: &Connection, id: InvestigationId, item: Filed) -> Result<()> {
    let (article, claim) = columns(item);
    conn.prepare_cached("DELETE FROM filed WHERE investigation = ?1 AND (article = ?2 OR claim = ?3)")?
        .execute(params![id.0, article, claim])?;
    Ok(())
}

fn columns(item: Filed) -> (Option<uuid::Uuid>, Option<uuid::Uuid>) {
    match item {
        Filed::Article(article) => (Some(article.0), None),
        Filed::Claim(claim) => (None, Some(claim.0)),
    }
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Investigation> {
    Ok(Investigation { id: InvestigationId(id(row, "id")?), name: row.get("name")?, question: row.get("question")? })
}

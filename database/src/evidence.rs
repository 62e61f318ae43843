//! What bears on claims.

use domain::{ArticleId, ClaimId, Evidence, EvidenceId, EvidenceMatter};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    Error, Result,
    columns::{from_json, json, word},
};

/// The piece of evidence.
pub fn by_id(conn: &Connection, id: EvidenceId) -> Result<Evidence> {
    conn.prepare_cached("SELECT evidence FROM evidence WHERE id = ?1")?
        .query_row([id.0], |row| from_json(row, "evidence"))
        .optional()?
        .ok_or(Error::NotFound { noun: "evidence" })
}

/// What bears on `claim`, oldest first.
pub fn of_claim(conn: &Connection, claim: ClaimId) -> Result<Vec<Evidence>> {
    conn.prepare_cached("SELECT evidence FROM evidence WHERE claim = ?1 AND NOT removed ORDER BY attached")?
        .query_map([claim.0], |row| from_json(row, "evidence"))?
        .collect::<rusqlite::Result<_>>()
        .map_err(Into::into)
}

/// The evidence on claims in sight that is words of `article`, oldest first.
pub fn in_article(conn: &Connection, article: ArticleId) -> Result<Vec<Evidence>> {
    conn.prepare_cached(
        "SELECT evidence FROM evidence JOIN claims ON claims.id = evidence.claim
         WHERE article = ?1 AND NOT evidence.removed AND NOT claims.removed ORDER BY attached",
    )?
    .query_map([article.0], |row| from_json(row, "evidence"))?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

pub(crate) fn insert(conn: &Connection, evidence: &Evidence, seq: i64) -> Result<()> {
    let (article, sha256) = match &evidence.matter {
        EvidenceMatter::Passage { article, .. } => (Some(article.0), None),
        EvidenceMatter::File { sha256, .. } => (None, Some(sha256.0)),
        EvidenceMatter::Link { .. } | EvidenceMatter::Note | EvidenceMatter::NotFound { .. } => (None, None),
    };
    conn.prepare_cached(
        "INSERT INTO evidence (id, claim, article, sha256, stance, evidence, attached, reliability)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        evidence.id.0,
        evidence.claim.0,
        article,
        sha256,
        word(&evidence.stance)?,
        json(evidence)?,
        seq,
        evidence.reliability.as_ref().map(word).transpose()?,
    ])?;
    Ok(())
}

pub(crate) fn refine(conn: &Connection, to: &Evidence) -> Result<()> {
    conn.prepare_cached("UPDATE evidence SET stance = ?2, evidence = ?3, reliability = ?4 WHERE id = ?1")?
        .execute(params![to.id.0, word(&to.stance)?, json(to)?, to.reliability.as_ref().map(word).transpose()?])?;
    Ok(())
}

//! Where claims are made.

use domain::{Appearance, AppearanceId, ArticleId, Attribution, ClaimId, Refinement, Status};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{
    Error, Result,
    columns::{from_json, from_json_if_any, from_word, id, json},
};

/// The appearance.
pub fn by_id(conn: &Connection, id: AppearanceId) -> Result<Appearance> {
    conn.prepare_cached("SELECT * FROM appearances WHERE id = ?1")?
        .query_row([id.0], from_row)
        .optional()?
        .ok_or(Error::NotFound { noun: "appearance" })
}

/// Where `claim` is made, in the order it was recorded; appearances in articles out of sight are left out.
pub fn of_claim(conn: &Connection, claim: ClaimId) -> Result<Vec<Appearance>> {
    conn.prepare_cached(
        "SELECT appearances.* FROM appearances JOIN articles ON articles.id = appearances.article
         WHERE claim = ?1 AND NOT appearances.removed AND NOT articles.removed ORDER BY recorded",
    )?
    .query_map([claim.0], from_row)?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// The claims made in `article` and where they stand, in the order of the text.
pub fn in_article(conn: &Connection, article: ArticleId) -> Result<Vec<(Appearance, Status)>> {
    conn.prepare_cached(
        "SELECT appearances.*, standings.status FROM appearances
         JOIN claims ON claims.id = appearances.claim JOIN standings ON standings.claim = claims.id
         WHERE article = ?1 AND NOT appearances.removed AND NOT claims.removed
         ORDER BY start, \"end\", appearances.recorded",
    )?
    .query_map([article.0], |row| Ok((from_row(row)?, from_word(row, "status")?)))?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

pub(crate) fn insert(conn: &Connection, appearance: &Appearance, seq: i64) -> Result<()> {
    let Appearance { id, claim, article, passage, attribution, said, quantities, times } = appearance;
    conn.prepare_cached(
        "INSERT INTO appearances
         (id, claim, article, start, \"end\", passage, claimant, relayed_by, attribution, said, said_from, quantities, recorded,
          times)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?
    .execute(params![
        id.0,
        claim.0,
        article.0,
        passage.range.start,
        passage.range.end,
        json(passage)?,
        attribution.claimant.map(|party| party.0),
        attribution.relayed_by.map(|party| party.0),
        json(attribution)?,
        said.as_ref().map(json).transpose()?,
        said.as_ref().map(|moment| moment.interval.from),
        json(quantities)?,
        seq,
        json(times)?,
    ])?;
    Ok(())
}

pub(crate) fn refine(conn: &Connection, id: AppearanceId, to: &Refinement) -> Result<()> {
    let Refinement { attribution, said, quantities, times } = to;
    conn.prepare_cached(
        "UPDATE appearances SET claimant = ?2, relayed_by = ?3, attribution = ?4, said = ?5, said_from = ?6, quantities = ?7,
            times = ?8
         WHERE id = ?1",
    )?
    .execute(params![
        id.0,
        attribution.claimant.map(|party| party.0),
        attribution.relayed_by.map(|party| party.0),
        json(attribution)?,
        said.as_ref().map(json).transpose()?,
        said.as_ref().map(|moment| moment.interval.from),
        json(quantities)?,
        json(times)?,
    ])?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Appearance> {
    Ok(Appearance {
        id: AppearanceId(id(row, "id")?),
        claim: ClaimId(id(row, "claim")?),
        article: ArticleId(id(row, "article")?),
        passage: from_json(row, "passage")?,
        attribution: from_json::<Attribution>(row, "attribution")?,
        said: from_json_if_any(row, "said")?,
        quantities: from_json(row, "quantities")?,
        times: from_json(row, "times")?,
    })
}

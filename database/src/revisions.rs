//! Which articles are copies of one page, and what became of what was quoted from them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{AnchorDecision, Anchored, ArticleId};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    Result, articles,
    columns::{from_json, json},
};

/// A copy of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copy {
    /// The article read from it.
    pub article: ArticleId,
    /// When the page was so.
    pub taken: DateTime<Utc>,
}

/// The copy that was loaded first of the page that `article` is a copy of: itself, where it has no other.
pub fn first(conn: &Connection, article: ArticleId) -> Result<ArticleId> {
    let found = conn
        .prepare_cached("SELECT first FROM revisions WHERE article = ?1")?
        .query_row([article.0], |row| row.get(0).map(ArticleId))
        .optional()?;
    Ok(found.unwrap_or(article))
}

/// Whether other articles stand beside `article` as the first copy of their page.
pub fn is_first(conn: &Connection, article: ArticleId) -> Result<bool> {
    Ok(conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM revisions WHERE first = ?1)")?
        .query_row([article.0], |row| row.get(0))?)
}

/// Whether `article` is one of several copies of a page, in sight or not.
pub fn has_others(conn: &Connection, article: ArticleId) -> Result<bool> {
    Ok(conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM revisions WHERE article = ?1 OR first = ?1)")?
        .query_row([article.0], |row| row.get(0))?)
}

/// The copies in sight of the page that `article` is a copy of, the earliest taken first.
pub fn copies(conn: &Connection, article: ArticleId) -> Result<Vec<Copy>> {
    let first = first(conn, article)?;
    let beside: Vec<(ArticleId, i64)> = conn
        .prepare_cached(
            "SELECT id, loaded FROM articles WHERE NOT removed AND id = ?1
             UNION ALL
             SELECT articles.id, articles.loaded FROM revisions JOIN articles ON articles.id = revisions.article
             WHERE revisions.first = ?1 AND NOT articles.removed",
        )?
        .query_map([first.0], |row| Ok((ArticleId(row.get("id")?), row.get("loaded")?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut copies = Vec::with_capacity(beside.len());
    for (article, loaded) in beside {
        copies.push((Copy { article, taken: articles::document(conn, article)?.taken_at() }, loaded));
    }
    copies.sort_by_key(|(copy, loaded)| (copy.taken, *loaded));
    Ok(copies.into_iter().map(|(copy, _)| copy).collect())
}

/// The pages of which several copies are in sight, each with them, the earliest taken first.
pub fn pages(conn: &Connection) -> Result<Vec<Vec<Copy>>> {
    let firsts: Vec<ArticleId> = conn
        .prepare_cached("SELECT DISTINCT first FROM revisions ORDER BY first")?
        .query_map([], |row| row.get(0).map(ArticleId))?
        .collect::<rusqlite::Result<_>>()?;
    let mut pages = Vec::new();
    for first in firsts {
        pages.extend(Some(copies(conn, first)?).filter(|copies| copies.len() > 1));
    }
    Ok(pages)
}

/// What was decided of `anchored`, by the copy that it was decided for.
pub fn decisions(conn: &Connection, anchored: Anchored) -> Result<BTreeMap<ArticleId, AnchorDecision>> {
    let (kind, id) = place(anchored);
    conn.prepare_cached("SELECT article, decision FROM reanchored WHERE kind = ?1 AND id = ?2")?
        .query_map(params![kind, id], |row| Ok((ArticleId(row.get("article")?), from_json(row, "decision")?)))?
        .collect::<rusqlite::Result<_>>()
        .map_err(Into::into)
}

pub(crate) fn insert(conn: &Connection, article: ArticleId, first: ArticleId, seq: i64) -> Result<()> {
    conn.prepare_cached("INSERT INTO revisions (article, first, seq) VALUES (?1, ?2, ?3)")?
        .execute(params![article.0, first.0, seq])?;
    Ok(())
}

pub(crate) fn delete(conn: &Connection, article: ArticleId) -> Result<()> {
    conn.prepare_cached("DELETE FROM revisions WHERE article = ?1")?.execute([article.0])?;
    Ok(())
}

/// Sets what was decided of `anchored` for the copy `article`, in place of what was decided before.
pub(crate) fn decide(
    conn: &Connection,
    anchored: Anchored,
    article: ArticleId,
    decision: Option<&AnchorDecision>,
    seq: i64,
) -> Result<()> {
    let (kind, id) = place(anchored);
    conn.prepare_cached("DELETE FROM reanchored WHERE kind = ?1 AND id = ?2 AND article = ?3")?
        .execute(params![kind, id, article.0])?;
    if let Some(decision) = decision {
        conn.prepare_cached("INSERT INTO reanchored (kind, id, article, decision, seq) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![kind, id, article.0, json(decision)?, seq])?;
    }
    Ok(())
}

fn place(anchored: Anchored) -> (&'static str, uuid::Uuid) {
    match anchored {
        Anchored::Appearance(id) => ("appearance", id.0),
        Anchored::Response(id) => ("response", id.0),
        Anchored::Evidence(id) => ("evidence", id.0),
    }
}

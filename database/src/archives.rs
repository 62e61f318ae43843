//! Web archives of pages that were fetched: the page with what it is shown with.

use domain::{Archive, ArticleId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{Result, columns::sha256};

/// The archive that was kept last of the page of `article`.
pub fn newest(conn: &Connection, article: ArticleId) -> Result<Option<Archive>> {
    Ok(conn
        .prepare_cached("SELECT * FROM archives WHERE article = ?1 ORDER BY seq DESC LIMIT 1")?
        .query_row([article.0], from_row)
        .optional()?)
}

/// Whether this archive is kept of the page of `article`.
pub(crate) fn is_kept(conn: &Connection, article: ArticleId, archive: &Archive) -> Result<bool> {
    Ok(conn
        .prepare_cached("SELECT 1 FROM archives WHERE article = ?1 AND sha256 = ?2")?
        .exists(params![article.0, archive.sha256.0])?)
}

pub(crate) fn insert(conn: &Connection, article: ArticleId, archive: &Archive, seq: i64) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO archives (article, sha256, bytes, resources, left_out, kept_at, seq)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        article.0,
        archive.sha256.0,
        archive.bytes,
        archive.resources,
        archive.left_out,
        archive.kept_at.to_rfc3339(),
        seq,
    ])?;
    Ok(())
}

pub(crate) fn delete(conn: &Connection, article: ArticleId, archive: &Archive) -> Result<()> {
    conn.prepare_cached("DELETE FROM archives WHERE article = ?1 AND sha256 = ?2")?
        .execute(params![article.0, archive.sha256.0])?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Archive> {
    Ok(Archive {
        sha256: sha256(row, "sha256")?,
        bytes: row.get("bytes")?,
        resources: row.get("resources")?,
        left_out: row.get("left_out")?,
        kept_at: row.get("kept_at")?,
    })
}

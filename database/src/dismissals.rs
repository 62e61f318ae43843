//! Passages that were proposed as claims and dismissed.

use domain::{ArticleId, TextRange};
use rusqlite::{Connection, params};

use crate::Result;

/// The places that were dismissed in `article`, in the order of its text.
pub fn in_article(conn: &Connection, article: ArticleId) -> Result<Vec<TextRange>> {
    conn.prepare_cached(r#"SELECT start, "end" FROM dismissed WHERE article = ?1 ORDER BY start, "end""#)?
        .query_map([article.0], |row| Ok(TextRange { start: row.get("start")?, end: row.get("end")? }))?
        .collect::<rusqlite::Result<_>>()
        .map_err(Into::into)
}

pub(crate) fn insert(conn: &Connection, article: ArticleId, range: TextRange, seq: i64) -> Result<()> {
    conn.prepare_cached(r#"INSERT INTO dismissed (article, start, "end", seq) VALUES (?1, ?2, ?3, ?4)"#)?
        .execute(params![article.0, range.start, range.end, seq])?;
    Ok(())
}

pub(crate) fn delete(conn: &Connection, article: ArticleId, range: TextRange) -> Result<()> {
    conn.prepare_cached(r#"DELETE FROM dismissed WHERE article = ?1 AND start = ?2 AND "end" = ?3"#)?
        .execute(params![article.0, range.start, range.end])?;
    Ok(())
}

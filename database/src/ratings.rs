//! The workspace's own labels for where claims stand.

use domain::{Rating, RatingId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{
    Error, Result,
    columns::{from_word, id},
};

/// The label.
pub fn by_id(conn: &Connection, id: RatingId) -> Result<Rating> {
    conn.prepare_cached("SELECT * FROM ratings WHERE id = ?1")?
        .query_row([id.0], from_row)
        .optional()?
        .ok_or(Error::NotFound { noun: "rating" })
}

/// All labels, by name.
pub fn all(conn: &Connection) -> Result<Vec<Rating>> {
    conn.prepare_cached("SELECT * FROM ratings WHERE NOT removed ORDER BY name, id")?
        .query_map([], from_row)?
        .collect::<rusqlite::Result<_>>()
        .map_err(Into::into)
}

pub(crate) fn insert(conn: &Connection, rating: &Rating) -> Result<()> {
    conn.prepare_cached("INSERT INTO ratings (id, name, status) VALUES (?1, ?2, ?3)")?.execute(params![
        rating.id.0,
        rating.name,
        rating.status.word()
    ])?;
    Ok(())
}

pub(crate) fn refine(conn: &Connection, to: &Rating) -> Result<()> {
    conn.prepare_cached("UPDATE ratings SET name = ?2, status = ?3 WHERE id = ?1")?.execute(params![
        to.id.0,
        to.name,
        to.status.word()
    ])?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Rating> {
    Ok(Rating { id: RatingId(id(row, "id")?), name: row.get("name")?, status: from_word(row, "status")? })
}

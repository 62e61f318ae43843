//! What is known to have happened in investigations.

use domain::{Event, EventId, InvestigationId};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    Error, Result,
    columns::{from_json, json},
};

/// The event.
pub fn by_id(conn: &Connection, id: EventId) -> Result<Event> {
    conn.prepare_cached("SELECT event FROM events WHERE id = ?1")?
        .query_row([id.0], |row| from_json(row, "event"))
        .optional()?
        .ok_or(Error::NotFound { noun: "event" })
}

/// Those of the investigation, in order of time, and of those that begin on one day in the order they were recorded.
pub fn of_investigation(conn: &Connection, id: InvestigationId) -> Result<Vec<Event>> {
    conn.prepare_cached(
        "SELECT event FROM events WHERE investigation = ?1 AND NOT removed ORDER BY first_day, recorded, id",
    )?
    .query_map([id.0], |row| from_json(row, "event"))?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

pub(crate) fn insert(conn: &Connection, event: &Event, seq: i64) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO events (id, investigation, title, first_day, event, recorded) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        event.id.0,
        event.investigation.0,
        event.title,
        event.time.interval.from,
        json(event)?,
        seq
    ])?;
    Ok(())
}

pub(crate) fn change(conn: &Connection, to: &Event) -> Result<()> {
    conn.prepare_cached("UPDATE events SET title = ?2, first_day = ?3, event = ?4 WHERE id = ?1")?.execute(params![
        to.id.0,
        to.title,
        to.time.interval.from,
        json(to)?
    ])?;
    Ok(())
}

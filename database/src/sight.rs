//! Whether something is known to the workspace, in sight or not.

use domain::Subject;
use rusqlite::{Connection, OptionalExtension};

use crate::{Result, apply::place};

/// Whether `subject` is in sight; `None` when the workspace does not know it.
pub fn sight(conn: &Connection, subject: Subject) -> Result<Option<bool>> {
    let (table, id) = place(subject);
    Ok(conn
        .prepare_cached(&format!("SELECT NOT removed FROM {table} WHERE id = ?1"))?
        .query_row([id], |row| row.get(0))
        .optional()?)
}

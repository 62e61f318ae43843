//! Those who speak or are spoken of.

use domain::{Party, PartyId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{
    Error, Result,
    columns::{from_json, from_word, id, json, word},
};

/// The party.
pub fn by_id(conn: &Connection, id: PartyId) -> Result<Party> {
    conn.prepare_cached("SELECT * FROM parties WHERE id = ?1")?
        .query_row([id.0], from_row)
        .optional()?
        .ok_or(Error::NotFound { noun: "party" })
}

/// The party with this name or alias, letter case apart.
pub fn called(conn: &Connection, name: &str) -> Result<Option<Party>> {
    Ok(conn
        .prepare_cached(
            "SELECT parties.* FROM parties JOIN party_names ON party_names.party = parties.id
             WHERE folded = ?1 AND NOT removed ORDER BY parties.id LIMIT 1",
        )?
        .query_row([folded(name)], from_row)
        .optional()?)
}

/// The parties with a word of a name or alias that starts with `prefix`, by name, at most `limit`.
pub fn containing(conn: &Connection, prefix: &str, limit: u32) -> Result<Vec<Party>> {
    conn.prepare_cached(
        "SELECT * FROM parties WHERE NOT removed AND id IN (
            SELECT party FROM party_names
            WHERE substr(folded, 1, length(?1)) = ?1 OR instr(folded, ' ' || ?1) > 0)
         ORDER BY name LIMIT ?2",
    )?
    .query_map(params![folded(prefix), limit], from_row)?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

pub(crate) fn insert(conn: &Connection, party: &Party) -> Result<()> {
    conn.prepare_cached("INSERT INTO parties (id, name, aliases, kind, speaks_for) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![
            party.id.0,
            party.name,
            json(&party.aliases)?,
            word(&party.kind)?,
            party.speaks_for.map(|party| party.0),
        ])?;
    insert_names(conn, party)
}

pub(crate) fn refine(conn: &Connection, to: &Party) -> Result<()> {
    conn.prepare_cached("UPDATE parties SET name = ?2, aliases = ?3, kind = ?4, speaks_for = ?5 WHERE id = ?1")?
        .execute(params![to.id.0, to.name, json(&to.aliases)?, word(&to.kind)?, to.speaks_for.map(|party| party.0)])?;
    conn.prepare_cached("DELETE FROM party_names WHERE party = ?1")?.execute([to.id.0])?;
    insert_names(conn, to)
}

fn insert_names(conn: &Connection, party: &Party) -> Result<()> {
    let mut insert = conn.prepare_cached("INSERT OR IGNORE INTO party_names (folded, party) VALUES (?1, ?2)")?;
    for name in [&party.name].into_iter().chain(&party.aliases) {
        insert.execute(params![folded(name), party.id.0])?;
    }
    Ok(())
}

/// `name` as it is compared: outer spaces off, lower case. The same folding as `Party::is_called`.
fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Party> {
    Ok(Party {
        id: PartyId(id(row, "id")?),
        name: row.get("name")?,
        aliases: from_json(row, "aliases")?,
        kind: from_word(row, "kind")?,
        speaks_for: row.get::<_, Option<uuid::Uuid>>("speaks_for")?.map(PartyId),
    })
}

//! Those who speak or are spoken of. A party that was merged into another keeps its row; whoever shows it asks for its
//! head.

use domain::{Party, PartyId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{
    Error, Result,
    columns::{from_json, from_word, id, json, word},
};

/// A party in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyListing {
    /// The party.
    pub party: Party,
    /// How many claims it makes.
    pub claims: u32,
    /// How many responses it gave.
    pub responses: u32,
}

/// The party's own record, whatever it was merged into.
pub fn by_id(conn: &Connection, id: PartyId) -> Result<Party> {
    conn.prepare_cached("SELECT * FROM parties WHERE id = ?1")?
        .query_row([id.0], from_row)
        .optional()?
        .ok_or(Error::NotFound { noun: "party" })
}

/// Who `id` is known as: itself, or the party that it was merged into at last.
pub fn head(conn: &Connection, id: PartyId) -> Result<Party> {
    conn.prepare_cached(
        "SELECT heads.* FROM parties JOIN parties heads ON heads.id = parties.head WHERE parties.id = ?1",
    )?
    .query_row([id.0], from_row)
    .optional()?
    .ok_or(Error::NotFound { noun: "party" })
}

/// The party that `id` was merged into, if any.
pub fn merged_into(conn: &Connection, id: PartyId) -> Result<Option<PartyId>> {
    conn.prepare_cached("SELECT merged_into FROM parties WHERE id = ?1")?
        .query_row([id.0], |row| row.get::<_, Option<uuid::Uuid>>(0))
        .optional()?
        .map(|into| into.map(PartyId))
        .ok_or(Error::NotFound { noun: "party" })
}

/// The parties that were merged into `head`, directly or not, by name.
pub fn merged(conn: &Connection, head: PartyId) -> Result<Vec<Party>> {
    conn.prepare_cached("SELECT * FROM parties WHERE head = ?1 AND id <> ?1 ORDER BY name, id")?
        .query_map([head.0], from_row)?
        .collect::<rusqlite::Result<_>>()
        .map_err(Into::into)
}

/// Those who speak for `id` or for a party that was merged into it, by name.
pub fn speaking_for(conn: &Connection, id: PartyId) -> Result<Vec<Party>> {
    conn.prepare_cached(
        "SELECT DISTINCT heads.* FROM parties principals JOIN parties ON parties.speaks_for = principals.id
         JOIN parties heads ON heads.id = parties.head
         WHERE principals.head = ?1 AND heads.id <> ?1 AND NOT heads.removed ORDER BY heads.name, heads.id",
    )?
    .query_map([id.0], from_row)?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// The party with this name or alias, letter case apart; where it was merged, what it was merged into.
pub fn called(conn: &Connection, name: &str) -> Result<Option<Party>> {
    Ok(conn
        .prepare_cached(
            "SELECT heads.* FROM party_names JOIN parties ON parties.id = party_names.party
             JOIN parties heads ON heads.id = parties.head
             WHERE folded = ?1 AND NOT parties.removed AND NOT heads.removed ORDER BY heads.id LIMIT 1",
        )?
        .query_row([folded(name)], from_row)
        .optional()?)
}

/// The parties with a word of a name or alias that starts with `prefix`, by name, at most `limit`.
pub fn containing(conn: &Connection, prefix: &str, limit: u32) -> Result<Vec<Party>> {
    conn.prepare_cached(
        "SELECT * FROM parties WHERE NOT removed AND id IN (
            SELECT parties.head FROM party_names JOIN parties ON parties.id = party_names.party
            WHERE NOT parties.removed AND (substr(folded, 1, length(?1)) = ?1 OR instr(folded, ' ' || ?1) > 0))
         ORDER BY name LIMIT ?2",
    )?
    .query_map(params![folded(prefix), limit], from_row)?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// The parties with how much is known of each, by name; only those with a name that holds `part`.
pub fn listing(conn: &Connection, part: &str, limit: u32) -> Result<Vec<PartyListing>> {
    conn.prepare_cached(
        "SELECT heads.*,
            (SELECT count(DISTINCT claim) FROM parties JOIN appearances ON appearances.claimant = parties.id
             WHERE parties.head = heads.id AND NOT appearances.removed) AS claims,
            (SELECT count(*) FROM parties JOIN responses ON responses.party = parties.id
             WHERE parties.head = heads.id AND NOT responses.removed) AS responses
         FROM parties heads
         WHERE heads.head = heads.id AND NOT heads.removed AND (?1 = '' OR heads.id IN (
            SELECT parties.head FROM party_names JOIN parties ON parties.id = party_names.party
            WHERE NOT parties.removed AND instr(folded, ?1) > 0))
         ORDER BY heads.name, heads.id LIMIT ?2",
    )?
    .query_map(params![folded(part), limit], |row| {
        Ok(PartyListing { party: from_row(row)?, claims: row.get("claims")?, responses: row.get("responses")? })
    })?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// `id` and all that was merged into it, directly or not.
pub(crate) fn under(conn: &Connection, id: PartyId) -> Result<Vec<PartyId>> {
    conn.prepare_cached(
        "WITH RECURSIVE under (id) AS (
            SELECT ?1 UNION SELECT parties.id FROM under JOIN parties ON parties.merged_into = under.id)
         SELECT id FROM under",
    )?
    .query_map([id.0], |row| row.get(0).map(PartyId))?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

pub(crate) fn insert(conn: &Connection, party: &Party) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO parties (id, name, aliases, kind, speaks_for, roles, head) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?1)",
    )?
    .execute(params![
        party.id.0,
        party.name,
        json(&party.aliases)?,
        word(&party.kind)?,
        party.speaks_for.map(|party| party.0),
        json(&party.roles)?,
    ])?;
    insert_names(conn, party)
}

pub(crate) fn refine(conn: &Connection, to: &Party) -> Result<()> {
    conn.prepare_cached(
        "UPDATE parties SET name = ?2, aliases = ?3, kind = ?4, speaks_for = ?5, roles = ?6 WHERE id = ?1",
    )?
    .execute(params![
        to.id.0,
        to.name,
        json(&to.aliases)?,
        word(&to.kind)?,
        to.speaks_for.map(|party| party.0),
        json(&to.roles)?,
    ])?;
    conn.prepare_cached("DELETE FROM party_names WHERE party = ?1")?.execute([to.id.0])?;
    insert_names(conn, to)
}

pub(crate) fn merge(conn: &Connection, party: PartyId, into: PartyId) -> Result<()> {
    conn.prepare_cached("UPDATE parties SET merged_into = ?2 WHERE id = ?1")?.execute(params![party.0, into.0])?;
    conn.prepare_cached("UPDATE parties SET head = (SELECT head FROM parties WHERE id = ?2) WHERE head = ?1")?
        .execute(params![party.0, into.0])?;
    Ok(())
}

pub(crate) fn split(conn: &Connection, party: PartyId) -> Result<()> {
    conn.prepare_cached("UPDATE parties SET merged_into = NULL WHERE id = ?1")?.execute([party.0])?;
    let mut follow = conn.prepare_cached("UPDATE parties SET head = ?2 WHERE id = ?1")?;
    for one in under(conn, party)? {
        follow.execute(params![one.0, party.0])?;
    }
    Ok(())
}

fn insert_names(conn: &Connection, party: &Party) -> Result<()> {
    let mut insert = conn.prepare_cached("INSERT OR IGNORE INTO party_names (folded, party) VALUES (?1, ?2)")?;
    for name in party.names() {
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
        roles: from_json(row, "roles")?,
    })
}

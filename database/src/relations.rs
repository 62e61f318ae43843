//! How claims relate. Claims that are taken out of sight take their relations with them.

use std::collections::BTreeSet;

use domain::{ClaimId, Relation};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{
    Result,
    columns::{from_word, id, word},
};

/// How the two claims are related, if at all.
pub fn between(conn: &Connection, first: ClaimId, second: ClaimId) -> Result<Option<Relation>> {
    Ok(conn
        .prepare_cached("SELECT * FROM relations WHERE first = ?1 AND second = ?2")?
        .query_row([first.min(second).0, first.max(second).0], from_row)
        .optional()?)
}

/// The relations of `claim` to claims in sight, in the order they were recorded.
pub fn of_claim(conn: &Connection, claim: ClaimId) -> Result<Vec<Relation>> {
    conn.prepare_cached(
        "SELECT relations.* FROM relations
         JOIN claims one ON one.id = first JOIN claims other ON other.id = second
         WHERE (first = ?1 OR second = ?1) AND NOT one.removed AND NOT other.removed ORDER BY seq",
    )?
    .query_map([claim.0], from_row)?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// The family of `claim`: all claims in sight that relations join it to, itself first, and those relations.
pub fn family(conn: &Connection, claim: ClaimId) -> Result<(Vec<ClaimId>, Vec<Relation>)> {
    let mut members = vec![claim];
    let mut known = BTreeSet::from([claim]);
    let mut relations = Vec::new();
    let mut at = 0;
    while let Some(member) = members.get(at).copied() {
        at += 1;
        for relation in of_claim(conn, member)?.into_iter().filter(|relation| relation.kind.binds()) {
            if let Some((_, other)) = relation.seen_from(member)
                && known.insert(other)
            {
                members.push(other);
            }
            // Seen from both of its claims, it is taken once.
            if relation.first == member {
                relations.push(relation);
            }
        }
    }
    Ok((members, relations))
}

pub(crate) fn insert(conn: &Connection, relation: &Relation, seq: i64) -> Result<()> {
    let Relation { first, kind, second } = relation;
    conn.prepare_cached("INSERT INTO relations (first, second, kind, seq) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![first.0, second.0, word(kind)?, seq])?;
    Ok(())
}

pub(crate) fn delete(conn: &Connection, relation: &Relation) -> Result<()> {
    conn.prepare_cached("DELETE FROM relations WHERE first = ?1 AND second = ?2")?
        .execute([relation.first.0, relation.second.0])?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Relation> {
    Ok(Relation {
        first: ClaimId(id(row, "first")?),
        kind: from_word(row, "kind")?,
        second: ClaimId(id(row, "second")?),
    })
}

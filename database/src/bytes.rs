//! Original bytes, kept compressed under their SHA-256.

use domain::Sha256;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::Digest;

use crate::{Error, Result};

/// zstd's own default: a page takes a millisecond and shrinks to a quarter.
const LEVEL: i32 = 3;

/// The original bytes with this digest, when they are kept.
pub fn original(conn: &Connection, sha256: Sha256) -> Result<Option<Vec<u8>>> {
    let kept: Option<(u32, Vec<u8>)> = conn
        .prepare_cached("SELECT length, zstd FROM kept_bytes WHERE sha256 = ?1")?
        .query_row([sha256.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    kept.map(|(length, packed)| unpacked(length, &packed, sha256)).transpose()
}

/// The `length` bytes with this digest that `packed` packs.
pub(crate) fn unpacked(length: u32, packed: &[u8], sha256: Sha256) -> Result<Vec<u8>> {
    zstd::bulk::decompress(packed, length as usize)
        .map_err(|_| Error::Damaged { detail: format!("the kept bytes {sha256} cannot be unpacked") })
}

/// `bytes`, packed.
pub(crate) fn packed(bytes: &[u8]) -> Result<Vec<u8>> {
    zstd::bulk::compress(bytes, LEVEL).map_err(|cause| Error::File { what: "compress the original bytes", cause })
}

/// Whether bytes with this digest are kept.
pub(crate) fn are_kept(conn: &Connection, sha256: Sha256) -> Result<bool> {
    Ok(conn.prepare_cached("SELECT 1 FROM kept_bytes WHERE sha256 = ?1")?.exists([sha256.0])?)
}

/// Keeps `bytes`, unless they are kept already.
pub(crate) fn keep(conn: &Connection, bytes: &[u8]) -> Result<()> {
    let sha256 = digest(bytes);
    if are_kept(conn, sha256)? {
        return Ok(());
    }
    conn.prepare_cached("INSERT INTO kept_bytes (sha256, length, zstd) VALUES (?1, ?2, ?3)")?.execute(params![
        sha256.0,
        u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        packed(bytes)?
    ])?;
    Ok(())
}

/// The digests of all bytes that are kept.
pub(crate) fn all(conn: &Connection) -> Result<Vec<Sha256>> {
    conn.prepare_cached("SELECT sha256 FROM kept_bytes ORDER BY sha256")?
        .query_map([], |row| row.get(0).map(Sha256))?
        .collect::<rusqlite::Result<_>>()
        .map_err(Into::into)
}

/// The SHA-256 of `bytes`.
pub(crate) fn digest(bytes: &[u8]) -> Sha256 {
    Sha256(sha2::Sha256::digest(bytes).into())
}

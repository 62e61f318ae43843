//! The bundle as a zip file. What comes in is hostile: every name, size and digest is checked before anything is used.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write},
};

use domain::Sha256;
use serde::{Deserialize, Serialize};
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::contents::Contents;
use crate::{Error, Result, articles::digest};

/// Raised when the shape changes in a way that a reader must know of.
const FORMAT: u32 = 3;
const KIND: &str = "claimdesk-bundle";
const MANIFEST: &str = "manifest.json";
const CASE: &str = "case.json";
const ORIGINALS: &str = "originals/";
/// Files in a bundle at most, bytes of one of them, and of all together.
const MOST_FILES: usize = 50_000;
const LARGEST: u64 = 256 << 20;
const LARGEST_ALL: u64 = 2 << 30;

/// What a bundle says of itself before anything else is looked at.
#[derive(Serialize, Deserialize)]
struct Manifest {
    kind: String,
    format: u32,
    files: Vec<Listed>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    name: String,
    bytes: u64,
    sha256: Sha256,
}

fn bad(detail: impl std::fmt::Display) -> Error {
    Error::BadBundle { detail: detail.to_string() }
}

/// The bundle's bytes: the same contents give the same.
pub(super) fn written(contents: &Contents, originals: &[(Sha256, Vec<u8>)]) -> Result<Vec<u8>> {
    let case = json(contents)?;
    let mut files: Vec<(String, &[u8])> = vec![(CASE.to_owned(), &case)];
    files.extend(originals.iter().map(|(sha256, bytes)| (format!("{ORIGINALS}{sha256}"), bytes.as_slice())));
    let listed = |(name, bytes): &(String, &[u8])| Listed {
        name: name.clone(),
        bytes: bytes.len() as u64,
        sha256: digest(bytes),
    };
    let manifest =
        json(&Manifest { kind: KIND.to_owned(), format: FORMAT, files: files.iter().map(listed).collect() })?;
    files.insert(0, (MANIFEST.to_owned(), &manifest));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, options).map_err(bad)?;
        zip.write_all(bytes).map_err(bad)?;
    }
    Ok(zip.finish().map_err(bad)?.into_inner())
}

fn json(value: &impl Serialize) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(bad)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Whether `bytes` are a workbook, as their files' names tell (Office Open XML, OpenDocument).
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    let Ok(zip) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    ["xl/workbook.xml", "xl/workbook.bin", "content.xml"].iter().any(|name| zip.index_for_name(name).is_some())
}

/// The contents of the bundle `bytes` and the original bytes in it, every one of them checked.
pub(super) fn read(bytes: &[u8]) -> Result<(Contents, BTreeMap<Sha256, Vec<u8>>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(bad)?;
    if zip.len() > MOST_FILES {
        return Err(bad(format!("it has {} files", zip.len())));
    }
    for name in zip.file_names() {
        is_ours(&name.map_err(bad)?)?;
    }
    let manifest: Manifest = serde_json::from_slice(&unpacked(&mut zip, MANIFEST, LARGEST)?).map_err(bad)?;
    if manifest.kind != KIND {
        return Err(bad("it is of another kind"));
    }
    if manifest.format > FORMAT {
        return Err(Error::BundleTooNew { found: manifest.format, known: FORMAT });
    }
    if zip.len() != manifest.files.len() + 1 {
        return Err(bad("it has other files than it lists"));
    }
    let all = manifest.files.iter().fold(0_u64, |all, file| all.saturating_add(file.bytes));
    if all > LARGEST_ALL {
        return Err(bad("it would unpack to more than 2 GiB"));
    }
    let mut contents: Option<Contents> = None;
    let mut originals = BTreeMap::new();
    for Listed { name, bytes, sha256 } in manifest.files {
        let file = unpacked(&mut zip, &name, bytes.min(LARGEST))?;
        if file.len() as u64 != bytes || digest(&file) != sha256 {
            return Err(bad(format!("{name} is not what the bundle says it is")));
        }
        if name == CASE {
            contents = Some(serde_json::from_slice(&file).map_err(bad)?);
        } else if name == format!("{ORIGINALS}{sha256}") {
            originals.insert(sha256, file);
        } else {
            return Err(bad(format!("{name} has another name than its digest")));
        }
    }
    let contents = contents.ok_or_else(|| bad("it has no case.json"))?;
    match contents.originals().into_iter().find(|sha256| !originals.contains_key(sha256)) {
        Some(sha256) => Err(bad(format!("the original bytes {sha256} are not in it"))),
        None => Ok((contents, originals)),
    }
}

/// Refuses names that a bundle never has: nothing is ever written under a name that came in.
fn is_ours(name: &str) -> Result<()> {
    let digits = |name: &str| name.len() == 64 && name.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    let ours = matches!(name, MANIFEST | CASE) || name.strip_prefix(ORIGINALS).is_some_and(digits);
    if ours { Ok(()) } else { Err(bad(format!("it has a file called “{}”", name.escape_default()))) }
}

/// The file called `name`, at most `most` bytes of it and one more to tell.
fn unpacked(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str, most: u64) -> Result<Vec<u8>> {
    let file = zip.by_name(name).map_err(|cause| bad(format!("{name}: {cause}")))?;
    if !file.is_file() || file.is_symlink() {
        return Err(bad(format!("{name} is no plain file")));
    }
    let mut bytes = Vec::new();
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|cause| bad(format!("{name}: {cause}")))?;
    if bytes.len() as u64 > most {
        return Err(bad(format!("{name} is larger than the bundle says")));
    }
    Ok(bytes)
}

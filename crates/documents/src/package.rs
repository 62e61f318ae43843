//! ZIP packages, as office documents and books are, opened with limits: a small file cannot unpack to a large one.

use std::io::{Cursor, Read};

use zip::{ZipArchive, read::ZipFile, result::ZipError};

use crate::{Error, parts::MOST_UNPACKED};

/// Entries of a package, at most.
const MOST_ENTRIES: usize = 1_000;
/// How many times its packed size an entry may have, once it is larger than [`FREE`].
const MOST_RATIO: u64 = 100;
/// Bytes that an entry may have at any ratio.
const FREE: u64 = 1 << 20;
/// Entries of an archive of documents, at most.
const MOST_MEMBERS: usize = 20_000;
/// Bytes of an entry, at most.
const MOST_BYTES: u64 = 64 << 20;

/// An entry: its name, as it stands there, and its bytes.
pub(crate) struct Member {
    pub(crate) name: Vec<u8>,
    pub(crate) bytes: Vec<u8>,
}

/// A package of named parts.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// The package in `bytes`.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        Self::of(bytes, MOST_ENTRIES)
    }

    /// The package in `bytes`, which may be an archive of many documents.
    pub(crate) fn archive(bytes: &'a [u8]) -> Result<Self, Error> {
        Self::of(bytes, MOST_MEMBERS)
    }

    fn of(bytes: &'a [u8], most: usize) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        if archive.len() > most {
            return Err(Error::Swells);
        }
        Ok(Self { archive })
    }

    /// How many entries there are.
    pub(crate) fn len(&self) -> usize {
        self.archive.len()
    }

    /// The entry at `at`; `None` for a folder. Refuses more bytes than `most`.
    pub(crate) fn member(&mut self, at: usize, most: usize) -> Result<Option<Member>, Error> {
        let entry = self.archive.by_index(at).map_err(|cause| match cause {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Error::Locked,
            _ => damaged(),
        })?;
        if entry.is_dir() {
            return Ok(None);
        }
        let name = entry.name_raw().to_vec();
        let bytes = counted(entry)?;
        if bytes.len() > most { Err(Error::Swells) } else { Ok(Some(Member { name, bytes })) }
    }

    /// Whether it is a spreadsheet of the Open Document Format.
    pub(crate) fn is_spreadsheet(&mut self) -> Result<bool, Error> {
        Ok(self.text("mimetype")?.is_some_and(|kind| kind.trim() == "application/vnd.oasis.opendocument.spreadsheet"))
    }

    /// Refuses a package whose entries unpack to more than they may.
    pub(crate) fn measure(&mut self) -> Result<(), Error> {
        let mut left = MOST_UNPACKED;
        for at in 0..self.len() {
            left -= self.member(at, left)?.map_or(0, |member| member.bytes.len());
        }
        Ok(())
    }

    /// Whether there is a part `name`.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The text of the part `name`; `None` when there is none.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, Error> {
        let Some(at) = self.archive.index_for_name(name) else { return Ok(None) };
        let entry = self.archive.by_index(at).map_err(|_| damaged())?;
        Ok(Some(crate::encoding::decode(&counted(entry)?).text))
    }
}

/// The bytes of `entry`. The sizes that the package states are not believed: the bytes are counted.
fn counted(entry: ZipFile<'_, Cursor<&[u8]>>) -> Result<Vec<u8>, Error> {
    let most = FREE.max(entry.compressed_size().saturating_mul(MOST_RATIO)).min(MOST_BYTES);
    let mut bytes = Vec::new();
    entry.take(most + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
    if bytes.len() as u64 > most { Err(Error::Swells) } else { Ok(bytes) }
}

fn damaged() -> Error {
    Error::Damaged { what: "the package".to_owned() }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::Write;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    /// A package of `parts`.
    pub(crate) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
            writer.write_all(text.as_bytes()).expect("its text");
        }
        writer.finish().expect("a package").into_inner()
    }

    #[test]
    fn a_part_is_read_and_a_missing_one_is_none() {
        let bytes = packed(&[("a.xml", "one")]);
        let mut package = Package::open(&bytes).expect("sound");
        assert_eq!(package.text("a.xml"), Ok(Some("one".to_owned())));
        assert_eq!(package.text("b.xml"), Ok(None));
    }

    #[test]
    fn what_swells_is_given_up_and_what_is_cut_is_damaged() {
        let bomb = packed(&[("a.xml", &"0".repeat(20 << 20))]);
        assert_eq!(Package::open(&bomb).expect("sound").text("a.xml"), Err(Error::Swells));
        let names: Vec<String> = (0..=MOST_ENTRIES).map(|at| at.to_string()).collect();
        let many: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
        assert_eq!(Package::open(&packed(&many)).err(), Some(Error::Swells));
        assert!(matches!(Package::open(&bomb[..100]).err(), Some(Error::Damaged { .. })));
    }
}

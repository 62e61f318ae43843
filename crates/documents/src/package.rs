//! ZIP packages, as office documents and books are, opened with limits: a small file cannot unpack to a large one.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::Error;

/// Entries of a package, at most.
const MOST_ENTRIES: usize = 1_000;
/// How many times its packed size an entry may have, once it is larger than [`FREE`].
const MOST_RATIO: u64 = 100;
/// Bytes that an entry may have at any ratio.
const FREE: u64 = 1 << 20;
/// Bytes of an entry, at most.
const MOST_BYTES: u64 = 64 << 20;

/// A package of named parts.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Package<'a> {
    /// The package in `bytes`.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        if archive.len() > MOST_ENTRIES {
            return Err(Error::Swells);
        }
        Ok(Self { archive })
    }

    /// Whether there is a part `name`.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The text of the part `name`; `None` when there is none.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, Error> {
        let Some(at) = self.archive.index_for_name(name) else { return Ok(None) };
        let entry = self.archive.by_index(at).map_err(|_| damaged())?;
        // The sizes that the package states are not believed: the bytes are counted.
        let most = FREE.max(entry.compressed_size().saturating_mul(MOST_RATIO)).min(MOST_BYTES);
        let mut bytes = Vec::new();
        entry.take(most + 1).read_to_end(&mut bytes).map_err(|_| damaged())?;
        if bytes.len() as u64 > most {
            return Err(Error::Swells);
        }
        Ok(Some(crate::encoding::decode(&bytes).text))
    }
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

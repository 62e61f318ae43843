//! Archives: ZIP, tar, and what is packed by gzip. Names in them are labels and never paths; those that climb are refused.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use crate::{
    Error, Hint, docx, encoding, epub, odt,
    package::{Member, Package},
    parts::{self, Found, Opened, Part},
    table, tar, web_archive,
};

/// How many times its packed size a file packed by gzip may have, once it is larger than [`FREE`].
const MOST_RATIO: usize = 200;
/// Bytes that it may have at any ratio.
const FREE: usize = 4 << 20;

/// What the file that `bytes` pack is.
pub(crate) fn unzipped(bytes: &[u8], hint: &Hint) -> Result<Opened, Error> {
    let most = FREE.max(bytes.len().saturating_mul(MOST_RATIO)).min(parts::MOST_UNPACKED);
    let mut start = Vec::new();
    let begun = MultiGzDecoder::new(bytes).take(16).read_to_end(&mut start);
    begun.map_err(|_| Error::Damaged { what: "the gzip archive".to_owned() })?;
    if web_archive::is(&start) {
        return web_archive::opened(bytes);
    }
    let mut unpacked = Vec::new();
    // What could be read of a file that was cut off is kept: its reader says what it lacks.
    let read = MultiGzDecoder::new(bytes).take(most as u64 + 1).read_to_end(&mut unpacked);
    if unpacked.len() > most {
        return Err(Error::Swells);
    }
    let warnings = if read.is_err() {
        vec!["the archive ends too early; what there is of it was read".to_owned()]
    } else {
        Vec::new()
    };
    if tar::is(&unpacked) {
        let mut opened = taped(&unpacked, hint)?;
        opened.warnings.extend(warnings);
        return Ok(opened);
    }
    let name = hint.name.as_deref().unwrap_or("file");
    let place = name.strip_suffix(".gz").or(name.strip_suffix(".GZ")).unwrap_or(name).to_owned();
    Ok(Opened { parts: vec![Part { place, bytes: unpacked, ..Part::default() }], warnings, ..Opened::default() })
}

/// What a package holds, unless it is one document.
pub(crate) fn opened(bytes: &[u8], hint: &Hint) -> Result<Option<Opened>, Error> {
    let mut package = Package::archive(bytes)?;
    if package.has(docx::MAIN) || package.has(epub::MAIN) {
        return Ok(None);
    }
    if is_spreadsheet(&mut package)? {
        package.measure()?;
        return table::in_workbook(bytes, hint).map(Some);
    }
    if package.has(odt::MAIN) && package.has("META-INF/manifest.xml") {
        return Ok(None);
    }
    if package.has(web_archive::MAIN) {
        return web_archive::packed(&mut package).map(Some);
    }
    members(&mut package, hint.pictures).map(Some)
}

/// Whether `bytes` are a workbook, which is measured before anything of it is unpacked.
pub(crate) fn is_workbook(bytes: &[u8]) -> Result<bool, Error> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return Ok(false);
    }
    let mut package = Package::archive(bytes)?;
    let is_workbook = is_spreadsheet(&mut package)?;
    if is_workbook {
        package.measure()?;
    }
    Ok(is_workbook)
}

fn is_spreadsheet(package: &mut Package<'_>) -> Result<bool, Error> {
    Ok(package.has("xl/workbook.xml") || package.has("xl/workbook.bin") || package.is_spreadsheet()?)
}

fn members(package: &mut Package<'_>, pictures: bool) -> Result<Opened, Error> {
    let mut sorted = Sorted { pictures, ..Sorted::default() };
    for at in 0..package.len() {
        if let Some(Member { name, bytes }) = package.member(at, sorted.found.left())? {
            sorted.add(&name, bytes)?;
        }
    }
    Ok(sorted.opened())
}

/// What the tar archive that `bytes` are holds.
pub(crate) fn taped(bytes: &[u8], hint: &Hint) -> Result<Opened, Error> {
    let (members, whole) = tar::members(bytes);
    let mut sorted = Sorted { pictures: hint.pictures, ..Sorted::default() };
    for (name, bytes) in members {
        sorted.add(&name, bytes.to_vec())?;
    }
    let mut opened = sorted.opened();
    if !whole {
        opened.warnings.push("the archive ends too early; what there is of it was read".to_owned());
    }
    Ok(opened)
}

/// The files of an archive: those that are read, and the names of those that are not.
#[derive(Default)]
struct Sorted {
    found: Found,
    passed_over: Vec<String>,
    /// Whether pictures are read.
    pictures: bool,
}

impl Sorted {
    fn add(&mut self, name: &[u8], bytes: Vec<u8>) -> Result<(), Error> {
        let name = encoding::decode(name).text.replace('\\', "/");
        if climbs(&name) {
            return Err(Error::Climbs { name });
        }
        let hidden = name.split('/').any(|step| step == "__MACOSX" || step == ".git");
        if hidden || parts::is_no_document(&name, &bytes, self.pictures) {
            self.passed_over.push(name);
        } else if !bytes.trim_ascii().is_empty() {
            self.found.push(Part { place: name, bytes, ..Part::default() })?;
        }
        Ok(())
    }

    fn opened(self) -> Opened {
        let warnings = parts::passed_over(&self.passed_over).into_iter().collect();
        Opened { parts: self.found.parts, warnings, ..Opened::default() }
    }
}

/// Whether a name would lead out of the folder that it is unpacked to.
fn climbs(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':') && name.as_bytes()[0].is_ascii_alphabetic();
    name.starts_with('/') || drive || name.contains('\0') || name.split('/').any(|step| step == "..")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::tests::packed;

    #[test]
    fn names_that_climb_end_the_archive_in_one_sentence() {
        for name in ["../../etc/passwd", "/etc/passwd", "a/../../b.txt", "..\\b.txt", "C:\\b.txt"] {
            let told =
                opened(&packed(&[("a.txt", "words"), (name, "words")]), &Hint::default()).expect_err(name).to_string();
            assert!(told.starts_with("the archive names a file outside itself"), "{told}");
        }
        assert!(!climbs("a..b/…/c.txt"));
    }

    #[test]
    fn a_bomb_is_given_up_by_its_bytes_and_not_by_what_it_says() {
        let bomb = packed(&[("a.txt", &"0".repeat(30 << 20))]);
        assert_eq!(opened(&bomb, &Hint::default()).err(), Some(Error::Swells));
    }

    #[test]
    fn pictures_are_passed_over_and_said() {
        let files = packed(&[("a.txt", "words"), ("b.png", "x"), ("c", "\u{0}\u{1}\u{0}")]);
        let opened = opened(&files, &Hint::default()).expect("sound");
        let opened = opened.expect("an archive");
        assert_eq!(opened.parts.iter().map(|part| part.place.as_str()).collect::<Vec<_>>(), ["a.txt"]);
        assert_eq!(opened.warnings, ["2 files in it are no text and were passed over: b.png, c"]);
    }

    #[test]
    fn a_tar_archive_is_opened_as_any_other_packed_or_not() {
        use std::io::Write;

        let tar = [tar::tests::entry("kit/a.txt", b'0', b"words"), vec![0; 1_024]].concat();
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(&tar).expect("packed");
        let packed = packed.finish().expect("packed");
        for opened in [taped(&tar, &Hint::default()), unzipped(&packed, &Hint::default())] {
            let opened = opened.expect("sound");
            assert_eq!((opened.parts[0].place.as_str(), opened.warnings.len()), ("kit/a.txt", 0));
        }
        let climbing = tar::tests::entry("../a.txt", b'0', b"words");
        assert_eq!(taped(&climbing, &Hint::default()), Err(Error::Climbs { name: "../a.txt".to_owned() }));
    }
}

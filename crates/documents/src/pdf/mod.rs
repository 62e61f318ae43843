//! PDF: letters that lie anywhere on a page, made lines, columns and paragraphs again, in the order in which people read
//! and speak them. What only pictures show is not read.

mod glyphs;
mod gutters;
mod letters;
mod lines;
mod order;
mod paragraphs;
mod properties;
mod recognised;
mod tables;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::{Draft, Error};

/// Bytes within which the mark of a PDF stands: others put lines of their own before it.
const MARK_WITHIN: usize = 1_024;
/// Letters over pictures below which a document's text layer is none: a stamp or a page number on a scan.
const LEAST: usize = 20;
/// Pages that are read at most.
const MOST_PAGES: usize = 3_000;

/// Whether `bytes` are a PDF.
pub(crate) fn is(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(MARK_WITHIN)];
    let holds = |bytes: &[u8], mark: &[u8]| bytes.windows(mark.len()).any(|window| window == mark);
    start.trim_ascii_start().starts_with(b"%PDF-") || (holds(start, b"%PDF-") && holds(bytes, b"endobj"))
}

fn opened(bytes: &[u8]) -> Result<Pdf, Error> {
    let damaged = || Error::Damaged { what: "the PDF".to_owned() };
    // The older ways to lock a file are not all read to the point where the parser sees that it wants a password.
    let given_up = || if is_encrypted(bytes) { Error::Locked } else { damaged() };
    // The parser is meant not to panic; a file that makes it do so all the same is a damaged file.
    let opened = catch_unwind(|| Pdf::new(bytes.to_vec())).map_err(|_| damaged())?;
    let pdf = opened.map_err(|why| match why {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Error::Locked,
        _ => given_up(),
    })?;
    if pdf.pages().is_empty() { Err(given_up()) } else { Ok(pdf) }
}

/// Whether the trailer of the file names what it is encrypted by.
fn is_encrypted(bytes: &[u8]) -> bool {
    const KEY: &[u8] = b"/Encrypt";
    let named = |at: usize| {
        let rest = bytes[at + KEY.len()..].trim_ascii_start();
        rest.first().is_some_and(u8::is_ascii_digit) || rest.starts_with(b"<<")
    };
    bytes.windows(KEY.len()).enumerate().any(|(at, window)| window == KEY && named(at))
}

/// Reads the text layer.
pub(crate) fn read(bytes: &[u8]) -> Result<Draft, Error> {
    let pdf = opened(bytes)?;
    let count = pdf.pages().len();
    let mut warnings = Vec::new();
    let mut pages: Vec<glyphs::Page> = Vec::new();
    for page in pdf.pages().iter().take(MOST_PAGES) {
        pages.push(catch_unwind(AssertUnwindSafe(|| glyphs::on(&pdf, page))).unwrap_or_default());
    }
    if count > MOST_PAGES {
        warnings.push(format!("only the first {MOST_PAGES} of {count} pages were read. Split the file for the rest"));
    }
    let letters: usize = pages.iter().map(glyphs::Page::letters).sum();
    if letters == 0 || (letters < LEAST && pages.iter().any(|page| page.pictured)) {
        if pages.iter().map(|page| page.unknown).sum::<usize>() >= LEAST {
            return Err(Error::NoLetters);
        }
        return Err(Error::NoTextLayer { pages: u32::try_from(count).unwrap_or(u32::MAX) });
    }
    let without = (1..).zip(&pages).filter(|(_, page)| page.letters() == 0);
    warnings.extend(listed(without.map(|(number, _)| number)).map(|(pages, have, them)| {
        format!("{pages} {have} no text and may be pictures. Make the text with OCR, such as Tesseract, to read {them}")
    }));
    warnings.extend(unknown(&pages));
    let mut draft = paragraphs::read(pages.iter().map(lines::on).collect());
    properties::add(&pdf, &mut draft);
    draft.warnings = warnings;
    Ok(draft)
}

/// Reads what OCR found on the pictures of the pages, in `tables`, a page each.
pub(crate) fn recognised(bytes: &[u8], tables: &[&str], engine: &str) -> Result<Draft, Error> {
    let pdf = opened(bytes)?;
    let count = pdf.pages().len();
    let pages: Vec<recognised::Page> = tables.iter().map(|table| recognised::on(table)).collect();
    let words: usize = pages.iter().map(|page| page.words).sum();
    if words == 0 {
        return Err(Error::NoWords { pages: u32::try_from(count).unwrap_or(u32::MAX) });
    }
    let doubtful: usize = pages.iter().map(|page| page.doubtful).sum();
    let mut warnings = vec![format!(
        "the text was read by OCR ({engine}), which was unsure of {doubtful} of {words} words. Compare with the original"
    )];
    if count > pages.len() {
        warnings
            .push(format!("only the first {} of {count} pages were read. Split the file for the rest", pages.len()));
    }
    let without = (1..).zip(&pages).filter(|(_, page)| page.words == 0);
    warnings.extend(
        listed(without.map(|(number, _)| number))
            .map(|(pages, have, _)| format!("{pages} {have} no words that OCR found")),
    );
    let mut draft = paragraphs::read(pages.into_iter().map(|page| page.lines).collect());
    properties::add(&pdf, &mut draft);
    draft.warnings = warnings;
    Ok(draft)
}

/// The pages with these numbers by name, and the words that go with so many; `None` where there are none.
fn listed(numbers: impl Iterator<Item = u32>) -> Option<(String, &'static str, &'static str)> {
    let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
    match &numbers[..] {
        [] => None,
        [one] => Some((format!("Page {one}"), "has", "it")),
        many if many.len() > 12 => Some((format!("Pages {}, …", many[..12].join(", ")), "have", "them")),
        many => Some((format!("Pages {}", many.join(", ")), "have", "them")),
    }
}

/// What to know where fonts do not say what their signs mean.
fn unknown(pages: &[glyphs::Page]) -> Option<String> {
    let unknown: usize = pages.iter().map(|page| page.unknown).sum();
    (unknown > 0).then(|| {
        format!("the fonts do not tell what {unknown} of their signs mean; a � stands there. Compare with the original")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_is_told_by_its_mark_and_what_only_speaks_of_one_is_none() {
        assert!(is(b"%PDF-1.7\n"));
        assert!(is(b"HTTP/1.1 200 OK\n\n%PDF-1.4\n1 0 obj\nendobj\n"));
        assert!(!is(b"Files that begin with %PDF-1.7 are PDFs."));
    }

    #[test]
    fn what_is_cut_off_is_damaged() {
        assert_eq!(read(b"%PDF-1.7 ...").err(), Some(Error::Damaged { what: "the PDF".to_owned() }));
    }

    #[test]
    fn what_is_encrypted_and_cannot_be_opened_is_locked() {
        let locked = b"%PDF-1.3\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n3 0 obj\n<</V 1 /R 2 /Filter /Standard>>\nendobj\ntrailer\n<</Root 1 0 R /Encrypt 3 0 R>>\n";
        assert_eq!(read(locked).err(), Some(Error::Locked));
        assert!(!is_encrypted(b"<</EncryptMetadata true>> (/Encrypt)"));
    }
}

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

use std::{
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use self::lines::Lines;
use crate::{Draft, Error, Recognised};

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

/// The letters of the pages of `pdf`, as far as they are read.
fn laid(pdf: &Pdf) -> Vec<glyphs::Page> {
    let on = |page| catch_unwind(AssertUnwindSafe(|| glyphs::on(pdf, page))).unwrap_or_default();
    pdf.pages().iter().take(MOST_PAGES).map(on).collect()
}

/// Whether `pages` have a text layer.
fn have_text(pages: &[glyphs::Page]) -> bool {
    let letters: usize = pages.iter().map(glyphs::Page::letters).sum();
    letters > 0 && (letters >= LEAST || !pages.iter().any(|page| page.pictured))
}

/// The numbers of those of `pages` that hold no text, or no more than a stamp on a picture.
fn wordless(pages: &[glyphs::Page]) -> Vec<u32> {
    let is_wordless = |page: &glyphs::Page| page.letters() == 0 || (page.letters() < LEAST && page.pictured);
    (1..).zip(pages).filter(|(_, page)| is_wordless(page)).map(|(number, _)| number).collect()
}

/// Reads the text layer.
pub(crate) fn read(bytes: &[u8]) -> Result<Draft, Error> {
    let pdf = opened(bytes)?;
    let count = pdf.pages().len();
    let mut warnings = Vec::new();
    let pages = laid(&pdf);
    if count > MOST_PAGES {
        warnings.push(format!("only the first {MOST_PAGES} of {count} pages were read. Split the file for the rest"));
    }
    if !have_text(&pages) {
        if pages.iter().map(|page| page.unknown).sum::<usize>() >= LEAST {
            return Err(Error::NoLetters);
        }
        return Err(Error::NoTextLayer { pages: u32::try_from(count).unwrap_or(u32::MAX) });
    }
    let wordless = wordless(&pages);
    warnings.extend(named(&wordless).map(|pages| {
        let (hold, them) = if wordless.len() == 1 { ("holds", "it") } else { ("hold", "them") };
        format!("{pages} {hold} no text, or hardly any. Have {them} read by OCR, for which Tesseract must be installed")
    }));
    warnings.extend(unknown(&pages));
    let mut draft = paragraphs::read(pages.iter().map(lines::on).collect());
    properties::add(&pdf, &mut draft);
    draft.warnings = warnings;
    draft.wordless = wordless;
    Ok(draft)
}

/// Reads the text layer, and what `engine` found on the pictures of the pages that are `found`.
pub(crate) fn recognised(bytes: &[u8], found: &[Recognised<'_>], engine: &str) -> Result<Draft, Error> {
    let pdf = opened(bytes)?;
    let count = u32::try_from(pdf.pages().len()).unwrap_or(u32::MAX);
    let layer = laid(&pdf);
    let has_text = have_text(&layer);
    let mut found = Found::of(found);
    if found.words == 0 && !has_text {
        return Err(Error::NoWords { pages: count });
    }
    let wanted = if has_text { wordless(&layer) } else { (1..=count).collect() };
    let mut warnings = found.warnings(engine, &wanted, has_text);
    let recognised = found.with_words();
    if has_text {
        warnings.extend(unknown(&layer));
    }
    let lines = (1..).zip(&layer).map(|(number, page)| match found.pages.remove(&number) {
        Some(found) if found.words > 0 => found.lines,
        _ if has_text => lines::on(page),
        // A stamp on the picture of a page is no text of it.
        _ => Lines::default(),
    });
    let mut draft = paragraphs::read(lines.collect());
    properties::add(&pdf, &mut draft);
    draft.encoding = has_text.then_some("UTF-8");
    draft.warnings = warnings;
    draft.recognised = recognised;
    Ok(draft)
}

/// Reads what `engine` found on a picture of `count` pages.
pub(crate) fn recognised_in_picture(found: &[Recognised<'_>], engine: &str, count: u32) -> Result<Draft, Error> {
    let found = Found::of(found);
    if found.words == 0 {
        return Err(Error::NoWordsInPicture);
    }
    let warnings = found.warnings(engine, &(1..=count).collect::<Vec<_>>(), false);
    let recognised = found.with_words();
    let mut draft = paragraphs::read(found.pages.into_values().map(|page| page.lines).collect());
    draft.warnings = warnings;
    draft.recognised = recognised;
    Ok(draft)
}

/// What was found on the pictures of pages.
struct Found {
    pages: BTreeMap<u32, recognised::Page>,
    words: usize,
}

impl Found {
    fn of(found: &[Recognised<'_>]) -> Self {
        let pages: BTreeMap<u32, _> = found.iter().map(|on| (on.page, recognised::on(on.table))).collect();
        Self { words: pages.values().map(|page| page.words).sum(), pages }
    }

    fn with_words(&self) -> Vec<u32> {
        self.pages.iter().filter(|(_, page)| page.words > 0).map(|(number, _)| *number).collect()
    }

    /// What to know of it, where the pages `wanted` were to be read: all of them, or those beside pages with text.
    fn warnings(&self, engine: &str, wanted: &[u32], beside_text: bool) -> Vec<String> {
        let (doubtful, words) = (self.pages.values().map(|page| page.doubtful).sum::<usize>(), self.words);
        let with = self.with_words();
        let without: Vec<u32> = self.pages.keys().copied().filter(|number| !with.contains(number)).collect();
        let whose = named(&with).filter(|_| beside_text).map_or_else(String::new, |pages| format!(" of {pages}"));
        let mut warnings = Vec::new();
        if words > 0 {
            warnings.push(format!(
                "the text{whose} was recognised in pictures by OCR ({engine}), which was unsure of {doubtful} of {words} words. Compare with the original"
            ));
        }
        let left: Vec<u32> = wanted.iter().copied().filter(|number| !self.pages.contains_key(number)).collect();
        warnings.extend(named(&left).map(|pages| {
            format!("{pages} {} not read: OCR reads so many at once. Split the file for the rest", was(&left))
        }));
        warnings.extend(named(&without).map(|pages| format!("OCR found no words on {pages}")));
        warnings
    }
}

/// Pages that are named; more are counted.
const NAMED: usize = 12;

/// The pages with these numbers by name: "pages 3, 4 and 7"; `None` where there are none.
fn named(numbers: &[u32]) -> Option<String> {
    let listed = |numbers: &[u32]| numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    match numbers {
        [] => None,
        [one] => Some(format!("page {one}")),
        many if many.len() > NAMED => Some(format!("pages {} and {} more", listed(&many[..NAMED]), many.len() - NAMED)),
        [first @ .., last] => Some(format!("pages {} and {last}", listed(first))),
    }
}

fn was(numbers: &[u32]) -> &'static str {
    if numbers.len() == 1 { "was" } else { "were" }
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

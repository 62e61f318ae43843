//! Files in: bytes to the text, blocks and metadata of an article. One module a format.
//!
//! Knows nothing of claims, reaches no network, and does not panic on any bytes.

mod archive;
mod dates;
mod docx;
mod embedded;
mod encoding;
mod epub;
mod feed;
mod furniture;
mod html;
mod language;
mod linked;
mod listing;
mod mail;
mod mailbox;
mod mapping;
mod markdown;
mod objects;
mod odt;
mod original;
mod package;
mod parts;
mod pdf;
mod pictures;
mod plain;
mod rtf;
mod shown;
mod table;
mod tar;
mod text;
mod wacz;
mod web_archive;
mod xml;

use domain::{Block, Dated, MediaType, PageStart, Sha256};
pub use feed::{Entries, Entry, entries};
pub use html::{Measured, measured, plant};
pub use linked::linked;
pub use listing::{Annotation, FactCheck, Listing, Reference, Sheet, listing};
pub use mapping::{Column, Field, Mapping, Told};
pub use original::{Original, for_ocr, original};
use package::Package;
pub use parts::{Link, MOST_UNPACKED, Opened, Part, open};
use serde::{Deserialize, Serialize};
use sha2::Digest;
pub use table::{Table, tables};
use thiserror::Error;
pub use wacz::{Capture, Captured, wacz};

/// Bytes that are read at most: a hundred mebibytes.
const MOST_BYTES: usize = 100 << 20;
/// Bytes of text that an article has at most. A long novel has one million.
const MOST_TEXT: usize = 10 << 20;

/// What is known of bytes besides themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// The file's name, which decides where the content does not (Markdown).
    pub name: Option<String>,
    /// What whoever handed them over says they are.
    pub media_type: Option<MediaType>,
    /// The encoding that whoever handed them over says they are in.
    #[serde(default)]
    pub encoding: Option<String>,
    /// What somebody says of the columns of its tables.
    #[serde(default)]
    pub columns: Option<Told>,
    /// Whether pictures are read, so that those among other files are no furniture.
    #[serde(default)]
    pub pictures: bool,
}

/// What reading gives: all of an article but its identifiers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// What kind of bytes they were.
    pub media_type: MediaType,
    /// Their digest.
    pub sha256: Sha256,
    /// The encoding they were read by, what recognised the letters in their pictures, or both.
    pub encoding: String,
    /// The headline.
    pub title: String,
    /// The people who wrote it.
    pub byline: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, as the document states it.
    pub published: Option<Dated>,
    /// When it was last changed, as the document states it.
    pub modified: Option<Dated>,
    /// Whether the document says that only subscribers see all of it.
    pub paywalled: bool,
    /// The text's language, a BCP 47 tag.
    pub language: Option<String>,
    /// Its canonical address.
    pub url: Option<String>,
    /// The whole text.
    pub text: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Where the document's pages begin in the text; none where it has no pages.
    pub pages: Vec<PageStart>,
    /// What was left out as furniture.
    pub left_out: Vec<String>,
    /// What to know about the reading, a sentence each.
    pub warnings: Vec<String>,
    /// The pages beside those with text that hold none, which OCR may read.
    #[serde(default)]
    pub wordless: Vec<u32>,
}

/// Why bytes cannot be read as an article.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum Error {
    #[error("there is nothing to read: the file is empty. Choose another file, or paste the text")]
    Empty,
    #[error("the file is not text: it looks like {what}. Save it as text or as a web page, and load that")]
    Binary { what: String },
    #[error("the file is {what}, and no text. {instead}")]
    NotRead { what: String, instead: String },
    #[error(
        "the file is a {what} picture, and no text. Attach it to a claim as evidence; or, where it shows a page, have it read by OCR, for which Tesseract must be installed"
    )]
    Picture { what: String },
    #[error("the text is too long: it has {mebibytes} MiB, and an article has at most 10. Split it and load the parts")]
    TooLong { mebibytes: u32 },
    #[error("the file is damaged: {what} cannot be read. Ask for another copy")]
    Damaged { what: String },
    #[error("the file unpacks to far more than its size and was given up. Ask the sender what it is")]
    Swells,
    #[error("the file holds no text: pictures, attachments or comments alone. Open it and copy what you need")]
    NoText,
    #[error("the page is nested deeper than any page needs and was given up. Copy its text and paste it")]
    TooDeep,
    #[error(
        "the PDF has no text layer: its pages, {pages} in number, are pictures or empty. Have it read by OCR, for which Tesseract must be installed"
    )]
    NoTextLayer { pages: u32 },
    #[error(
        "the PDF's fonts do not tell which letters its signs are. Have it read by OCR, for which Tesseract must be installed"
    )]
    NoLetters,
    #[error("OCR found no words on the pages of the PDF, {pages} in number. Open it and look at them")]
    NoWords { pages: u32 },
    #[error("OCR found no words in the picture. Open it and look at it, and attach it to a claim as evidence")]
    NoWordsInPicture,
    #[error("the file is locked with a password. Open it with the password, save a copy without one, and load that")]
    Locked,
    #[error("the file holds other files, and none of them can be read as an article. Open it and choose what you need")]
    NoDocuments,
    #[error("the table has no column or sheet called “{name}”: look at its first row")]
    NoColumn { name: String },
    #[error("the file holds several documents: load it, and each becomes an article")]
    Several,
    #[error(
        "files lie in files in files, deeper or more of them than any sender needs, and were given up. Ask the sender what it is"
    )]
    Nested,
    #[error(
        "the archive names a file outside itself (“{name}”), as only an attack does, and was given up. Ask the sender what it is"
    )]
    Climbs { name: String },
    #[error(
        "the file lists nothing that can be imported: no table, no references (CSL-JSON, RIS), no annotations (W3C, Hypothesis), no fact checks (ClaimReview), and it is no bundle. Load it, if it is an article"
    )]
    NothingListed,
    #[error("the file lists more than {most} items, which is more than can be brought in at once. Split it")]
    TooManyItems { most: usize },
    #[error("the page has no article in it: only menus and other furniture were found. Copy its text and paste it")]
    NoArticle,
    #[error(
        "what is there is no feed (RSS, Atom or JSON Feed): look on the site for the address of its feed, and give that"
    )]
    NotAFeed,
    #[error("the feed has no items: nothing is in it now. Load it again when something is, or follow it")]
    NoItems,
    #[error("a file of this kind cannot be shown as it was. Save the original, and open it with the program it is for")]
    NotShown,
}

/// What a format's reader makes of a text.
#[derive(Debug, Default)]
struct Draft {
    title: Option<String>,
    byline: Vec<String>,
    publisher: Option<String>,
    published: Option<Dated>,
    modified: Option<Dated>,
    paywalled: bool,
    language: Option<String>,
    url: Option<String>,
    /// The encoding of its words; `None` where the format leaves no choice.
    encoding: Option<&'static str>,
    body: text::Body,
    left_out: Vec<String>,
    warnings: Vec<String>,
    wordless: Vec<u32>,
    /// The pages whose words were recognised in pictures.
    recognised: Vec<u32>,
}

/// What OCR found on a page.
#[derive(Debug, Clone, Copy)]
pub struct Recognised<'a> {
    /// The page's number, from 1.
    pub page: u32,
    /// Its words and where they stand: the table that Tesseract writes.
    pub table: &'a str,
}

/// Reads `bytes`.
pub fn read(bytes: &[u8], hint: &Hint) -> Result<Reading, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    if bytes.len() > MOST_BYTES {
        return Err(too_long(bytes.len()));
    }
    let (media_type, draft) = match packed(bytes)? {
        Some(read) => read,
        None => of_text(bytes, hint)?,
    };
    let encoding = draft.encoding.unwrap_or("UTF-8").to_owned();
    finished(bytes, media_type, draft, encoding)
}

/// Reads a PDF or a picture by what `engine` found on the pictures of its `pages`; pages with text that are none of them are
/// read as ever.
pub fn recognised(bytes: &[u8], pages: &[Recognised<'_>], engine: &str) -> Result<Reading, Error> {
    let ocr = format!("OCR by {engine}");
    if let Some(kind) = pictures::kind(bytes).filter(|_| !pdf::is(bytes)) {
        let draft = pdf::recognised_in_picture(pages, engine, pictures::pages(bytes, kind))?;
        return finished(bytes, pictures::media_type(kind), draft, ocr);
    }
    let draft = pdf::recognised(bytes, pages, engine)?;
    let encoding = draft.encoding.map_or_else(|| ocr.clone(), |encoding| format!("{encoding} and {ocr}"));
    finished(bytes, MediaType::Pdf, draft, encoding)
}

fn finished(bytes: &[u8], media_type: MediaType, draft: Draft, encoding: String) -> Result<Reading, Error> {
    let recognised = |start: &PageStart| draft.recognised.contains(&start.page);
    let pages = draft.body.pages().iter();
    let pages = pages.map(|start| PageStart { recognised: recognised(start), ..*start }).collect();
    let (text, blocks) = draft.body.finished();
    if text.trim().is_empty() {
        return Err(if media_type == MediaType::Html { Error::NoArticle } else { Error::NoText });
    }
    if text.len() > MOST_TEXT {
        return Err(too_long(text.len()));
    }
    let title = draft.title.unwrap_or_else(|| text::first_sentence(&text));
    Ok(Reading {
        media_type,
        sha256: Sha256(sha2::Sha256::digest(bytes).into()),
        encoding,
        language: draft.language.or_else(|| language::of(&text)),
        title,
        byline: draft.byline,
        publisher: draft.publisher,
        published: draft.published,
        modified: draft.modified,
        paywalled: draft.paywalled,
        url: draft.url,
        text,
        blocks,
        pages,
        left_out: draft.left_out,
        warnings: draft.warnings,
        wordless: draft.wordless,
    })
}

/// Reads a format that is no text, or text of its own kind; `None` for everything else.
fn packed(bytes: &[u8]) -> Result<Option<(MediaType, Draft)>, Error> {
    if bytes.starts_with(b"PK\x03\x04") {
        let mut package = Package::open(bytes)?;
        return if package.has(docx::MAIN) {
            Ok(Some((MediaType::Docx, docx::read(&mut package)?)))
        } else if package.has(epub::MAIN) {
            Ok(Some((MediaType::Epub, epub::read(&mut package)?)))
        } else if package.has(odt::MAIN) {
            Ok(Some((MediaType::Odt, odt::read(&mut package)?)))
        } else {
            Ok(None)
        };
    }
    if pdf::is(bytes) {
        return Ok(Some((MediaType::Pdf, pdf::read(bytes)?)));
    }
    if rtf::is(bytes) {
        return Ok(Some((MediaType::Rtf, rtf::read(bytes))));
    }
    match mail::kind(bytes) {
        Some(MediaType::Mhtml) => Ok(Some((MediaType::Mhtml, mail::read_page(bytes)?))),
        Some(_) => Ok(Some((MediaType::Mail, mail::read(bytes)?))),
        None => Ok(None),
    }
}

/// Whether `bytes` are of a format that is read by itself and holds no others beside its article.
fn is_packed(bytes: &[u8]) -> bool {
    pdf::is(bytes) || rtf::is(bytes) || mail::kind(bytes).is_some()
}

/// Reads text of any kind: what it is, and what it says.
fn of_text(bytes: &[u8], hint: &Hint) -> Result<(MediaType, Draft), Error> {
    if let Some(what) = encoding::binary(bytes) {
        return Err(pictures::kind(bytes).map_or_else(|| what.into(), pictures::refused));
    }
    if bytes.len() > MOST_TEXT * 4 {
        return Err(too_long(bytes.len()));
    }
    let decoded = encoding::decode_as(bytes, hint.encoding.as_deref());
    if decoded.text.trim().is_empty() {
        return Err(Error::Empty);
    }
    let (media_type, mut draft) = drafted(&decoded.text, hint)?;
    draft.encoding = Some(decoded.encoding);
    draft.warnings.splice(0..0, decoded.warnings);
    Ok((media_type, draft))
}

fn drafted(text: &str, hint: &Hint) -> Result<(MediaType, Draft), Error> {
    if let Some(draft) = objects::read(text) {
        return Ok((MediaType::Json, draft?));
    }
    if let Some(draft) = table::read(text, hint) {
        return Ok((MediaType::PlainText, draft));
    }
    let media_type = media_type(text, hint);
    let draft = match media_type {
        MediaType::Markdown => markdown::read(text),
        MediaType::Html => html::read(text)?,
        _ => plain::read(text),
    };
    Ok((media_type, draft))
}

fn too_long(bytes: usize) -> Error {
    Error::TooLong { mebibytes: u32::try_from(bytes >> 20).unwrap_or(u32::MAX) }
}

/// What kind of text this is, by its content; where that does not tell, by the file's name.
fn media_type(text: &str, hint: &Hint) -> MediaType {
    let start: String = text.trim_start().chars().take(2_000).collect::<String>().to_ascii_lowercase();
    let is_html = ["<!doctype html", "<html", "<head", "<body", "<?xml"].iter().any(|tag| start.starts_with(tag))
        || (start.starts_with('<') && ["<p", "<div", "<article", "<meta", "<h1"].iter().any(|tag| start.contains(tag)))
        || (start.starts_with("<!--") && start.contains("<html"));
    let named = |endings: &[&str]| {
        let name = hint.name.as_deref().unwrap_or_default().to_lowercase();
        endings.iter().any(|ending| name.ends_with(ending))
    };
    if is_html || named(&[".html", ".htm", ".xhtml"]) {
        MediaType::Html
    } else if named(&[".md", ".markdown"]) || markdown::is(text) {
        MediaType::Markdown
    } else {
        hint.media_type.unwrap_or(MediaType::PlainText)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn refused(bytes: &[u8], name: &str) -> String {
        read(bytes, &Hint { name: Some(name.into()), ..Hint::default() }).expect_err("not an article").to_string()
    }

    #[test]
    fn what_is_no_article_is_refused_in_one_sentence() {
        assert!(refused(b"", "a.html").contains("the file is empty"));
        assert!(refused(b" \n\t", "a.txt").contains("the file is empty"));
        assert!(refused(b"%PDF-1.7 ...", "a.txt").contains("the PDF cannot be read"));
        assert!(refused(b"PK\x03\x04\x00\x00", "a.txt").contains("the file is damaged"));
        assert!(refused(&[0, 1, 2, 3, 0, 0, 0, 9], "a.txt").contains("binary data"));
        assert!(refused(&b"word ".repeat(3 << 20), "a.txt").contains("at most 10"));
        assert!(refused(b"<html><body><nav><a href=/>Home</a></nav></body></html>", "a.html").contains("no article"));
    }

    #[test]
    fn bytes_that_are_not_the_encoding_are_counted_and_the_rest_is_read() {
        let reading = read(b"The dam at Vessa \xff\xfe\xfa held all night long.", &Hint::default()).expect("readable");
        assert!(reading.text.contains("held all night long."));
        assert!(!reading.warnings.is_empty() || reading.encoding != "UTF-8");
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic_and_every_block_lies_in_its_text(
            bytes in prop::collection::vec(any::<u8>(), 0..400),
            tags in "(<(p|div|li|blockquote|table|tr|td|h1|a|br|/p|/div|time|meta|script)[ a-z=\"]{0,9}>|[ a-zé中\n]{0,9}){0,40}",
            name in prop::sample::select(vec!["a.txt", "a.md", "a.html"]),
        ) {
            for input in [bytes, tags.into_bytes()] {
                if let Ok(reading) = read(&input, &Hint { name: Some(name.to_owned()), ..Hint::default() }) {
                    let mut end = 0;
                    for block in &reading.blocks {
                        prop_assert!(block.range.start >= end && block.range.start < block.range.end);
                        end = block.range.end;
                    }
                    prop_assert!(end <= domain::text::length(&reading.text));
                }
            }
        }
    }
}

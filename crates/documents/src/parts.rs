//! Files that hold several documents: what is in them, and where each came from. A part that holds parts itself is opened
//! in its turn, by whoever keeps count of how deep that goes.

use chrono::{DateTime, NaiveDate, Utc};
use domain::MediaType;
use serde::{Deserialize, Serialize};

use crate::{
    Error, Hint, Reading, archive, encoding, feed, mail, mailbox, mapping::Mapping, objects, pictures, table, tar,
    web_archive,
};

/// Bytes of all parts of one file together, at most: 192 mebibytes.
pub const MOST_UNPACKED: usize = 192 << 20;
/// Bytes that tell what a text is.
const LOOKED_AT: usize = 64 << 10;
/// Parts of one file, at most.
pub(crate) const MOST_PARTS: usize = 20_000;

/// A document in a file that holds several.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which: its name in the file, or its number ("story.html", "message 3", "row 12").
    pub place: String,
    /// The address that it was captured from, as the file states it.
    pub url: Option<String>,
    /// When it was captured, as the file states it.
    pub captured: Option<DateTime<Utc>>,
    /// The encoding that the file says it is in.
    #[serde(default)]
    pub encoding: Option<String>,
    /// Its bytes; they travel apart.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// An address whose text the file does not hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The address.
    pub url: String,
    /// What is said to be there.
    pub title: Option<String>,
    /// When that was published, as the file states it.
    pub published: Option<NaiveDate>,
}

/// What opening a file gives: an article, parts, links, or all of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The article that the file itself is; `None` where it only holds others.
    pub reading: Option<Reading>,
    /// The documents in it.
    pub parts: Vec<Part>,
    /// Addresses whose text it does not hold.
    pub links: Vec<Link>,
    /// How the columns of a table were understood, table by table.
    pub mappings: Vec<Mapping>,
    /// Whether the parts were written out of the file (a row, an entry), so that only the file itself is the original.
    pub made: bool,
    /// What to know, a sentence each.
    pub warnings: Vec<String>,
}

/// Opens `bytes`: reads them as an article, or parts them.
pub fn open(bytes: &[u8], hint: &Hint) -> Result<Opened, Error> {
    if bytes.len() > crate::MOST_BYTES {
        return Err(crate::too_long(bytes.len()));
    }
    if let Some(opened) = parted(bytes, hint)? {
        let nothing = opened.parts.is_empty() && opened.links.is_empty();
        return if nothing { Err(Error::NoDocuments) } else { Ok(opened) };
    }
    let read = crate::read(bytes, hint);
    let says_nothing = matches!(read, Err(Error::NoText)) && mail::kind(bytes) == Some(MediaType::Mail);
    let is_mail = read.as_ref().is_ok_and(|reading| reading.media_type == MediaType::Mail);
    let parts = if is_mail || says_nothing { mail::attached(bytes, hint.pictures) } else { Vec::new() };
    if says_nothing && !parts.is_empty() {
        let warnings = vec!["the mail has no text of its own; what is attached to it was read".to_owned()];
        return Ok(Opened { parts, warnings, ..Opened::default() });
    }
    Ok(Opened { reading: Some(read?), parts, ..Opened::default() })
}

/// What `bytes` hold, when they hold several documents.
fn parted(bytes: &[u8], hint: &Hint) -> Result<Option<Opened>, Error> {
    if bytes.starts_with(b"\x1f\x8b") {
        return archive::unzipped(bytes, hint).map(Some);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive::opened(bytes, hint);
    }
    if tar::is(bytes) {
        return archive::taped(bytes, hint).map(Some);
    }
    if web_archive::is(bytes) {
        return web_archive::opened(bytes).map(Some);
    }
    if mailbox::is(bytes) {
        return Ok(Some(mailbox::opened(bytes)));
    }
    if crate::is_packed(bytes) || encoding::binary(bytes).is_some() {
        return Ok(None);
    }
    // Most files are no container, and long ones are not decoded twice to find that out.
    let start = encoding::decode(&bytes[..bytes.len().min(LOOKED_AT)]).text;
    if feed::is(&start) {
        return feed::opened(bytes).map(Some);
    }
    let text = || encoding::decode(bytes).text;
    if feed::is_outline(&start) {
        return feed::outlined(&text()).map(Some);
    }
    if start.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']) {
        return Ok(objects::opened(&text()));
    }
    // In a table a comma ends an address.
    if !table::is_named(hint) && hint.columns.is_none() && objects::is_list_of_addresses(&start) {
        return Ok(Some(objects::listed(&text())));
    }
    Ok(if table::may_be(&start, hint) { table::opened(&text(), hint)? } else { None })
}

/// The parts of one file while they are found, with a limit on all of them together.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) parts: Vec<Part>,
    bytes: usize,
}

impl Found {
    /// Adds `part`; refuses what swells.
    pub(crate) fn push(&mut self, part: Part) -> Result<(), Error> {
        self.bytes += part.bytes.len();
        if self.bytes > MOST_UNPACKED || self.parts.len() >= MOST_PARTS {
            return Err(Error::Swells);
        }
        self.parts.push(part);
        Ok(())
    }

    /// How many more bytes there may be.
    pub(crate) fn left(&self) -> usize {
        MOST_UNPACKED - self.bytes
    }
}

/// Whether a file called `name` that begins with `bytes` is one that nobody reads: a picture, a sound, a style sheet.
/// With `pictures` one that may show a page is a document.
pub(crate) fn is_no_document(name: &str, bytes: &[u8], pictures: bool) -> bool {
    if pictures && pictures::may_show_page(bytes) {
        return false;
    }

    const ENDINGS: [&str; 34] = [
        "png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "bmp", "tif", "tiff", "avif", "heic", "mp3", "wav", "ogg",
        "m4a", "mp4", "webm", "mov", "avi", "mkv", "css", "js", "mjs", "map", "woff", "woff2", "ttf", "otf", "eot",
        "exe", "dll", "so", "ds_store",
    ];
    let last = name.rsplit('/').next().unwrap_or(name).to_lowercase();
    let ending = last.rsplit_once('.').map(|(_, ending)| ending);
    let readable = |bytes: &[u8]| {
        bytes.starts_with(b"PK") || bytes.starts_with(b"\x1f\x8b") || crate::pdf::is(bytes) || tar::is(bytes)
    };
    ending.is_some_and(|ending| ENDINGS.contains(&ending))
        || last.starts_with("._")
        || (encoding::binary(bytes).is_some() && !readable(bytes))
}

/// What to know of files that nobody reads, when there are some.
pub(crate) fn passed_over(names: &[String]) -> Option<String> {
    let shown = names.iter().take(5).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = if names.len() > 5 { ", …" } else { "" };
    match names.len() {
        0 => None,
        1 => Some(format!("One file in it is no text and was passed over: {shown}")),
        many => Some(format!("{many} files in it are no text and were passed over: {shown}{more}")),
    }
}

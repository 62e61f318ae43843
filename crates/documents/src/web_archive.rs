//! Web archives (WARC, ISO 28500, also packed by gzip; WACZ): the pages that were captured, with address and moment.

use std::{
    collections::{HashMap, HashSet},
    io::{BufRead, BufReader, Read},
};

use brotli_decompressor::Decompressor;
use chrono::{DateTime, Utc};
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use url::Url;

use crate::{
    Error,
    package::{Member, Package},
    parts::{Found, MOST_UNPACKED, Opened, Part},
};

/// The part of a package that says it is a web archive.
pub(crate) const MAIN: &str = "datapackage.json";
/// Bytes that an archive unpacks to at most, pictures and all.
const MOST_READ: u64 = 1 << 30;
/// Bytes of a record's head, at most.
const MOST_HEAD: usize = 64 << 10;
/// Bytes that are unpacked at a time.
const BUFFER: usize = 4 << 10;
/// Bytes of one page, at most.
const MOST_PAGE: u64 = 32 << 20;

/// Whether `bytes` begin as a web archive does that is not packed.
pub(crate) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(b"WARC/")
}

/// The pages captured in `bytes`, packed by gzip or not.
pub(crate) fn opened(bytes: &[u8]) -> Result<Opened, Error> {
    let mut found = Found::default();
    let mut warnings = Vec::new();
    add(bytes, None, &mut found, &mut warnings)?;
    Ok(Opened { parts: found.parts, warnings, ..Opened::default() })
}

/// The lists of a package's pages: those that a crawl began with, and those that it came upon.
const LISTS: [&str; 2] = ["pages/pages.jsonl", "pages/extraPages.jsonl"];
/// How often an address leads on to another, at most.
const MOST_HOPS: usize = 10;

/// The pages captured in a package: those that it lists as pages, where it lists some that are there.
pub(crate) fn packed(package: &mut Package<'_>) -> Result<Opened, Error> {
    let mut listed: Vec<String> = Vec::new();
    for list in LISTS {
        listed.extend(package.text(list)?.iter().flat_map(|lines| addresses(lines)));
    }
    let mut seen = HashSet::new();
    listed.retain(|address| seen.insert(address.clone()));
    let mut warnings = Vec::new();
    let wanted = if listed.is_empty() { None } else { wanted(package, &listed, &mut warnings)? };
    let mut found = Found::default();
    archives(package, |bytes| add(bytes, wanted.as_ref(), &mut found, &mut warnings))?;
    Ok(Opened { parts: found.parts, warnings, ..Opened::default() })
}

/// Hands each archive in `package` to `each`.
fn archives(package: &mut Package<'_>, mut each: impl FnMut(&[u8]) -> Result<(), Error>) -> Result<(), Error> {
    for at in 0..package.len() {
        let Some(Member { name, bytes }) = package.member(at, MOST_UNPACKED)? else { continue };
        let name = String::from_utf8_lossy(&name).into_owned();
        if name.starts_with("archive/") && (name.ends_with(".warc") || name.ends_with(".warc.gz")) {
            each(&bytes)?;
        }
    }
    Ok(())
}

/// The addresses of the pages that are `listed`, where they lead on in the archive at their ends; `None` where it holds none
/// of them. What is passed over is said.
fn wanted(
    package: &mut Package<'_>,
    listed: &[String],
    warnings: &mut Vec<String>,
) -> Result<Option<HashSet<String>>, Error> {
    let (mut held, mut leading): (Vec<String>, HashMap<String, String>) = (Vec::new(), HashMap::new());
    archives(package, |bytes| {
        each_record(bytes, |record| {
            if let Some(url) = record.url().map(page_of) {
                leading.extend(record.leads_on().map(|target| (url.clone(), target)));
                held.extend(record.page().map(|_| url));
            }
            Ok(())
        })
        .map(|_| ())
    })?;
    let held: HashSet<String> = held.into_iter().collect();
    let end = |address: &String| {
        let steps = std::iter::successors(Some(address), |at| leading.get(*at)).take(MOST_HOPS + 1);
        steps.into_iter().find(|at| held.contains(*at)).cloned()
    };
    let wanted: HashSet<String> = listed.iter().filter_map(end).collect();
    if wanted.is_empty() {
        warnings.push("none of the pages that it lists is in it: all pages that were captured were read".to_owned());
        return Ok(None);
    }
    let missing: Vec<&String> = listed.iter().filter(|address| end(address).is_none()).collect();
    let mut unlisted: Vec<&String> = held.difference(&wanted).collect();
    unlisted.sort();
    warnings.extend(told(&missing, ["One page that it lists is", "pages that it lists are"], "not in it"));
    let captured = ["One page that was captured is", "pages that were captured are"];
    warnings.extend(told(&unlisted, captured, "in none of its lists and passed over"));
    Ok(Some(wanted))
}

/// How many `addresses` there are, where there are some, and the first of them.
fn told(addresses: &[&String], [one, many]: [&str; 2], what: &str) -> Option<String> {
    let shown = addresses.iter().take(5).map(|address| address.as_str()).collect::<Vec<_>>().join(", ");
    match addresses.len() {
        0 => None,
        1 => Some(format!("{one} {what}: {shown}")),
        count => Some(format!("{count} {many} {what}: {shown}{}", if count > 5 { ", …" } else { "" })),
    }
}

fn addresses(lines: &str) -> Vec<String> {
    let page = |line: &str| Some(page_of(serde_json::from_str::<serde_json::Value>(line).ok()?["url"].as_str()?));
    lines.lines().filter_map(page).collect()
}

/// `address` without the place in the page, in one way of writing it.
fn page_of(address: &str) -> String {
    match Url::parse(address) {
        Ok(mut url) => {
            url.set_fragment(None);
            url.into()
        }
        Err(_) => address.to_owned(),
    }
}

fn add(
    bytes: &[u8],
    wanted: Option<&HashSet<String>>,
    found: &mut Found,
    warnings: &mut Vec<String>,
) -> Result<(), Error> {
    let mut packed_otherwise = 0_usize;
    let damage = each_record(bytes, |record| {
        let is_wanted = wanted.is_none_or(|wanted| record.url().is_some_and(|url| wanted.contains(&page_of(url))));
        match record.page().filter(|_| is_wanted) {
            Some(Page::Bytes(bytes, encoding)) => found.push(record.part(bytes, encoding))?,
            Some(Page::PackedOtherwise) => packed_otherwise += 1,
            None => {}
        }
        Ok(())
    })?;
    warnings.extend(damage);
    if packed_otherwise > 0 {
        warnings.push(format!("{packed_otherwise} of its pages are packed in a way that is not read"));
    }
    Ok(())
}

/// Hands each record of an archive to `each`; what is damaged in it, where something sound stands before.
fn each_record(bytes: &[u8], mut each: impl FnMut(&Record) -> Result<(), Error>) -> Result<Option<String>, Error> {
    let unpacked: Box<dyn Read + '_> =
        if bytes.starts_with(b"\x1f\x8b") { Box::new(MultiGzDecoder::new(bytes)) } else { Box::new(bytes) };
    let mut archive = BufReader::new(unpacked.take(MOST_READ));
    let mut records = 0_usize;
    loop {
        match record(&mut archive) {
            Ok(Some(record)) => {
                records += 1;
                each(&record)?;
            }
            Ok(None) => return Ok(None),
            // What stands before the damage is sound.
            Err(_) if records > 0 => {
                return Ok(Some(format!("the archive is damaged after record {records}; what stands before was read")));
            }
            Err(_) => return Err(Error::Damaged { what: "the web archive".to_owned() }),
        }
    }
}

/// The lines of a head: their names, and what they say.
type Headers = Vec<(String, String)>;

/// A record: its head, and its block as far as that is a page.
struct Record {
    head: Headers,
    block: Vec<u8>,
}

/// What a record holds of a page.
enum Page {
    /// Its bytes, and the encoding that it was sent in, as its header says.
    Bytes(Vec<u8>, Option<String>),
    /// Packed by a method that is not read.
    PackedOtherwise,
}

impl Record {
    fn get(&self, name: &str) -> Option<&str> {
        value(&self.head, name)
    }

    fn url(&self) -> Option<&str> {
        self.get("warc-target-uri").map(|url| url.trim_matches(['<', '>']))
    }

    /// The page in this record: an answer with status 200, or a resource, of a kind that is read.
    fn page(&self) -> Option<Page> {
        match self.get("warc-type")? {
            "resource" => {
                let kind = self.get("content-type")?;
                is_read(kind).then(|| Page::Bytes(self.block.clone(), charset(kind)))
            }
            "response" => {
                let (status, headers, body) = self.answer()?;
                let kind = value(&headers, "content-type").unwrap_or("text/html");
                if status != "200" || !is_read(kind) {
                    return None;
                }
                let chunked = value(&headers, "transfer-encoding").is_some_and(|kind| kind.contains("chunked"));
                // Archives keep what was sent, or say that it was sent so and keep it joined.
                let body = if chunked { joined(body).unwrap_or_else(|| body.to_vec()) } else { body.to_vec() };
                let unpacked = unpacked(body, value(&headers, "content-encoding").unwrap_or_default());
                Some(unpacked.map_or(Page::PackedOtherwise, |bytes| Page::Bytes(bytes, charset(kind))))
            }
            _ => None,
        }
    }

    /// The status, the headers and the body of an answer.
    fn answer(&self) -> Option<(String, Headers, &[u8])> {
        let (head, body) = parted(&self.block)?;
        let head = String::from_utf8_lossy(head).into_owned();
        let mut lines = head.lines();
        let status = lines.next()?.split_whitespace().nth(1)?.to_owned();
        Some((status, lines.filter_map(header).collect(), body))
    }

    /// The address that is said to be looked at instead.
    fn leads_on(&self) -> Option<String> {
        let (status, headers, _) = self.answer().filter(|_| self.get("warc-type") == Some("response"))?;
        let target = value(&headers, "location").filter(|_| status.starts_with('3'))?;
        Some(page_of(Url::parse(self.url()?).ok()?.join(target).ok()?.as_str()))
    }

    fn part(&self, bytes: Vec<u8>, encoding: Option<String>) -> Part {
        let url = self.url().map(str::to_owned);
        let captured = self.get("warc-date").and_then(|date| DateTime::parse_from_rfc3339(date).ok());
        let place = url.clone().or(self.get("warc-record-id").map(str::to_owned)).unwrap_or_default();
        Part { place, url, captured: captured.map(|date| date.with_timezone(&Utc)), encoding, bytes }
    }
}

fn value<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn is_read(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(kind.as_str(), "text/html" | "application/xhtml+xml" | "application/pdf" | "text/plain")
}

/// The encoding that a Content-Type names (RFC 9110, 8.3).
fn charset(kind: &str) -> Option<String> {
    let parameters = kind.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let mut named = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    named.next().map(|(_, label)| label.trim().trim_matches('"').to_owned())
}

fn header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
}

/// The next record; `None` at the end.
fn record(archive: &mut impl BufRead) -> Result<Option<Record>, Error> {
    let damaged = || Error::Damaged { what: "the web archive".to_owned() };
    let mut first = Vec::new();
    while first.trim_ascii().is_empty() {
        first.clear();
        if line(archive, &mut first).ok_or_else(damaged)? == 0 {
            return Ok(None);
        }
    }
    if !first.starts_with(b"WARC/") {
        return Err(damaged());
    }
    let mut head = Vec::new();
    let mut seen = first.len();
    loop {
        let mut next = Vec::new();
        let read = line(archive, &mut next).ok_or_else(damaged)?;
        seen += read;
        if read == 0 || seen > MOST_HEAD {
            return Err(damaged());
        }
        if next.trim_ascii().is_empty() {
            break;
        }
        head.extend(header(&String::from_utf8_lossy(&next)));
    }
    let length: u64 = value(&head, "content-length").and_then(|length| length.parse().ok()).ok_or_else(damaged)?;
    let is_page = matches!(value(&head, "warc-type"), Some("response" | "resource")) && length <= MOST_PAGE;
    let mut block = Vec::new();
    let mut rest = archive.take(length);
    let read =
        if is_page { rest.read_to_end(&mut block) } else { std::io::copy(&mut rest, &mut std::io::sink()).map(|_| 0) };
    read.map_err(|_| damaged())?;
    if rest.limit() > 0 {
        return Err(damaged());
    }
    Ok(Some(Record { head, block }))
}

/// Reads a line of bounded length; how many bytes it had.
fn line(archive: &mut impl BufRead, line: &mut Vec<u8>) -> Option<usize> {
    archive.take(MOST_HEAD as u64).read_until(b'\n', line).ok()
}

/// The head and the body of an answer.
fn parted(block: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = |mark: &[u8]| block.windows(mark.len()).position(|window| window == mark).map(|at| (at, at + mark.len()));
    let (end, start) = [at(b"\r\n\r\n"), at(b"\n\n")].into_iter().flatten().min()?;
    Some((&block[..end], &block[start..]))
}

/// The body that was sent in chunks; `None` when it does not look so.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::new();
    loop {
        let end = body.windows(2).position(|window| window == b"\r\n")?;
        let size = std::str::from_utf8(&body[..end]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(joined);
        }
        joined.extend(body.get(end + 2..end.checked_add(2)?.checked_add(size)?)?);
        body = body.get(end + 2 + size..)?.strip_prefix(b"\r\n")?;
    }
}

/// The body as it was before it was packed; `None` when it is packed in a way that is not read.
fn unpacked(body: Vec<u8>, encoding: &str) -> Option<Vec<u8>> {
    let read = |reader: &mut dyn Read| {
        let mut bytes = Vec::new();
        let read = reader.take(MOST_PAGE + 1).read_to_end(&mut bytes);
        (read.is_ok() && bytes.len() as u64 <= MOST_PAGE).then_some(bytes)
    };
    match encoding.trim().to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => read(&mut MultiGzDecoder::new(body.as_slice())),
        "deflate" => {
            read(&mut ZlibDecoder::new(body.as_slice())).or_else(|| read(&mut DeflateDecoder::new(body.as_slice())))
        }
        // Some archives keep a page unpacked and its header as it was.
        _ if std::str::from_utf8(&body).is_ok() => Some(body),
        "br" => read(&mut Decompressor::new(body.as_slice(), BUFFER)),
        "" | "identity" | "gzip" | "x-gzip" => Some(body),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_sent_in_chunks_is_joined_and_another_is_left() {
        assert_eq!(joined(b"4\r\nVess\r\n1;x=y\r\na\r\n0\r\n\r\n").as_deref(), Some(&b"Vessa"[..]));
        assert_eq!(joined(b"<p>Vessa</p>"), None);
        assert_eq!(joined(b"ffffffffffffffff\r\nVessa"), None);
    }

    #[test]
    fn a_record_that_says_it_is_longer_than_the_file_is_damage() {
        let whole =
            "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nVessa\r\n\r\n";
        let cut = format!("{whole}{}", whole.replace("Length: 5", "Length: 99999999999"));
        let opened = opened(cut.as_bytes()).expect("the first is sound");
        assert_eq!((opened.parts.len(), opened.warnings.len()), (1, 1));
        assert!(super::opened(whole.replace(": 5", ": 9999").as_bytes()).is_err());
    }

    #[test]
    fn a_body_packed_by_brotli_is_unpacked_as_far_as_a_page_goes() {
        // "Vessa " two hundred times.
        let packed = [
            0x1b, 0xaf, 0x04, 0xf8, 0x8d, 0xd4, 0x4e, 0xf5, 0xd4, 0xa2, 0xca, 0xb9, 0x30, 0xab, 0x02, 0x29, 0x0b, 0xdb,
            0xe2, 0x00, 0x64, 0x94, 0x01,
        ];
        let unpacked = |packed: &[u8]| super::unpacked(packed.to_vec(), "br");
        assert_eq!(unpacked(&packed), Some("Vessa ".repeat(200).into_bytes()));
        assert_eq!(unpacked(&packed[..packed.len() - 2]), None, "it is cut off");
        assert_eq!(unpacked("Vessa, as it was".as_bytes()), Some(b"Vessa, as it was".to_vec()));
        // Forty million times the letter a.
        let bomb = [
            0xcb, 0xff, 0xff, 0x3f, 0xf8, 0x25, 0xc2, 0xe2, 0xb1, 0x40, 0x20, 0xf7, 0xfe, 0x8f, 0xff, 0xff, 0x7f, 0xf0,
            0x4b, 0x00, 0xc4, 0x61, 0x11, 0x80, 0xee, 0xfd, 0x1f, 0xff, 0xff, 0xff, 0xe0, 0x97, 0x00, 0x88, 0xc3, 0x02,
            0x00, 0xdd, 0xfb, 0x3f, 0xfe, 0xff, 0xff, 0xc1, 0x2f, 0x01, 0x10, 0x87, 0x05, 0x00, 0xba, 0xf7, 0x7f, 0xf9,
            0x9f, 0x25, 0x86, 0x5f, 0x02, 0x20, 0x0e, 0x0b, 0x00, 0x74, 0xa3, 0xc4, 0x00,
        ];
        assert_eq!(unpacked(&bomb), None, "it swells");
    }
}

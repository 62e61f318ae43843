//! Writing web archives (WACZ 1.1.1): a page as it was fetched, with what it is shown with, so that any reader of the format
//! can play it again. The records are WARC 1.1, each packed by itself, so that the index leads to one without the others.

use std::io::{self, Cursor, Write};

use chrono::{DateTime, SecondsFormat, Utc};
use flate2::{Compression, write::GzEncoder};
use serde_json::json;
use sha2::{Digest, Sha256};
use url::Url;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// The version of the format, and where its parts lie.
const VERSION: &str = "1.1.1";
const ARCHIVE: &str = "data.warc.gz";
/// Headers of an answer that say how its bytes travelled. What is kept is unpacked, so they are kept under another name.
const OF_THE_WAY: [&str; 2] = ["content-encoding", "transfer-encoding"];

/// One answer as it was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captured {
    /// Its address.
    pub url: String,
    /// What it answered (RFC 9110).
    pub status: u16,
    /// Its headers.
    pub headers: Vec<(String, String)>,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
    /// When it came.
    pub at: DateTime<Utc>,
    /// The host's IP address.
    pub address: Option<String>,
}

impl Captured {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// What kind of bytes it says they are.
    pub fn kind(&self) -> &str {
        self.header("content-type").and_then(|kind| kind.split(';').next()).unwrap_or_default().trim()
    }

    /// The answer as HTTP has it.
    fn block(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        for (name, value) in &self.headers {
            let value = value.replace(['\r', '\n'], " ");
            let is_of_the_way = OF_THE_WAY.iter().any(|way| name.eq_ignore_ascii_case(way));
            if is_of_the_way {
                head += &format!("X-Archive-Orig-{name}: {value}\r\n");
            } else if !name.eq_ignore_ascii_case("content-length") {
                head += &format!("{name}: {value}\r\n");
            }
        }
        head += &format!("Content-Length: {}\r\n\r\n", self.bytes.len());
        [head.as_bytes(), &self.bytes].concat()
    }
}

/// What is to be kept of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// The page, and behind it what it is shown with.
    pub captured: Vec<Captured>,
    /// The page's headline.
    pub title: String,
    /// How the page came, as JSON: each address on the way, the certificate's digest, times.
    pub way: String,
    /// The program that fetched it, with its version.
    pub software: String,
}

/// Writes `capture` as one file. The same capture gives the same bytes.
pub fn wacz(capture: &Capture) -> io::Result<Vec<u8>> {
    let Some(page) = capture.captured.first() else { return Err(io::ErrorKind::InvalidInput.into()) };
    let (archive, index) = archived(capture)?;
    let at = page.at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let pages = format!(
        "{}\n{}\n",
        json!({ "format": "json-pages-1.0", "id": "pages", "title": "All Pages" }),
        json!({ "id": id(page.url.as_bytes(), &at), "url": page.url, "ts": at, "title": capture.title }),
    );
    let parts = [
        ("archive", ARCHIVE, archive),
        ("indexes", "index.cdx", index.into_bytes()),
        ("pages", "pages.jsonl", pages.into_bytes()),
    ];
    let resources = parts.iter().map(|(folder, name, bytes)| {
        json!({ "name": name, "path": format!("{folder}/{name}"), "hash": hash(bytes), "bytes": bytes.len() })
    });
    let package = json!({
        "profile": "data-package",
        "wacz_version": VERSION,
        "title": capture.title,
        "created": at,
        "software": capture.software,
        "mainPageUrl": page.url,
        "mainPageDate": at,
        "resources": resources.collect::<Vec<_>>(),
    });
    let package = serde_json::to_vec_pretty(&package)?;
    let digest = serde_json::to_vec(&json!({ "path": "datapackage.json", "hash": hash(&package) }))?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Stored, so that a reader can take a part out by its place; the time is that of the format's beginning.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let whole = [("datapackage.json".to_owned(), package), ("datapackage-digest.json".to_owned(), digest)];
    let parts = parts.into_iter().map(|(folder, name, bytes)| (format!("{folder}/{name}"), bytes));
    for (name, bytes) in parts.chain(whole) {
        zip.start_file(name, stored).map_err(io::Error::other)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish().map_err(io::Error::other)?.into_inner())
}

/// The records, and the index that leads to them (CDXJ, sorted).
fn archived(capture: &Capture) -> io::Result<(Vec<u8>, String)> {
    let (mut archive, mut lines) = (Vec::new(), Vec::new());
    let first = &capture.captured[0];
    let at = first.at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let about = format!("software: {}\r\nformat: WARC File Format 1.1\r\n", capture.software);
    let fields = [("WARC-Filename", ARCHIVE)];
    archive.extend(record("warcinfo", &at, "application/warc-fields", &fields, about.as_bytes())?);
    for one in &capture.captured {
        let at = one.at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let (payload, offset) = (hash(&one.bytes), archive.len());
        let mut fields = vec![("WARC-Target-URI", one.url.as_str()), ("WARC-Payload-Digest", payload.as_str())];
        fields.extend(one.address.as_deref().map(|address| ("WARC-IP-Address", address)));
        archive.extend(record("response", &at, "application/http; msgtype=response", &fields, &one.block())?);
        let entry = json!({
            "url": one.url,
            "mime": one.kind(),
            "status": one.status.to_string(),
            "digest": payload,
            "length": (archive.len() - offset).to_string(),
            "offset": offset.to_string(),
            "filename": ARCHIVE,
        });
        lines.push(format!("{} {} {entry}\n", key(&one.url), one.at.format("%Y%m%d%H%M%S")));
    }
    let fields = [("WARC-Target-URI", first.url.as_str())];
    archive.extend(record("metadata", &at, "application/json", &fields, capture.way.as_bytes())?);
    lines.sort();
    Ok((archive, lines.concat()))
}

/// A record (ISO 28500), packed by itself.
fn record(kind: &str, at: &str, media: &str, fields: &[(&str, &str)], block: &[u8]) -> io::Result<Vec<u8>> {
    let digest = hash(block);
    let mut head = format!("WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{}>\r\n", id(block, at));
    head += &format!("WARC-Date: {at}\r\nWARC-Block-Digest: {digest}\r\n");
    for (name, value) in fields {
        head += &format!("{name}: {value}\r\n");
    }
    head += &format!("Content-Type: {media}\r\nContent-Length: {}\r\n\r\n", block.len());
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(head.as_bytes())?;
    packed.write_all(block)?;
    packed.write_all(b"\r\n\r\n")?;
    packed.finish()
}

/// The key that an address is looked up by: its host backwards, its parameters in order, all in lower case (SURT, as
/// replayweb.page makes it).
fn key(address: &str) -> String {
    let Ok(mut url) = Url::parse(&without_www(address).to_lowercase()) else { return address.to_owned() };
    let mut parameters: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    if !parameters.is_empty() {
        parameters.sort_by(|(one, _), (other, _)| one.cmp(other));
        url.query_pairs_mut().clear().extend_pairs(parameters);
    }
    let host: Vec<&str> = url.host_str().unwrap_or_default().split('.').rev().collect();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}{port}){}{query}", host.join(","), url.path())
}

/// `address` without the "www.", "www2." that its host may begin with.
fn without_www(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let host = rest
        .strip_prefix("www")
        .and_then(|host| host.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix('.'));
    format!("{scheme}://{}", host.unwrap_or(rest))
}

fn hash(bytes: &[u8]) -> String {
    let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{digest}")
}

/// An id (UUID, version 8) made of what it names, so that the same capture gives the same bytes.
fn id(bytes: &[u8], at: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(at);
    digest.update(bytes);
    let mut digits: Vec<char> =
        digest.finalize().iter().take(16).flat_map(|byte| format!("{byte:02x}").chars().collect::<Vec<_>>()).collect();
    digits[12] = '8';
    digits[16] = '8';
    let digits: String = digits.into_iter().collect();
    [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
}

/// What a status is called; a reader asks for some word.
fn reason(status: u16) -> &'static str {
    if status == 200 { "OK" } else { "-" }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::{GzDecoder, MultiGzDecoder};
    use serde_json::Value;
    use zip::ZipArchive;

    use super::*;
    use crate::{Hint, open};

    const PAGE: &str = "<html><body><h1>Гребля</h1><p>The province counts 155 guards at the dam.</p></body></html>";

    fn capture() -> Capture {
        let at = DateTime::parse_from_rfc3339("2025-04-09T08:30:00Z").expect("a time").with_timezone(&Utc);
        let one = |url: &str, kind: &str, bytes: &[u8]| Captured {
            url: url.to_owned(),
            status: 200,
            headers: vec![
                ("content-type".to_owned(), kind.to_owned()),
                ("content-encoding".to_owned(), "gzip".to_owned()),
                ("content-length".to_owned(), "7".to_owned()),
                ("x-odd".to_owned(), "a\r\nb: c".to_owned()),
            ],
            bytes: bytes.to_vec(),
            at,
            address: Some("93.184.216.34".to_owned()),
        };
        Capture {
            captured: vec![
                one("https://www.vessa.example/Dam?b=2&a=1", "text/html; charset=utf-8", PAGE.as_bytes()),
                one("https://cdn.example:8443/i.png", "image/png", b"\x89PNG\r\n\r\n\x00"),
                one("https://vessa.example/a.css", "text/css", b""),
            ],
            title: "Гребля".to_owned(),
            way: "{\"hops\":[]}".to_owned(),
            software: "Claimdesk 0".to_owned(),
        }
    }

    fn part(wacz: &[u8], name: &str) -> Vec<u8> {
        let mut zip = ZipArchive::new(Cursor::new(wacz)).expect("a package");
        let mut bytes = Vec::new();
        zip.by_name(name).expect(name).read_to_end(&mut bytes).expect("sound");
        bytes
    }

    fn lines(bytes: Vec<u8>) -> Vec<String> {
        String::from_utf8(bytes).expect("text").lines().map(str::to_owned).collect()
    }

    #[test]
    fn what_is_written_is_read_back_as_the_page_alone_with_its_moment() {
        let wacz = wacz(&capture()).expect("written");
        let opened = open(&wacz, &Hint::default()).expect("sound");
        let [page] = opened.parts.as_slice() else { panic!("{:?}", opened.parts) };
        assert_eq!(
            (page.bytes.as_slice(), page.url.as_deref()),
            (PAGE.as_bytes(), Some("https://www.vessa.example/Dam?b=2&a=1"))
        );
        assert_eq!((page.captured, opened.warnings), (Some(capture().captured[0].at), Vec::new()));
        assert_eq!(super::wacz(&capture()).expect("written"), wacz, "the same capture gives the same bytes");
    }

    #[test]
    fn the_package_names_each_part_with_its_digest_and_stores_it_as_it_is() {
        let wacz = wacz(&capture()).expect("written");
        let package = part(&wacz, "datapackage.json");
        let digest: Value = serde_json::from_slice(&part(&wacz, "datapackage-digest.json")).expect("JSON");
        assert_eq!((&digest["path"], &digest["hash"]), (&json!("datapackage.json"), &json!(hash(&package))));
        let package: Value = serde_json::from_slice(&package).expect("JSON");
        assert_eq!((&package["profile"], &package["wacz_version"]), (&json!("data-package"), &json!("1.1.1")));
        let resources = package["resources"].as_array().expect("a list");
        for resource in resources {
            let bytes = part(&wacz, resource["path"].as_str().expect("a path"));
            assert_eq!((&resource["hash"], &resource["bytes"]), (&json!(hash(&bytes)), &json!(bytes.len())));
        }
        let mut zip = ZipArchive::new(Cursor::new(&wacz)).expect("a package");
        assert_eq!(zip.len(), resources.len() + 2, "a part is not named");
        for at in 0..zip.len() {
            assert_eq!(zip.by_index(at).expect("a part").compression(), CompressionMethod::Stored);
        }
        let pages = lines(part(&wacz, "pages/pages.jsonl"));
        let pages: Vec<Value> = pages.iter().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!((&pages[0]["format"], &pages[1]["url"]), (&json!("json-pages-1.0"), &package["mainPageUrl"]));
        assert_eq!((&pages[1]["ts"], &pages[1]["title"]), (&json!("2025-04-09T08:30:00Z"), &json!("Гребля")));
    }

    #[test]
    fn the_index_leads_to_packed_records_whose_digests_hold() {
        let wacz = wacz(&capture()).expect("written");
        let archive = part(&wacz, "archive/data.warc.gz");
        let index = lines(part(&wacz, "indexes/index.cdx"));
        assert!(index.is_sorted(), "{index:?}");
        assert_eq!(index.len(), 3);
        for line in &index {
            let mut fields = line.splitn(3, ' ');
            let (key, at) = (fields.next().expect("a key"), fields.next().expect("a time"));
            let entry: Value = serde_json::from_str(fields.next().expect("an entry")).expect("JSON");
            let number = |name: &str| entry[name].as_str().expect(name).parse::<usize>().expect(name);
            assert_eq!((key, at), (super::key(entry["url"].as_str().expect("an address")).as_str(), "20250409083000"));
            let member = &archive[number("offset")..number("offset") + number("length")];
            let mut decoder = GzDecoder::new(member);
            let mut record = Vec::new();
            decoder.read_to_end(&mut record).expect("one member");
            assert!(decoder.into_inner().is_empty(), "more than one member");
            let (head, block) = parted(&record);
            let block = block.strip_suffix(b"\r\n\r\n").expect("an end");
            let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
            assert!(head.starts_with("WARC/1.1\r\nWARC-Type: response\r\n"), "{head}");
            assert_eq!(field("WARC-Target-URI"), entry["url"].as_str());
            assert_eq!(field("Content-Length"), Some(block.len().to_string().as_str()));
            assert_eq!(field("WARC-Block-Digest"), Some(hash(block).as_str()));
            let (http, body) = parted(block);
            assert_eq!(field("WARC-Payload-Digest"), Some(hash(body).as_str()));
            assert_eq!(entry["digest"].as_str(), field("WARC-Payload-Digest"));
            assert!(
                http.contains("\r\nX-Archive-Orig-content-encoding: gzip\r\n") && !http.contains("\r\nb: c"),
                "{http}"
            );
            assert!(http.ends_with(&format!("\r\nContent-Length: {}", body.len())), "{http}");
        }
        let mut all = String::new();
        let text = MultiGzDecoder::new(archive.as_slice());
        text.take(200).read_to_string(&mut all).expect("text");
        assert!(all.starts_with("WARC/1.1\r\nWARC-Type: warcinfo\r\n"), "{all}");
    }

    fn parted(bytes: &[u8]) -> (String, &[u8]) {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
        (String::from_utf8(bytes[..end].to_vec()).expect("text"), &bytes[end + 4..])
    }

    #[test]
    fn addresses_are_looked_up_by_their_host_backwards() {
        for (address, expected) in [
            ("https://www.vessa.example/Dam?b=2&a=1", "example,vessa)/dam?a=1&b=2"),
            ("http://www2.vessa.example:8080/", "example,vessa:8080)/"),
            ("https://wwwvessa.example/a?", "example,wwwvessa)/a?"),
            ("http://93.184.216.34/x", "34,216,184,93)/x"),
        ] {
            assert_eq!(key(address), expected);
        }
    }
}

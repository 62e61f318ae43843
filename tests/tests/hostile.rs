//! Files made to break a reader: each ends in an article or in one sentence, in time, and the workspace stays sound.
#![cfg(unix)]

use std::{
    io::{Cursor, Write},
    time::{Duration, Instant},
};

use claimdesk_tests::{Desk, Result, sentence, text};
use workbench::worker::Limits;

/// What a start and a commit may take on a slow machine, beyond the worker's own limit.
const BESIDES: Duration = Duration::from_secs(10);

/// A paragraph that stands in each file, so that there is something to read.
const WORDS: &str = "Governor Mirel Oszta has claimed that at least 155 foreign engineers guard the dam at Vessa, \
                     and the ministry has said that the claim is without foundation.";

type File = (&'static str, Vec<u8>);

fn page(body: &str) -> Vec<u8> {
    format!("<!doctype html><title>Dam</title><body>{body}</body>").into_bytes()
}

fn nested(tag: &str, times: usize) -> Vec<u8> {
    page(&format!("{}<p>{WORDS}</p>{}", format!("<{tag}>").repeat(times), format!("</{tag}>").repeat(times)))
}

fn deep_pages() -> Vec<File> {
    vec![
        ("nested-divisions.html", nested("div", 100_000)),
        ("nested-quotes.html", nested("blockquote", 3_000)),
        ("nested-tables.html", nested("table><tr><td", 1_000)),
        ("nested-formatting.html", nested("b><i", 3_000)),
        ("never-closed.html", page(&format!("<p>{WORDS}{}", "<b><p>".repeat(2_000)))),
    ]
}

fn odd_pages() -> Vec<File> {
    vec![
        ("huge-attribute.html", page(&format!("<p title=\"{}\">{WORDS}</p>", "x".repeat(20 << 20)))),
        ("many-attributes.html", page(&format!("<p {}>{WORDS}</p>", attributes(5_000)))),
        ("huge-tag.html", page(&format!("<{}>{WORDS}</p>", "x".repeat(1 << 20)))),
        ("many-links.html", page(&format!("<p>{WORDS}</p>{}", "<a href='/'>Also read</a> ".repeat(10_000)))),
        ("open-comment.html", page(&format!("<p>{WORDS}</p><!--{}", "-".repeat(1 << 20)))),
        ("entities.html", page(&format!("<p>{WORDS}{}</p>", "&amp;&#x1F600;&notanentity;&#0;".repeat(5_000)))),
        ("billion-laughs.html", laughs()),
        ("outside-entity.html", outside_entity()),
        ("nested-structured-data.html", structured_data(&"[".repeat(100_000))),
        ("huge-structured-data.html", structured_data(&format!("{{\"headline\":\"{}\"}}", "x".repeat(5 << 20)))),
        ("nulls.html", page(&format!("<p>{WORDS}\0\0\0</p><scr\0ipt>{}</scr\0ipt>", "\0".repeat(100_000)))),
        ("claimed-encoding.html", page(&format!("<meta charset=\"iso-2022-jp\"><p>{WORDS}\x1b$B\x1b(B\x1b$B"))),
    ]
}

fn texts() -> Vec<File> {
    vec![
        ("nulls.txt", format!("{WORDS}\n{}\n{WORDS}", "\0".repeat(100_000)).into_bytes()),
        ("late-nulls.txt", format!("{}{}", WORDS.repeat(500), "\0".repeat(100_000)).into_bytes()),
        ("one-line.txt", WORDS.repeat(10_000).into_bytes()),
        ("combining.txt", format!("{WORDS} e{}", "\u{301}".repeat(1 << 20)).into_bytes()),
        ("turned.txt", format!("{WORDS} {}", "\u{202e}\u{2066}".repeat(100_000)).into_bytes()),
        ("utf-16.txt", [&b"\xff\xfe"[..], &b"\xd8".repeat(1 << 20)].concat()),
        ("nested.md", format!("{} {WORDS}", ">".repeat(100_000)).into_bytes()),
        (
            "nested-lists.md",
            (0..2_000).map(|depth| format!("{}- {WORDS}\n", "  ".repeat(depth))).collect::<String>().into_bytes(),
        ),
        ("brackets.md", format!("{WORDS} {}", "[".repeat(200_000)).into_bytes()),
        ("emphasis.md", format!("{WORDS} {}", "*a_ ".repeat(200_000)).into_bytes()),
        ("front-matter.md", format!("---\n{}\n---\n{WORDS}", "title: ".repeat(200_000)).into_bytes()),
        // Last: each later start reads it again.
        ("many-lines.txt", "a\n\n".repeat(200_000).into_bytes()),
    ]
}

fn attributes(count: usize) -> String {
    (0..count).map(|number| format!("a{number}=\"{number}\" ")).collect()
}

/// Ten entities, each ten times the one before (CVE-2003-1564): a billion words when anybody expands them.
fn laughs() -> Vec<u8> {
    let entities: String = (1..10)
        .map(|number| format!("<!ENTITY lol{number} \"{}\">", format!("&lol{};", number - 1).repeat(10)))
        .collect();
    format!(
        "<?xml version=\"1.0\"?><!DOCTYPE html [<!ENTITY lol0 \"lol\">{entities}]>\
         <html><body><p>{WORDS}</p><p>&lol9;</p></body></html>"
    )
    .into_bytes()
}

fn outside_entity() -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?><!DOCTYPE html [<!ENTITY theirs SYSTEM \"file:///etc/passwd\">]>\
         <html><body><p>{WORDS}</p><p>&theirs;</p></body></html>"
    )
    .into_bytes()
}

fn structured_data(data: &str) -> Vec<u8> {
    format!(
        "<!doctype html><script type=\"application/ld+json\">{data}</script><body><article><p>{WORDS}</p></article></body>"
    )
    .into_bytes()
}

fn zipped<'a>(members: impl Iterator<Item = (String, &'a [u8])>) -> Result<Vec<u8>> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(name, zip::write::SimpleFileOptions::default())?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

fn containers() -> Result<Vec<File>> {
    let zeros = vec![b'0'; 48 << 20];
    let one = |name: &str, bytes| zipped([(name.to_owned(), bytes)].into_iter());
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&zeros)?;
    let sound = one("kit/story.txt", WORDS.as_bytes())?;
    Ok(vec![
        ("bomb.zip", one("a.txt", &zeros)?),
        ("bomb.txt.gz", packed.finish()?),
        ("climbs.zip", one("../../../../tmp/a.txt", WORDS.as_bytes())?),
        ("many.zip", zipped((0..25_000).map(|number| (number.to_string(), &b"x"[..])))?),
        ("cut.zip", sound[..sound.len() - 10].to_vec()),
        ("nothing.zip", one("dam.png", b"\x89PNG")?),
        ("sound.zip", sound),
        ("deep.json", "[".repeat(1 << 20).into_bytes()),
        ("wide.csv", format!("url,text\n{}", ",".repeat(1 << 20)).into_bytes()),
        (
            "laughs.rss",
            laughs().iter().map(|byte| *byte as char).collect::<String>().replace("html", "rss").into_bytes(),
        ),
        ("long.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 18446744073709551615\r\n\r\nx".to_vec()),
    ])
}

fn pdfs() -> Vec<File> {
    let pdf = |objects: &str| format!("%PDF-1.7\n{objects}\ntrailer << /Root 1 0 R >>\n%%EOF").into_bytes();
    let drawn = |content: &str| {
        format!(
            "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n\
             3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 600 400] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> \
             /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >> endobj\n\
             4 0 obj << /Length {} >>\nstream\n{content}\nendstream endobj\n\
             5 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >> /Length 13 >>\n\
             stream\n/X Do /X Do  \nendstream endobj",
            content.len()
        )
    };
    vec![
        (
            "ring.pdf",
            pdf(
                "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >> endobj",
            ),
        ),
        ("deep.pdf", pdf(&format!("1 0 obj {} endobj", "[".repeat(200_000)))),
        ("form-in-itself.pdf", pdf(&drawn("/X Do"))),
        ("many-letters.pdf", pdf(&drawn(&format!("BT /F 10 Tf {} ET", "(x) Tj 3 -2 Td ".repeat(20_000))))),
        ("cut.pdf", pdf(&drawn("BT"))[..200].to_vec()),
        ("sound.pdf", pdf(&drawn(&format!("BT /F 10 Tf 40 300 Td ({WORDS}) Tj ET")))),
    ]
}

/// Fails unless each of `files` ends in an article or one sentence, in time; and some in an article, lest everything
/// be refused.
fn survived(files: &[File]) -> Result {
    let desk = Desk::new()?;
    let limit = Duration::from_secs(Limits::default().wall_seconds) + BESIDES;
    let mut loaded = 0;
    for (name, bytes) in files {
        let path = desk.written(name, bytes)?;
        let start = Instant::now();
        let output = desk.run(&["add", text(&path)?])?;
        let took = start.elapsed();
        assert!(took < limit, "{name}: {took:?}");
        if output.status.success() {
            loaded += 1;
        } else {
            let told = sentence(&output).map_err(|cause| format!("{name}: {cause}"))?;
            // A part is named after the file that holds it.
            let named = |end: &str| told.starts_with(&format!("claimdesk: could not load “{name}{end}"));
            assert!(named("”: ") || named(" › "), "{told}");
        }
    }
    assert_eq!(desk.json(&["articles"])?.as_array().map(Vec::len), Some(loaded));
    assert!(loaded > 0, "none of {} was read", files.len());
    desk.sound()
}

#[test]
fn pages_that_are_too_deep_are_survived() -> Result {
    survived(&deep_pages())
}

#[test]
fn pages_that_are_odd_are_survived() -> Result {
    survived(&odd_pages())
}

#[test]
fn texts_that_are_odd_are_survived() -> Result {
    survived(&texts())
}

#[test]
fn files_that_hold_others_are_survived() -> Result {
    survived(&containers()?)
}

#[test]
fn pdfs_that_are_odd_are_survived() -> Result {
    survived(&pdfs())
}

#[test]
fn what_an_article_says_does_not_reach_the_terminal_as_a_command() -> Result {
    let desk = Desk::new()?;
    let article = desk.loaded(&desk.written("escapes.txt", format!("{WORDS} \u{1b}[2J\u{9b}31m\u{202e}"))?)?;
    for arguments in [&["article", article.as_str()][..], &["articles"], &["search", "dam"]] {
        let printed = String::from_utf8(desk.run(arguments)?.stdout)?;
        assert!(!printed.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{arguments:?}: {printed:?}");
    }
    Ok(())
}

#[test]
fn an_outside_entity_brings_nothing_in() -> Result {
    let desk = Desk::new()?;
    let article = desk.loaded(&desk.written("outside-entity.html", outside_entity())?)?;
    let shown = desk.json(&["article", &article])?;
    assert!(!shown["text"].as_str().ok_or("a text")?.contains("root:"), "{shown}");
    Ok(())
}

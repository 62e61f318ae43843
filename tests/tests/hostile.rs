//! Files made to break a reader: each ends in an article or in one sentence, in time, and the workspace stays sound.
#![cfg(unix)]

use std::time::{Duration, Instant};

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
            assert!(told.starts_with(&format!("claimdesk: could not load “{name}”: ")), "{told}");
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

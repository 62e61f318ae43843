//! Files that hold several documents, built here and opened through the public door.

use std::io::{Cursor, Write};

use documents::{Error, Hint, Opened, open, read};
use flate2::{Compression, write::GzEncoder};
use zip::{ZipWriter, write::SimpleFileOptions};

const WORDS: &str = "The province counts the guards at the dam twice a year, and the company has never objected to it.";

fn opened(bytes: &[u8], name: &str) -> Result<Opened, Error> {
    open(bytes, &Hint { name: Some(name.to_owned()), ..Hint::default() })
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("packed");
    encoder.finish().expect("packed")
}

fn page(title: &str) -> String {
    format!(
        "<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{WORDS}</p><p>{WORDS} Twice.</p></article></body></html>"
    )
}

/// A record of a page as it was sent, in chunks.
fn captured(url: &str, status: &str, body: &str) -> Vec<u8> {
    let block = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{body}\r\n0\r\n\r\n",
        body.len()
    );
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-04-09T08:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
    .into_bytes()
}

fn told(opened: &Opened) -> String {
    let part = |part: &documents::Part| {
        let hint = Hint { name: part.url.is_none().then(|| part.place.clone()), ..Hint::default() };
        let read = read(&part.bytes, &hint).map(|reading| format!("{}: {}", reading.media_type.name(), reading.title));
        let captured = part.captured.map(|moment| format!(" captured {}", moment.to_rfc3339())).unwrap_or_default();
        let url = part.url.as_ref().map(|url| format!(" from {url}")).unwrap_or_default();
        format!("{}{url}{captured}: {}", part.place, read.unwrap_or_else(|error| error.to_string()))
    };
    let parts = opened.parts.iter().map(part);
    let links = opened.links.iter().map(|link| format!("link {} ({})", link.url, link.title.as_deref().unwrap_or("")));
    let own = opened.reading.iter().map(|reading| format!("itself: {}", reading.title));
    own.chain(parts).chain(links).chain(opened.warnings.clone()).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_archive_gives_its_documents_and_says_what_it_passed_over() {
    let inner = zipped(&[("deep.txt", WORDS.as_bytes())]);
    let bytes = zipped(&[
        ("kit/story.html", page("Guards at the dam").as_bytes()),
        ("kit/notes.md", b"# Notes\n\nNobody counted."),
        ("kit/dam.png", b"\x89PNG\r\n"),
        ("__MACOSX/kit/._story.html", b"x"),
        ("kit/inner.zip", &inner),
    ]);
    insta::assert_snapshot!(told(&opened(&bytes, "kit.zip").expect("an archive")), @r"
        kit/story.html: text/html: Guards at the dam
        kit/notes.md: text/markdown: Notes
        kit/inner.zip: the file is not text: it looks like a ZIP archive or an office document. Save it as text or as a web page, and load that
        2 files in it are no text and were passed over: kit/dam.png, __MACOSX/kit/._story.html
        ");
    assert_eq!(opened(&zipped(&[("a.png", b"\x89PNG")]), "a.zip").err(), Some(Error::NoDocuments));
    let single = opened(&gzipped(page("Guards").as_bytes()), "story.html.gz").expect("packed");
    assert_eq!(told(&single), "story.html: text/html: Guards");
}

#[test]
fn a_web_archive_gives_the_pages_that_were_answered_with_address_and_moment() {
    let warc = [
        &b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\na:b\r\n\r\n"[..],
        &captured("https://vessa.example/dam", "200 OK", &page("Guards at the dam")),
        &captured("https://vessa.example/gone", "404 Not Found", &page("Not found")),
        &captured("https://vessa.example/crest", "200 OK", &page("The crest road")),
    ]
    .concat();
    let plain = opened(&warc, "a.warc").expect("an archive");
    insta::assert_snapshot!(told(&plain), @r"
        https://vessa.example/dam from https://vessa.example/dam captured 2025-04-09T08:00:00+00:00: text/html: Guards at the dam
        https://vessa.example/crest from https://vessa.example/crest captured 2025-04-09T08:00:00+00:00: text/html: The crest road
        ");
    assert_eq!(opened(&gzipped(&warc), "a.warc.gz"), Ok(plain.clone()));
    let wacz = zipped(&[
        ("datapackage.json", b"{}"),
        ("archive/data.warc.gz", &gzipped(&warc)),
        ("pages/pages.jsonl", b"{\"format\":\"json-pages-1.0\"}\n{\"url\":\"https://vessa.example/crest\"}\n"),
    ]);
    let listed = opened(&wacz, "a.wacz").expect("an archive");
    assert_eq!(listed.parts, plain.parts[1..]);
}

/// A record of an answer that leads on to another address.
fn moved(url: &str, to: &str) -> Vec<u8> {
    let block =
        format!("HTTP/1.1 301 Moved Permanently\r\nLocation: {to}\r\nContent-Type: text/html\r\n\r\n<p>Moved.</p>");
    let head = format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {}", block.len());
    format!("{head}\r\n\r\n{block}\r\n\r\n").into_bytes()
}

#[test]
fn a_packed_archive_gives_the_pages_of_both_its_lists_wherever_they_lead() {
    let warc = [
        moved("http://vessa.example/dam", "https://vessa.example/dam"),
        moved("https://vessa.example/dam", "/guards"),
        captured("https://vessa.example/guards", "200 OK", &page("Guards at the dam")),
        captured("https://vessa.example/crest", "200 OK", &page("The crest road")),
        captured("https://vessa.example/frame", "200 OK", &page("A frame")),
        moved("https://vessa.example/ring", "https://vessa.example/ring"),
    ]
    .concat();
    let wacz = |lists: &[(&str, &[&str])]| {
        let line = |url: &&str| format!("{{\"url\":\"{url}\"}}\n");
        let lists: Vec<(&str, String)> =
            lists.iter().map(|(name, urls)| (*name, urls.iter().map(line).collect())).collect();
        let mut parts: Vec<(&str, &[u8])> = vec![("datapackage.json", b"{}"), ("archive/data.warc", &warc)];
        parts.extend(lists.iter().map(|(name, lines)| (*name, lines.as_bytes())));
        told(&opened(&zipped(&parts), "a.wacz").expect("an archive"))
    };
    insta::assert_snapshot!(wacz(&[
        ("pages/pages.jsonl", &["http://vessa.example/dam#top", "https://vessa.example/ring"]),
        ("pages/extraPages.jsonl", &["https://vessa.example/crest#map"]),
    ]), @r"
    https://vessa.example/guards from https://vessa.example/guards captured 2025-04-09T08:00:00+00:00: text/html: Guards at the dam
    https://vessa.example/crest from https://vessa.example/crest captured 2025-04-09T08:00:00+00:00: text/html: The crest road
    One page that it lists is not in it: https://vessa.example/ring
    One page that was captured is in none of its lists and passed over: https://vessa.example/frame
    ");
    insta::assert_snapshot!(wacz(&[("pages/pages.jsonl", &["https://vessa.example/elsewhere"])]), @r"
    https://vessa.example/guards from https://vessa.example/guards captured 2025-04-09T08:00:00+00:00: text/html: Guards at the dam
    https://vessa.example/crest from https://vessa.example/crest captured 2025-04-09T08:00:00+00:00: text/html: The crest road
    https://vessa.example/frame from https://vessa.example/frame captured 2025-04-09T08:00:00+00:00: text/html: A frame
    none of the pages that it lists is in it: all pages that were captured were read
    ");
}

#[test]
fn a_captured_page_keeps_the_encoding_that_it_was_sent_in_and_an_attached_one_its_bytes() {
    let (words, ..) = encoding_rs::WINDOWS_1251.encode("Губернатор заявил, что плотину охраняют.");
    let block =
        [&b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"windows-1251\"\r\n\r\n<p>"[..], &words].concat();
    let head = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n", block.len());
    let captured = opened(&[head.as_bytes(), &block, b"\r\n\r\n"].concat(), "a.warc").expect("an archive").parts;
    let head = "From: a@vessa.example\nTo: b@vessa.example\nSubject: Guards\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
                --b\nContent-Type: text/plain\n\nSee below.\n--b\nContent-Type: text/html; charset=windows-1251\nContent-Disposition: attachment; filename=a.html\n\n<p>";
    let attached = opened(&[head.as_bytes(), &words, b"\n--b--\n"].concat(), "a.eml").expect("a mail").parts;
    for part in captured.iter().chain(&attached) {
        assert!(part.bytes.ends_with(&words), "{:?}", part.bytes);
        let reading =
            read(&part.bytes, &Hint { encoding: part.encoding.clone(), ..Hint::default() }).expect("readable");
        assert_eq!((reading.encoding.as_str(), reading.warnings.len()), ("windows-1251", 0));
    }
    assert_eq!((captured.len(), attached.len()), (1, 1));
}

#[test]
fn a_mailbox_gives_its_mails_and_a_mail_what_is_attached() {
    let mail = |number: u32, attached: &str| {
        format!(
            "From: Ida Lorn <ida@vessa.example>\nTo: desk@vessa.example\nSubject: Guards {number}\nDate: Wed, 9 Apr 2025 10:00:00 +0000\n\
             MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee what is attached.\n{attached}--b--\n\n"
        )
    };
    let file = format!(
        "--b\nContent-Type: text/html; name=story.html\nContent-Disposition: attachment; filename=story.html\n\n{}\n--b\nContent-Type: image/png\nContent-Disposition: attachment; filename=dam.png\n\nx\n",
        page("Guards at the dam")
    );
    let one = opened(mail(1, &file).as_bytes(), "a.eml").expect("a mail");
    insta::assert_snapshot!(told(&one), @r"
        itself: Guards 1
        story.html: text/html: Guards at the dam
        ");
    assert_eq!(one.reading.expect("a mail").warnings, ["One file is attached that is no text: dam.png"]);
    let line = "From ida Wed Apr  9 10:00:00 2025\n";
    let mailbox = format!("{line}{}{line}{}", mail(1, ""), mail(2, ""));
    insta::assert_snapshot!(told(&opened(mailbox.as_bytes(), "box").expect("a mailbox")), @r"
        message 1: message/rfc822: Guards 1
        message 2: message/rfc822: Guards 2
        ");
}

#[test]
fn a_mail_that_says_nothing_gives_what_is_attached_to_it() {
    let mail = |file: &str| {
        format!(
            "From: Ida Lorn <ida@vessa.example>\nTo: desk@vessa.example\nSubject: see attached\nMIME-Version: 1.0\n\
             Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n\n\n--b\n{file}\n--b--\n"
        )
    };
    let file =
        format!("Content-Type: text/html\nContent-Disposition: attachment; filename=a.html\n\n{}", page("Guards"));
    insta::assert_snapshot!(told(&opened(mail(&file).as_bytes(), "a.eml").expect("a mail")), @r"
    a.html: text/html: Guards
    the mail has no text of its own; what is attached to it was read
    ");
    let picture = "Content-Type: image/png\nContent-Disposition: attachment; filename=dam.png\n\nx";
    assert_eq!(opened(mail(picture).as_bytes(), "a.eml").err(), Some(Error::NoText));
}

#[test]
fn a_feed_falls_into_articles_and_links_and_an_outline_is_links() {
    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>The Vessa Courier</title><id>a</id><updated>2025-04-09T08:00:00Z</updated>\
         <entry><title>Guards</title><id>1</id><updated>2025-04-09T08:00:00Z</updated><link href=\"https://vessa.example/a\"/><content type=\"html\">&lt;p&gt;{WORDS}&lt;/p&gt;</content></entry>\
         <entry><title>Crest</title><id>2</id><updated>2025-04-09T08:00:00Z</updated><link href=\"https://vessa.example/b\"/></entry></feed>"
    );
    insta::assert_snapshot!(told(&opened(atom.as_bytes(), "feed").expect("a feed")), @r"
        entry 1 from https://vessa.example/a: application/json: Guards
        link https://vessa.example/b (Crest)
        ");
    let json = serde_json::json!({ "version": "https://jsonfeed.org/version/1.1", "title": "The Vessa Courier", "items": [
        { "id": "1", "url": "https://vessa.example/a", "title": "Guards", "content_html": format!("<p>{WORDS}</p>") }] });
    assert!(
        told(&opened(json.to_string().as_bytes(), "feed.json").expect("a feed"))
            .starts_with("entry 1 from https://vessa.example/a: application/json: Guards")
    );
    let outline = b"<?xml version=\"1.0\"?><opml version=\"2.0\"><body><outline text=\"Courier\" xmlUrl=\"https://vessa.example/feed\"/></body></opml>";
    assert_eq!(told(&opened(outline, "a.opml").expect("an outline")), "link https://vessa.example/feed (Courier)");
}

/// A cell of a sheet with these words.
fn cell(text: &str) -> String {
    format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

/// A workbook whose one sheet is `sheet`, with these relations.
fn workbook(sheet: &str, relations: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let related = |inside: &str| format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{inside}</Relationships>");
    let one = |kind: &str, target: &str| {
        related(&format!("<Relationship Id=\"r1\" Type=\"{KINDS}/{kind}\" Target=\"{target}\"/>"))
    };
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{KINDS}\"><sheets><sheet name=\"Cuttings\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let sheet = format!("<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{KINDS}\">{sheet}</worksheet>");
    zipped(&[
        ("[Content_Types].xml", format!("<Types xmlns=\"{PACKAGE}/content-types\"/>").as_bytes()),
        ("_rels/.rels", one("officeDocument", "xl/workbook.xml").as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", one("worksheet", "worksheets/sheet1.xml").as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/worksheets/_rels/sheet1.xml.rels", related(relations).as_bytes()),
    ])
}

#[test]
fn a_workbook_falls_into_articles_and_links_by_the_names_of_its_columns() {
    let row = |cells: &[&str]| format!("<row>{}</row>", cells.iter().map(|text| cell(text)).collect::<String>());
    let sheet = format!(
        "<sheetData>{}{}{}</sheetData>",
        row(&["Headline", "Text", "Link", "Outlet"]),
        row(&["Guards", WORDS, "https://vessa.example/a", "The Vessa Courier"]),
        row(&["Crest", "", "https://vessa.example/b", ""]),
    );
    let bytes = workbook(&sheet, "");
    let opened = opened(&bytes, "cuttings.xlsx").expect("a workbook");
    insta::assert_snapshot!(told(&opened), @r"
        Cuttings, row 2 from https://vessa.example/a: application/json: Guards
        link https://vessa.example/b (Crest)
        ");
    let fields: Vec<_> = opened.mappings[0].columns.iter().map(|column| column.field).collect();
    assert_eq!(serde_json::to_string(&fields).expect("JSON"), r#"["title","text","url","publisher"]"#);
}

#[test]
fn the_addresses_behind_the_cells_of_a_workbook_are_links_with_what_the_cells_show_as_titles() {
    let named = |name: &str, text: &str| cell(text).replace("<c ", &format!("<c r=\"{name}\" "));
    let called = "<c r=\"A3\"><f>HYPERLINK(\"https://vessa.example/b\",\"Crest\")</f><v></v></c>";
    let sheet = format!(
        "<sheetData><row r=\"1\">{}{}</row><row r=\"2\">{}{}</row><row r=\"3\">{called}{}</row></sheetData>\
         <hyperlinks><hyperlink ref=\"A2\" r:id=\"r7\"/></hyperlinks>",
        named("A1", "Title"),
        named("B1", "Date"),
        named("A2", "Guards"),
        named("B2", "2025-04-09"),
        named("B3", "2025-04-10"),
    );
    let relation = "<Relationship Id=\"r7\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"https://vessa.example/a\" TargetMode=\"External\"/>";
    let opened = opened(&workbook(&sheet, relation), "cuttings.xlsx").expect("a workbook");
    insta::assert_snapshot!(told(&opened), @r"
    link https://vessa.example/a (Guards)
    link https://vessa.example/b (Crest)
    ");
    assert_eq!(opened.links[1].published.map(|day| day.to_string()).as_deref(), Some("2025-04-10"));
}

#[test]
fn a_text_of_addresses_is_a_list_of_links_whatever_it_is_called() {
    let text = b"https://vessa.example/a\n\n- https://vessa.example/b\n";
    for name in ["list.txt", "list.md", "list"] {
        let opened = opened(text, name).expect("a list");
        assert_eq!((opened.links.len(), opened.reading), (2, None), "{name}");
    }
    let table =
        opened(b"https://vessa.example/a,Guards\nhttps://vessa.example/b,Crest\n", "list.csv").expect("a table");
    assert_eq!(table.links[0].url, "https://vessa.example/a");
}

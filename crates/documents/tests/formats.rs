//! Files of every format, told by their content and read through the public door.

use std::io::{Cursor, Write};

use documents::{Error, Hint, read};
use domain::text;
use zip::{ZipWriter, write::SimpleFileOptions};

fn told(bytes: &[u8]) -> String {
    let reading = read(bytes, &Hint::default()).expect("readable");
    let mut told = format!(
        "{}\ntitle: {}\nbyline: {}\npublished: {}\nmodified: {}\n",
        reading.media_type.name(),
        reading.title,
        reading.byline.join(", "),
        reading.published.map(|dated| format!("{} from {:?}", dated.on, dated.from)).unwrap_or_default(),
        reading.modified.map(|dated| dated.on.to_string()).unwrap_or_default(),
    );
    for block in &reading.blocks {
        let words = text::slice(&reading.text, block.range.start, block.range.end).expect("inside");
        told += &format!("{:?}: {words}\n", block.kind);
    }
    told + &format!("left out: {}\nwarnings: {}", reading.left_out.join(" / "), reading.warnings.join(" / "))
}

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("its text");
    }
    writer.finish().expect("a package").into_inner()
}

#[test]
fn a_mail_gives_its_sender_its_day_and_its_plain_text() {
    insta::assert_snapshot!(told(include_bytes!("fixtures/letter.eml")));
}

#[test]
fn a_page_saved_with_its_parts_is_read_as_the_page() {
    insta::assert_snapshot!(told(include_bytes!("fixtures/saved.mhtml")));
}

#[test]
fn a_word_document_keeps_its_kinds_and_leaves_out_what_was_struck_out() {
    let document = r#"<w:document xmlns:w="w"><w:body>
        <w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Guards at the dam</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>What was counted</w:t></w:r></w:p>
        <w:p><w:r><w:t xml:space="preserve">At least </w:t></w:r><w:del><w:r><w:delText>90</w:delText></w:r></w:del><w:ins><w:r><w:t>155 &amp; more</w:t></w:r></w:ins><w:hyperlink><w:r><w:t xml:space="preserve"> engineers</w:t></w:r></w:hyperlink>.</w:p>
        <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>six met</w:t></w:r></w:p>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>Eastern</w:t></w:r></w:p><w:p><w:r><w:t>sluice</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>6</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
        </w:body></w:document>"#;
    let core = r"<p><dc:creator>Ida Lorn</dc:creator><dcterms:modified>2025-04-10T08:00:00Z</dcterms:modified></p>";
    let notes = r"<w:footnotes><w:footnote><w:p><w:r><w:t>Counted twice.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let comments = r"<w:comments><w:comment><w:p><w:r><w:t>Ask again.</w:t></w:r></w:p></w:comment></w:comments>";
    let bytes = packed(&[
        ("word/document.xml", document),
        ("word/footnotes.xml", notes),
        ("word/comments.xml", comments),
        ("docProps/core.xml", core),
    ]);
    insta::assert_snapshot!(told(&bytes));
}

#[test]
fn an_open_document_is_read_with_its_notes() {
    let content = r#"<o:document-content><o:body><o:text>
        <t:tracked-changes><t:p>struck out</t:p></t:tracked-changes>
        <t:h t:outline-level="1">What was counted</t:h>
        <t:p t:style-name="Standard">At least<t:s/>155<t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>Counted twice.</t:p></t:note-body></t:note> engineers.</t:p>
        <t:list><t:list-item><t:p>six met</t:p></t:list-item></t:list>
        <b:table><b:table-row><b:table-cell><t:p>sluice</t:p></b:table-cell><b:table-cell><t:p>6</t:p></b:table-cell></b:table-row></b:table>
        </o:text></o:body></o:document-content>"#;
    let meta = r"<m><dc:title>Guards at the dam</dc:title><meta:initial-creator>Ida Lorn</meta:initial-creator><dc:date>2025-04-10T08:00:00</dc:date></m>";
    let bytes = packed(&[("content.xml", content), ("meta.xml", meta)]);
    insta::assert_snapshot!(told(&bytes));
}

#[test]
fn a_book_is_read_in_the_order_of_its_spine() {
    let container = r#"<c><rootfiles><rootfile full-path="text/book.opf"/></rootfiles></c>"#;
    let description = r#"<package><metadata><dc:title>The river</dc:title><dc:creator>Ida Lorn</dc:creator><dc:language>en</dc:language></metadata>
        <manifest><item id="two" href="b.xhtml"/><item id="one" href="a.xhtml"/></manifest><spine><itemref idref="one"/><itemref idref="two"/></spine></package>"#;
    let bytes = packed(&[
        ("META-INF/container.xml", container),
        ("text/book.opf", description),
        ("text/a.xhtml", "<html><body><h1>Spring</h1><p>The dam was built.</p></body></html>"),
        ("text/b.xhtml", "<html><body><h1>Autumn</h1><p>The dam held.</p></body></html>"),
    ]);
    insta::assert_snapshot!(told(&bytes));
}

#[test]
fn rich_text_is_read_with_its_rows() {
    let source = br"{\rtf1\ansi\ansicpg1252{\info{\author Nobody}}\outlinelevel0 What was counted\par\pard At least \u8220?155\u8221? engineers.\par\trowd\intbl sluice\cell 6\cell\row\pard Nobody came.\par}";
    insta::assert_snapshot!(told(source));
}

#[test]
fn a_package_that_is_no_document_is_named_and_one_that_swells_is_given_up() {
    let hint = Hint::default();
    assert!(matches!(read(&packed(&[("a.bin", "x")]), &hint), Err(Error::Binary { .. })));
    assert_eq!(read(&packed(&[("word/document.xml", &" ".repeat(30 << 20))]), &hint).err(), Some(Error::Swells));
    let whole = packed(&[("word/document.xml", "<w:document/>")]);
    assert!(matches!(read(&whole[..60], &hint), Err(Error::Damaged { .. })));
}

#[test]
fn the_encoding_told_is_that_of_the_words_in_mails_saved_pages_and_rich_text() {
    const SAID: &str = "Губернатор заявил в среду, что плотину у Вессы охраняют не меньше ста пятидесяти инженеров.";
    let (koi, ..) = encoding_rs::KOI8_R.encode(SAID);
    let head = "From: Ida Lorn <ida@vessa.example>\nTo: desk@vessa.example\nSubject: Guards\nMIME-Version: 1.0\n";
    let mail = |kind: &str, body: &[u8]| [head.as_bytes(), kind.as_bytes(), b"\n\n", body].concat();
    let page = format!("<html><head><title>Guards</title></head><body><article><p>{SAID}</p></article></body></html>");
    let saved = "From: <Saved>\nSubject: Guards\nMIME-Version: 1.0\nContent-Type: multipart/related; type=\"text/html\"; boundary=b\n\n--b\n\
         Content-Type: text/html; charset=koi8-r\nContent-Location: https://vessa.example/a\n\n";
    let (page, ..) = encoding_rs::KOI8_R.encode(&page);
    let (rich, ..) = encoding_rs::WINDOWS_1251.encode(SAID);
    let rich: String = rich.iter().map(|byte| format!("\\'{byte:02x}")).collect();
    for (bytes, encoding) in [
        (mail("Content-Type: text/plain; charset=koi8-r", &koi), "KOI8-R"),
        // Nobody says it, or says what it is not.
        (mail("Content-Type: text/plain", &koi), "KOI8-U"),
        (mail("Content-Type: text/plain; charset=iso-8859-1", &koi), "KOI8-U"),
        (mail("Content-Type: text/plain; charset=windows-1251", SAID.as_bytes()), "UTF-8"),
        ([saved.as_bytes(), &page, b"\n--b--\n"].concat(), "KOI8-R"),
        (format!("{{\\rtf1\\ansi\\ansicpg1251 {rich}\\par}}").into_bytes(), "windows-1251"),
    ] {
        let reading = read(&bytes, &Hint::default()).expect("readable");
        assert_eq!((reading.text.as_str(), reading.encoding.as_str()), (SAID, encoding));
    }
}

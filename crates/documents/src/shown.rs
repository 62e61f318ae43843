//! Documents that are no pages of the web as markup, to be held beside what was read of them: what office documents hold, the
//! chapters of books, mails with their heads. Whoever shows it cleans it first.

use domain::{BlockKind, text};
use mail_parser::{Address, Message};

use crate::{Draft, Error, MOST_TEXT, docx, epub, mail, odt, package::Package, too_long};

/// An office document or a book.
pub(crate) fn packed(bytes: &[u8]) -> Result<String, Error> {
    let mut package = Package::open(bytes)?;
    if package.has(docx::MAIN) {
        Ok(laid_out(docx::read(&mut package)?))
    } else if package.has(epub::MAIN) {
        book(&mut package)
    } else if package.has(odt::MAIN) && !package.is_spreadsheet()? {
        Ok(laid_out(odt::read(&mut package)?))
    } else {
        Err(Error::NotShown)
    }
}

fn book(package: &mut Package<'_>) -> Result<String, Error> {
    let mut markup = String::new();
    for source in epub::sources(package)? {
        // What stands before the body says nothing, and an empty title written short would take the rest for itself.
        markup += source.find("<body").map_or(source.as_str(), |at| &source[at..]);
        markup += "<hr>";
        if markup.len() > MOST_TEXT * 4 {
            return Err(too_long(markup.len()));
        }
    }
    Ok(markup)
}

/// What a document holds, and below a line what does not show in its text, such as comments.
pub(crate) fn laid_out(draft: Draft) -> String {
    let (whole, blocks) = draft.body.finished();
    // The file's properties may name what its first line says.
    let title = draft.title.filter(|title| whole.lines().next() != Some(title.as_str()));
    let mut markup = title.map(|title| format!("<h1>{}</h1>", escaped(&title))).unwrap_or_default();
    for run in blocks.chunk_by(|a, b| a.kind == b.kind) {
        let words = run.iter().filter_map(|block| text::slice(&whole, block.range.start, block.range.end));
        let words: Vec<String> = words.map(escaped).collect();
        let each =
            |open: &str, close: &str| words.iter().map(|words| format!("{open}{words}{close}")).collect::<String>();
        markup += &match run[0].kind {
            BlockKind::Heading => each("<h2>", "</h2>"),
            BlockKind::ListItem => format!("<ul>{}</ul>", each("<li>", "</li>")),
            BlockKind::TableRow => {
                let rows = words.iter().map(|row| format!("<tr><td>{}</td></tr>", row.replace('\t', "</td><td>")));
                format!("<table>{}</table>", rows.collect::<String>())
            }
            BlockKind::Quote | BlockKind::EmbeddedPost => each("<blockquote>", "</blockquote>"),
            BlockKind::Paragraph | BlockKind::Caption => each("<p>", "</p>"),
        };
    }
    if !draft.left_out.is_empty() {
        markup += "<hr>";
        markup.extend(draft.left_out.iter().map(|piece| format!("<p><small>{}</small></p>", escaped(piece))));
    }
    markup
}

/// A mail: its head as people read it, and its page, or else its text.
pub(crate) fn mail(bytes: &[u8]) -> Result<String, Error> {
    let message = mail::parsed(bytes)?;
    let mut markup = format!("<dl>{}</dl><hr>", head(&message));
    let pages = message.html_body.iter().filter_map(|at| message.part(*at)).filter(|part| part.is_text_html());
    let page: String = pages.filter_map(|part| part.text_contents()).collect();
    if page.is_empty() {
        let parts = message.text_body.iter().filter_map(|at| message.part(*at));
        for part in parts.filter_map(|part| part.text_contents()) {
            let part = part.replace("\r\n", "\n");
            let paragraphs = part.split("\n\n").filter(|words| !words.trim().is_empty());
            markup.extend(paragraphs.map(|words| format!("<p>{}</p>", escaped(words.trim()))));
        }
    } else {
        markup += &page;
    }
    Ok(markup)
}

fn head(message: &Message<'_>) -> String {
    let people = |address: Option<&Address<'_>>| {
        let each = address.into_iter().flat_map(Address::iter).map(|one| match (one.name(), one.address()) {
            (Some(name), Some(address)) => format!("{name} <{address}>"),
            (one, other) => one.or(other).unwrap_or_default().to_owned(),
        });
        each.collect::<Vec<_>>().join(", ")
    };
    let attached: Vec<String> = message.attachments().map(mail::name).collect();
    let lines = [
        ("From", people(message.from())),
        ("To", people(message.to())),
        ("Cc", people(message.cc())),
        ("Date", message.date().map(mail_parser::DateTime::to_rfc3339).unwrap_or_default()),
        ("Subject", message.subject().unwrap_or_default().to_owned()),
        ("Attached", attached.join(", ")),
    ];
    let said = lines.iter().filter(|(_, value)| !value.trim().is_empty());
    said.map(|(name, value)| format!("<dt>{name}</dt><dd>{}</dd>", escaped(value))).collect()
}

/// `words` as markup that says no more than they do.
fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Hint, Original, original, package::tests::packed as package};

    fn shown(bytes: &[u8]) -> String {
        match original(bytes, &Hint::default(), 1) {
            Ok(Original::Markup(markup)) => markup,
            other => panic!("not markup: {other:?}"),
        }
    }

    #[test]
    fn an_office_document_is_shown_by_what_it_holds() {
        let document = "<w:document xmlns:w='w'><w:body><w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>The dam &lt;b&gt;</w:t></w:r></w:p>\
             <w:p><w:r><w:t>It held.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>March</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>98</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
             <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>one</w:t></w:r></w:p><w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>two</w:t></w:r></w:p></w:body></w:document>";
        let comments =
            "<w:comments xmlns:w='w'><w:comment><w:p><w:r><w:t>Who says so?</w:t></w:r></w:p></w:comment></w:comments>";
        let bytes = package(&[(docx::MAIN, document), ("word/comments.xml", comments)]);
        insta::assert_snapshot!(shown(&bytes), @"<h2>The dam &lt;b&gt;</h2><p>It held.</p><table><tbody><tr><td>March</td><td>98</td></tr></tbody></table><ul><li>one</li><li>two</li></ul><hr><p><small>Who says so?</small></p>");
        assert_eq!(shown(b"{\\rtf1 It held.\\par All night.}"), "<p>It held.</p><p>All night.</p>");
        let text = "<office:document-content xmlns:office='o' xmlns:text='t'><office:body><office:text><text:p>It held.</text:p></office:text></office:body></office:document-content>";
        assert_eq!(shown(&package(&[(odt::MAIN, text)])), "<p>It held.</p>");
        assert_eq!(original(&package(&[("a.txt", "x")]), &Hint::default(), 1), Err(Error::NotShown));
    }

    #[test]
    fn the_chapters_of_a_book_are_shown_one_after_the_other_and_nothing_in_them_acts() {
        let chapter = |words: &str| {
            format!(
                "<html><head><title/><script src='a.js'/></head><body><p onclick='run()'>{words}<img src='a.png'/></p><script>run()</script></body></html>"
            )
        };
        let bytes = package(&[
            (epub::MAIN, "<container><rootfiles><rootfile full-path='b/book.opf'/></rootfiles></container>"),
            (
                "b/book.opf",
                "<package><manifest><item id='1' href='one.xhtml'/><item id='2' href='two.xhtml'/></manifest><spine><itemref idref='2'/><itemref idref='1'/></spine></package>",
            ),
            ("b/one.xhtml", &chapter("The end.")),
            ("b/two.xhtml", &chapter("The dam held.")),
        ]);
        assert_eq!(shown(&bytes), "<p>The dam held.</p><hr><p>The end.</p><hr>");
    }

    #[test]
    fn a_mail_is_shown_with_its_head_and_its_page_or_its_text_decoded() {
        let head = "From: =?utf-8?q?Ana_Kova=C4=8D?= <ana@courier.example>\r\nTo: desk@vessa.example\r\nSubject: The dam\r\n\
                    Date: Wed, 9 Apr 2025 10:00:00 +0000\r\nMIME-Version: 1.0\r\n";
        let told = "<dl><dt>From</dt><dd>Ana Kovač &lt;ana@courier.example&gt;</dd><dt>To</dt><dd>desk@vessa.example</dd>\
                    <dt>Date</dt><dd>2025-04-09T10:00:00Z</dd><dt>Subject</dt><dd>The dam</dd></dl><hr>";
        let plain = format!(
            "{head}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe dam=\r\n held <b>.\r\n=C4=8Cetiri.\r\n\r\nAna\r\n"
        );
        assert_eq!(shown(plain.as_bytes()), format!("{told}<p>The dam held &lt;b&gt;.<br>Četiri.</p><p>Ana</p>"));
        let page = format!(
            "{head}Content-Type: text/html; charset=utf-8\r\n\r\n<html><body><p onclick='run()'>It <b>held</b>.<img src='https://a.example/a.png'></p><script>run()</script></body></html>\r\n"
        );
        assert_eq!(shown(page.as_bytes()).trim_end(), format!("{told}<p>It <b>held</b>.</p>"));
    }
}

//! The encodings that an HTML or XML document says it has: in its XML declaration and in its `<meta>` elements, and nowhere
//! else. A script's or a comment's `charset` is none of the page's.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes looked at for a declaration: the HTML Standard asks for the first 1,024; pages put it later.
const WITHIN: usize = 4_096;
/// Elements whose content is no markup.
const RAW: [&str; 4] = ["script", "style", "title", "textarea"];

/// What the document that `bytes` are says of its encoding, the first word first.
pub(super) fn of(bytes: &[u8]) -> Vec<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(WITHIN)]).to_ascii_lowercase();
    let start = start.trim_start();
    if !start.starts_with('<') {
        return Vec::new();
    }
    let declaration = start.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map(|(inside, _)| inside);
    let stated = declaration.and_then(|inside| value(inside, "encoding"));
    stated.into_iter().chain(in_meta(start)).filter_map(|label| named(&label)).collect()
}

/// The encoding called `label` in a document that says so in bytes of ASCII, and thus is none of two bytes a letter.
fn named(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.trim().as_bytes())?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
}

/// The labels in the `<meta>` elements of `page`.
fn in_meta(page: &str) -> Vec<String> {
    let mut labels = Vec::new();
    let mut rest = page;
    while let Some((_, tag)) = rest.split_once('<') {
        rest = if let Some(comment) = tag.strip_prefix("!--") {
            comment.split_once("-->").map_or("", |(_, rest)| rest)
        } else if let Some(name) = RAW.iter().find(|name| is(tag, name)) {
            tag.split_once(&format!("</{name}")).map_or("", |(_, rest)| rest)
        } else if is(tag, "meta") {
            let (inside, rest) = tag.split_once('>').unwrap_or((tag, ""));
            labels.extend(label(inside));
            rest
        } else {
            tag
        };
    }
    labels
}

fn is(tag: &str, name: &str) -> bool {
    tag.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '\n', '\t', '\r', '/', '>', '\u{c}']))
}

/// The label that the inside of a `<meta>` gives.
fn label(inside: &str) -> Option<String> {
    value(inside, "charset").or_else(|| {
        let kind =
            value(inside, "content").filter(|_| value(inside, "http-equiv").as_deref() == Some("content-type"))?;
        let (_, label) = kind.split_once("charset=")?;
        Some(label.split([';', ' ', ',']).next().unwrap_or_default().trim_matches(['"', '\'']).to_owned())
    })
}

/// The value of the attribute `name` in the inside of a tag.
fn value(inside: &str, name: &str) -> Option<String> {
    let mut rest = inside;
    while let Some((before, after)) = rest.split_once('=') {
        let key = before.split_whitespace().next_back().unwrap_or_default();
        let after = after.trim_start();
        let (value, next) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
            _ => after.split_once(char::is_whitespace).unwrap_or((after.trim_end_matches('/'), "")),
        };
        if key == name {
            return Some(value.to_owned());
        }
        rest = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_page_itself_says_what_it_is_in() {
        for (page, told) in [
            ("<meta charset=windows-1251>", "windows-1251"),
            ("<html><head><META\n CharSet='koi8-r' />", "KOI8-R"),
            ("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=shift_jis\">", "Shift_JIS"),
            ("<meta content='text/html;charset=gbk' http-equiv=content-type>", "GBK"),
            ("<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss>", "windows-1251"),
            ("<?xml version='1.0'?><meta charset=\"utf-16\">", "UTF-8"),
            ("<script src=a.js charset=\"iso-8859-1\"></script><meta charset=utf-8>", "UTF-8"),
            ("<!-- <meta charset=koi8-r> --><p>encoding=koi8-r", ""),
            ("<script>var a = '<meta charset=koi8-r>'</script><title><meta charset=big5></title>", ""),
            ("<meta name=description content='text/html; charset=koi8-r'>", ""),
            ("<link charset=koi8-r rel=stylesheet>", ""),
            ("charset=koi8-r", ""),
        ] {
            assert_eq!(of(page.as_bytes()).first().map_or("", |encoding| encoding.name()), told, "{page}");
        }
    }
}

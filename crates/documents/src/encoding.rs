//! Bytes to text: byte order mark, then what whoever handed them over says, then what the document declares, then a guess.

use encoding_rs::{Encoding, UTF_8};

/// Bytes looked at for a declaration: the HTML Standard asks for the first 1,024; pages put it later.
const DECLARED_WITHIN: usize = 4_096;

/// Text, and by which encoding.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
    pub(crate) warning: Option<String>,
}

/// The starts of files that are no text, and what they are.
const MAGIC: [(&[u8], &str); 12] = [
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\0", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
];

/// What `bytes` are when they are not text.
pub(crate) fn binary(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(what);
    }
    let wide = Encoding::for_bom(bytes).is_some_and(|(encoding, _)| encoding != UTF_8);
    let start = &bytes[..bytes.len().min(8_192)];
    let control = start.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    (!wide && (start.contains(&0) || control * 20 > start.len())).then_some("binary data")
}

/// The text of `bytes`, with line ends made one.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    decode_as(bytes, None)
}

/// The same, of bytes that were said to be in the encoding of this name.
pub(crate) fn decode_as(bytes: &[u8], said: Option<&str>) -> Decoded {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = marked.or_else(|| told(bytes, said?)).or_else(|| declared(bytes));
    let encoding = encoding.unwrap_or_else(|| guessed(bytes));
    // The BOM, when there is one, decides again in `decode`, as the Encoding Standard asks.
    let (text, encoding, broken) = encoding.decode(bytes);
    let replaced = text.matches('\u{fffd}').count();
    let warning = (broken && replaced > 0).then(|| {
        let (places, stand) = if replaced == 1 { ("place", "stands") } else { ("places", "stand") };
        format!(
            "{replaced} {places} could not be read as {}; a � {stand} there. Compare with the original",
            encoding.name()
        )
    });
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Decoded { text, encoding: encoding.name(), warning }
}

/// The encoding that `said` names, where `bytes` can be in it: servers name one for all that they hand out.
fn told(bytes: &[u8], said: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(said.trim().as_bytes())?;
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|_| encoding)
}

/// The encoding that an HTML or XML document says it has.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).to_ascii_lowercase();
    if !start.trim_start().starts_with('<') {
        return None;
    }
    let after = ["charset=", "encoding="].iter().find_map(|word| start.split_once(word))?.1;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        .collect();
    Encoding::for_label(label.as_bytes())
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    // Mostly sound UTF-8 with a few broken bytes is broken UTF-8, not another encoding.
    let text = String::from_utf8_lossy(bytes);
    let broken = text.matches('\u{fffd}').count();
    let beyond_ascii = text.chars().filter(|c| !c.is_ascii()).count() - broken;
    if beyond_ascii > broken * 4 {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_decides_before_the_declaration_and_that_before_a_guess() {
        assert_eq!(decode(b"\xef\xbb\xbf<meta charset=windows-1251>x").encoding, "UTF-8");
        assert_eq!(decode(b"\xff\xfea\0b\0").text, "ab");
        let page = [&b"<meta charset=\"windows-1251\">"[..], b"\xc4\xe0\xec\xe1\xe0"].concat();
        assert_eq!(decode(&page).text, "<meta charset=\"windows-1251\">Дамба");
        assert_eq!(decode("Дамба".as_bytes()).encoding, "UTF-8");
        let (koi, ..) = encoding_rs::KOI8_R.encode("Дамба");
        assert_eq!(decode_as(&koi, Some("koi8-r")).text, "Дамба");
        assert_eq!(decode_as(&page, Some("utf-8")).encoding, "windows-1251", "what cannot be is not believed");
        assert_eq!(decode_as(b"\xef\xbb\xbfx", Some("koi8-r")).encoding, "UTF-8");
        let (cyrillic, ..) = encoding_rs::WINDOWS_1251.encode("Дамба у Вессі стоїть міцно, і ніхто її не охороняє.");
        assert!(decode(&cyrillic).text.starts_with("Дамба у Весс"));
    }
}

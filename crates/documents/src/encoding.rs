//! Bytes to text: byte order mark, then what the bytes can only be, then what whoever handed them over says, then what the
//! document declares, then a guess. What is said is believed where the bytes do not contradict it.

mod binary;
mod declared;
mod wide;

pub(crate) use binary::binary;
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, ISO_2022_JP, ISO_8859_5, ISO_8859_6, ISO_8859_7, ISO_8859_8,
    KOI8_R, KOI8_U, REPLACEMENT, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_874, WINDOWS_1251, WINDOWS_1253,
    WINDOWS_1255, WINDOWS_1256, X_MAC_CYRILLIC,
};

/// Encodings of other letters than Latin ones.
const NOT_LATIN: [&Encoding; 20] = [
    BIG5,
    EUC_JP,
    EUC_KR,
    GB18030,
    GBK,
    IBM866,
    ISO_2022_JP,
    ISO_8859_5,
    ISO_8859_6,
    ISO_8859_7,
    ISO_8859_8,
    KOI8_R,
    KOI8_U,
    SHIFT_JIS,
    WINDOWS_874,
    WINDOWS_1251,
    WINDOWS_1253,
    WINDOWS_1255,
    WINDOWS_1256,
    X_MAC_CYRILLIC,
];
/// Letters beyond ASCII that a text has at least to show that it is in another script than it says.
const LEAST: usize = 12;

/// Text, and by which encoding.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
    /// What to know of that, a sentence each.
    pub(crate) warnings: Vec<String>,
}

/// The text of `bytes`, with line ends made one.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    decode_as(bytes, None)
}

/// The same, of bytes that were said to be in the encoding of this name.
pub(crate) fn decode_as(bytes: &[u8], said: Option<&str>) -> Decoded {
    if let Some((text, encoding)) = wide::utf_32(bytes) {
        return Decoded { text: with_one_line_end(&text), encoding, warnings: Vec::new() };
    }
    let (encoding, told) = found(bytes, said);
    // The BOM, when there is one, decides again in `decode`, as the Encoding Standard asks.
    let (text, encoding, broken) = encoding.decode(bytes);
    let replaced = text.matches('\u{fffd}').count();
    let mut warnings = Vec::new();
    if let Some(told) = told {
        warnings.push(format!(
            "declared as {}, read as {}: its bytes contradict the declaration. Compare with the original",
            told.name(),
            encoding.name()
        ));
    }
    if broken && replaced > 0 {
        let (places, stand) = if replaced == 1 { ("place", "stands") } else { ("places", "stand") };
        warnings.push(format!(
            "{replaced} {places} could not be read as {}; a � {stand} there. Compare with the original",
            encoding.name()
        ));
    }
    Decoded { text: with_one_line_end(&text), encoding: encoding.name(), warnings }
}

fn with_one_line_end(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The encoding of `bytes`, and what they are declared to be where that is not believed.
fn found(bytes: &[u8], said: Option<&str>) -> (&'static Encoding, Option<&'static Encoding>) {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    if let Some(encoding) = marked.or_else(|| wide::utf_16(bytes)) {
        return (encoding, None);
    }
    let said = said.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let told: Vec<&Encoding> =
        said.into_iter().chain(declared::of(bytes)).filter(|told| *told != REPLACEMENT).collect();
    let encoding = certain(bytes)
        .or_else(|| told.iter().copied().find(|told| can_be(bytes, told)))
        .unwrap_or_else(|| guessed(bytes));
    let contradicted = told.first().copied().filter(|_| !told.contains(&encoding));
    (encoding, contradicted)
}

/// What `bytes` can only be: no other text falls into the patterns of UTF-8 or of ISO-2022-JP by chance.
fn certain(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.is_ascii() {
        let is_utf_8 = std::str::from_utf8(bytes).is_ok() || is_mostly(bytes, UTF_8, 4);
        return is_utf_8.then_some(UTF_8);
    }
    let switches = bytes.windows(3).any(|window| matches!(window, [0x1b, b'$', b'@' | b'B']));
    (switches && is_whole(bytes, ISO_2022_JP)).then_some(ISO_2022_JP)
}

/// Whether `bytes` may be what they are told to be.
fn can_be(bytes: &[u8], told: &'static Encoding) -> bool {
    if told == UTF_8 || told == UTF_16LE || told == UTF_16BE {
        return told == UTF_8 && bytes.is_ascii();
    }
    if NOT_LATIN.contains(&told) {
        return is_whole(bytes, told) || is_mostly(bytes, told, 20);
    }
    // Nearly all bytes are sound in the Latin encodings, which programs declare without looking.
    let guess = if bytes.is_ascii() { told } else { guessed(bytes) };
    !(NOT_LATIN.contains(&guess) && is_written_in(bytes, guess))
}

fn is_whole(bytes: &[u8], encoding: &'static Encoding) -> bool {
    encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

/// Whether `bytes` have more than `times` as many letters beyond ASCII as places that cannot be read. A few broken bytes
/// are damage, and no other encoding.
fn is_mostly(bytes: &[u8], encoding: &'static Encoding, times: usize) -> bool {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let broken = text.matches('\u{fffd}').count();
    text.chars().filter(|c| !c.is_ascii()).count() - broken > broken * times
}

/// Whether `bytes` in `encoding` are words in another script than the Latin one, and not Latin words with accents: there
/// letters beyond ASCII stand one by one.
fn is_written_in(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let words = text.split(|c: char| c.is_ascii() || !c.is_alphabetic());
    let (all, beside) = words
        .map(|word| word.chars().count())
        .fold((0, 0), |(all, beside), letters| (all + letters, beside + if letters > 1 { letters } else { 0 }));
    all >= LEAST && beside * 5 >= all * 4
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;

    use super::*;

    const RUSSIAN: &str = "Губернатор заявил в среду, что плотину у Вессы охраняют не меньше ста пятидесяти инженеров.";
    const UKRAINIAN: &str = "Дамба у Вессі стоїть міцно, і ніхто її не охороняє, кажуть у компанії.";
    const ARABIC: &str = "قال المحافظ يوم الأربعاء إن ما لا يقل عن مئة وخمسة وخمسين مهندسا يحرسون السد.";
    const CHINESE: &str = "省长星期三说，至少有一百五十五名外国工程师守卫着大坝，公司从未反对过。";
    const JAPANESE: &str = "知事は水曜日、少なくとも百五十五人の外国人技術者がダムを警備していると述べた。";

    #[test]
    fn the_mark_decides_before_the_declaration_and_that_before_a_guess() {
        assert_eq!(decode(b"\xef\xbb\xbf<meta charset=windows-1251>x").encoding, "UTF-8");
        assert_eq!(decode(b"\xff\xfea\0b\0").text, "ab");
        let page = [&b"<meta charset=\"windows-1251\">"[..], b"\xc4\xe0\xec\xe1\xe0"].concat();
        assert_eq!(decode(&page).text, "<meta charset=\"windows-1251\">Дамба");
        assert_eq!(decode("Дамба".as_bytes()).encoding, "UTF-8");
        let (koi, ..) = KOI8_R.encode("Дамба");
        assert_eq!(decode_as(&koi, Some("koi8-r")).text, "Дамба");
        assert_eq!(decode_as(&page, Some("utf-8")).encoding, "windows-1251", "what cannot be is not believed");
        assert_eq!(decode_as(b"\xef\xbb\xbfx", Some("koi8-r")).encoding, "UTF-8");
        let (cyrillic, ..) = WINDOWS_1251.encode(UKRAINIAN);
        assert_eq!(decode(&cyrillic).text, UKRAINIAN);
    }

    #[test]
    fn what_is_utf_8_is_read_so_whatever_is_declared() {
        let page = "<meta charset=iso-8859-15><p>Die Schleuse schließt für Schiffe.";
        let read = decode(page.as_bytes());
        assert_eq!((read.text.as_str(), read.encoding), (page, "UTF-8"));
        assert!(read.warnings[0].starts_with("declared as ISO-8859-15, read as UTF-8"), "{:?}", read.warnings);
        assert_eq!(decode_as(page.as_bytes(), Some("windows-1251")).text, page);
        let damaged = [page.repeat(3).as_bytes(), b"\xfc"].concat();
        assert_eq!(decode(&damaged).encoding, "UTF-8");
        // Where nothing is beyond ASCII, nothing contradicts.
        let plain = decode(b"<meta charset=windows-1251><p>The dam held.");
        assert_eq!((plain.encoding, plain.warnings.len()), ("windows-1251", 0));
    }

    #[test]
    fn letters_of_another_script_are_read_whatever_is_declared() {
        for (encoding, text) in [
            (WINDOWS_1251, RUSSIAN),
            (KOI8_R, RUSSIAN),
            (ISO_8859_5, RUSSIAN),
            (WINDOWS_1256, ARABIC),
            (ISO_8859_6, ARABIC),
            (GB18030, CHINESE),
            (SHIFT_JIS, JAPANESE),
            (EUC_JP, JAPANESE),
            (ISO_2022_JP, JAPANESE),
        ] {
            // The detector wants more than a sentence where two encodings are as near as GB18030 and Big5.
            let text = text.repeat(4);
            for declared in ["", "utf-8", "iso-8859-1", "windows-1252"] {
                let page = format!("<meta charset=\"{declared}\"><p>{text}");
                let (bytes, ..) = encoding.encode(&page);
                let read = decode(&bytes);
                assert!(read.text == page, "{} declared as “{declared}”: {}", encoding.name(), read.text);
                assert_eq!(read.warnings.len(), usize::from(!declared.is_empty()), "{:?}", read.warnings);
            }
        }
    }

    #[test]
    fn latin_letters_with_accents_contradict_no_latin_encoding() {
        for text in [
            "Le préfet a déclaré mercredi que le barrage avait résisté à la crue d’été ; nul ne l’a nié à Écully.",
            "Die Brücke über die Vessa hält, sagte der Bürgermeister; für Fußgänger gibt es größere Umwege.",
            "A população já não confia: ninguém contou os engenheiros, não há relatórios e três são de outra nação.",
        ] {
            let page = format!("<meta charset=iso-8859-1><p>{text}");
            let (bytes, ..) = WINDOWS_1252.encode(&page);
            let read = decode(&bytes);
            assert_eq!((read.text.as_str(), read.warnings.len()), (page.as_str(), 0));
        }
    }
}

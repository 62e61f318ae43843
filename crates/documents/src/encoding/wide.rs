//! Encodings whose units are wider than a byte: UTF-32, and UTF-16 without a mark.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Bytes that tell whether a text is UTF-16.
const LOOKED_AT: usize = 8_192;
/// Zero bytes that a text of UTF-16 has at least: those of its spaces, line ends and digits.
const LEAST: usize = 2;

/// The marks of UTF-32, the names of what they mark, and whether the first byte is the highest.
const MARKS: [([u8; 4], &str, bool); 2] =
    [([0xff, 0xfe, 0, 0], "UTF-32LE", false), ([0, 0, 0xfe, 0xff], "UTF-32BE", true)];

/// The text of `bytes` that a mark says are UTF-32, and the encoding's name.
pub(super) fn utf_32(bytes: &[u8]) -> Option<(String, &'static str)> {
    let (mark, name, high_first) = MARKS.iter().find(|(mark, ..)| bytes.starts_with(mark))?;
    let letter = |unit: &[u8]| {
        let number = <[u8; 4]>::try_from(unit).ok().map(|unit| match high_first {
            true => u32::from_be_bytes(unit),
            false => u32::from_le_bytes(unit),
        });
        number.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
    };
    let text: String = bytes[mark.len()..].chunks(4).map(letter).collect();
    (!text.contains('\0')).then_some((text, name))
}

/// Which UTF-16 `bytes` without a mark are: the zero bytes of what is ASCII in them all lie on one side.
pub(super) fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = &bytes[..bytes.len().min(LOOKED_AT) & !1];
    let zeros = |side: usize| start.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // On the other side stand those of letters such as the ideographic space, U+3000.
    let encoding = if odd >= LEAST && odd > even * 8 {
        UTF_16LE
    } else if even >= LEAST && even > odd * 8 {
        UTF_16BE
    } else {
        return None;
    };
    // The last letter may be cut in two.
    let whole = start.len().saturating_sub(if bytes.len() > start.len() { 2 } else { 0 });
    let text = encoding.decode_without_bom_handling_and_without_replacement(&start[..whole])?;
    let is_written = |c: char| c.is_alphanumeric() || c.is_whitespace();
    let is_strange = |c: char| (c.is_control() && !c.is_whitespace()) || matches!(c, '\u{e000}'..='\u{f8ff}');
    let (all, written) = text.chars().fold((0, 0), |(all, written), c| (all + 1, written + usize::from(is_written(c))));
    (written * 2 > all && !text.contains(is_strange)).then_some(encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16_of(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf_16_is_told_without_a_mark_in_every_script_and_other_bytes_are_not() {
        for text in
            ["The dam held.", "Дамба у Вессі тримається.", "大坝 2025 年守住了。\n没有人数过。\n", "سد فيسا صامد."]
        {
            assert_eq!(utf_16(&utf_16_of(text, u16::to_le_bytes)), Some(UTF_16LE), "{text}");
            assert_eq!(utf_16(&utf_16_of(text, u16::to_be_bytes)), Some(UTF_16BE), "{text}");
        }
        let sound: Vec<u8> = (0..2_000_u16).flat_map(|at| (at % 200).to_le_bytes()).collect();
        assert_eq!(utf_16(&sound), None);
        assert_eq!(utf_16(b"The dam held."), None);
        assert_eq!(utf_16(&[0, 1, 2, 3, 0, 0, 0, 9]), None);
    }

    #[test]
    fn utf_32_is_read_by_its_mark() {
        let low_first: Vec<u8> = "\u{feff}Дамба 😀".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        assert_eq!(utf_32(&low_first), Some(("Дамба 😀".to_owned(), "UTF-32LE")));
        let high_first: Vec<u8> = "\u{feff}Дамба".chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        assert_eq!(utf_32(&high_first), Some(("Дамба".to_owned(), "UTF-32BE")));
        assert_eq!(utf_32(b"\xff\xfea\0"), None);
    }
}

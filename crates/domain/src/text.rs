//! The one place where offsets change their unit.
//!
//! Everywhere in the program an offset counts Unicode scalar values from the start of a text. Files count UTF-8 bytes
//! and the screen counts UTF-16 units; only this module converts.

/// The byte at which scalar value `scalar` of `text` starts; `None` past the end.
///
/// The end of the text is a valid place: as many scalar values as there are give its length in bytes.
pub fn byte_at(text: &str, scalar: u32) -> Option<usize> {
    let scalar = scalar as usize;
    text.char_indices().map(|(byte, _)| byte).chain([text.len()]).nth(scalar)
}

/// The scalar value that starts at `byte`; `None` past the end or inside a scalar value.
pub fn scalar_at_byte(text: &str, byte: usize) -> Option<u32> {
    text.get(..byte).map(length)
}

/// The UTF-16 unit at which scalar value `scalar` starts; `None` past the end.
pub fn utf16_at(text: &str, scalar: u32) -> Option<u32> {
    text.get(..byte_at(text, scalar)?).map(utf16_length)
}

/// The scalar value that starts at UTF-16 unit `unit`; `None` past the end or between two surrogates.
pub fn scalar_at_utf16(text: &str, unit: u32) -> Option<u32> {
    let mut units = 0;
    for (scalar, character) in (0_u32..).zip(text.chars()) {
        if units >= unit {
            return (units == unit).then_some(scalar);
        }
        units += if character.len_utf16() == 2 { 2 } else { 1 };
    }
    (units == unit).then(|| length(text))
}

/// How many scalar values `text` has.
pub fn length(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// How many UTF-16 units `text` has.
pub fn utf16_length(text: &str) -> u32 {
    u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// The part of `text` from scalar value `start` up to `end`; `None` when that lies outside it.
pub fn slice(text: &str, start: u32, end: u32) -> Option<&str> {
    let from = byte_at(text, start)?;
    let rest = &text[from..];
    let to = byte_at(rest, end.checked_sub(start)?)?;
    Some(&rest[..to])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Text with astral, combining, right-to-left and plain characters side by side.
    fn mixed() -> impl Strategy<Value = String> {
        prop::collection::vec(
            prop_oneof![
                Just("a"),
                Just("é"),
                Just("e\u{301}"),
                Just("ї"),
                Just("中"),
                Just("𠮷"),
                Just("😀"),
                Just("👩\u{200d}🚒"),
                Just("سد"),
                Just("\u{202e}"),
                Just("ש\u{5c1}"),
                Just("\n"),
                Just(" ")
            ],
            0..40,
        )
        .prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn every_place_survives_the_way_to_bytes_and_back(text in mixed()) {
            for scalar in 0..=length(&text) {
                let byte = byte_at(&text, scalar).expect("inside the text");
                prop_assert_eq!(scalar_at_byte(&text, byte), Some(scalar));
            }
            prop_assert_eq!(byte_at(&text, length(&text) + 1), None);
        }

        #[test]
        fn every_place_survives_the_way_to_utf16_and_back(text in mixed()) {
            for scalar in 0..=length(&text) {
                let unit = utf16_at(&text, scalar).expect("inside the text");
                prop_assert_eq!(scalar_at_utf16(&text, unit), Some(scalar));
            }
            prop_assert_eq!(scalar_at_utf16(&text, utf16_length(&text) + 1), None);
        }

        #[test]
        fn a_slice_is_what_counting_characters_gives(text in mixed(), a in 0_u32..50, b in 0_u32..50) {
            let counted: Option<String> = (a <= b && b <= length(&text))
                .then(|| text.chars().skip(a as usize).take((b - a) as usize).collect());
            prop_assert_eq!(slice(&text, a, b).map(str::to_owned), counted);
        }
    }

    #[test]
    fn the_middle_of_a_surrogate_pair_is_no_place() {
        assert_eq!(scalar_at_utf16("a😀b", 2), None);
        assert_eq!(scalar_at_utf16("a😀b", 3), Some(2));
    }
}

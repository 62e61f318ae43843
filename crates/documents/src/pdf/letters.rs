//! Letters as PDFs write them: joined, in forms for display, in two encodings, and from left to right whatever the script.

use unicode_bidi::{BidiInfo, Level};
use unicode_normalization::UnicodeNormalization;

/// Whether `c` means something only to the font that it comes from.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..) || (c.is_control() && !c.is_whitespace())
}

/// `text` with letters that are joined or shaped for display taken apart and unshaped, and all white space a space.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::new();
    for c in text.chars() {
        match c {
            '\u{fb00}'..='\u{fb06}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => {
                plain.extend(std::iter::once(c).nfkc());
            }
            '\u{2f00}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => plain.extend(std::iter::once(c).nfkc()),
            c if c.is_whitespace() => plain.push(' '),
            c if c.is_control() => {}
            c => plain.push(c),
        }
    }
    plain
}

/// A string of the file itself, such as its title: UTF-16 or UTF-8 when it says so, else nearly Latin-1.
pub(super) fn of_string(bytes: &[u8]) -> String {
    if encoding_rs::Encoding::for_bom(bytes).is_some() {
        return encoding_rs::UTF_8.decode(bytes).0.into_owned();
    }
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

/// Whether most of the letters of `text` are of a script that runs to the left.
pub(super) fn runs_left<'a>(pieces: impl Iterator<Item = &'a str>) -> bool {
    let (mut left, mut right) = (0_usize, 0_usize);
    for c in pieces.flat_map(str::chars) {
        match unicode_bidi::bidi_class(c) {
            unicode_bidi::BidiClass::R | unicode_bidi::BidiClass::AL => left += 1,
            unicode_bidi::BidiClass::L => right += 1,
            _ => {}
        }
    }
    left > right
}

/// The order in which `pieces`, which lie from left to right, are spoken: their places.
///
/// Laying out turns what runs to the left around; doing it again turns it back. Pieces stay whole.
pub(super) fn spoken(pieces: &[&str]) -> Vec<usize> {
    // One letter stands for each piece, lest the letters of a joined one be turned around within it.
    let stand_in = |piece: &&str| {
        let strong = |c: &char| !matches!(unicode_bidi::bidi_class(*c), unicode_bidi::BidiClass::NSM);
        piece.chars().find(strong).filter(|c| !matches!(c, '\n' | '\r' | '\u{2029}' | '\u{85}')).unwrap_or(' ')
    };
    let line: Vec<char> = pieces.iter().map(stand_in).collect();
    if !line.iter().any(|c| is_of_left_script(*c)) {
        return (0..pieces.len()).collect();
    }
    let text: String = line.iter().collect();
    let base = if runs_left(pieces.iter().copied()) { Level::rtl() } else { Level::ltr() };
    let bidi = BidiInfo::new(&text, Some(base));
    let Some(paragraph) = bidi.paragraphs.first() else { return (0..pieces.len()).collect() };
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let place = |at: usize| starts.partition_point(|start| *start < at);
    let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
    let mut spoken = Vec::with_capacity(pieces.len());
    for run in runs {
        let places = place(run.start)..place(run.end);
        if levels[run.start].is_rtl() { spoken.extend(places.rev()) } else { spoken.extend(places) }
    }
    spoken
}

fn is_of_left_script(c: char) -> bool {
    matches!(unicode_bidi::bidi_class(c), unicode_bidi::BidiClass::R | unicode_bidi::BidiClass::AL)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(line: &str) -> String {
        let pieces: Vec<String> = line.chars().map(String::from).collect();
        let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
        spoken(&pieces).into_iter().map(|at| pieces[at]).collect()
    }

    #[test]
    fn what_runs_to_the_left_is_turned_back_and_figures_and_latin_words_in_it_are_not() {
        assert_eq!(turned("اسدنهم 155 دسلا"), "السد 155 مهندسا");
        assert_eq!(turned("Vessa دسلا the"), "Vessa السد the");
    }

    #[test]
    fn other_scripts_are_left_as_they_lie() {
        assert_eq!(turned("155 engineers (at least)."), "155 engineers (at least).");
        assert_eq!(turned("大坝在韦萨"), "大坝在韦萨");
    }

    #[test]
    fn joined_and_shaped_letters_are_plain_again() {
        assert_eq!(plain("o\u{fb03}ce"), "office");
        assert_eq!(plain("\u{fefb}"), "لا");
        assert_eq!(plain("a\u{a0}b\tc\u{0}"), "a b c");
        assert_eq!(of_string(b"\xfe\xff\x04\x14\x04\x30"), "Да");
        assert_eq!(of_string(b"caf\xe9"), "café");
    }
}

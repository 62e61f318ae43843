//! Letters for paper. Those for Latin, Cyrillic and Greek come with the program, so that a report looks the same
//! everywhere; the others are asked of whoever runs us, by script.

use std::collections::BTreeSet;

use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

/// A script whose letters do not come with the program, and the typeface that draws it.
struct Script {
    name: &'static str,
    /// What the names of the typeface's files begin with.
    files: &'static str,
    families: &'static [&'static str],
    holds: fn(u32) -> bool,
}

macro_rules! script {
    ($name:literal, $files:literal, $family:expr, $($range:pat_param)|+) => {
        Script { name: $name, files: $files, families: $family, holds: |letter| matches!(letter, $($range)|+) }
    };
}

/// Noto, as Linux distributions carry it.
const SCRIPTS: &[Script] = &[
    script!("Arabic", "NotoNaskhArabic", &["Noto Naskh Arabic"], 0x600..=0x6ff | 0x750..=0x77f | 0x8a0..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfefc),
    script!("Chinese, Japanese and Korean", "NotoSerifCJK", &["Noto Serif CJK SC", "Noto Serif CJK JP", "Noto Serif CJK KR"], 0x1100..=0x11ff | 0x2e80..=0xa4cf | 0xac00..=0xd7ff | 0xf900..=0xfaff | 0xfe30..=0xfe4f | 0xff00..=0xffef | 0x20000..=0x3ffff),
    script!("Hebrew", "NotoSerifHebrew", &["Noto Serif Hebrew"], 0x590..=0x5ff | 0xfb1d..=0xfb4f),
    script!("Armenian", "NotoSerifArmenian", &["Noto Serif Armenian"], 0x530..=0x58f),
    script!("Georgian", "NotoSerifGeorgian", &["Noto Serif Georgian"], 0x10a0..=0x10ff | 0x1c90..=0x1cbf),
    script!("Devanagari", "NotoSerifDevanagari", &["Noto Serif Devanagari"], 0x900..=0x97f),
    script!("Bengali", "NotoSerifBengali", &["Noto Serif Bengali"], 0x980..=0x9ff),
    script!("Gujarati", "NotoSerifGujarati", &["Noto Serif Gujarati"], 0xa80..=0xaff),
    script!("Tamil", "NotoSerifTamil", &["Noto Serif Tamil"], 0xb80..=0xbff),
    script!("Telugu", "NotoSerifTelugu", &["Noto Serif Telugu"], 0xc00..=0xc7f),
    script!("Sinhala", "NotoSerifSinhala", &["Noto Serif Sinhala"], 0xd80..=0xdff),
    script!("Thai", "NotoSerifThai", &["Noto Serif Thai"], 0xe00..=0xe7f),
    script!("Lao", "NotoSerifLao", &["Noto Serif Lao"], 0xe80..=0xeff),
    script!("Myanmar", "NotoSerifMyanmar", &["Noto Serif Myanmar"], 0x1000..=0x109f),
    script!("Khmer", "NotoSerifKhmer", &["Noto Serif Khmer"], 0x1780..=0x17ff),
    script!("Ethiopic", "NotoSerifEthiopic", &["Noto Serif Ethiopic"], 0x1200..=0x139f),
];

/// The fonts that one report needs.
pub(crate) struct Fonts {
    pub(crate) fonts: Vec<Font>,
    pub(crate) book: LazyHash<FontBook>,
    /// The families beside those that come with the program.
    pub(crate) families: Vec<&'static str>,
    /// The scripts and signs that no font has.
    pub(crate) missing: Vec<String>,
}

impl Fonts {
    /// The fonts for `text`.
    pub(crate) fn of(text: &str, typefaces: &dyn Fn(&str) -> Vec<Vec<u8>>) -> Self {
        let letters: BTreeSet<char> = text.chars().collect();
        let mut fonts: Vec<Font> = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect();
        let mut families = Vec::new();
        for script in SCRIPTS {
            if letters.iter().any(|letter| (script.holds)(u32::from(*letter))) {
                let found = typefaces(script.files).into_iter().flat_map(|data| Font::iter(Bytes::new(data)));
                let before = fonts.len();
                fonts.extend(found);
                if fonts.len() > before {
                    families.extend(script.families);
                }
            }
        }
        let book = FontBook::from_fonts(&fonts);
        let missing = missing(&letters, &fonts);
        Self { fonts, book: LazyHash::new(book), families, missing }
    }
}

/// The scripts, or else the signs themselves, that none of `fonts` has.
fn missing(letters: &BTreeSet<char>, fonts: &[Font]) -> Vec<String> {
    let mut missing = Vec::new();
    for letter in letters {
        let code = u32::from(*letter);
        // What joins or parts letters is not drawn.
        let drawn = !letter.is_whitespace()
            && !letter.is_control()
            && !matches!(code, 0x200c | 0x200d | 0x2066..=0x2069 | 0xfe00..=0xfe0f | 0xe0100..=0xe01ef);
        if drawn && !fonts.iter().any(|font| font.info().coverage.contains(code)) {
            let script = SCRIPTS.iter().find(|script| (script.holds)(code));
            let name = script.map_or_else(|| format!("U+{code:04X}"), |script| script.name.to_owned());
            if !missing.contains(&name) {
                missing.push(name);
            }
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_come_with_the_program_need_no_other_font() {
        let fonts = Fonts::of("Дамба Βέσσα dam ✓ ◔ ✕ “…” – 155 %", &|_| Vec::new());
        assert_eq!(fonts.missing, Vec::<String>::new());
        assert_eq!(fonts.families, Vec::<&str>::new());
    }

    #[test]
    fn a_script_without_a_font_is_named_and_its_typeface_is_asked_for_once() {
        let asked = std::cell::RefCell::new(Vec::new());
        let fonts = Fonts::of("坝 坝 ไทย 𓀀", &|files| {
            asked.borrow_mut().push(files.to_owned());
            Vec::new()
        });
        assert_eq!(fonts.missing, ["Thai", "Chinese, Japanese and Korean", "U+13000"]);
        assert_eq!(*asked.borrow(), ["NotoSerifCJK", "NotoSerifThai"]);
    }
}

//! Telling the language of a text that does not say it.

use std::sync::LazyLock;

use lingua::{Language, LanguageDetector, LanguageDetectorBuilder};

/// Scalar values that are looked at.
const LOOKED_AT: usize = 2_000;
/// Fewer letters than this tell nothing.
const LEAST: usize = 20;

static DETECTOR: LazyLock<LanguageDetector> = LazyLock::new(|| {
    LanguageDetectorBuilder::from_languages(&[
        Language::Arabic,
        Language::Chinese,
        Language::English,
        Language::French,
        Language::German,
        Language::Russian,
        Language::Spanish,
        Language::Ukrainian,
    ])
    .with_minimum_relative_distance(0.1)
    .build()
});

/// The language of `text`, a BCP 47 tag; `None` when it is too short or in doubt.
pub(crate) fn of(text: &str) -> Option<String> {
    let start: String = text.chars().take(LOOKED_AT).collect();
    if start.chars().filter(|c| c.is_alphabetic()).count() < LEAST {
        return None;
    }
    DETECTOR.detect_language_of(start).map(|language| language.iso_code_639_1().to_string())
}

/// A declared language as a BCP 47 tag: "uk-UA", not "uk_UA"; `None` for what is no tag.
pub(crate) fn declared(tag: &str) -> Option<String> {
    let tag = tag.trim().replace('_', "-");
    let subtags: Vec<&str> = tag.split('-').collect();
    let sound =
        subtags.iter().all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    (sound && (2..=3).contains(&subtags[0].len())).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_languages_are_told_apart() {
        for (text, language) in [
            ("Губернаторка заявила, що греблю охороняють іноземні інженери, і показала їхні паспорти.", "uk"),
            ("Губернатор заявила, что плотину охраняют иностранные инженеры, и показала их паспорта.", "ru"),
            ("The governor said that foreign engineers guard the dam and showed their passports.", "en"),
            ("省长说外国工程师守卫着大坝，并出示了他们的护照，但没有说明有多少人。", "zh"),
            ("قالت الحاكمة إن مهندسين أجانب يحرسون السد وعرضت جوازات سفرهم على الصحفيين.", "ar"),
        ] {
            assert_eq!(of(text).as_deref(), Some(language), "{text}");
        }
        assert_eq!(of("155"), None);
    }

    #[test]
    fn a_declared_language_is_a_tag_or_nothing() {
        assert_eq!(declared("uk_UA").as_deref(), Some("uk-UA"));
        assert_eq!(declared("the language of kings"), None);
    }
}

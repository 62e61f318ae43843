//! What the program knows of letters and words whatever they mean: which letters stand alone, how Cyrillic ones sound in
//! Latin, and what is left of a word without its ending.

use rust_stemmers::{Algorithm, Stemmer};

/// Whether `character` belongs to a script that is written without spaces between words.
pub fn stands_alone(character: char) -> bool {
    matches!(character,
        '\u{0e00}'..='\u{0eff}'         // Thai, Lao
        | '\u{1000}'..='\u{109f}'       // Burmese
        | '\u{1780}'..='\u{17ff}'       // Khmer
        | '\u{3040}'..='\u{30ff}'       // kana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}') // Han
}

/// `word`, in lower case and without diacritics, with its Cyrillic letters written as they sound; others stay.
///
/// So that a name is found under either spelling; it is for comparing, not for reading.
pub fn sounded(word: &str) -> String {
    let mut sounded = String::with_capacity(word.len());
    for letter in word.chars() {
        match sound(letter) {
            Some(latin) => sounded.push_str(latin),
            None => sounded.push(letter),
        }
    }
    sounded
}

/// `word`, in lower case and without diacritics, without its ending and as it sounds.
///
/// The letters say whose endings fall: English serves for all Latin ones, Russian for all Cyrillic ones. Kept in files.
pub fn stem(word: &str) -> String {
    let all = |within: fn(char) -> bool| word.chars().all(within);
    let algorithm = if all(|c| c.is_ascii_lowercase()) {
        Algorithm::English
    } else if all(|c| matches!(c, 'а'..='я')) {
        Algorithm::Russian
    } else if all(|c| matches!(c, '\u{620}'..='\u{64a}')) {
        Algorithm::Arabic
    } else {
        return sounded(word);
    };
    sounded(&Stemmer::create(algorithm).stem(word))
}

fn sound(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' | 'ђ' => "d",
        'е' | 'э' | 'є' => "e",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ы' | 'ї' => "i",
        // Latin spellings of these differ ("Zelensky", "Zelenskyy"), so that they count as the vowel.
        'й' | 'ј' => "i",
        'к' => "k",
        'л' => "l",
        'љ' => "lj",
        'м' => "m",
        'н' => "n",
        'њ' => "nj",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'ћ' => "c",
        'у' | 'ў' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' | 'џ' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ъ' | 'ь' => "",
        'ю' => "iu",
        'я' => "ia",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_sounds_alike_in_cyrillic_and_latin() {
        for (cyrillic, latin) in [("весса", "vessa"), ("ошта", "oshta"), ("брандт", "brandt"), ("кельн", "keln")]
        {
            assert_eq!(sounded(cyrillic), sounded(latin));
        }
        assert_eq!(stem("engineers"), stem("engineer"));
        assert_eq!(stem("дамбы"), stem("дамба"));
        assert_eq!(stem("155"), "155");
        assert_eq!(sounded("大坝 السد vessa"), "大坝 السد vessa");
    }
}

//! What the program knows of letters: which stand alone, and how Cyrillic ones sound in Latin.

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
        assert_eq!(sounded("大坝 السد vessa"), "大坝 السد vessa");
    }
}

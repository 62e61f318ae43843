//! Names back in the nominative, for languages whose names change their endings.

use crate::lexicon::Lexicon;

/// A description with its head, and the adjective before it, in the nominative: "министерстве обороны" is
/// "министерство обороны". What the lexicon does not know is left as written.
pub(crate) fn description(lexicon: &Lexicon, words: &str) -> String {
    let parts: Vec<&str> = words.split(' ').collect();
    let known = |at: usize| lexicon.nominative(&parts.get(at)?.to_lowercase());
    let (adjective, head) = match (known(0), known(1)) {
        (Some(head), _) => (None, (0, head)),
        (None, Some(head)) => (Some(adjective(parts[0], head)), (1, head)),
        (None, None) => return words.to_owned(),
    };
    let mut told: Vec<String> = parts.iter().map(|&part| part.to_owned()).collect();
    told[head.0] = cased_like(parts[head.0], head.1);
    if let Some(adjective) = adjective {
        told[0] = adjective;
    }
    told.join(" ")
}

/// A person's name that stands in the genitive: "Томаса Ахтера" is "Томас Ахтер".
pub(crate) fn person(words: &str) -> String {
    words.split(' ').map(of_genitive).collect::<Vec<_>>().join(" ")
}

fn of_genitive(word: &str) -> String {
    let vowel = |c: Option<char>| c.is_some_and(|c| "аеёиоуыэюяіїє".contains(c));
    let changed = [
        ("ского", "ский"),
        ("цького", "цький"),
        ("ого", "ий"),
        ("ской", "ская"),
        ("ської", "ська"),
        ("ии", "ия"),
        ("ії", "ія"),
    ]
    .iter()
    .find_map(|(ending, whole)| word.strip_suffix(ending).map(|stem| format!("{stem}{whole}")));
    if let Some(changed) = changed {
        return changed;
    }
    let Some((at, last)) = word.char_indices().last().filter(|_| word.chars().count() > 3) else {
        return word.to_owned();
    };
    let stem = &word[..at];
    match last {
        'а' => stem.to_owned(),
        'я' if vowel(stem.chars().last()) => format!("{stem}й"),
        'я' => format!("{stem}ь"),
        'ы' | 'и' => format!("{stem}а"),
        _ => word.to_owned(),
    }
}

/// An oblique adjective as it stands beside a noun in the nominative.
fn adjective(word: &str, noun: &str) -> String {
    let ukrainian = word.contains(['і', 'ї', 'є']) || noun.contains(['і', 'ї', 'є']) || word.ends_with("ій");
    let oblique =
        ["ого", "ему", "ому", "его", "ой", "ою", "ої", "ій", "ом", "ем", "ым", "им", "их", "ых", "ими", "ыми", "ую"];
    let Some(stem) = oblique.iter().filter_map(|ending| word.strip_suffix(ending)).min_by_key(|stem| stem.len()) else {
        return word.to_owned();
    };
    let soft = stem.ends_with(['к', 'г', 'х', 'ж', 'ш', 'ч', 'щ']);
    let ending = match (noun.chars().last(), ukrainian) {
        (Some('о' | 'е'), true) => "е",
        (Some('о' | 'е'), false) => "ое",
        (Some('а' | 'я'), true) => "а",
        (Some('а' | 'я'), false) => "ая",
        (Some('и' | 'ы' | 'і'), true) => "і",
        (Some('и' | 'ы'), false) => {
            if soft {
                "ие"
            } else {
                "ые"
            }
        }
        (_, true) => "ий",
        (_, false) => {
            if soft {
                "ий"
            } else {
                "ый"
            }
        }
    };
    format!("{stem}{ending}")
}

fn cased_like(written: &str, word: &str) -> String {
    let mut chars = word.chars();
    match chars.next().filter(|_| written.starts_with(char::is_uppercase)) {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_and_persons_stand_in_the_nominative() {
        let (ru, uk) = (Lexicon::of(Some("ru")), Lexicon::of(Some("uk")));
        for (lexicon, words, wanted) in [
            (ru, "Министерстве обороны Нордии", "Министерство обороны Нордии"),
            (ru, "городской прокуратуры", "городская прокуратура"),
            (ru, "военно-воздушных сил", "военно-воздушные силы"),
            (ru, "Счётной палаты", "Счётная палата"),
            (uk, "Повітряних силах", "Повітряні сили"),
            (uk, "міської лікарні", "міська лікарня"),
            (uk, "берегової охорони", "берегова охорона"),
            (uk, "Вессагідро", "Вессагідро"),
        ] {
            assert_eq!(description(lexicon, words), wanted);
        }
        for (words, wanted) in [
            ("Томаса Ахтера", "Томас Ахтер"),
            ("Мирели Ошты", "Мирела Ошта"),
            ("Игоря Дуня", "Игорь Дунь"),
            ("Анатолія Зорича", "Анатолій Зорич"),
        ] {
            assert_eq!(person(words), wanted);
        }
    }
}

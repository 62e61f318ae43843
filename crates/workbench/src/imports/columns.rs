//! What the columns of a table of claims say, by their names or as the analyst maps them.

use crate::views::{ClaimField, ImportMapping, MappedColumn};

/// The names that columns go by, in small letters without marks. Earlier ones win where a table has several.
const NAMES: [(ClaimField, &[&str]); 11] = [
    (
        ClaimField::Statement,
        &[
            "statement",
            "claim",
            "claimreviewed",
            "assertion",
            "behauptung",
            "affirmation",
            "afirmación",
            "твердження",
            "заява",
            "утверждение",
            "声明",
            "主张",
            "الادعاء",
        ],
    ),
    (
        ClaimField::Quote,
        &["quote", "exact", "quotation", "words", "zitat", "citation", "cita", "цитата", "引文", "الاقتباس"],
    ),
    (
        ClaimField::Claimant,
        &[
            "claimant",
            "speaker",
            "author",
            "who",
            "source",
            "sprecher",
            "orador",
            "хто",
            "мовець",
            "автор",
            "发言人",
            "القائل",
        ],
    ),
    (ClaimField::Said, &["said", "claimdate", "when", "date", "day", "datum", "fecha", "дата", "日期", "التاريخ"]),
    (ClaimField::RelayedBy, &["relayedby", "relay", "via", "through"]),
    (ClaimField::Title, &["title", "headline", "titel", "titre", "título", "заголовок", "标题", "العنوان"]),
    (
        ClaimField::Publisher,
        &["publisher", "outlet", "medium", "newspaper", "publication", "site", "видання", "издание"],
    ),
    (ClaimField::Published, &["published", "publishedat", "datepublished", "publicationdate"]),
    (ClaimField::Url, &["url", "link", "address", "href", "appearance", "посилання", "ссылка", "链接", "الرابط"]),
    (ClaimField::Language, &["language", "lang"]),
    (
        ClaimField::Note,
        &["note", "notes", "comment", "comments", "remark", "notiz", "nota", "примітка", "备注", "ملاحظة"],
    ),
];

/// The names of the columns in the row `head` of a table `width` wide, each another.
pub(super) fn named(head: &[String], width: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for place in 0..width {
        let own = head.get(place).map(|name| name.trim()).filter(|name| !name.is_empty());
        let name = own.map_or_else(|| format!("column {}", place + 1), str::to_owned);
        let name = if names.contains(&name) { format!("{name} ({})", place + 1) } else { name };
        names.push(name);
    }
    names
}

/// What each of the columns called `names` says. Names in `mapping` that no column has are answered as an error.
pub(super) fn understood(names: &[String], mapping: &ImportMapping) -> Result<Vec<Option<ClaimField>>, String> {
    let mut fields = vec![None; names.len()];
    if mapping.columns.is_empty() {
        let plain: Vec<String> = names.iter().map(|name| plain(name)).collect();
        for (field, known) in NAMES {
            let places = known.iter().filter_map(|known| plain.iter().position(|name| name == known));
            if let Some(place) = places.into_iter().find(|place| fields[*place].is_none()) {
                fields[place] = Some(field);
            }
        }
        return Ok(fields);
    }
    for MappedColumn { field, column } in &mapping.columns {
        let same = |name: &String| plain(name) == plain(column);
        let place = names.iter().position(|name| name == column).or_else(|| names.iter().position(same));
        fields[place.ok_or_else(|| column.clone())?] = Some(*field);
    }
    Ok(fields)
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(head: &str, mapping: &ImportMapping) -> Result<Vec<Option<ClaimField>>, String> {
        let head: Vec<String> = head.split(';').map(str::to_owned).collect();
        understood(&named(&head, head.len()), mapping)
    }

    #[test]
    fn columns_are_understood_by_their_names_or_as_they_are_mapped() {
        use ClaimField::{Claimant, Said, Statement, Url};
        let guessed = |head| fields(head, &ImportMapping::default());
        assert_eq!(guessed("Claim;Speaker;Date;Link"), Ok([Statement, Claimant, Said, Url].map(Some).to_vec()));
        assert_eq!(guessed("Твердження;Хто;;Rating"), Ok(vec![Some(Statement), Some(Claimant), None, None]));
        let mapped = |column: &str| ImportMapping {
            columns: vec![MappedColumn { field: Statement, column: column.to_owned() }],
            ..ImportMapping::default()
        };
        assert_eq!(fields("Claim;Checked sentence", &mapped("checked sentence")), Ok(vec![None, Some(Statement)]));
        assert_eq!(fields("Claim;", &mapped("column 2")), Ok(vec![None, Some(Statement)]));
        assert_eq!(fields("Claim;Who", &mapped("Sentence")), Err("Sentence".to_owned()));
    }
}

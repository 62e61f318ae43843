//! Lists of references: CSL-JSON, which Zotero and others write, and RIS.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::words;

/// A work that somebody noted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Which of the list: its number.
    pub place: String,
    /// The record as it stands.
    pub own: String,
    /// Whether that is JSON.
    pub json: bool,
    /// What it is called.
    pub title: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where it was published.
    pub publisher: Option<String>,
    /// When, as year, month and day, as far as they are given.
    pub published: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// What it says in short.
    pub summary: Option<String>,
    /// Its language.
    pub language: Option<String>,
}

/// The references in CSL-JSON: an array, or an object with one.
pub(super) fn of_csl(value: &Value) -> Vec<Reference> {
    let all = match value {
        Value::Array(all) => all,
        Value::Object(object) => match object.get("items") {
            Some(Value::Array(all)) => all,
            _ => return Vec::new(),
        },
        _ => return Vec::new(),
    };
    let known = |item: &&Value| item.get("type").is_some_and(Value::is_string) && words(item, &["title"]).is_some();
    (1..).zip(all).filter(|(_, item)| known(item)).map(|(number, item)| csl(number, item)).collect()
}

fn csl(number: u32, item: &Value) -> Reference {
    let first = |keys: &[&str]| keys.iter().find_map(|key| words(item, &[key]));
    let authors = item.get("author").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    Reference {
        place: format!("item {number}"),
        own: item.to_string(),
        json: true,
        title: first(&["title"]),
        authors: authors.iter().filter_map(author).collect(),
        publisher: first(&["container-title", "publisher"]),
        published: item.get("issued").and_then(issued),
        url: first(&["URL"]),
        summary: first(&["abstract"]),
        language: first(&["language"]),
    }
}

fn author(value: &Value) -> Option<String> {
    let part = |key| words(value, &[key]);
    part("literal").or_else(|| match (part("given"), part("family")) {
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (one, other) => one.or(other),
    })
}

fn issued(value: &Value) -> Option<String> {
    let parts = value.get("date-parts").and_then(|all| all.get(0)?.as_array());
    let Some(parts) = parts else { return words(value, &["raw"]).or_else(|| words(value, &["literal"])) };
    let number = |part: &Value| part.as_u64().or_else(|| part.as_str()?.parse().ok());
    let parts: Option<Vec<u64>> = parts.iter().map(number).collect();
    Some(parts?.iter().map(|part| format!("{part:02}")).collect::<Vec<_>>().join("-"))
}

/// The references in RIS; `None` where `text` is none.
pub(super) fn of_ris(text: &str) -> Option<Vec<Reference>> {
    let text = text.trim_start();
    if !text.starts_with("TY  -") {
        return None;
    }
    let mut all = Vec::new();
    let mut record = Reference::default();
    for line in text.lines() {
        let (tag, value) = match line.split_once("  -") {
            Some((tag, value)) if tag.len() == 2 && tag.is_ascii() => (tag, value.trim()),
            // A value that goes on in the next line.
            _ => ("", line.trim()),
        };
        if tag == "ER" {
            let number = all.len() + 1;
            all.push(Reference { place: format!("item {number}"), ..std::mem::take(&mut record) });
            continue;
        }
        record.own += line.trim_end();
        record.own.push('\n');
        noted(&mut record, tag, value);
    }
    Some(all)
}

fn noted(record: &mut Reference, tag: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    let set = |field: &mut Option<String>, text: String| {
        field.get_or_insert(text);
    };
    match tag {
        "TI" | "T1" | "CT" => set(&mut record.title, value.to_owned()),
        "AU" | "A1" => record.authors.push(in_order(value)),
        "T2" | "JO" | "JF" | "PB" => set(&mut record.publisher, value.to_owned()),
        // A day outranks a year, in whichever order they come.
        "DA" => record.published = Some(dashed(value)),
        "PY" | "Y1" => set(&mut record.published, dashed(value)),
        "UR" => set(&mut record.url, value.to_owned()),
        "AB" | "N2" => set(&mut record.summary, value.to_owned()),
        "LA" => set(&mut record.language, value.to_owned()),
        "" => {
            if let Some(summary) = &mut record.summary {
                *summary = format!("{summary}\n{value}");
            }
        }
        _ => {}
    }
}

/// "Lorn, Ida" as it is said.
fn in_order(name: &str) -> String {
    match name.split_once(',') {
        Some((family, given)) => format!("{} {}", given.trim(), family.trim()),
        None => name.to_owned(),
    }
}

/// "2025/04/09/" with dashes.
fn dashed(date: &str) -> String {
    date.split('/').take(3).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csl_and_ris_say_the_same() {
        let csl = serde_json::json!([{ "id": "lorn2025", "type": "article-newspaper", "title": "Guards at the dam",
            "author": [{ "family": "Lorn", "given": "Ida" }], "issued": { "date-parts": [[2025, 4, 9]] },
            "container-title": "The Vessa Courier", "URL": "https://vessa.example/a", "abstract": "Nobody has counted them." }]);
        let ris = "TY  - NEWS\nTI  - Guards at the dam\nAU  - Lorn, Ida\nPY  - 2025\nDA  - 2025/04/09/\nT2  - The Vessa Courier\n\
            UR  - https://vessa.example/a\nAB  - Nobody has counted them.\nER  - \n";
        let bare = |mut all: Vec<Reference>| {
            all.iter_mut().for_each(|one| (one.own, one.json) = (String::new(), false));
            all
        };
        let csl = bare(of_csl(&csl));
        assert_eq!(csl, bare(of_ris(ris).expect("RIS")));
        assert_eq!(
            (csl[0].published.as_deref(), csl[0].authors.as_slice()),
            (Some("2025-04-09"), &["Ida Lorn".to_owned()][..])
        );
    }
}

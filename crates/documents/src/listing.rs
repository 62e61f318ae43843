//! Files in which somebody else keeps what is to be brought in: tables, lists of references, annotations, fact checks. What
//! each item says, as it stands; what it is good for is decided elsewhere.

mod annotations;
mod fact_checks;
mod references;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Error, Hint, MOST_BYTES, encoding, table};
pub use annotations::Annotation;
pub use fact_checks::FactCheck;
pub use references::Reference;

/// Items of one file, at most.
const MOST_ITEMS: usize = 20_000;
/// How deep a list lies in a file, at most.
const DEEPEST: usize = 8;

/// What a file lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "items", rename_all = "snake_case")]
pub enum Listing {
    /// Tables.
    Sheets(Vec<Sheet>),
    /// References: Zotero's CSL-JSON, or RIS.
    References(Vec<Reference>),
    /// Annotations: the W3C's, or Hypothesis's.
    Annotations(Vec<Annotation>),
    /// Fact checks: ClaimReview, or the answer of the Fact Check Tools API.
    FactChecks(Vec<FactCheck>),
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name, where the file has several.
    pub name: String,
    /// Its rows that hold anything, each with its number in the file; the first names the columns.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// What `bytes` list.
pub fn listing(bytes: &[u8], hint: &Hint) -> Result<Listing, Error> {
    if bytes.is_empty() {
        return Err(Error::Empty);
    }
    if bytes.len() > MOST_BYTES {
        return Err(crate::too_long(bytes.len()));
    }
    let found = if bytes.starts_with(b"PK\x03\x04") {
        Listing::Sheets(table::sheets_of_workbook(bytes)?)
    } else if let Some(what) = encoding::binary(bytes) {
        return Err(what.into());
    } else {
        of_text(encoding::decode(bytes).text.trim_start_matches('\u{feff}'), hint)?
    };
    let items = match &found {
        Listing::Sheets(all) => all.iter().map(|sheet| sheet.rows.len()).sum(),
        Listing::References(all) => all.len(),
        Listing::Annotations(all) => all.len(),
        Listing::FactChecks(all) => all.len(),
    };
    match items {
        0 => Err(Error::NothingListed),
        1..=MOST_ITEMS => Ok(found),
        _ => Err(Error::TooManyItems { most: MOST_ITEMS }),
    }
}

fn of_text(text: &str, hint: &Hint) -> Result<Listing, Error> {
    if text.trim_start().starts_with(['{', '[']) {
        let value: Value = serde_json::from_str(text).map_err(|_| Error::Damaged { what: "the JSON".to_owned() })?;
        let checks = fact_checks::listed(&value);
        let annotations = annotations::listed(&value);
        return Ok(match (checks.is_empty(), annotations.is_empty()) {
            (false, _) => Listing::FactChecks(checks),
            (true, false) => Listing::Annotations(annotations),
            (true, true) => Listing::References(references::of_csl(&value)),
        });
    }
    Ok(match references::of_ris(text) {
        Some(references) => Listing::References(references),
        None => Listing::Sheets(table::sheet(text, hint).into_iter().collect()),
    })
}

/// The objects in `value` that `wanted` says, in order; what is in them is not looked at.
fn objects<'a>(value: &'a Value, wanted: &dyn Fn(&Value) -> bool) -> Vec<&'a Value> {
    fn look<'a>(value: &'a Value, wanted: &dyn Fn(&Value) -> bool, deep: usize, found: &mut Vec<&'a Value>) {
        match value {
            Value::Object(_) if wanted(value) => found.push(value),
            Value::Object(object) if deep > 0 => {
                object.values().for_each(|value| look(value, wanted, deep - 1, found));
            }
            Value::Array(all) if deep > 0 => all.iter().for_each(|value| look(value, wanted, deep - 1, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    look(value, wanted, DEEPEST, &mut found);
    found
}

/// Whether `value` says that it is a `kind`, alone or among others, in whichever vocabulary's prefix.
fn is_a(value: &Value, kind: &str) -> bool {
    let named = |name: &Value| {
        let name = name.as_str().unwrap_or_default();
        name.rsplit(['/', '#', ':']).next() == Some(kind)
    };
    ["type", "@type"].into_iter().filter_map(|key| value.get(key)).any(|types| match types {
        Value::Array(all) => all.iter().any(named),
        one => named(one),
    })
}

/// The words at `keys` of `value`, one inside the other: a string, a number, or the name of what stands there.
fn words(value: &Value, keys: &[&str]) -> Option<String> {
    let mut at = value;
    for key in keys {
        at = match at {
            Value::Array(all) => all.first()?,
            one => one,
        }
        .get(key)?;
    }
    let at = match at {
        Value::Array(all) => all.first()?,
        one => one,
    };
    let text = match at {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Object(object) => object.get("name").or_else(|| object.get("value"))?.as_str()?.to_owned(),
        _ => return None,
    };
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(text: &str) -> Listing {
        listing(text.as_bytes(), &Hint::default()).expect("a list")
    }

    #[test]
    fn what_a_file_lists_is_told_by_what_is_in_it() {
        assert!(matches!(listed("claim;who\nThe dam is closed;Mirel Oszta\n"), Listing::Sheets(_)));
        assert!(matches!(
            listed("TY  - NEWS\nTI  - Guards\nUR  - https://vessa.example/a\nER  - \n"),
            Listing::References(_)
        ));
        assert!(matches!(listed(r#"[{"id": "a", "type": "webpage", "title": "Guards"}]"#), Listing::References(_)));
        for nothing in ["{}", "[1, 2]", "Prose, and nothing else.", &"[".repeat(90_000)] {
            assert!(listing(nothing.as_bytes(), &Hint::default()).is_err(), "{nothing:.20}");
        }
    }

    #[test]
    fn a_table_keeps_the_numbers_of_its_rows_and_more_rows_than_can_be_done_at_once_are_refused() {
        let Listing::Sheets(sheets) = listed("\u{feff}claim,who\n\nThe dam,\"Oszta, Mirel\"\n") else {
            panic!("a table")
        };
        let row = |words: [&str; 2]| words.map(str::to_owned).to_vec();
        assert_eq!(sheets[0].rows, [(1, row(["claim", "who"])), (3, row(["The dam", "Oszta, Mirel"]))]);
        let many = "claim,who\n".to_owned() + &"The dam,Oszta\n".repeat(MOST_ITEMS);
        assert_eq!(listing(many.as_bytes(), &Hint::default()), Err(Error::TooManyItems { most: MOST_ITEMS }));
    }
}

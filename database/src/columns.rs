//! How values of the domain lie in columns: ids and digests as bytes, nested values as JSON.

use domain::Sha256;
use rusqlite::{Row, types::Type};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// The JSON of `value`. Domain values have string keys and finite numbers, so this cannot fail.
pub(crate) fn json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|cause| rusqlite::Error::ToSqlConversionFailure(cause.into()))
}

/// The value whose JSON is in column `at`.
pub(crate) fn from_json<T: DeserializeOwned>(row: &Row<'_>, at: &str) -> rusqlite::Result<T> {
    let text: String = row.get(at)?;
    serde_json::from_str(&text).map_err(|cause| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, cause.into()))
}

/// The value whose JSON is in column `at`, when there is one.
pub(crate) fn from_json_if_any<T: DeserializeOwned>(row: &Row<'_>, at: &str) -> rusqlite::Result<Option<T>> {
    match row.get::<_, Option<String>>(at)? {
        None => Ok(None),
        Some(_) => from_json(row, at).map(Some),
    }
}

/// The word that `value` is written as: the JSON string of a fieldless enum without its quotation marks.
pub(crate) fn word(value: &impl Serialize) -> rusqlite::Result<String> {
    json(value).map(|text| text.trim_matches('"').to_owned())
}

/// The fieldless enum whose word is in column `at`.
pub(crate) fn from_word<T: DeserializeOwned>(row: &Row<'_>, at: &str) -> rusqlite::Result<T> {
    let word: String = row.get(at)?;
    serde_json::from_value(word.into())
        .map_err(|cause| rusqlite::Error::FromSqlConversionFailure(0, Type::Text, cause.into()))
}

/// The id in column `at`.
pub(crate) fn id(row: &Row<'_>, at: &str) -> rusqlite::Result<Uuid> {
    row.get(at)
}

/// The digest in column `at`.
pub(crate) fn sha256(row: &Row<'_>, at: &str) -> rusqlite::Result<Sha256> {
    row.get(at).map(Sha256)
}

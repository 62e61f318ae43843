//! A workspace's own words for where claims stand, each mapped to one of the three.

use serde::{Deserialize, Serialize};

use crate::{EmptyName, RatingId, Status};

/// A workspace's own label ("Misleading") and the status it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Rating {
    /// Its identifier.
    pub id: RatingId,
    /// Its words. Never empty.
    pub name: String,
    /// The status it stands for.
    pub status: Status,
}

impl Rating {
    /// The label of this name, which stands for `status`.
    pub fn new(id: RatingId, name: &str, status: Status) -> Result<Self, EmptyName> {
        let name = name.trim();
        if name.is_empty() { Err(EmptyName) } else { Ok(Self { id, name: name.to_owned(), status }) }
    }
}

//! Installations of the program and those who work at them.

use serde::{Deserialize, Serialize};

use crate::DeskId;

/// The name an analyst signs with. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(transparent)]
pub struct Analyst(String);

impl Analyst {
    /// The analyst of this name; "Analyst" when it is blank.
    pub fn named(name: &str) -> Self {
        let name = name.trim();
        Self(if name.is_empty() { "Analyst" } else { name }.to_owned())
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0
    }
}

/// One installation of the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// Its identifier.
    pub id: DeskId,
    /// Who works at it.
    pub analyst: Analyst,
}

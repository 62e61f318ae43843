//! Those who speak or are spoken of.

use serde::{Deserialize, Serialize};

use crate::PartyId;

/// What kind of party it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// A human being.
    Person,
    /// A company, agency, ministry, movement.
    Organisation,
    /// A state.
    State,
    /// Not yet said.
    #[default]
    Unspecified,
}

/// A person, organisation or state that speaks or is spoken of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Party {
    /// Its identifier.
    pub id: PartyId,
    /// The name to show.
    pub name: String,
    /// Other names, in any script.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: PartyKind,
    /// The party it speaks for, as a spokesperson does.
    pub speaks_for: Option<PartyId>,
}

impl Party {
    /// Whether `name` is this party's name or alias, letter case and outer spaces apart.
    pub fn is_called(&self, name: &str) -> bool {
        let wanted = name.trim().to_lowercase();
        [&self.name].into_iter().chain(&self.aliases).any(|known| known.trim().to_lowercase() == wanted)
    }
}

//! Those who speak or are spoken of.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::PartyId;

/// What kind of party it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// A human being.
    Person,
    /// A company, agency, ministry, movement.
    Organisation,
    /// A state or its government. The capital that stands for it ("Kyiv") is one of its aliases.
    State,
    /// Not yet said.
    #[default]
    Unspecified,
}

/// Why what is said of a party is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PartyError {
    /// It has no name.
    #[error("a party needs a name")]
    NoName,
    /// A role says nothing.
    #[error("a role needs words: “foreign minister”, “spokesperson”")]
    EmptyRole,
    /// A role ends before it begins.
    #[error("the role ends before it begins: give the earlier day first")]
    Backwards,
}

/// What a party was, and from when to when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Role {
    /// The office ("foreign minister").
    pub title: String,
    /// The first day, when known.
    pub from: Option<NaiveDate>,
    /// The last day, when it is over.
    pub to: Option<NaiveDate>,
}

impl Role {
    /// The role of this title, `from` one day `to` another.
    pub fn new(title: &str, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<Self, PartyError> {
        let title = title.trim();
        match (from, to) {
            _ if title.is_empty() => Err(PartyError::EmptyRole),
            (Some(from), Some(to)) if to < from => Err(PartyError::Backwards),
            _ => Ok(Self { title: title.to_owned(), from, to }),
        }
    }
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
    /// What it was, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
}

impl Party {
    /// A party of which only the name is known.
    pub fn named(id: PartyId, name: String) -> Self {
        Self { id, name, aliases: Vec::new(), kind: PartyKind::Unspecified, speaks_for: None, roles: Vec::new() }
    }

    /// The same party under these names: each alias once, and none that is the name.
    pub fn renamed(self, name: &str, aliases: &[String]) -> Result<Self, PartyError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(PartyError::NoName);
        }
        let mut known = BTreeSet::from([folded(name)]);
        let aliases = aliases.iter().map(|alias| alias.trim()).filter(|alias| !alias.is_empty());
        let aliases = aliases.filter(|alias| known.insert(folded(alias))).map(str::to_owned).collect();
        Ok(Self { name: name.to_owned(), aliases, ..self })
    }

    /// Its name and aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.name].into_iter().chain(&self.aliases).map(String::as_str)
    }

    /// Whether `name` is this party's name or alias, letter case and outer spaces apart.
    pub fn is_called(&self, name: &str) -> bool {
        let wanted = folded(name);
        self.names().any(|known| folded(known) == wanted)
    }
}

/// `name` as names are compared: outer spaces off, lower case.
fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_is_called_by_each_of_its_names_once() {
        let party = Party::named(PartyId(uuid::Uuid::nil()), "Upstream Republic".into());
        let aliases = ["Vessagrad", " ", "Республіка Верхів’я", "vessagrad ", "UPSTREAM republic"].map(str::to_owned);
        let party = party.renamed(" Upstream Republic ", &aliases).expect("has a name");
        assert_eq!(party.aliases, ["Vessagrad", "Республіка Верхів’я"]);
        assert!(party.is_called("республіка верхів’я") && !party.is_called("Vessa"));
        assert_eq!(party.renamed(" ", &[]), Err(PartyError::NoName));
    }

    #[test]
    fn a_role_has_a_title_and_does_not_end_before_it_begins() {
        let day = |year| NaiveDate::from_ymd_opt(year, 5, 1);
        assert!(Role::new("governor", day(2021), None).is_ok());
        assert_eq!(Role::new("governor", day(2021), day(2020)), Err(PartyError::Backwards));
        assert_eq!(Role::new(" ", None, None), Err(PartyError::EmptyRole));
    }
}

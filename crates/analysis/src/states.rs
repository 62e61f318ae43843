//! States, and the capitals that stand for their governments, in every language that there is a lexicon of.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use domain::PartyKind;

use crate::lexicon::{StateNames, state_names};

/// A state, as one language calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Its name in the language that it was asked for in.
    pub name: String,
    /// Whether it is a state, or an organisation of states such as the United Nations.
    pub kind: PartyKind,
    /// All that it is called in any language: its names before the capitals that stand for it.
    pub names: &'static [String],
}

/// All states, and which of them each name is of.
struct Known {
    /// The names of each.
    names: Vec<Vec<String>>,
    /// By a name in lower case: the place among those, and the name that the same language has for it.
    called: HashMap<String, (usize, String)>,
    /// The places of those that are unions of states.
    unions: HashSet<usize>,
}

/// The state that is called `name`, or for whose government it stands: "Kremlin" is Russia. Letter case does not matter.
pub fn state(name: &str) -> Option<State> {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    let known = KNOWN.get_or_init(load);
    let (place, name) = known.called.get(&name.trim().to_lowercase())?;
    let kind = if known.unions.contains(place) { PartyKind::Organisation } else { PartyKind::State };
    Some(State { name: name.clone(), kind, names: &known.names[*place] })
}

fn load() -> Known {
    let StateNames { same, unions, rows } = state_names();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut known = Known { names: vec![Vec::new(); same.len()], called: HashMap::new(), unions: HashSet::new() };
    for (place, names) in same.iter().enumerate() {
        places.extend(names.iter().map(|name| (name.clone(), place)));
    }
    let mut capitals: Vec<(usize, String)> = Vec::new();
    for [name, _, governments, others] in rows {
        let place = *places.entry(name.clone()).or_insert_with(|| {
            known.names.push(Vec::new());
            known.names.len() - 1
        });
        let words = |list: &str| list.split_whitespace().map(|word| word.replace('_', " ")).collect::<Vec<_>>();
        let (others, governments) = (words(&others), words(&governments));
        for called in [&name].into_iter().chain(&others).chain(&governments) {
            known.called.entry(called.to_lowercase()).or_insert_with(|| (place, name.clone()));
        }
        known.names[place].push(name);
        known.names[place].extend(others);
        capitals.extend(governments.into_iter().map(|capital| (place, capital)));
    }
    for (place, capital) in capitals {
        known.names[place].push(capital);
    }
    known.unions = unions.iter().filter_map(|name| places.get(name).copied()).collect();
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capital_stands_for_a_government_and_a_state_is_one_in_every_language() {
        let name = |called: &str| state(called).map(|state| state.name);
        assert_eq!(name("Kremlin").as_deref(), Some("Russia"));
        assert_eq!(name(" white house ").as_deref(), Some("United States"));
        assert_eq!(name("Пекін").as_deref(), Some("Китай"));
        assert_eq!(name("北京").as_deref(), Some("中国"));
        assert_eq!(name("Vessagrad"), None);
        let china = state("China").expect("a state").names;
        assert_eq!(state("الصين").expect("a state").names, china);
        assert!(china.iter().any(|name| name == "中国") && china.iter().any(|name| name == "Beijing"));
        let (first, last) =
            (china.iter().position(|name| name == "Chine"), china.iter().position(|name| name == "Beijing"));
        assert!(first < last, "names come before capitals");
    }

    #[test]
    fn every_name_that_is_told_of_is_a_name_of_some_language() {
        let StateNames { same, unions, rows } = state_names();
        for name in same.iter().flatten().chain(&unions) {
            assert!(rows.iter().any(|[known, ..]| known == name), "{name}");
        }
        assert_eq!(state("联合国").map(|state| state.kind), Some(PartyKind::Organisation));
        assert_eq!(state("中国").map(|state| state.kind), Some(PartyKind::State));
    }
}

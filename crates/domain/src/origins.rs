//! How many independent origins stand behind a claim: three outlets that quote one agency are one.

use std::collections::{BTreeMap, BTreeSet};

/// Somebody that relays of a claim lead back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root<V> {
    /// Who. Where several relay one another in a ring, the least of them.
    pub voice: V,
    /// Which of the chains lead back to it, from 0.
    pub chains: Vec<usize>,
}

/// Whether one origin, which `traces` of `traced` lead back to, stands behind most of what was traced.
pub fn stands_behind_most(traces: u32, traced: u32) -> bool {
    traces > 1 && traces > traced / 2
}

/// The independent origins of `chains`, each of which goes from the outlet to the farthest source it names:
/// outlet ← agency ← spokesperson.
///
/// What one chain tells of a voice holds for all: an outlet that quotes an agency leads back to whom the agency quotes
/// elsewhere.
pub fn origins<V: Ord + Clone>(chains: &[Vec<V>]) -> Vec<Root<V>> {
    let mut sources: BTreeMap<&V, BTreeSet<&V>> = BTreeMap::new();
    for pair in chains.iter().flat_map(|chain| chain.windows(2)) {
        let [relay, source] = pair else { continue };
        if relay != source {
            sources.entry(relay).or_default().insert(source);
        }
    }
    let mut reached: BTreeMap<&V, BTreeSet<&V>> = BTreeMap::new();
    for voice in chains.iter().flatten() {
        reached.entry(voice).or_insert_with(|| leads_to(voice, &sources));
    }
    let mut roots: BTreeMap<&V, Vec<usize>> = BTreeMap::new();
    for (at, chain) in chains.iter().enumerate() {
        let behind = chain.first().into_iter().flat_map(|outlet| &reached[outlet]);
        // A voice is a root when whatever it leads to leads back to it.
        let is_root = |voice: &&&V| reached[**voice].iter().all(|further| reached[*further].contains(**voice));
        let found: BTreeSet<&V> = behind.filter(is_root).filter_map(|voice| reached[*voice].first().copied()).collect();
        for root in found {
            roots.entry(root).or_default().push(at);
        }
    }
    roots.into_iter().map(|(voice, chains)| Root { voice: voice.clone(), chains }).collect()
}

/// All voices that `from` leads back to, itself among them.
fn leads_to<'a, V: Ord>(from: &'a V, sources: &BTreeMap<&'a V, BTreeSet<&'a V>>) -> BTreeSet<&'a V> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(voice) = open.pop() {
        if reached.insert(voice) {
            open.extend(sources.get(voice).into_iter().flatten());
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(chains: &[&[&'static str]]) -> Vec<(&'static str, Vec<usize>)> {
        let chains: Vec<Vec<&str>> = chains.iter().map(|chain| chain.to_vec()).collect();
        origins(&chains).into_iter().map(|root| (root.voice, root.chains)).collect()
    }

    #[test]
    fn outlets_that_quote_one_agency_lead_back_to_whom_it_quotes() {
        let quoted: [&[&str]; 3] = [
            &["Vessa Post", "River Wire", "governor"],
            &["Harbour Times", "River Wire"],
            &["Daily Dam", "Harbour Times"],
        ];
        assert_eq!(found(&quoted), [("governor", vec![0, 1, 2])]);
        let own: [&[&str]; 3] = [quoted[0], quoted[1], &["Daily Dam"]];
        assert_eq!(found(&own), [("Daily Dam", vec![2]), ("governor", vec![0, 1])]);
    }

    #[test]
    fn those_who_quote_one_another_in_a_ring_are_one_origin() {
        assert_eq!(found(&[&["A", "B"], &["B", "A"], &["C", "B"]]), [("A", vec![0, 1, 2])]);
        assert_eq!(found(&[]), []);
    }

    #[test]
    fn most_is_more_than_half_and_more_than_one() {
        let told =
            [(1, 1), (1, 2), (2, 2), (2, 3), (3, 6), (4, 7), (6, 7)].map(|(one, all)| stands_behind_most(one, all));
        assert_eq!(told, [false, false, true, true, false, true, true]);
    }

    proptest! {
        #[test]
        fn every_chain_leads_somewhere_and_repeating_one_adds_no_origin(
            chains in prop::collection::vec(prop::collection::vec(0_u8..6, 1..4), 1..8)
        ) {
            let roots = origins(&chains);
            let led: BTreeSet<usize> = roots.iter().flat_map(|root| root.chains.clone()).collect();
            prop_assert_eq!(led.len(), chains.len());
            let twice: Vec<_> = chains.iter().chain(&chains).cloned().collect();
            let voices = |roots: Vec<Root<u8>>| roots.into_iter().map(|root| root.voice).collect::<Vec<_>>();
            prop_assert_eq!(voices(origins(&twice)), voices(roots));
        }
    }
}

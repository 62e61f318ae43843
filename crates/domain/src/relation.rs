//! How claims relate. Claims stay apart and keep their own records; those that are related form a family.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::ClaimId;

/// What one claim is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// Says the same.
    Same,
    /// Says it anew, as things stand later.
    Updates,
    /// Is said anew by the other.
    UpdatedBy,
    /// Says more than the other: were it so, the other would be too.
    Broader,
    /// Says less than the other.
    Narrower,
    /// Cannot be so when the other is.
    Contradicts,
    /// Looks like the other and is not. Remembered, so that nobody has to find it out twice.
    NotTheSame,
}

impl RelationKind {
    /// Whether both say one thing, then or later.
    pub fn is_one_saying(self) -> bool {
        matches!(self, Self::Same | Self::Updates | Self::UpdatedBy)
    }

    /// What the other claim is to this one.
    #[must_use]
    pub fn converse(self) -> Self {
        match self {
            Self::Updates => Self::UpdatedBy,
            Self::UpdatedBy => Self::Updates,
            Self::Broader => Self::Narrower,
            Self::Narrower => Self::Broader,
            Self::Same | Self::Contradicts | Self::NotTheSame => self,
        }
    }

    /// Whether it makes two claims members of one family.
    pub fn binds(self) -> bool {
        self != Self::NotTheSame
    }

    /// How the figures of the two claims bear on each other; not at all where one was said anew.
    fn bearing(self) -> Option<Bearing> {
        match self {
            Self::Same | Self::Contradicts => Some(Bearing::OneMatter),
            Self::Broader => Some(Bearing::WholeOf),
            Self::Narrower => Some(Bearing::PartOf),
            Self::Updates | Self::UpdatedBy | Self::NotTheSame => None,
        }
    }
}

/// How the figures of one claim bear on those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bearing {
    /// Both count one matter at one time, so that their figures should agree.
    OneMatter,
    /// The first counts a part of what the other counts.
    PartOf,
    /// The first counts the whole of which the other counts a part.
    WholeOf,
}

impl Bearing {
    /// How what bears so on a claim bears on another, which that claim bears on as `next` says.
    fn then(self, next: Self) -> Option<Self> {
        match (self, next) {
            (Self::OneMatter, way) | (way, Self::OneMatter) => Some(way),
            (Self::PartOf, Self::PartOf) | (Self::WholeOf, Self::WholeOf) => Some(self),
            // Two parts of one whole say nothing of each other.
            (Self::PartOf, Self::WholeOf) | (Self::WholeOf, Self::PartOf) => None,
        }
    }
}

/// How the figures of each two claims that `relations` join bear on each other, directly or through others.
#[derive(Debug, Clone, Default)]
pub struct Bearings {
    known: BTreeMap<(ClaimId, ClaimId), Bearing>,
}

impl Bearings {
    /// What follows from `relations`.
    pub fn of(relations: &[Relation]) -> Self {
        let mut neighbours: BTreeMap<ClaimId, Vec<(Bearing, ClaimId)>> = BTreeMap::new();
        let mut anew = BTreeSet::new();
        for Relation { first, kind, second } in relations {
            let both = kind.bearing().zip(kind.converse().bearing());
            if let Some((forth, back)) = both {
                neighbours.entry(*first).or_default().push((forth, *second));
                neighbours.entry(*second).or_default().push((back, *first));
            } else {
                anew.extend([(*first, *second), (*second, *first)]);
            }
        }
        let mut known = BTreeMap::new();
        for claim in neighbours.keys() {
            for (other, ways) in reached(&neighbours, *claim) {
                // What is part and whole of another is that other.
                let only = ways.iter().next().filter(|_| ways.len() == 1);
                known.insert((*claim, other), only.copied().unwrap_or(Bearing::OneMatter));
            }
        }
        known.retain(|pair, _| !anew.contains(pair));
        Self { known }
    }

    /// How the figures of `one` bear on those of `other`, if they do.
    pub fn between(&self, one: ClaimId, other: ClaimId) -> Option<Bearing> {
        if one == other { Some(Bearing::OneMatter) } else { self.known.get(&(one, other)).copied() }
    }
}

/// The ways in which the figures of `claim` bear on those of each claim that can be reached from it.
fn reached(
    neighbours: &BTreeMap<ClaimId, Vec<(Bearing, ClaimId)>>,
    claim: ClaimId,
) -> BTreeMap<ClaimId, BTreeSet<Bearing>> {
    let mut ways: BTreeMap<ClaimId, BTreeSet<Bearing>> = BTreeMap::new();
    let mut open = vec![(Bearing::OneMatter, claim)];
    while let Some((way, at)) = open.pop() {
        if !ways.entry(at).or_default().insert(way) {
            continue;
        }
        let next = neighbours.get(&at).into_iter().flatten();
        open.extend(next.filter_map(|(step, other)| Some((way.then(*step)?, *other))));
    }
    ways
}

/// That two claims are related. There is one form for each pair: the claim with the smaller id comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Relation {
    /// The claim with the smaller id.
    pub first: ClaimId,
    /// What the first is to the second.
    pub kind: RelationKind,
    /// The other claim.
    pub second: ClaimId,
}

impl Relation {
    /// That `one` is `kind` to `other`; `None` for a claim and itself.
    pub fn between(one: ClaimId, kind: RelationKind, other: ClaimId) -> Option<Self> {
        match one.cmp(&other) {
            std::cmp::Ordering::Less => Some(Self { first: one, kind, second: other }),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(Self { first: other, kind: kind.converse(), second: one }),
        }
    }

    /// What `claim` is to the other of the two, and which that is; `None` when it is neither.
    pub fn seen_from(&self, claim: ClaimId) -> Option<(RelationKind, ClaimId)> {
        if claim == self.first {
            Some((self.kind, self.second))
        } else if claim == self.second {
            Some((self.kind.converse(), self.first))
        } else {
            None
        }
    }
}

/// The groups that `relations` join `claims` into, each in the order of `claims`; a claim without any is its own.
pub fn groups(claims: &[ClaimId], relations: impl IntoIterator<Item = Relation>) -> Vec<Vec<ClaimId>> {
    let mut neighbours: BTreeMap<ClaimId, Vec<ClaimId>> = BTreeMap::new();
    for Relation { first, second, .. } in relations {
        neighbours.entry(first).or_default().push(second);
        neighbours.entry(second).or_default().push(first);
    }
    let mut grouped = BTreeSet::new();
    let mut groups = Vec::new();
    for claim in claims {
        let mut group = BTreeSet::new();
        let mut open = vec![*claim];
        while let Some(next) = open.pop() {
            if grouped.insert(next) {
                group.insert(next);
                open.extend(neighbours.get(&next).into_iter().flatten());
            }
        }
        if !group.is_empty() {
            groups.push(claims.iter().copied().filter(|claim| group.contains(claim)).collect());
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KINDS: [RelationKind; 7] = [
        RelationKind::Same,
        RelationKind::Updates,
        RelationKind::UpdatedBy,
        RelationKind::Broader,
        RelationKind::Narrower,
        RelationKind::Contradicts,
        RelationKind::NotTheSame,
    ];

    fn claim(n: u128) -> ClaimId {
        ClaimId(uuid::Uuid::from_u128(n))
    }

    #[test]
    fn claims_that_are_related_through_others_are_one_group() {
        let claims = [5, 1, 2, 3, 4].map(claim);
        let same = |one, other| Relation::between(claim(one), RelationKind::Same, claim(other)).expect("two claims");
        let groups = groups(&claims, [same(1, 3), same(3, 4)]);
        assert_eq!(groups, [vec![claim(5)], vec![claim(1), claim(3), claim(4)], vec![claim(2)]]);
    }

    #[test]
    fn figures_bear_on_each_other_through_claims_that_say_the_same_and_not_past_what_was_said_anew() {
        let relations: Vec<Relation> = [
            (1, RelationKind::Same, 2),
            (2, RelationKind::Contradicts, 3),
            (4, RelationKind::Narrower, 3),
            (5, RelationKind::Narrower, 4),
            (6, RelationKind::Narrower, 3),
            (7, RelationKind::Updates, 1),
        ]
        .into_iter()
        .filter_map(|(one, kind, other)| Relation::between(claim(one), kind, claim(other)))
        .collect();
        let bearings = Bearings::of(&relations);
        for (one, other, wanted) in [
            (1, 3, Some(Bearing::OneMatter)),
            (5, 1, Some(Bearing::PartOf)),
            (1, 5, Some(Bearing::WholeOf)),
            (4, 6, None),
            (7, 1, None),
            (7, 3, None),
            (7, 7, Some(Bearing::OneMatter)),
        ] {
            assert_eq!(bearings.between(claim(one), claim(other)), wanted, "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn from_the_other_side_a_part_is_the_whole(
            related in prop::collection::vec((0_u128..6, prop::sample::select(&KINDS[..]), 0_u128..6), 0..9)
        ) {
            let relations: Vec<Relation> = related
                .into_iter()
                .filter_map(|(one, kind, other)| Relation::between(claim(one), kind, claim(other)))
                .collect();
            let bearings = Bearings::of(&relations);
            for (one, other) in (0..6).flat_map(|one| (0..6).map(move |other| (claim(one), claim(other)))) {
                let turned = bearings.between(other, one).map(|bearing| match bearing {
                    Bearing::OneMatter => Bearing::OneMatter,
                    Bearing::PartOf => Bearing::WholeOf,
                    Bearing::WholeOf => Bearing::PartOf,
                });
                prop_assert_eq!(bearings.between(one, other), turned);
            }
        }

        #[test]
        fn whoever_looks_a_relation_is_one_thing_and_symmetric_where_it_must_be(
            one in 0_u128..4, other in 0_u128..4, kind in prop::sample::select(&KINDS[..])
        ) {
            let (one, other) = (claim(one), claim(other));
            let relation = Relation::between(one, kind, other);
            prop_assert_eq!(relation, Relation::between(other, kind.converse(), one));
            prop_assert_eq!(relation.is_none(), one == other);
            prop_assert_eq!(kind.converse().converse(), kind);
            if let Some(relation) = relation {
                prop_assert_eq!(relation.seen_from(one), Some((kind, other)));
                prop_assert_eq!(relation.seen_from(other), Some((kind.converse(), one)));
            }
            if matches!(kind, RelationKind::Same | RelationKind::Contradicts | RelationKind::NotTheSame) {
                prop_assert_eq!(kind.converse(), kind);
            }
        }
    }
}

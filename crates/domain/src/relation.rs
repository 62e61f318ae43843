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

    /// Whether both claims are on one matter at one time, so that their figures should agree.
    pub fn is_on_one_matter(self) -> bool {
        matches!(self, Self::Same | Self::Contradicts)
    }
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

    proptest! {
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

//! Claims whose standing is kept from whoever looks: they are listed and counted as pending.

use std::collections::BTreeSet;

use domain::ClaimId;

/// Whether a claim's standing is kept back, as SQL over `claims`, with the veil bound to `:veil`.
pub(crate) const HIDDEN: &str = "claims.id IN (SELECT unhex(value) FROM json_each(:veil))";

/// Where a claim stands as far as may be seen, as SQL over `claims` and `standings`.
pub(crate) const SEEN: &str = "CASE WHEN claims.id IN (SELECT unhex(value) FROM json_each(:veil))
    THEN 'pending' ELSE standings.status END";

/// Claims whose standing is kept from whoever looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Veil(BTreeSet<ClaimId>);

impl FromIterator<ClaimId> for Veil {
    fn from_iter<I: IntoIterator<Item = ClaimId>>(claims: I) -> Self {
        Self(claims.into_iter().collect())
    }
}

impl Veil {
    /// Whether the standing of `claim` is kept back.
    pub fn hides(&self, claim: ClaimId) -> bool {
        self.0.contains(&claim)
    }

    /// How many claims it hides.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it hides nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What `:veil` is bound to.
    pub(crate) fn bound(&self) -> String {
        let ids: Vec<String> = self.0.iter().map(|claim| format!("\"{}\"", claim.0.simple())).collect();
        format!("[{}]", ids.join(","))
    }
}

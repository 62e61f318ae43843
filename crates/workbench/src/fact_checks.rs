//! What other houses found: which of it is of a claim, and which may be. It never sets a status.

use std::collections::{BTreeMap, BTreeSet};

use analysis::matching::{Asked, Rarity, Saying};
use database::{claims, fact_checks};
use domain::{Change, ClaimId, FactCheck, FactCheckId};

use crate::{Result, Workbench, views::ElsewhereView};

/// Fact checks that a claim is held against, those noted last.
const LOOKED_AT: u32 = 3_000;
/// Fact checks that are offered for a claim, at most, and the score from which on they are.
const OFFERED: usize = 5;
const LIKE: f64 = 0.2;

impl Workbench {
    /// What other houses found of `claim`, and of what is like it.
    pub fn checked_elsewhere(&self, claim: ClaimId) -> Result<ElsewhereView> {
        let (statement, tied, all) = self.workspace.read(|conn| {
            let statement = claims::by_id(conn, claim)?.statement;
            Ok((statement, fact_checks::of_claim(conn, claim)?, fact_checks::newest(conn, LOOKED_AT)?))
        })?;
        let known: BTreeSet<FactCheckId> = tied.iter().map(|check| check.id).collect();
        let others: Vec<FactCheck> = all.into_iter().filter(|check| !known.contains(&check.id)).collect();
        Ok(ElsewhereView { tied, offered: like(&statement, others) })
    }

    /// Says that `check` is of `claim`.
    pub fn tie_fact_check(&self, claim: ClaimId, check: FactCheckId) -> Result<()> {
        self.commit(vec![Change::FactCheckTied { claim, check }])
    }

    /// Says that `check` is not of `claim`.
    pub fn untie_fact_check(&self, claim: ClaimId, check: FactCheckId) -> Result<()> {
        self.commit(vec![Change::FactCheckUntied { claim, check }])
    }
}

/// Those of `checks` that are of something like `statement`, the likest first.
fn like(statement: &str, checks: Vec<FactCheck>) -> Vec<FactCheck> {
    let asked = Asked::new(saying(statement));
    let mut counts: BTreeMap<&str, u32> = asked.words().iter().map(|word| (word.as_str(), 0)).collect();
    for check in &checks {
        let words: BTreeSet<String> = Asked::new(saying(&check.checked)).words().iter().cloned().collect();
        for word in words {
            if let Some(count) = counts.get_mut(word.as_str()) {
                *count += 1;
            }
        }
    }
    let standing: Vec<u32> = asked.words().iter().map(|word| counts[word.as_str()]).collect();
    let all = u32::try_from(checks.len()).unwrap_or(u32::MAX);
    let wordings: Vec<Vec<&str>> = checks.iter().map(|check| vec![check.checked.as_str()]).collect();
    let ranked = asked.rank(Rarity { all, standing: &standing }, &wordings, OFFERED);
    ranked.into_iter().filter(|(_, score)| *score >= LIKE).map(|(place, _)| checks[place].clone()).collect()
}

fn saying(statement: &str) -> Saying {
    Saying { statement: statement.to_owned(), ..Saying::default() }
}

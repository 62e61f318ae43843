//! How many claims stand where.

use database::{Connection, Veil, investigations, overview, parties};
use domain::{Counts, InvestigationId, Reliability};

use crate::{
    Result, Workbench,
    parties::party_name,
    views::{ClaimantCounts, OverviewView, ReliabilityCounts, WeekCounts},
};

impl Workbench {
    /// How many claims of an investigation, or of the whole workspace, stand where.
    pub fn overview(&self, investigation: Option<InvestigationId>) -> Result<OverviewView> {
        self.read_seen(|conn, veil| {
            let mut by_claimant = Vec::new();
            let mut all = Counts::default();
            for (claimant, counts) in overview::by_claimant(conn, veil, investigation)? {
                let claimant = claimant.map(|party| parties::by_id(conn, party)).transpose()?.map(party_name);
                all.pending += counts.pending;
                all.confirmed += counts.confirmed;
                all.denied += counts.denied;
                by_claimant.push(ClaimantCounts { claimant, counts });
            }
            let by_week = overview::by_week(conn, veil, investigation)?.into_iter();
            let by_reliability = overview::by_reliability(conn, veil, investigation)?.into_iter();
            Ok(OverviewView {
                all,
                in_review: in_review(conn, veil, investigation)?,
                by_claimant,
                by_week: by_week.map(|(monday, counts)| WeekCounts { monday, counts }).collect(),
                by_reliability: by_reliability
                    .map(|(letter, counts)| ReliabilityCounts { reliability: letter.and_then(reliability), counts })
                    .collect(),
            })
        })
    }
}

/// How many of the claims that `veil` hides are counted.
fn in_review(conn: &Connection, veil: &Veil, investigation: Option<InvestigationId>) -> database::Result<u32> {
    let counted = match investigation {
        Some(id) if !veil.is_empty() => {
            investigations::claims(conn, id)?.into_iter().filter(|id| veil.hides(*id)).count()
        }
        Some(_) => 0,
        None => veil.len(),
    };
    Ok(u32::try_from(counted).unwrap_or(u32::MAX))
}

fn reliability(letter: String) -> Option<Reliability> {
    serde_json::from_value(letter.into()).ok()
}

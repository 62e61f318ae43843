//! How many claims stand where.

use database::{overview, parties};
use domain::{Counts, InvestigationId, Reliability};

use crate::{
    Error, Result, Workbench,
    parties::party_name,
    views::{ClaimantCounts, OverviewView, ReliabilityCounts, WeekCounts},
};

impl Workbench {
    /// How many claims of an investigation, or of the whole workspace, stand where.
    pub fn overview(&self, investigation: Option<InvestigationId>) -> Result<OverviewView> {
        self.workspace
            .read(|conn| {
                let mut by_claimant = Vec::new();
                let mut all = Counts::default();
                for (claimant, counts) in overview::by_claimant(conn, investigation)? {
                    let claimant = claimant.map(|party| parties::by_id(conn, party)).transpose()?.map(party_name);
                    all.pending += counts.pending;
                    all.confirmed += counts.confirmed;
                    all.denied += counts.denied;
                    by_claimant.push(ClaimantCounts { claimant, counts });
                }
                let by_week = overview::by_week(conn, investigation)?.into_iter();
                let by_reliability = overview::by_reliability(conn, investigation)?.into_iter();
                Ok(OverviewView {
                    all,
                    by_claimant,
                    by_week: by_week.map(|(monday, counts)| WeekCounts { monday, counts }).collect(),
                    by_reliability: by_reliability
                        .map(|(letter, counts)| ReliabilityCounts { reliability: letter.and_then(reliability), counts })
                        .collect(),
                })
            })
            .map_err(Error::from)
    }
}

fn reliability(letter: String) -> Option<Reliability> {
    serde_json::from_value(letter.into()).ok()
}

//! Who says what to each claim of an investigation, and who has not been heard yet.

use std::collections::{BTreeMap, BTreeSet};

use database::{Connection, appearances, claims, investigations, parties, responses};
use domain::{ClaimId, InvestigationId, PartyId};

use crate::{
    Error, Result, Workbench,
    parties::party_name,
    views::{MatrixCell, MatrixClaim, MatrixRow, MatrixView},
};

impl Workbench {
    /// The parties of an investigation against its claims: each cell the latest response.
    pub fn matrix(&self, investigation: InvestigationId) -> Result<MatrixView> {
        self.workspace
            .read(|conn| {
                investigations::by_id(conn, investigation)?;
                let ids = investigations::claims(conn, investigation)?;
                let (cells, voices) = cells(conn, &ids)?;
                let mut rows = Vec::new();
                for party in voices {
                    let party = party_name(parties::head(conn, party)?);
                    let cell = |claim: &ClaimId| cells.get(&(party.id, *claim)).copied().unwrap_or(MatrixCell::Open);
                    let cells: Vec<MatrixCell> = ids.iter().map(cell).collect();
                    rows.push(MatrixRow { party, cells });
                }
                let open = |row: &MatrixRow| row.cells.iter().filter(|cell| **cell == MatrixCell::Open).count();
                rows.sort_by(|one, other| {
                    open(one).cmp(&open(other)).then_with(|| one.party.name.cmp(&other.party.name))
                });
                let listed = claims::rows(conn, &ids)?.into_iter();
                Ok(MatrixView {
                    investigation,
                    claims: listed
                        .map(|row| MatrixClaim { id: row.claim.id, statement: row.claim.statement, status: row.status })
                        .collect(),
                    open: u32::try_from(rows.iter().map(open).sum::<usize>()).unwrap_or(u32::MAX),
                    rows,
                })
            })
            .map_err(Error::from)
    }
}

type Cells = BTreeMap<(PartyId, ClaimId), MatrixCell>;

/// What is known of each party and claim, and the parties there are.
fn cells(conn: &Connection, ids: &[ClaimId]) -> database::Result<(Cells, BTreeSet<PartyId>)> {
    let mut cells = Cells::new();
    let mut heads: BTreeMap<PartyId, PartyId> = BTreeMap::new();
    for id in ids {
        for appearance in appearances::of_claim(conn, *id)? {
            let Some(claimant) = appearance.attribution.claimant else { continue };
            let head = match heads.get(&claimant) {
                Some(head) => *head,
                None => parties::head(conn, claimant)?.id,
            };
            heads.insert(claimant, head);
            cells.insert((head, *id), MatrixCell::Claims);
        }
        // In order of time, so that the latest is the one that stays.
        for responses::Placed { response, day, head, .. } in responses::to_claim(conn, *id)? {
            let before = match cells.get(&(head, *id)) {
                Some(MatrixCell::Answered { many, .. }) => *many,
                _ => 0,
            };
            let (id, answers, many) = (response.id, response.answers, before + 1);
            let cell = MatrixCell::Answered { id, response: response.kind, answers, day, many };
            cells.insert((head, response.claim), cell);
        }
    }
    let voices = cells.keys().map(|(party, _)| *party).collect();
    Ok((cells, voices))
}

//! Who says what to each claim of an investigation, and who has not been heard yet.

use std::collections::BTreeMap;

use database::{Connection, appearances, claims, investigations, parties, responses};
use domain::{ClaimId, InvestigationId, Party, PartyId};

use crate::{
    Result, Workbench,
    parties::{party_name, principals},
    veil,
    views::{MatrixCell, MatrixClaim, MatrixRow, MatrixView, Saying},
};

impl Workbench {
    /// The parties of an investigation against its claims: each cell the latest response.
    pub fn matrix(&self, investigation: InvestigationId) -> Result<MatrixView> {
        self.read_seen(|conn, veil| {
            investigations::by_id(conn, investigation)?;
            let ids = investigations::claims(conn, investigation)?;
            let mut rows = Vec::new();
            for (party, cells) in voices(conn, &ids)? {
                let open = count(ids.len() - cells.len());
                let cells = cells.into_iter().map(|(column, says)| MatrixCell { column, says }).collect();
                rows.push(MatrixRow { party: party_name(parties::by_id(conn, party)?), cells, open });
            }
            rows.sort_by(|one, other| one.open.cmp(&other.open).then_with(|| one.party.cmp(&other.party)));
            let listed = claims::rows(conn, &ids)?.into_iter();
            Ok(MatrixView {
                investigation,
                claims: listed
                    .map(|row| MatrixClaim {
                        id: row.claim.id,
                        statement: row.claim.statement,
                        status: veil::seen(veil, row.claim.id, row.status),
                    })
                    .collect(),
                open: rows.iter().map(|row| row.open).sum(),
                rows,
            })
        })
    }
}

/// What each party that makes or answers any of the claims says to them, itself or through who speaks for it, by their
/// places.
type Voices = BTreeMap<PartyId, BTreeMap<u32, Saying>>;

fn voices(conn: &Connection, ids: &[ClaimId]) -> database::Result<Voices> {
    let mut voices = Voices::new();
    for (column, claim) in (0..).zip(ids) {
        for appearance in appearances::of_claim(conn, *claim)? {
            let Some(claimant) = appearance.attribution.claimant else { continue };
            for (party, through) in heard(conn, parties::head(conn, claimant)?)? {
                let cells = voices.entry(party).or_default();
                // What a party claims itself it claims through nobody.
                if through.is_none() || !cells.contains_key(&column) {
                    cells.insert(column, Saying::Claims { through });
                }
            }
        }
        // In order of time, so that the latest is the one that stays.
        for placed in responses::to_claim(conn, *claim)? {
            for (party, through) in heard(conn, parties::by_id(conn, placed.head)?)? {
                let cells = voices.entry(party).or_default();
                let many = match cells.get(&column) {
                    Some(Saying::Answered { many, .. }) => many + 1,
                    _ => 1,
                };
                let domain::Response { id, kind: response, answers, .. } = placed.response;
                let when = placed.when();
                cells.insert(column, Saying::Answered { id, response, answers, when, many, through });
            }
        }
    }
    Ok(voices)
}

/// Who is heard when `party` speaks: itself, and those it speaks for, through it.
fn heard(conn: &Connection, party: Party) -> database::Result<Vec<(PartyId, Option<String>)>> {
    let principals = principals(conn, &party)?.into_iter();
    let through = |principal: Party| (principal.id, Some(party.name.clone()));
    Ok([(party.id, None)].into_iter().chain(principals.map(through)).collect())
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

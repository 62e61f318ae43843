//! Who says what to each claim of an investigation, and who has not been heard yet.

use std::collections::{BTreeMap, BTreeSet};

use database::{Connection, Veil, appearances, claims, investigations, parties, relations, responses};
use domain::{ClaimId, InvestigationId, Party, PartyId};

use crate::{
    Result, Workbench,
    parties::{party_name, principals},
    veil,
    views::{MatrixCell, MatrixClaim, MatrixMember, MatrixRow, MatrixView, Saying},
};

impl Workbench {
    /// The parties of an investigation against its claims: each cell the latest response. With `families`, claims that say
    /// one thing, then or later, are one column.
    pub fn matrix(&self, investigation: InvestigationId, families: bool) -> Result<MatrixView> {
        self.read_seen(|conn, veil| {
            investigations::by_id(conn, investigation)?;
            let ids = investigations::claims(conn, investigation)?;
            let columns = if families { sayings(conn, &ids)? } else { ids.iter().map(|id| vec![*id]).collect() };
            let mut rows = Vec::new();
            for (party, cells) in voices(conn, &columns)? {
                let open = count(columns.len() - cells.len());
                let cells =
                    cells.into_iter().map(|(column, (claim, says))| MatrixCell { column, claim, says }).collect();
                rows.push(MatrixRow { party: party_name(parties::by_id(conn, party)?), cells, open });
            }
            rows.sort_by(|one, other| one.open.cmp(&other.open).then_with(|| one.party.cmp(&other.party)));
            let claims =
                columns.iter().map(|members| head(conn, members, veil)).collect::<database::Result<Vec<_>>>()?;
            let open = rows.iter().map(|row| row.open).sum();
            Ok(MatrixView { investigation, claims: claims.into_iter().flatten().collect(), open, rows })
        })
    }
}

/// The claims of `ids`, those together that say one thing, also where what joins them is a claim from elsewhere.
fn sayings(conn: &Connection, ids: &[ClaimId]) -> database::Result<Vec<Vec<ClaimId>>> {
    let (mut open, mut known) = (ids.to_vec(), BTreeSet::from_iter(ids.iter().copied()));
    let mut joined = Vec::new();
    while let Some(claim) = open.pop() {
        let own = relations::of_claim(conn, claim)?;
        for relation in own.into_iter().filter(|relation| relation.kind.is_one_saying()) {
            open.extend([relation.first, relation.second].into_iter().filter(|other| known.insert(*other)));
            joined.push(relation);
        }
    }
    Ok(domain::groups(ids, joined))
}

/// The head of a column: the claim of it that was said last, and the others.
fn head(conn: &Connection, members: &[ClaimId], veil: &Veil) -> database::Result<Option<MatrixClaim>> {
    let mut rows = claims::rows(conn, members)?;
    let said = |row: &claims::ClaimListing| row.dated.map(|when| (when.from, when.to));
    let last = rows.iter().enumerate().max_by_key(|(_, row)| said(row)).map(|(place, _)| place);
    let Some(last) = last.map(|place| rows.remove(place)) else { return Ok(None) };
    let shown = |row: &claims::ClaimListing| veil::seen(veil, row.claim.id, row.status);
    Ok(Some(MatrixClaim {
        status: shown(&last),
        also: rows
            .iter()
            .map(|row| MatrixMember { id: row.claim.id, statement: row.claim.statement.clone(), status: shown(row) })
            .collect(),
        id: last.claim.id,
        statement: last.claim.statement,
    }))
}

/// What each party that makes or answers any of the claims says to them, itself or through who speaks for it, by their
/// columns; and to which claim of the column.
type Voices = BTreeMap<PartyId, BTreeMap<u32, (ClaimId, Saying)>>;

fn voices(conn: &Connection, columns: &[Vec<ClaimId>]) -> database::Result<Voices> {
    let mut voices = Voices::new();
    for (column, members) in (0..).zip(columns) {
        let mut answers = Vec::new();
        for claim in members {
            for appearance in appearances::of_claim(conn, *claim)? {
                let Some(claimant) = appearance.attribution.claimant else { continue };
                for (party, through) in heard(conn, parties::head(conn, claimant)?)? {
                    let cells = voices.entry(party).or_default();
                    // What a party claims itself it claims through nobody.
                    if through.is_none() || !cells.contains_key(&column) {
                        cells.insert(column, (*claim, Saying::Claims { through }));
                    }
                }
            }
            answers.extend(responses::to_claim(conn, *claim)?);
        }
        // In order of time, so that the latest is the one that stays.
        answers.sort_by_key(responses::Placed::order);
        for placed in answers {
            for (party, through) in heard(conn, parties::by_id(conn, placed.head)?)? {
                let cells = voices.entry(party).or_default();
                let many = match cells.get(&column) {
                    Some((_, Saying::Answered { many, .. })) => many + 1,
                    _ => 1,
                };
                let domain::Response { id, kind: response, answers, claim, .. } = placed.response;
                let when = placed.when();
                cells.insert(column, (claim, Saying::Answered { id, response, answers, when, many, through }));
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

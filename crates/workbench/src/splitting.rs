//! Dividing a party that two were taken for: some of its records become another's.

use std::collections::BTreeSet;

use database::{Connection, appearances, parties, responses};
use domain::{Appearance, AppearanceId, Change, ClaimId, PartyId, Refinement, Response, ResponseId};
use uuid::Uuid;

use crate::{Error, Result, Workbench};

/// The records of a party that go to another.
#[derive(Default)]
struct Records {
    appearances: Vec<Appearance>,
    responses: Vec<Response>,
}

impl Workbench {
    /// Makes `records` of `party`, which are claims, appearances and responses by their ids, those of the party called
    /// `into`; one is added when there is none. One action: undoing it makes them the first party's again.
    pub fn split_off(&self, party: PartyId, records: &[Uuid], into: &str) -> Result<PartyId> {
        let (head, members, found) = self.workspace.read(|conn| {
            let head = parties::head(conn, party)?;
            let merged = parties::merged(conn, head.id)?.into_iter().map(|party| party.id);
            let members: BTreeSet<PartyId> = merged.chain([head.id]).collect();
            let found = found(conn, &members, records)?;
            Ok((head, members, found))
        })?;
        let Records { appearances, responses } =
            found.map_err(|record| Error::NotOfParty { record, name: head.name.clone() })?;
        let mut changes = Vec::new();
        let other = self.party_called(into, &mut changes)?.ok_or(Error::NobodyToSplitOff)?;
        if other == head.id {
            return Err(Error::PartyNameTaken { name: head.name });
        }
        let given = |party: Option<PartyId>| party.map(|party| if members.contains(&party) { other } else { party });
        for made in appearances {
            let id = made.id;
            let from = Refinement::from(made);
            let mut to = from.clone();
            to.attribution.claimant = given(to.attribution.claimant);
            to.attribution.relayed_by = given(to.attribution.relayed_by);
            changes.push(Change::AppearanceRefined { appearance: id, from: Box::new(from), to: Box::new(to) });
        }
        for from in responses {
            let party = if members.contains(&from.party) { other } else { from.party };
            let to = Response { party, relayed_by: given(from.relayed_by), ..from.clone() };
            changes.push(Change::ResponseRefined { from: Box::new(from), to: Box::new(to) });
        }
        self.commit(changes)?;
        Ok(other)
    }
}

/// The records of these ids that name any of `members`, each once; the first id that is of none.
fn found(
    conn: &Connection,
    members: &BTreeSet<PartyId>,
    records: &[Uuid],
) -> database::Result<std::result::Result<Records, Uuid>> {
    let names = |party: Option<PartyId>| party.is_some_and(|party| members.contains(&party));
    let mut found = Records::default();
    for record in records {
        let made = appearances::of_claim(conn, ClaimId(*record))?.into_iter();
        let made = made.chain(appearances::by_id(conn, AppearanceId(*record)).ok());
        let own = |made: &Appearance| names(made.attribution.claimant) || names(made.attribution.relayed_by);
        let made: Vec<Appearance> = made.filter(own).collect();
        let response = responses::by_id(conn, ResponseId(*record)).ok();
        let response = response.filter(|response| names(Some(response.party)) || names(response.relayed_by));
        if made.is_empty() && response.is_none() {
            return Ok(Err(*record));
        }
        found.appearances.extend(made);
        found.responses.extend(response);
    }
    let mut known = BTreeSet::new();
    found.appearances.retain(|made| known.insert(made.id.0));
    found.responses.retain(|response| known.insert(response.id.0));
    Ok(Ok(found))
}

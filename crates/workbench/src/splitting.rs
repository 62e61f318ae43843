//! Dividing a party that two were taken for: some of its records become another's.

use std::collections::BTreeSet;

use database::{Connection, appearances, parties, responses};
use domain::{Appearance, AppearanceId, Change, ClaimId, Party, PartyId, Refinement, Response, ResponseId};
use uuid::Uuid;

use crate::{Error, Result, Workbench, claims::worded, views::SplitInput};

/// The records of a party that go to another.
#[derive(Default)]
struct Records {
    appearances: Vec<Appearance>,
    responses: Vec<Response>,
}

impl Workbench {
    /// Makes what `split` names of `party` that of the party called so; one is added when there is none. One action:
    /// undoing it makes all of it the first party's again.
    pub fn split_off(&self, party: PartyId, split: &SplitInput) -> Result<PartyId> {
        let SplitInput { records, aliases, into } = split;
        if records.is_empty() && aliases.is_empty() {
            return Err(Error::NothingToSplitOff);
        }
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
        let other = self.other_called(into, &head, aliases, &mut changes)?;
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

    /// The party called `into`, to which these aliases of `head` go; one is added when there is none.
    fn other_called(&self, into: &str, head: &Party, aliases: &[String], changes: &mut Vec<Change>) -> Result<PartyId> {
        let into = worded(into).ok_or(Error::NobodyToSplitOff)?;
        if let Some(alias) = aliases.iter().find(|alias| !head.aliases.contains(alias)) {
            return Err(Error::NotAnAlias { alias: alias.clone(), name: head.name.clone() });
        }
        if !aliases.is_empty() {
            let kept = head.aliases.iter().filter(|alias| !aliases.contains(alias)).cloned().collect();
            changes.push(Change::PartyRefined { from: head.clone(), to: Party { aliases: kept, ..head.clone() } });
        }
        let is_into = |alias: &String| Party::named(head.id, alias.clone()).is_called(&into);
        let other = if aliases.iter().any(is_into) {
            let named = Party::named(PartyId(self.clock.uuid()), into);
            let id = named.id;
            changes.push(Change::PartyAdded { party: named });
            id
        } else {
            self.party_called(&into, changes)?.ok_or(Error::NobodyToSplitOff)?
        };
        if other == head.id {
            return Err(Error::PartyNameTaken { name: head.name.clone() });
        }
        let before = self.as_changed(other, changes)?;
        let mut after = before.clone();
        after.aliases.extend(aliases.iter().filter(|alias| !before.is_called(alias)).cloned());
        if before != after {
            changes.push(Change::PartyRefined { from: before, to: after });
        }
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

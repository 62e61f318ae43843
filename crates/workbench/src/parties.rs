//! Those who speak or are spoken of: adding and refining them, merging two that are one, and what each says.

use database::{Connection, claims, parties, responses};
use domain::{Change, ClaimId, Party, PartyId, ResponseKind, Role};

use crate::{
    Error, MOST_CLAIMS, Result, Workbench,
    claims::{day, row},
    responses::{asked, response_view},
    views::{PartyInput, PartyName, PartyResponse, PartyRow, PartySummary, PartyView, Request},
};

/// Parties that completion offers at most.
const OFFERED: u32 = 20;
/// Parties that a list shows at most.
const MOST_PARTIES: u32 = 2000;

impl Workbench {
    /// The parties with a word of a name or alias that starts with `prefix`, at most 20.
    pub fn parties(&self, prefix: &str) -> Result<Vec<PartyRow>> {
        let found = self.workspace.read(|conn| parties::containing(conn, prefix.trim(), OFFERED))?;
        Ok(found.into_iter().map(party_row).collect())
    }

    /// The parties with `part` in a name or alias, by name, each with how much it says.
    pub fn party_list(&self, part: &str) -> Result<Vec<PartySummary>> {
        let found = self.workspace.read(|conn| parties::listing(conn, part, MOST_PARTIES))?;
        Ok(found
            .into_iter()
            .map(|parties::PartyListing { party: Party { id, name, aliases, kind, .. }, claims, responses }| {
                PartySummary { id, name, aliases, kind, claims, responses }
            })
            .collect())
    }

    /// The party of this name or alias.
    pub fn party_named(&self, name: &str) -> Result<PartyId> {
        let found = self.workspace.read(|conn| parties::called(conn, name))?;
        found.map(|party| party.id).ok_or_else(|| Error::NoPartyCalled { name: name.trim().to_owned() })
    }

    /// A party with all that it says and is asked. One that was merged is shown as what it was merged into.
    pub fn party(&self, id: PartyId) -> Result<PartyView> {
        let today = self.clock.today();
        self.read_seen(|conn, veil| {
            let Party { id, name, aliases, kind, speaks_for, roles } = parties::head(conn, id)?;
            let principal = speaks_for.map(|party| parties::head(conn, party)).transpose()?;
            let filter =
                claims::ClaimFilter { claimant: Some(id), limit: MOST_CLAIMS, ..claims::ClaimFilter::default() };
            let placed = said_by(conn, id)?;
            let said: Vec<(ClaimId, ResponseKind)> =
                placed.iter().map(|one| (one.response.claim, one.response.kind)).collect();
            let mut unanswered = Vec::new();
            for at in domain::unanswered(&said) {
                unanswered.push(request(conn, &placed[at].response, today)?);
            }
            let mut answered = Vec::new();
            for (one, moved_from) in placed.into_iter().zip(domain::line(&said)) {
                let when = one.when();
                let through = if one.head == id { None } else { Some(parties::by_id(conn, one.head)?) };
                answered.push(PartyResponse {
                    claim: one.response.claim,
                    statement: claims::by_id(conn, one.response.claim)?.statement,
                    response: response_view(conn, one.response)?,
                    when,
                    moved_from,
                    through: through.map(party_name),
                });
            }
            Ok(PartyView {
                id,
                name,
                aliases,
                kind,
                roles,
                // Merged into the one it spoke for, a party speaks for nobody but itself.
                speaks_for: principal.filter(|party| party.id != id).map(party_name),
                spoken_for_by: parties::speaking_for(conn, id)?.into_iter().map(party_name).collect(),
                merged: parties::merged(conn, id)?.into_iter().map(party_row).collect(),
                claims: claims::listing(conn, &filter)?.into_iter().map(|one| row(one, veil)).collect(),
                responses: answered,
                unanswered,
            })
        })
    }

    /// What is known of a party, as it would be typed.
    pub fn party_input(&self, id: PartyId) -> Result<PartyInput> {
        let (party, principal) = self.workspace.read(|conn| {
            let party = parties::by_id(conn, id)?;
            let principal = party.speaks_for.map(|party| parties::head(conn, party)).transpose()?;
            Ok((party, principal))
        })?;
        let typed = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        Ok(PartyInput {
            name: party.name,
            aliases: party.aliases,
            kind: party.kind,
            speaks_for: principal.map(|party| party.name).unwrap_or_default(),
            roles: party
                .roles
                .into_iter()
                .map(|role| crate::views::RoleInput { title: role.title, from: typed(role.from), to: typed(role.to) })
                .collect(),
        })
    }

    /// Adds a party. Its names are its own.
    pub fn add_party(&self, input: &PartyInput) -> Result<PartyId> {
        let mut changes = Vec::new();
        let named = Party::named(PartyId(self.clock.uuid()), String::new());
        let party = self.party_of(named.clone(), input, &mut changes)?;
        self.names_are_free(&named, &party)?;
        let id = party.id;
        changes.push(Change::PartyAdded { party });
        self.commit(changes)?;
        Ok(id)
    }

    /// Refines what is known of a party.
    pub fn refine_party(&self, id: PartyId, input: &PartyInput) -> Result<()> {
        let from = self.workspace.read(|conn| parties::by_id(conn, id))?;
        let mut changes = Vec::new();
        let to = self.party_of(from.clone(), input, &mut changes)?;
        if from == to {
            return Ok(());
        }
        self.names_are_free(&from, &to)?;
        changes.push(Change::PartyRefined { from, to });
        self.commit(changes)
    }

    /// What `input` makes of `before`; a party that it speaks for is first added in `changes`.
    fn party_of(&self, before: Party, input: &PartyInput, changes: &mut Vec<Change>) -> Result<Party> {
        let speaks_for = self.party_kept(before.speaks_for, &input.speaks_for, changes)?;
        let roles = input.roles.iter().map(|role| Ok(Role::new(&role.title, day(&role.from)?, day(&role.to)?)?));
        let roles = roles.collect::<Result<_>>()?;
        Ok(Party { kind: input.kind, speaks_for, roles, ..before.renamed(&input.name, &input.aliases)? })
    }

    /// Refuses a name that `before` has not and `after` has, where it leads to another party already.
    fn names_are_free(&self, before: &Party, after: &Party) -> Result<()> {
        let is_new = |name: &&str| !before.is_called(name);
        for name in after.names().filter(is_new) {
            let (other, own) = self.workspace.read(|conn| {
                let other = parties::called(conn, name)?.map(|party| party.id);
                // One that is added has no head yet.
                let own = parties::head(conn, before.id).map_or(before.id, |head| head.id);
                Ok((other, own))
            })?;
            if other.is_some_and(|other| other != own) {
                return Err(Error::PartyNameTaken { name: name.to_owned() });
            }
        }
        Ok(())
    }

    /// Makes `party` known as `into` from now on. Each keeps its own record.
    pub fn merge_parties(&self, party: PartyId, into: PartyId) -> Result<()> {
        let (party, into) =
            self.workspace.read(|conn| Ok((parties::head(conn, party)?, parties::head(conn, into)?)))?;
        if party.id == into.id {
            return Err(Error::SameParty { name: into.name });
        }
        self.commit(vec![Change::PartiesMerged { party: party.id, into: into.id }])
    }

    /// Makes a party that was merged one of its own again.
    pub fn split_party(&self, party: PartyId) -> Result<()> {
        let (name, from) =
            self.workspace.read(|conn| Ok((parties::by_id(conn, party)?.name, parties::merged_into(conn, party)?)))?;
        let from = from.ok_or(Error::NotMerged { name })?;
        self.commit(vec![Change::PartySplit { party, from }])
    }
}

pub(crate) fn party_name(party: Party) -> PartyName {
    PartyName { id: party.id, name: party.name }
}

fn party_row(party: Party) -> PartyRow {
    let Party { id, name, aliases, kind, .. } = party;
    PartyRow { id, name, aliases, kind }
}

/// Those whom `party`, a head, speaks for, directly or not, the nearest first.
pub(crate) fn principals(conn: &Connection, party: &Party) -> database::Result<Vec<Party>> {
    let mut found: Vec<Party> = Vec::new();
    let mut next = party.speaks_for;
    while let Some(id) = next {
        let principal = parties::head(conn, id)?;
        // Merging may have closed a ring.
        if principal.id == party.id || found.iter().any(|known| known.id == principal.id) {
            break;
        }
        next = principal.speaks_for;
        found.push(principal);
    }
    Ok(found)
}

/// What the party known as `head`, and those who speak for it, directly or not, say to claims, in order of time.
fn said_by(conn: &Connection, head: PartyId) -> database::Result<Vec<responses::Placed>> {
    let mut voices = vec![head];
    let mut at = 0;
    while let Some(voice) = voices.get(at) {
        let speaking = parties::speaking_for(conn, *voice)?.into_iter().map(|party| party.id);
        let new: Vec<PartyId> = speaking.filter(|party| !voices.contains(party)).collect();
        voices.extend(new);
        at += 1;
    }
    let mut said = Vec::new();
    for voice in voices {
        said.extend(responses::of_party(conn, voice)?);
    }
    said.sort_by_key(responses::Placed::order);
    Ok(said)
}

/// The name that `party` is known by.
pub(crate) fn known_as(conn: &Connection, party: Option<PartyId>) -> database::Result<Option<String>> {
    party.map(|party| parties::head(conn, party).map(|head| head.name)).transpose()
}

/// That a party was asked, as the record `response` has it.
pub(crate) fn request(
    conn: &Connection,
    response: &domain::Response,
    today: chrono::NaiveDate,
) -> database::Result<Request> {
    let until = response.asked.as_ref().and_then(|asked| asked.until);
    Ok(Request {
        response: response.id,
        party: party_name(parties::head(conn, response.party)?),
        claim: response.claim,
        statement: claims::by_id(conn, response.claim)?.statement,
        asked: response.asked.clone().map(asked),
        overdue: until.is_some_and(|until| until < today),
        note: response.note.clone(),
    })
}

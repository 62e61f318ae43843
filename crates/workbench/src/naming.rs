//! Which party a name means: one that is recorded, the state whose capital it is, or a new one.

use analysis::states;
use database::parties;
use domain::{Change, Described, Party, PartyId, PartyKind, Role};

use crate::{Error, Result, Workbench, claims::worded, parties::principals};

impl Workbench {
    /// The party called `name`; one is added in `changes` when nobody is. A capital that stands for a government is that
    /// state, as in suggestions, unless a party of that name is recorded.
    pub(crate) fn party_called(&self, name: &str, changes: &mut Vec<Change>) -> Result<Option<PartyId>> {
        self.party_described(name, &Described::default(), changes)
    }

    /// The party called `name`, as `party_called` finds it; what an article says of it is recorded where nothing is known.
    pub(crate) fn party_described(
        &self,
        name: &str,
        described: &Described,
        changes: &mut Vec<Change>,
    ) -> Result<Option<PartyId>> {
        let Some(name) = worded(name) else { return Ok(None) };
        let known = self.known_party(&name, changes)?;
        let before = match known {
            Some(id) => self.as_changed(id, changes)?,
            None => {
                let id = PartyId(self.clock.uuid());
                match states::state(&name) {
                    Some(state) => Party { kind: state.kind, ..Party::named(id, state.name) },
                    None => Party::named(id, name),
                }
            }
        };
        let id = before.id;
        let after = self.with_described(before.clone(), described, changes)?;
        match known {
            None => changes.push(Change::PartyAdded { party: after }),
            Some(_) if before != after => changes.push(Change::PartyRefined { from: before, to: after }),
            Some(_) => {}
        }
        Ok(Some(id))
    }

    /// The party called `name`, recorded or in `changes`; or else that of the state which is called so in any language.
    fn known_party(&self, name: &str, changes: &[Change]) -> Result<Option<PartyId>> {
        let added = |name: &str| {
            changes.iter().find_map(|change| match change {
                Change::PartyAdded { party } if party.is_called(name) => Some(party),
                _ => None,
            })
        };
        let known = |name: &str| {
            let recorded = self.workspace.read(|conn| parties::called(conn, name))?;
            Ok::<_, Error>(recorded.or_else(|| added(name).cloned()))
        };
        if let Some(party) = known(name)? {
            return Ok(Some(party.id));
        }
        let names = states::state(name).map(|state| state.names).unwrap_or_default();
        for name in names {
            // A person may be called as a capital is.
            if let Some(party) = known(name)?.filter(|party| party.kind != PartyKind::Person) {
                return Ok(Some(party.id));
            }
        }
        Ok(None)
    }

    /// The party of this id as it is after `changes`.
    pub(crate) fn as_changed(&self, id: PartyId, changes: &[Change]) -> Result<Party> {
        let changed = changes.iter().rev().find_map(|change| match change {
            Change::PartyAdded { party } | Change::PartyRefined { to: party, .. } if party.id == id => Some(party),
            _ => None,
        });
        match changed {
            Some(party) => Ok(party.clone()),
            None => Ok(self.workspace.read(|conn| parties::by_id(conn, id))?),
        }
    }

    /// `party` with what is `described` of it, where nothing of that kind is known of it yet.
    fn with_described(&self, party: Party, described: &Described, changes: &mut Vec<Change>) -> Result<Party> {
        let Described { kind, role, speaks_for } = described;
        // Of another kind it is another party of that name.
        if ![party.kind, PartyKind::Unspecified].contains(kind) && party.kind != PartyKind::Unspecified {
            return Ok(party);
        }
        let kind = if party.kind == PartyKind::Unspecified { *kind } else { party.kind };
        let mut roles = party.roles.clone();
        if let (true, Some(role)) = (roles.is_empty(), role) {
            roles.push(Role::new(role, None, None)?);
        }
        let mut principal = party.speaks_for;
        if let (None, Some(name)) = (principal, speaks_for)
            && let Some(found) = self.party_called(name, changes)?
        {
            let found = self.as_changed(found, changes)?;
            let for_whom = self.workspace.read(|conn| principals(conn, &found))?;
            let is_ring = found.id == party.id || for_whom.iter().any(|one| one.id == party.id);
            principal = Some(found.id).filter(|_| !is_ring);
        }
        Ok(Party { kind, roles, speaks_for: principal, ..party })
    }

    /// The party called `name` as `party_called` finds it; `before` itself where that is who it is known as, so that
    /// splitting it off again leaves it with what was recorded of it.
    pub(crate) fn party_kept(
        &self,
        before: Option<PartyId>,
        name: &str,
        changes: &mut Vec<Change>,
    ) -> Result<Option<PartyId>> {
        let called = self.party_called(name, changes)?;
        let head = before.map(|party| self.workspace.read(|conn| parties::head(conn, party))).transpose()?;
        Ok(if head.map(|party| party.id) == called { before } else { called })
    }
}

//! Parties, their responses, relations between claims, and what waits.

use domain::{Answers, InvestigationId, PartyId};
use workbench::{
    Result, Workbench,
    views::{PartyInput, ResponseInput, RoleInput},
};

use crate::{
    arguments::{Of, Parties, PartyVerb, Relate, Respond, SetParty},
    print::{self, Output},
};

/// Records what a party says to a claim.
pub(crate) fn respond(bench: &Workbench, respond: Respond, output: Output) -> Result<()> {
    let Respond { claim, kind, party, passage, said, relayed_by, note, earlier, asked_by, asked_on, until } = respond;
    let input = ResponseInput {
        party,
        kind: kind.into(),
        said,
        relayed_by,
        note,
        answers: if earlier { Answers::EarlierSimilar } else { Answers::ThisClaim },
        asked_by,
        asked_on,
        asked_until: until,
    };
    output.show(&bench.record_response(claim, passage, &input)?, ToString::to_string);
    Ok(())
}

pub(crate) fn parties(bench: &Workbench, verb: Parties, output: Output) -> Result<()> {
    let Parties { search, verb } = verb;
    let party = match verb {
        None => {
            output.show(&bench.party_list(&search)?, |rows| print::parties(rows));
            return Ok(());
        }
        Some(PartyVerb::Set(party)) => set(bench, party)?,
        Some(PartyVerb::Show { party }) => named(bench, &party)?,
        Some(PartyVerb::Merge { party, into }) => {
            let into = named(bench, &into)?;
            bench.merge_parties(named(bench, &party)?, into)?;
            into
        }
        Some(PartyVerb::Split { party }) => {
            bench.split_party(party)?;
            party
        }
    };
    output.show(&bench.party(party)?, print::party);
    Ok(())
}

/// The party of this id, name or alias.
fn named(bench: &Workbench, party: &str) -> Result<PartyId> {
    party.parse().or_else(|_| bench.party_named(party))
}

/// Refines the party of that name, or adds it.
fn set(bench: &Workbench, party: SetParty) -> Result<PartyId> {
    let SetParty { name, rename, kind, aliases, speaks_for, roles } = party;
    let known = named(bench, &name).ok();
    let mut input = match known {
        Some(id) => bench.party_input(id)?,
        None => PartyInput { name, ..PartyInput::default() },
    };
    input.name = rename.unwrap_or(input.name);
    input.kind = kind.map_or(input.kind, Into::into);
    input.speaks_for = speaks_for.unwrap_or(input.speaks_for);
    input.aliases.extend(aliases);
    input.roles.extend(roles.iter().map(|role| typed_role(role)));
    match known {
        Some(id) => bench.refine_party(id, &input).map(|()| id),
        None => bench.add_party(&input),
    }
}

fn typed_role(typed: &str) -> RoleInput {
    let (title, days) = typed.split_once(':').unwrap_or((typed, ""));
    let (from, to) = days.split_once('/').unwrap_or((days, ""));
    RoleInput { title: title.to_owned(), from: from.to_owned(), to: to.to_owned() }
}

pub(crate) fn relate(bench: &Workbench, relate: Relate, output: Output) -> Result<()> {
    let Relate { claim, kind, other } = relate;
    bench.relate_claims(claim, kind.into(), other)?;
    output.show(&bench.family(claim)?, print::family);
    Ok(())
}

pub(crate) fn investigation(bench: &Workbench, of: Of) -> Result<InvestigationId> {
    Ok(bench.investigation_named(&of.investigation)?.id)
}

//! Parties, their responses, relations between claims, and what waits.

use domain::{Answers, ClaimId, InvestigationId, PartyId};
use workbench::{
    Result, Workbench,
    views::{PartyInput, ResponseInput, RoleInput, SplitInput},
};

use crate::{
    arguments::{Of, Parties, PartyVerb, RefineResponse, Relate, Respond, ResponseVerb, SetParty},
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

/// Refines a response, or takes it out of sight.
pub(crate) fn response(bench: &Workbench, verb: ResponseVerb, output: Output) -> Result<()> {
    match verb {
        ResponseVerb::Refine(refined) => {
            let id = refined.response;
            bench.refine_response(id, &refined_over(bench.response_input(id)?, *refined))?;
            output.show(&bench.claim(bench.response_claim(id)?)?, print::claim);
        }
        ResponseVerb::Remove { response } => {
            bench.remove_response(response)?;
            output.show(&response, |response| format!("{response} removed"));
        }
    }
    Ok(())
}

/// What is known, with what `refined` says in its place.
fn refined_over(known: ResponseInput, refined: RefineResponse) -> ResponseInput {
    let RefineResponse { kind, party, said, relayed_by, note, earlier, asked_by, asked_on, until, .. } = refined;
    let answers = |earlier| if earlier { Answers::EarlierSimilar } else { Answers::ThisClaim };
    ResponseInput {
        party: party.unwrap_or(known.party),
        kind: kind.map_or(known.kind, Into::into),
        said: said.unwrap_or(known.said),
        relayed_by: relayed_by.unwrap_or(known.relayed_by),
        note: note.unwrap_or(known.note),
        answers: earlier.map_or(known.answers, answers),
        asked_by: asked_by.unwrap_or(known.asked_by),
        asked_on: asked_on.unwrap_or(known.asked_on),
        asked_until: until.unwrap_or(known.asked_until),
    }
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
        Some(PartyVerb::Split { party, into: Some(into), off: records, alias: aliases }) => {
            bench.split_off(named(bench, &party)?, &SplitInput { records, aliases, into })?
        }
        Some(PartyVerb::Split { party, .. }) => {
            let party = named(bench, &party)?;
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

pub(crate) fn unrelate(bench: &Workbench, claim: ClaimId, other: ClaimId, output: Output) -> Result<()> {
    bench.unrelate_claims(claim, other)?;
    output.show(&bench.family(claim)?, print::family);
    Ok(())
}

pub(crate) fn investigation(bench: &Workbench, of: Of) -> Result<InvestigationId> {
    Ok(bench.investigation_named(&of.investigation)?.id)
}

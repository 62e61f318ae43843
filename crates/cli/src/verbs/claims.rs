//! Claims and their evidence.

use domain::TextRange;
use workbench::{
    MOST_CLAIMS, Result, Workbench,
    views::{ClaimQuery, RefinementInput},
};

use crate::{
    arguments::{AddClaim, AddEvidence, Claim, Claims, EvidenceVerb, Source},
    print::{self, Output},
};

pub(crate) fn claim(bench: &Workbench, verb: Claim, output: Output) -> Result<()> {
    match verb {
        Claim::Add(AddClaim { article, start, end, statement, source }) => {
            let input = over(RefinementInput::default(), source);
            let id = bench.record_refined_claim(article, TextRange { start, end }, statement.as_deref(), &input)?;
            output.show(&bench.claim(id)?, |view| view.id.to_string());
        }
        Claim::Show { claim } => output.show(&bench.claim(claim)?, print::claim),
        Claim::Refine { appearance, source } => {
            bench.refine_appearance(appearance, &over(bench.refinement(appearance)?, source))?;
            output.show(&bench.claim(bench.appearance_claim(appearance)?)?, print::claim);
        }
        Claim::Remove { claim } => {
            bench.remove_claim(claim)?;
            output.show(&claim, |claim| format!("{claim} removed"));
        }
    }
    Ok(())
}

/// What is known, with what `source` says in its place.
fn over(known: RefinementInput, source: Source) -> RefinementInput {
    let Source { claimant, cue, relayed_by, said } = source;
    RefinementInput {
        claimant: claimant.unwrap_or(known.claimant),
        cue: cue.unwrap_or(known.cue),
        relayed_by: relayed_by.unwrap_or(known.relayed_by),
        said: said.unwrap_or(known.said),
        ..known
    }
}

pub(crate) fn list(bench: &Workbench, query: Claims, output: Output) -> Result<()> {
    let Claims { status, search, article } = query;
    let query = ClaimQuery { status: status.map(Into::into), text: search, article, ..ClaimQuery::default() };
    let rows = bench.claims(query)?;
    output.show(&rows, |rows| print::claims(rows));
    if rows.len() == MOST_CLAIMS as usize {
        print::complain_of(&format!(
            "these are the newest {MOST_CLAIMS} only: narrow the list with --status, --search or --article, or write a report"
        ));
    }
    Ok(())
}

pub(crate) fn evidence(bench: &Workbench, verb: EvidenceVerb, output: Output) -> Result<()> {
    let id = match verb {
        EvidenceVerb::Add(AddEvidence { claim, file, link, passage, note, stance }) => {
            let stance = stance.into();
            match (file, link, passage) {
                (Some(path), ..) => bench.attach_file(claim, &path, stance, &note)?,
                (_, Some(url), _) => bench.attach_link(claim, &url, stance, &note)?,
                (.., Some((article, range))) => bench.attach_passage(claim, article, range, stance, &note)?,
                (None, None, None) => bench.attach_note(claim, stance, &note)?,
            }
        }
        EvidenceVerb::Remove { evidence } => {
            bench.remove_evidence(evidence)?;
            evidence
        }
    };
    output.show(&id, ToString::to_string);
    Ok(())
}

//! Claims.

use domain::TextRange;
use workbench::{
    MOST_CLAIMS, Result, Workbench,
    views::{ClaimQuery, RefinementInput},
};

use crate::{
    arguments::{AddClaim, Claim, Claims, CorrectTime, Source},
    print::{self, Output},
};

pub(crate) fn claim(bench: &Workbench, verb: Claim, output: Output) -> Result<()> {
    match verb {
        Claim::Add(AddClaim { article, start, end, statement, source }) => {
            let range = TextRange { start, end };
            let id = if source.is_given() {
                let input = over(bench.refinement_read(article, range)?, source);
                bench.record_refined_claim(article, range, statement.as_deref(), &input)?
            } else {
                bench.record_claim(article, range, statement.as_deref())?
            };
            output.show(&bench.claim(id)?, |view| view.id.to_string());
        }
        Claim::Show { claim } => output.show(&bench.claim(claim)?, print::claim),
        Claim::Refine { appearance, source } => {
            bench.refine_appearance(appearance, &over(bench.refinement(appearance)?, source))?;
            output.show(&bench.claim(bench.appearance_claim(appearance)?)?, print::claim);
        }
        Claim::Time(CorrectTime { appearance, words, is, remove: _, read_again }) => {
            let range = bench.time_named(appearance, &words)?;
            let typed = if read_again { words } else { is.unwrap_or_default() };
            bench.correct_time(appearance, range, &typed)?;
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
    let Source { claimant, cue, relayed_by, said, quotation, hedge, figures } = source;
    RefinementInput {
        claimant: claimant.unwrap_or(known.claimant),
        cue: cue.unwrap_or(known.cue),
        relayed_by: relayed_by.unwrap_or(known.relayed_by),
        said: said.unwrap_or(known.said),
        quotation: quotation.map_or(known.quotation, Into::into),
        hedge: hedge.unwrap_or(known.hedge),
        quantities: if figures.is_empty() { known.quantities } else { figures },
        ..known
    }
}

pub(crate) fn list(bench: &Workbench, query: Claims, output: Output) -> Result<()> {
    let Claims { status, search, article, investigation, work } = query;
    let investigation = investigation.map(|name| bench.investigation_named(&name)).transpose()?.map(|one| one.id);
    let (status, work) = (status.map(Into::into), work.map(Into::into));
    let query = ClaimQuery { status, text: search, article, investigation, work, ..ClaimQuery::default() };
    let rows = bench.claims(query)?;
    output.show(&rows, |rows| print::claims(rows));
    if rows.len() == MOST_CLAIMS as usize {
        print::complain_of(&format!(
            "these are the newest {MOST_CLAIMS} only: narrow the list with --status, --search or --article, or write a report"
        ));
    }
    Ok(())
}

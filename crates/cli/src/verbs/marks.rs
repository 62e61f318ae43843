//! Marks, labels, reviews, work and the weight of evidence.

use domain::EvidenceId;
use workbench::{
    Result, Workbench,
    views::{AssessmentInput, WeighingInput, WorkInput},
};

use crate::{
    arguments::{AddEvidence, EvidenceVerb, Mark, RatingVerb, Ratings, Review, SetWork, WeighEvidence},
    print::{self, Output},
};

pub(crate) fn mark(bench: &Workbench, mark: Mark, output: Output) -> Result<()> {
    let Mark { claims, status, because, confidence, likelihood, rating } = mark;
    let rating = rating.map(|name| bench.rating_named(&name)).transpose()?;
    let input = AssessmentInput {
        status: status.into(),
        rationale: because,
        confidence: confidence.map(Into::into),
        likelihood: likelihood.map(Into::into),
        rating: rating.map(|rating| rating.id),
    };
    bench.assess_claims(&claims, &input)?;
    output.show(&bench.claim_rows(&claims)?, |rows| print::claims(rows));
    Ok(())
}

pub(crate) fn ratings(bench: &Workbench, ratings: Ratings, output: Output) -> Result<()> {
    match ratings.verb {
        None => {}
        Some(RatingVerb::Set { name, status, rename }) => match bench.rating_named(&name) {
            Ok(known) => bench.refine_rating(known.id, &rename.unwrap_or(known.name), status.into())?,
            Err(_) => bench.add_rating(&rename.unwrap_or(name), status.into()).map(|_| ())?,
        },
        Some(RatingVerb::Remove { name }) => bench.remove_rating(bench.rating_named(&name)?.id)?,
    }
    output.show(&bench.ratings()?, |all| print::ratings(all));
    Ok(())
}

pub(crate) fn work(bench: &Workbench, work: SetWork, output: Output) -> Result<()> {
    let SetWork { claims, state, assignee, revisit } = work;
    bench.set_work(&claims, &WorkInput { state: state.map(Into::into), assignee, revisit })?;
    output.show(&bench.claim_rows(&claims)?, |rows| print::work(rows));
    Ok(())
}

pub(crate) fn review(bench: &Workbench, review: Review, output: Output) -> Result<()> {
    let Review { claim, status, because, confidence } = review;
    if let Some(status) = status {
        bench.review_claim(claim, status.into(), &because, confidence.map(Into::into))?;
    }
    output.show(&bench.review_sheet(claim)?, print::sheet);
    Ok(())
}

pub(crate) fn evidence(bench: &Workbench, verb: EvidenceVerb, output: Output) -> Result<()> {
    let id = match verb {
        EvidenceVerb::Add(evidence) => add(bench, evidence)?,
        EvidenceVerb::Weigh(weighing) => weigh(bench, weighing)?,
        EvidenceVerb::Remove { evidence } => {
            bench.remove_evidence(evidence)?;
            evidence
        }
    };
    output.show(&id, ToString::to_string);
    Ok(())
}

fn add(bench: &Workbench, evidence: AddEvidence) -> Result<EvidenceId> {
    let AddEvidence { claim, file, link, passage, sought, places, note, stance } = evidence;
    let stance = stance.into();
    match (file, link, passage, sought) {
        (Some(path), ..) => bench.attach_file(claim, &path, stance, &note),
        (_, Some(url), ..) => bench.attach_link(claim, &url, stance, &note),
        (.., Some((article, range)), _) => bench.attach_passage(claim, article, range, stance, &note),
        (.., Some(sought)) => bench.attach_not_found(claim, &sought, &places, stance, &note),
        (None, None, None, None) => bench.attach_note(claim, stance, &note),
    }
}

/// Weighs a piece of evidence: what is known, with what is given in its place.
fn weigh(bench: &Workbench, weighing: WeighEvidence) -> Result<EvidenceId> {
    let WeighEvidence { evidence, stance, note, reliability, credibility, basis, source } = weighing;
    let known = bench.weighing(evidence)?;
    let input = WeighingInput {
        stance: stance.map_or(known.stance, Into::into),
        note: note.unwrap_or(known.note),
        reliability: reliability.map(Into::into).or(known.reliability),
        credibility: credibility.map(Into::into).or(known.credibility),
        basis: basis.map(Into::into).or(known.basis),
        source: source.unwrap_or(known.source),
    };
    bench.weigh_evidence(evidence, &input)?;
    Ok(evidence)
}

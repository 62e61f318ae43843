//! What claims are to each other, and what second analysts found: tables of their own.

use std::collections::BTreeMap;

use domain::{CaseFigure, CaseFile, ClaimId};

use super::{Cell, Table, party};
use crate::words;

pub(super) fn reviews(case: &CaseFile) -> Table {
    let mut rows = Vec::new();
    for (number, claim) in (1_usize..).zip(&case.claims) {
        for review in &claim.reviews {
            let reviewed = claim.history.iter().find(|mark| mark.id == review.assessment);
            let agrees = reviewed.map(|mark| if mark.status == review.status { "agrees" } else { "differs" });
            rows.push(vec![
                Cell::number(number),
                Cell::text(review.status.word()),
                Cell::word(agrees),
                Cell::word(review.confidence.map(domain::Confidence::word)),
                Cell::text(&review.rationale),
                Cell::text(&review.analyst),
                Cell::Time(review.at),
                Cell::text(&review.assessment.to_string()),
                Cell::text(&review.id.to_string()),
            ]);
        }
    }
    Table {
        name: "reviews",
        columns: &[
            "claim",
            "status",
            "agrees",
            "confidence",
            "rationale",
            "analyst",
            "assessed_at",
            "assessment_id",
            "review_id",
        ],
        rows,
    }
}

pub(super) fn relations(case: &CaseFile) -> Table {
    let numbers = numbers(case);
    let number = |id| numbers.get(&id).map_or(Cell::Empty, |number| Cell::number(*number));
    let row = |relation: &domain::Relation| {
        vec![number(relation.first), Cell::text(words::relation(relation.kind)), number(relation.second)]
    };
    let rows = case.relations.iter().map(row).collect();
    Table { name: "relations", columns: &["claim", "relation", "other_claim"], rows }
}

pub(super) fn conflicts(case: &CaseFile) -> Table {
    let numbers = numbers(case);
    let side = |figure: CaseFigure<'_>| {
        let attribution = &figure.made.appearance.attribution;
        [
            numbers.get(&figure.claim.claim.id).map_or(Cell::Empty, |number| Cell::number(*number)),
            Cell::text(&figure.quantity.to_string()),
            party(case, attribution.claimant),
            Cell::number(figure.made.source + 1),
        ]
    };
    let found = case.conflicts().into_iter();
    Table {
        name: "conflicts",
        columns: &[
            "claim",
            "figures",
            "claimant",
            "source",
            "other_claim",
            "other_figures",
            "other_claimant",
            "other_source",
        ],
        rows: found.map(|(one, other)| side(one).into_iter().chain(side(other)).collect()).collect(),
    }
}

/// Which number each claim has in the tables.
fn numbers(case: &CaseFile) -> BTreeMap<ClaimId, usize> {
    case.claims.iter().map(|claim| claim.claim.id).zip(1..).collect()
}

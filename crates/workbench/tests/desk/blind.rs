//! Whoever is to review a claim sees nowhere what the first analyst found.

use std::{collections::BTreeMap, time::Duration};

use domain::{Counts, InvestigationId, RelationKind, Seen, Status, WorkState};
use serde_json::{Value, json, to_value};
use workbench::{
    Format, ReportRequest, Workbench,
    views::{AssessmentInput, ClaimColumn, ClaimQuery, WorkInput},
};

use super::{ClaimId, Desktop, Result, desktop};

const WHY: &str = "the ferryman saw nobody there";
const GUARDS: &str = "At least 155 foreign engineers guard the Vessa dam.";

/// A claim that Ana marked and that is in review, one related to it, and their investigation; Ben signs.
fn in_review() -> Result<(Desktop, ClaimId, ClaimId, InvestigationId)> {
    let desk = desktop()?;
    let guards = desk.claim(GUARDS, "Mirel Oszta")?;
    let other = desk.claim("Foreign engineers guard the road to the Vessa dam.", "Ilo Darev")?;
    desk.bench.relate_claims(other, RelationKind::Updates, guards)?;
    let investigation = desk.bench.open_investigation("The dam", "")?;
    desk.bench.file_claims(investigation, &[guards, other])?;
    mark(&desk, guards, Status::Denied)?;
    let review = WorkInput { state: Some(WorkState::InReview), ..WorkInput::default() };
    desk.bench.set_work(&[guards], &review)?;
    desk.bench.set_analyst("Ben");
    Ok((desk, guards, other, investigation))
}

fn mark(desk: &Desktop, claim: ClaimId, status: Status) -> Result {
    let input = AssessmentInput { status, rationale: WHY.into(), ..AssessmentInput::default() };
    Ok(desk.bench.assess_claims(&[claim], &input)?)
}

/// Everything that shows where claims stand, as the screen and the terminal are given it.
fn views(
    bench: &Workbench,
    [guards, other]: [ClaimId; 2],
    investigation: InvestigationId,
) -> Result<BTreeMap<&'static str, Value>> {
    let mut views = BTreeMap::new();
    let list = |query: ClaimQuery| -> Result<Value> {
        Ok(json!([to_value(bench.claims(query.clone())?)?, to_value(bench.claim_order(query)?)?]))
    };
    views.insert("list", list(ClaimQuery::default())?);
    views.insert("list by status", list(ClaimQuery { sorted: ClaimColumn::Status, ..ClaimQuery::default() })?);
    views.insert("groups", list(ClaimQuery { grouped: Some(ClaimColumn::Status), ..ClaimQuery::default() })?);
    let those = |status| list(ClaimQuery { status: Some(status), ..ClaimQuery::default() });
    views.insert("pending", those(Status::Pending)?);
    views.insert("confirmed", those(Status::Confirmed)?);
    views.insert("denied", those(Status::Denied)?);
    views.insert("rows", to_value(bench.claim_rows(&[guards])?)?);
    views.insert("claim", to_value(bench.claim(guards)?)?);
    views.insert("related claim", to_value(bench.claim(other)?)?);
    views.insert("family", to_value(bench.family(other)?)?);
    views.insert("similar", to_value(bench.similar_to(GUARDS)?)?);
    views.insert("history", to_value(bench.history(guards)?)?);
    views.insert("sheet", to_value(bench.review_sheet(guards)?)?);
    views.insert("articles", to_value(bench.articles()?)?);
    let article = bench.claim(guards)?.appearances[0].article;
    views.insert("reader", to_value(bench.article(article)?)?);
    views.insert("echoes", to_value(bench.echoes(bench.claim(other)?.appearances[0].article)?)?);
    views.insert("queue", to_value(bench.queue(Duration::MAX)?)?);
    views.insert("matrix", to_value(bench.matrix(investigation, false)?)?);
    views.insert("timeline", to_value(bench.timeline(investigation)?)?);
    views.insert("agreement", to_value(bench.agreement(investigation)?)?);
    views.insert("overview", to_value(bench.overview(None)?)?);
    views.insert("overview of one", to_value(bench.overview(Some(investigation))?)?);
    views.insert("party", to_value(bench.party(bench.party_named("Mirel Oszta")?)?)?);
    views.insert("search", json!([to_value(bench.search("engineers")?)?, to_value(bench.search("ferryman")?)?]));
    views.insert("composer", to_value(bench.preview_report(&ReportRequest::on(Some(investigation)))?.groups)?);
    Ok(views)
}

#[test]
fn whatever_the_first_analyst_finds_every_view_of_the_reviewer_stays_the_same() -> Result {
    let (desk, guards, other, investigation) = in_review()?;
    let before = views(&desk.bench, [guards, other], investigation)?;
    for (view, shown) in &before {
        assert!(!shown.to_string().contains("ferryman"), "{view} shows why");
    }
    for status in [Status::Confirmed, Status::Pending, Status::Denied] {
        desk.bench.set_analyst("Ana");
        mark(&desk, guards, status)?;
        desk.bench.set_analyst("Ben");
        for (view, shown) in views(&desk.bench, [guards, other], investigation)? {
            assert_eq!(shown, before[view], "{view} tells that the mark is {}", status.word());
        }
    }
    Ok(())
}

#[test]
fn a_claim_in_review_is_shown_as_such_and_counted_as_pending_until_it_is_reviewed() -> Result {
    let (desk, guards, other, investigation) = in_review()?;
    assert_eq!(desk.bench.claim(guards)?.status, Seen::InReview);
    assert_eq!(desk.bench.claim(other)?.relations[0].status, Seen::InReview);
    let overview = desk.bench.overview(Some(investigation))?;
    assert_eq!((overview.all, overview.in_review), (Counts { pending: 2, ..Counts::default() }, 1));
    let queue = desk.bench.queue(Duration::MAX)?;
    assert_eq!(queue.reviews.iter().map(|one| one.claim).collect::<Vec<_>>(), [guards]);
    assert_eq!(queue.pending.iter().map(|one| one.claim.id).collect::<Vec<_>>(), [other]);

    // A report does not say what its writer may not see, and says that it does not.
    let request = ReportRequest::on(Some(investigation));
    let preview = desk.bench.preview_report(&request)?;
    assert_eq!((preview.withheld, preview.page.contains(WHY)), (1, false));
    let folder = tempfile::tempdir()?;
    let written = desk.bench.export_report(&request, Format::Markdown, &folder.path().join("dam.md"))?;
    assert_eq!(written.warnings.len(), 1, "{:?}", written.warnings);
    assert!(!std::fs::read_to_string(folder.path().join("dam.md"))?.contains(WHY));

    // Ana sees her own mark all along, and Ben once his review is done.
    desk.bench.set_analyst("Ana");
    assert_eq!(desk.bench.claim(guards)?.status, Seen::Denied);
    assert_eq!(desk.bench.preview_report(&request)?.withheld, 0);
    desk.bench.set_analyst("Ben");
    let review = desk.bench.review_claim(guards, Status::Confirmed, "two were there", None)?;
    let seen = desk.bench.claim(guards)?;
    assert_eq!((seen.status, seen.history[0].rationale.as_str()), (Seen::Denied, WHY));
    assert_eq!(desk.bench.overview(Some(investigation))?.in_review, 0);
    desk.bench.remove_review(review)?;
    assert_eq!(desk.bench.claim(guards)?.status, Seen::InReview, "as long as there is no review");
    Ok(())
}

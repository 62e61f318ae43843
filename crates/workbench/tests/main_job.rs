//! The main job, through the verbs: load, record, refine, attach, mark, undo, find, report.

use std::path::Path;

use chrono::{DateTime, NaiveDate, TimeDelta};
use domain::{
    Analyst, Answers, ArticleId, Bound, Confidence, Desk, DeskId, Quotation, ResponseKind, Seen, Stance, Status,
    TextRange,
};
use workbench::{
    Clock, Code, Format, ReportRequest, Setting, Workbench,
    views::{ClaimQuery, HitKind, Loaded, QuantityInput, RefinementInput, ResponseInput},
    worker::Reader,
};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const TEXT: &str = "Governor counts guards at the dam\n\
    \n\
    Governor Mirel Oszta has claimed that at least 155 foreign engineers guard the Vessa dam. Speaking on Wednesday, \
    she said there were many more.\n\
    \n\
    We spoke to two of them today.\n\
    — Mirel Oszta (@mirel_oszta) April 9, 2025\n\
    \n\
    维萨大坝附近发现外国工程师。\n";

struct Desktop {
    folder: tempfile::TempDir,
    bench: Workbench,
}

fn setting(folder: &Path) -> Setting {
    Setting {
        workspace: folder.join("Vessa.claimdesk"),
        desk: Desk { id: DeskId(uuid::Uuid::from_u128(7)), analyst: Analyst::named("Ana") },
        reader: Reader::InProcess,
        clock: Clock::System,
        keep: folder.join("keep"),
    }
}

fn desktop() -> Result<Desktop> {
    let folder = tempfile::tempdir()?;
    let bench = Workbench::create(setting(folder.path()))?;
    Ok(Desktop { folder, bench })
}

impl Desktop {
    fn reopened(self) -> Result<Self> {
        let Self { folder, bench } = self;
        drop(bench);
        let bench = Workbench::open(setting(folder.path()))?;
        Ok(Self { folder, bench })
    }

    fn article(&self) -> Result<ArticleId> {
        match self.bench.load_text(TEXT) {
            Loaded::New { article, .. }
            | Loaded::Revised { article, .. }
            | Loaded::Unchanged { article, .. }
            | Loaded::AlreadyHere { article, .. } => Ok(article),
            Loaded::Parted { name, .. } => Err(name.into()),
            Loaded::Failed { reason, .. } => Err(reason.into()),
        }
    }

    /// Where `words` stand in the article.
    fn range(&self, article: ArticleId, words: &str) -> Result<TextRange> {
        let text = self.bench.article(article)?.text;
        let byte = text.find(words).ok_or_else(|| format!("no “{words}” in: {text}"))?;
        let start = domain::text::scalar_at_byte(&text, byte).ok_or("between characters")?;
        Ok(TextRange { start, end: start + domain::text::length(words) })
    }
}

const CLAIM: &str = "at least 155 foreign engineers guard the Vessa dam";

fn refinement() -> RefinementInput {
    RefinementInput {
        claimant: "Mirel Oszta".into(),
        as_written: "Governor Mirel Oszta".into(),
        cue: "has claimed that".into(),
        quotation: Quotation::Indirect,
        said: "on Wednesday".into(),
        quantities: vec![QuantityInput {
            value: "155".into(),
            high: String::new(),
            bound: Bound::AtLeast,
            unit: String::new(),
            counted: "foreign engineers".into(),
            as_of: String::new(),
        }],
        ..RefinementInput::default()
    }
}

#[test]
fn the_whole_job_is_there_again_after_a_restart() -> Result {
    let desk = desktop()?;
    let article = desk.article()?;
    let claim = desk.bench.record_claim(article, desk.range(article, CLAIM)?, None)?;
    let appearance = desk.bench.claim(claim)?.appearances[0].id;
    desk.bench.refine_appearance(appearance, &refinement())?;
    desk.bench.attach_note(claim, Stance::Neutral, "asked the province for the list")?;
    desk.bench.attach_passage(claim, article, desk.range(article, "many more")?, Stance::Supports, "")?;
    desk.bench.assess_claim(claim, Status::Pending, "no list yet", None)?;
    desk.bench.assess_claim(claim, Status::Denied, "the register has 12", Some(Confidence::Moderate))?;

    let desk = desk.reopened()?;
    let view = desk.bench.claim(claim)?;
    assert_eq!((view.statement.as_str(), view.status), (CLAIM, Seen::Denied));
    assert_eq!(view.evidence.len(), 2);
    assert_eq!(
        view.history.iter().map(|mark| mark.rationale.as_str()).collect::<Vec<_>>(),
        ["the register has 12", "no list yet"]
    );
    let made = &view.appearances[0];
    assert_eq!(made.claimant.as_deref(), Some("Mirel Oszta"));
    assert_eq!(made.said.as_ref().map(|said| said.interval.from), NaiveDate::from_ymd_opt(2025, 4, 9));
    assert_eq!(desk.bench.claims(ClaimQuery::default())?.len(), 1);
    assert!(desk.bench.check()?.sound, "{:?}", desk.bench.check()?.problems);
    Ok(())
}

#[test]
fn the_same_bytes_give_the_same_article_even_after_it_was_removed() -> Result {
    let desk = desktop()?;
    let article = desk.article()?;
    assert_eq!(desk.article()?, article);
    desk.bench.remove_article(article)?;
    assert!(desk.bench.articles()?.is_empty());
    assert_eq!(desk.article()?, article);
    assert_eq!(desk.bench.articles()?.len(), 1);
    assert_eq!(desk.bench.original(article)?, TEXT.as_bytes());
    Ok(())
}

#[test]
fn a_date_that_only_the_text_gives_is_proposed_until_the_analyst_sets_one() -> Result {
    let desk = desktop()?;
    let article = desk.article()?;
    let view = desk.bench.article(article)?;
    assert_eq!(view.published.as_ref().map(|dated| dated.on), NaiveDate::from_ymd_opt(2025, 4, 9));
    assert!(view.published_inferred);
    desk.bench.date_article(article, "2025-04-10")?;
    let view = desk.bench.article(article)?;
    assert_eq!(
        (view.published.map(|dated| dated.on), view.published_inferred),
        (NaiveDate::from_ymd_opt(2025, 4, 10), false)
    );
    let refused = desk.bench.date_article(article, "April").expect_err("not a day");
    assert_eq!(refused.code(), Code::Invalid);
    Ok(())
}

#[test]
fn nothing_is_confirmed_without_a_reason_and_nothing_is_kept_of_the_attempt() -> Result {
    let desk = desktop()?;
    let article = desk.article()?;
    let claim = desk.bench.record_claim(article, desk.range(article, CLAIM)?, None)?;
    let before = desk.bench.workspace()?.journal_length;
    let refused = desk.bench.assess_claim(claim, Status::Confirmed, "  ", None).expect_err("no reason");
    assert_eq!(refused.to_string(), "a claim is confirmed or denied only with a reason: write one line that says why");
    assert_eq!(desk.bench.workspace()?.journal_length, before);
    Ok(())
}

#[test]
fn undo_and_redo_walk_through_everything_and_survive_a_restart() -> Result {
    let desk = desktop()?;
    let article = desk.article()?;
    let claim = desk.bench.record_claim(article, desk.range(article, CLAIM)?, None)?;
    let appearance = desk.bench.claim(claim)?.appearances[0].id;
    desk.bench.refine_appearance(appearance, &refinement())?;
    desk.bench.assess_claim(claim, Status::Confirmed, "seen by two reporters", None)?;

    let desk = desk.reopened()?;
    let statuses = |desk: &Desktop| -> Result<(Seen, usize)> {
        let view = desk.bench.claim(claim)?;
        Ok((view.status, view.history.len()))
    };
    assert_eq!(desk.bench.undo()?, Some("claim_assessed"));
    assert_eq!(statuses(&desk)?, (Seen::Pending, 2), "withdrawn by a newer assessment, not removed");
    assert_eq!(desk.bench.redo()?, Some("claim_assessed"));
    assert_eq!(statuses(&desk)?, (Seen::Confirmed, 3));
    for undone in ["claim_assessed", "appearance_refined", "claim_recorded", "article_loaded"] {
        assert_eq!(desk.bench.undo()?, Some(undone));
    }
    assert_eq!(desk.bench.undo()?, None);
    assert!(desk.bench.workspace()?.empty);
    let desk = desk.reopened()?;
    for redone in ["article_loaded", "claim_recorded", "appearance_refined", "claim_assessed"] {
        assert_eq!(desk.bench.redo()?, Some(redone));
    }
    assert_eq!(desk.bench.redo()?, None);
    assert_eq!(statuses(&desk)?.0, Seen::Confirmed);
    assert_eq!(desk.bench.claim(claim)?.appearances[0].claimant.as_deref(), Some("Mirel Oszta"));
    assert!(desk.bench.check()?.sound);
    Ok(())
}

#[test]
fn a_party_is_found_again_by_any_letter_case_and_added_once() -> Result {
    let desk = desktop()?;
    let article = desk.article()?;
    let claim = desk.bench.record_claim(article, desk.range(article, CLAIM)?, None)?;
    let appearance = desk.bench.claim(claim)?.appearances[0].id;
    desk.bench.refine_appearance(appearance, &refinement())?;
    let relayed = RefinementInput { relayed_by: "mirel OSZTA".into(), ..refinement() };
    desk.bench.refine_appearance(appearance, &relayed)?;
    assert_eq!(desk.bench.parties("mir")?.len(), 1);
    assert_eq!(desk.bench.claim(claim)?.appearances[0].relayed_by.as_deref(), Some("Mirel Oszta"));
    let blurred = RefinementInput { said: "on Blursday".into(), ..refinement() };
    let refused = desk.bench.refine_appearance(appearance, &blurred).expect_err("no such day");
    assert!(refused.to_string().contains("“on Blursday”"), "{refused}");
    Ok(())
}

#[test]
fn words_are_found_as_they_are_typed_in_any_script() -> Result {
    let desk = desktop()?;
    let article = desk.article()?;
    desk.bench.record_claim(article, desk.range(article, CLAIM)?, None)?;
    let kinds = |query: &str| -> Result<Vec<HitKind>> {
        Ok(desk.bench.search(query)?.into_iter().map(|hit| hit.kind).collect())
    };
    assert_eq!(kinds("engin")?, [HitKind::Claim, HitKind::Article]);
    assert_eq!(kinds("大坝")?, [HitKind::Article]);
    assert_eq!(kinds("\"' OR * (")?, []);
    Ok(())
}

#[test]
fn an_investigation_holds_its_articles_claims_and_the_same_state_gives_the_same_report() -> Result {
    let desk = desktop()?;
    let article = desk.article()?;
    let claim = desk.bench.record_claim(article, desk.range(article, CLAIM)?, None)?;
    let other = desk.bench.open_investigation("Elsewhere", "")?;
    let dam = desk.bench.open_investigation("The dam", "Who guards it?")?;
    desk.bench.file_article(dam, article)?;
    let filed = &desk.bench.investigations()?[1];
    assert_eq!((filed.claims.len(), filed.claim_count), (0, 1), "a claim is in it with its article");
    assert_eq!(desk.bench.case_file(Some(dam))?.claims[0].claim.id, claim);
    assert!(desk.bench.case_file(Some(other))?.claims.is_empty());
    assert_eq!(desk.bench.case_file(None)?.claims.len(), 1);
    for format in Format::ALL {
        let path = desk.folder.path().join("report");
        desk.bench.export_report(&ReportRequest::on(Some(dam)), format, &path)?;
        let first = std::fs::read(&path)?;
        desk.bench.export_report(&ReportRequest::on(Some(dam)), format, &path)?;
        assert_eq!(std::fs::read(&path)?, first, "{format:?}");
        let text = String::from_utf8(first);
        assert!(text.is_err() || text?.contains("155 foreign engineers"), "{format:?}");
    }
    Ok(())
}

#[test]
fn a_workspace_put_back_to_an_older_state_is_told_by_its_anchor() -> Result {
    let desk = desktop()?;
    let article = desk.article()?;
    let older = desk.folder.path().join("older.claimdesk");
    desk.bench.backup(&older)?;
    desk.bench.record_claim(article, desk.range(article, CLAIM)?, None)?;
    desk.bench.note_anchor()?;
    assert!(desk.bench.check()?.sound);

    let Desktop { folder, bench } = desk;
    let path = bench.path().to_owned();
    drop(bench);
    std::fs::copy(&older, &path)?;
    let bench = Workbench::open(setting(folder.path()))?;
    let check = bench.check()?;
    assert!(!check.sound && check.problems[0].contains("was cut"), "{:?}", check.problems);
    Ok(())
}

#[test]
fn a_backup_is_made_when_due_and_not_when_nothing_was_done() -> Result {
    let folder = tempfile::tempdir()?;
    let at = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
    let bench = Workbench::create(Setting { clock: Clock::ticking(at), ..setting(folder.path()) })?;
    assert_eq!(bench.back_up_if_due()?, None, "an empty workspace needs none");
    bench.load_text(TEXT);
    let made = bench.back_up_if_due()?.ok_or("a backup is due")?;
    assert!(made.exists());
    assert_eq!(bench.back_up_if_due()?, None);
    Ok(())
}

#[test]
fn whoever_listens_is_told_what_became_stale() -> Result {
    use std::sync::{Arc, Mutex};
    let desk = desktop()?;
    let heard = Arc::new(Mutex::new(Vec::new()));
    let hearing = Arc::clone(&heard);
    desk.bench.subscribe(Box::new(move |topics| hearing.lock().expect("not poisoned").push(topics.clone())));
    desk.article()?;
    assert_eq!(*heard.lock().expect("not poisoned"), [[domain::Topic::Articles].into()]);
    Ok(())
}

#[test]
fn the_sample_loads_whole_and_says_that_it_is_invented() -> Result {
    let desk = desktop()?;
    let loaded = desk.bench.load_sample();
    assert!(loaded.iter().all(|one| matches!(one, Loaded::New { .. })), "{loaded:?}");
    let rows = desk.bench.articles()?;
    let told: Vec<_> =
        rows.iter().map(|row| (row.published.map(|day| day.to_string()), row.published_inferred)).collect();
    let day = |day: &str| Some(day.to_owned());
    assert_eq!(told, [(day("2025-04-11"), false), (day("2025-04-10"), false), (day("2025-04-09"), true)]);
    for row in rows {
        let view = desk.bench.article(row.id)?;
        let whole = view.text + &view.left_out.join(" ");
        assert!(whole.contains("invented"), "{}", row.title);
        assert!(
            view.left_out
                .iter()
                .any(|piece| piece.to_lowercase().starts_with("also read") || piece.starts_with("Read more")),
            "{:?}",
            view.left_out
        );
    }
    Ok(())
}

#[test]
fn a_suggestion_is_accepted_whole_or_dismissed_for_good_and_both_are_undone() -> Result {
    let desk = desktop()?;
    let article = desk.article()?;
    let proposed = desk.bench.article(article)?;
    let suggestion = proposed
        .suggestions
        .iter()
        .find(|one| one.passage.exact.contains("at least 155"))
        .ok_or("the figure was not proposed")?;
    assert_eq!(proposed.coverage.decided, 0);

    let claims = desk.bench.accept_suggestions(article, &[suggestion.passage.range])?;
    let claim = desk.bench.claim(claims[0])?;
    let made = &claim.appearances[0];
    assert_eq!(made.claimant.as_deref(), Some("Mirel Oszta"));
    assert_eq!((made.quantities[0].value.as_str(), made.quantities[0].bound), ("155", Bound::AtLeast));
    let later = proposed.suggestions.iter().find(|one| one.said.is_some()).ok_or("no time was read beside a cue")?;
    let later = desk.bench.accept_suggestions(article, &[later.passage.range])?;
    let said = desk.bench.claim(later[0])?.appearances[0].said.clone().ok_or("the time was not kept")?;
    assert_eq!((said.as_written.as_str(), said.interval.from.to_string().as_str()), ("on Wednesday", "2025-04-09"));
    desk.bench.undo()?;
    let after = desk.bench.article(article)?;
    assert!(!after.suggestions.contains(suggestion), "what was accepted is proposed no longer");
    assert_eq!((after.coverage.decided, after.coverage.all), (1, proposed.coverage.all));

    let other = after.suggestions.first().ok_or("nothing else was proposed")?.passage.range;
    desk.bench.dismiss_suggestion(article, other)?;
    let desk = desk.reopened()?;
    let dismissed = desk.bench.article(article)?;
    assert!(dismissed.suggestions.iter().all(|one| one.passage.range != other), "it stays dismissed");
    assert_eq!(dismissed.coverage.decided, 2);

    desk.bench.undo()?;
    desk.bench.undo()?;
    assert_eq!(desk.bench.article(article)?.suggestions, proposed.suggestions);
    assert!(desk.bench.check()?.sound);
    Ok(())
}

#[test]
fn a_response_is_the_partys_own_and_never_sets_the_status() -> Result {
    let desk = desktop()?;
    let article = desk.article()?;
    let claim = desk.bench.record_claim(article, desk.range(article, CLAIM)?, None)?;
    desk.bench.assess_claim(claim, Status::Confirmed, "counted", None)?;
    let says = |party: &str, kind, note: &str| ResponseInput {
        party: party.into(),
        kind,
        said: String::new(),
        relayed_by: String::new(),
        note: note.into(),
        answers: Answers::ThisClaim,
        asked_by: String::new(),
        asked_on: String::new(),
        asked_until: String::new(),
    };
    let words = desk.range(article, "there were many more")?;
    let denial = ResponseInput { said: "on Wednesday".into(), ..says("Upstream Republic", ResponseKind::Denies, "") };
    desk.bench.record_response(claim, Some((article, words)), &denial)?;
    let nobody = desk.bench.record_response(claim, None, &says(" ", ResponseKind::Denies, ""));
    assert_eq!(nobody.map_err(|error| error.code()), Err(Code::Invalid));
    let unasked = desk.bench.record_response(claim, None, &says("Norda", ResponseKind::HasNotResponded, ""));
    assert_eq!(unasked.map_err(|error| error.code()), Err(Code::Invalid));
    let silent = says("Norda", ResponseKind::HasNotResponded, "asked by Ana on 10 April, until 12 April");
    let silence = desk.bench.record_response(claim, None, &silent)?;

    let desk = desk.reopened()?;
    let view = desk.bench.claim(claim)?;
    assert_eq!(view.status, Seen::Confirmed);
    let said = view.responses[0].said.as_ref().map(|said| said.interval.from);
    assert_eq!(said, NaiveDate::from_ymd_opt(2025, 4, 9));
    assert_eq!(
        view.responses.iter().map(|one| (one.party.as_str(), one.kind, one.exact.as_deref())).collect::<Vec<_>>(),
        [
            ("Upstream Republic", ResponseKind::Denies, Some("there were many more")),
            ("Norda", ResponseKind::HasNotResponded, None)
        ]
    );
    desk.bench.remove_response(silence)?;
    assert_eq!(desk.bench.claim(claim)?.responses.len(), 1);
    desk.bench.undo()?;
    assert_eq!(desk.bench.claim(claim)?.responses.len(), 2);
    let report = String::from_utf8(desk.bench.report(&ReportRequest::default(), Format::Html)?.bytes)?;
    assert!(report.contains("Upstream Republic"), "the report holds what parties say");
    Ok(())
}

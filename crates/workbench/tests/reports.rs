//! Reports against the workspace: as of a moment, quotations locked, verified later.

use std::{
    cell::RefCell,
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use chrono::{DateTime, TimeDelta};
use domain::{Analyst, ArticleId, ClaimId, Desk, DeskId, Seen, Stance, Status, TextRange};
use workbench::{
    Clock, Code, Format, JournalStanding, Part, Piece, Plan, ReportRequest, Seal, Section, Setting, StatementStanding,
    Template, Workbench, views::Loaded, worker::Reader,
};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const TEXT: &str = "Governor Mirel Oszta has claimed that at least 155 foreign engineers guard the Vessa dam. The \
    Upstream Republic said the figure had no foundation.";
const CLAIM: &str = "at least 155 foreign engineers guard the Vessa dam";

struct Desktop {
    folder: tempfile::TempDir,
    bench: Workbench,
    article: ArticleId,
    claim: ClaimId,
}

fn setting(folder: &Path, name: &str) -> Setting {
    Setting {
        workspace: folder.join(format!("{name}.claimdesk")),
        desk: Desk { id: DeskId(uuid::Uuid::from_u128(7)), analyst: Analyst::named("Ana") },
        reader: Reader::InProcess,
        clock: Clock::System,
        keep: folder.join("keep"),
    }
}

fn desktop() -> Result<Desktop> {
    let folder = tempfile::tempdir()?;
    let bench = Workbench::create(setting(folder.path(), "Vessa"))?;
    let article = match bench.load_text(TEXT) {
        Loaded::New { article, .. }
        | Loaded::Revised { article, .. }
        | Loaded::Unchanged { article, .. }
        | Loaded::AlreadyHere { article, .. } => article,
        Loaded::Parted { .. } => return Err("a text holds no others".into()),
        Loaded::Failed { reason, .. } => return Err(reason.into()),
    };
    let claim = bench.record_claim(article, range(CLAIM)?, None)?;
    bench.assess_claim(claim, Status::Pending, "asked for the list", None)?;
    Ok(Desktop { folder, bench, article, claim })
}

fn range(words: &str) -> Result<TextRange> {
    let byte = TEXT.find(words).ok_or("no such words")?;
    let start = domain::text::scalar_at_byte(TEXT, byte).ok_or("between characters")?;
    Ok(TextRange { start, end: start + domain::text::length(words) })
}

fn summary(text: &str, claim: ClaimId) -> ReportRequest {
    let plan = Plan { summary: vec![vec![Piece::Text(text.to_owned()), Piece::Claim(claim)]], ..Plan::default() };
    ReportRequest { plan, ..ReportRequest::default() }
}

#[test]
fn a_report_as_of_a_moment_holds_what_stood_then() -> Result {
    let desk = desktop()?;
    let moment = desk.bench.case_file(None)?.as_of.ok_or("something was done")?;
    let then = desk.bench.report(&ReportRequest::default(), Format::Json)?;
    std::thread::sleep(std::time::Duration::from_millis(3));
    desk.bench.attach_note(desk.claim, Stance::Refutes, "the register has 12")?;
    desk.bench.assess_claim(desk.claim, Status::Denied, "the register has 12", None)?;
    desk.bench.reword_claim(desk.claim, "155 engineers guard the dam")?;

    let as_of = ReportRequest { as_of: Some(moment), ..ReportRequest::default() };
    assert_eq!(desk.bench.report(&as_of, Format::Json)?, then, "letter for letter");
    let now = desk.bench.report(&ReportRequest::default(), Format::Json)?;
    assert!(String::from_utf8(now.bytes)?.contains("the register has 12"));
    let before = ReportRequest { as_of: Some(moment - TimeDelta::days(1)), ..ReportRequest::default() };
    let before = String::from_utf8(desk.bench.report(&before, Format::Html)?.bytes)?;
    assert!(before.contains("No claims have been recorded yet."));
    Ok(())
}

#[test]
fn a_day_means_its_end_and_a_moment_itself() -> Result {
    let as_of = |given| ReportRequest::default().as_of(given).map(|request| request.as_of);
    assert_eq!(as_of("2025-04-09")?, Some(DateTime::parse_from_rfc3339("2025-04-09T23:59:59.999Z")?.to_utc()));
    assert_eq!(
        as_of("2025-04-09T14:30:00+02:00")?,
        Some(DateTime::parse_from_rfc3339("2025-04-09T12:30:00Z")?.to_utc())
    );
    assert!(as_of("yesterday").is_err_and(|error| error.code() == Code::Invalid));
    Ok(())
}

#[test]
fn a_quotation_that_no_source_has_stops_the_report() -> Result {
    let desk = desktop()?;
    let path = desk.folder.path().join("report.html");
    let invented = summary("She said “two hundred soldiers stand there” in ", desk.claim);
    let refused = desk.bench.export_report(&invented, Format::Html, &path).expect_err("nobody said that");
    assert!(refused.to_string().contains("summary: “two hundred soldiers stand there”"), "{refused}");
    assert!(!path.exists(), "nothing was written");
    let partial = summary("She said “at least 155 foreign soldiers guard it” in ", desk.claim);
    let warnings = desk.bench.export_report(&partial, Format::Html, &path)?.warnings;
    assert!(warnings.iter().any(|warning| warning.contains("only in part")), "{warnings:?}");
    let exact = summary("She said “at least 155 foreign engineers” in ", desk.claim);
    assert_eq!(desk.bench.export_report(&exact, Format::Html, &path)?.warnings, Vec::<String>::new());
    Ok(())
}

#[test]
fn a_report_is_verified_against_what_was_and_what_is() -> Result {
    for format in [Format::Json, Format::Pdf] {
        let desk = desktop()?;
        let path = desk.folder.path().join(format!("report.{}", format.extension()));
        desk.bench.export_report(&ReportRequest::default(), format, &path)?;
        let verified = desk.bench.verify_report(&path)?;
        assert!(verified.holds() && verified.written_here, "{verified:?}");
        assert_eq!((verified.seal, verified.journal), (Seal::Whole, Some(JournalStanding::Same)));

        desk.bench.attach_passage(desk.claim, desk.article, range("no foundation")?, Stance::Refutes, "")?;
        desk.bench.assess_claim(desk.claim, Status::Denied, "the register has 12", None)?;
        let verified = desk.bench.verify_report(&path)?;
        assert_eq!(verified.journal, Some(JournalStanding::Grown));
        let statement = &verified.statements[0];
        assert_eq!(statement.standing, StatementStanding::ChangedSince);
        assert_eq!((statement.then, statement.now), (Status::Pending, Some(Seen::Denied)));
        assert!(!verified.holds());

        desk.bench.remove_claim(desk.claim)?;
        assert_eq!(desk.bench.verify_report(&path)?.statements[0].standing, StatementStanding::GoneSince);

        let mut altered = fs::read(&path)?;
        let at = altered.len() / 2;
        altered[at] ^= 1;
        fs::write(&path, &altered)?;
        let verified = desk.bench.verify_report(&path);
        assert!(
            verified.is_err() || verified.is_ok_and(|verified| verified.seal == Seal::Broken && !verified.written_here)
        );
    }
    Ok(())
}

#[test]
fn a_statement_that_was_altered_and_sealed_anew_differs_from_the_journal() -> Result {
    let desk = desktop()?;
    let path = desk.folder.path().join("report.json");
    desk.bench.export_report(&ReportRequest::default(), Format::Json, &path)?;
    let mut report: serde_json::Value = serde_json::from_slice(&fs::read(&path)?)?;
    report["manifest"]["statements"][0]["status"] = "confirmed".into();
    fs::write(&path, serde_json::to_vec_pretty(&report)?)?;
    let verified = desk.bench.verify_report(&path)?;
    assert_eq!(verified.statements[0].standing, StatementStanding::Differs);
    assert!(!verified.written_here && !verified.holds());
    Ok(())
}

#[test]
fn a_report_on_another_workspace_does_not_pass_for_one_on_this() -> Result {
    let (desk, other) = (desktop()?, desktop()?);
    let path = desk.folder.path().join("report.pdf");
    desk.bench.export_report(&ReportRequest::default(), Format::Pdf, &path)?;
    let verified = other.bench.verify_report(&path)?;
    assert_eq!(verified.journal, Some(JournalStanding::Rewritten));
    assert!(!verified.holds() && !verified.written_here);
    let html = desk.folder.path().join("report.html");
    desk.bench.export_report(&ReportRequest::default(), Format::Html, &html)?;
    assert!(desk.bench.verify_report(&html)?.holds(), "noted as written here");
    assert!(other.bench.verify_report(&html).is_err_and(|error| error.code() == Code::Invalid));
    Ok(())
}

/// What a report in Markdown says of corrections; nothing when it has no such section.
fn corrections(desk: &Desktop, request: &ReportRequest) -> Result<Option<String>> {
    let text = String::from_utf8(desk.bench.report(request, Format::Markdown)?.bytes)?;
    let section = text.split_once("## Corrections since ").map(|(_, rest)| rest);
    Ok(section.map(|rest| rest.split_once("\n## ").map_or(rest, |(section, _)| section).to_owned()))
}

#[test]
fn what_is_said_otherwise_than_in_the_last_issue_stands_in_the_next() -> Result {
    let desk = desktop()?;
    let whole = ReportRequest::default();
    assert_eq!(corrections(&desk, &whole)?, None, "nothing was issued yet");
    let pdf = desk.folder.path().join("dam.html");
    desk.bench.export_report(&whole, Format::Html, &pdf)?;
    assert_eq!(corrections(&desk, &whole)?, None, "the same state in another format corrects nothing");
    let first = desk.bench.report(&whole, Format::Json)?;

    std::thread::sleep(std::time::Duration::from_millis(3));
    let other = desk.bench.record_claim(desk.article, range("the figure had no foundation")?, None)?;
    desk.bench.assess_claim(desk.claim, Status::Denied, "the register has 12", None)?;
    desk.bench.reword_claim(desk.claim, "155 engineers guard the dam")?;
    let second = corrections(&desk, &whole)?.ok_or("something was said otherwise")?;
    for line in [
        "| Status | Pending | Denied |",
        "| Statement | at least 155 foreign engineers guard the Vessa dam | 155 engineers guard the dam |",
        "| Rationale | asked for the list | the register has 12 |",
        "| Added | – | the figure had no foundation |",
    ] {
        assert!(second.contains(line), "no {line} in {second}");
    }
    let bytes = desk.bench.report(&whole, Format::Json)?;
    desk.bench.export_report(&whole, Format::Json, &pdf)?;
    assert_eq!(fs::read(&pdf)?, bytes.bytes, "issuing it changes nothing that it says");
    assert_eq!(desk.bench.report(&whole, Format::Json)?, bytes, "same state, same bytes");
    let moment = desk.bench.case_file(None)?.as_of;

    // A claim that is left out is withdrawn, with the words that it was drawn from.
    std::thread::sleep(std::time::Duration::from_millis(3));
    desk.bench.attach_note(desk.claim, Stance::Refutes, "seen")?;
    let without = ReportRequest { plan: Plan { excluded: vec![other], ..Plan::default() }, ..whole.clone() };
    let third = corrections(&desk, &without)?.ok_or("a claim was withdrawn")?;
    assert!(
        third.contains("| – | Withdrawn | the figure had no foundation (“the figure had no foundation”) | – |"),
        "{third}"
    );

    // As of the second issue the report says what it said then, whatever was issued since.
    desk.bench.export_report(&without, Format::Html, &pdf)?;
    let then = ReportRequest { as_of: moment, ..whole.clone() };
    assert_eq!(desk.bench.report(&then, Format::Json)?, bytes, "letter for letter");
    assert_ne!(first, bytes);

    // Another kind of report on the same has issues of its own, and the part can be left out.
    let brief = Plan { template: Template::MonitoringBrief, ..Plan::default() };
    assert_eq!(corrections(&desk, &ReportRequest { plan: brief, ..whole.clone() })?, None);
    let bare = Plan { parts: Some(vec![Part::Quotes]), ..Plan::default() };
    assert_eq!(corrections(&desk, &ReportRequest { plan: bare, ..whole })?, None);
    assert!(desk.bench.check()?.sound);
    Ok(())
}

#[test]
fn a_report_that_left_the_house_is_no_step_of_undo() -> Result {
    let desk = desktop()?;
    let before = desk.bench.workspace()?;
    desk.bench.export_report(&ReportRequest::default(), Format::Csv, &desk.folder.path().join("dam.csv"))?;
    let after = desk.bench.workspace()?;
    assert_eq!((after.undo.clone(), after.redo.clone()), (before.undo, before.redo));
    assert_eq!(after.journal_length, before.journal_length + 1);
    desk.bench.undo()?;
    assert_eq!(desk.bench.claim(desk.claim)?.status, Seen::Pending);
    assert!(desk.bench.claim(desk.claim)?.history.iter().any(|mark| mark.withdraws), "the mark was taken back");
    Ok(())
}

#[test]
fn a_report_is_told_as_it_is_written_and_given_up_without_a_trace() -> Result {
    let desk = desktop()?;
    let path = desk.folder.path().join("dam.xlsx");
    fs::write(&path, "what was there")?;
    let whole = ReportRequest::default();
    // Given up at any step, what lay there lies there still, and nothing was issued.
    for at in [Section::Gathering, Section::Quotations, Section::Wording, Section::Parts] {
        let cancel = Arc::<AtomicBool>::default();
        let told = |step: workbench::Step| {
            if step.section == at {
                cancel.store(true, Ordering::Relaxed);
            }
        };
        let stopped = desk.bench.export_watched(&whole, Format::Xlsx, &path, &cancel, told);
        // A step on the way may have passed before it was heard of; then the file is whole.
        let Err(stopped) = stopped else { continue };
        assert_eq!(stopped.code(), Code::Cancelled, "{at:?}");
        assert_eq!(fs::read(&path)?, b"what was there", "{at:?}");
    }
    let files = fs::read_dir(desk.folder.path())?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    assert!(!files.into_iter().any(|name| name.ends_with(".part")));

    let told = RefCell::new(Vec::new());
    let go_on = Arc::<AtomicBool>::default();
    desk.bench.export_watched(&whole, Format::Xlsx, &path, &go_on, |step| told.borrow_mut().push(step.section))?;
    let told = told.into_inner();
    assert_eq!((told.first(), told.last()), (Some(&Section::Gathering), Some(&Section::Saving)));
    assert!(told.contains(&Section::Parts), "{told:?}");
    assert!(fs::read(&path)?.starts_with(b"PK"));
    Ok(())
}

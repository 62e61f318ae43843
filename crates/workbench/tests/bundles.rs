//! Bundles: there and back without loss or duplicates, and hostile ones refused whole.

use std::{
    fs,
    io::{Cursor, Read, Write},
    path::{Path, PathBuf},
};

use domain::{
    Analyst, Answers, Basis, Confidence, Credibility, Desk, DeskId, Likelihood, RelationKind, Reliability,
    ResponseKind, Seen, Stance, Status, TextRange, WorkState,
};
use serde_json::Value;
use sha2::Digest;
use workbench::{
    Clock, Code, Setting, Workbench,
    views::{AssessmentInput, EventInput, Loaded, RefinementInput, ResponseInput, WeighingInput, WorkInput},
    worker::Reader,
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const TEXT: &str = "Governor Mirel Oszta has claimed that at least 155 foreign engineers guard the Vessa dam. The \
    Upstream Republic said the figure had no foundation.";

fn bench(folder: &Path, name: &str) -> Result<Workbench> {
    Ok(Workbench::create(Setting {
        workspace: folder.join(format!("{name}.claimdesk")),
        desk: Desk { id: DeskId(uuid::Uuid::from_u128(7)), analyst: Analyst::named(name) },
        reader: Reader::InProcess,
        clock: Clock::System,
        keep: folder.join("keep"),
    })?)
}

fn range(words: &str) -> Result<TextRange> {
    let byte = TEXT.find(words).ok_or("no such words")?;
    let start = domain::text::scalar_at_byte(TEXT, byte).ok_or("between characters")?;
    Ok(TextRange { start, end: start + domain::text::length(words) })
}

/// A workspace with one investigation that has one of everything.
fn full(folder: &Path) -> Result<Workbench> {
    let bench = bench(folder, "Ana")?;
    let Loaded::New { article, .. } = bench.load_text(TEXT) else { return Err("not loaded".into()) };
    let claim = bench.record_claim(article, range("at least 155 foreign engineers guard the Vessa dam")?, None)?;
    bench.add_appearance(claim, article, range("the figure")?)?;
    let made = bench.claim(claim)?.appearances[0].id;
    bench.refine_appearance(made, &RefinementInput { claimant: "Mirel Oszta".into(), ..RefinementInput::default() })?;
    let denial = ResponseInput {
        party: "Upstream Republic".into(),
        kind: ResponseKind::Denies,
        said: String::new(),
        relayed_by: String::new(),
        note: String::new(),
        answers: Answers::ThisClaim,
        asked_by: String::new(),
        asked_on: String::new(),
        asked_until: String::new(),
    };
    bench.record_response(claim, Some((article, range("no foundation")?)), &denial)?;
    let file = folder.join("register.txt");
    fs::write(&file, "twelve names")?;
    bench.attach_file(claim, &file, Stance::Refutes, "the register")?;
    bench.attach_passage(claim, article, range("no foundation")?, Stance::Refutes, "")?;
    bench.assess_claim(claim, Status::Pending, "asked", None)?;
    bench.assess_claim(claim, Status::Denied, "the register has 12", None)?;
    let dam = bench.open_investigation("The dam", "Who guards it?")?;
    bench.file_article(dam, article)?;
    bench.file_claim(dam, claim)?;
    let hearing = EventInput {
        title: "A hearing on the dam".into(),
        time: "January 2025".into(),
        note: "behind closed doors".into(),
        url: "https://court.example/dam".into(),
    };
    bench.record_event(dam, &hearing)?;
    Ok(bench)
}

fn bundled(bench: &Workbench, folder: &Path, name: &str) -> Result<PathBuf> {
    let path = folder.join(name);
    bench.export_bundle(Some(bench.investigation_named("The dam")?.id), &path)?;
    Ok(path)
}

/// The bundle at `path` with one of its files changed by `change`, or taken out.
fn tampered(path: &Path, name: &str, change: impl Fn(Vec<u8>) -> Option<Vec<u8>>) -> Result<PathBuf> {
    let mut archive = ZipArchive::new(Cursor::new(fs::read(path)?))?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index)?;
        let its = file.name()?.to_string();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let bytes = if its == name { change(bytes) } else { Some(bytes) };
        if let Some(bytes) = bytes {
            zip.start_file(its, SimpleFileOptions::default())?;
            zip.write_all(&bytes)?;
        }
    }
    let to = path.with_extension("tampered");
    fs::write(&to, zip.finish()?.into_inner())?;
    Ok(to)
}

fn with_json(path: &Path, name: &str, change: impl Fn(&mut Value)) -> Result<PathBuf> {
    tampered(path, name, |bytes| {
        let mut value: Value = serde_json::from_slice(&bytes).ok()?;
        change(&mut value);
        serde_json::to_vec(&value).ok()
    })
}

/// The bundle at `path` with its case changed by `change` and the digests made to fit.
fn with_case(path: &Path, change: impl Fn(&mut Value)) -> Result<PathBuf> {
    let changed = with_json(path, "case.json", change)?;
    let mut case = Vec::new();
    ZipArchive::new(Cursor::new(fs::read(&changed)?))?.by_name("case.json")?.read_to_end(&mut case)?;
    let digest: String = sha2::Sha256::digest(&case).iter().map(|byte| format!("{byte:02x}")).collect();
    with_json(&changed, "manifest.json", |manifest| {
        manifest["files"][0]["sha256"] = digest.clone().into();
        manifest["files"][0]["bytes"] = case.len().into();
    })
}

#[test]
fn an_investigation_goes_there_and_back_without_loss_or_duplicates() -> Result {
    let folder = tempfile::tempdir()?;
    let ana = full(folder.path())?;
    let bundle = bundled(&ana, folder.path(), "dam.zip")?;
    let ben = bench(folder.path(), "Ben")?;
    let came = ben.import_bundle(&bundle)?;
    assert_eq!((came.articles, came.claims, came.details, came.already_here), (1, 1, 7, 0));
    assert_eq!(fs::read(bundled(&ben, folder.path(), "again.zip")?)?, fs::read(&bundle)?, "letter for letter");
    assert!(ben.check()?.sound, "{:?}", ben.check()?.problems);

    let again = ben.import_bundle(&bundle)?;
    assert_eq!((again.articles, again.claims, again.details), (0, 0, 0));
    assert_eq!(fs::read(bundled(&ben, folder.path(), "twice.zip")?)?, fs::read(&bundle)?);
    let dam = ben.investigation_named("The dam")?.id;
    assert_eq!(ben.events(dam)?, ana.events(ana.investigation_named("The dam")?.id)?);
    ben.undo()?;
    assert!(ben.articles()?.is_empty(), "an import is one action");
    Ok(())
}

/// `bench` with what analysts do together: a label, two reviews, work, graded evidence with a source, and relations.
fn deskful(bench: &Workbench) -> Result<()> {
    let case = bench.case_file(None)?;
    let (claim, article) = (case.claims[0].claim.id, case.sources[0].article.id);
    let rating = Some(bench.add_rating("Misleading", Status::Denied)?);
    let (confidence, likelihood) = (Some(Confidence::High), Some(Likelihood::VeryUnlikely));
    let rationale = "the register has 12, counted twice".to_owned();
    bench.assess_claims(
        &[claim],
        &AssessmentInput { status: Status::Denied, rationale, confidence, likelihood, rating },
    )?;
    for (analyst, status) in [("Cleo", Status::Denied), ("Dan", Status::Pending)] {
        bench.set_analyst(analyst);
        bench.review_claim(claim, status, "looked again", Some(Confidence::Moderate))?;
    }
    bench.set_analyst("Ana");
    let (state, assignee) = (Some(WorkState::InReview), Some("Cleo".to_owned()));
    bench.set_work(&[claim], &WorkInput { state, assignee, revisit: Some("2026-01-31".to_owned()) })?;
    let note = bench.attach_note(claim, Stance::Refutes, "seen from the road")?;
    let source = "Road Office of the Lowlands".to_owned();
    let graded = WeighingInput {
        stance: Stance::Refutes,
        note: "seen from the road".to_owned(),
        reliability: Some(Reliability::B),
        credibility: Some(Credibility::Two),
        basis: Some(Basis::Witnessed),
        source,
    };
    bench.weigh_evidence(note, &graded)?;
    let others = [
        bench.record_claim(article, range("foreign engineers")?, None)?,
        bench.record_claim(article, range("the figure had no foundation")?, None)?,
    ];
    bench.relate_claims(claim, RelationKind::Narrower, others[0])?;
    bench.relate_claims(others[1], RelationKind::Contradicts, claim)?;
    bench.relate_claims(others[0], RelationKind::NotTheSame, others[1])?;
    Ok(())
}

#[test]
fn what_analysts_did_together_goes_there_and_back() -> Result {
    let folder = tempfile::tempdir()?;
    let ana = full(folder.path())?;
    deskful(&ana)?;
    let bundle = bundled(&ana, folder.path(), "dam.zip")?;
    let ben = bench(folder.path(), "Ben")?;
    ben.import_bundle(&bundle)?;
    let (there, here) = (ana.case_file(None)?, ben.case_file(None)?);
    assert_eq!(here.claims, there.claims);
    assert_eq!(here.relations, there.relations);
    assert_eq!(here.origins, there.origins);
    assert_eq!(here.parties, there.parties);
    let claim = &here.claims[0];
    assert_eq!((claim.reviews.len(), here.relations.len()), (2, 3));
    assert_eq!(claim.work.assignee.as_deref(), Some("Cleo"));
    assert_eq!(
        claim.latest().and_then(|mark| mark.rating.as_ref()).map(|label| label.name.as_str()),
        Some("Misleading")
    );
    assert!(claim.evidence.iter().any(|piece| piece.source.is_some() && piece.reliability == Some(Reliability::B)));
    assert_eq!(fs::read(bundled(&ben, folder.path(), "again.zip")?)?, fs::read(&bundle)?, "letter for letter");
    let again = ben.import_bundle(&bundle)?;
    assert_eq!((again.articles, again.claims, again.details), (0, 0, 0));
    assert!(ben.check()?.sound, "{:?}", ben.check()?.problems);
    Ok(())
}

#[test]
fn what_both_desks_loaded_and_named_becomes_one() -> Result {
    let folder = tempfile::tempdir()?;
    let ana = full(folder.path())?;
    let bundle = bundled(&ana, folder.path(), "dam.zip")?;
    let ben = bench(folder.path(), "Ben")?;
    let Loaded::New { article, .. } = ben.load_text(TEXT) else { return Err("not loaded".into()) };
    let own = ben.record_claim(article, range("the figure had no foundation")?, None)?;
    let made = ben.claim(own)?.appearances[0].id;
    ben.refine_appearance(made, &RefinementInput { claimant: "mirel oszta".into(), ..RefinementInput::default() })?;
    let came = ben.import_bundle(&bundle)?;
    assert_eq!((came.articles, came.claims), (0, 1));
    assert_eq!(ben.articles()?.len(), 1);
    assert_eq!(ben.case_file(None)?.parties.len(), 2, "one Mirel Oszta and one republic");
    assert!(ben.check()?.sound);
    Ok(())
}

#[test]
fn a_mark_made_here_later_still_decides() -> Result {
    let folder = tempfile::tempdir()?;
    let ana = full(folder.path())?;
    let bundle = bundled(&ana, folder.path(), "dam.zip")?;
    let ben = bench(folder.path(), "Ben")?;
    ben.import_bundle(&bundle)?;
    let claim = ben.case_file(None)?.claims[0].claim.id;
    ana.assess_claim(claim, Status::Pending, "a second register turned up", None)?;
    let newer = bundled(&ana, folder.path(), "newer.zip")?;
    std::thread::sleep(std::time::Duration::from_millis(3));
    ben.assess_claim(claim, Status::Confirmed, "counted them", None)?;
    let came = ben.import_bundle(&newer)?;
    assert_eq!((came.details, came.older_marks), (0, 1));
    assert_eq!(ben.claim(claim)?.status, Seen::Confirmed);
    Ok(())
}

#[test]
fn hostile_bundles_are_refused_whole() -> Result {
    let folder = tempfile::tempdir()?;
    let bundle = bundled(&full(folder.path())?, folder.path(), "dam.zip")?;
    let ben = bench(folder.path(), "Ben")?;
    let refused = |what: &str, path: &Path| -> Result<String> {
        let error = ben.import_bundle(path).expect_err(what);
        assert!(ben.articles()?.is_empty() && ben.case_file(None)?.journal_length == 0, "{what}: nothing came in");
        assert!(matches!(error.code(), Code::Invalid | Code::TooNew), "{what}: {error}");
        Ok(error.to_string())
    };
    let newer = with_json(&bundle, "manifest.json", |manifest| manifest["format"] = 4.into())?;
    assert!(refused("newer", &newer)?.contains("use a newer program"));
    let mut original = String::new();
    for name in ZipArchive::new(Cursor::new(fs::read(&bundle)?))?.file_names() {
        let name = name?;
        if name.starts_with("originals/") {
            original = name.to_string();
        }
    }
    refused(
        "wrong hash",
        &tampered(&bundle, &original, |mut bytes| {
            bytes[0] ^= 1;
            Some(bytes)
        })?,
    )?;
    refused("missing original", &tampered(&bundle, &original, |_| None)?)?;
    refused(
        "longer than it says",
        &tampered(&bundle, "case.json", |bytes| Some([bytes, vec![b' '; 1 << 20]].concat()))?,
    )?;
    refused("an unknown field", &with_case(&bundle, |case| case["surprise"] = 1.into())?)?;
    refused(
        "words that do not stand there",
        &with_case(&bundle, |case| {
            case["claims"][0]["appearances"][0]["appearance"]["passage"]["exact"] = "two hundred soldiers".into();
        })?,
    )?;
    refused("an event without words", &with_case(&bundle, |case| case["events"][0]["title"] = " ".into())?)?;
    refused("events of no investigation", &with_case(&bundle, |case| case["investigation"] = Value::Null)?)?;
    refused(
        "a claim made nowhere",
        &with_case(&bundle, |case| {
            case["claims"][0]["appearances"] = Value::Array(Vec::new());
        })?,
    )?;
    fs::write(folder.path().join("no.zip"), "PK")?;
    refused("no zip", &folder.path().join("no.zip"))?;
    Ok(())
}

#[test]
fn names_that_climb_links_and_bombs_are_refused() -> Result {
    let folder = tempfile::tempdir()?;
    let ben = bench(folder.path(), "Ben")?;
    let path = folder.path().join("hostile.zip");
    let manifest =
        |files: Value| serde_json::json!({ "kind": "claimdesk-bundle", "format": 1, "files": files }).to_string();
    for name in
        ["../../escape", "/etc/escape", "originals/../escape", "originals\\escape", "originals/ABC", "case.json\0"]
    {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("manifest.json", SimpleFileOptions::default())?;
        zip.write_all(manifest(Value::Array(Vec::new())).as_bytes())?;
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(b"x")?;
        fs::write(&path, zip.finish()?.into_inner())?;
        assert!(ben.import_bundle(&path).is_err(), "{name:?}");
        assert!(!folder.path().join("escape").exists());
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("manifest.json", SimpleFileOptions::default())?;
    zip.write_all(
        manifest(serde_json::json!([{ "name": "case.json", "bytes": 9, "sha256": "0".repeat(64) }])).as_bytes(),
    )?;
    zip.add_symlink("case.json", "/etc/passwd", SimpleFileOptions::default())?;
    fs::write(&path, zip.finish()?.into_inner())?;
    let link = ben.import_bundle(&path).expect_err("a link").to_string();
    assert!(link.contains("no plain file"), "{link}");

    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("manifest.json", SimpleFileOptions::default())?;
    zip.write_all(
        manifest(serde_json::json!([{ "name": "case.json", "bytes": 64, "sha256": "0".repeat(64) }])).as_bytes(),
    )?;
    zip.start_file("case.json", SimpleFileOptions::default())?;
    zip.write_all(&vec![b' '; 8 << 20])?;
    fs::write(&path, zip.finish()?.into_inner())?;
    let bomb = ben.import_bundle(&path).expect_err("a bomb").to_string();
    assert!(bomb.contains("larger than the bundle says"), "{bomb}");
    Ok(())
}

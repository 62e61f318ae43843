//! The workspace file through its public door.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use database::{
    Access, Action, Error, Veil, Why, Workspace, articles, assessments, claims, events,
    feeds::{self, Arrival, Incoming, Poll},
    issues, journal, revisions, search,
};
use domain::{
    ActionId, Analyst, AnchorDecision, Anchored, Answers, Appearance, AppearanceId, Archive, ArrivalId, Article,
    ArticleId, AssessmentId, Attribution, Block, BlockKind, Change, Claim, ClaimId, Desk, DeskId, Document, DocumentId,
    Event, EventId, Evidence, EvidenceId, EvidenceMatter, FactCheck, FactCheckId, Feed, FeedId, Filed, Interval,
    Inverse, Investigation, InvestigationId, Issue, IssueId, JournalSeal, MediaType, Moment, Origin, Party, PartyId,
    PartyKind, Passage, Precision, Rating, RatingId, Refinement, Relation, RelationKind, Response, ResponseId,
    ResponseKind, Review, ReviewId, SealId, Sha256, Stamp, Stance, Standing, Status, Subject, TextRange,
    TimeCorrection, When, Work, WorkState,
};
use proptest::prelude::*;
use rusqlite::Connection;
use sha2::Digest;
use uuid::Uuid;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const TEXT: &str = "维萨大坝: At least 155 foreign engineers guard the Vessa dam, the governor said.";

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::seconds(seconds)
}

fn stamp(seconds: i64) -> Stamp {
    Stamp { at: at(seconds), desk: Desk { id: DeskId(Uuid::from_u128(9)), analyst: Analyst::named("Ana") } }
}

fn action(n: u128, changes: Vec<Change>) -> Action {
    Action { id: ActionId(Uuid::from_u128(1_000_000 + n)), undoes: None, changes }
}

fn loaded(n: u128, bytes: &[u8]) -> Change {
    let document = Document {
        id: DocumentId(Uuid::from_u128(100 + n)),
        sha256: Sha256(sha2::Sha256::digest(bytes).into()),
        bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        media_type: MediaType::PlainText,
        encoding: "UTF-8".into(),
        origin: Origin::Pasted,
        loaded_at: at(0),
    };
    let text = TEXT.to_owned();
    let range = TextRange { start: 0, end: domain::text::length(&text) };
    let article = Article {
        id: ArticleId(Uuid::from_u128(200 + n)),
        document: document.id,
        title: format!("Article {n}"),
        byline: vec!["Ida Lorn".into()],
        publisher: None,
        published: None,
        modified: None,
        paywalled: false,
        language: Some("en".into()),
        url: None,
        text,
        blocks: vec![Block { kind: BlockKind::Paragraph, range, post: None }],
        pages: Vec::new(),
        left_out: vec![],
    };
    Change::ArticleLoaded { document, article }
}

fn appearance(n: u128, claim: u128, article: u128) -> Appearance {
    Appearance {
        id: AppearanceId(Uuid::from_u128(400 + n)),
        claim: ClaimId(Uuid::from_u128(300 + claim)),
        article: ArticleId(Uuid::from_u128(200 + article)),
        passage: Passage::cut(TEXT, TextRange { start: 6, end: 36 }).expect("inside"),
        attribution: Attribution::default(),
        said: None,
        quantities: vec![],
        times: vec![],
    }
}

fn recorded(n: u128, article: u128) -> Change {
    let claim = Claim::new(ClaimId(Uuid::from_u128(300 + n)), "At least 155 foreign engineers").expect("has words");
    Change::ClaimRecorded { claim, appearance: appearance(n, n, article) }
}

fn assessed(n: u128, claim: u128, status: Status) -> Change {
    let standing = Standing::new(status, "seen", None).expect("has a reason");
    let id = AssessmentId(Uuid::from_u128(50_000 + n));
    Change::ClaimAssessed { assessment: standing.signed(id, ClaimId(Uuid::from_u128(300 + claim)), "Ana", at(0)) }
}

fn note(n: u128, claim: u128) -> Change {
    Change::EvidenceAttached {
        evidence: Evidence {
            id: EvidenceId(Uuid::from_u128(500 + n)),
            claim: ClaimId(Uuid::from_u128(300 + claim)),
            matter: EvidenceMatter::Note,
            stance: Stance::Neutral,
            note: "asked the road office".into(),
            reliability: None,
            credibility: None,
            basis: None,
            source: None,
        },
    }
}

fn response(n: u128, claim: u128, party: u128, kind: ResponseKind) -> Response {
    Response {
        id: ResponseId(Uuid::from_u128(800 + n)),
        claim: ClaimId(Uuid::from_u128(300 + claim)),
        party: PartyId(Uuid::from_u128(600 + party)),
        kind,
        article: None,
        passage: None,
        said: None,
        relayed_by: None,
        note: "by telephone".into(),
        answers: Answers::ThisClaim,
        asked: None,
    }
}

fn fact_check(n: u128) -> FactCheck {
    FactCheck {
        id: FactCheckId(Uuid::from_u128(1200 + n)),
        checked: "155 foreign engineers guard the dam".into(),
        said_by: Some("Mirel Oszta".into()),
        publisher: Some("Lowland Facts".into()),
        found: Some("Unproven".into()),
        url: Some("https://facts.example/155".into()),
        title: None,
        published: None,
        language: None,
    }
}

/// An event of the first investigation, on some day of April.
fn event(n: u128, title: &str) -> Event {
    let day = at(0).date_naive() + TimeDelta::days(i64::try_from(n).unwrap_or(0));
    Event {
        id: EventId(Uuid::from_u128(1400 + n)),
        investigation: InvestigationId(Uuid::from_u128(700)),
        title: title.to_owned(),
        time: Moment {
            as_written: day.to_string(),
            interval: Interval::day(day),
            precision: Precision::Day,
            rule: "the date as given".into(),
        },
        note: String::new(),
        url: None,
    }
}

fn opened(n: u128) -> Change {
    let id = InvestigationId(Uuid::from_u128(700 + n));
    Change::InvestigationOpened { investigation: Investigation::new(id, "The dam", "").expect("named") }
}

/// A time stamp over the first head; whose that is, only the journal says.
fn seal(n: u128) -> JournalSeal {
    JournalSeal {
        id: SealId(Uuid::from_u128(1300 + n)),
        length: 1,
        head: Sha256([0; 32]),
        at: at(60),
        by: "Lowland Time Stamps".into(),
        reply: Sha256(sha2::Sha256::digest([0]).into()),
        vouched: None,
    }
}

struct Desktop {
    folder: tempfile::TempDir,
    workspace: Workspace,
    done: u128,
}

impl Desktop {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let workspace = Workspace::create(&folder.path().join("a.claimdesk"), at(0))?;
        Ok(Self { folder, workspace, done: 0 })
    }

    fn with_a_claim() -> Result<Self> {
        let mut desk = Self::new()?;
        desk.commit_with(loaded(0, b"zero"), b"zero")?;
        desk.commit(recorded(0, 0))?;
        Ok(desk)
    }

    /// Loads three articles, records a claim in each, marks it, and adds three parties; answers how many changes that is.
    fn furnish(&mut self) -> database::Result<i64> {
        for n in 0..3 {
            let bytes = [u8::try_from(n).unwrap_or(0)];
            self.commit_with(loaded(n, &bytes), &bytes)?;
            self.commit(recorded(n, n))?;
            self.commit(assessed(n, n, Status::Pending))?;
            let party = Party::named(PartyId(Uuid::from_u128(600 + n)), "Mirel Oszta".to_owned());
            self.commit(Change::PartyAdded { party: Party { kind: PartyKind::Person, ..party } })?;
        }
        Ok(12)
    }

    fn commit(&mut self, change: Change) -> database::Result<()> {
        self.commit_with(change, b"")
    }

    fn commit_with(&mut self, change: Change, bytes: &[u8]) -> database::Result<()> {
        self.done += 1;
        let bytes = if bytes.is_empty() { vec![] } else { vec![bytes.to_vec()] };
        self.workspace.commit(&stamp(0), action(self.done, vec![change]), bytes).map(drop)
    }

    /// `change`, where it is a time stamp, over the head that the journal has there.
    fn over_own_head(&self, mut change: Change) -> Change {
        if let Change::SealStored { seal } = &mut change
            && let Ok(entries) = self.workspace.read(|conn| journal::entries(conn, seal.length, 1))
        {
            seal.head = entries.first().map_or(seal.head, |entry| entry.hash);
        }
        change
    }

    fn path(&self) -> &Path {
        self.workspace.path()
    }

    /// Closes the workspace, lets `tamper` at the file with its guards off, and says what a check finds then.
    fn tampered(self, tamper: impl FnOnce(&Connection) -> rusqlite::Result<usize>) -> Result<String> {
        let Self { folder, workspace, .. } = self;
        let path = workspace.path().to_owned();
        drop(workspace);
        let conn = Connection::open(&path)?;
        for name in ["changed", "deleted", "replaced"] {
            conn.execute_batch(&format!(
                "DROP TRIGGER journal_is_never_{name}; DROP TRIGGER assessments_are_never_{name}"
            ))?;
        }
        tamper(&conn)?;
        drop(conn);
        let found = Workspace::open(&path)?.check()?.problems;
        drop(folder);
        Ok(found.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
    }
}

#[test]
fn what_was_committed_is_there_after_opening_again() -> Result {
    let mut desk = Desktop::with_a_claim()?;
    desk.commit(assessed(0, 0, Status::Denied))?;
    let Desktop { folder, workspace, .. } = desk;
    let path = workspace.path().to_owned();
    drop(workspace);
    assert!(!path.with_extension("claimdesk-wal").exists(), "the log is emptied when the last connection closes");
    let workspace = Workspace::open(&path)?;
    let claim = ClaimId(Uuid::from_u128(300));
    assert_eq!(workspace.read(|conn| assessments::history(conn, claim))?.len(), 1);
    assert_eq!(
        workspace
            .read(|conn| database::bytes::original(conn, Sha256(sha2::Sha256::digest(b"zero").into())))?
            .as_deref(),
        Some(&b"zero"[..])
    );
    let report = workspace.check()?;
    assert!(report.is_sound(), "{report:?}");
    assert_eq!(report.entries, 3);
    drop(folder);
    Ok(())
}

#[test]
fn a_change_that_does_not_fit_is_refused_whole() -> Result {
    let desk = Desktop::with_a_claim()?;
    let elsewhere = Passage::cut("other words entirely, and more of them", TextRange { start: 6, end: 36 })?;
    let refused = [
        Change::AppearanceRecorded { appearance: Appearance { passage: elsewhere, ..appearance(1, 0, 0) } },
        Change::ClaimReworded { claim: ClaimId(Uuid::from_u128(300)), from: "not what it says".into(), to: "x".into() },
        recorded(0, 0),
        assessed(0, 7, Status::Confirmed),
        loaded(1, b"bytes that nobody gave"),
        Change::Restored { subject: Subject::Claim(ClaimId(Uuid::from_u128(300))) },
        Change::SealStored { seal: JournalSeal { reply: Sha256(sha2::Sha256::digest(b"zero").into()), ..seal(0) } },
        Change::Removed { subject: Subject::Party(PartyId(Uuid::from_u128(1))) },
    ];
    for change in refused {
        let before = desk.workspace.read(journal::head)?;
        let name = change.name();
        // A sound change before it in the same action must not stay either.
        let both = action(90, vec![note(0, 0), change]);
        let error = desk.workspace.commit(&stamp(0), both, vec![]).expect_err(name);
        assert!(matches!(error, Error::Refused(_) | Error::NotFound { .. }), "{name}: {error}");
        assert_eq!(desk.workspace.read(journal::head)?, before, "{name}");
    }
    assert!(desk.workspace.check()?.is_sound());
    Ok(())
}

#[test]
fn a_list_by_status_goes_by_the_newest_mark_whatever_was_marked_before() -> Result {
    let mut desk = Desktop::with_a_claim()?;
    desk.commit(recorded(1, 0))?;
    for (n, claim, status) in
        [(0, 0, Status::Confirmed), (1, 0, Status::Denied), (2, 1, Status::Denied), (3, 1, Status::Confirmed)]
    {
        desk.commit(assessed(n, claim, status))?;
        desk.commit(assessed(10 + n, claim, status))?;
    }
    for (status, wanted) in [(Status::Pending, None), (Status::Confirmed, Some(301)), (Status::Denied, Some(300))] {
        let filter = claims::ClaimFilter { status: Some(status), limit: 9, ..claims::ClaimFilter::default() };
        let listed = desk.workspace.read(|conn| claims::order(conn, &filter))?.ids;
        assert_eq!(listed, wanted.map(|id| ClaimId(Uuid::from_u128(id))).into_iter().collect::<Vec<_>>(), "{status:?}");
    }
    Ok(())
}

#[test]
fn history_refuses_to_be_changed_deleted_or_replaced() -> Result {
    let mut desk = Desktop::with_a_claim()?;
    desk.commit(assessed(0, 0, Status::Confirmed))?;
    let conn = Connection::open(desk.path())?;
    for sql in [
        "UPDATE journal SET analyst = 'Eve'",
        "DELETE FROM journal WHERE seq = 3",
        "REPLACE INTO journal SELECT * FROM journal WHERE seq = 1",
        "UPDATE assessments SET status = 'denied'",
        "DELETE FROM assessments",
        "REPLACE INTO assessments SELECT * FROM assessments",
        "UPDATE documents SET encoding = 'x'",
        "DELETE FROM kept_bytes",
    ] {
        assert!(conn.execute_batch(sql).is_err(), "{sql}");
    }
    Ok(())
}

#[test]
fn a_second_instance_reads_and_is_told_why_it_cannot_write() -> Result {
    let desk = Desktop::with_a_claim()?;
    let second = Workspace::open(desk.path())?;
    assert_eq!(second.access(), &Access::ReadOnly(Why::InUse));
    assert_eq!(second.read(|conn| articles::listing(conn, &Veil::default()))?.len(), 1);
    let refused = second.commit(&stamp(0), action(1, vec![note(0, 0)]), vec![]).expect_err("read-only");
    assert!(matches!(refused, Error::ReadOnly(Why::InUse)), "{refused}");
    let path = desk.path().to_owned();
    let folder = desk.folder;
    drop(desk.workspace);
    drop(second);
    assert_eq!(Workspace::open(&path)?.access(), &Access::Writable);
    drop(folder);
    Ok(())
}

#[test]
fn a_read_only_file_is_read_and_nothing_is_made_beside_it() -> Result {
    let Desktop { folder, workspace, .. } = Desktop::with_a_claim()?;
    let path = workspace.path().to_owned();
    drop(workspace);
    std::fs::remove_file(folder.path().join("a.claimdesk-lock"))?;
    let mut permissions = path.metadata()?.permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&path, permissions)?;
    let workspace = Workspace::open(&path)?;
    assert_eq!(workspace.access(), &Access::ReadOnly(Why::ReadOnlyFile));
    assert_eq!(workspace.read(|conn| articles::listing(conn, &Veil::default()))?.len(), 1);
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 1);
    Ok(())
}

#[test]
fn a_newer_or_foreign_file_is_refused_and_not_touched() -> Result {
    let Desktop { folder, workspace, .. } = Desktop::with_a_claim()?;
    let path = workspace.path().to_owned();
    drop(workspace);
    let conn = Connection::open(&path)?;
    conn.pragma_update(None, "journal_mode", "DELETE")?;
    conn.pragma_update(None, "user_version", 99)?;
    drop(conn);
    let before = std::fs::read(&path)?;
    assert!(matches!(Workspace::open(&path), Err(Error::TooNew { found: 99, .. })));
    assert_eq!(std::fs::read(&path)?, before);

    let foreign = folder.path().join("other.claimdesk");
    for bytes in [&b""[..], b"SQLite format 3\0", &[b'x'; 4096]] {
        std::fs::write(&foreign, bytes)?;
        assert!(matches!(Workspace::open(&foreign), Err(Error::NotAWorkspace)));
    }
    Connection::open(folder.path().join("plain.db"))?.execute_batch("CREATE TABLE t (x)")?;
    assert!(matches!(Workspace::open(&folder.path().join("plain.db")), Err(Error::NotAWorkspace)));
    assert!(matches!(Workspace::open(&folder.path().join("none")), Err(Error::Missing)));
    assert!(matches!(Workspace::open(folder.path()), Err(Error::NotAWorkspace)));
    assert!(
        !std::fs::read_dir(folder.path())?
            .any(|entry| entry.is_ok_and(|e| e.file_name().to_string_lossy().contains("-wal")))
    );
    Ok(())
}

#[test]
fn a_copy_is_verified_and_never_written_over_a_file() -> Result {
    let desk = Desktop::with_a_claim()?;
    let copy = desk.folder.path().join("copy.claimdesk");
    desk.workspace.backup(&copy)?;
    assert!(matches!(desk.workspace.backup(&copy), Err(Error::Exists)));
    let opened = Workspace::open(&copy)?;
    assert_eq!(opened.access(), &Access::Writable);
    assert_eq!(opened.read(journal::head)?, desk.workspace.read(journal::head)?);
    assert!(opened.check()?.is_sound());
    Ok(())
}

/// Makes the workspace file at `path` one of the first format, with all that the first format could hold.
fn set_back(path: &Path) -> Result {
    let old = path.with_extension("old");
    let conn = Connection::open(&old)?;
    conn.execute_batch(include_str!("../migrations/0001_workspace.sql"))?;
    conn.pragma_update(None, "foreign_keys", "OFF")?;
    conn.execute("ATTACH ?1 AS new", [path.to_string_lossy()])?;
    let application: i32 = conn.query_row("PRAGMA new.application_id", [], |row| row.get(0))?;
    let tables: Vec<String> = conn
        .prepare("SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for table in tables {
        let columns: Vec<String> = conn
            .prepare("SELECT '\"' || name || '\"' FROM pragma_table_info(?1, 'main')")?
            .query_map([&table], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let columns = columns.join(", ");
        conn.execute_batch(&format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}"))?;
    }
    conn.pragma_update(None, "application_id", application)?;
    conn.pragma_update(None, "user_version", 1)?;
    drop(conn);
    Ok(std::fs::rename(old, path)?)
}

#[test]
fn an_older_format_is_brought_up_to_date_after_a_verified_copy() -> Result {
    let mut desk = Desktop::with_a_claim()?;
    let party = Party::named(PartyId(Uuid::from_u128(600)), "Mirel Oszta".into());
    desk.commit(Change::PartyAdded { party })?;
    let day = at(0).date_naive();
    let said = Moment {
        as_written: "on Wednesday".into(),
        interval: Interval::day(day),
        precision: Precision::Day,
        rule: "the Wednesday before".into(),
    };
    let answer = Response { said: Some(said), ..response(0, 0, 0, ResponseKind::Denies) };
    desk.commit(Change::ResponseRecorded { response: answer })?;
    desk.commit(note(0, 0))?;
    let Desktop { folder, workspace, .. } = desk;
    let path = workspace.path().to_owned();
    drop(workspace);
    set_back(&path)?;
    let workspace = Workspace::open(&path)?;
    let copy = workspace.migrated_from_backup().ok_or("a copy was made")?.to_owned();
    let old: i32 = Connection::open(&copy)?.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    assert_eq!(old, 1);
    assert_eq!(workspace.read(|conn| search::hits(conn, "engineers", 10))?.len(), 2);
    assert!(workspace.check()?.is_sound());
    drop(folder);
    Ok(())
}

#[test]
fn the_first_broken_row_is_named_whatever_was_done_to_it() -> Result {
    const ROWS: i64 = 12;
    let desk = || -> Result<Desktop> {
        let mut desk = Desktop::with_a_claim()?;
        for n in 0..ROWS - 2 {
            desk.commit(assessed(u128::try_from(n)?, 0, Status::Confirmed))?;
        }
        Ok(desk)
    };
    for seq in [1, 2, 7, ROWS] {
        for column in [
            "analyst = 'Eve'",
            "change = replace(change, 'seen', 'been')",
            "at = at + 1",
            "millis = millis + 1",
            "hash = zeroblob(32)",
            "desk = zeroblob(16)",
            "undoes = action",
        ] {
            if seq < 3 && column.starts_with("change") {
                continue; // these rows hold no “seen”
            }
            let found =
                desk()?.tampered(|conn| conn.execute(&format!("UPDATE journal SET {column} WHERE seq = ?1"), [seq]))?;
            assert!(found.contains(&format!("journal row {seq} ")), "{column} in row {seq}: {found}");
        }
        if seq < ROWS {
            let found = desk()?.tampered(|conn| {
                conn.pragma_update(None, "foreign_keys", "OFF")?;
                conn.execute("DELETE FROM journal WHERE seq = ?1", [seq])
            })?;
            assert!(found.contains(&format!("journal row {} is out of place", seq + 1)), "row {seq} deleted: {found}");
        }
    }
    let swapped = desk()?.tampered(|conn| {
        conn.pragma_update(None, "foreign_keys", "OFF")?;
        conn.execute("UPDATE journal SET seq = 99 WHERE seq = 5", [])?;
        conn.execute("UPDATE journal SET seq = 5 WHERE seq = 6", [])?;
        conn.execute("UPDATE journal SET seq = 6 WHERE seq = 99", [])
    })?;
    assert!(swapped.contains("journal row 5 "), "{swapped}");
    let table = desk()?.tampered(|conn| conn.execute("UPDATE claims SET statement = 'something else'", []))?;
    assert_eq!(table, "the table claims is not what the journal comes to");
    Ok(())
}

#[test]
fn words_are_found_in_any_script_and_what_is_out_of_sight_is_not() -> Result {
    let mut desk = Desktop::with_a_claim()?;
    desk.commit(note(0, 0))?;
    let found =
        |desk: &Desktop, query: &str| desk.workspace.read(|conn| search::hits(conn, query, 10)).map(|hits| hits.len());
    assert_eq!(found(&desk, "大坝")?, 1);
    assert_eq!(found(&desk, "坝大")?, 0);
    assert_eq!(found(&desk, "engin")?, 2, "the article and the claim");
    assert_eq!(found(&desk, "road office")?, 1, "the evidence");
    desk.commit(Change::Removed { subject: Subject::Claim(ClaimId(Uuid::from_u128(300))) })?;
    assert_eq!((found(&desk, "engin")?, found(&desk, "road")?), (1, 0));
    desk.commit(Change::Restored { subject: Subject::Claim(ClaimId(Uuid::from_u128(300))) })?;
    desk.commit(Change::Removed { subject: Subject::Article(ArticleId(Uuid::from_u128(200))) })?;
    assert_eq!((found(&desk, "engin")?, found(&desk, "road")?), (0, 0));
    desk.commit(Change::Restored { subject: Subject::Article(ArticleId(Uuid::from_u128(200))) })?;
    assert_eq!((found(&desk, "engin")?, found(&desk, "road")?), (2, 1));
    Ok(())
}

#[test]
fn an_issue_is_of_this_journal_and_stays() -> Result {
    let mut desk = Desktop::with_a_claim()?;
    let (journal_length, journal_head) = desk.workspace.read(journal::head)?.ok_or("something was done")?;
    let issue = |n: u128, journal_head| Issue {
        id: IssueId(Uuid::from_u128(1100 + n)),
        investigation: None,
        report: "fact_check".into(),
        format: "html".into(),
        sha256: Sha256([1; 32]),
        journal_length,
        journal_head,
        left_out: Vec::new(),
        analyst: "Ana".into(),
        at: at(0),
    };
    assert!(desk.commit(Change::ReportIssued { issue: issue(0, Sha256([9; 32])) }).is_err(), "of another journal");
    desk.commit(Change::ReportIssued { issue: issue(0, journal_head) })?;
    let standing = desk.workspace.read(journal::standing)?.map(|(length, hash, _)| (length, hash));
    assert_eq!(standing, Some((journal_length, journal_head)), "a report tells of no issue");
    let last = |length| desk.workspace.read(|conn| issues::last_before(conn, None, "fact_check", length));
    assert_eq!(last(journal_length)?, None, "of the same state");
    assert_eq!(last(journal_length + 1)?, Some(issue(0, journal_head)));
    assert!(desk.workspace.check()?.is_sound());
    let conn = Connection::open(desk.path())?;
    assert!(conn.execute("UPDATE issues SET report = 'other'", []).is_err());
    assert!(conn.execute("DELETE FROM issues", []).is_err());
    Ok(())
}

#[test]
fn events_stand_in_order_of_time_and_share_the_fate_of_their_investigation() -> Result {
    let mut desk = Desktop::new()?;
    let recorded = |n, title: &str| Change::EventRecorded { event: event(n, title) };
    assert!(desk.commit(recorded(0, "The sluice was opened")).is_err(), "there is no such investigation");
    desk.commit(opened(0))?;
    for title in ["", " ", "The sluice\nwas opened"] {
        let refused = desk.commit(recorded(0, title)).expect_err(title).to_string();
        assert!(refused.contains("title"), "{refused}");
    }
    let mut backwards = event(0, "The sluice was opened");
    backwards.time.interval.from = at(0).date_naive() + TimeDelta::days(1);
    let refused = desk.commit(Change::EventRecorded { event: backwards }).expect_err("backwards").to_string();
    assert!(refused.contains("run backwards"), "{refused}");

    desk.commit(recorded(1, "The road was closed"))?;
    desk.commit(recorded(0, "The sluice was opened"))?;
    let told = |desk: &Desktop| -> Result<Vec<String>> {
        let id = InvestigationId(Uuid::from_u128(700));
        let all = desk.workspace.read(|conn| events::of_investigation(conn, id))?;
        Ok(all.into_iter().map(|event| event.title).collect())
    };
    assert_eq!(told(&desk)?, ["The sluice was opened", "The road was closed"]);

    // An event that is dated anew moves; it stays in its investigation.
    let later = Event { time: event(5, "").time, ..event(0, "The eastern sluice was opened") };
    let changed = |from: Event, to: Event| Change::EventChanged { from: Box::new(from), to: Box::new(to) };
    let known = event(0, "The sluice was opened");
    let elsewhere = Event { investigation: InvestigationId(Uuid::from_u128(701)), ..known.clone() };
    desk.commit(opened(1))?;
    assert!(desk.commit(changed(known.clone(), elsewhere)).is_err(), "it belongs to another investigation");
    desk.commit(changed(known.clone(), later))?;
    assert!(desk.commit(changed(known, event(0, "Nothing"))).is_err(), "it was changed meanwhile");
    assert_eq!(told(&desk)?, ["The road was closed", "The eastern sluice was opened"]);

    // What is filed in an investigation stays when that is taken out of sight, and comes back with it.
    let subject = Subject::Investigation(InvestigationId(Uuid::from_u128(700)));
    desk.commit(Change::Removed { subject })?;
    desk.commit(Change::Restored { subject })?;
    assert_eq!(told(&desk)?.len(), 2);
    desk.commit(Change::Removed { subject: Subject::Event(event(1, "").id) })?;
    assert_eq!(told(&desk)?, ["The eastern sluice was opened"]);
    let report = desk.workspace.check()?;
    assert!(report.is_sound(), "{:?}", report.problems);
    Ok(())
}

/// Changes over a handful of ids, so that sound and unsound ones come in every order.
fn feed(n: u128) -> Feed {
    Feed { id: FeedId(Uuid::from_u128(1100 + n)), url: format!("https://vessa.example/{n}"), title: None }
}

/// What the first feed brings: an entry with its text and one without.
fn brought(seconds: i64, file: &[u8]) -> Incoming {
    let feed = feed(0).id;
    let arrival = |key: &str, has_text: bool| Arrival {
        id: ArrivalId::of(feed, key),
        feed,
        title: key.to_owned(),
        url: Some(format!("https://vessa.example/{key}")),
        summary: String::new(),
        published: None,
        arrived_at: at(seconds),
        read: false,
        place: "entry 1".to_owned(),
        entry: has_text.then(|| "{}".to_owned()),
        file: has_text.then(|| Sha256(sha2::Sha256::digest(file).into())),
    };
    let poll = Poll { polled_at: at(seconds), next_at: at(seconds + 1800), ..Poll::default() };
    Incoming::Polled { feed, poll, arrivals: vec![arrival("a", true), arrival("b", false)], file: file.to_vec() }
}

#[test]
fn what_a_feed_brings_waits_once_until_it_is_put_aside_or_loaded() -> Result {
    let mut desk = Desktop::new()?;
    desk.commit(Change::FeedSubscribed { feed: feed(0) })?;
    assert!(desk.commit(Change::FeedSubscribed { feed: Feed { id: feed(1).id, ..feed(0) } }).is_err());
    desk.workspace.note(brought(1, b"one"))?;
    let [a, b] = ["a", "b"].map(|key| ArrivalId::of(feed(0).id, key));
    desk.workspace.note(Incoming::Read { arrivals: vec![a], read: true })?;
    desk.workspace.note(brought(2, b"two"))?;
    let waiting = |desk: &Desktop| desk.workspace.read(feeds::waiting).map(|all| all.len());
    assert_eq!((waiting(&desk)?, desk.workspace.read(feeds::unread)?), (2, 1));
    // The text lies in the feed as it was fetched last; the earlier one is let go.
    let kept = desk.workspace.read(|conn| feeds::file(conn, Sha256(sha2::Sha256::digest(b"one").into())))?;
    assert_eq!(kept, None);
    let kept = desk.workspace.read(|conn| feeds::file(conn, Sha256(sha2::Sha256::digest(b"two").into())))?;
    assert_eq!(kept.as_deref(), Some(&b"two"[..]));

    let (feed, title) = (feed(0).id, "b".to_owned());
    desk.commit(Change::ArrivalDismissed { feed, arrival: b, title: title.clone() })?;
    desk.workspace.note(brought(3, b"two"))?;
    assert_eq!(waiting(&desk)?, 1);
    desk.commit_with(loaded(0, b"words"), b"words")?;
    let article = ArticleId(Uuid::from_u128(200));
    desk.workspace.note(Incoming::Loaded { arrival: a, article })?;
    assert_eq!(waiting(&desk)?, 0);
    // Taking back what was done with it makes it wait again.
    desk.commit(Change::Removed { subject: Subject::Article(article) })?;
    desk.commit(Change::ArrivalRecalled { feed, arrival: b, title })?;
    assert_eq!(waiting(&desk)?, 2);
    desk.commit(Change::Removed { subject: Subject::Feed(feed) })?;
    assert_eq!((waiting(&desk)?, desk.workspace.read(feeds::listing)?.len()), (0, 0));
    let report = desk.workspace.check()?;
    assert!(report.is_sound(), "{:?}", report.problems);
    Ok(())
}

fn any_change() -> impl Strategy<Value = Change> {
    let n = 0_u128..3;
    let status = prop::sample::select(&Status::ALL[..]);
    let subject = (0..14_u8, n.clone()).prop_map(|(kind, n)| match kind {
        0 => Subject::Article(ArticleId(Uuid::from_u128(200 + n))),
        1 => Subject::Claim(ClaimId(Uuid::from_u128(300 + n))),
        2 => Subject::Appearance(AppearanceId(Uuid::from_u128(400 + n))),
        3 => Subject::Party(PartyId(Uuid::from_u128(600 + n))),
        4 => Subject::Evidence(EvidenceId(Uuid::from_u128(500 + n))),
        5 => Subject::Investigation(InvestigationId(Uuid::from_u128(700 + n))),
        6 => Subject::Response(ResponseId(Uuid::from_u128(800 + n))),
        7 => Subject::Rating(RatingId(Uuid::from_u128(900 + n))),
        8 => Subject::Review(ReviewId(Uuid::from_u128(1000 + n))),
        9 => Subject::Feed(FeedId(Uuid::from_u128(1100 + n))),
        10 => Subject::FactCheck(FactCheckId(Uuid::from_u128(1200 + n))),
        11 => Subject::Seal(SealId(Uuid::from_u128(1300 + n))),
        12 => Subject::Event(EventId(Uuid::from_u128(1400 + n))),
        _ => Subject::Claim(ClaimId(Uuid::from_u128(300))),
    });
    let item = (any::<bool>(), n.clone()).prop_map(|(article, n)| {
        if article {
            Filed::Article(ArticleId(Uuid::from_u128(200 + n)))
        } else {
            Filed::Claim(ClaimId(Uuid::from_u128(300 + n)))
        }
    });
    let words = prop::sample::select(vec!["At least 155 foreign engineers", "one", "two"]);
    let party = |n, name: &str| Party {
        kind: PartyKind::Person,
        ..Party::named(PartyId(Uuid::from_u128(600 + n)), name.to_owned())
    };
    let changes = prop_oneof![
        n.clone().prop_map(|n| loaded(n, &[u8::try_from(n).unwrap_or(0)])),
        (n.clone(), n.clone()).prop_map(|(n, article)| recorded(n, article)),
        (n.clone(), n.clone(), n.clone()).prop_map(|(n, claim, article)| Change::AppearanceRecorded {
            appearance: appearance(10 + n, claim, article)
        }),
        (n.clone(), words.clone(), words.clone()).prop_map(|(n, from, to)| Change::ClaimReworded {
            claim: ClaimId(Uuid::from_u128(300 + n)),
            from: from.into(),
            to: to.into()
        }),
        (n.clone(), n.clone(), any::<bool>()).prop_map(|(n, claimant, back)| {
            let plain = Box::new(Refinement::default());
            let attribution =
                Attribution { claimant: Some(PartyId(Uuid::from_u128(600 + claimant))), ..Attribution::default() };
            let named = Box::new(Refinement { attribution, ..Refinement::default() });
            let (from, to) = if back { (named, plain) } else { (plain, named) };
            Change::AppearanceRefined { appearance: AppearanceId(Uuid::from_u128(400 + n)), from, to }
        }),
        any_time_change(),
        n.clone().prop_map(move |n| Change::PartyAdded { party: party(n, "Mirel Oszta") }),
        n.clone().prop_map(move |n| Change::PartyRefined { from: party(n, "Mirel Oszta"), to: party(n, "M. Oszta") }),
        (0_u128..1000, n.clone(), status).prop_map(|(n, claim, status)| assessed(n, claim, status)),
        (n.clone(), n.clone()).prop_map(|(n, claim)| note(n, claim)),
        (n.clone(), any::<bool>()).prop_map(|(n, dismissed)| {
            let article = ArticleId(Uuid::from_u128(200 + n));
            let passage = appearance(0, 0, n).passage;
            if dismissed {
                Change::PassageDismissed { article, passage }
            } else {
                Change::PassageRecalled { article, passage }
            }
        }),
        n.clone().prop_map(opened),
        any_event_change(),
        (n.clone(), item.clone())
            .prop_map(|(n, item)| Change::ItemFiled { investigation: InvestigationId(Uuid::from_u128(700 + n)), item }),
        (n, item).prop_map(|(n, item)| Change::ItemUnfiled {
            investigation: InvestigationId(Uuid::from_u128(700 + n)),
            item
        }),
        subject.clone().prop_map(|subject| Change::Removed { subject }),
        subject.prop_map(|subject| Change::Restored { subject }),
    ];
    prop_oneof![4 => changes, 2 => any_desk_change(), 1 => any_feed_change()]
}

/// Times that the words of an appearance name, set, set otherwise, taken away and read again; some at no place of it.
fn any_time_change() -> impl Strategy<Value = Change> {
    let day = |n: i64| at(0).date_naive() + TimeDelta::days(n);
    let to = prop::option::of((0_i64..3, 0_i64..3));
    let to = to
        .prop_map(move |days| days.map(|(from, to)| When { from: day(from), to: day(to), precision: Precision::Span }));
    // "155" stands at 9 of the passage.
    let corrected = (prop_oneof![4 => Just(9_u32), 1 => Just(0)], to).prop_map(|(start, to)| Refinement {
        times: vec![TimeCorrection { range: TextRange { start, end: start + 3 }, as_written: "155".into(), to }],
        ..Refinement::default()
    });
    let any = prop_oneof![Just(Refinement::default()), corrected];
    (0_u128..3, any.clone(), any).prop_map(|(n, from, to)| Change::AppearanceRefined {
        appearance: AppearanceId(Uuid::from_u128(400 + n)),
        from: Box::new(from),
        to: Box::new(to),
    })
}

/// Events of the first investigation, recorded and changed.
fn any_event_change() -> impl Strategy<Value = Change> {
    let any = (0_u128..3, prop::sample::select(vec!["The sluice was opened", "The road was closed", ""]));
    let any = any.prop_map(|(n, title)| event(n, title));
    prop_oneof![
        any.clone().prop_map(|event| Change::EventRecorded { event }),
        (any.clone(), any).prop_map(|(from, to)| {
            let to = Event { id: from.id, ..to };
            Change::EventChanged { from: Box::new(from), to: Box::new(to) }
        }),
    ]
}

/// An archive whose bytes are those of an article's document.
fn archive(n: u128) -> Archive {
    let sha256 = Sha256(sha2::Sha256::digest([u8::try_from(n).unwrap_or(0)]).into());
    Archive { sha256, bytes: 1, resources: 2, left_out: 0, kept_at: at(0) }
}

/// Changes of feeds and of what they bring, and of archives.
fn any_feed_change() -> impl Strategy<Value = Change> {
    let n = 0_u128..3;
    let arrival =
        |n: u128| (FeedId(Uuid::from_u128(1100 + n)), ArrivalId(Uuid::from_u128(1200 + n)), "Guards".to_owned());
    prop_oneof![
        n.clone().prop_map(|n| Change::FeedSubscribed { feed: feed(n) }),
        (n.clone(), any::<bool>()).prop_map(|(n, kept)| {
            let (article, archive) = (ArticleId(Uuid::from_u128(200 + n)), archive(n));
            if kept { Change::ArchiveKept { article, archive } } else { Change::ArchiveDropped { article, archive } }
        }),
        n.clone().prop_map(move |n| {
            let (feed, arrival, title) = arrival(n);
            Change::ArrivalDismissed { feed, arrival, title }
        }),
        n.prop_map(move |n| {
            let (feed, arrival, title) = arrival(n);
            Change::ArrivalRecalled { feed, arrival, title }
        }),
    ]
}

/// Changes of parties, responses, reviews, work, ratings and relations, over the same handful of ids.
fn any_desk_change() -> impl Strategy<Value = Change> {
    let n = 0_u128..3;
    let kind = prop::sample::select(vec![ResponseKind::Confirms, ResponseKind::Denies, ResponseKind::HasNotResponded]);
    let relation = prop::sample::select(vec![RelationKind::Same, RelationKind::Broader, RelationKind::NotTheSame]);
    let related = (n.clone(), n.clone(), relation).prop_filter_map("two claims", |(one, other, kind)| {
        Relation::between(ClaimId(Uuid::from_u128(300 + one)), kind, ClaimId(Uuid::from_u128(300 + other)))
    });
    let parties = (n.clone(), n.clone())
        .prop_map(|(one, other)| (PartyId(Uuid::from_u128(600 + one)), PartyId(Uuid::from_u128(600 + other))));
    let rating = (n.clone(), prop::sample::select(&Status::ALL[..]))
        .prop_map(|(n, status)| Rating::new(RatingId(Uuid::from_u128(900 + n)), "Misleading", status).expect("named"));
    let work = prop::sample::select(vec![WorkState::Unassigned, WorkState::InProgress, WorkState::Done])
        .prop_map(|state| Work { state, ..Work::default() });
    prop_oneof![
        parties.clone().prop_map(|(party, into)| Change::PartiesMerged { party, into }),
        parties.prop_map(|(party, from)| Change::PartySplit { party, from }),
        (n.clone(), n.clone(), n.clone(), kind.clone())
            .prop_map(|(n, claim, party, kind)| Change::ResponseRecorded { response: response(n, claim, party, kind) }),
        (n.clone(), n.clone(), kind.clone(), kind).prop_map(|(n, claim, from, to)| Change::ResponseRefined {
            from: Box::new(response(n, claim, 0, from)),
            to: Box::new(response(n, claim, 1, to)),
        }),
        (n.clone(), n.clone(), 0_u128..4).prop_map(|(n, claim, mark)| Change::ReviewRecorded {
            review: Review {
                id: ReviewId(Uuid::from_u128(1000 + n)),
                claim: ClaimId(Uuid::from_u128(300 + claim)),
                assessment: AssessmentId(Uuid::from_u128(50_000 + mark)),
                status: Status::Denied,
                rationale: "heard".into(),
                confidence: None,
                analyst: "Ben".into(),
                at: at(0),
            }
        }),
        (n.clone(), work.clone(), work).prop_map(|(n, from, to)| Change::WorkSet {
            claim: ClaimId(Uuid::from_u128(300 + n)),
            from,
            to
        }),
        n.clone().prop_map(|n| Change::SealStored { seal: seal(n) }),
        n.clone().prop_map(|n| Change::FactCheckNoted { check: fact_check(n) }),
        (n.clone(), n.clone()).prop_map(|(claim, check)| Change::FactCheckTied {
            claim: ClaimId(Uuid::from_u128(300 + claim)),
            check: FactCheckId(Uuid::from_u128(1200 + check)),
        }),
        (n.clone(), n).prop_map(|(claim, check)| Change::FactCheckUntied {
            claim: ClaimId(Uuid::from_u128(300 + claim)),
            check: FactCheckId(Uuid::from_u128(1200 + check)),
        }),
        rating.clone().prop_map(|rating| Change::RatingAdded { rating }),
        (rating.clone(), rating).prop_map(|(from, to)| Change::RatingRefined { from, to }),
        related.clone().prop_map(|relation| Change::ClaimsRelated { relation }),
        related.prop_map(|relation| Change::ClaimsUnrelated { relation }),
        any_revision(),
    ]
}

/// Copies of one page found and parted, and decisions on what was quoted from one of them.
fn any_revision() -> impl Strategy<Value = Change> {
    let article = |n: u128| ArticleId(Uuid::from_u128(200 + n));
    let two = (0_u128..3, 0_u128..3).prop_map(move |(one, other)| (article(one), article(other)));
    let accepted = AnchorDecision::Accepted { passage: appearance(0, 0, 0).passage };
    let elsewhere = Passage::cut("no words of theirs", TextRange { start: 3, end: 8 }).expect("inside");
    let decision = prop::option::of(prop::sample::select(vec![
        AnchorDecision::Kept,
        accepted,
        AnchorDecision::Accepted { passage: elsewhere },
    ]));
    let anchored = (0_u8..3, 0_u128..3).prop_map(|(kind, n)| match kind {
        0 => Anchored::Response(ResponseId(Uuid::from_u128(800 + n))),
        1 => Anchored::Evidence(EvidenceId(Uuid::from_u128(500 + n))),
        _ => Anchored::Appearance(AppearanceId(Uuid::from_u128(400 + n))),
    });
    prop_oneof![
        3 => two.clone().prop_map(|(article, first)| Change::RevisionFound { article, first }),
        1 => two.prop_map(|(article, first)| Change::RevisionParted { article, first }),
        3 => (anchored, 0_u128..3, decision.clone(), decision).prop_map(move |(anchored, n, from, to)| {
            Change::PassageReanchored { anchored, article: article(n), from, to }
        }),
    ]
}

#[test]
fn copies_of_a_page_are_told_in_the_order_they_were_taken_and_decisions_only_of_them() -> Result {
    let mut desk = Desktop::with_a_claim()?;
    for n in 1..4 {
        desk.commit_with(loaded(n, &[u8::try_from(n)?]), &[u8::try_from(n)?])?;
    }
    let [first, second, third, other] = [0, 1, 2, 3].map(|n| ArticleId(Uuid::from_u128(200 + n)));
    let anchored = Anchored::Appearance(AppearanceId(Uuid::from_u128(400)));
    let kept = |article| Change::PassageReanchored { anchored, article, from: None, to: Some(AnchorDecision::Kept) };
    assert!(desk.commit(kept(second)).is_err(), "they are no copies of one page yet");
    desk.commit(Change::RevisionFound { article: second, first })?;
    desk.commit(Change::RevisionFound { article: third, first })?;
    for (article, first) in [(second, first), (other, second), (first, other), (other, other)] {
        assert!(desk.commit(Change::RevisionFound { article, first }).is_err(), "{article} beside {first}");
    }
    let told = |desk: &Desktop| -> Result<Vec<ArticleId>> {
        let copies = desk.workspace.read(|conn| revisions::copies(conn, third))?;
        Ok(copies.into_iter().map(|copy| copy.article).collect())
    };
    assert_eq!(told(&desk)?, [first, second, third]);
    desk.commit(kept(second))?;
    assert!(desk.commit(kept(second)).is_err(), "it was decided meanwhile");
    assert!(desk.commit(kept(first)).is_err(), "that is the copy it is quoted from");
    assert!(desk.commit(kept(other)).is_err(), "that is no copy of the page");
    desk.commit(Change::Removed { subject: Subject::Article(second) })?;
    assert_eq!(told(&desk)?, [first, third]);
    assert_eq!(desk.workspace.read(revisions::pages)?.len(), 1);
    assert_eq!(desk.workspace.read(|conn| revisions::decisions(conn, anchored))?.len(), 1);
    assert!(desk.workspace.check()?.is_sound());
    Ok(())
}

/// The tables that undo must bring back: all but those that only grow.
fn tables(path: &Path) -> Result<Vec<Vec<Vec<rusqlite::types::Value>>>> {
    let conn = Connection::open(path)?;
    let lasting = [
        "articles",
        "parties",
        "party_names",
        "claims",
        "appearances",
        "responses",
        "evidence",
        "ratings",
        "reviews",
        "relations",
        "seals",
        "fact_checks",
        "checked_elsewhere",
        "investigations",
        "filed",
        "events",
        "dismissed",
        "revisions",
        "reanchored",
        "feeds",
        "dismissed_arrivals",
        "archives",
    ];
    lasting
        .into_iter()
        .map(|table| {
            // Where a filing stands in the journal is new each time it is filed again.
            let columns = match table {
                "filed" => "investigation, article, claim",
                "dismissed" => r#"article, start, "end""#,
                "dismissed_arrivals" => "arrival, feed",
                "archives" => "article, sha256",
                "relations" => "first, second, kind",
                "revisions" => "article, first",
                "reanchored" => "kind, id, article, decision",
                "checked_elsewhere" => "claim, fact_check",
                _ => "*",
            };
            let mut statement = conn.prepare(&format!("SELECT {columns} FROM {table} ORDER BY 1, 2"))?;
            let many = statement.column_count();
            let rows = statement.query_map([], |row| (0..many).map(|n| row.get(n)).collect())?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
        .collect()
}

/// Where each claim stands.
fn standings(desk: &Desktop) -> Vec<Status> {
    let status = |n: u128| {
        let claim = ClaimId(Uuid::from_u128(300 + n));
        let history = desk.workspace.read(|conn| assessments::history(conn, claim)).expect("a history");
        Status::standing(&history)
    };
    (0..3).map(status).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_tried_the_journal_comes_to_the_tables_and_undo_then_redo_is_the_identity(
        furnished in any::<bool>(), tried in prop::collection::vec(any_change(), 1..40)
    ) {
        let mut desk = Desktop::new().expect("a workspace");
        let mut done = 0;
        if furnished {
            // Most changes fit only where there is something to change.
            done = desk.furnish().expect("furniture");
        }
        for (n, change) in tried.into_iter().enumerate() {
            let bytes = [u8::try_from(n % 3).unwrap_or(0)];
            // Bytes come with every action; those already kept are kept once.
            let stood = standings(&desk);
            let change = desk.over_own_head(change);
            // What was recorded of two parties is neither moved nor lost by making them one: splitting gives it all back.
            let apart = matches!(change, Change::PartiesMerged { .. }).then(|| tables(desk.path()).expect("tables"));
            if desk.commit_with(change.clone(), &bytes).is_err() {
                continue;
            }
            done += 1;
            let is_mark = matches!(change, Change::ClaimAssessed { .. });
            prop_assert!(is_mark || standings(&desk) == stood, "{} set a status", change.name());
            let Inverse::Change(back) = change.inverse() else { continue };
            let before = tables(desk.path()).expect("tables");
            // An inverse may be refused only where something else now stands on what it takes away.
            if desk.commit(*back.clone()).is_ok() {
                if let Some(apart) = apart {
                    prop_assert_eq!(tables(desk.path()).expect("tables"), apart);
                }
                let Inverse::Change(again) = back.inverse() else { continue };
                prop_assert!(desk.commit(*again).is_ok());
                done += 2;
                prop_assert_eq!(tables(desk.path()).expect("tables"), before);
            }
        }
        let report = desk.workspace.check().expect("a check");
        prop_assert!(report.is_sound(), "{:?}", report.problems);
        prop_assert_eq!(report.entries, done);
        let listed = desk.workspace.read(|conn| claims::listing(conn, &claims::ClaimFilter { limit: 100, ..Default::default() })).expect("a list");
        for row in listed {
            let history = desk.workspace.read(|conn| assessments::history(conn, row.claim.id)).expect("a history");
            prop_assert_eq!(row.status, Status::standing(&history));
        }
    }
}

//! Copies of one page, through the verbs: found, compared, and what was quoted from them.

use std::{path::Path, time::Duration};

use domain::{
    Analyst, AnchorState, Anchored, Answers, ArticleId, ClaimId, Desk, DeskId, DiffKind, Origin, ResponseKind, Seen,
    SentenceKind, Stance, Status, TextRange,
};
use workbench::{
    Clock, Format, ReportRequest, Setting, Workbench,
    views::{AnchorCounts, AnchorInput, AnchoredView, ClaimQuery, Decided, Loaded, ResponseInput},
    worker::Reader,
};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const FIRST: [&str; 4] = [
    "The governor said on Wednesday that at least 155 foreign engineers guard the Vessa dam above the town.",
    "The upstream ministry called the reports baseless and asked for proof of them.",
    "Nobody was hurt when the water rose by two metres in the night.",
    "The river company declined to comment on the number of its engineers.",
];
const SECOND: [&str; 4] = [
    "This article was corrected on Friday after a call from the governor's office.",
    "The governor said on Wednesday that at least 160 foreign engineers guard the Vessa dam above the town.",
    "Nobody was hurt when the water rose by two metres in the night.",
    "The river company declined to comment on the number of its engineers.",
];

struct Desktop {
    folder: tempfile::TempDir,
    bench: Workbench,
}

fn opened(folder: &Path, name: &str) -> Result<Workbench> {
    Ok(Workbench::create(Setting {
        workspace: folder.join(name),
        desk: Desk { id: DeskId(uuid::Uuid::from_u128(7)), analyst: Analyst::named("Ana") },
        reader: Reader::InProcess,
        clock: Clock::System,
        keep: folder.join("keep"),
    })?)
}

fn page(address: &str, paragraphs: &[&str]) -> Vec<u8> {
    let body: String = paragraphs.iter().map(|words| format!("<p>{words}</p>")).collect();
    format!(
        "<!doctype html><html lang=en><head><title>Guards at the dam</title><link rel=canonical href={address:?}></head>\
         <body><article><h1>Guards at the dam</h1>{body}</article></body></html>"
    )
    .into_bytes()
}

const ADDRESS: &str = "https://wire.example/dam";

impl Desktop {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let bench = opened(folder.path(), "Vessa.claimdesk")?;
        Ok(Self { folder, bench })
    }

    fn load(&self, address: &str, paragraphs: &[&str]) -> Loaded {
        self.bench.load_bytes(page(address, paragraphs), Origin::File { name: "dam.html".into() })
    }

    fn first(&self) -> Result<ArticleId> {
        match self.load(ADDRESS, &FIRST) {
            Loaded::New { article, .. } => Ok(article),
            other => Err(format!("{other:?}").into()),
        }
    }

    fn second(&self) -> Result<(ArticleId, AnchorCounts)> {
        match self.load(ADDRESS, &SECOND) {
            Loaded::Revised { article, number: 2, quotes, .. } => Ok((article, quotes)),
            other => Err(format!("{other:?}").into()),
        }
    }

    fn range(&self, article: ArticleId, words: &str) -> Result<TextRange> {
        let text = self.bench.article(article)?.text;
        let byte = text.find(words).ok_or_else(|| format!("no “{words}” in: {text}"))?;
        let start = domain::text::scalar_at_byte(&text, byte).ok_or("between characters")?;
        Ok(TextRange { start, end: start + domain::text::length(words) })
    }

    /// A claim, a response to it and evidence on it, quoted from `article`.
    fn quoted(&self, article: ArticleId) -> Result<ClaimId> {
        let claim = self.bench.record_claim(article, self.range(article, CLAIM)?, None)?;
        let ministry = ResponseInput {
            party: "Upstream ministry".into(),
            kind: ResponseKind::Denies,
            said: String::new(),
            relayed_by: String::new(),
            note: String::new(),
            answers: Answers::ThisClaim,
            asked_by: String::new(),
            asked_on: String::new(),
            asked_until: String::new(),
        };
        self.bench.record_response(claim, Some((article, self.range(article, DENIED)?)), &ministry)?;
        self.bench.attach_passage(claim, article, self.range(article, HURT)?, Stance::Neutral, "")?;
        Ok(claim)
    }

    fn passages(&self, article: ArticleId) -> Result<Vec<AnchoredView>> {
        Ok(self.bench.revisions(article)?.passages)
    }
}

const CLAIM: &str = "at least 155 foreign engineers guard the Vessa dam";
const DENIED: &str = "called the reports baseless";
const HURT: &str = "Nobody was hurt";

fn told(one: &AnchoredView) -> String {
    format!("{}: {}", one.state.word(), one.there_exact.as_deref().unwrap_or("-"))
}

#[test]
fn a_newer_copy_stands_beside_the_older_and_every_quotation_says_how_it_stands_there() -> Result {
    let desk = Desktop::new()?;
    let first = desk.first()?;
    let claim = desk.quoted(first)?;
    let before = desk.bench.article(first)?;
    let investigation = desk.bench.open_investigation("The dam", "")?;
    desk.bench.file_article(investigation, first)?;

    let (second, quotes) = desk.second()?;
    assert_eq!(quotes, AnchorCounts { exact: 0, moved: 1, changed: 1, gone: 1, open: 2 });
    assert_eq!(
        desk.passages(first)?.iter().map(told).collect::<Vec<_>>(),
        ["changed: at least 160 foreign engineers guard the Vessa dam", "gone: -", "moved: Nobody was hurt"]
    );
    let changed = &desk.passages(second)?[0];
    let marked: Vec<(DiffKind, &str)> =
        changed.difference.iter().map(|piece| (piece.kind, piece.text.trim())).collect();
    assert_eq!(
        marked[1..3],
        [(DiffKind::Removed, "155"), (DiffKind::Added, "160")],
        "the words that changed are marked"
    );

    // The old text, its bytes and its marks are as they were.
    let after = desk.bench.article(first)?;
    assert_eq!((&after.text, &after.marks, after.sha256), (&before.text, &before.marks, before.sha256));
    assert_eq!(desk.bench.original(first)?, page(ADDRESS, &FIRST));
    assert_eq!(desk.bench.original(second)?, page(ADDRESS, &SECOND));
    let listed = desk.bench.articles()?;
    assert_eq!((listed.len(), listed[0].id, listed[0].copies, listed[0].counts.total()), (1, second, 2, 1));
    assert_eq!(desk.bench.investigations()?[0].articles, [first, second]);
    desk.bench.unfile_article(investigation, second)?;
    assert!(desk.bench.investigations()?[0].articles.is_empty(), "copies of one page go together");
    let made_in = |article| ClaimQuery { article: Some(article), ..ClaimQuery::default() };
    assert_eq!(desk.bench.claims(made_in(second))?, desk.bench.claims(made_in(first))?);
    let revision = after.revision.ok_or("a revision")?;
    assert_eq!((revision.number, revision.of, revision.newest), (1, 2, second));
    assert!(desk.bench.near_duplicates(second)?.is_empty(), "copies of one page are no duplicates");
    let Loaded::New { article: elsewhere, .. } = desk.load("https://courier.example/dam", &SECOND[1..]) else {
        return Err("another page".into());
    };
    let like = desk.bench.near_duplicates(elsewhere)?;
    assert_eq!(like.iter().map(|one| one.article).collect::<Vec<_>>(), [second], "of another page's copies the likest");
    desk.bench.remove_article(elsewhere)?;

    // What is broken is listed where it is looked for.
    let anchors = desk.bench.claim(claim)?.anchors;
    assert_eq!(anchors, desk.passages(first)?);
    assert_eq!(desk.bench.queue(Duration::MAX)?.quotes.len(), 2);
    assert!(desk.bench.check()?.sound);
    Ok(())
}

#[test]
fn copies_are_compared_sentence_by_sentence() -> Result {
    let desk = Desktop::new()?;
    let first = desk.first()?;
    let (second, _) = desk.second()?;
    let compared = desk.bench.compare(first, second)?;
    let kinds: Vec<SentenceKind> =
        compared.sentences.iter().map(|one| one.kind).filter(|kind| *kind != SentenceKind::Same).collect();
    assert_eq!((kinds.len(), compared.differing), (3, 3), "{kinds:?}");
    for kind in [SentenceKind::Added, SentenceKind::Changed, SentenceKind::Removed] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
    assert!(desk.bench.compare(first, first)?.sentences.iter().all(|one| one.kind == SentenceKind::Same));
    Ok(())
}

#[test]
fn what_is_decided_of_a_quotation_settles_it_and_can_be_taken_back() -> Result {
    let desk = Desktop::new()?;
    let first = desk.first()?;
    let claim = desk.quoted(first)?;
    desk.bench.assess_claim(claim, Status::Denied, "the register has 12", None)?;
    let (second, _) = desk.second()?;
    let passages = desk.passages(second)?;
    let there = passages[0].there.ok_or("closest words")?;
    let marked = |desk: &Desktop| -> Result<Vec<(TextRange, Option<ArticleId>)>> {
        Ok(desk.bench.article(second)?.marks.iter().map(|mark| (mark.range, mark.carried)).collect())
    };
    assert_eq!(marked(&desk)?, [], "words that nobody accepted are not marked as the claim's");

    desk.bench.reanchor(passages[0].anchored, second, AnchorInput::Accept { range: there })?;
    desk.bench.reanchor(passages[1].anchored, second, AnchorInput::Keep)?;
    let decided: Vec<_> = desk.passages(second)?.iter().map(|one| (one.decision, one.open)).collect();
    assert_eq!(decided, [(Some(Decided::Accepted), false), (Some(Decided::Kept), false), (None, false)]);
    assert!(desk.bench.queue(Duration::MAX)?.quotes.is_empty());
    assert_eq!(marked(&desk)?, [(there, Some(first))]);
    let view = desk.bench.claim(claim)?;
    assert_eq!((view.appearances[0].exact.as_str(), view.status), (CLAIM, Seen::Denied), "the quotation stays");
    let elsewhere = TextRange { start: 0, end: 9_999 };
    assert!(desk.bench.reanchor(passages[0].anchored, second, AnchorInput::Accept { range: elsewhere }).is_err());

    desk.bench.undo()?;
    assert_eq!(desk.bench.queue(Duration::MAX)?.quotes.len(), 1);
    desk.bench.undo()?;
    assert_eq!(desk.passages(second)?, passages);
    desk.bench.redo()?;
    assert_eq!(desk.passages(second)?[0].decision, Some(Decided::Accepted));
    desk.bench.reanchor(passages[0].anchored, second, AnchorInput::Undecided)?;
    assert_eq!(desk.passages(second)?, passages);
    assert!(desk.bench.check()?.sound);
    Ok(())
}

#[test]
fn the_newest_copy_shows_the_claims_of_the_earlier_ones_and_asks_nothing_twice() -> Result {
    let desk = Desktop::new()?;
    let first = desk.first()?;
    let suggested = desk.bench.suggestions(first)?;
    let [accepted, dismissed, ..] = &suggested[..] else { return Err(format!("{suggested:?}").into()) };
    desk.bench.accept_suggestions(first, &[accepted.passage.range])?;
    desk.bench.dismiss_suggestion(first, dismissed.passage.range)?;
    let open = desk.bench.article(first)?.suggestions.len();
    let same = [&["A line was added above."], &FIRST[..]].concat();
    let Loaded::Revised { article: second, quotes, .. } = desk.load(ADDRESS, &same) else { return Err("new".into()) };
    assert_eq!((quotes.moved, quotes.open), (1, 0));
    let view = desk.bench.article(second)?;
    assert_eq!(view.marks.len(), 1);
    assert_eq!(view.marks[0].carried, Some(first));
    assert_eq!(
        domain::text::slice(&view.text, view.marks[0].range.start, view.marks[0].range.end),
        Some(accepted.passage.exact.as_str())
    );
    let again: Vec<&str> = view.suggestions.iter().map(|one| one.passage.exact.as_str()).collect();
    assert!(!again.contains(&accepted.passage.exact.as_str()) && !again.contains(&dismissed.passage.exact.as_str()));
    assert!(again.len() >= open, "{again:?}");
    Ok(())
}

#[test]
fn a_decision_holds_for_the_next_copy_until_the_words_change_again() -> Result {
    let desk = Desktop::new()?;
    let first = desk.first()?;
    desk.quoted(first)?;
    let (second, _) = desk.second()?;
    let passages = desk.passages(second)?;
    let there = passages[0].there.ok_or("closest words")?;
    desk.bench.reanchor(passages[0].anchored, second, AnchorInput::Accept { range: there })?;
    desk.bench.reanchor(passages[1].anchored, second, AnchorInput::Keep)?;
    let third = [&["Corrected again."], &SECOND[..]].concat();
    let Loaded::Revised { article: third, number, quotes, .. } = desk.load(ADDRESS, &third) else {
        return Err("not a revision".into());
    };
    assert_eq!((number, quotes.open), (3, 0), "{:?}", desk.passages(third)?);
    assert_eq!(desk.passages(third)?[0].state, AnchorState::Moved, "the accepted words are found again");
    let fourth = SECOND.map(|words| words.replace("160 foreign", "170 local"));
    let fourth: Vec<&str> = fourth.iter().map(String::as_str).collect();
    let Loaded::Revised { quotes, .. } = desk.load(ADDRESS, &fourth) else { return Err("not a revision".into()) };
    assert_eq!((quotes.changed, quotes.open), (1, 1));
    Ok(())
}

#[test]
fn one_address_for_other_words_makes_no_copy_and_a_wrong_one_can_be_parted() -> Result {
    let desk = Desktop::new()?;
    let first = desk.first()?;
    let other =
        ["The harvest was good this year, and the mill bought all of it at once.", "Rain is expected on Sunday."];
    assert!(matches!(desk.load(ADDRESS, &other), Loaded::New { .. }), "a site may give one address for all its pages");
    let (second, _) = desk.second()?;
    let third = [&["Corrected again."], &SECOND[..]].concat();
    let Loaded::Revised { article: third, .. } = desk.load(ADDRESS, &third) else { return Err("new".into()) };
    let copies = |article| -> Result<Vec<ArticleId>> {
        Ok(desk.bench.revisions(article)?.copies.into_iter().map(|copy| copy.article).collect())
    };
    assert_eq!(copies(third)?, [first, second, third]);
    desk.bench.part_revision(first)?;
    assert_eq!((copies(first)?, copies(second)?), (vec![first], vec![second, third]));
    desk.bench.undo()?;
    assert_eq!(copies(first)?, [first, second, third]);
    desk.bench.part_revision(third)?;
    assert_eq!(copies(second)?, [first, second]);
    assert!(desk.bench.part_revision(third).is_err(), "it stands alone");
    // Taking back what was loaded leaves the other copies as they are.
    for _ in 0..4 {
        desk.bench.undo()?;
    }
    assert_eq!(copies(first)?, [first]);
    assert!(desk.bench.check()?.sound);
    Ok(())
}

#[test]
fn reports_and_bundles_say_which_copy_each_quotation_is_from() -> Result {
    let desk = Desktop::new()?;
    let first = desk.first()?;
    let claim = desk.quoted(first)?;
    let (second, _) = desk.second()?;
    let passages = desk.passages(second)?;
    desk.bench.reanchor(passages[1].anchored, second, AnchorInput::Keep)?;
    let words = "at least 160 foreign engineers guard the Vessa dam";
    desk.bench.add_appearance(claim, second, desk.range(second, words)?)?;
    let investigation = desk.bench.open_investigation("The dam", "")?;
    for article in [first, second] {
        desk.bench.file_article(investigation, article)?;
    }
    let request = ReportRequest { investigation: Some(investigation), ..ReportRequest::default() };
    let report = String::from_utf8(desk.bench.report(&request, Format::Markdown)?.bytes)?;
    for part in ["revision 1 of 2 of this page", "revision 2 of 2 of this page", CLAIM, words] {
        assert!(report.contains(part), "no “{part}” in {report}");
    }
    let written = desk.bench.export_report(&request, Format::Markdown, &desk.folder.path().join("dam.md"))?;
    assert_eq!(written.warnings, Vec::<String>::new(), "each quotation is held against its own copy");

    let bundle = desk.folder.path().join("dam.zip");
    desk.bench.export_bundle(Some(investigation), &bundle)?;
    let elsewhere = opened(desk.folder.path(), "Elsewhere.claimdesk")?;
    elsewhere.import_bundle(&bundle)?;
    assert_eq!(elsewhere.revisions(second)?.passages, desk.passages(second)?);
    let again = elsewhere.import_bundle(&bundle)?;
    assert_eq!((again.articles, again.claims, again.details), (0, 0, 0));
    assert!(elsewhere.check()?.sound);
    assert!(matches!(passages[1].anchored, Anchored::Response(_)));
    Ok(())
}

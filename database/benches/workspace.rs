//! How long reading and writing take in a workspace of 100,000 claims. Run with `cargo bench -p database`.

use std::{hint::black_box, path::Path};

use chrono::{DateTime, Utc};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use database::{Action, Result, Workspace, claims, search};
use domain::{
    ActionId, Analyst, Appearance, AppearanceId, Article, ArticleId, AssessmentId, Attribution, Block, BlockKind,
    Change, Claim, ClaimId, Desk, DeskId, Document, DocumentId, MediaType, Origin, Passage, Sha256, Stamp, Standing,
    Status, TextRange,
};
use sha2::Digest;
use uuid::Uuid;

/// Claims in the workspace, and in each of its articles.
const CLAIMS: u32 = 100_000;
const IN_ARTICLE: u32 = 100;
/// Every so many claims are marked.
const MARKED: u32 = 3;

/// Invented names and plain words; the later ones are rarer.
const WORDS: [&str; 24] = [
    "the",
    "dam",
    "guards",
    "engineers",
    "said",
    "river",
    "governor",
    "ministry",
    "bridge",
    "convoy",
    "claimed",
    "foreign",
    "Vessa",
    "Oszta",
    "border",
    "shelling",
    "harvest",
    "Вессі",
    "губернатор",
    "大坝",
    "警卫",
    "السد",
    "quarantine",
    "obelisk",
];

/// A linear congruential generator (Knuth, MMIX): the same numbers in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    /// A sentence in which early words are frequent and late ones rare, and a number.
    fn sentence(&mut self) -> String {
        let mut words: Vec<String> = (0..12)
            .map(|_| {
                let most = WORDS.len() as u64;
                let rank = self.below(most).min(self.below(most));
                WORDS[usize::try_from(rank).unwrap_or_default()].to_owned()
            })
            .collect();
        words.push(self.below(1_000_000).to_string());
        words.join(" ")
    }
}

/// Makes the changes of an invented workspace, one article with its claims after another.
struct Work {
    dice: Dice,
    made: u128,
}

impl Work {
    fn id(&mut self) -> Uuid {
        self.made += 1;
        Uuid::from_u128(self.made)
    }

    fn article(&mut self) -> (Vec<Change>, Vec<u8>) {
        let sentences: Vec<String> = (0..IN_ARTICLE).map(|_| self.dice.sentence()).collect();
        let text = sentences.join("\n");
        let document = Document {
            id: DocumentId(self.id()),
            sha256: Sha256(sha2::Sha256::digest(&text).into()),
            bytes: u32::try_from(text.len()).unwrap_or(u32::MAX),
            media_type: MediaType::PlainText,
            encoding: "UTF-8".into(),
            origin: Origin::Pasted,
            loaded_at: DateTime::<Utc>::UNIX_EPOCH,
        };
        let range = TextRange { start: 0, end: domain::text::length(&text) };
        let article = Article {
            id: ArticleId(self.id()),
            document: document.id,
            title: sentences[0].clone(),
            byline: Vec::new(),
            publisher: None,
            published: None,
            modified: None,
            paywalled: false,
            language: None,
            url: None,
            text: text.clone(),
            blocks: vec![Block { kind: BlockKind::Paragraph, range, post: None }],
            pages: Vec::new(),
            left_out: Vec::new(),
        };
        let id = article.id;
        let mut changes = vec![Change::ArticleLoaded { document, article }];
        let mut start = 0;
        for (number, sentence) in (0..).zip(&sentences) {
            let end = start + domain::text::length(sentence);
            changes.extend(self.claim(id, &text, TextRange { start, end }, number % MARKED == 0));
            start = end + 1;
        }
        (changes, text.into_bytes())
    }

    fn claim(&mut self, article: ArticleId, text: &str, range: TextRange, marked: bool) -> Vec<Change> {
        let passage = Passage::cut(text, range).expect("inside the text");
        let claim = Claim::new(ClaimId(self.id()), &passage.exact).expect("has words");
        let id = claim.id;
        let appearance = Appearance {
            id: AppearanceId(self.id()),
            claim: id,
            article,
            passage,
            attribution: Attribution::default(),
            said: None,
            quantities: Vec::new(),
            times: Vec::new(),
        };
        let mut changes = vec![Change::ClaimRecorded { claim, appearance }];
        if marked {
            let standing = Standing::new(Status::Denied, "the register has 12", None).expect("has a reason");
            let assessment = standing.signed(AssessmentId(self.id()), id, "Ana", DateTime::UNIX_EPOCH);
            changes.push(Change::ClaimAssessed { assessment });
        }
        changes
    }

    fn action(&mut self, changes: Vec<Change>) -> Action {
        Action { id: ActionId(self.id()), undoes: None, changes }
    }
}

fn stamp() -> Stamp {
    Stamp { at: DateTime::UNIX_EPOCH, desk: Desk { id: DeskId(Uuid::from_u128(9)), analyst: Analyst::named("Ana") } }
}

fn filled(path: &Path, work: &mut Work) -> Result<Workspace> {
    let workspace = Workspace::create(path, DateTime::UNIX_EPOCH)?;
    for _ in 0..CLAIMS / IN_ARTICLE {
        let (changes, bytes) = work.article();
        let action = work.action(changes);
        workspace.commit(&stamp(), action, vec![bytes])?;
    }
    Ok(workspace)
}

fn workspace(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut work = Work { dice: Dice(2_025), made: 0 };
    let workspace = filled(&folder.path().join("a.claimdesk"), &mut work).expect("a workspace");

    for query in ["dam", "obelisk", "engineers governor", "eng", "大坝", "губ", "123456"] {
        criterion.bench_function(&format!("search “{query}”"), |bench| {
            bench.iter(|| workspace.read(|conn| search::hits(conn, black_box(query), 50)).expect("hits"));
        });
    }
    let filter = |status, text: Option<&str>| claims::ClaimFilter {
        status,
        text: text.map(str::to_owned),
        limit: 500,
        ..claims::ClaimFilter::default()
    };
    for (name, filter) in [
        ("list the newest claims", filter(None, None)),
        ("list denied claims", filter(Some(Status::Denied), None)),
        ("list confirmed claims, of which there are none", filter(Some(Status::Confirmed), None)),
        ("list claims with a rare word", filter(None, Some("obelisk"))),
        ("list denied claims with a frequent word", filter(Some(Status::Denied), Some("dam"))),
    ] {
        criterion.bench_function(name, |bench| {
            bench.iter(|| workspace.read(|conn| claims::listing(conn, black_box(&filter))).expect("a list"));
        });
    }

    for (name, column) in [
        ("order all claims as recorded", claims::Column::Recorded),
        ("order all claims by status", claims::Column::Status),
        ("order all claims by claimant", claims::Column::Claimant),
        ("order all claims by evidence", claims::Column::Evidence),
    ] {
        let filter = claims::ClaimFilter { sorted: column, limit: u32::MAX, ..claims::ClaimFilter::default() };
        criterion.bench_function(name, |bench| {
            bench.iter(|| workspace.read(|conn| claims::order(conn, black_box(&filter))).expect("an order"));
        });
    }
    let all = claims::ClaimFilter { limit: 50_100, ..claims::ClaimFilter::default() };
    let order = workspace.read(|conn| claims::order(conn, &all)).expect("an order");
    criterion.bench_function("read 100 rows in the middle", |bench| {
        bench.iter(|| workspace.read(|conn| claims::rows(conn, black_box(&order.ids[50_000..]))).expect("rows"));
    });

    let (changes, bytes) = work.article();
    let Some(Change::ArticleLoaded { article, .. }) = changes.first().cloned() else { return };
    let loaded = work.action(vec![changes[0].clone()]);
    workspace.commit(&stamp(), loaded, vec![bytes]).expect("loads");
    criterion.bench_function("commit one claim", |bench| {
        bench.iter_batched(
            || {
                let changes = work.claim(article.id, &article.text, TextRange { start: 0, end: 40 }, false);
                work.action(changes)
            },
            |action| workspace.commit(&stamp(), action, Vec::new()).expect("commits"),
            BatchSize::PerIteration,
        );
    });
}

criterion_group!(benches, workspace);
criterion_main!(benches);

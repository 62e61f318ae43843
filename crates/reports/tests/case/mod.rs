//! A case file in four scripts, with everything a report can hold.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Answers, Appearance, AppearanceId, Article, ArticleId, Asked, Assessment, AssessmentId, Attribution, Basis, Block,
    BlockKind, Bound, CaseAppearance, CaseClaim, CaseFile, CaseOrigin, CaseOrigins, CaseSource, Claim, ClaimId,
    Confidence, Correction, Corrections, Credibility, Cue, Dated, DatedFrom, Difference, Document, DocumentId, Event,
    EventId, Evidence, EvidenceId, EvidenceMatter, Fate, Fetch, Hop, Interval, Investigation, InvestigationId,
    Likelihood, MediaType, Moment, Origin, Party, PartyId, PartyKind, Passage, Precision, Quantity, Quotation, Rating,
    RatingId, Relation, RelationKind, Reliability, Response, ResponseId, ResponseKind, Review, ReviewId, Sha256,
    Stance, Status, TextRange, Work, WorkState,
};
use reports::{Grouping, Piece, Plan, Publisher, Template};
use uuid::Uuid;

pub(crate) const ENGLISH: &str = "Governor Mirel Oszta has claimed that at least 155 foreign engineers guard the Vessa dam. \
    The Upstream Republic said the figure had “no foundation”.";
const UKRAINIAN: &str =
    "Губернаторка Мірель Ошта заявила, що греблю Весса охороняють щонайменше 155 іноземних інженерів.";
const ARABIC: &str = "قالت وزارة المياه إن السد آمن وإن 12 مهندسًا فقط يعملون هناك.";
const CHINESE: &str = "维萨大坝附近发现外国工程师，当地居民说“他们上个月就来了”。";

fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + number)
}

pub(crate) fn claim_id(number: u128) -> ClaimId {
    ClaimId(uuid(0x100 + number))
}

fn at(day: u32, hour: u32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2025, 4, day).and_then(|day| day.and_hms_opt(hour, 30, 0)).expect("a time").and_utc()
}

fn party(number: u128, name: &str, kind: PartyKind, aliases: &[&str]) -> Party {
    Party {
        id: PartyId(uuid(number)),
        name: name.to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        kind,
        speaks_for: None,
        roles: Vec::new(),
    }
}

fn source(number: u128, title: &str, language: &str, text: &str, url: Option<&str>) -> CaseSource {
    let end = domain::text::length(text);
    CaseSource {
        revision: None,
        article: Article {
            id: ArticleId(uuid(0x200 + number)),
            document: DocumentId(uuid(0x300 + number)),
            title: title.to_owned(),
            byline: vec!["Ana Petrescu".to_owned()],
            publisher: Some("The Lowland Courier".to_owned()),
            published: NaiveDate::from_ymd_opt(2025, 4, 9).map(|on| Dated {
                on,
                from: DatedFrom::Byline,
                as_written: "9 April 2025".to_owned(),
            }),
            modified: None,
            paywalled: false,
            language: Some(language.to_owned()),
            url: url.map(str::to_owned),
            text: text.to_owned(),
            blocks: vec![Block { kind: BlockKind::Paragraph, range: TextRange { start: 0, end }, post: None }],
            pages: Vec::new(),
            left_out: Vec::new(),
        },
        document: Document {
            id: DocumentId(uuid(0x300 + number)),
            sha256: Sha256([number as u8; 32]),
            bytes: 4_096,
            media_type: MediaType::Html,
            encoding: "UTF-8".to_owned(),
            origin: Origin::File { name: "page.html".to_owned() },
            loaded_at: at(10, 8),
        },
    }
}

pub(crate) fn passage(text: &str, words: &str) -> Passage {
    let byte = text.find(words).expect("the words stand there");
    let start = domain::text::scalar_at_byte(text, byte).expect("between characters");
    Passage::cut(text, TextRange { start, end: start + domain::text::length(words) }).expect("inside the text")
}

fn made(number: u128, claim: u128, source: usize, passage: Passage, claimant: Option<u128>) -> CaseAppearance {
    CaseAppearance {
        source,
        things: Vec::new(),
        appearance: Appearance {
            id: AppearanceId(uuid(0x400 + number)),
            claim: claim_id(claim),
            article: ArticleId(uuid(0x200 + source as u128)),
            passage,
            attribution: Attribution {
                claimant: claimant.map(|party| PartyId(uuid(party))),
                as_written: Some("Governor Mirel Oszta".to_owned()).filter(|_| claimant == Some(1)),
                cue: Some(Cue { exact: "has claimed that".to_owned(), range: None }).filter(|_| number == 1),
                quotation: Quotation::Indirect,
                relayed_by: None,
                hedge: None,
            },
            said: NaiveDate::from_ymd_opt(2025, 4, 9).filter(|_| claimant.is_some()).map(|day| Moment {
                as_written: "on Wednesday".to_owned(),
                interval: Interval::day(day),
                precision: Precision::Day,
                rule: "the day of publication".to_owned(),
            }),
            quantities: Quantity::new("155", None, Bound::AtLeast, None, "foreign engineers")
                .into_iter()
                .filter(|_| claim == 1)
                .collect(),
            times: Vec::new(),
        },
    }
}

fn mark(number: u128, claim: u128, status: Status, rationale: &str, at: DateTime<Utc>) -> Assessment {
    Assessment {
        id: AssessmentId(uuid(0x500 + number)),
        claim: claim_id(claim),
        status,
        rationale: rationale.to_owned(),
        confidence: Some(Confidence::Moderate),
        likelihood: (status == Status::Denied).then_some(Likelihood::VeryUnlikely),
        weighed: Vec::new(),
        analyst: "Ana".to_owned(),
        at,
        withdraws: None,
        rating: (status == Status::Denied).then(|| Rating {
            id: RatingId(uuid(0x900)),
            name: "Exaggerated".to_owned(),
            status,
        }),
    }
}

fn claim(number: u128, statement: &str, appearances: Vec<CaseAppearance>) -> CaseClaim {
    CaseClaim {
        claim: Claim::new(claim_id(number), statement).expect("says something"),
        appearances,
        responses: Vec::new(),
        evidence: Vec::new(),
        history: Vec::new(),
        reviews: Vec::new(),
        work: Work::default(),
        elsewhere: Vec::new(),
    }
}

fn engineers() -> CaseClaim {
    let words = "at least 155 foreign engineers guard the Vessa dam";
    let ukrainian = "греблю Весса охороняють щонайменше 155 іноземних інженерів";
    let mut engineers = claim(
        1,
        words,
        vec![made(1, 1, 0, passage(ENGLISH, words), Some(1)), made(2, 1, 1, passage(UKRAINIAN, ukrainian), Some(1))],
    );
    engineers.responses = vec![
        Response {
            id: ResponseId(uuid(0x601)),
            claim: claim_id(1),
            party: PartyId(uuid(2)),
            kind: ResponseKind::Denies,
            article: Some(ArticleId(uuid(0x200))),
            passage: Some(passage(ENGLISH, "no foundation")),
            said: None,
            relayed_by: None,
            note: String::new(),
            answers: Answers::EarlierSimilar,
            asked: None,
        },
        Response {
            id: ResponseId(uuid(0x602)),
            claim: claim_id(1),
            party: PartyId(uuid(3)),
            kind: ResponseKind::HasNotResponded,
            article: None,
            passage: None,
            said: None,
            relayed_by: None,
            note: "by mail".to_owned(),
            answers: Answers::ThisClaim,
            asked: Some(Asked {
                by: "Ana".to_owned(),
                on: NaiveDate::from_ymd_opt(2025, 4, 10),
                until: NaiveDate::from_ymd_opt(2025, 4, 12),
            }),
        },
    ];
    engineers.evidence = vec![
        Evidence {
            id: EvidenceId(uuid(0x701)),
            claim: claim_id(1),
            matter: EvidenceMatter::Passage {
                article: ArticleId(uuid(0x202)),
                passage: passage(ARABIC, "12 مهندسًا فقط"),
            },
            stance: Stance::Refutes,
            note: "the ministry counts its own staff".to_owned(),
            reliability: Some(Reliability::B),
            credibility: Some(Credibility::Three),
            basis: Some(Basis::Told),
            source: Some(PartyId(uuid(3))),
        },
        Evidence {
            id: EvidenceId(uuid(0x702)),
            claim: claim_id(1),
            matter: EvidenceMatter::Link { url: "https://register.example/vessa?a=1&b=<2>".to_owned() },
            stance: Stance::Refutes,
            note: "=SUM(A1) is what the register’s title says".to_owned(),
            reliability: None,
            credibility: None,
            basis: None,
            source: None,
        },
        Evidence {
            id: EvidenceId(uuid(0x703)),
            claim: claim_id(1),
            matter: EvidenceMatter::NotFound {
                sought: "a contract for foreign guards".to_owned(),
                places: "the province’s register".to_owned(),
            },
            stance: Stance::Neutral,
            note: String::new(),
            reliability: None,
            credibility: None,
            basis: None,
            source: None,
        },
    ];
    let mark_of_11_april = AssessmentId(uuid(0x502));
    let review = |number: u128, status, rationale: &str, analyst: &str| Review {
        id: ReviewId(uuid(0xa00 + number)),
        claim: claim_id(1),
        assessment: mark_of_11_april,
        status,
        rationale: rationale.to_owned(),
        confidence: Some(Confidence::High),
        analyst: analyst.to_owned(),
        at: at(12, 8),
    };
    engineers.reviews =
        vec![review(1, Status::Denied, "the register is complete", "Borys"), review(2, Status::Pending, "", "Mei")];
    engineers.work = Work {
        state: WorkState::InReview,
        assignee: Some("Borys".to_owned()),
        revisit: NaiveDate::from_ymd_opt(2025, 5, 1),
    };
    engineers.history = vec![
        mark(1, 1, Status::Pending, "asked the province for the list", at(10, 9)),
        mark(2, 1, Status::Denied, "the register has 12", at(11, 16)),
    ];
    engineers
}

fn origins(claim: u128, traced: u32, behind: &[(&str, u32)]) -> CaseOrigins {
    let origins = behind.iter().map(|(name, traces)| CaseOrigin { name: (*name).to_owned(), traces: *traces });
    CaseOrigins { claim: claim_id(claim), traced, unknown: 0, origins: origins.collect() }
}

/// Where a page was fetched, by way of another address.
fn address() -> Origin {
    let hop =
        |url: &str, status| Hop { url: url.to_owned(), status, address: Some("198.51.100.7".to_owned()), took_ms: 40 };
    Origin::Address {
        fetch: Box::new(Fetch {
            asked: "http://courier.example/dam".to_owned(),
            hops: vec![hop("http://courier.example/dam", 301), hop("https://courier.example/dam?x=1&y=2", 200)],
            headers: Vec::new(),
            certificate: Some(Sha256([0xcd; 32])),
            took_ms: 90,
        }),
    }
}

fn event(
    number: u128,
    (year, month, first, last): (i32, u32, u32, u32),
    precision: Precision,
    title: &str,
    url: Option<&str>,
) -> Event {
    let day = |day| NaiveDate::from_ymd_opt(year, month, day).expect("a day");
    Event {
        id: EventId(uuid(0xa00 + number)),
        investigation: InvestigationId(uuid(0x800)),
        title: title.to_owned(),
        time: Moment {
            as_written: "as typed".to_owned(),
            interval: Interval { from: day(first), to: day(last) },
            precision,
            rule: "as given".to_owned(),
        },
        note: "from the register".to_owned(),
        url: url.map(str::to_owned),
    }
}

/// An investigation of four claims in four scripts.
pub(crate) fn case() -> CaseFile {
    let mut safe = claim(2, "السد آمن", vec![made(3, 2, 2, passage(ARABIC, "السد آمن"), Some(3))]);
    safe.appearances[0].appearance.quantities =
        Quantity::new("12", None, Bound::Exactly, None, "foreign engineers").into_iter().collect();
    safe.history = vec![mark(3, 2, Status::Confirmed, "inspected on 11 April", at(12, 10))];
    let arrived = claim(3, "他们上个月就来了", vec![made(4, 3, 3, passage(CHINESE, "他们上个月就来了"), None)]);
    let hostile = claim(
        4,
        "#eval(1) *bold* <b>[x](javascript:1)</b> & {{ 7 * 7 }} $x$ @ref \\ “quoted”",
        vec![made(5, 4, 0, passage(ENGLISH, "the figure had “no foundation”"), None)],
    );
    let mut fetched =
        source(0, "Governor counts guards at the dam", "en", ENGLISH, Some("https://courier.example/dam?x=1&y=2"));
    fetched.document.origin = address();
    CaseFile {
        workspace: "Vessa".to_owned(),
        investigation: Some(Investigation {
            id: InvestigationId(uuid(0x800)),
            name: "The Vessa dam".to_owned(),
            question: "Who guards the dam, and how many are they?".to_owned(),
        }),
        claims: vec![engineers(), safe, arrived, hostile],
        events: vec![
            event(1, (2025, 3, 1, 31), Precision::Month, "فُتح السد ليلًا", None),
            event(
                2,
                (2025, 4, 8, 8),
                Precision::Day,
                "*Hearing* <b>in</b> Vessagrad",
                Some("https://court.example/?a=1&b=2"),
            ),
        ],
        sources: vec![
            fetched,
            source(1, "Губернаторка рахує охоронців", "uk", UKRAINIAN, None),
            source(2, "الوزارة تنفي", "ar", ARABIC, Some("https://courier.example/ar")),
            source(3, "维萨大坝", "zh", CHINESE, None),
        ],
        parties: vec![
            party(1, "Mirel Oszta", PartyKind::Person, &["Мірель Ошта"]),
            party(2, "Upstream Republic", PartyKind::State, &[]),
            party(3, "وزارة المياه", PartyKind::Organisation, &["Ministry of Water"]),
        ],
        relations: Relation::between(claim_id(1), RelationKind::Contradicts, claim_id(2)).into_iter().collect(),
        origins: vec![
            origins(1, 2, &[("Mirel Oszta", 2)]),
            origins(2, 1, &[("وزارة المياه", 1)]),
            origins(3, 1, &[("The Lowland Courier", 1)]),
            origins(4, 2, &[("The Lowland Courier", 1), ("Upstream Republic", 1)]),
        ],
        seals: Vec::new(),
        journal_length: 23,
        journal_head: Some(Sha256([0xab; 32])),
        as_of: Some(at(12, 10)),
        corrections: Some(corrections()),
    }
}

/// What the last issue said otherwise.
fn corrections() -> Corrections {
    let figure = |count: &str| Quantity::new(count, None, Bound::AtLeast, None, "foreign engineers");
    let differences = vec![
        Difference::Status { before: Status::Pending, now: Status::Denied },
        Difference::Rationale { before: String::new(), now: "the register <has> 12 | not 155".to_owned() },
        Difference::Figures { before: figure("150").into_iter().collect(), now: figure("155").into_iter().collect() },
    ];
    let said = |claim, statement: &str, fate| Correction { claim, statement: statement.to_owned(), fate };
    Corrections {
        since: at(11, 9),
        sha256: Sha256([0xcd; 32]),
        claims: vec![
            said(claim_id(1), "at least 155 foreign engineers guard the Vessa dam", Fate::Changed { differences }),
            said(claim_id(2), "السد آمن", Fate::Added),
            said(claim_id(9), "大坝已经关闭", Fate::Withdrawn { quotes: vec!["大坝已经关闭了".to_owned()] }),
        ],
    }
}

/// A plan that uses all there is.
pub(crate) fn plan() -> Plan {
    let text = |text: &str| Piece::Text(text.to_owned());
    Plan {
        title: "Guards at the Vessa dam".to_owned(),
        summary: vec![
            vec![
                text("The governor’s figure, “at least 155 foreign engineers”, does not hold ("),
                Piece::Claim(claim_id(1)),
                text("). The ministry’s word does ("),
                Piece::Claim(claim_id(2)),
                text(")."),
            ],
            vec![text("Nothing is known of when they came ("), Piece::Claim(claim_id(3)), text(").")],
        ],
        template: Template::FactCheck,
        grouping: Grouping::Status,
        publisher: Publisher {
            name: "The Lowland Fact Desk".to_owned(),
            url: "https://factdesk.example/".to_owned(),
            colour: "1f5f5b".to_owned(),
            ..Publisher::default()
        },
        ..Plan::default()
    }
}

/// The fonts of this machine as Debian lays them out; none where they are not installed.
pub(crate) fn typefaces(files: &str) -> Vec<Vec<u8>> {
    let folders = ["/usr/share/fonts/truetype/noto", "/usr/share/fonts/opentype/noto"];
    let names = ["Regular.ttf", "Bold.ttf", "Regular.ttc", "Bold.ttc"];
    let paths = folders.iter().flat_map(|folder| names.map(|name| format!("{folder}/{files}-{name}")));
    paths.filter_map(|path| std::fs::read(path).ok()).collect()
}

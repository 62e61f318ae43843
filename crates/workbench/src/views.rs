//! What the screen and the terminal are shown: each view whole, so that neither has to work anything out.

mod claims;
mod desk;
mod feeds;
mod imports;
mod meaning;
mod parties;
mod relations;
mod reviews;
mod revisions;
mod seals;
mod tables;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Alike, AppearanceId, Archive, ArticleId, Block, ClaimId, Counts, Coverage, Dated, InvestigationId, MediaType,
    Origin, PageStart, RelationKind, ResponseId, ResponseKind, Seen, Sha256, Suggestion, TextRange,
};
use serde::{Deserialize, Serialize};
use specta::Type;

pub use self::{
    claims::{
        AppearanceView, AssessmentView, ClaimColumn, ClaimOrder, ClaimQuery, ClaimRow, ClaimView, EvidenceView,
        QuantityInput, RefinementInput, ResponseView, SaidView, TimeView, WeighingInput,
    },
    desk::{
        ClaimantCounts, EventInput, MatrixCell, MatrixClaim, MatrixMember, MatrixRow, MatrixView, OverviewView,
        QueueArticle, QueueClaim, QueueReview, QueueTotals, QueueView, ReliabilityCounts, Saying, TimelineItem,
        TimelineKind, TimelineView, WeekCounts,
    },
    feeds::{ArrivalRow, FeedFound, FeedInput, FeedRow, Polled},
    imports::{
        Brought, ClaimField, ElsewhereView, ImportColumn, ImportKind, ImportMapping, ImportPreview, ImportReport,
        ImportRow, MappedColumn, RefusedItem,
    },
    meaning::{MeaningModel, MeaningStanding},
    parties::{
        AskedView, PartyInput, PartyName, PartyResponse, PartyRow, PartySummary, PartyView, Request, ResponseInput,
        RoleInput, SplitInput,
    },
    relations::{
        ConflictView, FamilyResponse, FamilyView, FigureView, OriginView, OriginsView, RelatedView, RelationView,
    },
    reviews::{AgreementView, AssessmentInput, ReviewSheet, ReviewView, WorkInput},
    revisions::{
        AnchorCounts, AnchorInput, AnchoredView, ComparisonView, CopyView, Decided, RevisionView, RevisionsView,
    },
    seals::SealView,
    tables::{SaidColumn, TableColumn, TableField, TableMapping, TablePreview, TableRow},
};

/// The open workspace and what can be done with it now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct WorkspaceView {
    /// Its name, without folder and ending.
    pub name: String,
    /// Why it cannot be written to, as a sentence; `None` when it can.
    pub read_only: Option<String>,
    /// Who signs here.
    pub analyst: String,
    /// How many changes the journal has.
    pub journal_length: u32,
    /// The hash of the newest change.
    pub journal_head: Option<Sha256>,
    /// The hash of the first: it stays when the file is renamed, and no other workspace has it.
    pub journal_root: Option<Sha256>,
    /// What undo would take back ("Mark denied"); `None` when there is nothing.
    pub undo: Option<String>,
    /// What redo would do again.
    pub redo: Option<String>,
    /// Whether nothing has been loaded yet.
    pub empty: bool,
    /// How many articles there are.
    pub articles: u32,
}

/// How far asking a model is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Asking {
    /// Parts of the article that it has answered.
    pub done: u32,
    /// All parts.
    pub parts: u32,
    /// What it proposed so far.
    pub proposed: u32,
}

/// What became of asking a model.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Asked {
    /// Proposals that are shown.
    pub proposed: u32,
    /// Those dropped since their words are not in the article.
    pub absent: u32,
    /// Those dropped since they meet what is proposed or decided already.
    pub known: u32,
    /// Those dropped since they have not the shape of a proposal.
    pub unfit: u32,
    /// Answers that were none.
    pub unread: u32,
    /// Whether the analyst cancelled it.
    pub cancelled: bool,
}

/// One line in the list of articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ArticleRow {
    /// The article.
    pub id: ArticleId,
    /// Its headline.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub published: Option<NaiveDate>,
    /// Whether that date was inferred from the text.
    pub published_inferred: bool,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
    /// Its claims by status: those of all copies of its page.
    pub counts: Counts,
    /// How many copies of its page there are; the newest is listed.
    pub copies: u32,
}

/// A claim's passage in the article on screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Mark {
    /// The claim.
    pub claim: ClaimId,
    /// This appearance of it.
    pub appearance: AppearanceId,
    /// Where the words stand, in Unicode scalar values.
    pub range: TextRange,
    /// Where the claim stands.
    pub status: Seen,
    /// Its number in the margin, from 1, in the order of the text.
    pub number: u32,
    /// The claim's statement.
    pub statement: String,
    /// The earlier copy of the page that its words were quoted from, where that was not this one.
    pub carried: Option<ArticleId>,
}

/// A party's answer to a claim in the article on screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AnswerMark {
    /// The response.
    pub response: ResponseId,
    /// The claim that it answers.
    pub claim: ClaimId,
    /// Where the words stand, in Unicode scalar values.
    pub range: TextRange,
    /// Who answers.
    pub party: String,
    /// What they say.
    pub kind: ResponseKind,
    /// The claim's statement.
    pub statement: String,
}

/// An article as the reader shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct ArticleView {
    /// The article.
    pub id: ArticleId,
    /// Its headline.
    pub title: String,
    /// The people who wrote it.
    pub byline: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, and where that was found.
    pub published: Option<Dated>,
    /// Whether the date was inferred from the text.
    pub published_inferred: bool,
    /// When it was last changed, as its document states it.
    pub modified: Option<Dated>,
    /// Whether its document says that only subscribers see all of it.
    pub paywalled: bool,
    /// Its language, a BCP 47 tag.
    pub language: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The digest of the original bytes.
    pub sha256: Sha256,
    /// What kind of bytes they were.
    pub media_type: MediaType,
    /// The encoding they were read by.
    pub encoding: String,
    /// Where they came from.
    pub origin: Origin,
    /// Its page with what it is shown with, where that was kept.
    pub archive: Option<Archive>,
    /// When they were loaded.
    pub loaded_at: DateTime<Utc>,
    /// The whole text.
    pub text: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Where the document's pages begin in the text; none where it has no pages.
    pub pages: Vec<PageStart>,
    /// What was left out as site furniture.
    pub left_out: Vec<String>,
    /// How many characters that is.
    pub left_out_characters: u32,
    /// The claims made in it, in the order of the text.
    pub marks: Vec<Mark>,
    /// The responses made in it, in the order of the text.
    pub answers: Vec<AnswerMark>,
    /// What else it claims, as the program reads it and nobody has decided yet, in the order of the text.
    pub suggestions: Vec<Suggestion>,
    /// How much of it has been decided.
    pub coverage: Coverage,
    /// Which copy of its page it is, where there are several.
    pub revision: Option<RevisionView>,
}

/// A document or a file that is evidence, or a page of it, as its sender made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OriginalView {
    /// A page of the web.
    Markup {
        /// Structure and words, and nothing that acts, loads or leads anywhere.
        markup: String,
    },
    /// Text.
    Text {
        /// The text.
        text: String,
    },
    /// A page of a PDF, or a picture.
    Picture {
        /// Its number, from 1.
        page: u32,
        /// How many there are.
        pages: u32,
        /// The picture: PNG in base64.
        png: String,
    },
}

/// An investigation in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct InvestigationView {
    /// The investigation.
    pub id: InvestigationId,
    /// Its name.
    pub name: String,
    /// The question it is to answer.
    pub question: String,
    /// The articles in it.
    pub articles: Vec<ArticleId>,
    /// The claims in it by themselves.
    pub claims: Vec<ClaimId>,
    /// How many claims are in it, by themselves or with their article.
    pub claim_count: u32,
}

/// What came of loading one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Loaded {
    /// It is a new article.
    New {
        /// What was loaded, by name.
        name: String,
        /// The article.
        article: ArticleId,
        /// What to know about it, a sentence each.
        warnings: Vec<String>,
    },
    /// It is a newer copy of a page that is here: a revision beside the earlier ones.
    Revised {
        /// What was loaded, by name.
        name: String,
        /// The article.
        article: ArticleId,
        /// Its number among the copies.
        number: u32,
        /// How what was quoted from earlier copies stands in the newest.
        quotes: AnchorCounts,
        /// What to know about it, a sentence each.
        warnings: Vec<String>,
    },
    /// An address leads to the same bytes as before.
    Unchanged {
        /// The address.
        name: String,
        /// The article.
        article: ArticleId,
        /// When the copy that is here was taken.
        since: DateTime<Utc>,
        /// When a newer copy was taken: then the page was otherwise in between.
        between: Option<DateTime<Utc>>,
    },
    /// The same bytes were here already.
    AlreadyHere {
        /// What was loaded, by name.
        name: String,
        /// The article.
        article: ArticleId,
    },
    /// It holds other documents, which are told of one by one, or links, which are not loaded: that needs the network.
    Parted {
        /// What was opened, by name.
        name: String,
        /// How many documents were found in it.
        parts: u32,
        /// Addresses whose text it does not hold.
        links: Vec<LinkRow>,
        /// How the columns of its tables were understood.
        columns: Vec<ColumnRow>,
        /// What to know about it, a sentence each.
        warnings: Vec<String>,
    },
    /// It could not be loaded.
    Failed {
        /// What was to be loaded, by name.
        name: String,
        /// Why, as a sentence.
        reason: String,
    },
}

impl Loaded {
    /// What was to be loaded, by name.
    pub fn name(&self) -> &String {
        match self {
            Self::New { name, .. }
            | Self::Revised { name, .. }
            | Self::Unchanged { name, .. }
            | Self::AlreadyHere { name, .. }
            | Self::Parted { name, .. }
            | Self::Failed { name, .. } => name,
        }
    }

    /// The article that it is, where it is one.
    pub fn article(&self) -> Option<ArticleId> {
        match self {
            Self::New { article, .. }
            | Self::Revised { article, .. }
            | Self::Unchanged { article, .. }
            | Self::AlreadyHere { article, .. } => Some(*article),
            Self::Parted { .. } | Self::Failed { .. } => None,
        }
    }
}

/// An address whose text was not loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct LinkRow {
    /// The address.
    pub url: String,
    /// What is said to be there.
    pub title: Option<String>,
    /// When that was published, as the file states it.
    pub published: Option<NaiveDate>,
}

impl From<documents::Link> for LinkRow {
    fn from(documents::Link { url, title, published }: documents::Link) -> Self {
        Self { url, title, published }
    }
}

/// A column of a table and what it was taken to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ColumnRow {
    /// The table, where a file has several.
    pub table: String,
    /// The column's name.
    pub name: String,
    /// What it says of an article ("title", "url", "published"); `None` when it is not used.
    pub field: Option<String>,
}

/// What recognises letters in pictures on this machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OcrView {
    /// Its name and version.
    pub engine: String,
    /// The languages that it reads by, as many as are read at once without asking, joined by a plus.
    pub usual: String,
    /// All languages that it can read by.
    pub languages: Vec<String>,
}

/// How far loading is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct Progress {
    /// Documents that are through, whatever came of them.
    pub done: u32,
    /// Documents in all, as far as is known: a file that holds several adds to it when it is opened.
    pub total: u32,
    /// What came through last, by name.
    pub name: String,
    /// Documents a minute since the start.
    pub per_minute: u32,
    /// Seconds until the end at this rate; `None` before there is one.
    pub seconds_left: Option<u32>,
}

/// How far loading was when the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct UnfinishedView {
    /// Documents that were through.
    pub done: u32,
    /// Documents in all, as far as was known.
    pub total: u32,
}

/// What came of loading many things.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Report {
    /// Each document, in the order in which it was asked for.
    pub loaded: Vec<Loaded>,
    /// Whether the analyst stopped it; what was done until then is kept.
    pub cancelled: bool,
    /// How many are pictures, in whole or on some of their pages, which OCR may read.
    pub scans: u32,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SearchHit {
    /// Where it was found.
    pub kind: HitKind,
    /// The article to show.
    pub article: Option<ArticleId>,
    /// The claim to show.
    pub claim: Option<ClaimId>,
    /// A headline or statement.
    pub title: String,
    /// Some words around the hit.
    pub snippet: Vec<SnippetPiece>,
    /// For a hit in an article's text, where.
    pub range: Option<TextRange>,
}

/// Where something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the nouns themselves")]
pub enum HitKind {
    Article,
    Claim,
    Evidence,
}

/// A part of a snippet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SnippetPiece {
    /// The words.
    pub text: String,
    /// Whether they are what was searched for.
    pub hit: bool,
}

/// What a check of the workspace found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CheckView {
    /// Whether there are no problems.
    pub sound: bool,
    /// How many changes the journal has.
    pub entries: u32,
    /// The hash of the newest.
    pub head: Option<Sha256>,
    /// The problems, a sentence each.
    pub problems: Vec<String>,
    /// The time stamps over heads of the journal, the oldest head first.
    pub seals: Vec<SealView>,
}

/// A claim that is like another, as the program reads it; nothing is recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct SimilarClaim {
    /// The claim.
    pub claim: ClaimId,
    /// What is claimed.
    pub statement: String,
    /// Where it stands.
    pub status: Seen,
    /// Who claims it.
    pub claimant: Option<String>,
    /// From 0 to 1, which is the same words.
    pub score: f64,
    /// What the claim at hand, or the sentence, seems to be to it; nothing where no relation is proposed.
    pub relation: Option<RelationKind>,
    /// Why.
    pub reasons: Vec<Alike>,
}

/// A sentence of an article that repeats, updates or contradicts recorded claims.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct Echo {
    /// Where it stands, in Unicode scalar values.
    pub range: TextRange,
    /// The claims, the likeliest first.
    pub claims: Vec<SimilarClaim>,
}

/// An article that is one text with another, edited.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
pub struct NearDuplicate {
    /// The article.
    pub article: ArticleId,
    /// Its headline.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub published: Option<NaiveDate>,
    /// The share of the shorter one's runs of three words, outside quotation marks, that stand in the other, from 0 to 1.
    pub shared: f64,
    /// The sentences that do not stand word for word in both.
    pub differing: Vec<DifferingSentence>,
}

/// A sentence that stands in one of two articles, or in both with other words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DifferingSentence {
    /// Where it stands in the article at hand.
    pub ours: Option<TextRange>,
    /// Its words there.
    pub ours_exact: Option<String>,
    /// Where it stands in the other.
    pub theirs: Option<TextRange>,
    /// Its words there.
    pub theirs_exact: Option<String>,
}

/// A report that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReportWritten {
    /// Where it lies.
    pub path: String,
    /// What the analyst should know of it, a sentence each.
    pub warnings: Vec<String>,
}

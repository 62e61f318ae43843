//! Claims, and all that is known of them, as they are shown and typed.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Answers, AppearanceId, ArticleId, Assessment, AssessmentId, Basis, Bound, ClaimId, Confidence, Credibility,
    EvidenceId, EvidenceMatter, Interval, InvestigationId, Likelihood, Moment, PartyId, Precision, Quantity, Quotation,
    Reliability, ResponseId, ResponseKind, Seen, Stance, Status, TextRange, When, Work, WorkState,
};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{AnchoredView, AskedView, OriginsView, RelatedView, ReviewView};

/// One line in the list of claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ClaimRow {
    /// The claim.
    pub id: ClaimId,
    /// What is claimed.
    pub statement: String,
    /// Where it stands.
    pub status: Seen,
    /// Who claims it.
    pub claimant: Option<String>,
    /// The article of its first appearance.
    pub article: Option<ArticleId>,
    /// That article's headline.
    pub article_title: Option<String>,
    /// In how many articles it is made.
    pub articles: u32,
    /// How many pieces of evidence it has.
    pub evidence: u32,
    /// When it was said, or else when the article was published.
    pub dated: Option<When>,
    /// How far the work on it is.
    pub work: WorkState,
    /// Whose work it is.
    pub assignee: Option<String>,
    /// The day to look at it again.
    pub revisit: Option<NaiveDate>,
}

/// What a list of claims is ordered by, or grouped by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the columns themselves")]
pub enum ClaimColumn {
    #[default]
    Recorded,
    Statement,
    Status,
    Claimant,
    Article,
    Dated,
    Work,
    Articles,
    Evidence,
}

/// Which claims to list. Every field that is set must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct ClaimQuery {
    /// Standing so.
    pub status: Option<Status>,
    /// Made by this party.
    pub claimant: Option<PartyId>,
    /// Made in this article.
    pub article: Option<ArticleId>,
    /// Said or published on this day or later.
    pub from: Option<NaiveDate>,
    /// Said or published on this day or earlier.
    pub to: Option<NaiveDate>,
    /// With these words in the statement or quote.
    pub text: Option<String>,
    /// In this investigation, by itself or with its article.
    #[serde(default)]
    pub investigation: Option<InvestigationId>,
    /// Worked on so.
    #[serde(default)]
    pub work: Option<WorkState>,
    /// What stands together: rows that are alike in this follow one another.
    #[serde(default)]
    pub grouped: Option<ClaimColumn>,
    /// What the list is ordered by.
    #[serde(default)]
    pub sorted: ClaimColumn,
    /// Whether the least comes first.
    #[serde(default)]
    pub ascending: bool,
}

/// The claims of a list, in order, by their ids alone: however many there are, only what is looked at is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ClaimOrder {
    /// The claims.
    pub ids: Vec<ClaimId>,
    /// Where each group starts; nothing when they are not grouped.
    pub groups: Vec<u32>,
}

/// Where a claim is made, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AppearanceView {
    /// The appearance.
    pub id: AppearanceId,
    /// The article.
    pub article: ArticleId,
    /// Its headline.
    pub article_title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// The article's language.
    pub language: Option<String>,
    /// Where the words stand.
    pub range: TextRange,
    /// The words.
    pub exact: String,
    /// Who claims it.
    pub claimant: Option<String>,
    /// The claimant as the article writes it.
    pub as_written: Option<String>,
    /// The words that attribute.
    pub cue: Option<String>,
    /// How the words are quoted.
    pub quotation: Quotation,
    /// Who relays them.
    pub relayed_by: Option<String>,
    /// Words that weaken the claim.
    pub hedge: Option<String>,
    /// When it was said.
    pub said: Option<SaidView>,
    /// The figures in it.
    pub quantities: Vec<Quantity>,
    /// The times that its words name, but for when it was said.
    pub times: Vec<TimeView>,
}

/// A time that the words of an appearance name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TimeView {
    /// Where in the words.
    pub range: TextRange,
    /// The words that name it.
    pub as_written: String,
    /// The days they stand for; none where an analyst found that no time is meant.
    pub when: Option<When>,
    /// By which rule.
    pub rule: String,
    /// Whether an analyst has set it.
    pub by_hand: bool,
}

/// When something was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SaidView {
    /// The words.
    pub as_written: String,
    /// The days they stand for.
    pub interval: Interval,
    /// How exactly.
    pub precision: Precision,
    /// By which rule.
    pub rule: String,
}

impl From<Moment> for SaidView {
    fn from(moment: Moment) -> Self {
        let Moment { as_written, interval, precision, rule } = moment;
        Self { as_written, interval, precision, rule }
    }
}

/// What a party says to a claim, as the inspector shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ResponseView {
    /// The response.
    pub id: ResponseId,
    /// Who answers, by name.
    pub party: String,
    /// Who answers.
    pub party_id: PartyId,
    /// What they do with the claim.
    pub kind: ResponseKind,
    /// The article it stands in.
    pub article: Option<ArticleId>,
    /// That article's headline.
    pub article_title: Option<String>,
    /// Where the words stand there.
    pub range: Option<TextRange>,
    /// The words.
    pub exact: Option<String>,
    /// When it was said.
    pub said: Option<SaidView>,
    /// Who relays it.
    pub relayed_by: Option<String>,
    /// The analyst's note.
    pub note: String,
    /// Whether it answers this very claim.
    pub answers: Answers,
    /// Who asked for it, when and until when.
    pub asked: Option<AskedView>,
}

/// A piece of evidence as the inspector shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct EvidenceView {
    /// The evidence.
    pub id: EvidenceId,
    /// What it is.
    pub matter: EvidenceMatter,
    /// For a passage, its article's headline.
    pub article_title: Option<String>,
    /// Which way it points.
    pub stance: Stance,
    /// What the analyst says of it.
    pub note: String,
    /// How far its source can be trusted. F is unknown, not bad.
    pub reliability: Option<Reliability>,
    /// How far it can be believed. 6 is unknown, not bad.
    pub credibility: Option<Credibility>,
    /// How its source knows.
    pub basis: Option<Basis>,
    /// Who it comes from.
    pub source: Option<String>,
}

/// How evidence is weighed, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct WeighingInput {
    /// Which way it points.
    pub stance: Stance,
    /// What the analyst says of it.
    pub note: String,
    /// How far its source can be trusted.
    pub reliability: Option<Reliability>,
    /// How far it can be believed.
    pub credibility: Option<Credibility>,
    /// How its source knows.
    pub basis: Option<Basis>,
    /// Who it comes from; a party of that name is added when there is none. Empty for nobody.
    pub source: String,
}

/// One line of a claim's history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct AssessmentView {
    /// The assessment.
    pub id: AssessmentId,
    /// Where the claim stood from then on.
    pub status: Status,
    /// Why.
    pub rationale: String,
    /// How sure the analyst was.
    pub confidence: Option<Confidence>,
    /// How likely the claim was found to be.
    pub likelihood: Option<Likelihood>,
    /// The workspace's own label, as it was worded then.
    pub rating: Option<String>,
    /// Who.
    pub analyst: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it withdraws an earlier one.
    pub withdraws: bool,
}

impl From<Assessment> for AssessmentView {
    fn from(assessment: Assessment) -> Self {
        let Assessment { id, status, rationale, confidence, likelihood, analyst, at, withdraws, rating, .. } =
            assessment;
        let (rating, withdraws) = (rating.map(|label| label.name), withdraws.is_some());
        Self { id, status, rationale, confidence, likelihood, rating, analyst, at, withdraws }
    }
}

/// A claim as the inspector shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ClaimView {
    /// The claim.
    pub id: ClaimId,
    /// What is claimed.
    pub statement: String,
    /// Where it stands.
    pub status: Seen,
    /// Where it is made, in the order it was recorded.
    pub appearances: Vec<AppearanceView>,
    /// What parties say to it, oldest first.
    pub responses: Vec<ResponseView>,
    /// What bears on it, oldest first.
    pub evidence: Vec<EvidenceView>,
    /// Its assessments, newest first.
    pub history: Vec<AssessmentView>,
    /// The investigations it is filed in by itself.
    pub investigations: Vec<InvestigationId>,
    /// The work on it.
    pub work: Work,
    /// Whether it is in review and the present analyst is to review it, so that what others found is left out: the
    /// history and the reviews. `ReviewSheet` shows what the review needs.
    pub blind: bool,
    /// What second analysts found of its marks, oldest first.
    pub reviews: Vec<ReviewView>,
    /// What it is to other claims.
    pub relations: Vec<RelatedView>,
    /// What stands behind it.
    pub origins: OriginsView,
    /// How its quotations stand in newer copies of the pages they were quoted from.
    pub anchors: Vec<AnchoredView>,
}

/// A figure as the analyst types it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct QuantityInput {
    /// The value, or the lower end of a range.
    pub value: String,
    /// The upper end of a range; empty for none.
    pub high: String,
    /// How the value bounds what is counted.
    pub bound: Bound,
    /// The unit; empty for none.
    pub unit: String,
    /// What is counted.
    pub counted: String,
    /// The time that it is counted at, as `RefinementInput` has it; empty when it does not say.
    #[serde(default)]
    pub as_of: String,
}

/// What the analyst says of an appearance, as typed. Empty text means none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct RefinementInput {
    /// The claimant's name; a party of that name is added when there is none.
    pub claimant: String,
    /// The claimant as the article writes it.
    pub as_written: String,
    /// The words that attribute.
    pub cue: String,
    /// How the words are quoted.
    pub quotation: Quotation,
    /// Who relays them; a party of that name is added when there is none.
    pub relayed_by: String,
    /// Words that weaken the claim.
    pub hedge: String,
    /// When it was said: a day (2025-04-09), a span (2025-04-07/2025-04-09), or the article's words ("on Wednesday").
    pub said: String,
    /// The figures.
    pub quantities: Vec<QuantityInput>,
}

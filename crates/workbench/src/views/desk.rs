//! The tables of the verification desk: matrix, timeline, queue and overview.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Answers, ArticleId, ClaimId, Counts, Coverage, Event, InvestigationId, Precision, Reliability, ResponseId,
    ResponseKind, Seen, Status, TextRange, When,
};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{AnchoredView, ClaimRow, PartyName, Request};

/// Who says what to each claim of an investigation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MatrixView {
    /// The investigation.
    pub investigation: InvestigationId,
    /// The claims: one column each, or one for all that say one thing.
    pub claims: Vec<MatrixClaim>,
    /// The parties that make or answer any of them: one row each, those who say most first.
    pub rows: Vec<MatrixRow>,
    /// How many cells are open: the right-of-reply list.
    pub open: u32,
}

/// A column of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MatrixClaim {
    /// The claim.
    pub id: ClaimId,
    /// What is claimed.
    pub statement: String,
    /// Where it stands.
    pub status: Seen,
    /// Claims that say the same, then or later, where they are one column; this one was said last.
    pub also: Vec<MatrixMember>,
}

/// A claim that shares its column with the one at its head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MatrixMember {
    /// The claim.
    pub id: ClaimId,
    /// What is claimed.
    pub statement: String,
    /// Where it stands.
    pub status: Seen,
}

/// A row of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MatrixRow {
    /// The party.
    pub party: PartyName,
    /// What it says, in the order of the columns. Where there is no cell nothing is known yet.
    pub cells: Vec<MatrixCell>,
    /// How many columns that is.
    pub open: u32,
}

/// A cell of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MatrixCell {
    /// The column, from 0.
    pub column: u32,
    /// The claim of the column that this is said of.
    pub claim: ClaimId,
    /// What the party says of it.
    pub says: Saying,
}

/// What a party says to a claim, itself or through who speaks for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Saying {
    /// It makes the claim.
    Claims {
        /// Who makes it, where that is somebody who speaks for the party.
        through: Option<String>,
    },
    /// Its latest response.
    Answered {
        /// The response.
        id: ResponseId,
        /// What it does with the claim.
        response: ResponseKind,
        /// Whether it answers this very claim.
        answers: Answers,
        /// When it was said, or else published; of a request when the party was asked. Nothing where it is not known.
        when: Option<When>,
        /// How many responses of this party, and of those who speak for it, there are.
        many: u32,
        /// Who gave it, where that is somebody who speaks for the party.
        through: Option<String>,
    },
}

/// What happened in an investigation, in order of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TimelineView {
    /// The investigation.
    pub investigation: InvestigationId,
    /// What happened, the earliest first.
    pub items: Vec<TimelineItem>,
    /// How many claims and responses have no date and are left out.
    pub undated: u32,
}

/// What kind of thing a timeline shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TimelineKind {
    /// Something is known to have happened.
    Event,
    /// A time that the words of a claim name.
    Moment,
    /// A claim was made.
    Claim,
    /// A party responded.
    Response,
    /// An analyst marked a claim.
    Assessment,
}

/// One thing on the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TimelineItem {
    /// What it is.
    pub kind: TimelineKind,
    /// The first day that it may have been.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
    /// How exactly it is known.
    pub precision: Precision,
    /// The words that give the time; empty when none do.
    pub as_written: String,
    /// How the days were found; empty for what was done here.
    pub rule: String,
    /// The claim; none for an event.
    pub claim: Option<ClaimId>,
    /// The event; none for what is of a claim.
    pub event: Option<Event>,
    /// What is claimed, or what happened.
    pub statement: String,
    /// Who claims, responds or marks.
    pub who: Option<String>,
    /// For a response, what it does with the claim.
    pub response: Option<ResponseKind>,
    /// For an assessment, where the claim stood from then on.
    pub status: Option<Status>,
    /// The article the words stand in.
    pub article: Option<ArticleId>,
    /// Where they stand there.
    pub range: Option<TextRange>,
}

/// What is known to have happened, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct EventInput {
    /// What happened, in one line.
    pub title: String,
    /// When: a day (22 January 2025), a month (January 2025 or 2025-01), a year, or a span (2025-01-20/2025-01-22).
    pub time: String,
    /// The analyst's note; empty for none.
    pub note: String,
    /// Where it is to be read; empty for nowhere.
    pub url: String,
}

/// What waits to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct QueueView {
    /// Articles with suggestions that nobody has decided, those with most first.
    pub articles: Vec<QueueArticle>,
    /// How many of the articles have been read for that: where it is not all, asking again reads on.
    pub articles_read: u32,
    /// How many articles there are.
    pub articles_all: u32,
    /// The claims that have been pending longest.
    pub pending: Vec<QueueClaim>,
    /// The claims to look at again, the earliest due first.
    pub revisit: Vec<ClaimRow>,
    /// Parties whose last day for an answer is over.
    pub overdue: Vec<Request>,
    /// Claims in review that the present analyst has not reviewed.
    pub reviews: Vec<QueueReview>,
    /// Quotations that the newest copy of their page has otherwise, or not at all.
    pub quotes: Vec<AnchoredView>,
    /// How many lines each list has: no more than 50 of them are given.
    pub totals: QueueTotals,
}

/// How much waits of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
#[expect(missing_docs, reason = "the lists of QueueView")]
pub struct QueueTotals {
    pub articles: u32,
    pub pending: u32,
    pub revisit: u32,
    pub overdue: u32,
    pub reviews: u32,
    pub quotes: u32,
}

/// An article that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct QueueArticle {
    /// The article.
    pub id: ArticleId,
    /// Its headline.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// How much of it has been decided.
    pub coverage: Coverage,
}

/// A claim that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct QueueClaim {
    /// The claim.
    pub claim: ClaimRow,
    /// Since when it is pending: when it was marked so, or else recorded.
    pub since: DateTime<Utc>,
}

/// A claim that waits for a second analyst. Where it stands is not told: the review is blind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct QueueReview {
    /// The claim.
    pub claim: ClaimId,
    /// What is claimed.
    pub statement: String,
}

/// How many claims stand where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OverviewView {
    /// All of them.
    pub all: Counts,
    /// How many of them the present analyst is to review: they count as pending, wherever they stand.
    pub in_review: u32,
    /// By who makes them at their first appearance, those with most first.
    pub by_claimant: Vec<ClaimantCounts>,
    /// By the week in which they were said, or else published.
    pub by_week: Vec<WeekCounts>,
    /// By how far the sources of their evidence can be trusted; a claim counts with each of its letters.
    pub by_reliability: Vec<ReliabilityCounts>,
}

/// Counts for a claimant; for none, those of claims without one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[expect(missing_docs, reason = "the words say it")]
pub struct ClaimantCounts {
    pub claimant: Option<PartyName>,
    pub counts: Counts,
}

/// Counts for the week of this Monday; for none, those of claims without a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[expect(missing_docs, reason = "the words say it")]
pub struct WeekCounts {
    pub monday: Option<NaiveDate>,
    pub counts: Counts,
}

/// Counts for a letter; for none, those of claims without graded evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[expect(missing_docs, reason = "the words say it")]
pub struct ReliabilityCounts {
    pub reliability: Option<Reliability>,
    pub counts: Counts,
}

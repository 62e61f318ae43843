//! The nouns of claim verification and the rules that hold with the computer switched off.
//!
//! Nothing here touches a file, a clock, a database or a window. Every type that can refuse is built by a function
//! that returns `Result`; a value that exists is sound.

mod alike;
mod anchor;
mod article;
mod assessment;
mod attribution;
mod case_file;
mod change;
mod claim;
mod corrections;
mod desk;
mod document;
mod event;
mod evidence;
mod fact_check;
mod feed;
pub mod figures;
mod ids;
mod investigation;
mod issue;
mod journal;
pub mod letters;
mod moment;
pub mod origins;
mod party;
mod passage;
mod quantity;
mod rating;
mod relation;
mod response;
mod review;
mod revision;
mod seal;
mod suggestion;
pub mod text;
mod work;

pub use alike::Alike;
pub use anchor::{Marked, NotFound};
pub use article::{Article, Block, BlockKind, Dated, DatedFrom, PageStart, Post};
pub use assessment::{Assessment, AssessmentError, Confidence, Likelihood, Standing, Status};
pub use attribution::{Attribution, Cue, Quotation};
pub use case_file::{
    CaseAppearance, CaseClaim, CaseFigure, CaseFile, CaseOrigin, CaseOrigins, CaseRevision, CaseSource, Counts,
};
pub use change::{Change, Inverse, Refinement, Subject, Topic};
pub use claim::{Appearance, Claim, EmptyStatement};
pub use corrections::{Correction, Corrections, Difference, Fate};
pub use desk::{Analyst, Desk};
pub use document::{Archive, Document, Fetch, Header, Hop, MediaType, Origin, Sha256, Sha256Error};
pub use event::{EmptyTitle, Event};
pub use evidence::{Basis, Credibility, Evidence, EvidenceMatter, Reliability, Stance};
pub use fact_check::FactCheck;
pub use feed::Feed;
pub use ids::{
    ActionId, AppearanceId, ArrivalId, ArticleId, AssessmentId, ClaimId, DeskId, DocumentId, EventId, EvidenceId,
    FactCheckId, FeedId, InvestigationId, IssueId, PartyId, RatingId, ResponseId, ReviewId, SealId,
};
pub use investigation::{EmptyName, Filed, Investigation};
pub use issue::Issue;
pub use journal::{Entry, HybridTime, Stamp};
pub use moment::{Interval, IntervalError, Moment, Precision, TimeCorrection, When};
pub use party::{Party, PartyError, PartyKind, Role};
pub use passage::{Passage, RangeError, TextRange};
pub use quantity::{Bound, Quantity, QuantityError};
pub use rating::Rating;
pub use relation::{Bearing, Bearings, Relation, RelationKind, groups};
pub use response::{Answers, Asked, Heard, Response, ResponseKind, line, unanswered};
pub use review::{Agreement, Review, Seen, differ, is_blind, kappa, reviewed, to_review};
pub use revision::{Anchor, AnchorDecision, AnchorState, Anchored, DiffKind, DiffPiece, SentenceDiff, SentenceKind};
pub use seal::{JournalSeal, Vouched};
pub use suggestion::{
    Coverage, Described, Figure, Proposer, Reason, Suggestion, Told, ToldClaimant, ToldCue, ToldMoment, ToldQuantity,
    Utterance,
};
pub use work::{Work, WorkState};

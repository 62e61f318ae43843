//! Everything that can be done to a workspace, and how each of them is undone.

use serde::{Deserialize, Serialize};

use crate::{
    AnchorDecision, Anchored, Appearance, AppearanceId, Archive, ArrivalId, Article, ArticleId, Assessment,
    AssessmentId, Attribution, Claim, ClaimId, Dated, Document, Event, EventId, Evidence, EvidenceId, FactCheck,
    FactCheckId, Feed, FeedId, Filed, Investigation, InvestigationId, Issue, JournalSeal, Moment, Party, PartyId,
    Passage, Quantity, Rating, RatingId, Relation, Response, ResponseId, Review, ReviewId, SealId, TimeCorrection,
    Work,
};

/// A thing that can be taken out of sight and put back. Its id and history stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the nouns themselves")]
pub enum Subject {
    Article(ArticleId),
    Claim(ClaimId),
    Appearance(AppearanceId),
    Party(PartyId),
    Response(ResponseId),
    Evidence(EvidenceId),
    Rating(RatingId),
    Review(ReviewId),
    Seal(SealId),
    FactCheck(FactCheckId),
    Investigation(InvestigationId),
    Event(EventId),
    Feed(FeedId),
}

impl Subject {
    /// What taking it out of sight and putting it back are called.
    fn names(&self) -> (&'static str, &'static str) {
        match self {
            Self::Article(_) => ("article_removed", "article_restored"),
            Self::Claim(_) => ("claim_removed", "claim_restored"),
            Self::Appearance(_) => ("appearance_removed", "appearance_restored"),
            Self::Party(_) => ("party_removed", "party_restored"),
            Self::Response(_) => ("response_removed", "response_restored"),
            Self::Evidence(_) => ("evidence_removed", "evidence_restored"),
            Self::Rating(_) => ("rating_removed", "rating_restored"),
            Self::Review(_) => ("review_removed", "review_restored"),
            Self::FactCheck(_) => ("fact_check_removed", "fact_check_restored"),
            Self::Seal(_) => ("seal_removed", "seal_restored"),
            Self::Investigation(_) => ("investigation_removed", "investigation_restored"),
            Self::Event(_) => ("event_removed", "event_restored"),
            Self::Feed(_) => ("feed_unsubscribed", "feed_resubscribed"),
        }
    }
}

/// What a screen may be showing that a change makes stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the nouns themselves")]
pub enum Topic {
    Articles,
    Claims,
    Parties,
    Responses,
    Evidence,
    Assessments,
    Ratings,
    Relations,
    Seals,
    FactChecks,
    Investigations,
    Feeds,
}

/// One thing done to a workspace. Every write is a change; each carries all that replay and undo need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// A document was loaded and its article read. The bytes are kept apart, under the document's digest.
    ArticleLoaded {
        /// The document.
        document: Document,
        /// The article read from it.
        article: Article,
    },
    /// The page of an article was kept with what it is shown with. The archive's bytes are kept apart, under its digest.
    ArchiveKept {
        /// The article.
        article: ArticleId,
        /// The archive.
        archive: Archive,
    },
    /// An archive of a page was let go.
    ArchiveDropped {
        /// The article.
        article: ArticleId,
        /// The archive.
        archive: Archive,
    },
    /// An analyst corrected or accepted an article's publication date.
    ArticleDated {
        /// The article.
        article: ArticleId,
        /// The date before.
        from: Option<Dated>,
        /// The date now.
        to: Option<Dated>,
    },
    /// An article was found to be another copy of a page that is here: a revision beside the first.
    RevisionFound {
        /// The article.
        article: ArticleId,
        /// The copy of the page that was loaded first.
        first: ArticleId,
    },
    /// An article was found to be no copy of the page after all.
    RevisionParted {
        /// The article.
        article: ArticleId,
        /// The copy of the page that was loaded first.
        first: ArticleId,
    },
    /// An analyst decided what became of a quotation in another copy of its page.
    PassageReanchored {
        /// What quotes it.
        anchored: Anchored,
        /// The other copy.
        article: ArticleId,
        /// The decision before.
        from: Option<AnchorDecision>,
        /// The decision now.
        to: Option<AnchorDecision>,
    },
    /// A claim was recorded at its first appearance.
    ClaimRecorded {
        /// The claim.
        claim: Claim,
        /// Where it is made.
        appearance: Appearance,
    },
    /// A claim's statement was reworded.
    ClaimReworded {
        /// The claim.
        claim: ClaimId,
        /// The words before.
        from: String,
        /// The words now.
        to: String,
    },
    /// Another appearance of a claim was recorded.
    AppearanceRecorded {
        /// The appearance.
        appearance: Appearance,
    },
    /// What an appearance says of its source, time and figures was refined.
    AppearanceRefined {
        /// The appearance.
        appearance: AppearanceId,
        /// Before.
        from: Box<Refinement>,
        /// Now.
        to: Box<Refinement>,
    },
    /// A party was added.
    PartyAdded {
        /// The party.
        party: Party,
    },
    /// A party's names or kind were changed.
    PartyRefined {
        /// Before.
        from: Party,
        /// Now.
        to: Party,
    },
    /// Two parties were found to be one. Each keeps its own record, so that they can be split again.
    PartiesMerged {
        /// The party that is known as the other from now on.
        party: PartyId,
        /// The other.
        into: PartyId,
    },
    /// A party that was merged into another was found to be one of its own.
    PartySplit {
        /// The party.
        party: PartyId,
        /// What it was merged into.
        from: PartyId,
    },
    /// A party's response was recorded.
    ResponseRecorded {
        /// The response.
        response: Response,
    },
    /// What is known of a response was changed.
    ResponseRefined {
        /// Before.
        from: Box<Response>,
        /// Now.
        to: Box<Response>,
    },
    /// Evidence was attached to a claim.
    EvidenceAttached {
        /// The evidence.
        evidence: Evidence,
    },
    /// Evidence was weighed anew: its stance, note or grades.
    EvidenceRefined {
        /// Before.
        from: Evidence,
        /// Now.
        to: Evidence,
    },
    /// A claim was assessed.
    ClaimAssessed {
        /// The assessment.
        assessment: Assessment,
    },
    /// A second analyst's review was recorded.
    ReviewRecorded {
        /// The review.
        review: Review,
    },
    /// The work on a claim was taken up, handed on or ended.
    WorkSet {
        /// The claim.
        claim: ClaimId,
        /// Before.
        from: Work,
        /// Now.
        to: Work,
    },
    /// A label of the workspace's own was added.
    RatingAdded {
        /// The label.
        rating: Rating,
    },
    /// A label's words or status were changed; assessments keep what it was.
    RatingRefined {
        /// Before.
        from: Rating,
        /// Now.
        to: Rating,
    },
    /// Two claims were related.
    ClaimsRelated {
        /// How.
        relation: Relation,
    },
    /// A relation of two claims was taken back.
    ClaimsUnrelated {
        /// How they were related.
        relation: Relation,
    },
    /// A time stamp over an earlier head of this journal was stored. The bytes of the reply are kept apart.
    SealStored {
        /// The stamp.
        seal: JournalSeal,
    },
    /// A fact check by another house was noted.
    FactCheckNoted {
        /// The fact check.
        check: FactCheck,
    },
    /// A fact check was found to be of a claim.
    FactCheckTied {
        /// The claim.
        claim: ClaimId,
        /// The fact check.
        check: FactCheckId,
    },
    /// A fact check was found not to be of a claim.
    FactCheckUntied {
        /// The claim.
        claim: ClaimId,
        /// The fact check.
        check: FactCheckId,
    },
    /// A passage that was proposed as a claim was dismissed.
    PassageDismissed {
        /// The article.
        article: ArticleId,
        /// The words.
        passage: Passage,
    },
    /// A dismissed passage was taken up again.
    PassageRecalled {
        /// The article.
        article: ArticleId,
        /// The words.
        passage: Passage,
    },
    /// An investigation was opened.
    InvestigationOpened {
        /// The investigation.
        investigation: Investigation,
    },
    /// An investigation's name or question was changed.
    InvestigationRefined {
        /// Before.
        from: Investigation,
        /// Now.
        to: Investigation,
    },
    /// Something was put into an investigation.
    ItemFiled {
        /// The investigation.
        investigation: InvestigationId,
        /// What was put there.
        item: Filed,
    },
    /// Something was taken out of an investigation.
    ItemUnfiled {
        /// The investigation.
        investigation: InvestigationId,
        /// What was taken out.
        item: Filed,
    },
    /// An event of an investigation was recorded.
    EventRecorded {
        /// The event.
        event: Event,
    },
    /// What is known of an event was changed.
    EventChanged {
        /// Before.
        from: Box<Event>,
        /// Now.
        to: Box<Event>,
    },
    /// A feed was subscribed to.
    FeedSubscribed {
        /// The feed.
        feed: Feed,
    },
    /// What a feed brought was put aside.
    ArrivalDismissed {
        /// The feed.
        feed: FeedId,
        /// What it brought.
        arrival: ArrivalId,
        /// Its headline.
        title: String,
    },
    /// What was put aside was taken up again.
    ArrivalRecalled {
        /// The feed.
        feed: FeedId,
        /// What it brought.
        arrival: ArrivalId,
        /// Its headline.
        title: String,
    },
    /// A report was issued.
    ReportIssued {
        /// The issue.
        issue: Issue,
    },
    /// Something was taken out of sight.
    Removed {
        /// What.
        subject: Subject,
    },
    /// Something was put back.
    Restored {
        /// What.
        subject: Subject,
    },
}

/// What an analyst can refine about an appearance.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refinement {
    /// Who says so, and how.
    pub attribution: Attribution,
    /// When it was said.
    pub said: Option<Moment>,
    /// The figures in it.
    pub quantities: Vec<Quantity>,
    /// What an analyst has corrected of the times that its words name, in the order of the words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<TimeCorrection>,
}

impl From<Appearance> for Refinement {
    fn from(made: Appearance) -> Self {
        let Appearance { attribution, said, quantities, times, .. } = made;
        Self { attribution, said, quantities, times }
    }
}

/// What takes a change back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inverse {
    /// This change.
    Change(Box<Change>),
    /// A newer assessment: history is never taken back, only superseded.
    Withdraw(ClaimId, AssessmentId),
    /// Nothing: what left the house stays out.
    Stays,
}

impl Change {
    /// What takes this change back.
    pub fn inverse(&self) -> Inverse {
        let removed = |subject| Self::Removed { subject };
        Inverse::Change(Box::new(match self.clone() {
            Self::ArticleLoaded { article, .. } => removed(Subject::Article(article.id)),
            Self::ArchiveKept { article, archive } => Self::ArchiveDropped { article, archive },
            Self::ArchiveDropped { article, archive } => Self::ArchiveKept { article, archive },
            Self::ArticleDated { article, from, to } => Self::ArticleDated { article, from: to, to: from },
            Self::RevisionFound { article, first } => Self::RevisionParted { article, first },
            Self::RevisionParted { article, first } => Self::RevisionFound { article, first },
            Self::PassageReanchored { anchored, article, from, to } => {
                Self::PassageReanchored { anchored, article, from: to, to: from }
            }
            Self::ClaimRecorded { claim, .. } => removed(Subject::Claim(claim.id)),
            Self::ClaimReworded { claim, from, to } => Self::ClaimReworded { claim, from: to, to: from },
            Self::AppearanceRecorded { appearance } => removed(Subject::Appearance(appearance.id)),
            Self::AppearanceRefined { appearance, from, to } => {
                Self::AppearanceRefined { appearance, from: to, to: from }
            }
            Self::PartyAdded { party } => removed(Subject::Party(party.id)),
            Self::PartyRefined { from, to } => Self::PartyRefined { from: to, to: from },
            Self::PartiesMerged { party, into } => Self::PartySplit { party, from: into },
            Self::PartySplit { party, from } => Self::PartiesMerged { party, into: from },
            Self::ResponseRecorded { response } => removed(Subject::Response(response.id)),
            Self::ResponseRefined { from, to } => Self::ResponseRefined { from: to, to: from },
            Self::EvidenceAttached { evidence } => removed(Subject::Evidence(evidence.id)),
            Self::EvidenceRefined { from, to } => Self::EvidenceRefined { from: to, to: from },
            Self::ClaimAssessed { assessment } => return Inverse::Withdraw(assessment.claim, assessment.id),
            Self::ReviewRecorded { review } => removed(Subject::Review(review.id)),
            Self::WorkSet { claim, from, to } => Self::WorkSet { claim, from: to, to: from },
            Self::RatingAdded { rating } => removed(Subject::Rating(rating.id)),
            Self::RatingRefined { from, to } => Self::RatingRefined { from: to, to: from },
            Self::ClaimsRelated { relation } => Self::ClaimsUnrelated { relation },
            Self::ClaimsUnrelated { relation } => Self::ClaimsRelated { relation },
            Self::SealStored { seal } => removed(Subject::Seal(seal.id)),
            Self::FactCheckNoted { check } => removed(Subject::FactCheck(check.id)),
            Self::FactCheckTied { claim, check } => Self::FactCheckUntied { claim, check },
            Self::FactCheckUntied { claim, check } => Self::FactCheckTied { claim, check },
            Self::PassageDismissed { article, passage } => Self::PassageRecalled { article, passage },
            Self::PassageRecalled { article, passage } => Self::PassageDismissed { article, passage },
            Self::InvestigationOpened { investigation } => removed(Subject::Investigation(investigation.id)),
            Self::InvestigationRefined { from, to } => Self::InvestigationRefined { from: to, to: from },
            Self::ItemFiled { investigation, item } => Self::ItemUnfiled { investigation, item },
            Self::ItemUnfiled { investigation, item } => Self::ItemFiled { investigation, item },
            Self::EventRecorded { event } => removed(Subject::Event(event.id)),
            Self::EventChanged { from, to } => Self::EventChanged { from: to, to: from },
            Self::FeedSubscribed { feed } => removed(Subject::Feed(feed.id)),
            Self::ArrivalDismissed { feed, arrival, title } => Self::ArrivalRecalled { feed, arrival, title },
            Self::ArrivalRecalled { feed, arrival, title } => Self::ArrivalDismissed { feed, arrival, title },
            Self::ReportIssued { .. } => return Inverse::Stays,
            Self::Removed { subject } => Self::Restored { subject },
            Self::Restored { subject } => Self::Removed { subject },
        }))
    }

    /// The change's name, as code: what a screen or terminal words for people.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ArticleLoaded { .. } => "article_loaded",
            Self::ArchiveKept { .. } => "archive_kept",
            Self::ArchiveDropped { .. } => "archive_dropped",
            Self::ArticleDated { .. } => "article_dated",
            Self::RevisionFound { .. } => "revision_found",
            Self::RevisionParted { .. } => "revision_parted",
            Self::PassageReanchored { .. } => "passage_reanchored",
            Self::ClaimRecorded { .. } => "claim_recorded",
            Self::ClaimReworded { .. } => "claim_reworded",
            Self::AppearanceRecorded { .. } => "appearance_recorded",
            Self::AppearanceRefined { .. } => "appearance_refined",
            Self::PartyAdded { .. } => "party_added",
            Self::PartyRefined { .. } => "party_refined",
            Self::PartiesMerged { .. } => "parties_merged",
            Self::PartySplit { .. } => "party_split",
            Self::ResponseRecorded { .. } => "response_recorded",
            Self::ResponseRefined { .. } => "response_refined",
            Self::EvidenceAttached { .. } => "evidence_attached",
            Self::EvidenceRefined { .. } => "evidence_refined",
            Self::ClaimAssessed { .. } => "claim_assessed",
            Self::ReviewRecorded { .. } => "review_recorded",
            Self::WorkSet { .. } => "work_set",
            Self::RatingAdded { .. } => "rating_added",
            Self::RatingRefined { .. } => "rating_refined",
            Self::ClaimsRelated { .. } => "claims_related",
            Self::ClaimsUnrelated { .. } => "claims_unrelated",
            Self::SealStored { .. } => "seal_stored",
            Self::FactCheckNoted { .. } => "fact_check_noted",
            Self::FactCheckTied { .. } => "fact_check_tied",
            Self::FactCheckUntied { .. } => "fact_check_untied",
            Self::PassageDismissed { .. } => "passage_dismissed",
            Self::PassageRecalled { .. } => "passage_recalled",
            Self::InvestigationOpened { .. } => "investigation_opened",
            Self::InvestigationRefined { .. } => "investigation_refined",
            Self::ItemFiled { .. } => "item_filed",
            Self::ItemUnfiled { .. } => "item_unfiled",
            Self::EventRecorded { .. } => "event_recorded",
            Self::EventChanged { .. } => "event_changed",
            Self::FeedSubscribed { .. } => "feed_subscribed",
            Self::ArrivalDismissed { .. } => "arrival_dismissed",
            Self::ArrivalRecalled { .. } => "arrival_recalled",
            Self::ReportIssued { .. } => "report_issued",
            Self::Removed { subject } => subject.names().0,
            Self::Restored { subject } => subject.names().1,
        }
    }

    /// What the change makes stale.
    pub fn topics(&self) -> &'static [Topic] {
        use Topic::{
            Articles, Assessments, Claims, Evidence, FactChecks, Feeds, Investigations, Parties, Ratings, Relations,
            Responses, Seals,
        };
        match self {
            Self::ArticleLoaded { .. }
            | Self::ArchiveKept { .. }
            | Self::ArchiveDropped { .. }
            | Self::ArticleDated { .. }
            | Self::PassageDismissed { .. }
            | Self::PassageRecalled { .. } => &[Articles],
            Self::ClaimRecorded { .. }
            | Self::AppearanceRecorded { .. }
            | Self::AppearanceRefined { .. }
            | Self::RevisionFound { .. }
            | Self::RevisionParted { .. }
            | Self::PassageReanchored { .. } => &[Claims, Articles],
            Self::ClaimReworded { .. } => &[Claims],
            // What a reviewer is kept from seeing, wherever claims are shown, begins and ends with these.
            Self::WorkSet { .. } | Self::ReviewRecorded { .. } => &[Assessments, Claims, Articles],
            Self::PartyAdded { .. } => &[Parties],
            // Claims and responses are shown under the party's name.
            Self::PartyRefined { .. } | Self::PartiesMerged { .. } | Self::PartySplit { .. } => {
                &[Parties, Claims, Responses]
            }
            Self::ResponseRecorded { .. } | Self::ResponseRefined { .. } => &[Responses],
            Self::EvidenceAttached { .. } | Self::EvidenceRefined { .. } => &[Evidence],
            Self::ClaimAssessed { .. } => &[Assessments, Claims, Articles],
            Self::RatingAdded { .. } | Self::RatingRefined { .. } => &[Ratings],
            Self::ClaimsRelated { .. } | Self::ClaimsUnrelated { .. } => &[Relations],
            Self::SealStored { .. } => &[Seals],
            Self::FactCheckNoted { .. } | Self::FactCheckTied { .. } | Self::FactCheckUntied { .. } => &[FactChecks],
            Self::InvestigationOpened { .. }
            | Self::InvestigationRefined { .. }
            | Self::ItemFiled { .. }
            | Self::ItemUnfiled { .. }
            | Self::EventRecorded { .. }
            | Self::EventChanged { .. } => &[Investigations],
            Self::FeedSubscribed { .. } | Self::ArrivalDismissed { .. } | Self::ArrivalRecalled { .. } => &[Feeds],
            Self::ReportIssued { .. } => &[],
            Self::Removed { subject } | Self::Restored { subject } => match subject {
                Subject::Article(_) => &[Articles, Claims],
                Subject::Claim(_) | Subject::Appearance(_) => &[Claims, Articles],
                Subject::Party(_) => &[Parties],
                Subject::Response(_) => &[Responses],
                Subject::Evidence(_) => &[Evidence],
                Subject::Rating(_) => &[Ratings],
                Subject::Review(_) => &[Assessments, Claims, Articles],
                Subject::Seal(_) => &[Seals],
                Subject::FactCheck(_) => &[FactChecks],
                Subject::Investigation(_) | Subject::Event(_) => &[Investigations],
                Subject::Feed(_) => &[Feeds],
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taking_back_the_taking_back_gives_the_change_again() {
        let reworded =
            Change::ClaimReworded { claim: ClaimId(uuid::Uuid::nil()), from: "before".into(), to: "after".into() };
        let Inverse::Change(back) = reworded.inverse() else { panic!("a rewording is taken back by a change") };
        assert_ne!(*back, reworded);
        assert_eq!(back.inverse(), Inverse::Change(Box::new(reworded)));
    }
}

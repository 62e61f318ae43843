//! One identifier type for each noun, so that a claim's id cannot be handed to an article.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        ///
        /// A UUID, version 7 where this program makes it: ids sort by the time they were made.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

id! {
    /// Names a document.
    DocumentId
    /// Names an article.
    ArticleId
    /// Names a claim.
    ClaimId
    /// Names an appearance of a claim.
    AppearanceId
    /// Names a party.
    PartyId
    /// Names a party's response to a claim.
    ResponseId
    /// Names a piece of evidence.
    EvidenceId
    /// Names an assessment.
    AssessmentId
    /// Names a workspace's own rating label.
    RatingId
    /// Names a second analyst's review.
    ReviewId
    /// Names a fact check by another house.
    FactCheckId
    /// Names a time stamp over the journal.
    SealId
    /// Names an investigation.
    InvestigationId
    /// Names an event of an investigation.
    EventId
    /// Names a feed that is subscribed to.
    FeedId
    /// Names an entry that a feed brought; made of the feed and the entry (UUID, version 5).
    ArrivalId
    /// Names an issue of a report.
    IssueId
    /// Names an installation of the program.
    DeskId
    /// Names one thing an analyst did: all changes committed together share it.
    ActionId
}

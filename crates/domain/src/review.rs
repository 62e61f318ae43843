//! A second analyst's look at an assessment, and how far two analysts agree.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{Assessment, AssessmentId, ClaimId, Confidence, ReviewId, Status, WorkState};

/// Where a second analyst finds that a claim stands, blind to what the first found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Its identifier.
    pub id: ReviewId,
    /// The claim.
    pub claim: ClaimId,
    /// The assessment that is reviewed.
    pub assessment: AssessmentId,
    /// Where the second analyst finds that the claim stands. It sets no status.
    pub status: Status,
    /// Why. Empty only when the status is pending.
    pub rationale: String,
    /// How sure the second analyst is.
    pub confidence: Option<Confidence>,
    /// Who.
    pub analyst: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// The assessment of `history` (oldest first) that `analyst` is to review: the newest, when it is somebody else's and
/// not reviewed by this analyst yet. Until then the analyst must not see it.
pub fn to_review<'a>(history: &'a [Assessment], reviews: &[Review], analyst: &str) -> Option<&'a Assessment> {
    let newest = history.last()?;
    let reviewed = reviews.iter().any(|review| review.assessment == newest.id && review.analyst == analyst);
    Some(newest).filter(|newest| newest.analyst != analyst && !reviewed)
}

/// Whether where a claim stands is kept from `analyst`: it is in review, and this analyst is to review it.
pub fn is_blind(state: WorkState, history: &[Assessment], reviews: &[Review], analyst: &str) -> bool {
    state == WorkState::InReview && to_review(history, reviews, analyst).is_some()
}

/// Each of `reviews` with the assessment of `history` that it reviews; one of another history is left out.
pub fn reviewed<'a>(history: &'a [Assessment], reviews: &'a [Review]) -> Vec<(&'a Assessment, &'a Review)> {
    let mark = |review: &Review| history.iter().find(|mark| mark.id == review.assessment);
    reviews.iter().filter_map(|review| Some((mark(review)?, review))).collect()
}

/// Whether analysts still differ: somebody's last review finds something else than the newest mark of `history`.
///
/// Who marked it last stands by the mark, whatever that analyst found in a review before.
pub fn differ(history: &[Assessment], reviews: &[Review]) -> bool {
    let Some(newest) = history.last() else { return false };
    let last = |review: &Review| reviews.iter().rfind(|other| other.analyst == review.analyst).map(|last| last.id);
    let others = reviews.iter().filter(|review| review.analyst != newest.analyst && last(review) == Some(review.id));
    others.into_iter().any(|review| review.status != newest.status)
}

/// Where a claim stands, as far as an analyst may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// Not decided.
    Pending,
    /// Found to be so.
    Confirmed,
    /// Found not to be so.
    Denied,
    /// Kept back until this analyst has reviewed it.
    InReview,
}

impl From<Status> for Seen {
    fn from(status: Status) -> Self {
        match status {
            Status::Pending => Self::Pending,
            Status::Confirmed => Self::Confirmed,
            Status::Denied => Self::Denied,
        }
    }
}

impl Seen {
    /// The word for it in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pending => Status::Pending.word(),
            Self::Confirmed => Status::Confirmed.word(),
            Self::Denied => Status::Denied.word(),
            Self::InReview => "in review by you",
        }
    }
}

/// How far first and second analysts agree.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Agreement {
    /// How many reviews there are.
    pub reviewed: u32,
    /// How many of them find what the assessment that they review found.
    pub agreed: u32,
    /// How far beyond chance they agree, where that is defined.
    pub kappa: Option<f64>,
}

impl Agreement {
    /// What the assessments of `history` found, each beside what one of `reviews` found of it.
    pub fn pairs(history: &[Assessment], reviews: &[Review]) -> Vec<(Status, Status)> {
        reviewed(history, reviews).into_iter().map(|(mark, review)| (mark.status, review.status)).collect()
    }

    /// The agreement of `pairs`: what an assessment found, and what a review of it found.
    pub fn of(pairs: &[(Status, Status)]) -> Self {
        let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        let agreed = pairs.iter().filter(|(first, second)| first == second).count();
        Self { reviewed: count(pairs.len()), agreed: count(agreed), kappa: kappa(pairs) }
    }
}

/// How far two analysts agree beyond chance (Cohen, 1960), given where each found that the same claims stand.
///
/// `None` where it is not defined: without claims, and where chance alone would make them agree on all.
pub fn kappa(pairs: &[(Status, Status)]) -> Option<f64> {
    let share = |holds: &dyn Fn(&(Status, Status)) -> bool| {
        pairs.iter().filter(|pair| holds(pair)).count() as f64 / pairs.len() as f64
    };
    let observed = share(&|(first, second)| first == second);
    let by_chance: f64 = Status::ALL
        .into_iter()
        .map(|status| share(&|(first, _)| *first == status) * share(&|(_, second)| *second == status))
        .sum();
    let room = 1.0 - by_chance;
    // Not a number without claims, which is not greater either.
    (room > f64::EPSILON).then(|| (observed - by_chance) / room)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Standing;

    #[test]
    fn kappa_is_what_cohen_makes_of_it() {
        use Status::{Confirmed, Denied, Pending};
        let pairs = |counts: &[(usize, Status, Status)]| {
            counts.iter().flat_map(|(many, a, b)| vec![(*a, *b); *many]).collect::<Vec<_>>()
        };
        // Two raters of fifty applications: observed 0.7, by chance 0.5.
        let fifty =
            pairs(&[(20, Confirmed, Confirmed), (5, Confirmed, Denied), (10, Denied, Confirmed), (15, Denied, Denied)]);
        assert!((kappa(&fifty).expect("defined") - 0.4).abs() < 1e-9);
        assert_eq!(kappa(&pairs(&[(3, Pending, Pending), (2, Denied, Denied)])), Some(1.0));
        assert_eq!(kappa(&pairs(&[(3, Pending, Pending)])), None, "chance alone would do it");
        assert_eq!(kappa(&[]), None);
    }

    #[test]
    fn a_review_stays_with_its_mark_and_a_settled_disagreement_is_none() {
        use Status::{Confirmed, Denied};
        let claim = ClaimId(uuid::Uuid::nil());
        let mark = |n, status, analyst| {
            let standing = Standing::new(status, "seen", None).expect("has a reason");
            standing.signed(AssessmentId(uuid::Uuid::from_u128(n)), claim, analyst, DateTime::UNIX_EPOCH)
        };
        let review = |n, of, status| Review {
            id: ReviewId(uuid::Uuid::from_u128(n)),
            claim,
            assessment: AssessmentId(uuid::Uuid::from_u128(of)),
            status,
            rationale: "heard".into(),
            confidence: None,
            analyst: "Ben".into(),
            at: DateTime::UNIX_EPOCH,
        };
        let history = [mark(1, Confirmed, "Ana"), mark(2, Denied, "Ana")];
        let reviews = [review(1, 1, Denied), review(2, 9, Denied)];
        let of: Vec<_> = reviewed(&history, &reviews).iter().map(|(mark, found)| (mark.id, found.id)).collect();
        assert_eq!(of, [(history[0].id, reviews[0].id)], "one of another history is left out");
        assert!(differ(&history[..1], &reviews) && !differ(&history, &reviews));
        assert!(!differ(&[mark(1, Confirmed, "Ben")], &reviews), "who marks it stands by it");
        assert!(!differ(&history, &[review(1, 1, Confirmed), review(2, 2, Denied)]), "the last review counts");
        assert!(!differ(&[], &reviews));
    }

    #[test]
    fn only_another_analyst_reviews_and_each_assessment_once() {
        let claim = ClaimId(uuid::Uuid::nil());
        let mark = |n, analyst| {
            let standing = Standing::new(Status::Denied, "seen", None).expect("has a reason");
            standing.signed(AssessmentId(uuid::Uuid::from_u128(n)), claim, analyst, DateTime::UNIX_EPOCH)
        };
        let history = [mark(1, "Ana"), mark(2, "Ana")];
        assert_eq!(to_review(&history, &[], "Ana"), None);
        assert_eq!(to_review(&history, &[], "Ben"), Some(&history[1]));
        let review = Review {
            id: ReviewId(uuid::Uuid::nil()),
            claim,
            assessment: history[1].id,
            status: Status::Confirmed,
            rationale: "heard".into(),
            confidence: None,
            analyst: "Ben".into(),
            at: DateTime::UNIX_EPOCH,
        };
        assert_eq!(to_review(&history, std::slice::from_ref(&review), "Ben"), None);
        assert_eq!(to_review(&history[..1], &[review], "Ben"), Some(&history[0]), "an older mark is another");
    }
}

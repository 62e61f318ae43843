//! Analysts' marks on a claim, and where the claim stands because of them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{AssessmentId, ClaimId, EvidenceId, Rating};

/// Where a claim stands. Derived from its history, never stored alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not decided.
    #[default]
    Pending,
    /// Found to be so.
    Confirmed,
    /// Found not to be so.
    Denied,
}

impl Status {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Pending, Self::Confirmed, Self::Denied];

    /// Where a claim with this history stands; `history` is oldest first.
    ///
    /// A claim that nobody has assessed is pending.
    pub fn standing(history: &[Assessment]) -> Self {
        history.last().map_or(Self::Pending, |latest| latest.status)
    }

    /// The word for it in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Confirmed => "confirmed",
            Self::Denied => "denied",
        }
    }
}

/// How sure the analyst is of the assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words say it")]
pub enum Confidence {
    Low,
    Moderate,
    High,
}

impl Confidence {
    /// The word for it in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
        }
    }
}

/// How likely the claim is, in the words of ICD 203.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the standard's own words")]
pub enum Likelihood {
    AlmostNoChance,
    VeryUnlikely,
    Unlikely,
    RoughlyEvenChance,
    Likely,
    VeryLikely,
    AlmostCertain,
}

impl Likelihood {
    /// From how many percent to how many the standard says it is.
    pub fn percent(self) -> (u8, u8) {
        match self {
            Self::AlmostNoChance => (1, 5),
            Self::VeryUnlikely => (5, 20),
            Self::Unlikely => (20, 45),
            Self::RoughlyEvenChance => (45, 55),
            Self::Likely => (55, 80),
            Self::VeryLikely => (80, 95),
            Self::AlmostCertain => (95, 99),
        }
    }
}

/// A claim cannot be confirmed or denied without saying why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum AssessmentError {
    /// No reason was given.
    #[error("a claim is confirmed or denied only with a reason: write one line that says why")]
    NoRationale,
    /// The workspace's own label stands for another status.
    #[error("this rating stands for another status: choose the status that the workspace maps it to")]
    OtherStatus,
}

/// An analyst's dated, signed mark on a claim. Never edited, never deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Assessment {
    /// Its identifier.
    pub id: AssessmentId,
    /// The claim that is marked.
    pub claim: ClaimId,
    /// Where the claim stands from now on.
    pub status: Status,
    /// Why. Empty only when the status is pending.
    pub rationale: String,
    /// How sure the analyst is.
    pub confidence: Option<Confidence>,
    /// How likely the claim is.
    pub likelihood: Option<Likelihood>,
    /// The evidence that was weighed.
    pub weighed: Vec<EvidenceId>,
    /// Who marked it.
    pub analyst: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The assessment that this one withdraws, when it is an undo.
    pub withdraws: Option<AssessmentId>,
    /// The workspace's own label, as it was worded and mapped then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
}

/// What an analyst decides about a claim: an assessment before it is dated and signed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Where the claim stands.
    pub status: Status,
    /// Why.
    pub rationale: String,
    /// How sure the analyst is.
    pub confidence: Option<Confidence>,
    /// How likely the claim is.
    pub likelihood: Option<Likelihood>,
    /// The evidence that was weighed.
    pub weighed: Vec<EvidenceId>,
    /// The workspace's own label.
    pub rating: Option<Rating>,
}

impl Standing {
    /// A decision in these words; confirmed and denied need a rationale.
    pub fn new(status: Status, rationale: &str, confidence: Option<Confidence>) -> Result<Self, AssessmentError> {
        let rationale = rationale.trim();
        if rationale.is_empty() && status != Status::Pending {
            return Err(AssessmentError::NoRationale);
        }
        Ok(Self { status, rationale: rationale.to_owned(), confidence, ..Self::default() })
    }

    /// The same decision under the workspace's own label, which has to stand for its status.
    pub fn rated(self, rating: Option<Rating>) -> Result<Self, AssessmentError> {
        match &rating {
            Some(label) if label.status != self.status => Err(AssessmentError::OtherStatus),
            _ => Ok(Self { rating, ..self }),
        }
    }

    /// What stood before `assessment` in `history` (oldest first): the decision that undoing it restores.
    pub fn before(assessment: AssessmentId, history: &[Assessment]) -> Self {
        let earlier = history.iter().take_while(|earlier| earlier.id != assessment).last();
        earlier.map_or_else(Self::default, |earlier| Self {
            status: earlier.status,
            rationale: earlier.rationale.clone(),
            confidence: earlier.confidence,
            likelihood: earlier.likelihood,
            weighed: earlier.weighed.clone(),
            rating: earlier.rating.clone(),
        })
    }

    /// The decision, signed and dated.
    pub fn signed(self, id: AssessmentId, claim: ClaimId, analyst: &str, at: DateTime<Utc>) -> Assessment {
        let Self { status, rationale, confidence, likelihood, weighed, rating } = self;
        Assessment {
            id,
            claim,
            status,
            rationale,
            confidence,
            likelihood,
            weighed,
            analyst: analyst.to_owned(),
            at,
            withdraws: None,
            rating,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confirming_and_denying_need_a_reason_and_pending_does_not() {
        assert_eq!(Standing::new(Status::Confirmed, " ", None), Err(AssessmentError::NoRationale));
        assert_eq!(Standing::new(Status::Denied, "", None), Err(AssessmentError::NoRationale));
        assert!(Standing::new(Status::Pending, "", None).is_ok());
    }

    #[test]
    fn the_latest_assessment_decides_and_undoing_it_restores_the_one_before() {
        let mark = |n: u128, status| {
            Standing::new(status, "seen", None).expect("has a reason").signed(
                AssessmentId(uuid::Uuid::from_u128(n)),
                ClaimId(uuid::Uuid::nil()),
                "Ana",
                DateTime::UNIX_EPOCH,
            )
        };
        assert_eq!(Status::standing(&[]), Status::Pending);
        let history = [mark(1, Status::Confirmed), mark(2, Status::Denied)];
        assert_eq!(Status::standing(&history), Status::Denied);
        assert_eq!(Standing::before(history[1].id, &history).status, Status::Confirmed);
        assert_eq!(Standing::before(history[0].id, &history).status, Status::Pending);
    }
}

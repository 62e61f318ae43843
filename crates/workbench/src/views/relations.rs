//! What joins claims, and what they lead back to, as it is shown.

use domain::{AppearanceId, ArticleId, ClaimId, Quantity, RelationKind, Seen, When};
use serde::Serialize;
use specta::Type;

use super::{ClaimRow, ResponseView};

/// A claim that another is related to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RelatedView {
    /// What the claim in hand is to this one.
    pub kind: RelationKind,
    /// This one.
    pub claim: ClaimId,
    /// What it claims.
    pub statement: String,
    /// Where it stands.
    pub status: Seen,
}

/// All claims that relations join to one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FamilyView {
    /// The claims, the one that was asked for first.
    pub claims: Vec<ClaimRow>,
    /// How they are related.
    pub relations: Vec<RelationView>,
    /// Figures in them that cannot both be so.
    pub conflicts: Vec<ConflictView>,
    /// Every figure in them, like beside like: those that are of one thing and can be compared stand together.
    pub figures: Vec<Vec<FigureView>>,
    /// What parties say to any of them, the earliest first.
    pub responses: Vec<FamilyResponse>,
    /// What stands behind the one that was asked for together with those that say as much.
    pub origins: OriginsView,
}

/// What a party says to a claim of a family.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FamilyResponse {
    /// The claim.
    pub claim: ClaimId,
    /// When it was said, or else published; of a request when the party was asked. Nothing where it is not known.
    pub when: Option<When>,
    /// What the party says.
    pub response: ResponseView,
}

/// That two claims are related.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct RelationView {
    /// One claim.
    pub first: ClaimId,
    /// What it is to the other.
    pub kind: RelationKind,
    /// The other.
    pub second: ClaimId,
}

/// Two figures that cannot both be so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ConflictView {
    /// One.
    pub one: FigureView,
    /// The other.
    pub other: FigureView,
}

/// A figure and who gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FigureView {
    /// What it says.
    pub quantity: Quantity,
    /// The claim.
    pub claim: ClaimId,
    /// What is claimed.
    pub statement: String,
    /// The appearance.
    pub appearance: AppearanceId,
    /// The article it stands in.
    pub article: ArticleId,
    /// That article's headline.
    pub article_title: String,
    /// Who claims it.
    pub claimant: Option<String>,
    /// When it was said.
    pub said: Option<When>,
}

/// What stands behind a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct OriginsView {
    /// How many appearances and pieces of supporting evidence were traced.
    pub traced: u32,
    /// Those that the traces lead back to, the one behind most first. They are independent of each other.
    pub origins: Vec<OriginView>,
    /// Pieces of supporting evidence that nobody is known to stand behind: they count as no origin.
    pub unknown: u32,
    /// Whether one origin stands behind most of the traces: how many of them, it says itself.
    pub leans_on_one: bool,
}

/// An independent origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct OriginView {
    /// Who, or what.
    pub name: String,
    /// How many traces lead back to it.
    pub traces: u32,
}

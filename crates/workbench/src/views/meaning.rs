//! Matching by meaning, as it is shown.

use serde::Serialize;
use specta::Type;

/// Whether claims are matched by meaning too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MeaningStanding {
    /// The folder that a model of meaning lies in, or would.
    pub folder: String,
    /// The model; none where claims are matched by words alone.
    pub model: Option<MeaningModel>,
}

/// A model of meaning, and how far it has read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MeaningModel {
    /// What it is called.
    pub name: String,
    /// How many numbers it makes of a claim.
    pub numbers: u32,
    /// Claims that it has read.
    pub read: u32,
    /// All claims.
    pub claims: u32,
}

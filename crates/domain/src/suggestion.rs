//! Passages the program proposes as claims.

use crate::{Attribution, Moment, Passage, Quantity};

/// A passage proposed as a claim. Nothing until an analyst accepts it.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The words.
    pub passage: Passage,
    /// The proposed statement.
    pub statement: String,
    /// Who says so, and how.
    pub attribution: Attribution,
    /// The claimant's name, before it is a known party.
    pub claimant: Option<String>,
    /// The figures in it.
    pub quantities: Vec<Quantity>,
    /// The times in it.
    pub moments: Vec<Moment>,
    /// How much it is worth checking, 0 to 1.
    pub worth: f32,
    /// What made it so.
    pub reasons: Vec<String>,
}

//! How another claim stands to one at hand, as the program proposes it; an analyst decides.

use serde::{Deserialize, Serialize};

use crate::{Quantity, RelationKind};

/// How the other claim stands to the one at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Likeness {
    /// It says the same.
    Same,
    /// It gives a later, higher figure of the same thing.
    Updates,
    /// The one at hand gives a later, higher figure than it.
    UpdatedBy,
    /// It says less of the same: whatever bears out the one at hand bears it out.
    Broader,
    /// It says more of the same.
    Narrower,
    /// It denies the other, or gives a figure of the same thing that does not fit.
    Contradicts,
    /// It is about the same things; no relation is proposed.
    Like,
}

impl Likeness {
    /// How the one at hand stands to the other.
    pub fn converse(self) -> Self {
        match self {
            Self::Updates => Self::UpdatedBy,
            Self::UpdatedBy => Self::Updates,
            Self::Broader => Self::Narrower,
            Self::Narrower => Self::Broader,
            Self::Same | Self::Contradicts | Self::Like => self,
        }
    }

    /// What the claim at hand would be to the other; `None` where no relation is proposed.
    pub fn proposes(self) -> Option<RelationKind> {
        match self {
            Self::Same => Some(RelationKind::Same),
            Self::Updates => Some(RelationKind::UpdatedBy),
            Self::UpdatedBy => Some(RelationKind::Updates),
            Self::Broader => Some(RelationKind::Broader),
            Self::Narrower => Some(RelationKind::Narrower),
            Self::Contradicts => Some(RelationKind::Contradicts),
            Self::Like => None,
        }
    }
}

/// One thing that two claims share, or differ in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Alike {
    /// Words that both have, the rarest first.
    Words {
        /// The words, folded.
        words: Vec<String>,
    },
    /// Names that both have.
    Names {
        /// The names' words, as they sound in Latin letters.
        names: Vec<String>,
    },
    /// Figures of the same thing that can both be right.
    FiguresAgree {
        /// That of the claim at hand.
        ours: Quantity,
        /// That of the other.
        theirs: Quantity,
    },
    /// Figures of the same thing that cannot both be right.
    FiguresDiffer {
        /// That of the claim at hand.
        ours: Quantity,
        /// That of the other.
        theirs: Quantity,
    },
    /// Both were said on the same day.
    SameDay,
    /// One says that something is not so, and the other does not.
    OneDenies,
}

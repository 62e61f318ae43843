//! Why two claims seem related, as the program reads them; an analyst decides.

use serde::{Deserialize, Serialize};

use crate::Quantity;

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
        /// The names' words, as they are written in the claim at hand.
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
    /// A model of meaning puts them near each other.
    Meaning {
        /// How near, in hundredths.
        hundredths: u8,
    },
}

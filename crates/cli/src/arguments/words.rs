//! The words that arguments take for values of the domain.

use clap::ValueEnum;
use domain::{Confidence, PartyKind, RelationKind, ResponseKind, Stance, Status};

/// A word for each value of a type of the domain.
macro_rules! words {
    ($name:ident for $domain:ident: $($word:ident)*) => {
        #[derive(Clone, Copy, ValueEnum)]
        pub(crate) enum $name { $($word),* }

        impl From<$name> for $domain {
            fn from(word: $name) -> Self {
                match word { $($name::$word => Self::$word),* }
            }
        }
    };
}

words!(StatusWord for Status: Pending Confirmed Denied);
words!(ConfidenceWord for Confidence: Low Moderate High);
words!(StanceWord for Stance: Supports Refutes Neutral);
words!(PartyWord for PartyKind: Person Organisation State Unspecified);
words!(RelationWord for RelationKind: Same Updates UpdatedBy Broader Narrower Contradicts NotTheSame);
words!(ResponseWord for ResponseKind:
    Confirms PartlyConfirms Denies PartlyDenies DeclinesToComment IsVerifying Qualifies Retracts ExpressesConcern Repeats
    HasNotResponded);

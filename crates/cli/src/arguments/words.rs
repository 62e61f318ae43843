//! The words that arguments take for values of the domain.

use clap::ValueEnum;
use domain::{
    Basis, Bound, Confidence, Credibility, Likelihood, PartyKind, Quotation, RelationKind, Reliability, ResponseKind,
    Stance, Status, WorkState,
};

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
words!(LikelihoodWord for Likelihood:
    AlmostNoChance VeryUnlikely Unlikely RoughlyEvenChance Likely VeryLikely AlmostCertain);
words!(WorkWord for WorkState: Unassigned InProgress InReview Done);
words!(ReliabilityWord for Reliability: A B C D E F);
words!(BasisWord for Basis: Witnessed Told Induced Deduced);
words!(StanceWord for Stance: Supports Refutes Neutral);
words!(PartyWord for PartyKind: Person Organisation State Unspecified);
words!(QuotationWord for Quotation: Direct Indirect Mixed None);
words!(BoundWord for Bound: Exactly AtLeast AtMost About MoreThan LessThan);
words!(RelationWord for RelationKind: Same Updates UpdatedBy Broader Narrower Contradicts NotTheSame);
words!(ResponseWord for ResponseKind:
    Confirms PartlyConfirms Denies PartlyDenies DeclinesToComment IsVerifying Qualifies Retracts ExpressesConcern Repeats
    HasNotResponded);

/// The figures of the Admiralty code.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum CredibilityWord {
    #[value(name = "1")]
    One,
    #[value(name = "2")]
    Two,
    #[value(name = "3")]
    Three,
    #[value(name = "4")]
    Four,
    #[value(name = "5")]
    Five,
    #[value(name = "6")]
    Six,
}

impl From<CredibilityWord> for Credibility {
    fn from(word: CredibilityWord) -> Self {
        match word {
            CredibilityWord::One => Self::One,
            CredibilityWord::Two => Self::Two,
            CredibilityWord::Three => Self::Three,
            CredibilityWord::Four => Self::Four,
            CredibilityWord::Five => Self::Five,
            CredibilityWord::Six => Self::Six,
        }
    }
}

//! Sets of word classes, verb forms and complements, each a few bits.

/// Gives a set of named bits its operations, and finds a bit by its name in the data files.
macro_rules! bits {
    ($(#[$doc:meta])* $set:ident($int:ty) { $($name:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub(crate) struct $set($int);

        bits!(@each $set, $int, 0, $($name)*);

        impl $set {
            /// The bit that the data files call `word`.
            #[allow(dead_code, reason = "not every set is read from a file")]
            pub(super) fn named(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$name),)*
                    _ => None,
                }
            }

            /// The bits of both.
            pub(crate) const fn or(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// Whether any of `other` is in the set.
            pub(crate) const fn any(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }
        }

        impl std::ops::BitOr for $set {
            type Output = Self;

            fn bitor(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }
        }

        impl std::ops::BitOrAssign for $set {
            fn bitor_assign(&mut self, other: Self) {
                self.0 |= other.0;
            }
        }
    };
    (@each $set:ident, $int:ty, $at:expr, $name:ident $($rest:ident)*) => {
        impl $set {
            pub(crate) const $name: Self = Self(1 << ($at));
        }
        bits!(@each $set, $int, $at + 1, $($rest)*);
    };
    (@each $set:ident, $int:ty, $at:expr,) => {};
}

bits! {
    /// What a word does in a sentence.
    Class(u128) {
        DETERMINER = "determiner",
        POSSESSIVE = "possessive",
        PREPOSITION = "preposition",
        LINKING = "linking",
        CONJUNCTION = "conjunction",
        SUBORDINATOR = "subordinator",
        RELATIVE = "relative",
        COMPLEMENTIZER = "complementizer",
        WH = "wh",
        AUXILIARY = "auxiliary",
        BE = "be",
        MODAL = "modal",
        NEGATION = "negation",
        ADVERB = "adverb",
        PRONOUN = "pronoun",
        SUBJECT_PRONOUN = "subject_pronoun",
        MALE = "male",
        FEMALE = "female",
        PLURAL = "plural",
        FIRST_PERSON = "first_person",
        THING = "thing",
        TIME = "time",
        SETTING = "setting",
        AFTERMATH = "aftermath",
        RELAYED = "relayed",
        UNKNOWING = "unknowing",
        DENIAL = "denial",
        VERIFYING = "verifying",
        HEDGE = "hedge",
        MEDIA_NOUN = "media_noun",
        MEDIA = "media",
        OPINION = "opinion",
        FUTURE = "future",
        PLEASANTRY = "pleasantry",
        VAGUE = "vague",
        ORDINAL = "ordinal",
        TITLE = "title",
        ROLE = "role",
        HEADSHIP = "headship",
        ORGANISATION = "organisation",
        NOT_A_NAME = "not_a_name",
        GERUND = "gerund",
        PAST = "past",
        ABBREVIATION = "abbreviation",
        NOUN_CUE = "noun_cue",
        ACCORDING = "according",
        ANSWER = "answer",
        HEARSAY = "hearsay",
        ADJECTIVE_CUE = "adjective_cue",
        STATE = "state",
        DEMONYM = "demonym",
        CAPITAL = "capital",
        INFINITIVE = "infinitive",
        CATENATIVE = "catenative",
        PASSIVE_BY = "passive_by",
        PARTICLE = "particle",
        DEFINITE = "definite",
        OF = "of",
        FOR = "for",
        AS = "as",
        AT = "at",
        AGED = "aged",
        CLITIC = "clitic",
        OCCASION = "occasion",
        SPOKES = "spokes",
    }
}

bits! {
    /// The forms that a cue verb can be in.
    Form(u8) {
        BASE = "base",
        THIRD = "third",
        PAST = "past",
        PARTICIPLE = "participle",
        GERUND = "gerund",
    }
}

bits! {
    /// What may follow a cue.
    Takes(u16) {
        CLAUSE = "clause",
        BARE = "bare",
        QUOTE = "quote",
        OBJECT = "object",
        OBJECT_QUOTED = "object_quoted",
        INFINITIVE = "infinitive",
        PERSON_INFINITIVE = "person_infinitive",
        RECIPIENT = "recipient",
        OF = "of",
        FOR = "for",
        AS = "as",
        SMALL = "small",
        WH = "wh",
        AT = "at",
    }
}

//! The words of a language and what they do in a sentence, read once from the data files under `lexicon/`.

mod classes;
mod files;

use std::collections::HashMap;
use std::sync::OnceLock;

use domain::Utterance;

pub(crate) use classes::{Class, Form, Takes};
pub(crate) use files::{Numbers, Patterns, StateNames, state_names};

/// What a word or phrase does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Sense {
    /// The classes it belongs to.
    pub(crate) classes: Class,
    /// Its place among the cues, and the forms that it can be of it.
    pub(crate) cue: Option<(u16, Form)>,
    /// Its place among the states.
    pub(crate) state: Option<u16>,
}

impl Sense {
    fn also(&mut self, other: Self) {
        self.classes |= other.classes;
        self.state = self.state.or(other.state);
        self.cue = match (self.cue, other.cue) {
            (Some((cue, form)), Some((same, more))) if cue == same => Some((cue, form | more)),
            (mine, theirs) => mine.or(theirs),
        };
    }
}

/// A word that ties content to its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CueWord {
    pub(crate) stance: Utterance,
    pub(crate) takes: Takes,
}

/// Words that go on after the first word of an entry.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) rest: Vec<Box<str>>,
    pub(crate) sense: Sense,
}

/// A word: what it is alone, and the phrases that it begins, longest first.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    pub(crate) sense: Sense,
    pub(crate) phrases: Vec<Phrase>,
}

/// How a language writes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Script {
    /// Words are not parted by spaces.
    pub(crate) unspaced: bool,
    /// Letters have no case.
    pub(crate) caseless: bool,
    /// The verb stands before its subject.
    pub(crate) verb_first: bool,
    /// Words stand freely between a verb and its clause, and a subject behind its verb.
    pub(crate) free_order: bool,
    /// A clause without a conjunction follows its cue behind a comma ("sagte, die Lage sei ernst").
    pub(crate) bare_after_comma: bool,
    /// Short words lose their vowel and lean on the next ("l'eau", "qu'il").
    pub(crate) elides: bool,
    /// Nouns begin with a capital letter ("die Lage").
    pub(crate) capital_nouns: bool,
    /// Names change their endings ("Ошти", "Ошту").
    pub(crate) inflected_names: bool,
}

/// All that is known of one language.
#[derive(Debug)]
pub(crate) struct Lexicon {
    entries: HashMap<Box<str>, Entry>,
    cues: Vec<CueWord>,
    /// The nominative of each other form of a noun.
    nominatives: HashMap<Box<str>, Box<str>>,
    /// The past form of each cue, where the language's file gives it.
    pasts: HashMap<u16, Box<str>>,
    states: Vec<Box<str>>,
    endings: Vec<(Box<str>, Class)>,
    pub(crate) longest: usize,
    pub(crate) script: Script,
    pub(crate) numbers: Numbers,
    /// Words that point to what was claimed before, in lower case: "similar accusations".
    pub(crate) earlier: Vec<String>,
    /// Phrases in which somebody is worried, in lower case: "expressed concern".
    pub(crate) concern: Vec<String>,
}

impl Lexicon {
    /// The lexicon of a BCP 47 language tag; English where none is known.
    pub(crate) fn of(language: Option<&str>) -> &'static Self {
        static LOADED: [OnceLock<Lexicon>; files::LANGUAGES.len()] =
            [const { OnceLock::new() }; files::LANGUAGES.len()];
        let primary = language.and_then(|tag| tag.split(['-', '_']).next()).unwrap_or("en").to_lowercase();
        let place = files::LANGUAGES.iter().position(|files| files.tag == primary).unwrap_or(0);
        LOADED[place].get_or_init(|| files::load(&files::LANGUAGES[place]))
    }

    /// What a word, in lower case, is and begins.
    pub(crate) fn entry(&self, word: &str) -> Option<&Entry> {
        self.entries.get(word)
    }

    /// The classes that the ending of a word, in lower case, makes likely.
    pub(crate) fn ending(&self, word: &str) -> Class {
        let long_enough = |ending: &str| word.len() >= ending.len() + 3 && word.ends_with(ending);
        self.endings
            .iter()
            .filter(|(ending, _)| long_enough(ending))
            .fold(Class::default(), |all, (_, class)| all | *class)
    }

    pub(crate) fn cue(&self, place: u16) -> CueWord {
        self.cues[usize::from(place)]
    }

    /// The nominative of a noun in lower case, where the language's file gives its forms.
    pub(crate) fn nominative(&self, word: &str) -> Option<&str> {
        self.nominatives.get(word).map(AsRef::as_ref)
    }

    /// The past form of a cue.
    pub(crate) fn past(&self, place: u16) -> Option<&str> {
        self.pasts.get(&place).map(AsRef::as_ref)
    }

    /// The name of a state by its place.
    pub(crate) fn state(&self, place: u16) -> &str {
        &self.states[usize::from(place)]
    }

    /// Whether a state is called `name`.
    pub(crate) fn is_state(&self, name: &str) -> bool {
        self.states.iter().any(|state| &**state == name)
    }

    fn add(&mut self, words: &str, sense: Sense) {
        let unspaced = self.script.unspaced;
        let lower = words.replace('_', " ").to_lowercase().replace('’', "'");
        if unspaced {
            let whole: String = lower.split_whitespace().collect();
            self.longest = self.longest.max(whole.chars().count());
            self.entries.entry(whole.into()).or_default().sense.also(sense);
            return;
        }
        let mut parts = lower.split_whitespace();
        let Some(first) = parts.next() else { return };
        let rest: Vec<Box<str>> = parts.map(Into::into).collect();
        let entry = self.entries.entry(first.into()).or_default();
        if rest.is_empty() {
            entry.sense.also(sense);
        } else if let Some(known) = entry.phrases.iter_mut().find(|phrase| phrase.rest == rest) {
            known.sense.also(sense);
        } else {
            entry.phrases.push(Phrase { rest, sense });
            entry.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_loads_and_knows_its_own_words() {
        for (tag, word) in [
            ("en", "said"),
            ("en-GB", "claimed"),
            ("uk", "заявила"),
            ("ru", "заявил"),
            ("zh", "表示"),
            ("ar", "وقال"),
            ("de", "sagte"),
            ("fr", "déclaré"),
            ("es", "dijo"),
            ("xx", "said"),
        ] {
            let entry = Lexicon::of(Some(tag)).entry(word).expect("a known word");
            assert!(entry.sense.cue.is_some(), "{tag} {word}");
        }
    }
}

//! Reading the data files. They are part of the program, so a mistake in one is a mistake in the program and stops it.

use std::collections::{BTreeMap, HashMap};

use domain::{Bound, Utterance};
use serde::Deserialize;

use super::{Class, CueWord, Form, Lexicon, Script, Sense, Takes};

/// The files of one language.
pub(super) struct Files {
    pub(super) tag: &'static str,
    cues: &'static str,
    words: &'static str,
    names: &'static str,
    numbers: &'static str,
}

macro_rules! files {
    ($($tag:literal),*) => {
        [$(Files {
            tag: $tag,
            cues: include_str!(concat!("../../lexicon/", $tag, "/cues.toml")),
            words: include_str!(concat!("../../lexicon/", $tag, "/words.toml")),
            names: include_str!(concat!("../../lexicon/", $tag, "/names.toml")),
            numbers: include_str!(concat!("../../lexicon/", $tag, "/numbers.toml")),
        }),*]
    };
}

/// The languages there are lexicons for. The first serves where none fits.
pub(super) const LANGUAGES: [Files; 8] = files!["en", "uk", "ru", "zh", "ar", "de", "fr", "es"];

/// What the figures of a language are made of.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Numbers {
    /// Fractions stand behind a comma, and points or spaces group thousands.
    #[serde(default)]
    pub(crate) decimal_comma: bool,
    /// Words that mean one before a scale.
    #[serde(default)]
    pub(crate) one: Vec<String>,
    /// Words that join the parts of a number.
    #[serde(default)]
    pub(crate) joining: Vec<String>,
    /// Words between the ends of a range.
    #[serde(default)]
    pub(crate) ranging: Vec<String>,
    /// The word before a range and the one inside it: "between 5 and 7".
    #[serde(default)]
    pub(crate) ranging_between: Vec<String>,
    /// Letters that make a figure an ordinal.
    #[serde(default)]
    pub(crate) ordinals: Vec<String>,
    /// Words before "one" that make it a turn of speech.
    #[serde(default)]
    pub(crate) idle_before: Vec<String>,
    /// Words behind it that do.
    #[serde(default)]
    pub(crate) idle_after: Vec<String>,
    /// Words between a figure and what it counts.
    #[serde(default)]
    pub(crate) parting: Vec<String>,
    /// Letters that lean on the word behind them: "وأصيب".
    #[serde(default)]
    leaning: Vec<String>,
    /// Words that may stand between a bound and its figure.
    #[serde(default)]
    pub(crate) passing: Vec<String>,
    /// Endings of nouns in the plural.
    #[serde(default)]
    pub(crate) plurals: Vec<String>,
    /// Words before which what is counted ends.
    #[serde(default)]
    pub(crate) breaks: Patterns,
    /// Words for people of any kind, and for people by what they are.
    pub(crate) people: BTreeMap<String, Patterns>,
    /// Words that mark some of all, by what they say of them.
    pub(crate) marks: BTreeMap<String, Patterns>,
    /// Number words that add up.
    pub(crate) words: BTreeMap<String, f64>,
    /// Number words that multiply.
    pub(crate) scales: BTreeMap<String, f64>,
    /// Words around a figure that bound it.
    pub(crate) bounds: BoundWords,
    /// Units by the sign they are shown as.
    pub(crate) units: BTreeMap<String, Vec<String>>,
    /// Words that make the figure beside them no amount.
    #[serde(default)]
    pub(crate) not_amounts: NotAmounts,
}

impl Numbers {
    /// Whether `word`, in lower case, fits `patterns` as it stands or without what leans on it.
    pub(crate) fn fit(&self, patterns: &Patterns, word: &str) -> bool {
        let mut bare = self.leaning.iter().filter_map(|leaning| word.strip_prefix(leaning.as_str()));
        patterns.fit(word) || bare.any(|word| patterns.fit(word))
    }
}

/// Words, some by their beginning or their end alone: "captur*", "*ують".
#[derive(Debug, Default, Deserialize)]
#[serde(from = "String")]
pub(crate) struct Patterns(Vec<Pattern>);

#[derive(Debug)]
struct Pattern {
    begins: Box<str>,
    /// How it ends, when there is a star.
    ends: Option<Box<str>>,
}

impl Patterns {
    /// Whether `word`, in lower case, is one of them.
    fn fit(&self, word: &str) -> bool {
        self.0.iter().any(|Pattern { begins, ends }| match ends {
            None => word == &**begins,
            Some(ends) => {
                word.len() >= begins.len() + ends.len() && word.starts_with(&**begins) && word.ends_with(&**ends)
            }
        })
    }

    /// The words, as far as they are written out.
    pub(crate) fn written(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|pattern| &*pattern.begins)
    }
}

impl From<String> for Patterns {
    fn from(list: String) -> Self {
        let pattern = |word: &str| {
            let (begins, ends) = word.split_once('*').map_or((word, None), |(begins, ends)| (begins, Some(ends)));
            Pattern { begins: begins.into(), ends: ends.map(Into::into) }
        };
        Self(list.split_whitespace().map(pattern).collect())
    }
}

/// Words before and after a figure that bound it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct BoundWords {
    at_least: Vec<String>,
    at_most: Vec<String>,
    about: Vec<String>,
    more_than: Vec<String>,
    less_than: Vec<String>,
    after_at_least: Vec<String>,
    after_at_most: Vec<String>,
    after_about: Vec<String>,
}

impl BoundWords {
    /// The phrases that stand before a figure, with what they make of it.
    pub(crate) fn before(&self) -> impl Iterator<Item = (&str, Bound)> {
        [
            (&self.at_least, Bound::AtLeast),
            (&self.at_most, Bound::AtMost),
            (&self.about, Bound::About),
            (&self.more_than, Bound::MoreThan),
            (&self.less_than, Bound::LessThan),
        ]
        .into_iter()
        .flat_map(|(phrases, bound)| phrases.iter().map(move |phrase| (phrase.as_str(), bound)))
    }

    /// The phrases that stand after it.
    pub(crate) fn after(&self) -> impl Iterator<Item = (&str, Bound)> {
        [
            (&self.after_at_least, Bound::AtLeast),
            (&self.after_at_most, Bound::AtMost),
            (&self.after_about, Bound::About),
        ]
        .into_iter()
        .flat_map(|(phrases, bound)| phrases.iter().map(move |phrase| (phrase.as_str(), bound)))
    }
}

/// Words beside which a figure is a name or a time.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct NotAmounts {
    pub(crate) before: String,
    pub(crate) after: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cues {
    /// Each verb gives five forms: base, third person, past, participle, -ing. Else all its forms are finite, but for those
    /// marked "~", which share the subject of the clause before.
    #[serde(default)]
    five_forms: bool,
    #[serde(default)]
    verb: Vec<Verbs>,
    #[serde(default)]
    noun: Vec<Phrases>,
    #[serde(default)]
    according: Vec<Phrases>,
    #[serde(default)]
    answer: Vec<Phrases>,
    #[serde(default)]
    hearsay: Vec<Phrases>,
    #[serde(default)]
    adjective: Vec<Phrases>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verbs {
    stance: Utterance,
    takes: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    #[serde(default)]
    stance: Utterance,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    #[serde(default)]
    script: ScriptFile,
    classes: BTreeMap<String, String>,
    #[serde(default)]
    endings: BTreeMap<String, Vec<String>>,
    /// Nouns, each with its other forms.
    #[serde(default)]
    nominatives: BTreeMap<String, String>,
    #[serde(default)]
    abbreviations: BTreeMap<String, String>,
    /// Words that point to what was claimed before.
    earlier: Vec<String>,
    /// Phrases in which somebody is worried by what others claim.
    concern: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ScriptFile {
    unspaced: bool,
    caseless: bool,
    verb_first: bool,
    inflected_names: bool,
    free_order: bool,
    bare_after_comma: bool,
    capital_nouns: bool,
    elides: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    states: Vec<[String; 4]>,
}

/// Reads the lexicon of one language.
pub(super) fn load(files: &Files) -> Lexicon {
    let words: Words = read(files.tag, "words", files.words);
    let ScriptFile {
        unspaced,
        caseless,
        verb_first,
        inflected_names,
        free_order,
        bare_after_comma,
        capital_nouns,
        elides,
    } = words.script;
    let mut lexicon = Lexicon {
        entries: HashMap::new(),
        cues: Vec::new(),
        nominatives: HashMap::new(),
        pasts: HashMap::new(),
        states: Vec::new(),
        endings: Vec::new(),
        longest: 1,
        script: Script {
            unspaced,
            caseless,
            verb_first,
            free_order,
            bare_after_comma,
            capital_nouns,
            elides,
            inflected_names,
        },
        numbers: read(files.tag, "numbers", files.numbers),
        earlier: words.earlier,
        concern: words.concern,
    };
    for (name, list) in &words.classes {
        let classes = Class::named(name).unwrap_or_else(|| panic!("{}/words.toml: no class {name}", files.tag));
        for word in list.split_whitespace() {
            lexicon.add(word, Sense { classes, ..Sense::default() });
        }
    }
    for (noun, forms) in &words.nominatives {
        let all = forms.split_whitespace().chain([noun.as_str()]);
        lexicon.nominatives.extend(all.map(|form| (form.into(), noun.as_str().into())));
    }
    for (name, endings) in words.endings {
        let class = Class::named(&name).unwrap_or_else(|| panic!("{}/words.toml: no class {name}", files.tag));
        lexicon.endings.extend(endings.into_iter().map(|ending| (ending.into(), class)));
    }
    for word in words.abbreviations.values().flat_map(|list| list.split_whitespace()) {
        let sense = Sense { classes: Class::ABBREVIATION, ..Sense::default() };
        lexicon.add(word, sense);
    }
    add_cues(&mut lexicon, read(files.tag, "cues", files.cues));
    add_names(&mut lexicon, read(files.tag, "names", files.names));
    lexicon
}

fn read<T: serde::de::DeserializeOwned>(tag: &str, name: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("{tag}/{name}.toml: {error}"))
}

fn add_cues(lexicon: &mut Lexicon, cues: Cues) {
    let mut places: HashMap<String, usize> = HashMap::new();
    for verbs in cues.verb {
        let takes = verbs.takes.split_whitespace().fold(Takes::default(), |all, word| {
            all | Takes::named(word).unwrap_or_else(|| panic!("cues.toml: nothing takes {word}"))
        });
        for forms in &verbs.words {
            let forms: Vec<&str> = forms.split('|').map(str::trim).collect();
            let place = *places.entry(forms[0].to_owned()).or_insert_with(|| {
                lexicon.cues.push(CueWord { stance: verbs.stance, takes: Takes::default() });
                lexicon.cues.len() - 1
            });
            lexicon.cues[place].takes |= takes;
            let kinds = [Form::BASE, Form::THIRD, Form::PAST, Form::PARTICIPLE, Form::GERUND];
            for (at, form) in forms.iter().enumerate() {
                let (form, kind) = match (cues.five_forms, form.strip_prefix('~')) {
                    (true, _) => (*form, kinds[at.min(4)]),
                    (false, Some(form)) => (form, Form::GERUND),
                    (false, None) => (*form, Form::PAST),
                };
                let cue = u16::try_from(place).ok().map(|place| (place, kind));
                if let Some((place, Form::PAST)) = cue.filter(|_| cues.five_forms) {
                    lexicon.pasts.entry(place).or_insert_with(|| (*form).into());
                }
                lexicon.add(form, Sense { cue, ..Sense::default() });
            }
        }
    }
    let others = [
        (cues.noun, Class::NOUN_CUE),
        (cues.according, Class::ACCORDING),
        (cues.answer, Class::ANSWER),
        (cues.hearsay, Class::HEARSAY),
        (cues.adjective, Class::ADJECTIVE_CUE),
    ];
    for (groups, classes) in others {
        for group in groups {
            lexicon.cues.push(CueWord { stance: group.stance, takes: Takes::default() });
            let cue = u16::try_from(lexicon.cues.len() - 1).ok().map(|place| (place, Form::default()));
            for word in group.words.iter().flat_map(|words| alternatives(words)) {
                lexicon.add(&word, Sense { classes, cue, ..Sense::default() });
            }
        }
    }
}

/// The phrases that one written with "(a|b)" stands for.
fn alternatives(words: &str) -> Vec<String> {
    let Some((before, (inside, after))) =
        words.split_once('(').and_then(|(before, rest)| Some((before, rest.split_once(')')?)))
    else {
        return vec![words.to_owned()];
    };
    let tails = alternatives(after);
    let whole = |part: &str| tails.iter().map(move |tail| format!("{before}{part}{tail}")).collect::<Vec<_>>();
    inside.split('|').flat_map(whole).collect()
}

/// The states of all languages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct States {
    same: Vec<String>,
    unions: Vec<String>,
}

/// What states are called in every language.
pub(crate) struct StateNames {
    /// The names that are of one state each.
    pub(crate) same: Vec<Vec<String>>,
    /// Those that are no state but a union of states.
    pub(crate) unions: Vec<String>,
    /// The rows of every language: name, demonyms, capitals, other names.
    pub(crate) rows: Vec<[String; 4]>,
}

/// What states are called in every language.
pub(crate) fn state_names() -> StateNames {
    let States { same, unions } = read("all", "states", include_str!("../../lexicon/states.toml"));
    let same = same.iter().map(|names| names.split('|').map(|name| name.trim().to_owned()).collect()).collect();
    let rows = LANGUAGES.iter().flat_map(|files| read::<Names>(files.tag, "names", files.names).states).collect();
    StateNames { same, unions, rows }
}

fn add_names(lexicon: &mut Lexicon, names: Names) {
    for [name, demonyms, capitals, others] in names.states {
        let state = u16::try_from(lexicon.states.len()).ok();
        lexicon.states.push(name.as_str().into());
        let mut add = |list: &str, classes| {
            for word in list.split_whitespace() {
                lexicon.add(word, Sense { classes, state, cue: None });
            }
        };
        add(&name.replace(' ', "_"), Class::STATE);
        add(&others, Class::STATE);
        add(&capitals, Class::CAPITAL);
        add(&demonyms, Class::DEMONYM);
    }
}

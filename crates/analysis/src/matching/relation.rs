//! How one claim seems to stand to another: by what they say more than each other, their figures, and what they deny.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Alike, Bearing, Block, BlockKind, RelationKind, TextRange,
    figures::{self, Measured},
    letters::{sounded, stands_alone},
};

use super::{Saying, words::words};
use crate::lexicon::Class;
use crate::quantities::things;
use crate::reading::Reading;

/// Letters of a word that says something by itself; pairs of letters that stand alone always do.
const TELLING: usize = 4;
/// The share of its telling words that a claim has in common with one that says the same, or that it denies.
const MUCH: f64 = 0.6;
/// The share of words that a claim has in common with one that says all of it and more.
const NEARLY_ALL: f64 = 0.8;
/// Words that two claims on one matter have in common, and their shares of the longer and of the shorter claim.
const ON_ONE_MATTER: (usize, f64, f64) = (3, 0.25, 0.5);
/// The shares for a claim and one that denies it: that both speak of it tells less than two figures do.
const DENIED: (f64, f64) = (0.4, 0.6);

/// Words that tie others together, and tell nothing themselves.
const CLOSED: Class = Class::AUXILIARY
    .or(Class::PREPOSITION)
    .or(Class::PRONOUN)
    .or(Class::DETERMINER)
    .or(Class::POSSESSIVE)
    .or(Class::CONJUNCTION)
    .or(Class::SUBORDINATOR)
    .or(Class::RELATIVE)
    .or(Class::ADVERB);

/// One of two claims, read.
pub(super) struct Side {
    telling: BTreeSet<String>,
    persons: Persons,
    /// The words of names as they sound, and as they are written.
    names: BTreeMap<String, String>,
    figures: Vec<Measured>,
    negated: bool,
    said: Option<domain::Interval>,
}

impl Side {
    pub(super) fn of(saying: &Saying) -> Self {
        let statement = saying.statement.as_str();
        let block = Block {
            kind: BlockKind::Paragraph,
            range: TextRange { start: 0, end: domain::text::length(statement) },
            post: None,
        };
        let reading = Reading::new(statement, &[block], saying.language.as_deref());
        let every = 0..reading.tokens.len();
        let negated = every.clone().any(|at| reading.tokens[at].is(Class::NEGATION | Class::DENIAL));
        let figures = things::in_reading(&reading, &saying.quantities);
        let denying: BTreeSet<String> = every
            .filter(|at| reading.tokens[*at].is(Class::NEGATION))
            .flat_map(|at| words(reading.word(at)))
            .map(|word| word.stem)
            .collect();
        let persons = Persons::of(&reading);
        let closed: BTreeSet<String> = reading
            .tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| token.is(CLOSED))
            .flat_map(|(at, _)| words(reading.word(at)))
            .map(|word| word.stem)
            .collect();
        let says = |word: &super::Word| {
            let figure = word.folded.chars().any(char::is_numeric);
            let long = word.folded.chars().count() >= TELLING || word.folded.chars().any(stands_alone);
            long && !figure && !denying.contains(&word.stem) && !closed.contains(&word.stem)
        };
        let telling = words(statement).into_iter().filter(says).map(|word| word.stem).collect();
        Self { telling, persons, names: names(saying), figures, negated, said: saying.said }
    }
}

/// The words for people in a claim, without their endings.
struct Persons {
    /// For people of any kind: "citizens".
    any: BTreeSet<String>,
    /// For those and for people of some kind: "citizens", "fighters".
    all: BTreeSet<String>,
}

impl Persons {
    fn of(reading: &Reading<'_>) -> Self {
        let mut persons = Self { any: BTreeSet::new(), all: BTreeSet::new() };
        let numbers = &reading.lexicon.numbers;
        for at in (0..reading.tokens.len()).filter(|at| reading.tokens[*at].word()) {
            let lower = reading.word(at).to_lowercase();
            for (kind, _) in numbers.people.iter().filter(|(_, people)| numbers.fit(people, &lower)) {
                let stems = words(reading.word(at)).into_iter().map(|word| word.stem);
                let stems: Vec<String> = stems.collect();
                persons.any.extend(stems.iter().filter(|_| kind == "any").cloned());
                persons.all.extend(stems);
            }
        }
        persons
    }

    /// Whether both speak of people in other words: "citizens" and "nationals", "citizens" and "fighters".
    fn meet(&self, other: &Self) -> bool {
        let one_of_any = |one: &Self, other: &Self| !one.any.is_empty() && !other.all.is_empty();
        self.all.is_disjoint(&other.all) && (one_of_any(self, other) || one_of_any(other, self))
    }
}

/// The words of names by how they sound: those with a capital inside the statement, and those given.
fn names(saying: &Saying) -> BTreeMap<String, String> {
    let capital = |chunk: &&str| chunk.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    let written = saying.statement.split_whitespace().skip(1).filter(capital);
    let given = saying.names.iter().flat_map(|name| name.split_whitespace());
    let mut names = BTreeMap::new();
    for chunk in written.chain(given) {
        for word in words(chunk).into_iter().filter(|word| word.folded.chars().count() >= TELLING) {
            // A last vowel is an ending in one language and a part of the name in the next.
            let sound = sounded(&word.folded).trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']).to_owned();
            names.entry(sound).or_insert_with(|| bare(chunk).to_owned());
        }
    }
    names
}

/// A word of a text as it stands there, without the marks around it and an English genitive.
fn bare(chunk: &str) -> &str {
    let bare = chunk.trim_matches(|c: char| !c.is_alphanumeric());
    bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare)
}

/// The names of `ours` that `theirs` has too, as ours are written, each once.
fn names_shared(ours: &Side, theirs: &Side) -> Vec<String> {
    let mut shared: Vec<String> = Vec::new();
    for (_, written) in ours.names.iter().filter(|(sound, _)| theirs.names.contains_key(*sound)) {
        if !shared.contains(written) {
            shared.push(written.clone());
        }
    }
    shared
}

/// What `ours` seems to be to `theirs`, if anything; what says so is put into `reasons`.
pub(super) fn relation(ours: &Side, theirs: &Side, reasons: &mut Vec<Alike>) -> Option<RelationKind> {
    let common = ours.telling.intersection(&theirs.telling).count() + usize::from(ours.persons.meet(&theirs.persons));
    let (of_ours, of_theirs) = (share(common, ours.telling.len()), share(common, theirs.telling.len()));
    let (least, most) = (of_ours.min(of_theirs), of_ours.max(of_theirs));
    let names = names_shared(ours, theirs);
    let named = !names.is_empty();
    if named {
        reasons.push(Alike::Names { names });
    }
    let same_day = ours.said.is_some() && ours.said == theirs.said;
    if same_day {
        reasons.push(Alike::SameDay);
    }
    let (few, of_longer, of_shorter) = ON_ONE_MATTER;
    let one_matter = least >= MUCH || (common >= few && least >= of_longer && most >= of_shorter);
    let figures = compared(ours, theirs, one_matter, reasons);
    let denies = ours.negated != theirs.negated;
    if denies {
        reasons.push(Alike::OneDenies);
    }
    if least >= MUCH {
        return much_alike(ours, theirs, denies, figures);
    }
    match figures {
        Some(Figures::Grew(relation)) if one_matter && !denies => return Some(relation),
        Some(Figures::Differ) if one_matter => return Some(RelationKind::Contradicts),
        Some(Figures::Agree { telling }) if !denies && (one_matter || (telling && named)) => {
            return Some(RelationKind::Same);
        }
        _ => {}
    }
    if denies {
        let spoken_of = common >= few && least >= DENIED.0 && most >= DENIED.1;
        return spoken_of.then_some(RelationKind::Contradicts);
    }
    if figures.is_some() {
        return None;
    }
    if of_ours >= NEARLY_ALL && ours.telling.len() >= few {
        return Some(RelationKind::Narrower);
    }
    (of_theirs >= NEARLY_ALL && theirs.telling.len() >= few).then_some(RelationKind::Broader)
}

/// What two claims of much the same words are to each other.
fn much_alike(ours: &Side, theirs: &Side, denies: bool, figures: Option<Figures>) -> Option<RelationKind> {
    if denies {
        return Some(RelationKind::Contradicts);
    }
    match figures {
        Some(Figures::Grew(relation)) => Some(relation),
        Some(Figures::Differ) => Some(RelationKind::Contradicts),
        Some(Figures::Agree { .. }) => Some(RelationKind::Same),
        None => match (ours.figures.is_empty(), theirs.figures.is_empty()) {
            (false, true) => Some(RelationKind::Broader),
            (true, false) => Some(RelationKind::Narrower),
            // Figures of different things.
            (false, false) => None,
            (true, true) => Some(RelationKind::Same),
        },
    }
}

/// What figures of the same thing do.
#[derive(Clone, Copy)]
enum Figures {
    Agree {
        /// They say the same number, and no small one.
        telling: bool,
    },
    Differ,
    /// The later is the higher.
    Grew(RelationKind),
}

/// How like figures compare. That some differ says nothing where the claims are not on one matter.
fn compared(ours: &Side, theirs: &Side, one_matter: bool, reasons: &mut Vec<Alike>) -> Option<Figures> {
    let own: Vec<&Measured> = ours.figures.iter().collect();
    let other: Vec<&Measured> = theirs.figures.iter().collect();
    let compared = figures::compared(&own, &other, Bearing::OneMatter);
    let pair = |(one, two): (usize, usize)| (own[one].quantity.clone(), other[two].quantity.clone());
    let telling = |(one, two): (usize, usize)| own[one].says_the_same(other[two]) && own[one].is_telling();
    let (mut agreeing, mut differing) = (compared.agreeing, compared.differing);
    agreeing.retain(|pair| one_matter || telling(*pair));
    differing.retain(|_| one_matter);
    for agree in &agreeing {
        let (ours, theirs) = pair(*agree);
        reasons.push(Alike::FiguresAgree { ours, theirs });
    }
    for differ in &differing {
        let (ours, theirs) = pair(*differ);
        reasons.push(Alike::FiguresDiffer { ours, theirs });
    }
    let grown = |pairs: &[(usize, usize)]| {
        let mut grown = pairs.iter().map(|(one, two)| grew(ours, theirs, own[*one], other[*two]));
        let first = grown.next().flatten();
        first.filter(|first| grown.all(|next| next == Some(*first)))
    };
    if !differing.is_empty() {
        return Some(grown(&differing).map_or(Figures::Differ, Figures::Grew));
    }
    let said = agreeing.iter().any(|pair| telling(*pair));
    let agree = Figures::Agree { telling: said };
    // "At least 200" said a month after "at least 155": both can be so, and it is said anew.
    let anew = grown(&agreeing).filter(|_| !said).map(Figures::Grew);
    (!agreeing.is_empty()).then(|| anew.unwrap_or(agree))
}

/// What is updated where the later of two figures is the higher.
fn grew(ours: &Side, theirs: &Side, own: &Measured, other: &Measured) -> Option<RelationKind> {
    let (then, now) = (ours.said?, theirs.said?);
    let known = |of: &Measured| {
        let (low, high) = of.quantity.span();
        if low.is_finite() { low } else { high }
    };
    if then.to < now.from && known(other) > known(own) {
        Some(RelationKind::UpdatedBy)
    } else if now.to < then.from && known(own) > known(other) {
        Some(RelationKind::Updates)
    } else {
        None
    }
}

fn share(common: usize, of: usize) -> f64 {
    let number = |many: usize| f64::from(u32::try_from(many).unwrap_or(u32::MAX));
    if of == 0 { 0.0 } else { number(common) / number(of) }
}

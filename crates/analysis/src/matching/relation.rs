//! How one claim seems to stand to another: by what they say more than each other, their figures, and what they deny.

use std::collections::BTreeSet;

use domain::{
    Alike, Block, BlockKind, Bound, Quantity, RelationKind, TextRange,
    letters::{sounded, stands_alone},
};

use super::{Saying, words::words};
use crate::lexicon::Class;
use crate::quantities::figures;
use crate::reading::Reading;

/// Letters of a word that says something by itself; pairs of letters that stand alone always do.
const TELLING: usize = 4;
/// The share of its telling words that a claim has in common with one that says the same, or that it denies.
const MUCH: f64 = 0.6;
/// The share of words that a claim has in common with one that says all of it and more.
const NEARLY_ALL: f64 = 0.75;
/// How far a figure with "about" may be off.
const ABOUT: f64 = 0.1;

/// One of two claims, read.
pub(super) struct Side {
    telling: BTreeSet<String>,
    names: BTreeSet<String>,
    quantities: Vec<Quantity>,
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
        let read = || figures(&reading, every.clone()).into_iter().map(|figure| figure.quantity).collect();
        let quantities = if saying.quantities.is_empty() { read() } else { saying.quantities.clone() };
        let denying: BTreeSet<String> = every
            .filter(|at| reading.tokens[*at].is(Class::NEGATION))
            .flat_map(|at| words(reading.word(at)))
            .map(|word| word.stem)
            .collect();
        let says = |word: &super::Word| {
            let figure = word.folded.chars().any(char::is_numeric);
            let long = word.folded.chars().count() >= TELLING || word.folded.chars().any(stands_alone);
            long && !figure && !denying.contains(&word.stem)
        };
        let telling = words(statement).into_iter().filter(says).map(|word| word.stem).collect();
        Self { telling, names: names(saying), quantities, negated, said: saying.said }
    }
}

/// The words of names, as they sound: those given, and those with a capital inside the statement.
fn names(saying: &Saying) -> BTreeSet<String> {
    let capital = |chunk: &&str| chunk.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    let written = saying.statement.split_whitespace().skip(1).filter(capital);
    let given = saying.names.iter().map(String::as_str);
    let all = written.chain(given).flat_map(words);
    let long = all.filter(|word| word.folded.chars().count() >= TELLING);
    // A last vowel is an ending in one language and a part of the name in the next.
    long.map(|word| sounded(&word.folded).trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']).to_owned()).collect()
}

/// What `ours` seems to be to `theirs`, if anything; what says so is put into `reasons`.
pub(super) fn relation(ours: &Side, theirs: &Side, reasons: &mut Vec<Alike>) -> Option<RelationKind> {
    let common = ours.telling.intersection(&theirs.telling).count();
    let (of_ours, of_theirs) = (share(common, ours.telling.len()), share(common, theirs.telling.len()));
    let names: Vec<String> = ours.names.intersection(&theirs.names).cloned().collect();
    if !names.is_empty() {
        reasons.push(Alike::Names { names });
    }
    let same_day = ours.said.is_some() && ours.said == theirs.said;
    if same_day {
        reasons.push(Alike::SameDay);
    }
    let figures = compared(ours, theirs, reasons);
    if ours.negated != theirs.negated {
        reasons.push(Alike::OneDenies);
    }
    if of_ours.min(of_theirs) >= MUCH {
        if ours.negated != theirs.negated {
            return Some(RelationKind::Contradicts);
        }
        return match figures {
            Some(Figures::Grew(relation)) => Some(relation),
            Some(Figures::Differ) => Some(RelationKind::Contradicts),
            Some(Figures::Agree) => Some(RelationKind::Same),
            None => match (ours.quantities.is_empty(), theirs.quantities.is_empty()) {
                (false, true) => Some(RelationKind::Broader),
                (true, false) => Some(RelationKind::Narrower),
                // Figures of different things.
                (false, false) => None,
                (true, true) => Some(RelationKind::Same),
            },
        };
    }
    if ours.negated != theirs.negated || matches!(figures, Some(Figures::Differ | Figures::Grew(_))) {
        return None;
    }
    if of_ours >= NEARLY_ALL && ours.telling.len() > 1 {
        return Some(RelationKind::Narrower);
    }
    if of_theirs >= NEARLY_ALL && theirs.telling.len() > 1 {
        return Some(RelationKind::Broader);
    }
    None
}

/// What figures of the same thing do.
enum Figures {
    Agree,
    Differ,
    /// The later is the higher.
    Grew(RelationKind),
}

/// How like figures compare; the first that differ decide.
fn compared(ours: &Side, theirs: &Side, reasons: &mut Vec<Alike>) -> Option<Figures> {
    let mut outcome = None;
    for own in &ours.quantities {
        let alike: Vec<&Quantity> = theirs.quantities.iter().filter(|other| of_one_thing(own, other)).collect();
        let Some(other) = alike.iter().find(|other| fit(own, other)).or(alike.first()) else { continue };
        let (own_copy, other_copy) = (own.clone(), (*other).clone());
        if fit(own, other) {
            reasons.push(Alike::FiguresAgree { ours: own_copy, theirs: other_copy });
            outcome = outcome.or(Some(Figures::Agree));
            continue;
        }
        reasons.push(Alike::FiguresDiffer { ours: own_copy, theirs: other_copy });
        if !matches!(outcome, Some(Figures::Differ | Figures::Grew(_))) {
            outcome = Some(grew(ours, theirs, own, other).map_or(Figures::Differ, Figures::Grew));
        }
    }
    outcome
}

fn grew(ours: &Side, theirs: &Side, own: &Quantity, other: &Quantity) -> Option<RelationKind> {
    let (then, now) = (ours.said?, theirs.said?);
    let (low, high) = (span(own)?.0, span(other)?.0);
    let known = |end: f64, quantity: &Quantity| if end.is_finite() { Some(end) } else { span(quantity).map(|s| s.1) };
    let (own_low, other_low) = (known(low, own)?, known(high, other)?);
    if then.to < now.from && other_low > own_low {
        Some(RelationKind::UpdatedBy)
    } else if now.to < then.from && own_low > other_low {
        Some(RelationKind::Updates)
    } else {
        None
    }
}

/// Whether both count the same: one unit, and a telling word of what is counted in common.
fn of_one_thing(a: &Quantity, b: &Quantity) -> bool {
    let counted = |quantity: &Quantity| -> BTreeSet<String> {
        words(&quantity.counted).into_iter().map(|word| word.stem).collect()
    };
    let (first, second) = (counted(a), counted(b));
    let common = first.intersection(&second).filter(|stem| stem.chars().count() > 2 || !stem.is_ascii()).count();
    a.unit == b.unit && share(common, first.len().min(second.len())) >= 0.5
}

/// Whether both can be right.
fn fit(a: &Quantity, b: &Quantity) -> bool {
    match (span(a), span(b)) {
        (Some((low, high)), Some((other_low, other_high))) => low <= other_high && other_low <= high,
        _ => true,
    }
}

/// From which figure to which.
fn span(quantity: &Quantity) -> Option<(f64, f64)> {
    let low: f64 = quantity.value.parse().ok()?;
    let high: f64 = quantity.high.as_ref().map_or(Some(low), |high| high.parse().ok())?;
    Some(match quantity.bound {
        Bound::Exactly => (low, high),
        Bound::About => (low - low.abs() * ABOUT, high + high.abs() * ABOUT),
        Bound::AtLeast => (low, f64::INFINITY),
        Bound::MoreThan => (low.next_up(), f64::INFINITY),
        Bound::AtMost => (f64::NEG_INFINITY, high),
        Bound::LessThan => (f64::NEG_INFINITY, high.next_down()),
    })
}

fn share(common: usize, of: usize) -> f64 {
    let number = |many: usize| f64::from(u32::try_from(many).unwrap_or(u32::MAX));
    if of == 0 { 0.0 } else { number(common) / number(of) }
}

//! Figures that cannot both be so. Like is compared with like: what is counted, in what unit, as of when.

use std::collections::{BTreeMap, BTreeSet};

use crate::{AppearanceId, Bearing, ClaimId, Quantity, letters::stem};

/// What a figure counts, made comparable.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thing {
    /// The words for it without their endings, those for people left out; none where it is not said.
    pub words: BTreeSet<String>,
    /// That they are people, of what kinds; of any where none is said.
    pub people: Option<BTreeSet<String>>,
    /// What marks them off from others of their kind: "captured", "children".
    pub marks: BTreeSet<String>,
    /// The language of the words, where it is known.
    pub language: Option<String>,
}

impl Thing {
    /// What is `called` so, where nothing else is known of it.
    pub fn called(called: &str) -> Self {
        let words = called.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        Self { words: words.map(|word| stem(&word.to_lowercase())).collect(), ..Self::default() }
    }

    /// Whether nothing says what is counted.
    pub fn is_unsaid(&self) -> bool {
        self.words.is_empty() && self.people.is_none()
    }

    fn likeness(&self, other: &Self) -> Likeness {
        let apart = matches!((&self.language, &other.language), (Some(one), Some(other)) if one != other);
        let worded = self.words.is_subset(&other.words) || other.words.is_subset(&self.words);
        match (&self.people, &other.people) {
            _ if self.marks != other.marks => Likeness::Unlike,
            _ if self.is_unsaid() || other.is_unsaid() => Likeness::Like,
            (Some(one), Some(other)) if (worded || apart) && meet(one, other) => Likeness::Like,
            (None, None) if apart => Likeness::Unknown,
            (None, None) if worded && !self.words.is_empty() && !other.words.is_empty() => Likeness::Like,
            _ => Likeness::Unlike,
        }
    }
}

/// Whether people of the kinds `one` can be people of the kinds `other`.
fn meet(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    one.is_empty() || other.is_empty() || !one.is_disjoint(other)
}

/// Whether two things are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    Like,
    Unlike,
    /// Their words are of two languages.
    Unknown,
}

/// A figure, with what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// What it says.
    pub quantity: Quantity,
    /// What it counts.
    pub thing: Thing,
}

impl Measured {
    /// Whether the number alone tells one matter from the next: anybody has two of something.
    pub fn is_telling(&self) -> bool {
        self.quantity.value.parse().is_ok_and(|value: f64| value > FEW)
    }

    /// Whether both say the same number in the same unit.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let (a, b) = (&self.quantity, &other.quantity);
        a.value == b.value && a.high == b.high && folded(a.unit.as_deref()) == folded(b.unit.as_deref())
    }

    fn likeness(&self, other: &Self) -> Likeness {
        let (a, b) = (&self.quantity, &other.quantity);
        if folded(a.unit.as_deref()) != folded(b.unit.as_deref()) || !at_one_time(a, b) {
            return Likeness::Unlike;
        }
        self.thing.likeness(&other.thing)
    }
}

/// As many are a few.
const FEW: f64 = 12.0;

/// How the figures of two sayings compare: places among the ones and the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compared {
    /// Figures of one thing that can both be so.
    pub agreeing: Vec<(usize, usize)>,
    /// Figures of one thing that cannot, and agree with no other of the two sayings.
    pub differing: Vec<(usize, usize)>,
}

/// How `ours` and `theirs` compare, bearing on each other as `bearing` says.
///
/// Who says "155 fight, two were captured" counts two things, so that a figure is at peace with a saying that gives a like
/// one which it agrees with. A figure that does not say what it counts is like the first that it can be like. Where words
/// are of two languages, only a figure that is the same, and no small one, tells anything.
pub fn compared(ours: &[&Measured], theirs: &[&Measured], bearing: Bearing) -> Compared {
    let like = |one: usize, other: usize| ours[one].likeness(theirs[other]) == Likeness::Like;
    let first = |one: usize, other: usize| {
        let unsaid = |one: &Measured| one.thing.is_unsaid();
        (!unsaid(ours[one]) || (0..other).all(|earlier| !like(one, earlier)))
            && (!unsaid(theirs[other]) || (0..one).all(|earlier| !like(earlier, other)))
    };
    let mut compared = Compared::default();
    let pairs = (0..ours.len()).flat_map(|one| (0..theirs.len()).map(move |other| (one, other)));
    for (one, other) in pairs {
        match ours[one].likeness(theirs[other]) {
            Likeness::Like if first(one, other) => {
                let agree = agree_as(bearing, &ours[one].quantity, &theirs[other].quantity);
                let found = if agree { &mut compared.agreeing } else { &mut compared.differing };
                found.push((one, other));
            }
            Likeness::Unknown if ours[one].says_the_same(theirs[other]) && ours[one].is_telling() => {
                compared.agreeing.push((one, other));
            }
            _ => {}
        }
    }
    let Compared { agreeing, differing } = &mut compared;
    differing.retain(|(one, other)| !agreeing.iter().any(|(our, their)| our == one || their == other));
    compared
}

/// A figure and the appearance that gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The claim.
    pub claim: ClaimId,
    /// The appearance.
    pub appearance: AppearanceId,
    /// What it says.
    pub measured: Measured,
}

/// Which pairs of `figures` cannot both be so, their claims bearing on each other as `bearing` says.
///
/// The figures of one appearance never conflict.
pub fn conflicts(figures: &[Counted], bearing: impl Fn(ClaimId, ClaimId) -> Option<Bearing>) -> Vec<(usize, usize)> {
    let mut said: BTreeMap<(ClaimId, AppearanceId), Vec<usize>> = BTreeMap::new();
    for (place, figure) in figures.iter().enumerate() {
        said.entry((figure.claim, figure.appearance)).or_default().push(place);
    }
    let said: Vec<(ClaimId, Vec<usize>)> = said.into_iter().map(|((claim, _), places)| (claim, places)).collect();
    let measured = |places: &[usize]| places.iter().map(|place| &figures[*place].measured).collect::<Vec<_>>();
    let mut found = Vec::new();
    for (at, (claim, ours)) in said.iter().enumerate() {
        for (other, theirs) in &said[at + 1..] {
            let Some(bearing) = bearing(*claim, *other) else { continue };
            let differing = compared(&measured(ours), &measured(theirs), bearing).differing.into_iter();
            let places = differing.map(|(one, other)| (ours[one], theirs[other]));
            found.extend(places.map(|(one, other)| (one.min(other), one.max(other))));
        }
    }
    found.sort_unstable();
    found
}

/// The `figures` as they can be compared: those that count the same in the same unit stand together, in their order.
pub fn alike(figures: &[Counted]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for place in 0..figures.len() {
        let like = |group: &&mut Vec<usize>| {
            group.iter().all(|other| is_like_ever(&figures[*other].measured, &figures[place].measured))
        };
        match groups.iter_mut().find(like) {
            Some(group) => group.push(place),
            None => groups.push(vec![place]),
        }
    }
    groups
}

/// Whether two figures count the same in the same unit, be it at two times.
fn is_like_ever(one: &Measured, other: &Measured) -> bool {
    folded(one.quantity.unit.as_deref()) == folded(other.quantity.unit.as_deref())
        && one.thing.likeness(&other.thing) == Likeness::Like
}

/// Whether some number fits both.
fn agree(one: &Quantity, other: &Quantity) -> bool {
    let ((a, b), (c, d)) = (one.span(), other.span());
    a <= d && c <= b
}

/// Whether both can be so: of a part there can be fewer than of the whole, and not more.
fn agree_as(bearing: Bearing, one: &Quantity, other: &Quantity) -> bool {
    match bearing {
        Bearing::OneMatter => agree(one, other),
        Bearing::PartOf => one.span().0 <= other.span().1,
        Bearing::WholeOf => other.span().0 <= one.span().1,
    }
}

/// Whether both may be counted at one time. A figure that does not say is of the same time as any.
fn at_one_time(one: &Quantity, other: &Quantity) -> bool {
    match (&one.as_of, &other.as_of) {
        (Some(one), Some(other)) => one.interval.from <= other.interval.to && other.interval.from <= one.interval.to,
        _ => true,
    }
}

fn folded(unit: Option<&str>) -> Option<String> {
    unit.map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::*;
    use crate::{Bound, Interval, Moment, Precision};

    fn set(words: &str) -> BTreeSet<String> {
        words.split_whitespace().map(str::to_owned).collect()
    }

    /// What is counted, told as "words: kinds; marks"; people where there is a colon.
    fn thing(told: &str) -> Thing {
        let (counted, marks) = told.split_once(';').unwrap_or((told, ""));
        let (words, kinds) = counted.split_once(':').map_or((counted, None), |(words, kinds)| (words, Some(kinds)));
        Thing { words: set(words), people: kinds.map(set), marks: set(marks), language: None }
    }

    fn figure(appearance: u128, value: &str, bound: Bound, counted: &str) -> Counted {
        Counted {
            claim: ClaimId(uuid::Uuid::from_u128(appearance)),
            appearance: AppearanceId(uuid::Uuid::from_u128(appearance)),
            measured: Measured {
                quantity: Quantity::new(value, None, bound, None, counted).expect("a figure"),
                thing: thing(counted),
            },
        }
    }

    fn as_of(mut figure: Counted, day: u32) -> Counted {
        let on = NaiveDate::from_ymd_opt(2025, 4, day).expect("a day");
        let (interval, precision) = (Interval::day(on), Precision::Day);
        figure.measured.quantity.as_of =
            Some(Moment { as_written: String::new(), interval, precision, rule: String::new() });
        figure
    }

    fn conflicting(figures: &[Counted]) -> Vec<(usize, usize)> {
        conflicts(figures, |_, _| Some(Bearing::OneMatter))
    }

    #[test]
    fn like_is_compared_with_like() {
        use Bound::{About, AtLeast, Exactly, LessThan, MoreThan};
        let engineers = |appearance, value, bound| figure(appearance, value, bound, "foreign: engineers");
        let table: [(&str, Vec<Counted>, usize); 14] = [
            ("two captured", vec![engineers(1, "155", Exactly), figure(2, "2", Exactly, ": engineers; captured")], 0),
            ("more can be", vec![engineers(1, "155", AtLeast), engineers(2, "160", Exactly)], 0),
            ("fewer cannot", vec![engineers(1, "155", AtLeast), engineers(2, "12", Exactly)], 1),
            ("as many are not more", vec![engineers(1, "155", MoreThan), engineers(2, "155", Exactly)], 1),
            ("one speaker counts two things", vec![engineers(1, "155", Exactly), engineers(1, "2", Exactly)], 0),
            (
                "each has its like",
                vec![engineers(1, "6", Exactly), engineers(1, "2", Exactly), engineers(2, "2", Exactly)],
                0,
            ),
            ("later", vec![as_of(engineers(1, "155", Exactly), 8), as_of(engineers(2, "160", Exactly), 9)], 0),
            ("engineers are people", vec![engineers(1, "155", AtLeast), figure(2, "40", LessThan, ":")], 1),
            ("engineers without more", vec![engineers(1, "155", AtLeast), figure(2, "100", About, ": engineers")], 1),
            ("what is not said is theirs", vec![engineers(1, "155", AtLeast), figure(2, "40", LessThan, "")], 1),
            ("guards are no engineers", vec![engineers(1, "155", Exactly), figure(2, "12", Exactly, ": guards")], 0),
            ("lorries are no people", vec![figure(1, "155", Exactly, ":"), figure(2, "12", Exactly, "lorri")], 0),
            (
                "citizens of two states",
                vec![figure(1, "12", Exactly, "upstream:"), figure(2, "200", AtLeast, "coastal:")],
                0,
            ),
            (
                "what is not said is the first",
                vec![
                    engineers(1, "155", AtLeast),
                    figure(1, "6", Exactly, ": engineers; met"),
                    figure(2, "6", Exactly, "; met"),
                ],
                0,
            ),
        ];
        for (name, figures, many) in table {
            assert_eq!(conflicting(&figures).len(), many, "{name}");
        }
    }

    #[test]
    fn a_part_may_be_less_than_its_whole_and_not_more() {
        use Bound::{AtLeast, Exactly};
        let guards = |claim, value, bound| figure(claim, value, bound, ": guards");
        let figures = [guards(1, "40", Exactly), guards(2, "155", Exactly), guards(3, "160", AtLeast)];
        let parts_of_second = |one: ClaimId, other: ClaimId| match (one.0.as_u128(), other.0.as_u128()) {
            (1 | 3, 2) => Some(Bearing::PartOf),
            (2, 1 | 3) => Some(Bearing::WholeOf),
            _ => None,
        };
        assert_eq!(conflicts(&figures, parts_of_second), [(1, 2)], "160 are no part of 155, and 40 are");
        assert_eq!(conflicts(&figures, |_, _| None), [], "what was said anew may have another figure");
    }

    #[test]
    fn between_two_languages_people_are_people_and_other_things_are_known_by_a_telling_number() {
        let in_language = |value: &str, told: &str, language: &str| Measured {
            quantity: Quantity::new(value, None, Bound::Exactly, None, told).expect("a figure"),
            thing: Thing { language: Some(language.to_owned()), ..thing(told) },
        };
        for (ours, theirs, wanted) in [
            (("155", "foreign: engineers"), ("155", "inozemn:"), Some(true)),
            (("155", "foreign: engineers"), ("12", "inozemn: engineers"), Some(false)),
            (("155", ":; captured"), ("2", ":"), None),
            (("155", "lorri"), ("155", "vantazhivk"), Some(true)),
            (("155", "lorri"), ("12", "vantazhivk"), None),
            (("2", "lorri"), ("2", "vantazhivk"), None),
        ] {
            let (ours, theirs) = (in_language(ours.0, ours.1, "en"), in_language(theirs.0, theirs.1, "uk"));
            let told = |compared: Compared| match (compared.agreeing.len(), compared.differing.len()) {
                (0, 0) => None,
                (agreeing, _) => Some(agreeing > 0),
            };
            assert_eq!(told(compared(&[&ours], &[&theirs], Bearing::OneMatter)), wanted, "{ours:?} {theirs:?}");
            assert_eq!(told(compared(&[&theirs], &[&ours], Bearing::OneMatter)), wanted);
        }
    }

    #[test]
    fn figures_of_one_thing_stand_together_however_its_words_are_ordered() {
        let figures = [
            figure(1, "155", Bound::AtLeast, "foreign engineers"),
            figure(1, "2", Bound::Exactly, "engineers; captured"),
            as_of(figure(2, "12", Bound::Exactly, "engineers foreign"), 9),
        ];
        assert_eq!(alike(&figures), [vec![0, 2], vec![1]]);
        assert_eq!(alike(&[]), Vec::<Vec<usize>>::new());
    }

    proptest! {
        #[test]
        fn whoever_is_named_first_the_conflicts_are_the_same(
            figures in prop::collection::vec((0_u128..4, 0_u32..4, any::<bool>(), 0_usize..4), 0..7)
        ) {
            let things = ["guards", ": guards", ":", ":; captured"];
            let figures: Vec<Counted> = figures
                .into_iter()
                .map(|(at, value, least, thing)| {
                    let bound = if least { Bound::AtLeast } else { Bound::Exactly };
                    figure(at, &value.to_string(), bound, things[thing])
                })
                .collect();
            let back: Vec<Counted> = figures.iter().rev().cloned().collect();
            let last = figures.len();
            let mut turned: Vec<_> =
                conflicting(&back).into_iter().map(|(a, b)| (last - 1 - b, last - 1 - a)).collect();
            turned.sort_unstable();
            prop_assert_eq!(conflicting(&figures), turned);
        }
    }
}

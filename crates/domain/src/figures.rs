//! Figures that cannot both be so. Like is compared with like: what is counted, in what unit, as of when.

use std::collections::BTreeSet;

use crate::{AppearanceId, Quantity};

/// A figure and the appearance that gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The appearance.
    pub appearance: AppearanceId,
    /// What it says.
    pub quantity: Quantity,
}

/// Which pairs of `figures`, all on one matter, cannot both be so.
///
/// The figures of one appearance never conflict: who says "155 fight, two were captured" counts two things. For the same
/// reason a figure is at peace with an appearance that gives a like figure which it agrees with.
pub fn conflicts(figures: &[Counted]) -> Vec<(usize, usize)> {
    let words: Vec<BTreeSet<String>> = figures.iter().map(|figure| words(&figure.quantity.counted)).collect();
    let alike = |one: usize, other: usize| {
        let (a, b) = (&figures[one].quantity, &figures[other].quantity);
        words[one] == words[other] && folded(a.unit.as_deref()) == folded(b.unit.as_deref()) && at_one_time(a, b)
    };
    let at_peace = |one: usize, appearance: AppearanceId| {
        (0..figures.len()).any(|other| {
            figures[other].appearance == appearance
                && alike(one, other)
                && agree(&figures[one].quantity, &figures[other].quantity)
        })
    };
    let mut found = Vec::new();
    for one in 0..figures.len() {
        for other in one + 1..figures.len() {
            let (a, b) = (figures[one].appearance, figures[other].appearance);
            if a != b && alike(one, other) && !at_peace(one, b) && !at_peace(other, a) {
                found.push((one, other));
            }
        }
    }
    found
}

/// The `figures` as they can be compared: those that count the same in the same unit stand together, in their order.
pub fn alike(figures: &[Counted]) -> Vec<Vec<usize>> {
    let key = |figure: &Counted| (words(&figure.quantity.counted), folded(figure.quantity.unit.as_deref()));
    let mut groups: Vec<(_, Vec<usize>)> = Vec::new();
    for (place, figure) in figures.iter().enumerate() {
        let key = key(figure);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.push(place),
            None => groups.push((key, vec![place])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Whether some number fits both.
fn agree(one: &Quantity, other: &Quantity) -> bool {
    let ((a, b), (c, d)) = (one.span(), other.span());
    a <= d && c <= b
}

/// Whether both may be counted at one time. A figure that does not say is of the same time as any.
fn at_one_time(one: &Quantity, other: &Quantity) -> bool {
    match (&one.as_of, &other.as_of) {
        (Some(one), Some(other)) => one.interval.from <= other.interval.to && other.interval.from <= one.interval.to,
        _ => true,
    }
}

fn words(counted: &str) -> BTreeSet<String> {
    let words = counted.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
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

    fn figure(appearance: u128, value: &str, bound: Bound, counted: &str) -> Counted {
        Counted {
            appearance: AppearanceId(uuid::Uuid::from_u128(appearance)),
            quantity: Quantity::new(value, None, bound, None, counted).expect("a figure"),
        }
    }

    fn as_of(mut figure: Counted, day: u32) -> Counted {
        let on = NaiveDate::from_ymd_opt(2025, 4, day).expect("a day");
        let (interval, precision) = (Interval::day(on), Precision::Day);
        figure.quantity.as_of = Some(Moment { as_written: String::new(), interval, precision, rule: String::new() });
        figure
    }

    #[test]
    fn like_is_compared_with_like() {
        use Bound::{AtLeast, Exactly, MoreThan};
        let engineers = |appearance, value, bound| figure(appearance, value, bound, "foreign engineers");
        let table: [(&str, Vec<Counted>, usize); 7] = [
            ("two captured", vec![engineers(1, "155", Exactly), figure(2, "2", Exactly, "captured engineers")], 0),
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
        ];
        for (name, figures, many) in table {
            assert_eq!(conflicts(&figures).len(), many, "{name}");
        }
    }

    #[test]
    fn figures_of_one_thing_stand_together_however_its_words_are_ordered() {
        let figures = [
            figure(1, "155", Bound::AtLeast, "foreign engineers"),
            figure(1, "2", Bound::Exactly, "captured"),
            figure(2, "12", Bound::Exactly, "Engineers, foreign"),
        ];
        assert_eq!(alike(&figures), [vec![0, 2], vec![1]]);
        assert_eq!(alike(&[]), Vec::<Vec<usize>>::new());
    }

    proptest! {
        #[test]
        fn whoever_is_named_first_the_conflicts_are_the_same(
            figures in prop::collection::vec((0_u128..4, 0_u32..4, any::<bool>()), 0..7)
        ) {
            let figures: Vec<Counted> = figures
                .into_iter()
                .map(|(at, value, least)| {
                    let bound = if least { Bound::AtLeast } else { Bound::Exactly };
                    figure(at, &value.to_string(), bound, "guards")
                })
                .collect();
            let back: Vec<Counted> = figures.iter().rev().cloned().collect();
            let last = figures.len();
            let mut turned: Vec<_> = conflicts(&back).into_iter().map(|(a, b)| (last - 1 - b, last - 1 - a)).collect();
            turned.sort_unstable();
            prop_assert_eq!(conflicts(&figures), turned);
        }
    }
}

//! Figures, and what they count.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Moment;

/// How a figure bounds what it counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// This many.
    #[default]
    Exactly,
    /// This many or more.
    AtLeast,
    /// This many or fewer.
    AtMost,
    /// Near this many.
    About,
    /// More than this many.
    MoreThan,
    /// Fewer than this many.
    LessThan,
}

/// Why a figure is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum QuantityError {
    /// Not a decimal number.
    #[error("a figure is a decimal number such as 155 or -2.5")]
    NotANumber,
    /// The range runs backwards.
    #[error("the range runs backwards: give the lower figure first")]
    Backwards,
}

/// A figure in a passage: a value or range, its bound and what is counted.
///
/// Values are decimal text, so that 0.1 stays 0.1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Quantity {
    /// The value, or the lower end of a range.
    pub value: String,
    /// The upper end of a range.
    pub high: Option<String>,
    /// How the value bounds what is counted.
    pub bound: Bound,
    /// The unit, when there is one ("km", "EUR", "%").
    pub unit: Option<String>,
    /// What is counted ("foreign engineers").
    pub counted: String,
    /// The time that it is counted at, where it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Moment>,
}

impl Quantity {
    /// A figure, checked: decimal numbers in order. What it counts may be left unsaid, as in "fewer than forty of them".
    pub fn new(
        value: &str,
        high: Option<&str>,
        bound: Bound,
        unit: Option<&str>,
        counted: &str,
    ) -> Result<Self, QuantityError> {
        let low = decimal(value)?;
        let high = high.map(str::trim).filter(|high| !high.is_empty());
        if let Some(high) = high
            && decimal(high)? < low
        {
            return Err(QuantityError::Backwards);
        }
        Ok(Self {
            value: value.trim().to_owned(),
            high: high.map(str::to_owned),
            bound,
            unit: unit.map(str::trim).filter(|unit| !unit.is_empty()).map(str::to_owned),
            counted: counted.trim().to_owned(),
            as_of: None,
        })
    }

    /// The least and the most that it lets be counted. About means within a tenth.
    pub fn span(&self) -> (f64, f64) {
        let low = decimal(&self.value).unwrap_or_default();
        let high = self.high.as_deref().map_or(low, |high| decimal(high).unwrap_or(low));
        let beyond = |value: f64| value + value.abs().max(1.0) * f64::EPSILON;
        match self.bound {
            Bound::Exactly => (low, high),
            Bound::About => (low - low.abs() / 10.0, high + high.abs() / 10.0),
            Bound::AtLeast => (low, f64::INFINITY),
            Bound::MoreThan => (beyond(low), f64::INFINITY),
            Bound::AtMost => (f64::NEG_INFINITY, high),
            Bound::LessThan => (f64::NEG_INFINITY, -beyond(-high)),
        }
    }
}

/// The figure in words: "at least 155 foreign engineers".
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bound = match self.bound {
            Bound::Exactly => "",
            Bound::AtLeast => "at least ",
            Bound::AtMost => "at most ",
            Bound::About => "about ",
            Bound::MoreThan => "more than ",
            Bound::LessThan => "less than ",
        };
        write!(f, "{bound}{}", self.value)?;
        if let Some(high) = &self.high {
            write!(f, "–{high}")?;
        }
        let what = self.unit.iter().chain([&self.counted]).filter(|word| !word.is_empty());
        what.into_iter().try_for_each(|word| write!(f, " {word}"))
    }
}

/// The number that `text` writes, for comparing.
fn decimal(text: &str) -> Result<f64, QuantityError> {
    let text = text.trim();
    let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    text.parse().ok().filter(|_| plain).ok_or(QuantityError::NotANumber)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(value: &str, high: Option<&str>, counted: &str) -> Result<Quantity, QuantityError> {
        Quantity::new(value, high, Bound::AtLeast, None, counted)
    }

    #[test]
    fn a_figure_is_a_number_and_may_leave_unsaid_what_it_counts() {
        assert!(quantity("155", None, "engineers").is_ok());
        assert_eq!(quantity("many", None, "engineers"), Err(QuantityError::NotANumber));
        assert_eq!(quantity("inf", None, "engineers"), Err(QuantityError::NotANumber));
        assert_eq!(quantity("6", Some("2"), "engineers"), Err(QuantityError::Backwards));
        assert_eq!(quantity("6", None, "  ").map(|figure| figure.counted), Ok(String::new()));
    }

    #[test]
    fn a_figure_is_said_with_its_bound_its_range_and_what_it_counts() {
        let said = |value, high, bound, unit, counted| {
            Quantity::new(value, high, bound, unit, counted).map(|figure| figure.to_string())
        };
        for (figure, wanted) in [
            (said("155", None, Bound::Exactly, None, "foreign engineers"), "155 foreign engineers"),
            (said("155", None, Bound::AtLeast, None, "інженерів"), "at least 155 інженерів"),
            (said("40", None, Bound::LessThan, None, ""), "less than 40"),
            (said("2.5", Some("3"), Bound::About, Some("km"), "of road"), "about 2.5–3 km of road"),
            (said("12", None, Bound::MoreThan, Some("%"), ""), "more than 12 %"),
            (said("6", None, Bound::AtMost, None, "guards"), "at most 6 guards"),
        ] {
            assert_eq!(figure.as_deref(), Ok(wanted));
        }
    }
}

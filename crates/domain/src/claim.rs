//! Checkable statements and the passages that make them.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{AppearanceId, ArticleId, Attribution, ClaimId, Moment, Passage, Quantity, TimeCorrection};

/// A claim has to say something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a claim needs a statement: write what is claimed, in words that stand alone")]
pub struct EmptyStatement;

/// One checkable statement, in words that stand alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Claim {
    /// Its identifier.
    pub id: ClaimId,
    /// What is claimed. Never empty.
    pub statement: String,
}

impl Claim {
    /// A claim in these words, outer white space taken off.
    pub fn new(id: ClaimId, statement: &str) -> Result<Self, EmptyStatement> {
        Ok(Self { id, statement: Self::worded(statement)? })
    }

    /// The words as a claim would keep them: outer white space off, inner runs of it made one space.
    pub fn worded(statement: &str) -> Result<String, EmptyStatement> {
        let words = statement.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.is_empty() { Err(EmptyStatement) } else { Ok(words) }
    }
}

/// One passage where a claim is made, and how the article ties it to a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Appearance {
    /// Its identifier.
    pub id: AppearanceId,
    /// The claim that is made.
    pub claim: ClaimId,
    /// The article it is made in.
    pub article: ArticleId,
    /// The words.
    pub passage: Passage,
    /// Who says so, and how.
    pub attribution: Attribution,
    /// When it was said.
    pub said: Option<Moment>,
    /// The figures in it.
    pub quantities: Vec<Quantity>,
    /// What an analyst has corrected of the times that its words name, in the order of the words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<TimeCorrection>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_stands_on_one_line_and_says_something() {
        assert_eq!(Claim::worded("  at least\n155 engineers "), Ok("at least 155 engineers".to_owned()));
        assert_eq!(Claim::worded(" \n"), Err(EmptyStatement));
    }
}

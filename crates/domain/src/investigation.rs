//! Named collections of articles and claims on one question.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{ArticleId, ClaimId, InvestigationId};

/// An investigation has to have a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("an investigation needs a name")]
pub struct EmptyName;

/// A named collection of articles and claims on one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Investigation {
    /// Its identifier.
    pub id: InvestigationId,
    /// Its name. Never empty.
    pub name: String,
    /// The question it is to answer.
    pub question: String,
}

impl Investigation {
    /// An investigation of this name.
    pub fn new(id: InvestigationId, name: &str, question: &str) -> Result<Self, EmptyName> {
        let name = name.trim();
        if name.is_empty() {
            return Err(EmptyName);
        }
        Ok(Self { id, name: name.to_owned(), question: question.trim().to_owned() })
    }
}

/// What can be put into an investigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Filed {
    /// An article; its claims come with it.
    Article(ArticleId),
    /// A claim by itself.
    Claim(ClaimId),
}

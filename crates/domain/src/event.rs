//! What is known to have happened in an investigation, and when.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{EventId, InvestigationId, Moment};

/// An event has to say what happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("an event needs a title: write what happened")]
pub struct EmptyTitle;

/// Something that is known to have happened: a strike, a hearing, the end of an embargo. It sets no status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Event {
    /// Its identifier.
    pub id: EventId,
    /// The investigation it belongs to.
    pub investigation: InvestigationId,
    /// What happened, in one line. Never empty.
    pub title: String,
    /// When, and how exactly that is known.
    pub time: Moment,
    /// The analyst's note.
    pub note: String,
    /// Where it is to be read.
    pub url: Option<String>,
}

impl Event {
    /// `title` as an event has it: one line without outer white space.
    pub fn titled(title: &str) -> Result<String, EmptyTitle> {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        if title.is_empty() { Err(EmptyTitle) } else { Ok(title) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_line_and_never_empty() {
        assert_eq!(Event::titled("  The sluice\n was opened ").as_deref(), Ok("The sluice was opened"));
        assert_eq!(Event::titled(" \n\t "), Err(EmptyTitle));
    }
}

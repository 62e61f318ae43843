//! The workspace file: how it is opened, the one way it is written, and what can be read from it.

pub mod appearances;
mod apply;
pub mod articles;
pub mod assessments;
pub mod bytes;
mod check;
pub mod claims;
mod columns;
pub mod dismissals;
mod error;
pub mod evidence;
mod file;
pub mod investigations;
pub mod issues;
pub mod journal;
pub mod matching;
mod migrations;
pub mod overview;
pub mod parties;
pub mod ratings;
pub mod relations;
mod replay;
pub mod responses;
pub mod reviews;
mod rules;
pub mod search;
mod sight;
mod workspace;
mod writer;

pub use check::{CheckReport, Problem};
pub use error::{Error, Result};
pub use replay::Until;
pub use rusqlite::Connection;
pub use sight::sight;
pub use workspace::{Access, Action, Committed, Why, Workspace};

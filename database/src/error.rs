//! Why a workspace could not be opened, read or written.

use thiserror::Error;

use crate::Why;

/// A result from the database.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong. The path is left out of every sentence: it may name a case.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum Error {
    #[error("there is no such {noun} in this workspace")]
    NotFound { noun: &'static str },
    #[error(
        "the workspace was made by a newer Claimdesk (format {found}; this one knows {known}): nothing was touched. Open it with a newer Claimdesk"
    )]
    TooNew { found: i32, known: i32 },
    #[error("the file is not a Claimdesk workspace: nothing was touched. Choose a file ending in .claimdesk")]
    NotAWorkspace,
    #[error("there is already a file of that name: choose another")]
    Exists,
    #[error("there is no workspace file of that name: check its name and folder")]
    Missing,
    #[error("nothing was changed: {}", match .0 {
        Why::InUse => "the workspace is open in another window or program. Close it there and open it again",
        Why::NoSpace => "the disk has too little room left. Make room and open the workspace again",
        Why::ReadOnlyFile => "the workspace file may not be written to. Save a copy and work on that",
    })]
    ReadOnly(Why),
    #[error("nothing was changed: the disk is full. Make room and try again")]
    Full,
    #[error("the workspace file is damaged ({detail}): nothing was touched. Restore a backup")]
    Damaged { detail: String },
    #[error("nothing was changed: {0}")]
    Refused(String),
    #[error("the workspace's writer has stopped: close the workspace and open it again")]
    Stopped,
    #[error("could not {what}: {cause}")]
    File { what: &'static str, cause: std::io::Error },
    #[error("the workspace could not be read or written: {0}")]
    Sqlite(rusqlite::Error),
    #[error("too many readings at once: try again")]
    Pool(#[from] r2d2::Error),
}

impl Error {
    /// A refusal with this reason.
    pub(crate) fn refused(reason: impl Into<String>) -> Self {
        Self::Refused(reason.into())
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseCorrupt, DiskFull, NotADatabase};
        match error.sqlite_error_code() {
            Some(DiskFull) => Self::Full,
            Some(DatabaseBusy) => Self::ReadOnly(Why::InUse),
            Some(DatabaseCorrupt) => Self::Damaged { detail: error.to_string() },
            Some(NotADatabase) => Self::NotAWorkspace,
            _ => Self::Sqlite(error),
        }
    }
}

impl From<rusqlite_migration::Error> for Error {
    fn from(error: rusqlite_migration::Error) -> Self {
        match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            other => Self::Damaged { detail: other.to_string() },
        }
    }
}

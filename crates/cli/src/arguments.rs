//! What can be said on the command line.

use std::{num::NonZeroUsize, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use domain::{AppearanceId, ArticleId, ClaimId, Confidence, EvidenceId, ResponseKind, Stance, Status};

/// What the exit code says, and where things lie.
const AFTER: &str = "\
Exit codes: 0 done, 1 refused with the reason on standard error, 2 wrong usage. With --format json standard output is \
JSON alone.

Without --workspace the workspace is the one that the window opened last, or else \
~/.local/share/claimdesk/Claimdesk.claimdesk. `add`, `sample`, `investigation add` make it when there is none.";

/// Verify contested claims: load articles, record their claims, mark them, report.
#[derive(Parser)]
#[command(name = "claimdesk", version, max_term_width = 100, after_help = AFTER)]
pub(crate) struct Arguments {
    /// The workspace file
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) workspace: Option<PathBuf>,
    /// The name to sign with; the settings' when not given
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) analyst: Option<String>,
    /// How answers are printed; for `report`, the report's format (html, markdown, csv, json)
    #[arg(long, global = true, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Subcommand)]
pub(crate) enum Verb {
    /// Load articles from files and addresses; `-` reads standard input
    ///
    /// Example: claimdesk add story.html notes.txt https://wire.example/dam
    Add {
        /// The files, and addresses that start with https:// or http://
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Print what loading files would give; nothing is kept and no workspace is needed
    ///
    /// Example: claimdesk read story.html letter.eml --format json
    Read {
        /// The files; with --format json each is answered by one line
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// How many files are read at a time
        #[arg(long, value_name = "N", default_value = "1")]
        jobs: NonZeroUsize,
    },
    /// Load the sample: three articles on one invented event
    Sample,
    /// List the articles, the newest loaded first
    Articles,
    /// Show an article
    Article {
        /// Its id
        id: ArticleId,
    },
    /// Propose the claims of articles; nothing is recorded
    ///
    /// Example: claimdesk suggest story.html --format json
    Suggest {
        /// Files, or ids of articles in the workspace; with --format json each is answered by one line
        #[arg(required = true, value_name = "FILE|ID")]
        articles: Vec<PathBuf>,
    },
    /// Record, show, refine or remove a claim
    #[command(subcommand)]
    Claim(Claim),
    /// List the claims, the newest first
    ///
    /// Example: claimdesk claims --status pending --search "dam"
    Claims(Claims),
    /// Attach or remove evidence
    #[command(subcommand)]
    Evidence(EvidenceVerb),
    /// Record what a party says to a claim
    ///
    /// Example: claimdesk respond ID denies --party "Upstream Republic" --passage ARTICLE:310-352
    Respond(Respond),
    /// Mark a claim pending, confirmed or denied
    ///
    /// Example: claimdesk mark ID denied --because "the register has 12"
    Mark {
        /// The claim
        claim: ClaimId,
        /// Where it stands from now on
        status: StatusWord,
        /// Why; needed to confirm or deny
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        because: String,
        /// How sure you are
        #[arg(long)]
        confidence: Option<ConfidenceWord>,
    },
    /// Show a claim's assessments, newest first
    History {
        /// The claim
        claim: ClaimId,
    },
    /// Find words in articles, claims and evidence
    Search {
        /// The words; the last may be unfinished
        query: String,
    },
    /// Open investigations and file articles and claims in them
    #[command(subcommand)]
    Investigation(InvestigationVerb),
    /// Write a report
    ///
    /// Example: claimdesk report --output dam.html --investigation "The dam"
    Report {
        /// The file to write; its ending says the format unless --format does
        #[arg(long, value_name = "FILE")]
        output: PathBuf,
        /// The investigation to report on; the whole workspace when not given
        #[arg(long, value_name = "NAME")]
        investigation: Option<String>,
    },
    /// Take back the last action
    Undo,
    /// Do again what was taken back
    Redo,
    /// Check the file, the journal's chain and that replaying the journal gives the same tables
    Check,
    /// Write a verified copy of the workspace
    Backup {
        /// The file to write
        file: PathBuf,
    },
    /// Open the window
    Open {
        /// A workspace or an article
        file: Option<PathBuf>,
    },
    /// Print shell completions
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page, or write the pages of all verbs into a folder
    Man {
        /// The folder
        folder: Option<PathBuf>,
    },
    /// Record and mark many claims, a JSON line on standard input each
    ///
    /// Each line is answered by one line, once it is on the disk. A line is
    /// {"record": {"article": ID, "start": N, "end": N, "statement": TEXT}} or
    /// {"mark": {"claim": ID, "status": "denied", "because": TEXT}}.
    Batch,
}

#[derive(Subcommand)]
pub(crate) enum Claim {
    /// Record the words at a place of an article as a claim
    ///
    /// Example: claimdesk claim add --article ID --start 40 --end 93 --claimant "Mirel Oszta"
    Add(AddClaim),
    /// Show a claim
    Show {
        /// The claim
        claim: ClaimId,
    },
    /// Say more of where a claim is made
    Refine {
        /// The appearance, as `claim show` lists it
        appearance: AppearanceId,
        #[command(flatten)]
        source: Source,
    },
    /// Take a claim out of sight
    Remove {
        /// The claim
        claim: ClaimId,
    },
}

#[derive(Args)]
pub(crate) struct AddClaim {
    /// The article
    #[arg(long)]
    pub(crate) article: ArticleId,
    /// The first character, counted in Unicode scalar values from 0
    #[arg(long)]
    pub(crate) start: u32,
    /// The character after the last
    #[arg(long)]
    pub(crate) end: u32,
    /// What is claimed; the quoted words when not given
    #[arg(long)]
    pub(crate) statement: Option<String>,
    #[command(flatten)]
    pub(crate) source: Source,
}

#[derive(Args)]
pub(crate) struct Source {
    /// Who claims it
    #[arg(long, value_name = "NAME")]
    pub(crate) claimant: Option<String>,
    /// The words that attribute it
    #[arg(long, value_name = "WORDS")]
    pub(crate) cue: Option<String>,
    /// Who relays it
    #[arg(long, value_name = "NAME")]
    pub(crate) relayed_by: Option<String>,
    /// When it was said: 2025-04-09, or words such as "on Wednesday"
    #[arg(long, value_name = "TIME")]
    pub(crate) said: Option<String>,
}

#[derive(Args)]
pub(crate) struct Claims {
    /// Only those that stand so
    #[arg(long)]
    pub(crate) status: Option<StatusWord>,
    /// Only those with these words
    #[arg(long, value_name = "QUERY")]
    pub(crate) search: Option<String>,
    /// Only those made in this article
    #[arg(long, value_name = "ID")]
    pub(crate) article: Option<ArticleId>,
}

#[derive(Subcommand)]
pub(crate) enum EvidenceVerb {
    /// Attach evidence to a claim
    ///
    /// Example: claimdesk evidence add ID --note "asked the road office" --stance refutes
    Add(AddEvidence),
    /// Take a piece of evidence out of sight
    Remove {
        /// The evidence
        evidence: EvidenceId,
    },
}

#[derive(Args)]
pub(crate) struct AddEvidence {
    /// The claim
    pub(crate) claim: ClaimId,
    /// A file, kept in the workspace
    #[arg(long, value_name = "PATH", group = "matter")]
    pub(crate) file: Option<PathBuf>,
    /// A web address; nothing is fetched
    #[arg(long, value_name = "URL", group = "matter")]
    pub(crate) link: Option<String>,
    /// Words of an article, as ARTICLE:START-END
    #[arg(long, value_name = "PLACE", group = "matter", value_parser = place)]
    pub(crate) passage: Option<(ArticleId, domain::TextRange)>,
    /// What you say of it; alone, a note
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(crate) note: String,
    /// Which way it points
    #[arg(long, default_value = "neutral")]
    pub(crate) stance: StanceWord,
}

fn place(text: &str) -> Result<(ArticleId, domain::TextRange), String> {
    let parsed = || {
        let (article, range) = text.split_once(':')?;
        let (start, end) = range.split_once('-')?;
        let range = domain::TextRange { start: start.parse().ok()?, end: end.parse().ok()? };
        Some((article.parse().ok()?, range))
    };
    parsed().ok_or_else(|| "write it as ARTICLE:START-END, such as 0190…:40-93".to_owned())
}

#[derive(Args)]
pub(crate) struct Respond {
    /// The claim
    pub(crate) claim: ClaimId,
    /// What the party does with it
    pub(crate) kind: ResponseWord,
    /// Who answers, or was asked
    #[arg(long, value_name = "NAME")]
    pub(crate) party: String,
    /// The words of an article, as ARTICLE:START-END
    #[arg(long, value_name = "PLACE", value_parser = place)]
    pub(crate) passage: Option<(ArticleId, domain::TextRange)>,
    /// When it was said: 2025-04-09, or words such as "on Wednesday"
    #[arg(long, value_name = "TIME", default_value = "")]
    pub(crate) said: String,
    /// Who relays it
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(crate) relayed_by: String,
    /// Your note; for a party that has not responded, who asked when
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) note: String,
}

#[derive(Subcommand)]
pub(crate) enum InvestigationVerb {
    /// Open an investigation
    Add {
        /// Its name
        name: String,
        /// The question it is to answer
        #[arg(long, default_value = "", hide_default_value = true)]
        question: String,
    },
    /// List the investigations
    List,
    /// Put an article or a claim into an investigation
    File {
        /// The investigation's name
        name: String,
        /// An article, with its claims
        #[arg(long, required_unless_present = "claim")]
        article: Option<ArticleId>,
        /// A claim by itself
        #[arg(long)]
        claim: Option<ClaimId>,
    },
}

/// A word for each value of a type of the domain.
macro_rules! words {
    ($name:ident for $domain:ident: $($word:ident)*) => {
        #[derive(Clone, Copy, ValueEnum)]
        pub(crate) enum $name { $($word),* }

        impl From<$name> for $domain {
            fn from(word: $name) -> Self {
                match word { $($name::$word => Self::$word),* }
            }
        }
    };
}

words!(StatusWord for Status: Pending Confirmed Denied);
words!(ConfidenceWord for Confidence: Low Moderate High);
words!(StanceWord for Stance: Supports Refutes Neutral);
words!(ResponseWord for ResponseKind:
    Confirms PartlyConfirms Denies PartlyDenies DeclinesToComment IsVerifying Qualifies Retracts ExpressesConcern Repeats
    HasNotResponded);

//! What can be said on the command line.

mod desk;
mod events;
mod feeds;
mod helper;
mod marks;
mod meaning;
mod revisions;
mod seal;
mod words;

use std::{num::NonZeroUsize, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum, value_parser};
use clap_complete::Shell;
use domain::{AppearanceId, ArticleId, ClaimId, FactCheckId};
use serde::de::DeserializeOwned;
use workbench::{
    settings::ReadingLimits,
    views::{MappedColumn, QuantityInput, SaidColumn},
};

use self::words::{BoundWord, QuotationWord, StatusWord, WorkWord};
pub(crate) use self::{
    desk::{Matrix, Of, Parties, PartyVerb, RefineResponse, Relate, Respond, ResponseVerb, SetParty},
    events::{ChangeEvent, EventVerb},
    feeds::{FeedVerb, Feeds, Inbox, InboxVerb},
    helper::Helper,
    marks::{AddEvidence, EvidenceVerb, Mark, RatingVerb, Ratings, Review, SetWork, WeighEvidence},
    meaning::{Meaning, MeaningVerb},
    revisions::{DecisionWord, Reanchor, Revisions},
    seal::Seal,
};

/// What the exit code says, and where things lie.
const AFTER: &str = "\
Exit codes: 0 done, 1 refused with the reason on standard error, 2 wrong usage. With --format json standard output is \
JSON alone.

Without --workspace the workspace is the one that the window opened last, or else \
~/.local/share/claimdesk/Claimdesk.claimdesk. `add`, `sample`, `import`, `investigation add` make it when there is none.";

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
    /// How answers are printed; for `report`, the report's format (pdf, docx, html, markdown, xlsx, csv, tables, json,
    /// claimreview, annotations, stix)
    #[arg(long, global = true, value_name = "FORMAT")]
    pub(crate) format: Option<String>,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Subcommand)]
pub(crate) enum Verb {
    /// Load articles from files, folders and addresses; `-` reads standard input
    ///
    /// Pages, saved pages (MHTML), PDF, pictures of pages with --ocr, text, Markdown, mails with what is attached, mailboxes, DOCX,
    /// ODT, RTF, EPUB; and of files that hold several: ZIP, WARC, WACZ, feeds (RSS, Atom, JSON Feed), tables and JSON
    /// of articles (CSV, TSV, XLSX, ODS, JSON lines). An address may lead to any of these. Links alone, as in OPML, are
    /// listed, and fetched with --fetch-links. What is here already is found by its bytes, so a load that broke off is
    /// done again by the same words. With --format json the answer says what came of each.
    ///
    /// Example: claimdesk add story.html press-kit.zip archive/ https://wire.example/dam
    /// Example: claimdesk add list.xlsx --map title=Überschrift,text=Wortlaut,url=Fundstelle
    Add {
        /// The files and folders, and addresses that start with https:// or http://
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// How many files are read at a time, and how many sites are asked at a time, each of which is asked once at a
        /// time; all cores but one, and six sites, when not given
        #[arg(long, value_name = "N")]
        jobs: Option<NonZeroUsize>,
        #[command(flatten)]
        how: HowRead,
        /// Fetch the pages that lists lead to as well
        #[arg(long)]
        fetch_links: bool,
        /// Keep pages from addresses with their style sheets and pictures too, as a web archive (WACZ)
        #[arg(long)]
        with_resources: bool,
        /// What the columns of a table of articles or links say, as FIELD=COLUMN: title, text, url, published, publisher,
        /// author, language, modified, summary; their names and what is in them say it when not given
        #[arg(long = "map", value_name = "FIELD=COLUMN", value_delimiter = ',', value_parser = said)]
        mapping: Vec<SaidColumn>,
        /// The table, where a file has several; all of them when not given
        #[arg(long, value_name = "NAME", requires = "mapping")]
        sheet: Option<String>,
    },
    /// Write the web archive (WACZ) of a page that was kept with its pictures
    Archive {
        /// The article
        article: ArticleId,
        /// The file to write
        file: PathBuf,
    },
    /// Print what loading files would give; nothing is kept and no workspace is needed
    ///
    /// Example: claimdesk read story.html letter.eml --format json
    Read {
        /// The files; `-` is standard input. With --format json each document in them is answered by one line that names
        /// the file
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// How many files are read at a time
        #[arg(long, value_name = "N", default_value = "1")]
        jobs: NonZeroUsize,
        #[command(flatten)]
        how: HowRead,
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
    /// List the revisions of an article's page, what differs between two, and what became of what was quoted
    ///
    /// Loading an address again whose page has changed makes a newer revision beside the earlier ones, which stay.
    /// Example: claimdesk revisions ID --from 1 --format json
    Revisions(Revisions),
    /// Decide what became of a quotation that the newest revision of its page has otherwise
    ///
    /// Example: claimdesk reanchor ARTICLE QUOTE accept
    Reanchor(Reanchor),
    /// Propose the claims of articles; nothing is recorded
    ///
    /// Example: claimdesk suggest story.html --format json
    Suggest {
        /// Files, or ids of articles in the workspace; with --format json each is answered by one line
        #[arg(required = true, value_name = "FILE|ID")]
        articles: Vec<PathBuf>,
        #[command(flatten)]
        helper: Helper,
    },
    /// Record, show, refine or remove a claim
    #[command(subcommand)]
    Claim(Claim),
    /// List the claims, the newest first
    ///
    /// Example: claimdesk claims --status pending --search "dam"
    Claims(Claims),
    /// Attach, weigh or remove evidence
    #[command(subcommand)]
    Evidence(EvidenceVerb),
    /// Record what a party says to a claim
    ///
    /// Example: claimdesk respond ID denies --party "Upstream Republic" --passage ARTICLE:310-352
    Respond(Respond),
    /// Refine or remove a response
    #[command(subcommand)]
    Response(ResponseVerb),
    /// List, show, refine, merge and split parties
    Parties(Parties),
    /// Record what a claim is to another
    ///
    /// Example: claimdesk relate ID contradicts ID
    Relate(Relate),
    /// Take back what is known of two claims
    Unrelate {
        /// The claim
        claim: ClaimId,
        /// The other claim
        other: ClaimId,
    },
    /// Show a claim's family: what it is related to, and the figures that conflict
    Family {
        /// The claim
        claim: ClaimId,
    },
    /// Show who says what to each claim of an investigation
    Matrix(Matrix),
    /// Record, list, change or remove what is known to have happened in an investigation
    #[command(subcommand)]
    Event(EventVerb),
    /// Show what happened in an investigation, in order of time
    Timeline(Of),
    /// Show what waits: articles not decided, claims pending longest, days that are due
    Queue,
    /// List the feeds that are subscribed to, subscribe, and ask them what is new
    Feeds(Feeds),
    /// List what feeds brought, load it, or put it aside
    Inbox(Inbox),
    /// Mark claims pending, confirmed or denied
    ///
    /// Example: claimdesk mark ID denied --because "the register has 12"
    Mark(Mark),
    /// List, add, change and remove the workspace's own labels, each of which stands for a status
    Ratings(Ratings),
    /// Set the work on claims: how far it is, whose, and when to look again
    ///
    /// Example: claimdesk work ID ID --state in-review --assignee Ben
    Work(SetWork),
    /// Review a claim that somebody else marked, blind to what they found; without a status, show it so
    ///
    /// Example: claimdesk review ID confirmed --because "two were there" --analyst Ben
    Review(Review),
    /// Show how far first and second analysts agree in an investigation
    Agreement(Of),
    /// Show a claim's assessments, newest first
    History {
        /// The claim
        claim: ClaimId,
    },
    /// List the claims that say the same as one, or the articles that are one text with one; nothing is recorded
    ///
    /// Example: claimdesk similar ID --format json
    Similar {
        /// The claim
        #[arg(required_unless_present = "article")]
        claim: Option<ClaimId>,
        /// An article instead: the articles that are one text with it, edited
        #[arg(long, value_name = "ID", conflicts_with = "claim")]
        article: Option<ArticleId>,
    },
    /// Match claims by meaning too: show how far the model has read, install one, remove it
    ///
    /// Not the language model of `suggest --with-model`: this one writes nothing. It turns each claim into numbers, on this
    /// machine, so that `similar` finds what says the same in other words. Without one claims are matched by words.
    Meaning(Meaning),
    /// List the sentences of an article that repeat, update or contradict recorded claims
    Echoes {
        /// The article
        article: ArticleId,
    },
    /// Show what other houses found of a claim, and of what is like it
    ///
    /// Fact checks are brought in by `import`. They never set a status. Example: claimdesk checked ID --tie CHECK
    Checked {
        /// The claim
        claim: ClaimId,
        /// A fact check that is of this claim
        #[arg(long, value_name = "ID", conflicts_with = "untie")]
        tie: Option<FactCheckId>,
        /// A fact check that is not of this claim after all
        #[arg(long, value_name = "ID")]
        untie: Option<FactCheckId>,
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
    /// Every quotation is held against its source first; words that their source does not have stop the report.
    /// Example: claimdesk report --output dam.pdf --investigation "The dam"
    Report {
        /// The file to write; its ending says the format unless --format does
        #[arg(long, value_name = "FILE")]
        output: PathBuf,
        /// The investigation to report on; the whole workspace when not given
        #[arg(long, value_name = "NAME")]
        investigation: Option<String>,
        /// The state at this time (2025-04-09, its end, or 2025-04-09T14:30:00Z); now when not given
        #[arg(long, value_name = "TIME")]
        as_of: Option<String>,
        /// A JSON file with the title, summary, order of the claims and of the parts, template and publisher
        #[arg(long, value_name = "FILE")]
        plan: Option<PathBuf>,
        /// The publisher's logo, PNG or JPEG, in place of the plan's
        #[arg(long, value_name = "FILE")]
        logo: Option<PathBuf>,
    },
    /// Hold a report against the workspace: whether the file was altered, and which statements still hold
    ///
    /// Exits with 0 only when the file is whole and every statement holds. PDF and JSON reports carry what they state.
    Verify {
        /// The report
        report: PathBuf,
    },
    /// Seal the journal: a time stamp that an authority puts over its head
    #[command(subcommand)]
    Seal(Seal),
    /// Write an investigation as one bundle, to be imported elsewhere
    Export {
        /// The file to write
        #[arg(long, value_name = "FILE")]
        output: PathBuf,
        /// The investigation; the whole workspace when not given
        #[arg(long, value_name = "NAME")]
        investigation: Option<String>,
    },
    /// Bring in a bundle, a table of claims, references, annotations or fact checks, as one action that undo takes back
    ///
    /// What the file is, is told by what is in it. Bundles come in whole or not at all. Tables (CSV, TSV, XLSX, ODS) hold a
    /// claim a row; each row is kept as a document of its own, so that the claim's words stand where they came from. Of
    /// references (CSL-JSON from Zotero, RIS) abstracts become articles, and addresses are listed and not fetched.
    /// Annotations (W3C, Hypothesis) become claims where their words stand in a page that is here. Fact
    /// checks (ClaimReview, the Fact Check Tools API) are kept as what other houses found. What is here already is
    /// left as it is.
    ///
    /// Example: claimdesk import claims.csv --map statement=Sentence,claimant=Speaker --preview
    Import {
        /// The file
        file: PathBuf,
        /// What the columns of a table say, as FIELD=COLUMN: statement, quote, claimant, said, relayed_by, title,
        /// publisher, published, url, language, note; their names say it when not given
        #[arg(long = "map", value_name = "FIELD=COLUMN", value_delimiter = ',', value_parser = mapped)]
        mapping: Vec<MappedColumn>,
        /// The table, where the file has several; the first when not given
        #[arg(long, value_name = "NAME")]
        sheet: Option<String>,
        /// Say what would come of it, and write nothing
        #[arg(long)]
        preview: bool,
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

/// How documents are read.
#[derive(Args, Default)]
pub(crate) struct HowRead {
    /// Read pictures, and pages of PDFs that hold no text, by Tesseract, where it is installed; by all its languages unless
    /// some are named, as in --ocr=eng+ukr
    #[arg(long, value_name = "LANGUAGES", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub(crate) ocr: Option<String>,
    /// How many mebibytes of memory reading one document may use, from 512 to 8192; as the settings have it when not given
    #[arg(long, value_name = "MIB", value_parser = value_parser!(u64).range(ReadingLimits::MEBIBYTES))]
    pub(crate) memory: Option<u64>,
    /// After how many seconds a document is given up, from 5 to 600; as the settings have it when not given
    #[arg(long, value_name = "N", value_parser = value_parser!(u64).range(ReadingLimits::SECONDS))]
    pub(crate) seconds: Option<u64>,
}

impl HowRead {
    /// What reading one document may use, where the settings have `kept`.
    pub(crate) fn limits(&self, kept: ReadingLimits) -> ReadingLimits {
        ReadingLimits {
            memory_mebibytes: self.memory.unwrap_or(kept.memory_mebibytes),
            seconds: self.seconds.unwrap_or(kept.seconds),
        }
    }
}

#[derive(Subcommand)]
pub(crate) enum Claim {
    /// Record the words at a place of an article as a claim, with what the article says of them where nothing is given
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
    /// Correct the days that a time in the words of an appearance stands for; the words stay
    ///
    /// Example: claimdesk claim time ID "last spring" --is 2025-04
    Time(CorrectTime),
    /// Take a claim out of sight
    Remove {
        /// The claim
        claim: ClaimId,
    },
}

#[derive(Args)]
pub(crate) struct CorrectTime {
    /// The appearance, as `claim show` lists it
    pub(crate) appearance: AppearanceId,
    /// The words that name the time
    pub(crate) words: String,
    /// When it is: a day (2025-04-09), a month (2025-04), a year, a span (2025-04-07/2025-04-09), or words that mean one
    #[arg(long, value_name = "TIME", required_unless_present_any = ["remove", "read_again"])]
    pub(crate) is: Option<String>,
    /// No time is meant there
    #[arg(long, conflicts_with_all = ["is", "read_again"])]
    pub(crate) remove: bool,
    /// Take it as the program reads it again
    #[arg(long, conflicts_with = "is")]
    pub(crate) read_again: bool,
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
    /// How the words are quoted
    #[arg(long)]
    pub(crate) quotation: Option<QuotationWord>,
    /// Words that weaken it
    #[arg(long, value_name = "WORDS")]
    pub(crate) hedge: Option<String>,
    /// A figure in it, as VALUE:COUNTED or BOUND:VALUE:COUNTED, in place of those known; can be given several times. VALUE
    /// may be a range; BOUND is exactly, at-least, at-most, about, more-than or less-than. As in at-least:155:engineers
    #[arg(long = "figure", value_name = "FIGURE", value_parser = figure)]
    pub(crate) figures: Vec<QuantityInput>,
}

impl Source {
    /// Whether anything is said of it.
    pub(crate) fn is_given(&self) -> bool {
        let Self { claimant, cue, relayed_by, said, quotation, hedge, figures } = self;
        let words = [claimant, cue, relayed_by, said, hedge];
        words.iter().any(|word| word.is_some()) || quotation.is_some() || !figures.is_empty()
    }
}

/// The figure that `text` gives, as VALUE:COUNTED or BOUND:VALUE:COUNTED; VALUE may be LOW..HIGH.
fn figure(text: &str) -> Result<QuantityInput, String> {
    let parts: Vec<&str> = text.split(':').map(str::trim).collect();
    let (bound, value, counted) = match parts[..] {
        [value, counted] => (BoundWord::Exactly, value, counted),
        [bound, value, counted] => (BoundWord::from_str(bound, true)?, value, counted),
        _ => return Err("write it as VALUE:COUNTED or BOUND:VALUE:COUNTED, such as at-least:155:engineers".to_owned()),
    };
    let (value, high) = value.split_once("..").unwrap_or((value, ""));
    Ok(QuantityInput {
        value: value.to_owned(),
        high: high.to_owned(),
        bound: bound.into(),
        unit: String::new(),
        counted: counted.to_owned(),
        as_of: String::new(),
    })
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
    /// Only those in this investigation
    #[arg(long, value_name = "NAME")]
    pub(crate) investigation: Option<String>,
    /// Only those that are worked on so
    #[arg(long)]
    pub(crate) work: Option<WorkWord>,
}

fn mapped(text: &str) -> Result<MappedColumn, String> {
    field_of(text).map(|(field, column)| MappedColumn { field, column })
}

fn said(text: &str) -> Result<SaidColumn, String> {
    field_of(text).map(|(field, column)| SaidColumn { field, column })
}

fn field_of<F: DeserializeOwned>(text: &str) -> Result<(F, String), String> {
    let (field, column) = text.split_once('=').ok_or("write it as FIELD=COLUMN")?;
    let known = serde_json::from_value(field.trim().replace('-', "_").into());
    Ok((known.map_err(|_| format!("there is no field “{field}”"))?, column.trim().to_owned()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_command_line_says_wins_over_the_settings() {
        let kept = ReadingLimits { memory_mebibytes: 1_500, seconds: 20 };
        let limits = |memory, seconds| HowRead { memory, seconds, ..HowRead::default() }.limits(kept);
        assert_eq!(limits(None, None), kept);
        assert_eq!(limits(Some(2_048), None), ReadingLimits { memory_mebibytes: 2_048, seconds: 20 });
        assert_eq!(limits(None, Some(90)), ReadingLimits { memory_mebibytes: 1_500, seconds: 90 });
    }
}

//! What can be said of the copies of a page.

use clap::{Args, ValueEnum};
use domain::{ArticleId, TextRange};

#[derive(Args)]
pub(crate) struct Revisions {
    /// Any revision of the page
    pub(crate) article: ArticleId,
    /// The number of the earlier revision to compare; the one before the other when not given
    #[arg(long, value_name = "N")]
    pub(crate) from: Option<u32>,
    /// The number of the later revision to compare; the newest when not given
    #[arg(long, value_name = "N")]
    pub(crate) to: Option<u32>,
    /// Say instead that the article is another page
    #[arg(long, conflicts_with_all = ["from", "to"])]
    pub(crate) part: bool,
}

#[derive(Args)]
pub(crate) struct Reanchor {
    /// Any revision of the page
    pub(crate) article: ArticleId,
    /// What quotes the words, by the id that `revisions` lists
    pub(crate) quote: String,
    /// What became of them in the newest revision
    pub(crate) decision: DecisionWord,
    /// Other words of the newest revision to accept, as START-END
    #[arg(long, value_name = "PLACE", value_parser = range)]
    pub(crate) at: Option<TextRange>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DecisionWord {
    /// The words that are closest to them
    Accept,
    /// Nothing: they stand in their own revision alone
    Keep,
    /// Not decided any more
    Undecided,
}

fn range(text: &str) -> Result<TextRange, String> {
    let parsed = || {
        let (start, end) = text.split_once('-')?;
        Some(TextRange { start: start.parse().ok()?, end: end.parse().ok()? })
    };
    parsed().ok_or_else(|| "write it as START-END, such as 40-93".to_owned())
}

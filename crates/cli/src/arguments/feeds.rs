//! What can be said of feeds and the inbox.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::ArrivalId;

#[derive(Args)]
pub(crate) struct Feeds {
    #[command(subcommand)]
    pub(crate) verb: Option<FeedVerb>,
}

#[derive(Subcommand)]
pub(crate) enum FeedVerb {
    /// Subscribe to feeds; nothing is fetched until they are asked
    ///
    /// Example: claimdesk feeds add https://wire.example/feed.xml
    Add {
        /// The feeds' addresses
        #[arg(required = true, value_name = "URL")]
        urls: Vec<String>,
    },
    /// List the feeds that a file (OPML) names, and subscribe to them when asked to
    Import {
        /// The file
        file: PathBuf,
        /// Subscribe to all of them; otherwise they are only listed
        #[arg(long)]
        subscribe: bool,
    },
    /// Ask a feed no more
    Remove {
        /// Its address or its id, as `feeds` lists it
        feed: String,
    },
    /// Ask feeds what is new, now
    Poll {
        /// One feed, by its address or id; all of them when not given
        feed: Option<String>,
    },
}

#[derive(Args)]
pub(crate) struct Inbox {
    #[command(subcommand)]
    pub(crate) verb: Option<InboxVerb>,
}

#[derive(Subcommand)]
pub(crate) enum InboxVerb {
    /// Load entries: the text that the feed holds, or else the page
    Load {
        /// The entries, as `inbox` lists them
        #[arg(required = true, value_name = "ENTRY")]
        entries: Vec<ArrivalId>,
        /// Fetch the page where the feed holds a text as well
        #[arg(long)]
        page: bool,
    },
    /// Mark entries as read
    Read {
        /// The entries
        #[arg(required = true, value_name = "ENTRY")]
        entries: Vec<ArrivalId>,
        /// Mark them as unread instead
        #[arg(long)]
        unread: bool,
    },
    /// Put entries aside for good; `undo` takes it back
    Dismiss {
        /// The entries
        #[arg(required = true, value_name = "ENTRY")]
        entries: Vec<ArrivalId>,
    },
}

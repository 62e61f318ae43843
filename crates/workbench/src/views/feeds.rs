//! Feeds and the inbox as they are shown.

use chrono::{DateTime, Utc};
use domain::{ArrivalId, FeedId};
use serde::{Deserialize, Serialize};
use specta::Type;

/// A feed that is subscribed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FeedRow {
    /// The feed.
    pub id: FeedId,
    /// Its name: what a list called it, what it calls itself, or its address.
    pub title: String,
    /// Its address.
    pub url: String,
    /// When it was asked last; nothing when it never was.
    pub polled_at: Option<DateTime<Utc>>,
    /// When it is asked next, where the program asks by itself.
    pub next_at: Option<DateTime<Utc>>,
    /// Why it failed last, as a sentence; nothing when it did not.
    pub problem: Option<String>,
    /// How much of it waits in the inbox.
    pub waiting: u32,
    /// How much of that nobody has looked at.
    pub unread: u32,
}

/// Something in the inbox: a feed brought it, and nobody has decided on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ArrivalRow {
    /// Which.
    pub id: ArrivalId,
    /// The feed.
    pub feed: FeedId,
    /// The feed's name.
    pub feed_title: String,
    /// Its headline.
    pub title: String,
    /// Where its page is.
    pub url: Option<String>,
    /// How it begins.
    pub summary: String,
    /// When it was published, as the feed states it.
    pub published: Option<DateTime<Utc>>,
    /// When it came in.
    pub arrived_at: DateTime<Utc>,
    /// Whether somebody has looked at it.
    pub read: bool,
    /// Whether the feed holds its text, so that it can be loaded without fetching anything.
    pub has_text: bool,
}

/// A feed that a list names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FeedFound {
    /// Its address.
    pub url: String,
    /// What the list calls it.
    pub title: Option<String>,
    /// Whether it is subscribed to already.
    pub subscribed: bool,
}

/// A feed to subscribe to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
pub struct FeedInput {
    /// Its address.
    pub url: String,
    /// What to call it; what it calls itself when not given.
    pub title: Option<String>,
}

/// What came of asking a feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Polled {
    /// The feed's name.
    pub title: String,
    /// How much came that was not there.
    pub fresh: u32,
    /// Why it failed, as a sentence; nothing when it did not.
    pub problem: Option<String>,
}

//! Feeds that are subscribed to, and what they bring. Subscribing and putting aside are changes like any other; how a feed
//! was asked and what came of it is noted beside the journal.

use chrono::{DateTime, Utc};
use domain::{ArrivalId, ArticleId, Feed, FeedId, Sha256};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{
    Error, Result,
    bytes::{digest, packed, unpacked},
    columns::id,
};

/// Arrivals that are kept of a feed, besides those that it still brings.
const KEPT: u32 = 300;
/// Arrivals that are listed at most.
const LISTED: u32 = 2_000;
/// Those that wait: their feed is subscribed to, nobody put them aside, and no article in sight came of them.
const OPEN: &str = "arrivals JOIN feeds ON feeds.id = arrivals.feed AND NOT feeds.removed
     LEFT JOIN articles ON articles.id = arrivals.article
     WHERE (articles.id IS NULL OR articles.removed)
     AND NOT EXISTS (SELECT 1 FROM dismissed_arrivals WHERE dismissed_arrivals.arrival = arrivals.id)";

/// How a feed was asked last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Poll {
    /// What the feed calls itself.
    pub title: Option<String>,
    /// Its entity tag.
    pub etag: Option<String>,
    /// When it said that it was changed.
    pub last_modified: Option<String>,
    /// When it was asked.
    pub polled_at: DateTime<Utc>,
    /// When it may be asked again.
    pub next_at: DateTime<Utc>,
    /// How often it failed in a row.
    pub failures: u32,
    /// Why it failed last.
    pub problem: Option<String>,
}

/// A feed, how it was asked last, and how many of its arrivals wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedListing {
    /// The feed.
    pub feed: Feed,
    /// How it was asked last; nothing when it never was.
    pub poll: Option<Poll>,
    /// Arrivals that wait.
    pub waiting: u32,
    /// Those of them that nobody has looked at.
    pub unread: u32,
}

/// What a feed brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Its identifier.
    pub id: ArrivalId,
    /// The feed.
    pub feed: FeedId,
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
    /// Which entry of the feed it was.
    pub place: String,
    /// The entry with its text, where it has one.
    pub entry: Option<String>,
    /// The digest of the feed as it was fetched, where its text lies in it.
    pub file: Option<Sha256>,
}

/// What comes in by itself, or is noted of it.
#[derive(Debug, Clone)]
pub enum Incoming {
    /// A feed was asked.
    Polled {
        /// The feed.
        feed: FeedId,
        /// How.
        poll: Poll,
        /// What it brings now; nothing when it failed or is as it was.
        arrivals: Vec<Arrival>,
        /// The feed as it was fetched.
        file: Vec<u8>,
    },
    /// Arrivals were looked at, or are to pass for such as were not.
    Read {
        /// Which.
        arrivals: Vec<ArrivalId>,
        /// Whether they were.
        read: bool,
    },
    /// An arrival was loaded.
    Loaded {
        /// Which.
        arrival: ArrivalId,
        /// As what.
        article: ArticleId,
    },
}

/// The feed.
pub fn by_id(conn: &Connection, id: FeedId) -> Result<Feed> {
    conn.prepare_cached("SELECT * FROM feeds WHERE id = ?1")?
        .query_row([id.0], feed_from_row)
        .optional()?
        .ok_or(Error::NotFound { noun: "feed" })
}

/// The feed at an address and whether it is subscribed to now.
pub fn at_url(conn: &Connection, url: &str) -> Result<Option<(FeedId, bool)>> {
    Ok(conn
        .prepare_cached("SELECT id, NOT removed AS subscribed FROM feeds WHERE url = ?1")?
        .query_row([url], |row| Ok((FeedId(id(row, "id")?), row.get("subscribed")?)))
        .optional()?)
}

/// The feeds that are subscribed to, in the order of their names.
pub fn listing(conn: &Connection) -> Result<Vec<FeedListing>> {
    conn.prepare_cached(&format!(
        "SELECT listed.*, polls.title AS own_title, etag, last_modified, polled_at, next_at, failures, problem,
             (SELECT count(*) FROM {OPEN} AND arrivals.feed = listed.id) AS waiting,
             (SELECT count(*) FROM {OPEN} AND arrivals.feed = listed.id AND NOT arrivals.read) AS unread
         FROM feeds listed LEFT JOIN polls ON polls.feed = listed.id WHERE NOT listed.removed
         ORDER BY coalesce(listed.title, polls.title, listed.url) COLLATE NOCASE, listed.id"
    ))?
    .query_map([], |row| {
        Ok(FeedListing {
            feed: feed_from_row(row)?,
            poll: row.get::<_, Option<DateTime<Utc>>>("polled_at")?.map(|at| poll_from_row(row, at)).transpose()?,
            waiting: row.get("waiting")?,
            unread: row.get("unread")?,
        })
    })?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// How `feed` was asked last.
pub fn poll(conn: &Connection, feed: FeedId) -> Result<Option<Poll>> {
    Ok(conn
        .prepare_cached("SELECT *, title AS own_title FROM polls WHERE feed = ?1")?
        .query_row([feed.0], |row| poll_from_row(row, row.get("polled_at")?))
        .optional()?)
}

/// What waits, the newest first.
pub fn waiting(conn: &Connection) -> Result<Vec<Arrival>> {
    conn.prepare_cached(&format!(
        "SELECT arrivals.* FROM {OPEN}
         ORDER BY coalesce(arrivals.published, arrivals.arrived_at) DESC, arrivals.id LIMIT {LISTED}"
    ))?
    .query_map([], arrival_from_row)?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// How much waits that nobody has looked at.
pub fn unread(conn: &Connection) -> Result<u32> {
    Ok(conn
        .prepare_cached(&format!("SELECT count(*) FROM {OPEN} AND NOT arrivals.read"))?
        .query_row([], |row| row.get(0))?)
}

/// The arrival.
pub fn arrival(conn: &Connection, id: ArrivalId) -> Result<Arrival> {
    conn.prepare_cached("SELECT * FROM arrivals WHERE id = ?1")?
        .query_row([id.0], arrival_from_row)
        .optional()?
        .ok_or(Error::NotFound { noun: "entry of a feed" })
}

/// The feed that was fetched with this digest, for as long as it is kept.
pub fn file(conn: &Connection, sha256: Sha256) -> Result<Option<Vec<u8>>> {
    let kept: Option<(u32, Vec<u8>)> = conn
        .prepare_cached("SELECT length, zstd FROM feed_files WHERE sha256 = ?1")?
        .query_row([sha256.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    kept.map(|(length, zstd)| unpacked(length, &zstd, sha256)).transpose()
}

/// Which feed an arrival that was put aside is from.
pub(crate) fn dismissed_from(conn: &Connection, arrival: ArrivalId) -> Result<Option<FeedId>> {
    Ok(conn
        .prepare_cached("SELECT feed FROM dismissed_arrivals WHERE arrival = ?1")?
        .query_row([arrival.0], |row| row.get(0).map(FeedId))
        .optional()?)
}

pub(crate) fn insert(conn: &Connection, feed: &Feed, seq: i64) -> Result<()> {
    conn.prepare_cached("INSERT INTO feeds (id, url, title, seq) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![feed.id.0, feed.url, feed.title, seq])?;
    Ok(())
}

pub(crate) fn dismiss(conn: &Connection, feed: FeedId, arrival: ArrivalId, seq: i64) -> Result<()> {
    conn.prepare_cached("INSERT INTO dismissed_arrivals (arrival, feed, seq) VALUES (?1, ?2, ?3)")?
        .execute(params![arrival.0, feed.0, seq])?;
    Ok(())
}

pub(crate) fn recall(conn: &Connection, arrival: ArrivalId) -> Result<()> {
    conn.prepare_cached("DELETE FROM dismissed_arrivals WHERE arrival = ?1")?.execute([arrival.0])?;
    Ok(())
}

pub(crate) fn note(conn: &Connection, incoming: &Incoming) -> Result<()> {
    match incoming {
        Incoming::Polled { feed, poll, arrivals, file } => {
            set_poll(conn, *feed, poll)?;
            if arrivals.is_empty() {
                return Ok(());
            }
            keep_file(conn, arrivals, file)?;
            arrivals.iter().try_for_each(|arrival| bring(conn, arrival))?;
            forget(conn, *feed, arrivals)
        }
        Incoming::Read { arrivals, read } => {
            let mut set = conn.prepare_cached("UPDATE arrivals SET read = ?2 WHERE id = ?1")?;
            arrivals.iter().try_for_each(|arrival| set.execute(params![arrival.0, read]).map(drop))?;
            Ok(())
        }
        Incoming::Loaded { arrival, article } => {
            conn.prepare_cached("UPDATE arrivals SET article = ?2, read = 1 WHERE id = ?1")?
                .execute([arrival.0, article.0])?;
            Ok(())
        }
    }
}

fn set_poll(conn: &Connection, feed: FeedId, poll: &Poll) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO polls (feed, title, etag, last_modified, polled_at, next_at, failures, problem)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (feed) DO UPDATE SET title = excluded.title, etag = excluded.etag,
             last_modified = excluded.last_modified, polled_at = excluded.polled_at, next_at = excluded.next_at,
             failures = excluded.failures, problem = excluded.problem",
    )?
    .execute(params![
        feed.0,
        poll.title,
        poll.etag,
        poll.last_modified,
        poll.polled_at.to_rfc3339(),
        poll.next_at.to_rfc3339(),
        poll.failures,
        poll.problem,
    ])?;
    Ok(())
}

fn keep_file(conn: &Connection, arrivals: &[Arrival], file: &[u8]) -> Result<()> {
    if arrivals.iter().all(|arrival| arrival.file.is_none()) {
        return Ok(());
    }
    conn.prepare_cached("INSERT INTO feed_files (sha256, length, zstd) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
        .execute(params![digest(file).0, u32::try_from(file.len()).unwrap_or(u32::MAX), packed(file)?])?;
    Ok(())
}

/// Adds an arrival; one that came before is as the feed has it now, and stays looked at.
fn bring(conn: &Connection, arrival: &Arrival) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO arrivals (id, feed, title, url, summary, published, arrived_at, place, entry, file)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, url = excluded.url, summary = excluded.summary,
             published = excluded.published, place = excluded.place, entry = excluded.entry, file = excluded.file",
    )?
    .execute(params![
        arrival.id.0,
        arrival.feed.0,
        arrival.title,
        arrival.url,
        arrival.summary,
        arrival.published.map(|at| at.to_rfc3339()),
        arrival.arrived_at.to_rfc3339(),
        arrival.place,
        arrival.entry,
        arrival.file.map(|sha256| sha256.0),
    ])?;
    Ok(())
}

/// Lets go of old arrivals that `feed` brings no more, and of files that no arrival's text lies in.
fn forget(conn: &Connection, feed: FeedId, now: &[Arrival]) -> Result<()> {
    let old: Vec<uuid::Uuid> = conn
        .prepare_cached("SELECT id FROM arrivals WHERE feed = ?1 ORDER BY arrived_at DESC, id LIMIT -1 OFFSET ?2")?
        .query_map(params![feed.0, KEPT], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for id in old.into_iter().filter(|id| !now.iter().any(|arrival| arrival.id.0 == *id)) {
        conn.prepare_cached("DELETE FROM arrivals WHERE id = ?1")?.execute([id])?;
    }
    conn.prepare_cached(
        "DELETE FROM feed_files WHERE NOT EXISTS (SELECT 1 FROM arrivals WHERE arrivals.file = feed_files.sha256)",
    )?
    .execute([])?;
    Ok(())
}

fn feed_from_row(row: &Row<'_>) -> rusqlite::Result<Feed> {
    Ok(Feed { id: FeedId(id(row, "id")?), url: row.get("url")?, title: row.get("title")? })
}

fn poll_from_row(row: &Row<'_>, polled_at: DateTime<Utc>) -> rusqlite::Result<Poll> {
    Ok(Poll {
        title: row.get("own_title")?,
        etag: row.get("etag")?,
        last_modified: row.get("last_modified")?,
        polled_at,
        next_at: row.get("next_at")?,
        failures: row.get("failures")?,
        problem: row.get("problem")?,
    })
}

fn arrival_from_row(row: &Row<'_>) -> rusqlite::Result<Arrival> {
    Ok(Arrival {
        id: ArrivalId(id(row, "id")?),
        feed: FeedId(id(row, "feed")?),
        title: row.get("title")?,
        url: row.get("url")?,
        summary: row.get("summary")?,
        published: row.get("published")?,
        arrived_at: row.get("arrived_at")?,
        read: row.get("read")?,
        place: row.get("place")?,
        entry: row.get("entry")?,
        file: row.get::<_, Option<[u8; 32]>>("file")?.map(Sha256),
    })
}

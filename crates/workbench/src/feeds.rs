//! Feeds and the inbox. A feed is asked only while the program is open and only when it is subscribed to; what it brings
//! waits, unread, until the analyst loads it or puts it aside.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use database::{
    Access, articles,
    feeds::{self, Arrival, FeedListing, Incoming, Poll},
};
use documents::{Entries, Entry, Hint};
use domain::{ArrivalId, Change, Feed, FeedId, Origin, Sha256, Subject, Topic};
use fetch::{Answer, Fetcher, Known};

use crate::{
    Error, Result, Workbench,
    articles::{digest, file_name, read_file},
    bulk,
    views::{ArrivalRow, FeedFound, FeedInput, FeedRow, Loaded, Polled, Progress, Report},
};

/// A feed that keeps failing is asked this seldom at last.
const SELDOM: TimeDelta = TimeDelta::hours(24);
/// Bytes of a feed at most. Its text is unpacked by the worker and kept until its entries are decided on.
const MOST_BYTES: usize = 10 << 20;

/// A feed that is to be asked, and what is known of it.
#[derive(Debug, Clone)]
pub struct Due {
    feed: FeedId,
    url: String,
    known: Known,
}

/// What a feed answered.
#[derive(Debug)]
pub struct Asked {
    feed: FeedId,
    answer: Result<Answer, fetch::Error>,
}

impl Due {
    /// Asks the feed. No workspace is needed meanwhile: it may be closed.
    pub fn ask(self, fetcher: &Fetcher) -> Asked {
        Asked { feed: self.feed, answer: fetcher.fetch(&self.url, &self.known) }
    }
}

impl Workbench {
    /// Subscribes to `wanted`, all of them or none; those that are subscribed to stay so. Answers their ids.
    pub fn subscribe_to(&self, fetcher: &Fetcher, wanted: &[FeedInput]) -> Result<Vec<FeedId>> {
        let (mut changes, mut ids) = (Vec::new(), BTreeMap::new());
        for FeedInput { url, title } in wanted {
            let url = url.trim().to_owned();
            fetcher.check(&url)?;
            if ids.contains_key(&url) {
                continue;
            }
            let id = match self.workspace.read(|conn| feeds::at_url(conn, &url))? {
                Some((id, true)) => id,
                Some((id, false)) => {
                    changes.push(Change::Restored { subject: Subject::Feed(id) });
                    id
                }
                None => {
                    let title = title.as_ref().map(|title| title.trim().to_owned()).filter(|title| !title.is_empty());
                    let feed = Feed { id: FeedId(self.clock.uuid()), url: url.clone(), title };
                    changes.push(Change::FeedSubscribed { feed: feed.clone() });
                    feed.id
                }
            };
            ids.insert(url, id);
        }
        if !changes.is_empty() {
            self.commit(changes)?;
        }
        Ok(ids.into_values().collect())
    }

    /// Asks `feed` no more. What it brought comes back with it.
    pub fn unsubscribe_from(&self, feed: FeedId) -> Result<()> {
        self.commit(vec![Change::Removed { subject: Subject::Feed(feed) }])
    }

    /// The feeds that are subscribed to.
    pub fn feeds(&self) -> Result<Vec<FeedRow>> {
        let listed = self.workspace.read(feeds::listing)?;
        Ok(listed.into_iter().map(row).collect())
    }

    /// The feeds that the list in the file at `path` (OPML) names.
    pub fn feeds_in(&self, path: &Path) -> Result<Vec<FeedFound>> {
        let bytes = read_file(path, "read")?;
        let opened = self.reader().open(&bytes, &Hint { name: Some(file_name(path)), ..Hint::default() })?;
        self.workspace
            .read(|conn| {
                let found = |link: documents::Link| {
                    let subscribed = feeds::at_url(conn, &link.url)?.is_some_and(|(_, subscribed)| subscribed);
                    Ok(FeedFound { url: link.url, title: link.title, subscribed })
                };
                opened.links.into_iter().map(found).collect()
            })
            .map_err(Error::from)
    }

    /// The feeds whose time has come; none where nothing could be noted of them.
    pub fn feeds_due(&self) -> Result<Vec<Due>> {
        let now = self.clock.now();
        let is_due = |one: &FeedListing| one.poll.as_ref().is_none_or(|poll| poll.next_at <= now);
        self.to_ask(is_due)
    }

    /// The feeds, or one of them, whether their time has come or not: the analyst asks.
    pub fn feeds_now(&self, feed: Option<FeedId>) -> Result<Vec<Due>> {
        self.to_ask(|one| feed.is_none_or(|feed| one.feed.id == feed))
    }

    fn to_ask(&self, wanted: impl Fn(&FeedListing) -> bool) -> Result<Vec<Due>> {
        if *self.workspace.access() != Access::Writable {
            return Ok(Vec::new());
        }
        let listed = self.workspace.read(feeds::listing)?;
        let due = |one: FeedListing| {
            let poll = one.poll.unwrap_or_default();
            let known = Known { etag: poll.etag, last_modified: poll.last_modified };
            Due { feed: one.feed.id, url: one.feed.url, known }
        };
        Ok(listed.into_iter().filter(wanted).map(due).collect())
    }

    /// Takes in what a feed answered; it is to be asked again after `every`. When it failed nothing that is here changes.
    pub fn receive(&self, asked: Asked, every: Duration) -> Result<Polled> {
        let Asked { feed, answer } = asked;
        let (known, before) = self.workspace.read(|conn| Ok((feeds::by_id(conn, feed)?, feeds::poll(conn, feed)?)))?;
        let before = before.unwrap_or_default();
        let came = match answer {
            Ok(Answer::Unchanged) => Ok(None),
            Ok(Answer::Page { bytes, .. }) if bytes.len() > MOST_BYTES => {
                Err(fetch::Error::TooLarge { mebibytes: MOST_BYTES >> 20 }.to_string())
            }
            Ok(Answer::Page { bytes, fetch }) => match self.reader().entries(&bytes) {
                Ok(entries) => Ok(Some((bytes, fetch, entries))),
                Err(error) => Err(error.to_string()),
            },
            Err(error) => Err(error.to_string()),
        };
        let now = self.clock.now();
        let failures = if came.is_ok() { 0 } else { before.failures.saturating_add(1) };
        let seed = self.clock.uuid().as_u128();
        let mut poll =
            Poll { polled_at: now, next_at: next(now, every, failures, seed), failures, problem: None, ..before };
        let (mut arrivals, mut file) = (Vec::new(), Vec::new());
        match came {
            Ok(None) => {}
            Ok(Some((bytes, fetch, Entries { title, entries }))) => {
                poll.title = title;
                poll.etag = fetch.header("etag").map(str::to_owned);
                poll.last_modified = fetch.header("last-modified").map(str::to_owned);
                let sha256 = digest(&bytes);
                arrivals = entries.into_iter().map(|entry| arrival(feed, entry, sha256, now)).collect();
                file = bytes;
            }
            Err(problem) => poll.problem = Some(problem),
        }
        let fresh = self.unknown(&arrivals)?;
        let title = known.title.or_else(|| poll.title.clone()).unwrap_or(known.url);
        let problem = poll.problem.clone();
        self.workspace.note(Incoming::Polled { feed, poll, arrivals, file })?;
        self.tell(&[Topic::Feeds].into());
        Ok(Polled { title, fresh, problem })
    }

    /// How many of `arrivals` were not here.
    fn unknown(&self, arrivals: &[Arrival]) -> Result<u32> {
        let is_new = |one: &&Arrival| {
            self.workspace.read(|conn| match feeds::arrival(conn, one.id) {
                Ok(_) => Ok(false),
                Err(database::Error::NotFound { .. }) => Ok(true),
                Err(error) => Err(error),
            })
        };
        let mut fresh = 0;
        for one in arrivals {
            fresh += u32::from(is_new(&one)?);
        }
        Ok(fresh)
    }

    /// Asks feeds one after another, whether their time has come or not.
    pub fn poll(&self, fetcher: &Fetcher, feed: Option<FeedId>, every: Duration) -> Result<Vec<Polled>> {
        self.feeds_now(feed)?.into_iter().map(|due| self.receive(due.ask(fetcher), every)).collect()
    }

    /// What waits in the inbox, the newest first.
    pub fn inbox(&self) -> Result<Vec<ArrivalRow>> {
        let (waiting, listed) = self.workspace.read(|conn| Ok((feeds::waiting(conn)?, feeds::listing(conn)?)))?;
        let titles: BTreeMap<FeedId, String> = listed.into_iter().map(row).map(|row| (row.id, row.title)).collect();
        let shown = |one: Arrival| ArrivalRow {
            feed_title: titles.get(&one.feed).cloned().unwrap_or_default(),
            id: one.id,
            feed: one.feed,
            title: one.title,
            url: one.url,
            summary: one.summary,
            published: one.published,
            arrived_at: one.arrived_at,
            read: one.read,
            has_text: one.entry.is_some(),
        };
        Ok(waiting.into_iter().map(shown).collect())
    }

    /// Notes that arrivals were looked at, or that they are to pass for such as were not.
    pub fn mark_arrivals(&self, arrivals: &[ArrivalId], read: bool) -> Result<()> {
        self.workspace.note(Incoming::Read { arrivals: arrivals.to_vec(), read })?;
        self.tell(&[Topic::Feeds].into());
        Ok(())
    }

    /// Puts arrivals aside as one action.
    pub fn dismiss_arrivals(&self, arrivals: &[ArrivalId]) -> Result<()> {
        let dismissed = |id: &ArrivalId| {
            let Arrival { id: arrival, feed, title, .. } = self.workspace.read(|conn| feeds::arrival(conn, *id))?;
            Ok(Change::ArrivalDismissed { feed, arrival, title })
        };
        self.commit(arrivals.iter().map(dismissed).collect::<Result<_>>()?)
    }

    /// Loads an arrival: the text that its feed holds, or its page where there is none or `page` is wanted.
    pub fn load_arrival(&self, fetcher: &Arc<Fetcher>, id: ArrivalId, page: bool) -> Result<Vec<Loaded>> {
        let (one, feed) = self.workspace.read(|conn| {
            let one = feeds::arrival(conn, id)?;
            let feed = feeds::by_id(conn, one.feed)?;
            Ok((one, feed))
        })?;
        let loaded = match (&one.entry, &one.url) {
            (Some(entry), url) if !page || url.is_none() => match self.load_entry(&one, entry, &feed) {
                Ok(loaded) => vec![loaded],
                Err(error) => vec![Loaded::Failed { name: one.title.clone(), reason: error.to_string() }],
            },
            (_, Some(url)) => self.load_address(fetcher, url, false),
            (_, None) => {
                let reason = Error::EmptyArrival.to_string();
                vec![Loaded::Failed { name: one.title.clone(), reason }]
            }
        };
        if let Some(article) = loaded.iter().find_map(Loaded::article) {
            self.workspace.note(Incoming::Loaded { arrival: id, article })?;
            self.tell(&[Topic::Feeds].into());
        }
        Ok(loaded)
    }

    /// Loads arrivals one after another as [`Self::load_arrival`] does, calling `told` with how far it is; stops when `cancel` is set.
    pub fn load_arrivals(
        &self,
        fetcher: &Arc<Fetcher>,
        arrivals: &[ArrivalId],
        page: bool,
        cancel: &AtomicBool,
        told: impl FnMut(&Progress),
    ) -> Report {
        let name = |id: &ArrivalId| {
            self.workspace.read(|conn| feeds::arrival(conn, *id)).map(|one| one.title).unwrap_or_default()
        };
        bulk::in_turn(arrivals, cancel, told, name, |id, name| {
            let one = self.load_arrival(fetcher, *id, page);
            one.unwrap_or_else(|error| vec![Loaded::Failed { name, reason: error.to_string() }])
        })
    }

    /// Loads the text of an arrival that its feed holds; the feed as it was fetched is kept beside it.
    fn load_entry(&self, one: &Arrival, entry: &str, feed: &Feed) -> Result<Loaded> {
        let bytes = entry.as_bytes().to_vec();
        let name = one.title.clone();
        if let Some(article) = self.workspace.read(|conn| articles::with_sha256(conn, digest(&bytes)))? {
            if self.workspace.read(|conn| articles::is_removed(conn, article))? {
                self.commit(vec![Change::Restored { subject: Subject::Article(article) }])?;
            }
            return Ok(Loaded::AlreadyHere { name, article });
        }
        let reading = self.reader().read(&bytes, &Hint::default())?;
        let file = one.file.ok_or(Error::EmptyArrival)?;
        let whole = self.workspace.read(|conn| feeds::file(conn, file))?;
        let origin = Origin::Part {
            file: feed.url.clone(),
            sha256: file,
            place: one.place.clone(),
            url: one.url.clone(),
            captured: Some(one.arrived_at),
            came: None,
        };
        let warnings = reading.warnings.clone();
        let (document, article) = self.made_of(reading, &bytes, origin);
        let id = article.id;
        let bytes = [Some(bytes), whole].into_iter().flatten().collect();
        self.commit_with(vec![Change::ArticleLoaded { document, article }], bytes)?;
        Ok(Loaded::New { name, article: id, warnings })
    }
}

fn row(listed: FeedListing) -> FeedRow {
    let FeedListing { feed, poll, waiting, unread } = listed;
    let own = poll.as_ref().and_then(|poll| poll.title.clone());
    FeedRow {
        id: feed.id,
        title: feed.title.or(own).unwrap_or_else(|| feed.url.clone()),
        url: feed.url,
        polled_at: poll.as_ref().map(|poll| poll.polled_at),
        next_at: poll.as_ref().map(|poll| poll.next_at),
        problem: poll.and_then(|poll| poll.problem),
        waiting,
        unread,
    }
}

fn arrival(feed: FeedId, entry: Entry, file: Sha256, now: DateTime<Utc>) -> Arrival {
    let key = entry.url.clone().unwrap_or_else(|| entry.title.clone());
    Arrival {
        id: ArrivalId::of(feed, &key),
        feed,
        title: entry.title,
        url: entry.url,
        summary: entry.summary,
        published: entry.published,
        arrived_at: now,
        read: false,
        place: entry.place,
        file: entry.document.is_some().then_some(file),
        entry: entry.document,
    }
}

/// When a feed that failed `failures` times in a row is asked again: twice as late each time, up to a day, and up to a
/// tenth later or earlier by `seed`, so that programs started together do not ask together.
fn next(now: DateTime<Utc>, every: Duration, failures: u32, seed: u128) -> DateTime<Utc> {
    let every = TimeDelta::from_std(every).unwrap_or(SELDOM).min(SELDOM);
    let wait = (every * 2_i32.saturating_pow(failures.min(10))).min(SELDOM.max(every));
    // The low bits of an id are random.
    let tenths = i32::try_from(seed % 201).unwrap_or(0) - 100;
    now + wait + wait * tenths / 1_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_asked_again_after_a_while_and_ever_later_when_it_fails() {
        let (now, every) = (DateTime::UNIX_EPOCH, Duration::from_secs(1_800));
        let minutes = |failures, seed| (next(now, every, failures, seed) - now).num_minutes();
        assert_eq!((minutes(0, 100), minutes(0, 0), minutes(0, 200)), (30, 27, 33));
        assert_eq!([1, 2, 3].map(|failures| minutes(failures, 100)), [60, 120, 240]);
        for failures in [6, 10, 40, u32::MAX] {
            assert_eq!(minutes(failures, 100), 24 * 60);
        }
        assert!(next(now, Duration::MAX, u32::MAX, 200) > now);
    }
}

//! Feeds and the inbox from a terminal. Nothing is asked unless `poll` or `load` says so.

use std::{process::ExitCode, sync::Arc, time::Duration};

use domain::FeedId;
use workbench::{
    Error, Fetcher, Result, Workbench, folders,
    settings::Settings,
    views::{FeedInput, Polled},
};

use super::told;
use crate::{
    arguments::{FeedVerb, InboxVerb},
    print::{self, Output},
};

pub(crate) fn feeds(bench: &Workbench, verb: Option<FeedVerb>, output: Output) -> Result<ExitCode> {
    match verb {
        None => {}
        Some(FeedVerb::Add { urls }) => {
            let wanted: Vec<FeedInput> = urls.into_iter().map(|url| FeedInput { url, title: None }).collect();
            bench.subscribe_to(&fetcher()?.0, &wanted)?;
        }
        Some(FeedVerb::Import { file, subscribe: false }) => {
            output.show(&bench.feeds_in(&file)?, |found| print::found(found));
            return Ok(ExitCode::SUCCESS);
        }
        Some(FeedVerb::Import { file, subscribe: true }) => {
            let found = bench.feeds_in(&file)?.into_iter();
            let wanted: Vec<FeedInput> = found.map(|one| FeedInput { url: one.url, title: one.title }).collect();
            bench.subscribe_to(&fetcher()?.0, &wanted)?;
        }
        Some(FeedVerb::Remove { feed }) => bench.unsubscribe_from(named(bench, &feed)?)?,
        Some(FeedVerb::Poll { feed }) => {
            let feed = feed.map(|feed| named(bench, &feed)).transpose()?;
            let (fetcher, every) = fetcher()?;
            let polled = bench.poll(&fetcher, feed, every)?;
            output.show(&polled, |polled| print::polled(polled));
            return Ok(if polled.iter().any(failed) { ExitCode::FAILURE } else { ExitCode::SUCCESS });
        }
    }
    output.show(&bench.feeds()?, |rows| print::feeds(rows));
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn inbox(bench: &Workbench, verb: Option<InboxVerb>, output: Output) -> Result<ExitCode> {
    match verb {
        None => {}
        Some(InboxVerb::Load { entries, page }) => {
            let (fetcher, _) = fetcher()?;
            let loaded = entries.into_iter().map(|entry| bench.load_arrival(&fetcher, entry, page));
            return Ok(told(&loaded.collect::<Result<Vec<_>>>()?.concat(), output));
        }
        Some(InboxVerb::Read { entries, unread }) => bench.mark_arrivals(&entries, !unread)?,
        Some(InboxVerb::Dismiss { entries }) => bench.dismiss_arrivals(&entries)?,
    }
    output.show(&bench.inbox()?, |rows| print::inbox(rows));
    Ok(ExitCode::SUCCESS)
}

fn failed(polled: &Polled) -> bool {
    polled.problem.is_some()
}

/// What fetches, as the settings have it, and how often feeds are asked.
fn fetcher() -> Result<(Arc<Fetcher>, Duration)> {
    let settings = Settings::load(&folders::config_dir());
    Ok((Arc::new(settings.fetcher()?), settings.feeds_every()))
}

/// The feed of this id or address.
fn named(bench: &Workbench, feed: &str) -> Result<FeedId> {
    let rows = bench.feeds()?;
    let known = rows.iter().find(|row| row.url == feed || row.id.to_string() == feed);
    known.map(|row| row.id).ok_or_else(|| Error::NoFeed { given: feed.to_owned() })
}

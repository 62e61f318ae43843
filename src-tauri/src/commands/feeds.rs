//! Feeds, the inbox, and what the network is reached through.

use domain::{ArrivalId, FeedId};
use tauri::AppHandle;
use workbench::{
    settings::Network,
    unfinished::Wanted,
    views::{ArrivalRow, FeedFound, FeedInput, FeedRow},
};

use super::{Desk, Outcome};
use crate::{dialogs, loading, polling};

/// The feeds that are subscribed to.
#[tauri::command]
#[specta::specta]
pub(crate) async fn feeds(desk: Desk<'_>) -> Outcome<Vec<FeedRow>> {
    desk.on(workbench::Workbench::feeds).await
}

/// What feeds brought and nobody has decided on, the newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn inbox(desk: Desk<'_>) -> Outcome<Vec<ArrivalRow>> {
    desk.on(workbench::Workbench::inbox).await
}

/// Subscribes to feeds, all of them or none, and asks those that are new.
#[tauri::command]
#[specta::specta]
pub(crate) async fn subscribe_to(app: AppHandle, desk: Desk<'_>, feeds: Vec<FeedInput>) -> Outcome<()> {
    let fetcher = desk.fetcher().await?;
    desk.on(move |bench| bench.subscribe_to(&fetcher, &feeds)).await?;
    polling::poll_due(app);
    Ok(())
}

/// Asks a feed no more.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unsubscribe_from(desk: Desk<'_>, feed: FeedId) -> Outcome<()> {
    desk.on(move |bench| bench.unsubscribe_from(feed)).await
}

/// Lets the analyst choose a list of feeds (OPML) and says what it names; nothing when cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_feeds(app: AppHandle, desk: Desk<'_>) -> Outcome<Option<Vec<FeedFound>>> {
    let Some(path) = dialogs::feeds(&app).await else { return Ok(None) };
    desk.on(move |bench| bench.feeds_in(&path).map(Some)).await
}

/// Asks a feed, or all of them, now; answers when that is done.
#[tauri::command]
#[specta::specta]
pub(crate) async fn poll_feeds(app: AppHandle, feed: Option<FeedId>) -> Outcome<()> {
    polling::poll_now(app, feed).await
}

/// Marks arrivals as read, or as unread.
#[tauri::command]
#[specta::specta]
pub(crate) async fn mark_arrivals(desk: Desk<'_>, arrivals: Vec<ArrivalId>, read: bool) -> Outcome<()> {
    desk.on(move |bench| bench.mark_arrivals(&arrivals, read)).await
}

/// Puts arrivals aside as one action.
#[tauri::command]
#[specta::specta]
pub(crate) async fn dismiss_arrivals(desk: Desk<'_>, arrivals: Vec<ArrivalId>) -> Outcome<()> {
    desk.on(move |bench| bench.dismiss_arrivals(&arrivals)).await
}

/// Loads arrivals in the background: the text that the feed holds, or the page where `page` is wanted or there is none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn load_arrivals(app: AppHandle, arrivals: Vec<ArrivalId>, page: bool) -> Outcome<()> {
    loading::begin(&app, Wanted::Arrivals { arrivals, page }).await
}

/// What the network is reached through, and how often feeds are asked.
#[tauri::command]
#[specta::specta]
pub(crate) async fn network(desk: Desk<'_>) -> Outcome<Network> {
    Ok(desk.settings().network())
}

/// Sets what the network is reached through, and how often feeds are asked.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_network(desk: Desk<'_>, network: Network) -> Outcome<()> {
    desk.set_network(network).await
}

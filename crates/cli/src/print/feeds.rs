//! Feeds and the inbox, for people.

use workbench::views::{ArrivalRow, FeedFound, FeedRow, Polled};

use super::lines;

pub(crate) fn feeds(rows: &[FeedRow]) -> String {
    lines(rows, |row| {
        let when = row.polled_at.map_or_else(|| "never asked".to_owned(), |at| format!("asked {}", at.format("%F %R")));
        let problem = row.problem.as_ref().map(|why| format!("\n    failed: {why}")).unwrap_or_default();
        format!("{}  {} <{}>: {} unread of {}, {when}{problem}", row.id, row.title, row.url, row.unread, row.waiting)
    })
}

pub(crate) fn found(found: &[FeedFound]) -> String {
    lines(found, |one| {
        let known = if one.subscribed { "  (subscribed to)" } else { "" };
        format!("{}  {}{known}", one.url, one.title.as_deref().unwrap_or_default())
    })
}

pub(crate) fn polled(polled: &[Polled]) -> String {
    lines(polled, |one| match &one.problem {
        Some(why) => format!("{}: failed: {why}", one.title),
        None => format!("{}: {} new", one.title, one.fresh),
    })
}

pub(crate) fn inbox(rows: &[ArrivalRow]) -> String {
    lines(rows, |row| {
        let sign = if row.read { ' ' } else { '*' };
        let day = row.published.unwrap_or(row.arrived_at).format("%F");
        format!("{sign} {}  {day}  {} ({})", row.id, row.title, row.feed_title)
    })
}

//! Feeds and the inbox through the verbs, from a site of our own.

mod site;

use std::{
    path::Path,
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};

use domain::{ArrivalId, FeedId, Origin};
use site::{Result, Site, setting};
use workbench::{
    Fetcher, Workbench,
    views::{ArrivalRow, FeedInput, Loaded},
};

const EVERY: Duration = Duration::from_secs(1_800);
const WORDS: &str = "The province counts 155 guards at the dam twice a year, and the company does not object to it.";

const NAME: &str = "Vessa.claimdesk";

fn input(site: &Site, path: &str) -> FeedInput {
    FeedInput { url: site.address(path), title: None }
}

/// A feed with an entry of each number: the even ones hold their text, the others a remark.
fn feed(site: &Site, numbers: &[u32]) -> String {
    let item = |number: &u32| {
        let text = if number.is_multiple_of(2) {
            format!("<content:encoded>{WORDS} {number}.</content:encoded>")
        } else {
            String::new()
        };
        format!(
            "<item><title>Story {number}</title><link>{}</link><description>Short.</description>{text}</item>",
            site.address(&format!("/{number}"))
        )
    };
    let items: String = numbers.iter().map(item).collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
         <title>The Vessa Courier</title><link>https://vessa.example/</link><description>d</description>{items}</channel></rss>"
    )
}

/// A bench that is subscribed to the site's feed, which was asked once and brought the first two stories.
fn subscribed(folder: &Path, site: &Site) -> Result<(Workbench, Arc<Fetcher>, FeedId)> {
    let (bench, fetcher) = (Workbench::create(setting(folder, NAME))?, site.fetcher(Duration::ZERO)?);
    site.shows("/feed", &feed(site, &[1, 2]));
    let ids = bench.subscribe_to(&fetcher, &[input(site, "/feed")])?;
    assert_eq!(bench.poll(&fetcher, None, EVERY)?[0].fresh, 2);
    Ok((bench, fetcher, ids[0]))
}

fn titles(bench: &Workbench) -> Result<Vec<String>> {
    let mut titles: Vec<String> = bench.inbox()?.into_iter().map(|row| row.title).collect();
    titles.sort();
    Ok(titles)
}

fn story(bench: &Workbench, number: u32) -> Result<ArrivalRow> {
    let title = format!("Story {number}");
    Ok(bench.inbox()?.into_iter().find(|row| row.title == title).ok_or(title)?)
}

fn id(bench: &Workbench, number: u32) -> Result<ArrivalId> {
    Ok(story(bench, number)?.id)
}

#[test]
fn what_a_feed_brings_waits_unread_and_comes_once() -> Result {
    let (folder, site) = (tempfile::tempdir()?, Site::open()?);
    let (bench, fetcher, feed_id) = subscribed(folder.path(), &site)?;
    assert_eq!(titles(&bench)?, ["Story 1", "Story 2"]);
    assert!(bench.inbox()?.iter().all(|row| !row.read && row.feed_title == "The Vessa Courier"));
    assert_eq!(story(&bench, 1)?.summary, "Short.");

    bench.mark_arrivals(&[id(&bench, 1)?], true)?;
    assert_eq!(bench.poll(&fetcher, None, EVERY)?[0].fresh, 0, "it is as it was");
    site.shows("/feed", &feed(&site, &[1, 2, 3]));
    assert_eq!(bench.poll(&fetcher, Some(feed_id), EVERY)?[0].fresh, 1);
    assert_eq!((bench.feeds()?[0].waiting, bench.feeds()?[0].unread), (3, 2));
    assert!(story(&bench, 1)?.read, "what was read stays so");
    assert_eq!(site.asked(), ["200 /feed", "304 /feed", "200 /feed"]);

    // All of it is there after a start, and nothing is due before its time.
    drop(bench);
    let bench = Workbench::open(setting(folder.path(), NAME))?;
    assert_eq!(titles(&bench)?.len(), 3);
    assert!(bench.feeds_due()?.is_empty());
    Ok(())
}

#[test]
fn a_failed_asking_changes_nothing_is_said_and_is_done_ever_later() -> Result {
    let (folder, site) = (tempfile::tempdir()?, Site::open()?);
    let (bench, fetcher, _) = subscribed(folder.path(), &site)?;
    let before = bench.inbox()?;
    let wait = |bench: &Workbench| -> Result<i64> {
        let row = bench.feeds()?.remove(0);
        Ok((row.next_at.ok_or("a time")? - row.polled_at.ok_or("a time")?).num_minutes())
    };
    assert!((27..=33).contains(&wait(&bench)?), "{}", wait(&bench)?);
    site.is_gone("/feed");
    let polled = bench.poll(&fetcher, None, EVERY)?;
    assert!(polled[0].problem.as_ref().is_some_and(|why| why.contains("404")), "{polled:?}");
    assert!((54..=66).contains(&wait(&bench)?), "{}", wait(&bench)?);
    site.shows("/feed", "<html><body>We have moved</body></html>");
    bench.poll(&fetcher, None, EVERY)?;
    let row = bench.feeds()?.remove(0);
    assert!(row.problem.is_some_and(|why| why.contains("no feed")));
    assert!((108..=132).contains(&wait(&bench)?), "{}", wait(&bench)?);
    assert_eq!((bench.inbox()?, row.title.as_str()), (before, "The Vessa Courier"));
    site.shows("/feed", &feed(&site, &[1, 2]));
    bench.poll(&fetcher, None, EVERY)?;
    assert_eq!(bench.feeds()?[0].problem, None);
    assert!((27..=33).contains(&wait(&bench)?), "{}", wait(&bench)?);
    Ok(())
}

#[test]
fn the_text_of_an_entry_is_loaded_with_its_feed_beside_it_and_its_page_on_request() -> Result {
    let (folder, site) = (tempfile::tempdir()?, Site::open()?);
    let (bench, fetcher, _) = subscribed(folder.path(), &site)?;
    let entry = id(&bench, 2)?;
    let loaded = bench.load_arrival(&fetcher, entry, false)?;
    let [Loaded::New { article, .. }] = loaded[..] else { return Err("not new".into()) };
    let view = bench.article(article)?;
    assert!(view.text.contains("155 guards") && view.title == "Story 2", "{}", view.text);
    let Origin::Part { file, place, url, .. } = &view.origin else { return Err("from elsewhere".into()) };
    assert_eq!((file, place.as_str(), url), (&site.address("/feed"), "entry 2", &Some(site.address("/2"))));
    assert_eq!(bench.whole_file(article)?, Some(feed(&site, &[1, 2]).into_bytes()));
    assert_eq!(titles(&bench)?, ["Story 1"]);

    // Taking the load back makes it wait again.
    bench.undo()?;
    assert_eq!(titles(&bench)?, ["Story 1", "Story 2"]);
    site.shows("/2", &format!("<html><body><h1>The page</h1><p>{WORDS}</p><p>{WORDS} Of the page.</p></body></html>"));
    let loaded = bench.load_arrival(&fetcher, entry, true)?;
    let [Loaded::New { article, .. }] = loaded[..] else { return Err("not new".into()) };
    assert!(matches!(bench.article(article)?.origin, Origin::Address { .. }));

    // A page that is not there leaves the entry where it is.
    let failed = bench.load_arrivals(&fetcher, &[id(&bench, 1)?], false, &AtomicBool::new(false), |_| ());
    assert!(matches!(failed.loaded.as_slice(), [Loaded::Failed { .. }]), "{failed:?}");
    assert_eq!(titles(&bench)?, ["Story 1"]);
    assert!(bench.check()?.sound);
    Ok(())
}

#[test]
fn what_is_put_aside_stays_so_and_comes_back_with_undo() -> Result {
    let (folder, site) = (tempfile::tempdir()?, Site::open()?);
    let (bench, fetcher, feed_id) = subscribed(folder.path(), &site)?;
    bench.dismiss_arrivals(&[id(&bench, 1)?, id(&bench, 2)?])?;
    assert_eq!(titles(&bench)?, Vec::<String>::new());
    site.shows("/feed", &feed(&site, &[1, 2, 4]));
    bench.poll(&fetcher, None, EVERY)?;
    assert_eq!(titles(&bench)?, ["Story 4"]);
    assert_eq!(bench.undo()?, Some("arrival_dismissed"));
    assert_eq!(titles(&bench)?, ["Story 1", "Story 2", "Story 4"]);

    bench.unsubscribe_from(feed_id)?;
    assert_eq!((bench.feeds()?.len(), titles(&bench)?.len()), (0, 0));
    assert!(bench.poll(&fetcher, None, EVERY)?.is_empty(), "what is not subscribed to is not asked");
    assert_eq!(bench.subscribe_to(&fetcher, &[input(&site, "/feed")])?, [feed_id]);
    assert_eq!(titles(&bench)?.len(), 3);
    Ok(())
}

#[test]
fn a_list_of_feeds_is_looked_at_before_it_is_subscribed_to_all_or_nothing() -> Result {
    let (folder, site) = (tempfile::tempdir()?, Site::open()?);
    let (bench, fetcher, _) = subscribed(folder.path(), &site)?;
    let list = folder.path().join("feeds.opml");
    let outline = |title: &str, url: &str| format!("<outline text=\"{title}\" xmlUrl=\"{url}\"/>");
    let outlines = [outline("Кур’єр Весси", "https://vessa.example/feed"), outline("Here", &site.address("/feed"))];
    std::fs::write(&list, format!("<opml version=\"2.0\"><body>{}</body></opml>", outlines.concat()))?;
    let found = bench.feeds_in(&list)?;
    assert_eq!(found.iter().map(|one| one.subscribed).collect::<Vec<_>>(), [false, true]);
    assert_eq!(bench.feeds()?.len(), 1);
    let input = |url: &str| FeedInput { url: url.to_owned(), title: Some("Кур’єр Весси".to_owned()) };
    let bad = [input("https://vessa.example/feed"), input("http://192.168.0.1/feed")];
    assert!(bench.subscribe_to(&fetcher, &bad).is_err_and(|why| why.to_string().contains("network nearby")));
    assert_eq!(bench.feeds()?.len(), 1);
    bench.subscribe_to(&fetcher, &[input("https://vessa.example/feed"), input("https://vessa.example/feed")])?;
    assert_eq!(
        bench.feeds()?.iter().map(|row| row.title.as_str()).collect::<Vec<_>>(),
        ["The Vessa Courier", "Кур’єр Весси"]
    );
    Ok(())
}

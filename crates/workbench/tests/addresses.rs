//! Pages from the web, through the verb, from a site of our own.

mod site;

use std::{
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use domain::Origin;
use site::{Page, Result, Site, setting};
use workbench::{Workbench, views::Loaded};

fn bench(folder: &Path) -> Result<Workbench> {
    Ok(Workbench::create(setting(folder, "Vessa.claimdesk"))?)
}

/// The page of the site, with these words under this tag.
fn page(tag: &str, words: &str) -> Page {
    let body = format!("<html><body><h1>Guards at the dam</h1><p>{words}</p></body></html>");
    Page { kind: None, tag: tag.to_owned(), body: body.into() }
}

const FIRST: &str = "The province counts 155 guards at the dam twice a year, and the company does not object to it.";

#[test]
fn a_page_is_kept_with_how_it_came_and_a_newer_copy_beside_it() -> Result {
    let (folder, site) = (tempfile::tempdir()?, Site::open()?);
    let (bench, fetcher) = (bench(folder.path())?, site.fetcher(Duration::ZERO)?);
    site.shows("/dam", page("a", FIRST));
    let Loaded::New { article: first, warnings, .. } = bench.load_address(&fetcher, &site.address("/dam")) else {
        return Err("not loaded".into());
    };
    assert_eq!(warnings, Vec::<String>::new());
    let view = bench.article(first)?;
    let Origin::Address { fetch } = &view.origin else { return Err("from elsewhere".into()) };
    assert_eq!(
        (fetch.asked.as_str(), fetch.hops[0].status, fetch.header("etag")),
        (site.address("/dam").as_str(), 200, Some("\"a\""))
    );
    assert_eq!(view.url, Some(site.address("/dam")));

    // Asked again it is as it was; then it has changed.
    let again = bench.load_address(&fetcher, &site.address("/dam"));
    let since = view.loaded_at;
    assert_eq!(again, Loaded::Unchanged { name: site.address("/dam"), article: first, since, between: None });
    site.shows(
        "/dam",
        page("b", "The province counts 12 guards at the dam once a year, and the company has come to object to it."),
    );
    let Loaded::Revised { article: second, number, .. } = bench.load_address(&fetcher, &site.address("/dam")) else {
        return Err("not loaded".into());
    };
    assert_eq!(number, 2);
    assert!(bench.article(first)?.text.contains("155") && bench.article(second)?.text.contains("12 guards"));
    assert_ne!(bench.original(first)?, bench.original(second)?);

    // A page that is taken back to what it was says so, and is not kept twice.
    site.shows("/dam", page("c", FIRST));
    let back = bench.load_address(&fetcher, &site.address("/dam"));
    let between = Some(bench.article(second)?.loaded_at);
    assert_eq!(back, Loaded::Unchanged { name: site.address("/dam"), article: first, since, between });
    assert_eq!(bench.revisions(first)?.copies.len(), 2);
    site.is_gone("/dam");
    assert!(matches!(bench.load_address(&fetcher, &site.address("/dam")), Loaded::Failed { .. }));
    assert_eq!(bench.revisions(second)?.copies.len(), 2);
    Ok(())
}

#[test]
fn a_fetch_that_fails_touches_nothing() -> Result {
    let (folder, site) = (tempfile::tempdir()?, Site::open()?);
    let (bench, fetcher) = (bench(folder.path())?, site.fetcher(Duration::ZERO)?);
    site.shows("/dam", page("a", FIRST));
    bench.load_address(&fetcher, &site.address("/dam"));
    let before = bench.articles()?;
    site.is_gone("/dam");
    for (address, reason) in [
        (site.address("/dam"), "answered 404"),
        ("http://192.168.0.1/".to_owned(), "network nearby"),
        ("http://127.0.0.1:9/".to_owned(), "network nearby"),
        ("ftp://wire.example/dam".to_owned(), "only https:// and http://"),
    ] {
        let Loaded::Failed { reason: told, .. } = bench.load_address(&fetcher, &address) else {
            return Err(address.into());
        };
        assert!(told.contains(reason), "{told}");
    }
    assert_eq!(bench.articles()?, before);
    assert_eq!(before.len(), 1);
    Ok(())
}

#[test]
fn many_addresses_are_loaded_in_turn_told_cancelled_and_reported() -> Result {
    let (folder, site) = (tempfile::tempdir()?, Site::open()?);
    let (bench, fetcher) = (bench(folder.path())?, site.fetcher(Duration::ZERO)?);
    for place in ["/a", "/b", "/c"] {
        site.shows(place, page(place, &format!("{FIRST} This one lies at {place} and nowhere else on the river.")));
    }
    let addresses = ["/a", "/absent", "/b", "/a", "/c"].map(|place| site.address(place));
    let (cancel, mut steps) = (AtomicBool::new(false), Vec::new());
    let report = bench.load_addresses(&fetcher, &addresses, &cancel, |progress| {
        steps.push((progress.done, progress.total));
        // The last is not wanted any more.
        cancel.store(progress.done == 3, Ordering::Relaxed);
    });
    assert_eq!((steps, report.cancelled), (vec![(0, 5), (1, 5), (2, 5), (3, 5)], true));
    let kinds: Vec<_> = report
        .loaded
        .iter()
        .map(|one| match one {
            Loaded::New { .. } => "new",
            Loaded::Failed { .. } => "failed",
            Loaded::Unchanged { .. } => "unchanged",
            _ => "otherwise",
        })
        .collect();
    assert_eq!(kinds, ["new", "failed", "new", "unchanged"]);
    assert_eq!(bench.articles()?.len(), 2, "what is done stays done");
    Ok(())
}

//! A page kept with what it is shown with, from a site of our own.

mod site;

use std::{path::Path, time::Duration};

use domain::Origin;
use site::{Page, Result, Site, setting};
use workbench::{
    Fetcher, Policy, Workbench,
    bulk::{Jobs, Source},
    views::Loaded,
};

const PAGE: &str = "<html><head><title>The dam</title><link rel=stylesheet href=/a.css><script src=/run.js></script></head><body>\
    <h1>The dam</h1><p>The province counts 155 guards at the dam twice a year, and the company does not object to it.</p>\
    <img src=/dam.png><img src=/gone.png><img src=/act.png><img src=http://192.168.0.1/router.png></body></html>";

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The site with the page and what it is shown with.
fn site() -> Result<Site> {
    let site = Site::open()?;
    for (path, kind, body) in [
        ("/dam", "text/html", PAGE.as_bytes()),
        ("/a.css", "text/css", b"@import 'b.css'; p { background: url(/i/c.png) }"),
        ("/b.css", "text/css", b"@import '/a.css'; /* a ring */"),
        ("/dam.png", "image/png", PNG),
        ("/i/c.png", "image/png", PNG),
        // It calls itself a picture in its name alone.
        ("/act.png", "application/javascript", b"run()"),
        ("/run.js", "application/javascript", b"run()"),
    ] {
        site.shows(path, Page { kind: Some(kind), ..Page::from(body) });
    }
    Ok(site)
}

fn bench(folder: &Path, name: &str) -> Result<Workbench> {
    Ok(Workbench::create(setting(folder, name))?)
}

#[test]
fn a_page_is_kept_with_its_pictures_and_without_what_acts_and_read_back() -> Result {
    let (folder, site) = (tempfile::tempdir()?, site()?);
    let bench = bench(folder.path(), "a.claimdesk")?;
    // A pause between requests would show: what a page is shown with is one visit.
    let fetcher = site.fetcher(Duration::from_secs(20))?;
    let start = std::time::Instant::now();
    let loaded = bench.load_address(&fetcher, &site.address("/dam"), true);
    let [Loaded::New { article, warnings, .. }] = &loaded[..] else { return Err(format!("{loaded:?}").into()) };
    assert_eq!(warnings, &Vec::<String>::new());
    let article = *article;
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    let archive = bench.article(article)?.archive.ok_or("no archive")?;
    // a.css, b.css and two pictures; one is gone, one acts, one is in the house.
    assert_eq!((archive.resources, archive.left_out), (4, 3));
    let asked = site.asked();
    assert!(!asked.iter().any(|one| one.ends_with("/run.js")), "{asked:?}");
    assert_eq!(asked.iter().filter(|path| path.ends_with("/a.css")).count(), 1, "{asked:?}");

    // The archive is a file like any other: the page in it becomes the same article elsewhere.
    let path = folder.path().join("dam.wacz");
    bench.save_archive(article, &path)?;
    let other = self::bench(folder.path(), "b.claimdesk")?;
    let report = other.load_all(vec![Source::Path(path)], Jobs::usual(), &false.into(), |_| ());
    let again = report.loaded.iter().find_map(|one| match one {
        Loaded::New { article, .. } => Some(*article),
        _ => None,
    });
    let again = other.article(again.ok_or("nothing in it")?)?;
    assert_eq!((again.sha256, &again.text), (bench.article(article)?.sha256, &bench.article(article)?.text));
    assert!(matches!(again.origin, Origin::Part { url: Some(url), .. } if url == site.address("/dam")));

    // It can be let go and taken back, and holds in a check.
    bench.undo()?;
    assert_eq!(bench.article(article)?.archive, None);
    assert!(bench.archive(article).is_err());
    bench.redo()?;
    assert_eq!(bench.article(article)?.archive, Some(archive));
    assert!(bench.check()?.sound);
    Ok(())
}

#[test]
fn what_did_not_come_from_an_address_is_not_kept_so() -> Result {
    let folder = tempfile::tempdir()?;
    let bench = bench(folder.path(), "a.claimdesk")?;
    let Loaded::New { article, .. } = bench.load_text("Guards\n\nThe province counts the guards at the dam.") else {
        return Err("not loaded".into());
    };
    let refused = bench.keep_archive(&Fetcher::new(Policy::default())?, article);
    assert!(refused.is_err_and(|error| error.to_string().contains("fetched from an address")));
    Ok(())
}

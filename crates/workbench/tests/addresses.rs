//! Pages from the web, through the verb, from a site of our own.

mod site;

use std::{
    io::Write,
    num::NonZeroUsize,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use domain::{MediaType, Origin};
use site::{Page, Result, Site, setting};
use workbench::{
    Fetcher, Workbench,
    bulk::{Jobs, Source},
    unfinished::{Note, Wanted},
    views::Loaded,
};

fn bench(folder: &Path) -> Result<Workbench> {
    Ok(Workbench::create(setting(folder, "Vessa.claimdesk"))?)
}

/// The one thing that came of loading `address`.
fn one(bench: &Workbench, fetcher: &Arc<Fetcher>, address: &str) -> Result<Loaded> {
    let mut loaded = bench.load_address(fetcher, address, false);
    let one = loaded.pop().filter(|_| loaded.is_empty());
    one.ok_or_else(|| format!("not one thing: {loaded:?}").into())
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
    let Loaded::New { article: first, warnings, .. } = one(&bench, &fetcher, &site.address("/dam"))? else {
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
    let again = one(&bench, &fetcher, &site.address("/dam"))?;
    let since = view.loaded_at;
    assert_eq!(again, Loaded::Unchanged { name: site.address("/dam"), article: first, since, between: None });
    site.shows(
        "/dam",
        page("b", "The province counts 12 guards at the dam once a year, and the company has come to object to it."),
    );
    let Loaded::Revised { article: second, number, .. } = one(&bench, &fetcher, &site.address("/dam"))? else {
        return Err("not loaded".into());
    };
    assert_eq!(number, 2);
    assert!(bench.article(first)?.text.contains("155") && bench.article(second)?.text.contains("12 guards"));
    assert_ne!(bench.original(first)?, bench.original(second)?);

    // A page that is taken back to what it was says so, and is not kept twice.
    site.shows("/dam", page("c", FIRST));
    let back = one(&bench, &fetcher, &site.address("/dam"))?;
    let between = Some(bench.article(second)?.loaded_at);
    assert_eq!(back, Loaded::Unchanged { name: site.address("/dam"), article: first, since, between });
    assert_eq!(bench.revisions(first)?.copies.len(), 2);
    site.is_gone("/dam");
    assert!(matches!(one(&bench, &fetcher, &site.address("/dam"))?, Loaded::Failed { .. }));
    assert_eq!(bench.revisions(second)?.copies.len(), 2);
    Ok(())
}

#[test]
fn a_fetch_that_fails_touches_nothing() -> Result {
    let (folder, site) = (tempfile::tempdir()?, Site::open()?);
    let (bench, fetcher) = (bench(folder.path())?, site.fetcher(Duration::ZERO)?);
    site.shows("/dam", page("a", FIRST));
    one(&bench, &fetcher, &site.address("/dam"))?;
    let before = bench.articles()?;
    site.is_gone("/dam");
    for (address, reason) in [
        (site.address("/dam"), "answered 404"),
        ("http://192.168.0.1/".to_owned(), "network nearby"),
        ("http://127.0.0.1:9/".to_owned(), "network nearby"),
        ("ftp://wire.example/dam".to_owned(), "only https:// and http://"),
    ] {
        let Loaded::Failed { reason: told, .. } = one(&bench, &fetcher, &address)? else {
            return Err(address.into());
        };
        assert!(told.contains(reason), "{told}");
    }
    assert_eq!(bench.articles()?, before);
    assert_eq!(before.len(), 1);
    Ok(())
}

#[test]
fn many_addresses_are_loaded_told_and_reported_in_their_order() -> Result {
    let (folder, site) = (tempfile::tempdir()?, Site::open()?);
    let (bench, fetcher) = (bench(folder.path())?, site.fetcher(Duration::ZERO)?);
    for place in ["/a", "/b", "/c"] {
        site.shows(place, page(place, &format!("{FIRST} This one lies at {place} and nowhere else on the river.")));
    }
    let addresses = ["/a", "/absent", "/b", "/a", "/c"].map(|place| site.address(place));
    let (cancel, mut steps) = (AtomicBool::new(false), Vec::new());
    let report = bench.load_addresses(&fetcher, &addresses, false, Jobs::usual(), &cancel, |progress| {
        steps.push((progress.done, progress.total));
    });
    assert_eq!((steps.first(), steps.last(), report.cancelled), (Some(&(0, 5)), Some(&(5, 5)), false));
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
    assert_eq!(kinds, ["new", "failed", "new", "unchanged", "new"]);
    assert_eq!(bench.articles()?.len(), 3);
    Ok(())
}

#[test]
fn what_was_fetched_before_it_was_stopped_is_kept() -> Result {
    let (folder, site) = (tempfile::tempdir()?, Site::open_at("127.0.0.1", Duration::from_millis(150))?);
    let (bench, fetcher) = (bench(folder.path())?, site.fetcher(Duration::ZERO)?);
    let places: Vec<String> = (0..12).map(|number| format!("/{number}")).collect();
    for place in &places {
        site.shows(place, page(place, &format!("{FIRST} This one lies at {place} and nowhere else on the river.")));
    }
    let addresses: Vec<String> = places.iter().map(|place| site.address(place)).collect();
    let cancel = AtomicBool::new(false);
    let report = bench.load_addresses(&fetcher, &addresses, false, Jobs::usual(), &cancel, |progress| {
        cancel.store(progress.done > 1, Ordering::Relaxed);
    });
    assert!(report.cancelled && report.loaded.len() > 1 && report.loaded.len() < 12, "{}", report.loaded.len());
    assert_eq!(bench.articles()?.len(), report.loaded.len(), "what is done stays done");
    Ok(())
}

#[test]
fn several_sites_are_asked_at_once_and_each_of_them_once_at_a_time() -> Result {
    let folder = tempfile::tempdir()?;
    let slow = Duration::from_millis(200);
    let sites = ["127.0.0.1", "127.0.0.2", "127.0.0.3"].map(|host| Site::open_at(host, slow));
    let sites = sites.into_iter().collect::<Result<Vec<_>>>()?;
    let bench = bench(folder.path())?;
    let pause = Duration::from_millis(500);
    let fetcher = site::fetcher(&sites.iter().collect::<Vec<_>>(), pause)?;
    let mut addresses = Vec::new();
    for (number, site) in sites.iter().enumerate() {
        for place in ["/a", "/b", "/c"] {
            site.shows(place, page(place, &format!("{FIRST} This is the one at {place} of the site {number}.")));
            addresses.push(site.address(place));
        }
    }
    let start = Instant::now();
    let report = bench.load_addresses(&fetcher, &addresses, false, Jobs::usual(), &AtomicBool::new(false), |_| ());
    let took = start.elapsed();
    assert_eq!(report.loaded.iter().filter(|one| matches!(one, Loaded::New { .. })).count(), 9, "{report:?}");
    // Each site is left in peace twice; one after another, the nine would take more than nine answers and six pauses.
    assert!(took >= pause * 2, "{took:?}: no manners");
    assert!(took < slow * 9 + pause * 2, "{took:?}: one after another");
    let names: Vec<&String> = report.loaded.iter().map(Loaded::name).collect();
    assert_eq!(names, addresses.iter().collect::<Vec<_>>(), "in the order asked for");

    let alone = NonZeroUsize::MIN;
    for site in &sites {
        for place in ["/a", "/b", "/c"] {
            site.is_gone(place);
        }
    }
    let start = Instant::now();
    bench.load_addresses(&fetcher, &addresses, false, alone, &AtomicBool::new(false), |_| ());
    assert!(start.elapsed() >= slow * 9, "{:?}: more than one at a time", start.elapsed());
    Ok(())
}

const ENTRY: &str = "The lock keepers at Vessa say that the gates were open for nine hours on the day of the flood.";

/// A file that holds others: where it is, what its site calls it, its bytes, its parts, its links.
type Container = (&'static str, Option<&'static str>, Vec<u8>, usize, usize);

fn containers() -> Result<Vec<Container>> {
    let rss = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
         <title>V</title><item><title>One</title><content:encoded>{ENTRY} 1</content:encoded></item>\
         <item><title>Two</title><link>https://vessa.example/2</link></item></channel></rss>"
    );
    let letter = |number: u8| {
        format!(
            "From a@vessa.example Mon Apr  7 10:00:00 2025\nFrom: Ana <a@vessa.example>\nTo: b@vessa.example\nDate: Mon, 7 Apr 2025 10:00:00 +0000\nSubject: {number}\n\n{ENTRY} {number}\n\n"
        )
    };
    let warc = |number: u8| {
        let page = format!("<html><body><h1>Gates</h1><p>{ENTRY} {number}</p></body></html>");
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://vessa.example/{number}\r\n\
             WARC-Date: 2025-04-07T10:00:00Z\r\nContent-Type: application/http;msgtype=response\r\n\
             Content-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        )
    };
    let attached = format!(
        "From: Ana <a@vessa.example>\r\nTo: b@vessa.example\r\nDate: Mon, 7 Apr 2025 10:00:00 +0000\r\nSubject: Minutes\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nThe minutes of the lock keepers are attached to this letter.\r\n\
         --b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=minutes.txt\r\n\r\n{ENTRY} Minutes.\r\n--b--\r\n"
    );
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for number in [1, 2] {
        zip.start_file(format!("{number}.txt"), zip::write::SimpleFileOptions::default())?;
        zip.write_all(format!("{ENTRY} In a zip, {number}.").as_bytes())?;
    }
    Ok(vec![
        ("/a.rss", None, rss.into_bytes(), 1, 1),
        ("/zip", Some("application/octet-stream"), zip.finish()?.into_inner(), 2, 0),
        ("/a.mbox", None, (letter(1) + &letter(2)).into_bytes(), 2, 0),
        ("/a.warc", None, (warc(1) + &warc(2)).into_bytes(), 2, 0),
        ("/mail", Some("message/rfc822"), attached.into_bytes(), 1, 0),
        (
            "/export?as=csv",
            Some("text/csv; charset=utf-8"),
            format!("title,text,k,l,m,n\nA,\"{ENTRY} Row.\",1,2,3,4\n").into_bytes(),
            1,
            0,
        ),
        ("/arts.csv", None, format!("title,text\nA,\"{ENTRY} Arts.\"\n").into_bytes(), 1, 0),
        ("/links.csv", None, b"title,url\nA,https://vessa.example/a\n".to_vec(), 0, 1),
        ("/a.opml", None, b"<opml><body><outline xmlUrl=\"https://vessa.example/feed\"/></body></opml>".to_vec(), 0, 1),
        (
            "/a.jsonl",
            None,
            [1, 2].map(|n| format!("{{\"title\":\"J\",\"text\":\"{ENTRY} J {n}.\"}}\n")).concat().into_bytes(),
            2,
            0,
        ),
    ])
}

#[test]
fn an_address_may_lead_to_a_file_that_holds_several_and_each_knows_how_it_came() -> Result {
    let (folder, site) = (tempfile::tempdir()?, Site::open()?);
    let (bench, fetcher) = (bench(folder.path())?, site.fetcher(Duration::ZERO)?);
    for (place, kind, body, parts, links) in containers()? {
        site.shows(place, Page { kind, tag: place.to_owned(), body: body.clone() });
        let loaded = bench.load_address(&fetcher, &site.address(place), false);
        let found = loaded.iter().find_map(|one| match one {
            Loaded::Parted { parts, links, .. } => Some((*parts as usize, links.len())),
            _ => None,
        });
        assert_eq!(found, Some((parts, links)), "{place}: {loaded:?}");
        let articles: Vec<_> = loaded.iter().filter(|one| matches!(one, Loaded::New { .. })).collect();
        // A mail is an article itself.
        assert_eq!(articles.len(), parts + usize::from(place == "/mail"), "{place}: {loaded:?}");
        for one in articles {
            let view = bench.article(one.article().ok_or("an article")?)?;
            let fetch = match &view.origin {
                Origin::Part { file, came: Some(fetch), .. } if *file == site.address(place) => fetch,
                Origin::Address { fetch } => fetch,
                other => return Err(format!("{place}: {other:?}").into()),
            };
            let tag = format!("\"{place}\"");
            assert_eq!((fetch.hops[0].status, fetch.header("etag")), (200, Some(tag.as_str())));
        }
        // Loaded again, nothing is doubled.
        let again = bench.load_address(&fetcher, &site.address(place), false);
        assert!(!again.iter().any(|one| matches!(one, Loaded::New { .. } | Loaded::Revised { .. })), "{again:?}");
    }
    assert!(bench.check()?.sound);
    Ok(())
}

#[test]
fn the_address_and_what_the_site_says_tell_what_is_there_where_the_content_does_not() -> Result {
    let (folder, site) = (tempfile::tempdir()?, Site::open()?);
    let (bench, fetcher) = (bench(folder.path())?, site.fetcher(Duration::ZERO)?);
    let notes = |number: u8| format!("---\ntitle: Gates {number}\n---\n\n# Gates {number}\n\n{ENTRY}\n");
    for (number, place, kind) in
        [(1, "/a.md", None), (2, "/notes", Some("text/markdown")), (3, "/b.md?raw=1", Some("text/plain"))]
    {
        site.shows(place, Page { kind, ..Page::from(&notes(number)) });
        let Loaded::New { article, .. } = one(&bench, &fetcher, &site.address(place))? else {
            return Err(place.into());
        };
        let view = bench.article(article)?;
        assert_eq!((view.media_type, view.title), (MediaType::Markdown, format!("Gates {number}")));
    }
    // A wall in front of a table is a page.
    site.shows("/list.csv", Page { kind: Some("text/html"), ..page("w", FIRST) });
    let Loaded::New { article, .. } = one(&bench, &fetcher, &site.address("/list.csv"))? else {
        return Err("not a page".into());
    };
    assert_eq!(bench.article(article)?.media_type, MediaType::Html);
    Ok(())
}

#[test]
fn what_is_pasted_may_hold_several_too() -> Result {
    let folder = tempfile::tempdir()?;
    let bench = bench(folder.path())?;
    let feed = containers()?.swap_remove(0).2;
    for (bytes, articles) in [
        (format!("title\ttext\turl\nA\t{ENTRY} Pasted.\thttps://vessa.example/a\n").into_bytes(), 1),
        (
            format!("[{{\"title\":\"A\",\"text\":\"{ENTRY} A.\"}},{{\"title\":\"B\",\"text\":\"{ENTRY} B.\"}}]")
                .into_bytes(),
            2,
        ),
        (feed, 1),
        (format!("{ENTRY}\n\nAnd that is all, they say: nothing else was open.").into_bytes(), 1),
    ] {
        let source = Source::Bytes { bytes, origin: Origin::Pasted };
        let report = bench.load_all(vec![source], Jobs::usual(), &AtomicBool::new(false), |_| ());
        let new = report.loaded.iter().filter(|one| matches!(one, Loaded::New { .. })).count();
        assert_eq!(new, articles, "{report:?}");
    }
    Ok(())
}

#[test]
fn a_wall_in_front_of_a_page_is_doubted_and_a_correction_is_not() -> Result {
    let (folder, site) = (tempfile::tempdir()?, Site::open()?);
    let (bench, fetcher) = (bench(folder.path())?, site.fetcher(Duration::ZERO)?);
    let told = |tag: &str, words: &str| -> Result<Vec<String>> {
        site.shows("/dam", page(tag, words));
        match one(&bench, &fetcher, &site.address("/dam"))? {
            Loaded::New { warnings, .. } | Loaded::Revised { warnings, .. } => Ok(warnings),
            other => Err(format!("{other:?}").into()),
        }
    };
    let long =
        format!("{FIRST} {ENTRY} The road office keeps the list of those who came, and shows it to whoever asks.");
    assert_eq!(told("a", &long)?, Vec::<String>::new());
    assert_eq!(told("b", &format!("{long} It was corrected on Monday."))?, Vec::<String>::new());
    let wall = told("c", "Checking your browser.")?;
    assert!(wall.iter().any(|one| one.contains("something stood in front of it")), "{wall:?}");
    let back = told("d", &format!("{long} It was corrected on Tuesday."))?;
    assert!(!back.is_empty(), "held against the wall, the page is another");
    let other = "Wheat was cheaper this spring than in any year since the war, says the chamber of farmers, and blames \
                 the rain for it. Oats, which are sown later, were not touched, and neither was the barley of the hills.";
    assert!(told("e", other)?.iter().any(|one| one.contains("hardly a sentence")));
    Ok(())
}

#[test]
fn what_was_fetched_before_the_program_ended_is_not_asked_again() -> Result {
    let (folder, site) = (tempfile::tempdir()?, Site::open()?);
    let (bench, fetcher) = (bench(folder.path())?, site.fetcher(Duration::ZERO)?);
    let places = ["/a", "/b", "/c", "/d"];
    for place in places {
        site.shows(place, page(place, &format!("{FIRST} This one lies at {place} and nowhere else on the river.")));
    }
    // This one is here from an earlier load, so it is asked again.
    one(&bench, &fetcher, &site.address("/d"))?;
    let (note, addresses) = (Note::on(folder.path(), bench.path()), places.map(|place| site.address(place)));
    note.begin(&bench.begun(Wanted::Addresses { addresses: addresses.to_vec(), whole: true }))?;
    for address in &addresses[..2] {
        one(&bench, &fetcher, address)?;
    }
    let left = bench.left_of(note.found().ok_or("no note")?)?;
    assert_eq!(left, Wanted::Addresses { addresses: addresses[2..].to_vec(), whole: true });
    Ok(())
}

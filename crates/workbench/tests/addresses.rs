//! Pages from the web, through the verb, from a site of our own.

use std::{
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use domain::{Analyst, Desk, DeskId, Origin};
use workbench::{Clock, Fetcher, Policy, Setting, Workbench, views::Loaded, worker::Reader};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

fn bench(folder: &Path) -> Result<Workbench> {
    Ok(Workbench::create(Setting {
        workspace: folder.join("Vessa.claimdesk"),
        desk: Desk { id: DeskId(uuid::Uuid::from_u128(7)), analyst: Analyst::named("Ana") },
        reader: Reader::InProcess,
        clock: Clock::System,
        keep: folder.join("keep"),
    })?)
}

/// A site with one page: its tag and the words in it, or nothing when it is gone.
struct Site {
    at: SocketAddr,
    page: Arc<Mutex<Option<(String, String)>>>,
}

impl Site {
    fn open() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let at = listener.local_addr()?;
        let page = Arc::new(Mutex::new(None));
        let shown = Arc::clone(&page);
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let Ok(reading) = stream.try_clone() else { continue };
                let lines = BufReader::new(reading).lines().map_while(std::result::Result::ok);
                let lines: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
                let page: Option<(String, String)> = shown.lock().unwrap_or_else(PoisonError::into_inner).clone();
                // The client may have hung up.
                let _ = stream.write_all(answer(&lines, page).as_bytes());
            }
        });
        Ok(Self { at, page })
    }

    fn shows(&self, tag: &str, words: &str) {
        let page = format!("<html><body><h1>Guards at the dam</h1><p>{words}</p></body></html>");
        *self.page.lock().unwrap_or_else(PoisonError::into_inner) = Some((tag.to_owned(), page));
    }

    fn is_gone(&self) {
        *self.page.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn fetcher(&self) -> Result<Fetcher> {
        let policy = Policy { reachable: vec![self.at], robots: false, pause: Duration::ZERO, ..Policy::default() };
        Ok(Fetcher::new(policy)?)
    }

    fn address(&self) -> String {
        format!("http://{}/dam", self.at)
    }
}

fn answer(lines: &[String], page: Option<(String, String)>) -> String {
    let end = "Connection: close\r\nContent-Length: 0\r\n\r\n";
    let Some((tag, page)) = page else { return format!("HTTP/1.1 404 Not Found\r\n{end}") };
    if lines.iter().any(|line| line.to_lowercase() == format!("if-none-match: \"{tag}\"")) {
        return format!("HTTP/1.1 304 Not Modified\r\n{end}");
    }
    let length = page.len();
    format!("HTTP/1.1 200 OK\r\nETag: \"{tag}\"\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{page}")
}

const FIRST: &str = "The province counts 155 guards at the dam twice a year, and the company does not object to it.";

#[test]
fn a_page_is_kept_with_how_it_came_and_a_newer_copy_beside_it() -> Result {
    let (folder, site) = (tempfile::tempdir()?, Site::open()?);
    let (bench, fetcher) = (bench(folder.path())?, site.fetcher()?);
    site.shows("a", FIRST);
    let Loaded::New { article: first, warnings, .. } = bench.load_address(&fetcher, &site.address()) else {
        return Err("not loaded".into());
    };
    assert_eq!(warnings, Vec::<String>::new());
    let view = bench.article(first)?;
    let Origin::Address { fetch } = &view.origin else { return Err("from elsewhere".into()) };
    assert_eq!(
        (fetch.asked.as_str(), fetch.hops[0].status, fetch.header("etag")),
        (site.address().as_str(), 200, Some("\"a\""))
    );
    assert_eq!(view.url, Some(site.address()));

    // Asked again it is as it was; then it has changed.
    let again = bench.load_address(&fetcher, &site.address());
    let since = view.loaded_at;
    assert_eq!(again, Loaded::Unchanged { name: site.address(), article: first, since, between: None });
    site.shows("b", "The province counts 12 guards at the dam once a year, and the company has come to object to it.");
    let Loaded::Revised { article: second, number, .. } = bench.load_address(&fetcher, &site.address()) else {
        return Err("not loaded".into());
    };
    assert_eq!(number, 2);
    assert!(bench.article(first)?.text.contains("155") && bench.article(second)?.text.contains("12 guards"));
    assert_ne!(bench.original(first)?, bench.original(second)?);

    // A page that is taken back to what it was says so, and is not kept twice.
    site.shows("c", FIRST);
    let back = bench.load_address(&fetcher, &site.address());
    let between = Some(bench.article(second)?.loaded_at);
    assert_eq!(back, Loaded::Unchanged { name: site.address(), article: first, since, between });
    assert_eq!(bench.revisions(first)?.copies.len(), 2);
    site.is_gone();
    assert!(matches!(bench.load_address(&fetcher, &site.address()), Loaded::Failed { .. }));
    assert_eq!(bench.revisions(second)?.copies.len(), 2);
    Ok(())
}

#[test]
fn a_fetch_that_fails_touches_nothing() -> Result {
    let (folder, site) = (tempfile::tempdir()?, Site::open()?);
    let (bench, fetcher) = (bench(folder.path())?, site.fetcher()?);
    site.shows("a", FIRST);
    bench.load_address(&fetcher, &site.address());
    let before = bench.articles()?;
    site.is_gone();
    for (address, reason) in [
        (site.address(), "answered 404"),
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

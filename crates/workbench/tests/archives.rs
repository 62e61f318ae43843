//! A page kept with what it is shown with, from a site of our own.

use std::{
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use domain::{Analyst, Desk, DeskId, Origin};
use workbench::{
    Clock, Fetcher, Policy, Setting, Workbench,
    bulk::{Source, usual_jobs},
    views::Loaded,
    worker::Reader,
};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const PAGE: &str = "<html><head><title>The dam</title><link rel=stylesheet href=/a.css><script src=/run.js></script></head><body>\
    <h1>The dam</h1><p>The province counts 155 guards at the dam twice a year, and the company does not object to it.</p>\
    <img src=/dam.png><img src=/gone.png><img src=/act.png><img src=http://192.168.0.1/router.png></body></html>";

fn answer(path: &str) -> Option<(&'static str, Vec<u8>)> {
    Some(match path {
        "/dam" => ("text/html", PAGE.into()),
        "/a.css" => ("text/css", b"@import 'b.css'; p { background: url(/i/c.png) }".to_vec()),
        "/b.css" => ("text/css", b"@import '/a.css'; /* a ring */".to_vec()),
        "/dam.png" | "/i/c.png" => ("image/png", b"\x89PNG\r\n\x1a\n".to_vec()),
        // It calls itself a picture in its name alone.
        "/act.png" => ("application/javascript", b"run()".to_vec()),
        "/run.js" => ("application/javascript", b"run()".to_vec()),
        _ => return None,
    })
}

/// Opens the site; answers where it is and what it is asked.
fn site() -> Result<(SocketAddr, Arc<Mutex<Vec<String>>>)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let (at, asked) = (listener.local_addr()?, Arc::new(Mutex::new(Vec::new())));
    let noted: Arc<Mutex<Vec<String>>> = Arc::clone(&asked);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let Ok(reading) = stream.try_clone() else { continue };
            let lines = BufReader::new(reading).lines().map_while(std::result::Result::ok);
            let lines: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
            let path = lines.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
            let (status, (kind, body)) =
                answer(&path).map_or((404, ("text/plain", Vec::new())), |answer| (200, answer));
            noted.lock().unwrap_or_else(PoisonError::into_inner).push(path);
            let length = body.len();
            let head = format!(
                "HTTP/1.1 {status} -\r\nContent-Type: {kind}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
            );
            // The client may have hung up.
            let _ = stream.write_all(&[head.as_bytes(), &body].concat());
        }
    });
    Ok((at, asked))
}

fn bench(folder: &Path, name: &str) -> Result<Workbench> {
    Ok(Workbench::create(Setting {
        workspace: folder.join(name),
        desk: Desk { id: DeskId(uuid::Uuid::from_u128(7)), analyst: Analyst::named("Ana") },
        reader: Reader::InProcess,
        clock: Clock::System,
        keep: folder.join("keep"),
    })?)
}

#[test]
fn a_page_is_kept_with_its_pictures_and_without_what_acts_and_read_back() -> Result {
    let (folder, (at, asked)) = (tempfile::tempdir()?, site()?);
    let bench = bench(folder.path(), "a.claimdesk")?;
    // A pause between requests would show: what a page is shown with is one visit.
    let policy = Policy { reachable: vec![at], robots: false, pause: Duration::from_secs(20), ..Policy::default() };
    let fetcher = Fetcher::new(policy)?;
    let start = std::time::Instant::now();
    let Loaded::New { article, warnings, .. } = bench.load_address_whole(&fetcher, &format!("http://{at}/dam")) else {
        return Err("not loaded".into());
    };
    assert_eq!(warnings, Vec::<String>::new());
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    let archive = bench.article(article)?.archive.ok_or("no archive")?;
    // a.css, b.css and two pictures; one is gone, one acts, one is in the house.
    assert_eq!((archive.resources, archive.left_out), (4, 3));
    let asked = asked.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert!(!asked.contains(&"/run.js".to_owned()), "{asked:?}");
    assert_eq!(asked.iter().filter(|path| *path == "/a.css").count(), 1, "{asked:?}");

    // The archive is a file like any other: the page in it becomes the same article elsewhere.
    let path = folder.path().join("dam.wacz");
    bench.save_archive(article, &path)?;
    let other = self::bench(folder.path(), "b.claimdesk")?;
    let report = other.load_all(vec![Source::Path(path)], usual_jobs(), &false.into(), |_| ());
    let again = report.loaded.iter().find_map(|one| match one {
        Loaded::New { article, .. } => Some(*article),
        _ => None,
    });
    let again = other.article(again.ok_or("nothing in it")?)?;
    assert_eq!((again.sha256, &again.text), (bench.article(article)?.sha256, &bench.article(article)?.text));
    assert!(matches!(again.origin, Origin::Part { url: Some(url), .. } if url == format!("http://{at}/dam")));

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

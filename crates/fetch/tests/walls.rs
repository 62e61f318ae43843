//! Sites that mean no good, played by a server of our own: whatever it does, a fetch ends in a page or one sentence.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use domain::Fetch;
use fetch::{Answer, Error, Fetcher, Known, Policy};

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n";
const PAGE: &str = "<html><body><h1>Guards at the dam</h1></body></html>";

/// A server on this machine, and what it was asked.
struct Site {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// A site that answers each request, given as its lines, by `answer`.
    fn that(answer: impl Fn(&[String], &mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let at = listener.local_addr().expect("an address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (noted, answer) = (Arc::clone(&asked), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (noted, answer) = (Arc::clone(&noted), Arc::clone(&answer));
                thread::spawn(move || converse(stream, &noted, &*answer));
            }
        });
        Self { at, asked }
    }

    /// A site that answers the same bytes whatever it is asked.
    fn of(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::that(move |_, stream| stream.write_all(&bytes))
    }

    fn policy(&self) -> Policy {
        Policy {
            reachable: vec![self.at],
            robots: false,
            pause: Duration::ZERO,
            total: Duration::from_secs(3),
            most_bytes: 1 << 20,
            ..Policy::default()
        }
    }

    fn fetch(&self, path: &str) -> Result<Answer, Error> {
        Fetcher::new(self.policy())?.fetch(&format!("http://{}{path}", self.at), &Known::default())
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn converse(
    mut stream: TcpStream,
    noted: &Mutex<Vec<String>>,
    answer: &(dyn Fn(&[String], &mut TcpStream) -> std::io::Result<()> + Send + Sync),
) {
    let Ok(reading) = stream.try_clone() else { return };
    let lines = BufReader::new(reading).lines().map_while(Result::ok).take_while(|line| !line.is_empty());
    let lines: Vec<String> = lines.collect();
    noted.lock().unwrap_or_else(PoisonError::into_inner).push(lines.first().cloned().unwrap_or_default());
    // A client that hangs up is what many of the tests are about.
    let _ = answer(&lines, &mut stream);
}

fn redirect(to: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
}

fn page(answer: Result<Answer, Error>) -> (Vec<u8>, Fetch) {
    match answer {
        Ok(Answer::Page { bytes, fetch }) => (bytes, fetch),
        other => panic!("no page: {other:?}"),
    }
}

fn gzip(bytes: usize) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let chunk = vec![b' '; 1 << 20];
    for _ in 0..bytes >> 20 {
        packed.write_all(&chunk).expect("memory");
    }
    packed.finish().expect("memory")
}

#[test]
fn a_page_comes_with_each_address_on_the_way_and_without_cookies() {
    let site = Site::that(|lines, stream| {
        let answer = if lines[0].starts_with("GET /old ") {
            redirect("/new?a=1#part")
        } else {
            format!("{OK}ETag: \"a1\"\r\nSet-Cookie: who=you\r\nContent-Length: {}\r\n\r\n{PAGE}", PAGE.len())
        };
        stream.write_all(answer.as_bytes())
    });
    let (bytes, fetch) = page(site.fetch("/old"));
    assert_eq!(bytes, PAGE.as_bytes());
    assert_eq!(fetch.hops.iter().map(|hop| hop.status).collect::<Vec<_>>(), [302, 200]);
    assert_eq!(fetch.url(), format!("http://{}/new?a=1", site.at));
    assert_eq!(fetch.hops[1].address.as_deref(), Some("127.0.0.1"));
    assert_eq!((fetch.header("etag"), fetch.header("set-cookie"), fetch.certificate), (Some("\"a1\""), None, None));
}

#[test]
fn a_redirect_into_a_house_is_refused_before_it_is_asked() {
    let inner = Site::of(format!("{OK}\r\nsecret"));
    for to in [
        format!("http://{}/", inner.at),
        format!("http://[::ffff:127.0.0.1]:{}/", inner.at.port()),
        format!("http://0x7f.1:{}/", inner.at.port()),
        format!("http://2130706433:{}/", inner.at.port()),
        format!("http://localhost:{}/", inner.at.port()),
        format!("//127.1:{}/", inner.at.port()),
        "http://169.254.169.254/latest/meta-data".to_owned(),
        "http://10.0.0.1/".to_owned(),
        "file:///etc/passwd".to_owned(),
        format!("http://ida:word@{}/", inner.at),
    ] {
        let site = Site::of(redirect(&to));
        let refused = site.fetch("/").expect_err(&to);
        let is_refused = matches!(refused, Error::NotPublic { .. } | Error::NotTheWeb { .. } | Error::Credentials);
        assert!(is_refused, "{to}: {refused:?}");
    }
    assert_eq!(inner.asked(), Vec::<String>::new());
}

#[test]
fn what_is_on_this_machine_is_refused_unless_a_test_names_it() {
    let site = Site::of(format!("{OK}\r\n{PAGE}"));
    let fetcher = Fetcher::new(Policy { robots: false, ..Policy::default() }).expect("a fetcher");
    let refused = fetcher.fetch(&format!("http://{}/", site.at), &Known::default());
    assert!(matches!(refused, Err(Error::NotPublic { .. })), "{refused:?}");
    assert_eq!(site.asked(), Vec::<String>::new());
}

#[test]
fn circles_and_endless_chains_are_given_up() {
    let circle = Site::of(redirect("/"));
    assert!(matches!(circle.fetch("/"), Err(Error::Redirects { .. })));
    let chain = Site::that(|lines, stream| {
        let next = lines[0].len();
        stream.write_all(redirect(&format!("/{}", "a".repeat(next))).as_bytes())
    });
    assert!(matches!(chain.fetch("/"), Err(Error::Redirects { .. })));
    assert_eq!(chain.asked().len(), Policy::default().most_hops + 1);
}

#[test]
fn a_body_is_read_as_far_as_it_may_be_whatever_it_says_of_its_length() {
    let said = Site::of(format!("{OK}Content-Length: 99999999999\r\n\r\n"));
    assert_eq!(said.fetch("/"), Err(Error::TooLarge { mebibytes: 1 }));
    let short = Site::of(format!("{OK}Content-Length: 5000\r\n\r\n{PAGE}"));
    assert_eq!(short.fetch("/"), Err(Error::CutOff));
    let long = Site::of(format!("{OK}Content-Length: 6\r\n\r\n{PAGE}"));
    assert_eq!(page(long.fetch("/")).0, b"<html>");
    let endless = Site::that(|_, stream| {
        stream.write_all(format!("{OK}\r\n").as_bytes())?;
        loop {
            stream.write_all(&[b' '; 4096])?;
        }
    });
    assert_eq!(endless.fetch("/"), Err(Error::TooLarge { mebibytes: 1 }));
}

#[test]
fn a_page_that_unpacks_without_end_is_given_up() {
    let bomb = gzip(64 << 20);
    assert!(bomb.len() < 1 << 17, "no bomb: {}", bomb.len());
    let head = format!("{OK}Content-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", bomb.len());
    let site = Site::of([head.as_bytes(), &bomb].concat());
    assert_eq!(site.fetch("/"), Err(Error::TooLarge { mebibytes: 1 }));
}

#[test]
fn a_site_that_drips_or_is_silent_costs_the_time_that_is_allowed_and_no_more() {
    let dripping = Site::that(|_, stream| {
        stream.write_all(format!("{OK}\r\n").as_bytes())?;
        loop {
            stream.write_all(b" ")?;
            stream.flush()?;
            thread::sleep(Duration::from_millis(100));
        }
    });
    let silent = Site::that(|_, _| {
        thread::sleep(Duration::from_secs(60));
        Ok(())
    });
    for site in [dripping, silent] {
        let start = Instant::now();
        assert_eq!(site.fetch("/"), Err(Error::TooSlow { seconds: 3 }));
        assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    }
}

#[test]
fn what_has_not_changed_is_not_sent_again_and_what_failed_says_its_status() {
    let site = Site::that(|lines, stream| {
        let knows = lines.iter().any(|line| line.eq_ignore_ascii_case("if-none-match: \"a1\""));
        let status = if knows { "304 Not Modified" } else { "410 Gone" };
        stream.write_all(format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").as_bytes())
    });
    let known = Known { etag: Some("\"a1\"".to_owned()), last_modified: None };
    let fetcher = Fetcher::new(site.policy()).expect("a fetcher");
    let address = format!("http://{}/", site.at);
    assert_eq!(fetcher.fetch(&address, &known), Ok(Answer::Unchanged));
    assert_eq!(fetcher.fetch(&address, &Known::default()), Err(Error::Status { status: 410 }));
}

#[test]
fn a_site_is_left_alone_where_it_asks_to_be_and_asked_once_in_a_while() {
    let site = Site::that(|lines, stream| {
        let body = if lines[0].contains("/robots.txt") { "User-agent: *\nDisallow: /desk/\n" } else { PAGE };
        stream.write_all(format!("{OK}Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes())
    });
    let policy = Policy { robots: true, pause: Duration::from_millis(300), ..site.policy() };
    let fetcher = Fetcher::new(policy).expect("a fetcher");
    let fetch = |path: &str| fetcher.fetch(&format!("http://{}{path}", site.at), &Known::default());
    assert_eq!(fetch("/desk/a"), Err(Error::Robots));
    let start = Instant::now();
    page(fetch("/a"));
    page(fetch("/b"));
    assert!(start.elapsed() >= Duration::from_millis(300), "{:?}", start.elapsed());
    let asked = site.asked();
    assert_eq!(asked.iter().filter(|line| line.contains("robots.txt")).count(), 1, "{asked:?}");
    assert!(!asked.iter().any(|line| line.contains("/desk/")), "{asked:?}");
}

#[test]
fn threads_may_share_a_fetcher() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Fetcher>();
}

/// A SOCKS5 proxy (RFC 1928) that notes which names it is asked for and answers a page for each.
fn socks() -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let (at, asked) = (listener.local_addr().expect("an address"), Arc::new(Mutex::new(Vec::new())));
    let noted = Arc::clone(&asked);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let noted = Arc::clone(&noted);
            thread::spawn(move || -> std::io::Result<()> {
                let mut greeting = [0; 2];
                stream.read_exact(&mut greeting)?;
                stream.read_exact(&mut vec![0; greeting[1].into()])?;
                stream.write_all(&[5, 0])?;
                let mut request = [0; 5];
                stream.read_exact(&mut request)?;
                // A name comes with its length; an address would have been resolved here, which it must not be.
                let told = if request[3] == 3 {
                    let mut name = vec![0; request[4].into()];
                    stream.read_exact(&mut name)?;
                    String::from_utf8_lossy(&name).into_owned()
                } else {
                    format!("an address of kind {}", request[3])
                };
                noted.lock().unwrap_or_else(PoisonError::into_inner).push(told);
                stream.read_exact(&mut [0; 2])?;
                stream.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0])?;
                let reading = stream.try_clone()?;
                BufReader::new(reading).lines().map_while(Result::ok).find(String::is_empty);
                stream.write_all(format!("{OK}Content-Length: {}\r\n\r\n{PAGE}", PAGE.len()).as_bytes())
            });
        }
    });
    (at, asked)
}

#[test]
fn behind_a_socks_proxy_names_are_resolved_there_and_what_is_nearby_is_still_refused() {
    let (at, asked) = socks();
    let proxy = fetch::Proxy::at(&format!("socks5h://{at}")).expect("a proxy");
    let policy = Policy { proxy: Some(proxy), robots: false, pause: Duration::ZERO, ..Policy::default() };
    let fetcher = Fetcher::new(policy).expect("a fetcher");
    let fetch = |address: &str| fetcher.fetch(address, &Known::default());
    let onion = "vessavessavessavessavessavessavessavessavessavessavessa.onion";
    for name in ["vessa.example", onion] {
        let (bytes, fetch) = page(fetch(&format!("http://{name}/dam")));
        assert_eq!((bytes.as_slice(), fetch.url()), (PAGE.as_bytes(), format!("http://{name}/dam").as_str()));
    }
    for address in
        ["http://127.0.0.1/", "http://10.0.0.1/", "http://[::1]/", "http://localhost/", "http://dam.internal/"]
    {
        assert!(matches!(fetch(address), Err(Error::NotPublic { .. })), "{address}");
    }
    let asked = asked.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert_eq!(asked, ["vessa.example", onion]);
}

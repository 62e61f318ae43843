//! Pages from public addresses, fetched on request, with what proves them.
//!
//! Every hop is checked before it is made, the address that a name leads to is the one connected to, and nothing is
//! taken from the environment: no proxy, no cookie, no account. [`Model`] is a door of its own, to this machine alone.

mod addresses;
mod local;
mod policy;
mod robots;

use std::{
    collections::HashMap,
    io::Read,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use domain::{Fetch, Header, Hop, Sha256};
use reqwest::{
    blocking::{Client, Response},
    header, redirect,
    tls::TlsInfo,
};
use sha2::Digest;
use thiserror::Error;
use url::Url;

use crate::{addresses::Public, robots::Robots};
pub use crate::{
    local::{Endpoint, Limits, Model, ModelError},
    policy::{Policy, Proxy, own_server},
};

/// Headers of an answer that are kept at most, and letters of each.
const MOST_HEADERS: (usize, usize) = (64, 2_000);
/// Bytes that are read at a time.
const CHUNK: usize = 64 << 10;

/// Why an address was not fetched. What is in the workspace stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum Error {
    #[error("“{given}” is not a web address: it starts with https:// or http:// and names a site")]
    NotAnAddress { given: String },
    #[error("“{url}” is not on the web: only https:// and http:// are fetched")]
    NotTheWeb { url: String },
    #[error("the address holds a name or password: take it out, or load the page from a file")]
    Credentials,
    #[error("“{url}” leads to this machine or a network nearby, and only public sites are fetched")]
    NotPublic { url: String },
    #[error("port {port} is not one that web sites are on: check the address")]
    BadPort { port: u16 },
    #[error("the address is one of Tor's: set Tor's SOCKS proxy in the settings (socks5h://127.0.0.1:9050)")]
    NeedsTor,
    #[error("“{address}” is no proxy: write http://host:port or socks5h://host:port")]
    BadProxy { address: String },
    #[error("“{given}” is no server of a network of yours: write its IP address and port, such as 10.0.3.4:8080")]
    BadServer { given: String },
    #[error("the site asks programs not to fetch this page (robots.txt): save it in a browser and load the file")]
    Robots,
    #[error("the site sends us in a circle or through more than {most} addresses and was given up")]
    Redirects { most: usize },
    #[error("the site answered {status}: open the page in a browser, and load what you see as a file")]
    Status { status: u16 },
    #[error("the page took longer than {seconds} seconds and was given up: try again later")]
    TooSlow { seconds: u64 },
    #[error("the page has more than {mebibytes} MiB, unpacked, and was given up")]
    TooLarge { mebibytes: usize },
    #[error("the site could not be reached: check the address and the connection")]
    Unreachable,
    #[error("the page broke off before its end: try again")]
    CutOff,
}

/// What is known of an address from an earlier fetch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Its entity tag.
    pub etag: Option<String>,
    /// When it said that it was changed.
    pub last_modified: Option<String>,
}

/// What an address answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is what it was when it was known.
    Unchanged,
    /// A page.
    Page {
        /// Its bytes, unpacked.
        bytes: Vec<u8>,
        /// How it came.
        fetch: Fetch,
    },
}

/// How much of an address is fetched.
struct Bounds {
    /// Bytes of it at most, unpacked.
    most_bytes: usize,
    /// When it is given up.
    until: Instant,
    /// Whether its host is left in peace for a while first.
    paced: bool,
}

/// Fetches, with manners: it remembers when it asked which host, and what the host's robots.txt says.
#[derive(Debug)]
pub struct Fetcher {
    policy: Policy,
    client: Client,
    asked: Mutex<HashMap<String, Instant>>,
    robots: Mutex<HashMap<String, Robots>>,
}

impl Fetcher {
    /// A fetcher that keeps to `policy`.
    pub fn new(policy: Policy) -> Result<Self, Error> {
        // Another part of the program may have chosen it; that is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = Client::builder()
            .user_agent(&policy.agent)
            .redirect(redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .tls_info(true)
            .pool_max_idle_per_host(0)
            .connect_timeout(policy.connect);
        let builder = match &policy.proxy {
            None => builder.dns_resolver(Arc::new(Public)),
            Some(proxy) => {
                let address = proxy.address();
                let proxy = reqwest::Proxy::all(&address).map_err(|_| Error::BadProxy { address })?;
                builder.proxy(proxy)
            }
        };
        let client = builder.build().map_err(|_| Error::Unreachable)?;
        Ok(Self { policy, client, asked: Mutex::default(), robots: Mutex::default() })
    }

    /// Refuses `address` where it would not be fetched, whatever is there.
    pub fn check(&self, address: &str) -> Result<(), Error> {
        self.policy.address(address).map(drop)
    }

    /// Fetches what `address` leads to, unless it is still what is `known`.
    pub fn fetch(&self, address: &str, known: &Known) -> Result<Answer, Error> {
        let url = self.policy.address(address)?;
        let bounds =
            Bounds { most_bytes: self.policy.most_bytes, until: Instant::now() + self.policy.total, paced: true };
        self.follow(address, url, known, &bounds)
    }

    /// Fetches what `page`, which was fetched just now, is shown with at `address`: the same walls and no pause, since it is
    /// the same visit. It has at most so many bytes and comes within so long.
    pub fn resource(&self, page: &str, address: &str, most_bytes: usize, within: Duration) -> Result<Answer, Error> {
        let (page, url) = (self.policy.address(page)?, self.policy.address(address)?);
        self.policy.check_next(&page, &url)?;
        let until = Instant::now() + within.min(self.policy.total);
        self.follow(address, url, &Known::default(), &Bounds { most_bytes, until, paced: false })
    }

    fn follow(&self, address: &str, mut url: Url, known: &Known, bounds: &Bounds) -> Result<Answer, Error> {
        let (start, deadline) = (Instant::now(), bounds.until);
        let (mut hops, mut host): (Vec<Hop>, Option<String>) = (Vec::new(), None);
        loop {
            if self.policy.robots {
                self.heed_robots(&url, deadline)?;
            }
            // A redirect within a site is the same visit.
            if bounds.paced && host.as_deref() != url.host_str() {
                self.keep_pace(&url, deadline)?;
            }
            host = url.host_str().map(str::to_owned);
            let asked = Instant::now();
            let response = self.ask(&url, known, deadline)?;
            hops.push(Hop {
                url: url.to_string(),
                status: response.status().as_u16(),
                address: response.remote_addr().map(|address| address.ip().to_string()),
                took_ms: millis(asked.elapsed()),
            });
            if response.status() == 304 && *known != Known::default() {
                return Ok(Answer::Unchanged);
            }
            let Some(next) = redirected(&url, &response) else {
                return self.page(address, response, hops, start, bounds);
            };
            let is_circle = hops.iter().any(|hop| hop.url == next.as_str());
            if is_circle || hops.len() > self.policy.most_hops {
                return Err(Error::Redirects { most: self.policy.most_hops });
            }
            self.policy.check_next(&url, &next)?;
            url = next;
        }
    }

    /// The answer of one address, its body unread.
    fn ask(&self, url: &Url, known: &Known, deadline: Instant) -> Result<Response, Error> {
        let mut request = self
            .client
            .get(url.clone())
            .timeout(self.left(deadline)?)
            .header(header::ACCEPT, "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8");
        for (name, value) in [(header::IF_NONE_MATCH, &known.etag), (header::IF_MODIFIED_SINCE, &known.last_modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let response = request.send().map_err(|cause| self.told(&cause, url))?;
        // The last wall: whatever was resolved, this is where the bytes come from.
        let is_elsewhere = |address: std::net::SocketAddr| {
            !addresses::is_public(address.ip()) && !self.policy.reachable.contains(&address)
        };
        if self.policy.proxy.is_none() && response.remote_addr().is_some_and(is_elsewhere) {
            return Err(Error::NotPublic { url: url.to_string() });
        }
        Ok(response)
    }

    fn page(
        &self,
        asked: &str,
        mut response: Response,
        hops: Vec<Hop>,
        start: Instant,
        bounds: &Bounds,
    ) -> Result<Answer, Error> {
        if !response.status().is_success() {
            return Err(Error::Status { status: response.status().as_u16() });
        }
        let certificate = response.extensions().get::<TlsInfo>().and_then(TlsInfo::peer_certificate);
        let certificate = certificate.map(|certificate| Sha256(sha2::Sha256::digest(certificate).into()));
        let headers = headers(&response);
        let bytes = self.body(&mut response, bounds.most_bytes, bounds.until)?;
        let fetch =
            Fetch { asked: asked.trim().to_owned(), hops, headers, certificate, took_ms: millis(start.elapsed()) };
        Ok(Answer::Page { bytes, fetch })
    }

    /// The body of `response`, unpacked: what it says of its own length is not believed.
    fn body(&self, response: &mut Response, most: usize, deadline: Instant) -> Result<Vec<u8>, Error> {
        let too_large = || Error::TooLarge { mebibytes: most >> 20 };
        if response.content_length().is_some_and(|length| length > most as u64) {
            return Err(too_large());
        }
        let (mut bytes, mut chunk) = (Vec::new(), vec![0; CHUNK]);
        loop {
            self.left(deadline)?;
            match response.read(&mut chunk) {
                Ok(0) => return Ok(bytes),
                Ok(read) if bytes.len() + read > most => return Err(too_large()),
                Ok(read) => bytes.extend_from_slice(&chunk[..read]),
                Err(_) => return Err(self.left(deadline).err().unwrap_or(Error::CutOff)),
            }
        }
    }

    /// Waits until the host of `url` may be asked again.
    fn keep_pace(&self, url: &Url, deadline: Instant) -> Result<(), Error> {
        let host = url.host_str().unwrap_or_default().to_owned();
        let delay = self.robots_of(url).and_then(|robots| robots.delay()).unwrap_or_default();
        let pause = self.policy.pause.max(delay);
        let now = Instant::now();
        let turn = {
            let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
            let turn = asked.get(&host).map_or(now, |last| (*last + pause).max(now));
            asked.insert(host, turn);
            turn
        };
        if turn > deadline {
            return Err(self.too_slow());
        }
        thread::sleep(turn.saturating_duration_since(now));
        Ok(())
    }

    /// How long is left until `deadline`.
    fn left(&self, deadline: Instant) -> Result<Duration, Error> {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(self.too_slow()) } else { Ok(left) }
    }

    fn too_slow(&self) -> Error {
        Error::TooSlow { seconds: self.policy.total.as_secs() }
    }

    fn told(&self, cause: &reqwest::Error, url: &Url) -> Error {
        let mut source: Option<&dyn std::error::Error> = Some(cause);
        while let Some(error) = source {
            if error.is::<addresses::NotPublic>() {
                return Error::NotPublic { url: url.to_string() };
            }
            source = error.source();
        }
        if cause.is_timeout() && !cause.is_connect() { self.too_slow() } else { Error::Unreachable }
    }
}

/// Where `response` of `url` sends us.
fn redirected(url: &Url, response: &Response) -> Option<Url> {
    let is_redirect = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = response.headers().get(header::LOCATION).filter(|_| is_redirect)?;
    let mut next = url.join(std::str::from_utf8(location.as_bytes()).ok()?).ok()?;
    next.set_fragment(None);
    Some(next)
}

/// The headers of `response`, without what a site remembers its visitors by.
fn headers(response: &Response) -> Vec<Header> {
    let kept = response.headers().iter().filter(|(name, _)| **name != header::SET_COOKIE);
    let told = kept.map(|(name, value)| Header {
        name: name.to_string(),
        value: String::from_utf8_lossy(value.as_bytes()).chars().take(MOST_HEADERS.1).collect(),
    });
    told.take(MOST_HEADERS.0).collect()
}

fn millis(time: Duration) -> u32 {
    u32::try_from(time.as_millis()).unwrap_or(u32::MAX)
}

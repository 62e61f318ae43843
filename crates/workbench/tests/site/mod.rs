//! A site of our own, for what the verbs fetch.
#![allow(dead_code, reason = "each test uses a part")]

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use domain::{Analyst, Desk, DeskId};
use workbench::{Clock, Fetcher, Policy, Setting, worker::Reader};

pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// What a workbench on the workspace called `name` in `folder` needs.
pub(crate) fn setting(folder: &Path, name: &str) -> Setting {
    Setting {
        workspace: folder.join(name),
        desk: Desk { id: DeskId(uuid::Uuid::from_u128(7)), analyst: Analyst::named("Ana") },
        reader: Reader::InProcess,
        clock: Clock::System,
        keep: folder.join("keep"),
    }
}

/// What is at a path.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) kind: Option<&'static str>,
    pub(crate) tag: String,
    pub(crate) body: Vec<u8>,
}

impl<T: AsRef<[u8]> + ?Sized> From<&T> for Page {
    /// A page of no stated kind, with its length as its tag.
    fn from(body: &T) -> Self {
        let body = body.as_ref();
        Self { kind: None, tag: body.len().to_string(), body: body.to_owned() }
    }
}

/// A site that answers each path with its page, and "not modified" to whoever knows the page's tag.
pub(crate) struct Site {
    pub(crate) at: SocketAddr,
    pages: Arc<Mutex<BTreeMap<String, Page>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    pub(crate) fn open() -> Result<Self> {
        Self::open_at("127.0.0.1", Duration::ZERO)
    }

    /// A site at the IP address `host` of this machine, that answers after `slow`.
    pub(crate) fn open_at(host: &str, slow: Duration) -> Result<Self> {
        let listener = TcpListener::bind((host, 0))?;
        let site = Self { at: listener.local_addr()?, pages: Arc::default(), asked: Arc::default() };
        let (pages, asked) = (Arc::clone(&site.pages), Arc::clone(&site.asked));
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let Ok(reading) = stream.try_clone() else { continue };
                let lines = BufReader::new(reading).lines().map_while(std::result::Result::ok);
                let lines: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
                let path = lines.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
                let page = pages.lock().unwrap_or_else(PoisonError::into_inner).get(&path).cloned();
                let (status, answer) = answer(&lines, page);
                thread::sleep(slow);
                asked.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{status} {path}"));
                // The client may have hung up.
                let _ = stream.write_all(&answer);
            }
        });
        Ok(site)
    }

    pub(crate) fn shows(&self, path: &str, page: impl Into<Page>) {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), page.into());
    }

    pub(crate) fn is_gone(&self, path: &str) {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner).remove(path);
    }

    /// What was asked for and how it was answered: "200 /feed".
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// One that may reach this site, and waits `pause` between two visits.
    pub(crate) fn fetcher(&self, pause: Duration) -> Result<Arc<Fetcher>> {
        fetcher(&[self], pause)
    }

    pub(crate) fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }
}

/// One that may reach `sites`, and waits `pause` between two visits of one.
pub(crate) fn fetcher(sites: &[&Site], pause: Duration) -> Result<Arc<Fetcher>> {
    let reachable = sites.iter().map(|site| site.at).collect();
    Ok(Arc::new(Fetcher::new(Policy { reachable, robots: false, pause, ..Policy::default() })?))
}

fn answer(lines: &[String], page: Option<Page>) -> (u16, Vec<u8>) {
    let known =
        |page: &Page| lines.iter().any(|line| line.to_lowercase() == format!("if-none-match: \"{}\"", page.tag));
    let (status, page) = match page {
        None => (404, Page::from("")),
        Some(page) if known(&page) => (304, Page { body: Vec::new(), ..page }),
        Some(page) => (200, page),
    };
    let kind = page.kind.map(|kind| format!("Content-Type: {kind}\r\n")).unwrap_or_default();
    let (tag, length) = (page.tag, page.body.len());
    let head = format!(
        "HTTP/1.1 {status} -\r\n{kind}ETag: \"{tag}\"\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
    );
    (status, [head.as_bytes(), &page.body].concat())
}

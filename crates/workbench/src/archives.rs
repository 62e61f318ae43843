//! Keeping a page that was fetched with what it is shown with, as a web archive beside its document.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use database::{archives, articles};
use documents::{Capture, Captured};
use domain::{Archive, ArticleId, Change, Fetch, MediaType, Origin};
use fetch::{Answer, Fetcher};

use crate::{Error, Result, Workbench, articles::digest};

/// What is fetched for one page at most: how many, how many bytes of one and of all, and for how long.
const MOST: usize = 250;
const MOST_OF_ONE: usize = 8 << 20;
const MOST_OF_ALL: usize = 48 << 20;
const LONGEST: Duration = Duration::from_secs(90);
/// How deep style sheets name style sheets at most.
const DEEPEST: u8 = 3;

/// A page as it was fetched.
pub(crate) struct Page<'a> {
    pub(crate) fetch: &'a Fetch,
    pub(crate) bytes: Vec<u8>,
    pub(crate) media_type: MediaType,
    pub(crate) title: String,
    /// When.
    pub(crate) at: DateTime<Utc>,
}

/// Something to fetch: its address, and how many style sheets led there.
struct Named {
    url: String,
    depth: u8,
}

impl Workbench {
    /// Fetches what the page of `article` is shown with, and keeps all of it as a web archive (WACZ).
    pub fn keep_archive(&self, fetcher: &Fetcher, article: ArticleId) -> Result<Archive> {
        let document = self.workspace.read(|conn| articles::document(conn, article))?;
        let Origin::Address { fetch } = &document.origin else { return Err(Error::NotFetched) };
        let title = self.workspace.read(|conn| articles::title(conn, article))?;
        let (media_type, at) = (document.media_type, document.loaded_at);
        let page = Page { fetch, bytes: self.original(article)?, media_type, title, at };
        let (archive, wacz) = self.archived(fetcher, page)?;
        self.commit_with(vec![Change::ArchiveKept { article, archive }], vec![wacz])?;
        Ok(archive)
    }

    /// `page` and what it is shown with, fetched, as a web archive. Nothing in it acts: no script is fetched.
    pub(crate) fn archived(&self, fetcher: &Fetcher, page: Page<'_>) -> Result<(Archive, Vec<u8>)> {
        let Page { fetch, bytes, media_type, title, at } = page;
        let mut captured = vec![answered(fetch, bytes, at)];
        let left_out = if media_type == MediaType::Html { self.fill(fetcher, &mut captured)? } else { 0 };
        let resources = u32::try_from(captured.len() - 1).unwrap_or(u32::MAX);
        let way = serde_json::to_string(fetch).unwrap_or_default();
        let software = format!("Claimdesk {}", env!("CARGO_PKG_VERSION"));
        let wacz = documents::wacz(&Capture { captured, title, way, software }).map_err(|_| Error::NotArchived)?;
        let archive = Archive {
            sha256: digest(&wacz),
            bytes: u32::try_from(wacz.len()).unwrap_or(u32::MAX),
            resources,
            left_out,
            kept_at: self.clock.now(),
        };
        Ok((archive, wacz))
    }

    /// The web archive that was kept last of the page of `article`.
    pub fn archive(&self, article: ArticleId) -> Result<Vec<u8>> {
        let archive = self.workspace.read(|conn| archives::newest(conn, article))?.ok_or(Error::NoArchive)?;
        let bytes = self.workspace.read(|conn| database::bytes::original(conn, archive.sha256))?;
        bytes.ok_or(Error::BytesMissing { sha256: archive.sha256 })
    }

    /// Writes the web archive that was kept last of the page of `article` to `path`, whole or not at all.
    pub fn save_archive(&self, article: ArticleId, path: &std::path::Path) -> Result<()> {
        let bytes = self.archive(article)?;
        crate::files::write_whole(path, &bytes).map_err(|cause| Error::file("write the archive to", path, &cause))
    }

    /// Adds what the page, the first of `captured`, is shown with; answers how many were left out.
    fn fill(&self, fetcher: &Fetcher, captured: &mut Vec<Captured>) -> Result<u32> {
        let start = Instant::now();
        let first = captured[0].url.clone();
        let named = self.reader().linked(&captured[0].bytes, &first, false)?;
        let mut waiting: std::collections::VecDeque<Named> =
            named.into_iter().map(|url| Named { url, depth: 0 }).collect();
        let (mut bytes, mut left_out) = (0, 0_u32);
        while let Some(Named { url, depth }) = waiting.pop_front() {
            if captured.iter().any(|one| one.url == url) {
                continue;
            }
            let left = LONGEST.saturating_sub(start.elapsed());
            let room = MOST_OF_ONE.min(MOST_OF_ALL - bytes);
            let is_full = captured.len() > MOST || room == 0 || left.is_zero();
            let answer = if is_full { None } else { fetcher.resource(&first, &url, room, left).ok() };
            let Some(Answer::Page { bytes: came, fetch }) = answer else {
                left_out += 1;
                continue;
            };
            let mut one = answered(&fetch, came, self.clock.now());
            if !is_shown(one.kind()) {
                left_out += 1;
                continue;
            }
            if one.kind() == "text/css" && depth < DEEPEST {
                // A style sheet that the reader gives up on is kept by itself.
                let more = self.reader().linked(&one.bytes, &one.url, true).unwrap_or_default();
                waiting.extend(more.into_iter().map(|url| Named { url, depth: depth + 1 }));
            }
            bytes += one.bytes.len();
            // The page asks for it by this address, wherever it came from in the end.
            one.url = url;
            captured.push(one);
        }
        Ok(left_out)
    }
}

/// An answer as it is kept.
fn answered(fetch: &Fetch, bytes: Vec<u8>, at: DateTime<Utc>) -> Captured {
    let last = fetch.hops.last();
    Captured {
        url: fetch.url().to_owned(),
        status: last.map_or(200, |hop| hop.status),
        headers: fetch.headers.iter().map(|header| (header.name.clone(), header.value.clone())).collect(),
        bytes,
        at,
        address: last.and_then(|hop| hop.address.clone()),
    }
}

/// Whether a page is shown with bytes of this kind: pictures, style sheets and fonts, and nothing that acts.
fn is_shown(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    kind == "text/css" || kind.starts_with("image/") || kind.starts_with("font/") || kind.contains("font-")
}

//! Loading what an address leads to, when the analyst asks for it.

use std::sync::atomic::AtomicBool;

use database::{articles, revisions};
use domain::{ArticleId, Origin};
use fetch::{Answer, Fetcher, Known};

use crate::{
    Result, Workbench, bulk,
    views::{Loaded, Progress, Report},
};

impl Workbench {
    /// Fetches what `address` leads to and loads it. Whatever comes of it, what is here stays as it is.
    pub fn load_address(&self, fetcher: &Fetcher, address: &str) -> Loaded {
        match self.load_fetched(fetcher, address.trim()) {
            Ok(loaded) => loaded,
            Err(error) => Loaded::Failed { name: address.trim().to_owned(), reason: error.to_string() },
        }
    }

    /// Fetches what `addresses` lead to, one after another, and loads it, calling `told` with how far it is; stops when
    /// `cancel` is set.
    pub fn load_addresses(
        &self,
        fetcher: &Fetcher,
        addresses: &[String],
        cancel: &AtomicBool,
        told: impl FnMut(&Progress),
    ) -> Report {
        bulk::in_turn(addresses, cancel, told, String::clone, |address, _| self.load_address(fetcher, address))
    }

    fn load_fetched(&self, fetcher: &Fetcher, address: &str) -> Result<Loaded> {
        let earlier = self.workspace.read(|conn| articles::at_address(conn, address))?.first().copied();
        let known = earlier.map(|article| self.known(article)).transpose()?.unwrap_or_default();
        match (fetcher.fetch(address, &known)?, earlier) {
            (Answer::Page { bytes, fetch }, _) => {
                let name = fetch.url().to_owned();
                match self.load_article(bytes, Origin::Address { fetch: Box::new(fetch) }, &name)? {
                    Loaded::AlreadyHere { name, article } => self.unchanged(name, article),
                    loaded => Ok(loaded),
                }
            }
            (Answer::Unchanged, Some(article)) => self.unchanged(address.to_owned(), article),
            // Nothing was known, so nothing can be as it was.
            (Answer::Unchanged, None) => Err(fetch::Error::Status { status: 304 }.into()),
        }
    }

    /// What the site of `article` said to know its page by, where it was fetched.
    fn known(&self, article: ArticleId) -> Result<Known> {
        let document = self.workspace.read(|conn| articles::document(conn, article))?;
        let Origin::Address { fetch } = document.origin else { return Ok(Known::default()) };
        let header = |name| fetch.header(name).map(str::to_owned);
        Ok(Known { etag: header("etag"), last_modified: header("last-modified") })
    }

    /// Says since when a page is as it is.
    fn unchanged(&self, name: String, article: ArticleId) -> Result<Loaded> {
        let (since, copies) = self
            .workspace
            .read(|conn| Ok((articles::document(conn, article)?.taken_at(), revisions::copies(conn, article)?)))?;
        let between = copies.last().map(|newest| newest.taken).filter(|taken| *taken > since);
        Ok(Loaded::Unchanged { name, article, since, between })
    }
}

//! Loading what addresses lead to, when the analyst asks for it.

use std::sync::{Arc, atomic::AtomicBool};

use database::{articles, revisions};
use documents::Hint;
use domain::{ArticleId, Fetch, MediaType, Origin};
use fetch::{Answer, Fetcher, Known};

use crate::{
    Result, Workbench,
    bulk::{Jobs, Source},
    views::{Loaded, Progress, Report},
};

/// What fetching gives.
pub(crate) enum Fetched {
    /// A page's bytes, and how they came.
    Page(Vec<u8>, Box<Fetch>),
    /// It is as it was.
    Unchanged(Loaded),
}

impl Workbench {
    /// Fetches what `address` leads to and loads it, or all that it holds; keeps a `whole` page, with what it is shown with.
    /// Whatever comes of it, what is here stays as it is.
    pub fn load_address(&self, fetcher: &Arc<Fetcher>, address: &str, whole: bool) -> Vec<Loaded> {
        let cancel = AtomicBool::new(false);
        self.load_addresses(fetcher, &[address.to_owned()], whole, Jobs::usual(), &cancel, |_| ()).loaded
    }

    /// Fetches what `addresses` lead to as [`Self::load_address`] does, several sites at a time and each in peace, calling
    /// `told` with how far it is; stops when `cancel` is set.
    pub fn load_addresses(
        &self,
        fetcher: &Arc<Fetcher>,
        addresses: &[String],
        whole: bool,
        jobs: impl Into<Jobs>,
        cancel: &AtomicBool,
        told: impl FnMut(&Progress),
    ) -> Report {
        let source =
            |address: &String| Source::Address { fetcher: Arc::clone(fetcher), address: address.clone(), whole };
        self.load_all(addresses.iter().map(source).collect(), jobs, cancel, told)
    }

    /// What `address` leads to, unless it is what is here.
    pub(crate) fn fetched(&self, fetcher: &Fetcher, address: &str) -> Result<Fetched> {
        let earlier = self.workspace.read(|conn| articles::at_address(conn, address))?.first().copied();
        let known = earlier.map(|article| self.known(article)).transpose()?.unwrap_or_default();
        match (fetcher.fetch(address, &known)?, earlier) {
            (Answer::Page { bytes, fetch }, _) => Ok(Fetched::Page(bytes, Box::new(fetch))),
            (Answer::Unchanged, Some(article)) => Ok(Fetched::Unchanged(self.unchanged(address.to_owned(), article)?)),
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
    pub(crate) fn unchanged(&self, name: String, article: ArticleId) -> Result<Loaded> {
        let (since, copies) = self
            .workspace
            .read(|conn| Ok((articles::document(conn, article)?.taken_at(), revisions::copies(conn, article)?)))?;
        let between = copies.last().map(|newest| newest.taken).filter(|taken| *taken > since);
        Ok(Loaded::Unchanged { name, article, since, between })
    }
}

/// What the site and the address say of the bytes that came: their content decides first.
pub(crate) fn hint(fetch: &Fetch) -> Hint {
    let said = fetch.header("content-type").unwrap_or_default();
    let kind = said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (media_type, ending) = match kind.as_str() {
        "text/html" | "application/xhtml+xml" => (Some(MediaType::Html), None),
        "text/markdown" | "text/x-markdown" => (Some(MediaType::Markdown), Some(".md")),
        "text/csv" | "application/csv" => (None, Some(".csv")),
        "text/tab-separated-values" => (None, Some(".tsv")),
        _ => (None, None),
    };
    // A page about a table, or a wall in front of one, is at an address that ends as a table does.
    let named = last_part(fetch.url()).filter(|_| media_type != Some(MediaType::Html));
    let name = match ending {
        Some(ending) => Some(named.filter(|name| name.ends_with(ending)).unwrap_or_else(|| format!("page{ending}"))),
        None => named,
    };
    Hint { name, media_type, encoding: charset(said), ..Hint::default() }
}

/// The name that the path of `url` ends in.
fn last_part(url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next()?.split_once("://")?.1.split_once('/')?.1;
    let name = path.rsplit('/').next().filter(|name| !name.is_empty())?;
    Some(name.to_owned())
}

/// The encoding that a Content-Type names (RFC 9110, 8.3).
fn charset(content_type: &str) -> Option<String> {
    let parameters = content_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let named = parameters.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    named.map(|(_, value)| value.trim().trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_type_may_name_an_encoding() {
        assert_eq!(charset("text/html; charset=windows-1251").as_deref(), Some("windows-1251"));
        assert_eq!(charset("text/html;level=1; Charset=\"koi8-u\"").as_deref(), Some("koi8-u"));
        assert_eq!(charset("text/html"), None);
    }

    #[test]
    fn an_address_names_what_is_there() {
        for (url, name) in [
            ("https://wire.example/a/list.csv?all=1#top", Some("list.csv")),
            ("https://wire.example/", None),
            ("https://wire.example", None),
        ] {
            assert_eq!(last_part(url).as_deref(), name, "{url}");
        }
    }
}

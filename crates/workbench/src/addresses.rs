//! Loading what an address leads to, when the analyst asks for it.

use database::articles;
use domain::{ArticleId, Origin};
use fetch::{Answer, Fetcher, Known};

use crate::{Result, Workbench, views::Loaded};

impl Workbench {
    /// Fetches what `address` leads to and loads it. Whatever comes of it, what is here stays as it is.
    pub fn load_address(&self, fetcher: &Fetcher, address: &str) -> Loaded {
        match self.load_fetched(fetcher, address.trim()) {
            Ok(loaded) => loaded,
            Err(error) => Loaded::Failed { name: address.trim().to_owned(), reason: error.to_string() },
        }
    }

    fn load_fetched(&self, fetcher: &Fetcher, address: &str) -> Result<Loaded> {
        let earlier = self.workspace.read(|conn| articles::at_address(conn, address, None))?;
        let known = earlier.map(|article| self.known(article)).transpose()?.unwrap_or_default();
        match (fetcher.fetch(address, &known)?, earlier) {
            (Answer::Page { bytes, fetch }, _) => {
                let name = fetch.url().to_owned();
                let loaded = self.load_article(bytes, Origin::Address { fetch: Box::new(fetch) }, &name)?;
                self.beside_older(loaded, address)
            }
            (Answer::Unchanged, Some(article)) => Ok(Loaded::AlreadyHere { name: address.to_owned(), article }),
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

    /// Says of a new article that an older copy of its page is here.
    fn beside_older(&self, loaded: Loaded, asked: &str) -> Result<Loaded> {
        let Loaded::New { name, article, mut warnings } = loaded else { return Ok(loaded) };
        let older = self.workspace.read(|conn| {
            let own = articles::by_id(conn, article)?.url;
            for address in own.as_deref().into_iter().chain([asked, name.as_str()]) {
                if let Some(older) = articles::at_address(conn, address, Some(article))? {
                    return articles::document(conn, older).map(Some);
                }
            }
            Ok(None)
        })?;
        if let Some(older) = older {
            let day = older.loaded_at.date_naive();
            warnings
                .push(format!("a copy of this page from {day} is here with other words; this one is kept beside it"));
        }
        Ok(Loaded::New { name, article, warnings })
    }
}

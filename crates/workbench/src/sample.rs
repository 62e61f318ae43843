//! The sample that comes with the program: three articles on one contested event, all names invented.

use domain::Origin;

use crate::{Workbench, views::Loaded};

/// Each article's file name and bytes.
const ARTICLES: [(&str, &[u8]); 3] = [
    ("two-held-at-crossing.txt", include_bytes!("../sample/two-held-at-crossing.txt")),
    ("governor-counts-guards.html", include_bytes!("../sample/governor-counts-guards.html")),
    ("ministry-no-foundation.md", include_bytes!("../sample/ministry-no-foundation.md")),
];

impl Workbench {
    /// Loads the sample's articles.
    pub fn load_sample(&self) -> Vec<Loaded> {
        ARTICLES
            .iter()
            .map(|(name, bytes)| self.load_bytes(bytes.to_vec(), Origin::Sample { name: (*name).to_owned() }))
            .collect()
    }
}

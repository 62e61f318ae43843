//! A loading that is going on, noted in the state folder while it does: after the program broke off, it can go on. What
//! was loaded until then is found again by its bytes or its address.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use database::articles;
use domain::ArrivalId;
use serde::{Deserialize, Serialize};

use crate::{
    Result, Workbench,
    articles::digest,
    files,
    views::{Progress, TableMapping, UnfinishedView},
};

/// What is to be loaded, so that it can be written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Wanted {
    /// Files and folders.
    Files {
        /// Where they lie.
        paths: Vec<PathBuf>,
        /// The languages by which OCR reads what is pictures alone, such as "eng+ukr"; nothing where it does not.
        languages: Option<String>,
    },
    /// A table.
    Table {
        /// Where it lies.
        path: PathBuf,
        /// What its columns say.
        mapping: Option<TableMapping>,
    },
    /// What addresses lead to.
    Addresses {
        /// The addresses.
        addresses: Vec<String>,
        /// Whether pages are kept with what they are shown with.
        whole: bool,
    },
    /// What feeds brought.
    Arrivals {
        /// Which.
        arrivals: Vec<ArrivalId>,
        /// Whether their pages are wanted, although the feed holds their text.
        page: bool,
    },
}

/// What was asked for, and since when it was being loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    /// What was asked for.
    pub wanted: Wanted,
    /// When it was.
    pub began_at: DateTime<Utc>,
}

/// The note on the loading of one workspace.
#[derive(Debug, Clone)]
pub struct Note {
    /// What is wanted: written once, since it may be long.
    wanted: PathBuf,
    /// How far it is: written often.
    moved: PathBuf,
}

impl Note {
    /// The note in `folder` on the workspace at `path`.
    pub fn on(folder: &Path, path: &Path) -> Self {
        let name: String = digest(path.as_os_str().as_encoded_bytes()).to_string().chars().take(16).collect();
        let file = |what: &str| folder.join(format!("loading-{name}.{what}"));
        Self { wanted: file("json"), moved: file("count") }
    }

    /// Notes that `unfinished` is being loaded from now on.
    pub fn begin(&self, unfinished: &Unfinished) -> io::Result<()> {
        self.forget();
        files::write_whole(&self.wanted, &serde_json::to_vec(unfinished)?)
    }

    /// Notes how far it is. Where that is lost, only the number that is shown is.
    pub fn moved(&self, progress: &Progress) {
        let _ = fs::write(&self.moved, format!("{} {}", progress.done, progress.total));
    }

    /// Nothing is being loaded any more.
    pub fn forget(&self) {
        let _ = fs::remove_file(&self.wanted);
        let _ = fs::remove_file(&self.moved);
    }

    /// What was being loaded when the program ended.
    pub fn found(&self) -> Option<Unfinished> {
        serde_json::from_slice(&fs::read(&self.wanted).ok()?).ok()
    }

    /// How far that was, for people.
    pub fn shown(&self) -> Option<UnfinishedView> {
        self.found()?;
        let counts = fs::read_to_string(&self.moved).unwrap_or_default();
        let mut counts = counts.split(' ').filter_map(|count| count.parse().ok());
        Some(UnfinishedView { done: counts.next().unwrap_or(0), total: counts.next().unwrap_or(0) })
    }
}

impl Workbench {
    /// What is `wanted`, and that it is being loaded from now on.
    pub fn begun(&self, wanted: Wanted) -> Unfinished {
        Unfinished { wanted, began_at: self.clock.now() }
    }

    /// What of `unfinished` is left: addresses whose page came since then are not asked again; everything else is found
    /// again by its bytes.
    pub fn left_of(&self, unfinished: Unfinished) -> Result<Wanted> {
        let Unfinished { wanted, began_at } = unfinished;
        let Wanted::Addresses { mut addresses, whole } = wanted else { return Ok(wanted) };
        self.workspace
            .read(|conn| {
                let mut left = Vec::new();
                for address in addresses.drain(..) {
                    let here = articles::at_address(conn, address.trim())?;
                    let came = here.first().map(|article| articles::document(conn, *article)).transpose()?;
                    if came.is_none_or(|document| document.loaded_at < began_at) {
                        left.push(address);
                    }
                }
                Ok(Wanted::Addresses { addresses: left, whole })
            })
            .map_err(Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_being_loaded_is_known_until_it_is_done() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let note = Note::on(folder.path(), Path::new("/a.claimdesk"));
        assert_eq!(note.shown(), None);
        let wanted = Wanted::Files { paths: vec!["/cuttings".into()], languages: Some("eng+ukr".into()) };
        let unfinished = Unfinished { wanted, began_at: DateTime::UNIX_EPOCH };
        note.begin(&unfinished)?;
        assert_eq!(note.shown(), Some(UnfinishedView { done: 0, total: 0 }));
        note.moved(&Progress { done: 207, total: 1_502, name: "a.txt".into(), per_minute: 60, seconds_left: None });
        let again = Note::on(folder.path(), Path::new("/a.claimdesk"));
        assert_eq!(again.found(), Some(unfinished));
        assert_eq!(again.shown(), Some(UnfinishedView { done: 207, total: 1_502 }));
        assert_eq!(Note::on(folder.path(), Path::new("/b.claimdesk")).found(), None, "another workspace");
        again.forget();
        assert_eq!((note.found(), std::fs::read_dir(folder.path())?.count()), (None, 0));
        Ok(())
    }
}

//! What is remembered outside the workspace: the window's layout and words that were typed but not yet saved.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::Mutex,
};

use crate::{files, locked};

/// Drafts kept at most; the oldest keys by name go first when a program error lets them pile up.
const DRAFTS: usize = 500;

/// Layout and drafts, in two files of the state folder.
#[derive(Debug)]
pub struct Memory {
    folder: PathBuf,
    drafts: Mutex<BTreeMap<String, String>>,
}

impl Memory {
    /// What `folder` remembers.
    pub fn new(folder: &Path) -> Self {
        let drafts = std::fs::read(folder.join("drafts.json"))
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        Self { folder: folder.to_owned(), drafts: Mutex::new(drafts) }
    }

    /// The draft under `key`.
    pub fn draft(&self, key: &str) -> Option<String> {
        locked(&self.drafts).get(key).cloned()
    }

    /// Keeps `text` as the draft under `key`; empty text forgets it.
    pub fn save_draft(&self, key: &str, text: &str) -> io::Result<()> {
        let mut drafts = locked(&self.drafts);
        if text.is_empty() {
            drafts.remove(key);
        } else {
            drafts.insert(key.to_owned(), text.to_owned());
            while drafts.len() > DRAFTS {
                drafts.pop_first();
            }
        }
        files::write_whole(&self.folder.join("drafts.json"), &serde_json::to_vec(&*drafts)?)
    }

    /// The layout as the window saved it; "{}" at first.
    pub fn layout(&self) -> String {
        std::fs::read_to_string(self.folder.join("layout.json")).unwrap_or_else(|_| "{}".to_owned())
    }

    /// Keeps the layout, which must be JSON.
    pub fn save_layout(&self, json: &str) -> io::Result<()> {
        let value: serde_json::Value = serde_json::from_str(json)?;
        files::write_whole(&self.folder.join("layout.json"), &serde_json::to_vec(&value)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_outlives_the_program_until_it_is_emptied() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        Memory::new(folder.path()).save_draft("rationale:1", "asked the road office")?;
        let again = Memory::new(folder.path());
        assert_eq!(again.draft("rationale:1").as_deref(), Some("asked the road office"));
        again.save_draft("rationale:1", "")?;
        assert_eq!(Memory::new(folder.path()).draft("rationale:1"), None);
        Ok(())
    }

    #[test]
    fn a_layout_that_is_not_json_is_refused_and_the_old_one_stays() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let memory = Memory::new(folder.path());
        memory.save_layout(r#"{"list":268}"#)?;
        assert!(memory.save_layout("{").is_err());
        assert_eq!(memory.layout(), r#"{"list":268}"#);
        Ok(())
    }
}

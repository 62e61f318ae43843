//! What is asked for: files one by one, whatever folders they lie in, bytes, and addresses.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use documents::Told;
use domain::Origin;
use fetch::Fetcher;

use super::Source;
use crate::{Error, articles::file_name};

/// A file, or what stands for one.
pub(super) struct Whole {
    pub(super) name: String,
    pub(super) from: From,
    /// What its columns say, where it is a table and somebody said so.
    pub(super) columns: Option<Told>,
}

impl Whole {
    fn new(name: String, from: From) -> Self {
        Self { name, from, columns: None }
    }
}

pub(super) enum From {
    File(PathBuf),
    Bytes(Vec<u8>, Origin),
    /// An address, and whether its page is kept with what it is shown with.
    Address(Arc<Fetcher>, String, bool),
    /// A folder that cannot be listed, and why.
    Nowhere(String),
    /// A folder in which so many files were found, and names of what leads elsewhere and was passed over.
    Passed(u32, Vec<String>),
}

/// What `source` names; files are sorted by name within a folder.
pub(super) fn wholes(source: Source) -> Vec<Whole> {
    match source {
        Source::Bytes { bytes, origin } => {
            let name = if origin == Origin::StandardInput { "standard input" } else { "pasted text" };
            vec![Whole::new(name.to_owned(), From::Bytes(bytes, origin))]
        }
        Source::Address { fetcher, address, whole } => {
            let address = address.trim().to_owned();
            vec![Whole::new(address.clone(), From::Address(fetcher, address, whole))]
        }
        Source::Path(path) if path.is_dir() => {
            let (name, mut passed) = (file_name(&path), Vec::new());
            let mut files = in_folder(&path, &mut passed);
            let nothing = || Error::EmptyFolder { name: name.clone() }.to_string();
            let found = u32::try_from(files.len()).unwrap_or(u32::MAX);
            if files.is_empty() {
                files.push(Whole::new(name.clone(), From::Nowhere(nothing())));
            }
            if !passed.is_empty() {
                files.insert(0, Whole::new(name, From::Passed(found, passed)));
            }
            files
        }
        Source::Path(path) => vec![Whole::new(file_name(&path), From::File(path))],
        Source::Table { path, mapping } => {
            let columns = Some(mapping.told());
            vec![Whole { columns, ..Whole::new(file_name(&path), From::File(path)) }]
        }
    }
}

/// The files in `folder` and the folders in it. Hidden ones are passed over, and links, whose names are added to `passed`, are
/// not followed: they may lead in a ring.
fn in_folder(folder: &Path, passed: &mut Vec<String>) -> Vec<Whole> {
    let mut entries: Vec<fs::DirEntry> = match fs::read_dir(folder) {
        Ok(entries) => entries.filter_map(Result::ok).collect(),
        Err(cause) => {
            let told = Error::file("list", folder, &cause).to_string();
            return vec![Whole::new(file_name(folder), From::Nowhere(told))];
        }
    };
    entries.retain(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
    entries.sort_by_key(fs::DirEntry::file_name);
    let below = |entry: fs::DirEntry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => in_folder(&entry.path(), passed),
        Ok(kind) if kind.is_file() => vec![Whole::new(file_name(&entry.path()), From::File(entry.path()))],
        Ok(kind) if kind.is_symlink() => {
            passed.push(file_name(&entry.path()));
            Vec::new()
        }
        _ => Vec::new(),
    };
    entries.into_iter().flat_map(below).collect()
}

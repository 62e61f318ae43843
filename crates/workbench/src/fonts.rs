//! Finding the fonts of this machine that a report asks for.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// Folders below a font folder at most.
const DEEPEST: u32 = 4;
/// The weights that reports use, and the name of a file that has all of them.
const WANTED: [&str; 4] = ["-Regular", "-Bold", "[wght]", "-VF"];

/// The files of the typeface whose files' names begin with `files`, in the order of their names.
pub(crate) fn typefaces(files: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for folder in folders() {
        gather(&folder, files, DEEPEST, &mut found);
    }
    found.sort();
    // The same file may lie in two folders; one of each name is enough.
    found.dedup_by(|a, b| a.file_name() == b.file_name());
    found.iter().filter_map(|path| fs::read(path).ok()).collect()
}

/// Where fonts lie, by the XDG Base Directory Specification and custom.
fn folders() -> Vec<PathBuf> {
    let home = env::var_os("HOME").map(PathBuf::from);
    let data = env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    let shared = env::var("XDG_DATA_DIRS").unwrap_or_else(|_| "/usr/local/share:/usr/share".to_owned());
    let own = data.or_else(|| home.as_ref().map(|home| home.join(".local/share"))).map(|data| data.join("fonts"));
    let custom = home.map(|home| home.join(".fonts"));
    own.into_iter().chain(custom).chain(shared.split(':').map(|folder| Path::new(folder).join("fonts"))).collect()
}

fn gather(folder: &Path, files: &str, deepest: u32, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() && deepest > 0 {
            gather(&path, files, deepest - 1, found);
        } else if is_wanted(&path, files) {
            found.push(path);
        }
    }
}

fn is_wanted(path: &Path, files: &str) -> bool {
    let is_font = path.extension().is_some_and(|ending| ["ttf", "otf", "ttc"].iter().any(|font| ending == *font));
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    is_font && stem.strip_prefix(files).is_some_and(|rest| WANTED.contains(&rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_weights_of_the_very_typeface_are_taken() {
        let wanted = |name| is_wanted(Path::new(name), "NotoSerifTamil");
        assert!(wanted("/fonts/NotoSerifTamil-Regular.ttf") && wanted("NotoSerifTamil[wght].ttf"));
        assert!(!wanted("NotoSerifTamilSlanted-Regular.ttf") && !wanted("NotoSerifTamil-Regular.pfb"));
    }
}

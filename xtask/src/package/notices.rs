//! The licences of what others wrote and the packages carry: most ask to be handed on with it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::steps::{Done, at, cargo, json, root};

/// How names of files with a licence start.
const STARTS: &[&str] = &["license", "licence", "copying", "copyright", "notice", "unlicense", "ofl"];

/// A work of others.
struct Work {
    name: String,
    licence: String,
    folder: PathBuf,
}

/// Every work in the packages with its licence, then each licence's text once, with the works that it came with.
pub(super) fn of_the_packages() -> Done<String> {
    let mut works = crates()?;
    works.extend(scripts()?);
    let mut list = String::from("Claimdesk carries these works of others, under these licences.\n\n");
    let mut texts: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for work in &works {
        // Writing to a string does not fail.
        let _ = writeln!(list, "{}: {}", work.name, work.licence);
        for text in licences(&work.folder)? {
            texts.entry(text).or_default().insert(&work.name);
        }
    }
    for (text, works) in texts {
        let works: Vec<&str> = works.into_iter().collect();
        let _ = write!(list, "\n\n{}\n\n{text}\n", works.join(", "));
    }
    Ok(list)
}

/// The crates that the two programs are built of.
fn crates() -> Done<Vec<Work>> {
    let arguments = "tree --locked --offline --edges normal --no-dedupe --prefix none --format {p}";
    let packages = ["--package", "claimdesk-window", "--package", "claimdesk-cli"];
    let tree = crate::steps::printed(cargo(arguments).args(packages).current_dir(root()))?;
    let tree = String::from_utf8_lossy(&tree).into_owned();
    // "name v1.2.3", then where it lies when it is one of ours.
    let used: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            Some((words.next()?, words.next()?.strip_prefix('v')?))
        })
        .collect();
    let metadata = json(cargo("metadata --locked --offline --format-version 1").current_dir(root()))?;
    let known = metadata["packages"].as_array().into_iter().flatten();
    let others = known.filter(|package| package["source"].is_string());
    let others = others.filter(|package| {
        let named = (package["name"].as_str(), package["version"].as_str());
        matches!(named, (Some(name), Some(version)) if used.contains(&(name, version)))
    });
    others.map(|package| work(package, Path::new(package["manifest_path"].as_str().unwrap_or_default()))).collect()
}

/// The packages that the screen's bundle is made of, and what they in turn are made of.
fn scripts() -> Done<Vec<Work>> {
    let ui = root().join("ui");
    let lock = read(&ui.join("package-lock.json"))?;
    let packages = lock["packages"].as_object().into_iter().flatten();
    // Svelte and the messages' compiler leave some of themselves in what they make.
    let carried = |name: &str, package: &Value| {
        let makes = ["node_modules/svelte", "node_modules/@inlang/paraglide-js"].contains(&name);
        !name.is_empty() && (makes || package["dev"] != true)
    };
    let carried = packages.filter(|(name, package)| carried(name, package));
    let manifests = carried.map(|(name, _)| ui.join(name).join("package.json"));
    // What is for other systems only is not installed.
    let manifests = manifests.filter(|path| path.exists());
    manifests.map(|path| work(&read(&path)?, &path)).collect()
}

fn read(path: &Path) -> Done<Value> {
    serde_json::from_slice(&fs::read(path).map_err(at(path))?).map_err(|cause| format!("{}: {cause}", path.display()))
}

fn work(described: &Value, manifest: &Path) -> Done<Work> {
    let word = |name: &str| described[name].as_str().unwrap_or_default();
    let licence = if word("license").is_empty() { "see its text" } else { word("license") };
    let name = format!("{} {}", word("name"), word("version"));
    Ok(Work { name, licence: licence.to_owned(), folder: manifest.parent().unwrap_or(Path::new("/")).to_owned() })
}

/// The texts of the licences in `folder`, without the space around them.
fn licences(folder: &Path) -> Done<Vec<String>> {
    let mut texts = Vec::new();
    for file in fs::read_dir(folder).map_err(at(folder))? {
        let file = file.map_err(at(folder))?;
        let name = file.file_name().to_string_lossy().to_lowercase();
        if file.path().is_file() && STARTS.iter().any(|start| name.starts_with(start)) {
            let text = fs::read(file.path()).map_err(at(folder))?;
            texts.push(String::from_utf8_lossy(&text).trim().replace("\r\n", "\n"));
        }
    }
    Ok(texts)
}

//! Files that were made to break readers, or were found to: each ends in articles or in one sentence, and in time.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    time::{Duration, Instant},
};

use serde_json::Value;

use super::unpacked;
use crate::steps::{Done, at, say};

/// How long a file may take: what a worker is given, and what a process takes to start and to end.
const PATIENCE: Duration = Duration::from_secs(20);

/// Has `read` started on every file of the material's, and fails when one of them ends otherwise.
pub(super) fn run(material: &Path, read: impl Fn() -> Command) -> Done {
    let archive = material.join("../corpus/hostile/hostile.tar.zst");
    if !archive.exists() {
        say(&format!("{} is not here: no hostile files to read", archive.display()));
        return Ok(());
    }
    let folder = unpacked(&archive, "hostile")?;
    let files = files_in(&folder)?;
    say(&format!("reading {} hostile files", files.len()));
    let (mut articles, mut sentences, mut wrong) = (0, 0, Vec::new());
    let mut slowest = (Duration::ZERO, PathBuf::new());
    for file in files {
        let start = Instant::now();
        let output = read().arg(&file).output().map_err(|cause| format!("read: {cause}"))?;
        let took = start.elapsed();
        match ended(&output) {
            Ok(true) => articles += 1,
            Ok(false) => sentences += 1,
            Err(how) => wrong.push(format!("{}: {how}", file.display())),
        }
        if took > PATIENCE {
            wrong.push(format!("{}: {:.1} s", file.display(), took.as_secs_f64()));
        }
        slowest = slowest.max((took, file));
    }
    say(&format!(
        "{articles} ended in articles, {sentences} in a sentence; the slowest took {:.1} s ({})",
        slowest.0.as_secs_f64(),
        slowest.1.display()
    ));
    if wrong.is_empty() { Ok(()) } else { Err(format!("ended otherwise:\n{}", wrong.join("\n"))) }
}

/// Whether an article came of a file; why not, when it did not end in a sentence either.
fn ended(output: &Output) -> Result<bool, String> {
    let (told, said) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if !matches!(output.status.code(), Some(0 | 1)) {
        return Err(format!("{}: {said}", output.status));
    }
    if let Some(line) = said.lines().find(|line| !line.starts_with("claimdesk: ")) {
        return Err(line.to_owned());
    }
    let lines: Vec<Value> =
        told.lines().map(serde_json::from_str).collect::<Result<_, _>>().map_err(|cause| cause.to_string())?;
    if lines.is_empty() && said.is_empty() {
        return Err("nothing was said".to_owned());
    }
    Ok(lines.iter().any(|line| line["text"].is_string()))
}

fn files_in(folder: &Path) -> Done<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let path = entry.map_err(at(folder))?.path();
        if path.is_dir() { files.extend(files_in(&path)?) } else { files.push(path) }
    }
    files.sort();
    Ok(files)
}

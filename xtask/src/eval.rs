//! Measuring how well the program reads and what it proposes, on pages that nobody here wrote. They are not part of
//! the checkout, and nothing of them is.

use std::{
    fmt::Write,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::Command,
};

use clap::Args;
use serde_json::{Value, json};

use crate::{
    setup,
    steps::{Done, at, at_home, cargo, command, printed, root, say, step, target},
};

/// Pages that are handed over at once: a command line has an end.
const AT_ONCE: usize = 200;

/// Where the material lies.
#[derive(Args)]
pub(crate) struct Material {
    /// The folder with the sets and their scorers, from the checkout.
    #[arg(long, default_value = "../shared/eval")]
    folder: PathBuf,
}

/// Scores what can be scored, and says what cannot.
pub(crate) fn run(material: &Material) -> Done {
    let folder = root().join(&material.folder);
    if !folder.exists() {
        say(&format!("{} is not here: nothing to measure on", folder.display()));
        return Ok(());
    }
    setup::debian(&[setup::CORE, &["python3", "zstd"]].concat())?;
    step("release build", &mut cargo("build --release --locked --package claimdesk-cli"))?;
    extraction(&folder)?;
    suggestions(&folder)?;
    say("left out: matching; claimdesk has no verb that ranks like claims");
    Ok(())
}

/// Proposes the claims of every marked article, and has them scored.
fn suggestions(material: &Path) -> Done {
    let folder = target()?.join("eval/suggest");
    let (gold, proposed) = (folder.join("gold"), folder.join("proposed"));
    for made in [&gold, &proposed] {
        fs::create_dir_all(made).map_err(at(made))?;
    }
    let marked = material.join("suggest/polnear/dev.tar.zst");
    step("unpack articles", command("tar", "--zstd --extract --file").arg(marked).arg("--directory").arg(&gold))?;
    let reader = Reader::new(&folder)?;
    let text = folder.join("article.txt");
    for entry in fs::read_dir(&gold).map_err(at(&gold))? {
        let path = entry.map_err(at(&gold))?.path();
        let article: Value = serde_json::from_str(&fs::read_to_string(&path).map_err(at(&path))?)
            .map_err(|cause| format!("{}: {cause}", path.display()))?;
        fs::write(&text, article["text"].as_str().unwrap_or_default()).map_err(at(&text))?;
        let answer = reader.answer(reader.claimdesk().arg("suggest").arg(&text))?;
        let answered = proposed.join(path.file_name().unwrap_or_default());
        fs::write(&answered, answer.to_string()).map_err(at(&answered))?;
    }
    let mut scorer = command("python3", "");
    let score = printed(scorer.arg(material.join("score_suggestions.py")).arg(&gold).arg(&proposed))?;
    io::stdout().write_all(&score).map_err(|cause| cause.to_string())
}

/// Reads every page as an analyst's would be read, and has the answers scored.
fn extraction(material: &Path) -> Done {
    let folder = target()?.join("eval");
    let gold = folder.join("gold.jsonl");
    if !gold.exists() {
        fs::create_dir_all(&folder).map_err(at(&folder))?;
        let pages = material.join("extraction/pages.tar.zst");
        step("unpack pages", command("tar", "--zstd --extract --file").arg(pages).arg("--directory").arg(&folder))?;
    }
    let reader = Reader::new(&folder)?;
    let truths = fs::read_to_string(&gold).map_err(at(&gold))?;
    let pages: Vec<String> = truths.lines().map(page).collect::<Done<_>>()?;
    say(&format!("reading {} pages", pages.len()));
    let mut rows = String::new();
    for some in pages.chunks(AT_ONCE) {
        for row in reader.read(&folder.join("pages"), some)? {
            // Writing to a string does not fail.
            let _ = writeln!(rows, "{row}");
        }
    }
    let read = folder.join("read.jsonl");
    fs::write(&read, rows).map_err(at(&read))?;
    let score = printed(command("python3", "").arg(material.join("score_extraction.py")).arg(&gold).arg(&read))?;
    io::stdout().write_all(&score).map_err(|cause| cause.to_string())
}

fn page(truth: &str) -> Done<String> {
    let truth: Value = serde_json::from_str(truth).map_err(|cause| format!("gold.jsonl: {cause}"))?;
    Ok(truth["page"].as_str().ok_or("gold.jsonl names no page")?.to_owned())
}

/// The program, with a workspace for the pages alone.
struct Reader {
    program: PathBuf,
    workspace: PathBuf,
    home: PathBuf,
}

impl Reader {
    fn new(folder: &Path) -> Done<Self> {
        let home = folder.join("home");
        if home.exists() {
            fs::remove_dir_all(&home).map_err(at(&home))?;
        }
        fs::create_dir_all(&home).map_err(at(&home))?;
        Ok(Self { program: target()?.join("release/claimdesk"), workspace: home.join("pages.claimdesk"), home })
    }

    /// What the program reads in each of `pages`, as the scorer wants it.
    fn read(&self, folder: &Path, pages: &[String]) -> Done<Vec<Value>> {
        let mut add = self.claimdesk();
        let loaded = self.answer(add.arg("add").args(pages.iter().map(|page| folder.join(page))))?;
        let loaded = loaded.as_array().ok_or("claimdesk add answered no list")?;
        pages.iter().zip(loaded).map(|(page, one)| self.row(page, one)).collect()
    }

    fn row(&self, page: &str, loaded: &Value) -> Done<Value> {
        let Some(article) = loaded["article"].as_str() else {
            return Ok(json!({ "page": page, "error": loaded["reason"] }));
        };
        let mut row = self.answer(self.claimdesk().args(["article", article]))?;
        row["page"] = json!(page);
        Ok(row)
    }

    fn claimdesk(&self) -> Command {
        let mut command = at_home(&self.program, &self.home);
        command.arg("--workspace").arg(&self.workspace).args(["--format", "json"]);
        command
    }

    /// The JSON that `command` prints, also where it refused some of what it was given.
    fn answer(&self, command: &mut Command) -> Done<Value> {
        let output = command.output().map_err(|cause| format!("{}: {cause}", self.program.display()))?;
        serde_json::from_slice(&output.stdout)
            .map_err(|cause| format!("{cause}: {}", String::from_utf8_lossy(&output.stderr).trim()))
    }
}

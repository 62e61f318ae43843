//! Measuring how well the program reads, on pages that nobody here wrote. They are not part of the checkout, and
//! nothing of them is.

mod hostile;

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
    peers::Peers,
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
    let reader = Reader::new(&target()?.join("eval"))?;
    seed(&folder, &reader)?;
    attributions(&folder, &reader)?;
    extraction(&folder, &reader)?;
    hostile::run(&folder, || {
        let mut read = reader.claimdesk();
        read.arg("read");
        read
    })?;
    say("left out: matching, which `cargo xtask bench match` scores");
    Ok(())
}

/// The unpacked claims and posts of the material, where there is any.
pub(crate) fn matching(material: &Material) -> Done<Option<PathBuf>> {
    let archive = root().join(&material.folder).join("matching/matching.tar.zst");
    if !archive.exists() {
        say(&format!("{} is not here: speed alone is measured", archive.display()));
        return Ok(None);
    }
    unpacked(&archive, "matching").map(Some)
}

/// Unpacks `archive` of the material into `folder` of the build folder, unless that was done before.
fn unpacked(archive: &Path, folder: &str) -> Done<PathBuf> {
    let folder = target()?.join("eval").join(folder);
    if !folder.exists() {
        fs::create_dir_all(&folder).map_err(at(&folder))?;
        step("unpack", command("tar", "--zstd --extract --file").arg(archive).arg("--directory").arg(&folder))?;
    }
    Ok(folder)
}

/// Prints what a scorer, with its arguments, says under `heading`.
fn scored(heading: &str, scorer: &mut Command) -> Done {
    let score = String::from_utf8_lossy(&printed(scorer)?).into_owned();
    writeln!(io::stdout(), "{heading}: {}", score.trim()).map_err(|cause| cause.to_string())
}

/// Pages that others collected, and what is true of them.
pub(crate) struct Pages {
    /// The folder that the pages lie in.
    pub(crate) folder: PathBuf,
    /// What is true of each, a line of JSON a page.
    pub(crate) gold: PathBuf,
    names: Vec<String>,
}

impl Pages {
    /// The pages of the material in the folder `material`.
    pub(crate) fn unpacked(material: &Path) -> Done<Self> {
        let folder = unpacked(&material.join("extraction/pages.tar.zst"), "extraction")?;
        let given = folder.join("gold.jsonl");
        // Where nothing is known some lines say NaN, which is no JSON, and which the scorer takes for a date.
        let truths = fs::read_to_string(&given).map_err(at(&given))?.replace("\": NaN", "\": null");
        Self::of(&folder, "gold-as-json.jsonl", &truths)
    }

    /// So `many` of them, evenly taken from all.
    pub(crate) fn sample(&self, many: usize) -> Done<Self> {
        let truths = fs::read_to_string(&self.gold).map_err(at(&self.gold))?;
        let step = (self.names.len() / many).max(1);
        let some: String = truths.split_inclusive('\n').step_by(step).take(many).collect();
        Self::of(self.folder.parent().unwrap_or(&self.folder), "gold-sample.jsonl", &some)
    }

    fn of(folder: &Path, name: &str, truths: &str) -> Done<Self> {
        let gold = folder.join(name);
        fs::write(&gold, truths).map_err(at(&gold))?;
        let names = truths.lines().map(page).collect::<Done<_>>()?;
        Ok(Self { folder: folder.join("pages"), gold, names })
    }

    /// Where they lie.
    pub(crate) fn paths(&self) -> impl Iterator<Item = PathBuf> {
        self.names.iter().map(|name| self.folder.join(name))
    }
}

/// Reads every page as an analyst's would be read, and has the answers scored; then those of others beside them.
fn extraction(material: &Path, reader: &Reader) -> Done {
    let pages = Pages::unpacked(material)?;
    say(&format!("reading {} pages", pages.names.len()));
    let mut rows = String::new();
    for some in pages.names.chunks(AT_ONCE) {
        for row in reader.read(&pages.folder, some)? {
            // Writing to a string does not fail.
            let _ = writeln!(rows, "{row}");
        }
    }
    let folder = target()?.join("eval");
    let (read, theirs) = (folder.join("read.jsonl"), folder.join("peers.jsonl"));
    fs::write(&read, rows).map_err(at(&read))?;
    let scorer = material.join("score_extraction.py");
    scored("reading", command("python3", "").arg(&scorer).arg(&pages.gold).arg(&read))?;
    let Some(peers) = Peers::made()? else { return Ok(()) };
    peers.read(&pages.gold, &pages.folder, &theirs)?;
    scored("trafilatura and htmldate", command("python3", "").arg(&scorer).arg(&pages.gold).arg(&theirs))
}

/// Proposes the claims of one article that was marked by hand.
fn seed(material: &Path, reader: &Reader) -> Done {
    let (gold, text) = (material.join("suggest/seed.json"), material.join("../corpus/seed/seed.txt"));
    let folder = target()?.join("eval/seed");
    let (truth, guess) = (folder.join("gold"), folder.join("guess"));
    for folder in [&truth, &guess] {
        fs::create_dir_all(folder).map_err(at(folder))?;
    }
    fs::copy(&gold, truth.join("seed.json")).map_err(at(&gold))?;
    let proposed = reader.proposed(&[text])?;
    fs::write(guess.join("seed.json"), proposed.concat()).map_err(at(&guess))?;
    scored("seed", command("python3", "").arg(material.join("score_suggestions.py")).arg(&truth).arg(&guess))
}

/// Proposes the claims of articles in which others marked by hand who said what.
fn attributions(material: &Path, reader: &Reader) -> Done {
    let truth = unpacked(&material.join("suggest/polnear/dev.tar.zst"), "attributions")?;
    let (texts, guess) = (target()?.join("eval/texts"), target()?.join("eval/attributions-guess"));
    for folder in [&texts, &guess] {
        fs::create_dir_all(folder).map_err(at(folder))?;
    }
    let (mut names, mut paths) = (Vec::new(), Vec::new());
    for file in fs::read_dir(&truth).map_err(at(&truth))? {
        let path = file.map_err(at(&truth))?.path();
        let marked: Value = serde_json::from_slice(&fs::read(&path).map_err(at(&path))?)
            .map_err(|cause| format!("{}: {cause}", path.display()))?;
        let text = texts.join(path.file_stem().unwrap_or_default()).with_extension("txt");
        fs::write(&text, marked["text"].as_str().unwrap_or_default()).map_err(at(&text))?;
        names.push(path.file_name().unwrap_or_default().to_owned());
        paths.push(text);
    }
    for (name, proposed) in names.iter().zip(reader.proposed(&paths)?) {
        fs::write(guess.join(name), proposed).map_err(at(&guess))?;
    }
    scored("attributions", command("python3", "").arg(material.join("score_suggestions.py")).arg(&truth).arg(&guess))
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

    /// What the program proposes for each of `files`: a line of JSON each.
    fn proposed(&self, files: &[PathBuf]) -> Done<Vec<String>> {
        let told = printed(self.claimdesk().arg("suggest").args(files))?;
        let lines: Vec<String> = String::from_utf8_lossy(&told).lines().map(str::to_owned).collect();
        if lines.len() == files.len() {
            return Ok(lines);
        }
        Err(format!("claimdesk suggest answered {} lines for {} files", lines.len(), files.len()))
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

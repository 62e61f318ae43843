//! Trying the program out on its sample.

use std::{
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use serde_json::Value;

use crate::{
    setup,
    steps::{Done, at, at_home, cargo, changed, json, npm, printed, root, say, step, target},
};

/// The article of the sample that the main job is done on, and the words that are lifted from it.
const ARTICLE: &str = "governor-counts-guards.html";
const WORDS: &str = "at least 155 foreign engineers are guarding the Vessa dam";

/// Opens the window, or does the main job in the terminal when there is no display.
pub(crate) fn run() -> Done {
    setup::window()?;
    setup::screen()?;
    build_screen()?;
    step("build", &mut cargo("build --locked --package claimdesk-window --package claimdesk-cli"))?;
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") {
        return open_window();
    }
    say("no display: the sample's main job is done in the terminal");
    let report = main_job()?;
    writeln!(io::stdout(), "{}", report.display()).map_err(|cause| cause.to_string())
}

/// What the screen's bundle is made from, in its folder.
const SCREEN: &[&str] = &[
    "index.html",
    "messages",
    "package-lock.json",
    "project.inlang/settings.json",
    "src",
    "svelte.config.js",
    "vite.config.ts",
];

/// Makes the screen's bundle, which the window is built around, unless nothing changed since: a new bundle costs
/// building the window again.
pub(crate) fn build_screen() -> Done {
    let ui = root().join("ui");
    let made = changed(&ui.join("dist/index.html"));
    if made.is_some() && SCREEN.iter().all(|name| newest(&ui.join(name)) < made) {
        return Ok(());
    }
    step("messages", &mut npm("run --silent messages"))?;
    step("screen", &mut npm("run --silent build"))
}

/// When a file at or below `path` was changed last. What the messages' compiler makes does not count.
fn newest(path: &Path) -> Option<SystemTime> {
    if path.ends_with("paraglide") {
        return None;
    }
    let Ok(entries) = fs::read_dir(path) else { return changed(path) };
    entries.filter_map(|entry| newest(&entry.ok()?.path())).max()
}

fn open_window() -> Done {
    let desk = Desk::at("run/window")?;
    if !desk.workspace().exists() {
        desk.answer(&["sample"])?;
    }
    let mut window = at_home(&desk.programs.join("claimdesk-window"), &desk.folder.join("home"));
    step("window", window.arg(desk.workspace()))
}

/// Records, marks and reports a claim of the sample; answers where the report lies.
fn main_job() -> Done<PathBuf> {
    let folder = target()?.join("run/terminal");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(at(&folder))?;
    }
    let desk = Desk::at("run/terminal")?;
    let loaded = desk.answer(&["sample"])?;
    let article = loaded.as_array().into_iter().flatten().find(|one| one["name"] == ARTICLE);
    let article = word(article.and_then(|one| one["article"].as_str()), ARTICLE)?;
    let shown = desk.answer(&["article", article])?;
    let text = word(shown["text"].as_str(), "text")?;
    let before = text.split_once(WORDS).ok_or(format!("{ARTICLE} lacks the words “{WORDS}”"))?.0;
    let start = before.chars().count();
    let (start, end) = (start.to_string(), (start + WORDS.chars().count()).to_string());
    let place = ["--article", article, "--start", &start, "--end", &end];
    let source = ["--claimant", "Mirel Oszta", "--cue", "has claimed that", "--said", "on Wednesday"];
    let claim = desk.answer(&[["claim", "add"].as_slice(), &place, &source].concat())?;
    let claim = word(claim["id"].as_str(), "id")?;
    desk.answer(&["mark", claim, "pending", "--because", "Her list has been shown to nobody."])?;
    desk.answer(&["evidence", "add", claim, "--note", "Asked the province for its list of names."])?;
    let report = desk.folder.join("report.html");
    printed(desk.claimdesk().arg("report").arg("--output").arg(&report))?;
    desk.answer(&["check"])?;
    Ok(report)
}

fn word<'a>(found: Option<&'a str>, wanted: &str) -> Done<&'a str> {
    found.ok_or_else(|| format!("claimdesk did not answer with its {wanted}"))
}

/// A place in the build folder to try the program in, apart from the developer's own workspaces and settings.
struct Desk {
    folder: PathBuf,
    programs: PathBuf,
}

impl Desk {
    fn at(name: &str) -> Done<Self> {
        let target = target()?;
        let folder = target.join(name);
        fs::create_dir_all(&folder).map_err(at(&folder))?;
        Ok(Self { folder, programs: target.join("debug") })
    }

    fn workspace(&self) -> PathBuf {
        self.folder.join("Sample.claimdesk")
    }

    fn claimdesk(&self) -> Command {
        let mut command = at_home(&self.programs.join("claimdesk"), &self.folder.join("home"));
        command.arg("--workspace").arg(self.workspace());
        command
    }

    fn answer(&self, arguments: &[&str]) -> Done<Value> {
        json(self.claimdesk().args(["--format", "json"]).args(arguments))
    }
}

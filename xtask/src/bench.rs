//! Measuring. `startup`: from the start of the process to the first paint that can be worked with, ours beside the
//! least window there can be.

mod load;
mod moments;

use std::{
    ffi::OsStr,
    fs,
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use clap::{Args, Subcommand};

use crate::{
    display::Display,
    eval,
    run::build_screen,
    setup,
    steps::{Done, at, at_home, cargo, printed, say, step, target},
};

/// How much longer than the bare window ours may take.
const ALLOWED: f64 = 1.5;
/// A start that has painted nothing after so long has failed.
const PATIENCE: Duration = Duration::from_secs(30);
/// What a window says when it has painted.
const PAINTED: &str = "first paint";

/// What is measured.
#[derive(Subcommand)]
pub(crate) enum Bench {
    /// Process start to first usable paint, beside a bare Tauri window; fails beyond 1.5 times it.
    Startup(Startup),
    /// How long the window takes to answer while 10,000 articles load; fails beyond 50 ms at the 99th percentile.
    Live,
    /// Words a second that the suggester reads on one thread, beside a bare regular expression, and its memory.
    Suggest,
    /// An investigation of 10,000 claims to each format: time and peak memory; XLSX beside a bare loop, PDF beside a bare compilation.
    Report,
    /// Times in context that ours, chrono-node and dateparser place rightly.
    Moments,
    /// How well claims that say the same are found, beside plain bm25, and the time a query takes; fails beyond 50 ms.
    Match(Match),
    /// Pages a second, beside trafilatura and a bare parse; fails below 3 times trafilatura's.
    Load(load::Load),
}

/// How it is measured.
#[derive(Args, Clone, Copy)]
pub(crate) struct Startup {
    /// Starts of each window that count, after one that does not.
    #[arg(long, default_value_t = 15, value_parser = clap::value_parser!(u32).range(3..))]
    starts: u32,
}

/// How claims that say the same are looked for.
#[derive(Args)]
pub(crate) struct Match {
    /// Claims that queries are timed on.
    #[arg(long, default_value_t = 1_000_000)]
    claims: u32,
    /// The folder of a model of meaning (`model.onnx`, `tokenizer.json`); the one that is installed when not given.
    #[arg(long, value_name = "FOLDER")]
    meaning: Option<PathBuf>,
    #[command(flatten)]
    material: eval::Material,
}

/// Measures, and prints what came of it.
pub(crate) fn run(bench: &Bench) -> Done {
    match bench {
        Bench::Startup(Startup { starts }) => startup(*starts),
        Bench::Live => live(),
        Bench::Suggest => step("words a second", &mut cargo("bench --locked --package analysis --bench suggest")),
        Bench::Report => step("reports", &mut cargo("bench --locked --package reports --bench report")),
        Bench::Moments => moments::moments(),
        Bench::Match(asked) => matching(asked),
        Bench::Load(load) => load::run(load),
    }
}

fn matching(asked: &Match) -> Done {
    let mut bench = cargo("bench --locked --package workbench --bench matching --");
    bench.arg("--claims").arg(asked.claims.to_string());
    if let Some(folder) = eval::matching(&asked.material)? {
        bench.arg("--material").arg(folder);
    }
    if let Some(model) = asked.meaning.clone().or_else(installed) {
        bench.arg("--meaning").arg(fs::canonicalize(&model).map_err(at(&model))?);
    }
    step("claims that say the same", &mut bench)
}

/// The folder of the model of meaning that is installed for whoever measures.
fn installed() -> Option<PathBuf> {
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    let data = data.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share")))?;
    let folders = fs::read_dir(data.join("claimdesk/models")).ok()?;
    folders.filter_map(|entry| Some(entry.ok()?.path())).find(|folder| folder.join("model.onnx").exists())
}

/// Builds the programs as they are shipped, and a bare window beside them.
fn release() -> Done {
    setup::window_tests()?;
    setup::screen()?;
    build_screen()?;
    let packages = "--package claimdesk-window --package claimdesk-cli --package bare-window";
    step("release build", &mut cargo(&format!("build --release --locked {packages}")))
}

fn live() -> Done {
    release()?;
    let story = "the_window_answers_while_thousands_load";
    let mut asked =
        cargo("nextest run --locked --package claimdesk-tests --test window_loading --run-ignored only --no-capture");
    step("the window while it loads", asked.arg(story).env("CLAIMDESK_PROGRAMS", target()?.join("release")))
}

fn startup(starts: u32) -> Done {
    release()?;
    let (bare, ours) = (Bare::new()?, Ours::new()?);
    let display = Display::start()?;
    say(&format!("{starts} starts of each window, in turn"));
    let (mut theirs, mut own) = (Vec::new(), Vec::new());
    // The first start of each fills caches and is not counted.
    for start in 0..=starts {
        let took = (bare.painted(&display)?, ours.painted(&display)?);
        if start > 0 {
            theirs.push(took.0);
            own.push(took.1);
        }
    }
    let (theirs, own) = (Spread::of(theirs), Spread::of(own));
    let times = own.median / theirs.median;
    let told = format!(
        "process start to first paint, median (quickest to slowest) of {starts}:\nbare Tauri window  {theirs}\n\
         Claimdesk          {own}\nratio              {times:.2}, allowed {ALLOWED}\n"
    );
    io::stdout().write_all(told.as_bytes()).map_err(|cause| cause.to_string())?;
    if times > ALLOWED { Err("the window paints too late".to_owned()) } else { Ok(()) }
}

/// How measurements in milliseconds spread.
struct Spread {
    quickest: f64,
    median: f64,
    slowest: f64,
}

impl Spread {
    /// The spread of at least one measurement.
    fn of(mut taken: Vec<Duration>) -> Self {
        taken.sort_unstable();
        let millis = |place: usize| taken[place].as_secs_f64() * 1000.0;
        let (low, high) = (millis((taken.len() - 1) / 2), millis(taken.len() / 2));
        Self { quickest: millis(0), median: f64::midpoint(low, high), slowest: millis(taken.len() - 1) }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:4.0} ms ({:.0} to {:.0})", self.median, self.quickest, self.slowest)
    }
}

/// A window that runs, and ends with its measurement.
struct Running(Child);

impl Running {
    fn start(command: &mut Command) -> Done<(Self, Instant)> {
        let told = format!("{command:?}");
        let began = Instant::now();
        let child =
            command.stdin(Stdio::null()).stderr(Stdio::null()).spawn().map_err(|cause| format!("{told}: {cause}"))?;
        Ok((Self(child), began))
    }
}

impl Running {
    /// That nothing was painted, and what became of the window.
    fn nothing_painted(mut self, whose: &str) -> String {
        match self.0.try_wait() {
            Ok(Some(status)) => format!("{whose} window painted nothing and ended: {status}"),
            _ => format!("{whose} window painted nothing in {} seconds and still runs", PATIENCE.as_secs()),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended by itself when this fails.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// An empty folder for what is measured under `name`.
fn home(name: &str) -> Done<PathBuf> {
    let home = target()?.join("bench").join(name);
    if home.exists() {
        fs::remove_dir_all(&home).map_err(at(&home))?;
    }
    fs::create_dir_all(&home).map_err(at(&home))?;
    Ok(home)
}

/// The least window there can be; it says on standard output that it has painted.
struct Bare {
    program: PathBuf,
    home: PathBuf,
}

impl Bare {
    fn new() -> Done<Self> {
        Ok(Self { program: target()?.join("release/bare-window"), home: home("bare")? })
    }

    fn painted(&self, display: &Display) -> Done<Duration> {
        let mut command = at_home(&self.program, &self.home);
        display.shows(command.stdout(Stdio::piped()));
        let (mut window, began) = Running::start(&mut command)?;
        let printed = window.0.stdout.take().ok_or("the bare window has no output")?;
        let (tell, told) = std::sync::mpsc::channel();
        thread::spawn(move || {
            let painted = BufReader::new(printed).lines().map_while(Result::ok).any(|line| line.contains(PAINTED));
            // Nobody waits any more when this fails.
            let _ = tell.send((painted, began.elapsed()));
        });
        match told.recv_timeout(PATIENCE) {
            Ok((true, took)) => Ok(took),
            _ => Err(window.nothing_painted("the bare")),
        }
    }
}

/// Our window on a workspace that holds the sample; it notes in its log that it has painted.
struct Ours {
    program: PathBuf,
    home: PathBuf,
    workspace: PathBuf,
}

impl Ours {
    fn new() -> Done<Self> {
        let home = home("ours")?;
        let workspace = home.join("Sample.claimdesk");
        let programs = target()?.join("release");
        printed(at_home(&programs.join("claimdesk"), &home).arg("--workspace").arg(&workspace).arg("sample"))?;
        Ok(Self { program: programs.join("claimdesk-window"), home, workspace })
    }

    fn painted(&self, display: &Display) -> Done<Duration> {
        let logs = self.home.join("state/claimdesk/log");
        let before = paints(&logs);
        let mut command = at_home(&self.program, &self.home);
        display.shows(command.arg(&self.workspace).stdout(Stdio::null()));
        let (window, began) = Running::start(&mut command)?;
        while began.elapsed() < PATIENCE {
            if paints(&logs) > before {
                return Ok(began.elapsed());
            }
            thread::sleep(Duration::from_millis(1));
        }
        Err(window.nothing_painted("our"))
    }
}

/// How many paints are noted in the logs in `folder`.
fn paints(folder: &Path) -> usize {
    let files = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|file| file.path());
    let logs = files.filter(|path| path.extension() == Some(OsStr::new("log")));
    logs.filter_map(|log| fs::read_to_string(log).ok()).map(|text| text.matches(PAINTED).count()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_lies_in_the_middle() {
        let taken = |millis: &[u64]| millis.iter().copied().map(Duration::from_millis).collect();
        assert_eq!(Spread::of(taken(&[30, 10, 20])).to_string(), "  20 ms (10 to 30)");
        assert_eq!(Spread::of(taken(&[40, 10, 20, 30])).to_string(), "  25 ms (10 to 40)");
    }
}

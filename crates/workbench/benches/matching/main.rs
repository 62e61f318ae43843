//! How well and how fast claims that say the same are found. `cargo xtask bench match` runs it.
//!
//! Arguments: `--claims N` for the workspace that queries are timed on, `--workspace FILE` to keep it and to go on with
//! what is in it, `--material FOLDER` for the recorded claims and posts that others put together; without it only speed
//! and the invented articles are measured. `--meaning FOLDER` measures matching by meaning too, by the model in it.

mod made;
mod material;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use chrono::DateTime;
use database::{
    Action, Workspace, articles, claims,
    meanings::{self, Meant},
};
use domain::{ActionId, Analyst, ArticleId, Change, Desk, DeskId, Stamp};
use made::{Dice, Work, edited, post};
use workbench::{
    Clock, Setting, Workbench,
    meaning::models::{self, Installed},
    worker::Reader,
};

pub(crate) type Done<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Milliseconds that a query may take on a million claims, and looking through an article on a hundred thousand.
const QUERY: f64 = 50.0;
const ECHOES: f64 = 100.0;
/// Claims in the workspace that an article is looked through on.
const ECHOED: u32 = 100_000;
/// Queries that are timed.
const QUERIES: usize = 400;
/// Stories of which edited copies are looked for.
const STORIES: usize = 60;
/// Edits in a hundred words.
const EDITS: [u64; 6] = [5, 10, 20, 30, 40, 50];
/// The share of copies that is recognised at least where no more than so many words of a hundred are edited.
const RECOGNISED: (u64, f64) = (30, 0.98);
/// The share of stories that others on the same event are taken for copies of, at most.
const TAKEN: f64 = 0.02;

fn main() -> Done {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| arguments.iter().position(|one| one == name).and_then(|at| arguments.get(at + 1));
    let claims = after("--claims").map_or(Ok(1_000_000), |many| many.parse())?;
    let model = after("--meaning").map(|folder| models::at(Path::new(folder))).transpose()?;
    match after("--material").map(PathBuf::from) {
        Some(folder) => material::scored(&folder, model.as_ref())?,
        None => say("the posts and recorded claims are not here: speed and invented articles alone are measured"),
    }
    copies()?;
    match after("--workspace").map(PathBuf::from) {
        Some(path) => speed(&path, claims, model.as_ref()),
        None => {
            let folder = std::env::var_os("CARGO_TARGET_TMPDIR").map_or_else(std::env::temp_dir, PathBuf::from);
            speed(&tempfile::tempdir_in(folder)?.path().join("a.claimdesk"), claims, model.as_ref())
        }
    }
}

pub(crate) fn say(line: &str) {
    // Nobody reads when this fails.
    let _ = writeln!(io::stdout(), "{line}");
}

fn stamp() -> Stamp {
    Stamp {
        at: DateTime::UNIX_EPOCH,
        desk: Desk { id: DeskId(uuid::Uuid::from_u128(9)), analyst: Analyst::named("Ana") },
    }
}

/// Commits an article of `work` with its claims, unless it is there with them.
pub(crate) fn commit(workspace: &Workspace, work: &mut Work, article: (Vec<Change>, Vec<u8>)) -> Done {
    let action = Action { id: ActionId(work.id()), undoes: None, changes: article.0 };
    let there = workspace.read(|conn| match action.changes.last() {
        Some(Change::ClaimRecorded { claim, .. }) => claims::by_id(conn, claim.id).map(|_| ()),
        Some(Change::ArticleLoaded { article, .. }) => articles::by_id(conn, article.id).map(|_| ()),
        _ => Ok(()),
    });
    if there.is_err() {
        workspace.commit(&stamp(), action, vec![article.1])?;
    }
    Ok(())
}

pub(crate) fn open(path: &Path) -> Done<Workbench> {
    let keep = path.with_extension("keep");
    let setting = Setting {
        workspace: path.to_owned(),
        desk: stamp().desk,
        reader: Reader::InProcess,
        clock: Clock::System,
        keep,
    };
    Ok(Workbench::open(setting)?)
}

/// How many copies of invented articles are recognised, and how many others are taken for copies.
fn copies() -> Done {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.claimdesk");
    let mut work = Work::new(7);
    let mut of: Vec<(ArticleId, usize, Option<u64>)> = Vec::new();
    {
        let workspace = Workspace::create(&path, DateTime::UNIX_EPOCH)?;
        for story in 0..STORIES {
            let original = work.sentences(25);
            let mut texts = vec![(original.clone(), Some(0))];
            texts.extend(EDITS.map(|share| (edited(&mut work.dice, &original, share), Some(share))));
            // Another article on the event, which quotes two of the same sentences.
            let mut other = work.sentences(23);
            other.extend_from_slice(&original[3..5]);
            texts.push((other, None));
            // A flash that is little more than what somebody said.
            let mut flash = work.sentences(1);
            flash.push(format!("“{}”", original[6..8].join(" ")));
            texts.push((flash, None));
            for (sentences, edits) in texts {
                let (id, article) = work.article(&sentences, false);
                commit(&workspace, &mut work, article)?;
                of.push((id, story, edits));
            }
        }
    }
    let bench = open(&path)?;
    let (mut found, mut wrong, mut took) = ([0_usize; EDITS.len()], 0, Vec::new());
    for (id, story, _) in of.iter().filter(|(_, _, edits)| *edits == Some(0)) {
        let began = Clocked::start();
        let copies = bench.near_duplicates(*id)?;
        took.push(began.elapsed());
        for copy in copies {
            match of.iter().find(|(id, _, _)| *id == copy.article) {
                Some((_, other, Some(edits))) if other == story => {
                    found.iter_mut().zip(EDITS).filter(|(_, share)| share == edits).for_each(|(many, _)| *many += 1);
                }
                _ => wrong += 1,
            }
        }
    }
    let told: Vec<String> =
        EDITS.iter().zip(found).map(|(share, many)| format!("{share} %: {many}/{STORIES}")).collect();
    say(&format!(
        "copies of an article recognised, by words edited: {}; others taken for copies: {wrong} of {} on the same event; {}",
        told.join(", "),
        STORIES * 2,
        Times::of(took)
    ));
    let of_all = |many: usize, all: usize| many as f64 / all as f64;
    let missed =
        EDITS.iter().zip(found).any(|(share, many)| *share <= RECOGNISED.0 && of_all(many, STORIES) < RECOGNISED.1);
    if missed || of_all(wrong, STORIES * 2) > TAKEN {
        Err("copies are not recognised as they should be".into())
    } else {
        Ok(())
    }
}

/// How long queries take in a workspace of many claims.
fn speed(path: &Path, claims: u32, model: Option<&Installed>) -> Done {
    let mut work = Work::new(2_025);
    if !path.exists() {
        drop(Workspace::create(path, DateTime::UNIX_EPOCH)?);
    }
    let mut asked: Vec<String> = Vec::new();
    let filled = fill(path, &mut work, 0, claims.min(ECHOED), &mut asked)?;
    let looked = echoes(path, &mut work, &asked)?;
    say(&format!("an article of 1,000 words on {filled} claims: {looked}, allowed {ECHOES} ms"));
    let mut slow = looked.worked.late > ECHOES;
    let mut many = filled;
    // Once on what is there, and once more when it is ten times as much.
    loop {
        let asking = queries(path, &work, &asked, None)?;
        say(&format!("a query on {many} claims: {asking}, allowed {QUERY} ms"));
        slow |= asking.worked.late > QUERY;
        if let Some(model) = model {
            invent_meanings(path, model)?;
            let asking = queries(path, &work, &asked, Some(model))?;
            say(&format!("a query on {many} claims, by meaning too: {asking}, allowed {QUERY} ms"));
            slow |= asking.worked.late > QUERY;
        }
        if many >= claims {
            break;
        }
        many = fill(path, &mut work, many, claims, &mut asked)?;
    }
    if slow { Err("it takes too long".into()) } else { Ok(()) }
}

/// How long queries take, half of them claims in other words, half posts that say more besides.
fn queries(path: &Path, work: &Work, asked: &[String], model: Option<&Installed>) -> Done<Times> {
    let began = std::time::Instant::now();
    let bench = open(path)?;
    bench.match_by_meaning(model.cloned());
    // The first query reads what the others hold in memory.
    bench.similar_to(&asked[0])?;
    say(&format!("opened in {:.0} ms", began.elapsed().as_secs_f64() * 1000.0));
    let mut dice = Dice(11);
    let (mut took, mut first) = (Vec::new(), 0);
    for at in 0..QUERIES {
        let statement = &asked[dice.below_usize(asked.len())];
        let query = if at % 2 == 0 {
            edited(&mut dice, std::slice::from_ref(statement), 25).concat()
        } else {
            post(&mut dice, work, statement)
        };
        let began = Clocked::start();
        let found = bench.similar_to(&query)?;
        took.push(began.elapsed());
        first += usize::from(found.first().is_some_and(|one| one.statement == *statement));
    }
    say(&format!("the claim meant came first in {first} of {QUERIES}"));
    Ok(Times::of(took))
}

/// Gives every claim in the file at `path` that has none a meaning by chance: for the time that queries take, any will do.
fn invent_meanings(path: &Path, model: &Installed) -> Done {
    let workspace = Workspace::open(path)?;
    let (mut dice, mut from) = (Dice(5), 0);
    loop {
        let unread = workspace.read(|conn| meanings::unread(conn, model.identity(), from, 2_000))?;
        let Some(last) = unread.last() else { return Ok(()) };
        from = last.number;
        let byte = |dice: &mut Dice| dice.below(256).to_le_bytes()[0];
        let meant = unread
            .into_iter()
            .map(|of| Meant { of, vector: Some((0..model.numbers).map(|_| byte(&mut dice)).collect()) });
        let meant = meant.collect();
        workspace.keep_meanings(model.identity(), meant)?;
    }
}

/// Fills the file at `path` from `from` to `to` claims, and keeps some statements to ask for.
fn fill(path: &Path, work: &mut Work, from: u32, to: u32, asked: &mut Vec<String>) -> Done<u32> {
    let began = std::time::Instant::now();
    let workspace = Workspace::open(path)?;
    let mut many = from;
    while many < to {
        let sentences = work.sentences(made::IN_ARTICLE);
        asked.push(sentences[0].clone());
        let (_, article) = work.article(&sentences, true);
        commit(&workspace, work, article)?;
        many += u32::try_from(sentences.len())?;
    }
    say(&format!("{} claims recorded in {:.0} s", many - from, began.elapsed().as_secs_f64()));
    Ok(many)
}

/// How long articles take to be looked through for what they repeat: each repeats some of `asked`.
fn echoes(path: &Path, work: &mut Work, asked: &[String]) -> Done<Times> {
    let mut ids = Vec::new();
    {
        let workspace = Workspace::open(path)?;
        for round in 0..20 {
            let mut sentences = work.sentences(60);
            for (place, known) in asked.iter().skip(round * 10).take(10).enumerate() {
                sentences[place * 5] = edited(&mut work.dice, std::slice::from_ref(known), 10).concat();
            }
            let (id, article) = work.article(&sentences, false);
            commit(&workspace, work, article)?;
            ids.push(id);
        }
    }
    let bench = open(path)?;
    let (mut took, mut found) = (Vec::new(), 0);
    for id in &ids {
        let began = Clocked::start();
        found += bench.echoes(*id)?.len();
        took.push(began.elapsed());
    }
    say(&format!("sentences said to repeat a claim: {found}, of {} that do", ids.len() * 10));
    Ok(Times::of(took))
}

/// A beginning, by the clock and by the processor's time of this thread: others work here too.
struct Clocked {
    began: std::time::Instant,
    worked: Option<u64>,
}

/// How long something took by the clock, and how much of that the processor worked for it, where the system tells.
type Took = (Duration, Duration);

impl Clocked {
    fn start() -> Self {
        Self { worked: worked(), began: std::time::Instant::now() }
    }

    fn elapsed(&self) -> Took {
        let waited = self.began.elapsed();
        match (self.worked, worked()) {
            (Some(before), Some(after)) => (waited, Duration::from_nanos(after - before)),
            _ => (waited, waited),
        }
    }
}

/// The nanoseconds that this thread has had of a processor.
fn worked() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// How measurements in milliseconds spread.
pub(crate) struct Spread {
    median: f64,
    late: f64,
    latest: f64,
}

impl Spread {
    fn of(mut taken: Vec<Duration>) -> Self {
        taken.sort_unstable();
        let millis = |place: usize| taken[place].as_secs_f64() * 1000.0;
        let last = taken.len() - 1;
        Self { median: millis(last / 2), late: millis(last * 99 / 100), latest: millis(last) }
    }
}

impl std::fmt::Display for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "median {:.1} ms, 99 in 100 within {:.1}, all within {:.1}", self.median, self.late, self.latest)
    }
}

/// How long at least one thing took.
pub(crate) struct Times {
    clock: Spread,
    worked: Spread,
}

impl Times {
    fn of(taken: Vec<Took>) -> Self {
        let (clock, worked) = taken.into_iter().unzip();
        Self { clock: Spread::of(clock), worked: Spread::of(worked) }
    }
}

impl std::fmt::Display for Times {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} of the processor ({} by the clock)", self.worked, self.clock)
    }
}

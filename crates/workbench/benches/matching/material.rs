//! Scoring on recorded claims and posts that others put together: ours beside plain bm25, in one run.

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::Path,
    time::Instant,
};

use chrono::DateTime;
use database::{Connection, Workspace};
use domain::ClaimId;
use serde::Deserialize;

use workbench::meaning::models::Installed;

use crate::{Done, commit, made::Work, open, say};

/// Claims that one article makes here.
const IN_ARTICLE: usize = 200;
/// Ranks that are looked at, by both.
const RANKS: u32 = 20;
/// Parts that the posts are split into, to tell how far chance goes.
const FOLDS: usize = 5;

/// Claims that are read by the model at once.
const AT_ONCE: usize = 64;

/// The claims that were found for each post, the likeliest first.
type Ranked = Vec<Vec<String>>;

#[derive(Deserialize)]
struct Recorded {
    id: String,
    statement: String,
    title: String,
}

#[derive(Deserialize)]
struct Query {
    text: String,
    same: Vec<String>,
}

/// Ranks the recorded claims for every post, by both, and prints how well.
pub(crate) fn scored(folder: &Path, model: Option<&Installed>) -> Done {
    let recorded: Vec<Recorded> = lines(&folder.join("claims.jsonl"))?;
    let queries: Vec<Query> = lines(&folder.join("queries.jsonl"))?;
    let (words, meaning) = ours(&recorded, &queries, model)?;
    let plain = plain(&recorded, &queries)?;
    say(&format!("{} posts against {} recorded claims", queries.len(), recorded.len()));
    say(&format!("plain bm25  {}", told(&queries, &plain)));
    say(&format!("Claimdesk   {}", told(&queries, &words)));
    match meaning {
        Some(meaning) => say(&format!("by meaning too {}", told(&queries, &meaning))),
        None => say("by meaning too: no model is installed or named by --meaning"),
    }
    Ok(())
}

fn lines<T: for<'a> Deserialize<'a>>(path: &Path) -> Done<Vec<T>> {
    Ok(fs::read_to_string(path)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

/// What Claimdesk ranks by words alone, and by meaning too where there is a model.
fn ours(recorded: &[Recorded], queries: &[Query], model: Option<&Installed>) -> Done<(Ranked, Option<Ranked>)> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.claimdesk");
    let mut work = Work::new(1);
    let mut ids: HashMap<ClaimId, &str> = HashMap::new();
    {
        let workspace = Workspace::create(&path, DateTime::UNIX_EPOCH)?;
        for some in recorded.chunks(IN_ARTICLE) {
            let claims: Vec<(String, String)> = some
                .iter()
                .map(|one| if one.title.trim().is_empty() { &one.statement } else { &one.title })
                .map(|line| line.replace('\n', " "))
                .zip(some.iter().map(|one| one.statement.clone()))
                .collect();
            let mut names = some.iter().map(|one| one.id.as_str());
            let (_, changes, bytes) = work.with_claims(&claims, |id| {
                ids.insert(id, names.next().unwrap_or_default());
            });
            commit(&workspace, &mut work, (changes, bytes))?;
        }
    }
    let bench = open(&path)?;
    let ranked = |query: &Query| -> Done<Vec<String>> {
        Ok(bench.similar_to(&query.text)?.iter().map(|found| ids[&found.claim].to_owned()).collect())
    };
    let ranked = || queries.iter().map(ranked).collect::<Done<Ranked>>();
    let words = ranked()?;
    let Some(model) = model else { return Ok((words, None)) };
    bench.match_by_meaning(Some(model.clone()));
    let began = Instant::now();
    while bench.read_meanings(AT_ONCE)? > 0 {}
    say(&format!("{} claims read by {} in {:.0} s", recorded.len(), model.name, began.elapsed().as_secs_f64()));
    Ok((words, Some(ranked()?)))
}

/// What SQLite ranks by itself, asked for any of the words.
fn plain(recorded: &[Recorded], queries: &[Query]) -> Done<Ranked> {
    let conn = Connection::open_in_memory()?;
    conn.execute_batch("CREATE VIRTUAL TABLE plain USING fts5 (id UNINDEXED, statement, title, tokenize = 'porter')")?;
    for one in recorded {
        conn.execute("INSERT INTO plain VALUES (?1, ?2, ?3)", (&one.id, &one.statement, &one.title))?;
    }
    let mut ranked = conn.prepare("SELECT id FROM plain WHERE plain MATCH ?1 ORDER BY rank LIMIT ?2")?;
    queries
        .iter()
        .map(|query| {
            let words: HashSet<&str> =
                query.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            let any: Vec<String> = words.into_iter().map(|word| format!("\"{word}\"")).collect();
            let found = ranked.query_map((any.join(" OR "), RANKS), |row| row.get(0))?;
            Ok(found.collect::<Result<_, _>>()?)
        })
        .collect()
}

/// The measures of CheckThat! 2020, task 2.
fn told(queries: &[Query], ranked: &[Vec<String>]) -> String {
    let each: Vec<[f64; 4]> = queries.iter().zip(ranked).map(|(query, ranked)| measures(query, ranked)).collect();
    let mean = |some: &mut dyn Iterator<Item = f64>| {
        let (sum, many) = some.fold((0.0, 0.0), |(sum, many), one| (sum + one, many + 1.0));
        sum / f64::max(many, 1.0)
    };
    let [map, first, recall, mrr] = [0, 1, 2, 3].map(|measure| mean(&mut each.iter().map(|one| one[measure])));
    let folds: Vec<f64> =
        (0..FOLDS).map(|fold| mean(&mut each.iter().skip(fold).step_by(FOLDS).map(|one| one[0]))).collect();
    let (least, most) =
        folds.iter().fold((1.0_f64, 0.0_f64), |(least, most), fold| (least.min(*fold), most.max(*fold)));
    format!(
        "MAP@5 {map:.4} (in {FOLDS} parts {least:.3} to {most:.3})  P@1 {first:.4}  recall@5 {recall:.4}  MRR {mrr:.4}"
    )
}

/// Average precision in the first five, whether the first is right, whether any of five is, and the reciprocal rank.
fn measures(query: &Query, ranked: &[String]) -> [f64; 4] {
    let right = |claim: &String| query.same.contains(claim);
    let (mut hits, mut sum, mut place) = (0.0, 0.0, 0.0);
    let mut reciprocal = 0.0;
    for (at, claim) in ranked.iter().enumerate() {
        place += 1.0;
        if right(claim) {
            hits += 1.0;
            sum += if at < 5 { hits / place } else { 0.0 };
            reciprocal = if reciprocal > 0.0 { reciprocal } else { 1.0 / place };
        }
    }
    let wanted = f64::from(u32::try_from(query.same.len().clamp(1, 5)).unwrap_or(1));
    let sure = |yes: bool| if yes { 1.0 } else { 0.0 };
    [sum / wanted, sure(ranked.first().is_some_and(right)), sure(ranked.iter().take(5).any(right)), reciprocal]
}

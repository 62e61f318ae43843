//! What a kill loses: nothing that was acknowledged. A kill is not a power cut: the system goes on and writes what
//! the program had handed over, so this would pass with `synchronous=NORMAL` too. What a power cut loses is not
//! shown here.
#![cfg(unix)]

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader, Write},
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use claimdesk_tests::{Desk, Result, STORY, text};
use serde_json::{Value, json};

/// How often the program is killed.
const KILLS: u64 = 200;
/// Kills from one check to the next.
const CHECKED_EVERY: u64 = 25;
/// The last moment of a kill, as often as the program takes to start and record: most come while it works.
const LATEST: u64 = 4;

/// Records claims and marks each through `child`, one line after another, until it is gone; answers the rationales of
/// the marks that were acknowledged.
fn acknowledged(child: &mut Child, article: &str, kill: u64) -> Result<Vec<String>> {
    let mut stdin = child.stdin.take().ok_or("no pipe")?;
    let mut answers = BufReader::new(child.stdout.take().ok_or("no pipe")?).lines();
    let mut ask = |line: Value| -> Option<Value> {
        writeln!(stdin, "{line}").ok()?;
        // A line that was cut short by the kill acknowledges nothing.
        serde_json::from_str(&answers.next()?.ok()?).ok()
    };
    let mut marks = Vec::new();
    for number in 0.. {
        let record = json!({ "record": { "article": article, "start": number % 50, "end": number % 50 + 20 } });
        let Some(recorded) = ask(record) else { break };
        let claim = recorded["claim"].as_str().ok_or_else(|| recorded.to_string())?;
        let because = format!("kill {kill}, mark {number}");
        let Some(marked) = ask(json!({ "mark": { "claim": claim, "status": "denied", "because": because } })) else {
            break;
        };
        assert!(marked["claim"].is_string(), "{marked}");
        marks.push(because);
    }
    Ok(marks)
}

/// How long the program takes here, in microseconds, to open the workspace and record something.
fn first_answer(desk: &Desk, article: &str) -> Result<u64> {
    let start = Instant::now();
    let mut child = desk.command(&["batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut stdin = child.stdin.take().ok_or("no pipe")?;
    writeln!(stdin, "{}", json!({ "record": { "article": article, "start": 0, "end": 20 } }))?;
    BufReader::new(child.stdout.take().ok_or("no pipe")?).lines().next().ok_or("no answer")??;
    let took = start.elapsed();
    drop(stdin);
    child.wait()?;
    Ok(u64::try_from(took.as_micros())?)
}

/// The rationales of all marks in the workspace.
fn kept(desk: &Desk) -> Result<Vec<String>> {
    let path = desk.path("report.json");
    desk.json(&["report", "--output", text(&path)?])?;
    let report: Value = serde_json::from_slice(&std::fs::read(path)?)?;
    let claims = report["claims"].as_array().ok_or("no claims")?;
    let marks = claims.iter().filter_map(|claim| claim["history"].as_array()).flatten();
    Ok(marks.filter_map(|mark| mark["rationale"].as_str().map(str::to_owned)).collect())
}

#[test]
fn two_hundred_kills_lose_no_acknowledged_mark() -> Result {
    let desk = Desk::new()?;
    let article = desk.loaded(&desk.written("story.txt", STORY)?)?;
    let mut latest = LATEST * first_answer(&desk, &article)?;
    let mut marks = BTreeSet::new();
    for kill in 0..KILLS {
        let mut child =
            desk.command(&["batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let id = child.id().to_string();
        // At a moment that differs from kill to kill and is not tied to any answer: while opening, too.
        let moment = Duration::from_micros(kill * 7_919 % latest);
        let killer = thread::spawn(move || {
            thread::sleep(moment);
            std::process::Command::new("kill").args(["-KILL", &id]).status()
        });
        let acknowledged = acknowledged(&mut child, &article, kill);
        killer.join().map_err(|_| "the killer failed")??;
        child.wait()?;
        marks.extend(acknowledged?);
        if kill % CHECKED_EVERY == CHECKED_EVERY - 1 {
            desk.sound()?;
            // The machine may be slower by now, and the workspace is larger.
            latest = LATEST * first_answer(&desk, &article)?;
        }
    }

    let kept = kept(&desk)?;
    let lost: Vec<_> = marks.iter().filter(|mark| !kept.contains(mark)).collect();
    assert!(lost.is_empty(), "lost {lost:?}");
    // At most one mark a kill was on the disk and not yet acknowledged.
    assert!(kept.len() <= marks.len() + KILLS as usize, "{} kept, {} acknowledged", kept.len(), marks.len());
    assert!(marks.len() > 2 * KILLS as usize, "only {} acknowledged: the kills came too early", marks.len());
    Ok(())
}

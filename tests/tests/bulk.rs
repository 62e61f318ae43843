//! Loading many files, killed in the middle and done again: nothing finished is lost, nothing is doubled.
#![cfg(unix)]

use std::{
    collections::BTreeSet,
    fs,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use claimdesk_tests::{Desk, Result, text};
use serde_json::Value;

/// Files in the folder.
const FILES: usize = 120;
/// How often loading is killed before it may end.
const KILLS: u64 = 6;

fn story(number: usize) -> String {
    format!(
        "Story {number}\n\nThe province counted the guards at the dam for the {number}th time, and the company has never \
         objected to it.\n"
    )
}

/// The titles of the articles in the workspace.
fn titles(desk: &Desk) -> Result<Vec<String>> {
    if !desk.workspace.exists() {
        return Ok(Vec::new());
    }
    let rows = desk.json(&["articles"])?;
    let rows = rows.as_array().ok_or("no rows")?;
    Ok(rows.iter().filter_map(|row| row["title"].as_str().map(str::to_owned)).collect())
}

/// How many of `report` are of each kind.
fn count(report: &Value, kind: &str) -> usize {
    report.as_array().map_or(0, |all| all.iter().filter(|one| one["kind"] == kind).count())
}

#[test]
fn kills_in_the_middle_lose_no_finished_article_and_double_none() -> Result {
    let desk = Desk::new()?;
    let folder = desk.path("cuttings");
    fs::create_dir_all(folder.join("more"))?;
    for number in 0..FILES {
        let place = if number % 2 == 0 {
            folder.join(format!("{number}.txt"))
        } else {
            folder.join(format!("more/{number}.txt"))
        };
        fs::write(place, story(number))?;
    }
    let mut before: BTreeSet<String> = BTreeSet::new();
    let mut grew = 0;
    for kill in 0..KILLS {
        let mut child = desk.command(&["add", text(&folder)?]).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        thread::sleep(Duration::from_millis(250 + kill * 170));
        Command::new("kill").args(["-KILL", &child.id().to_string()]).status()?;
        child.wait()?;
        let now = titles(&desk)?;
        let set: BTreeSet<String> = now.iter().cloned().collect();
        assert_eq!(set.len(), now.len(), "an article is there twice");
        assert!(set.is_superset(&before), "lost {:?}", before.difference(&set));
        grew += usize::from(set.len() > before.len());
        before = set;
    }
    assert!(
        grew > 1 && before.len() < FILES,
        "{grew} kills, {} articles: they came too early or too late",
        before.len()
    );

    let report = desk.json(&["add", text(&folder)?])?;
    assert_eq!(count(&report, "already_here"), before.len());
    assert_eq!(count(&report, "new"), FILES - before.len());
    assert_eq!(titles(&desk)?.into_iter().collect::<BTreeSet<_>>().len(), FILES);
    desk.sound()
}

#[test]
fn a_folder_is_reported_file_by_file_and_one_bad_file_costs_itself_alone() -> Result {
    let desk = Desk::new()?;
    let folder = desk.path("cuttings");
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("a.txt"), story(1))?;
    fs::write(folder.join("b.png"), b"\x89PNG\r\n")?;
    fs::write(folder.join("c.txt"), story(1))?;
    fs::write(folder.join("d.opml"), "<opml><body><outline xmlUrl=\"https://vessa.example/feed\"/></body></opml>")?;
    fs::write(folder.join(".hidden.txt"), story(2))?;
    let output = desk.run(&["--format", "json", "add", text(&folder)?])?;
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout)?;
    let kinds: Vec<&str> = report.as_array().ok_or("a report")?.iter().filter_map(|one| one["kind"].as_str()).collect();
    assert_eq!(kinds.len(), 4);
    assert_eq!((count(&report, "new"), count(&report, "already_here")), (1, 1));
    assert!(report[1]["reason"].as_str().is_some_and(|why| why.contains("a PNG picture")), "{report}");
    assert_eq!(report[3]["links"][0]["url"], "https://vessa.example/feed");
    let told = String::from_utf8(desk.run(&["add", text(&folder)?])?.stdout)?;
    assert!(told.contains("1 link, not loaded: that needs the network"), "{told}");
    assert!(
        told.ends_with("0 loaded, 2 here already, 1 failed, 1 link not loaded: that needs the network\n"),
        "{told}"
    );
    Ok(())
}

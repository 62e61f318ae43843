//! The journal sealed from a terminal, by an authority that OpenSSL runs.
#![cfg(unix)]

#[path = "../../seals/tests/authority/mod.rs"]
mod authority;

mod terminal;

use std::fs;

use authority::{Authority, Manner};
use serde_json::{Value, json};
use terminal::{Desk, Result};

const STORY: &str = "The road to the Vessa dam is closed, the governor said. Nobody has counted the guards there.";

/// A desk at which `text` was loaded.
fn at_desk(text: &str) -> Result<Desk> {
    let desk = Desk::new()?;
    desk.write("story.txt", text)?;
    desk.loaded(&desk.path("story.txt"))?;
    Ok(desk)
}

#[test]
fn a_head_is_stamped_stored_listed_and_stands_behind_a_report() -> Result {
    let desk = at_desk(STORY)?;
    let authority = Authority::new(Manner::default())?;
    assert!(desk.run(&["report", "--output", "early.json"])?.status.success());
    desk.told(&["seal", "request", "--output", "head.tsq"])?;
    let reply = authority.answer(&desk.path("head.tsq"))?;
    let (reply, root) = (reply.to_string_lossy(), authority.root());
    let root = root.to_string_lossy();

    let stored = desk.json(&["seal", "store", &reply])?;
    assert_eq!(
        (&stored["length"], &stored["vouched"]),
        (&json!(2), &json!(null)),
        "the article, and that a report was issued"
    );
    assert!(desk.told(&["seal", "list"])?.contains("Lowland Stamps, Lowland Trust, not checked against an authority"));
    assert!(desk.refused(&["seal", "store", &reply])?.contains("stored already"));
    let stored = desk.json(&["seal", "store", &reply, "--authority", &root])?;
    assert_eq!(stored["vouched"], json!("Lowland Root, Lowland Trust"));
    assert_eq!(desk.json(&["seal", "list"])?.as_array().map(Vec::len), Some(1), "the same stamp, now vouched for");

    let verified = desk.json(&["verify", "early.json"])?;
    assert_eq!(verified["seals"][0]["head"], stored["head"], "the stamp is over what the report bears, and more");
    assert!(desk.run(&["report", "--output", "late.json"])?.status.success());
    let late: Value = serde_json::from_slice(&fs::read(desk.path("late.json"))?)?;
    assert_eq!(late["manifest"]["seals"][0]["head"], stored["head"]);
    assert!(desk.told(&["verify", "late.json"])?.contains("sealed     by nobody"), "it holds more than was stamped");
    let checked = desk.json(&["check"])?;
    assert_eq!((&checked["sound"], &checked["seals"][0]["vouched"]), (&json!(true), &stored["vouched"]));

    desk.json(&["undo"])?;
    assert_eq!(desk.json(&["seal", "list"])?[0]["vouched"], json!(null), "the stamp as it was stored at first");
    assert_eq!(desk.json(&["check"])?["sound"], json!(true));
    Ok(())
}

#[test]
fn what_is_no_stamp_of_this_journal_is_refused_in_one_sentence() -> Result {
    let desk = at_desk(STORY)?;
    let other = at_desk("Another desk, and another story: the sluices were opened in the night, the company said.")?;
    let authority = Authority::new(Manner::default())?;
    other.told(&["seal", "request", "--output", "head.tsq"])?;
    let reply = authority.answer(&other.path("head.tsq"))?;
    let reply = reply.to_string_lossy();
    assert!(desk.refused(&["seal", "store", &reply])?.contains("another workspace"));
    assert!(desk.refused(&["seal", "store", "story.txt"])?.contains("no reply of a time-stamp authority"));
    let stranger = Authority::new(Manner::default())?;
    let refused = other.refused(&["seal", "store", &reply, "--authority", &stranger.root().to_string_lossy()])?;
    assert!(refused.contains("does not vouch"), "{refused}");
    assert_eq!(other.json(&["seal", "list"])?, json!([]), "and nothing was stored");
    Ok(())
}

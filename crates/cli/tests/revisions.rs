//! The revisions of a page from a terminal.

mod terminal;

use std::fs;

use serde_json::Value;
use terminal::{Desk, Result};

/// Loads the page with these paragraphs; what came of it.
fn load(desk: &Desk, paragraphs: &[&str]) -> Result<Value> {
    let body: String = paragraphs.iter().map(|words| format!("<p>{words}</p>")).collect();
    let path = desk.path("dam.html");
    fs::write(
        &path,
        format!(
            "<html lang=en><head><title>The dam</title><link rel=canonical href=\"https://wire.example/dam\"></head>\
             <body><article><h1>The dam</h1>{body}</article></body></html>"
        ),
    )?;
    Ok(desk.json(&["add", &path.to_string_lossy()])?[0].clone())
}

const SAME: &str = "The river company declined to comment on the number of its engineers at the dam.";

#[test]
fn a_newer_revision_says_what_became_of_what_was_quoted() -> Result {
    let desk = Desk::new()?;
    let guard = |many| format!("The governor said that at least {many} foreign engineers guard the Vessa dam.");
    let first = load(&desk, &[&guard(155), SAME])?;
    assert_eq!(first["kind"], "new");
    let first = first["article"].as_str().ok_or("an article")?.to_owned();
    let shown = desk.json(&["article", &first])?;
    let text = shown["text"].as_str().ok_or("a text")?;
    let words = "at least 155 foreign engineers";
    let start = text[..text.find(words).ok_or("the words")?].chars().count();
    let (start, end) = (start.to_string(), (start + words.len()).to_string());
    desk.json(&["claim", "add", "--article", &first, "--start", &start, "--end", &end])?;

    let second = load(&desk, &[&guard(160), SAME])?;
    assert_eq!((&second["kind"], &second["number"]), (&"revised".into(), &2.into()));
    assert_eq!((&second["quotes"]["changed"], &second["quotes"]["open"]), (&1.into(), &1.into()));
    assert_eq!(desk.json(&["articles"])?.as_array().map(Vec::len), Some(1));

    let page = desk.json(&["revisions", &first])?;
    assert_eq!(page["copies"].as_array().map(Vec::len), Some(2));
    assert_eq!(page["comparison"]["differing"], 1);
    let quote = &page["passages"][0];
    assert_eq!((&quote["state"], &quote["exact"]), (&"changed".into(), &words.into()));
    assert_eq!(quote["there_exact"], "at least 160 foreign engineers");
    let id = quote["anchored"]["id"].as_str().ok_or("an id")?;
    let told = desk.told(&["revisions", &first])?;
    assert!(told.contains("at least [-155-]{+160+} foreign engineers"), "{told}");
    assert!(told.contains("0 exact, 0 moved, 1 changed, 0 gone; 1 to decide"), "{told}");
    assert!(desk.told(&["queue"])?.contains(id), "what is broken waits");

    let decided = desk.json(&["reanchor", &first, id, "accept"])?;
    assert_eq!((&decided["decision"], &decided["open"]), (&"accepted".into(), &false.into()));
    desk.json(&["undo"])?;
    assert_eq!(desk.json(&["revisions", &first])?["passages"][0]["decision"], Value::Null);
    desk.json(&["reanchor", &first, id, "keep"])?;
    assert!(!desk.told(&["queue"])?.contains(id));

    let refused = desk.run(&["revisions", &first, "--from", "7"])?;
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8(refused.stderr)?.contains("there are 2"));
    desk.json(&["revisions", &first, "--part"])?;
    assert_eq!(desk.json(&["articles"])?.as_array().map(Vec::len), Some(2));
    assert_eq!(load(&desk, &[&guard(160), SAME])?["kind"], "already_here");
    Ok(())
}

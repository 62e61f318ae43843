//! Bringing in and sealing in the real window: a table of claims is mapped, looked at and comes in as one action; the journal's
//! head goes out as a request.

use std::fs;

use claimdesk_tests::{
    Result, program,
    window::{Place, Window},
};
use fantoccini::key::Key;
use serde_json::{Value, json};

const TABLE: &str = "Sentence;Speaker;Remark\n\
    155 foreign engineers guard the dam;Mirel Oszta;who counted?\n\
    \u{0627}\u{0644}\u{0633}\u{062f} \u{0622}\u{0645}\u{0646};\u{0648}\u{0632}\u{0627}\u{0631}\u{0629} \u{0627}\u{0644}\u{0645}\u{064a}\u{0627}\u{0647};\n\
    ;Somebody;\n";

/// Runs the command-line program on the place's workspace.
fn desk(place: &Place, arguments: &[&str]) -> Result<Value> {
    let mut command = place.command(program("claimdesk")?);
    let output = command.arg("--workspace").arg(place.workspace()).args(arguments).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(serde_json::from_slice(&output.stdout).unwrap_or(Value::Null))
}

/// Chooses the action with this label in the palette.
async fn act(window: &Window<'_>, label: &str) -> Result {
    window.chord(&[Key::Control], "k").await?;
    window.find("dialog[open] input").await?.send_keys(label).await?;
    window.key(Key::Enter).await
}

/// What of the window's text the analyst can read in the open dialog.
const DIALOG: &str = "(document.querySelector('dialog[open]')?.innerText ?? '')";

#[tokio::test]
async fn a_table_of_claims_is_mapped_looked_at_and_brought_in_as_one_action() -> Result {
    let place = Place::new(1280, 800)?;
    fs::create_dir_all(place.home().join("data/claimdesk"))?;
    desk(&place, &["sample"])?;
    let before = desk(&place, &["articles", "--format", "json"])?.as_array().map(Vec::len).unwrap_or_default();
    let path = place.home().join("claims.csv");
    fs::write(&path, TABLE)?;
    let window = place.open(&[]).await?;
    window.find(".list [role=option]").await?;
    act(&window, "Import").await?;
    window.answer_dialog("Open File", &path).await?;
    window.until(&format!("{DIALOG}.includes('No column says what is claimed')")).await?;
    window.until("document.querySelector('#import-now').disabled").await?;

    let says = |column: &str| format!("dialog[open] select[aria-label='What “{column}” says']");
    window.find(&says("Sentence")).await?.select_by_value("statement").await?;
    window.until(&format!("{DIALOG}.includes('155 foreign engineers guard the dam')")).await?;
    window.find(&says("Speaker")).await?.select_by_value("claimant").await?;
    window.find(&says("Remark")).await?.select_by_value("note").await?;
    window.until(&format!("{DIALOG}.includes('claims 2, notes 1') && {DIALOG}.includes('row 4')")).await?;
    window.click("#import-now").await?;
    window.until(&format!("{DIALOG}.includes('Undo takes it back')")).await?;
    window.key(Key::Escape).await?;
    window.until("document.querySelector('dialog[open]') === null").await?;
    window.chord(&[Key::Control], "2").await?;
    window.until("document.querySelectorAll('.list [role=option]').length === 2").await?;

    window.chord(&[Key::Control], "z").await?;
    window.until("document.querySelectorAll('.list [role=option]').length === 0").await?;
    window.close().await?;
    assert_eq!(desk(&place, &["claims", "--format", "json"])?, json!([]));
    assert_eq!(desk(&place, &["articles", "--format", "json"])?.as_array().map(Vec::len), Some(before));
    Ok(())
}

#[tokio::test]
async fn a_request_over_the_journal_s_head_is_saved_and_what_is_no_reply_is_refused() -> Result {
    let place = Place::new(1280, 800)?;
    fs::create_dir_all(place.home().join("data/claimdesk"))?;
    desk(&place, &["sample"])?;
    let window = place.open(&[]).await?;
    window.find(".list [role=option]").await?;
    act(&window, "Seal the journal").await?;
    window.find("#seal-request").await?;
    window.until(&format!("{DIALOG}.includes('No head of this journal is stamped yet')")).await?;
    let request = place.home().join("head.tsq");
    window.click("#seal-request").await?;
    window.answer_dialog("Save File", &request).await?;
    window.sees("Request saved").await?;
    let written = fs::read(&request)?;
    let head = desk(&place, &["check", "--format", "json"])?["head"].as_str().ok_or("a head")?.to_owned();
    let hex: String = written.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(hex.contains(&head), "the request is over the journal's head");

    // Without certificates to hold it against, one dialog is enough.
    window.click("dialog[open] input[type=checkbox]").await?;
    window.click("#seal-store").await?;
    window.answer_dialog("Open the authority", &request).await?;
    window.sees("no reply of a time-stamp authority").await?;
    window.close().await
}

//! Matching by meaning in the real window: words alone without a model; with one, claims are read in the background and
//! what says the same in other words is found.

#[path = "../../crates/analysis/tests/model/mod.rs"]
mod model;

use std::{fs, process::Output};

use claimdesk_tests::{Result, program, window::Place};
use fantoccini::key::Key;
use serde_json::Value;

const STORY: &str = "At the water\n\nGuards shot 12 sheep. They killed ewes.\n";

/// Runs the command-line program on the place's workspace.
fn run(place: &Place, arguments: &[&str]) -> Result<Output> {
    let mut command = place.command(program("claimdesk")?);
    command
        .current_dir(place.home())
        .arg("--workspace")
        .arg(place.workspace())
        .args(["--format", "json"])
        .args(arguments);
    let output = command.output()?;
    let refused = || format!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into();
    if output.status.success() { Ok(output) } else { Err(refused()) }
}

/// Records both sentences of the story.
fn furnished(place: &Place) -> Result {
    fs::create_dir_all(place.home().join("data/claimdesk"))?;
    fs::write(place.home().join("story.txt"), STORY)?;
    let loaded: Value = serde_json::from_slice(&run(place, &["add", "story.txt"])?.stdout)?;
    let article = loaded[0]["article"].as_str().ok_or("not loaded")?;
    let shown: Value = serde_json::from_slice(&run(place, &["article", article])?.stdout)?;
    let text = shown["text"].as_str().ok_or("no text")?;
    for words in ["Guards shot 12 sheep.", "They killed ewes."] {
        let start = text.find(words).ok_or("not in the text")?;
        let (from, to) = (start.to_string(), (start + words.len()).to_string());
        run(place, &["claim", "add", "--article", article, "--start", &from, "--end", &to])?;
    }
    Ok(())
}

#[tokio::test]
async fn a_model_that_is_installed_reads_in_the_background_and_finds_other_words() -> Result {
    let place = Place::new(1280, 800)?;
    furnished(&place)?;
    let window = place.open(&[]).await?;
    window.chord(&[Key::Control], ",").await?;
    window.sees("No model is installed").await?;
    window.close().await?;

    let (onnx, tokens) = model::model();
    fs::write(place.home().join("model.onnx"), onnx)?;
    fs::write(place.home().join("tokenizer.json"), tokens)?;
    run(&place, &["meaning", "install", "model.onnx", "tokenizer.json", "--trust"])?;
    let window = place.open(&[]).await?;
    window.chord(&[Key::Control], "2").await?;
    window
        .until(
            "(() => { const item = [...document.querySelectorAll('.list [role=option]')]
                .find((item) => item.textContent.includes('Guards shot')); item?.click(); return item !== undefined; })()",
        )
        .await?;
    window.sees("near in meaning").await?;
    window.chord(&[Key::Control], ",").await?;
    window.sees("has read 2 of 2 claims").await?;
    assert_eq!(window.violations().await?, Vec::<String>::new());
    window.key(Key::Escape).await?;
    window.until("document.querySelector('dialog[open]') === null").await?;
    window.close().await
}

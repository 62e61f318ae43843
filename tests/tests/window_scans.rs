//! Scans in the real window: a picture and a PDF of which some pages hold no text, read by a program that stands in for
//! Tesseract; and what reading may use, set in the settings.
#![cfg(unix)]

use std::{env, fs, os::unix::fs::PermissionsExt};

use claimdesk_tests::{
    Result,
    window::{Place, Window},
};
use fantoccini::key::Key;
use serde_json::json;

/// Finds one line on whatever page it is handed.
const ENGINE: &str = "#!/bin/sh\ncase $1 in\n--version) echo 'tesseract 9.8.7' ;;\n\
    --list-langs) printf 'List of available languages (2):\\neng\\nukr\\n' ;;\n*) cat > /dev/null\n\
    printf '4\\t1\\t1\\t1\\t1\\t0\\t90\\t90\\t500\\t90\\t-1\\t\\n'\n\
    printf '5\\t1\\t1\\t1\\t1\\t1\\t90\\t90\\t90\\t90\\t96\\tRecognised\\n'\n\
    printf '5\\t1\\t1\\t1\\t1\\t2\\t90\\t90\\t90\\t90\\t50\\tguards.\\n' ;;\nesac\n";

/// A grey picture: a GIF of one dot.
const PICTURE: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

/// A PDF whose first page says something and whose second is a drawing alone.
fn mixed() -> String {
    let pages = ["BT /F 12 Tf 20 60 Td (The province counts the guards at the dam.) Tj ET", "20 20 80 60 re f"];
    let mut file = "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
        2 0 obj << /Type /Pages /Kids [4 0 R 6 0 R] /Count 2 >> endobj\n\
        3 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> endobj\n"
        .to_owned();
    for (number, drawn) in (4..).step_by(2).zip(pages) {
        let (length, contents) = (drawn.len(), number + 1);
        file += &format!(
            "{number} 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 440 100] /Contents {contents} 0 R \
             /Resources << /Font << /F 3 0 R >> >> >> endobj\n\
             {contents} 0 obj << /Length {length} >>\nstream\n{drawn}\nendstream endobj\n"
        );
    }
    file + "trailer << /Root 1 0 R >>\n%%EOF"
}

/// Puts the focus into a field. The parts of the settings above it come when they are known: a click could miss it.
async fn into(window: &Window<'_>, id: &str) -> Result {
    window.until(&format!("(document.getElementById('{id}').focus(), document.activeElement?.id === '{id}')")).await
}

#[tokio::test]
async fn a_picture_and_pages_without_text_are_offered_to_ocr_and_read() -> Result {
    let mut place = Place::new(1280, 800)?;
    let programs = place.home().join("programs");
    fs::create_dir(&programs)?;
    let engine = programs.join("tesseract");
    fs::write(&engine, ENGINE)?;
    fs::set_permissions(&engine, fs::Permissions::from_mode(0o755))?;
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([programs].into_iter().chain(env::split_paths(&path)))?;
    place.search_in(path);
    let scans = place.home().join("scans");
    fs::create_dir(&scans)?;
    fs::write(scans.join("mixed.pdf"), mixed())?;
    fs::write(scans.join("presser.gif"), PICTURE)?;

    let window = place.open(&[]).await?;
    window.sees("Start with an article").await?;
    let held = "document.querySelector('.drop') !== null";
    window.drop_files(&[&scans], held, "document.body.innerText.includes('loaded')").await?;
    window.chord(&[Key::Control, Key::Shift], "l").await?;
    window.sees("1 new, 0 already here, 1 not loaded.").await?;
    window.sees("page 2 holds no text, or hardly any.").await?;
    window.sees("the file is a GIF picture, and no text.").await?;
    window.sees("2 documents are pictures, or have pages that are.").await?;
    window.click_button("Read by Tesseract 9.8.7").await?;
    window.sees("2 new, 0 already here, 0 not loaded.").await?;
    window.key(Key::Escape).await?;

    let articles = place.told(&["articles"])?;
    assert_eq!(articles.as_array().map(Vec::len), Some(2), "the first reading stands behind the second: {articles}");
    let mixed =
        articles.as_array().into_iter().flatten().find(|row| row["copies"] == json!(2)).ok_or("a second copy")?;
    let shown = place.told(&["article", mixed["id"].as_str().ok_or("an id")?])?;
    assert_eq!(shown["text"], "The province counts the guards at the dam.\n\nRecognised guards.");
    assert_eq!(shown["blocks"][1]["page"], json!(2));
    window.close().await
}

#[tokio::test]
async fn what_reading_may_use_is_set_in_the_settings_within_bounds() -> Result {
    let place = Place::new(1280, 800)?;
    let window = place.open(&[]).await?;
    window.sees("Start with an article").await?;
    window.chord(&[Key::Control], ",").await?;
    window.find("#reading-memory").await?;
    window.sees("From 512 to 8192; usually 1024").await?;
    for (id, text, told) in [
        (
            "reading-seconds",
            "3",
            "reading may use from 5 to 600 seconds, and the limit stays as it was. Give a number between the two",
        ),
        ("reading-memory", "much", "Memory (MiB) has to be a whole number from 512 to 8192. It stays at 1024."),
    ] {
        into(&window, id).await?;
        window.chord(&[Key::Control], "a").await?;
        window.keys(text).await?;
        window.key(Key::Enter).await?;
        window.sees(told).await?;
    }
    // Esc takes back what was typed, and leaves the settings open.
    window.key(Key::Escape).await?;
    window.until("document.querySelector('#reading-memory').value === '1024'").await?;
    for (id, text) in [("reading-seconds", "90"), ("reading-memory", "2048")] {
        into(&window, id).await?;
        window.chord(&[Key::Control], "a").await?;
        window.keys(text).await?;
        window.key(Key::Enter).await?;
        window
            .until("document.querySelector('[aria-label=\"Reading documents\"] .refusal').textContent === ''")
            .await?;
    }
    let kept = place.home().join("config/claimdesk/settings.json");
    let settings: serde_json::Value = serde_json::from_slice(&fs::read(kept)?)?;
    assert_eq!(settings["reading"], json!({ "memory_mebibytes": 2048, "seconds": 90 }));
    window.close().await
}

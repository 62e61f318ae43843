//! PDFs that are pictures alone, read by OCR: by a program that stands in for Tesseract, and by Tesseract where it is installed.
#![cfg(unix)]

use std::{env, ffi::OsString, fmt::Write, fs, os::unix::fs::PermissionsExt, path::PathBuf};

use claimdesk_tests::{Desk, Result, sentence, skipped, text};
use serde_json::Value;

/// Letters as dots, seven rows of five each.
const LETTERS: [(char, [u8; 7]); 6] = [
    ('D', [0b11110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b11110]),
    ('A', [0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001]),
    ('M', [0b10001, 0b11011, 0b10101, 0b10101, 0b10001, 0b10001, 0b10001]),
    ('H', [0b10001, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001]),
    ('E', [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111]),
    ('L', [0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111]),
];

/// A PDF with a page for each of `pages`, whose words are drawn dot by dot and written nowhere.
fn scan(pages: &[&str]) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|at| format!("{} 0 R ", 3 + at * 2)).collect();
    let mut file = format!(
        "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
         2 0 obj << /Type /Pages /Kids [{kids}] /Count {} >> endobj\n",
        pages.len()
    );
    for (number, words) in (3..).step_by(2).zip(pages) {
        let mut drawn = String::new();
        for (at, letter) in words.chars().enumerate() {
            let rows = LETTERS.iter().find(|(known, _)| *known == letter).map_or([0; 7], |(_, rows)| *rows);
            for (row, dots) in rows.iter().enumerate() {
                for column in (0..5).filter(|column| dots >> (4 - column) & 1 == 1) {
                    let _ = writeln!(drawn, "{} {} 3.2 3.2 re f", 20 + at * 18 + column * 3, 60 - row * 3);
                }
            }
        }
        let (length, contents) = (drawn.len(), number + 1);
        let _ = write!(
            file,
            "{number} 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 220 100] /Contents {contents} 0 R >> endobj\n\
             {contents} 0 obj << /Length {length} >>\nstream\n{drawn}\nendstream endobj\n"
        );
    }
    (file + "trailer << /Root 1 0 R >>\n%%EOF").into_bytes()
}

/// A desk whose search path has a program called `tesseract` first, that does `deed` when it is handed a page.
fn desk(deed: &str) -> Result<(Desk, OsString)> {
    let desk = Desk::new()?;
    let folder = desk.path("programs");
    fs::create_dir(&folder)?;
    let program = folder.join("tesseract");
    let script = format!(
        "#!/bin/sh\ncase $1 in\n--version) echo 'tesseract 9.8.7' ;;\n\
         --list-langs) printf 'List of available languages (3):\\neng\\nosd\\nukr\\n' ;;\n*) {deed} ;;\nesac\n"
    );
    fs::write(&program, script)?;
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
    let path = env::join_paths([folder, PathBuf::from("/usr/bin"), PathBuf::from("/bin")])?;
    Ok((desk, path))
}

/// What the stand-in finds: one line of two words, and which languages it was told.
const FINDS: &str = "cat > /dev/null\n\
    printf '4\\t1\\t1\\t1\\t1\\t0\\t90\\t90\\t500\\t90\\t-1\\t\\n'\n\
    printf '5\\t1\\t1\\t1\\t1\\t1\\t90\\t90\\t90\\t90\\t96\\tHeld\\n'\n\
    printf '5\\t1\\t1\\t1\\t1\\t2\\t90\\t90\\t90\\t90\\t50\\t%s\\n' \"$4\"";

#[test]
fn a_scan_says_that_it_is_one_and_ocr_reads_it_where_that_is_asked_for() -> Result {
    let (desk, path) = desk(FINDS)?;
    let file = desk.written("scan.pdf", scan(&["DAM", "HELD"]))?;
    let run = |arguments: &[&str]| desk.command(arguments).env("PATH", &path).output();
    let told = sentence(&run(&["read", text(&file)?])?)?;
    assert!(told.contains("no text layer: its pages, 2 in number") && told.contains("OCR"), "{told}");
    assert!(told.ends_with("Tesseract 9.8.7 is: add --ocr"), "{told}");
    let nowhere = desk.command(&["read", text(&file)?]).env("PATH", desk.path("nowhere")).output()?;
    assert!(sentence(&nowhere)?.ends_with("for which Tesseract must be installed"));

    let read = run(&["--format", "json", "read", text(&file)?, "--ocr"])?;
    let read: Value = serde_json::from_slice(&read.stdout)?;
    assert_eq!(read["document"]["encoding"], "OCR by Tesseract 9.8.7, eng+ukr");
    assert!(read["text"].as_str().is_some_and(|text| text.contains("Held eng+ukr")), "{read}");
    assert_eq!(read["blocks"][1]["page"], 2);
    let warning = read["warnings"][0].as_str().ok_or("a warning")?;
    assert!(warning.contains("Tesseract 9.8.7, eng+ukr") && warning.contains("2 of 4 words"), "{warning}");

    let loaded = run(&["--format", "json", "add", text(&file)?, "--ocr=ukr"])?;
    let loaded: Value = serde_json::from_slice(&loaded.stdout)?;
    let article = loaded[0]["article"].as_str().ok_or("an article")?;
    assert!(desk.json(&["article", article])?["text"].as_str().is_some_and(|text| text.contains("Held ukr")));
    let told = sentence(&run(&["read", text(&file)?, "--ocr=tlh"])?)?;
    assert!(told.contains("does not read “tlh” here. It reads eng, ukr"), "{told}");
    desk.sound()
}

#[test]
fn without_an_engine_ocr_says_what_to_install() -> Result {
    let desk = Desk::new()?;
    let file = desk.written("scan.pdf", scan(&["DAM"]))?;
    let told = desk.command(&["read", text(&file)?, "--ocr"]).env("PATH", desk.path("nowhere")).output()?;
    let told = sentence(&told)?;
    assert!(told.contains("OCR needs Tesseract, which is not installed here"), "{told}");
    Ok(())
}

#[test]
fn an_engine_that_fails_or_misbehaves_costs_one_sentence() -> Result {
    let outside = tempfile::tempdir()?;
    let kept = outside.path().join("kept");
    let writes = format!("cat > /dev/null; echo words > {}; exit 0", text(&kept)?);
    for (deed, said) in [
        ("exit 1", "OCR could not read the page: Tesseract 9.8.7, eng+ukr failed"),
        ("kill -9 $$", "OCR could not read the page"),
        ("cat > /dev/null; echo nonsense", "OCR found no words on the pages of the PDF, 1 in number"),
        (writes.as_str(), "OCR "),
    ] {
        let (desk, path) = desk(deed)?;
        let file = desk.written("scan.pdf", scan(&["DAM"]))?;
        let told = sentence(&desk.command(&["read", text(&file)?, "--ocr"]).env("PATH", &path).output()?)?;
        assert!(told.contains(said), "{deed}: {told}");
    }
    assert!(fs::read(&kept).unwrap_or_default().is_empty(), "the engine could write a file");
    Ok(())
}

#[test]
fn tesseract_itself_reads_a_scan() -> Result {
    let desk = Desk::new()?;
    let file = desk.written("scan.pdf", scan(&["DAM"]))?;
    let output = desk.command(&["--format", "json", "read", text(&file)?, "--ocr=eng"]).output()?;
    let Ok(read) = serde_json::from_slice::<Value>(&output.stdout) else {
        let told = sentence(&output)?;
        assert!(
            told.contains("not installed") || told.contains("no models") || told.contains("does not read"),
            "{told}"
        );
        skipped("Tesseract with English is not installed, so only its stand-in was asked");
        return Ok(());
    };
    assert!(read["text"].as_str().is_some_and(|text| text.to_uppercase().contains("DAM")), "{read}");
    Ok(())
}

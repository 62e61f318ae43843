//! Pictures, and PDFs with pages that are pictures alone, read by OCR: by a program that stands in for Tesseract, and by Tesseract where it is installed.
#![cfg(unix)]

use std::{env, ffi::OsString, fmt::Write, fs, os::unix::fs::PermissionsExt, path::PathBuf};

use claimdesk_tests::{Desk, Result, sentence, skipped, text};
use serde_json::{Value, json};

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

/// A PDF whose pages say these words, or are pictures alone where they say nothing.
fn mixed(pages: &[&str]) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|at| format!("{} 0 R ", 4 + at * 2)).collect();
    let mut file = format!(
        "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
         2 0 obj << /Type /Pages /Kids [{kids}] /Count {} >> endobj\n\
         3 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> endobj\n",
        pages.len()
    );
    for (number, words) in (4..).step_by(2).zip(pages) {
        let drawn = if words.is_empty() {
            format!("20 20 {} 60 re f", 80 + number)
        } else {
            format!("BT /F 12 Tf 20 60 Td ({words}) Tj ET")
        };
        let (length, contents) = (drawn.len(), number + 1);
        let _ = write!(
            file,
            "{number} 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 440 100] /Contents {contents} 0 R \
             /Resources << /Font << /F 3 0 R >> >> >> endobj\n\
             {contents} 0 obj << /Length {length} >>\nstream\n{drawn}\nendstream endobj\n"
        );
    }
    (file + "trailer << /Root 1 0 R >>\n%%EOF").into_bytes()
}

/// A TIFF with a page of greys for each of `pages`, with their words drawn dot by dot.
fn tiff(pages: &[&str]) -> Vec<u8> {
    const SCALE: usize = 8;
    let mut bytes = b"II*\0".to_vec();
    for words in pages {
        let (width, height) = (((words.len() * 6 + 8) * SCALE).max(400), (15 * SCALE).max(400));
        let mut dots = vec![u8::MAX; width * height];
        for (at, letter) in words.chars().enumerate() {
            let rows = LETTERS.iter().find(|(known, _)| *known == letter).map_or([0; 7], |(_, rows)| *rows);
            for (y, x) in (0..7 * SCALE).flat_map(|y| (0..5 * SCALE).map(move |x| (y, x))) {
                if rows[y / SCALE] >> (4 - x / SCALE) & 1 == 1 {
                    dots[(4 * SCALE + y) * width + (4 + at * 6) * SCALE + x] = 0;
                }
            }
        }
        // The page stands behind its dots, and they behind the place that leads to it.
        let start = bytes.len() as u32 + 4;
        let length = dots.len() as u32;
        bytes.extend((start + length).to_le_bytes());
        bytes.extend(dots);
        // Width, height, bits of a dot, no compression, naught is black, place, samples, rows, length.
        let entries = [
            (256_u16, width as u32),
            (257, height as u32),
            (258, 8),
            (259, 1),
            (262, 1),
            (273, start),
            (277, 1),
            (278, height as u32),
            (279, length),
        ];
        bytes.extend(9_u16.to_le_bytes());
        for (tag, value) in entries {
            bytes.extend(tag.to_le_bytes());
            bytes.extend(4_u16.to_le_bytes());
            bytes.extend(1_u32.to_le_bytes());
            bytes.extend(value.to_le_bytes());
        }
    }
    bytes.extend(0_u32.to_le_bytes());
    bytes
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
fn a_picture_says_what_it_is_and_ocr_makes_it_an_article_with_its_bytes_kept() -> Result {
    let (desk, path) = desk(FINDS)?;
    let bytes = tiff(&["DAM", "HELD"]);
    // What a picture is called says nothing.
    let file = desk.written("presser.txt", &bytes)?;
    let run = |arguments: &[&str]| desk.command(arguments).env("PATH", &path).output();
    let told = sentence(&run(&["read", text(&file)?])?)?;
    assert!(told.contains("the file is a TIFF picture, and no text. Attach it to a claim as evidence"), "{told}");
    assert!(told.ends_with("Tesseract must be installed. Tesseract 9.8.7 is: add --ocr"), "{told}");

    let loaded = run(&["--format", "json", "add", text(&file)?, "--ocr"])?;
    let loaded: Value = serde_json::from_slice(&loaded.stdout)?;
    let warning = loaded[0]["warnings"][0].as_str().ok_or("a warning")?;
    assert!(warning.starts_with("the text was recognised in pictures by OCR (Tesseract 9.8.7, eng+ukr)"), "{warning}");
    let article = loaded[0]["article"].as_str().ok_or("an article")?;
    let shown = desk.json(&["article", article])?;
    assert_eq!(
        (&shown["media_type"], &shown["encoding"]),
        (&json!("image/tiff"), &json!("OCR by Tesseract 9.8.7, eng+ukr"))
    );
    assert_eq!(
        shown["blocks"].as_array().map(|blocks| blocks.iter().map(|block| block["page"].clone()).collect::<Vec<_>>()),
        Some(vec![json!(1), json!(2)])
    );
    let again = run(&["--format", "json", "add", text(&file)?])?;
    assert_eq!(serde_json::from_slice::<Value>(&again.stdout)?[0]["article"], article);
    desk.sound()
}

#[test]
fn pictures_among_other_files_are_passed_over_until_ocr_is_asked_for() -> Result {
    let (desk, path) = desk(FINDS)?;
    desk.written("presser.jpg", tiff(&["DAM"]))?;
    desk.written("logo.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")?;
    desk.written("note.txt", "The province counts the guards at the dam twice a year.")?;
    let packed = desk.path("kit.tar");
    let folder = packed.parent().ok_or("a folder")?;
    let tar = std::process::Command::new("tar")
        .args(["--create", "--file"])
        .arg(&packed)
        .arg("--directory")
        .arg(folder)
        .args(["presser.jpg", "logo.png", "note.txt"])
        .status()?;
    assert!(tar.success());
    let names = |arguments: &[&str]| -> Result<Vec<String>> {
        let output = desk.command(arguments).env("PATH", &path).output()?;
        let loaded: Value = serde_json::from_slice(&output.stdout)?;
        let articles = loaded.as_array().into_iter().flatten().filter(|one| one["kind"] == "new");
        Ok(articles.filter_map(|one| Some(one["name"].as_str()?.to_owned())).collect())
    };
    assert_eq!(names(&["--format", "json", "add", text(&packed)?])?, ["kit.tar › note.txt"]);
    assert_eq!(names(&["--format", "json", "add", text(&packed)?, "--ocr"])?, ["kit.tar › presser.jpg"]);
    Ok(())
}

#[test]
fn pages_without_text_are_named_and_ocr_reads_them_alone_among_the_others() -> Result {
    // What every page repeats would pass for a running head: each has a word of its own.
    let finds = FINDS.replace("cat > /dev/null", "own=$(cksum | tr '0-9 ' 'a-j-')").replace("\"$4\"", "\"$4 $own\"");
    let (desk, path) = desk(&finds)?;
    let pages = ["The province counts the guards at the dam.", "", "Nobody else has ever counted them.", ""];
    let file = desk.written("mixed.pdf", mixed(&pages))?;
    let run = |arguments: &[&str]| desk.command(arguments).env("PATH", &path).output();
    let read = run(&["--format", "json", "read", text(&file)?])?;
    let read: Value = serde_json::from_slice(&read.stdout)?;
    assert_eq!(read["wordless"], json!([2, 4]));
    let warning = read["warnings"][0].as_str().ok_or("a warning")?;
    assert!(warning.starts_with("pages 2 and 4 hold no text, or hardly any. Have them read by OCR"), "{warning}");

    let first = run(&["--format", "json", "add", text(&file)?])?;
    assert!(String::from_utf8(first.stderr)?.contains("Tesseract 9.8.7 is installed: load again with --ocr"));
    let first: Value = serde_json::from_slice(&first.stdout)?;
    let second = run(&["--format", "json", "add", text(&file)?, "--ocr=ukr"])?;
    let second: Value = serde_json::from_slice(&second.stdout)?;
    // What was read stays, and what more is read stands beside it as a newer copy.
    assert_eq!(
        (&first[0]["kind"], &second[0]["kind"], &second[0]["number"]),
        (&json!("new"), &json!("revised"), &json!(2)),
        "{second}"
    );
    let article = second[0]["article"].as_str().ok_or("an article")?;
    let shown = desk.json(&["article", article])?;
    let places = shown["blocks"].as_array().ok_or("blocks")?.iter().map(|block| block["page"].clone());
    assert_eq!(places.collect::<Vec<_>>(), [json!(1), json!(2), json!(3), json!(4)]);
    assert_eq!(shown["text"].as_str().map(|text| text.matches("Held ukr").count()), Some(2), "{shown}");
    // A third time nothing is read that was not read before.
    let third = run(&["--format", "json", "add", text(&file)?, "--ocr=ukr"])?;
    assert_eq!(serde_json::from_slice::<Value>(&third.stdout)?[0]["article"], article);
    assert_eq!(desk.json(&["articles"])?.as_array().map(Vec::len), Some(1));
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
    reads_dam("scan.pdf", scan(&["DAM"]))
}

#[test]
fn tesseract_itself_reads_a_picture() -> Result {
    reads_dam("scan.tiff", tiff(&["DAM"]))
}

fn reads_dam(name: &str, bytes: Vec<u8>) -> Result {
    let desk = Desk::new()?;
    let file = desk.written(name, bytes)?;
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

//! Tables of articles and links, loaded by what is said of their columns.
#![cfg(unix)]

mod terminal;

use serde_json::{Value, json};
use terminal::{Desk, Result, workbooks};

const WORDS: &str =
    "يحرس السد اثنا عشر مهندسا منذ الربيع، وتقول الوزارة إن أحدا لم يحص عددهم قبل ذلك ولا بعده في أي وقت.";

/// What loading answers, whatever the exit code.
fn loaded(desk: &Desk, arguments: &[&str]) -> Result<Value> {
    Ok(serde_json::from_slice(&desk.run(&[&["--format", "json", "add"], arguments].concat())?.stdout)?)
}

/// The article that has this title, as it is shown.
fn titled(desk: &Desk, title: &str) -> Result<Value> {
    let articles = desk.json(&["articles"])?;
    let found = articles.as_array().into_iter().flatten().find(|row| row["title"] == title).cloned();
    desk.json(&["article", found.ok_or("no such article")?["id"].as_str().ok_or("an id")?])
}

#[test]
fn columns_of_any_name_say_what_they_are_said_to_say() -> Result {
    let rows: &[&[&str]] = &[
        &["رأس", "متن المقال", "موقع", "الناشر هنا", "يوم"],
        &["حراس السد", WORDS, "https://vessa.example/a", "بريد فيسا", "2025-04-09"],
        &["في مكان آخر", "", "https://vessa.example/b", "", "2025-04-10"],
    ];
    let text: String = rows.iter().map(|row| row.join(";") + "\n").collect();
    let sheets: [workbooks::Sheet<'_>; 2] = [("Other", &[&["a", "b"], &["c", "d"]]), ("Cuttings", rows)];
    let map = ["--map", "title=رأس,text=متن المقال,url=موقع,publisher=الناشر هنا,published=يوم"];
    for (name, bytes) in [
        ("list.csv", text.into_bytes()),
        ("list.xlsx", workbooks::xlsx(&sheets)?),
        ("list.ods", workbooks::ods(&sheets)?),
    ] {
        let desk = Desk::new()?;
        desk.write(name, bytes)?;
        let came = loaded(&desk, &[&[name], &map[..]].concat())?;
        let parted = came.as_array().into_iter().flatten().find(|one| one["kind"] == "parted").ok_or("no table")?;
        assert_eq!(
            (&parted["parts"], &parted["links"][0]["url"]),
            (&json!(1), &json!("https://vessa.example/b")),
            "{name}"
        );
        let read = titled(&desk, "حراس السد")?;
        assert_eq!(read["text"].as_str().map(|text| text.contains(WORDS)), Some(true), "{name}");
        assert_eq!(
            (&read["publisher"], &read["published"], &read["url"]),
            (&json!("بريد فيسا"), &json!("2025-04-09"), &json!("https://vessa.example/a")),
            "{name}"
        );
        // The same words again double nothing.
        let again = loaded(&desk, &[&[name], &map[..]].concat())?;
        assert!(again.as_array().into_iter().flatten().any(|one| one["kind"] == "already_here"), "{again}");
        assert_eq!(desk.json(&["articles"])?.as_array().map(Vec::len), Some(1), "{name}");
    }
    Ok(())
}

#[test]
fn a_column_or_sheet_that_is_not_there_is_named() -> Result {
    let desk = Desk::new()?;
    desk.write("list.csv", "Kopf;Fundstelle\nWachen;https://vessa.example/a\n")?;
    let failed = loaded(&desk, &["list.csv", "--map", "text=Wortlaut"])?;
    assert_eq!(failed[0]["kind"], "failed");
    assert!(failed[0]["reason"].as_str().unwrap_or_default().contains("“Wortlaut”"), "{failed}");
    let output = desk.run(&["add", "list.csv", "--map", "body=Kopf"])?;
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no field “body”"));
    desk.write("book.xlsx", workbooks::xlsx(&[("Eins", &[&["Kopf", "Ort"], &["a", "https://vessa.example/a"]])])?)?;
    let failed = loaded(&desk, &["book.xlsx", "--map", "url=Ort", "--sheet", "Zwei"])?;
    assert!(failed[0]["reason"].as_str().unwrap_or_default().contains("“Zwei”"), "{failed}");
    Ok(())
}

//! A journal that was changed behind the program's back: `check` names the row.
#![cfg(unix)]

use std::{fs, path::Path, process::Command};

use claimdesk_tests::{Desk, Result, sentence, text};

/// Every column of the journal.
const COLUMNS: [&str; 11] =
    ["seq", "action", "undoes", "millis", "counter", "at", "desk", "analyst", "change", "previous", "hash"];

/// A workspace with a claim that is marked, marked again and taken back, so that every column is used.
fn desk() -> Result<Desk> {
    let desk = Desk::new()?;
    let claim = desk.with_a_claim()?;
    desk.run(&["mark", &claim, "pending", "--because", "asked the road office"])?;
    desk.run(&["mark", &claim, "denied", "--because", "the register has 12"])?;
    desk.run(&["undo"])?;
    desk.sound()?;
    Ok(desk)
}

/// What the sqlite3 program answers to `sql`.
fn sqlite(path: &Path, sql: &str) -> Result<String> {
    let output = Command::new("sqlite3").arg(path).arg(sql).output()?;
    if !output.status.success() {
        return Err(format!("{sql}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
}

/// Does `sql` to a copy of the desk's workspace, its guards taken away first; answers what `check` refuses it with.
fn told_after(desk: &Desk, sql: &str) -> Result<String> {
    let copy = desk.path("copy.claimdesk");
    fs::copy(&desk.workspace, &copy)?;
    let unguarded = "DROP TRIGGER journal_is_never_changed; DROP TRIGGER journal_is_never_deleted; DROP TRIGGER journal_is_never_replaced;";
    sqlite(&copy, &format!("PRAGMA foreign_keys = OFF; {unguarded} {sql}"))?;
    let output = desk.command_on(&copy, &["check"]).output()?;
    assert_eq!(output.status.code(), Some(1), "{sql}: {output:?}");
    Ok(String::from_utf8(output.stderr)?)
}

/// The line of `told` about the journal.
fn about_the_journal(told: &str) -> &str {
    told.lines().find(|line| line.starts_with("claimdesk: journal row ")).unwrap_or_default()
}

/// SQL for what stands at `column` of row `seq`, with one byte of it changed.
fn changed(desk: &Desk, seq: i64, column: &str) -> Result<String> {
    let read = |what: &str| sqlite(&desk.workspace, &format!("SELECT {what} FROM journal WHERE seq = {seq}"));
    Ok(match read(&format!("typeof({column})"))?.as_str() {
        "null" => "x'00000000000000000000000000000000'".to_owned(),
        // A place that another row has already cannot be given.
        "integer" if column == "seq" => "seq + 1024".to_owned(),
        "integer" => format!("{column} + 1"),
        kind => {
            let mut hex = read(&format!("hex({column})"))?.into_bytes();
            // The last digit of the byte in the middle, one up: text stays ASCII.
            let place = hex.len() / 4 * 2 + 1;
            hex[place] = if hex[place] == b'0' { b'1' } else { b'0' };
            let literal = format!("x'{}'", String::from_utf8(hex)?);
            if kind == "text" { format!("CAST({literal} AS TEXT)") } else { literal }
        }
    })
}

#[test]
fn one_byte_changed_in_any_column_of_any_row_is_named_by_its_row() -> Result {
    let desk = desk()?;
    let rows: i64 = sqlite(&desk.workspace, "SELECT count(*) FROM journal")?.parse()?;
    assert!(rows >= 5, "{rows} rows");
    for seq in 1..=rows {
        for column in COLUMNS {
            let value = changed(&desk, seq, column)?;
            let told = told_after(&desk, &format!("UPDATE journal SET {column} = {value} WHERE seq = {seq}"))?;
            let named = about_the_journal(&told).split(|c: char| !c.is_ascii_digit());
            assert!(named.into_iter().any(|number| number == seq.to_string()), "row {seq}, {column}: {told}");
        }
    }
    Ok(())
}

#[test]
fn a_row_that_was_taken_out_or_swapped_is_named() -> Result {
    let desk = desk()?;
    let told = told_after(&desk, "DELETE FROM journal WHERE seq = 2")?;
    assert!(told.contains("journal row 3 is out of place: row 2 should stand there"), "{told}");
    let swapped = "UPDATE journal SET seq = 99 WHERE seq = 2; UPDATE journal SET seq = 2 WHERE seq = 3; UPDATE journal SET seq = 3 WHERE seq = 99";
    assert!(told_after(&desk, swapped)?.contains("journal row 2 does not follow the row before it"));
    Ok(())
}

#[test]
fn rows_cut_off_the_end_are_missed_by_what_was_noted_outside() -> Result {
    let desk = desk()?;
    desk.run(&["report", "--output", text(&desk.path("report.html"))?])?;
    let told = {
        let copy = desk.path("copy.claimdesk");
        fs::copy(&desk.workspace, &copy)?;
        sqlite(
            &copy,
            "DROP TRIGGER journal_is_never_deleted; DROP TRIGGER assessments_are_never_deleted;
             DROP TRIGGER issues_are_never_deleted; DELETE FROM issues;
             DELETE FROM assessments WHERE seq = (SELECT max(seq) FROM assessments);
             DELETE FROM journal WHERE seq >= (SELECT max(seq) - 1 FROM journal)",
        )?;
        sentence(&desk.command_on(&copy, &["check"]).output()?)?
    };
    assert!(told.contains("was noted outside the workspace and is gone"), "{told}");
    Ok(())
}

#[test]
fn tables_and_kept_bytes_that_were_changed_are_named() -> Result {
    let desk = desk()?;
    for (sql, sentence) in [
        ("UPDATE claims SET statement = 'The dam is open'", "the table claims is not what the journal comes to"),
        ("DROP TRIGGER kept_bytes_are_never_changed; UPDATE kept_bytes SET zstd = x'00'", "were altered or lost"),
        (
            "DROP TRIGGER assessments_are_never_changed; UPDATE assessments SET status = 'confirmed', rationale = 'x'",
            "the table assessments is not what the journal comes to",
        ),
    ] {
        let told = told_after(&desk, sql)?;
        assert!(told.contains(sentence), "{told}");
    }
    Ok(())
}

/// The guards themselves: whoever does not take them away first changes nothing.
#[test]
fn history_refuses_to_be_changed_by_other_programs() -> Result {
    let desk = desk()?;
    for sql in [
        "UPDATE journal SET analyst = 'x'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal",
        "UPDATE assessments SET status = 'confirmed'",
        "DELETE FROM assessments",
        "INSERT OR REPLACE INTO assessments SELECT * FROM assessments",
    ] {
        let refused = sqlite(&desk.workspace, sql).err().ok_or(sql)?.to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
    desk.sound()
}

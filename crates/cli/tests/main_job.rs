//! The verbs from a terminal: what they answer, what they refuse, and with which exit code.
#![cfg(unix)]

mod terminal;

use std::{
    fs,
    io::Write,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Stdio},
};

use serde_json::Value;
use terminal::{Desk, Result};

const STORY: &str =
    "Governor counts guards\nGovernor Mirel Oszta has claimed that at least 155 foreign engineers guard the dam.\n";

fn story(desk: &Desk) -> Result<String> {
    let path = desk.path("story.txt");
    fs::write(&path, STORY)?;
    desk.loaded(&path)
}

#[test]
fn the_main_job_from_a_file_to_a_report() -> Result {
    let desk = Desk::new()?;
    let article = story(&desk)?;
    let shown = desk.json(&["article", &article])?;
    let mut keys: Vec<_> = shown.as_object().ok_or("an object")?.keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(
        keys,
        [
            "blocks",
            "byline",
            "encoding",
            "id",
            "language",
            "loaded_at",
            "media_type",
            "modified",
            "origin",
            "paywalled",
            "published",
            "published_inferred",
            "publisher",
            "sha256",
            "text",
            "title",
            "url"
        ]
    );

    let claim = desk.recorded(&article, "at least 155 foreign engineers guard the dam", "Mirel Oszta")?;
    desk.json(&["evidence", "add", &claim, "--note", "asked the province for the list"])?;
    assert!(desk.refused(&["mark", &claim, "denied"])?.contains("only with a reason"));
    desk.json(&["mark", &claim, "pending", "--because", "no list yet"])?;
    desk.json(&["mark", &claim, "denied", "--because", "the register has 12", "--confidence", "moderate"])?;
    assert_eq!(desk.json(&["undo"])?, "claim_assessed");
    assert_eq!(desk.json(&["claims", "--status", "pending"])?.as_array().map(Vec::len), Some(1));
    assert_eq!(desk.json(&["redo"])?, "claim_assessed");
    let history = desk.json(&["history", &claim])?;
    let statuses: Vec<_> = history.as_array().ok_or("a list")?.iter().map(|mark| mark["status"].as_str()).collect();
    assert_eq!(statuses, [Some("denied"), Some("pending"), Some("denied"), Some("pending")]);
    assert_eq!(desk.json(&["search", "engin"])?.as_array().map(Vec::len), Some(2));

    desk.json(&["investigation", "add", "The dam", "--question", "Who guards it?"])?;
    desk.json(&["investigation", "file", "The dam", "--claim", &claim])?;
    for name in ["r.html", "r.md", "r.csv", "r.json", "r.pdf", "r.docx", "r.xlsx"] {
        let path = desk.path(name).to_string_lossy().into_owned();
        let arguments = ["report", "--output", &path, "--investigation", "The dam"];
        assert!(desk.run(&arguments)?.status.success());
        let first = fs::read(&path)?;
        assert!(desk.run(&arguments)?.status.success());
        assert_eq!(fs::read(&path)?, first, "{name}: the same state, the same bytes");
        let text = String::from_utf8(first);
        assert!(text.is_err() || text?.contains("the register has 12"), "{name}");
    }
    assert!(desk.json(&["check"])?["sound"].as_bool().unwrap_or_default());
    let copy = desk.path("copy.claimdesk").to_string_lossy().into_owned();
    desk.json(&["backup", &copy])?;
    assert!(desk.refused(&["backup", &copy])?.contains("already a file"));
    Ok(())
}

#[test]
fn the_sample_is_loaded_once() -> Result {
    let desk = Desk::new()?;
    for kind in ["new", "already_here"] {
        let loaded = desk.json(&["sample"])?;
        assert!(
            loaded.as_array().is_some_and(|all| all.len() == 3 && all.iter().all(|one| one["kind"] == kind)),
            "{loaded}"
        );
    }
    Ok(())
}

#[test]
fn a_list_that_fails_in_part_is_loaded_in_part_and_says_what_failed() -> Result {
    let desk = Desk::new()?;
    fs::write(desk.path("story.txt"), STORY)?;
    fs::write(desk.path("empty.html"), "")?;
    let paths = ["story.txt", "empty.html", "missing.txt"].map(|name| desk.path(name).to_string_lossy().into_owned());
    let output = desk.run(&["--format", "json", "add", &paths[0], &paths[1], &paths[2]])?;
    assert_eq!(output.status.code(), Some(1));
    let loaded: Value = serde_json::from_slice(&output.stdout)?;
    let kinds: Vec<_> = loaded.as_array().ok_or("a list")?.iter().map(|one| one["kind"].as_str()).collect();
    assert_eq!(kinds, [Some("new"), Some("failed"), Some("failed")]);
    insta::assert_snapshot!(String::from_utf8(output.stderr)?, @r"
    claimdesk: could not load “empty.html”: there is nothing to read: the file is empty. Choose another file, or paste the text
    claimdesk: could not load “missing.txt”: there is no such file. Check its name and folder
    ");
    assert_eq!(desk.json(&["articles"])?.as_array().map(Vec::len), Some(1));
    Ok(())
}

#[test]
fn standard_input_is_loaded_like_a_file() -> Result {
    let desk = Desk::new()?;
    let mut child =
        desk.command(&["--format", "json", "add", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    child.stdin.take().ok_or("a pipe")?.write_all(STORY.as_bytes())?;
    let loaded: Value = serde_json::from_slice(&child.wait_with_output()?.stdout)?;
    let shown = desk.json(&["article", loaded[0]["article"].as_str().ok_or("an id")?])?;
    assert_eq!(shown["title"].as_str(), STORY.lines().next());
    assert_eq!(shown["text"].as_str(), STORY.lines().nth(1));
    Ok(())
}

#[test]
fn a_claim_is_recorded_with_its_source_or_not_at_all() -> Result {
    let desk = Desk::new()?;
    let article = story(&desk)?;
    let add = ["claim", "add", "--article", &article, "--start", "0", "--end", "22", "--claimant", "Mirel Oszta"];
    assert!(desk.refused(&[&add[..], &["--said", "one fine day"]].concat())?.contains("is not a time"));
    assert_eq!(desk.json(&["claims"])?.as_array().map(Vec::len), Some(0));

    let claim = desk.json(&[&add[..], &["--said", "2031-05-02", "--statement", "Guards were counted"]].concat())?;
    let made = &claim["appearances"][0];
    assert_eq!(
        (made["claimant"].as_str(), made["said"]["as_written"].as_str()),
        (Some("Mirel Oszta"), Some("2031-05-02"))
    );
    let refined = desk.json(&["claim", "refine", made["id"].as_str().ok_or("an id")?, "--cue", "counts"])?;
    let made = &refined["appearances"][0];
    assert_eq!((made["claimant"].as_str(), made["cue"].as_str()), (Some("Mirel Oszta"), Some("counts")));
    assert_eq!(desk.json(&["undo"])?, "appearance_refined");
    assert_eq!(desk.json(&["undo"])?, "claim_recorded");
    assert_eq!(desk.json(&["claims"])?.as_array().map(Vec::len), Some(0));
    Ok(())
}

#[test]
fn evidence_of_every_kind_is_shown_with_its_claim() -> Result {
    let desk = Desk::new()?;
    let article = story(&desk)?;
    let claim = desk.recorded(&article, "at least 155 foreign engineers", "Mirel Oszta")?;
    fs::write(desk.path("register.csv"), "name;since\n")?;
    let register = desk.path("register.csv").to_string_lossy().into_owned();
    let passage = format!("{article}:0-20");
    for (kind, value, stance) in [
        ("--file", register.as_str(), "refutes"),
        ("--link", "https://vessa.example/register", "supports"),
        ("--passage", passage.as_str(), "neutral"),
    ] {
        desk.json(&["evidence", "add", &claim, kind, value, "--stance", stance, "--note", "seen today"])?;
    }
    let note = desk.json(&["evidence", "add", &claim, "--note", "asked the road office"])?;
    let shown = String::from_utf8(desk.run(&["claim", "show", &claim])?.stdout)?;
    for part in [
        "refutes: file “register.csv”, 11 bytes, SHA-256 ",
        "supports: https://vessa.example/register\n  seen today",
        "neutral: “Governor Mirel Oszta”, in “Governor counts guards”",
        "neutral: note\n  asked the road office",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    desk.json(&["evidence", "remove", note.as_str().ok_or("an id")?])?;
    assert_eq!(desk.json(&["claim", "show", &claim])?["evidence"].as_array().map(Vec::len), Some(3));
    assert!(desk.refused(&["evidence", "add", &claim, "--link", "vessa.example"])?.contains("not a web address"));
    assert!(desk.refused(&["evidence", "add", &claim])?.contains("a note needs words"));
    Ok(())
}

#[test]
fn a_refused_line_does_not_end_a_batch() -> Result {
    let desk = Desk::new()?;
    let article = story(&desk)?;
    let mut child =
        desk.command(&["batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let lines = format!(
        "{{\"record\":{{\"article\":{article:?},\"start\":0,\"end\":90000}}}}\nnonsense\n\
         {{\"record\":{{\"article\":{article:?},\"start\":0,\"end\":22}}}}\n"
    );
    child.stdin.take().ok_or("a pipe")?.write_all(lines.as_bytes())?;
    let output = child.wait_with_output()?;
    assert_eq!(output.status.code(), Some(1));
    let answers: Vec<Value> =
        String::from_utf8(output.stdout)?.lines().map(serde_json::from_str).collect::<std::result::Result<_, _>>()?;
    assert_eq!(answers.iter().map(|answer| answer["line"].as_u64()).collect::<Vec<_>>(), [Some(1), Some(2), Some(3)]);
    assert!(answers[0]["refused"].is_string() && answers[1]["refused"].is_string() && answers[2]["claim"].is_string());
    assert_eq!(String::from_utf8(output.stderr)?.lines().count(), 2);
    Ok(())
}

#[test]
fn a_list_that_is_cut_short_says_so() -> Result {
    let desk = Desk::new()?;
    let article = story(&desk)?;
    let mut child = desk.command(&["batch"]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
    let line = format!("{{\"record\":{{\"article\":{article:?},\"start\":0,\"end\":20}}}}\n");
    child.stdin.take().ok_or("a pipe")?.write_all(line.repeat(501).as_bytes())?;
    assert!(child.wait()?.success());
    let output = desk.run(&["--format", "json", "claims"])?;
    let rows: Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!((output.status.code(), rows.as_array().map(Vec::len)), (Some(0), Some(500)));
    assert!(String::from_utf8(output.stderr)?.contains("these are the newest 500 only"));
    Ok(())
}

#[test]
fn a_workspace_of_a_misspelt_name_is_refused_and_not_made() -> Result {
    let desk = Desk::new()?;
    for verb in [&["articles"][..], &["check"], &["claims"], &["report", "--output", "/dev/null", "--format", "csv"]] {
        assert!(desk.refused(verb)?.contains("there is no workspace file of that name"), "{verb:?}");
    }
    assert!(!desk.path("a.claimdesk").exists());
    Ok(())
}

#[test]
fn every_command_signs_as_the_same_desk() -> Result {
    let desk = Desk::new()?;
    let article = story(&desk)?;
    let first = fs::read(desk.path("config/claimdesk/settings.json"))?;
    desk.recorded(&article, "at least 155", "Mirel Oszta")?;
    assert_eq!(fs::read(desk.path("config/claimdesk/settings.json"))?, first);
    Ok(())
}

#[test]
fn the_window_beside_the_program_is_opened_on_the_file() -> Result {
    let desk = Desk::new()?;
    let program = desk.path("claimdesk");
    fs::copy(env!("CARGO_BIN_EXE_claimdesk"), &program)?;
    let open =
        |file: &str| Command::new(&program).current_dir(desk.path("")).env("PATH", "").args(["open", file]).output();
    assert!(
        String::from_utf8(open("story.txt")?.stderr)?.contains("could not open “story.txt”: there is no such file")
    );
    fs::write(desk.path("story.txt"), STORY)?;
    assert!(String::from_utf8(open("story.txt")?.stderr)?.contains("could not start “claimdesk-window”"));

    let window = desk.path("claimdesk-window");
    fs::write(
        &window,
        "#!/bin/sh\necho \"$1\" > \"${0%/*}/opened.part\"; /bin/mv \"${0%/*}/opened.part\" \"${0%/*}/opened\"\n",
    )?;
    fs::set_permissions(&window, fs::Permissions::from_mode(0o755))?;
    assert!(open("story.txt")?.status.success());
    for _ in 0..500 {
        if let Ok(opened) = fs::read_to_string(desk.path("opened")) {
            assert_eq!(Path::new(opened.trim_end()), desk.path("story.txt"));
            return Ok(());
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    Err("the window was not started".into())
}

#[test]
fn wrong_usage_exits_with_two_and_writes_nothing() -> Result {
    let desk = Desk::new()?;
    for arguments in [
        &["mark", "x", "confirmed"][..],
        &["nonsense"],
        &[],
        &["add"],
        &["--format", "yaml", "articles"],
        &["report", "--output", "report.unknown"],
        &["report", "--output", "report.html", "--format", "rtf"],
        &["open", "story.txt"],
    ] {
        let output = desk.run(arguments)?;
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
    }
    assert_eq!(fs::read_dir(desk.path(""))?.count(), 0);
    Ok(())
}

#[test]
fn completions_and_manual_pages_are_written() -> Result {
    let desk = Desk::new()?;
    for (arguments, words) in [
        (&["completions", "bash"][..], "complete -F"),
        (&["completions", "zsh"], "#compdef claimdesk"),
        (&["completions", "fish"], "complete -c claimdesk"),
        (&["man"], ".TH claimdesk"),
    ] {
        let output = desk.run(arguments)?;
        assert!(output.status.success() && String::from_utf8(output.stdout)?.contains(words), "{arguments:?}");
    }
    let pages = desk.path("pages");
    assert!(desk.run(&["man", &pages.to_string_lossy()])?.status.success());
    assert!(fs::read_to_string(pages.join("claimdesk-claim-add.1"))?.contains("Unicode scalar values"));
    Ok(())
}

#[test]
fn the_claims_of_files_and_articles_are_proposed_and_nothing_is_recorded() -> Result {
    let desk = Desk::new()?;
    let story = desk.path("story.txt");
    fs::write(
        &story,
        "Governor counts guards at the dam\n\
         Governor Mirel Oszta said that at least 155 foreign engineers guard the dam.\n\
         She declined to comment on the arrests.\n",
    )?;
    let name = story.to_string_lossy();
    let proposed = desk.json(&["suggest", &name])?;
    let first = &proposed["suggestions"][0];
    assert_eq!(first["statement"], "At least 155 foreign engineers guard the dam.");
    assert_eq!(first["claimant"]["name"], "Mirel Oszta");
    assert_eq!(first["quantities"][0]["value"], 155.0);
    let text: Vec<char> = proposed["article"]["text"].as_str().ok_or("a text")?.chars().collect();
    let place = |key: &str| first[key].as_u64().and_then(|place| usize::try_from(place).ok()).ok_or("a place");
    assert_eq!(text[place("start")?..place("end")?].iter().collect::<String>(), first["exact"]);

    let article = desk.loaded(&story)?;
    assert_eq!(desk.json(&["suggest", &article])?["suggestions"], proposed["suggestions"]);
    assert_eq!(desk.json(&["claims"])?, serde_json::json!([]));

    let both = desk.run(&["--format", "json", "suggest", &name, "missing.txt"])?;
    assert_eq!(both.status.code(), Some(1));
    assert_eq!(String::from_utf8(both.stdout)?.lines().count(), 2, "a line each");
    Ok(())
}

//! What cannot be read or written: each ends in one clear sentence, with nothing half-written and a sound workspace.
#![cfg(unix)]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use claimdesk_tests::{Desk, Result, STORY, sentence, skipped, text};
use serde_json::{Value, json};

/// The account that owns nothing (nobody, on Debian and Fedora alike).
const NOBODY: u32 = 65_534;

/// Everything the workspace holds, to compare before with after.
fn state(desk: &Desk) -> Result<(Value, Value)> {
    Ok((desk.json(&["articles"])?, desk.json(&["claims"])?))
}

fn is_root() -> Result<bool> {
    Ok(Command::new("id").arg("-u").output()?.stdout == b"0\n")
}

#[test]
fn files_that_are_no_articles_are_refused_each_in_its_own_sentence() -> Result {
    let desk = Desk::new()?;
    desk.with_a_claim()?;
    let before = state(&desk)?;
    let fifty = b"The dam at Vessa held all night. \n".repeat((50 << 20) / 34 + 1);
    let program = fs::read(&desk.program)?;
    for (name, bytes, reason) in [
        ("empty.txt", &b""[..], "there is nothing to read: the file is empty"),
        ("empty.html", b"", "there is nothing to read: the file is empty"),
        ("blank.txt", b" \n\t\r\n", "there is nothing to read: the file is empty"),
        ("tags.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "the page has no article in it"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "the file is a PNG picture, and no text"),
        ("program.txt", &program[..1 << 20], "the file is not text: it looks like a program"),
        ("binary.txt", &[0, 1, 2, 3, 250, 0, 7, 9].repeat(500), "the file is not text: it looks like binary data"),
        ("fifty.txt", &fifty, "the text is too long: it has 50 MiB, and an article has at most 10"),
    ] {
        let told = desk.refused(&["add", text(&desk.written(name, bytes)?)?])?;
        assert!(told.starts_with(&format!("claimdesk: could not load “{name}”: {reason}")), "{told}");
    }
    assert_eq!(state(&desk)?, before);
    desk.sound()
}

#[test]
fn what_is_no_readable_file_is_refused_each_in_its_own_sentence() -> Result {
    let desk = Desk::new()?;
    desk.with_a_claim()?;
    let before = state(&desk)?;
    fs::create_dir(desk.path("cuttings"))?;
    let longest = "n".repeat(300);
    for (path, told_as) in [
        (desk.path("cuttings"), "could not load “cuttings”: there are no files in the folder. Choose another"),
        (desk.path("missing.txt"), "could not load “missing.txt”: there is no such file. Check its name and folder"),
        // Fails on being read rather than on being opened.
        (PathBuf::from("/proc/self/mem"), "could not load “mem”: the system answered"),
        // Never ends.
        (PathBuf::from("/dev/zero"), "could not load “zero”: it has more than 100 MiB, the most that is read"),
        (desk.path(&longest), "could not load “nnn"),
    ] {
        let told = desk.refused(&["add", text(&path)?])?;
        assert!(told.starts_with(&format!("claimdesk: {told_as}")), "{told}");
        assert!(!told.contains(text(desk.path("").as_path())?), "the folder is told: {told}");
    }
    assert_eq!(state(&desk)?, before);
    desk.sound()
}

/// Root may read everything, so the program is run as somebody else where the test is root.
#[test]
fn a_file_of_somebody_else_is_refused() -> Result {
    let desk = Desk::new()?;
    let theirs = desk.written("theirs.txt", STORY)?;
    fs::set_permissions(&theirs, fs::Permissions::from_mode(0o000))?;
    let mut command = desk.command(&["add", text(&theirs)?]);
    if is_root()? {
        let program = desk.path("program");
        fs::copy(&desk.program, &program)?;
        let folder = desk.path("");
        std::os::unix::fs::chown(&folder, Some(NOBODY), Some(NOBODY))?;
        command = Command::new(program);
        command.env("XDG_DATA_HOME", &folder).env("XDG_CONFIG_HOME", &folder).uid(NOBODY).gid(NOBODY);
        command.current_dir("/").arg("--workspace").arg(&desk.workspace).arg("add").arg(&theirs);
    }
    let told = sentence(&command.output()?)?;
    assert_eq!(
        told,
        "claimdesk: could not load “theirs.txt”: this account may not open it. Ask its owner, or copy it to a folder of yours"
    );
    assert_eq!(desk.json(&["articles"])?, json!([]));
    desk.sound()
}

#[test]
fn invalid_utf8_is_loaded_and_what_was_lost_is_counted() -> Result {
    let desk = Desk::new()?;
    let bytes = b"The dam at Vessa held \xc3\x28 all night, \xd0\x92\xd0\xb5\xd1\x81\xd1\x81\xd0\xb0 \xd0\x92\xd0\xb5\xd1\x81\xd1\x81\xd0\xb0 said \xff.\n";
    let loaded = desk.json(&["add", text(&desk.written("broken.txt", bytes)?)?])?;
    assert_eq!(
        loaded[0]["warnings"],
        json!(["2 places could not be read as UTF-8; a � stand there. Compare with the original"])
    );
    let shown = desk.json(&["article", loaded[0]["article"].as_str().ok_or("an article")?])?;
    assert_eq!(shown["text"], "The dam at Vessa held �( all night, Весса Весса said �.");
    desk.sound()
}

#[test]
fn a_workspace_that_may_not_be_written_to_is_read_and_left_as_it_is() -> Result {
    let desk = Desk::new()?;
    let claim = desk.with_a_claim()?;
    fs::set_permissions(&desk.workspace, fs::Permissions::from_mode(0o444))?;
    let bytes = fs::read(&desk.workspace)?;
    let story = desk.written("other.txt", "Another dam stands at Orlo, he said.")?;
    let reason = "nothing was changed: the workspace file may not be written to. Save a copy and work on that";
    for arguments in [
        &["mark", &claim, "denied", "--because", "the register has 12"][..],
        &["investigation", "add", "The dam"],
        &["evidence", "add", &claim, "--note", "asked"],
        &["add", text(&story)?],
    ] {
        let told = desk.refused(arguments)?;
        assert!(told.ends_with(reason), "{told}");
    }
    assert_eq!(desk.json(&["claims"])?.as_array().map(Vec::len), Some(1), "it can still be read");
    desk.sound()?;
    assert_eq!(fs::read(&desk.workspace)?, bytes);
    Ok(())
}

#[test]
fn what_is_no_workspace_is_refused_and_left_as_it_is() -> Result {
    let desk = Desk::new()?;
    desk.with_a_claim()?;
    let newer = desk.path("newer.claimdesk");
    let mut bytes = fs::read(&desk.workspace)?;
    // Database File Format, 1.3: user_version, which is the workspace's format.
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    fs::write(&newer, bytes)?;
    let cut = fs::read(&desk.workspace)?;
    for (path, reason) in [
        (desk.written("words.claimdesk", "not a workspace")?, "the file is not a Claimdesk workspace"),
        (desk.written("empty.claimdesk", "")?, "the file is not a Claimdesk workspace"),
        (desk.written("cut.claimdesk", &cut[..cut.len() / 3])?, "the workspace file is damaged"),
        (newer, "the workspace was made by a newer Claimdesk (format 99; this one knows "),
    ] {
        let before = fs::read(&path)?;
        let told = sentence(&desk.command_on(&path, &["articles"]).output()?)?;
        assert!(told.starts_with(&format!("claimdesk: {reason}")), "{path:?}: {told}");
        assert_eq!(fs::read(&path)?, before);
    }
    let told = sentence(&desk.command_on(&desk.path(""), &["articles"]).output()?)?;
    assert!(told.contains("is not a Claimdesk workspace"), "{told}");
    Ok(())
}

#[test]
fn a_workspace_that_is_open_elsewhere_is_read_only_here() -> Result {
    let desk = Desk::new()?;
    let claim = desk.with_a_claim()?;
    let mut first = desk.command(&["batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut stdin = first.stdin.take().ok_or("a pipe")?;
    let mut answers = BufReader::new(first.stdout.take().ok_or("a pipe")?).lines();
    writeln!(stdin, "{}", json!({ "mark": { "claim": claim, "status": "pending", "because": "asked" } }))?;
    answers.next().ok_or("no answer")??;

    let told = desk.refused(&["mark", &claim, "denied", "--because", "the register has 12"])?;
    assert!(told.contains("the workspace is open in another window or program"), "{told}");
    assert_eq!(desk.json(&["history", &claim])?.as_array().map(Vec::len), Some(1), "what the other did is seen");
    drop(stdin);
    assert!(first.wait()?.success());
    desk.json(&["mark", &claim, "denied", "--because", "the register has 12"])?;
    desk.sound()
}

/// A small disk that is taken away at the end.
struct Disk<'a>(&'a Path);

impl<'a> Disk<'a> {
    fn mounted(at: &'a Path, mebibytes: u32) -> Result<Self> {
        fs::create_dir(at)?;
        let size = format!("size={mebibytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(at).output()?;
        if mounted.status.success() { Ok(Self(at)) } else { Err(String::from_utf8(mounted.stderr)?.into()) }
    }

    /// Leaves only a few pages of room.
    fn fill(&self) -> Result<PathBuf> {
        let filler = self.0.join("filler");
        let mut file = fs::File::create(&filler)?;
        for size in [1 << 20, 4 << 10] {
            while file.write_all(&vec![b'x'; size]).is_ok() {}
        }
        Ok(filler)
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        // What stays mounted goes with the machine; there is nobody to tell.
        let _ = Command::new("umount").arg("-l").arg(self.0).status();
    }
}

#[test]
fn a_full_disk_changes_nothing_and_work_goes_on_once_there_is_room() -> Result {
    if !is_root()? {
        skipped("a small disk can be mounted by root only");
        return Ok(());
    }
    let mut desk = Desk::new()?;
    let at = desk.path("disk");
    let disk = Disk::mounted(&at, 80)?;
    desk.workspace = at.join("a.claimdesk");
    let claim = desk.with_a_claim()?;

    let mut batch =
        desk.command(&["batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut stdin = batch.stdin.take().ok_or("a pipe")?;
    let mut answers = BufReader::new(batch.stdout.take().ok_or("a pipe")?).lines();
    let mut mark = |because: &str| -> Result<Value> {
        writeln!(stdin, "{}", json!({ "mark": { "claim": claim, "status": "denied", "because": because } }))?;
        Ok(serde_json::from_str(&answers.next().ok_or("no answer")??)?)
    };
    assert!(mark("the first")?["claim"].is_string());
    let filler = disk.fill()?;
    // The log may have some room left of its own, so a long rationale is needed to run out of it.
    let refused = mark(&"x".repeat(1 << 20))?;
    assert_eq!(refused["refused"], "nothing was changed: the disk is full. Make room and try again");

    for (arguments, reason) in [
        (
            &["report", "--output", text(&at.join("report.html"))?][..],
            "the disk is full. Make room and try again; nothing was written",
        ),
        (&["backup", text(&at.join("copy.claimdesk"))?], "the disk is full. Make room and try again"),
        (
            &["mark", &claim, "confirmed", "--because", "from elsewhere"],
            "the workspace is open in another window or program. Close it there and open it again",
        ),
    ] {
        let told = desk.refused(arguments)?;
        assert!(told.ends_with(reason), "{told}");
    }

    fs::remove_file(filler)?;
    assert!(mark("the second")?["claim"].is_string());
    drop(stdin);
    batch.wait()?;
    let history = desk.json(&["history", &claim])?;
    let kept: Vec<_> = history.as_array().ok_or("a list")?.iter().map(|mark| mark["rationale"].as_str()).collect();
    assert_eq!(kept, [Some("the second"), Some("the first")]);
    let mut names: Vec<_> =
        fs::read_dir(&at)?.map(|file| file.map(|file| file.file_name())).collect::<std::io::Result<_>>()?;
    names.sort();
    assert_eq!(names, ["a.claimdesk", "a.claimdesk-lock"], "nothing half-written lies about");
    desk.sound()?;

    disk.fill()?;
    let told = desk.refused(&["mark", &claim, "confirmed", "--because", "nobody else has it open"])?;
    assert!(told.ends_with("the disk has too little room left. Make room and open the workspace again"), "{told}");
    assert_eq!(desk.json(&["history", &claim])?, history, "it can still be read");
    desk.sound()
}

#[test]
fn a_disk_too_small_for_a_workspace_is_told() -> Result {
    if !is_root()? {
        skipped("a small disk can be mounted by root only");
        return Ok(());
    }
    let desk = Desk::new()?;
    let at = desk.path("disk");
    let _disk = Disk::mounted(&at, 8)?;
    let story = desk.written("story.txt", STORY)?;
    let told = sentence(&desk.command_on(&at.join("a.claimdesk"), &["add", text(&story)?]).output()?)?;
    assert!(told.ends_with("the disk has too little room left. Make room and open the workspace again"), "{told}");
    Ok(())
}

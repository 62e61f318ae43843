//! Reading files from a terminal, with no workspace.
#![cfg(unix)]

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A folder with files to read, and nothing of the machine's own settings.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Result<Self> {
        Ok(Self { folder: tempfile::tempdir()? })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Result<Output> {
        Ok(self.command(arguments).output()?)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimdesk"));
        for variable in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
            command.env(variable, self.path("home"));
        }
        command.args(arguments);
        command
    }

    /// What `arguments` answer as JSON; fails unless the exit code is 0 and standard output is JSON alone.
    fn json(&self, arguments: &[&str]) -> Result<Value> {
        let output = self.run(&[&["--format", "json"], arguments].concat())?;
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    /// The article that the file at `path` is once it is loaded.
    fn loaded(&self, path: &Path) -> Result<Value> {
        let loaded = self.json(&["add", &path.to_string_lossy()])?;
        self.json(&["article", loaded[0]["article"].as_str().ok_or("an article")?])
    }
}

/// Parses each line of `output` as JSON.
fn lines(output: Vec<u8>) -> Result<Vec<Value>> {
    Ok(String::from_utf8(output)?.lines().map(serde_json::from_str).collect::<std::result::Result<_, _>>()?)
}

#[test]
fn a_file_is_read_as_loading_would_and_nothing_is_kept() -> Result {
    let desk = Desk::new()?;
    let page = desk.path("page.html");
    fs::write(
        &page,
        "<!doctype html><html lang=en><head><title>Dam guarded - The Vessa Courier</title>\
         <meta property=og:title content='Dam guarded'><meta property=og:site_name content='The Vessa Courier'>\
         <meta property='article:published_time' content='2031-05-02T08:00:00Z'>\
         <meta property='article:modified_time' content='2031-05-03T23:30:00+02:00'>\
         <meta property='article:content_tier' content=metered>\
         <meta name=author content='Ilka Brenn'><link rel=canonical href='https://vessa.example/dam'></head><body>\
         <nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><article><h1>Dam guarded</h1>\
         <p>Governor Mirel Oszta said on Friday that at least 155 foreign engineers guard the dam above Vessa, and that \
         more of them were on their way from the coast.</p>\
         <p>The road office, which keeps the register of all who work there, counted twelve of them in the same week, \
         and declined to say who had counted the others.</p></article></body></html>",
    )?;
    let name = page.to_string_lossy();
    let read = desk.json(&["read", &name])?;
    assert_eq!(read["file"], name.as_ref());
    let mut told = read.clone();
    told.as_object_mut().ok_or("an object")?.remove("file");
    let text: Vec<char> = read["text"].as_str().ok_or("a text")?.chars().collect();
    for block in told["blocks"].as_array().ok_or("blocks")? {
        let place = |key: &str| block[key].as_u64().and_then(|place| usize::try_from(place).ok()).ok_or("a place");
        assert!(!text[place("start")?..place("end")?].is_empty());
    }
    told["text"] = "…".into();
    insta::assert_snapshot!(serde_json::to_string(&told)?);
    assert_eq!(fs::read_dir(desk.folder.path())?.count(), 1, "no workspace, no settings");

    let loaded = desk.loaded(&page)?;
    for key in ["title", "byline", "publisher", "url", "published", "language", "text", "blocks"] {
        assert_eq!(loaded[key], read[key], "{key}");
    }
    let shown = String::from_utf8(desk.run(&["read", &name])?.stdout)?;
    assert!(shown.starts_with("Dam guarded\n  Ilka Brenn, The Vessa Courier, 2031-05-02, https://"), "{shown}");
    Ok(())
}

#[test]
fn what_reading_may_use_is_told_within_bounds() -> Result {
    let desk = Desk::new()?;
    let page = desk.path("a.txt");
    fs::write(&page, "The dam at Vessa held all night.\n")?;
    let name = page.to_string_lossy();
    for verb in ["read", "add"] {
        for (option, number, told) in
            [("--memory", "3", "3 is not in 512..=8192"), ("--seconds", "700", "700 is not in 5..=600")]
        {
            let refused = desk.run(&[verb, &name, option, number])?;
            let said = String::from_utf8(refused.stderr)?;
            assert!(refused.status.code() == Some(2) && said.contains(told), "{verb}: {said}");
        }
        let done = desk.run(&[verb, &name, "--memory", "2048", "--seconds", "30"])?;
        assert!(done.status.success(), "{verb}: {}", String::from_utf8_lossy(&done.stderr));
    }
    Ok(())
}

#[test]
fn a_list_of_files_is_answered_by_a_line_each_in_its_order() -> Result {
    let desk = Desk::new()?;
    fs::write(desk.path("empty.txt"), "")?;
    let mut arguments = vec!["--format".to_owned(), "json".to_owned(), "read".to_owned()];
    for number in 0..9 {
        let path = desk.path(&format!("{number}.txt"));
        fs::write(&path, format!("Story {number}\nThe dam at Vessa held all night.\n"))?;
        arguments.push(path.to_string_lossy().into_owned());
    }
    arguments.insert(6, desk.path("empty.txt").to_string_lossy().into_owned());
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let one_by_one = desk.run(&arguments)?;
    let at_once = desk.run(&[&arguments[..], &["--jobs", "4"]].concat())?;
    assert_eq!((one_by_one.status.code(), at_once.status.code()), (Some(1), Some(1)));
    assert_eq!(one_by_one.stdout, at_once.stdout);
    let told = lines(at_once.stdout)?;
    let titles: Vec<_> = told.iter().filter_map(|one| one["title"].as_str()).collect();
    assert_eq!(titles, (0..9).map(|number| format!("Story {number}")).collect::<Vec<_>>());
    assert!(told[3]["refused"].as_str().is_some_and(|why| why.contains("the file is empty")), "{}", told[3]);
    let files: Vec<_> = told.iter().filter_map(|one| one["file"].as_str()).collect();
    assert_eq!(files, arguments[3..]);
    let complaint = String::from_utf8(at_once.stderr)?;
    assert!(complaint.lines().count() == 1 && complaint.contains("empty.txt: there is nothing to read"), "{complaint}");

    let alone = desk.run(&["--format", "json", "read", arguments[6]])?;
    assert_eq!((alone.status.code(), alone.stdout.len()), (Some(1), 0), "a single file is refused on standard error");
    Ok(())
}

#[test]
fn a_file_that_holds_others_and_a_list_are_told_part_by_part_and_input_is_read() -> Result {
    let desk = Desk::new()?;
    let (news, list) = (desk.path("news.jsonl"), desk.path("list.csv"));
    let story = |number: u8| {
        format!(
            "{{\"title\":\"Story {number}\",\"text\":\"The dam at Vessa held all night long, and the road office counted nobody on its crest before the morning.\"}}\n"
        )
    };
    fs::write(&news, story(1) + &story(2))?;
    fs::write(&list, "title,url\nThe dam,https://vessa.example/a\nThe lock,https://vessa.example/b\n")?;
    let (news, list) = (news.to_string_lossy(), list.to_string_lossy());
    let output = desk.run(&["--format", "json", "read", &news, &list])?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = lines(output.stdout)?;
    let files: Vec<_> = told.iter().filter_map(|one| one["file"].as_str()).collect();
    assert_eq!(files, [&*news, &*news, &*list]);
    assert_eq!((&told[1]["title"], &told[1]["document"]["part"]), (&"Story 2".into(), &"line 2".into()));
    assert_eq!(told[2]["links"][1]["url"], "https://vessa.example/b");
    assert!(String::from_utf8(desk.run(&["read", &list])?.stdout)?.contains("list.csv lists 2 links:"));

    let mut child =
        desk.command(&["--format", "json", "read", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    child.stdin.take().ok_or("a pipe")?.write_all("The dam held.\n\nAll night long, they say.\n".as_bytes())?;
    let told = lines(child.wait_with_output()?.stdout)?;
    assert_eq!((&told[0]["file"], &told[0]["title"]), (&"-".into(), &"The dam held".into()));
    Ok(())
}

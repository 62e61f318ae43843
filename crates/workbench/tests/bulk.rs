//! Loading many things at once, and what each document remembers of where it came from.

use std::{
    num::NonZeroUsize,
    sync::atomic::{AtomicBool, Ordering},
};

use domain::{Analyst, Desk, DeskId, Origin};
use workbench::{
    Clock, Setting, Workbench,
    bulk::Source,
    views::{Loaded, Progress, Report, SaidColumn, TableField, TableMapping},
    worker::Reader,
};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const WORDS: &str = "The province counts the guards at the dam twice a year, and the company has never objected to it.";

struct Room {
    folder: tempfile::TempDir,
    bench: Workbench,
}

impl Room {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let bench = Workbench::create(Setting {
            workspace: folder.path().join("a.claimdesk"),
            desk: Desk { id: DeskId(uuid::Uuid::nil()), analyst: Analyst::named("Ana") },
            reader: Reader::InProcess,
            clock: Clock::System,
            keep: folder.path().join("keep"),
        })?;
        Ok(Self { folder, bench })
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<Source> {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes)?;
        Ok(Source::Path(path))
    }

    fn load(&self, sources: Vec<Source>) -> Report {
        let jobs = NonZeroUsize::new(3).unwrap_or(NonZeroUsize::MIN);
        self.bench.load_all(sources, jobs, &AtomicBool::new(false), |_| {})
    }
}

fn lines(count: usize) -> String {
    (0..count).map(|number| format!("{{\"title\": \"Story {number}\", \"text\": \"{WORDS} {number}\"}}\n")).collect()
}

#[test]
fn a_part_remembers_its_file_and_place_and_what_was_written_out_of_a_file_keeps_the_file() -> Result {
    let room = Room::new()?;
    let table = format!("title,text,url\nGuards,\"{WORDS}\",https://vessa.example/a\nCrest,,https://vessa.example/b\n");
    let report = room.load(vec![room.file("cuttings.csv", &table)?]);
    let [Loaded::Parted { parts: 1, links, columns, .. }, Loaded::New { name, article, .. }] = &report.loaded[..]
    else {
        return Err(format!("{report:?}").into());
    };
    assert_eq!((links[0].url.as_str(), columns[2].field.as_deref()), ("https://vessa.example/b", Some("url")));
    assert_eq!(name, "cuttings.csv › row 2");
    let view = room.bench.article(*article)?;
    let Origin::Part { file, place, .. } = &view.origin else { return Err("not a part".into()) };
    assert_eq!((file.as_str(), place.as_str()), ("cuttings.csv", "row 2"));
    assert_eq!((view.title.as_str(), view.url.as_deref()), ("Guards", Some("https://vessa.example/a")));
    let check = room.bench.check()?;
    assert!(check.sound, "{check:?}");
    assert_eq!(room.bench.whole_file(*article)?.as_deref(), Some(table.as_bytes()));
    let folder = tempfile::tempdir()?;
    let saved = folder.path().join("saved.csv");
    room.bench.save_original(*article, &saved)?;
    assert_eq!(
        (room.bench.original_name(*article)?.as_str(), std::fs::read(&saved)?),
        ("cuttings.csv", table.into_bytes())
    );
    Ok(())
}

#[test]
fn what_was_loaded_is_found_again_and_the_report_keeps_the_order_asked_for() -> Result {
    let room = Room::new()?;
    let sources = || -> Result<Vec<Source>> {
        Ok(vec![
            room.file("b.txt", WORDS)?,
            room.file("news.jsonl", lines(30))?,
            room.file("a.txt", "Nobody counted.")?,
        ])
    };
    let first = room.load(sources()?);
    let names: Vec<&str> = first.loaded.iter().map(|one| one.name().as_str()).collect();
    assert_eq!((names[0], names[1], names[2], names[32]), ("b.txt", "news.jsonl", "news.jsonl › line 1", "a.txt"));
    assert!(first.loaded.iter().all(|one| !matches!(one, Loaded::Failed { .. } | Loaded::AlreadyHere { .. })));
    let again = room.load(sources()?);
    assert_eq!(again.loaded.iter().filter(|one| matches!(one, Loaded::AlreadyHere { .. })).count(), 32);
    assert_eq!(room.bench.articles()?.len(), 32);
    Ok(())
}

#[test]
fn stopping_keeps_what_is_done_and_progress_grows_to_the_end() -> Result {
    let room = Room::new()?;
    let cancel = AtomicBool::new(false);
    let mut seen: Vec<Progress> = Vec::new();
    let source = room.file("news.jsonl", lines(3_000))?;
    let report = room.bench.load_all(vec![source], NonZeroUsize::MIN, &cancel, |progress| {
        cancel.store(progress.done > 0, Ordering::Relaxed);
        seen.push(progress.clone());
    });
    assert!(report.cancelled);
    let loaded = report.loaded.iter().filter(|one| matches!(one, Loaded::New { .. })).count();
    assert!(loaded > 0 && loaded < 3_000, "{loaded}");
    assert_eq!(room.bench.articles()?.len(), loaded);
    assert!(seen.windows(2).all(|pair| pair[0].done <= pair[1].done && pair[0].total <= pair[1].total));
    assert_eq!(seen.last().map(|last| last.total), Some(3_000));
    Ok(())
}

#[test]
fn archives_in_archives_without_end_are_given_up() -> Result {
    use std::io::{Cursor, Write};
    let room = Room::new()?;
    let mut bytes = WORDS.as_bytes().to_vec();
    for depth in 0..8 {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(if depth == 0 { "a.txt" } else { "a.zip" }, zip::write::SimpleFileOptions::default())?;
        writer.write_all(&bytes)?;
        bytes = writer.finish()?.into_inner();
    }
    let report = room.load(vec![room.file("deep.zip", bytes)?]);
    let Some(Loaded::Failed { reason, .. }) = report.loaded.last() else { return Err(format!("{report:?}").into()) };
    assert!(reason.starts_with("files lie in files in files"), "{reason}");
    assert_eq!(report.loaded.iter().filter(|one| matches!(one, Loaded::Failed { .. })).count(), 1);
    Ok(())
}

#[test]
fn a_table_is_shown_as_it_would_come_in_and_only_a_doubtful_one_is_shown_unasked() -> Result {
    let room = Room::new()?;
    let path = |name: &str| room.folder.path().join(name);
    let rows = format!(
        "题目全称;正文内容;网址来源\n守卫;\"{WORDS}\";https://vessa.example/a\n别处;;https://vessa.example/b\n空;;\n"
    );
    room.file("list.csv", rows)?;
    let guessed = room.bench.doubtful_table(&path("list.csv"))?.ok_or("its columns are sure")?;
    let fields: Vec<_> = guessed.columns.iter().map(|column| column.field).collect();
    assert_eq!((fields, guessed.articles, guessed.links), (vec![None, None, Some(TableField::Url)], 0, 2));

    let says = |field, column: &str| SaidColumn { field, column: column.to_owned() };
    let columns = vec![
        says(TableField::Title, "题目全称"),
        says(TableField::Text, "正文内容"),
        says(TableField::Url, "网址来源"),
    ];
    let mapping = TableMapping { sheet: None, columns };
    let shown = room.bench.preview_table(&path("list.csv"), &mapping)?;
    assert_eq!((shown.articles, shown.links, shown.neither, shown.complete), (1, 1, 1, true));
    let [article, link] = &shown.rows[..] else { return Err(format!("{shown:?}").into()) };
    assert_eq!((article.place.as_deref(), article.title.as_deref()), (Some("row 2"), Some("守卫")));
    assert_eq!(article.text.as_deref(), Some(WORDS));
    assert_eq!((link.place.as_deref(), link.url.as_deref()), (None, Some("https://vessa.example/b")));
    assert!(room.bench.articles()?.is_empty(), "a preview writes nothing");

    let source = Source::Table { path: path("list.csv"), mapping };
    let report = room.bench.load_all(vec![source], NonZeroUsize::MIN, &AtomicBool::new(false), |_| {});
    assert!(matches!(report.loaded[..], [Loaded::Parted { parts: 1, .. }, Loaded::New { .. }]), "{report:?}");
    assert_eq!(room.bench.articles()?[0].title, "守卫");

    room.file("sure.csv", "Title,Link\nGuards,https://vessa.example/a\n")?;
    room.file("prose.txt", "The dam, they say, is guarded; who counts?\nNobody does.\n")?;
    for name in ["sure.csv", "prose.txt"] {
        assert_eq!(room.bench.doubtful_table(&path(name))?, None, "{name}");
    }
    let none = room.bench.preview_table(&path("prose.txt"), &TableMapping::default());
    assert!(none.is_ok_and(|shown| !shown.complete), "a text can be looked at as a table, and is none");
    Ok(())
}

#[test]
fn a_logo_is_a_picture_and_nothing_else() -> Result {
    let room = Room::new()?;
    let refused = |name: &str, bytes: &[u8]| -> Result<String> {
        room.file(name, bytes)?;
        Ok(room.bench.logo(&room.folder.path().join(name)).err().map(|error| error.to_string()).unwrap_or_default())
    };
    let kind = "a logo is a picture of the kind PNG or JPEG: choose such a file, or save the picture as one";
    assert_eq!(refused("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")?, kind);
    assert_eq!(refused("logo.png", b"GIF89a")?, kind);
    assert!(refused("torn.png", b"\x89PNG\r\n\x1a\ntorn")?.contains("the picture"));
    let large = [b"\x89PNG\r\n\x1a\n".as_slice(), &vec![0; 5 << 20]].concat();
    assert!(refused("large.png", &large)?.starts_with("the picture has more than 5 MiB"));
    Ok(())
}

#[cfg(unix)]
#[test]
fn links_in_a_folder_are_not_followed_and_that_is_said() -> Result {
    let room = Room::new()?;
    let folder = room.folder.path().join("cuttings");
    std::fs::create_dir(&folder)?;
    std::fs::write(folder.join("a.txt"), WORDS)?;
    std::os::unix::fs::symlink(&folder, folder.join("ring"))?;
    std::os::unix::fs::symlink("/nowhere", folder.join("elsewhere.txt"))?;
    let mut seen = Vec::new();
    let source = || Source::Path(folder.clone());
    let report = room.bench.load_all(vec![source()], NonZeroUsize::MIN, &AtomicBool::new(false), |progress| {
        seen.push((progress.done, progress.total));
    });
    let [Loaded::Parted { name, parts: 1, warnings, .. }, Loaded::New { .. }] = &report.loaded[..] else {
        return Err(format!("{report:?}").into());
    };
    assert_eq!((name.as_str(), seen.last()), ("cuttings", Some(&(1, 1))));
    assert_eq!(
        warnings,
        &["2 links to other places were not followed: elsewhere.txt, ring. Load what is there by its own name"]
    );
    Ok(())
}

//! Reading files that are kept nowhere: what loading them would give.

use std::{
    io::{self, Read as _},
    num::NonZeroUsize,
    path::Path,
    sync::mpsc::sync_channel,
    thread,
};

use chrono::{DateTime, NaiveDate, Utc};
use documents::{Hint, Opened, Part, Reading};
use domain::{Block, BlockKind, Dated, DatedFrom, MediaType, PageStart, Sha256};
use serde::Serialize;

use crate::{
    Error, Result,
    articles::{LARGEST_FILE, file_name, read_file},
    views::LinkRow,
    worker::{ReadError, Reader},
};

/// Files that one thread may have read before they are asked for.
const AHEAD: usize = 4;
/// How deep files lie in files at most.
const DEEPEST: usize = 4;

/// A file as it reads, as it is told to another program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the fields are those of Article")]
pub struct Read {
    /// The bytes it was read from.
    pub document: ReadDocument,
    pub title: String,
    pub byline: Vec<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub published: Option<NaiveDate>,
    /// Where the date was found.
    pub published_from: Option<DatedFrom>,
    /// What states the date, with its time and time zone where they are given.
    pub published_as_written: Option<String>,
    /// When it was last changed, as the document states it.
    pub modified: Option<NaiveDate>,
    /// Where that was found.
    pub modified_from: Option<DatedFrom>,
    pub modified_as_written: Option<String>,
    pub paywalled: bool,
    pub language: Option<String>,
    pub text: String,
    pub blocks: Vec<ReadBlock>,
    /// How many characters were left out as furniture.
    pub left_out: u32,
    /// What to know about the reading, a sentence each.
    pub warnings: Vec<String>,
    /// The pages that hold no text, which OCR may read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub wordless: Vec<u32>,
}

/// The bytes that a file was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the fields are those of Document")]
pub struct ReadDocument {
    /// Which document of the file it is, where the file holds several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// When it was captured, where the file states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub captured: Option<DateTime<Utc>>,
    pub media_type: MediaType,
    pub sha256: Sha256,
    pub bytes: usize,
    pub encoding: String,
}

/// A block of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the fields are those of Block and its range")]
pub struct ReadBlock {
    pub kind: BlockKind,
    pub start: u32,
    pub end: u32,
    /// The page that it begins on, where the document has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

/// One thing that reading a file gives.
#[derive(Debug)]
pub struct Told {
    /// The file, as it was named.
    pub file: String,
    /// Which document of the file it is, where the file holds several.
    pub part: Option<String>,
    /// What it is.
    pub what: Result<What>,
}

/// What a document is.
#[derive(Debug)]
pub enum What {
    /// An article.
    Article(Box<Read>),
    /// A list of addresses, which are not fetched.
    Links(Vec<LinkRow>),
}

/// Reads the documents in the file at `path` by `reader`: one, or as many as it holds. `-` is standard input.
pub fn read(reader: &Reader, path: &Path) -> Vec<Told> {
    let (file, is_input) = (path.to_string_lossy().into_owned(), path.as_os_str() == "-");
    let mut read = Vec::new();
    match if is_input { input() } else { read_file(path, "read") } {
        Ok(bytes) => {
            let name = Some(file_name(path)).filter(|_| !is_input);
            add(reader, Part { bytes, ..Part::default() }, name, 0, &mut read);
        }
        Err(error) => read.push((String::new(), Err(error))),
    }
    let told = |(part, what): Of| Told { file: file.clone(), part: Some(part).filter(|part| !part.is_empty()), what };
    read.into_iter().map(told).collect()
}

/// What is piped into the terminal.
fn input() -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let name = Path::new("standard input");
    let read = io::stdin().lock().take(LARGEST_FILE + 1).read_to_end(&mut bytes);
    read.map_err(|cause| Error::file("read", name, &cause))?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(Error::TooLarge { verb: "read", name: file_name(name) });
    }
    Ok(bytes)
}

/// The place of a document in its file, empty where it is the file itself, and what it is.
type Of = (String, Result<What>);

/// Adds to `read` what `part`, at a depth of files in files, holds.
fn add(reader: &Reader, part: Part, hint: Option<String>, depth: usize, read: &mut Vec<Of>) {
    let Part { place, url, captured, encoding, bytes } = part;
    let opened = if depth > DEEPEST {
        Err(ReadError::from(documents::Error::Nested))
    } else {
        reader.open(&bytes, &Hint { name: hint, encoding, ..Hint::default() })
    };
    let Opened { reading, parts, links, warnings, .. } = match opened {
        Ok(opened) => opened,
        Err(error) => return read.push((place, Err(error.into()))),
    };
    let first = read.len();
    if let Some(mut reading) = reading {
        reading.url = reading.url.or(url);
        reading.published = published(reading.published, &reading.text, &reading.blocks);
        let part = (!place.is_empty()).then(|| place.clone());
        let mut one = told(reading, bytes.len(), part);
        one.document.captured = captured;
        read.push((place.clone(), Ok(What::Article(Box::new(one)))));
    }
    if !links.is_empty() {
        read.push((place.clone(), Ok(What::Links(links.into_iter().map(LinkRow::from).collect()))));
    }
    for mut part in parts {
        let hint = part.url.is_none().then(|| part.place.rsplit('/').next().unwrap_or_default().to_owned());
        if !place.is_empty() {
            part.place = format!("{place} › {}", part.place);
        }
        add(reader, part, hint, depth + 1, read);
    }
    // What is to be known of the file itself is told with the first that was read of it.
    let articles = read[first..].iter_mut().filter_map(|(_, what)| match what {
        Ok(What::Article(one)) => Some(one),
        _ => None,
    });
    if let Some(one) = articles.into_iter().next() {
        one.warnings.extend(warnings);
    }
}

/// Reads the files at `paths`, `jobs` at a time, and hands each document to `each`, in the order of `paths`.
pub fn read_all<P: AsRef<Path> + Sync>(reader: &Reader, paths: &[P], jobs: NonZeroUsize, mut each: impl FnMut(Told)) {
    let jobs = jobs.get().min(paths.len());
    thread::scope(|scope| {
        // Each thread reads every so-manieth file, so taking from one after the other gives the order of the paths, and
        // a slow file stops the others before they fill the memory.
        let threads: Vec<_> = (0..jobs)
            .map(|first| {
                let (done, read_ahead) = sync_channel(AHEAD);
                scope.spawn(move || {
                    let own = paths.iter().skip(first).step_by(jobs);
                    own.map(|path| read(reader, path.as_ref())).all(|one| done.send(one).is_ok())
                });
                read_ahead
            })
            .collect();
        (0..paths.len()).filter_map(|at| threads[at % jobs].recv().ok()).flatten().for_each(&mut each);
    });
}

/// What the file at `path` reads as, and how many bytes it has.
pub(crate) fn of_file(reader: &Reader, path: &Path) -> Result<(Reading, usize)> {
    let bytes = read_file(path, "read")?;
    let mut reading = reader.read(&bytes, &Hint { name: Some(file_name(path)), ..Hint::default() })?;
    reading.published = published(reading.published, &reading.text, &reading.blocks);
    Ok((reading, bytes.len()))
}

/// When an article was published: as its document has `stated`, or else as its text lets infer.
pub(crate) fn published(stated: Option<Dated>, text: &str, blocks: &[Block]) -> Option<Dated> {
    stated.or_else(|| analysis::publication::dated_by_text(text, blocks))
}

fn told(reading: Reading, bytes: usize, part: Option<String>) -> Read {
    let Reading { media_type, sha256, encoding, .. } = reading;
    let (published, modified) = (reading.published, reading.modified);
    let blocks = reading.blocks.iter();
    let block = |block: &Block| ReadBlock {
        kind: block.kind,
        start: block.range.start,
        end: block.range.end,
        page: PageStart::page_at(&reading.pages, block.range.start),
    };
    Read {
        document: ReadDocument { part, captured: None, media_type, sha256, bytes, encoding },
        title: reading.title,
        byline: reading.byline,
        publisher: reading.publisher,
        url: reading.url,
        published: published.as_ref().map(|dated| dated.on),
        published_from: published.as_ref().map(|dated| dated.from),
        published_as_written: published.map(|dated| dated.as_written),
        modified: modified.as_ref().map(|dated| dated.on),
        modified_from: modified.as_ref().map(|dated| dated.from),
        modified_as_written: modified.map(|dated| dated.as_written),
        paywalled: reading.paywalled,
        language: reading.language,
        text: reading.text,
        blocks: blocks.map(block).collect(),
        left_out: reading.left_out.iter().map(|piece| domain::text::length(piece)).sum(),
        warnings: reading.warnings,
        wordless: reading.wordless,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn files_are_handed_over_in_the_order_given_however_many_are_read_at_a_time() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        // Every third is missing, and the first is the longest to read.
        let paths: Vec<_> = (0..20).map(|number| folder.path().join(format!("{number}.txt"))).collect();
        for (number, path) in paths.iter().enumerate().filter(|(number, _)| number % 3 != 2) {
            let lines = if number == 0 { 3_000 } else { 1 };
            fs::write(path, format!("Story {number}\n{}", "The dam at Vessa held all night.\n".repeat(lines)))?;
        }
        for jobs in [1, 2, 7, 64] {
            let mut titles = Vec::new();
            let jobs = NonZeroUsize::new(jobs).expect("not naught");
            read_all(&Reader::InProcess, &paths, jobs, |one| {
                assert!(one.file.ends_with(".txt"), "{}", one.file);
                titles.push(
                    one.what.ok().map(|what| if let What::Article(read) = what { read.title } else { String::new() }),
                );
            });
            let wanted = (0..20).map(|number| (number % 3 != 2).then(|| format!("Story {number}")));
            assert_eq!(titles, wanted.collect::<Vec<_>>(), "{jobs} at a time");
        }
        Ok(())
    }

    #[test]
    fn what_is_to_be_known_of_a_file_and_when_a_page_was_captured_is_told() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let page = "<title>Guards at the dam</title><p>The province counts the guards at the dam twice a year.</p>";
        let warc = format!(
            "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://vessa.example/a\r\nWARC-Date: 2025-04-09T08:00:00Z\r\n\
             Content-Type: text/html\r\nContent-Length: {}\r\n\r\n{page}\r\n\r\nWARC/1.0\r\n",
            page.len()
        );
        let path = folder.path().join("a.warc");
        fs::write(&path, warc)?;
        let Some(Ok(What::Article(page))) = read(&Reader::InProcess, &path).into_iter().map(|told| told.what).next()
        else {
            panic!("a page");
        };
        assert_eq!(
            page.warnings.last().map(String::as_str),
            Some("the archive is damaged after record 1; what stands before was read")
        );
        let captured = page.document.captured.map(|moment| moment.to_rfc3339());
        assert_eq!(captured.as_deref(), Some("2025-04-09T08:00:00+00:00"));
        Ok(())
    }

    #[test]
    fn no_files_are_read_to_nothing() {
        read_all::<&Path>(&Reader::InProcess, &[], NonZeroUsize::MIN, |_| panic!("there is none"));
    }
}

//! Reading documents in a process of their own. Whatever a hostile file does to a parser, it costs one document and
//! one clear message: the worker has little memory, little time, no network and no files (`walls.rs`).

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    path::PathBuf,
    process::{Child, Command, ExitCode, Stdio},
    sync::mpsc::{RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

use documents::{Entries, Hint, Listing, MOST_UNPACKED, Opened, Original, Reading, Table};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use thiserror::Error;

pub use crate::walls::confine;
use crate::{
    child,
    ocr::{self, Engine},
};

/// The argument that starts the program as a worker.
pub const ARGUMENT: &str = "worker";

/// What a worker may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of address space.
    pub memory: u64,
    /// Seconds of processor time.
    pub processor_seconds: u64,
    /// Seconds until it is ended, whatever it does.
    pub wall_seconds: u64,
    /// Bytes it may answer.
    pub output: u64,
}

impl Default for Limits {
    fn default() -> Self {
        // The language models are mapped with the program; with them a page needs well under this.
        Self { memory: 1 << 30, processor_seconds: 10, wall_seconds: 15, output: 64 << 20 }
    }
}

/// Why a document was not read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum ReadError {
    #[error(transparent)]
    Document(#[from] documents::Error),
    #[error(
        "the file took too long to read and was given up after {seconds} seconds. Save it as plain text and load that"
    )]
    TooSlow { seconds: u64 },
    #[error(
        "the file swelled beyond {mebibytes} MiB while it was read and was given up. Save it as plain text and load that"
    )]
    TooBig { mebibytes: u64 },
    #[error(
        "the file broke the reader and was given up; nothing else was touched. Save it as plain text and load that"
    )]
    Broken,
    #[error("the reader could not be started ({cause}): install the program again")]
    NotStarted { cause: String },
    #[error(
        "OCR could not read the page: {engine} failed or took too long. Save its text by other means and load that"
    )]
    NotRecognised { engine: String },
}

impl ReadError {
    /// Whether it is for want of letters, which OCR may find.
    pub fn is_for_ocr(&self) -> bool {
        use documents::Error::{NoLetters, NoTextLayer, Picture};

        matches!(self, Self::Document(NoTextLayer { .. } | NoLetters | Picture { .. }))
    }
}

/// How documents are read.
#[derive(Debug, Clone)]
pub enum Reader {
    /// In a worker process.
    Worker(Worker),
    /// In a worker process; by OCR what is a picture, and the pages of a PDF that hold no text.
    Recognising(Worker, Engine),
    /// In this process: for tests of what comes after reading.
    InProcess,
}

impl Reader {
    /// The same, with what is pictures alone read by `engine`.
    #[must_use]
    pub fn recognising(self, engine: Engine) -> Self {
        match self {
            Self::Worker(worker) | Self::Recognising(worker, _) => Self::Recognising(worker, engine),
            Self::InProcess => Self::InProcess,
        }
    }

    /// Lets reading a document use what `limits` say.
    pub(crate) fn set_limits(&mut self, limits: Limits) {
        match self {
            Self::Worker(worker) | Self::Recognising(worker, _) => worker.limits = limits,
            Self::InProcess => {}
        }
    }

    /// Opens `bytes`: reads them as an article, or gives the documents in them.
    pub fn open(&self, bytes: &[u8], hint: &Hint) -> Result<Opened, ReadError> {
        match self {
            Self::Worker(worker) => worker.open(bytes, hint),
            Self::Recognising(worker, engine) => match worker.open(bytes, &Hint { pictures: true, ..hint.clone() }) {
                Err(error) if error.is_for_ocr() => {
                    Ok(Opened { reading: Some(ocr::read(worker, engine, bytes)?), ..Opened::default() })
                }
                Ok(Opened { reading: Some(reading), .. }) if !reading.wordless.is_empty() => {
                    let reading = Some(ocr::completed(worker, engine, bytes, reading));
                    Ok(Opened { reading, ..Opened::default() })
                }
                opened => opened,
            },
            Self::InProcess => Ok(documents::open(bytes, hint)?),
        }
    }

    /// Reads `bytes` as one article.
    pub fn read(&self, bytes: &[u8], hint: &Hint) -> Result<Reading, ReadError> {
        Ok(self.open(bytes, hint)?.reading.ok_or(documents::Error::Several)?)
    }

    /// Tells what the feed `bytes` brings, entry by entry.
    pub fn entries(&self, bytes: &[u8]) -> Result<Entries, ReadError> {
        match self {
            Self::Worker(worker) | Self::Recognising(worker, _) => {
                Ok(worker.asked(bytes, &Hint::default(), Deed::Entries)?.0)
            }
            Self::InProcess => Ok(documents::entries(bytes)?),
        }
    }

    /// What `bytes` list.
    pub fn listing(&self, bytes: &[u8], hint: &Hint) -> Result<Listing, ReadError> {
        match self {
            Self::Worker(worker) | Self::Recognising(worker, _) => worker.listing(bytes, hint),
            Self::InProcess => Ok(documents::listing(bytes, hint)?),
        }
    }

    /// The tables in `bytes`, as they would be loaded.
    pub fn tables(&self, bytes: &[u8], hint: &Hint) -> Result<Vec<Table>, ReadError> {
        match self {
            Self::Worker(worker) | Self::Recognising(worker, _) => Ok(worker.asked(bytes, hint, Deed::Tables)?.0),
            Self::InProcess => Ok(documents::tables(bytes, hint)?),
        }
    }

    /// The addresses of what a page, or a style sheet, from `address` is shown with.
    pub fn linked(&self, bytes: &[u8], address: &str, is_style: bool) -> Result<Vec<String>, ReadError> {
        match self {
            Self::Worker(worker) | Self::Recognising(worker, _) => {
                let wanted = Deed::Link(address.to_owned(), is_style);
                Ok(worker.asked(bytes, &Hint::default(), wanted)?.0)
            }
            Self::InProcess => Ok(documents::linked(bytes, address, is_style)),
        }
    }

    /// Shows `bytes` as their sender made them; of a PDF the page numbered `page`.
    pub fn original(&self, bytes: &[u8], hint: &Hint, page: u32) -> Result<Original, ReadError> {
        match self {
            Self::Worker(worker) | Self::Recognising(worker, _) => worker.original(bytes, hint, page),
            Self::InProcess => Ok(documents::original(bytes, hint, page)?),
        }
    }
}

/// A program that can be started as a worker.
#[derive(Debug, Clone)]
pub struct Worker {
    /// The program; this very one, as a rule.
    pub program: PathBuf,
    /// What it may use.
    pub limits: Limits,
}

/// What the worker is told before the bytes.
#[derive(Serialize, Deserialize)]
struct Task {
    hint: Hint,
    limits: Limits,
    #[serde(default)]
    deed: Deed,
}

/// What is to be done with the bytes.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) enum Deed {
    #[default]
    Open,
    /// Show the page of this number as its sender made it.
    Show(u32),
    /// Draw the page of this number for OCR.
    Draw(u32),
    /// Read what OCR found on these pages: tables of these lengths, which stand behind the bytes.
    Recognised { engine: String, pages: Vec<(u32, usize)> },
    /// List a feed's entries.
    Entries,
    /// List what can be imported: rows, references, annotations, fact checks.
    List,
    /// List the tables and what their columns say.
    Tables,
    /// Find what a page, or a style sheet, from this address is shown with.
    Link(String, bool),
}

/// What the worker answers: a line of JSON, and behind it the bytes of the parts, one after another.
#[derive(Serialize, Deserialize)]
struct Answer {
    opened: Opened,
    /// How many bytes each part has.
    lengths: Vec<usize>,
}

/// What a worker put out: the line, and what came behind it.
type Output = (Vec<u8>, Vec<u8>);

impl Worker {
    /// This program as a worker that may use `limits`.
    pub fn of_this_program(limits: Limits) -> io::Result<Self> {
        Ok(Self { program: std::env::current_exe()?, limits })
    }

    /// Reads `bytes` as one article, in a new process.
    pub fn read(&self, bytes: &[u8], hint: &Hint) -> Result<Reading, ReadError> {
        Ok(self.open(bytes, hint)?.reading.ok_or(documents::Error::Several)?)
    }

    /// Opens `bytes` in a new process.
    pub fn open(&self, bytes: &[u8], hint: &Hint) -> Result<Opened, ReadError> {
        let (answer, rest) = self.asked::<Answer>(bytes, hint, Deed::Open)?;
        whole(answer, &rest).ok_or(ReadError::Broken)
    }

    /// Shows `bytes` as their sender made them, in a new process; of a PDF the page numbered `page`.
    pub fn original(&self, bytes: &[u8], hint: &Hint, page: u32) -> Result<Original, ReadError> {
        self.pictured(bytes, hint, Deed::Show(page))
    }

    /// What a new process shows.
    pub(crate) fn pictured(&self, bytes: &[u8], hint: &Hint, deed: Deed) -> Result<Original, ReadError> {
        let (mut original, rest) = self.asked::<Original>(bytes, hint, deed)?;
        if let Original::Picture { png, .. } = &mut original {
            *png = rest;
        }
        Ok(original)
    }

    /// What `bytes` list, found out in a new process.
    pub fn listing(&self, bytes: &[u8], hint: &Hint) -> Result<Listing, ReadError> {
        Ok(self.asked(bytes, hint, Deed::List)?.0)
    }

    /// What a new process answers, and the bytes behind it.
    pub(crate) fn asked<T: DeserializeOwned>(
        &self,
        bytes: &[u8],
        hint: &Hint,
        deed: Deed,
    ) -> Result<(T, Vec<u8>), ReadError> {
        let mut child = child::apart(&mut Command::new(&self.program))
            .arg(ARGUMENT)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|cause| ReadError::NotStarted { cause: cause.kind().to_string() })?;
        let answer = self.converse(&mut child, bytes, hint, deed);
        child::end(&mut child);
        let _ = child.wait();
        match answer {
            Err(ReadError::Broken) if out_of_memory(&mut child) => {
                Err(ReadError::TooBig { mebibytes: self.limits.memory >> 20 })
            }
            answer => answer,
        }
    }

    fn converse<T: DeserializeOwned>(
        &self,
        child: &mut Child,
        bytes: &[u8],
        hint: &Hint,
        deed: Deed,
    ) -> Result<(T, Vec<u8>), ReadError> {
        let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(ReadError::Broken);
        };
        let task = Task { hint: hint.clone(), limits: self.limits, deed };
        let mut told = serde_json::to_vec(&task).map_err(|_| ReadError::Broken)?;
        told.push(b'\n');
        let most = self.limits.output;
        let deadline = Instant::now() + Duration::from_secs(self.limits.wall_seconds);
        let (answer, answered) = channel();
        thread::scope(|scope| {
            // A worker that stops listening ends this thread with a broken pipe; its answer says why.
            scope.spawn(move || {
                stdin.write_all(&told).and_then(|()| stdin.write_all(bytes)).and_then(|()| stdin.flush())
            });
            scope.spawn(move || {
                let _ = answer.send(heard(stdout, most));
            });
            let output = answered.recv_timeout(deadline.saturating_duration_since(Instant::now()));
            let read = self.understood(child, output);
            // Ended before the threads are waited for: one that hung up and stays would keep the bytes from going out.
            child::end(child);
            read
        })
    }

    /// What `output`, or the lack of it, says.
    fn understood<T: DeserializeOwned>(
        &self,
        child: &mut Child,
        output: Result<io::Result<Output>, RecvTimeoutError>,
    ) -> Result<(T, Vec<u8>), ReadError> {
        let (line, rest) = match output {
            Ok(Ok(output)) => output,
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Output::default(),
            Err(RecvTimeoutError::Timeout) => return Err(ReadError::TooSlow { seconds: self.limits.wall_seconds }),
        };
        if line.len() as u64 > self.limits.output {
            return Err(ReadError::TooBig { mebibytes: self.limits.output >> 20 });
        }
        match serde_json::from_slice::<Result<T, documents::Error>>(&line) {
            Ok(answer) => Ok((answer?, rest)),
            Err(_) if out_of_time(child) => Err(ReadError::TooSlow { seconds: self.limits.processor_seconds }),
            Err(_) => Err(ReadError::Broken),
        }
    }
}

/// What a worker says: a line of at most `most` bytes, and the bytes of parts.
fn heard(stdout: impl Read, most: u64) -> io::Result<Output> {
    let mut stdout = BufReader::new(stdout);
    let (mut line, mut rest) = Output::default();
    stdout.by_ref().take(most + 1).read_until(b'\n', &mut line)?;
    if line.len() as u64 <= most {
        stdout.take(MOST_UNPACKED as u64 + 1).read_to_end(&mut rest)?;
    }
    Ok((line, rest))
}

/// The answer with the bytes of its parts; `None` when they do not fit.
fn whole(answer: Answer, mut rest: &[u8]) -> Option<Opened> {
    let Answer { mut opened, lengths } = answer;
    if opened.parts.len() != lengths.len() {
        return None;
    }
    for (part, length) in opened.parts.iter_mut().zip(lengths) {
        let (bytes, others) = rest.split_at_checked(length)?;
        part.bytes = bytes.to_vec();
        rest = others;
    }
    rest.is_empty().then_some(opened)
}

/// Whether the kernel has ended `child` because its processor time was up.
#[cfg(unix)]
fn out_of_time(child: &mut Child) -> bool {
    use std::os::unix::process::ExitStatusExt;

    // SIGKILL at the hard limit, SIGXCPU at the soft one (setrlimit(2)). A process ends just after its output does.
    let ended = (0..100).find_map(|_| {
        let status = child.try_wait().ok().flatten();
        if status.is_none() {
            thread::sleep(Duration::from_millis(1));
        }
        status
    });
    ended.and_then(|status| status.signal()).is_some_and(|signal| matches!(signal, 9 | 24))
}

/// Whether `child`, which has ended, gave up for want of memory: then Rust's allocator says so and aborts.
#[cfg(unix)]
fn out_of_memory(child: &mut Child) -> bool {
    use std::os::unix::process::ExitStatusExt;

    // Whoever it left behind may keep its pipe open, so no more is waited for than it has said by now.
    // Which signal ends it differs: behind its walls it cannot send itself the usual one.
    let aborted = child.try_wait().ok().flatten().is_some_and(|status| status.signal().is_some());
    let mut said = [0; 200];
    let read = child.stderr.take().filter(|_| aborted).and_then(|mut stderr| stderr.read(&mut said).ok());
    read.is_some_and(|read| String::from_utf8_lossy(&said[..read]).contains("memory allocation of"))
}

#[cfg(not(unix))]
fn out_of_memory(_child: &mut Child) -> bool {
    false
}

#[cfg(not(unix))]
fn out_of_time(_child: &mut Child) -> bool {
    false
}

/// The worker's side: confines itself, reads or shows one document from standard input and answers on standard output.
///
/// With an engine's words behind it on the command line, it becomes that engine.
pub fn serve() -> ExitCode {
    if std::env::args_os().len() > 2 {
        return ocr::become_engine();
    }
    match answer() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer() -> io::Result<()> {
    let mut stdin = BufReader::new(io::stdin().lock());
    let mut line = String::new();
    stdin.by_ref().take(64 << 10).read_line(&mut line)?;
    let task: Task = serde_json::from_str(&line)?;
    confine(&task.limits)?;
    let mut bytes = Vec::new();
    stdin.read_to_end(&mut bytes)?;
    match task.deed {
        Deed::Open => open(&bytes, &task.hint),
        Deed::Show(page) => show(documents::original(&bytes, &task.hint, page)),
        Deed::Draw(page) => show(documents::for_ocr(&bytes, page)),
        Deed::Entries => say(&documents::entries(&bytes), &[]),
        Deed::List => say(&documents::listing(&bytes, &task.hint), &[]),
        Deed::Tables => say(&documents::tables(&bytes, &task.hint), &[]),
        Deed::Link(address, is_style) => {
            say(&Ok::<_, documents::Error>(documents::linked(&bytes, &address, is_style)), &[])
        }
        Deed::Recognised { engine, pages } => say(&ocr::recognised(&bytes, &engine, &pages), &[]),
    }
}

fn open(bytes: &[u8], hint: &Hint) -> io::Result<()> {
    let mut parts = Vec::new();
    let answer = documents::open(bytes, hint).map(|mut opened| {
        parts = opened.parts.iter_mut().map(|part| std::mem::take(&mut part.bytes)).collect();
        Answer { opened, lengths: parts.iter().map(Vec::len).collect() }
    });
    say(&answer, &parts)
}

fn show(shown: Result<Original, documents::Error>) -> io::Result<()> {
    let mut pictures = Vec::new();
    let shown = shown.map(|mut original| {
        if let Original::Picture { png, .. } = &mut original {
            pictures.push(std::mem::take(png));
        }
        original
    });
    say(&shown, &pictures)
}

/// Answers a line, and behind it `rest`, piece by piece.
fn say<T: Serialize>(answer: &T, rest: &[Vec<u8>]) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    serde_json::to_writer(&mut stdout, answer)?;
    stdout.write_all(b"\n")?;
    rest.iter().try_for_each(|piece| stdout.write_all(piece))?;
    stdout.flush()
}

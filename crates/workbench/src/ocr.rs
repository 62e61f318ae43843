//! Reading pictures, and pages of PDFs that hold no text, by Tesseract, where the analyst has installed it. The pages are drawn
//! by a worker; the engine reads them one by one in a process with limits, without network and with nothing to write to.

use std::{
    env,
    ffi::OsString,
    io::{self, Read, Write},
    path::PathBuf,
    process::{Child, Command, ExitCode, Stdio},
    sync::mpsc::channel,
    thread,
    time::Duration,
};

use documents::{Hint, Original, Reading, Recognised};
use thiserror::Error;

use crate::{
    Workbench, child,
    views::OcrView,
    walls,
    worker::{self, Deed, Limits, ReadError, Worker},
};

/// What the engine's program is called.
const NAME: &str = "tesseract";
/// Models that are no languages: of how a page lies, and of formulas.
const NO_LANGUAGES: [&str; 3] = ["osd", "equ", "snum"];
/// Languages that are read by at once where the analyst names none; each more takes as long again.
const MOST_LANGUAGES: usize = 4;
/// Pages that are read at most.
const MOST_PAGES: usize = 200;
/// So many pages that the engine fails at from the first on, and it will fail at all.
const GIVEN_UP: usize = 2;
/// What the engine may use for a page. A full one takes some seconds, and more on an old machine.
const LIMITS: Limits = Limits { memory: 2 << 30, processor_seconds: 60, wall_seconds: 90, output: 8 << 20 };
/// What the engine is told of the desk it runs on.
const KEPT: [&str; 2] = ["PATH", "TESSDATA_PREFIX"];

/// Why there is no engine.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum EngineError {
    #[error(
        "OCR needs Tesseract, which is not installed here: install it (tesseract-ocr) with your languages, and try again"
    )]
    NotInstalled,
    #[error(
        "Tesseract has no models of languages here: install those that you read (such as tesseract-ocr-eng), and try again"
    )]
    NoLanguages,
    #[error("Tesseract does not read “{given}” here. It reads {installed}: name some of these, as in eng+ukr")]
    UnknownLanguage { given: String, installed: String },
    #[error("Tesseract reads {many} languages here, too many at once: name yours, as in eng+ukr")]
    TooManyLanguages { many: usize },
}

/// An engine that is installed here, and the languages that it reads by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    program: PathBuf,
    version: String,
    installed: Vec<String>,
    languages: String,
}

impl Engine {
    /// The engine on this machine, reading by `languages`, such as "eng+ukr"; by all that it knows when none are named.
    pub fn found(languages: Option<&str>) -> Result<Self, EngineError> {
        let engine = Self::installed()?;
        let languages: Vec<String> = match languages.map(str::trim).filter(|named| !named.is_empty()) {
            Some(named) => named.split(['+', ',', ' ']).filter(|one| !one.is_empty()).map(str::to_owned).collect(),
            None if engine.installed.len() > MOST_LANGUAGES => {
                return Err(EngineError::TooManyLanguages { many: engine.installed.len() });
            }
            None => engine.installed.clone(),
        };
        if let Some(given) = languages.iter().find(|language| !engine.installed.contains(language)) {
            let installed = engine.installed.join(", ");
            return Err(EngineError::UnknownLanguage { given: given.clone(), installed });
        }
        Ok(Self { languages: languages.join("+"), ..engine })
    }

    /// The engine on this machine, which is not told yet what to read by.
    pub fn installed() -> Result<Self, EngineError> {
        let program = on_path().ok_or(EngineError::NotInstalled)?;
        let told = |argument| {
            let output = Command::new(&program).arg(argument).stdin(Stdio::null()).output();
            // Older ones say it on standard error.
            output.map(|output| String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
        };
        let version = told("--version").ok().and_then(|told| version(&told)).ok_or(EngineError::NotInstalled)?;
        let installed = told("--list-langs").map(|told| languages(&told)).unwrap_or_default();
        if installed.is_empty() {
            return Err(EngineError::NoLanguages);
        }
        Ok(Self { program, version, installed, languages: String::new() })
    }

    /// Its name and version.
    pub fn name(&self) -> String {
        format!("Tesseract {}", self.version)
    }

    /// The languages that it can read by.
    pub fn languages(&self) -> &[String] {
        &self.installed
    }

    /// What it says it found on the picture `png`; `None` when it failed or took too long.
    fn table(&self, worker: &Worker, png: &[u8]) -> Option<String> {
        let mut child = child::apart(&mut Command::new(&worker.program))
            .arg(worker::ARGUMENT)
            .arg(&self.program)
            .arg(&self.languages)
            .env_clear()
            .envs(KEPT.iter().filter_map(|name| Some((name, env::var_os(name)?))))
            // The machine's other cores are for whoever works meanwhile.
            .env("OMP_THREAD_LIMIT", "1")
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let said = heard(&mut child, png);
        child::end(&mut child);
        let done = child.wait().is_ok_and(|status| status.success());
        said.filter(|said| done && said.len() as u64 <= LIMITS.output)
            .map(|said| String::from_utf8_lossy(&said).into_owned())
    }
}

impl Workbench {
    /// What recognises letters in pictures on this machine; `None` where nothing does.
    pub fn ocr(&self) -> Option<OcrView> {
        let engine = Engine::installed().ok()?;
        let languages = engine.languages().to_vec();
        let usual = languages[..languages.len().min(MOST_LANGUAGES)].join("+");
        Some(OcrView { engine: engine.name(), usual, languages })
    }
}

/// All that `child` says of `png` in time.
fn heard(child: &mut Child, png: &[u8]) -> Option<Vec<u8>> {
    let (mut stdin, stdout) = (child.stdin.take()?, child.stdout.take()?);
    let (say, said) = channel();
    thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(png));
        scope.spawn(move || {
            let mut all = Vec::new();
            let _ = say.send(stdout.take(LIMITS.output + 1).read_to_end(&mut all).map(|_| all));
        });
        let all = said.recv_timeout(Duration::from_secs(LIMITS.wall_seconds));
        match all {
            // It ends by itself just after its answer, and says by its code whether it is one.
            Ok(Ok(all)) => Some(all),
            _ => {
                child::end(child);
                None
            }
        }
    })
}

/// Reads `bytes`, which are pictures alone, by `engine`.
pub(crate) fn read(worker: &Worker, engine: &Engine, bytes: &[u8]) -> Result<Reading, ReadError> {
    recognised_on(worker, engine, bytes, None)
}

/// The `reading` of a PDF with its pages without text read by `engine`; as it is, and why, where that comes to nothing.
pub(crate) fn completed(worker: &Worker, engine: &Engine, bytes: &[u8], mut reading: Reading) -> Reading {
    match recognised_on(worker, engine, bytes, Some(&reading.wordless)) {
        Ok(recognised) => recognised,
        Err(error) => {
            reading.warnings.push(error.to_string());
            reading.wordless.clear();
            reading
        }
    }
}

/// Reads `bytes` with those of its `pages` that are named recognised by `engine`; all of them where none are.
fn recognised_on(worker: &Worker, engine: &Engine, bytes: &[u8], pages: Option<&[u32]>) -> Result<Reading, ReadError> {
    let hint = Hint::default();
    let name = format!("{}, {}", engine.name(), engine.languages);
    let mut told = bytes.to_vec();
    let mut found = Vec::new();
    let (mut at, mut many, mut any) = (0, pages.map_or(1, |pages| pages.len().min(MOST_PAGES)), false);
    while at < many {
        let number = pages.map_or_else(|| u32::try_from(at + 1).unwrap_or(u32::MAX), |pages| pages[at]);
        // A page that cannot be drawn, or read, is told of as one without words.
        let table = match worker.pictured(bytes, &hint, Deed::Draw(number)) {
            Ok(Original::Picture { pages: all, png, .. }) => {
                if pages.is_none() {
                    many = usize::try_from(all).unwrap_or(MOST_PAGES).min(MOST_PAGES);
                }
                engine.table(worker, &png)
            }
            Ok(_) => None,
            Err(error) if at == 0 => return Err(error),
            Err(_) => None,
        };
        at += 1;
        any = any || table.is_some();
        if !any && at == GIVEN_UP {
            break;
        }
        let table = table.unwrap_or_default();
        told.extend_from_slice(table.as_bytes());
        found.push((number, table.len()));
    }
    if !any {
        return Err(ReadError::NotRecognised { engine: name });
    }
    let (reading, _) = worker.asked::<Reading>(&told, &hint, Deed::Recognised { engine: name, pages: found })?;
    Ok(reading)
}

/// The worker's side: reads what the engine found on `pages`, in tables of such lengths at the end of `bytes`.
pub(crate) fn recognised(bytes: &[u8], engine: &str, pages: &[(u32, usize)]) -> Result<Reading, documents::Error> {
    let damaged = || documents::Error::Damaged { what: "what OCR found".to_owned() };
    let all = pages.iter().try_fold(0_usize, |all, (_, length)| all.checked_add(*length));
    let start = all.and_then(|all| bytes.len().checked_sub(all)).ok_or_else(damaged)?;
    let (document, mut rest) = bytes.split_at(start);
    let mut found = Vec::new();
    for (page, length) in pages {
        let (table, others) = rest.split_at_checked(*length).ok_or_else(damaged)?;
        let table = std::str::from_utf8(table).map_err(|_| damaged())?;
        found.push(Recognised { page: *page, table });
        rest = others;
    }
    documents::recognised(document, &found, engine)
}

/// Confines this process and becomes the engine that the command line names.
pub(crate) fn become_engine() -> ExitCode {
    let words: Vec<OsString> = env::args_os().skip(2).collect();
    let [program, languages] = &words[..] else { return ExitCode::FAILURE };
    if walls::confine_engine(&LIMITS).is_err() {
        return ExitCode::FAILURE;
    }
    let mut command = Command::new(program);
    command.args(["stdin", "stdout", "-l"]).arg(languages).args(["--dpi", "300", "-c", "tessedit_create_tsv=1"]);
    match replaced_by(command) {
        Ok(code) => code,
        Err(_) => ExitCode::FAILURE,
    }
}

#[cfg(unix)]
fn replaced_by(mut command: Command) -> io::Result<ExitCode> {
    use std::os::unix::process::CommandExt;

    Err(command.exec())
}

#[cfg(not(unix))]
fn replaced_by(mut command: Command) -> io::Result<ExitCode> {
    Ok(if command.status()?.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The engine's program, where the search path has it.
fn on_path() -> Option<PathBuf> {
    let name = format!("{NAME}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(&name))
        .find(|path| path.is_absolute() && path.is_file())
}

/// The version in what the engine says of itself: "tesseract 5.3.0" and more.
fn version(told: &str) -> Option<String> {
    let version = told.lines().find_map(|line| line.strip_prefix(NAME))?.trim().trim_start_matches('v');
    let version: String =
        version.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).take(40).collect();
    Some(version).filter(|version| !version.is_empty())
}

/// The languages in what the engine lists, below a line that says so.
fn languages(told: &str) -> Vec<String> {
    let is_name =
        |line: &&str| line.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'/' | b'-'));
    let named = told.lines().map(str::trim).filter(|line| !line.is_empty()).filter(is_name);
    named.filter(|name| !NO_LANGUAGES.contains(name)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_engine_says_of_itself_is_understood() {
        assert_eq!(version("tesseract 5.3.0\n leptonica-1.82.0\n").as_deref(), Some("5.3.0"));
        assert_eq!(version("tesseract v5.0.1.20220118\n").as_deref(), Some("5.0.1.20220118"));
        assert_eq!(version("not found"), None);
        let told = "List of available languages in \"/usr/share/tessdata/\" (4):\neng\nosd\nscript/Latin\nukr\n";
        assert_eq!(languages(told), ["eng", "script/Latin", "ukr"]);
    }

    #[test]
    fn lengths_that_do_not_fit_are_refused() {
        for pages in [&[(1, 5)][..], &[(1, 1), (2, 4)], &[(1, usize::MAX), (2, 1)]] {
            let told = recognised(b"%PDF", "an engine", pages).expect_err("they do not fit").to_string();
            assert!(told.starts_with("the file is damaged"), "{told}");
        }
    }
}

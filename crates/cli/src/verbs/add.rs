//! Loading, with its progress told where somebody watches.

use std::{
    cell::LazyCell,
    io::{self, IsTerminal, Read},
    num::NonZeroUsize,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{Arc, atomic::AtomicBool},
};

use domain::Origin;
use workbench::{
    Error, FetchError, Fetcher, Workbench,
    bulk::{Jobs, Source},
    folders,
    ocr::Engine,
    settings::Settings,
    views::{Loaded, Report, TableMapping},
};

use super::told;
use crate::print::{self, Output};

/// Bytes of standard input that are read at most, and one more to tell.
const MOST_INPUT: u64 = (100 << 20) + 1;

/// What is asked to be loaded on the command line.
pub(crate) struct Asked {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) jobs: Option<NonZeroUsize>,
    pub(crate) with_resources: bool,
    /// Whether the pages that lists lead to are fetched too.
    pub(crate) fetch_links: bool,
    /// What the columns of the files say, which are tables then.
    pub(crate) mapping: Option<TableMapping>,
}

/// Loads all that is asked for and prints what came of each.
pub(crate) fn run(bench: &Workbench, asked: Asked, output: Output) -> ExitCode {
    let Asked { paths, jobs, with_resources, fetch_links, mapping } = asked;
    let fetcher = LazyCell::new(|| Settings::load(&folders::config_dir()).fetcher().map(Arc::new));
    let jobs = jobs.map_or_else(Jobs::usual, Jobs::from);
    let address = |address: &str| fetched(&fetcher, address, with_resources);
    let given = |path: PathBuf| match path.to_str().filter(|path| is_address(path)) {
        Some(given) => address(given),
        None if path.as_os_str() == "-" => input(),
        None => Ok(match &mapping {
            Some(mapping) => Source::Table { path, mapping: mapping.clone() },
            None => Source::Path(path),
        }),
    };
    let Report { mut loaded, mut scans, .. } = load(bench, paths.into_iter().map(given), jobs);
    if fetch_links {
        let links = links(&mut loaded);
        let more = load(bench, links.iter().map(|link| address(link)), jobs);
        loaded.extend(more.loaded);
        scans += more.scans;
    }
    let code = told(&loaded, output);
    // A single refusal is one sentence, which names OCR itself.
    let is_refused = matches!(&loaded[..], [Loaded::Failed { .. }]);
    if let Some(engine) = (scans > 0 && !is_refused).then(Engine::installed).and_then(Result::ok) {
        print::complain_of(&format!(
            "{} is installed: load again with --ocr what holds pages without text",
            engine.name()
        ));
    }
    code
}

/// Loads what is wanted, as far as there is a way to it, and tells of the progress where somebody watches.
fn load(bench: &Workbench, wanted: impl Iterator<Item = Result<Source, Loaded>>, jobs: Jobs) -> Report {
    let (sources, refused): (Vec<_>, Vec<_>) = wanted.partition(Result::is_ok);
    let sources = sources.into_iter().filter_map(Result::ok).collect();
    let watched = io::stderr().is_terminal();
    // Who stops it ends the program: what was loaded until then is on the disk.
    let mut report = bench.load_all(sources, jobs, &AtomicBool::new(false), |progress| {
        if watched && progress.total > 1 {
            print::progress(progress);
        }
    });
    if watched {
        print::progress_over();
    }
    report.loaded.extend(refused.into_iter().filter_map(Result::err));
    report
}

/// Takes the addresses out of the lists in what was `loaded`, each once.
fn links(loaded: &mut [Loaded]) -> Vec<String> {
    let mut addresses: Vec<String> = Vec::new();
    for one in loaded {
        let Loaded::Parted { links, .. } = one else { continue };
        for link in links.extract_if(.., |link| is_address(&link.url)) {
            if !addresses.contains(&link.url) {
                addresses.push(link.url);
            }
        }
    }
    addresses
}

fn input() -> Result<Source, Loaded> {
    let mut bytes = Vec::new();
    match io::stdin().lock().take(MOST_INPUT).read_to_end(&mut bytes) {
        Ok(_) => Ok(Source::Bytes { bytes, origin: Origin::StandardInput }),
        Err(cause) => Err(Loaded::Failed {
            name: "standard input".to_owned(),
            reason: Error::file("load", Path::new("standard input"), &cause).to_string(),
        }),
    }
}

/// Whether `path` is an address of the web and no file.
fn is_address(path: &str) -> bool {
    path.split_once("://")
        .is_some_and(|(scheme, _)| ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web)))
}

fn fetched(fetcher: &Result<Arc<Fetcher>, FetchError>, address: &str, whole: bool) -> Result<Source, Loaded> {
    match fetcher {
        Ok(fetcher) => Ok(Source::Address { fetcher: Arc::clone(fetcher), address: address.to_owned(), whole }),
        Err(error) => Err(Loaded::Failed { name: address.to_owned(), reason: error.to_string() }),
    }
}

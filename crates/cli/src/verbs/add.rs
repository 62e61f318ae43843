//! Loading, with its progress told where somebody watches.

use std::{
    cell::LazyCell,
    io::{self, IsTerminal, Read},
    num::NonZeroUsize,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::atomic::AtomicBool,
};

use domain::Origin;
use workbench::{
    Error, FetchError, Fetcher, Workbench,
    bulk::{Source, usual_jobs},
    folders,
    settings::Settings,
    views::{Loaded, TableMapping},
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
    /// What the columns of the files say, which are tables then.
    pub(crate) mapping: Option<TableMapping>,
}

/// Loads all that is asked for and prints what came of each.
pub(crate) fn run(bench: &Workbench, asked: Asked, output: Output) -> ExitCode {
    let Asked { paths, jobs, with_resources, mapping } = asked;
    let fetcher = LazyCell::new(|| Settings::load(&folders::config_dir()).fetcher());
    let mut others = Vec::new();
    let mut sources = Vec::new();
    for path in paths {
        if let Some(address) = path.to_str().filter(|path| is_address(path)) {
            others.push(fetched(bench, &fetcher, address, with_resources));
            continue;
        }
        if path.as_os_str() != "-" {
            sources.push(match &mapping {
                Some(mapping) => Source::Table { path, mapping: mapping.clone() },
                None => Source::Path(path),
            });
            continue;
        }
        let mut bytes = Vec::new();
        match io::stdin().lock().take(MOST_INPUT).read_to_end(&mut bytes) {
            Ok(_) => sources.push(Source::Bytes { bytes, origin: Origin::StandardInput }),
            Err(cause) => others.push(Loaded::Failed {
                name: "standard input".to_owned(),
                reason: Error::file("load", Path::new("standard input"), &cause).to_string(),
            }),
        }
    }
    let watched = io::stderr().is_terminal();
    // Who stops it ends the program: what was loaded until then is on the disk.
    let report = bench.load_all(sources, jobs.unwrap_or_else(usual_jobs), &AtomicBool::new(false), |progress| {
        if watched && progress.total > 1 {
            print::progress(progress);
        }
    });
    if watched {
        print::progress_over();
    }
    told(&[report.loaded, others].concat(), output)
}

/// Whether `path` is an address of the web and no file.
fn is_address(path: &str) -> bool {
    path.split_once("://")
        .is_some_and(|(scheme, _)| ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web)))
}

fn fetched(bench: &Workbench, fetcher: &Result<Fetcher, FetchError>, address: &str, whole: bool) -> Loaded {
    match fetcher {
        Ok(fetcher) if whole => bench.load_address_whole(fetcher, address),
        Ok(fetcher) => bench.load_address(fetcher, address),
        Err(error) => Loaded::Failed { name: address.to_owned(), reason: error.to_string() },
    }
}

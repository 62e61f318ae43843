//! Pages a second on one thread, beside the bare parse of the same pages, and the most memory that a worker took.
//!
//! `cargo xtask bench load` runs it: `load PROGRAM PAGE…`, where PROGRAM can be started as a worker.

use std::{
    env, fs,
    hint::black_box,
    io::{self, Write},
    path::PathBuf,
    time::{Duration, Instant},
};

use documents::Hint;
use nix::{
    sys::resource::{UsageWho, getrusage},
    time::{ClockId, clock_gettime},
};
use workbench::worker::{Limits, Worker};

fn main() -> io::Result<()> {
    // Cargo adds its own word to what it starts.
    let mut given = env::args().skip(1).filter(|word| word != "--bench");
    let Some(program) = given.next() else {
        return writeln!(io::stderr(), "load PROGRAM PAGE…: `cargo xtask bench load` knows them");
    };
    let pages: Vec<(String, Vec<u8>)> =
        given.map(|path| Ok((path.clone(), fs::read(path)?))).collect::<io::Result<_>>()?;
    let hint = |name: &str| Hint { name: Some(name.to_owned()), ..Hint::default() };

    let parsed = spent(|| {
        for (_, bytes) in &pages {
            black_box(dom_query::Document::from(String::from_utf8_lossy(bytes).as_ref()));
        }
    })?;
    let read = spent(|| {
        for (name, bytes) in &pages {
            // A page without an article costs its time too.
            let _ = black_box(documents::read(bytes, &hint(name)));
        }
    })?;
    let worker = Worker { program: PathBuf::from(program), limits: Limits::default() };
    let start = Instant::now();
    let refused = pages.iter().filter(|(name, bytes)| worker.read(bytes, &hint(name)).is_err()).count();
    let worked = start.elapsed();
    let kibibytes = getrusage(UsageWho::RUSAGE_CHILDREN)?.max_rss();

    let told = serde_json::json!({
        "pages": pages.len(),
        "refused": refused,
        "parse_seconds": parsed.as_secs_f64(),
        "read_seconds": read.as_secs_f64(),
        "worker_seconds": worked.as_secs_f64(),
        "worker_kibibytes": kibibytes,
    });
    writeln!(io::stdout(), "{told}")
}

/// How long this thread computed to do `work`.
fn spent(work: impl FnOnce()) -> io::Result<Duration> {
    let start = clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID)?;
    work();
    Ok(Duration::from(clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID)?) - Duration::from(start))
}

//! Reading claims with the model of meaning, where one is installed: beside the window, a few at a time, while nobody
//! waits for anything.

use std::{
    thread,
    time::{Duration, Instant},
};

use tauri::{AppHandle, Manager};

use crate::desktop::Desktop;

/// How long after the start it begins: the window comes first.
const FIRST: Duration = Duration::from_secs(5);
/// How long nothing was asked of the workbench, before it goes on.
const IDLE: Duration = Duration::from_secs(1);
/// How often it is looked whether there is something to read.
const LOOKED: Duration = Duration::from_secs(10);
/// Claims that are read at once.
const AT_ONCE: usize = 8;

/// Reads claims as they come, from now on.
pub(crate) fn keep_reading(app: AppHandle) {
    thread::spawn(move || {
        thread::sleep(FIRST);
        loop {
            let began = Instant::now();
            let read = read_some(&app);
            // As long a rest as the work took: the other half of a processor is for whatever else runs.
            thread::sleep(if read { began.elapsed() } else { LOOKED });
        }
    });
}

/// Whether there were claims to read, which they are by now.
fn read_some(app: &AppHandle) -> bool {
    let desktop = app.state::<Desktop>();
    while desktop.idle_for() < IDLE {
        thread::sleep(IDLE);
    }
    // Let go of before the rest, so that a workspace that is closed meanwhile is closed.
    let Ok(bench) = desktop.bench() else { return false };
    match bench.read_meanings(AT_ONCE) {
        Ok(read) => read > 0,
        Err(error) => {
            tracing::warn!("claims could not be read by the model of meaning: {:?}", error.code());
            false
        }
    }
}

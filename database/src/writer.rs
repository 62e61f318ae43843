//! The one connection that writes, on a thread of its own.

use std::{
    sync::mpsc::{Sender, channel},
    thread::JoinHandle,
};

use rusqlite::Connection;

use crate::{Error, Result};

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// A thread that owns the writing connection and does one job after another.
pub(crate) struct Writer {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn new(mut conn: Connection) -> Result<Self> {
        let (jobs, waiting) = channel::<Job>();
        let thread = std::thread::Builder::new()
            .name("workspace writer".to_owned())
            .spawn(move || {
                for job in waiting {
                    job(&mut conn);
                }
            })
            .map_err(|cause| Error::File { what: "start the workspace's writer", cause })?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Does `job` on the writing connection and waits for its answer.
    pub(crate) fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Connection) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = channel();
        let job: Job = Box::new(move |conn| {
            // Nobody waits any more only when the caller's thread is gone.
            let _ = answer.send(job(conn));
        });
        self.jobs.as_ref().ok_or(Error::Stopped)?.send(job).map_err(|_| Error::Stopped)?;
        answered.recv().map_err(|_| Error::Stopped)?
    }
}

impl Drop for Writer {
    /// Lets the job at hand finish and closes the connection, which empties the write-ahead log.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            // A panic there was answered as `Stopped` already.
            let _ = thread.join();
        }
    }
}

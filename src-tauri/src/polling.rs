//! Asking feeds what is new: beside the window, for as long as it is open, and only those that are subscribed to.

use std::{sync::Arc, thread, time::Duration};

use domain::FeedId;
use tauri::{AppHandle, Manager};
use workbench::{
    Code, Fetcher, Problem,
    feeds::{Asked, Due},
};

use crate::desktop::{Desktop, Outcome};

/// How long after the start feeds are asked first: whoever opens the program has not come for them.
const FIRST: Duration = Duration::from_secs(20);
/// How often it is looked whether a feed's time has come.
const LOOKED: Duration = Duration::from_secs(60);

/// Asks feeds when their time has come, from now on.
pub(crate) fn keep_polling(app: AppHandle) {
    thread::spawn(move || {
        thread::sleep(FIRST);
        loop {
            if app.state::<Desktop>().settings().feed_minutes > 0 {
                poll_due(app.clone());
            }
            thread::sleep(LOOKED);
        }
    });
}

/// Asks the feeds whose time has come, in the background.
pub(crate) fn poll_due(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let desktop = app.state::<Desktop>();
        let due = desktop.on(workbench::Workbench::feeds_due).await;
        let polled = match due {
            Ok(due) if due.is_empty() => Ok(()),
            Ok(due) => ask_all(&app, due).await,
            Err(problem) => Err(problem),
        };
        match polled {
            // No workspace is open, or another one by now.
            Ok(()) | Err(Problem { code: Code::NotFound, .. }) => {}
            Err(problem) => tracing::warn!("feeds could not be asked: {:?}", problem.code),
        }
    });
}

/// Asks `feed`, or all of them, whether their time has come or not.
pub(crate) async fn poll_now(app: AppHandle, feed: Option<FeedId>) -> Outcome<()> {
    let due = app.state::<Desktop>().on(move |bench| bench.feeds_now(feed)).await?;
    ask_all(&app, due).await
}

async fn ask_all(app: &AppHandle, due: Vec<Due>) -> Outcome<()> {
    let desktop = app.state::<Desktop>();
    // Two rounds at a time would ask everything twice.
    let _turn = desktop.polling.lock().await;
    let fetcher = desktop.fetcher().await?;
    let every = desktop.settings().feeds_every();
    for one in due {
        let asked = ask(Arc::clone(&fetcher), one).await;
        if let Some(asked) = asked {
            desktop.on(move |bench| bench.receive(asked, every)).await?;
        }
    }
    Ok(())
}

/// Asks one feed. The workspace is not held meanwhile, so that it can be closed.
async fn ask(fetcher: Arc<Fetcher>, due: Due) -> Option<Asked> {
    tauri::async_runtime::spawn_blocking(move || due.ask(&fetcher)).await.ok()
}

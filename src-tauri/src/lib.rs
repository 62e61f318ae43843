//! The window: commands, dialogs, menus, paths, events. It adds nothing to the workbench but a screen to call it from.

mod commands;
mod desktop;
mod dialogs;
mod events;
mod loading;
mod log;
mod meaning;
mod menu;
mod names;
mod polling;
mod walls;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use tauri::{Manager, RunEvent, Wry};
use tauri_plugin_window_state::StateFlags;
use tauri_specta::{Builder, ErrorHandlingMode, collect_events};

use crate::desktop::Desktop;
pub use crate::names::COMMANDS;

/// How often it is asked whether a backup is due.
const BACKUP_ASKED: Duration = Duration::from_secs(5 * 60);
/// How long after the start it is asked first: the first paint comes before.
const BACKUP_FIRST: Duration = Duration::from_secs(15);

/// When the program started, for measuring its way to the first paint.
pub(crate) struct Started(pub(crate) Instant);

/// The commands and events, typed: what the screen's bindings are generated from.
pub fn bindings() -> Builder<Wry> {
    Builder::<Wry>::new()
        .disable_serde_phases()
        .error_handling(ErrorHandlingMode::Throw)
        .commands(commands::all())
        .events(collect_events![
            events::Stale,
            events::WorkspaceOpened,
            events::LoadingMoved,
            events::TableFound,
            events::LoadingEnded,
            events::AskingMoved,
            events::ReportMoved,
            events::FilesOver,
            events::MenuChosen,
            events::HandoverRefused,
        ])
}

/// Opens the window and stays until it is closed.
pub fn run() -> ExitCode {
    let started = Started(Instant::now());
    let _log = log::start();
    let bindings = bindings();
    let calls = bindings.invoke_handler();
    let app = tauri::Builder::default()
        // First, so that a second start hands its files over before it builds anything.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            walls::bring_forward(app);
            desktop::open_arguments(app, &named(&arguments, Path::new(&folder)));
        }))
        .plugin(tauri_plugin_dialog::init())
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .manage(started)
        .invoke_handler(calls)
        .setup(move |app| {
            bindings.mount_events(app);
            let handle = app.handle();
            app.manage(Desktop::new());
            let arguments: Vec<String> = std::env::args().collect();
            let here = std::env::current_dir().unwrap_or_default();
            desktop::start(handle, &named(&arguments, &here));
            menu::listen(handle);
            walls::open(handle)?;
            keep_backups(handle.clone());
            polling::keep_polling(handle.clone());
            meaning::keep_reading(handle.clone());
            Ok(())
        })
        .build(tauri::generate_context!());
    match app {
        Ok(app) => {
            app.run(|app, event| {
                if let RunEvent::Exit = event {
                    app.state::<Desktop>().close();
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!("the window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The files that the command line names, in full; the program's own name is left out.
fn named(arguments: &[String], folder: &Path) -> Vec<PathBuf> {
    arguments.iter().skip(1).filter(|argument| !argument.starts_with('-')).map(|name| folder.join(name)).collect()
}

fn keep_backups(app: tauri::AppHandle) {
    std::thread::spawn(move || {
        std::thread::sleep(BACKUP_FIRST);
        loop {
            app.state::<Desktop>().back_up();
            std::thread::sleep(BACKUP_ASKED);
        }
    });
}

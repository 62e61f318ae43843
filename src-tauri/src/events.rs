//! What the screen is told without asking.

use domain::Topic;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;
use workbench::views::Loaded;

/// What is shown of these topics is out of date.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct Stale(pub(crate) Vec<Topic>);

/// Another workspace is open, or none could be opened.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct WorkspaceOpened;

/// Loading goes on with `name`; `done` of `total` are through.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct LoadingMoved {
    pub(crate) done: u32,
    pub(crate) total: u32,
    pub(crate) name: String,
}

/// Loading is over; what was cancelled is not listed.
#[derive(Debug, Clone, Serialize, Type, Event)]
pub(crate) struct LoadingEnded {
    pub(crate) loaded: Vec<Loaded>,
    pub(crate) cancelled: bool,
}

/// Files are held over the window, or no longer.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct FilesOver(pub(crate) bool);

/// A menu item was chosen, by its id.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct MenuChosen(pub(crate) String);

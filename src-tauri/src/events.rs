//! What the screen is told without asking.

use domain::Topic;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;
use workbench::{
    Step,
    views::{Asking, Progress, Report, TablePreview},
};

/// What is shown of these topics is out of date.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct Stale(pub(crate) Vec<Topic>);

/// Another workspace is open, or none could be opened.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct WorkspaceOpened;

/// Loading goes on.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct LoadingMoved(pub(crate) Progress);

/// Loading is over; what was cancelled is not listed.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct LoadingEnded(pub(crate) Report);

/// A table is to be looked at before it is loaded: it is not sure what its columns say.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct TableFound(pub(crate) TablePreview);

/// Asking a model goes on.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct AskingMoved(pub(crate) Asking);

/// The writing of a report goes on.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct ReportMoved(pub(crate) Step);

/// Files are held over the window, or no longer.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct FilesOver(pub(crate) bool);

/// A menu item was chosen, by its id.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct MenuChosen(pub(crate) String);

/// What was handed over could not be opened, as a sentence.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct HandoverRefused(pub(crate) String);

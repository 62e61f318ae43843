//! What is known to have happened in investigations.

use domain::{Event, EventId, InvestigationId, Moment};
use workbench::views::EventInput;

use super::{Desk, Outcome};

/// An event of an investigation.
#[tauri::command]
#[specta::specta]
pub(crate) async fn event(desk: Desk<'_>, id: EventId) -> Outcome<Event> {
    desk.on(move |bench| bench.event(id)).await
}

/// Records that something happened in an investigation.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_event(
    desk: Desk<'_>,
    investigation: InvestigationId,
    input: EventInput,
) -> Outcome<EventId> {
    desk.on(move |bench| bench.record_event(investigation, &input)).await
}

/// Changes what is known of an event.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_event(desk: Desk<'_>, id: EventId, input: EventInput) -> Outcome<()> {
    desk.on(move |bench| bench.change_event(id, &input)).await
}

/// Takes an event out of sight.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_event(desk: Desk<'_>, id: EventId) -> Outcome<()> {
    desk.on(move |bench| bench.remove_event(id)).await
}

/// The days that what is typed stands for; nothing while it is blank.
#[tauri::command]
#[specta::specta]
pub(crate) async fn time_read(desk: Desk<'_>, typed: String) -> Outcome<Option<Moment>> {
    desk.on(move |bench| bench.time_read(&typed)).await
}

//! Files to drag, as a file manager has them: a small window in the corner of the screen whose whole face is dragged.
//! Its arguments are the files.

use std::{env, process::ExitCode};

use gtk::{
    TargetEntry, TargetFlags, Window, WindowType,
    gdk::{DragAction, ModifierType},
    glib,
    prelude::{GtkWindowExt, WidgetExt, WidgetExtManual},
};

fn main() -> ExitCode {
    let files = env::args_os().skip(1).map(|path| glib::filename_to_uri(path, None));
    let (Ok(files), Ok(())) = (files.collect::<Result<Vec<_>, _>>(), gtk::init()) else {
        return ExitCode::FAILURE;
    };
    // Above the others, and placed by nobody else.
    let window = Window::new(WindowType::Popup);
    window.set_default_size(40, 40);
    window.move_(0, 0);
    let targets = [TargetEntry::new("text/uri-list", TargetFlags::OTHER_APP, 0)];
    window.drag_source_set(ModifierType::BUTTON1_MASK, &targets, DragAction::COPY);
    window.connect_drag_data_get(move |_, _, data, _, _| {
        data.set_uris(&files.iter().map(glib::GString::as_str).collect::<Vec<_>>());
    });
    window.show_all();
    gtk::main();
    ExitCode::SUCCESS
}

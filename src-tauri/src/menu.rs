//! The native menu. Its words and keys come from the screen, where all words live; a choice goes back as its id.

use serde::Deserialize;
use specta::Type;
use tauri::{
    AppHandle, Wry,
    menu::{IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu},
};
use tauri_specta::Event;

use crate::{events::MenuChosen, loading::told};

/// One menu of the bar.
#[derive(Debug, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub(crate) struct MenuInput {
    title: String,
    entries: Vec<MenuEntry>,
}

/// A line of a menu.
#[derive(Debug, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum MenuEntry {
    Item(MenuChoice),
    Separator,
    Submenu { title: String, choices: Vec<MenuChoice> },
}

/// Something to choose.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct MenuChoice {
    id: String,
    label: String,
    /// As "Ctrl+Shift+Z"; empty for none.
    accelerator: String,
    enabled: bool,
}

/// Passes choices on to the screen.
pub(crate) fn listen(app: &AppHandle) {
    app.on_menu_event(|app, event| told(MenuChosen(event.id().0.clone()).emit(app)));
}

/// Shows `menus` in the bar.
pub(crate) fn show(app: &AppHandle, menus: Vec<MenuInput>) -> tauri::Result<()> {
    let bar = Menu::new(app)?;
    for MenuInput { title, entries } in menus {
        let submenu = Submenu::new(app, title, true)?;
        for entry in entries {
            match entry {
                MenuEntry::Item(choice) => submenu.append(&item(app, &choice)?)?,
                MenuEntry::Separator => submenu.append(&PredefinedMenuItem::separator(app)?)?,
                MenuEntry::Submenu { title, choices } => {
                    let items = choices.iter().map(|choice| item(app, choice)).collect::<tauri::Result<Vec<_>>>()?;
                    let items: Vec<&dyn IsMenuItem<Wry>> = items.iter().map(|item| item as _).collect();
                    submenu.append(&Submenu::with_items(app, title, !items.is_empty(), &items)?)?;
                }
            }
        }
        bar.append(&submenu)?;
    }
    app.set_menu(bar).map(drop)
}

fn item(app: &AppHandle, choice: &MenuChoice) -> tauri::Result<MenuItem<Wry>> {
    let accelerator = Some(choice.accelerator.as_str()).filter(|keys| !keys.is_empty());
    MenuItem::with_id(app, &choice.id, &choice.label, choice.enabled, accelerator)
}

//! The language model on this machine that may be asked what else an article claims; and, which is another, the model of
//! meaning that claims are matched by.

use domain::ArticleId;
use tauri::AppHandle;
use tauri_specta::Event;
use workbench::{
    settings::ModelSetting,
    views::{Asked, MeaningStanding},
};

use super::{Desk, Outcome};
use crate::{events::AskingMoved, loading::told};

/// Whether claims are matched by meaning too, and how far their model has read.
#[tauri::command]
#[specta::specta]
pub(crate) async fn meaning_standing(desk: Desk<'_>) -> Outcome<MeaningStanding> {
    desk.on(workbench::Workbench::meaning_standing).await
}

/// Whether a model may be asked, and which.
#[tauri::command]
#[specta::specta]
pub(crate) async fn model_setting(desk: Desk<'_>) -> Outcome<ModelSetting> {
    Ok(desk.settings().model.clone())
}

/// Says whether a model may be asked, and which.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_model(desk: Desk<'_>, setting: ModelSetting) -> Outcome<()> {
    let setting = setting.checked()?;
    desk.change_settings(|settings| settings.model = setting)
}

/// Asks the model what else an article claims. Asking ends what was asked before.
#[tauri::command]
#[specta::specta]
pub(crate) async fn ask_model(app: AppHandle, desk: Desk<'_>, article: ArticleId) -> Outcome<Asked> {
    let setting = desk.settings().model.clone();
    let cancel = desk.asking.renewed();
    desk.on(move |bench| {
        bench.ask_model(article, &setting.model()?, &cancel, |asking| told(AskingMoved(asking).emit(&app)))
    })
    .await
}

/// Ends asking the model; what it proposed so far is kept.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_asking(desk: Desk<'_>) -> Outcome<()> {
    desk.asking.renewed();
    Ok(())
}

//! Proposing claims: of files that are kept nowhere, and of articles in the workspace.

use std::{path::PathBuf, process::ExitCode};

use domain::ArticleId;
use serde_json::json;
use workbench::{
    Limits, Model, Result, Workbench, folders,
    settings::{ModelSetting, Settings},
    suggestions::{Proposed, proposed_in_file},
    views::Asked,
    worker::Reader,
};

use crate::{
    arguments::Helper,
    print::{self, Output},
};

/// The model that `helper` asks for: that of the settings, or one of its own.
pub(crate) fn model(helper: Helper) -> Result<Option<Model>> {
    let Helper { with_model, endpoint, model } = helper;
    let limits = Limits::default();
    match endpoint.zip(model) {
        Some((address, name)) => Ok(Some(Model::at(&address, &name, limits)?)),
        None => with_model.then(|| ModelSetting::model(&Settings::load(&folders::config_dir()).model)).transpose(),
    }
}

/// Proposes the claims of each of `articles`; with JSON a line each. One that cannot be read does not end the others.
pub(crate) fn run(
    reader: &Reader,
    articles: &[PathBuf],
    model: Option<&Model>,
    opened: impl Fn() -> Result<Workbench>,
    output: Output,
) -> Result<ExitCode> {
    let mut bench = None;
    let mut code = ExitCode::SUCCESS;
    for path in articles {
        let id = path.to_str().and_then(|text| text.parse::<ArticleId>().ok()).filter(|_| !path.exists());
        let proposed = match id {
            Some(id) => {
                let desk = match bench.take() {
                    Some(desk) => desk,
                    None => opened()?,
                };
                bench.insert(desk).proposed(id, model)
            }
            None => proposed_in_file(reader, path, model),
        };
        match (proposed, output) {
            (Ok(proposed), Output::Json) => print::raw(&serde_json::to_string(&proposed).unwrap_or_default()),
            (Ok(proposed), Output::Text) => print::line(&told(&proposed)),
            (Err(error), output) => {
                print::complain(&error);
                code = ExitCode::FAILURE;
                if output == Output::Json && articles.len() > 1 {
                    print::raw(&json!({ "refused": error.to_string() }).to_string());
                }
            }
        }
    }
    Ok(code)
}

fn told(proposed: &Proposed) -> String {
    let lines = proposed.suggestions.iter().map(|one| {
        let claimant = one.claimant.as_ref().map_or("unattributed", |claimant| claimant.name.as_str());
        let by = one.proposed_by.as_ref().map(|by| format!("\n  proposed by {} at {}", by.model, by.address));
        let by = by.unwrap_or_default();
        format!("{:.2}  {}\n  {claimant}, {}–{}{by}", one.worth, one.statement, one.start, one.end)
    });
    lines.chain(proposed.asked.iter().flat_map(left_out)).collect::<Vec<_>>().join("\n")
}

/// What of a model's answers is not shown, a line each.
fn left_out(asked: &Asked) -> Vec<String> {
    let lines = [
        (asked.absent, "proposals dropped since their words are not in the article"),
        (asked.known, "proposals dropped since they are proposed or decided already"),
        (asked.unfit, "proposals dropped since they have not the shape of one"),
        (asked.unread, "answers of the model that could not be read"),
    ];
    lines.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{what}: {count}")).collect()
}

//! Proposing claims: of files that are kept nowhere, and of articles in the workspace.

use std::{path::PathBuf, process::ExitCode};

use domain::ArticleId;
use serde_json::json;
use workbench::{
    Result, Workbench,
    suggestions::{Proposed, proposed_in_file},
    worker::Reader,
};

use crate::print::{self, Output};

/// Proposes the claims of each of `articles`; with JSON a line each. One that cannot be read does not end the others.
pub(crate) fn run(
    reader: &Reader,
    articles: &[PathBuf],
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
                bench.insert(desk).proposed(id)
            }
            None => proposed_in_file(reader, path),
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
        format!("{:.2}  {}\n  {claimant}, {}–{}", one.worth, one.statement, one.start, one.end)
    });
    lines.collect::<Vec<_>>().join("\n")
}

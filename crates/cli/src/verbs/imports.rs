//! Bringing in what is kept elsewhere.

use std::path::Path;

use domain::FactCheck;
use workbench::{
    Imported, Result, Workbench,
    views::{Brought, ElsewhereView, ImportMapping, ImportPreview, ImportReport},
};

use crate::print::{Output, here_already, many};

/// Brings in the file at `path`, or says what would come of it.
pub(crate) fn run(
    bench: &Workbench,
    path: &Path,
    mapping: &ImportMapping,
    preview: bool,
    output: Output,
) -> Result<()> {
    if preview {
        output.show(&bench.preview_import(path, mapping)?, previewed);
    } else {
        output.show(&bench.import_file(path, mapping)?, |brought| match brought {
            Brought::Bundle(came) => of_bundle(came),
            Brought::Listed(report) => format!("came in: {}", listed(report)),
        });
    }
    Ok(())
}

fn of_bundle(came: &Imported) -> String {
    let to = came.investigation.as_ref().map(|name| format!(" to “{name}”")).unwrap_or_default();
    let mut text = format!(
        "came in{to}: {}, {}, {}; {}",
        many(came.articles, "article"),
        many(came.claims, "claim"),
        many(came.details, "detail"),
        here_already(came.already_here)
    );
    if came.older_marks > 0 {
        let marks = many(came.older_marks, "older mark");
        text += &format!("; {marks} left out, since the claims were marked here later");
    }
    text
}

fn listed(report: &ImportReport) -> String {
    let ImportReport { articles, claims, notes, fact_checks, already_here, refused, links, .. } = report;
    let mut lines = vec![format!(
        "{}, {}, {}, {}; {}",
        many(*articles, "article"),
        many(*claims, "claim"),
        many(*notes, "note"),
        many(*fact_checks, "fact check"),
        here_already(*already_here)
    )];
    lines.extend(refused.iter().map(|one| format!("not taken: {}: {}", one.place, one.reason)));
    if !links.is_empty() {
        lines.push(format!("{}, not loaded: that needs the network", many(links.len(), "link")));
    }
    lines.extend(links.iter().map(|link| match &link.title {
        Some(title) => format!("  {}  {title}", link.url),
        None => format!("  {}", link.url),
    }));
    lines.join("\n")
}

/// What other houses found, a fact check a line.
pub(crate) fn checked(view: &ElsewhereView) -> String {
    let line = |what: &str, check: &FactCheck| {
        let by = check.publisher.as_deref().or(check.url.as_deref()).unwrap_or_default();
        let found = check.found.as_deref().map(|found| format!(" found “{found}”")).unwrap_or_default();
        let url = check.url.as_deref().map(|url| format!("\n  {url}")).unwrap_or_default();
        format!("{}  {what}  {by}{found} of “{}”{url}", check.id, check.checked)
    };
    let tied = view.tied.iter().map(|check| line("of this claim", check));
    let offered = view.offered.iter().map(|check| line("like it", check));
    tied.chain(offered).collect::<Vec<_>>().join("\n")
}

fn previewed(preview: &ImportPreview) -> String {
    let mut lines = Vec::new();
    for column in &preview.columns {
        let field = column.field.and_then(|field| Some(serde_json::to_value(field).ok()?.as_str()?.to_owned()));
        let field = field.unwrap_or_else(|| "-".to_owned());
        lines.push(format!("{field:11}  {}: {}", column.name, column.samples.join(" | ")));
    }
    for row in &preview.rows {
        let who = row.who.as_deref().unwrap_or("unattributed");
        lines.push(format!("{}  {who}: {}", row.place, row.words));
    }
    lines.push(if preview.complete {
        format!("would come in: {}", listed(&preview.report))
    } else {
        "no column says what is claimed: say which does, with --map statement=COLUMN".to_owned()
    });
    lines.join("\n")
}

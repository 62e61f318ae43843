//! DOCX (ECMA-376): real headings, styles, footnotes and tables, for word processors. The parts are templates.

use domain::CaseFile;
use minijinja::{AutoEscape, Environment, context, syntax::SyntaxConfig, value::Serde};

use crate::{
    Error,
    outline::{Outline, Quoted},
    package,
    progress::Means,
};

/// Each part of the package and its template, in the order that readers expect: the types first.
const PARTS: [(&str, &str); 9] = [
    ("[Content_Types].xml", include_str!("../templates/docx/content_types.xml")),
    ("_rels/.rels", include_str!("../templates/docx/rels.xml")),
    ("docProps/core.xml", include_str!("../templates/docx/core.xml")),
    ("word/document.xml", include_str!("../templates/docx/document.xml")),
    ("word/_rels/document.xml.rels", include_str!("../templates/docx/document_rels.xml")),
    ("word/styles.xml", include_str!("../templates/docx/styles.xml")),
    ("word/settings.xml", include_str!("../templates/docx/settings.xml")),
    ("word/numbering.xml", include_str!("../templates/docx/numbering.xml")),
    ("word/footnotes.xml", include_str!("../templates/docx/footnotes.xml")),
];
const FOOTER: (&str, &str) = ("word/footer1.xml", include_str!("../templates/docx/footer.xml"));
const RUNS: (&str, &str) = ("runs", include_str!("../templates/docx/runs.xml"));

pub(crate) fn render(case: &CaseFile, outline: &Outline, means: Means<'_>) -> Result<Vec<u8>, Error> {
    let told = |cause: minijinja::Error| Error::Layout(format!("{cause:#}"));
    let mut environment = Environment::new();
    // What escapes for HTML escapes for XML too.
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(told)?);
    environment.add_filter("linkable", |url: &str| url.starts_with("https://") || url.starts_with("http://"));
    environment.add_filter("han", |language: &str| matches!(language.split('-').next(), Some("zh" | "ja" | "ko")));
    environment.add_filter("lines", |text: &str| text.split('\n').map(str::to_owned).collect::<Vec<_>>());
    for (name, template) in PARTS.into_iter().chain([FOOTER, RUNS]) {
        environment.add_template(name, template).map_err(told)?;
    }
    let notes: Vec<&Quoted> = outline.notes().map(|(_, quoted)| quoted).collect();
    let made = case.as_of.map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string());
    let values = context! { report => Serde(outline), notes => Serde(&notes), made };
    let mut parts = Vec::new();
    let all: Vec<_> = PARTS.into_iter().chain([FOOTER]).collect();
    for part in means.parts(all.into_iter()) {
        let (name, _) = part?;
        let part = environment.get_template(name).and_then(|template| template.render(&values)).map_err(told)?;
        parts.push((name, part.into_bytes()));
    }
    parts.extend(outline.logo.as_ref().map(|logo| ("word/media/logo.png", logo.picture.png().to_vec())));
    package::zipped(parts)
}

//! HTML: one self-contained page without scripts, made for reading and for paper.

use minijinja::{AutoEscape, Environment, context, syntax::SyntaxConfig, value::Serde};

use crate::{Error, outline::Outline};

pub(crate) fn render(outline: &Outline) -> Result<Vec<u8>, Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(|cause| Error::Layout(cause.to_string()))?);
    environment.add_filter("linkable", |url: &str| url.starts_with("https://") || url.starts_with("http://"));
    environment
        .add_template("report", include_str!("../templates/report.html"))
        .and_then(|()| environment.get_template("report")?.render(context! { report => Serde(outline) }))
        .map(String::into_bytes)
        .map_err(|cause| Error::Layout(cause.to_string()))
}

//! Reading files that are kept nowhere.

use std::{num::NonZeroUsize, path::PathBuf, process::ExitCode};

use serde::Serialize;
use workbench::{
    ocr::Engine,
    reading::{Read, Told, What, read_all},
    views::LinkRow,
    worker::Reader,
};

use super::recogniser;
use crate::print::{self, Output, many};

/// What is told of a file, as JSON.
#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    /// Which document of the file it is; of an article its document says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'a str>,
    #[serde(flatten)]
    said: Said<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Said<'a> {
    Article(&'a Read),
    Links { links: &'a [LinkRow] },
    Refused { refused: String },
}

/// Prints what each of `files` reads as; with JSON a line for each document in it. One that cannot be read does not end
/// the others.
pub(crate) fn run(reader: &Reader, files: &[PathBuf], jobs: NonZeroUsize, output: Output) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    read_all(reader, files, jobs, |Told { file, part, what }| {
        let place = part.as_ref().map_or_else(|| file.clone(), |part| format!("{file} › {part}"));
        let line = |said| Line { file: &file, part: part.as_deref(), said };
        let print = |line: Line<'_>, text: &dyn Fn() -> String| match output {
            Output::Json => print::raw(&serde_json::to_string(&line).unwrap_or_default()),
            Output::Text => print::line(&text()),
        };
        match &what {
            Ok(What::Article(read)) => {
                print(Line { part: None, ..line(Said::Article(read)) }, &|| told(read));
            }
            Ok(What::Links(links)) => print(line(Said::Links { links }), &|| listed(&place, links)),
            Err(error) => {
                code = ExitCode::FAILURE;
                let refused = match recogniser(error) {
                    Some(engine) => format!("{error}. {} is: add --ocr", engine.name()),
                    None => error.to_string(),
                };
                if files.len() == 1 && part.is_none() {
                    return print::complain_of(&refused);
                }
                print::complain_of(&format!("{place}: {refused}"));
                if output == Output::Json {
                    print(line(Said::Refused { refused }), &String::new);
                }
            }
        }
    });
    code
}

fn listed(place: &str, links: &[LinkRow]) -> String {
    let line = |link: &LinkRow| {
        format!("\n  {}{}", link.url, link.title.as_ref().map_or(String::new(), |title| format!("  {title}")))
    };
    format!("{place} lists {}:{}\n", many(links.len(), "link"), links.iter().map(line).collect::<String>())
}

fn told(read: &Read) -> String {
    let byline = (!read.byline.is_empty()).then(|| read.byline.join(", "));
    let day = read.published.map(|day| day.to_string());
    let signed: Vec<String> = [byline, read.publisher.clone(), day, read.url.clone()].into_iter().flatten().collect();
    let mut text = read.title.clone();
    if !signed.is_empty() {
        text += &format!("\n  {}", signed.join(", "));
    }
    if read.left_out > 0 {
        text += &format!("\n  {} characters left out", read.left_out);
    }
    let engine = (!read.wordless.is_empty()).then(Engine::installed).and_then(Result::ok);
    let offer = engine.map(|engine| format!("{} is: add --ocr", engine.name()));
    let warnings: String = read.warnings.iter().chain(&offer).map(|warning| format!("\n  {warning}")).collect();
    text + &warnings + "\n\n" + &read.text + "\n"
}

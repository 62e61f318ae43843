//! Reading files that are kept nowhere.

use std::{num::NonZeroUsize, path::PathBuf, process::ExitCode};

use serde_json::json;
use workbench::{
    reading::{Read, read_all},
    worker::Reader,
};

use crate::print::{self, Output};

/// Prints what each of `files` reads as; with JSON a line each. One that cannot be read does not end the others.
pub(crate) fn run(reader: &Reader, files: &[PathBuf], jobs: NonZeroUsize, output: Output) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    read_all(reader, files, jobs, |read| match (read, output) {
        (Ok(read), Output::Json) => print::raw(&serde_json::to_string(&read).unwrap_or_default()),
        (Ok(read), Output::Text) => print::line(&told(&read)),
        (Err(error), output) => {
            print::complain(&error);
            code = ExitCode::FAILURE;
            if output == Output::Json && files.len() > 1 {
                print::raw(&json!({ "refused": error.to_string() }).to_string());
            }
        }
    });
    code
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
    let warnings: String = read.warnings.iter().map(|warning| format!("\n  {warning}")).collect();
    text + &warnings + "\n\n" + &read.text + "\n"
}

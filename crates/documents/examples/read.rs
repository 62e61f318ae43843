//! Prints what reading each of the files named would give, one JSON line a file, in the shape of
//! `claimdesk read --format json` with the file's name as `page`: what training and measuring read. `--forest FILE` in
//! front reads with the forest in it.

use std::{
    env, fs,
    io::{self, BufWriter, Write},
    path::Path,
    time::{Duration, Instant},
};

use documents::{Hint, Reading, read};
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut spent = Duration::ZERO;
    let mut files: Vec<String> = env::args().skip(1).collect();
    if files.len() > 1 && files[0] == "--forest" {
        documents::plant(fs::read_to_string(&files[1])?);
        files.drain(..2);
    }
    for file in &files {
        let bytes = fs::read(file)?;
        let name = Path::new(file).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let start = Instant::now();
        let reading = read(&bytes, &Hint { name: Some(name.clone()), ..Hint::default() });
        spent += start.elapsed();
        let mut line = match reading {
            Ok(reading) => told(&reading, bytes.len()),
            Err(error) => json!({ "refused": error.to_string() }),
        };
        line["page"] = name.into();
        writeln!(out, "{line}")?;
    }
    let rate = files.len() as f64 / spent.as_secs_f64();
    writeln!(io::stderr(), "{} files, {rate:.0} a second", files.len())
}

fn told(reading: &Reading, bytes: usize) -> Value {
    let blocks: Vec<Value> = reading
        .blocks
        .iter()
        .map(|block| json!({ "kind": block.kind, "start": block.range.start, "end": block.range.end }))
        .collect();
    json!({
        "document": { "media_type": reading.media_type, "sha256": reading.sha256, "bytes": bytes, "encoding": reading.encoding },
        "title": reading.title,
        "byline": reading.byline,
        "publisher": reading.publisher,
        "url": reading.url,
        "published": reading.published.as_ref().map(|dated| dated.on),
        "published_from": reading.published.as_ref().map(|dated| dated.from),
        "modified": reading.modified.as_ref().map(|dated| dated.on),
        "language": reading.language,
        "text": reading.text,
        "blocks": blocks,
        "left_out": reading.left_out.iter().map(|piece| piece.chars().count()).sum::<usize>(),
        "warnings": reading.warnings,
    })
}

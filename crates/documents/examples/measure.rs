//! Prints the blocks of the pages named and what is measured about each, one JSON line a page: what the choice of blocks
//! is trained on.

use std::{
    env, fs,
    io::{self, BufWriter, Write},
    path::Path,
};

fn main() -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for file in env::args().skip(1) {
        let measured = documents::measured(&fs::read(&file)?);
        let blocks: Vec<_> = measured.iter().map(|block| &block.text).collect();
        let rows: Vec<_> = measured.iter().map(|block| &block.row).collect();
        let added: Vec<_> = measured.iter().map(|block| block.added).collect();
        let page = Path::new(&file).file_name().unwrap_or_default().to_string_lossy().into_owned();
        writeln!(out, "{}", serde_json::json!({ "page": page, "blocks": blocks, "rows": rows, "added": added }))?;
    }
    Ok(())
}

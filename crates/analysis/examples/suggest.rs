//! Prints the claims of plain-text files, one JSON line a file, to score them without a workspace.

use std::io::{Read, Write};

use domain::{Block, BlockKind, TextRange, Told, text};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let names: Vec<String> = std::env::args().skip(1).collect();
    let mut out = std::io::stdout().lock();
    if names.is_empty() {
        let mut source = String::new();
        std::io::stdin().read_to_string(&mut source)?;
        return told(&mut out, &source);
    }
    names.iter().try_for_each(|name| told(&mut out, &std::fs::read_to_string(name)?))
}

fn told(out: &mut impl Write, source: &str) -> Result<(), Box<dyn std::error::Error>> {
    let blocks = blocks(source);
    let published = analysis::publication::dated_by_text(source, &blocks).map(|dated| dated.on);
    let language = std::env::var("LANGUAGE_TAG").ok();
    let suggestions = analysis::suggest(source, &blocks, language.as_deref(), published);
    let suggestions: Vec<Told> = suggestions.iter().map(Told::from).collect();
    let line = serde_json::json!({
        "article": { "title": null, "published": published, "published_inferred": true, "language": language, "text": source },
        "suggestions": suggestions,
    });
    Ok(writeln!(out, "{line}")?)
}

/// A line is a paragraph; a short one that ends as no sentence does is a heading; a signed one is a post.
fn blocks(source: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut start = 0;
    for line in source.split('\n') {
        let end = start + text::length(line);
        let range = TextRange { start, end };
        start = end + 1;
        if line.trim().is_empty() {
            continue;
        }
        let signed = line.trim_start().starts_with('—') && line.contains("(@");
        if let Some(post) = blocks.last_mut().filter(|_| signed) {
            let (author, rest) = line.split_once("(@").unwrap_or((line, ""));
            post.kind = BlockKind::EmbeddedPost;
            post.range.end = end;
            post.post = Some(domain::Post {
                author: Some(author.trim_matches(['—', ' ']).to_owned()),
                handle: rest.split(')').next().map(|handle| format!("@{handle}")),
                dated: rest.split_once(')').map(|(_, dated)| dated.trim().to_owned()),
            });
            continue;
        }
        let open = !line.trim_end().ends_with(['.', '!', '?', ':', '…', '”', '"', '\'']) || line.contains(": “");
        let heading = line.chars().count() <= 100 && open && line.split_whitespace().count() <= 16;
        blocks.push(Block { kind: if heading { BlockKind::Heading } else { BlockKind::Paragraph }, range, post: None });
    }
    blocks
}

//! Web pages: main text in typed blocks, metadata, and what was left out as furniture.

mod blocks;
mod metadata;

use std::collections::HashSet;

use dom_query::Document;
use dom_smoothie::{Config, Readability};
use domain::BlockKind;

use self::blocks::Words;
use crate::{Draft, Error, furniture, text::tidy};

/// Where the main text is looked for when the scoring finds none, first match first.
const PLACES: [&str; 5] = ["article", "main", "[role=main]", "[itemprop=articleBody]", "body"];

/// Reads a web page.
pub(crate) fn read(source: &str) -> Result<Draft, Error> {
    let page = Document::from(source);
    let found = metadata::of(&page);
    let main = main_text(source).or_else(|| in_place(&page)).ok_or(Error::NoArticle)?;
    let mut draft = Draft {
        title: found.title,
        byline: found.byline,
        publisher: found.publisher,
        published: found.published,
        language: found.language,
        url: found.url,
        ..Draft::default()
    };
    let title = draft.title.as_deref().map(tidy).unwrap_or_default();
    let mut kept = HashSet::from([title.clone()]);
    for words in main {
        let line = tidy(&words.text);
        let is_title = words.kind == BlockKind::Heading && line == title;
        if is_title || furniture::is(&line) || !kept.insert(line) {
            continue;
        }
        draft.body.push(words.kind, &words.text, words.post);
    }
    draft.left_out = left_out(&page, &kept);
    Ok(draft)
}

/// The main text as the scoring of Mozilla's Readability finds it.
fn main_text(source: &str) -> Option<Vec<Words>> {
    let config = Config { keep_classes: true, ..Config::default() };
    let article = Readability::new(source, None, Some(config)).ok()?.parse().ok()?;
    let content = Document::from(article.content.as_ref());
    Some(blocks::of(&content.root())).filter(|words| !words.is_empty())
}

/// The main text as the page itself marks it.
fn in_place(page: &Document) -> Option<Vec<Words>> {
    PLACES.iter().find_map(|place| {
        let selected = page.try_select(place)?;
        let words: Vec<Words> = selected.nodes().iter().flat_map(blocks::of).collect();
        (!words.is_empty()).then_some(words)
    })
}

/// What a reader of the page would see and the article does not have, piece by piece, in the page's order.
fn left_out(page: &Document, kept: &HashSet<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    let body = page.select("body");
    body.nodes()
        .iter()
        .flat_map(blocks::with_furniture)
        .map(|words| tidy(&words.text))
        .filter(|line| !kept.contains(line) && seen.insert(line.clone()))
        .collect()
}

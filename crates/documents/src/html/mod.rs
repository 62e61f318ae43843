//! Web pages: main text in typed blocks, metadata, and what was left out as furniture.
//!
//! A page is parsed once. Every block of words on it is measured, a small forest of decisions chooses those that are the
//! article, and the rest is what was left out. Where that finds next to nothing, Readability is asked.

mod authors;
mod blocks;
mod choice;
mod dating;
mod hints;
mod measures;
mod metadata;
mod named;
mod program_data;
mod shown;

use std::collections::HashSet;

use dom_query::Document;
use dom_smoothie::{Config, Readability};
use domain::BlockKind;

use self::{
    blocks::{Page, Words},
    measures::Told,
    named::Named,
};
use crate::{Draft, Error, furniture, text::tidy};

/// Letters of running text that a page shows at least when its text is in the page at all.
const SHOWN: usize = 250;
/// Letters that a text kept out of sight has at least to be taken for the article.
const KEPT: usize = 1_500;
/// Letters of an article that needs no second opinion.
const SURE: usize = 250;
/// Letters of an article beside which comments and forms can be done without.
const WHOLE: usize = 500;
/// Elements nested deeper than this take Readability minutes.
const DEEP: usize = 200;
/// Elements nested deeper than this take a parser minutes.
const DEEPEST: usize = 20_000;
/// So many blocks before and after one are beside it: a pointer to another article may part it from the text.
const BESIDE: usize = 2;
/// A line as long as this stands in an article once.
const ONCE: usize = 60;

/// Reads a web page.
pub(crate) fn read(source: &str) -> Result<Draft, Error> {
    if is_too_deep(source) {
        return Err(Error::TooDeep);
    }
    let page = Document::from(source);
    let (words, mut warnings) = seen(&page);
    let chosen = chosen(&page, &words);
    let start = chosen.first().and_then(|first| words.words.iter().position(|words| words.text == first.text));
    let found = metadata::of(&page, &words, start);
    let main = if letters(&chosen) >= SURE { chosen } else { second_opinion(source, &page, &words, chosen) };
    if main.is_empty() {
        return Err(Error::NoArticle);
    }
    let mut draft = Draft {
        title: found.title,
        byline: found.byline,
        publisher: found.publisher,
        published: found.published,
        modified: found.modified,
        paywalled: found.paywalled,
        language: found.language,
        url: found.url,
        ..Draft::default()
    };
    draft.warnings.append(&mut warnings);
    let title = draft.title.as_deref().map(tidy).unwrap_or_default();
    let mut kept = HashSet::from([title.clone()]);
    let mut repeated = Vec::new();
    for words in main {
        let line = tidy(&words.text);
        let is_title = words.kind == BlockKind::Heading && line == title;
        let is_known = !kept.insert(line.clone());
        if is_title || furniture::is(&line) {
            continue;
        }
        if is_known && line.len() >= ONCE {
            repeated.push(line);
            continue;
        }
        draft.body.push(words.kind, &words.text, words.post);
    }
    draft.left_out = left_out(&words, &kept);
    draft.left_out.append(&mut repeated);
    Ok(draft)
}

/// Whether elements that must be closed are nested so deep that a parser would take minutes: each looks at all around it.
pub(crate) fn is_too_deep(source: &str) -> bool {
    const CLOSED: [&str; 12] =
        ["div", "span", "b", "i", "a", "font", "em", "strong", "section", "article", "blockquote", "table"];
    let mut depth = 0_usize;
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let (closes, name) = rest.strip_prefix('/').map_or((false, rest), |name| (true, name));
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        if CLOSED.iter().any(|closed| name[..end].eq_ignore_ascii_case(closed)) {
            depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        }
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

/// All the words of a page that is nothing but its text, such as a chapter or a mail.
pub(crate) fn whole(source: &str) -> Vec<Words> {
    if is_too_deep(source) {
        return Vec::new();
    }
    without_furniture(blocks::of(&Document::from(source).root(), false))
}

/// A block of a page and what is measured about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// Its words.
    pub text: String,
    /// Its measures, in the order that the forest counts them.
    pub row: Vec<f32>,
    /// Whether readers added it: a rule leaves it out, whatever the forest says.
    pub added: bool,
}

/// The blocks of a page and what is measured about each: what the choice is trained on.
pub fn measured(bytes: &[u8]) -> Vec<Measured> {
    let page = Document::from(crate::encoding::decode(bytes).text.as_str());
    let (words, _) = seen(&page);
    let rows = rows(&page, &words);
    let measured =
        |(words, row): (Words, measures::Row)| Measured { text: words.text, added: measures::is_added(&row), row };
    words.words.into_iter().zip(rows).map(measured).collect()
}

/// Chooses blocks by the forest that `weights` describe, not by the shipped one: so it is proved on pages that it has not
/// seen. Too late once a page was read.
pub fn plant(weights: String) {
    choice::plant(weights);
}

/// The words a reader of the page sees. Where they are next to none, the page hides its text until its program runs,
/// or keeps it in its program's data: then they are taken from there, and that is said.
fn seen(page: &Document) -> (Page, Vec<String>) {
    let seen = blocks::of(&page.root(), false);
    let said = running(&seen);
    if said >= SHOWN {
        return (seen, Vec::new());
    }
    let hidden = blocks::of(&page.root(), true);
    if running(&hidden) >= said + KEPT {
        let warning =
            "the page hides its text until its program runs; the hidden text was read. Compare with the original";
        return (hidden, vec![warning.to_owned()]);
    }
    let Some(kept) = program_data::text(page) else { return (seen, Vec::new()) };
    let kept = Document::from(format!("<article class=entry-content>{kept}</article>"));
    let kept = blocks::of(&kept.root(), false);
    if running(&kept) < said + KEPT {
        return (seen, Vec::new());
    }
    let warning = "the page shows no text until its program runs; the text was read from its program's data. Compare with the original";
    (kept, vec![warning.to_owned()])
}

/// Letters of running text.
fn running(page: &Page) -> usize {
    let prose = |words: &&Words| words.text.len() > 100 && words.linked * 3 < words.text.len();
    page.words.iter().filter(prose).map(|words| words.text.len()).sum()
}

fn rows(page: &Document, words: &Page) -> Vec<measures::Row> {
    let (title, description) = metadata::told(page);
    let articles = metadata::json_ld(page);
    let body: String = metadata::body(&articles).map(|body| bare(&body).collect()).unwrap_or_default();
    let named = Named::of(page, &articles);
    measures::of(words, &Told { title: &title, description: &description, body: &body, named: &named })
}

/// The letters and digits of `text`, in lower case.
fn bare(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// The blocks that are likely the article, without what readers add to it.
fn chosen(page: &Document, words: &Page) -> Vec<Words> {
    let rows = rows(page, words);
    let chances: Vec<f32> = rows.iter().map(choice::chance).collect();
    let lengths = words.words.iter().map(|words| words.text.len() as f32);
    let own = chances.iter().copied().zip(lengths).zip(&rows).filter(|(_, row)| !measures::is_added(row));
    let bound = choice::bound(own.map(|(block, _)| block));
    let mut likely: Vec<bool> = chances.iter().map(|chance| *chance > bound).collect();
    close_breaks(&words.words, &chances, &mut likely);
    close_tables(&words.words, &mut likely);
    let likely = || words.words.iter().zip(&rows).zip(&likely).filter(|(_, likely)| **likely).map(|(found, _)| found);
    let own: Vec<Words> =
        likely().filter(|(_, row)| !measures::is_added(row)).map(|(words, _)| words.clone()).collect();
    // A page that is all comments or all form, such as a forum's, is read as it is.
    if letters(&own) >= WHOLE { own } else { likely().map(|(words, _)| words.clone()).collect() }
}

/// Posts and captions in the midst of the article belong to it: they break its text without ending it.
fn close_breaks(words: &[Words], chances: &[f32], likely: &mut [bool]) {
    let is_break =
        |words: &Words| matches!(words.kind, BlockKind::EmbeddedPost | BlockKind::Caption | BlockKind::TableRow);
    let mut at = 0;
    while at < words.len() {
        let breaks = words[at..].iter().take_while(|words| is_break(words)).count();
        let end = at + breaks;
        let before = || likely[at.saturating_sub(BESIDE)..at].contains(&true);
        let after = || likely[end..likely.len().min(end + BESIDE)].contains(&true);
        if breaks > 0 && before() && after() {
            for at in at..end {
                let is_post = words[at].kind == BlockKind::EmbeddedPost;
                let is_caption = words[at].kind == BlockKind::Caption && chances[at] > choice::LIKELY_CAPTION;
                likely[at] |= is_post || is_caption;
            }
        }
        at = end + 1;
    }
}

/// Tables are kept whole: rows without links between two blocks of the article belong to it.
fn close_tables(words: &[Words], likely: &mut [bool]) {
    let mut at = 0;
    while at < words.len() {
        let is_row = |words: &Words| words.kind == BlockKind::TableRow;
        let rows = words[at..].iter().take_while(|words| is_row(words)).count();
        if rows > 1 {
            let end = at + rows;
            let before = likely[at.saturating_sub(BESIDE)..at].contains(&true);
            let near = before && likely[end..likely.len().min(end + BESIDE)].contains(&true);
            let linked: usize = words[at..end].iter().map(|words| words.linked).sum();
            if near && linked * 4 < letters(&words[at..end]) {
                likely[at..end].fill(true);
            }
        }
        at += rows.max(1);
    }
}

fn letters(words: &[Words]) -> usize {
    words.iter().map(|words| words.text.len()).sum()
}

/// The longest of what was chosen, what Mozilla's Readability finds, the text for search engines, and the place that
/// the page marks as its main one.
fn second_opinion(source: &str, page: &Document, words: &Page, chosen: Vec<Words>) -> Vec<Words> {
    let stated = metadata::body(&metadata::json_ld(page)).map(|body| paragraphs(&body));
    let deep = words.places.iter().any(|place| place.depth > DEEP);
    let asked = (!deep).then(|| readability(source)).flatten();
    let opinions = [Some(chosen), asked, stated];
    let best = opinions.into_iter().flatten().max_by_key(|words| letters(words)).unwrap_or_default();
    if best.is_empty() { in_place(page) } else { best }
}

fn readability(source: &str) -> Option<Vec<Words>> {
    let config = Config { keep_classes: true, ..Config::default() };
    let article = Readability::new(source, None, Some(config)).ok()?.parse().ok()?;
    let content = Document::from(article.content.as_ref());
    Some(without_furniture(blocks::of(&content.root(), false)))
}

fn paragraphs(text: &str) -> Vec<Words> {
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| Words::paragraph(line.trim())).collect()
}

/// Where the main text stands when nothing else finds it, first match first.
const PLACES: [&str; 5] = ["article", "main", "[role=main]", "[itemprop=articleBody]", "body"];

fn in_place(page: &Document) -> Vec<Words> {
    let words = |place: &&str| {
        let selected = page.try_select(place)?;
        let words: Vec<Words> =
            selected.nodes().iter().flat_map(|node| without_furniture(blocks::of(node, false))).collect();
        (!words.is_empty()).then_some(words)
    };
    PLACES.iter().find_map(words).unwrap_or_default()
}

fn without_furniture(page: Page) -> Vec<Words> {
    let Page { words, places, .. } = page;
    words.into_iter().filter(|words| !blocks::is_furniture(&places, words)).collect()
}

/// What a reader of the page would see and the article does not have, piece by piece, in the page's order.
fn left_out(page: &Page, kept: &HashSet<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    page.words
        .iter()
        .map(|words| tidy(&words.text))
        .filter(|line| !kept.contains(line) && seen.insert(line.clone()))
        .collect()
}

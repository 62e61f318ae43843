//! What a page says of its article: JSON-LD first (schema.org), then OpenGraph and other `<meta>`, then what is seen.

use dom_query::Document;
use domain::Dated;
use serde_json::Value;

use super::{
    authors,
    blocks::{Page, Words},
    dating,
};
use crate::{dates::Order, language, text::tidy};

/// schema.org's types of article, the most telling first.
const ARTICLES: [&str; 12] = [
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "Article",
    "BlogPosting",
    "LiveBlogPosting",
    "TechArticle",
    "ScholarlyArticle",
    "Report",
    "VideoObject",
    "WebPage",
];

#[derive(Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) byline: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<Dated>,
    pub(crate) modified: Option<Dated>,
    pub(crate) language: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) paywalled: bool,
}

/// What `page`, whose words are `seen`, says; its text starts at the block `start`.
pub(crate) fn of(page: &Document, seen: &Page, start: Option<usize>) -> Metadata {
    let articles = json_ld(page);
    let linked = |key: &str| articles.iter().find_map(|article| article.get(key));
    let publisher = linked("publisher").and_then(|value| names(value).into_iter().next());
    let publisher = publisher.or_else(|| meta(page, &["og:site_name", "application-name", "dc.publisher"]));
    let language = attribute(page, "html", "lang")
        .or_else(|| linked("inLanguage").and_then(Value::as_str).map(str::to_owned))
        .or_else(|| meta(page, &["og:locale", "language", "dc.language"]))
        .and_then(|tag| language::declared(&tag));
    let url = address(page);
    let modified = dating::modified(page, &articles);
    let order = Order::of(language.as_deref());
    Metadata {
        title: title(page, seen, linked("headline").and_then(Value::as_str), publisher.as_deref()),
        byline: authors::of(page, seen, linked("author"), publisher.as_deref()),
        published: dating::published(page, seen, &articles, url.as_deref(), order, start, modified.as_ref()),
        modified,
        paywalled: linked("isAccessibleForFree").is_some_and(is_no)
            || meta(page, &["article:content_tier"]).is_some_and(|tier| tier == "locked" || tier == "metered"),
        language,
        url,
        publisher,
    }
}

fn is_no(value: &Value) -> bool {
    value == &Value::Bool(false) || value.as_str().is_some_and(|text| text.eq_ignore_ascii_case("false"))
}

/// The address that the page states as its own.
pub(crate) fn address(page: &Document) -> Option<String> {
    attribute(page, "link[rel=canonical]", "href")
        .or_else(|| meta(page, &["og:url"]))
        .filter(|url| url.starts_with("http://") || url.starts_with("https://"))
}

/// The page's title and description, as they are given to search engines.
pub(crate) fn told(page: &Document) -> (String, String) {
    let title = words(page, "title").or_else(|| meta(page, &["og:title"])).unwrap_or_default();
    (title, meta(page, &["og:description", "description"]).unwrap_or_default())
}

/// The whole text, as it is given to search engines in `articles`.
pub(crate) fn body(articles: &[Value]) -> Option<String> {
    articles.iter().find_map(|article| article.get("articleBody")?.as_str().map(str::to_owned))
}

/// The headline: what the reader sees as one, where the page's own titles bear it out.
fn title(page: &Document, seen: &Page, headline: Option<&str>, publisher: Option<&str>) -> Option<String> {
    let stated = [headline.map(decoded), meta(page, &["og:title", "twitter:title", "dc.title"]), words(page, "title")];
    let stated: Vec<String> = stated.into_iter().flatten().filter(|title| !title.is_empty()).collect();
    let heads: Vec<&Words> = seen.words.iter().filter(|words| words.level == 1 && words.text.len() > 3).collect();
    let best = heads
        .iter()
        .map(|words| (stated.iter().map(|title| alike(&words.text, title)).fold(0.0, f32::max), words))
        .filter(|(_, words)| Some(words.text.as_str()) != publisher)
        // The first of several that fit equally.
        .fold(
            None,
            |best: Option<(f32, &&Words)>, next| {
                if best.is_some_and(|best| best.0 >= next.0) { best } else { Some(next) }
            },
        );
    if let Some((fit, words)) = best
        && (fit >= 0.34 || stated.is_empty() || (heads.len() == 1 && words.text.chars().count() > 12))
    {
        return Some(tidy(&words.text));
    }
    stated.first().map(|title| without_site(title, publisher))
}

/// How much of two titles' words is the same, from naught to one.
fn alike(one: &str, other: &str) -> f32 {
    let bag = |text: &str| -> std::collections::HashSet<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (one, other) = (bag(one), bag(other));
    let both = one.intersection(&other).count();
    both as f32 / one.len().max(1) as f32 * if both * 5 >= other.len() { 1.0 } else { 0.5 }
}

/// `text` with its character references read: they are often written twice.
pub(crate) fn decoded(text: &str) -> String {
    let mut text = tidy(text);
    for _ in 0..2 {
        if !text.contains('&') {
            break;
        }
        text = tidy(&Document::from(format!("<p>{}</p>", text.replace('<', "&lt;"))).select("p").text());
    }
    text
}

/// The page's articles in JSON-LD, wherever in the graph they stand, the most telling first.
pub(crate) fn json_ld(page: &Document) -> Vec<Value> {
    let scripts = page.select("script[type='application/ld+json']");
    let mut waiting: Vec<Value> =
        scripts.nodes().iter().rev().filter_map(|script| parsed(script.text().trim())).collect();
    let mut found: Vec<(usize, Value)> = Vec::new();
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(values) => waiting.extend(values.into_iter().rev()),
            Value::Object(mut object) => {
                for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if let Some(inside) = object.remove(key) {
                        waiting.push(inside);
                    }
                }
                let kinds = object.get("@type").map(strings).unwrap_or_default();
                let rank = ARTICLES.iter().position(|known| kinds.iter().any(|kind| kind == known));
                if let Some(rank) = rank {
                    found.push((rank, Value::Object(object)));
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, article)| article).collect()
}

/// The JSON in `text`, also where somebody escaped it as if it were words.
fn parsed(text: &str) -> Option<Value> {
    let escaped = || text.contains("&quot;").then(|| serde_json::from_str(&decoded(text)).ok()).flatten();
    serde_json::from_str(text).ok().or_else(escaped)
}

/// The content of the first `<meta>` whose name or property is one of `names`, in their order.
pub(crate) fn meta(page: &Document, names: &[&str]) -> Option<String> {
    let all = page.select("meta[content]");
    let mut found: Option<(usize, String)> = None;
    for node in all.nodes() {
        let rank = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| {
            let value = node.attr(key)?;
            names.iter().position(|name| value.trim().eq_ignore_ascii_case(name))
        });
        let Some(rank) = rank.filter(|rank| found.as_ref().is_none_or(|(best, _)| rank < best)) else { continue };
        let content = node.attr("content").map(|content| decoded(&content)).filter(|content| !content.is_empty());
        if let Some(content) = content {
            found = Some((rank, content));
        }
    }
    found.map(|(_, content)| content)
}

pub(crate) fn attribute(page: &Document, place: &str, name: &str) -> Option<String> {
    let value = page.try_select(place)?.attr(name)?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

pub(crate) fn words(page: &Document, place: &str) -> Option<String> {
    let selected = page.try_select(place)?;
    Some(tidy(&selected.nodes().first()?.text())).filter(|words| !words.is_empty())
}

/// `title` without the site's name behind a bar or dash.
fn without_site(title: &str, publisher: Option<&str>) -> String {
    const BARS: [&str; 7] = [" | ", " – ", " — ", " · ", " • ", " - ", " :: "];
    let named = publisher.and_then(|name| BARS.iter().find_map(|bar| title.strip_suffix(name)?.strip_suffix(bar)));
    // What follows the last bar is the site's name when it is short beside what stands before it.
    let short = || {
        let (before, after) =
            BARS[..5].iter().filter_map(|bar| title.rsplit_once(bar)).max_by_key(|(before, _)| before.len())?;
        (after.split_whitespace().count() <= 4 && before.split_whitespace().count() >= 3).then_some(before)
    };
    named.or_else(short).unwrap_or(title).trim().to_owned()
}

/// The names in a schema.org value: a text, an object with a name, or several of them.
pub(crate) fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => authors::split(&decoded(name)),
        Value::Array(values) => values.iter().flat_map(names).collect(),
        Value::Object(object) => object.get("name").map(names).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

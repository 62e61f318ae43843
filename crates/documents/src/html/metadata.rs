//! What a page says of its article: JSON-LD first (schema.org), then OpenGraph and other `<meta>`, then the elements.

use dom_query::Document;
use domain::{Dated, DatedFrom};
use serde_json::Value;

use crate::{dates, language, text::tidy};

/// schema.org's types of article.
const ARTICLES: [&str; 8] = [
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "WebPage",
];
const DATES: [&str; 9] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "pubdate",
    "parsely-pub-date",
];

#[derive(Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) byline: Vec<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<Dated>,
    pub(crate) language: Option<String>,
    pub(crate) url: Option<String>,
}

/// What `page` says.
pub(crate) fn of(page: &Document) -> Metadata {
    let linked = json_ld(page);
    let linked = |key: &str| linked.as_ref().and_then(|article| article.get(key));
    let publisher = linked("publisher").and_then(|value| names(value).into_iter().next());
    let publisher = publisher.or_else(|| meta(page, &["og:site_name", "application-name", "dc.publisher"]));
    Metadata {
        title: linked("headline")
            .and_then(Value::as_str)
            .map(tidy)
            .filter(|title| !title.is_empty())
            .or_else(|| meta(page, &["og:title", "twitter:title", "dc.title"]))
            .or_else(|| words(page, "h1"))
            .or_else(|| words(page, "title"))
            .map(|title| without_site(&title, publisher.as_deref())),
        byline: byline(page, linked("author"), publisher.as_deref()),
        published: published(page, linked("datePublished")),
        language: attribute(page, "html", "lang")
            .or_else(|| linked("inLanguage").and_then(Value::as_str).map(str::to_owned))
            .or_else(|| meta(page, &["og:locale", "language", "dc.language"]))
            .and_then(|tag| language::declared(&tag)),
        url: attribute(page, "link[rel=canonical]", "href")
            .or_else(|| meta(page, &["og:url"]))
            .filter(|url| url.starts_with("http://") || url.starts_with("https://")),
        publisher,
    }
}

/// The page's title and description, as they are given to search engines.
pub(crate) fn told(page: &Document) -> (String, String) {
    let title = words(page, "title").or_else(|| meta(page, &["og:title"])).unwrap_or_default();
    (title, meta(page, &["og:description", "description"]).unwrap_or_default())
}

/// The whole text, as it is given to search engines.
pub(crate) fn body(page: &Document) -> Option<String> {
    let body = json_ld(page)?.get("articleBody")?.as_str()?.to_owned();
    Some(body)
}

/// The page's article in JSON-LD, wherever in the graph it stands.
fn json_ld(page: &Document) -> Option<Value> {
    let scripts = page.select("script[type='application/ld+json']");
    let mut waiting: Vec<Value> =
        scripts.nodes().iter().filter_map(|script| serde_json::from_str(script.text().trim()).ok()).collect();
    let mut found: Option<(usize, Value)> = None;
    while let Some(value) = waiting.pop() {
        match value {
            Value::Array(values) => waiting.extend(values),
            Value::Object(mut object) => {
                if let Some(graph) = object.remove("@graph") {
                    waiting.push(graph);
                }
                let kinds = object.get("@type").map(strings).unwrap_or_default();
                // A news article says more than the web page around it.
                let rank = ARTICLES.iter().position(|known| kinds.iter().any(|kind| kind == known));
                if let Some(rank) = rank.filter(|rank| found.as_ref().is_none_or(|(best, _)| rank < best)) {
                    found = Some((rank, Value::Object(object)));
                }
            }
            _ => {}
        }
    }
    found.map(|(_, article)| article)
}

/// The people who wrote it; not the publisher, and not an address.
fn byline(page: &Document, linked: Option<&Value>, publisher: Option<&str>) -> Vec<String> {
    let mut found = linked.map(names).unwrap_or_default();
    if found.is_empty() {
        found =
            [meta(page, &["author", "article:author", "dc.creator", "parsely-author"]), words(page, "[rel=author]")]
                .into_iter()
                .flatten()
                .next()
                .map(|names| split(&names))
                .unwrap_or_default();
    }
    found.retain(|name| !name.contains("://") && Some(name.as_str()) != publisher && !name.is_empty());
    found.dedup();
    found
}

fn split(names: &str) -> Vec<String> {
    let names = tidy(names);
    let names = names.strip_prefix("By ").or_else(|| names.strip_prefix("by ")).unwrap_or(&names);
    names.split([',', ';']).flat_map(|part| part.split(" and ")).map(tidy).filter(|name| !name.is_empty()).collect()
}

fn published(page: &Document, linked: Option<&Value>) -> Option<Dated> {
    linked
        .and_then(Value::as_str)
        .and_then(|value| dates::stated(value, DatedFrom::JsonLd))
        .or_else(|| meta(page, &DATES).and_then(|value| dates::stated(&value, DatedFrom::Meta)))
        .or_else(|| {
            ["article time[datetime]", "header time[datetime]", "main time[datetime]", "time[datetime]"]
                .iter()
                .find_map(|place| attribute(page, place, "datetime"))
                .and_then(|value| dates::stated(&value, DatedFrom::TimeElement))
        })
}

/// The content of the first `<meta>` whose name or property is one of `names`, in their order.
fn meta(page: &Document, names: &[&str]) -> Option<String> {
    let all = page.select("meta[content]");
    names.iter().find_map(|name| {
        all.nodes().iter().find_map(|node| {
            let called = ["property", "name", "itemprop"]
                .iter()
                .any(|key| node.attr(key).is_some_and(|value| value.trim().eq_ignore_ascii_case(name)));
            let content = called.then(|| node.attr("content")).flatten()?;
            Some(tidy(&content)).filter(|content| !content.is_empty())
        })
    })
}

fn attribute(page: &Document, place: &str, name: &str) -> Option<String> {
    let value = page.try_select(place)?.attr(name)?;
    Some(value.trim().to_owned()).filter(|value| !value.is_empty())
}

fn words(page: &Document, place: &str) -> Option<String> {
    let selected = page.try_select(place)?;
    Some(tidy(&selected.nodes().first()?.text())).filter(|words| !words.is_empty())
}

/// `title` without the site's name behind a bar or dash.
fn without_site(title: &str, publisher: Option<&str>) -> String {
    let Some(publisher) = publisher else { return title.to_owned() };
    [" | ", " - ", " – ", " — ", " · "]
        .iter()
        .find_map(|bar| title.strip_suffix(publisher)?.strip_suffix(bar))
        .unwrap_or(title)
        .trim()
        .to_owned()
}

/// The names in a schema.org value: a text, an object with a name, or several of them.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => split(name),
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

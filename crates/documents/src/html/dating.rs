//! When a page was published and last changed, from the surest place that says it. None is better than a wrong one.

use dom_query::Document;
use domain::{Dated, DatedFrom};
use serde_json::Value;

use super::{
    blocks::{Page, Words},
    hints::{Hint, bit},
    metadata::{attribute, meta},
};
use crate::dates::{self, Order};

/// `<meta>` names that say when a page was published, the surest first.
const PUBLISHED: [&str; 34] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "published_at",
    "published-date",
    "article_date_original",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "rnews:datepublished",
    "originalpublicationdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "citation_date",
    "bt:pubdate",
    "shareaholic:article_published_time",
    "date_published",
    "displaydate",
    "datecreated",
    "timestamp",
    "date",
];
const CHANGED: [&str; 7] = [
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
];
/// Places whose attribute states the day of publication.
const MARKED: [(&str, &str); 9] = [
    ("[itemprop=datePublished][content]", "content"),
    ("[itemprop=datePublished][datetime]", "datetime"),
    ("time[pubdate][datetime]", "datetime"),
    ("time.published[datetime]", "datetime"),
    ("time.entry-date[datetime]", "datetime"),
    ("time[class*=publish][datetime]", "datetime"),
    ("abbr.published[title]", "title"),
    ("[property='datePublished'][content]", "content"),
    ("[itemprop=dateCreated][datetime]", "datetime"),
];
/// How many blocks around the headline a visible date is looked for.
const NEAR: usize = 14;
/// Letters of a line that is a date and little else.
const LINE: usize = 90;
/// Words that say that a date is not that of publication.
const OTHER: [&str; 10] = [
    "updated",
    "modified",
    "copyright",
    "©",
    "оновлено",
    "обновлено",
    "aktualisiert",
    "mis à jour",
    "actualizado",
    "edited",
];

/// The day of publication.
pub(crate) fn published(
    page: &Document,
    words: &Page,
    linked: &[Value],
    url: Option<&str>,
    order: Order,
) -> Option<Dated> {
    let linked = ["datePublished", "dateCreated", "uploadDate"].iter().find_map(|key| in_linked(linked, key));
    linked
        .or_else(|| in_scripts(page, "datePublished"))
        .or_else(|| meta(page, &PUBLISHED).and_then(|value| dates::stated(&value, DatedFrom::Meta)))
        .or_else(|| marked(page))
        .or_else(|| in_address(url))
        .or_else(|| time_element(page))
        .or_else(|| visible(words, order))
}

/// The day of the last change.
pub(crate) fn modified(page: &Document, linked: &[Value]) -> Option<Dated> {
    in_linked(linked, "dateModified")
        .or_else(|| in_scripts(page, "dateModified"))
        .or_else(|| meta(page, &CHANGED).and_then(|value| dates::stated(&value, DatedFrom::Meta)))
        .or_else(|| {
            let value = attribute(page, "[itemprop=dateModified][datetime]", "datetime")?;
            dates::stated(&value, DatedFrom::TimeElement)
        })
}

fn in_linked(linked: &[Value], key: &str) -> Option<Dated> {
    linked.iter().find_map(|article| dates::stated(article.get(key)?.as_str()?, DatedFrom::JsonLd))
}

/// The value in structured data that is no sound JSON, as much of it is.
fn in_scripts(page: &Document, key: &str) -> Option<Dated> {
    let scripts = page.select("script[type='application/ld+json']");
    scripts.nodes().iter().find_map(|script| {
        let text = script.text();
        if serde_json::from_str::<Value>(text.trim()).is_ok() {
            return None;
        }
        let after = text.split_once(&format!("\"{key}\""))?.1.trim_start().strip_prefix(':')?;
        let value = after.trim_start().strip_prefix('"')?.split('"').next()?;
        dates::stated(value, DatedFrom::JsonLd)
    })
}

fn marked(page: &Document) -> Option<Dated> {
    MARKED.iter().find_map(|(place, name)| dates::stated(&attribute(page, place, name)?, DatedFrom::TimeElement))
}

fn in_address(url: Option<&str>) -> Option<Dated> {
    let url = url?;
    Some(Dated { on: dates::in_address(url)?, from: DatedFrom::Url, as_written: url.to_owned() })
}

/// The `<time>` that the article's own head has; one among many that disagree is another article's.
fn time_element(page: &Document) -> Option<Dated> {
    let at = |place: &str| {
        let all = page.try_select(place)?;
        let dated = |value: &dom_query::NodeRef<'_>| dates::stated(&value.attr("datetime")?, DatedFrom::TimeElement);
        let days: Vec<Dated> = all.nodes().iter().filter_map(dated).collect();
        days.first().filter(|first| place != "time[datetime]" || days.iter().all(|day| day.on == first.on)).cloned()
    };
    [
        "article header time[datetime]",
        "header time[datetime]",
        "article time[datetime]",
        "main time[datetime]",
        "time[datetime]",
    ]
    .iter()
    .find_map(|place| at(place))
}

/// A date that stands by itself near the headline, or in an element that says it holds one.
fn visible(page: &Page, order: Order) -> Option<Dated> {
    let headline = page.words.iter().position(|words| words.level == 1);
    let near = |at: usize| headline.is_some_and(|headline| at.abs_diff(headline) <= NEAR);
    let dated = |words: &Words| {
        let line = words.text.lines().find(|line| dates::written(line, order).is_some())?;
        let lower = line.to_lowercase();
        let is_other = OTHER.iter().any(|word| lower.contains(word)) && !lower.contains("publi");
        let is_alone = line.chars().count() <= LINE && words.level == 0;
        let on = dates::written(line, order).filter(|_| is_alone && !is_other)?;
        Some(Dated { on, from: DatedFrom::Byline, as_written: line.to_owned() })
    };
    let mut in_order = page.words.iter().enumerate();
    in_order
        .find_map(|(at, words)| near(at).then(|| dated(words)).flatten())
        .or_else(|| page.words.iter().filter(|words| is_marked(page, words)).find_map(dated))
}

fn is_marked(page: &Page, words: &Words) -> bool {
    const DATES: u64 = bit(Hint::Meta) | bit(Hint::Author);
    const OTHERS: u64 = bit(Hint::Comment)
        | bit(Hint::Related)
        | bit(Hint::Side)
        | bit(Hint::Footer)
        | bit(Hint::AsideElement)
        | bit(Hint::FooterElement);
    let mut place = words.place;
    let mut said = words.hints;
    for _ in 0..3 {
        said |= page.places[place].hints;
        place = page.places[place].parent;
    }
    said & DATES != 0 && said & OTHERS == 0
}

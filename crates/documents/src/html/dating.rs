//! When a page was published and last changed, from the surest place that says it. None is better than a wrong one.

use dom_query::{Document, NodeRef};
use domain::{Dated, DatedFrom};
use serde_json::Value;

use super::{
    authors,
    blocks::{self, Page, Time, Words},
    hints::{self, Hint, bit},
    metadata::{attribute, meta},
    shown::{self, CHANGES, LINE, NEAR, OTHERS, PUBLICATIONS, Shown, is_change, is_labelled, is_of_post, near, says},
};
use crate::{
    dates::{self, Order},
    text::tidy,
};

/// `<meta>` names that say when a page was published, the surest first.
const PUBLISHED: [&str; 35] = [
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
    "uploaddate",
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
/// Keys of a program's own data that say when a page was published.
const KEYS: [&str; 8] = [
    "datePublished",
    "publishedAt",
    "published_at",
    "publishDate",
    "publish_date",
    "publishedDate",
    "firstPublished",
    "publicationDate",
];
/// Letters at the beginning of a paragraph in which a dateline stands.
const DATELINE: usize = 40;
/// Elements around a date in which one says that it is a comment's.
const AROUND: usize = 6;

/// The day of publication: the address bears it, or markup states it, or a reader sees it. What markup states as the day
/// of the last change is `changed`.
pub(crate) fn published(
    page: &Document,
    words: &Page,
    linked: &[Value],
    url: Option<&str>,
    order: Order,
    start: Option<usize>,
    changed: Option<&Dated>,
) -> Option<Dated> {
    let headline = headline(page, words);
    let shown = shown::of(words, [headline, start], order);
    let stated = in_address(url)
        .or_else(|| ["datePublished", "dateCreated"].iter().find_map(|key| in_linked(linked, key)))
        .or_else(|| in_scripts(page, "datePublished"))
        .or_else(|| meta(page, &PUBLISHED).and_then(|value| dates::stated(&value, DatedFrom::Meta)))
        .or_else(|| marked(page))
        .or_else(|| time_element(words, headline))
        .or_else(|| in_linked(linked, "uploadDate"));
    match (stated, shown) {
        (Some(stated), Some(shown)) if is_at_odds(&shown, &stated, words) => None,
        (Some(stated), Some(shown)) if is_truer(&shown, &stated, words, headline, order) => Some(shown.dated),
        (Some(stated), None) if is_doubtful(&stated, page, words, order) => None,
        (Some(stated), _) => Some(stated),
        (None, Some(shown)) => Some(shown.dated),
        (None, None) => labelled(words, order)
            .or_else(|| dateline(words, headline, order))
            .or_else(|| in_data(page))
            .or_else(|| in_title(page, order))
            .or_else(|| beside_byline(words, order))
            .or_else(|| change(words, order).filter(|shown| changed.is_none_or(|changed| changed.on != shown.on))),
    }
}

/// Whether one element says two days: one to readers, and another to programs. Then neither is sure.
fn is_at_odds(shown: &Shown, stated: &Dated, page: &Page) -> bool {
    let says_both = |time: &Time| time.value.trim() == stated.as_written && tidy(&time.words) == shown.dated.as_written;
    (shown.dated.on - stated.on).num_days().abs() > 1 && page.times.iter().any(says_both)
}

/// Whether structured data alone states a day, and readers see only a later one of a change: few such days are the article's.
fn is_doubtful(stated: &Dated, page: &Document, words: &Page, order: Order) -> bool {
    stated.from == DatedFrom::JsonLd
        && meta(page, &PUBLISHED).is_none()
        && change(words, order).is_some_and(|change| change.on > stated.on)
}

/// Whether the page shows its readers another day than it states to programs: then it was moved or dated anew, or what
/// states the day is the template's.
fn is_truer(shown: &Shown, stated: &Dated, page: &Page, headline: Option<usize>, order: Order) -> bool {
    if !shown.is_sure || stated.from == DatedFrom::Url {
        return false;
    }
    match (shown.dated.on - stated.on).num_days() {
        0 => false,
        -1 if is_labelled(&shown.dated.as_written) => true,
        days @ (-1 | 1) => is_zone(days, &stated.as_written),
        ..-1 => true,
        _ if is_labelled(&shown.dated.as_written) => true,
        _ => !near(page, headline).any(|(_, words)| dates::all(&words.text, order).contains(&stated.on)),
    }
}

/// Whether a day more or less is the time zone's: `value` is a moment of Greenwich, early or late enough.
fn is_zone(days: i64, value: &str) -> bool {
    let Some(hour) = value.get(11..13).and_then(|hour| hour.parse::<u32>().ok()) else { return false };
    let is_greenwich = ["Z", "+00:00", "+0000"].iter().any(|zone| value.ends_with(zone));
    is_greenwich && if days < 0 { hour < 12 } else { hour >= 10 }
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
    MARKED.iter().find_map(|(place, name)| {
        let found = page.try_select(place)?;
        let own: Vec<_> = found
            .nodes()
            .iter()
            .filter(|node| !is_change(&node.text()) && !is_of_others(node) && !blocks::is_in_post(node))
            .collect();
        let mut shown = own.iter().map(|node| tidy(&node.text())).filter(|words| !words.is_empty());
        let first = shown.next();
        // Several that show different words are those of a list.
        if shown.any(|other| Some(other) != first) {
            return None;
        }
        let value = own.iter().filter_map(|node| node.attr(name)).find(|value| !value.trim().is_empty());
        dates::stated(&value?, DatedFrom::TimeElement)
    })
}

/// Whether `node` stands in a comment, or in a list of other things.
fn is_of_others(node: &NodeRef<'_>) -> bool {
    let mut hints = hints::Reader::default();
    node.ancestors_it(Some(AROUND)).any(|around| {
        let said =
            ["class", "id"].iter().filter_map(|name| around.attr(name)).fold(0, |said, names| said | hints.of(&names));
        said & OTHERS != 0
    })
}

fn in_address(url: Option<&str>) -> Option<Dated> {
    let url = url?;
    Some(Dated { on: dates::in_address(url)?, from: DatedFrom::Url, as_written: url.to_owned() })
}

/// The `<time>` nearest after the headline; without a headline, that on which all agree.
fn time_element(page: &Page, headline: Option<usize>) -> Option<Dated> {
    let own = || {
        page.times.iter().filter(|time| {
            let said = says(page, time.place, time.hints, 4);
            let in_post = time.in_post || page.is_in_post(time.place);
            said & (OTHERS | bit(Hint::Changed)) == 0 && !is_change(&time.words) && !in_post
        })
    };
    let dated = |time: &Time| dates::stated(&time.value, DatedFrom::TimeElement);
    let near = headline.and_then(|headline| {
        let near = own().filter(|time| time.at.abs_diff(headline) <= NEAR);
        near.min_by_key(|time| (time.at <= headline, time.at.abs_diff(headline))).and_then(dated)
    });
    near.or_else(|| {
        let mut days = own().filter_map(dated);
        let first = days.next()?;
        days.all(|day| day.on == first.on).then_some(first)
    })
}

/// The heading that the page's title repeats; else its first of the first level; else whatever the title repeats.
fn headline(page: &Document, words: &Page) -> Option<usize> {
    let title = super::metadata::words(page, "title").unwrap_or_default();
    let repeated = |words: &Words| words.text.len() > 12 && title.contains(words.text.as_str());
    let first = |is: &dyn Fn(&Words) -> bool| words.words.iter().position(is);
    first(&|words| words.level == 1 && repeated(words))
        .or_else(|| first(&|words| words.level > 0 && repeated(words)))
        .or_else(|| first(&|words| words.level == 1))
        .or_else(|| first(&repeated))
}

/// A date behind a word that says what it is, wherever the page has it.
fn labelled(page: &Page, order: Order) -> Option<Dated> {
    let own =
        |words: &&Words| says(page, words.place, words.hints, 6) & bit(Hint::Comment) == 0 && !is_of_post(page, words);
    let lines: Vec<String> = page.words.iter().filter(own).map(|words| words.text.to_lowercase()).collect();
    lines.iter().enumerate().find_map(|(at, line)| {
        PUBLICATIONS.iter().filter_map(|word| line.split_once(word)).find_map(|(_, after)| {
            let mut after: String = after.chars().take(LINE).collect();
            // The word may stand above its date.
            if line.chars().count() < LINE / 4
                && let Some(next) = lines.get(at + 1)
            {
                after.push(' ');
                after.extend(next.chars().take(LINE / 2));
            }
            Some(Dated { on: dates::written(&after, order)?, from: DatedFrom::Byline, as_written: tidy(&after) })
        })
    })
}

/// The date that the first paragraphs begin with.
fn dateline(page: &Page, headline: Option<usize>, order: Order) -> Option<Dated> {
    let after = headline?;
    let is_own = |words: &&Words| words.text.chars().count() > LINE && !is_of_post(page, words);
    page.words.iter().skip(after).take(NEAR).filter(is_own).find_map(|words| {
        let opening: String = words.text.chars().take(DATELINE).collect();
        Some(Dated { on: dates::written(&opening, order)?, from: DatedFrom::Byline, as_written: opening })
    })
}

/// The one day that stands beside a byline, wherever the page has it.
fn beside_byline(page: &Page, order: Order) -> Option<Dated> {
    let is_signed =
        |at: Option<usize>| at.and_then(|at| page.words.get(at)).is_some_and(|words| authors::signs(&words.text));
    let is_own = |at: &usize| {
        let words = &page.words[*at];
        let said = says(page, words.place, words.hints, 4);
        words.text.chars().count() <= LINE / 3 && said & (OTHERS | bit(Hint::Changed)) == 0
    };
    let beside = (0..page.words.len()).filter(|at| is_signed(at.checked_sub(1)) || is_signed(Some(at + 1)));
    let mut days = beside.filter(is_own).filter_map(|at| shown::alone(page, at, order));
    let first = days.next()?;
    days.all(|day| day.on == first.on).then_some(first)
}

fn in_title(page: &Document, order: Order) -> Option<Dated> {
    let title = super::metadata::words(page, "title").unwrap_or_default();
    let titles = [title, meta(page, &["description", "og:description"]).unwrap_or_default()];
    titles.into_iter().find_map(|title| {
        let opening: String = title.chars().take(LINE).collect();
        Some(Dated { on: dates::written(&opening, order)?, from: DatedFrom::Meta, as_written: opening })
    })
}

/// The one day that the program's own data gives, where it is one.
fn in_data(page: &Document) -> Option<Dated> {
    let scripts = page.select("script");
    let scripts = scripts.nodes().iter().map(|script| script.text().to_string());
    let mut found: Option<Dated> = None;
    for text in scripts.chain(page.root().descendants_it().flat_map(|node| data_of(&node))) {
        for key in KEYS {
            for (at, _) in text.match_indices(key) {
                let after = text[at + key.len()..].trim_start_matches(['"', '\\', ':', ' ', '\'']);
                let value: String = after.chars().take(10).collect();
                let Some(dated) = dates::stated(&value, DatedFrom::Meta) else { continue };
                if found.as_ref().is_some_and(|found| found.on != dated.on) {
                    return None;
                }
                found = Some(dated);
            }
        }
    }
    found
}

/// The attributes of `node` that hold data, as some programs hand it over.
fn data_of(node: &NodeRef<'_>) -> Vec<String> {
    let Some(element) = node.element_ref() else { return Vec::new() };
    let values = element.attrs.iter().map(|attribute| &attribute.value);
    values.filter(|value| value.starts_with(['{', '['])).map(ToString::to_string).collect()
}

/// The day of the last change, where the page shows no other: it says so in its own words.
fn change(page: &Page, order: Order) -> Option<Dated> {
    let is_own = |words: &&Words| says(page, words.place, words.hints, 2) & OTHERS == 0 && !is_of_post(page, words);
    let own = page.words.iter().filter(is_own);
    own.filter(|words| words.text.chars().count() <= LINE).find_map(|words| {
        let lower = words.text.to_lowercase();
        let is_change = CHANGES.iter().any(|word| lower.contains(word));
        let on = dates::written(&words.text, order).filter(|_| is_change)?;
        Some(Dated { on, from: DatedFrom::Byline, as_written: tidy(&words.text) })
    })
}

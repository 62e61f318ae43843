//! When a page was published and last changed, from the surest place that says it. None is better than a wrong one.

use dom_query::Document;
use domain::{Dated, DatedFrom};
use serde_json::Value;

use super::{
    blocks::{Page, Words},
    hints::{Hint, Hints, bit},
    metadata::{attribute, meta},
};
use crate::{
    dates::{self, Order},
    text::tidy,
};

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
/// How many blocks around the headline a visible date is looked for.
const NEAR: usize = 14;
/// Letters of a line that is a date and little else.
const LINE: usize = 90;
/// Letters at the beginning of a paragraph in which a dateline stands.
const DATELINE: usize = 40;
/// Words that say that a date is that of a change.
const CHANGES: [&str; 12] = [
    "updated",
    "modified",
    "edited",
    "reviewed",
    "оновлено",
    "обновлено",
    "aktualisiert",
    "mis à jour",
    "mise à jour",
    "actualizado",
    "aggiornato",
    "bijgewerkt",
];
/// Words that say that a date is that of publication, or name a date as such.
const PUBLICATIONS: [&str; 16] = [
    "publi",
    "posted",
    "written on",
    "veröffentlicht",
    "erstellt",
    "geschrieben",
    "artikel wurde",
    "beitrag wurde",
    "datum",
    "date:",
    "опубліковано",
    "опубликовано",
    "data:",
    "fecha:",
    "stand:",
    "发布",
];

/// The day of publication: the address bears it, or markup states it, or a reader sees it.
pub(crate) fn published(
    page: &Document,
    words: &Page,
    linked: &[Value],
    url: Option<&str>,
    order: Order,
) -> Option<Dated> {
    let headline = headline(page, words);
    let shown = shown(words, headline, order);
    let stated = in_address(url)
        .or_else(|| ["datePublished", "dateCreated", "uploadDate"].iter().find_map(|key| in_linked(linked, key)))
        .or_else(|| in_scripts(page, "datePublished"))
        .or_else(|| meta(page, &PUBLISHED).and_then(|value| dates::stated(&value, DatedFrom::Meta)))
        .or_else(|| marked(page))
        .or_else(|| time_element(words, headline));
    match (stated, shown) {
        // A page that shows an earlier day at its headline than its markup states was moved.
        (Some(stated), Some(shown)) if stated.from != DatedFrom::Url && is_truer(&shown, &stated) => Some(shown.dated),
        (Some(stated), _) => Some(stated),
        (None, Some(shown)) => Some(shown.dated),
        (None, None) => labelled(words, order)
            .or_else(|| dateline(words, headline, order))
            .or_else(|| in_data(page))
            .or_else(|| in_title(page, order))
            .or_else(|| changed(words, order)),
    }
}

/// A date that a reader sees.
struct Shown {
    dated: Dated,
    /// Whether it stands right under the headline and can be read in one way only.
    is_sure: bool,
}

fn is_truer(shown: &Shown, stated: &Dated) -> bool {
    let later = (shown.dated.on - stated.on).num_days();
    // A day more or less is the time zone's.
    shown.is_sure && later < -1
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

/// The `<time>` nearest after the headline; without a headline, that on which all agree.
fn time_element(page: &Page, headline: Option<usize>) -> Option<Dated> {
    let own = || page.times.iter().filter(|time| says(page, time.place, 0, 4) & OTHERS == 0);
    let dated = |time: &super::blocks::Time| dates::stated(&time.value, DatedFrom::TimeElement);
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

const OTHERS: Hints = bit(Hint::Comment)
    | bit(Hint::Related)
    | bit(Hint::Side)
    | bit(Hint::Footer)
    | bit(Hint::AsideElement)
    | bit(Hint::FooterElement)
    | bit(Hint::NavElement);

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

/// What the elements around `place` say, `reach` of them, and what is said already.
fn says(page: &Page, place: usize, said: Hints, reach: usize) -> Hints {
    let mut place = place;
    let mut said = said;
    for _ in 0..reach {
        said |= page.places[place].hints;
        place = page.places[place].parent;
    }
    said
}

/// A line of `words` that is a date and little else, and does not say that it is another.
fn alone(words: &Words, order: Order) -> Option<Dated> {
    let line = words.text.lines().find(|line| dates::written(line, order).is_some())?;
    let lower = line.to_lowercase();
    let is_other = CHANGES.iter().any(|word| lower.contains(word)) && !lower.contains("publi");
    let longest = if words.level > 0 { LINE / 3 } else { LINE };
    let is_alone = line.chars().count() <= longest && !lower.contains('©') && !lower.contains("copyright");
    let on = dates::written(line, order).filter(|_| is_alone && !is_other)?;
    Some(Dated { on, from: DatedFrom::Byline, as_written: line.to_owned() })
}

/// A date that stands by itself near the headline, or in an element that says it holds one.
fn shown(page: &Page, headline: Option<usize>, order: Order) -> Option<Shown> {
    let at_headline = headline.and_then(|headline| {
        let near = page.words.iter().enumerate().filter(|(at, _)| at.abs_diff(headline) <= NEAR);
        let (at, dated) = near
            .filter_map(|(at, words)| Some((at, alone(words, order)?)))
            .min_by_key(|(at, _)| (*at < headline, at.abs_diff(headline)))?;
        let one_way = [Order::DayFirst, Order::MonthFirst].map(|order| dates::written(&dated.as_written, order));
        let is_short = dated.as_written.chars().count() <= LINE / 2;
        let is_sure = is_short && at > headline && at - headline <= NEAR / 2 && one_way[0] == one_way[1];
        Some(Shown { dated, is_sure })
    });
    at_headline.or_else(|| {
        const DATES: Hints = bit(Hint::Meta) | bit(Hint::Author);
        let own = page.words.iter().filter(|words| {
            let said = says(page, words.place, words.hints, 3);
            said & DATES != 0 && said & OTHERS == 0
        });
        let dated = own.filter_map(|words| alone(words, order)).next()?;
        Some(Shown { dated, is_sure: false })
    })
}

/// A date behind a word that says what it is, wherever the page has it.
fn labelled(page: &Page, order: Order) -> Option<Dated> {
    let own = |words: &&Words| says(page, words.place, words.hints, 6) & bit(Hint::Comment) == 0;
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
    page.words.iter().skip(after).take(NEAR).filter(|words| words.text.chars().count() > LINE).find_map(|words| {
        let opening: String = words.text.chars().take(DATELINE).collect();
        Some(Dated { on: dates::written(&opening, order)?, from: DatedFrom::Byline, as_written: opening })
    })
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
    let mut found: Option<Dated> = None;
    for script in scripts.nodes() {
        let text = script.text();
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

/// The day of the last change, where the page shows no other: it says so in its own words.
fn changed(page: &Page, order: Order) -> Option<Dated> {
    let own = page.words.iter().filter(|words| says(page, words.place, words.hints, 2) & OTHERS == 0);
    own.filter(|words| words.text.chars().count() <= LINE).find_map(|words| {
        let lower = words.text.to_lowercase();
        let is_change = CHANGES.iter().any(|word| lower.contains(word));
        let on = dates::written(&words.text, order).filter(|_| is_change)?;
        Some(Dated { on, from: DatedFrom::Byline, as_written: tidy(&words.text) })
    })
}

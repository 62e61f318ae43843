//! Feeds (RSS, Atom, JSON Feed): entries with their text are articles, the others links. Lists of feeds (OPML) are links.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    Error, encoding, html,
    mapping::Field,
    objects::{self, Item},
    parts::{Found, Link, Opened},
    text::tidy,
    xml::{Piece, walk},
};

/// Letters of a summary that is the whole text.
const WHOLE: usize = 600;
/// Entries of one feed that are told of at most, the first ones: feeds begin with the newest.
const MOST_ENTRIES: usize = 500;
/// Letters of an entry's headline and of its summary that are told at most.
const TOLD: (usize, usize) = (300, 600);

/// A feed, told entry by entry.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entries {
    /// What it calls itself.
    pub title: Option<String>,
    /// What is in it, in its order.
    pub entries: Vec<Entry>,
}

/// An entry of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Which ("entry 3").
    pub place: String,
    /// Its headline, or how it begins.
    pub title: String,
    /// Where its page is.
    pub url: Option<String>,
    /// What it says of its page.
    pub summary: String,
    /// When it was published, as the feed states it.
    pub published: Option<DateTime<Utc>>,
    /// The entry written out as a document, where the feed holds its text.
    pub document: Option<String>,
}

/// How `text` begins, past what may stand before the first element.
fn first_element(text: &str) -> &str {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while rest.starts_with("<?") || rest.starts_with("<!") {
        let end =
            if rest.starts_with("<!--") { rest.find("-->").map(|at| at + 3) } else { rest.find('>').map(|at| at + 1) };
        let Some(end) = end else { return "" };
        rest = rest[end..].trim_start();
    }
    rest
}

/// Whether `text` is a feed.
pub(crate) fn is(text: &str) -> bool {
    let rest = first_element(text);
    let named = |name: &str| rest.strip_prefix(name).is_some_and(|rest| rest.starts_with([' ', '>', '\n', '\t', '\r']));
    named("<rss") || named("<feed") || named("<rdf:RDF") || named("<atom:feed") || is_json(text)
}

fn is_json(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(400).collect();
    start.starts_with('{') && start.contains("jsonfeed.org/version")
}

/// Whether `text` is a list of feeds.
pub(crate) fn is_outline(text: &str) -> bool {
    first_element(text).starts_with("<opml")
}

/// What a feed brings, to be looked at before any of it is loaded.
pub fn entries(bytes: &[u8]) -> Result<Entries, Error> {
    let feed = feed_rs::parser::parse(bytes).map_err(|_| Error::NotAFeed)?;
    let title = feed.title.as_ref().map(|title| cut(&plain(&title.content), TOLD.0)).filter(|title| !title.is_empty());
    let told = (1..).zip(&feed.entries).take(MOST_ENTRIES).filter_map(|(number, entry)| told(&feed, entry, number));
    Ok(Entries { title, entries: told.collect() })
}

/// An entry as it is told; nothing when it says nothing at all.
fn told(feed: &feed_rs::model::Feed, entry: &feed_rs::model::Entry, number: usize) -> Option<Entry> {
    let written = written(feed, entry);
    let item = Item::of(written.as_object()?);
    let words = |field| item.words(field).map(|words| plain(&words)).unwrap_or_default();
    let (text, summary) = (words(Field::Text), words(Field::Summary));
    let summary = if summary.is_empty() { text } else { summary };
    let title = Some(words(Field::Title)).filter(|title| !title.is_empty()).unwrap_or_else(|| summary.clone());
    let url = item.link().map(|link| link.url);
    if title.is_empty() && url.is_none() {
        return None;
    }
    Some(Entry {
        place: format!("entry {number}"),
        title: cut(&title, TOLD.0),
        url,
        summary: cut(&summary, TOLD.1),
        published: entry.published.or(entry.updated),
        document: item.text().map(|_| written.to_string()),
    })
}

/// The words of `text`, which may be markup, in one line.
fn plain(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return tidy(text);
    }
    let blocks: Vec<String> = html::whole(text).into_iter().map(|words| words.text).collect();
    tidy(&blocks.join(" "))
}

/// The first `most` letters of `text`, to the end of a word.
fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let begin = &text[..end];
    let end = begin.rfind(' ').filter(|at| *at > end / 2).unwrap_or(end);
    format!("{}…", &text[..end])
}

/// The entries of a feed.
pub(crate) fn opened(bytes: &[u8]) -> Result<Opened, Error> {
    let damaged = || Error::Damaged { what: "the feed".to_owned() };
    let feed = feed_rs::parser::parse(bytes).map_err(|_| if is_empty(bytes) { Error::NoItems } else { damaged() })?;
    if feed.entries.is_empty() {
        return Err(Error::NoItems);
    }
    let mut opened = Opened { made: true, ..Opened::default() };
    let mut found = Found::default();
    for (number, entry) in (1..).zip(&feed.entries) {
        let item = written(&feed, entry);
        if let Some(object) = item.as_object() {
            let place = format!("entry {number}");
            objects::sort(&Item::of(object), &place, || item.to_string(), &mut found, &mut opened);
        }
    }
    opened.parts = found.parts;
    Ok(opened)
}

/// Whether a feed that the parser gives up is sound, and merely has nothing in it.
fn is_empty(bytes: &[u8]) -> bool {
    let text = encoding::decode(bytes).text;
    if is_json(&text) {
        let items = serde_json::from_str::<Value>(&text).ok().map(|feed| feed["items"].as_array().map_or(0, Vec::len));
        return items == Some(0);
    }
    let (mut depth, mut items) = (0_i32, 0_u32);
    let walked = walk(&text, |piece| match piece {
        Piece::Start(name, _) => {
            depth += 1;
            items += u32::from(matches!(name, "item" | "entry"));
        }
        Piece::End(_) => depth -= 1,
        Piece::Text(_) => {}
    });
    walked.is_ok() && depth == 0 && items == 0
}

/// `entry` of `feed` written out as an object.
fn written(feed: &feed_rs::model::Feed, entry: &feed_rs::model::Entry) -> Value {
    let publisher = feed.title.as_ref().map(|title| tidy(&title.content));
    let summary = entry.summary.as_ref().map(|summary| summary.content.as_str()).unwrap_or_default();
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref()).unwrap_or_default();
    let long = content.is_empty() && summary.chars().filter(|c| c.is_alphanumeric()).count() >= WHOLE;
    let address = entry.links.iter().find(|link| matches!(link.rel.as_deref(), None | Some("alternate")));
    let authors = if entry.authors.is_empty() { &feed.authors } else { &entry.authors };
    let names: Vec<&str> = authors.iter().filter_map(|author| author.name.as_deref()).collect();
    // Without the entry's id: where the feed gives none, the parser makes one up that differs each time.
    json!({
        "title": entry.title.as_ref().map(|title| tidy(&title.content)),
        "text": if long { summary } else { content },
        "summary": if long { "" } else { summary },
        "url": address.or(entry.links.first()).map(|link| link.href.as_str()),
        "published": entry.published.or(entry.updated).map(|date| date.to_rfc3339()),
        "modified": entry.updated.filter(|_| entry.published.is_some()).map(|date| date.to_rfc3339()),
        "author": names,
        "publisher": publisher,
        "language": entry.language.as_ref().or(feed.language.as_ref()),
    })
}

/// The feeds that an outline lists.
pub(crate) fn outlined(text: &str) -> Result<Opened, Error> {
    let mut links = Vec::new();
    walk(text, |piece| {
        if let Piece::Start("outline", attributes) = piece {
            let url = ["xmlUrl", "url", "htmlUrl"].iter().find_map(|name| attributes.get(name));
            if let Some(url) = url.filter(|url| objects::is_address(url)) {
                let title = attributes.get("title").or(attributes.get("text")).map(tidy);
                links.push(Link { url: url.to_owned(), title, published: None });
            }
        }
    })?;
    Ok(Opened { links, ..Opened::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_with_text_are_articles_and_the_others_links() {
        let words = "The province counts the guards at the dam twice a year, and the company has never objected to it.";
        let feed = format!(
            "<?xml version=\"1.0\"?><!-- a --><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
             <title>The Vessa Courier</title><link>https://vessa.example/</link><description>d</description>\
             <item><title>Guards</title><link>https://vessa.example/a</link><pubDate>Wed, 09 Apr 2025 08:00:00 GMT</pubDate>\
             <content:encoded><![CDATA[<p>{words}</p>]]></content:encoded></item>\
             <item><title>Elsewhere</title><link>https://vessa.example/b</link><description>Short.</description></item></channel></rss>"
        );
        assert!(is(&feed));
        let one = opened(feed.as_bytes()).expect("sound");
        assert_eq!((one.parts.len(), one.links[0].url.as_str()), (1, "https://vessa.example/b"));
        let draft =
            objects::read(std::str::from_utf8(&one.parts[0].bytes).expect("text")).expect("an article").expect("sound");
        assert_eq!((draft.title.as_deref(), draft.publisher.as_deref()), (Some("Guards"), Some("The Vessa Courier")));
        assert_eq!(draft.published.map(|dated| dated.on.to_string()).as_deref(), Some("2025-04-09"));
        assert_eq!(opened(feed.as_bytes()), Ok(one), "the same feed gives the same bytes");
    }

    #[test]
    fn a_feed_is_told_entry_by_entry_and_twice_the_same() {
        let words = "У провінції двічі на рік рахують охоронців греблі, і компанія ніколи не заперечувала проти цього.";
        let feed = format!(
            "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Вісник Весси</title><id>x</id>\
             <updated>2025-04-09T08:00:00Z</updated><entry><title type=\"html\">Охорона &lt;b&gt;греблі&lt;/b&gt;</title>\
             <link href=\"https://vessa.example/a\"/><updated>2025-04-09T08:00:00Z</updated>\
             <content type=\"html\">&lt;p&gt;{words}&lt;/p&gt;</content></entry>\
             <entry><title>سد فيسا</title><link href=\"https://vessa.example/b\"/>\
             <summary type=\"html\">&lt;p&gt;قصير&lt;/p&gt;</summary></entry><entry><id>n</id></entry></feed>"
        );
        let told = entries(feed.as_bytes()).expect("sound");
        assert_eq!(told.title.as_deref(), Some("Вісник Весси"));
        let [first, second] = told.entries.as_slice() else { panic!("{told:?}") };
        assert_eq!(first.title, "Охорона греблі");
        assert_eq!((first.url.as_deref(), first.summary.as_str()), (Some("https://vessa.example/a"), words));
        assert!(first.document.as_ref().is_some_and(|document| document.contains(words)));
        assert_eq!((second.summary.as_str(), &second.document), ("قصير", &None));
        assert_eq!(entries(feed.as_bytes()), Ok(told), "the same feed tells the same");
        assert_eq!(entries(b"<html><body>No feed</body></html>"), Err(Error::NotAFeed));
        assert_eq!(cut("維".repeat(700).as_str(), 600).chars().count(), 601);
    }

    #[test]
    fn a_feed_with_nothing_in_it_is_empty_and_one_cut_off_is_damaged() {
        for feed in [
            "<rss version=\"2.0\"><channel><title>Courier</title><link>https://vessa.example/</link><description/></channel></rss>",
            "<rss version=\"2.0\"><channel/></rss>",
            "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Courier</title><id>a</id></feed>",
            "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Courier\", \"items\": []}",
            "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Courier\"}",
        ] {
            assert!(is(feed));
            assert_eq!(opened(feed.as_bytes()), Err(Error::NoItems), "{feed}");
        }
        let cut = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\"";
        assert_eq!(opened(cut.as_bytes()), Err(Error::Damaged { what: "the feed".to_owned() }));
    }

    #[test]
    fn an_outline_is_links() {
        let outline = "<opml version=\"2.0\"><body><outline text=\"Dams\"><outline text=\"Courier\" xmlUrl=\"https://vessa.example/feed\"/></outline></body></opml>";
        assert!(is_outline(outline));
        assert_eq!(outlined(outline).expect("sound").links[0].url, "https://vessa.example/feed");
    }
}

//! JSON: articles as news services hand them over, one object or many, and as this program writes rows and entries out.

use chrono::DateTime;
use domain::{BlockKind, Dated, DatedFrom};
use serde_json::{Map, Value};

use crate::{
    Draft, Error, dates, html, language,
    mapping::{Field, Mapping},
    parts::{Found, Link, Opened, Part},
    plain,
    text::tidy,
};

/// How deep in a service's answer its articles lie at most.
const DEEPEST: usize = 3;
/// Lines that tell whether a text is a list of addresses.
const LOOKED_AT: usize = 100;
/// Letters that a text of an article has at least: fewer are a remark.
const LEAST: usize = 60;

/// An object's fields by what they say.
#[derive(Debug, Default)]
pub(crate) struct Item(Vec<(Field, Value)>);

impl Item {
    /// What `object` says; what is nested in it says only what it does not say itself.
    pub(crate) fn of(object: &Map<String, Value>) -> Self {
        let (own, nested): (Vec<_>, Vec<_>) = object.iter().partition(|(key, value)| {
            let says =
                |inner: &Map<String, Value>| inner.contains_key("name") || Mapping::of([key.as_str()]).known() > 0;
            value.as_object().is_none_or(|inner| says(inner) && words(value).is_some())
        });
        let inner = nested.iter().filter_map(|(_, value)| value.as_object()).flatten();
        let mut item = Self::default();
        for level in [own, inner.collect()] {
            let mapping = Mapping::of(level.iter().map(|(key, _)| key.as_str()));
            for (column, (_, value)) in mapping.columns.iter().zip(&level) {
                if let Some(field) = column.field.filter(|field| item.words(*field).is_none()) {
                    item.0.push((field, (*value).clone()));
                }
            }
        }
        item
    }

    fn get(&self, field: Field) -> Option<&Value> {
        let mut said = self.0.iter().filter(|(known, _)| *known == field).map(|(_, value)| value);
        said.find(|value| words(value).is_some_and(|words| !words.trim().is_empty()))
    }

    /// The words of `field`.
    pub(crate) fn words(&self, field: Field) -> Option<String> {
        self.get(field).and_then(if field == Field::Text { paragraphs } else { words })
    }

    /// The text, when it is more than a remark.
    pub(crate) fn text(&self) -> Option<String> {
        self.words(Field::Text).filter(|text| text.chars().filter(|c| c.is_alphanumeric()).count() >= LEAST)
    }

    /// The address, as a link.
    pub(crate) fn link(&self) -> Option<Link> {
        let url = self.words(Field::Url).map(|url| url.trim().to_owned()).filter(|url| is_address(url))?;
        Some(Link { url, title: self.words(Field::Title), published: self.day(Field::Published).map(|day| day.on) })
    }

    fn day(&self, field: Field) -> Option<Dated> {
        let value = self.get(field)?;
        let counted = value.as_i64().or_else(|| value.as_str().and_then(|text| text.trim().parse().ok()));
        // Seconds since 1970, or thousandths of them.
        let seconds = counted.map(|count: i64| if count > 100_000_000_000 { count / 1_000 } else { count });
        if let Some(moment) =
            seconds.filter(|count| *count > 600_000_000).and_then(|count| DateTime::from_timestamp(count, 0))
        {
            let on = moment.date_naive();
            return Some(Dated { on, from: DatedFrom::Header, as_written: words(value)? });
        }
        dates::stated(&words(value)?, DatedFrom::Header)
    }
}

/// Keys of an object that say in words what it is.
const WORDED: [&str; 6] = ["name", "title", "main", "original", "rendered", "value"];

/// The words of a value: its own, those by which it says what it is, or those of all in it.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(all) => {
            let all: Vec<String> = all.iter().take(50).filter_map(words).collect();
            Some(all.join("; ")).filter(|words| !words.is_empty())
        }
        Value::Object(object) => {
            let worded = WORDED.iter().find_map(|key| object.get(*key)).filter(|value| !value.is_object());
            worded.and_then(words).or_else(|| paragraphs(value))
        }
        Value::Null | Value::Bool(_) => None,
    }
}

/// The paragraphs of a text that is given whole, or section by section.
fn paragraphs(value: &Value) -> Option<String> {
    let joined = |all: Vec<String>| Some(all.join("\n\n")).filter(|text| !text.is_empty());
    match value {
        Value::Array(all) => joined(all.iter().filter_map(paragraphs).collect()),
        Value::Object(object) if object.contains_key("sections") => paragraphs(&object["sections"]),
        Value::Object(object) if object.contains_key("paragraphs") => {
            joined(["headline", "paragraphs"].into_iter().filter_map(|key| paragraphs(object.get(key)?)).collect())
        }
        Value::Object(object) => WORDED.iter().find_map(|key| object.get(*key)?.as_str()).map(str::to_owned),
        value => value.as_str().map(str::to_owned),
    }
}

/// Whether `text` is the address of a page.
pub(crate) fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.contains('.') && !rest.contains(char::is_whitespace))
}

/// The link that a line is which holds nothing else: an address, also in a list or as Markdown has it.
fn link_alone(line: &str) -> Option<Link> {
    let line = line.trim().trim_start_matches(['-', '*', '+', '•']).trim_start();
    let (title, url) = match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(')')) {
        Some(rest) => rest.split_once("](").map(|(title, url)| (Some(tidy(title)), url))?,
        None => (None, line.trim_start_matches('<').trim_end_matches('>')),
    };
    is_address(url).then(|| Link {
        url: url.to_owned(),
        title: title.filter(|title| !title.is_empty()),
        published: None,
    })
}

/// The lines of `text` that say anything; those behind `#` are remarks on a list, and headlines of one in Markdown.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Whether a text that begins with `start` is a list of addresses.
pub(crate) fn is_list_of_addresses(start: &str) -> bool {
    let mut lines = lines(start).take(LOOKED_AT).peekable();
    lines.peek().is_some() && lines.all(|line| link_alone(line).is_some())
}

/// The addresses that `text` lists; lines that are none are told of.
pub(crate) fn listed(text: &str) -> Opened {
    let (links, others): (Vec<_>, Vec<_>) = lines(text).map(link_alone).partition(Option::is_some);
    let warnings = match others.len() {
        0 => Vec::new(),
        1 => vec!["one line is no address and was passed over".to_owned()],
        many => vec![format!("{many} lines are no addresses and were passed over")],
    };
    Opened { links: links.into_iter().flatten().collect(), warnings, ..Opened::default() }
}

/// Reads `text` when it is one object with the text of an article.
pub(crate) fn read(text: &str) -> Option<Result<Draft, Error>> {
    if !text.trim_start().starts_with('{') {
        return None;
    }
    let Ok(Value::Object(object)) = serde_json::from_str(text) else { return None };
    let item = Item::of(&object);
    let body = item.text()?;
    Some(drafted(&item, &body))
}

fn drafted(item: &Item, body: &str) -> Result<Draft, Error> {
    let mut draft = Draft::default();
    let is_markup = body.contains("</") || body.contains("<p") || body.contains("<br");
    if is_markup {
        for words in html::whole(body) {
            draft.body.push(words.kind, &words.text, words.post);
        }
    } else {
        draft = plain::read(body);
        if let (Some(first), Some(_)) = (draft.title.take(), item.words(Field::Title)) {
            // What plain text would take for its headline is the text's own first line here.
            let (rest, blocks) = std::mem::take(&mut draft.body).finished();
            draft.body.push(BlockKind::Paragraph, &first, None);
            for block in blocks {
                let words = domain::text::slice(&rest, block.range.start, block.range.end).unwrap_or_default();
                draft.body.push(block.kind, words, block.post);
            }
        }
    }
    if cut(body) {
        draft.warnings.push("the service gave only the beginning of the text. Load the page itself".to_owned());
    }
    draft.title = item.words(Field::Title).map(|title| tidy(&title)).or(draft.title);
    let author = item.words(Field::Author).unwrap_or_default();
    let person = |name: &str| tidy(name.trim().strip_prefix("By ").unwrap_or(name));
    draft.byline = author.split(';').map(person).filter(|name| !name.is_empty()).collect();
    draft.publisher = item.words(Field::Publisher).map(|name| tidy(&name));
    draft.published = item.day(Field::Published);
    draft.modified = item.day(Field::Modified);
    draft.language = item.words(Field::Language).and_then(|tag| language::declared(&tag));
    draft.url = item.link().map(|link| link.url);
    Ok(draft)
}

/// Whether a service says that it left out the rest: "… [+1234 chars]".
fn cut(body: &str) -> bool {
    let end = body.trim_end().strip_suffix(" chars]").and_then(|rest| rest.rsplit_once("[+"));
    end.is_some_and(|(_, count)| !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The articles and links in `text`, when it is JSON that holds several.
pub(crate) fn opened(text: &str) -> Option<Opened> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let mut opened = Opened::default();
    let mut found = Found::default();
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        let items = items(&value, DEEPEST)?;
        opened.made = true;
        for (number, item) in (1..).zip(items) {
            let Value::Object(object) = item else { continue };
            sort(&Item::of(object), &format!("item {number}"), || item.to_string(), &mut found, &mut opened);
        }
    } else {
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let objects: Vec<Option<Map<String, Value>>> =
            lines.iter().map(|line| serde_json::from_str(line).ok()).collect();
        let sound = objects.iter().flatten().count();
        if sound < 2 || sound * 10 < lines.len() * 9 {
            return None;
        }
        for (number, (line, object)) in (1..).zip(lines.iter().zip(&objects)) {
            match object {
                Some(object) => {
                    sort(&Item::of(object), &format!("line {number}"), || (*line).to_owned(), &mut found, &mut opened);
                }
                None => opened.warnings.push(format!("line {number} is no JSON and was passed over")),
            }
        }
    }
    opened.parts = found.parts;
    (!opened.parts.is_empty() || !opened.links.is_empty()).then_some(opened)
}

/// Puts `item` where it belongs: an article among the parts, an address alone among the links.
pub(crate) fn sort(item: &Item, place: &str, written: impl FnOnce() -> String, found: &mut Found, opened: &mut Opened) {
    let link = item.link();
    if item.text().is_some() {
        let url = link.map(|link| link.url);
        let part = Part { place: place.to_owned(), url, bytes: written().into_bytes(), ..Part::default() };
        if found.push(part).is_err() && !opened.warnings.iter().any(|told| told.contains("too many")) {
            opened.warnings.push("there were too many rows; the first of them were read. Split the file".to_owned());
        }
    } else if let Some(link) = link {
        opened.links.push(link);
    }
}

/// The array of objects in `value` that are articles or links.
fn items(value: &Value, deep: usize) -> Option<&Vec<Value>> {
    match value {
        Value::Array(all) => {
            let known = |item: &&Value| {
                let Value::Object(object) = item else { return false };
                let item = Item::of(object);
                item.link().is_some() || item.text().is_some()
            };
            (all.iter().take(20).filter(known).count() * 2 > all.len().min(20)).then_some(all)
        }
        Value::Object(object) if deep > 0 => object.values().find_map(|value| items(value, deep - 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str =
        "The province counts the guards at the dam twice a year, and the company has never objected to it.";

    #[test]
    fn a_service_s_answer_falls_into_articles_and_links() {
        let answer = serde_json::json!({ "status": "ok", "articles": [
            { "source": { "id": null, "name": "The Vessa Courier" }, "author": "Ida Lorn", "title": "Guards",
              "content": format!("{WORDS} [+1234 chars]"), "url": "https://vessa.example/a", "publishedAt": "2025-04-09T08:00:00Z" },
            { "title": "Elsewhere", "url": "https://vessa.example/b", "publishedAt": "2025-04-10" },
        ]});
        let opened = opened(&answer.to_string()).expect("articles");
        assert_eq!((opened.parts.len(), opened.links.len()), (1, 1));
        assert_eq!(opened.links[0].published.map(|day| day.to_string()).as_deref(), Some("2025-04-10"));
        let text = String::from_utf8(opened.parts[0].bytes.clone()).expect("text");
        let draft = read(&text).expect("an article").expect("sound");
        assert_eq!(
            (draft.publisher.as_deref(), draft.byline.as_slice()),
            (Some("The Vessa Courier"), &["Ida Lorn".to_owned()][..])
        );
        assert_eq!(draft.published.map(|dated| dated.on.to_string()).as_deref(), Some("2025-04-09"));
        assert!(draft.warnings[0].contains("only the beginning"), "{:?}", draft.warnings);
    }

    #[test]
    fn lines_are_kept_as_they_stand_and_other_json_is_not_ours() {
        let line = format!(r#"{{"text": "{WORDS}",  "date": 1744185600}}"#);
        let opened = opened(&format!("{line}\n{line}\n")).expect("lines");
        assert_eq!(opened.parts[1].bytes, line.as_bytes());
        let draft = read(&line).expect("an article").expect("sound");
        assert_eq!(draft.published.map(|dated| dated.on.to_string()).as_deref(), Some("2025-04-09"));
        assert!(super::opened(r#"{"a": [1, 2], "b": {"c": []}}"#).is_none());
        assert!(super::opened(&"[".repeat(100_000)).is_none());
    }

    #[test]
    fn services_that_name_and_nest_things_otherwise_are_understood() {
        let told = |answer: Value| {
            let item = answer.as_object().map(Item::of).expect("an object");
            let day = item.day(Field::Published).map(|day| day.on.to_string());
            let words = |field| item.words(field).unwrap_or_default();
            [words(Field::Title), words(Field::Publisher), words(Field::Author), day.unwrap_or_default()].join(" | ")
        };
        let source = serde_json::json!({ "uri": "vessa.example", "title": "The Vessa Courier" });
        for (answer, said) in [
            (
                serde_json::json!({ "body": WORDS, "dateTime": "2025-04-09T10:00:00Z", "source": source, "title": "Guards", "authors": [{ "name": "Ida Lorn" }, { "name": "Teo Brandt" }] }),
                "Guards | The Vessa Courier | Ida Lorn; Teo Brandt | 2025-04-09",
            ),
            (
                serde_json::json!({ "maintext": WORDS, "date_download": "2025-06-01", "date_publish": "2025-04-09 10:00:00", "source_domain": "vessa.example", "title": "Guards", "title_page": null, "authors": ["Ida Lorn"] }),
                "Guards | vessa.example | Ida Lorn | 2025-04-09",
            ),
            (
                serde_json::json!({ "publishing_date": "2025-04-09 10:00:00+02:00", "publisher": "The Vessa Courier", "title": "Guards", "authors": ["Ida Lorn"], "html": { "content": "<p>All the page.", "requested_url": "https://vessa.example/a" },
                    "body": { "summary": ["Short."], "sections": [{ "headline": [], "paragraphs": [WORDS, WORDS] }] } }),
                "Guards | The Vessa Courier | Ida Lorn | 2025-04-09",
            ),
            (
                serde_json::json!({ "lead_paragraph": WORDS, "headline": { "kicker": null, "main": "Guards" }, "pub_date": "2025-04-09T10:00:00+0000", "byline": { "original": "By Ida Lorn" }, "source": "The Vessa Courier", "web_url": "https://vessa.example/a" }),
                "Guards | The Vessa Courier | By Ida Lorn | 2025-04-09",
            ),
            (
                serde_json::json!({ "title": "Guards", "url": "https://vessa.example/a", "seendate": "20250409T103000Z", "domain": "vessa.example", "language": "English" }),
                "Guards | vessa.example |  | 2025-04-09",
            ),
            (
                serde_json::json!({ "title": "Guards", "link": "https://vessa.example/a", "creator": ["Ida Lorn"], "content": "ONLY AVAILABLE IN PAID PLANS", "pubDate": "2025-04-09 10:15:00", "source_id": "courier", "source_name": "The Vessa Courier", "source_url": "https://vessa.example" }),
                "Guards | The Vessa Courier | Ida Lorn | 2025-04-09",
            ),
            (
                serde_json::json!({ "webTitle": "Guards", "webUrl": "https://vessa.example/a", "webPublicationDate": "2025-04-09T10:00:00Z", "fields": { "headline": "Guards at the dam", "bodyText": WORDS, "body": "<p>All</p>", "byline": "Ida Lorn", "publication": "vessa.example" } }),
                "Guards | vessa.example | Ida Lorn | 2025-04-09",
            ),
        ] {
            assert_eq!(told(answer), said);
        }
        let sections =
            serde_json::json!({ "body": { "sections": [{ "headline": ["Spring"], "paragraphs": [WORDS, WORDS] }] } });
        let text = sections.as_object().map(Item::of).and_then(|item| item.text());
        assert_eq!(text, Some(format!("Spring\n\n{WORDS}\n\n{WORDS}")));
    }

    #[test]
    fn lines_that_are_addresses_are_links_whatever_stands_before_them() {
        let list =
            "# Cuttings\n\nhttps://vessa.example/a\n- <https://vessa.example/b>\n* [Guards](https://vessa.example/c)\n";
        assert!(is_list_of_addresses(list));
        let links = listed(list).links;
        let told: Vec<_> = links.iter().map(|link| (link.url.rsplit('/').next(), link.title.as_deref())).collect();
        assert_eq!(told, [(Some("a"), None), (Some("b"), None), (Some("c"), Some("Guards"))]);
        for other in ["", "# Cuttings\n", "https://vessa.example/a\nNobody counted.\n", "See https://vessa.example/a\n"]
        {
            assert!(!is_list_of_addresses(other), "{other}");
        }
    }
}

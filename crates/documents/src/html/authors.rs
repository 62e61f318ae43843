//! Who wrote a page: people, as they are named; neither "By" nor the house.

use dom_query::Document;
use serde_json::Value;

use super::{
    blocks::{Page, Words},
    hints::{self, Hint, Hints, bit},
    metadata::{attribute, decoded, names},
};
use crate::{
    dates::{self, Order},
    text::tidy,
};

/// What stands before a name, in lower case.
const BEFORE: [&str; 28] = [
    "written by ",
    "written by: ",
    "posted by ",
    "published by ",
    "story by ",
    "words by ",
    "article by ",
    "this post was written by ",
    "this article was written by ",
    "contributors: ",
    "contributor: ",
    "author(s): ",
    "author: ",
    "authors: ",
    "author ",
    "by: ",
    "by ",
    "von ",
    "par ",
    "por ",
    "di ",
    "door ",
    "автор: ",
    "автор ",
    "текст: ",
    "autor: ",
    "auteur: ",
    "redaktion: ",
];
/// Elements that name the author by their class or property, the surest first.
const MARKED: [&str; 10] = [
    "[rel=author]",
    "[itemprop=author] [itemprop=name]",
    "[itemprop=author]",
    ".byline a",
    "[class*=author][class*=name]",
    ".author a",
    "[class*=post-author]",
    "[class*=entry-author]",
    "[class*=creator-name]",
    "[class*=byline]",
];
/// Words that say what somebody is, and not who.
const ROLES: [&str; 16] = [
    "expert",
    "editor",
    "writer",
    "reporter",
    "correspondent",
    "manager",
    "director",
    "coordinator",
    "contributor",
    "specialist",
    "analyst",
    "founder",
    "professor",
    "officer",
    "representative",
    "journalist",
];
/// How many blocks around the headline a byline is looked for.
const NEAR: usize = 14;
/// Words of a name, at most.
const NAME: usize = 5;
/// So many elements are looked at, at most: each is read whole.
const LOOKS: usize = 64;
/// Letters of a line that names the author and little else.
const LINE: usize = 90;

/// Who is said to have written a page.
#[derive(Default)]
struct Said {
    people: Vec<String>,
    /// Names of accounts, where the program that made the page knows no better.
    accounts: Vec<String>,
    /// Newsrooms and firms that sign for their people.
    houses: Vec<String>,
}

impl Said {
    /// Sorts `name` where it belongs, once.
    fn add(&mut self, name: String, is_house: bool) {
        let names = if is_house {
            &mut self.houses
        } else if is_account(&name) {
            &mut self.accounts
        } else {
            &mut self.people
        };
        if is_name(&name) && !names.contains(&name) {
            names.push(name);
        }
    }

    /// Adds what a value of schema.org's `author` says.
    fn add_linked(&mut self, author: &Value, publisher: Option<&str>) {
        if let Value::Array(authors) = author {
            return authors.iter().for_each(|author| self.add_linked(author, publisher));
        }
        let kind = author.get("@type").and_then(Value::as_str).unwrap_or_default();
        let is_house = kind.ends_with("Organization") || kind == "Corporation";
        for name in names(author) {
            let is_publisher = is_same(&name, publisher);
            self.add(name, is_house || is_publisher);
        }
    }
}

/// The people who wrote it; where nobody is named, the house that signs for them.
pub(crate) fn of(page: &Document, seen: &Page, linked: Option<&Value>, publisher: Option<&str>) -> Vec<String> {
    let mut said = Said::default();
    if let Some(author) = linked {
        said.add_linked(author, publisher);
    }
    if said.people.is_empty() {
        for name in metas(page) {
            let is_publisher = is_same(&name, publisher);
            said.add(name, is_publisher);
        }
    }
    let looks: [&dyn Fn() -> Vec<String>; 4] =
        [&|| marked(page), &|| visible(seen), &|| beside_date(seen), &|| linked_to(page)];
    for look in looks {
        if said.people.is_empty() {
            look().into_iter().filter(|name| !is_same(name, publisher)).for_each(|name| said.add(name, false));
        }
    }
    [said.people, said.accounts, said.houses].into_iter().find(|names| !names.is_empty()).unwrap_or_default()
}

/// Whether `name` is the publisher's, however it is spaced.
fn is_same(name: &str, publisher: Option<&str>) -> bool {
    let bare = |text: &str| super::bare(text).collect::<String>();
    publisher.is_some_and(|publisher| bare(publisher) == bare(name))
}

/// The names in the first element that is marked as the author's and is no reader's.
fn marked(page: &Document) -> Vec<String> {
    let mut reader = hints::Reader::default();
    let found = MARKED.iter().find_map(|place| {
        let selected = page.try_select(place)?;
        selected.nodes().iter().take(LOOKS).find_map(|node| {
            let words = tidy(&node.text());
            let named = Some(people(&words)).filter(|people| words.chars().count() < LINE && !people.is_empty())?;
            (!is_others(node, &mut reader)).then_some(named)
        })
    });
    found.unwrap_or_default()
}

/// Whether an element around `node` says that it is a reader's or another article's.
fn is_others(node: &dom_query::NodeRef<'_>, reader: &mut hints::Reader) -> bool {
    const OTHERS: Hints = bit(Hint::Comment) | bit(Hint::Related);
    let around = node.ancestors(None);
    std::iter::once(node).chain(&around).any(|node| {
        let is_whole = node.has_name("body") || node.has_name("html");
        let names = ["class", "id"].map(|name| node.attr(name));
        !is_whole && names.iter().flatten().any(|names| reader.of(names) & OTHERS != 0)
    })
}

/// The people named in `line`, each as a name is written.
fn people(line: &str) -> Vec<String> {
    split(line).into_iter().filter(|name| is_name(name) && is_capital(name)).collect()
}

/// The names that `<meta>` elements give, each of several.
pub(crate) fn metas(page: &Document) -> Vec<String> {
    const NAMES: [&str; 9] = [
        "author",
        "citation_author",
        "article:author",
        "dc.creator",
        "parsely-author",
        "sailthru.author",
        "cxenseparse:author",
        "byl",
        "creator",
    ];
    let all = page.select("meta[content]");
    let of = |name: &str| -> Vec<String> {
        let called = |node: &&dom_query::NodeRef<'_>| {
            ["name", "property", "itemprop"]
                .iter()
                .any(|key| node.attr(key).is_some_and(|value| value.eq_ignore_ascii_case(name)))
        };
        let content = |node: &dom_query::NodeRef<'_>| {
            let content = decoded(&node.attr("content")?);
            // Catalogues of scholarly works put the family name first, one person an element.
            let turned = content.split_once(", ").filter(|_| name == "citation_author");
            Some(turned.map_or_else(|| split(&content), |(family, given)| vec![format!("{given} {family}")]))
        };
        all.nodes().iter().filter(called).filter_map(content).flatten().collect()
    };
    // Cards for social networks hold pairs of a label and its words.
    let card = || {
        let label = attribute(page, "meta[name='twitter:label1'][content]", "content")?;
        begins(&format!("{label} "))?;
        Some(split(&attribute(page, "meta[name='twitter:data1'][content]", "content")?))
    };
    let named = NAMES.iter().map(|name| of(name)).find(|names| names.iter().any(|name| is_name(name)));
    named.or_else(card).unwrap_or_default()
}

/// The names in a line that begins as a byline does, near the headline or in an element that says it names the author;
/// else the words of such an element, when they look like a name.
fn visible(page: &Page) -> Vec<String> {
    let headline = page.words.iter().position(|words| words.level == 1);
    let near = |at: usize| headline.is_some_and(|headline| at > headline && at - headline <= NEAR);
    let short = |words: &&Words| words.level != 1 && words.text.chars().count() < LINE;
    let lines = page.words.iter().enumerate().filter(|(at, words)| near(*at) || is_marked(page, words));
    let begun = lines.filter(|(_, words)| short(words)).find_map(|(at, words)| {
        let line = words.text.lines().find(|line| begins(line).is_some() || after_date(line).is_some());
        let named = people(line.map_or("", |line| after_date(line).unwrap_or(line)));
        // The label may stand above the name.
        let below =
            || page.words.get(at + 1).filter(|_| is_label(&words.text)).filter(short).map(|next| people(&next.text));
        if named.is_empty() { below().filter(|people| !people.is_empty()) } else { Some(named) }
    });
    let named = || {
        let marked = page
            .words
            .iter()
            .enumerate()
            .filter(|(at, words)| near(*at) && is_marked(page, words) && is_own(page, words));
        marked
            .map(|(_, words)| words)
            .filter(short)
            .map(|words| people(&words.text))
            .find(|people| people.len() == 1 && is_written_as_name(&people[0]))
    };
    begun.or_else(named).unwrap_or_default()
}

/// Whether `line` is nothing but what stands before a name.
fn is_label(line: &str) -> bool {
    let label = line.trim().trim_end_matches(':').to_lowercase();
    BEFORE.iter().any(|before| before.trim_end().trim_end_matches(':') == label)
}

/// Whether `text` is a short line that names its author.
pub(crate) fn signs(text: &str) -> bool {
    text.chars().count() < LINE && !people(text).is_empty() && begins(text).is_some()
}

/// The byline behind the date that `line` begins with.
fn after_date(line: &str) -> Option<&str> {
    let at = ["By ", "by "].iter().find_map(|by| line.find(by))?;
    let (date, byline) = line.split_at(at);
    (date.chars().count() < LINE / 3 && dates::written(date, Order::DayFirst).is_some()).then_some(byline)
}

/// The name in the line that dates the article, between marks.
fn beside_date(page: &Page) -> Vec<String> {
    let headline = page.words.iter().position(|words| words.level == 1);
    let after = headline.map_or(0, |headline| headline + 1);
    let near = page.words.iter().skip(after).take(if headline.is_some() { NEAR / 2 } else { 0 });
    let dated = near.filter(|words| words.text.chars().count() < LINE && words.post.is_none());
    let named = dated.filter(|words| dates::written(&words.text, Order::DayFirst).is_some()).find_map(|words| {
        let parts = words.text.split(['|', '•', '·', '\n', '/', '—', '–']).map(str::trim);
        let mut names = parts.flat_map(people).filter(|name| is_written_as_name(name));
        names.next()
    });
    named.into_iter().collect()
}

/// The words of the first link that leads to an author's own page.
fn linked_to(page: &Document) -> Vec<String> {
    const PAGES: [&str; 4] = ["/author/", "/authors/", "/contributor", "/writers/"];
    let links = page.select("a[href]");
    let named = links.nodes().iter().find_map(|link| {
        let address = link.attr("href")?;
        let people = split(&tidy(&link.text()));
        let leads = PAGES.iter().any(|page| address.contains(page));
        (leads && !people.is_empty() && people.iter().all(|name| is_written_as_name(name))).then_some(people)
    });
    named.unwrap_or_default()
}

/// Whether nothing around the words says that they are a reader's or another article's.
fn is_own(page: &Page, words: &Words) -> bool {
    const OTHERS: Hints = bit(Hint::Comment) | bit(Hint::Related);
    let mut place = words.place;
    while place != 0 {
        if page.places[place].hints & OTHERS != 0 {
            return false;
        }
        place = page.places[place].parent;
    }
    true
}

/// Two to four words, each with a capital: in scripts that have them, how a name is written.
fn is_written_as_name(name: &str) -> bool {
    const COMMANDS: [&str; 10] = ["about", "read", "learn", "written", "view", "all", "more", "meet", "member", "our"];
    let first = name.split_whitespace().next().unwrap_or_default().to_lowercase();
    if COMMANDS.contains(&first.as_str()) {
        return false;
    }
    (2..=4).contains(&name.split_whitespace().count()) && is_capital(name)
}

/// Whether `name` is what somebody logs in by: one word in lower case.
fn is_account(name: &str) -> bool {
    let is_small = |c: char| c.is_lowercase() || matches!(c, '.' | '-' | '_');
    name.chars().any(char::is_lowercase) && name.chars().all(is_small)
}

/// Whether each word of `name` has a capital, in scripts that have them.
fn is_capital(name: &str) -> bool {
    const SMALL: [&str; 11] = ["the", "de", "van", "von", "der", "den", "da", "la", "al", "el", "bin"];
    let is_capital = |word: &str| SMALL.contains(&word) || !word.chars().next().is_some_and(char::is_lowercase);
    name.split_whitespace().all(is_capital)
}

fn is_marked(page: &Page, words: &Words) -> bool {
    let place = &page.places[words.place];
    (words.hints | place.hints | page.places[place.parent].hints) & bit(Hint::Author) != 0
}

/// What follows the words that stand before a name.
fn begins(line: &str) -> Option<&str> {
    let lower = line.to_lowercase();
    BEFORE.iter().find(|before| lower.starts_with(**before)).and_then(|before| line.get(before.len()..))
}

/// The names in a line: without "By", parted at commas and "and", cut where something else begins.
pub(crate) fn split(line: &str) -> Vec<String> {
    let line = tidy(line);
    if line.contains("://") {
        return Vec::new();
    }
    let mut names = line.as_str();
    while let Some(rest) = begins(names) {
        names = rest.trim_start();
    }
    let names = names.split(['|', '•', '·', '⋅', '[', '\n', '/']).next().unwrap_or_default();
    // What stands in brackets behind a name is no part of it.
    let names =
        names.split_once('(').filter(|(_, rest)| rest.trim_end().ends_with(')')).map_or(names, |(name, _)| name);
    let names = [" – ", " — ", " - ", " on ", " Published", " Updated", " Posted"]
        .iter()
        .fold(names, |names, end| names.split(end).next().unwrap_or(names));
    let is_role = |part: &str| {
        let is_role = |word: &str| ROLES.contains(&word.to_lowercase().as_str());
        part.split_whitespace().any(is_role) || part.contains(" of ") || part.contains(" at ")
    };
    names
        .split([',', ';'])
        .enumerate()
        // What somebody is stands behind who they are.
        .filter(|(at, part)| *at == 0 || !is_role(part))
        .map(|(_, part)| part)
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .flat_map(|part| part.split(" und "))
        .map(|name| tidy(name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.')))
        .filter(|name| !name.is_empty())
        .collect()
}

/// Whether `name` can be somebody's: a few words, no address, no figure, and not a rank or degree alone.
fn is_name(name: &str) -> bool {
    const NOBODY: [&str; 17] = [
        "undefined",
        "null",
        "none",
        "admin",
        "administrator",
        "editor",
        "staff",
        "author",
        "unknown",
        "anonymous",
        "md",
        "m.d",
        "phd",
        "ph.d",
        "rn",
        "guest",
        "user",
    ];
    let words = name.split_whitespace().count();
    let lower = name.trim_end_matches('.').to_lowercase();
    (1..=NAME).contains(&words)
        && name.chars().count() > 1
        && !name.contains("://")
        && !name.contains(['@', '<', '{', '=', ':'])
        && !name.chars().any(|c| c.is_ascii_digit())
        && name.chars().any(char::is_alphabetic)
        && !NOBODY.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byline_gives_its_people_and_nothing_else() {
        for (line, people) in [
            ("By Ida Lorn and Teo Brandt", vec!["Ida Lorn", "Teo Brandt"]),
            ("Written by: Ida Lorn | 9 April 2025", vec!["Ida Lorn"]),
            ("Ida Lorn, Teo Brandt & Mirel Oszta", vec!["Ida Lorn", "Teo Brandt", "Mirel Oszta"]),
            ("Автор: Іда Лорн", vec!["Іда Лорн"]),
            ("https://wire.example/ida", vec![]),
            ("admin", vec![]),
        ] {
            let found: Vec<String> = split(line).into_iter().filter(|name| is_name(name)).collect();
            assert_eq!(found, people, "{line}");
        }
    }
}

//! Who wrote a page: people, as they are named; neither "By" nor the house.

use dom_query::Document;
use serde_json::Value;

use super::{
    blocks::{Page, Words},
    hints::{Hint, Hints, bit},
    metadata::{decoded, names},
};
use crate::text::tidy;

/// What stands before a name, in lower case.
const BEFORE: [&str; 21] = [
    "written by ",
    "written by: ",
    "posted by ",
    "published by ",
    "story by ",
    "words by ",
    "article by ",
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
];
/// How many blocks around the headline a byline is looked for.
const NEAR: usize = 14;
/// Words of a name, at most.
const NAME: usize = 5;

/// The people who wrote it.
pub(crate) fn of(page: &Document, seen: &Page, linked: Option<&Value>, publisher: Option<&str>) -> Vec<String> {
    let is_person = |name: &String| Some(name.as_str()) != publisher && is_name(name);
    let of_list = |names: Vec<String>| -> Vec<String> {
        let mut people: Vec<String> = Vec::new();
        for name in names.into_iter().filter(is_person) {
            if !people.contains(&name) {
                people.push(name);
            }
        }
        people
    };
    let stated = of_list(linked.map(names).unwrap_or_default());
    if !stated.is_empty() {
        return stated;
    }
    let named = metas(page);
    let named = of_list(named);
    if !named.is_empty() {
        return named;
    }
    let marked = [
        "[rel=author]",
        "[itemprop=author] [itemprop=name]",
        "[itemprop=author]",
        ".byline a",
        ".author-name",
        ".author a",
    ];
    let marked = marked.iter().find_map(|place| {
        let words = super::metadata::words(page, place).filter(|words| words.chars().count() < 60)?;
        Some(of_list(split(&words))).filter(|people| !people.is_empty())
    });
    let begun = marked.unwrap_or_else(|| of_list(visible(seen)));
    if begun.is_empty() { of_list(linked_to(page)) } else { begun }
}

/// The names that `<meta>` elements give, each of several.
fn metas(page: &Document) -> Vec<String> {
    const NAMES: [&str; 7] =
        ["author", "citation_author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"];
    let all = page.select("meta[content]");
    let of = |name: &str| -> Vec<String> {
        let called = |node: &&dom_query::NodeRef<'_>| {
            ["name", "property"].iter().any(|key| node.attr(key).is_some_and(|value| value.eq_ignore_ascii_case(name)))
        };
        let content = |node: &dom_query::NodeRef<'_>| {
            let content = decoded(&node.attr("content")?);
            // Catalogues of scholarly works put the family name first, one person an element.
            let turned = content.split_once(", ").filter(|_| name == "citation_author");
            Some(turned.map_or_else(|| split(&content), |(family, given)| vec![format!("{given} {family}")]))
        };
        all.nodes().iter().filter(called).filter_map(content).flatten().collect()
    };
    NAMES.iter().map(|name| of(name)).find(|names| names.iter().any(|name| is_name(name))).unwrap_or_default()
}

/// The names in a line that begins as a byline does, near the headline or in an element that says it names the author;
/// else the words of such an element, when they look like a name.
fn visible(page: &Page) -> Vec<String> {
    let headline = page.words.iter().position(|words| words.level == 1);
    let near = |at: usize| headline.is_some_and(|headline| at > headline && at - headline <= NEAR);
    let people = |line: &str| -> Vec<String> { split(line).into_iter().filter(|name| is_name(name)).collect() };
    let short = |words: &&Words| words.level == 0 && words.text.chars().count() < 90;
    let lines = page.words.iter().enumerate().filter(|(at, words)| near(*at) || is_marked(page, words));
    let begun = lines.map(|(_, words)| words).filter(short).find_map(|words| {
        let line = words.text.lines().find(|line| begins(line).is_some())?;
        Some(people(line)).filter(|people| !people.is_empty())
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
    const SMALL: [&str; 8] = ["de", "van", "von", "der", "da", "la", "al", "el"];
    const COMMANDS: [&str; 10] = ["about", "read", "learn", "written", "view", "all", "more", "meet", "member", "our"];
    let first = name.split_whitespace().next().unwrap_or_default().to_lowercase();
    if COMMANDS.contains(&first.as_str()) {
        return false;
    }
    let is_capital = |word: &str| SMALL.contains(&word) || word.chars().next().is_some_and(char::is_uppercase);
    (2..=4).contains(&name.split_whitespace().count()) && name.split_whitespace().all(is_capital)
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
    let names = names.split(['|', '•', '·', '⋅', '(', '[', '\n', '/']).next().unwrap_or_default();
    let names = [" – ", " — ", " - ", " on ", " Published", " Updated", " Posted"]
        .iter()
        .fold(names, |names, end| names.split(end).next().unwrap_or(names));
    names
        .split([',', ';'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .flat_map(|part| part.split(" und "))
        .map(|name| tidy(name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.')))
        .filter(|name| !name.is_empty())
        .collect()
}

/// Whether `name` can be somebody's: a few words, no address, no figure, and not a rank or degree alone.
fn is_name(name: &str) -> bool {
    const NOBODY: [&str; 14] = [
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
        && !name.contains(['@', '<', '{', '='])
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

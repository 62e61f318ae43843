//! Markdown (CommonMark), with the front matter that static sites use.

use domain::{BlockKind, DatedFrom};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::{Draft, dates, embedded, furniture, language, text::tidy};

/// Lines that tell whether a text is Markdown.
const LOOKED_AT: usize = 400;

/// Reads Markdown. Raw HTML in it is left out.
pub(crate) fn read(source: &str) -> Draft {
    let (front, source) = front_matter(source);
    let mut draft = Draft::default();
    for (key, value) in front {
        match key.as_str() {
            "title" => draft.title = Some(value),
            "author" | "authors" | "byline" => {
                let names = value
                    .trim_matches(['[', ']'])
                    .split(',')
                    .map(|name| name.trim().trim_matches(['"', '\'']).to_owned());
                draft.byline = names.filter(|name| !name.is_empty()).collect();
            }
            "publisher" | "source" | "site" => draft.publisher = Some(value),
            "date" | "published" => draft.published = dates::stated(&value, DatedFrom::FrontMatter),
            "lang" | "language" => draft.language = language::declared(&value),
            "url" | "canonical" => draft.url = Some(value),
            _ => {}
        }
    }
    let mut words = String::new();
    let mut quotes = 0_u32;
    let mut items = 0_u32;
    for event in Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak => words.push(' '),
            Event::HardBreak => words.push('\n'),
            Event::Html(html) | Event::InlineHtml(html) => {
                let html = tidy(&html);
                if !html.is_empty() {
                    draft.left_out.push(html);
                }
            }
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => {
                push(&mut draft, &mut words, BlockKind::Quote);
                quotes = quotes.saturating_sub(1);
            }
            // The paragraphs of a quotation stay together: the last may sign it.
            Event::End(TagEnd::Paragraph) if quotes > 0 => words.push('\n'),
            Event::Start(Tag::Item) => {
                // A list inside an item ends the words that stand before it.
                push(&mut draft, &mut words, BlockKind::ListItem);
                items += 1;
            }
            Event::End(TagEnd::Item) => {
                push(&mut draft, &mut words, BlockKind::ListItem);
                items = items.saturating_sub(1);
            }
            Event::End(TagEnd::TableCell) => words.push('\t'),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => push(&mut draft, &mut words, BlockKind::TableRow),
            Event::End(TagEnd::Heading(_)) => {
                if draft.title.is_none() {
                    draft.title = Some(tidy(&std::mem::take(&mut words)));
                } else if draft.title.as_deref() == Some(tidy(&words).as_str()) {
                    words.clear();
                } else {
                    push(&mut draft, &mut words, BlockKind::Heading);
                }
            }
            Event::End(TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                push(&mut draft, &mut words, if items > 0 { BlockKind::ListItem } else { BlockKind::Paragraph });
            }
            _ => {}
        }
    }
    push(&mut draft, &mut words, BlockKind::Paragraph);
    draft
}

fn push(draft: &mut Draft, words: &mut String, kind: BlockKind) {
    let words = std::mem::take(words);
    if furniture::is(&words) {
        draft.left_out.push(words.trim().to_owned());
        return;
    }
    let signature = words.trim().lines().last().and_then(embedded::signature);
    match signature {
        Some(post) if kind == BlockKind::Quote => draft.body.push(BlockKind::EmbeddedPost, &words, Some(post)),
        _ => draft.body.push(kind, &words, None),
    }
}

/// The `key: value` lines between two lines of three dashes at the very start, and what follows them.
fn front_matter(source: &str) -> (Vec<(String, String)>, &str) {
    let start = source.trim_start();
    let inside = start.strip_prefix("---").and_then(|rest| rest.trim_start_matches(' ').strip_prefix('\n'));
    let split = inside.and_then(|inside| {
        let mut at = 0;
        for line in inside.split_inclusive('\n') {
            if matches!(line.trim_end(), "---" | "...") {
                return Some((&inside[..at], &inside[at + line.len()..]));
            }
            at += line.len();
        }
        None
    });
    let Some((front, rest)) = split else { return (Vec::new(), source) };
    let pairs = front.lines().filter_map(|line| {
        let (key, value) = line.split_once(':')?;
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        (!value.is_empty()).then(|| (key.trim().to_lowercase(), value))
    });
    let pairs: Vec<(String, String)> = pairs.collect();
    if pairs.is_empty() { (pairs, source) } else { (pairs, rest) }
}

/// Whether `source` is Markdown by its marks: front matter, or a heading and something else that prose does not have.
pub(crate) fn is(source: &str) -> bool {
    let (front, rest) = front_matter(source);
    if !front.is_empty() {
        return front.iter().any(|(key, _)| matches!(key.as_str(), "title" | "author" | "date" | "tags" | "lang"));
    }
    let lines: Vec<&str> = rest.lines().take(LOOKED_AT).collect();
    let is_heading = |at: usize| {
        let marks = lines[at].bytes().take_while(|byte| *byte == b'#').count();
        let words = lines[at][marks..].strip_prefix(' ').unwrap_or_default();
        let apart = |line: Option<&&str>| line.is_none_or(|line| line.trim().is_empty());
        (1..=6).contains(&marks)
            && words.contains(char::is_alphabetic)
            && apart(at.checked_sub(1).and_then(|before| lines.get(before)))
            && apart(lines.get(at + 1))
    };
    let is_item = |line: &&&str| {
        let line = line.trim_start();
        ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark))
            || line.split_once(". ").is_some_and(|(number, _)| {
                !number.is_empty() && number.len() < 4 && number.bytes().all(|byte| byte.is_ascii_digit())
            })
    };
    let is_link = |line: &&str| line.split_once("](").is_some_and(|(before, _)| before.contains('['));
    let is_mark =
        |line: &&str| line.starts_with("```") || line.starts_with("> ") || line.contains("**") || is_link(line);
    (0..lines.len()).any(is_heading)
        && (lines.iter().any(is_mark) || lines.iter().filter(is_item).count() > 1 || rest.contains("|---"))
}

#[cfg(test)]
mod tests {
    use domain::text;

    use super::*;

    #[test]
    fn front_matter_headings_quotes_lists_tables_and_posts_are_told_apart() {
        let draft = read(
            "---\ntitle: Ministry answers\nauthor: Ida Lorn\ndate: 2025-04-10\nlang: en\n---\n\
             The ministry denied it.\n\n## What it said\n\n> No foundation.\n\n> We spoke to them.\n>\n> — Mirel Oszta (@mirel_oszta) April 9, 2025\n\n\
             - six met\n- two detained\n\n| place | many |\n|---|---|\n| sluice | 6 |\n\n<script>alert(1)</script>\n\nAlso read: The dam\n",
        );
        assert_eq!((draft.title.as_deref(), draft.language.as_deref()), (Some("Ministry answers"), Some("en")));
        assert_eq!(draft.byline, ["Ida Lorn"]);
        assert_eq!(draft.published.as_ref().map(|dated| dated.on.to_string()).as_deref(), Some("2025-04-10"));
        let (whole, blocks) = draft.body.finished();
        let told: Vec<_> = blocks
            .iter()
            .map(|block| {
                format!(
                    "{:?}: {}",
                    block.kind,
                    text::slice(&whole, block.range.start, block.range.end).unwrap_or_default()
                )
            })
            .collect();
        insta::assert_snapshot!(told.join("\n"), @r"
        Paragraph: The ministry denied it.
        Heading: What it said
        Quote: No foundation.
        EmbeddedPost: We spoke to them.
        — Mirel Oszta (@mirel_oszta) April 9, 2025
        ListItem: six met
        ListItem: two detained
        TableRow: place	many
        TableRow: sluice	6
        ");
        assert!(draft.left_out.iter().any(|piece| piece.contains("script")));
        assert!(draft.left_out.contains(&"Also read: The dam".to_owned()));
    }

    #[test]
    fn markdown_is_told_by_its_marks_and_prose_is_none() {
        for source in [
            "---\ntitle: Guards\n---\nNobody counted.",
            "\n---  \ntitle: Guards\n...\nNobody counted.",
            "# Guards\n\nSee [the count](https://vessa.example/a).\n",
            "Nobody counted.\n\n## Who was asked\n\n- the company\n- the province\n",
            "# Guards\n\n```\n155\n```\n",
        ] {
            assert!(is(source), "{source}");
        }
        for source in [
            "The dam held.\n- Nobody counted, she said.\n",
            "---\nThe dam held.\n---\nNobody counted.\n",
            "# Guards\n\nNobody counted.\n",
            "#dam #vessa\n\n- one\n- two\n",
            "# counted in spring\nguards = 155\n# and in autumn\nguards = 98\n",
            "1. The dam held.\n2. Nobody counted.\n",
        ] {
            assert!(!is(source), "{source}");
        }
        let (front, rest) = front_matter("---\ntitle: Guards\n---");
        assert_eq!((front.len(), rest), (1, ""));
    }
}

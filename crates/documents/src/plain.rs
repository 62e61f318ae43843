//! Plain text: a line is a paragraph, unless empty lines part the paragraphs and lines are merely broken.

use domain::BlockKind;

use crate::{Draft, embedded, furniture};

/// A line longer than this is a paragraph, whatever it ends with.
const HEADING: usize = 100;
/// Lines broken at a margin are about this long or shorter.
const MARGIN: usize = 90;

/// Reads plain text.
pub(crate) fn read(text: &str) -> Draft {
    let mut draft = Draft::default();
    let mut post: Vec<String> = Vec::new();
    let paragraphs = paragraphs(text);
    for (place, paragraph) in paragraphs.iter().enumerate() {
        if furniture::is(paragraph) {
            draft.left_out.push(paragraph.clone());
            continue;
        }
        let signed = paragraphs.get(place + 1).and_then(|next| embedded::signature(next));
        if let Some(signature) = embedded::signature(paragraph).filter(|_| !post.is_empty()) {
            post.push(paragraph.clone());
            draft.body.push(BlockKind::EmbeddedPost, &post.join("\n"), Some(signature));
            post.clear();
        } else if signed.is_some() {
            post.push(paragraph.clone());
        } else if place == 0 && is_heading(paragraph) && paragraphs.len() > 1 {
            draft.title = Some(paragraph.clone());
        } else {
            let kind = if is_heading(paragraph) { BlockKind::Heading } else { kind(paragraph) };
            draft.body.push(kind, paragraph, None);
        }
    }
    draft
}

/// The paragraphs of `text`, letter for letter but for breaks at a margin.
fn paragraphs(text: &str) -> Vec<String> {
    let mut groups: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines().map(str::trim_end) {
        if line.trim().is_empty() {
            groups.push(Vec::new());
        } else if let Some(group) = groups.last_mut() {
            group.push(line.trim_start());
        }
    }
    let mut paragraphs = Vec::new();
    for group in groups.iter().filter(|group| !group.is_empty()) {
        let broken = groups.len() > 1
            && group.len() > 1
            && group.iter().all(|line| line.chars().count() <= MARGIN)
            && group[..group.len() - 1].iter().all(|line| line.chars().count() > MARGIN / 2)
            && !group.iter().any(|line| embedded::signature(line).is_some());
        if broken {
            paragraphs.push(group.join(" "));
        } else {
            paragraphs.extend(group.iter().map(|line| (*line).to_owned()));
        }
    }
    paragraphs
}

/// A short line that does not end as a sentence does.
fn is_heading(line: &str) -> bool {
    let short = line.chars().count() <= HEADING;
    let open = !line.ends_with(['.', '!', '?', ':', ';', ',', '…', '。', '！', '？', '؟', '”', '»', '"'])
        || (line.ends_with('”') && line.contains(": “"));
    short && open && line.split_whitespace().count() <= 16 && kind(line) == BlockKind::Paragraph
}

fn kind(line: &str) -> BlockKind {
    if line.starts_with("- ") || line.starts_with("• ") || line.starts_with("* ") {
        BlockKind::ListItem
    } else if line.starts_with("> ") {
        BlockKind::Quote
    } else {
        BlockKind::Paragraph
    }
}

#[cfg(test)]
mod tests {
    use domain::text;

    use super::*;

    fn told(source: &str) -> String {
        let Draft { title, body, left_out, .. } = read(source);
        let (text, blocks) = body.finished();
        let mut told = format!("title: {}\n", title.unwrap_or_default());
        for block in blocks {
            let words = text::slice(&text, block.range.start, block.range.end).unwrap_or_default();
            told += &format!("{:?}: {words}\n", block.kind);
        }
        told + &format!("left out: {}", left_out.join(" / "))
    }

    #[test]
    fn an_agency_story_falls_into_title_headings_paragraphs_post_and_furniture() {
        insta::assert_snapshot!(told(
            "Governor counts guards at the dam\n\
             Governor Mirel Oszta has claimed that 155 engineers guard the dam.\n\
             Upstream Republic Denies It\n\
             The republic said the reports have “no foundation”.\n\
             We spoke to two of them today.\n\
             — Mirel Oszta (@mirel_oszta) April 9, 2025\n\
             She said no more.\n\
             Also Read: How The Dam Was Built"
        ), @r"
        title: Governor counts guards at the dam
        Paragraph: Governor Mirel Oszta has claimed that 155 engineers guard the dam.
        Heading: Upstream Republic Denies It
        Paragraph: The republic said the reports have “no foundation”.
        EmbeddedPost: We spoke to two of them today.
        — Mirel Oszta (@mirel_oszta) April 9, 2025
        Paragraph: She said no more.
        left out: Also Read: How The Dam Was Built
        ");
    }

    #[test]
    fn lines_broken_at_a_margin_are_one_paragraph_again() {
        let source = "The dam at Vessa has stood for sixty years and its guards have changed\nas often as its governors, the company says.\n\nNobody counts them.\n";
        insta::assert_snapshot!(told(source), @r"
        title: 
        Paragraph: The dam at Vessa has stood for sixty years and its guards have changed as often as its governors, the company says.
        Paragraph: Nobody counts them.
        left out:
        ");
    }
}

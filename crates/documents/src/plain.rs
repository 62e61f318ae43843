//! Plain text: a line is a paragraph, unless empty lines part the paragraphs and lines are merely broken.

use domain::BlockKind;

use crate::{Draft, embedded, furniture};

/// A line longer than this is a paragraph, whatever it ends with.
const HEADING: usize = 100;
/// Lines broken at a margin are about this long or shorter.
const MARGIN: usize = 90;

/// A line, and whether it is quoted: it stood behind a sign such as those that mail programs set before what they answer.
type Line<'a> = (bool, &'a str);

/// Reads plain text.
pub(crate) fn read(text: &str) -> Draft {
    drafted(&paragraphs(text), true)
}

/// Reads the text of a letter, which has no headlines: its short lines are greetings and names.
pub(crate) fn letter(text: &str) -> Draft {
    drafted(&paragraphs(text), false)
}

fn drafted(paragraphs: &[(bool, String)], headed: bool) -> Draft {
    let mut draft = Draft::default();
    let mut post: Vec<String> = Vec::new();
    for (place, (quoted, paragraph)) in paragraphs.iter().enumerate() {
        if furniture::is(paragraph) || is_rule(paragraph) {
            draft.left_out.push(paragraph.clone());
            continue;
        }
        let signed = paragraphs.get(place + 1).and_then(|(_, next)| embedded::signature(next));
        let is_heading = headed && !quoted && is_heading(paragraph);
        if let Some(signature) = embedded::signature(paragraph).filter(|_| !post.is_empty()) {
            post.push(paragraph.clone());
            draft.body.push(BlockKind::EmbeddedPost, &post.join("\n"), Some(signature));
            post.clear();
        } else if signed.is_some() {
            post.push(paragraph.clone());
        } else if draft.title.is_none() && place == 0 && is_heading && paragraphs.len() > 1 {
            draft.title = Some(paragraph.clone());
        } else {
            let kind = match is_heading {
                true => BlockKind::Heading,
                false if *quoted => BlockKind::Quote,
                false => kind(paragraph),
            };
            draft.body.push(kind, paragraph, None);
        }
    }
    draft
}

/// The paragraphs of `text`, letter for letter but for breaks at a margin and signs of quotation.
fn paragraphs(text: &str) -> Vec<(bool, String)> {
    let mut groups: Vec<Vec<Line<'_>>> = vec![Vec::new()];
    for line in text.lines().map(line) {
        let turns = groups.last().and_then(|group| group.last()).is_some_and(|(quoted, _)| *quoted != line.0);
        if line.1.is_empty() || turns {
            groups.push(Vec::new());
        }
        if let Some(group) = groups.last_mut().filter(|_| !line.1.is_empty()) {
            group.push(line);
        }
    }
    let parted = groups.len() > 1;
    let mut paragraphs = Vec::new();
    for group in groups.iter().filter(|group| !group.is_empty()) {
        let quoted = group[0].0;
        let lines: Vec<&str> = group.iter().map(|(_, line)| *line).collect();
        if parted && is_broken(&lines) {
            paragraphs.push((quoted, lines.join(" ")));
        } else {
            paragraphs.extend(lines.iter().map(|line| (quoted, (*line).to_owned())));
        }
    }
    paragraphs
}

/// `line` without the signs that say that it is quoted.
fn line(line: &str) -> Line<'_> {
    let line = line.trim();
    let rest = line.trim_start_matches(['>', ' ']);
    let is_sign = line.starts_with("> ") || line.starts_with(">>") || line == ">";
    if is_sign { (true, rest) } else { (false, line) }
}

/// Whether these lines are one paragraph that was broken at a margin.
fn is_broken(lines: &[&str]) -> bool {
    lines.len() > 1
        && lines.iter().all(|line| line.chars().count() <= MARGIN)
        && lines[..lines.len() - 1].iter().all(|line| line.chars().count() > MARGIN / 2)
        && !lines.iter().any(|line| embedded::signature(line).is_some())
}

/// Whether a line is none of words: what parts a signature from a letter, or a notice from what is above it.
fn is_rule(line: &str) -> bool {
    line.len() > 1 && line.chars().all(|c| matches!(c, '-' | '_' | '=' | '*' | '~' | '–' | '—' | ' '))
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
    } else {
        BlockKind::Paragraph
    }
}

#[cfg(test)]
mod tests {
    use domain::text;

    use super::*;

    fn told(source: &str) -> String {
        told_of(read(source))
    }

    fn told_of(draft: Draft) -> String {
        let Draft { title, body, left_out, .. } = draft;
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

    #[test]
    fn a_letter_has_no_headlines_and_what_it_answers_is_quoted() {
        let source = "Dear all\n\nThe province counted the guards again on Wednesday morning, and\nthere were more.\n\n\
            On Tuesday Ida wrote:\n> Who counts the guards at the dam, and who pays those who are counted\n> twice a year?\n>\n> > Nobody.\n\n\
            -- \nMirel Oszta\nPress office";
        insta::assert_snapshot!(told_of(letter(source)), @r"
        title: 
        Paragraph: Dear all
        Paragraph: The province counted the guards again on Wednesday morning, and there were more.
        Paragraph: On Tuesday Ida wrote:
        Quote: Who counts the guards at the dam, and who pays those who are counted twice a year?
        Quote: Nobody.
        Paragraph: Mirel Oszta
        Paragraph: Press office
        left out: --
        ");
    }
}

//! When an article that states no publication date was published, as far as its own text tells.

use domain::{Block, BlockKind, Dated, DatedFrom, text};

use crate::calendar::whole_dates;

/// Scalar values at the start of a text in which a dateline stands ("VESSA, 9 April 2025 —").
const DATELINE: usize = 80;

/// The date that the text itself gives: of its latest signed post, else of its dateline. A proposal, to be marked so.
pub fn dated_by_text(text: &str, blocks: &[Block]) -> Option<Dated> {
    let signed = blocks
        .iter()
        .filter(|block| block.kind == BlockKind::EmbeddedPost)
        .filter_map(|block| block.post.as_ref()?.dated.as_deref().and_then(latest))
        .max_by_key(|dated| dated.on);
    signed.or_else(|| dateline(text, blocks))
}

fn latest(words: &str) -> Option<Dated> {
    whole_dates(words)
        .into_iter()
        .map(|found| Dated {
            on: found.on,
            from: DatedFrom::Text,
            as_written: words[found.start..found.end].to_owned(),
        })
        .max_by_key(|dated| dated.on)
}

/// The date before the dash that ends a dateline.
fn dateline(text: &str, blocks: &[Block]) -> Option<Dated> {
    let first = blocks.iter().find(|block| block.kind == BlockKind::Paragraph)?;
    let words = text::slice(text, first.range.start, first.range.end)?;
    let start = words.char_indices().nth(DATELINE).map_or(words, |(end, _)| &words[..end]);
    let (line, _) = start.split_once(['—', '–'])?;
    latest(line)
}

#[cfg(test)]
mod tests {
    use domain::{Post, TextRange};

    use super::*;

    fn dated(words: &str, signed: Option<&str>) -> Option<String> {
        let range = TextRange { start: 0, end: text::length(words) };
        let mut blocks = vec![Block { kind: BlockKind::Paragraph, range, post: None }];
        if let Some(signed) = signed {
            let post = Post { author: None, handle: None, dated: Some(signed.to_owned()) };
            blocks.push(Block { kind: BlockKind::EmbeddedPost, range, post: Some(post) });
        }
        dated_by_text(words, &blocks).map(|dated| format!("{} as {}", dated.on, dated.as_written))
    }

    #[test]
    fn a_signed_post_or_a_dateline_dates_the_text_and_a_date_in_passing_does_not() {
        for (words, signed, wanted) in [
            ("She posted.", Some("April 9, 2025"), Some("2025-04-09 as April 9, 2025")),
            ("She posted.", Some("9 квітня 2025 р."), Some("2025-04-09 as 9 квітня 2025")),
            ("She posted.", Some("2025年4月9日"), Some("2025-04-09 as 2025年4月9日")),
            ("She posted.", Some("9 de abril de 2025"), Some("2025-04-09 as 9 de abril de 2025")),
            ("She posted.", Some("04/05/2025"), None),
            ("She posted.", Some("February 30, 2025"), None),
            ("VESSA, April 9, 2025 — The dam held.", None, Some("2025-04-09 as April 9, 2025")),
            ("The dam was finished on 3 May 1961, the company says.", None, None),
        ] {
            assert_eq!(dated(words, signed).as_deref(), wanted, "{words} {signed:?}");
        }
    }
}

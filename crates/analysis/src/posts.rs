//! Embedded posts: what their author says there, without the signature and the link behind it.

use domain::{Block, BlockKind, Utterance};

use crate::attributions::Attributed;
use crate::reading::Reading;
use crate::tokens::{DASHES, ENDS};

/// The words of each embedded post, as its author's.
pub(crate) fn posts(reading: &Reading<'_>, blocks: &[Block]) -> Vec<Attributed> {
    let embedded = blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::EmbeddedPost);
    embedded.filter_map(|(place, block)| post(reading, place, block)).collect()
}

fn post(reading: &Reading<'_>, place: usize, block: &Block) -> Option<Attributed> {
    let tokens = reading.blocks.get(place)?.clone();
    block.post.as_ref()?;
    let breaks = |at: &usize| {
        *at > tokens.start && reading.text[reading.tokens[*at - 1].to..reading.tokens[*at].from].contains('\n')
    };
    let signature = tokens.clone().rev().find(|at| reading.tokens[*at].mark(DASHES) && breaks(at));
    let mut end = signature.unwrap_or(tokens.end);
    let body = reading.words(tokens.start..end);
    // A shortened post ends in "… link": the broken sentence before it says nothing.
    if let Some(link) =
        ["pic.twitter.com/", "https://", "http://", "t.co/"].iter().filter_map(|sign| body.find(sign)).min()
    {
        let from = reading.tokens.get(tokens.start)?.from + link;
        end = tokens.clone().find(|at| reading.tokens[*at].from >= from).unwrap_or(end).min(end);
    }
    let cut_short = end > tokens.start && reading.tokens[end - 1].mark(&['…']);
    if cut_short {
        let whole = (tokens.start..end - 1)
            .rev()
            .find(|at| reading.tokens[*at].mark(ENDS) && !reading.tokens[*at].mark(&['…']));
        end = whole.map_or(end, |whole| whole + 1);
    }
    (end > tokens.start).then_some(Attributed {
        content: tokens.start..end,
        cue: None,
        source: None,
        relay: None,
        stance: Utterance::Asserts,
        negated: false,
        goes_on: false,
        block: place,
    })
}

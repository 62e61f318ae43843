//! The copies of a page, what differs between them, and what became of what was quoted.

use domain::{Anchored, ArticleId};
use serde::Serialize;
use workbench::{
    Error, Result, Workbench,
    views::{AnchorInput, AnchoredView, ComparisonView, CopyView, RevisionsView},
};

use crate::{
    arguments::{DecisionWord, Reanchor, Revisions},
    print::{self, Output},
};

/// The copies of a page and what differs between two of them, as `revisions --format json` gives them.
#[derive(Serialize)]
pub(crate) struct Shown {
    #[serde(flatten)]
    pub(crate) page: RevisionsView,
    /// Nothing where there is one copy.
    pub(crate) comparison: Option<ComparisonView>,
}

/// Lists the copies of a page, or parts one from the others.
pub(crate) fn revisions(bench: &Workbench, asked: Revisions, output: Output) -> Result<()> {
    let Revisions { article, from, to, part } = asked;
    if part {
        bench.part_revision(article)?;
    }
    let page = bench.revisions(article)?;
    let comparison = match compared(&page.copies, article, from, to)? {
        Some((before, after)) => Some(bench.compare(before, after)?),
        None => None,
    };
    output.show(&Shown { page, comparison }, print::revisions);
    Ok(())
}

/// Decides what became of a quotation in the newest copy of its page.
pub(crate) fn reanchor(bench: &Workbench, asked: Reanchor, output: Output) -> Result<()> {
    let Reanchor { article, quote, decision, at } = asked;
    let found = quoted(bench, article, &quote)?;
    let input = match (decision, at.or(found.there)) {
        (DecisionWord::Accept, Some(range)) => AnchorInput::Accept { range },
        (DecisionWord::Accept, None) => return Err(Error::NothingThere),
        (DecisionWord::Keep, _) => AnchorInput::Keep,
        (DecisionWord::Undecided, _) => AnchorInput::Undecided,
    };
    bench.reanchor(found.anchored, found.newest, input)?;
    output.show(&quoted(bench, article, &quote)?, print::anchored);
    Ok(())
}

fn quoted(bench: &Workbench, article: ArticleId, quote: &str) -> Result<AnchoredView> {
    let passages = bench.revisions(article)?.passages;
    passages.into_iter().find(|one| id(one.anchored) == quote).ok_or(Error::NotQuoted)
}

/// The id of what quotes something.
pub(crate) fn id(anchored: Anchored) -> String {
    match anchored {
        Anchored::Appearance(id) => id.to_string(),
        Anchored::Response(id) => id.to_string(),
        Anchored::Evidence(id) => id.to_string(),
    }
}

/// Which copies to compare: those of these numbers, or else `article` and the newest, or else the newest two.
fn compared(
    copies: &[CopyView],
    article: ArticleId,
    from: Option<u32>,
    to: Option<u32>,
) -> Result<Option<(ArticleId, ArticleId)>> {
    let place = |number: u32| {
        copies.iter().position(|copy| copy.number == number).ok_or(Error::NoCopy { number, of: copies.len() })
    };
    let [_, .., _] = copies else { return Ok(None) };
    let later = to.map_or(Ok(copies.len() - 1), place)?;
    let own = copies.iter().position(|copy| copy.article == article).filter(|own| *own < later);
    let earlier = match (from, own, later.checked_sub(1)) {
        (Some(number), _, _) => place(number)?,
        (None, Some(place), _) | (None, None, Some(place)) => place,
        (None, None, None) => return Ok(None),
    };
    Ok(Some((copies[earlier].article, copies[later].article)))
}

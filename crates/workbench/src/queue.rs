//! What waits to be done.

use std::{
    collections::{HashMap, HashSet, hash_map::Entry},
    time::{Duration, Instant},
};

use chrono::DateTime;
use database::{Connection, Veil, articles, claims, parties, responses};
use domain::{ArticleId, ClaimId, Coverage, TextRange, WorkState};

use crate::{
    Result, Workbench,
    claims::row,
    locked,
    parties::{principals, request},
    revisions, suggestions,
    views::{QueueArticle, QueueClaim, QueueReview, QueueTotals, QueueView, Request},
};

/// Lines of each list at most.
const MOST: u32 = 50;
/// What articles claim, as far as they have been read. Neither an article nor what is read in it changes while the program
/// runs.
pub(crate) type Read = HashMap<ArticleId, ReadThrough>;

/// Where the sentences of an article stand, and where its suggestions do.
#[derive(Debug)]
pub(crate) struct ReadThrough {
    sentences: Vec<TextRange>,
    suggested: Vec<TextRange>,
}

impl Workbench {
    /// What waits to be done. Articles that have not been read for it yet are read for as long as `patience` lasts; the
    /// view says how far that came.
    pub fn queue(&self, patience: Duration) -> Result<QueueView> {
        let now = self.clock.now();
        let today = self.clock.day(now);
        let (mut articles, articles_read, articles_all) = self.undecided(patience)?;
        let mut totals = QueueTotals { articles: cut(&mut articles), ..QueueTotals::default() };
        let (pending, revisit, overdue, reviews, quotes) = self.read_seen(|conn, veil| {
            let mut pending = Vec::new();
            for (claim, since) in claims::pending_longest(conn, veil, MOST)? {
                let since = DateTime::from_timestamp_millis(since).unwrap_or(now);
                pending.extend(
                    claims::rows(conn, &[claim])?.into_iter().map(|one| QueueClaim { claim: row(one, veil), since }),
                );
            }
            let revisit = claims::to_revisit(conn, today, MOST)?;
            let revisit = claims::rows(conn, &revisit)?.into_iter().map(|one| row(one, veil)).collect();
            let (mut overdue, mut reviews) = (overdue(conn, today)?, to_review(conn, veil)?);
            let mut quotes = revisions::open(conn)?;
            totals.pending = claims::pending(conn, veil)?;
            totals.revisit = claims::revisited(conn, today)?;
            (totals.overdue, totals.reviews, totals.quotes) = (cut(&mut overdue), cut(&mut reviews), cut(&mut quotes));
            let reviews = claims::rows(conn, &reviews)?.into_iter();
            let reviews =
                reviews.map(|one| QueueReview { claim: one.claim.id, statement: one.claim.statement }).collect();
            Ok((pending, revisit, overdue, reviews, quotes))
        })?;
        Ok(QueueView { articles, articles_read, articles_all, pending, revisit, overdue, reviews, quotes, totals })
    }

    /// The articles with suggestions that nobody has decided, how many articles have been read for that, and how many
    /// there are.
    fn undecided(&self, patience: Duration) -> Result<(Vec<QueueArticle>, u32, u32)> {
        let mut read = locked(&self.read);
        let began = Instant::now();
        let (mut waiting, articles_read, all) = self.workspace.read(|conn| {
            let mut listing = articles::listing(conn, &Veil::default())?;
            // Earlier copies of a page are not read for anything new.
            let earlier = earlier(conn)?;
            listing.retain(|listed| !earlier.contains(&listed.id));
            let (mut waiting, mut known, all) = (Vec::new(), 0, listing.len());
            for listed in listing {
                let through = match read.entry(listed.id) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(_) if began.elapsed() > patience => continue,
                    Entry::Vacant(place) => {
                        let article = articles::by_id(conn, listed.id)?;
                        let found = suggestions::open(&article, &[]).into_iter();
                        let suggested = found.map(|suggestion| suggestion.passage.range).collect();
                        place.insert(ReadThrough { sentences: suggestions::sentences(&article), suggested })
                    }
                };
                known += 1;
                let decided = suggestions::decided(conn, listed.id)?;
                let coverage = Coverage::of(&through.sentences, &through.suggested, &decided);
                if coverage.decided < coverage.all {
                    let (id, title, publisher) = (listed.id, listed.title, listed.publisher);
                    waiting.push(QueueArticle { id, title, publisher, coverage });
                }
            }
            Ok((waiting, known, u32::try_from(all).unwrap_or(u32::MAX)))
        })?;
        waiting.sort_by_key(|article| std::cmp::Reverse(article.coverage.all - article.coverage.decided));
        Ok((waiting, articles_read, all))
    }
}

/// Cuts a list to what is shown of it, and tells how long it was.
fn cut<T>(waiting: &mut Vec<T>) -> u32 {
    let all = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
    waiting.truncate(MOST as usize);
    all
}

/// The articles of which there is a newer copy.
fn earlier(conn: &Connection) -> database::Result<HashSet<ArticleId>> {
    let pages = database::revisions::pages(conn)?.into_iter();
    Ok(pages.flat_map(|copies| copies.into_iter().rev().skip(1)).map(|copy| copy.article).collect())
}

/// The requests whose last day is over and that have not been answered since.
fn overdue(conn: &Connection, today: chrono::NaiveDate) -> database::Result<Vec<Request>> {
    let mut waiting = Vec::new();
    let Some(yesterday) = today.pred_opt() else { return Ok(waiting) };
    for asked in responses::due(conn, yesterday)? {
        let placed = responses::to_claim(conn, asked.claim)?;
        let Some(head) = placed.iter().find(|one| one.response.id == asked.id).map(|one| one.head) else { continue };
        let mut last = None;
        for one in &placed {
            let for_it = principals(conn, &parties::by_id(conn, one.head)?)?;
            if one.head == head || for_it.iter().any(|principal| principal.id == head) {
                last = Some(one);
            }
        }
        // Who was asked again waits by the newer request alone.
        if last.is_some_and(|last| last.response.id == asked.id) {
            waiting.push(request(conn, &asked, today)?);
        }
    }
    Ok(waiting)
}

/// The claims in review that the acting analyst has not reviewed: those in sight that `veil` hides, the earliest first.
fn to_review(conn: &Connection, veil: &Veil) -> database::Result<Vec<ClaimId>> {
    let filter = claims::ClaimFilter {
        work: Some(WorkState::InReview),
        ascending: true,
        limit: u32::MAX,
        ..claims::ClaimFilter::default()
    };
    let in_review = claims::order(conn, &filter)?.ids.into_iter();
    Ok(in_review.filter(|claim| veil.hides(*claim)).collect())
}

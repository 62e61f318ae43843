//! The rules that hold between rows: what a change must fit before it is written.

use std::collections::BTreeSet;

use domain::{
    AnchorDecision, Anchored, Archive, ArrivalId, ArticleId, Assessment, AssessmentId, Change, Event, EvidenceMatter,
    FeedId, Filed, Interval, Issue, Party, Passage, Refinement, Relation, Response, Sha256, Standing, Subject,
    TextRange, TimeCorrection,
};
use rusqlite::Connection;

use crate::{
    Error, Result, appearances, archives, articles, assessments, bytes, claims, dismissals, events, evidence,
    fact_checks, feeds, investigations, journal, parties, ratings, relations, responses, revisions, sight,
};

/// Refuses `change` unless it fits what the workspace holds.
pub(crate) fn check(conn: &Connection, change: &Change) -> Result<()> {
    match change {
        Change::ArticleLoaded { document, article } => {
            are_kept(conn, document.sha256)?;
            if article.document != document.id {
                return Err(Error::refused("the article was not read from this document"));
            }
            if let Some(known) = articles::with_sha256(conn, document.sha256)?
                && articles::document(conn, known)? != *document
            {
                return Err(Error::refused("a document with these bytes is here already"));
            }
            let length = domain::text::length(&article.text);
            let is_outside = |range: TextRange| range.start >= range.end || range.end > length;
            if article.blocks.iter().any(|block| is_outside(block.range)) {
                return Err(Error::refused("a block of the article lies outside its text"));
            }
            Ok(())
        }
        Change::ArchiveKept { article, archive } => {
            are_kept(conn, archive.sha256)?;
            articles::by_id(conn, *article)?;
            is_archived(conn, *article, archive, false)
        }
        Change::ArchiveDropped { article, archive } => is_archived(conn, *article, archive, true),
        Change::ArticleDated { article, from, .. } => unchanged(&articles::by_id(conn, *article)?.published, from),
        Change::RevisionFound { article, first } => stands_beside(conn, *article, *first),
        Change::RevisionParted { article, first } => unchanged(&revisions::first(conn, *article)?, first),
        Change::PassageReanchored { anchored, article, from, to } => {
            unchanged(&revisions::decisions(conn, *anchored)?.remove(article), from)?;
            match to {
                Some(to) => becomes(conn, *anchored, *article, to),
                None => Ok(()),
            }
        }
        Change::ClaimRecorded { claim, appearance } => {
            if claim.statement.trim().is_empty() {
                return Err(Error::refused(domain::EmptyStatement.to_string()));
            }
            if appearance.claim != claim.id {
                return Err(Error::refused("the appearance is not of this claim"));
            }
            are_named(&appearance.passage, &appearance.times)?;
            stands(conn, appearance.article, &appearance.passage)
        }
        Change::ClaimReworded { claim, from, to } => {
            if to.trim().is_empty() {
                return Err(Error::refused(domain::EmptyStatement.to_string()));
            }
            unchanged(&claims::by_id(conn, *claim)?.statement, from)
        }
        Change::AppearanceRecorded { appearance } => {
            claims::by_id(conn, appearance.claim)?;
            are_named(&appearance.passage, &appearance.times)?;
            stands(conn, appearance.article, &appearance.passage)
        }
        Change::AppearanceRefined { appearance, from, to } => {
            let made = appearances::by_id(conn, *appearance)?;
            are_named(&made.passage, &to.times)?;
            unchanged(&Refinement::from(made), from)
        }
        Change::PartyAdded { party } => speaks(conn, party),
        Change::InvestigationOpened { .. } | Change::RatingAdded { .. } => Ok(()),
        Change::PartyRefined { from, to } => {
            same_id(from.id, to.id)?;
            unchanged(&parties::by_id(conn, from.id)?, from)?;
            speaks(conn, to)
        }
        Change::PartiesMerged { party, into } => {
            unchanged(&parties::merged_into(conn, *party)?, &None)?;
            if parties::head(conn, *into)?.id == *party {
                return Err(Error::refused("a party cannot be merged into itself"));
            }
            Ok(())
        }
        Change::PartySplit { party, from } => unchanged(&parties::merged_into(conn, *party)?, &Some(*from)),
        Change::ResponseRecorded { response } => has_words(conn, response),
        Change::ResponseRefined { from, to } => {
            same_id((from.id, from.claim), (to.id, to.claim))?;
            unchanged(&responses::by_id(conn, from.id)?, from)?;
            has_words(conn, to)
        }
        Change::EvidenceAttached { evidence } => match &evidence.matter {
            EvidenceMatter::Passage { article, passage } => stands(conn, *article, passage),
            EvidenceMatter::File { sha256, .. } => are_kept(conn, *sha256),
            EvidenceMatter::Link { .. } | EvidenceMatter::Note | EvidenceMatter::NotFound { .. } => Ok(()),
        },
        Change::EvidenceRefined { from, to } => {
            same_id((from.id, from.claim), (to.id, to.claim))?;
            unchanged(&from.matter, &to.matter)?;
            unchanged(&evidence::by_id(conn, from.id)?, from)
        }
        Change::ClaimAssessed { assessment } => {
            claims::by_id(conn, assessment.claim)?;
            Standing::new(assessment.status, &assessment.rationale, assessment.confidence)
                .and_then(|standing| standing.rated(assessment.rating.clone()))
                .map(drop)
                .map_err(|why| Error::refused(why.to_string()))
        }
        Change::ReviewRecorded { review } => {
            let history = assessments::history(conn, review.claim)?;
            let reviewed = is_marked(&history, review.assessment)?;
            if reviewed.analyst == review.analyst {
                return Err(Error::refused("a mark is reviewed by somebody else than who made it"));
            }
            Standing::new(review.status, &review.rationale, review.confidence)
                .map(drop)
                .map_err(|why| Error::refused(why.to_string()))
        }
        Change::WorkSet { claim, from, .. } => unchanged(&claims::work(conn, *claim)?, from),
        Change::RatingRefined { from, to } => {
            same_id(from.id, to.id)?;
            unchanged(&ratings::by_id(conn, from.id)?, from)
        }
        Change::ClaimsRelated { relation } => {
            if Relation::between(relation.first, relation.kind, relation.second) != Some(*relation) {
                return Err(Error::refused("a relation is between two claims, the smaller id first"));
            }
            unchanged(&relations::between(conn, relation.first, relation.second)?, &None)
        }
        Change::ClaimsUnrelated { relation } => {
            unchanged(&relations::between(conn, relation.first, relation.second)?, &Some(*relation))
        }
        Change::SealStored { seal } => {
            are_kept(conn, seal.reply)?;
            if let Some(vouched) = &seal.vouched {
                are_kept(conn, vouched.certificates)?;
            }
            let there = journal::entries(conn, seal.length, 1)?;
            if there.first().is_some_and(|entry| (entry.seq, entry.hash) == (seal.length, seal.head)) {
                Ok(())
            } else {
                Err(Error::refused("the time stamp is not over a head of this journal"))
            }
        }
        Change::FactCheckNoted { check } => {
            if check.checked.trim().is_empty() {
                return Err(Error::refused("a fact check says what was checked"));
            }
            Ok(())
        }
        Change::FactCheckTied { claim, check } => {
            claims::by_id(conn, *claim)?;
            fact_checks::by_id(conn, *check)?;
            unchanged(&fact_checks::is_tied(conn, *claim, *check)?, &false)
        }
        Change::FactCheckUntied { claim, check } => unchanged(&fact_checks::is_tied(conn, *claim, *check)?, &true),
        Change::PassageDismissed { article, passage } => {
            stands(conn, *article, passage)?;
            is_dismissed(conn, *article, passage, false)
        }
        Change::PassageRecalled { article, passage } => is_dismissed(conn, *article, passage, true),
        Change::FeedSubscribed { feed } => match feeds::at_url(conn, &feed.url)? {
            Some(_) => Err(Error::refused("the feed is subscribed to already")),
            None => Ok(()),
        },
        Change::ArrivalDismissed { feed, arrival, .. } => is_put_aside(conn, *feed, *arrival, false),
        Change::ArrivalRecalled { feed, arrival, .. } => is_put_aside(conn, *feed, *arrival, true),
        Change::InvestigationRefined { from, to } => {
            same_id(from.id, to.id)?;
            unchanged(&investigations::by_id(conn, from.id)?, from)
        }
        Change::ItemFiled { investigation, item } => is_filed(conn, *investigation, *item, false),
        Change::ItemUnfiled { investigation, item } => is_filed(conn, *investigation, *item, true),
        Change::EventRecorded { event } => {
            investigations::by_id(conn, event.investigation)?;
            happened(event)
        }
        Change::EventChanged { from, to } => {
            same_id((from.id, from.investigation), (to.id, to.investigation))?;
            unchanged(&events::by_id(conn, from.id)?, from)?;
            happened(to)
        }
        Change::ReportIssued { issue } => passed(conn, issue),
        Change::Removed { subject } => is_removed(conn, *subject, false),
        Change::Restored { subject } => is_removed(conn, *subject, true),
    }
}

fn stands(conn: &Connection, article: ArticleId, passage: &Passage) -> Result<()> {
    if passage.stands_in(&articles::text(conn, article)?) {
        Ok(())
    } else {
        Err(Error::refused("the words do not stand at this place of the article"))
    }
}

/// Whether `times` correct times that the words of `passage` name at those places, each once, to days that run forwards.
fn are_named(passage: &Passage, times: &[TimeCorrection]) -> Result<()> {
    let mut seen = BTreeSet::new();
    for TimeCorrection { range, as_written, to } in times {
        let TextRange { start, end } = *range;
        if start >= end || domain::text::slice(&passage.exact, start, end) != Some(as_written.as_str()) {
            return Err(Error::refused("the words that name the time do not stand at this place of the passage"));
        }
        if !seen.insert((start, end)) {
            return Err(Error::refused("the time is corrected twice"));
        }
        if let Some(to) = to {
            Interval::new(to.from, to.to).map_err(|why| Error::refused(why.to_string()))?;
        }
    }
    Ok(())
}

/// Whether `article` can be a copy beside `first`: neither may stand beside another already.
fn stands_beside(conn: &Connection, article: ArticleId, first: ArticleId) -> Result<()> {
    for id in [article, first] {
        articles::is_removed(conn, id)?;
        if revisions::first(conn, id)? != id {
            return Err(Error::refused("it is a copy of a page already"));
        }
    }
    if article == first || revisions::is_first(conn, article)? {
        return Err(Error::refused("it is the first copy of its page"));
    }
    Ok(())
}

/// Whether `decision` can be made of what is quoted by `anchored` for the copy `other`.
fn becomes(conn: &Connection, anchored: Anchored, other: ArticleId, decision: &AnchorDecision) -> Result<()> {
    let own = match anchored {
        Anchored::Appearance(id) => Some(appearances::by_id(conn, id)?.article),
        Anchored::Response(id) => responses::by_id(conn, id)?.article,
        Anchored::Evidence(id) => match evidence::by_id(conn, id)?.matter {
            EvidenceMatter::Passage { article, .. } => Some(article),
            _ => None,
        },
    };
    let own = own.ok_or_else(|| Error::refused("it quotes no article"))?;
    if own == other || revisions::first(conn, own)? != revisions::first(conn, other)? {
        return Err(Error::refused("the articles are no copies of one page"));
    }
    match decision {
        AnchorDecision::Accepted { passage } => stands(conn, other, passage),
        AnchorDecision::Kept => Ok(()),
    }
}

/// Whether the response's words, when it has any, stand in their article.
fn has_words(conn: &Connection, response: &Response) -> Result<()> {
    match (response.article, &response.passage) {
        (Some(article), Some(passage)) => stands(conn, article, passage),
        (None, Some(_)) => Err(Error::refused("the response's words have no article")),
        (_, None) => Ok(()),
    }
}

/// Whether the event says in one line what happened, and its days run forwards.
fn happened(event: &Event) -> Result<()> {
    let title = Event::titled(&event.title).map_err(|why| Error::refused(why.to_string()))?;
    if title != event.title {
        return Err(Error::refused("the title of an event is one line"));
    }
    let Interval { from, to } = event.time.interval;
    Interval::new(from, to).map(drop).map_err(|why| Error::refused(why.to_string()))
}

/// Whether nobody speaks for `party` who `party` speaks for.
fn speaks(conn: &Connection, party: &Party) -> Result<()> {
    let mut next = party.speaks_for;
    let mut seen = BTreeSet::new();
    while let Some(principal) = next {
        if principal == party.id {
            return Err(Error::refused("a party cannot speak for itself, nor for who speaks for it"));
        }
        // A party that is being restored to an older state may find a ring that it is no part of.
        next = if seen.insert(principal) { parties::by_id(conn, principal)?.speaks_for } else { None };
    }
    Ok(())
}

fn is_marked(history: &[Assessment], id: AssessmentId) -> Result<&Assessment> {
    history.iter().find(|mark| mark.id == id).ok_or_else(|| Error::refused("the mark is not of this claim"))
}

/// Whether the journal passed through what `issue` reports on.
fn passed(conn: &Connection, issue: &Issue) -> Result<()> {
    if let Some(id) = issue.investigation {
        investigations::by_id(conn, id)?;
    }
    let there = journal::entries(conn, issue.journal_length, 1)?;
    let there = there.first().filter(|entry| entry.seq == issue.journal_length);
    if there.map(|entry| entry.hash) == Some(issue.journal_head) {
        Ok(())
    } else {
        Err(Error::refused("the report is of another journal"))
    }
}

fn are_kept(conn: &Connection, sha256: Sha256) -> Result<()> {
    if bytes::are_kept(conn, sha256)? {
        Ok(())
    } else {
        Err(Error::refused(format!("the original bytes {sha256} were not given")))
    }
}

fn is_archived(conn: &Connection, article: ArticleId, archive: &Archive, wanted: bool) -> Result<()> {
    match (archives::is_kept(conn, article, archive)?, wanted) {
        (true, false) => Err(Error::refused("this archive is kept already")),
        (false, true) => Err(Error::refused("this archive is not kept")),
        (true, true) | (false, false) => Ok(()),
    }
}

fn unchanged<T: PartialEq>(now: &T, from: &T) -> Result<()> {
    if now == from { Ok(()) } else { Err(Error::refused("it was changed meanwhile. Look at it again and repeat")) }
}

fn same_id<T: PartialEq>(from: T, to: T) -> Result<()> {
    if from == to { Ok(()) } else { Err(Error::refused("an id cannot be changed")) }
}

fn is_dismissed(conn: &Connection, article: ArticleId, passage: &Passage, wanted: bool) -> Result<()> {
    match (dismissals::in_article(conn, article)?.contains(&passage.range), wanted) {
        (true, false) => Err(Error::refused("the passage was dismissed already")),
        (false, true) => Err(Error::refused("the passage is not dismissed")),
        (true, true) | (false, false) => Ok(()),
    }
}

fn is_put_aside(conn: &Connection, feed: FeedId, arrival: ArrivalId, wanted: bool) -> Result<()> {
    feeds::by_id(conn, feed)?;
    match (feeds::dismissed_from(conn, arrival)?, wanted) {
        (Some(_), false) => Err(Error::refused("it was put aside already")),
        (Some(from), true) => unchanged(&from, &feed),
        (None, true) => Err(Error::refused("it was not put aside")),
        (None, false) => Ok(()),
    }
}

fn is_filed(conn: &Connection, investigation: domain::InvestigationId, item: Filed, wanted: bool) -> Result<()> {
    investigations::by_id(conn, investigation)?;
    match (investigations::is_filed(conn, investigation, item)?, wanted) {
        (true, false) => Err(Error::refused("it is in this investigation already")),
        (false, true) => Err(Error::refused("it is not in this investigation")),
        (true, true) | (false, false) => Ok(()),
    }
}

fn is_removed(conn: &Connection, subject: Subject, wanted: bool) -> Result<()> {
    match (sight(conn, subject)?, wanted) {
        (None, _) => Err(Error::refused("it is not in this workspace")),
        (Some(false), false) => Err(Error::refused("it was removed already")),
        (Some(true), true) => Err(Error::refused("it is not removed")),
        (Some(_), _) => Ok(()),
    }
}

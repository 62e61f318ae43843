//! The rules that hold between rows: what a change must fit before it is written.

use domain::{
    Appearance, ArticleId, Change, EvidenceMatter, Filed, Passage, Refinement, Sha256, Standing, Subject, TextRange,
};
use rusqlite::Connection;

use crate::{
    Error, Result, appearances, articles, bytes, claims, dismissals, evidence, investigations, parties, sight,
};

/// Refuses `change` unless it fits what the workspace holds.
pub(crate) fn check(conn: &Connection, change: &Change) -> Result<()> {
    match change {
        Change::ArticleLoaded { document, article } => {
            are_kept(conn, document.sha256)?;
            if article.document != document.id {
                return Err(Error::refused("the article was not read from this document"));
            }
            let length = domain::text::length(&article.text);
            let is_outside = |range: TextRange| range.start >= range.end || range.end > length;
            if article.blocks.iter().any(|block| is_outside(block.range)) {
                return Err(Error::refused("a block of the article lies outside its text"));
            }
            Ok(())
        }
        Change::ArticleDated { article, from, .. } => unchanged(&articles::by_id(conn, *article)?.published, from),
        Change::ClaimRecorded { claim, appearance } => {
            if claim.statement.trim().is_empty() {
                return Err(Error::refused(domain::EmptyStatement.to_string()));
            }
            if appearance.claim != claim.id {
                return Err(Error::refused("the appearance is not of this claim"));
            }
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
            stands(conn, appearance.article, &appearance.passage)
        }
        Change::AppearanceRefined { appearance, from, .. } => {
            let Appearance { attribution, said, quantities, .. } = appearances::by_id(conn, *appearance)?;
            unchanged(&Refinement { attribution, said, quantities }, from)
        }
        Change::PartyAdded { .. } | Change::InvestigationOpened { .. } => Ok(()),
        Change::PartyRefined { from, to } => {
            same_id(from.id, to.id)?;
            unchanged(&parties::by_id(conn, from.id)?, from)
        }
        Change::ResponseRecorded { response } => match (response.article, &response.passage) {
            (Some(article), Some(passage)) => stands(conn, article, passage),
            (None, Some(_)) => Err(Error::refused("the response's words have no article")),
            (_, None) => Ok(()),
        },
        Change::EvidenceAttached { evidence } => match &evidence.matter {
            EvidenceMatter::Passage { article, passage } => stands(conn, *article, passage),
            EvidenceMatter::File { sha256, .. } => are_kept(conn, *sha256),
            EvidenceMatter::Link { .. } | EvidenceMatter::Note => Ok(()),
        },
        Change::EvidenceRefined { from, to } => {
            same_id((from.id, from.claim), (to.id, to.claim))?;
            unchanged(&from.matter, &to.matter)?;
            unchanged(&evidence::by_id(conn, from.id)?, from)
        }
        Change::ClaimAssessed { assessment } => {
            claims::by_id(conn, assessment.claim)?;
            Standing::new(assessment.status, &assessment.rationale, assessment.confidence)
                .map(drop)
                .map_err(|why| Error::refused(why.to_string()))
        }
        Change::PassageDismissed { article, passage } => {
            stands(conn, *article, passage)?;
            is_dismissed(conn, *article, passage, false)
        }
        Change::PassageRecalled { article, passage } => is_dismissed(conn, *article, passage, true),
        Change::InvestigationRefined { from, to } => {
            same_id(from.id, to.id)?;
            unchanged(&investigations::by_id(conn, from.id)?, from)
        }
        Change::ItemFiled { investigation, item } => is_filed(conn, *investigation, *item, false),
        Change::ItemUnfiled { investigation, item } => is_filed(conn, *investigation, *item, true),
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

fn are_kept(conn: &Connection, sha256: Sha256) -> Result<()> {
    if bytes::are_kept(conn, sha256)? {
        Ok(())
    } else {
        Err(Error::refused(format!("the original bytes {sha256} were not given")))
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

//! What each change does to the tables. Replaying the journal goes through here too, so nothing is decided here.

use domain::{Change, Subject};
use rusqlite::{Connection, params};

use crate::{
    Result, appearances, archives, articles, assessments, claims, dismissals, events, evidence, fact_checks, feeds,
    investigations, issues, parties, ratings, relations, responses, reviews, revisions, seals,
};

/// Does `change`, which is entry `seq` of the journal, to the tables.
pub(crate) fn apply(conn: &Connection, change: &Change, seq: i64) -> Result<()> {
    match change {
        Change::ArticleLoaded { document, article } => articles::insert(conn, document, article, seq),
        Change::ArchiveKept { article, archive } => archives::insert(conn, *article, archive, seq),
        Change::ArchiveDropped { article, archive } => archives::delete(conn, *article, archive),
        Change::ArticleDated { article, to, .. } => articles::set_published(conn, *article, to.as_ref()),
        Change::RevisionFound { article, first } => revisions::insert(conn, *article, *first, seq),
        Change::RevisionParted { article, .. } => revisions::delete(conn, *article),
        Change::PassageReanchored { anchored, article, to, .. } => {
            revisions::decide(conn, *anchored, *article, to.as_ref(), seq)
        }
        Change::ClaimRecorded { claim, appearance } => {
            claims::insert(conn, claim, seq)?;
            appearances::insert(conn, appearance, seq)
        }
        Change::ClaimReworded { claim, to, .. } => claims::reword(conn, *claim, to),
        Change::AppearanceRecorded { appearance } => appearances::insert(conn, appearance, seq),
        Change::AppearanceRefined { appearance, to, .. } => appearances::refine(conn, *appearance, to),
        Change::PartyAdded { party } => parties::insert(conn, party),
        Change::PartyRefined { to, .. } => parties::refine(conn, to),
        Change::PartiesMerged { party, into } => parties::merge(conn, *party, *into),
        Change::PartySplit { party, .. } => parties::split(conn, *party),
        Change::ResponseRecorded { response } => responses::insert(conn, response, seq),
        Change::ResponseRefined { to, .. } => responses::refine(conn, to),
        Change::EvidenceAttached { evidence } => evidence::insert(conn, evidence, seq),
        Change::EvidenceRefined { to, .. } => evidence::refine(conn, to),
        Change::ClaimAssessed { assessment } => assessments::append(conn, assessment, seq),
        Change::ReviewRecorded { review } => reviews::insert(conn, review, seq),
        Change::WorkSet { claim, to, .. } => claims::set_work(conn, *claim, to),
        Change::RatingAdded { rating } => ratings::insert(conn, rating),
        Change::RatingRefined { to, .. } => ratings::refine(conn, to),
        Change::ClaimsRelated { relation } => relations::insert(conn, relation, seq),
        Change::ClaimsUnrelated { relation } => relations::delete(conn, relation),
        Change::SealStored { seal } => seals::insert(conn, seal, seq),
        Change::FactCheckNoted { check } => fact_checks::insert(conn, check, seq),
        Change::FactCheckTied { claim, check } => fact_checks::tie(conn, *claim, *check, seq),
        Change::FactCheckUntied { claim, check } => fact_checks::untie(conn, *claim, *check),
        Change::PassageDismissed { article, passage } => dismissals::insert(conn, *article, passage.range, seq),
        Change::PassageRecalled { article, passage } => dismissals::delete(conn, *article, passage.range),
        Change::InvestigationOpened { investigation } => investigations::insert(conn, investigation),
        Change::InvestigationRefined { to, .. } => investigations::refine(conn, to),
        Change::ItemFiled { investigation, item } => investigations::file(conn, *investigation, *item, seq),
        Change::ItemUnfiled { investigation, item } => investigations::unfile(conn, *investigation, *item),
        Change::EventRecorded { event } => events::insert(conn, event, seq),
        Change::EventChanged { to, .. } => events::change(conn, to),
        Change::FeedSubscribed { feed } => feeds::insert(conn, feed, seq),
        Change::ArrivalDismissed { feed, arrival, .. } => feeds::dismiss(conn, *feed, *arrival, seq),
        Change::ArrivalRecalled { arrival, .. } => feeds::recall(conn, *arrival),
        Change::ReportIssued { issue } => issues::append(conn, issue, seq),
        Change::Removed { subject } => set_removed(conn, *subject, true),
        Change::Restored { subject } => set_removed(conn, *subject, false),
    }
}

/// The table and id of `subject`.
pub(crate) fn place(subject: Subject) -> (&'static str, uuid::Uuid) {
    match subject {
        Subject::Article(id) => ("articles", id.0),
        Subject::Claim(id) => ("claims", id.0),
        Subject::Appearance(id) => ("appearances", id.0),
        Subject::Party(id) => ("parties", id.0),
        Subject::Response(id) => ("responses", id.0),
        Subject::Evidence(id) => ("evidence", id.0),
        Subject::Rating(id) => ("ratings", id.0),
        Subject::Review(id) => ("reviews", id.0),
        Subject::Seal(id) => ("seals", id.0),
        Subject::FactCheck(id) => ("fact_checks", id.0),
        Subject::Investigation(id) => ("investigations", id.0),
        Subject::Event(id) => ("events", id.0),
        Subject::Feed(id) => ("feeds", id.0),
    }
}

fn set_removed(conn: &Connection, subject: Subject, removed: bool) -> Result<()> {
    let (table, id) = place(subject);
    conn.prepare_cached(&format!("UPDATE {table} SET removed = ?2 WHERE id = ?1"))?.execute(params![id, removed])?;
    Ok(())
}

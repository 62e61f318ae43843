//! Claims, and the list of them.

use chrono::NaiveDate;
use domain::{ArticleId, Claim, ClaimId, Party, PartyId, Status};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};

use crate::{
    Error, Result,
    columns::{from_word, id},
    parties, search,
};

/// Which claims to list. Every field that is set must hold.
#[derive(Debug, Clone, Default)]
pub struct ClaimFilter {
    /// Standing so.
    pub status: Option<Status>,
    /// Made by this party somewhere.
    pub claimant: Option<PartyId>,
    /// Made in this article.
    pub article: Option<ArticleId>,
    /// Said, or else published, on this day or later.
    pub said_from: Option<NaiveDate>,
    /// Said, or else published, on this day or earlier.
    pub said_to: Option<NaiveDate>,
    /// With these words; the last may be unfinished.
    pub text: Option<String>,
    /// Rows at most.
    pub limit: u32,
}

/// A claim in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimListing {
    /// The claim.
    pub claim: Claim,
    /// Where it stands.
    pub status: Status,
    /// Who makes it at its first appearance.
    pub claimant: Option<Party>,
    /// The article of its first appearance.
    pub first_article: Option<ArticleId>,
    /// That article's headline.
    pub article_title: Option<String>,
    /// In how many articles it is made.
    pub articles: u32,
    /// How many pieces of evidence it has.
    pub evidence: u32,
    /// When it was said, or else when the article was published.
    pub dated: Option<NaiveDate>,
}

/// The claims in sight: not removed, and made in at least one article in sight.
const IN_SIGHT: &str = "NOT claims.removed AND EXISTS (
    SELECT 1 FROM appearances JOIN articles ON articles.id = appearances.article
    WHERE appearances.claim = claims.id AND NOT appearances.removed AND NOT articles.removed)";

/// The claim.
pub fn by_id(conn: &Connection, id: ClaimId) -> Result<Claim> {
    conn.prepare_cached("SELECT * FROM claims WHERE id = ?1")?
        .query_row([id.0], from_row)
        .optional()?
        .ok_or(Error::NotFound { noun: "claim" })
}

/// Where the claim stands.
pub fn standing(conn: &Connection, id: ClaimId) -> Result<Status> {
    conn.prepare_cached("SELECT status FROM standings WHERE claim = ?1")?
        .query_row([id.0], |row| from_word(row, "status"))
        .optional()?
        .ok_or(Error::NotFound { noun: "claim" })
}

/// The claims that `filter` asks for, the newest recorded first.
pub fn listing(conn: &Connection, filter: &ClaimFilter) -> Result<Vec<ClaimListing>> {
    // Each condition names its own parameter, so that an absent one costs nothing in the query's plan.
    let mut wanted = vec![IN_SIGHT.to_owned()];
    let mut values: Vec<(&str, Box<dyn ToSql>)> = vec![(":limit", Box::new(filter.limit))];
    let mut want = |condition: &str, name, value: Box<dyn ToSql>| {
        wanted.push(condition.to_owned());
        values.push((name, value));
    };
    if let Some(status) = filter.status {
        want("standings.status = :status", ":status", Box::new(status.word()));
    }
    if let Some(party) = filter.claimant {
        want(
            "EXISTS (SELECT 1 FROM appearances WHERE appearances.claim = claims.id AND claimant = :claimant AND NOT removed)",
            ":claimant",
            Box::new(party.0),
        );
    }
    if let Some(article) = filter.article {
        want(
            "EXISTS (SELECT 1 FROM appearances WHERE appearances.claim = claims.id AND article = :article AND NOT removed)",
            ":article",
            Box::new(article.0),
        );
    }
    if let Some(from) = filter.said_from {
        want("dated >= :from", ":from", Box::new(from));
    }
    if let Some(to) = filter.said_to {
        want("dated <= :to", ":to", Box::new(to));
    }
    if let Some(text) = filter.text.as_deref().filter(|text| !text.trim().is_empty()) {
        let Some(pattern) = search::pattern(text) else { return Ok(Vec::new()) };
        want(
            "claims.id IN (SELECT claim FROM search_rows WHERE row IN (
                SELECT rowid FROM search_words WHERE search_words MATCH :text ORDER BY rowid DESC))",
            ":text",
            Box::new(pattern),
        );
    }
    let sql = format!(
        "SELECT claims.id, claims.statement, standings.status, first.claimant, first.article, articles.title,
            coalesce(first.said_from, json_extract(articles.published, '$.on')) AS dated,
            (SELECT count(DISTINCT appearances.article) FROM appearances JOIN articles ON articles.id = appearances.article
             WHERE claim = claims.id AND NOT appearances.removed AND NOT articles.removed) AS articles,
            (SELECT count(*) FROM evidence WHERE evidence.claim = claims.id AND NOT removed) AS evidence
         FROM claims
         JOIN standings ON standings.claim = claims.id
         LEFT JOIN appearances first ON first.id = (
            SELECT appearances.id FROM appearances JOIN articles ON articles.id = appearances.article
            WHERE claim = claims.id AND NOT appearances.removed AND NOT articles.removed
            ORDER BY appearances.recorded LIMIT 1)
         LEFT JOIN articles ON articles.id = first.article
         WHERE {}
         ORDER BY claims.recorded DESC LIMIT :limit",
        wanted.join(" AND ")
    );
    let named: Vec<(&str, &dyn ToSql)> = values.iter().map(|(name, value)| (*name, value.as_ref())).collect();
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(named.as_slice(), |row| {
        let claimant: Option<uuid::Uuid> = row.get("claimant")?;
        let article: Option<uuid::Uuid> = row.get("article")?;
        Ok((
            claimant.map(PartyId),
            ClaimListing {
                claim: from_row(row)?,
                status: from_word(row, "status")?,
                claimant: None,
                first_article: article.map(ArticleId),
                article_title: row.get("title")?,
                articles: row.get("articles")?,
                evidence: row.get("evidence")?,
                dated: row.get("dated")?,
            },
        ))
    })?;
    rows.map(|row| {
        let (claimant, listing) = row?;
        Ok(ClaimListing { claimant: claimant.map(|party| parties::by_id(conn, party)).transpose()?, ..listing })
    })
    .collect()
}

pub(crate) fn insert(conn: &Connection, claim: &Claim, seq: i64) -> Result<()> {
    conn.prepare_cached("INSERT INTO claims (id, statement, recorded) VALUES (?1, ?2, ?3)")?.execute(params![
        claim.id.0,
        claim.statement,
        seq
    ])?;
    Ok(())
}

pub(crate) fn reword(conn: &Connection, claim: ClaimId, to: &str) -> Result<()> {
    conn.prepare_cached("UPDATE claims SET statement = ?2 WHERE id = ?1")?.execute(params![claim.0, to])?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Claim> {
    Ok(Claim { id: ClaimId(id(row, "id")?), statement: row.get("statement")? })
}

//! Claims, and the list of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{ArticleId, Claim, ClaimId, InvestigationId, Moment, Party, PartyId, Status, When, Work, WorkState};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, named_params, params, types::Value};

use crate::{
    Error, Result, Veil,
    columns::{from_json_if_any, from_word, id},
    investigations, parties, search,
    veil::{HIDDEN, SEEN},
};

/// With at most this many marks of a status, a list by it starts from the marks and not from the claims.
const FEW: u32 = 2_000;

/// What a list of claims is ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the columns themselves")]
pub enum Column {
    #[default]
    Recorded,
    Statement,
    Status,
    Claimant,
    Article,
    Dated,
    Work,
    Articles,
    Evidence,
}

/// Which claims to list. Every field that is set must hold.
#[derive(Debug, Clone, Default)]
pub struct ClaimFilter {
    /// Standing so.
    pub status: Option<Status>,
    /// Made by this party somewhere.
    pub claimant: Option<PartyId>,
    /// Made in this article, or in another copy of its page.
    pub article: Option<ArticleId>,
    /// In this investigation, by itself or with its article.
    pub investigation: Option<InvestigationId>,
    /// Worked on so.
    pub work: Option<WorkState>,
    /// Said, or else published, on this day or later.
    pub said_from: Option<NaiveDate>,
    /// Said, or else published, on this day or earlier.
    pub said_to: Option<NaiveDate>,
    /// With these words; the last may be unfinished.
    pub text: Option<String>,
    /// What stands together: this column comes first in the order.
    pub grouped: Option<Column>,
    /// What the list is ordered by.
    pub sorted: Column,
    /// Whether the least comes first.
    pub ascending: bool,
    /// Whose standing is kept from whoever looks: those count as pending.
    pub veil: Veil,
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
    /// In how many articles it is made; copies of one page count once.
    pub articles: u32,
    /// How many pieces of evidence it has.
    pub evidence: u32,
    /// When it was said, or else when the article was published.
    pub dated: Option<When>,
    /// The work on it.
    pub work: Work,
}

/// The claims of a list, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClaimOrder {
    /// The claims.
    pub ids: Vec<ClaimId>,
    /// Where each group starts; nothing when they are not grouped.
    pub groups: Vec<u32>,
}

/// The claims in sight: not removed, and made in at least one article in sight.
///
/// Few articles are out of sight, and an index names them, so that no article need be looked at.
pub(crate) const IN_SIGHT: &str = "NOT claims.removed AND EXISTS (
    SELECT 1 FROM appearances WHERE appearances.claim = claims.id AND NOT appearances.removed
    AND appearances.article NOT IN (SELECT id FROM articles WHERE removed))";

/// Joins each claim with its first appearance in sight, `first`, and that one's article.
pub(crate) const FIRST: &str = "LEFT JOIN appearances first ON first.rowid = (
        SELECT rowid FROM appearances WHERE claim = claims.id AND NOT appearances.removed
        AND article NOT IN (SELECT id FROM articles WHERE removed) ORDER BY recorded LIMIT 1)
     LEFT JOIN articles ON articles.id = first.article";

/// The day of a claim: when it was said, or else when the article of its first appearance was published.
pub(crate) const DATED: &str = "coalesce(first.said_from, json_extract(articles.published, '$.on'))";

/// The last day that it may have been.
const DATED_TO: &str = "coalesce(json_extract(first.said, '$.interval.to'), json_extract(articles.published, '$.on'))";

/// In how many articles a claim is made; copies of one page count once.
const ARTICLES: &str =
    "(SELECT count(DISTINCT coalesce((SELECT first FROM revisions WHERE revisions.article = appearances.article), article))
        FROM appearances
        WHERE claim = claims.id AND NOT appearances.removed
        AND article NOT IN (SELECT id FROM articles WHERE removed))";

const EVIDENCE: &str = "(SELECT count(*) FROM evidence WHERE evidence.claim = claims.id AND NOT removed)";

impl Column {
    /// What a row is ordered by. States and kinds of work stand in their own order, names without regard to case.
    fn key(self) -> String {
        let key = match self {
            Self::Recorded => "claims.recorded",
            Self::Statement => "claims.statement COLLATE NOCASE",
            Self::Status => return format!("CASE {SEEN} WHEN 'pending' THEN 0 WHEN 'confirmed' THEN 1 ELSE 2 END"),
            Self::Claimant => {
                "(SELECT heads.name FROM parties JOIN parties heads ON heads.id = parties.head
                  WHERE parties.id = first.claimant) COLLATE NOCASE"
            }
            Self::Article => "articles.loaded",
            // A month and its first day begin together, and do not stand together.
            Self::Dated => return format!("{DATED} || '/' || {DATED_TO}"),
            Self::Work => "instr('unassigned in_progress in_review done', claims.work)",
            Self::Articles => ARTICLES,
            Self::Evidence => EVIDENCE,
        };
        key.to_owned()
    }

    fn needs_first(self) -> bool {
        matches!(self, Self::Claimant | Self::Article | Self::Dated)
    }
}

/// The claim.
pub fn by_id(conn: &Connection, id: ClaimId) -> Result<Claim> {
    conn.prepare_cached("SELECT * FROM claims WHERE id = ?1")?
        .query_row([id.0], from_row)
        .optional()?
        .ok_or(Error::NotFound { noun: "claim" })
}

/// The work on a claim.
pub fn work(conn: &Connection, id: ClaimId) -> Result<Work> {
    conn.prepare_cached("SELECT * FROM claims WHERE id = ?1")?
        .query_row([id.0], work_of)
        .optional()?
        .ok_or(Error::NotFound { noun: "claim" })
}

/// The claims that are worked on so, the latest recorded last.
pub fn at_work(conn: &Connection, state: WorkState) -> Result<Vec<ClaimId>> {
    // Said in words as the index has it, which holds no claims that nobody works on.
    conn.prepare_cached(
        "SELECT id FROM claims WHERE work = ?1 AND work <> 'unassigned' AND NOT removed ORDER BY recorded",
    )?
    .query_map([state.word()], |row| row.get(0).map(ClaimId))?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// Where the claim stands.
pub fn standing(conn: &Connection, id: ClaimId) -> Result<Status> {
    conn.prepare_cached("SELECT status FROM standings WHERE claim = ?1")?
        .query_row([id.0], |row| from_word(row, "status"))
        .optional()?
        .ok_or(Error::NotFound { noun: "claim" })
}

/// The claims that `filter` asks for.
pub fn listing(conn: &Connection, filter: &ClaimFilter) -> Result<Vec<ClaimListing>> {
    rows(conn, &order(conn, filter)?.ids)
}

/// Which claims `filter` asks for and how they are grouped; nothing else of them is read.
pub fn order(conn: &Connection, filter: &ClaimFilter) -> Result<ClaimOrder> {
    let mut order = ClaimOrder::default();
    let Some((mut wanted, mut values)) = conditions(filter) else { return Ok(order) };
    if filter.status.map_or(Ok(false), |status| seldom_marked(conn, status))? {
        wanted.push("claims.id IN (SELECT claim FROM assessments WHERE status = :status)".to_owned());
    }
    let sorted = [Some(filter.sorted), filter.grouped];
    let is_dated = filter.said_from.is_some() || filter.said_to.is_some();
    let needs_first = is_dated || sorted.into_iter().flatten().any(Column::needs_first);
    let needs_status = filter.status.is_some() || sorted.contains(&Some(Column::Status));
    values.push((":limit", Box::new(filter.limit)));
    if needs_status {
        values.push((":veil", Box::new(filter.veil.bound())));
    }
    let sql = format!(
        "SELECT claims.id, {} FROM claims {} {} WHERE {} ORDER BY {} LIMIT :limit",
        filter.grouped.map_or_else(|| "NULL".to_owned(), Column::key),
        if needs_status { "JOIN standings ON standings.claim = claims.id" } else { "" },
        if needs_first { FIRST } else { "" },
        wanted.join(" AND "),
        keys(filter)
    );
    let named: Vec<(&str, &dyn ToSql)> = values.iter().map(|(name, value)| (*name, value.as_ref())).collect();
    let mut statement = conn.prepare_cached(&sql)?;
    let mut found = statement.query(named.as_slice())?;
    let mut before = None;
    while let Some(row) = found.next()? {
        let group: Value = row.get(1)?;
        if filter.grouped.is_some() && before.as_ref() != Some(&group) {
            order.groups.push(u32::try_from(order.ids.len()).unwrap_or(u32::MAX));
            before = Some(group);
        }
        order.ids.push(ClaimId(row.get(0)?));
    }
    Ok(order)
}

/// Whether few claims were ever marked `status`; what is pending mostly never was.
fn seldom_marked(conn: &Connection, status: Status) -> Result<bool> {
    if status == Status::Pending {
        return Ok(false);
    }
    let marks: u32 = conn
        .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM assessments WHERE status = ?1 LIMIT ?2)")?
        .query_row(params![status.word(), FEW + 1], |row| row.get(0))?;
    Ok(marks <= FEW)
}

/// What a list is ordered by, as SQL. What is not known comes last, whichever way.
fn keys(filter: &ClaimFilter) -> String {
    let key = |column: Column, ascending: bool| {
        format!("{} {} NULLS LAST", column.key(), if ascending { "ASC" } else { "DESC" })
    };
    let mut keys: Vec<String> = filter.grouped.map(|column| key(column, true)).into_iter().collect();
    keys.push(key(filter.sorted, filter.ascending));
    keys.push("claims.recorded DESC".to_owned());
    keys.join(", ")
}

type Named = (&'static str, Box<dyn ToSql>);

/// What must hold of the claims that `filter` asks for, each condition with its own parameter, so that an absent one
/// costs nothing; `None` when nothing can be found.
fn conditions(filter: &ClaimFilter) -> Option<(Vec<String>, Vec<Named>)> {
    let mut wanted = vec![IN_SIGHT.to_owned()];
    let mut values: Vec<Named> = Vec::new();
    let mut want = |condition: &str, name, value: Box<dyn ToSql>| {
        wanted.push(condition.to_owned());
        values.push((name, value));
    };
    if let Some(status) = filter.status {
        want(&format!("{SEEN} = :status"), ":status", Box::new(status.word()));
    }
    if let Some(party) = filter.claimant {
        want(
            "claims.id IN (SELECT claim FROM parties JOIN appearances ON appearances.claimant = parties.id
                WHERE parties.head = :claimant AND NOT appearances.removed)",
            ":claimant",
            Box::new(party.0),
        );
    }
    if let Some(article) = filter.article {
        want(
            // Wherever in the copies of its page.
            "claims.id IN (SELECT claim FROM appearances WHERE NOT removed AND article IN (
                SELECT :article UNION SELECT first FROM revisions WHERE article = :article
                UNION SELECT article FROM revisions
                    WHERE first = coalesce((SELECT first FROM revisions WHERE article = :article), :article)))",
            ":article",
            Box::new(article.0),
        );
    }
    if let Some(investigation) = filter.investigation {
        let condition = format!("claims.id IN ({})", investigations::CLAIMS.replace("?1", ":investigation"));
        want(&condition, ":investigation", Box::new(investigation.0));
    }
    if let Some(work) = filter.work {
        want("claims.work = :work", ":work", Box::new(work.word()));
    }
    if let Some(from) = filter.said_from {
        want(&format!("{DATED} >= :from"), ":from", Box::new(from));
    }
    if let Some(to) = filter.said_to {
        want(&format!("{DATED} <= :to"), ":to", Box::new(to));
    }
    if let Some(text) = filter.text.as_deref().filter(|text| !text.trim().is_empty()) {
        want(
            "claims.id IN (SELECT claim FROM search_rows WHERE row IN (
                SELECT rowid FROM search_words WHERE search_words MATCH :text ORDER BY rowid DESC))",
            ":text",
            Box::new(search::pattern(text)?),
        );
    }
    Some((wanted, values))
}

/// The claims of these ids as the list shows them, in this order; one that is not there is left out.
pub fn rows(conn: &Connection, ids: &[ClaimId]) -> Result<Vec<ClaimListing>> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT claims.*, standings.status, first.claimant, first.article, first.said, articles.title,
            {DATED} AS dated, {ARTICLES} AS articles, {EVIDENCE} AS evidence
         FROM claims JOIN standings ON standings.claim = claims.id {FIRST} WHERE claims.id = ?1"
    ))?;
    let mut heads: BTreeMap<PartyId, Party> = BTreeMap::new();
    let mut listed = Vec::with_capacity(ids.len());
    for id in ids {
        let row = statement.query_row([id.0], |row| {
            let claimant: Option<uuid::Uuid> = row.get("claimant")?;
            Ok((claimant.map(PartyId), listing_from(row)?))
        });
        let Some((claimant, mut listing)) = row.optional()? else { continue };
        if let Some(claimant) = claimant {
            if let std::collections::btree_map::Entry::Vacant(place) = heads.entry(claimant) {
                place.insert(parties::head(conn, claimant)?);
            }
            listing.claimant = heads.get(&claimant).cloned();
        }
        listed.push(listing);
    }
    Ok(listed)
}

/// The claims in sight that have been pending longest, at most `limit`, each with when that began, in milliseconds
/// since 1970; those that `veil` hides are left out.
pub fn pending_longest(conn: &Connection, veil: &Veil, limit: u32) -> Result<Vec<(ClaimId, i64)>> {
    conn.prepare_cached(&format!(
        "SELECT id, journal.at FROM (
            SELECT claims.id, coalesce(
                (SELECT max(seq) FROM assessments WHERE assessments.claim = claims.id), claims.recorded) AS since
            FROM claims JOIN standings ON standings.claim = claims.id
            WHERE standings.status = 'pending' AND NOT {HIDDEN} AND {IN_SIGHT} ORDER BY since LIMIT :limit)
         JOIN journal ON journal.seq = since ORDER BY since"
    ))?
    .query_map(named_params! { ":veil": veil.bound(), ":limit": limit }, |row| Ok((ClaimId(row.get(0)?), row.get(1)?)))?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// The claims in sight to look at again on `day` or earlier, the earliest first, at most `limit`.
pub fn to_revisit(conn: &Connection, day: NaiveDate, limit: u32) -> Result<Vec<ClaimId>> {
    conn.prepare_cached(&format!(
        "SELECT claims.id FROM claims WHERE revisit <= ?1 AND {IN_SIGHT} ORDER BY revisit, recorded LIMIT ?2"
    ))?
    .query_map(params![day, limit], |row| row.get(0).map(ClaimId))?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// How many claims in sight are pending, those left out that `veil` hides.
pub fn pending(conn: &Connection, veil: &Veil) -> Result<u32> {
    Ok(conn
        .prepare_cached(&format!(
            "SELECT count(*) FROM claims JOIN standings ON standings.claim = claims.id
             WHERE standings.status = 'pending' AND NOT {HIDDEN} AND {IN_SIGHT}"
        ))?
        .query_row(named_params! { ":veil": veil.bound() }, |row| row.get(0))?)
}

/// How many claims in sight are to be looked at again on `day` or earlier.
pub fn revisited(conn: &Connection, day: NaiveDate) -> Result<u32> {
    Ok(conn
        .prepare_cached(&format!("SELECT count(*) FROM claims WHERE revisit <= ?1 AND {IN_SIGHT}"))?
        .query_row([day], |row| row.get(0))?)
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

pub(crate) fn set_work(conn: &Connection, claim: ClaimId, to: &Work) -> Result<()> {
    conn.prepare_cached("UPDATE claims SET work = ?2, assignee = ?3, revisit = ?4 WHERE id = ?1")?.execute(params![
        claim.0,
        to.state.word(),
        to.assignee,
        to.revisit
    ])?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Claim> {
    Ok(Claim { id: ClaimId(id(row, "id")?), statement: row.get("statement")? })
}

fn work_of(row: &Row<'_>) -> rusqlite::Result<Work> {
    Ok(Work { state: from_word(row, "work")?, assignee: row.get("assignee")?, revisit: row.get("revisit")? })
}

fn listing_from(row: &Row<'_>) -> rusqlite::Result<ClaimListing> {
    let article: Option<uuid::Uuid> = row.get("article")?;
    Ok(ClaimListing {
        claim: from_row(row)?,
        status: from_word(row, "status")?,
        claimant: None,
        first_article: article.map(ArticleId),
        article_title: row.get("title")?,
        articles: row.get("articles")?,
        evidence: row.get("evidence")?,
        dated: dated(row)?,
        work: work_of(row)?,
    })
}

/// When the claim of `row` was said, as exactly as that is known, or else published.
fn dated(row: &Row<'_>) -> rusqlite::Result<Option<When>> {
    let said: Option<Moment> = from_json_if_any(row, "said")?;
    Ok(match said {
        Some(said) => Some(When::from(&said)),
        None => row.get::<_, Option<NaiveDate>>("dated")?.map(When::day),
    })
}

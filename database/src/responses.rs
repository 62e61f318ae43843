//! What parties say to claims.

use chrono::NaiveDate;
use domain::{ArticleId, ClaimId, PartyId, Response, ResponseId, ResponseKind, TextRange, When};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params};

use crate::{
    Error, Result,
    columns::{from_json, json},
};

/// A response and the day it counts from.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// The response.
    pub response: Response,
    /// The day it was said, or else published, or else recorded; of a request the day on which the party was asked.
    pub day: NaiveDate,
    /// Whether that day is known from the record, the words or their article.
    pub dated: bool,
    /// Who the party is known as.
    pub head: PartyId,
    /// The entry of the journal that recorded it.
    pub recorded: i64,
}

// A request whose day is not known was made by its last day at the latest, whenever it was recorded.
impl Placed {
    /// Where it stands among others in order of time. Whoever is asked and answers on one day was asked first.
    pub fn order(&self) -> (NaiveDate, bool, i64) {
        (self.day, self.dated && self.response.kind != ResponseKind::HasNotResponded, self.recorded)
    }

    /// When it was, as exactly as the record, the words or their article tell.
    pub fn when(&self) -> Option<When> {
        let Response { kind, asked, said, .. } = &self.response;
        let was_asked =
            *kind == ResponseKind::HasNotResponded && asked.as_ref().is_some_and(|asked| asked.on.is_some());
        let said = said.as_ref().filter(|_| !was_asked).map(When::from);
        self.dated.then(|| said.unwrap_or(When::day(self.day)))
    }
}

const PLACED: &str = "SELECT response, parties.head, responses.recorded,
        coalesce(
            CASE WHEN json_extract(response, '$.kind') = 'has_not_responded' THEN json_extract(response, '$.asked.on') END,
            said_from, json_extract(articles.published, '$.on')) AS dated,
        min(date(journal.at / 1000, 'unixepoch'), coalesce(until, '9999-12-31')) AS recorded_on
     FROM responses JOIN parties ON parties.id = responses.party JOIN journal ON journal.seq = responses.recorded
     LEFT JOIN articles ON articles.id = responses.article";

/// The response.
pub fn by_id(conn: &Connection, id: ResponseId) -> Result<Response> {
    conn.prepare_cached("SELECT response FROM responses WHERE id = ?1")?
        .query_row([id.0], |row| from_json(row, "response"))
        .optional()?
        .ok_or(Error::NotFound { noun: "response" })
}

/// What parties say to `claim`, in the order it was recorded.
pub fn of_claim(conn: &Connection, claim: ClaimId) -> Result<Vec<Response>> {
    conn.prepare_cached("SELECT response FROM responses WHERE claim = ?1 AND NOT removed ORDER BY recorded")?
        .query_map([claim.0], |row| from_json(row, "response"))?
        .collect::<rusqlite::Result<_>>()
        .map_err(Into::into)
}

/// The places in `article` whose words answer a claim.
pub fn places(conn: &Connection, article: ArticleId) -> Result<Vec<TextRange>> {
    let found: Vec<Response> = conn
        .prepare_cached("SELECT response FROM responses WHERE article = ?1 AND NOT removed ORDER BY recorded")?
        .query_map([article.0], |row| from_json(row, "response"))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found.into_iter().filter_map(|response| response.passage).map(|passage| passage.range).collect())
}

/// The responses to claims in sight whose words stand in `article`, in the order they were recorded.
pub fn in_article(conn: &Connection, article: ArticleId) -> Result<Vec<Response>> {
    conn.prepare_cached(
        "SELECT response FROM responses JOIN claims ON claims.id = responses.claim
         WHERE article = ?1 AND NOT responses.removed AND NOT claims.removed ORDER BY responses.recorded",
    )?
    .query_map([article.0], |row| from_json(row, "response"))?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// What parties say to `claim`, in order of time.
pub fn to_claim(conn: &Connection, claim: ClaimId) -> Result<Vec<Placed>> {
    placed(conn, "responses.claim = ?1 AND NOT responses.removed", &[&claim.0])
}

/// What the party known as `head` says to claims in sight, in order of time.
pub fn of_party(conn: &Connection, head: PartyId) -> Result<Vec<Placed>> {
    let condition = "parties.head = ?1 AND NOT responses.removed
        AND EXISTS (SELECT 1 FROM claims WHERE claims.id = responses.claim AND NOT claims.removed)";
    placed(conn, condition, &[&head.0])
}

/// The requests whose last day for an answer is `day` or earlier, to claims in sight, the earliest first.
pub fn due(conn: &Connection, day: NaiveDate) -> Result<Vec<Response>> {
    conn.prepare_cached(
        "SELECT response FROM responses JOIN claims ON claims.id = responses.claim
         WHERE until <= ?1 AND NOT responses.removed AND NOT claims.removed ORDER BY until, responses.recorded",
    )?
    .query_map([day], |row| from_json(row, "response"))?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

fn placed(conn: &Connection, condition: &str, values: &[&dyn ToSql]) -> Result<Vec<Placed>> {
    let mut placed = conn
        .prepare_cached(&format!("{PLACED} WHERE {condition}"))?
        .query_map(values, |row| {
            let dated: Option<NaiveDate> = row.get("dated")?;
            Ok(Placed {
                response: from_json(row, "response")?,
                day: dated.map_or_else(|| row.get("recorded_on"), Ok)?,
                dated: dated.is_some(),
                head: head(row)?,
                recorded: row.get("recorded")?,
            })
        })?
        .collect::<rusqlite::Result<Vec<Placed>>>()?;
    placed.sort_by_key(Placed::order);
    Ok(placed)
}

fn head(row: &Row<'_>) -> rusqlite::Result<PartyId> {
    row.get("head").map(PartyId)
}

pub(crate) fn insert(conn: &Connection, response: &Response, seq: i64) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO responses (id, claim, party, article, response, recorded, said_from, until)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        response.id.0,
        response.claim.0,
        response.party.0,
        response.article.map(|article| article.0),
        json(response)?,
        seq,
        response.said.as_ref().map(|said| said.interval.from),
        response.asked.as_ref().and_then(|asked| asked.until),
    ])?;
    Ok(())
}

pub(crate) fn refine(conn: &Connection, to: &Response) -> Result<()> {
    conn.prepare_cached(
        "UPDATE responses SET party = ?2, article = ?3, response = ?4, said_from = ?5, until = ?6 WHERE id = ?1",
    )?
    .execute(params![
        to.id.0,
        to.party.0,
        to.article.map(|article| article.0),
        json(to)?,
        to.said.as_ref().map(|said| said.interval.from),
        to.asked.as_ref().and_then(|asked| asked.until),
    ])?;
    Ok(())
}

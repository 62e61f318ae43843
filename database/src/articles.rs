//! Documents and the articles read from them.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Article, ArticleId, Block, Counts, Dated, Document, DocumentId, Sha256, Status};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{
    Error, Result, Veil, appearances,
    columns::{from_json, from_json_if_any, from_word, id, json, sha256, word},
    veil::SEEN,
};

/// An article without its text, and how its claims stand.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleListing {
    /// The article.
    pub id: ArticleId,
    /// Its headline.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// When.
    pub published: Option<Dated>,
    /// Its language.
    pub language: Option<String>,
    /// Its claims by status.
    pub counts: Counts,
}

const NOT_FOUND: Error = Error::NotFound { noun: "article" };

/// The article.
pub fn by_id(conn: &Connection, id: ArticleId) -> Result<Article> {
    conn.prepare_cached("SELECT * FROM articles WHERE id = ?1")?
        .query_row([id.0], from_row)
        .optional()?
        .ok_or(NOT_FOUND)
}

/// The article's headline.
pub fn title(conn: &Connection, id: ArticleId) -> Result<String> {
    conn.prepare_cached("SELECT title FROM articles WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?
        .ok_or(NOT_FOUND)
}

/// The article's language, a BCP 47 tag.
pub fn language(conn: &Connection, id: ArticleId) -> Result<Option<String>> {
    conn.prepare_cached("SELECT language FROM articles WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?
        .ok_or(NOT_FOUND)
}

/// The article's text alone.
pub fn text(conn: &Connection, id: ArticleId) -> Result<String> {
    conn.prepare_cached("SELECT text FROM articles WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?
        .ok_or(NOT_FOUND)
}

/// The document that the article was read from.
pub fn document(conn: &Connection, id: ArticleId) -> Result<Document> {
    conn.prepare_cached(
        "SELECT documents.* FROM documents JOIN articles ON articles.document = documents.id WHERE articles.id = ?1",
    )?
    .query_row([id.0], document_from_row)
    .optional()?
    .ok_or(NOT_FOUND)
}

/// The article read from the bytes with this digest, in sight or not.
pub fn with_sha256(conn: &Connection, sha256: Sha256) -> Result<Option<ArticleId>> {
    Ok(conn
        .prepare_cached(
            "SELECT articles.id FROM articles JOIN documents ON documents.id = articles.document
             WHERE documents.sha256 = ?1 ORDER BY loaded DESC LIMIT 1",
        )?
        .query_row([sha256.0], |row| row.get(0).map(ArticleId))
        .optional()?)
}

/// The articles in sight that were fetched from `address` or say that it is their own, the newest loaded first.
pub fn at_address(conn: &Connection, address: &str) -> Result<Vec<ArticleId>> {
    conn.prepare_cached(
        "WITH found (id) AS (
            SELECT id FROM articles WHERE url = ?1
            UNION SELECT articles.id FROM documents JOIN articles ON articles.document = documents.id
                WHERE documents.origin ->> '$.fetch.asked' = ?1
            UNION SELECT articles.id FROM documents JOIN articles ON articles.document = documents.id
                WHERE documents.origin ->> '$.fetch.hops[#-1].url' = ?1)
         SELECT articles.id FROM found JOIN articles ON articles.id = found.id
         WHERE NOT removed ORDER BY loaded DESC",
    )?
    .query_map([address], |row| row.get(0).map(ArticleId))?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// The address of each article in sight, and those it was fetched from; of two at one address the newer counts.
pub fn addresses(conn: &Connection) -> Result<BTreeMap<String, ArticleId>> {
    conn.prepare_cached(
        "SELECT known.value AS address, articles.id FROM articles JOIN documents ON documents.id = articles.document
         JOIN json_each(json_array(articles.url, documents.origin ->> '$.fetch.asked',
             documents.origin ->> '$.fetch.hops[#-1].url')) known
         WHERE NOT articles.removed AND known.value IS NOT NULL ORDER BY loaded",
    )?
    .query_map([], |row| Ok((row.get("address")?, ArticleId(row.get("id")?))))?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// Whether the article is out of sight.
pub fn is_removed(conn: &Connection, id: ArticleId) -> Result<bool> {
    conn.prepare_cached("SELECT removed FROM articles WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?
        .ok_or(NOT_FOUND)
}

/// How many articles there are.
pub fn count(conn: &Connection) -> Result<u32> {
    Ok(conn.prepare_cached("SELECT count(*) FROM articles WHERE NOT removed")?.query_row([], |row| row.get(0))?)
}

/// How the claims stand that any of `articles` makes, each counted once, as far as `veil` shows it.
pub fn counts(conn: &Connection, veil: &Veil, articles: &[ArticleId]) -> Result<Counts> {
    let mut known = BTreeSet::new();
    let mut statuses = Vec::new();
    for article in articles {
        for (made, status) in appearances::in_article(conn, *article)? {
            if known.insert(made.claim) && !veil.hides(made.claim) {
                statuses.push(status);
            }
        }
    }
    Ok(Counts::of(statuses))
}

/// All articles, the newest loaded first, with their claims by where they stand as far as `veil` shows it.
pub fn listing(conn: &Connection, veil: &Veil) -> Result<Vec<ArticleListing>> {
    let standing = |status: Status| {
        format!(
            "(SELECT count(DISTINCT claims.id) FROM appearances
              JOIN claims ON claims.id = appearances.claim JOIN standings ON standings.claim = claims.id
              WHERE appearances.article = articles.id AND NOT appearances.removed AND NOT claims.removed
              AND {SEEN} = '{}')",
            status.word()
        )
    };
    let [pending, confirmed, denied] = Status::ALL.map(standing);
    conn.prepare_cached(&format!(
        "SELECT id, title, publisher, published, language, {pending} AS pending, {confirmed} AS confirmed, {denied} AS denied
         FROM articles WHERE NOT removed ORDER BY loaded DESC"
    ))?
    .query_map(&[(":veil", &veil.bound())], |row| {
        Ok(ArticleListing {
            id: ArticleId(id(row, "id")?),
            title: row.get("title")?,
            publisher: row.get("publisher")?,
            published: from_json_if_any(row, "published")?,
            language: row.get("language")?,
            counts: Counts {
                pending: row.get("pending")?,
                confirmed: row.get("confirmed")?,
                denied: row.get("denied")?,
            },
        })
    })?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

pub(crate) fn insert(conn: &Connection, document: &Document, article: &Article, seq: i64) -> Result<()> {
    conn.prepare_cached(
        "INSERT INTO documents (id, sha256, bytes, media_type, encoding, origin, loaded_at)
         -- One that is here already is read once more.
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS (SELECT 1 FROM documents WHERE id = ?1)",
    )?
    .execute(params![
        document.id.0,
        document.sha256.0,
        document.bytes,
        word(&document.media_type)?,
        document.encoding,
        json(&document.origin)?,
        document.loaded_at.to_rfc3339(),
    ])?;
    conn.prepare_cached(
        "INSERT INTO articles (id, document, title, byline, publisher, published, modified, paywalled, language, url, text, blocks,
             pages, left_out, loaded)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    )?
    .execute(params![
        article.id.0,
        article.document.0,
        article.title,
        json(&article.byline)?,
        article.publisher,
        article.published.as_ref().map(json).transpose()?,
        article.modified.as_ref().map(json).transpose()?,
        article.paywalled,
        article.language,
        article.url,
        article.text,
        json(&article.blocks)?,
        json(&article.pages)?,
        json(&article.left_out)?,
        seq,
    ])?;
    Ok(())
}

pub(crate) fn set_published(conn: &Connection, id: ArticleId, published: Option<&Dated>) -> Result<()> {
    conn.prepare_cached("UPDATE articles SET published = ?2 WHERE id = ?1")?
        .execute(params![id.0, published.map(json).transpose()?])?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Article> {
    Ok(Article {
        id: ArticleId(id(row, "id")?),
        document: DocumentId(id(row, "document")?),
        title: row.get("title")?,
        byline: from_json(row, "byline")?,
        publisher: row.get("publisher")?,
        published: from_json_if_any(row, "published")?,
        modified: from_json_if_any(row, "modified")?,
        paywalled: row.get("paywalled")?,
        language: row.get("language")?,
        url: row.get("url")?,
        text: row.get("text")?,
        blocks: from_json::<Vec<Block>>(row, "blocks")?,
        pages: from_json(row, "pages")?,
        left_out: from_json(row, "left_out")?,
    })
}

fn document_from_row(row: &Row<'_>) -> rusqlite::Result<Document> {
    Ok(Document {
        id: DocumentId(id(row, "id")?),
        sha256: sha256(row, "sha256")?,
        bytes: row.get("bytes")?,
        media_type: from_word(row, "media_type")?,
        encoding: row.get("encoding")?,
        origin: from_json(row, "origin")?,
        loaded_at: row.get("loaded_at")?,
    })
}

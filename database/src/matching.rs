//! Finding what may say the same: claims by their rarest words, articles by the runs of words that they share.
//!
//! It answers with candidates; which of them say the same is not for the file to decide. A query reads a fixed number
//! of index entries, so that it takes as long in a million claims as in ten thousand. All of it is derived.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::{
    ArticleId, Claim, ClaimId, Interval, Moment, Quantity,
    letters::{stands_alone, stem},
};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{
    Result, claims,
    columns::{from_json, from_json_if_any},
    search::{folded, words},
};

/// Index entries that are read for one key, the newest first.
const MOST_OF_KEY: u32 = 3_000;
/// As in the ranking: rare words count more than their information.
const RARE: f64 = 1.3;
/// Words of a run that is hashed.
const RUN: usize = 3;
/// Marks that an article has at most.
const MARKS: usize = 128;
/// Marks that two articles share at least, before their texts are compared.
const SHARED: u32 = 3;
/// Articles that share marks, at most.
const ARTICLES: u32 = 50;

/// How far a search for candidates goes.
#[derive(Debug, Clone, Copy)]
pub struct Reach {
    /// Index entries that are read at most, the rarest words' first.
    pub entries: u32,
    /// Candidates at most.
    pub candidates: usize,
    /// The share of what the wanted words tell that a candidate has at least, counting the entries that were read.
    pub share: f64,
}

/// What a search for candidates found.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidates {
    /// How many claims there are.
    pub all: u32,
    /// For each word that was asked about, in how many of them it stands.
    pub standing: Vec<u32>,
    /// The claims that share the rarest words, the likeliest first.
    pub claims: Vec<ClaimId>,
}

/// The claims that share the rarest of `wanted`, which are words.
pub fn candidates(conn: &Connection, wanted: &[String], reach: Reach) -> Result<Candidates> {
    let all: u32 = conn
        .prepare_cached("SELECT claims FROM match_counts WHERE key = ''")?
        .query_row([], |row| row.get(0))
        .optional()?
        .unwrap_or_default();
    let mut standing = Vec::with_capacity(wanted.len());
    let mut rarest: BTreeSet<(u32, String)> = BTreeSet::new();
    let mut told = 0.0;
    for word in wanted {
        let mut least = None;
        for key in keys(word) {
            let count = count(conn, &key)?;
            least = Some(least.map_or(count, |least: u32| least.min(count)));
            if rarest.insert((count, key)) {
                told += rarity(all, count);
            }
        }
        standing.push(least.unwrap_or_default());
    }
    let rows = rows(conn, &rarest, all, (reach, told * reach.share))?;
    let mut claims = Vec::with_capacity(rows.len());
    for row in rows {
        let claim = conn
            .prepare_cached("SELECT claim FROM search_rows WHERE row = ?1")?
            .query_row([row], |row| row.get(0).map(ClaimId))?;
        claims.push(claim);
    }
    Ok(Candidates { all, standing, claims })
}

/// The rows that share the most of `rarest`, the rarer the more it counts.
fn rows(
    conn: &Connection,
    rarest: &BTreeSet<(u32, String)>,
    all: u32,
    (reach, least): (Reach, f64),
) -> Result<Vec<i64>> {
    let mut found: Vec<(i64, f64)> = Vec::new();
    let mut left = reach.entries;
    let mut entries =
        conn.prepare_cached("SELECT rowid FROM match_keys WHERE match_keys MATCH ?1 ORDER BY rowid DESC LIMIT ?2")?;
    for (count, key) in rarest.iter().filter(|(count, _)| *count > 0) {
        if left == 0 {
            break;
        }
        let rarity = rarity(all, *count);
        let most = left.min(MOST_OF_KEY);
        let mut with_key = entries.query(params![format!("\"{key}\""), most])?;
        while let Some(row) = with_key.next()? {
            found.push((row.get(0)?, rarity));
            left -= 1;
        }
    }
    found.sort_by_key(|(row, _)| *row);
    let mut rows: Vec<(i64, f64)> =
        found.chunk_by(|a, b| a.0 == b.0).map(|same| (same[0].0, same.iter().map(|one| one.1).sum())).collect();
    rows.retain(|(_, sum)| *sum >= least);
    let likelier = |a: &(i64, f64), b: &(i64, f64)| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0));
    if rows.len() > reach.candidates && reach.candidates > 0 {
        rows.select_nth_unstable_by(reach.candidates - 1, likelier);
    }
    rows.truncate(reach.candidates);
    rows.sort_unstable_by(likelier);
    Ok(rows.into_iter().map(|(row, _)| row).collect())
}

/// How much a key tells that `count` of `all` claims have.
fn rarity(all: u32, count: u32) -> f64 {
    (1.0 + f64::from(all) / f64::from(count.max(1))).ln().powf(RARE)
}

/// The words of a claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Wording {
    /// Its statement.
    pub statement: String,
    /// The first passages that make it, where they have other words.
    pub passages: Vec<String>,
}

/// What is known of a claim beside its words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Circumstances {
    /// Who makes and relays it.
    pub names: Vec<String>,
    /// Its figures.
    pub quantities: Vec<Quantity>,
    /// When it was first said, or else when the first article that makes it was published.
    pub said: Option<Interval>,
    /// The first article's language.
    pub language: Option<String>,
}

/// The words of `claim`.
pub fn wording(conn: &Connection, claim: ClaimId) -> Result<Wording> {
    let Claim { statement, .. } = claims::by_id(conn, claim)?;
    let passages = conn
        .prepare_cached(
            "SELECT json_extract(passage, '$.exact') AS exact FROM appearances
             WHERE claim = ?1 AND NOT removed AND exact <> ?2 ORDER BY recorded LIMIT 3",
        )?
        .query_map(params![claim.0, statement], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Wording { statement, passages })
}

/// What is known of `claim` beside its words.
pub fn circumstances(conn: &Connection, claim: ClaimId) -> Result<Circumstances> {
    let mut known = Circumstances::default();
    let mut made = conn.prepare_cached(
        "SELECT quantities, said, json_extract(published, '$.on') AS published, language,
            (SELECT name FROM parties WHERE id = claimant) AS claimant,
            (SELECT name FROM parties WHERE id = relayed_by) AS relayed_by
         FROM appearances JOIN articles ON articles.id = appearances.article
         WHERE claim = ?1 AND NOT appearances.removed AND NOT articles.removed ORDER BY recorded LIMIT 3",
    )?;
    let mut rows = made.query([claim.0])?;
    while let Some(row) = rows.next()? {
        known.quantities.extend(from_json::<Vec<Quantity>>(row, "quantities")?);
        let said = from_json_if_any::<Moment>(row, "said")?.map(|said| said.interval);
        let published = row.get::<_, Option<NaiveDate>>("published")?.map(Interval::day);
        known.said = known.said.or(said).or(published);
        known.language = known.language.or(row.get("language")?);
        let named: [Option<String>; 2] = [row.get("claimant")?, row.get("relayed_by")?];
        known.names.extend(named.into_iter().flatten());
    }
    Ok(known)
}

/// The articles that share text with `article`, those that share the most first.
pub fn articles_like(conn: &Connection, article: ArticleId) -> Result<Vec<ArticleId>> {
    conn.prepare_cached(
        "SELECT others.article FROM article_marks mine JOIN article_marks others ON others.mark = mine.mark
         WHERE mine.article = ?1 AND others.article <> ?1
         GROUP BY others.article HAVING count(*) >= ?2 ORDER BY count(*) DESC, others.article LIMIT ?3",
    )?
    .query_map(params![article.0, SHARED, ARTICLES], |row| row.get(0).map(ArticleId))?
    .collect::<rusqlite::Result<_>>()
    .map_err(Into::into)
}

/// Puts the keys of `words` into the index for `claim`, which search has a row for.
pub(crate) fn put_in(conn: &Connection, claim: ClaimId, words: &str) -> Result<()> {
    let Some(row) = row(conn, claim)? else { return Ok(()) };
    let keys = keys(words);
    let joined = keys.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    conn.prepare_cached("INSERT INTO match_keys (rowid, keys) VALUES (?1, ?2)")?.execute(params![row, joined])?;
    recount(conn, keys.iter().map(String::as_str), 1)
}

/// Takes `claim` out of the index, when it is there.
pub(crate) fn take_out(conn: &Connection, claim: ClaimId) -> Result<()> {
    let Some(row) = row(conn, claim)? else { return Ok(()) };
    let known: Option<String> = conn
        .prepare_cached("SELECT keys FROM match_keys WHERE rowid = ?1")?
        .query_row([row], |row| row.get(0))
        .optional()?;
    let Some(known) = known else { return Ok(()) };
    conn.prepare_cached("DELETE FROM match_keys WHERE rowid = ?1")?.execute([row])?;
    recount(conn, known.split_whitespace(), -1)
}

fn row(conn: &Connection, claim: ClaimId) -> Result<Option<i64>> {
    conn.prepare_cached("SELECT row FROM search_rows WHERE claim = ?1")?
        .query_row([claim.0], |row| row.get(0))
        .optional()
        .map_err(Into::into)
}

/// Empties all that this module keeps.
pub(crate) fn clear(conn: &Connection) -> Result<()> {
    conn.execute_batch("DELETE FROM match_keys; DELETE FROM match_counts; DELETE FROM article_marks")?;
    Ok(())
}

/// Adds `by` to the counts of `keys`, and to the count of all claims, which stands under the empty key.
fn recount<'a>(conn: &Connection, keys: impl Iterator<Item = &'a str>, by: i32) -> Result<()> {
    let mut counted = conn.prepare_cached(
        "INSERT INTO match_counts (key, claims) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET claims = claims + ?2",
    )?;
    for key in keys.chain([""]) {
        counted.execute(params![key, by])?;
    }
    Ok(())
}

fn count(conn: &Connection, key: &str) -> Result<u32> {
    let counted = conn
        .prepare_cached("SELECT claims FROM match_counts WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?;
    Ok(counted.unwrap_or_default())
}

/// Marks `article` by its text, in place of the marks it had.
pub(crate) fn mark_article(conn: &Connection, article: ArticleId, text: &str) -> Result<()> {
    unmark_article(conn, article)?;
    let mut insert = conn.prepare_cached("INSERT INTO article_marks (mark, article) VALUES (?1, ?2)")?;
    for mark in marks(text) {
        insert.execute(params![mark, article.0])?;
    }
    Ok(())
}

/// Takes the marks of `article` away.
pub(crate) fn unmark_article(conn: &Connection, article: ArticleId) -> Result<()> {
    conn.prepare_cached("DELETE FROM article_marks WHERE article = ?1")?.execute([article.0])?;
    Ok(())
}

/// What `text` is looked for by: its words without their endings; pairs of letters that stand alone.
fn keys(text: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut before: Option<(usize, char)> = None;
    for (start, word) in words(text) {
        let alone = word.chars().next().filter(|first| stands_alone(*first));
        if let Some(letter) = alone {
            if let Some((end, last)) = before
                && end == start
            {
                keys.insert([last, letter].iter().collect());
            }
            before = Some((start + word.len(), letter));
            continue;
        }
        before = None;
        let key: String = stem(&folded(word)).chars().filter(|c| c.is_alphanumeric()).collect();
        if !key.is_empty() {
            keys.insert(key);
        }
    }
    keys
}

/// The least hashes of the runs of words in `text`, least first.
fn marks(text: &str) -> Vec<i64> {
    let words: Vec<String> = words(text).map(|(_, word)| folded(word)).filter(|word| !word.is_empty()).collect();
    let hashes: BTreeSet<i64> = words.windows(RUN).map(|run| hash(run).cast_signed()).collect();
    hashes.into_iter().take(MARKS).collect()
}

/// FNV-1a over the words of `run`, its bits mixed as splitmix64 does. Kept in files: never to be changed.
fn hash(run: &[String]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in run.iter().flat_map(|word| word.bytes().chain([b' '])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> String {
        keys(text).into_iter().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_key_is_a_word_without_its_ending_or_a_pair_of_letters() {
        assert_eq!(told("Engineers engineer, U.S. 155"), "155 engin s u");
        assert_eq!(told("Дамбы"), told("Дамба"));
        assert_eq!(told("Café 维萨大坝 NEAR"), "cafe near 大坝 维萨 萨大");
        assert_eq!(told("\" * ^"), "");
    }

    #[test]
    fn the_hash_in_files_stays() {
        assert_eq!(hash(&["the".to_owned(), "vessa".to_owned(), "dam".to_owned()]), 15_521_193_682_708_204_464);
    }
}

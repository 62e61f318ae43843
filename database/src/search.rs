//! Finding words in articles, claims and evidence: all that knows about the index.
//!
//! SQLite's tokenizers find no two-character Chinese word, so the program parts the words itself: each character of a
//! script that is written without spaces stands alone in the index, and is looked for as a phrase. The index is derived;
//! `rebuild` makes it anew.

use domain::{
    ArticleId, Change, ClaimId, EvidenceId, EvidenceMatter, PartyId, Subject, TextRange, letters::stands_alone,
};
use rusqlite::{Connection, OptionalExtension, params};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

use crate::{Result, appearances, articles, claims, evidence, matching, meanings, parties};

/// With at most this many rows found they are ranked; with more, ranking would cost more than it tells, and the
/// newest come first.
const RANKED: u32 = 500;
/// Bytes of a text that are looked through for a snippet.
const LOOKED_THROUGH: usize = 400_000;
/// Words of a snippet before its first hit, and in all.
const BEFORE: usize = 8;
const WORDS: usize = 30;

/// Where something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the nouns themselves")]
pub enum HitKind {
    Article,
    Claim,
    Evidence,
}

/// A part of a snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are what was searched for.
    pub hit: bool,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where.
    pub kind: HitKind,
    /// The article to show.
    pub article: Option<ArticleId>,
    /// The claim to show.
    pub claim: Option<ClaimId>,
    /// The evidence.
    pub evidence: Option<EvidenceId>,
    /// A headline or statement.
    pub title: String,
    /// Some words around the first hit.
    pub snippet: Vec<Piece>,
    /// For a hit in an article's text, where.
    pub at: Option<TextRange>,
}

/// What `query` finds, at most `limit` rows. The last word may be unfinished.
pub fn hits(conn: &Connection, query: &str, limit: u32) -> Result<Vec<Hit>> {
    let Some(pattern) = pattern(query) else { return Ok(Vec::new()) };
    let found: u32 = conn
        .prepare_cached("SELECT count(*) FROM (SELECT 1 FROM search_words WHERE search_words MATCH ?1 LIMIT ?2)")?
        .query_row(params![pattern, RANKED + 1], |row| row.get(0))?;
    let order = if found > RANKED { "rowid DESC" } else { "rank, rowid DESC" };
    let rows: Vec<[Option<uuid::Uuid>; 3]> = conn
        .prepare_cached(&format!(
            "SELECT article, claim, evidence FROM (
                SELECT rowid AS found, row_number() OVER (ORDER BY {order}) AS place FROM search_words
                WHERE search_words MATCH ?1 ORDER BY {order} LIMIT ?2)
             JOIN search_rows ON search_rows.row = found ORDER BY place"
        ))?
        .query_map(params![pattern, limit], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?
        .collect::<rusqlite::Result<_>>()?;
    let terms = terms(query);
    rows.into_iter().map(|row| shown(conn, row, &terms)).collect()
}

fn shown(conn: &Connection, row: [Option<uuid::Uuid>; 3], terms: &[Vec<String>]) -> Result<Hit> {
    let [article, claim, piece] = row;
    if let Some(id) = article.map(ArticleId) {
        let article = articles::by_id(conn, id)?;
        let (snippet, at) = snippet(&article.text, terms);
        return Ok(Hit {
            kind: HitKind::Article,
            article: Some(id),
            claim: None,
            evidence: None,
            title: article.title,
            snippet,
            at,
        });
    }
    let evidence = piece.map(|id| evidence::by_id(conn, EvidenceId(id))).transpose()?;
    let claim = evidence.as_ref().map(|piece| piece.claim).or(claim.map(ClaimId)).unwrap_or(ClaimId(uuid::Uuid::nil()));
    let text = match &evidence {
        Some(piece) => words_of_evidence(piece),
        None => words_of_claim(conn, claim)?,
    };
    Ok(Hit {
        kind: if evidence.is_some() { HitKind::Evidence } else { HitKind::Claim },
        article: appearances::of_claim(conn, claim)?.first().map(|made| made.article),
        claim: Some(claim),
        evidence: evidence.map(|piece| piece.id),
        title: claims::by_id(conn, claim)?.statement,
        snippet: snippet(&text, terms).0,
        at: None,
    })
}

/// Brings the index up to date with `change`, which was just applied.
pub(crate) fn follow(conn: &Connection, change: &Change) -> Result<()> {
    match change {
        Change::ArticleLoaded { article, .. } => index_article(conn, article.id),
        Change::ClaimRecorded { claim, .. } => index_claim(conn, claim.id),
        Change::ClaimReworded { claim, .. } => {
            meanings::forget(conn, *claim)?;
            index_claim(conn, *claim)
        }
        Change::AppearanceRecorded { appearance } => index_claim(conn, appearance.claim),
        Change::AppearanceRefined { appearance, .. } => index_claim(conn, appearances::by_id(conn, *appearance)?.claim),
        Change::PartyRefined { to, .. } => index_claims_naming(conn, to.id),
        Change::PartiesMerged { party, .. } | Change::PartySplit { party, .. } => index_claims_naming(conn, *party),
        Change::EvidenceAttached { evidence } => index_evidence(conn, evidence.id),
        Change::EvidenceRefined { to, .. } => index_evidence(conn, to.id),
        Change::Removed { subject } | Change::Restored { subject } => match subject {
            Subject::Article(id) => {
                index_article(conn, *id)?;
                claims_where(conn, "article = ?1", id.0)?.into_iter().try_for_each(|claim| index_claim(conn, claim))
            }
            Subject::Claim(id) => index_claim(conn, *id),
            Subject::Appearance(id) => index_claim(conn, appearances::by_id(conn, *id)?.claim),
            Subject::Evidence(id) => index_evidence(conn, *id),
            Subject::Party(_)
            | Subject::Response(_)
            | Subject::Rating(_)
            | Subject::Review(_)
            | Subject::Seal(_)
            | Subject::FactCheck(_)
            | Subject::Investigation(_)
            | Subject::Event(_)
            | Subject::Feed(_) => Ok(()),
        },
        Change::ArticleDated { .. }
        | Change::RevisionFound { .. }
        | Change::RevisionParted { .. }
        | Change::PassageReanchored { .. }
        | Change::ArchiveKept { .. }
        | Change::ArchiveDropped { .. }
        | Change::PartyAdded { .. }
        | Change::ResponseRecorded { .. }
        | Change::ResponseRefined { .. }
        | Change::ReviewRecorded { .. }
        | Change::WorkSet { .. }
        | Change::RatingAdded { .. }
        | Change::RatingRefined { .. }
        | Change::ClaimsRelated { .. }
        | Change::ClaimsUnrelated { .. }
        | Change::ClaimAssessed { .. }
        | Change::SealStored { .. }
        | Change::FactCheckNoted { .. }
        | Change::FactCheckTied { .. }
        | Change::FactCheckUntied { .. }
        | Change::PassageDismissed { .. }
        | Change::PassageRecalled { .. }
        | Change::InvestigationOpened { .. }
        | Change::InvestigationRefined { .. }
        | Change::ItemFiled { .. }
        | Change::ItemUnfiled { .. }
        | Change::EventRecorded { .. }
        | Change::EventChanged { .. }
        | Change::FeedSubscribed { .. }
        | Change::ArrivalDismissed { .. }
        | Change::ArrivalRecalled { .. }
        | Change::ReportIssued { .. } => Ok(()),
    }
}

/// Makes the index anew from the other tables.
pub(crate) fn rebuild(conn: &Connection) -> Result<()> {
    conn.execute_batch("INSERT INTO search_words (search_words) VALUES ('delete-all'); DELETE FROM search_rows")?;
    matching::clear(conn)?;
    let ids = |sql: &str| -> Result<Vec<uuid::Uuid>> {
        Ok(conn.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    };
    for id in ids("SELECT id FROM articles ORDER BY loaded")? {
        index_article(conn, ArticleId(id))?;
    }
    for id in ids("SELECT id FROM claims ORDER BY recorded")? {
        index_claim(conn, ClaimId(id))?;
    }
    Ok(())
}

fn claims_where(conn: &Connection, condition: &str, id: uuid::Uuid) -> Result<Vec<ClaimId>> {
    conn.prepare_cached(&format!("SELECT DISTINCT claim FROM appearances WHERE {condition}"))?
        .query_map([id], |row| row.get(0).map(ClaimId))?
        .collect::<rusqlite::Result<_>>()
        .map_err(Into::into)
}

/// The claims that name `party`, or a party that was merged into it.
fn index_claims_naming(conn: &Connection, party: PartyId) -> Result<()> {
    for one in parties::under(conn, party)? {
        for claim in claims_where(conn, "claimant = ?1 OR relayed_by = ?1", one.0)? {
            index_claim(conn, claim)?;
        }
    }
    Ok(())
}

fn index_article(conn: &Connection, id: ArticleId) -> Result<()> {
    let words = if articles::is_removed(conn, id)? {
        None
    } else {
        let article = articles::by_id(conn, id)?;
        let publisher = article.publisher.unwrap_or_default();
        matching::mark_article(conn, id, &article.text)?;
        Some([article.title, article.byline.join("\n"), publisher, article.text].join("\n"))
    };
    if words.is_none() {
        matching::unmark_article(conn, id)?;
    }
    index(conn, "article", id.0, words.as_deref())
}

fn index_claim(conn: &Connection, id: ClaimId) -> Result<()> {
    let removed: bool =
        conn.prepare_cached("SELECT removed FROM claims WHERE id = ?1")?.query_row([id.0], |row| row.get(0))?;
    let hidden = removed || appearances::of_claim(conn, id)?.is_empty();
    let words = if hidden { None } else { Some(words_of_claim(conn, id)?) };
    matching::take_out(conn, id)?;
    index(conn, "claim", id.0, words.as_deref())?;
    if let Some(words) = &words {
        matching::put_in(conn, id, words)?;
    }
    let pieces: Vec<EvidenceId> = conn
        .prepare_cached("SELECT id FROM evidence WHERE claim = ?1 ORDER BY attached")?
        .query_map([id.0], |row| row.get(0).map(EvidenceId))?
        .collect::<rusqlite::Result<_>>()?;
    pieces.into_iter().try_for_each(|piece| index_evidence_of(conn, piece, hidden))
}

fn index_evidence(conn: &Connection, id: EvidenceId) -> Result<()> {
    let claim = evidence::by_id(conn, id)?.claim;
    let removed: bool =
        conn.prepare_cached("SELECT removed FROM claims WHERE id = ?1")?.query_row([claim.0], |row| row.get(0))?;
    index_evidence_of(conn, id, removed || appearances::of_claim(conn, claim)?.is_empty())
}

fn index_evidence_of(conn: &Connection, id: EvidenceId, hidden: bool) -> Result<()> {
    let removed: bool =
        conn.prepare_cached("SELECT removed FROM evidence WHERE id = ?1")?.query_row([id.0], |row| row.get(0))?;
    let words = if removed || hidden { None } else { Some(words_of_evidence(&evidence::by_id(conn, id)?)) };
    index(conn, "evidence", id.0, words.as_deref())
}

/// Puts `words` into the index for the thing of this kind and id, in place of what was there; takes it out for `None`.
fn index(conn: &Connection, kind: &str, id: uuid::Uuid, words: Option<&str>) -> Result<()> {
    let known: Option<i64> = conn
        .prepare_cached(&format!("SELECT row FROM search_rows WHERE {kind} = ?1"))?
        .query_row([id], |row| row.get(0))
        .optional()?;
    if let Some(row) = known {
        conn.prepare_cached("DELETE FROM search_words WHERE rowid = ?1")?.execute([row])?;
    }
    match (known, words) {
        (Some(row), None) => {
            conn.prepare_cached("DELETE FROM search_rows WHERE row = ?1")?.execute([row])?;
        }
        (None, Some(words)) => {
            conn.prepare_cached(&format!("INSERT INTO search_rows ({kind}) VALUES (?1)"))?.execute([id])?;
            insert_words(conn, conn.last_insert_rowid(), words)?;
        }
        (Some(row), Some(words)) => insert_words(conn, row, words)?,
        (None, None) => {}
    }
    Ok(())
}

fn insert_words(conn: &Connection, row: i64, words: &str) -> Result<()> {
    conn.prepare_cached("INSERT INTO search_words (rowid, words) VALUES (?1, ?2)")?
        .execute(params![row, parted(words)])?;
    Ok(())
}

fn words_of_claim(conn: &Connection, id: ClaimId) -> Result<String> {
    let mut words = claims::by_id(conn, id)?.statement;
    for made in appearances::of_claim(conn, id)? {
        let attribution = made.attribution;
        let named = [attribution.claimant, attribution.relayed_by].into_iter().flatten();
        for party in named {
            words.push('\n');
            let (own, head) = (parties::by_id(conn, party)?, parties::head(conn, party)?);
            words.push_str(&own.name);
            if own.id != head.id {
                words.push('\n');
                words.push_str(&head.name);
            }
        }
        if made.passage.exact != words {
            words.push('\n');
            words.push_str(&made.passage.exact);
        }
    }
    Ok(words)
}

fn words_of_evidence(piece: &domain::Evidence) -> String {
    let matter = match &piece.matter {
        EvidenceMatter::Passage { passage, .. } => passage.exact.as_str(),
        EvidenceMatter::File { name, .. } => name,
        EvidenceMatter::Link { url } => url,
        EvidenceMatter::Note => "",
        EvidenceMatter::NotFound { sought, places } => &[sought.as_str(), places].join("\n"),
    };
    [piece.note.as_str(), matter].join("\n").trim().to_owned()
}

/// `text` with a space around each character that stands alone.
fn parted(text: &str) -> String {
    let mut parted = String::with_capacity(text.len() + text.len() / 4);
    for character in text.chars() {
        if stands_alone(character) {
            parted.extend([' ', character, ' ']);
        } else {
            parted.push(character);
        }
    }
    parted
}

/// `query` in the index's own language, every term quoted; `None` when it has no words.
pub(crate) fn pattern(query: &str) -> Option<String> {
    let terms = terms(query);
    let quoted: Vec<_> = terms.iter().map(|term| format!("\"{}\"", term.join(" "))).collect();
    if quoted.is_empty() { None } else { Some(quoted.join(" ") + " *") }
}

/// The terms of `query`, each as the words that must follow one another, folded as the index folds them.
fn terms(query: &str) -> Vec<Vec<String>> {
    query
        .split_whitespace()
        .map(|term| words(term).map(|(_, word)| folded(word)).filter(|word| !word.is_empty()).collect())
        .filter(|words: &Vec<String>| !words.is_empty())
        .collect()
}

/// The words of `text` and the bytes they start at, each character that stands alone a word of its own.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.unicode_word_indices().flat_map(|(start, word)| {
        let alone = word.chars().any(stands_alone);
        let parts: Vec<(usize, &str)> = if alone {
            word.char_indices().map(|(at, one)| (start + at, &word[at..at + one.len_utf8()])).collect()
        } else {
            // UAX 29 keeps "U.S" and "can't" whole; the index does not.
            word.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
                .filter(|part| !part.is_empty())
                .map(|part| (start + (part.as_ptr() as usize - word.as_ptr() as usize), part))
                .collect()
        };
        parts
    })
}

/// `word` in lower case and without diacritics.
pub(crate) fn folded(word: &str) -> String {
    word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Some words of `text` around the first place where a term stands, the terms marked; and that place.
fn snippet(text: &str, terms: &[Vec<String>]) -> (Vec<Piece>, Option<TextRange>) {
    let mut end = text.len().min(LOOKED_THROUGH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let all: Vec<(usize, &str)> = words(&text[..end]).collect();
    let folded: Vec<String> = all.iter().map(|(_, word)| folded(word)).collect();
    let found = marked(&folded, terms);
    let first = found.iter().position(|hit| *hit);
    let from = first.unwrap_or(0).saturating_sub(BEFORE);
    let to = (from + WORDS).min(all.len());
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = all.get(from).map_or(0, |(start, _)| *start);
    let mut push = |text: &str, hit: bool| match pieces.last_mut() {
        Some(last) if last.hit == hit => last.text.push_str(text),
        _ if text.is_empty() => {}
        _ => pieces.push(Piece { text: text.to_owned(), hit }),
    };
    for word in from..to {
        let (start, exact) = all[word];
        push(&text[at..start], false);
        push(exact, found[word]);
        at = start + exact.len();
    }
    let range = first.and_then(|first| {
        let last = (first..found.len()).take_while(|word| found[*word]).last().unwrap_or(first);
        let (start, end) = (all[first].0, all[last].0 + all[last].1.len());
        Some(TextRange {
            start: domain::text::scalar_at_byte(text, start)?,
            end: domain::text::scalar_at_byte(text, end)?,
        })
    });
    (pieces, range)
}

/// Which of `words` belong to a place where one of `terms` stands; the last word of the last term may be unfinished.
fn marked(words: &[String], terms: &[Vec<String>]) -> Vec<bool> {
    let mut found = vec![false; words.len()];
    for (place, term) in terms.iter().enumerate() {
        for at in 0..words.len().saturating_sub(term.len() - 1) {
            let stands = term.iter().enumerate().all(|(n, wanted)| {
                let unfinished = place + 1 == terms.len() && n + 1 == term.len();
                if unfinished { words[at + n].starts_with(wanted.as_str()) } else { words[at + n] == *wanted }
            });
            if stands {
                found[at..at + term.len()].fill(true);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, query: &str) -> String {
        let pieces = snippet(text, &terms(query)).0;
        pieces.iter().map(|piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text.clone() }).collect()
    }

    #[test]
    fn a_snippet_marks_what_was_searched_for_in_any_script() {
        assert_eq!(cut("Two engineers were held.", "engin"), "Two [engineers] were held");
        assert_eq!(cut("维萨大坝附近发现外国工程师。", "大坝"), "维萨[大坝]附近发现外国工程师");
        assert_eq!(cut("Греблю Весса охороняють.", "весса"), "Греблю [Весса] охороняють");
        assert_eq!(cut("Café Noël", "noel"), "Café [Noël]");
        assert_eq!(cut("nothing here", "else"), "nothing here");
    }

    #[test]
    fn a_query_is_words_and_never_the_index_language() {
        assert_eq!(pattern(r#"dam" OR * NEAR("#).as_deref(), Some(r#""dam" "or" "near" *"#));
        assert_eq!(pattern("大坝").as_deref(), Some(r#""大 坝" *"#));
        assert_eq!(pattern(" *\" "), None);
    }
}

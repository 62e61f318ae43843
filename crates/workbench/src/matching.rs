//! Finding what says the same: claims like one at hand, claims that an article repeats, articles that are one text.
//! Nothing is recorded: an analyst decides.

use std::collections::HashSet;

use analysis::{
    duplicates::{self, Edition, ONE_TEXT},
    matching::{Asked, Rarity, Saying},
    meaning::fused,
};
use database::{
    Connection, Veil, appearances, articles, claims,
    matching::{self, Circumstances, Reach, Wording},
    relations, revisions,
};
use domain::{Alike, Article, ArticleId, ClaimId, Interval, TextRange};

use crate::{
    Error, Result, Workbench, veil,
    views::{DifferingSentence, Echo, NearDuplicate, SimilarClaim},
};

/// How far is looked for claims like one, and how many are shown.
const LIKE_ONE: Reach = Reach { entries: 12_000, candidates: 150, share: 0.0 };
const SHOWN: usize = 20;
/// How far is looked for what a sentence of an article repeats: there are many sentences, and they wait for it.
const LIKE_SENTENCE: Reach = Reach { entries: 600, candidates: 4, share: 0.15 };
const ECHOED: usize = 3;
/// The score from which on a claim is proposed for another by its words alone.
const PROPOSED: f64 = 0.15;
/// Different words that a sentence has at least, to repeat anything.
const FEWEST_WORDS: usize = 4;
/// The score from which on a sentence is said to repeat a claim.
const ECHOES: f64 = 0.2;

impl Workbench {
    /// The claims like `claim`, the likeliest first, with the relation that it seems to have to each; those are left out
    /// of which an analyst has said already what they are to it, or that they are not the same, and those that have next
    /// to nothing in common with it.
    pub fn similar(&self, claim: ClaimId) -> Result<Vec<SimilarClaim>> {
        self.read_seen(|conn, veil| {
            let asked = Asked::new(saying(matching::wording(conn, claim)?, matching::circumstances(conn, claim)?));
            let near = self.nearest_to_claim(conn, claim)?;
            let mut found = like(conn, veil, &asked, &told_of(conn, claim)?, (LIKE_ONE, SHOWN, 0.0), &near)?;
            found.retain(|one| one.score >= PROPOSED || one.reasons.iter().any(tells_alone));
            Ok(found)
        })
    }

    /// The claims like what `statement` says, the likeliest first.
    pub fn similar_to(&self, statement: &str) -> Result<Vec<SimilarClaim>> {
        let asked = Asked::new(Saying { statement: statement.to_owned(), ..Saying::default() });
        self.read_seen(|conn, veil| {
            let near = self.nearest_to(conn, statement)?;
            like(conn, veil, &asked, &[], (LIKE_ONE, SHOWN, 0.0), &near)
        })
    }

    /// The sentences of `article` that repeat, update or contradict recorded claims, in its order; what is recorded
    /// there already is left out, and that of which an analyst has said what it is to what is recorded there.
    pub fn echoes(&self, article: ArticleId) -> Result<Vec<Echo>> {
        self.read_seen(|conn, veil| {
            let source = articles::by_id(conn, article)?;
            let made = appearances::in_article(conn, article)?;
            let made = made.into_iter().map(|(made, _)| (made.claim, made.passage.range));
            let carried = crate::revisions::carried(conn, article)?.marks.into_iter();
            let made: Vec<_> = made.chain(carried.map(|(made, _, range)| (made.claim, range))).collect();
            let mut echoes = Vec::new();
            for range in duplicates::sentences(&source.text, &source.blocks, source.language.as_deref()) {
                let mut known = Vec::new();
                for (claim, _) in made.iter().filter(|(_, place)| overlap(*place, range)) {
                    known.extend(told_of(conn, *claim)?);
                }
                let asked = asked(&source, range);
                if asked.words().len() < FEWEST_WORDS {
                    continue;
                }
                let claims: Vec<SimilarClaim> = like(conn, veil, &asked, &known, (LIKE_SENTENCE, ECHOED, ECHOES), &[])?
                    .into_iter()
                    .filter(|one| one.relation.is_some())
                    .collect();
                if !claims.is_empty() {
                    echoes.push(Echo { range, claims });
                }
            }
            Ok(echoes)
        })
    }

    /// The articles that are one text with `article`, edited, the likest first, with the sentences that differ.
    pub fn near_duplicates(&self, article: ArticleId) -> Result<Vec<NearDuplicate>> {
        self.workspace
            .read(|conn| {
                let ours = articles::by_id(conn, article)?;
                let edition = edition(&ours);
                let mut found = Vec::new();
                let page = revisions::first(conn, article)?;
                for other in matching::articles_like(conn, article)? {
                    // Copies of one page are told apart as its revisions.
                    if revisions::first(conn, other)? == page {
                        continue;
                    }
                    let theirs = articles::by_id(conn, other)?;
                    let other_edition = self::edition(&theirs);
                    let shared = edition.shared(&other_edition);
                    if shared >= ONE_TEXT {
                        let differing = edition.differing(&other_edition).into_iter();
                        let differing = differing
                            .map(|one| DifferingSentence {
                                ours: one.ours,
                                ours_exact: words(&ours, one.ours),
                                theirs: one.theirs,
                                theirs_exact: words(&theirs, one.theirs),
                            })
                            .collect();
                        found.push(NearDuplicate {
                            article: other,
                            title: theirs.title,
                            publisher: theirs.publisher,
                            published: theirs.published.map(|dated| dated.on),
                            shared,
                            differing,
                        });
                    }
                }
                found.sort_by(|a, b| b.shared.total_cmp(&a.shared).then(a.article.cmp(&b.article)));
                likest_of_each_page(conn, found)
            })
            .map_err(Error::from)
    }
}

/// `claim`, and those of which an analyst has said what they are to it.
fn told_of(conn: &Connection, claim: ClaimId) -> database::Result<Vec<ClaimId>> {
    let told = relations::of_claim(conn, claim)?.into_iter().filter_map(|told| told.seen_from(claim));
    Ok([claim].into_iter().chain(told.map(|(_, other)| other)).collect())
}

/// Whether a reason is one however few words are shared.
fn tells_alone(reason: &Alike) -> bool {
    matches!(reason, Alike::FiguresAgree { .. } | Alike::Meaning { .. })
}

/// Of the copies of one page in `found`, the first alone.
fn likest_of_each_page(conn: &Connection, found: Vec<NearDuplicate>) -> database::Result<Vec<NearDuplicate>> {
    let mut pages = HashSet::new();
    let mut kept = Vec::new();
    for one in found {
        if pages.insert(revisions::first(conn, one.article)?) {
            kept.push(one);
        }
    }
    Ok(kept)
}

/// The claims like `asked` that score at least `least`, but for `known`; and those that are `near` it by meaning.
fn like(
    conn: &Connection,
    veil: &Veil,
    asked: &Asked,
    known: &[ClaimId],
    (reach, most, least): (Reach, usize, f64),
    near: &[(ClaimId, f64)],
) -> database::Result<Vec<SimilarClaim>> {
    let found = matching::candidates(conn, asked.words(), reach)?;
    let by_meaning = near.iter().map(|(claim, _)| *claim);
    let mut ids: Vec<ClaimId> = found.claims.into_iter().chain(by_meaning).filter(|id| !known.contains(id)).collect();
    // Of claims that score the same, that which was recorded first comes first.
    ids.sort_unstable();
    ids.dedup();
    let wordings: Vec<Wording> = ids.iter().map(|id| matching::wording(conn, *id)).collect::<database::Result<_>>()?;
    let words: Vec<Vec<&str>> = wordings
        .iter()
        .map(|one| [&one.statement].into_iter().chain(&one.passages).map(String::as_str).collect())
        .collect();
    let rarity = Rarity { all: found.all, standing: &found.standing };
    let mut ranked = asked.rank(rarity, &words, most);
    if !near.is_empty() {
        ranked = with_meaning(&ranked, &ids, near, most);
    }
    ranked
        .into_iter()
        .filter(|(_, score)| *score >= least)
        .map(|(place, score)| {
            let claim = ids[place];
            let other = saying(wordings[place].clone(), matching::circumstances(conn, claim)?);
            let (relation, mut reasons) = asked.relation(rarity, &other);
            reasons.extend(near.iter().find(|(one, _)| *one == claim).map(|(_, near)| meaning(*near)));
            let status = veil::seen(veil, claim, claims::standing(conn, claim)?);
            let claimant = other.names.into_iter().next();
            Ok(SimilarClaim { claim, statement: other.statement, status, claimant, score, relation, reasons })
        })
        .collect()
}

/// What was `ranked` by words and what is `near` by meaning as one, at most `most`: places among `ids`, with their scores by
/// words.
fn with_meaning(ranked: &[(usize, f64)], ids: &[ClaimId], near: &[(ClaimId, f64)], most: usize) -> Vec<(usize, f64)> {
    let by_words: Vec<usize> = ranked.iter().map(|(place, _)| *place).collect();
    let by_meaning: Vec<usize> = near.iter().filter_map(|(claim, _)| ids.binary_search(claim).ok()).collect();
    let score = |place| ranked.iter().find(|(one, _)| *one == place).map_or(0.0, |(_, score)| *score);
    fused(&by_words, &by_meaning).into_iter().take(most).map(|place| (place, score(place))).collect()
}

fn meaning(near: f64) -> Alike {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
    Alike::Meaning { hundredths: (near.clamp(0.0, 1.0) * 100.0).round() as u8 }
}

fn saying(wording: Wording, circumstances: Circumstances) -> Saying {
    let Wording { statement, passages: also } = wording;
    let Circumstances { names, quantities, said, language } = circumstances;
    Saying { statement, also, names, quantities, said, language }
}

/// What the sentence of `source` at `range` says.
fn asked(source: &Article, range: TextRange) -> Asked {
    Asked::new(Saying {
        statement: words(source, Some(range)).unwrap_or_default(),
        said: source.published.as_ref().map(|dated| Interval::day(dated.on)),
        language: source.language.clone(),
        ..Saying::default()
    })
}

fn words(article: &Article, range: Option<TextRange>) -> Option<String> {
    range.and_then(|range| domain::text::slice(&article.text, range.start, range.end)).map(str::to_owned)
}

fn edition(article: &Article) -> Edition {
    Edition::of(&article.text, &article.blocks, article.language.as_deref())
}

fn overlap(a: TextRange, b: TextRange) -> bool {
    a.start < b.end && b.start < a.end
}

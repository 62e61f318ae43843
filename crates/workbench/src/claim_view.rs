//! A claim with all that is known of it.

use std::collections::BTreeMap;

use database::{Connection, articles, claims, parties};
use domain::{Appearance, ArticleId, ClaimId, Evidence, EvidenceMatter, PartyId, Stance, origins};

use crate::{
    Result, Workbench,
    parties::known_as,
    relations::related,
    responses::response_view,
    reviews, revisions, veil,
    views::{AppearanceView, ClaimView, EvidenceView, OriginView, OriginsView, ResponseView},
};

impl Workbench {
    /// The claim with all that is known of it.
    pub fn claim(&self, id: ClaimId) -> Result<ClaimView> {
        self.read_seen(|conn, veil| {
            let claim = claims::by_id(conn, id)?;
            let work = claims::work(conn, id)?;
            let history = database::assessments::history(conn, id)?;
            let known = database::reviews::of_claim(conn, id)?;
            let blind = veil.hides(id);
            let status = veil::seen(veil, id, domain::Status::standing(&history));
            let history = if blind { Vec::new() } else { history };
            Ok(ClaimView {
                id,
                statement: claim.statement,
                status,
                appearances: appearances(conn, id)?,
                responses: responses(conn, id)?,
                evidence: evidence(conn, id)?,
                blind,
                reviews: reviews::of_newest(&history, known),
                history: history.into_iter().rev().map(Into::into).collect(),
                investigations: database::investigations::holding(conn, id)?,
                work,
                relations: related(conn, veil, id)?,
                origins: origins_of(conn, &[id])?,
                anchors: revisions::of_claim(conn, id)?,
            })
        })
    }
}

/// Where `claim` is made.
pub(crate) fn appearances(conn: &Connection, claim: ClaimId) -> database::Result<Vec<AppearanceView>> {
    let mut shown = Vec::new();
    for Appearance { id, article, passage, attribution, said, quantities, .. } in
        database::appearances::of_claim(conn, claim)?
    {
        let source = articles::by_id(conn, article)?;
        shown.push(AppearanceView {
            id,
            article,
            article_title: source.title,
            publisher: source.publisher,
            language: source.language,
            range: passage.range,
            exact: passage.exact,
            claimant: known_as(conn, attribution.claimant)?,
            as_written: attribution.as_written,
            cue: attribution.cue.map(|cue| cue.exact),
            quotation: attribution.quotation,
            relayed_by: known_as(conn, attribution.relayed_by)?,
            hedge: attribution.hedge,
            said: said.map(Into::into),
            quantities,
        });
    }
    Ok(shown)
}

/// What parties say to `claim`.
pub(crate) fn responses(conn: &Connection, claim: ClaimId) -> database::Result<Vec<ResponseView>> {
    let said = database::responses::of_claim(conn, claim)?;
    said.into_iter().map(|response| response_view(conn, response)).collect()
}

/// What bears on `claim`.
pub(crate) fn evidence(conn: &Connection, claim: ClaimId) -> database::Result<Vec<EvidenceView>> {
    let mut shown = Vec::new();
    for piece in database::evidence::of_claim(conn, claim)? {
        let article_title = match &piece.matter {
            EvidenceMatter::Passage { article, .. } => Some(articles::title(conn, *article)?),
            _ => None,
        };
        shown.push(EvidenceView {
            id: piece.id,
            matter: piece.matter,
            article_title,
            stance: piece.stance,
            note: piece.note,
            reliability: piece.reliability,
            credibility: piece.credibility,
            basis: piece.basis,
            source: known_as(conn, piece.source)?,
        });
    }
    Ok(shown)
}

/// Somebody or something that words lead back to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Voice {
    Party(PartyId),
    /// An outlet that is no known party, by its name in lower case.
    Outlet(String),
    /// An article without a publisher.
    Article(ArticleId),
    /// A file or an address, by what it is called.
    Matter(String),
}

/// What stands behind `claims`: their appearances, and the evidence that supports them, each traced from the outlet to the
/// farthest source that is named.
pub(crate) fn origins_of(conn: &Connection, claims: &[ClaimId]) -> database::Result<OriginsView> {
    let mut names = BTreeMap::new();
    let mut chains = Vec::new();
    for claim in claims {
        traces(conn, *claim, &mut names, &mut chains)?;
    }
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    let mut found: Vec<OriginView> = origins::origins(&chains)
        .into_iter()
        .map(|root| OriginView {
            name: names.get(&root.voice).cloned().unwrap_or_default(),
            traces: count(root.chains.len()),
        })
        .collect();
    found.sort_by(|one, other| other.traces.cmp(&one.traces).then_with(|| one.name.cmp(&other.name)));
    let only_one = chains.len() > 1 && found.len() == 1;
    Ok(OriginsView { traced: count(chains.len()), origins: found, only_one })
}

type Names = BTreeMap<Voice, String>;

/// What leads back from each appearance of `claim`, and from each piece of evidence that supports it.
fn traces(conn: &Connection, claim: ClaimId, names: &mut Names, chains: &mut Vec<Vec<Voice>>) -> database::Result<()> {
    for Appearance { article, attribution, .. } in database::appearances::of_claim(conn, claim)? {
        let mut chain = vec![outlet(conn, article, names)?];
        for party in [attribution.relayed_by, attribution.claimant].into_iter().flatten() {
            extend(conn, &mut chain, party, names)?;
        }
        chains.push(chain);
    }
    for piece in database::evidence::of_claim(conn, claim)? {
        if piece.stance == Stance::Supports {
            let mut chain: Vec<Voice> = bearer(conn, &piece, names)?.into_iter().collect();
            if let Some(source) = piece.source {
                extend(conn, &mut chain, source, names)?;
            }
            chains.extend(Some(chain).filter(|chain| !chain.is_empty()));
        }
    }
    Ok(())
}

/// Who published `article`: a known party where one is called so.
fn outlet(conn: &Connection, article: ArticleId, names: &mut Names) -> database::Result<Voice> {
    let source = articles::by_id(conn, article)?;
    let (voice, name) = match source.publisher {
        // Copies of one page are one origin.
        None => (Voice::Article(database::revisions::first(conn, article)?), source.title),
        Some(publisher) => match parties::called(conn, &publisher)? {
            Some(party) => (Voice::Party(party.id), party.name),
            None => (Voice::Outlet(publisher.trim().to_lowercase()), publisher),
        },
    };
    names.insert(voice.clone(), name);
    Ok(voice)
}

/// What a piece of evidence comes in; nothing for the analyst's own words.
fn bearer(conn: &Connection, piece: &Evidence, names: &mut Names) -> database::Result<Option<Voice>> {
    let name = match &piece.matter {
        EvidenceMatter::Passage { article, .. } => return outlet(conn, *article, names).map(Some),
        EvidenceMatter::File { name, .. } => name.clone(),
        EvidenceMatter::Link { url } => host(url).to_owned(),
        EvidenceMatter::Note | EvidenceMatter::NotFound { .. } => return Ok(None),
    };
    let voice = match &piece.matter {
        EvidenceMatter::File { sha256, .. } => Voice::Matter(sha256.to_string()),
        _ => Voice::Matter(name.clone()),
    };
    names.insert(voice.clone(), name);
    Ok(Some(voice))
}

/// The part of an address that says whose it is.
fn host(url: &str) -> &str {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = after.split(['/', '?', '#']).next().unwrap_or(after);
    host.strip_prefix("www.").unwrap_or(host)
}

/// Leads `chain` on to `party`, and to those it speaks for.
fn extend(conn: &Connection, chain: &mut Vec<Voice>, party: PartyId, names: &mut Names) -> database::Result<()> {
    let mut next = Some(party);
    while let Some(id) = next {
        let party = parties::head(conn, id)?;
        let voice = Voice::Party(party.id);
        // Merging may have closed a ring.
        next = if chain.contains(&voice) { None } else { party.speaks_for };
        names.insert(voice.clone(), party.name);
        if chain.last() != Some(&voice) {
            chain.push(voice);
        }
    }
    Ok(())
}

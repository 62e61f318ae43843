//! Who stands behind a claim: each of its appearances and of what supports it, traced from the outlet to the farthest
//! source that is named.

use std::collections::{BTreeMap, BTreeSet};

use analysis::duplicates::{Edition, ONE_TEXT};
use database::{Connection, appearances, articles, evidence, matching, parties, revisions};
use domain::{Appearance, Article, ArticleId, ClaimId, Evidence, EvidenceMatter, PartyId, Stance, origins};

use crate::views::{OriginView, OriginsView};

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

/// What carries words of a claim.
enum Carrier {
    Article(ArticleId),
    /// A link, or a file with a source.
    Matter(Voice),
    /// The analyst's own words.
    Nobody,
}

/// What carries words of a claim, and the sources that are named for them, the nearest first.
struct Trace {
    carrier: Carrier,
    sources: Vec<Voice>,
}

/// What stands behind `claims`: their appearances, and the evidence that supports them.
pub(crate) fn origins_of(conn: &Connection, claims: &[ClaimId]) -> database::Result<OriginsView> {
    let mut tracing = Tracing::default();
    for claim in claims {
        for appearance in appearances::of_claim(conn, *claim)? {
            tracing.trace_appearance(conn, &appearance)?;
        }
        for piece in evidence::of_claim(conn, *claim)? {
            if piece.stance == Stance::Supports {
                tracing.trace_evidence(conn, piece)?;
            }
        }
    }
    let outlets = tracing.outlets(conn)?;
    Ok(tracing.view(&outlets))
}

/// Voices on the way to their origins.
#[derive(Default)]
struct Tracing {
    names: BTreeMap<Voice, String>,
    traces: Vec<Trace>,
    /// Pieces of evidence that nobody is known to stand behind.
    unknown: u32,
}

impl Tracing {
    fn trace_appearance(&mut self, conn: &Connection, made: &Appearance) -> database::Result<()> {
        let mut sources = Vec::new();
        for party in [made.attribution.relayed_by, made.attribution.claimant].into_iter().flatten() {
            self.extend(conn, &mut sources, party)?;
        }
        self.traces.push(Trace { carrier: Carrier::Article(made.article), sources });
        Ok(())
    }

    fn trace_evidence(&mut self, conn: &Connection, piece: Evidence) -> database::Result<()> {
        let mut sources = Vec::new();
        if let Some(source) = piece.source {
            self.extend(conn, &mut sources, source)?;
        }
        let carrier = match piece.matter {
            EvidenceMatter::Passage { article, .. } => Carrier::Article(article),
            // What a file is called says nothing of where it comes from.
            EvidenceMatter::File { .. } if sources.is_empty() => {
                self.unknown += 1;
                return Ok(());
            }
            EvidenceMatter::File { name, sha256, .. } => self.matter(sha256.to_string(), &name),
            EvidenceMatter::Link { url } => self.matter(host(&url).to_owned(), host(&url)),
            EvidenceMatter::Note | EvidenceMatter::NotFound { .. } => Carrier::Nobody,
        };
        self.traces.push(Trace { carrier, sources });
        Ok(())
    }

    fn matter(&mut self, called: String, name: &str) -> Carrier {
        let voice = Voice::Matter(called);
        self.names.insert(voice.clone(), name.to_owned());
        Carrier::Matter(voice)
    }

    /// Who speaks in each article. Those that are one text speak with one voice: that of the outlet that others name as
    /// their source, or else of whoever published it first.
    fn outlets(&mut self, conn: &Connection) -> database::Result<BTreeMap<ArticleId, Voice>> {
        let wanted = self.traces.iter().filter_map(|trace| match trace.carrier {
            Carrier::Article(article) => Some(article),
            Carrier::Matter(_) | Carrier::Nobody => None,
        });
        let mut known = BTreeMap::new();
        for id in wanted.collect::<BTreeSet<_>>() {
            let article = articles::by_id(conn, id)?;
            let voice = self.outlet(conn, &article)?;
            known.insert(id, (article, voice));
        }
        let named: BTreeSet<&Voice> = self.traces.iter().flat_map(|trace| &trace.sources).collect();
        let texts = one_text(conn, &known)?;
        let mut first: BTreeMap<ArticleId, (&Article, &Voice)> = BTreeMap::new();
        for (id, (article, voice)) in &known {
            let order = |(article, voice): (&Article, &Voice)| {
                let on = article.published.as_ref().map(|dated| dated.on);
                (!named.contains(voice), on.is_none(), on, article.id)
            };
            let speaks = first.entry(texts[id]).or_insert((article, voice));
            if order((article, voice)) < order(*speaks) {
                *speaks = (article, voice);
            }
        }
        Ok(texts.iter().map(|(id, text)| (*id, first[text].1.clone())).collect())
    }

    /// Who published `article`: a known party where one is called so.
    fn outlet(&mut self, conn: &Connection, article: &Article) -> database::Result<Voice> {
        let (voice, name) = match &article.publisher {
            // Copies of one page are one origin.
            None => (Voice::Article(revisions::first(conn, article.id)?), article.title.clone()),
            Some(publisher) => match parties::called(conn, publisher)? {
                Some(party) => (Voice::Party(party.id), party.name),
                None => (Voice::Outlet(publisher.trim().to_lowercase()), publisher.clone()),
            },
        };
        self.names.insert(voice.clone(), name);
        Ok(voice)
    }

    /// Leads `chain` on to `party`, and to those it speaks for.
    fn extend(&mut self, conn: &Connection, chain: &mut Vec<Voice>, party: PartyId) -> database::Result<()> {
        let mut next = Some(party);
        while let Some(id) = next {
            let party = parties::head(conn, id)?;
            let voice = Voice::Party(party.id);
            // Merging may have closed a ring.
            next = if chain.contains(&voice) { None } else { party.speaks_for };
            self.names.insert(voice.clone(), party.name);
            if chain.last() != Some(&voice) {
                chain.push(voice);
            }
        }
        Ok(())
    }

    fn view(self, outlets: &BTreeMap<ArticleId, Voice>) -> OriginsView {
        let Self { names, traces, unknown } = self;
        let chain = |Trace { carrier, sources }| {
            let first = match carrier {
                Carrier::Article(article) => outlets.get(&article).cloned(),
                Carrier::Matter(voice) => Some(voice),
                Carrier::Nobody => None,
            };
            let mut chain: Vec<Voice> = first.into_iter().chain(sources).collect();
            chain.dedup();
            Some(chain).filter(|chain| !chain.is_empty())
        };
        let chains: Vec<Vec<Voice>> = traces.into_iter().filter_map(chain).collect();
        let traced = count(chains.len());
        let roots = origins::origins(&chains).into_iter();
        let mut found: Vec<OriginView> = roots
            .map(|root| OriginView {
                name: names.get(&root.voice).cloned().unwrap_or_default(),
                traces: count(root.chains.len()),
            })
            .collect();
        found.sort_by(|one, other| other.traces.cmp(&one.traces).then_with(|| one.name.cmp(&other.name)));
        let leans_on_one = found.first().is_some_and(|most| origins::stands_behind_most(most.traces, traced));
        OriginsView { traced, unknown, origins: found, leans_on_one }
    }
}

/// For each of `articles`, the first of them that is one text with it.
fn one_text(
    conn: &Connection,
    articles: &BTreeMap<ArticleId, (Article, Voice)>,
) -> database::Result<BTreeMap<ArticleId, ArticleId>> {
    let mut texts: BTreeMap<ArticleId, ArticleId> = articles.keys().map(|id| (*id, *id)).collect();
    if articles.len() < 2 {
        return Ok(texts);
    }
    let mut editions: BTreeMap<ArticleId, Edition> = BTreeMap::new();
    for (id, (article, _)) in articles {
        for other in matching::articles_like(conn, *id)?.into_iter().filter(|other| articles.contains_key(other)) {
            let (ours, theirs) = (texts[id], texts[&other]);
            if ours == theirs {
                continue;
            }
            editions.entry(*id).or_insert_with(|| edition(article));
            editions.entry(other).or_insert_with(|| edition(&articles[&other].0));
            if editions[id].shared(&editions[&other]) >= ONE_TEXT {
                let (from, into) = (ours.max(theirs), ours.min(theirs));
                texts.values_mut().filter(|text| **text == from).for_each(|text| *text = into);
            }
        }
    }
    Ok(texts)
}

fn edition(article: &Article) -> Edition {
    Edition::of(&article.text, &article.blocks, article.language.as_deref())
}

/// The part of an address that says whose it is.
fn host(url: &str) -> &str {
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = after.split(['/', '?', '#']).next().unwrap_or(after);
    host.strip_prefix("www.").unwrap_or(host)
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

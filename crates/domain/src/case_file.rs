//! An investigation with everything a report needs, as one value.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Agreement, Appearance, Article, ArticleId, Assessment, Bearings, Claim, ClaimId, Corrections, Document, Event,
    Evidence, FactCheck, Investigation, JournalSeal, Party, PartyId, Quantity, Relation, Response, Review, Sha256,
    Status, Work,
    figures::{self, Thing},
    groups,
    origins::stands_behind_most,
};

/// A claim's appearance and the article it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseAppearance {
    /// The appearance.
    pub appearance: Appearance,
    /// Which of the case file's sources it stands in, from 0.
    pub source: usize,
    /// What each of its figures counts, in their order, where its words were read for that.
    #[serde(skip)]
    pub things: Vec<Thing>,
}

/// A claim with all that is known of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseClaim {
    /// The claim.
    pub claim: Claim,
    /// Where it is made, in reading order.
    pub appearances: Vec<CaseAppearance>,
    /// What parties say to it, oldest first.
    pub responses: Vec<Response>,
    /// What bears on it, oldest first.
    pub evidence: Vec<Evidence>,
    /// Its assessments, oldest first.
    pub history: Vec<Assessment>,
    /// What second analysts found, oldest first.
    #[serde(default)]
    pub reviews: Vec<Review>,
    /// How far the work on it is.
    #[serde(default)]
    pub work: Work,
    /// What other houses found of it, oldest noted first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<FactCheck>,
}

impl CaseClaim {
    /// Where the claim stands.
    pub fn status(&self) -> Status {
        Status::standing(&self.history)
    }

    /// The assessment that decides, when there is one.
    pub fn latest(&self) -> Option<&Assessment> {
        self.history.last()
    }

    /// The reviews of the assessment that decides.
    pub fn latest_reviews(&self) -> impl Iterator<Item = &Review> {
        let latest = self.latest().map(|latest| latest.id);
        self.reviews.iter().filter(move |review| Some(review.assessment) == latest)
    }
}

/// The independent origins that a claim's appearances and supporting evidence lead back to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseOrigins {
    /// The claim.
    pub claim: ClaimId,
    /// How many appearances and pieces of evidence were traced.
    pub traced: u32,
    /// Pieces of evidence that nobody is known to stand behind: they count as no origin.
    pub unknown: u32,
    /// Those that the traces lead back to, the one behind most first.
    pub origins: Vec<CaseOrigin>,
}

/// An independent origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseOrigin {
    /// Who, or what.
    pub name: String,
    /// How many traces lead back to it.
    pub traces: u32,
}

impl CaseOrigins {
    /// The origin that stands behind most of the traces, when one does.
    pub fn behind_most(&self) -> Option<&CaseOrigin> {
        self.origins.first().filter(|most| stands_behind_most(most.traces, self.traced))
    }
}

/// A figure, the claim it is given in, and where.
#[derive(Debug, Clone, Copy)]
pub struct CaseFigure<'a> {
    /// The claim.
    pub claim: &'a CaseClaim,
    /// The appearance.
    pub made: &'a CaseAppearance,
    /// The figure.
    pub quantity: &'a Quantity,
}

/// An article and the document it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseSource {
    /// The article.
    pub article: Article,
    /// The document.
    pub document: Document,
    /// Which copy of its page it is, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<CaseRevision>,
}

/// Which copy of its page an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRevision {
    /// Its number, from 1, in the order in which the copies were taken.
    pub number: u32,
    /// How many copies there are.
    pub of: u32,
    /// The copy that was loaded first.
    pub first: ArticleId,
}

/// How many claims stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, specta::Type)]
#[expect(missing_docs, reason = "the words say it")]
pub struct Counts {
    pub pending: u32,
    pub confirmed: u32,
    pub denied: u32,
}

impl Counts {
    /// Counts `statuses`.
    pub fn of(statuses: impl IntoIterator<Item = Status>) -> Self {
        let mut counts = Self::default();
        for status in statuses {
            match status {
                Status::Pending => counts.pending += 1,
                Status::Confirmed => counts.confirmed += 1,
                Status::Denied => counts.denied += 1,
            }
        }
        counts
    }

    /// All of them.
    pub fn total(self) -> u32 {
        self.pending + self.confirmed + self.denied
    }
}

/// An investigation, or the whole workspace, with everything a report needs. No clock, no disk: the same case file
/// gives the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseFile {
    /// The workspace's name.
    pub workspace: String,
    /// The investigation; `None` for the whole workspace.
    pub investigation: Option<Investigation>,
    /// The claims, in order of their first appearance.
    pub claims: Vec<CaseClaim>,
    /// What is known to have happened in the investigation, in order of time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
    /// The articles, oldest loaded first.
    pub sources: Vec<CaseSource>,
    /// The parties that are named.
    pub parties: Vec<Party>,
    /// How the claims relate to each other.
    pub relations: Vec<Relation>,
    /// What each claim leads back to, in the claims' order.
    pub origins: Vec<CaseOrigins>,
    /// Time stamps over earlier heads of the journal, the oldest head first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<JournalSeal>,
    /// How many changes the journal has. That a report was issued, and nothing since, is not counted: the report says
    /// the same before and after.
    pub journal_length: i64,
    /// The hash of the newest; `None` when nothing was done yet.
    pub journal_head: Option<Sha256>,
    /// When that change was made.
    pub as_of: Option<DateTime<Utc>>,
    /// What is said otherwise than in the last issue of the report; `None` when there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrections: Option<Corrections>,
}

impl CaseFile {
    /// How many claims stand where.
    pub fn counts(&self) -> Counts {
        Counts::of(self.claims.iter().map(CaseClaim::status))
    }

    /// The party with this id.
    pub fn party(&self, id: PartyId) -> Option<&Party> {
        self.parties.iter().find(|party| party.id == id)
    }

    /// Keeps the claims that `wanted` says, and what is known of those alone.
    pub fn retain(&mut self, wanted: impl Fn(ClaimId) -> bool) {
        self.claims.retain(|claim| wanted(claim.claim.id));
        self.relations.retain(|relation| wanted(relation.first) && wanted(relation.second));
        self.origins.retain(|origins| wanted(origins.claim));
    }

    /// How far first and second analysts agree on the claims.
    pub fn agreement(&self) -> Agreement {
        let found = |claim: &CaseClaim| Agreement::pairs(&claim.history, &claim.reviews);
        Agreement::of(&self.claims.iter().flat_map(found).collect::<Vec<_>>())
    }

    /// Figures that cannot both be so, of claims that bear on each other.
    pub fn conflicts(&self) -> Vec<(CaseFigure<'_>, CaseFigure<'_>)> {
        let known: BTreeMap<ClaimId, &CaseClaim> = self.claims.iter().map(|claim| (claim.claim.id, claim)).collect();
        let bearings = Bearings::of(&self.relations);
        let binding = || self.relations.iter().copied().filter(|relation| relation.kind.binds());
        let bound: BTreeSet<ClaimId> = binding()
            .flat_map(|relation| [relation.first, relation.second])
            .filter(|id| known.contains_key(id))
            .collect();
        let ids = || self.claims.iter().map(|claim| claim.claim.id);
        let joined: Vec<ClaimId> = ids().filter(|id| bound.contains(id)).collect();
        let alone = ids().filter(|id| !bound.contains(id)).map(|id| vec![id]);
        let figures_of = |group: Vec<ClaimId>| {
            let claims = group.into_iter().filter_map(|id| known.get(&id).copied());
            claims.flat_map(figures_in).collect::<Vec<_>>()
        };
        groups(&joined, binding())
            .into_iter()
            .chain(alone)
            .flat_map(|group| conflicting(&figures_of(group), &bearings))
            .collect()
    }
}

fn figures_in(claim: &CaseClaim) -> impl Iterator<Item = (CaseFigure<'_>, Thing)> {
    claim.appearances.iter().flat_map(move |made| {
        let quantities = made.appearance.quantities.iter().enumerate();
        quantities.map(move |(place, quantity)| {
            let thing = made.things.get(place).cloned().unwrap_or_else(|| Thing::called(&quantity.counted));
            (CaseFigure { claim, made, quantity }, thing)
        })
    })
}

fn conflicting<'a>(figures: &[(CaseFigure<'a>, Thing)], bearings: &Bearings) -> Vec<(CaseFigure<'a>, CaseFigure<'a>)> {
    let counted = |(figure, thing): &(CaseFigure<'_>, Thing)| figures::Counted {
        claim: figure.claim.claim.id,
        appearance: figure.made.appearance.id,
        measured: figures::Measured { quantity: figure.quantity.clone(), thing: thing.clone() },
    };
    let counted: Vec<_> = figures.iter().map(counted).collect();
    let found = figures::conflicts(&counted, |one, other| bearings.between(one, other));
    found.into_iter().map(|(one, other)| (figures[one].0, figures[other].0)).collect()
}

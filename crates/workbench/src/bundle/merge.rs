//! Bringing a bundle into a workspace: what is known stays as it is, what is new comes in, ids and signatures kept.

use std::collections::{BTreeMap, BTreeSet};

use database::{Connection, articles, assessments, fact_checks, investigations, parties, relations, revisions, sight};
use domain::{
    Appearance, ArticleId, CaseClaim, CaseSource, Change, ClaimId, DocumentId, Event, EvidenceMatter, FactCheck, Filed,
    Investigation, Party, PartyId, Relation, Sha256, Subject, Work,
};

use super::{
    Imported,
    contents::{Contents, Reanchored},
};
use crate::{Error, Result, Workbench};

/// What an import comes to, gathered before anything is written.
struct Merge<'a> {
    conn: &'a Connection,
    changes: Vec<Change>,
    /// The articles and parties that go by another id here.
    articles: BTreeMap<ArticleId, ArticleId>,
    parties: BTreeMap<PartyId, PartyId>,
    /// The documents that come in, by their digests: one may have been read more than once.
    loaded: BTreeMap<Sha256, DocumentId>,
    /// The copies of each page, by the one that was loaded first where the bundle comes from.
    copies: BTreeMap<ArticleId, Vec<ArticleId>>,
    imported: Imported,
}

impl Workbench {
    pub(super) fn merge(&self, contents: Contents, mut originals: BTreeMap<Sha256, Vec<u8>>) -> Result<Imported> {
        let (changes, imported) = self.workspace.read(|conn| Ok(composed(conn, contents)))??;
        if changes.is_empty() {
            return Ok(imported);
        }
        let wanted = changes.iter().filter_map(|change| match change {
            Change::ArticleLoaded { document, .. } => Some(document.sha256),
            Change::EvidenceAttached { evidence } => match evidence.matter {
                EvidenceMatter::File { sha256, .. } => Some(sha256),
                _ => None,
            },
            _ => None,
        });
        let bytes = wanted.filter_map(|sha256| originals.remove(&sha256)).collect();
        self.commit_with(changes, bytes)?;
        Ok(imported)
    }
}

fn composed(conn: &Connection, contents: Contents) -> Result<(Vec<Change>, Imported)> {
    let Contents { investigation, filed, parties, sources, claims, relations, reanchored, events } = contents;
    let mut merge = Merge {
        conn,
        changes: Vec::new(),
        articles: BTreeMap::new(),
        parties: BTreeMap::new(),
        loaded: BTreeMap::new(),
        copies: BTreeMap::new(),
        imported: Imported::default(),
    };
    for source in sources {
        merge.source(source)?;
    }
    merge.all_copies()?;
    merge.all_parties(parties)?;
    for claim in claims {
        merge.claim(claim)?;
    }
    for relation in relations {
        merge.relation(relation)?;
    }
    for one in reanchored {
        merge.reanchored(one)?;
    }
    if let Some(investigation) = investigation {
        merge.filed(investigation, filed, events)?;
    } else if !events.is_empty() {
        return Err(super::refused("it has events and no investigation of theirs"));
    }
    Ok((merge.changes, merge.imported))
}

impl Merge<'_> {
    /// Whether `subject` is new here; counts it as known when it is not.
    fn is_new(&mut self, subject: Subject) -> Result<bool> {
        let new = sight(self.conn, subject)?.is_none();
        if !new {
            self.imported.already_here += 1;
        }
        Ok(new)
    }

    fn source(&mut self, source: CaseSource) -> Result<()> {
        let CaseSource { article, document, revision } = source;
        if let Some(revision) = revision {
            self.copies.entry(revision.first).or_default().push(article.id);
        }
        if !self.is_new(Subject::Article(article.id))? {
            return Ok(());
        }
        let known = articles::with_sha256(self.conn, document.sha256)?;
        let is_another_reading = |known| Ok::<_, Error>(articles::document(self.conn, known)? == document);
        if let Some(known) = known
            && !is_another_reading(known)?
        {
            // The same bytes were loaded here. Read otherwise, passages might not stand in them.
            if articles::text(self.conn, known)? != article.text {
                let name = &article.title;
                return Err(super::refused(format!("the document of “{name}” was loaded here and read otherwise")));
            }
            self.imported.already_here += 1;
            self.articles.insert(article.id, known);
            return Ok(());
        }
        if self.loaded.insert(document.sha256, document.id).is_some_and(|other| other != document.id) {
            return Err(super::refused("it has the same document twice"));
        }
        self.imported.articles += 1;
        self.changes.push(Change::ArticleLoaded { document, article });
        Ok(())
    }

    /// Joins the copies of a page that the bundle joins, unless they are copies of other pages here.
    fn all_copies(&mut self) -> Result<()> {
        for (first, copies) in std::mem::take(&mut self.copies) {
            let mut here: Vec<ArticleId> = copies.into_iter().map(|copy| self.article_here(copy)).collect();
            here.sort_by_key(|copy| *copy != self.article_here(first));
            // Copies that are together here are what the new ones come to.
            let alone = |copy: &ArticleId| revisions::has_others(self.conn, *copy).map(|has| !has);
            let keys: BTreeMap<ArticleId, bool> =
                here.iter().map(|copy| Ok((*copy, alone(copy)?))).collect::<database::Result<_>>()?;
            here.sort_by_key(|copy| keys.get(copy).copied());
            let Some((head, others)) = here.split_first() else { continue };
            let is_new = |copy: ArticleId| Ok::<_, Error>(sight(self.conn, Subject::Article(copy))?.is_none());
            let head_is_new = is_new(*head)?;
            let first = revisions::first(self.conn, *head)?;
            let mut found = Vec::new();
            for article in others.iter().copied().filter(|article| *article != first) {
                // What was parted here stays so.
                if (head_is_new || is_new(article)?) && !revisions::has_others(self.conn, article)? {
                    found.push(Change::RevisionFound { article, first });
                }
            }
            found.into_iter().for_each(|change| self.detail(change));
        }
        Ok(())
    }

    /// What was decided of a quotation here stays so.
    fn reanchored(&mut self, one: Reanchored) -> Result<()> {
        let Reanchored { anchored, article, decision } = one;
        let article = self.article_here(article);
        if revisions::decisions(self.conn, anchored)?.contains_key(&article) {
            self.imported.already_here += 1;
        } else {
            self.detail(Change::PassageReanchored { anchored, article, from: None, to: Some(decision) });
        }
        Ok(())
    }

    /// Adds the parties that are new, each after the one it speaks for.
    fn all_parties(&mut self, mut waiting: Vec<Party>) -> Result<()> {
        while !waiting.is_empty() {
            let names: BTreeSet<PartyId> = waiting.iter().map(|party| party.id).collect();
            let (later, ready): (Vec<Party>, Vec<Party>) = waiting
                .into_iter()
                .partition(|party| party.speaks_for.is_some_and(|other| other != party.id && names.contains(&other)));
            if ready.is_empty() {
                return Err(super::refused("its parties speak for each other in a circle"));
            }
            for party in ready {
                self.party(party)?;
            }
            waiting = later;
        }
        Ok(())
    }

    fn party(&mut self, party: Party) -> Result<()> {
        if !self.is_new(Subject::Party(party.id))? {
            return Ok(());
        }
        if let Some(known) = parties::called(self.conn, &party.name)? {
            self.imported.already_here += 1;
            self.parties.insert(party.id, known.id);
            return Ok(());
        }
        let speaks_for = party.speaks_for.map(|other| self.party_here(other));
        self.changes.push(Change::PartyAdded { party: Party { speaks_for, ..party } });
        Ok(())
    }

    fn party_here(&self, party: PartyId) -> PartyId {
        self.parties.get(&party).copied().unwrap_or(party)
    }

    fn article_here(&self, article: ArticleId) -> ArticleId {
        self.articles.get(&article).copied().unwrap_or(article)
    }

    fn claim(&mut self, case: CaseClaim) -> Result<()> {
        let CaseClaim { claim, appearances, responses, evidence, history, reviews, work, elsewhere } = case;
        let id = claim.id;
        let mut fresh = self.is_new(Subject::Claim(id))?.then_some(claim);
        let is_new = fresh.is_some();
        for made in appearances {
            let appearance = self.appearance_here(made.appearance);
            match fresh.take() {
                Some(claim) => {
                    self.imported.claims += 1;
                    self.changes.push(Change::ClaimRecorded { claim, appearance });
                }
                None if self.is_new(Subject::Appearance(appearance.id))? => {
                    self.detail(Change::AppearanceRecorded { appearance });
                }
                None => {}
            }
        }
        if fresh.is_some() {
            return Err(super::refused("it has a claim that is made nowhere"));
        }
        for mut response in responses {
            response.party = self.party_here(response.party);
            response.relayed_by = response.relayed_by.map(|party| self.party_here(party));
            response.article = response.article.map(|article| self.article_here(article));
            if self.is_new(Subject::Response(response.id))? {
                self.detail(Change::ResponseRecorded { response });
            }
        }
        for mut piece in evidence {
            if let EvidenceMatter::Passage { article, .. } = &mut piece.matter {
                *article = self.article_here(*article);
            }
            piece.source = piece.source.map(|party| self.party_here(party));
            if self.is_new(Subject::Evidence(piece.id))? {
                self.detail(Change::EvidenceAttached { evidence: piece });
            }
        }
        let here = assessments::history(self.conn, id)?;
        let mut known: BTreeSet<_> = here.iter().map(|mark| mark.id).collect();
        for assessment in history {
            if known.contains(&assessment.id) {
                self.imported.already_here += 1;
            } else if here.last().is_some_and(|latest| assessment.at < latest.at) {
                // The newest mark in the journal decides; an older one coming later would decide wrongly.
                self.imported.older_marks += 1;
            } else {
                known.insert(assessment.id);
                self.detail(Change::ClaimAssessed { assessment });
            }
        }
        // A mark that was left out takes its reviews with it.
        for review in reviews.into_iter().filter(|review| known.contains(&review.assessment)) {
            if self.is_new(Subject::Review(review.id))? {
                self.detail(Change::ReviewRecorded { review });
            }
        }
        for check in elsewhere {
            self.fact_check(id, check)?;
        }
        // Work on a claim that is known here goes on here.
        if is_new && work != Work::default() {
            self.detail(Change::WorkSet { claim: id, from: Work::default(), to: work });
        }
        Ok(())
    }

    /// Notes `check`, unless it is here under whatever id, and that it is of `claim`.
    fn fact_check(&mut self, claim: ClaimId, check: FactCheck) -> Result<()> {
        let coming = self.changes.iter().find_map(|change| match change {
            Change::FactCheckNoted { check: other } if other.is_same(&check) => Some(other.id),
            _ => None,
        });
        let known = match coming {
            Some(id) => Some(id),
            None => {
                let here = fact_checks::newest(self.conn, u32::MAX)?;
                here.iter().find(|other| other.is_same(&check)).map(|other| other.id)
            }
        };
        let check = match known {
            Some(id) => id,
            None => {
                let id = check.id;
                if self.is_new(Subject::FactCheck(id))? {
                    self.detail(Change::FactCheckNoted { check });
                }
                id
            }
        };
        if fact_checks::is_tied(self.conn, claim, check)? {
            self.imported.already_here += 1;
        } else {
            self.detail(Change::FactCheckTied { claim, check });
        }
        Ok(())
    }

    /// What two claims are to each other here stays so.
    fn relation(&mut self, relation: Relation) -> Result<()> {
        if relations::between(self.conn, relation.first, relation.second)?.is_some() {
            self.imported.already_here += 1;
        } else {
            self.detail(Change::ClaimsRelated { relation });
        }
        Ok(())
    }

    fn detail(&mut self, change: Change) {
        self.imported.details += 1;
        self.changes.push(change);
    }

    fn appearance_here(&self, mut appearance: Appearance) -> Appearance {
        appearance.article = self.article_here(appearance.article);
        let attribution = &mut appearance.attribution;
        attribution.claimant = attribution.claimant.map(|party| self.party_here(party));
        attribution.relayed_by = attribution.relayed_by.map(|party| self.party_here(party));
        appearance
    }

    /// Files what came in: in the investigation of this id, or else of this name, or else in a new one.
    fn filed(&mut self, investigation: Investigation, filed: Vec<Filed>, events: Vec<Event>) -> Result<()> {
        let subject = Subject::Investigation(investigation.id);
        let here = match sight(self.conn, subject)? {
            Some(true) => investigations::by_id(self.conn, investigation.id)?,
            Some(false) => {
                self.changes.push(Change::Restored { subject });
                investigations::by_id(self.conn, investigation.id)?
            }
            None => match investigations::named(self.conn, &investigation.name)? {
                Some(here) => here,
                None => {
                    self.changes.push(Change::InvestigationOpened { investigation: investigation.clone() });
                    investigation
                }
            },
        };
        for item in filed {
            let item = match item {
                Filed::Article(article) => Filed::Article(self.article_here(article)),
                Filed::Claim(claim) => Filed::Claim(claim),
            };
            if !investigations::is_filed(self.conn, here.id, item)? {
                self.changes.push(Change::ItemFiled { investigation: here.id, item });
            }
        }
        for event in events {
            if self.is_new(Subject::Event(event.id))? {
                self.detail(Change::EventRecorded { event: Event { investigation: here.id, ..event } });
            }
        }
        self.imported.investigation = Some(here.name);
        Ok(())
    }
}

//! Opening investigations and filing articles and claims in them.

use database::{investigations, revisions};
use domain::{ArticleId, Change, ClaimId, Filed, Investigation, InvestigationId, Subject};

use crate::{Error, Result, Workbench, views::InvestigationView};

impl Workbench {
    /// All investigations, by name.
    pub fn investigations(&self) -> Result<Vec<InvestigationView>> {
        self.workspace
            .read(|conn| {
                let mut shown = Vec::new();
                for Investigation { id, name, question } in investigations::all(conn)? {
                    let (articles, claims) = (Vec::new(), Vec::new());
                    let claim_count = investigations::claim_count(conn, id)?;
                    let mut view = InvestigationView { id, name, question, articles, claims, claim_count };
                    for item in investigations::items(conn, id)? {
                        match item {
                            Filed::Article(article) => view.articles.push(article),
                            Filed::Claim(claim) => view.claims.push(claim),
                        }
                    }
                    shown.push(view);
                }
                Ok(shown)
            })
            .map_err(Error::from)
    }

    /// The investigation of this name.
    pub fn investigation_named(&self, name: &str) -> Result<Investigation> {
        let found = self.workspace.read(|conn| investigations::named(conn, name.trim()))?;
        found.ok_or_else(|| Error::NoInvestigation { name: name.trim().to_owned() })
    }

    /// Opens an investigation.
    pub fn open_investigation(&self, name: &str, question: &str) -> Result<InvestigationId> {
        let id = InvestigationId(self.clock.uuid());
        let investigation = Investigation::new(id, name, question)?;
        if self.workspace.read(|conn| investigations::named(conn, &investigation.name))?.is_some() {
            return Err(Error::NameTaken { name: investigation.name });
        }
        self.commit(vec![Change::InvestigationOpened { investigation }])?;
        Ok(id)
    }

    /// Changes an investigation's name and question.
    pub fn refine_investigation(&self, id: InvestigationId, name: &str, question: &str) -> Result<()> {
        let from = self.workspace.read(|conn| investigations::by_id(conn, id))?;
        let to = Investigation::new(id, name, question)?;
        if from == to { Ok(()) } else { self.commit(vec![Change::InvestigationRefined { from, to }]) }
    }

    /// Puts an article into an investigation with all copies of its page; its claims come with it.
    pub fn file_article(&self, investigation: InvestigationId, article: ArticleId) -> Result<()> {
        self.file(investigation, Filed::Article(article), true)
    }

    /// Takes an article, and all copies of its page, out of an investigation.
    pub fn unfile_article(&self, investigation: InvestigationId, article: ArticleId) -> Result<()> {
        self.file(investigation, Filed::Article(article), false)
    }

    /// Puts a claim into an investigation by itself.
    pub fn file_claim(&self, investigation: InvestigationId, claim: ClaimId) -> Result<()> {
        self.file(investigation, Filed::Claim(claim), true)
    }

    /// Puts each of `claims` into an investigation by itself: one action, or nothing.
    pub fn file_claims(&self, investigation: InvestigationId, claims: &[ClaimId]) -> Result<()> {
        let filed = self.workspace.read(|conn| investigations::items(conn, investigation))?;
        let items = claims.iter().map(|claim| Filed::Claim(*claim)).filter(|item| !filed.contains(item));
        let changes: Vec<Change> = items.map(|item| Change::ItemFiled { investigation, item }).collect();
        if changes.is_empty() { Ok(()) } else { self.commit(changes) }
    }

    /// Takes a claim that was filed by itself out of an investigation.
    pub fn unfile_claim(&self, investigation: InvestigationId, claim: ClaimId) -> Result<()> {
        self.file(investigation, Filed::Claim(claim), false)
    }

    /// Files `item` or takes it out; all copies of a page together.
    fn file(&self, investigation: InvestigationId, item: Filed, wanted: bool) -> Result<()> {
        let (filed, copies) = self.workspace.read(|conn| {
            let copies = match item {
                Filed::Article(article) => revisions::copies(conn, article)?,
                Filed::Claim(_) => Vec::new(),
            };
            Ok((investigations::items(conn, investigation)?, copies))
        })?;
        let copies = copies.into_iter().map(|copy| Filed::Article(copy.article)).filter(|copy| *copy != item);
        let changed = [item].into_iter().chain(copies).filter(|item| filed.contains(item) != wanted);
        let changes: Vec<Change> = changed
            .map(|item| match wanted {
                true => Change::ItemFiled { investigation, item },
                false => Change::ItemUnfiled { investigation, item },
            })
            .collect();
        if changes.is_empty() { Ok(()) } else { self.commit(changes) }
    }

    /// Takes an investigation out of sight; what is filed in it stays.
    pub fn remove_investigation(&self, id: InvestigationId) -> Result<()> {
        self.commit(vec![Change::Removed { subject: Subject::Investigation(id) }])
    }
}

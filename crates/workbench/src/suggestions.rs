//! Proposing the claims of an article. Nothing is recorded: an analyst accepts or dismisses them.

use std::{path::Path, sync::atomic::AtomicBool};

use analysis::proposals::{self, Source};
use chrono::NaiveDate;
use database::{Connection, appearances, articles, dismissals, responses};
use domain::{
    Appearance, Article, ArticleId, Attribution, Block, Change, Claim, ClaimId, Dated, Heard, Suggestion, TextRange,
    Told,
};
use fetch::Model;
use serde::Serialize;

use crate::{
    Error, Result, Workbench,
    proposals::{inquire, proposer},
    reading,
    revisions::{self, Carried},
    views::Asked,
    worker::Reader,
};

/// An article and the claims it makes, as they are told to another program.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposed {
    /// What was read.
    pub article: ProposedIn,
    /// What it claims, in its order.
    pub suggestions: Vec<Told>,
    /// What became of asking a model, when one was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked: Option<Asked>,
}

/// The article that suggestions count their offsets in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the fields are those of Article")]
pub struct ProposedIn {
    pub title: String,
    pub published: Option<NaiveDate>,
    pub published_inferred: bool,
    pub language: Option<String>,
    pub text: String,
}

impl Workbench {
    /// The claims that an article makes, in its order, and those that models proposed of it.
    pub fn suggestions(&self, id: ArticleId) -> Result<Vec<Suggestion>> {
        let article = self.workspace.read(|conn| articles::by_id(conn, id))?;
        Ok(joined(open(&article, &[]), self.by_models(&article), &[]))
    }

    /// Records the suggestions at `ranges` as claims, with all that was read of them: one action, or nothing.
    pub fn accept_suggestions(&self, article: ArticleId, ranges: &[TextRange]) -> Result<Vec<ClaimId>> {
        let suggestions = self.suggestions(article)?;
        let mut changes = Vec::new();
        let mut recorded = Vec::new();
        for range in ranges {
            let known = suggestions.iter().find(|suggestion| suggestion.passage.range == *range);
            let suggestion = known.cloned().ok_or(Error::NoSuggestion)?;
            recorded.push(self.accepted(article, suggestion, &mut changes)?);
        }
        self.commit(changes)?;
        Ok(recorded)
    }

    /// Puts the claim that `suggestion` proposes into `changes`.
    fn accepted(&self, article: ArticleId, suggestion: Suggestion, changes: &mut Vec<Change>) -> Result<ClaimId> {
        let claim = Claim::new(ClaimId(self.clock.uuid()), &suggestion.statement)?;
        let id = claim.id;
        let appearance = self.made(id, article, suggestion, changes)?;
        changes.push(Change::ClaimRecorded { claim, appearance });
        Ok(id)
    }

    /// The appearance of `claim` in the words of `suggestion`; parties that it names first are added in `changes`.
    fn made(
        &self,
        claim: ClaimId,
        article: ArticleId,
        suggestion: Suggestion,
        changes: &mut Vec<Change>,
    ) -> Result<Appearance> {
        let named = |party: Option<String>| party.unwrap_or_default();
        let attribution = Attribution {
            claimant: self.party_described(&named(suggestion.claimant), &suggestion.described, changes)?,
            relayed_by: self.party_called(&named(suggestion.relayed_by), changes)?,
            ..suggestion.attribution
        };
        let quantities = suggestion.figures.into_iter().map(|figure| figure.quantity).collect();
        let bare = self.appearance(claim, article, suggestion.passage);
        Ok(Appearance { attribution, said: suggestion.said, quantities, ..bare })
    }

    /// The appearance of `claim` in the words at `range`, with all that the article says of them; parties that it names
    /// first are added in `changes`.
    pub(crate) fn appearance_read(
        &self,
        claim: ClaimId,
        article: ArticleId,
        range: TextRange,
        changes: &mut Vec<Change>,
    ) -> Result<Appearance> {
        let passage = self.passage(article, range)?;
        match self.read_at(article, range)? {
            // The analyst's words are kept to the letter; the reading takes whole words.
            Some(read) => self.made(claim, article, Suggestion { passage, ..read }, changes),
            None => Ok(self.appearance(claim, article, passage)),
        }
    }

    /// What `article` says of the words at `range`: who claims them, how and when, and their figures.
    pub(crate) fn read_at(&self, article: ArticleId, range: TextRange) -> Result<Option<Suggestion>> {
        let Article { text, blocks, language, published, .. } = self.stored(article)?;
        Ok(analysis::suggest_at(range, &text, &blocks, language.as_deref(), published.map(|dated| dated.on)))
    }

    /// What the words at `range` of `article` say when they answer a claim; nothing where no words stand.
    pub fn hear(&self, article: ArticleId, range: TextRange) -> Result<Option<Heard>> {
        let Article { text, blocks, language, published, .. } = self.stored(article)?;
        Ok(analysis::hear(range, &text, &blocks, language.as_deref(), published.map(|dated| dated.on)))
    }

    fn stored(&self, article: ArticleId) -> Result<Article> {
        Ok(self.workspace.read(|conn| articles::by_id(conn, article))?)
    }

    /// Dismisses the suggestion at `range`; it stays dismissed until that is undone.
    pub fn dismiss_suggestion(&self, article: ArticleId, range: TextRange) -> Result<()> {
        let passage = self.passage(article, range)?;
        self.commit(vec![Change::PassageDismissed { article, passage }])
    }

    /// An article of the workspace with the claims it makes, and those that `model` proposes beyond what was decided.
    pub fn proposed(&self, id: ArticleId, model: Option<&Model>) -> Result<Proposed> {
        let (article, decided) = self.workspace.read(|conn| Ok((articles::by_id(conn, id)?, decided(conn, id)?)))?;
        let Article { title, published, language, text, blocks, .. } = article;
        told(title, published, language, text, (&blocks, &decided, model))
    }
}

/// The file at `path`, read by `reader` and kept nowhere, with the claims it makes, and those that `model` proposes.
pub fn proposed_in_file(reader: &Reader, path: &Path, model: Option<&Model>) -> Result<Proposed> {
    let (reading, _) = reading::of_file(reader, path)?;
    told(reading.title, reading.published, reading.language, reading.text, (&reading.blocks, &[], model))
}

/// The places in `article` that were decided about: recorded as a claim, recorded as a response, or dismissed.
pub(crate) fn decided(conn: &Connection, article: ArticleId) -> database::Result<Vec<TextRange>> {
    decided_beside(conn, article, &revisions::carried(conn, article)?)
}

/// The same, where it is known what the article has from earlier copies of its page.
pub(crate) fn decided_beside(
    conn: &Connection,
    article: ArticleId,
    carried: &Carried,
) -> database::Result<Vec<TextRange>> {
    let mut places = dismissals::in_article(conn, article)?;
    places.extend(appearances::in_article(conn, article)?.into_iter().map(|(made, _)| made.passage.range));
    // The same words may claim one thing and answer several others: they are decided once.
    for place in responses::places(conn, article)? {
        if !places.contains(&place) {
            places.push(place);
        }
    }
    for place in &carried.decided {
        if !places.contains(place) {
            places.push(*place);
        }
    }
    Ok(places)
}

/// What `article` claims beyond the places that were `decided` about.
pub(crate) fn open(article: &Article, decided: &[TextRange]) -> Vec<Suggestion> {
    let all = suggested(&article.text, &article.blocks, article.language.as_deref(), article.published.as_ref());
    let is_open = |suggestion: &Suggestion| !decided.iter().any(|range| suggestion.is_decided_by(*range));
    all.into_iter().filter(is_open).collect()
}

/// `own` suggestions and those `proposed` beside them that nobody has `decided` about, in the order of the article.
pub(crate) fn joined(own: Vec<Suggestion>, proposed: Vec<Suggestion>, decided: &[TextRange]) -> Vec<Suggestion> {
    let is_open = |suggestion: &Suggestion| !decided.iter().any(|range| suggestion.is_decided_by(*range));
    let mut all = own;
    all.extend(proposed.into_iter().filter(is_open));
    all.sort_by_key(|suggestion| suggestion.passage.range);
    all
}

/// Where the sentences of `article` stand.
pub(crate) fn sentences(article: &Article) -> Vec<TextRange> {
    analysis::duplicates::sentences(&article.text, &article.blocks, article.language.as_deref())
}

fn suggested(text: &str, blocks: &[Block], language: Option<&str>, published: Option<&Dated>) -> Vec<Suggestion> {
    analysis::suggest(text, blocks, language, published.map(|dated| dated.on))
}

fn told(
    title: String,
    published: Option<Dated>,
    language: Option<String>,
    text: String,
    (blocks, decided, model): (&[Block], &[TextRange], Option<&Model>),
) -> Result<Proposed> {
    let mut all = suggested(&text, blocks, language.as_deref(), published.as_ref());
    let on = published.as_ref().map(|dated| dated.on);
    let asked = model
        .map(|model| {
            let source = Source { text: &text, blocks, language: language.as_deref(), published: on };
            let taken = all.iter().map(|one| one.passage.range).chain(decided.iter().copied()).collect();
            let mut kept = Vec::new();
            let never = AtomicBool::new(false);
            let asked = inquire(&source, &title, taken, (model, &never), |_, proposals| kept.extend(proposals))?;
            let proposed = proposals::suggestions(source, &kept, &proposer(model));
            all = joined(std::mem::take(&mut all), proposed, &[]);
            Ok::<_, Error>(asked)
        })
        .transpose()?;
    let suggestions = all.iter().map(Told::from).collect();
    let published_inferred = published.as_ref().is_some_and(Dated::inferred);
    let article = ProposedIn { title, published: on, published_inferred, language, text };
    Ok(Proposed { article, suggestions, asked })
}

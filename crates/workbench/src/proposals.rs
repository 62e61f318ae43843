//! Asking a language model on this machine what else an article claims. Nothing asks by itself, and what comes of it is
//! proposed beside what the rules propose, until the program ends or an analyst decides.

use std::{
    collections::{BTreeSet, HashMap},
    sync::atomic::AtomicBool,
};

use analysis::proposals::{Checked, Proposal, Source, checked, questions, shape, suggestions};
use database::articles;
use domain::{Article, ArticleId, Dated, Proposer, Suggestion, TextRange, Topic};
use fetch::{Model, ModelError};

use crate::{
    Result, Workbench, locked,
    suggestions::{decided, open},
    views::{Asked, Asking},
};

/// What models proposed of each article, and which.
pub(crate) type Proposals = HashMap<ArticleId, Vec<(Proposer, Vec<Proposal>)>>;

impl Workbench {
    /// Asks `model` what else `article` claims, part by part; `told` is called before each part and after the last. What
    /// was proposed until it is cancelled or fails is kept.
    pub fn ask_model(
        &self,
        article: ArticleId,
        model: &Model,
        cancel: &AtomicBool,
        mut told: impl FnMut(Asking),
    ) -> Result<Asked> {
        let (read, mut taken) =
            self.workspace.read(|conn| Ok((articles::by_id(conn, article)?, decided(conn, article)?)))?;
        // Also what the rules propose and was dismissed, so that it does not come back by another door.
        taken.extend(open(&read, &[]).into_iter().chain(self.by_models(&read)).map(|one| one.passage.range));
        let proposer = proposer(model);
        inquire(&source(&read), &read.title, taken, (model, cancel), |asking, proposals| {
            if !proposals.is_empty() {
                self.keep_proposals(article, &proposer, proposals);
                self.tell(&BTreeSet::from([Topic::Articles]));
            }
            told(asking);
        })
    }

    /// What models proposed of `article`.
    pub(crate) fn by_models(&self, article: &Article) -> Vec<Suggestion> {
        let proposals = locked(&self.proposals);
        let kept = proposals.get(&article.id).into_iter().flatten();
        kept.flat_map(|(proposer, proposals)| suggestions(source(article), proposals, proposer)).collect()
    }

    fn keep_proposals(&self, article: ArticleId, proposer: &Proposer, proposals: Vec<Proposal>) {
        let mut kept = locked(&self.proposals);
        let of_article = kept.entry(article).or_default();
        match of_article.iter_mut().find(|(known, _)| known == proposer) {
            Some((_, known)) => known.extend(proposals),
            None => of_article.push((proposer.clone(), proposals)),
        }
    }
}

/// Asks `model` about each part of an article, in turn, until `cancel` becomes true; `step` is given what each part adds.
pub(crate) fn inquire(
    source: &Source<'_>,
    title: &str,
    mut taken: Vec<TextRange>,
    (model, cancel): (&Model, &AtomicBool),
    mut step: impl FnMut(Asking, Vec<Proposal>),
) -> Result<Asked> {
    let questions = questions(title, source.text, source.blocks);
    let parts = u32::try_from(questions.len()).unwrap_or(u32::MAX);
    let mut asked = Asked::default();
    step(Asking { done: 0, parts, proposed: 0 }, Vec::new());
    for (done, question) in (1..).zip(&questions) {
        let answer = match model.ask(question.task, &question.shown, &shape(), cancel) {
            Ok(answer) => answer,
            Err(ModelError::Cancelled) => {
                asked.cancelled = true;
                break;
            }
            Err(error) => return Err(error.into()),
        };
        let found = checked(&answer, question.part, source.text, source.language, &taken);
        asked.unread += u32::from(found.is_none());
        let Checked { kept, absent, known, unfit } = found.unwrap_or_default();
        taken.extend(kept.iter().map(|proposal| proposal.range));
        asked.proposed += u32::try_from(kept.len()).unwrap_or(u32::MAX);
        asked.absent += absent;
        asked.known += known;
        asked.unfit += unfit;
        step(Asking { done, parts, proposed: asked.proposed }, kept);
    }
    Ok(asked)
}

/// Who proposes what `model` does.
pub(crate) fn proposer(model: &Model) -> Proposer {
    Proposer { model: model.name().to_owned(), address: model.endpoint().to_string() }
}

fn source(article: &Article) -> Source<'_> {
    Source {
        text: &article.text,
        blocks: &article.blocks,
        language: article.language.as_deref(),
        published: article.published.as_ref().map(|dated: &Dated| dated.on),
    }
}

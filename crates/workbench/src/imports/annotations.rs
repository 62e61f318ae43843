//! Annotations: the words that somebody marked on a page that is here become a claim, and what was said of them its note.

use std::collections::BTreeMap;

use database::{appearances, articles, evidence};
use documents::Annotation;
use domain::{ArticleId, ClaimId, Marked, Passage, TextRange};

use super::coming::Coming;
use crate::{Result, views::ImportRow};

/// What is known of the pages that annotations are on.
#[derive(Default)]
struct Pages {
    texts: BTreeMap<ArticleId, String>,
    /// The claims made at each place, those that come in too.
    made: BTreeMap<(ArticleId, TextRange), ClaimId>,
}

impl Coming<'_> {
    pub(super) fn annotations(&mut self, annotations: Vec<Annotation>) -> Result<()> {
        let mut pages = Pages::default();
        annotations.into_iter().try_for_each(|annotation| self.annotation(annotation, &mut pages))
    }

    fn annotation(&mut self, annotation: Annotation, pages: &mut Pages) -> Result<()> {
        let Annotation { place, address, exact, prefix, suffix, start, comment, author, created } = annotation;
        if exact.trim().is_empty() {
            self.refuse(&place, "it marks no words of a page");
            return Ok(());
        }
        let Some(article) = self.at_address(&address) else {
            let leads = self.offer(&address, None, None);
            let why = if leads { "load it, and import again" } else { "it names none that could be loaded" };
            self.refuse(&place, format!("the page that it is on is not here: {why}"));
            return Ok(());
        };
        self.look_at(article, pages)?;
        let marked = Marked { exact: &exact, prefix: &prefix, suffix: &suffix, start };
        let passage = match marked.found_in(pages.texts.get(&article).map(String::as_str).unwrap_or_default()) {
            Ok(passage) => passage,
            Err(why) => {
                self.refuse(&place, why);
                return Ok(());
            }
        };
        let shown = ImportRow { place, words: passage.exact.clone(), who: author.clone(), source: Some(address) };
        let note = noted(&comment, author.as_deref(), created.as_deref());
        let before = (self.report.claims, self.report.notes);
        let claim = self.claim_at(article, passage, pages)?;
        if let Some(note) = note
            && !self.is_noted(claim, &note)?
        {
            self.note(claim, note);
        }
        if before == (self.report.claims, self.report.notes) {
            self.report.already_here += 1;
        } else {
            self.shown.push(shown);
        }
        Ok(())
    }

    fn look_at(&self, article: ArticleId, pages: &mut Pages) -> Result<()> {
        if pages.texts.contains_key(&article) {
            return Ok(());
        }
        let (text, made) = self
            .bench
            .workspace
            .read(|conn| Ok((articles::text(conn, article)?, appearances::in_article(conn, article)?)))?;
        pages.texts.insert(article, text);
        pages.made.extend(made.into_iter().map(|(made, _)| ((article, made.passage.range), made.claim)));
        Ok(())
    }

    /// The claim made at these words; one is recorded where there is none.
    fn claim_at(&mut self, article: ArticleId, passage: Passage, pages: &mut Pages) -> Result<ClaimId> {
        let place = (article, passage.range);
        if let Some(known) = pages.made.get(&place) {
            return Ok(*known);
        }
        let statement = passage.exact.clone();
        let claim = self.claim(&statement, (article, passage), |_| {})?.claim;
        pages.made.insert(place, claim);
        Ok(claim)
    }

    fn is_noted(&self, claim: ClaimId, note: &str) -> Result<bool> {
        let known = self.bench.workspace.read(|conn| evidence::of_claim(conn, claim))?;
        let coming = self.changes.iter().filter_map(|change| match change {
            domain::Change::EvidenceAttached { evidence } if evidence.claim == claim => Some(evidence),
            _ => None,
        });
        Ok(known.iter().chain(coming).any(|piece| piece.note == note))
    }
}

/// What was said, by whom and when.
fn noted(comment: &str, author: Option<&str>, created: Option<&str>) -> Option<String> {
    let comment = comment.trim();
    let day = created.and_then(|created| created.get(..10));
    let by: Vec<&str> = author.into_iter().chain(day).collect();
    match (comment.is_empty(), by.is_empty()) {
        (true, _) => None,
        (false, true) => Some(comment.to_owned()),
        (false, false) => Some(format!("{comment} ({})", by.join(", "))),
    }
}

//! Lists of references: what they say in short becomes an article, and what they lead to is offered to be loaded.

use documents::Reference;
use domain::BlockKind;

use super::coming::{Arrival, Coming, Made};
use crate::{Result, views::ImportRow};

impl Coming<'_> {
    pub(super) fn references(&mut self, references: Vec<Reference>) -> Result<()> {
        references.into_iter().try_for_each(|reference| self.reference(reference))
    }

    fn reference(&mut self, reference: Reference) -> Result<()> {
        let Reference { place, own, json, title, authors, publisher, published, url, summary, language } = reference;
        let shown = ImportRow {
            place: place.clone(),
            words: title.clone().unwrap_or_else(|| place.clone()),
            who: authors.first().cloned(),
            source: url.clone().or_else(|| publisher.clone()),
        };
        let known = url.as_deref().and_then(|url| self.at_address(url)).is_some();
        let leads = url.as_deref().is_some_and(|url| self.offer(url, title.as_deref(), published.as_deref()));
        let Some(summary) = summary.filter(|_| !known) else {
            match (known, leads) {
                (true, _) => self.report.already_here += 1,
                (false, true) => self.shown.push(shown),
                (false, false) => self.refuse(&place, "the reference has neither an abstract nor a web address"),
            }
            return Ok(());
        };
        let paragraphs = summary.split("\n\n").map(|part| (BlockKind::Paragraph, part.to_owned())).collect();
        let title = title.unwrap_or_else(|| place.clone());
        let made = Made { title, byline: authors, publisher, published, language, url, blocks: paragraphs };
        if let Arrival::Comes(..) = self.article(&place, own.into_bytes(), json, made)? {
            self.shown.push(shown);
        }
        Ok(())
    }
}

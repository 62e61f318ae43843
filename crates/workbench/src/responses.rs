//! Recording what parties say to a claim. It is theirs alone: it never sets a status.

use database::{articles, responses};
use domain::{ArticleId, Change, ClaimId, Response, ResponseId, ResponseKind, Subject, TextRange};

use crate::{
    Error, Result, Workbench,
    claims::{said, worded},
    views::ResponseInput,
};

impl Workbench {
    /// Records that a party responds to `claim`, in the words at `place` where they stand in an article.
    pub fn record_response(
        &self,
        claim: ClaimId,
        place: Option<(ArticleId, TextRange)>,
        input: &ResponseInput,
    ) -> Result<ResponseId> {
        let id = ResponseId(self.clock.uuid());
        let mut changes = Vec::new();
        let party = self.party_called(&input.party, &mut changes)?.ok_or(Error::NoParty)?;
        let note = worded(&input.note).unwrap_or_default();
        if input.kind == ResponseKind::HasNotResponded && place.is_none() && note.is_empty() {
            return Err(Error::NotAsked);
        }
        let published = match place {
            Some((article, _)) => self.workspace.read(|conn| articles::by_id(conn, article))?.published,
            None => None,
        };
        let response = Response {
            id,
            claim,
            party,
            kind: input.kind,
            article: place.map(|(article, _)| article),
            passage: place.map(|(article, range)| self.passage(article, range)).transpose()?,
            said: said(&input.said, None, published.map(|dated| dated.on))?,
            relayed_by: self.party_called(&input.relayed_by, &mut changes)?,
            note,
        };
        changes.push(Change::ResponseRecorded { response });
        self.commit(changes)?;
        Ok(id)
    }

    /// Takes a response out of sight.
    pub fn remove_response(&self, id: ResponseId) -> Result<()> {
        self.workspace.read(|conn| responses::by_id(conn, id))?;
        self.commit(vec![Change::Removed { subject: Subject::Response(id) }])
    }
}

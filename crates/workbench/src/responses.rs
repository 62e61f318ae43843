//! Recording what parties say to a claim. It is theirs alone: it never sets a status.

use database::{Connection, articles, parties, responses};
use domain::{ArticleId, Asked, Change, ClaimId, Response, ResponseId, ResponseKind, Subject, TextRange};

use crate::{
    Error, Result, Workbench,
    claims::{day, said, worded},
    parties::known_as,
    views::{AskedView, ResponseInput, ResponseView},
};

impl Workbench {
    /// Records that a party responds to `claim`, in the words at `place` where they stand in an article.
    pub fn record_response(
        &self,
        claim: ClaimId,
        place: Option<(ArticleId, TextRange)>,
        input: &ResponseInput,
    ) -> Result<ResponseId> {
        let mut changes = Vec::new();
        let party = self.party_called(&input.party, &mut changes)?.ok_or(Error::NoParty)?;
        let blank = Response {
            id: ResponseId(self.clock.uuid()),
            claim,
            party,
            kind: input.kind,
            article: place.map(|(article, _)| article),
            passage: place.map(|(article, range)| self.passage(article, range)).transpose()?,
            said: None,
            relayed_by: None,
            note: String::new(),
            answers: input.answers,
            asked: None,
        };
        let response = self.response_of(blank, input, &mut changes)?;
        let id = response.id;
        changes.push(Change::ResponseRecorded { response });
        self.commit(changes)?;
        Ok(id)
    }

    /// Refines what is known of a response; its words stay.
    pub fn refine_response(&self, id: ResponseId, input: &ResponseInput) -> Result<()> {
        let from = self.workspace.read(|conn| responses::by_id(conn, id))?;
        let mut changes = Vec::new();
        let party = self.party_kept(Some(from.party), &input.party, &mut changes)?.ok_or(Error::NoParty)?;
        let to = self.response_of(Response { party, ..from.clone() }, input, &mut changes)?;
        if from == to {
            return Ok(());
        }
        changes.push(Change::ResponseRefined { from: Box::new(from), to: Box::new(to) });
        self.commit(changes)
    }

    /// What is known of a response, as it would be typed.
    pub fn response_input(&self, id: ResponseId) -> Result<ResponseInput> {
        let (response, party, relayed_by) = self.workspace.read(|conn| {
            let response = responses::by_id(conn, id)?;
            let party = parties::head(conn, response.party)?.name;
            let relayed_by = known_as(conn, response.relayed_by)?;
            Ok((response, party, relayed_by))
        })?;
        let typed = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let asked = response.asked.unwrap_or(Asked { by: String::new(), on: None, until: None });
        Ok(ResponseInput {
            party,
            kind: response.kind,
            said: response.said.map(|said| said.as_written).unwrap_or_default(),
            relayed_by: relayed_by.unwrap_or_default(),
            note: response.note,
            answers: response.answers,
            asked_by: asked.by,
            asked_on: typed(asked.on),
            asked_until: typed(asked.until),
        })
    }

    /// The claim that the response is to.
    pub fn response_claim(&self, id: ResponseId) -> Result<ClaimId> {
        Ok(self.workspace.read(|conn| responses::by_id(conn, id))?.claim)
    }

    /// What `input` makes of `before`, whose party is known; one that relays it is first added in `changes`.
    fn response_of(&self, before: Response, input: &ResponseInput, changes: &mut Vec<Change>) -> Result<Response> {
        let published = match before.article {
            Some(article) => self.workspace.read(|conn| articles::by_id(conn, article))?.published,
            None => None,
        };
        let note = worded(&input.note).unwrap_or_default();
        let (by, on, until) = (input.asked_by.trim(), day(&input.asked_on)?, day(&input.asked_until)?);
        let is_asked = !by.is_empty() || on.is_some() || until.is_some();
        let asked = is_asked.then(|| Asked { by: by.to_owned(), on, until });
        let is_silent = input.kind == ResponseKind::HasNotResponded;
        if is_silent && before.passage.is_none() && note.is_empty() && asked.is_none() {
            return Err(Error::NotAsked);
        }
        Ok(Response {
            kind: input.kind,
            said: said(&input.said, before.said.as_ref(), published.map(|dated| dated.on))?,
            relayed_by: self.party_kept(before.relayed_by, &input.relayed_by, changes)?,
            note,
            answers: input.answers,
            asked,
            ..before
        })
    }

    /// Takes a response out of sight.
    pub fn remove_response(&self, id: ResponseId) -> Result<()> {
        self.workspace.read(|conn| responses::by_id(conn, id))?;
        self.commit(vec![Change::Removed { subject: Subject::Response(id) }])
    }
}

/// The response as it is shown.
pub(crate) fn response_view(conn: &Connection, response: Response) -> database::Result<ResponseView> {
    let article_title = response.article.map(|article| articles::title(conn, article)).transpose()?;
    let party = parties::head(conn, response.party)?;
    Ok(ResponseView {
        id: response.id,
        party: party.name,
        party_id: party.id,
        kind: response.kind,
        article: response.article,
        article_title,
        range: response.passage.as_ref().map(|passage| passage.range),
        exact: response.passage.map(|passage| passage.exact),
        said: response.said.map(Into::into),
        relayed_by: known_as(conn, response.relayed_by)?,
        note: response.note,
        answers: response.answers,
        asked: response.asked.map(asked),
    })
}

pub(crate) fn asked(asked: Asked) -> AskedView {
    let Asked { by, on, until } = asked;
    AskedView { by, on, until }
}

//! Recording claims and refining what is known of them.

use database::{appearances, articles, claims, parties};
use domain::{
    Appearance, AppearanceId, ArticleId, Attribution, Change, Claim, ClaimId, Cue, Moment, Party, PartyId, PartyKind,
    Passage, Quantity, Refinement, Subject, TextRange,
};

use crate::{
    Error, Result, Workbench,
    views::{
        AppearanceView, ClaimQuery, ClaimRow, ClaimView, EvidenceView, PartyRow, QuantityInput, RefinementInput,
        ResponseView,
    },
};

/// Rows that a list of claims shows at most.
pub const MOST_CLAIMS: u32 = 500;

/// Parties that completion offers at most.
const PARTIES: u32 = 20;

impl Workbench {
    /// Records the words at `range` as a claim made there; they are its statement unless one is given.
    pub fn record_claim(&self, article: ArticleId, range: TextRange, statement: Option<&str>) -> Result<ClaimId> {
        self.record_refined_claim(article, range, statement, &RefinementInput::default())
    }

    /// Records a claim together with what is known of its source, time and figures: one action, or nothing.
    pub fn record_refined_claim(
        &self,
        article: ArticleId,
        range: TextRange,
        statement: Option<&str>,
        input: &RefinementInput,
    ) -> Result<ClaimId> {
        let passage = self.passage(article, range)?;
        let claim = Claim::new(ClaimId(self.clock.uuid()), statement.unwrap_or(&passage.exact))?;
        let id = claim.id;
        let mut appearance = self.appearance(id, article, passage);
        let mut changes = Vec::new();
        let to = self.refined(&appearance, input, &mut changes)?;
        appearance.attribution = to.attribution;
        appearance.said = to.said;
        appearance.quantities = to.quantities;
        changes.push(Change::ClaimRecorded { claim, appearance });
        self.commit(changes)?;
        Ok(id)
    }

    /// Records the words at `range` as another appearance of `claim`.
    pub fn add_appearance(&self, claim: ClaimId, article: ArticleId, range: TextRange) -> Result<AppearanceId> {
        let appearance = self.appearance(claim, article, self.passage(article, range)?);
        let id = appearance.id;
        self.commit(vec![Change::AppearanceRecorded { appearance }])?;
        Ok(id)
    }

    /// Takes an appearance out of sight.
    pub fn remove_appearance(&self, appearance: AppearanceId) -> Result<()> {
        self.commit(vec![Change::Removed { subject: Subject::Appearance(appearance) }])
    }

    pub(crate) fn appearance(&self, claim: ClaimId, article: ArticleId, passage: Passage) -> Appearance {
        Appearance {
            id: AppearanceId(self.clock.uuid()),
            claim,
            article,
            passage,
            attribution: Attribution::default(),
            said: None,
            quantities: Vec::new(),
        }
    }

    /// The passage at `range` of `article`.
    pub(crate) fn passage(&self, article: ArticleId, range: TextRange) -> Result<Passage> {
        let text = self.workspace.read(|conn| articles::text(conn, article))?;
        Ok(Passage::cut(&text, range)?)
    }

    /// Rewords a claim's statement.
    pub fn reword_claim(&self, claim: ClaimId, statement: &str) -> Result<()> {
        let from = self.workspace.read(|conn| claims::by_id(conn, claim))?.statement;
        let to = Claim::worded(statement)?;
        if from == to { Ok(()) } else { self.commit(vec![Change::ClaimReworded { claim, from, to }]) }
    }

    /// Refines what an appearance says of its source, time and figures.
    pub fn refine_appearance(&self, appearance: AppearanceId, input: &RefinementInput) -> Result<()> {
        let before = self.workspace.read(|conn| appearances::by_id(conn, appearance))?;
        let mut changes = Vec::new();
        let to = self.refined(&before, input, &mut changes)?;
        let from = Refinement { attribution: before.attribution, said: before.said, quantities: before.quantities };
        if from == to {
            return Ok(());
        }
        changes.push(Change::AppearanceRefined { appearance, from: Box::new(from), to: Box::new(to) });
        self.commit(changes)
    }

    /// What `input` makes of `before`; parties that it names first are added in `changes`.
    fn refined(&self, before: &Appearance, input: &RefinementInput, changes: &mut Vec<Change>) -> Result<Refinement> {
        let published = self.workspace.read(|conn| articles::by_id(conn, before.article))?.published;
        let cue = worded(&input.cue).map(|exact| match &before.attribution.cue {
            Some(known) if known.exact == exact => known.clone(),
            _ => Cue { exact, range: None },
        });
        Ok(Refinement {
            attribution: Attribution {
                claimant: self.party_called(&input.claimant, changes)?,
                as_written: worded(&input.as_written),
                cue,
                quotation: input.quotation,
                relayed_by: self.party_called(&input.relayed_by, changes)?,
                hedge: worded(&input.hedge),
            },
            said: said(&input.said, before.said.as_ref(), published.map(|dated| dated.on))?,
            quantities: quantities(input)?,
        })
    }

    /// What is known of an appearance's source, time and figures, as it would be typed.
    pub fn refinement(&self, appearance: AppearanceId) -> Result<RefinementInput> {
        let (made, claimant, relayed_by) = self.workspace.read(|conn| {
            let made = appearances::by_id(conn, appearance)?;
            let named = |party: Option<PartyId>| {
                party.map_or(Ok(String::new()), |party| parties::by_id(conn, party).map(|party| party.name))
            };
            let (claimant, relayed_by) = (named(made.attribution.claimant)?, named(made.attribution.relayed_by)?);
            Ok((made, claimant, relayed_by))
        })?;
        Ok(RefinementInput {
            claimant,
            as_written: made.attribution.as_written.unwrap_or_default(),
            cue: made.attribution.cue.map(|cue| cue.exact).unwrap_or_default(),
            quotation: made.attribution.quotation,
            relayed_by,
            hedge: made.attribution.hedge.unwrap_or_default(),
            said: made.said.map(|said| said.as_written).unwrap_or_default(),
            quantities: made.quantities.into_iter().map(typed).collect(),
        })
    }

    /// The party called `name`; one is added in `changes` when nobody is.
    pub(crate) fn party_called(&self, name: &str, changes: &mut Vec<Change>) -> Result<Option<PartyId>> {
        let Some(name) = worded(name) else { return Ok(None) };
        if let Some(party) = self.workspace.read(|conn| parties::called(conn, &name))? {
            return Ok(Some(party.id));
        }
        let added = changes.iter().find_map(|change| match change {
            Change::PartyAdded { party } if party.is_called(&name) => Some(party.id),
            _ => None,
        });
        Ok(Some(added.unwrap_or_else(|| {
            let id = PartyId(self.clock.uuid());
            let party = Party { id, name, aliases: Vec::new(), kind: PartyKind::Unspecified, speaks_for: None };
            changes.push(Change::PartyAdded { party });
            id
        })))
    }

    /// Takes a claim out of sight.
    pub fn remove_claim(&self, claim: ClaimId) -> Result<()> {
        self.commit(vec![Change::Removed { subject: Subject::Claim(claim) }])
    }

    /// The claims that `query` asks for, the newest first, at most 500.
    pub fn claims(&self, query: ClaimQuery) -> Result<Vec<ClaimRow>> {
        let ClaimQuery { status, claimant, article, from, to, text } = query;
        let filter =
            claims::ClaimFilter { status, claimant, article, said_from: from, said_to: to, text, limit: MOST_CLAIMS };
        let rows = self.workspace.read(|conn| claims::listing(conn, &filter))?;
        Ok(rows
            .into_iter()
            .map(|row| ClaimRow {
                id: row.claim.id,
                statement: row.claim.statement,
                status: row.status,
                claimant: row.claimant.map(|party| party.name),
                article: row.first_article,
                article_title: row.article_title,
                articles: row.articles,
                evidence: row.evidence,
                dated: row.dated,
            })
            .collect())
    }

    /// The claim with all that is known of it.
    pub fn claim(&self, id: ClaimId) -> Result<ClaimView> {
        self.workspace
            .read(|conn| {
                let claim = claims::by_id(conn, id)?;
                let named = |party: Option<PartyId>| {
                    party.map(|party| parties::by_id(conn, party).map(|party| party.name)).transpose()
                };
                let mut shown = Vec::new();
                for Appearance { id, article, passage, attribution, said, quantities, .. } in
                    appearances::of_claim(conn, claim.id)?
                {
                    let source = articles::by_id(conn, article)?;
                    shown.push(AppearanceView {
                        id,
                        article,
                        article_title: source.title,
                        publisher: source.publisher,
                        language: source.language,
                        range: passage.range,
                        exact: passage.exact,
                        claimant: named(attribution.claimant)?,
                        as_written: attribution.as_written,
                        cue: attribution.cue.map(|cue| cue.exact),
                        quotation: attribution.quotation,
                        relayed_by: named(attribution.relayed_by)?,
                        hedge: attribution.hedge,
                        said: said.map(Into::into),
                        quantities,
                    });
                }
                let mut evidence = Vec::new();
                for piece in database::evidence::of_claim(conn, id)? {
                    let article_title = match &piece.matter {
                        domain::EvidenceMatter::Passage { article, .. } => Some(articles::by_id(conn, *article)?.title),
                        _ => None,
                    };
                    evidence.push(EvidenceView {
                        id: piece.id,
                        matter: piece.matter,
                        article_title,
                        stance: piece.stance,
                        note: piece.note,
                    });
                }
                let mut answered = Vec::new();
                for response in database::responses::of_claim(conn, id)? {
                    let article_title = match response.article {
                        Some(article) => Some(articles::by_id(conn, article)?.title),
                        None => None,
                    };
                    answered.push(ResponseView {
                        id: response.id,
                        party: parties::by_id(conn, response.party)?.name,
                        kind: response.kind,
                        article: response.article,
                        article_title,
                        range: response.passage.as_ref().map(|passage| passage.range),
                        exact: response.passage.map(|passage| passage.exact),
                        said: response.said.map(Into::into),
                        relayed_by: named(response.relayed_by)?,
                        note: response.note,
                    });
                }
                let history = database::assessments::history(conn, id)?;
                Ok(ClaimView {
                    id,
                    statement: claim.statement,
                    status: domain::Status::standing(&history),
                    appearances: shown,
                    responses: answered,
                    evidence,
                    history: history.into_iter().rev().map(Into::into).collect(),
                    investigations: database::investigations::holding(conn, id)?,
                })
            })
            .map_err(Error::from)
    }

    /// The claim that `appearance` is of.
    pub fn appearance_claim(&self, appearance: AppearanceId) -> Result<ClaimId> {
        Ok(self.workspace.read(|conn| appearances::by_id(conn, appearance))?.claim)
    }

    /// The parties whose name or alias starts with `prefix`, at most 20.
    pub fn parties(&self, prefix: &str) -> Result<Vec<PartyRow>> {
        let rows = self.workspace.read(|conn| parties::containing(conn, prefix.trim(), PARTIES))?;
        Ok(rows.into_iter().map(|Party { id, name, aliases, kind, .. }| PartyRow { id, name, aliases, kind }).collect())
    }
}

/// `text` without outer white space, when anything is left.
pub(crate) fn worded(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The moment that `typed` means in an article of that publication date; the one known before when the words are.
pub(crate) fn said(
    typed: &str,
    known: Option<&Moment>,
    published: Option<chrono::NaiveDate>,
) -> Result<Option<Moment>> {
    let Some(typed) = worded(typed) else { return Ok(None) };
    if let Some(known) = known.filter(|known| known.as_written == typed) {
        return Ok(Some(known.clone()));
    }
    match analysis::moments::moment(&typed, published) {
        Some(moment) => Ok(Some(moment)),
        None => Err(Error::NotAMoment { given: typed, dated: published.is_some() }),
    }
}

fn quantities(input: &RefinementInput) -> Result<Vec<Quantity>> {
    let checked = input
        .quantities
        .iter()
        .map(|typed| Quantity::new(&typed.value, Some(&typed.high), typed.bound, Some(&typed.unit), &typed.counted));
    Ok(checked.collect::<std::result::Result<_, _>>()?)
}

fn typed(quantity: Quantity) -> QuantityInput {
    QuantityInput {
        value: quantity.value,
        high: quantity.high.unwrap_or_default(),
        bound: quantity.bound,
        unit: quantity.unit.unwrap_or_default(),
        counted: quantity.counted,
    }
}

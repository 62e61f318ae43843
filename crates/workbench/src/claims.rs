//! Recording claims and refining what is known of them.

use database::{appearances, articles, claims, parties};
use domain::{
    Appearance, AppearanceId, ArticleId, Attribution, Change, Claim, ClaimId, Cue, Moment, Party, PartyId, PartyKind,
    Passage, Quantity, Refinement, Subject, TextRange,
};

use crate::{
    Error, Result, Workbench,
    views::{AppearanceView, ClaimQuery, ClaimRow, ClaimView, EvidenceView, PartyRow, RefinementInput, SaidView},
};

/// Rows that a list of claims shows at most.
const CLAIMS: u32 = 500;

/// Parties that completion offers at most.
const PARTIES: u32 = 20;

impl Workbench {
    /// Records the words at `range` as a claim made there; they are its statement unless one is given.
    pub fn record_claim(&self, article: ArticleId, range: TextRange, statement: Option<&str>) -> Result<ClaimId> {
        let passage = self.passage(article, range)?;
        let claim = Claim::new(ClaimId(self.clock.uuid()), statement.unwrap_or(&passage.exact))?;
        let id = claim.id;
        let appearance = self.appearance(id, article, passage);
        self.commit(vec![Change::ClaimRecorded { claim, appearance }])?;
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

    fn appearance(&self, claim: ClaimId, article: ArticleId, passage: Passage) -> Appearance {
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
        let published = self.workspace.read(|conn| articles::by_id(conn, before.article))?.published;
        let from = Refinement { attribution: before.attribution, said: before.said, quantities: before.quantities };
        let mut changes = Vec::new();
        let claimant = self.party_called(&input.claimant, &mut changes)?;
        let relayed_by = self.party_called(&input.relayed_by, &mut changes)?;
        let cue = worded(&input.cue).map(|exact| match &from.attribution.cue {
            Some(known) if known.exact == exact => known.clone(),
            _ => Cue { exact, range: None },
        });
        let to = Refinement {
            attribution: Attribution {
                claimant,
                as_written: worded(&input.as_written),
                cue,
                quotation: input.quotation,
                relayed_by,
                hedge: worded(&input.hedge),
            },
            said: said(&input.said, from.said.as_ref(), published.map(|dated| dated.on))?,
            quantities: quantities(input)?,
        };
        if from == to {
            return Ok(());
        }
        changes.push(Change::AppearanceRefined { appearance, from: Box::new(from), to: Box::new(to) });
        self.commit(changes)
    }

    /// The party called `name`; one is added in `changes` when nobody is.
    fn party_called(&self, name: &str, changes: &mut Vec<Change>) -> Result<Option<PartyId>> {
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
            claims::ClaimFilter { status, claimant, article, said_from: from, said_to: to, text, limit: CLAIMS };
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
                        said: said.map(|Moment { as_written, interval, precision, rule }| SaidView {
                            as_written,
                            interval,
                            precision,
                            rule,
                        }),
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
                let history = database::assessments::history(conn, id)?;
                Ok(ClaimView {
                    id,
                    statement: claim.statement,
                    status: domain::Status::standing(&history),
                    appearances: shown,
                    evidence,
                    history: history.into_iter().rev().map(Into::into).collect(),
                    investigations: database::investigations::holding(conn, id)?,
                })
            })
            .map_err(Error::from)
    }

    /// The parties whose name or alias starts with `prefix`, at most 20.
    pub fn parties(&self, prefix: &str) -> Result<Vec<PartyRow>> {
        let rows = self.workspace.read(|conn| parties::containing(conn, prefix.trim(), PARTIES))?;
        Ok(rows.into_iter().map(|Party { id, name, aliases, kind, .. }| PartyRow { id, name, aliases, kind }).collect())
    }
}

/// `text` without outer white space, when anything is left.
fn worded(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The moment that `typed` means in an article of that publication date; the one known before when the words are.
fn said(typed: &str, known: Option<&Moment>, published: Option<chrono::NaiveDate>) -> Result<Option<Moment>> {
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

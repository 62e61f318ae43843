//! Recording claims and refining what is known of them.

use chrono::NaiveDate;
use database::{Veil, appearances, articles, claims};
use domain::{
    Appearance, AppearanceId, ArticleId, Attribution, Change, Claim, ClaimId, Cue, Moment, Passage, Quantity,
    Refinement, Subject, TextRange,
};

use crate::{
    Error, Result, Workbench,
    parties::known_as,
    veil,
    views::{ClaimColumn, ClaimOrder, ClaimQuery, ClaimRow, QuantityInput, RefinementInput},
};

/// Rows that a list of claims shows at most.
pub const MOST_CLAIMS: u32 = 500;

impl Workbench {
    /// Records the words at `range` as a claim made there, with what the article says of its source, time and figures; they
    /// are its statement unless one is given.
    pub fn record_claim(&self, article: ArticleId, range: TextRange, statement: Option<&str>) -> Result<ClaimId> {
        let passage = self.passage(article, range)?;
        let claim = Claim::new(ClaimId(self.clock.uuid()), statement.unwrap_or(&passage.exact))?;
        let id = claim.id;
        let mut changes = Vec::new();
        let appearance = self.appearance_read(id, article, range, &mut changes)?;
        changes.push(Change::ClaimRecorded { claim, appearance });
        self.commit(changes)?;
        Ok(id)
    }

    /// Records a claim together with what is typed of its source, time and figures: one action, or nothing.
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
        if let Some(read) = self.read_at(article, range)? {
            // What is typed as it was read stays what it was read as: the place of a cue, the days that words stand for.
            appearance.attribution.cue = read.attribution.cue;
            appearance.said = read.said;
            appearance.quantities = read.figures.into_iter().map(|figure| figure.quantity).collect();
        }
        let mut changes = Vec::new();
        let to = self.refined(&appearance, input, &mut changes)?;
        appearance.attribution = to.attribution;
        appearance.said = to.said;
        appearance.quantities = to.quantities;
        changes.push(Change::ClaimRecorded { claim, appearance });
        self.commit(changes)?;
        Ok(id)
    }

    /// Records the words at `range` as another appearance of `claim`, with what the article says of them.
    pub fn add_appearance(&self, claim: ClaimId, article: ArticleId, range: TextRange) -> Result<AppearanceId> {
        let mut changes = Vec::new();
        let appearance = self.appearance_read(claim, article, range, &mut changes)?;
        let id = appearance.id;
        changes.push(Change::AppearanceRecorded { appearance });
        self.commit(changes)?;
        Ok(id)
    }

    /// What the article says of the words at `range`, as it would be typed.
    pub fn refinement_read(&self, article: ArticleId, range: TextRange) -> Result<RefinementInput> {
        self.passage(article, range)?;
        let Some(read) = self.read_at(article, range)? else { return Ok(RefinementInput::default()) };
        let quantities = read.figures.into_iter().map(|figure| figure.quantity).collect();
        let parties = (read.claimant.unwrap_or_default(), read.relayed_by.unwrap_or_default());
        Ok(as_typed(read.attribution, parties, read.said, quantities))
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
            times: Vec::new(),
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
        let from = Refinement::from(before);
        if from == to {
            return Ok(());
        }
        changes.push(Change::AppearanceRefined { appearance, from: Box::new(from), to: Box::new(to) });
        self.commit(changes)
    }

    /// What `input` makes of `before`; parties that it names first are added in `changes`.
    fn refined(&self, before: &Appearance, input: &RefinementInput, changes: &mut Vec<Change>) -> Result<Refinement> {
        let published = self.workspace.read(|conn| articles::by_id(conn, before.article))?.published;
        let published = published.map(|dated| dated.on);
        let cue = worded(&input.cue).map(|exact| match &before.attribution.cue {
            Some(known) if known.exact == exact => known.clone(),
            _ => Cue { exact, range: None },
        });
        Ok(Refinement {
            attribution: Attribution {
                claimant: self.party_kept(before.attribution.claimant, &input.claimant, changes)?,
                as_written: worded(&input.as_written),
                cue,
                quotation: input.quotation,
                relayed_by: self.party_kept(before.attribution.relayed_by, &input.relayed_by, changes)?,
                hedge: worded(&input.hedge),
            },
            said: said(&input.said, before.said.as_ref(), published)?,
            quantities: quantities(input, &before.quantities, published)?,
            times: before.times.clone(),
        })
    }

    /// What is known of an appearance's source, time and figures, as it would be typed.
    pub fn refinement(&self, appearance: AppearanceId) -> Result<RefinementInput> {
        let (made, claimant, relayed_by) = self.workspace.read(|conn| {
            let made = appearances::by_id(conn, appearance)?;
            let named = |party| known_as(conn, party).map(Option::unwrap_or_default);
            let (claimant, relayed_by) = (named(made.attribution.claimant)?, named(made.attribution.relayed_by)?);
            Ok((made, claimant, relayed_by))
        })?;
        Ok(as_typed(made.attribution, (claimant, relayed_by), made.said, made.quantities))
    }

    /// Takes a claim out of sight.
    pub fn remove_claim(&self, claim: ClaimId) -> Result<()> {
        self.commit(vec![Change::Removed { subject: Subject::Claim(claim) }])
    }

    /// The claims that `query` asks for, in its order, at most 500.
    pub fn claims(&self, query: ClaimQuery) -> Result<Vec<ClaimRow>> {
        self.read_seen(|conn, veil| {
            let rows = claims::listing(conn, &filter(query, veil, MOST_CLAIMS))?;
            Ok(rows.into_iter().map(|one| row(one, veil)).collect())
        })
    }

    /// Which claims `query` asks for, all of them, in its order.
    pub fn claim_order(&self, query: ClaimQuery) -> Result<ClaimOrder> {
        let order = self.read_seen(|conn, veil| claims::order(conn, &filter(query, veil, u32::MAX)))?;
        let claims::ClaimOrder { ids, groups } = order;
        Ok(ClaimOrder { ids, groups })
    }

    /// The claims of these ids as a list shows them; one that is gone is left out.
    pub fn claim_rows(&self, ids: &[ClaimId]) -> Result<Vec<ClaimRow>> {
        self.read_seen(|conn, veil| Ok(claims::rows(conn, ids)?.into_iter().map(|one| row(one, veil)).collect()))
    }

    /// The claim that `appearance` is of.
    pub fn appearance_claim(&self, appearance: AppearanceId) -> Result<ClaimId> {
        Ok(self.workspace.read(|conn| appearances::by_id(conn, appearance))?.claim)
    }
}

fn filter(query: ClaimQuery, veil: &Veil, limit: u32) -> claims::ClaimFilter {
    claims::ClaimFilter {
        status: query.status,
        claimant: query.claimant,
        article: query.article,
        investigation: query.investigation,
        work: query.work,
        said_from: query.from,
        said_to: query.to,
        text: query.text,
        grouped: query.grouped.map(column),
        sorted: column(query.sorted),
        ascending: query.ascending,
        veil: veil.clone(),
        limit,
    }
}

fn column(column: ClaimColumn) -> claims::Column {
    match column {
        ClaimColumn::Recorded => claims::Column::Recorded,
        ClaimColumn::Statement => claims::Column::Statement,
        ClaimColumn::Status => claims::Column::Status,
        ClaimColumn::Claimant => claims::Column::Claimant,
        ClaimColumn::Article => claims::Column::Article,
        ClaimColumn::Dated => claims::Column::Dated,
        ClaimColumn::Work => claims::Column::Work,
        ClaimColumn::Articles => claims::Column::Articles,
        ClaimColumn::Evidence => claims::Column::Evidence,
    }
}

/// A claim as the list shows it.
pub(crate) fn row(listing: claims::ClaimListing, veil: &Veil) -> ClaimRow {
    ClaimRow {
        id: listing.claim.id,
        statement: listing.claim.statement,
        status: veil::seen(veil, listing.claim.id, listing.status),
        claimant: listing.claimant.map(|party| party.name),
        article: listing.first_article,
        article_title: listing.article_title,
        articles: listing.articles,
        evidence: listing.evidence,
        dated: listing.dated,
        work: listing.work.state,
        assignee: listing.work.assignee,
        revisit: listing.work.revisit,
    }
}

/// The day that `typed` means, such as 2025-04-09; none when it is blank.
pub(crate) fn day(typed: &str) -> Result<Option<NaiveDate>> {
    worded(typed).map(|day| day.parse().map_err(|_| Error::NotADay { given: day })).transpose()
}

/// `text` without outer white space, when anything is left.
pub(crate) fn worded(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The moment that `typed` means in an article of that publication date; the one known before when the words are.
pub(crate) fn said(typed: &str, known: Option<&Moment>, published: Option<NaiveDate>) -> Result<Option<Moment>> {
    let Some(typed) = worded(typed) else { return Ok(None) };
    if let Some(known) = known.filter(|known| known.as_written == typed) {
        return Ok(Some(known.clone()));
    }
    match analysis::moments::moment(&typed, published) {
        Some(moment) => Ok(Some(moment)),
        None => Err(Error::NotAMoment { given: typed, dated: published.is_some() }),
    }
}

/// The figures that `input` gives; a time that one of those known before has in the same words stays what it was.
fn quantities(input: &RefinementInput, before: &[Quantity], published: Option<NaiveDate>) -> Result<Vec<Quantity>> {
    let known =
        |typed: &str| before.iter().filter_map(|one| one.as_of.as_ref()).find(|time| time.as_written == typed.trim());
    let checked = input.quantities.iter().map(|typed| {
        let (high, unit) = (Some(typed.high.as_str()), Some(typed.unit.as_str()));
        let quantity = Quantity::new(&typed.value, high, typed.bound, unit, &typed.counted)?;
        Ok(Quantity { as_of: said(&typed.as_of, known(&typed.as_of), published)?, ..quantity })
    });
    checked.collect()
}

/// What is known of where a claim is made, as it would be typed; its parties by name.
fn as_typed(
    attribution: Attribution,
    (claimant, relayed_by): (String, String),
    said: Option<Moment>,
    quantities: Vec<Quantity>,
) -> RefinementInput {
    RefinementInput {
        claimant,
        as_written: attribution.as_written.unwrap_or_default(),
        cue: attribution.cue.map(|cue| cue.exact).unwrap_or_default(),
        quotation: attribution.quotation,
        relayed_by,
        hedge: attribution.hedge.unwrap_or_default(),
        said: said.map(|said| said.as_written).unwrap_or_default(),
        quantities: quantities.into_iter().map(typed).collect(),
    }
}

fn typed(quantity: Quantity) -> QuantityInput {
    QuantityInput {
        value: quantity.value,
        high: quantity.high.unwrap_or_default(),
        bound: quantity.bound,
        unit: quantity.unit.unwrap_or_default(),
        counted: quantity.counted,
        as_of: quantity.as_of.map(|moment| moment.as_written).unwrap_or_default(),
    }
}

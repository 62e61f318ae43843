//! Relating claims: they keep their own records and form a family with a shared view.

use std::collections::BTreeMap;

use database::{Connection, Veil, appearances, articles, claims, relations, responses};
use domain::{Appearance, AppearanceId, Bearings, Change, ClaimId, Relation, RelationKind, When, figures};

use crate::{
    Error, Result, Workbench,
    claims::row,
    origins::origins_of,
    parties::known_as,
    responses::response_view,
    veil,
    views::{ConflictView, FamilyResponse, FamilyView, FigureView, RelatedView, RelationView},
};

impl Workbench {
    /// Records what `one` is to `other`, in place of what was known of the two.
    pub fn relate_claims(&self, one: ClaimId, kind: RelationKind, other: ClaimId) -> Result<()> {
        let relation = Relation::between(one, kind, other).ok_or(Error::SameClaim)?;
        let before = self.workspace.read(|conn| {
            claims::by_id(conn, one)?;
            claims::by_id(conn, other)?;
            relations::between(conn, one, other)
        })?;
        if before == Some(relation) {
            return Ok(());
        }
        let taken_back = before.map(|relation| Change::ClaimsUnrelated { relation });
        self.commit(taken_back.into_iter().chain([Change::ClaimsRelated { relation }]).collect())
    }

    /// Takes back what is known of two claims.
    pub fn unrelate_claims(&self, one: ClaimId, other: ClaimId) -> Result<()> {
        let known = self.workspace.read(|conn| relations::between(conn, one, other))?;
        let relation = known.ok_or(Error::NotRelated)?;
        self.commit(vec![Change::ClaimsUnrelated { relation }])
    }

    /// All claims that relations join to `claim`, and what is known of them together.
    pub fn family(&self, claim: ClaimId) -> Result<FamilyView> {
        self.read_seen(|conn, veil| {
            claims::by_id(conn, claim)?;
            let (members, related) = relations::family(conn, claim)?;
            let figures = Figures::of(conn, &members)?;
            // What contradicts a claim does not stand behind it.
            let bearing = related.iter().copied().filter(|relation| relation.kind != RelationKind::Contradicts);
            let alongside = domain::groups(&members, bearing).into_iter().find(|group| group.contains(&claim));
            let shown = |Relation { first, kind, second }| RelationView { first, kind, second };
            Ok(FamilyView {
                claims: claims::rows(conn, &members)?.into_iter().map(|one| row(one, veil)).collect(),
                conflicts: figures.conflicts(conn, &Bearings::of(&related))?,
                figures: figures.alike(conn)?,
                responses: responses_across(conn, &members)?,
                origins: origins_of(conn, &alongside.unwrap_or_default())?,
                relations: related.into_iter().map(shown).collect(),
            })
        })
    }
}

/// What parties say to any of `claims`, the earliest first.
fn responses_across(conn: &Connection, claims: &[ClaimId]) -> database::Result<Vec<FamilyResponse>> {
    let mut said = Vec::new();
    for claim in claims {
        for placed in responses::to_claim(conn, *claim)? {
            let (day, when) = (placed.day, placed.when());
            said.push((day, FamilyResponse { claim: *claim, when, response: response_view(conn, placed.response)? }));
        }
    }
    said.sort_by_key(|(day, _)| *day);
    Ok(said.into_iter().map(|(_, one)| one).collect())
}

/// The figures of several claims, with where each is given.
struct Figures {
    counted: Vec<figures::Counted>,
    made: BTreeMap<AppearanceId, Appearance>,
}

impl Figures {
    fn of(conn: &Connection, claims: &[ClaimId]) -> database::Result<Self> {
        let (mut counted, mut made) = (Vec::new(), BTreeMap::new());
        for claim in claims {
            for appearance in appearances::of_claim(conn, *claim)? {
                let one = |measured| figures::Counted { claim: *claim, appearance: appearance.id, measured };
                counted.extend(measured(conn, &appearance)?.into_iter().map(one));
                made.insert(appearance.id, appearance);
            }
        }
        Ok(Self { counted, made })
    }

    /// Those that cannot both be so, their claims bearing on each other as in `bearings`.
    fn conflicts(&self, conn: &Connection, bearings: &Bearings) -> database::Result<Vec<ConflictView>> {
        let mut found = Vec::new();
        for (one, other) in figures::conflicts(&self.counted, |one, other| bearings.between(one, other)) {
            if let (Some(one), Some(other)) = (self.shown(conn, one)?, self.shown(conn, other)?) {
                found.push(ConflictView { one, other });
            }
        }
        Ok(found)
    }

    /// All of them, like beside like.
    fn alike(&self, conn: &Connection) -> database::Result<Vec<Vec<FigureView>>> {
        let group = |places: Vec<usize>| {
            let shown = places.into_iter().map(|place| self.shown(conn, place));
            shown.filter_map(std::result::Result::transpose).collect::<database::Result<Vec<_>>>()
        };
        figures::alike(&self.counted).into_iter().map(group).collect()
    }

    fn shown(&self, conn: &Connection, place: usize) -> database::Result<Option<FigureView>> {
        let figure = &self.counted[place];
        self.made.get(&figure.appearance).map(|appearance| figure_view(conn, figure, appearance)).transpose()
    }
}

/// The figures of an appearance with what each counts, as its words have it.
pub(crate) fn measured(conn: &Connection, appearance: &Appearance) -> database::Result<Vec<figures::Measured>> {
    if appearance.quantities.is_empty() {
        return Ok(Vec::new());
    }
    let language = articles::language(conn, appearance.article)?;
    Ok(analysis::measured(&appearance.passage.exact, language.as_deref(), &appearance.quantities))
}

fn figure_view(conn: &Connection, figure: &figures::Counted, appearance: &Appearance) -> database::Result<FigureView> {
    Ok(FigureView {
        quantity: figure.measured.quantity.clone(),
        claim: appearance.claim,
        statement: claims::by_id(conn, appearance.claim)?.statement,
        appearance: appearance.id,
        article: appearance.article,
        article_title: articles::title(conn, appearance.article)?,
        claimant: known_as(conn, appearance.attribution.claimant)?,
        said: appearance.said.as_ref().map(When::from),
    })
}

/// The claims that `claim` is related to, as they are shown.
pub(crate) fn related(conn: &Connection, veil: &Veil, claim: ClaimId) -> database::Result<Vec<RelatedView>> {
    let mut shown = Vec::new();
    for relation in relations::of_claim(conn, claim)? {
        let Some((kind, other)) = relation.seen_from(claim) else { continue };
        shown.push(RelatedView {
            kind,
            claim: other,
            statement: claims::by_id(conn, other)?.statement,
            status: veil::seen(veil, other, claims::standing(conn, other)?),
        });
    }
    Ok(shown)
}

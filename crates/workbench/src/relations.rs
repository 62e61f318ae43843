//! Relating claims: they keep their own records and form a family with a shared view.

use std::collections::BTreeMap;

use database::{Connection, Veil, appearances, articles, claims, relations};
use domain::{Appearance, Change, ClaimId, Relation, RelationKind, figures};

use crate::{
    Error, Result, Workbench,
    claims::row,
    parties::known_as,
    veil,
    views::{ConflictView, FamilyView, FigureView, RelatedView, RelationView},
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

    /// All claims that relations join to `claim`, and the figures in them that conflict.
    pub fn family(&self, claim: ClaimId) -> Result<FamilyView> {
        self.read_seen(|conn, veil| {
            claims::by_id(conn, claim)?;
            let (members, related) = relations::family(conn, claim)?;
            let one_matter = related.iter().copied().filter(|relation| relation.kind.is_on_one_matter());
            let mut conflicts = Vec::new();
            for group in domain::groups(&members, one_matter) {
                conflicts.extend(conflicts_among(conn, &group)?);
            }
            let shown = |Relation { first, kind, second }| RelationView { first, kind, second };
            Ok(FamilyView {
                claims: claims::rows(conn, &members)?.into_iter().map(|one| row(one, veil)).collect(),
                relations: related.into_iter().map(shown).collect(),
                conflicts,
            })
        })
    }
}

/// The figures of `claims`, which are on one matter, that cannot both be so.
fn conflicts_among(conn: &Connection, claims: &[ClaimId]) -> database::Result<Vec<ConflictView>> {
    let mut made = BTreeMap::new();
    let mut counted = Vec::new();
    for claim in claims {
        for appearance in appearances::of_claim(conn, *claim)? {
            let id = appearance.id;
            let one = |quantity: &domain::Quantity| figures::Counted { appearance: id, quantity: quantity.clone() };
            counted.extend(appearance.quantities.iter().map(one));
            made.insert(id, appearance);
        }
    }
    let shown = |figure: &figures::Counted| {
        made.get(&figure.appearance).map(|appearance| figure_view(conn, figure, appearance)).transpose()
    };
    let mut found = Vec::new();
    for (one, other) in figures::conflicts(&counted) {
        if let (Some(one), Some(other)) = (shown(&counted[one])?, shown(&counted[other])?) {
            found.push(ConflictView { one, other });
        }
    }
    Ok(found)
}

fn figure_view(conn: &Connection, figure: &figures::Counted, appearance: &Appearance) -> database::Result<FigureView> {
    Ok(FigureView {
        quantity: figure.quantity.clone(),
        claim: appearance.claim,
        statement: claims::by_id(conn, appearance.claim)?.statement,
        appearance: appearance.id,
        article: appearance.article,
        article_title: articles::title(conn, appearance.article)?,
        claimant: known_as(conn, appearance.attribution.claimant)?,
        said: appearance.said.as_ref().map(|said| said.interval.from),
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

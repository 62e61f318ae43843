//! A claim with all that is known of it.

use database::{Connection, articles, claims};
use domain::{Appearance, ClaimId, EvidenceMatter};

use crate::{
    Result, Workbench,
    origins::origins_of,
    parties::known_as,
    relations::related,
    responses::response_view,
    reviews, revisions, times, veil,
    views::{AppearanceView, ClaimView, EvidenceView, ResponseView},
};

impl Workbench {
    /// The claim with all that is known of it.
    pub fn claim(&self, id: ClaimId) -> Result<ClaimView> {
        self.read_seen(|conn, veil| {
            let claim = claims::by_id(conn, id)?;
            let work = claims::work(conn, id)?;
            let history = database::assessments::history(conn, id)?;
            let known = database::reviews::of_claim(conn, id)?;
            let blind = veil.hides(id);
            let status = veil::seen(veil, id, domain::Status::standing(&history));
            let history = if blind { Vec::new() } else { history };
            Ok(ClaimView {
                id,
                statement: claim.statement,
                status,
                appearances: appearances(conn, id)?,
                responses: responses(conn, id)?,
                evidence: evidence(conn, id)?,
                blind,
                reviews: reviews::of_marks(&history, &known),
                history: history.into_iter().rev().map(Into::into).collect(),
                investigations: database::investigations::holding(conn, id)?,
                work,
                relations: related(conn, veil, id)?,
                origins: origins_of(conn, &[id])?,
                anchors: revisions::of_claim(conn, id)?,
            })
        })
    }
}

/// Where `claim` is made.
pub(crate) fn appearances(conn: &Connection, claim: ClaimId) -> database::Result<Vec<AppearanceView>> {
    let mut shown = Vec::new();
    for made in database::appearances::of_claim(conn, claim)? {
        let times = times::named(conn, &made)?;
        let Appearance { id, article, passage, attribution, said, quantities, .. } = made;
        let source = articles::by_id(conn, article)?;
        shown.push(AppearanceView {
            id,
            article,
            article_title: source.title,
            publisher: source.publisher,
            language: source.language,
            range: passage.range,
            exact: passage.exact,
            claimant: known_as(conn, attribution.claimant)?,
            as_written: attribution.as_written,
            cue: attribution.cue.map(|cue| cue.exact),
            quotation: attribution.quotation,
            relayed_by: known_as(conn, attribution.relayed_by)?,
            hedge: attribution.hedge,
            said: said.map(Into::into),
            quantities,
            times,
        });
    }
    Ok(shown)
}

/// What parties say to `claim`.
pub(crate) fn responses(conn: &Connection, claim: ClaimId) -> database::Result<Vec<ResponseView>> {
    let said = database::responses::of_claim(conn, claim)?;
    said.into_iter().map(|response| response_view(conn, response)).collect()
}

/// What bears on `claim`.
pub(crate) fn evidence(conn: &Connection, claim: ClaimId) -> database::Result<Vec<EvidenceView>> {
    let mut shown = Vec::new();
    for piece in database::evidence::of_claim(conn, claim)? {
        let article_title = match &piece.matter {
            EvidenceMatter::Passage { article, .. } => Some(articles::title(conn, *article)?),
            _ => None,
        };
        shown.push(EvidenceView {
            id: piece.id,
            matter: piece.matter,
            article_title,
            stance: piece.stance,
            note: piece.note,
            reliability: piece.reliability,
            credibility: piece.credibility,
            basis: piece.basis,
            source: known_as(conn, piece.source)?,
        });
    }
    Ok(shown)
}

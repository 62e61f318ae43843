//! Claims as a report words them, in groups, their footnotes numbered through.

use std::collections::BTreeMap;

use domain::{
    Answers, Article, CaseAppearance, CaseClaim, CaseFile, CaseOrigins, ClaimId, EvidenceMatter, FactCheck, Passage,
    Response, Review, Status,
};
use serde::Serialize;

use super::{Group, named};
use crate::{
    plan::Grouping,
    words::{self, visible},
};

#[derive(Debug, Serialize)]
pub(crate) struct Claim {
    pub(crate) id: ClaimId,
    pub(crate) number: usize,
    pub(crate) statement: String,
    /// The statement's language, where it is written as its source is.
    pub(crate) language: Option<String>,
    pub(crate) direction: &'static str,
    /// The class name of the status.
    pub(crate) status: &'static str,
    pub(crate) status_word: &'static str,
    pub(crate) sign: &'static str,
    pub(crate) claimants: Vec<String>,
    pub(crate) rationale: Option<String>,
    pub(crate) confidence: Option<&'static str>,
    pub(crate) likelihood: Option<&'static str>,
    /// The desk's own word for the status.
    pub(crate) rating: Option<String>,
    /// How far the work is.
    pub(crate) work: Option<String>,
    /// What the claim leads back to.
    pub(crate) origins: Option<String>,
    /// Whether that is a warning: one origin stands behind most of the traces.
    pub(crate) leans_on_one: bool,
    pub(crate) related: Vec<Related>,
    pub(crate) reviews: Vec<Second>,
    pub(crate) appearances: Vec<Appearance>,
    pub(crate) responses: Vec<Answer>,
    pub(crate) evidence: Vec<Evidence>,
    /// What other houses found.
    pub(crate) elsewhere: Vec<Elsewhere>,
    pub(crate) history: Vec<Mark>,
}

/// Exact words, and the footnote that holds them.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Quoted {
    pub(crate) note: usize,
    pub(crate) source: usize,
    pub(crate) exact: String,
    pub(crate) language: Option<String>,
    pub(crate) direction: &'static str,
    pub(crate) place: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct Appearance {
    #[serde(flatten)]
    pub(crate) quoted: Quoted,
    /// Who says so and how, part by part.
    pub(crate) attribution: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Answer {
    /// Who does what with the claim, and the analyst's note on it.
    pub(crate) text: String,
    pub(crate) quoted: Option<Quoted>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Evidence {
    pub(crate) stance: &'static str,
    pub(crate) matter: String,
    /// The Admiralty code's letter and figure, in words.
    pub(crate) grades: Vec<&'static str>,
    /// Who it comes from.
    pub(crate) from: Option<String>,
    pub(crate) source: Option<usize>,
    pub(crate) note: String,
}

/// What another house found.
#[derive(Debug, Serialize)]
pub(crate) struct Elsewhere {
    /// Who found what of which words, and when.
    pub(crate) text: String,
    pub(crate) url: Option<String>,
}

/// What a claim is to another one of the report.
#[derive(Debug, Serialize)]
pub(crate) struct Related {
    pub(crate) relation: &'static str,
    pub(crate) claim: usize,
    /// The footnotes to the other's words.
    pub(crate) notes: Vec<usize>,
}

/// A second analyst's review of a mark.
#[derive(Debug, Serialize)]
pub(crate) struct Second {
    pub(crate) at: String,
    pub(crate) analyst: String,
    pub(crate) status_word: &'static str,
    /// Whether it agrees, and with which mark when another has been made since.
    pub(crate) verdict: String,
    pub(crate) confidence: Option<&'static str>,
    pub(crate) rationale: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct Mark {
    pub(crate) status_word: &'static str,
    pub(crate) status: &'static str,
    pub(crate) at: String,
    pub(crate) analyst: String,
    pub(crate) rationale: String,
    pub(crate) rating: Option<String>,
    pub(crate) confidence: Option<&'static str>,
    pub(crate) likelihood: Option<&'static str>,
    pub(crate) withdraws: bool,
}

impl Claim {
    /// The exact words that are quoted at this claim, in the order of their footnotes.
    pub(crate) fn quoted(&self) -> impl Iterator<Item = &Quoted> {
        let made = self.appearances.iter().map(|made| &made.quoted);
        made.chain(self.responses.iter().filter_map(|answer| answer.quoted.as_ref()))
    }

    /// The footnotes that hold the claim's own words.
    pub(crate) fn notes(&self) -> Vec<usize> {
        self.appearances.iter().map(|made| made.quoted.note).collect()
    }
}

/// The claims of `case` in the groups that `grouping` makes, each group where its first claim stands.
pub(super) fn grouped(case: &CaseFile, grouping: Grouping) -> Vec<Group> {
    let mut places: BTreeMap<Option<String>, usize> = BTreeMap::new();
    let mut groups: Vec<(Option<String>, Vec<&CaseClaim>)> = Vec::new();
    for claim in &case.claims {
        let heading = heading(case, claim, grouping);
        let place = *places.entry(heading.clone()).or_insert(groups.len());
        if place == groups.len() {
            groups.push((heading, Vec::new()));
        }
        groups[place].1.push(claim);
    }
    let (mut number, mut notes) = (0, 0);
    let mut numbered = |claim: &CaseClaim| {
        number += 1;
        claim_of(case, claim, number, &mut notes)
    };
    groups
        .into_iter()
        .map(|(heading, claims)| Group { heading, claims: claims.into_iter().map(&mut numbered).collect() })
        .collect()
}

/// Says at each claim of `groups` what it is to the others of them, and what it leads back to.
pub(super) fn relate(case: &CaseFile, groups: &mut [Group]) {
    let laid_out = groups.iter().flat_map(|group| &group.claims);
    let known: BTreeMap<ClaimId, (usize, Vec<usize>)> =
        laid_out.map(|claim| (claim.id, (claim.number, claim.notes()))).collect();
    let mut of_claim: BTreeMap<ClaimId, Vec<Related>> = BTreeMap::new();
    for relation in case.relations.iter().filter(|relation| relation.kind.binds()) {
        for id in [relation.first, relation.second] {
            let Some((kind, other)) = relation.seen_from(id) else { continue };
            let Some((claim, notes)) = known.get(&other) else { continue };
            let related = Related { relation: words::relation(kind), claim: *claim, notes: notes.clone() };
            of_claim.entry(id).or_default().push(related);
        }
    }
    let origins: BTreeMap<ClaimId, &CaseOrigins> = case.origins.iter().map(|one| (one.claim, one)).collect();
    for claim in groups.iter_mut().flat_map(|group| &mut group.claims) {
        claim.related = of_claim.remove(&claim.id).unwrap_or_default();
        claim.related.sort_by_key(|related| related.claim);
        let origins = origins.get(&claim.id);
        claim.origins = origins.and_then(|origins| words::origins(origins));
        claim.leans_on_one = origins.is_some_and(|origins| origins.behind_most().is_some());
    }
}

fn heading(case: &CaseFile, claim: &CaseClaim, grouping: Grouping) -> Option<String> {
    let first = claim.appearances.first();
    match grouping {
        Grouping::None => None,
        Grouping::Status => Some(words::status(claim.status()).to_owned()),
        Grouping::Claimant => {
            let claimant = first.and_then(|made| made.appearance.attribution.claimant);
            Some(claimant.map_or_else(|| "Unattributed".to_owned(), |party| named(case, party)))
        }
        Grouping::Source => first.map(|made| visible(&case.sources[made.source].article.title)),
    }
}

fn elsewhere_of(check: &FactCheck) -> Elsewhere {
    let by = check.publisher.as_deref().or(check.url.as_deref()).unwrap_or("another house");
    let found = check
        .found
        .as_deref()
        .map_or_else(|| " looked at".to_owned(), |found| format!(" found “{}” of", visible(found)));
    let said_by = check.said_by.as_deref().map(|name| format!(" ({})", words::isolated(name))).unwrap_or_default();
    let day = check.published.map(|day| format!(", {day}")).unwrap_or_default();
    Elsewhere {
        text: format!("{}{found} “{}”{said_by}{day}", words::isolated(by), visible(&check.checked)),
        url: check.url.as_deref().map(visible),
    }
}

fn claim_of(case: &CaseFile, claim: &CaseClaim, number: usize, notes: &mut usize) -> Claim {
    let status: Status = claim.status();
    let latest = claim.latest();
    let mut claimants: Vec<String> = Vec::new();
    for made in &claim.appearances {
        let name = made.appearance.attribution.claimant.map(|party| named(case, party));
        claimants.extend(name.filter(|name| !claimants.contains(name)));
    }
    let mut next = || {
        *notes += 1;
        *notes
    };
    let statement = visible(&claim.claim.statement);
    let direction = words::direction(&statement);
    let appearances: Vec<_> = claim.appearances.iter().map(|made| appearance_of(case, made, next())).collect();
    // A statement is in its source's language unless the analyst worded it in another script.
    let first = appearances.first().map(|made| &made.quoted);
    let alike = first.filter(|first| words::alike(&first.exact, &statement));
    Claim {
        id: claim.claim.id,
        number,
        direction,
        language: alike.and_then(|first| first.language.clone()),
        statement,
        status: status.word(),
        status_word: words::status(status),
        sign: words::sign(status),
        claimants,
        rationale: latest.map(|mark| visible(&mark.rationale)).filter(|rationale| !rationale.is_empty()),
        confidence: latest.and_then(|mark| mark.confidence).map(words::confidence),
        likelihood: latest.and_then(|mark| mark.likelihood).map(words::likelihood),
        rating: latest.and_then(|mark| mark.rating.as_ref()).map(|rating| visible(&rating.name)),
        work: words::work(&claim.work),
        origins: None,
        leans_on_one: false,
        related: Vec::new(),
        reviews: claim.reviews.iter().filter_map(|review| second(claim, review)).collect(),
        appearances,
        responses: claim.responses.iter().map(|response| answer_of(case, response, &mut next)).collect(),
        evidence: claim.evidence.iter().map(|piece| evidence_of(case, piece)).collect(),
        elsewhere: claim.elsewhere.iter().map(elsewhere_of).collect(),
        history: claim.history.iter().rev().map(mark_of).collect(),
    }
}

fn quoted(article: &Article, source: usize, passage: &Passage, note: usize) -> Quoted {
    let range = passage.range;
    let block = article.blocks.iter().find(|block| block.range.start <= range.start && range.start < block.range.end);
    let inside = block.and_then(|block| words::block(block.kind)).map(|kind| format!(", {kind}")).unwrap_or_default();
    Quoted {
        note,
        source: source + 1,
        exact: visible(&passage.exact),
        direction: words::direction(&passage.exact),
        language: article.language.clone(),
        place: format!("characters {}–{}{inside}", range.start, range.end),
    }
}

fn appearance_of(case: &CaseFile, made: &CaseAppearance, note: usize) -> Appearance {
    let CaseAppearance { appearance, source, .. } = made;
    let attribution = &appearance.attribution;
    let mut parts: Vec<String> = Vec::new();
    let claimant = attribution.claimant.map(|party| named(case, party));
    let as_written = attribution.as_written.as_deref().map(words::isolated);
    parts.extend(match (claimant, as_written) {
        (Some(name), Some(written)) if written != name => Some(format!("{name}, written “{written}”")),
        (Some(name), _) => Some(name),
        (None, Some(written)) => Some(format!("“{written}”")),
        (None, None) => None,
    });
    let cue = attribution.cue.as_ref().map(|cue| format!(", “{}”", words::isolated(&cue.exact))).unwrap_or_default();
    parts.push(format!("{}{cue}", words::quotation(attribution.quotation)));
    parts.extend(attribution.hedge.as_deref().map(|hedge| format!("hedged: “{}”", words::isolated(hedge))));
    parts.extend(attribution.relayed_by.map(|party| format!("relayed by {}", named(case, party))));
    parts.extend(appearance.said.as_ref().map(|said| format!("said {}", visible(&words::moment(said)))));
    parts.extend(appearance.quantities.iter().map(|quantity| visible(&quantity.to_string())));
    let article = &case.sources[*source].article;
    Appearance { quoted: quoted(article, *source, &appearance.passage, note), attribution: parts }
}

fn answer_of(case: &CaseFile, response: &Response, next: &mut impl FnMut() -> usize) -> Answer {
    let relayed = response.relayed_by.map(|party| format!(", relayed by {}", named(case, party))).unwrap_or_default();
    let said = response.said.as_ref().map(|said| format!(", said {}", visible(&words::moment(said))));
    let asked = response.asked.as_ref().map(|asked| format!(", {}", visible(&words::asked(asked)))).unwrap_or_default();
    let answers = match response.answers {
        Answers::ThisClaim => "",
        Answers::EarlierSimilar => ", answering earlier claims like it",
    };
    let note = if response.note.is_empty() { String::new() } else { format!(" ({})", visible(&response.note)) };
    let source = response.article.and_then(|article| place(case, article));
    let quoted = response.passage.as_ref().zip(source).map(|(passage, source)| {
        let article = &case.sources[source].article;
        quoted(article, source, passage, next())
    });
    Answer {
        text: format!(
            "{} {}{relayed}{}{answers}{asked}{note}",
            named(case, response.party),
            words::response(response.kind),
            said.unwrap_or_default()
        ),
        quoted,
    }
}

fn evidence_of(case: &CaseFile, piece: &domain::Evidence) -> Evidence {
    let source = match &piece.matter {
        EvidenceMatter::Passage { article, .. } => place(case, *article).map(|place| place + 1),
        _ => None,
    };
    Evidence {
        stance: words::stance(piece.stance),
        matter: matter(&piece.matter),
        grades: [
            piece.reliability.map(words::reliability),
            piece.credibility.map(words::credibility),
            piece.basis.map(words::basis),
        ]
        .into_iter()
        .flatten()
        .collect(),
        from: piece.source.map(|party| named(case, party)),
        source,
        note: visible(&piece.note),
    }
}

fn matter(matter: &EvidenceMatter) -> String {
    match matter {
        EvidenceMatter::Passage { .. } => words::matter(matter),
        _ => visible(&words::matter(matter)),
    }
}

/// Which of the case file's sources `article` is.
pub(super) fn place(case: &CaseFile, article: domain::ArticleId) -> Option<usize> {
    case.sources.iter().position(|source| source.article.id == article)
}

fn second(claim: &CaseClaim, review: &Review) -> Option<Second> {
    let mark = claim.history.iter().find(|mark| mark.id == review.assessment)?;
    let made = words::time(mark.at);
    let verdict = match (review.status == mark.status, claim.latest() == Some(mark)) {
        (true, true) => "agrees".to_owned(),
        (false, true) => "differs".to_owned(),
        (true, false) => format!("agreed with the mark of {made}"),
        (false, false) => format!("differed from the mark of {made}"),
    };
    Some(Second {
        at: words::time(review.at),
        analyst: visible(&review.analyst),
        status_word: words::status(review.status),
        verdict,
        confidence: review.confidence.map(words::confidence),
        rationale: visible(&review.rationale),
    })
}

fn mark_of(mark: &domain::Assessment) -> Mark {
    Mark {
        status_word: words::status(mark.status),
        status: mark.status.word(),
        at: words::time(mark.at),
        analyst: visible(&mark.analyst),
        rationale: visible(&mark.rationale),
        rating: mark.rating.as_ref().map(|rating| visible(&rating.name)),
        confidence: mark.confidence.map(words::confidence),
        likelihood: mark.likelihood.map(words::likelihood),
        withdraws: mark.withdraws.is_some(),
    }
}

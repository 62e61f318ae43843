//! Copies of one page: found when an article is loaded, compared, and what was quoted from the earlier ones looked for in
//! the newest. A quotation stays in its own copy, whose bytes and words are kept: what is found is worked out, and only
//! what an analyst decides is recorded.

use analysis::{
    duplicates::{Edition, ONE_TEXT},
    revisions::{Later, compare, difference},
};
use database::{
    Connection, appearances, articles, claims, dismissals, evidence, investigations, responses,
    revisions::{self, Copy},
};
use domain::{
    Anchor, AnchorDecision, AnchorState, Anchored, Appearance, Article, ArticleId, Change, ClaimId, Document,
    EvidenceMatter, Filed, Origin, Passage, SentenceKind, Status, TextRange,
};

use crate::{
    Error, Result, Workbench,
    views::{AnchorCounts, AnchorInput, AnchoredView, ComparisonView, CopyView, RevisionView, RevisionsView},
};

/// Articles of one address that another is held against, at most.
const MOST_AT_ADDRESS: usize = 20;

/// A copy that has less than this part of the one before is doubted; a page that was corrected keeps most of its text.
const FAR_SHORTER: u32 = 4;
/// So little that a copy has in common with the one before, and it is doubted.
const NOTHING_SHARED: f64 = 0.05;

/// Something that is quoted from an article.
struct Quotation {
    anchored: Anchored,
    claim: ClaimId,
    passage: Passage,
}

/// A quotation, and how it stands in the newest copy of its page.
struct Found {
    quotation: Quotation,
    /// The place of its copy among the others.
    copy: usize,
    anchor: Anchor,
    decision: Option<AnchorDecision>,
}

impl Found {
    fn is_open(&self) -> bool {
        self.anchor.state().is_broken() && self.decision.is_none()
    }

    /// The words of the newest copy that stand for it.
    fn there(&self) -> Option<&Passage> {
        match &self.decision {
            Some(AnchorDecision::Accepted { passage }) => Some(passage),
            _ => self.anchor.passage(),
        }
    }

    /// The same, but for words that nobody accepted.
    fn known_there(&self) -> Option<&Passage> {
        let is_accepted = matches!(self.decision, Some(AnchorDecision::Accepted { .. }));
        self.there().filter(|_| is_accepted || !self.anchor.state().is_broken())
    }
}

/// What the newest copy of a page has from the earlier ones.
#[derive(Default)]
pub(crate) struct Carried {
    /// Where claims are made whose words were quoted from an earlier copy.
    pub(crate) marks: Vec<(Appearance, Status, TextRange)>,
    /// Places that were decided about in an earlier copy.
    pub(crate) decided: Vec<TextRange>,
}

impl Workbench {
    /// The copies of the page that `article` is a copy of, and how what was quoted from them stands in the newest.
    pub fn revisions(&self, article: ArticleId) -> Result<RevisionsView> {
        self.workspace
            .read(|conn| {
                articles::is_removed(conn, article)?;
                let copies = revisions::copies(conn, article)?;
                let found = found(conn, &copies)?;
                Ok(RevisionsView {
                    quotes: counted(&found),
                    passages: anchored(conn, &copies, found)?,
                    copies: shown(conn, &copies)?,
                })
            })
            .map_err(Error::from)
    }

    /// In what the articles `before` and `after` differ, sentence by sentence.
    pub fn compare(&self, before: ArticleId, after: ArticleId) -> Result<ComparisonView> {
        let (old, new) =
            self.workspace.read(|conn| Ok((articles::by_id(conn, before)?, articles::by_id(conn, after)?)))?;
        let sentences = compare(&old, &new);
        let differing = sentences.iter().filter(|one| one.kind != SentenceKind::Same).count();
        let title = if old.title == new.title { Vec::new() } else { difference(&old.title, &new.title) };
        Ok(ComparisonView { before, after, title, sentences, differing: count(differing) })
    }

    /// Decides what became of a quotation in `article`, another copy of its page. The quotation stays as it is.
    pub fn reanchor(&self, anchored: Anchored, article: ArticleId, input: AnchorInput) -> Result<()> {
        let from = self.workspace.read(|conn| Ok(revisions::decisions(conn, anchored)?.remove(&article)))?;
        let to = match input {
            AnchorInput::Accept { range } => Some(AnchorDecision::Accepted { passage: self.passage(article, range)? }),
            AnchorInput::Keep => Some(AnchorDecision::Kept),
            AnchorInput::Undecided => None,
        };
        if from == to { Ok(()) } else { self.commit(vec![Change::PassageReanchored { anchored, article, from, to }]) }
    }

    /// Says that `article` is no copy of the page that it was taken for a copy of.
    pub fn part_revision(&self, article: ArticleId) -> Result<()> {
        let (first, others) = self.workspace.read(|conn| {
            let first = revisions::first(conn, article)?;
            let others = revisions::copies(conn, article)?.into_iter().map(|copy| copy.article);
            Ok((first, others.filter(|copy| *copy != article).collect::<Vec<_>>()))
        })?;
        if others.is_empty() {
            return Err(Error::OnlyCopy);
        }
        if first != article {
            return self.commit(vec![Change::RevisionParted { article, first }]);
        }
        // The others stay together, beside the first of them.
        let mut changes: Vec<Change> =
            others.iter().map(|article| Change::RevisionParted { article: *article, first }).collect();
        let head = others[0];
        changes.extend(others[1..].iter().map(|article| Change::RevisionFound { article: *article, first: head }));
        self.commit(changes)
    }

    /// What makes `article`, which is about to be loaded from `document`, another copy of a page that is here; nothing
    /// where the page is not. An address that was asked for is the page's; one that a page only says is its own has to
    /// bring the same text too. The copy is filed wherever the earlier ones are.
    pub(crate) fn beside_earlier(&self, document: &Document, article: &Article) -> Result<Vec<Change>> {
        self.workspace
            .read(|conn| match earlier(conn, document, article)? {
                Some(earlier) => beside(conn, earlier, article.id),
                None => Ok(Vec::new()),
            })
            .map_err(Error::from)
    }

    /// What makes `article`, which is about to be loaded, another copy of the page that `earlier` is a copy of.
    pub(crate) fn beside(&self, earlier: ArticleId, article: ArticleId) -> Result<Vec<Change>> {
        Ok(self.workspace.read(|conn| beside(conn, earlier, article))?)
    }
}

fn beside(conn: &Connection, earlier: ArticleId, article: ArticleId) -> database::Result<Vec<Change>> {
    let mut changes = Vec::new();
    for copy in revisions::copies(conn, earlier)? {
        for investigation in investigations::holding_article(conn, copy.article)? {
            let filed = Change::ItemFiled { investigation, item: Filed::Article(article) };
            if !changes.contains(&filed) {
                changes.push(filed);
            }
        }
    }
    changes.push(Change::RevisionFound { article, first: revisions::first(conn, earlier)? });
    Ok(changes)
}

fn earlier(conn: &Connection, document: &Document, article: &Article) -> database::Result<Option<ArticleId>> {
    let mut named = article.url.clone().into_iter().collect::<Vec<_>>();
    if let Origin::Address { fetch } = &document.origin {
        if let Some(earlier) = articles::at_address(conn, &fetch.asked)?.first() {
            return Ok(Some(*earlier));
        }
        named.push(fetch.url().to_owned());
    }
    let edition = |of: &Article| Edition::of(&of.text, &of.blocks, of.language.as_deref());
    for address in named {
        // Many pages of one site may state one address: the newest are enough.
        for earlier in articles::at_address(conn, &address)?.into_iter().take(MOST_AT_ADDRESS) {
            if edition(&articles::by_id(conn, earlier)?).shared(&edition(article)) >= ONE_TEXT {
                return Ok(Some(earlier));
            }
        }
    }
    Ok(None)
}

/// Why `article` may be no copy of its page but something in front of it, such as a question whether a person asks.
pub(crate) fn doubt(conn: &Connection, article: ArticleId) -> database::Result<Option<String>> {
    let copies = revisions::copies(conn, article)?;
    let Some(before) = copies.iter().rev().map(|copy| copy.article).find(|copy| *copy != article) else {
        return Ok(None);
    };
    let (old, new) = (articles::by_id(conn, before)?, articles::by_id(conn, article)?);
    let edition = |of: &Article| Edition::of(&of.text, &of.blocks, of.language.as_deref());
    let [was, is] = [&old, &new].map(|of| domain::text::length(&of.text));
    let what = if is < was / FAR_SHORTER {
        format!("has {is} characters, and its copy of before {was}")
    } else if edition(&old).shared(&edition(&new)) < NOTHING_SHARED {
        "has hardly a sentence of its copy of before".to_owned()
    } else {
        return Ok(None);
    };
    Ok(Some(format!("the page {what}: look whether something stood in front of it, and part the two if so")))
}

/// Which copy of its page `article` is; nothing where there is no other.
pub(crate) fn revision(conn: &Connection, article: ArticleId) -> database::Result<Option<RevisionView>> {
    if !revisions::has_others(conn, article)? {
        return Ok(None);
    }
    let copies = revisions::copies(conn, article)?;
    let place = copies.iter().position(|copy| copy.article == article);
    let (Some(place), Some(newest)) = (place.filter(|_| copies.len() > 1), copies.last()) else { return Ok(None) };
    Ok(Some(RevisionView {
        number: count(place + 1),
        of: count(copies.len()),
        taken: copies[place].taken,
        newest: newest.article,
        newest_taken: newest.taken,
        quotes: counted(&found(conn, &copies)?),
    }))
}

/// What `article` has from earlier copies of its page, where it is the newest.
pub(crate) fn carried(conn: &Connection, article: ArticleId) -> database::Result<Carried> {
    if !revisions::has_others(conn, article)? {
        return Ok(Carried::default());
    }
    let copies = revisions::copies(conn, article)?;
    if copies.len() < 2 || copies.last().is_none_or(|newest| newest.article != article) {
        return Ok(Carried::default());
    }
    let mut carried = Carried::default();
    let own = appearances::in_article(conn, article)?;
    for one in found(conn, &copies)? {
        let Some(range) = one.known_there().map(|passage| passage.range) else { continue };
        carried.decided.push(range);
        let Anchored::Appearance(id) = one.quotation.anchored else { continue };
        let is_made = |(made, _): &(Appearance, Status)| {
            made.claim == one.quotation.claim && made.passage.range.is_decided_by(range)
        };
        if !own.iter().any(is_made) {
            let status = claims::standing(conn, one.quotation.claim)?;
            carried.marks.push((appearances::by_id(conn, id)?, status, range));
        }
    }
    let text = articles::text(conn, article)?;
    for copy in &copies[..copies.len() - 1] {
        let dismissed = dismissals::in_article(conn, copy.article)?;
        if dismissed.is_empty() {
            continue;
        }
        let before = articles::text(conn, copy.article)?;
        let later = Later::new(&before, &text);
        let passages = dismissed.into_iter().filter_map(|range| Passage::cut(&before, range).ok());
        let anchors = passages.map(|passage| later.anchor(&passage)).filter(|anchor| !anchor.state().is_broken());
        carried.decided.extend(anchors.filter_map(|anchor| anchor.passage().map(|passage| passage.range)));
    }
    Ok(carried)
}

/// How what `claim` quotes stands in the newest copies of the pages it is quoted from; what is quoted from a newest copy,
/// or from the only one, is left out.
pub(crate) fn of_claim(conn: &Connection, claim: ClaimId) -> database::Result<Vec<AnchoredView>> {
    let mut quoted: Vec<ArticleId> = appearances::of_claim(conn, claim)?.into_iter().map(|made| made.article).collect();
    quoted.extend(responses::of_claim(conn, claim)?.into_iter().filter_map(|response| response.article));
    quoted.extend(evidence::of_claim(conn, claim)?.into_iter().filter_map(|piece| match piece.matter {
        EvidenceMatter::Passage { article, .. } => Some(article),
        _ => None,
    }));
    let mut firsts = Vec::new();
    let mut shown = Vec::new();
    for article in quoted {
        let first = revisions::first(conn, article)?;
        if firsts.contains(&first) {
            continue;
        }
        firsts.push(first);
        let copies = revisions::copies(conn, article)?;
        let found = found_of(conn, &copies, |quotation| quotation.claim == claim)?;
        shown.extend(anchored(conn, &copies, found)?);
    }
    Ok(shown)
}

/// What was quoted from pages that have it otherwise now, or not at all, and that nobody has decided about.
pub(crate) fn open(conn: &Connection) -> database::Result<Vec<AnchoredView>> {
    let mut waiting = Vec::new();
    for copies in revisions::pages(conn)? {
        let mut found = found(conn, &copies)?;
        found.retain(Found::is_open);
        waiting.extend(anchored(conn, &copies, found)?);
    }
    Ok(waiting)
}

/// How what was quoted from `copies` stands in the last of them.
fn found(conn: &Connection, copies: &[Copy]) -> database::Result<Vec<Found>> {
    found_of(conn, copies, |_| true)
}

fn found_of(conn: &Connection, copies: &[Copy], wanted: impl Fn(&Quotation) -> bool) -> database::Result<Vec<Found>> {
    let Some((newest, earlier)) = copies.split_last() else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for (place, copy) in earlier.iter().enumerate() {
        let mut quotations = quotations(conn, copy.article)?;
        quotations.retain(&wanted);
        if quotations.is_empty() {
            continue;
        }
        let (before, text) = (articles::text(conn, copy.article)?, articles::text(conn, newest.article)?);
        let later = Later::new(&before, &text);
        for quotation in quotations {
            let mut decisions = revisions::decisions(conn, quotation.anchored)?;
            let mut decision = decisions.remove(&newest.article);
            let mut anchor = later.anchor(&quotation.passage);
            // What was decided for a copy in between, the latest first, is where to go on from.
            for between in earlier[place + 1..].iter().rev() {
                let then = articles::text(conn, between.article);
                match decisions.get(&between.article) {
                    Some(AnchorDecision::Accepted { passage }) => anchor = Later::new(&then?, &text).anchor(passage),
                    Some(AnchorDecision::Kept) => {
                        let was = Later::new(&before, &then?).anchor(&quotation.passage);
                        let is_as_then = words(&was) == words(&anchor) && was.state() == anchor.state();
                        decision = decision.or(is_as_then.then_some(AnchorDecision::Kept));
                    }
                    None => continue,
                }
                break;
            }
            all.push(Found { quotation, copy: place, anchor, decision });
        }
    }
    Ok(all)
}

fn words(anchor: &Anchor) -> Option<&str> {
    anchor.passage().map(|passage| passage.exact.as_str())
}

/// What is quoted from `article`, in the order of its text.
fn quotations(conn: &Connection, article: ArticleId) -> database::Result<Vec<Quotation>> {
    let mut quoted = Vec::new();
    for (Appearance { id, claim, passage, .. }, _) in appearances::in_article(conn, article)? {
        quoted.push(Quotation { anchored: Anchored::Appearance(id), claim, passage });
    }
    for response in responses::in_article(conn, article)? {
        if let Some(passage) = response.passage {
            quoted.push(Quotation { anchored: Anchored::Response(response.id), claim: response.claim, passage });
        }
    }
    for piece in evidence::in_article(conn, article)? {
        if let EvidenceMatter::Passage { passage, .. } = piece.matter {
            quoted.push(Quotation { anchored: Anchored::Evidence(piece.id), claim: piece.claim, passage });
        }
    }
    quoted.sort_by_key(|one| one.passage.range);
    Ok(quoted)
}

fn counted(found: &[Found]) -> AnchorCounts {
    let many = |state| count(found.iter().filter(|one| one.anchor.state() == state).count());
    AnchorCounts {
        exact: many(AnchorState::Exact),
        moved: many(AnchorState::Moved),
        changed: many(AnchorState::Changed),
        gone: many(AnchorState::Gone),
        open: count(found.iter().filter(|one| one.is_open()).count()),
    }
}

fn anchored(conn: &Connection, copies: &[Copy], found: Vec<Found>) -> database::Result<Vec<AnchoredView>> {
    let Some(newest) = copies.last().filter(|_| !found.is_empty()) else { return Ok(Vec::new()) };
    let language = articles::by_id(conn, newest.article)?.language;
    let view = |one: Found| {
        let there = one.there().cloned();
        let (state, open) = (one.anchor.state(), one.is_open());
        let Quotation { anchored, claim, passage } = one.quotation;
        let other = there.as_ref().filter(|there| there.exact != passage.exact);
        Ok(AnchoredView {
            anchored,
            claim,
            statement: claims::by_id(conn, claim)?.statement,
            article: copies[one.copy].article,
            number: count(one.copy + 1),
            range: passage.range,
            difference: other.map(|there| difference(&passage.exact, &there.exact)).unwrap_or_default(),
            exact: passage.exact,
            language: language.clone(),
            newest: newest.article,
            state,
            there: there.as_ref().map(|there| there.range),
            there_exact: there.map(|there| there.exact),
            decision: one.decision.as_ref().map(Into::into),
            open,
        })
    };
    found.into_iter().map(view).collect()
}

fn shown(conn: &Connection, copies: &[Copy]) -> database::Result<Vec<CopyView>> {
    let view = |(number, copy): (u32, &Copy)| {
        let Article { title, language, .. } = articles::by_id(conn, copy.article)?;
        let Document { sha256, bytes, .. } = articles::document(conn, copy.article)?;
        Ok(CopyView { article: copy.article, number, title, taken: copy.taken, sha256, bytes, language })
    };
    (1..).zip(copies).map(view).collect()
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}

//! What a file brings, gathered before anything is written.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use database::{articles, parties};
use domain::{
    Appearance, Article, ArticleId, Block, BlockKind, Change, Claim, ClaimId, Dated, DatedFrom, Document, DocumentId,
    Evidence, EvidenceId, EvidenceMatter, MediaType, Origin, Party, PartyId, Passage, Sha256, Stance, Subject,
    TextRange, text,
};

use crate::{
    Result, Workbench,
    articles::digest,
    views::{ImportKind, ImportReport, ImportRow, LinkRow, RefusedItem},
};

pub(super) struct Coming<'a> {
    pub(super) bench: &'a Workbench,
    pub(super) changes: Vec<Change>,
    pub(super) bytes: Vec<Vec<u8>>,
    pub(super) report: ImportReport,
    pub(super) shown: Vec<ImportRow>,
    file: String,
    sha256: Sha256,
    whole: Option<Vec<u8>>,
    /// The articles in sight, by address.
    addresses: BTreeMap<String, ArticleId>,
    /// The parties that were looked for, by name.
    parties: BTreeMap<String, PartyId>,
    /// The digests of what is gathered.
    gathered: BTreeSet<Sha256>,
    linked: BTreeSet<String>,
}

/// An article that is made of an item.
#[derive(Default)]
pub(super) struct Made {
    pub(super) title: String,
    pub(super) byline: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<String>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    pub(super) blocks: Vec<(BlockKind, String)>,
}

/// Where an item's own article is.
pub(super) enum Arrival {
    /// It is here, in sight.
    Here,
    /// It comes in, or back in sight.
    Comes(ArticleId, String),
}

impl<'a> Coming<'a> {
    pub(super) fn new(bench: &'a Workbench, kind: ImportKind, file: String, whole: Vec<u8>) -> Result<Self> {
        Ok(Self {
            bench,
            changes: Vec::new(),
            bytes: Vec::new(),
            report: ImportReport::new(kind, file.clone()),
            shown: Vec::new(),
            file,
            sha256: digest(&whole),
            whole: Some(whole),
            addresses: bench.workspace.read(articles::addresses)?,
            parties: BTreeMap::new(),
            gathered: BTreeSet::new(),
            linked: BTreeSet::new(),
        })
    }

    /// The article that an item's own bytes are, once only whatever the file is called.
    pub(super) fn article(&mut self, place: &str, own: Vec<u8>, json: bool, made: Made) -> Result<Arrival> {
        let sha256 = digest(&own);
        if !self.gathered.insert(sha256) {
            self.report.already_here += 1;
            return Ok(Arrival::Here);
        }
        let known = self.bench.workspace.read(|conn| match articles::with_sha256(conn, sha256)? {
            Some(id) => Ok(Some((id, articles::is_removed(conn, id)?, articles::text(conn, id)?))),
            None => Ok(None),
        })?;
        match known {
            Some((_, false, _)) => {
                self.report.already_here += 1;
                Ok(Arrival::Here)
            }
            Some((id, true, text)) => {
                self.changes.push(Change::Restored { subject: Subject::Article(id) });
                self.report.articles += 1;
                Ok(Arrival::Comes(id, text))
            }
            None => {
                let (document, article) = self.made(place, &own, json, made);
                let (id, text) = (article.id, article.text.clone());
                self.changes.push(Change::ArticleLoaded { document, article });
                // The file that the item was written out of is kept beside it, once.
                self.bytes.extend([Some(own), self.whole.take()].into_iter().flatten());
                self.report.articles += 1;
                Ok(Arrival::Comes(id, text))
            }
        }
    }

    fn made(&self, place: &str, own: &[u8], json: bool, made: Made) -> (Document, Article) {
        let clock = &self.bench.clock;
        let origin = Origin::Part {
            file: self.file.clone(),
            sha256: self.sha256,
            place: place.to_owned(),
            url: made.url.clone(),
            captured: None,
            came: None,
        };
        let document = Document {
            id: DocumentId(clock.uuid()),
            sha256: digest(own),
            bytes: u32::try_from(own.len()).unwrap_or(u32::MAX),
            media_type: if json { MediaType::Json } else { MediaType::PlainText },
            encoding: "UTF-8".to_owned(),
            origin,
            loaded_at: clock.now(),
        };
        let (text, blocks) = laid_out(made.blocks);
        let article = Article {
            id: ArticleId(clock.uuid()),
            document: document.id,
            title: made.title,
            byline: made.byline,
            publisher: made.publisher,
            published: made.published.as_deref().and_then(dated),
            modified: None,
            paywalled: false,
            language: made.language,
            url: made.url,
            text,
            blocks,
            pages: Vec::new(),
            left_out: Vec::new(),
        };
        (document, article)
    }

    /// Records a claim in these words, made at `passage`, with what `known` says of that; answers where it is made.
    pub(super) fn claim(
        &mut self,
        statement: &str,
        (article, passage): (ArticleId, Passage),
        known: impl FnOnce(&mut Appearance),
    ) -> Result<Appearance> {
        let claim = Claim::new(ClaimId(self.bench.clock.uuid()), statement)?;
        let mut appearance = self.bench.appearance(claim.id, article, passage);
        known(&mut appearance);
        self.report.claims += 1;
        self.changes.push(Change::ClaimRecorded { claim, appearance: appearance.clone() });
        Ok(appearance)
    }

    /// Notes `words` at `claim`.
    pub(super) fn note(&mut self, claim: ClaimId, words: String) {
        let evidence = Evidence {
            id: EvidenceId(self.bench.clock.uuid()),
            claim,
            matter: EvidenceMatter::Note,
            stance: Stance::Neutral,
            note: words,
            reliability: None,
            credibility: None,
            basis: None,
            source: None,
        };
        self.report.notes += 1;
        self.changes.push(Change::EvidenceAttached { evidence });
    }

    /// The party called `name`; one is added when nobody is.
    pub(super) fn party(&mut self, name: &str) -> Result<Option<PartyId>> {
        let key = name.trim().to_lowercase();
        if key.is_empty() {
            return Ok(None);
        }
        if let Some(known) = self.parties.get(&key) {
            return Ok(Some(*known));
        }
        let found = self.bench.workspace.read(|conn| parties::called(conn, name))?;
        let id = found.map(|party| party.id).unwrap_or_else(|| {
            let id = PartyId(self.bench.clock.uuid());
            self.changes.push(Change::PartyAdded { party: Party::named(id, name.trim().to_owned()) });
            id
        });
        self.parties.insert(key, id);
        Ok(Some(id))
    }

    /// The article in sight at `address`, whatever part of the page it names.
    pub(super) fn at_address(&self, address: &str) -> Option<ArticleId> {
        let page = address.split('#').next().unwrap_or(address);
        let other = page.strip_suffix('/').map_or_else(|| format!("{page}/"), str::to_owned);
        [address, page, &other].into_iter().find_map(|address| self.addresses.get(address)).copied()
    }

    /// Offers `url` to be loaded, once, where it is an address and nothing of it is here.
    pub(super) fn offer(&mut self, url: &str, title: Option<&str>, published: Option<&str>) -> bool {
        let is_address = is_address(url);
        if is_address && self.at_address(url).is_none() && self.linked.insert(url.to_owned()) {
            let published = published.and_then(|day| day.parse().ok());
            self.report.links.push(LinkRow { url: url.to_owned(), title: title.map(str::to_owned), published });
        }
        is_address
    }

    pub(super) fn refuse(&mut self, place: &str, reason: impl ToString) {
        self.report.refused.push(RefusedItem { place: place.to_owned(), reason: reason.to_string() });
    }
}

/// A text of `blocks`, parted by empty lines.
fn laid_out(blocks: Vec<(BlockKind, String)>) -> (String, Vec<Block>) {
    let mut whole = String::new();
    let mut laid_out = Vec::new();
    let mut end = 0;
    for (kind, words) in blocks {
        let words = words.trim();
        if words.is_empty() {
            continue;
        }
        let start = if whole.is_empty() { 0 } else { end + 2 };
        if start > 0 {
            whole.push_str("\n\n");
        }
        whole.push_str(words);
        end = start + text::length(words);
        laid_out.push(Block { kind, range: TextRange { start, end }, post: None });
    }
    (whole, laid_out)
}

/// Whether `url` is an address of the web.
pub(super) fn is_address(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://")) && !url.contains(char::is_whitespace)
}

/// The day that `written` names, when it names one.
pub(super) fn on_day(written: &str) -> Option<NaiveDate> {
    dated(written).map(|dated| dated.on)
}

fn dated(written: &str) -> Option<Dated> {
    let moment = analysis::moments::moment(written.get(..10).filter(|day| is_day(day)).unwrap_or(written), None)?;
    let interval = moment.interval;
    (interval.from == interval.to).then(|| Dated {
        on: interval.from,
        from: DatedFrom::Header,
        as_written: written.to_owned(),
    })
}

fn is_day(text: &str) -> bool {
    text.parse::<NaiveDate>().is_ok()
}

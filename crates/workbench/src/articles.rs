//! Loading articles and reading them.

use std::{collections::HashMap, fs::File, io::Read, path::Path};

use base64::{Engine, prelude::BASE64_STANDARD};
use database::{Connection, Veil, appearances, archives, articles, articles::ArticleListing};
use documents::{Hint, Original, Reading};
use domain::{
    Article, ArticleId, Change, Coverage, Dated, DatedFrom, Document, DocumentId, MediaType, Origin, Sha256, Subject,
    Suggestion, TextRange,
};
use sha2::Digest;

use crate::{
    Error, Result, Workbench, files, reading, revisions, suggestions, veil,
    views::{AnswerMark, ArticleRow, ArticleView, Loaded, Mark, OriginalView, RevisionView},
};

/// Bytes of a file that are read at most: a hundred mebibytes.
pub(crate) const LARGEST_FILE: u64 = 100 << 20;

impl Workbench {
    /// Loads `text` as one article, as if it was pasted.
    pub fn load_text(&self, text: &str) -> Loaded {
        self.load_bytes(text.as_bytes().to_vec(), Origin::Pasted)
    }

    /// Loads `bytes` as one article; the same bytes loaded twice give the same article.
    pub fn load_bytes(&self, bytes: Vec<u8>, origin: Origin) -> Loaded {
        let name = match &origin {
            Origin::File { name } | Origin::Sample { name } => name.clone(),
            Origin::Part { place, .. } => place.clone(),
            Origin::Pasted => "pasted text".to_owned(),
            Origin::StandardInput => "standard input".to_owned(),
            Origin::Address { fetch } => fetch.url().to_owned(),
        };
        match self.load_article(bytes, origin, &name) {
            Ok(loaded) => loaded,
            Err(error) => Loaded::Failed { name, reason: error.to_string() },
        }
    }

    fn load_article(&self, bytes: Vec<u8>, origin: Origin, name: &str) -> Result<Loaded> {
        let sha256 = digest(&bytes);
        if let Some(article) = self.workspace.read(|conn| articles::with_sha256(conn, sha256))? {
            if self.workspace.read(|conn| articles::is_removed(conn, article))? {
                self.commit(vec![Change::Restored { subject: Subject::Article(article) }])?;
            }
            return Ok(Loaded::AlreadyHere { name: name.to_owned(), article });
        }
        let hint_name = matches!(origin, Origin::File { .. } | Origin::Sample { .. }).then(|| name.to_owned());
        let reading = self.reader().read(&bytes, &Hint { name: hint_name, ..Hint::default() })?;
        let warnings = reading.warnings.clone();
        let (document, article) = self.made_of(reading, &bytes, origin);
        let id = article.id;
        let beside = self.beside_earlier(&document, &article)?;
        let mut changes = vec![Change::ArticleLoaded { document, article }];
        changes.extend(beside);
        self.commit_with(changes, vec![bytes])?;
        self.loaded(name.to_owned(), id, warnings)
    }

    /// What came of loading `article`: a page of its own, or a newer copy of one that is here.
    pub(crate) fn loaded(&self, name: String, article: ArticleId, mut warnings: Vec<String>) -> Result<Loaded> {
        Ok(match self.workspace.read(|conn| revisions::revision(conn, article))? {
            Some(RevisionView { number, quotes, .. }) => {
                warnings.extend(self.workspace.read(|conn| revisions::doubt(conn, article))?);
                Loaded::Revised { name, article, number, quotes, warnings }
            }
            None => Loaded::New { name, article, warnings },
        })
    }

    /// The document and article that `reading` of `bytes` gives.
    pub(crate) fn made_of(&self, reading: Reading, bytes: &[u8], origin: Origin) -> (Document, Article) {
        let fetched = match &origin {
            Origin::Address { fetch } => Some(fetch.url().to_owned()),
            _ => None,
        };
        let document = Document {
            id: DocumentId(self.clock.uuid()),
            sha256: reading.sha256,
            bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
            media_type: reading.media_type,
            encoding: reading.encoding,
            origin,
            loaded_at: self.clock.now(),
        };
        let published = reading::published(reading.published, &reading.text, &reading.blocks);
        let article = Article {
            id: ArticleId(self.clock.uuid()),
            document: document.id,
            title: reading.title,
            byline: reading.byline,
            publisher: reading.publisher,
            published,
            modified: reading.modified,
            paywalled: reading.paywalled,
            language: reading.language,
            url: reading.url.or(fetched),
            text: reading.text,
            blocks: reading.blocks,
            pages: reading.pages,
            left_out: reading.left_out,
        };
        (document, article)
    }

    /// All articles, the newest loaded first.
    pub fn articles(&self) -> Result<Vec<ArticleRow>> {
        let (rows, pages) =
            self.read_seen(|conn, veil| Ok((listed(conn, veil)?, database::revisions::pages(conn)?)))?;
        let copies: HashMap<ArticleId, usize> =
            pages.iter().filter_map(|copies| Some((copies.last()?.article, copies.len()))).collect();
        Ok(rows
            .into_iter()
            .map(|row| ArticleRow {
                copies: copies.get(&row.id).and_then(|many| u32::try_from(*many).ok()).unwrap_or(1),
                id: row.id,
                title: row.title,
                publisher: row.publisher,
                published: row.published.as_ref().map(|dated| dated.on),
                published_inferred: row.published.as_ref().is_some_and(Dated::inferred),
                language: row.language,
                counts: row.counts,
            })
            .collect())
    }

    /// The article with its document and marks; the newest copy of a page has the marks of the earlier ones too.
    pub fn article(&self, id: ArticleId) -> Result<ArticleView> {
        self.read_seen(|conn, veil| {
            let article = articles::by_id(conn, id)?;
            let document = articles::document(conn, id)?;
            let own = appearances::in_article(conn, id)?;
            let own = own.into_iter().map(|(made, status)| (made.passage.range, made, status));
            let carried = revisions::carried(conn, id)?;
            let decided = suggestions::decided_beside(conn, id, &carried)?;
            let mut made: Vec<_> =
                own.chain(carried.marks.into_iter().map(|(made, status, range)| (range, made, status))).collect();
            made.sort_by_key(|(range, ..)| *range);
            let mut marks = Vec::new();
            for (number, (range, appearance, status)) in (1..).zip(made) {
                marks.push(Mark {
                    claim: appearance.claim,
                    appearance: appearance.id,
                    range,
                    status: veil::seen(veil, appearance.claim, status),
                    number,
                    statement: database::claims::by_id(conn, appearance.claim)?.statement,
                    carried: Some(appearance.article).filter(|copy| *copy != id),
                });
            }
            let proposed = self.by_models(&article);
            let revision = revisions::revision(conn, id)?;
            let archive = archives::newest(conn, id)?;
            let answers = answers(conn, id)?;
            Ok(ArticleView { archive, answers, ..shown(article, document, (marks, revision), (&decided, proposed)) })
        })
    }

    /// Corrects or accepts the publication date of `article`: a day such as 2025-04-09; empty when there is none.
    pub fn date_article(&self, article: ArticleId, date: &str) -> Result<()> {
        let from = self.workspace.read(|conn| articles::by_id(conn, article))?.published;
        let date = date.trim();
        let to = (!date.is_empty())
            .then(|| {
                date.parse()
                    .map(|on| Dated { on, from: DatedFrom::Analyst, as_written: date.to_owned() })
                    .map_err(|_| Error::NotADay { given: date.to_owned() })
            })
            .transpose()?;
        if from == to { Ok(()) } else { self.commit(vec![Change::ArticleDated { article, from, to }]) }
    }

    /// Takes an article, and the appearances in it, out of sight.
    pub fn remove_article(&self, article: ArticleId) -> Result<()> {
        self.commit(vec![Change::Removed { subject: Subject::Article(article) }])
    }

    /// The original bytes of `article`.
    pub fn original(&self, article: ArticleId) -> Result<Vec<u8>> {
        let (sha256, bytes) = self.workspace.read(|conn| {
            let sha256 = articles::document(conn, article)?.sha256;
            Ok((sha256, database::bytes::original(conn, sha256)?))
        })?;
        bytes.ok_or(Error::BytesMissing { sha256 })
    }

    /// `article` as its sender made it, to be held beside what was read; of a PDF the page numbered `page`.
    pub fn original_view(&self, article: ArticleId, page: u32) -> Result<OriginalView> {
        let document = self.workspace.read(|conn| articles::document(conn, article))?;
        let (media_type, encoding) = (Some(document.media_type), Some(document.encoding));
        let hint = Hint { media_type, encoding, ..Hint::default() };
        self.made_seen(&self.original(article)?, &hint, page)
    }

    /// `bytes` as they are shown; of a PDF the page numbered `page`.
    pub(crate) fn made_seen(&self, bytes: &[u8], hint: &Hint, page: u32) -> Result<OriginalView> {
        Ok(match self.reader().original(bytes, hint, page)? {
            Original::Markup(markup) => OriginalView::Markup { markup },
            Original::Text(text) => OriginalView::Text { text },
            Original::Picture { page, pages, png } => {
                OriginalView::Picture { page, pages, png: BASE64_STANDARD.encode(png) }
            }
        })
    }

    /// The file that `article` is a part of, where that is kept: where the part was written out of it.
    pub fn whole_file(&self, article: ArticleId) -> Result<Option<Vec<u8>>> {
        Ok(self.workspace.read(|conn| match articles::document(conn, article)?.origin {
            Origin::Part { sha256, .. } => database::bytes::original(conn, sha256),
            _ => Ok(None),
        })?)
    }

    /// What a file with the original bytes of `article`, as [`Self::save_original`] writes them, would be called.
    pub fn original_name(&self, article: ArticleId) -> Result<String> {
        let document = self.workspace.read(|conn| articles::document(conn, article))?;
        let is_whole = self.whole_file(article)?.is_some();
        Ok(match document.origin {
            Origin::Part { file, .. } if is_whole => file,
            Origin::File { name } | Origin::Sample { name } => name,
            Origin::Part { place, .. } => place.rsplit(['/', '›']).next().unwrap_or_default().trim().to_owned(),
            Origin::Pasted | Origin::StandardInput => format!("{article}.txt"),
            // An address may name anything; the name is ours.
            Origin::Address { .. } if document.media_type == MediaType::Html => format!("{article}.html"),
            Origin::Address { .. } => article.to_string(),
        })
    }

    /// Writes the original bytes of `article` to `path`, whole or not at all: those of the file that it is a part of, where
    /// it was written out of that, since no sender made the part.
    pub fn save_original(&self, article: ArticleId, path: &Path) -> Result<()> {
        let whole = self.whole_file(article)?;
        let bytes = whole.map_or_else(|| self.original(article), Ok)?;
        files::write_whole(path, &bytes).map_err(|cause| Error::file("write the original to", path, &cause))
    }
}

/// All articles, the newest loaded first; of copies of one page the newest, with the counts of all of them.
fn listed(conn: &Connection, veil: &Veil) -> database::Result<Vec<ArticleListing>> {
    let mut rows = articles::listing(conn, veil)?;
    for copies in database::revisions::pages(conn)? {
        let ids: Vec<ArticleId> = copies.into_iter().map(|copy| copy.article).collect();
        let Some((newest, earlier)) = ids.split_last() else { continue };
        rows.retain(|row| !earlier.contains(&row.id));
        if let Some(row) = rows.iter_mut().find(|row| row.id == *newest) {
            row.counts = articles::counts(conn, veil, &ids)?;
        }
    }
    Ok(rows)
}

/// What parties answer in the words of `article`, in their order.
fn answers(conn: &Connection, article: ArticleId) -> database::Result<Vec<AnswerMark>> {
    let mut answers = Vec::new();
    for response in database::responses::in_article(conn, article)? {
        let Some(passage) = response.passage else { continue };
        answers.push(AnswerMark {
            response: response.id,
            claim: response.claim,
            range: passage.range,
            party: database::parties::head(conn, response.party)?.name,
            kind: response.kind,
            statement: database::claims::by_id(conn, response.claim)?.statement,
        });
    }
    answers.sort_by_key(|answer| answer.range);
    Ok(answers)
}

fn shown(
    article: Article,
    document: Document,
    (marks, revision): (Vec<Mark>, Option<RevisionView>),
    (decided, proposed): (&[TextRange], Vec<Suggestion>),
) -> ArticleView {
    let suggestions = suggestions::joined(suggestions::open(&article, decided), proposed, decided);
    let places: Vec<TextRange> = suggestions.iter().map(|suggestion| suggestion.passage.range).collect();
    let coverage = Coverage::of(&suggestions::sentences(&article), &places, decided);
    let left_out_characters = article.left_out.iter().map(|piece| domain::text::length(piece)).sum();
    ArticleView {
        id: article.id,
        title: article.title,
        byline: article.byline,
        publisher: article.publisher,
        published_inferred: article.published.as_ref().is_some_and(Dated::inferred),
        published: article.published,
        modified: article.modified,
        paywalled: article.paywalled,
        language: article.language,
        url: article.url,
        sha256: document.sha256,
        media_type: document.media_type,
        encoding: document.encoding,
        origin: document.origin,
        archive: None,
        loaded_at: document.loaded_at,
        text: article.text,
        blocks: article.blocks,
        pages: article.pages,
        left_out: article.left_out,
        left_out_characters,
        marks,
        answers: Vec::new(),
        suggestions,
        coverage,
        revision,
    }
}

/// The last part of `path`, for people.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// The bytes of the file at `path`, when it is a file of at most a hundred mebibytes. `verb` says what they are for.
pub(crate) fn read_file(path: &Path, verb: &'static str) -> Result<Vec<u8>> {
    let told = |cause: &std::io::Error| Error::file(verb, path, cause);
    let metadata = std::fs::metadata(path).map_err(|cause| told(&cause))?;
    if metadata.is_dir() {
        return Err(Error::IsFolder { verb, name: file_name(path) });
    }
    // A pipe or a device does not say how much it holds, so what is read is counted too.
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST_FILE + 1).read_to_end(&mut bytes));
    read.map_err(|cause| told(&cause))?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(Error::TooLarge { verb, name: file_name(path) });
    }
    Ok(bytes)
}

/// The SHA-256 of `bytes`.
pub(crate) fn digest(bytes: &[u8]) -> Sha256 {
    Sha256(sha2::Sha256::digest(bytes).into())
}

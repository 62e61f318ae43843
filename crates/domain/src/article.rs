//! The text read from a document: typed blocks, never markup.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{ArticleId, DocumentId, TextRange};

/// What a block of an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// A heading inside the body.
    Heading,
    /// Running text.
    Paragraph,
    /// Words set apart as somebody's.
    Quote,
    /// One item of a list.
    ListItem,
    /// The words under a picture.
    Caption,
    /// One row of a table, its cells parted by tabs.
    TableRow,
    /// A post from another site, shown in the article.
    EmbeddedPost,
}

/// Who signed an embedded post, and when, as written there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Post {
    /// The author's name.
    pub author: Option<String>,
    /// The author's handle, with its sign ("@vessa_gov").
    pub handle: Option<String>,
    /// The date as written ("April 9, 2025").
    pub dated: Option<String>,
}

/// A part of an article's text with one meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the article's text. Blocks do not overlap and follow the text's order.
    pub range: TextRange,
    /// For an embedded post, its signature.
    pub post: Option<Post>,
}

/// Where a page of a document begins in an article's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct PageStart {
    /// The first scalar value of the text on it.
    pub start: u32,
    /// The page's number, from 1.
    pub page: u32,
    /// Whether its words were recognised in a picture of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recognised: bool,
}

impl PageStart {
    /// The page that the scalar value at `place` stands on, where `pages` are in the order of the text.
    pub fn page_at(pages: &[Self], place: u32) -> Option<u32> {
        let after = pages.partition_point(|page| page.start <= place);
        pages[..after].last().map(|page| page.page)
    }
}

/// Where a publication date was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum DatedFrom {
    /// Structured data for search engines (JSON-LD).
    JsonLd,
    /// OpenGraph or another `<meta>` element.
    Meta,
    /// A `<time>` element.
    TimeElement,
    /// The day in the page's address.
    Url,
    /// A line of the page that a reader sees, such as the byline.
    Byline,
    /// The header of a mail, or the properties of a file.
    Header,
    /// Front matter of a Markdown file.
    FrontMatter,
    /// A dated passage of the text itself: inferred, not stated.
    Text,
    /// Set by the analyst.
    Analyst,
}

/// A publication date and where it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Dated {
    /// The day.
    pub on: NaiveDate,
    /// Where it was found.
    pub from: DatedFrom,
    /// The words or value it was read from.
    pub as_written: String,
}

impl Dated {
    /// Whether the program inferred the date rather than finding it stated.
    pub fn inferred(&self) -> bool {
        self.from == DatedFrom::Text
    }
}

/// The text read from a document. Never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Article {
    /// Its identifier.
    pub id: ArticleId,
    /// The document it was read from.
    pub document: DocumentId,
    /// The headline.
    pub title: String,
    /// The people who wrote it, as named.
    pub byline: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<Dated>,
    /// When it was last changed, as its document states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<Dated>,
    /// Whether its document says that only subscribers see all of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paywalled: bool,
    /// The text's language, a BCP 47 tag ("en", "uk", "zh-Hant").
    pub language: Option<String>,
    /// Its canonical address.
    pub url: Option<String>,
    /// The whole text. Offsets count its Unicode scalar values.
    pub text: String,
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
    /// Where the document's pages begin in the text; none where it has no pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<PageStart>,
    /// What was taken for site furniture and left out, piece by piece.
    pub left_out: Vec<String>,
}

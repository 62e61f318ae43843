//! Building an article's text block by block.

use domain::{Block, BlockKind, PageStart, Post, TextRange, text};

/// Characters of a title made of the first sentence, at most.
const TITLE: usize = 90;

/// An article's text and blocks while they are being read. Blocks are parted by an empty line.
#[derive(Debug, Default)]
pub(crate) struct Body {
    text: String,
    length: u32,
    blocks: Vec<Block>,
    pages: Vec<PageStart>,
}

impl Body {
    /// Adds a block; words that are white space alone add nothing.
    pub(crate) fn push(&mut self, kind: BlockKind, words: &str, post: Option<Post>) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
            self.length += 2;
        }
        let start = self.length;
        self.text.push_str(words);
        self.length += text::length(words);
        self.blocks.push(Block { kind, range: TextRange { start, end: self.length }, post });
    }

    /// Adds a block whose words are `pieces`, each on its page.
    pub(crate) fn push_on(&mut self, kind: BlockKind, pieces: &[(u32, String)]) {
        let whole: String = pieces.iter().map(|(_, words)| words.as_str()).collect();
        if whole.trim().is_empty() {
            return;
        }
        let mut start = if self.text.is_empty() { 0 } else { self.length + 2 };
        for (page, words) in pieces {
            if self.pages.last().is_none_or(|last| last.page != *page) {
                self.pages.push(PageStart { start, page: *page, recognised: false });
            }
            start += text::length(words);
        }
        self.push(kind, &whole, None);
    }

    /// Where each page begins, if there are pages.
    pub(crate) fn pages(&self) -> &[PageStart] {
        &self.pages
    }

    /// The text and its blocks.
    pub(crate) fn finished(self) -> (String, Vec<Block>) {
        (self.text, self.blocks)
    }
}

/// The first sentence of `text`, cut at a word's end when it is long.
pub(crate) fn first_sentence(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    let sentence = line.find(['.', '!', '?', '。', '؟']).map_or(line, |at| &line[..at]);
    let mut title = String::new();
    for word in sentence.split_whitespace() {
        if title.chars().count() + word.chars().count() > TITLE {
            if title.is_empty() {
                title = word.chars().take(TITLE).collect();
            }
            title.push('…');
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    if title.is_empty() { line.chars().take(TITLE).collect() } else { title }
}

/// `text` with runs of white space made one space.
pub(crate) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

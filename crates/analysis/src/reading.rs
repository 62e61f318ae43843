//! A text made ready: its tokens, its quotations and its sentences, block by block.

use std::ops::Range;

use domain::{Block, BlockKind, Passage, TextRange};

use crate::lexicon::Lexicon;
use crate::quotes::{Quote, quotes};
use crate::sentences::sentences;
use crate::tokens::{Token, tokens};

const NONE: u32 = u32::MAX;
/// Scalar values before and after its words that a passage keeps; `Passage::cut` keeps as many.
const CONTEXT: usize = 32;

/// A sentence: its tokens, and the place of its block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub(crate) tokens: Range<usize>,
    pub(crate) block: usize,
}

/// A text made ready.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) text: &'a str,
    pub(crate) language: Option<&'a str>,
    pub(crate) lexicon: &'static Lexicon,
    pub(crate) tokens: Vec<Token>,
    pub(crate) quotes: Vec<Quote>,
    quote_of: Vec<u32>,
    pub(crate) sentences: Vec<Sentence>,
    /// The tokens of each block that is read for claims.
    pub(crate) blocks: Vec<Range<usize>>,
}

impl<'a> Reading<'a> {
    /// Reads `text`, of which `blocks` are the parts.
    pub(crate) fn new(text: &'a str, blocks: &[Block], language: Option<&'a str>) -> Self {
        let lexicon = Lexicon::of(language);
        let tokens = tokens(text, lexicon);
        let mut reading = Self {
            text,
            language,
            lexicon,
            quote_of: vec![NONE; tokens.len()],
            tokens,
            quotes: Vec::new(),
            sentences: Vec::new(),
            blocks: Vec::new(),
        };
        reading.blocks = blocks.iter().map(|block| reading.within(block.range)).collect();
        let running = |kind| !matches!(kind, BlockKind::Heading | BlockKind::EmbeddedPost | BlockKind::TableRow);
        for (place, block) in blocks.iter().enumerate().filter(|(_, block)| running(block.kind)) {
            let within = reading.blocks[place].clone();
            let next = reading.blocks.get(place + 1).and_then(|next| reading.tokens.get(next.start));
            let next_opens = next.is_some_and(|token| token.mark(&['“', '"', '«', '„', '「']));
            debug_assert!(block.range.start <= block.range.end, "blocks run forwards");
            for quote in quotes(&reading.tokens, within.clone(), next_opens) {
                let number = u32::try_from(reading.quotes.len()).unwrap_or(NONE);
                reading.quote_of[quote.open..=quote.close].fill(number);
                reading.quotes.push(quote);
            }
            let cut = sentences(&reading, within);
            reading.sentences.extend(cut.into_iter().map(|tokens| Sentence { tokens, block: place }));
        }
        reading
    }

    /// The tokens that lie in `range`.
    fn within(&self, range: TextRange) -> Range<usize> {
        let from = self.tokens.partition_point(|token| token.start < range.start);
        let to = self.tokens.partition_point(|token| token.end <= range.end);
        from..to.max(from)
    }

    /// The tokens that have letters in `range`; none when there are none.
    pub(crate) fn meeting(&self, range: TextRange) -> Option<Range<usize>> {
        let from = self.tokens.partition_point(|token| token.end <= range.start);
        let to = self.tokens.partition_point(|token| token.start < range.end);
        (from < to).then_some(from..to)
    }

    /// The words of one token.
    pub(crate) fn word(&self, at: usize) -> &'a str {
        &self.text[self.tokens[at].from..self.tokens[at].to]
    }

    /// The words of a run of tokens.
    pub(crate) fn words(&self, tokens: Range<usize>) -> &'a str {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if first.from <= last.to => &self.text[first.from..last.to],
            _ => "",
        }
    }

    /// Where a run of tokens stands.
    pub(crate) fn range(&self, tokens: Range<usize>) -> TextRange {
        TextRange { start: self.tokens[tokens.start].start, end: self.tokens[tokens.end - 1].end }
    }

    /// The passage that a run of tokens makes. The places are known, so the text is not counted through again.
    pub(crate) fn passage(&self, tokens: Range<usize>) -> Option<Passage> {
        let (first, last) = (self.tokens.get(tokens.start)?, self.tokens.get(tokens.end.checked_sub(1)?)?);
        let (before, after) = (self.text.get(..first.from)?, self.text.get(last.to..)?);
        let back = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
        let on = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        Some(Passage {
            range: TextRange { start: first.start, end: last.end },
            exact: self.text.get(first.from..last.to)?.to_owned(),
            prefix: before[back..].to_owned(),
            suffix: after[..on].to_owned(),
        })
    }

    /// Where the first of `phrases`, in lower case, begins among the `tokens` outside quotation marks.
    pub(crate) fn first_of(&self, tokens: Range<usize>, phrases: &[String]) -> Option<usize> {
        let gap = if self.lexicon.script.unspaced { "" } else { " " };
        let (mut all, mut starts) = (String::new(), Vec::new());
        for at in tokens.filter(|at| !self.quoted(*at)) {
            starts.push((all.len(), at));
            all.push_str(&self.word(at).to_lowercase());
            all.push_str(gap);
        }
        let stands = |from: &usize, phrase: &str| {
            gap.is_empty() || (all[..*from].ends_with(gap) || *from == 0) && all[from + phrase.len()..].starts_with(gap)
        };
        let places = phrases.iter().filter_map(|phrase| {
            let mut found = all.match_indices(phrase.as_str()).map(|(from, _)| from);
            found.find(|from| stands(from, phrase))
        });
        places.min().map(|from| starts[starts.partition_point(|(start, _)| *start <= from) - 1].1)
    }

    /// The place of the sentence that the token at `at` is part of.
    pub(crate) fn sentence_at(&self, at: usize) -> Option<usize> {
        let place = self.sentences.partition_point(|sentence| sentence.tokens.end <= at);
        self.sentences.get(place).filter(|sentence| sentence.tokens.contains(&at)).map(|_| place)
    }

    /// The tokens of the block that the token at `at` is part of.
    pub(crate) fn block_at(&self, at: usize) -> Option<Range<usize>> {
        let place = self.blocks.partition_point(|block| block.end <= at);
        self.blocks.get(place).filter(|block| block.contains(&at)).cloned()
    }

    /// The place of the quotation that the token at `at` is part of.
    pub(crate) fn quote_number(&self, at: usize) -> Option<usize> {
        self.quote_of.get(at).filter(|number| **number != NONE).map(|number| *number as usize)
    }

    /// The quotation that the token at `at` is part of.
    pub(crate) fn quote_at(&self, at: usize) -> Option<&Quote> {
        self.quote_number(at).map(|number| &self.quotes[number])
    }

    /// Whether the token at `at` stands inside quotation marks.
    pub(crate) fn quoted(&self, at: usize) -> bool {
        self.quote_of.get(at).is_some_and(|number| *number != NONE)
    }
}

#[cfg(test)]
impl<'a> Reading<'a> {
    /// One paragraph, made ready.
    pub(crate) fn of_paragraph(text: &'a str, language: &'a str) -> Self {
        let range = TextRange { start: 0, end: domain::text::length(text) };
        Self::new(text, &[Block { kind: BlockKind::Paragraph, range, post: None }], Some(language))
    }
}

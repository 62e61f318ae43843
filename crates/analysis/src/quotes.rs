//! Quotation marks paired up: which words of a block stand between them.

use std::ops::Range;

use crate::tokens::{ENDS, Kind, Token};

/// A quotation: the places of its opening and its closing mark, both included, among the tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Quote {
    pub(crate) open: usize,
    pub(crate) close: usize,
    /// It goes on in the next paragraph, which opens with a mark of its own.
    pub(crate) goes_on: bool,
}

/// Which marks a mark can be closed by.
fn closers(open: char) -> &'static [char] {
    match open {
        '“' => &['”', '"', '“'],
        '„' => &['“', '”', '"', '‟'],
        '«' => &['»'],
        '»' => &['«'],
        '‘' | '‚' => &['’', '‘'],
        '「' => &['」'],
        '『' => &['』'],
        '《' => &['》'],
        '"' => &['"', '”'],
        '\'' => &['\''],
        '”' => &['”'],
        _ => &[],
    }
}

/// The quotations among the tokens of one block. `next_opens` tells whether the block after it opens with a mark.
pub(crate) fn quotes(tokens: &[Token], block: Range<usize>, next_opens: bool) -> Vec<Quote> {
    let mut quotes = Vec::new();
    let mut open: Option<usize> = None;
    let mut at = block.start;
    while at < block.end {
        let token = &tokens[at];
        match open {
            None if opens(tokens, at, &block) => open = Some(at),
            Some(start) if closes(tokens, start, at, &block) => {
                quotes.push(Quote { open: start, close: at, goes_on: false });
                open = None;
            }
            // A second opening mark of the same kind shows that the first was never closed.
            Some(start) if token.sign == tokens[start].sign && token.mark(&['“', '«']) && token.spaced => {
                quotes.extend(unclosed(tokens, start, at));
                open = Some(at);
            }
            _ => {}
        }
        at += 1;
    }
    if let Some(start) = open {
        if next_opens && !tokens[start].mark(&['\'', '‘', '’']) {
            quotes.push(Quote { open: start, close: block.end - 1, goes_on: true });
        } else {
            quotes.extend(unclosed(tokens, start, block.end));
        }
    }
    quotes
}

fn opens(tokens: &[Token], at: usize, block: &Range<usize>) -> bool {
    let token = &tokens[at];
    if token.kind != Kind::Mark || closers(token.sign).is_empty() {
        return false;
    }
    let next = (at + 1 < block.end).then(|| &tokens[at + 1]);
    let before = (at > block.start).then(|| &tokens[at - 1]);
    let loose =
        token.spaced || before.is_none_or(|before| before.kind == Kind::Mark && !before.mark(&['.', ',', '”', '"']));
    match token.sign {
        '"' => next.is_some_and(|next| !next.spaced) && loose,
        '\'' | '‘' => next.is_some_and(|next| !next.spaced && next.kind != Kind::Mark) && loose,
        // In German and some Slavic typography these open; in French and English they close.
        '»' => next.is_some_and(|next| !next.spaced) && loose,
        '”' => next.is_some_and(|next| !next.spaced && next.kind != Kind::Mark) && loose,
        _ => next.is_some(),
    }
}

fn closes(tokens: &[Token], start: usize, at: usize, block: &Range<usize>) -> bool {
    let token = &tokens[at];
    if token.kind != Kind::Mark || !closers(tokens[start].sign).contains(&token.sign) {
        return false;
    }
    let next = (at + 1 < block.end).then(|| &tokens[at + 1]);
    match token.sign {
        '"' | '“' if tokens[start].sign == token.sign => !token.spaced || next.is_none_or(|next| next.spaced),
        '\'' | '’' | '‘' => !token.spaced && next.is_none_or(|next| next.spaced || next.kind == Kind::Mark),
        _ => true,
    }
}

/// A quotation whose closing mark is missing: to the end of its sentence, when it has one.
fn unclosed(tokens: &[Token], start: usize, limit: usize) -> Option<Quote> {
    if tokens[start].mark(&['\'', '‘', '’', '»', '”']) {
        return None;
    }
    let close = (start + 1..limit).find(|at| tokens[*at].mark(ENDS))?;
    Some(Quote { open: start, close, goes_on: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::tokens::tokens;

    fn found(text: &str) -> String {
        let tokens = tokens(text, Lexicon::of(Some("en")));
        let cut = |quote: &Quote| &text[tokens[quote.open].from..tokens[quote.close].to];
        quotes(&tokens, 0..tokens.len(), false).iter().map(cut).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn every_style_of_quotation_is_paired() {
        for (text, wanted) in [
            ("He said “no basis.” Then “yes”.", "“no basis.” | “yes”"),
            ("He said \"no,\" and \"yes.\"", "\"no,\" | \"yes.\""),
            ("''No,'' he said.", "''No,''"),
            ("« Non », a-t-il dit.", "« Non »"),
            ("„Nein“, sagte er; „ja”.", "„Nein“ | „ja”"),
            ("»Nein«, sagte er.", "»Nein«"),
            ("他说：「不。」又说：“是”", "「不。」 | “是”"),
            ("‘It’s Orsa’s dam,’ she said.", "‘It’s Orsa’s dam,’"),
            ("“He called it ‘a lie’ today,” she said.", "“He called it ‘a lie’ today,”"),
            ("“It never closes. He went on.", "“It never closes."),
            ("The workers' huts and the guards' dogs.", ""),
        ] {
            assert_eq!(found(text), wanted, "{text}");
        }
    }
}

//! Text cut into words, figures and marks, each with its place and what the lexicon knows of it.

use crate::lexicon::{Class, Form, Lexicon, Phrase, Sense};

/// What kind of thing a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    Figure,
    Mark,
}

/// A word, a figure or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// In scalar values.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// In bytes.
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) kind: Kind,
    /// The mark itself; a word's first letter.
    pub(crate) sign: char,
    /// White space stands before it.
    pub(crate) spaced: bool,
    pub(crate) capital: bool,
    /// Ends in "'s" or the like.
    pub(crate) owning: bool,
    pub(crate) sense: Sense,
}

impl Token {
    pub(crate) fn is(&self, class: Class) -> bool {
        self.sense.classes.any(class)
    }

    pub(crate) fn mark(&self, signs: &[char]) -> bool {
        self.kind == Kind::Mark && signs.contains(&self.sign)
    }

    pub(crate) fn word(&self) -> bool {
        self.kind == Kind::Word
    }

    pub(crate) fn form(&self, form: Form) -> bool {
        self.sense.cue.is_some_and(|(_, forms)| forms.any(form))
    }
}

/// The signs that can end a sentence.
pub(crate) const ENDS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।'];
/// Signs of the longest title.
const TITLE: usize = 24;
/// Commas of all scripts.
pub(crate) const COMMAS: &[char] = &[',', '，', '、', '،'];
/// Dashes between words.
pub(crate) const DASHES: &[char] = &['—', '–', '―', '-'];

/// Cuts `text` into tokens.
pub(crate) fn tokens(text: &str, lexicon: &Lexicon) -> Vec<Token> {
    let mut cutter = Cutter { text, lexicon, at: 0, scalar: 0, spaced: true, lower: String::new(), tokens: Vec::new() };
    cutter.tokens.reserve(text.len() / 5);
    while let Some(c) = cutter.peek(0) {
        if c.is_whitespace() {
            cutter.at += c.len_utf8();
            cutter.scalar += 1;
            cutter.spaced = true;
        } else {
            cutter.cut(c);
        }
    }
    let mut tokens = cutter.tokens;
    join_phrases(text, lexicon, &mut tokens);
    tokens
}

struct Cutter<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    at: usize,
    scalar: u32,
    spaced: bool,
    lower: String,
    tokens: Vec<Token>,
}

impl Cutter<'_> {
    fn peek(&self, bytes: usize) -> Option<char> {
        self.text.get(self.at + bytes..)?.chars().next()
    }

    fn cut(&mut self, first: char) {
        if first.is_ascii_digit() {
            let (bytes, scalars) = self.figure();
            self.push(Kind::Figure, first, bytes, scalars);
        } else if first.is_alphanumeric()
            || (matches!(first, '@' | '#') && self.peek(1).is_some_and(char::is_alphabetic))
        {
            let (bytes, scalars) =
                if self.lexicon.script.unspaced && is_han(first) { self.run() } else { self.word(first) };
            self.push(Kind::Word, first, bytes, scalars);
        } else if let Some((bytes, scalars)) = self.title(first) {
            self.push(Kind::Word, first, bytes, scalars);
        } else {
            let rest = &self.text[self.at..];
            // Typewriters and some agencies write two apostrophes, or two grave accents, for a quotation mark.
            let double = rest.starts_with("''") || rest.starts_with("``");
            let dots = if rest.starts_with("...") { 3 } else { 1 };
            let (sign, bytes) = match (double, dots) {
                (true, _) => ('"', 2),
                (_, 3) => ('…', rest.len() - rest.trim_start_matches('.').len()),
                _ if rest.starts_with("--") => ('—', rest.len() - rest.trim_start_matches('-').len()),
                _ => (first, first.len_utf8()),
            };
            let scalars = if bytes == first.len_utf8() { 1 } else { bytes };
            self.push(Kind::Mark, sign, bytes, scalars);
        }
    }

    /// A title between its marks, which is one name: "《地平线》".
    fn title(&self, first: char) -> Option<(usize, usize)> {
        let opens = first == '《' && self.lexicon.script.unspaced;
        let title = self.text[self.at..].char_indices().take(TITLE).enumerate().filter(|_| opens);
        title
            .take_while(|(_, (_, c))| *c != '\n')
            .find(|(_, (_, c))| *c == '》')
            .map(|(scalars, (at, c))| (at + c.len_utf8(), scalars + 1))
    }

    /// Digits with the points, commas and spaces that group them.
    fn figure(&self) -> (usize, usize) {
        let bytes = &self.text.as_bytes()[self.at..];
        let mut end = 0;
        while end < bytes.len() {
            let groups = bytes[end] == b'.' || bytes[end] == b',';
            let more = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            if bytes[end].is_ascii_digit() || (groups && more) {
                end += 1;
            } else {
                break;
            }
        }
        if self.lexicon.numbers.decimal_comma { self.grouped(end) } else { (end, end) }
    }

    /// The figure of so many bytes with the groups of three behind it that spaces part: "2 300 000".
    fn grouped(&self, first: usize) -> (usize, usize) {
        let rest = &self.text[self.at..];
        let (mut end, mut scalars) = (first, first);
        let opens = first <= 3 && rest[..first].bytes().all(|byte| byte.is_ascii_digit());
        while opens
            && let Some(space) =
                rest[end..].chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'))
        {
            let digits = &rest[end + space.len_utf8()..];
            if digits.bytes().take_while(u8::is_ascii_digit).count() != 3 {
                break;
            }
            end += space.len_utf8() + 3;
            scalars += 4;
        }
        (end, scalars)
    }

    /// A word, with the apostrophes, hyphens and points inside it.
    fn word(&self, first: char) -> (usize, usize) {
        let rest = &self.text[self.at..];
        let mut chars = rest.char_indices().peekable();
        let (mut end, mut scalars, mut count) = (0, 0, 0);
        let mut letters_alone = true;
        let mut run = 0;
        while let Some((place, c)) = chars.next() {
            count += 1;
            let next = chars.peek().map(|(_, next)| *next);
            let inside = next.is_some_and(char::is_alphanumeric);
            if c.is_alphanumeric() || is_joined(c) || (count == 1 && c == first) || c == '_' {
                if self.lexicon.script.unspaced && is_han(c) && count > 1 {
                    break;
                }
                run += 1;
                letters_alone &= run == 1;
            } else if matches!(c, '\'' | '’' | '-' | '‐' | '‑' | '&' | 'ʼ' | '·') && inside {
                letters_alone = false;
                run = 0;
                if self.lexicon.script.elides && matches!(c, '\'' | '’') && elided(&rest[..place]) {
                    return (place + c.len_utf8(), count);
                }
            } else if c == '.' && letters_alone && run == 1 && (inside || count > 2) {
                run = 0;
                end = place + 1;
                scalars = count;
                if !inside {
                    break;
                }
                continue;
            } else {
                break;
            }
            end = place + c.len_utf8();
            scalars = count;
        }
        let word = &rest[..end];
        if rest[end..].starts_with('.') && !word.ends_with('.') && self.is_abbreviation(word) {
            return (end + 1, scalars + 1);
        }
        (end.max(first.len_utf8()), scalars.max(1))
    }

    fn is_abbreviation(&self, word: &str) -> bool {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        if capital && word.chars().nth(1).is_none() {
            return true;
        }
        word.len() <= 8
            && self
                .lexicon
                .entry(&word.to_lowercase())
                .is_some_and(|entry| entry.sense.classes.any(Class::ABBREVIATION))
    }

    /// The longest word that the lexicon knows here; else what stands before the next it knows.
    fn run(&self) -> (usize, usize) {
        let rest = &self.text[self.at..];
        if let Some(known) = self.known(rest) {
            return known;
        }
        let (mut bytes, mut scalars) = (0, 0);
        for (place, c) in rest.char_indices() {
            if !is_han(c) || (place > 0 && (scalars >= 24 || self.known(&rest[place..]).is_some())) {
                break;
            }
            bytes = place + c.len_utf8();
            scalars += 1;
        }
        (bytes, scalars)
    }

    fn known(&self, rest: &str) -> Option<(usize, usize)> {
        let mut found = None;
        for (scalars, (place, c)) in rest.char_indices().enumerate().take(self.lexicon.longest) {
            let end = place + c.len_utf8();
            if self.lexicon.entry(&rest[..end]).is_some() {
                found = Some((end, scalars + 1));
            }
        }
        found
    }

    fn push(&mut self, kind: Kind, sign: char, bytes: usize, scalars: usize) {
        let text = self.text;
        let words = &text[self.at..self.at + bytes];
        let mut sense = Sense::default();
        let mut owning = false;
        let mut capital = false;
        if kind == Kind::Word {
            self.lower.clear();
            for c in words.chars() {
                if c == '’' || c == 'ʼ' {
                    self.lower.push('\'');
                } else if c.is_ascii() {
                    self.lower.push(c.to_ascii_lowercase());
                } else {
                    self.lower.extend(c.to_lowercase());
                }
            }
            capital = sign.is_uppercase();
            (sense, owning) = look_up(self.lexicon, &self.lower);
        }
        let scalars = u32::try_from(scalars).unwrap_or(0);
        self.tokens.push(Token {
            start: self.scalar,
            end: self.scalar + scalars,
            from: self.at,
            to: self.at + bytes,
            kind,
            sign,
            spaced: self.spaced,
            capital,
            owning,
            sense,
        });
        self.at += bytes;
        self.scalar += scalars;
        self.spaced = false;
    }
}

/// What the lexicon says of a word in lower case, and whether it owns what follows.
fn look_up(lexicon: &Lexicon, lower: &str) -> (Sense, bool) {
    if let Some(entry) = lexicon.entry(lower)
        && (entry.sense != Sense::default() || !lower.contains('\''))
    {
        return (entry.sense, false);
    }
    let known = |word: &str| lexicon.entry(word).map(|entry| entry.sense);
    if let Some((stem, tail)) = lower.rsplit_once('\'') {
        match tail {
            "s" => {
                let mut sense = known(stem).unwrap_or_default();
                if sense.classes.any(Class::PRONOUN | Class::WH) {
                    sense.classes |= Class::AUXILIARY | Class::BE;
                    return (sense, false);
                }
                sense.cue = None;
                return (sense, true);
            }
            "t" if stem.ends_with('n') => {
                let mut sense = known(&stem[..stem.len() - 1]).unwrap_or_default();
                sense.classes |= Class::AUXILIARY | Class::NEGATION;
                return (sense, false);
            }
            "re" | "ve" | "ll" | "d" | "m" => {
                let mut sense = known(stem).unwrap_or_default();
                sense.classes |= Class::AUXILIARY;
                return (sense, false);
            }
            _ => {}
        }
    }
    (Sense { classes: lexicon.ending(lower), ..Sense::default() }, false)
}

/// Whether a French word leans on the next with an apostrophe.
fn elided(word: &str) -> bool {
    ["l", "d", "qu", "n", "s", "c", "j", "m", "t", "lorsqu", "puisqu", "jusqu"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

/// Letters that hang on the one before.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200c}' | '\u{200d}' | '\u{ad}')
}

pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Makes one token of the words of each phrase that the lexicon knows.
fn join_phrases(text: &str, lexicon: &Lexicon, tokens: &mut Vec<Token>) {
    let mut lower = String::new();
    let mut kept = 0;
    let mut at = 0;
    while at < tokens.len() {
        let mut token = tokens[at];
        let mut taken = 1;
        if token.word() {
            lower.clear();
            lower.extend(text[token.from..token.to].chars().flat_map(char::to_lowercase).map(plain));
            let phrases = lexicon.entry(&lower).map_or(&[][..], |entry| &entry.phrases);
            if let Some(phrase) = phrases.iter().find(|phrase| follows(text, &tokens[at + 1..], phrase)) {
                let last = tokens[at + phrase.rest.len()];
                taken += phrase.rest.len();
                token = Token { end: last.end, to: last.to, owning: last.owning, sense: phrase.sense, ..token };
            }
        }
        tokens[kept] = token;
        kept += 1;
        at += taken;
    }
    tokens.truncate(kept);
}

fn follows(text: &str, tokens: &[Token], phrase: &Phrase) -> bool {
    tokens.len() >= phrase.rest.len()
        && phrase.rest.iter().zip(tokens).all(|(word, token)| {
            let mut here = text[token.from..token.to].chars().flat_map(char::to_lowercase).map(plain);
            let same = word.chars().all(|c| here.next() == Some(c));
            let rest: String = here.take(3).collect();
            token.word() && same && (rest.is_empty() || rest == "'s")
        })
}

fn plain(c: char) -> char {
    if c == '’' || c == 'ʼ' { '\'' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let tokens = tokens(text, Lexicon::of(Some("en")));
        tokens.iter().map(|token| &text[token.from..token.to]).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_figures_and_marks_are_cut_where_a_reader_would() {
        for (text, wanted) in [
            ("The U.S. said 3.5 million, no more.", "The|U.S.|said|3.5|million|,|no|more|."),
            ("Gen. Lee didn’t go.", "Gen.|Lee|didn’t|go|."),
            ("a dual-use item -- or 1,000", "a|dual-use|item|--|or|1,000"),
            ("''Yes,'' he said...", "''|Yes|,|''|he|said|..."),
            ("according to the ministry", "according to|the|ministry"),
            ("Kyiv’s forces", "Kyiv’s|forces"),
            ("J. K. Orsa won.", "J.|K.|Orsa|won|."),
        ] {
            assert_eq!(cut(text), wanted);
        }
    }
}

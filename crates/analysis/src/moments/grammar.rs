//! The patterns of a language's times, read from its data file, and where they fit in a text.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};
use domain::{Interval, Precision};
use serde::Deserialize;

use super::places::LATEST_DAY;
use super::rules::{Caught, DATE, Placed, Rule, Unit};
use crate::tokens::is_han;

/// Words of the longest time.
const LONGEST: usize = 14;

/// A time found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) bytes: Range<usize>,
    pub(super) placed: Placed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// A word that the grammar knows, by its number.
    Word(u32),
    /// Digits: their value, and how many.
    Figure(u32, u8),
    Unknown,
}

#[derive(Debug, Clone, Copy)]
struct Token {
    piece: Piece,
    from: usize,
    to: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Slot {
    Weekday,
    Month,
    Season,
    Unit,
    Count,
    Ordinal,
    Day,
    LastDay,
    MonthFigure,
    Year,
    LastYear,
    Century,
    /// Seasons and weekdays that are counted: "two summers".
    Seasons,
    Weekdays,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Word(u32),
    Slot(Slot),
}

#[derive(Debug)]
struct Pattern {
    items: Vec<Item>,
    rule: Rule,
}

/// The words of a name, and its number.
type Name = (Vec<u32>, u32);

/// The times of one language.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    vocabulary: HashMap<Box<str>, u32>,
    names: HashMap<(Slot, u32), Vec<Name>>,
    by_word: HashMap<u32, Vec<Pattern>>,
    by_slot: Vec<(Slot, Vec<Pattern>)>,
    /// Words before the time that something is counted at.
    pub(super) as_of: Vec<String>,
    since: Vec<Vec<u32>>,
    before_range: Vec<u32>,
    inside_range: Vec<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    names: BTreeMap<String, Vec<String>>,
    units: BTreeMap<String, String>,
    /// Words that make a span up to the publication date of what follows.
    since: Vec<String>,
    /// Words before the time that something is counted at.
    as_of: Vec<String>,
    /// Words before a range, and between its ends.
    before_range: String,
    inside_range: String,
    patterns: BTreeMap<String, Vec<String>>,
}

macro_rules! files {
    ($($tag:literal),*) => {
        [$(($tag, include_str!(concat!("../../lexicon/", $tag, "/moments.toml")))),*]
    };
}

const FILES: [(&str, &str); 8] = files!["en", "uk", "ru", "zh", "ar", "de", "fr", "es"];

impl Grammar {
    fn at(place: usize) -> &'static Self {
        static LOADED: [OnceLock<Grammar>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
        LOADED[place].get_or_init(|| load(FILES[place].0, FILES[place].1))
    }

    /// The grammar of a BCP 47 tag; English where there is none.
    pub(super) fn of(language: Option<&str>) -> &'static Self {
        let primary = language.and_then(|tag| tag.split(['-', '_']).next()).unwrap_or("en").to_lowercase();
        Self::at(FILES.iter().position(|(tag, _)| *tag == primary).unwrap_or(0))
    }

    /// All grammars, English first.
    pub(super) fn all() -> impl Iterator<Item = &'static Self> {
        (0..FILES.len()).map(Self::at)
    }

    /// The times in `text`, in order.
    pub(super) fn find(&self, text: &str, published: Option<NaiveDate>, ahead: bool) -> Vec<Found> {
        let tokens = self.tokens(text);
        let mut found: Vec<(Range<usize>, Placed)> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let earlier = found.last().map(|(_, placed)| placed.interval);
            if let Some((mut end, mut placed)) = self.match_at(&tokens, at, (published, earlier), ahead) {
                let mut start = at;
                // "on Monday last week": what begins a word later may reach further.
                let mut later = at + 1;
                while later < end {
                    if let Some((further, other)) = self.match_at(&tokens, later, (published, earlier), ahead)
                        && further > end
                    {
                        (start, end, placed) = (later, further, other);
                    }
                    later += 1;
                }
                found.push((start..end, placed));
                at = end;
            } else {
                at += 1;
            }
        }
        let joined = self.ranges(&tokens, found);
        let spans = joined.into_iter().map(|(place, placed)| self.since(&tokens, place, placed, published));
        spans
            .map(|(place, placed)| Found { bytes: tokens[place.start].from..tokens[place.end - 1].to, placed })
            .collect()
    }

    fn match_at(
        &self,
        tokens: &[Token],
        at: usize,
        (published, earlier): (Option<NaiveDate>, Option<Interval>),
        ahead: bool,
    ) -> Option<(usize, Placed)> {
        let by_word = match tokens[at].piece {
            Piece::Unknown => return None,
            Piece::Word(word) => self.by_word.get(&word).map_or(&[][..], Vec::as_slice),
            Piece::Figure(..) => &[],
        };
        let by_slot = self.by_slot.iter().filter(|(slot, _)| self.fill(*slot, tokens, at).is_some());
        let mut best: Option<(usize, Placed)> = None;
        for pattern in by_word.iter().chain(by_slot.flat_map(|(_, patterns)| patterns)) {
            let mut caught = Caught { earlier, ..Caught::default() };
            if let Some(end) = self.fits(&pattern.items, tokens, at, &mut caught)
                && best.is_none_or(|(longest, _)| end > longest)
                && let Some(placed) = pattern.rule.place(&caught, published, ahead)
            {
                best = Some((end, placed));
            }
        }
        best
    }

    fn fits(&self, items: &[Item], tokens: &[Token], at: usize, caught: &mut Caught) -> Option<usize> {
        let Some((item, rest)) = items.split_first() else { return Some(at) };
        let token = tokens.get(at)?;
        match item {
            Item::Word(word) => {
                if token.piece != Piece::Word(*word) {
                    return None;
                }
                self.fits(rest, tokens, at + 1, caught)
            }
            Item::Slot(slot) => {
                let (value, length) = self.fill(*slot, tokens, at)?;
                catch(caught, *slot, value)?;
                self.fits(rest, tokens, at + length, caught)
            }
        }
    }

    /// What stands in a slot at `at`, and how many tokens it takes.
    fn fill(&self, slot: Slot, tokens: &[Token], at: usize) -> Option<(u32, usize)> {
        match (slot, tokens[at].piece) {
            (Slot::Day | Slot::LastDay, Piece::Figure(value @ 1..=31, 1..=2))
            | (Slot::MonthFigure, Piece::Figure(value @ 1..=12, 1..=2))
            | (Slot::Year | Slot::LastYear, Piece::Figure(value @ 1_800..=2_200, 4))
            | (Slot::Century, Piece::Figure(value @ 1..=22, 1..=2))
            | (Slot::Count, Piece::Figure(value @ 1..=999, 1..=3))
            | (Slot::Ordinal, Piece::Figure(value @ 1..=4, 1)) => Some((value, 1)),
            (_, Piece::Word(word)) => {
                let slot = if slot == Slot::LastDay { Slot::Day } else { slot };
                let names = self.names.get(&(slot, word))?;
                let fits = |name: &[u32]| {
                    name.iter().enumerate().all(|(place, word)| {
                        tokens.get(at + place).is_some_and(|token| token.piece == Piece::Word(*word))
                    })
                };
                names.iter().find(|(name, _)| fits(name)).map(|(name, value)| (*value, name.len()))
            }
            _ => None,
        }
    }

    /// Two times parted by "to" or "and" made one, where the words around them say so.
    fn ranges(&self, tokens: &[Token], found: Vec<(Range<usize>, Placed)>) -> Vec<(Range<usize>, Placed)> {
        let is = |at: usize, words: &[u32]| matches!(tokens[at].piece, Piece::Word(word) if words.contains(&word));
        let mut joined: Vec<(Range<usize>, Placed)> = Vec::new();
        for (place, placed) in found {
            if let Some((before, first)) = joined.last_mut()
                && place.start == before.end + 1
                && is(before.end, &self.inside_range)
                && (is(before.start, &self.before_range)
                    || (before.start > 0 && is(before.start - 1, &self.before_range)))
                && let Ok(interval) = Interval::new(in_year_of(first, &placed), placed.interval.to)
            {
                let led = before.start > 0 && is(before.start - 1, &self.before_range);
                let start = before.start - usize::from(led);
                *before = start..place.end;
                *first = Placed { interval, precision: Precision::Span, rule: "from the first time to the second" };
                continue;
            }
            joined.push((place, placed));
        }
        joined
    }

    /// "since Monday": from it to the publication date.
    fn since(
        &self,
        tokens: &[Token],
        place: Range<usize>,
        placed: Placed,
        published: Option<NaiveDate>,
    ) -> (Range<usize>, Placed) {
        let led = self.since.iter().find(|words| {
            place.start >= words.len()
                && words
                    .iter()
                    .zip(&tokens[place.start - words.len()..])
                    .all(|(word, token)| token.piece == Piece::Word(*word))
        });
        if let Some(words) = led
            && let Some(published) = published
            && let Ok(interval) = Interval::new(placed.interval.from, published)
        {
            let placed = Placed { interval, precision: Precision::Span, rule: "from then to the publication date" };
            return (place.start - words.len()..place.end, placed);
        }
        (place, placed)
    }

    fn tokens(&self, text: &str) -> Vec<Token> {
        let mut lower = String::new();
        let mut tokens = Vec::with_capacity(LONGEST);
        for (from, to) in pieces(text) {
            let word = &text[from..to];
            let piece = if word.as_bytes()[0].is_ascii_digit() {
                let length = u8::try_from(word.len()).unwrap_or(u8::MAX);
                word.parse().map_or(Piece::Unknown, |value| Piece::Figure(value, length))
            } else {
                lower.clear();
                lower.extend(word.chars().flat_map(char::to_lowercase));
                self.vocabulary.get(lower.as_str()).map_or(Piece::Unknown, |word| Piece::Word(*word))
            };
            tokens.push(Token { piece, from, to });
        }
        tokens
    }

    fn word(&mut self, word: &str) -> u32 {
        let next = u32::try_from(self.vocabulary.len()).unwrap_or(u32::MAX);
        *self.vocabulary.entry(word.into()).or_insert(next)
    }

    fn phrase(&mut self, words: &str) -> Vec<u32> {
        let lower = words.to_lowercase();
        pieces(&lower).map(|(from, to)| self.word(&lower[from..to])).collect()
    }
}

/// When `first` begins in "28 March to 2 April 2025": the year that the second names is the first's too, or the one after it.
fn in_year_of(first: &Placed, second: &Placed) -> NaiveDate {
    let from = first.interval.from;
    if first.rule != LATEST_DAY || second.rule != DATE {
        return from;
    }
    let to = second.interval.to;
    let years = [to.year(), to.year() - 1].into_iter().filter_map(|year| from.with_year(year));
    years.into_iter().find(|from| *from <= to).unwrap_or(from)
}

fn catch(caught: &mut Caught, slot: Slot, value: u32) -> Option<()> {
    match slot {
        Slot::Weekday | Slot::Weekdays => caught.weekday = Some(value),
        Slot::Month | Slot::MonthFigure => caught.month = Some(value),
        Slot::Season | Slot::Seasons => caught.season = Some(value),
        Slot::Count => caught.count = Some(value),
        Slot::Ordinal => caught.ordinal = Some(value),
        Slot::Day => caught.day = Some(value),
        Slot::LastDay => caught.last_day = Some(value),
        Slot::Year => caught.year = Some(i32::try_from(value).ok()?),
        Slot::LastYear => caught.last_year = Some(i32::try_from(value).ok()?),
        Slot::Century => caught.century = Some(value),
        Slot::Unit => {
            caught.unit = Some(*UNITS.get(value as usize)?);
            // A fortnight is two weeks, and so on: the data file counts them.
        }
    }
    Some(())
}

const UNITS: [Unit; 6] = [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year, Unit::Decade];
const UNIT_NAMES: [&str; 6] = ["day", "week", "month", "quarter", "year", "decade"];

/// Words, runs of digits and the marks inside dates, as byte places. Han characters stand alone.
fn pieces(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (from, c) = chars.next()?;
            let end = from + c.len_utf8();
            if c.is_ascii_digit() {
                let mut to = end;
                while let Some((at, _)) = chars.next_if(|(_, next)| next.is_ascii_digit()) {
                    to = at + 1;
                }
                return Some((from, to));
            }
            if is_han(c) || matches!(c, '-' | '–' | '—' | '/' | '{' | '}' | '.') {
                // Behind a word a point shortens it; behind a figure it is part of a date ("9.4.2025", "9. April").
                if c == '.' && text[..from].ends_with(char::is_alphabetic) {
                    continue;
                }
                return Some((from, end));
            }
            if c.is_alphabetic() {
                let mut to = end;
                let inside = |c: char| {
                    c.is_alphabetic() && !is_han(c) || matches!(c, '_' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}')
                };
                while let Some((at, next)) = chars.next_if(|(_, next)| inside(*next)) {
                    to = at + next.len_utf8();
                }
                return Some((from, to));
            }
        }
    })
}

fn load(tag: &str, text: &str) -> Grammar {
    let file: File = toml::from_str(text).unwrap_or_else(|error| panic!("{tag}/moments.toml: {error}"));
    let mut grammar = Grammar::default();
    for (name, list) in &file.names {
        let (slot, first) = match name.as_str() {
            "weekday" => (Slot::Weekday, 0),
            "month" => (Slot::Month, 1),
            "season" => (Slot::Season, 0),
            "count" => (Slot::Count, 1),
            "ordinal" => (Slot::Ordinal, 1),
            "day" => (Slot::Day, 1),
            "century" => (Slot::Century, 1),
            "seasons" => (Slot::Seasons, 0),
            "weekdays" => (Slot::Weekdays, 0),
            _ => panic!("{tag}/moments.toml: no names {name}"),
        };
        for (value, words) in (first..).zip(list) {
            name_slot(&mut grammar, slot, value, words);
        }
    }
    for (unit, words) in &file.units {
        let place = UNIT_NAMES.iter().position(|name| name == unit).unwrap_or_else(|| panic!("{tag}: no unit {unit}"));
        name_slot(&mut grammar, Slot::Unit, u32::try_from(place).unwrap_or(0), words);
    }
    grammar.as_of = file.as_of.iter().map(|words| words.to_lowercase()).collect();
    grammar.since = file.since.iter().map(|words| grammar.phrase(words)).collect();
    grammar.before_range = file.before_range.split(' ').flat_map(|word| grammar.phrase(word)).collect();
    grammar.inside_range = file.inside_range.split(' ').flat_map(|word| grammar.phrase(word)).collect();
    for (name, patterns) in &file.patterns {
        let rule = Rule::named(name).unwrap_or_else(|| panic!("{tag}/moments.toml: no rule {name}"));
        for words in patterns.iter().flat_map(|pattern| expanded(pattern)) {
            let items = items(&mut grammar, tag, &words);
            match items.first() {
                Some(Item::Word(word)) => grammar.by_word.entry(*word).or_default().push(Pattern { items, rule }),
                Some(Item::Slot(slot)) => {
                    let slot = *slot;
                    match grammar.by_slot.iter_mut().find(|(known, _)| *known == slot) {
                        Some((_, patterns)) => patterns.push(Pattern { items, rule }),
                        None => grammar.by_slot.push((slot, vec![Pattern { items, rule }])),
                    }
                }
                None => panic!("{tag}/moments.toml: an empty pattern in {name}"),
            }
        }
    }
    grammar
}

fn name_slot(grammar: &mut Grammar, slot: Slot, value: u32, words: &str) {
    for word in words.split_whitespace() {
        let name = grammar.phrase(&word.replace('_', " "));
        let Some(first) = name.first().copied() else { continue };
        let names = grammar.names.entry((slot, first)).or_default();
        names.push((name, value));
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    }
}

/// The patterns that one with "[optional parts]" and "(this|that)" stands for.
fn expanded(pattern: &str) -> Vec<String> {
    if let Some(open) = pattern.find(['[', '(']) {
        let close = if pattern[open..].starts_with('[') { ']' } else { ')' };
        let end = open + pattern[open..].find(close).unwrap_or_else(|| panic!("moments.toml: {pattern} is not closed"));
        let (before, inside, after) = (&pattern[..open], &pattern[open + 1..end], &pattern[end + 1..]);
        let mut choices: Vec<&str> = inside.split('|').collect();
        if close == ']' {
            choices.push("");
        }
        return choices.iter().flat_map(|choice| expanded(&format!("{before}{choice}{after}"))).collect();
    }
    vec![pattern.to_owned()]
}

fn items(grammar: &mut Grammar, tag: &str, pattern: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        items.extend(grammar.phrase(&rest[..open]).into_iter().map(Item::Word));
        let close = rest[open..].find('}').map_or(rest.len(), |close| open + close);
        let slot = match &rest[open + 1..close] {
            "weekday" => Slot::Weekday,
            "month" => Slot::Month,
            "season" => Slot::Season,
            "unit" => Slot::Unit,
            "n" => Slot::Count,
            "ordinal" => Slot::Ordinal,
            "day" => Slot::Day,
            "last_day" => Slot::LastDay,
            "month_figure" => Slot::MonthFigure,
            "year" => Slot::Year,
            "last_year" => Slot::LastYear,
            "century" => Slot::Century,
            "seasons" => Slot::Seasons,
            "weekdays" => Slot::Weekdays,
            other => panic!("{tag}/moments.toml: no slot {other}"),
        };
        items.push(Item::Slot(slot));
        rest = rest.get(close + 1..).unwrap_or_default();
    }
    items.extend(grammar.phrase(rest).into_iter().map(Item::Word));
    items
}

//! Lines put together to paragraphs, over the ends of columns and pages; words that a line's end broke made whole again;
//! what every page repeats left out.

use std::collections::{HashMap, HashSet};

use domain::BlockKind;

use super::lines::{Line, Lines};
use crate::{Draft, furniture};

/// How much larger than the running text a heading is.
const HEADING: f64 = 1.15;
/// How much larger a headline is.
const HEADLINE: f64 = 1.3;
/// Sizes that differ by less than this share are the same.
const SAME: f64 = 0.08;
/// A distance from line to line that is this much more than usual parts paragraphs.
const PARTS: f64 = 1.3;
/// How far a paragraph's first line is set in, in sizes.
const INDENT: f64 = 0.8;
/// The share of a column's width that the last line of a paragraph leaves free.
const FREE: f64 = 0.15;
/// Lines at the top and at the foot of a page among which heads and page numbers are.
const MARGIN: usize = 2;
/// Characters of a heading, at most.
const LONGEST_HEADING: usize = 250;

/// Reads `pages`.
pub(super) fn read(pages: Vec<Lines>) -> Draft {
    let mut draft = Draft::default();
    let turned: Vec<String> =
        pages.iter().map(|page| page.turned.clone()).filter(|turned| turned.chars().count() > 1).collect();
    let pages = without_heads(pages, &mut draft.left_out);
    draft.left_out.extend(turned);
    let lines = || pages.iter().flat_map(|page| &page.lines);
    let known: HashSet<String> = lines().flat_map(|line| words(&line.text)).collect();
    let usual = usual_size(lines());
    let mut text = Text { paragraphs: Vec::new(), usual, known };
    for (number, page) in (1..).zip(&pages) {
        text.add(number, page);
    }
    let mut paragraphs = text.paragraphs;
    draft.title = headline(&mut paragraphs, usual);
    for paragraph in paragraphs {
        let whole = paragraph.text();
        if furniture::is(&whole) {
            draft.left_out.push(whole);
        } else {
            draft.body.push_on(paragraph.kind(usual), &paragraph.pieces);
        }
    }
    draft
}

/// The size that most characters have.
fn usual_size<'a>(lines: impl Iterator<Item = &'a Line>) -> f64 {
    let mut sizes: HashMap<u64, usize> = HashMap::new();
    for line in lines {
        // In tenths, which is finer than sizes differ; `as` keeps what is out of range at the end of the range.
        *sizes.entry((line.size * 10.0).round() as u64).or_default() += line.text.len();
    }
    sizes.into_iter().max_by_key(|(size, many)| (*many, *size)).map_or(10.0, |(size, _)| size as f64 / 10.0)
}

/// The words of `text` that stand within its line, in lower case.
fn words(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let inner = if words.len() > 2 { &words[1..words.len() - 1] } else { &[] };
    inner.iter().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).collect()
}

/// A paragraph that lines are still added to.
struct Paragraph {
    /// Its words, page by page.
    pieces: Vec<(u32, String)>,
    last: Line,
    is_row: bool,
    lines: usize,
    page: u32,
}

impl Paragraph {
    fn text(&self) -> String {
        self.pieces.iter().map(|(_, words)| words.as_str()).collect()
    }

    fn kind(&self, usual: f64) -> BlockKind {
        let text = self.text();
        if self.is_row {
            BlockKind::TableRow
        } else if item(&text).is_some_and(|mark| !mark.ends_with(['.', ')'])) {
            // The sign before an item is larger at times.
            BlockKind::ListItem
        } else if self.last.size >= usual * HEADING && text.chars().count() <= LONGEST_HEADING {
            BlockKind::Heading
        } else if item(&text).is_some() {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        }
    }

    fn is_open(&self) -> bool {
        let text = self.pieces.last().map_or("", |(_, words)| words.as_str());
        let text =
            text.trim_end_matches(|c: char| matches!(c, '"' | '”' | '’' | '»' | ')' | ']' | '\'') || c.is_whitespace());
        !text.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '؟', '۔'])
    }
}

/// The mark of a list's item that `text` begins with.
pub(super) fn item(text: &str) -> Option<&str> {
    let first = text.split_whitespace().next()?;
    let counted = first
        .strip_suffix(['.', ')'])
        .is_some_and(|number| (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()));
    (counted || ["•", "◦", "▪", "■", "●", "–", "—", "-", "*", "·", "‣"].contains(&first)).then_some(first)
}

/// The text as far as it is read.
struct Text {
    paragraphs: Vec<Paragraph>,
    usual: f64,
    /// Words that stand whole in some line.
    known: HashSet<String>,
}

impl Text {
    fn add(&mut self, number: u32, page: &Lines) {
        let leading = leading(&page.lines);
        for (at, line) in page.lines.iter().enumerate() {
            let next = page.lines.get(at + 1);
            match self.goes_on(number, page, line, next, leading) {
                Some(place) => self.join(place, number, line),
                None => self.paragraphs.push(Paragraph {
                    pieces: vec![(number, line.text.clone())],
                    last: line.clone(),
                    is_row: line.is_row,
                    lines: 1,
                    page: number,
                }),
            }
        }
    }

    /// The place of the paragraph that `line` goes on with.
    fn goes_on(&self, number: u32, page: &Lines, line: &Line, next: Option<&Line>, leading: f64) -> Option<usize> {
        let last = self.paragraphs.len().checked_sub(1)?;
        let paragraph = &self.paragraphs[last];
        let above = &paragraph.last;
        if line.is_row || item(&line.text).is_some() {
            return None;
        }
        let below = paragraph.page == number && above.is_above_or_below(line) && line.base > above.base;
        if !below {
            // Notes at the foot of a page stand between a paragraph and the rest of it.
            let of_text = |paragraph: &Paragraph| is_same(paragraph.last.size, self.usual) && !paragraph.is_row;
            let recent = self.paragraphs.iter().enumerate().rev().take(12);
            let (place, open) = recent.into_iter().find(|(_, paragraph)| of_text(paragraph))?;
            let goes_on = open.is_open() && open.page + 1 >= number && open.lines > 1;
            return (is_same(line.size, self.usual) && goes_on).then_some(place);
        }
        let near = line.base - above.base <= leading_of(line, leading, self.usual) * PARTS;
        // The lines of a heading are set in the middle as often as at the edge.
        let is_large = line.size >= self.usual * HEADING;
        let parts = paragraph.is_row
            || !is_same(line.size, above.size)
            || !near
            || (!is_large && is_set_in(line, above, next, page.runs_left))
            || (!paragraph.is_open() && is_short(above, page));
        (!parts).then_some(last)
    }

    fn join(&mut self, place: usize, number: u32, line: &Line) {
        let paragraph = &mut self.paragraphs[place];
        if let Some((page, words)) = paragraph.pieces.last_mut() {
            let joint = joint(words, &line.text, &self.known);
            match joint {
                Joint::Space => words.push(' '),
                Joint::Nothing => {}
                Joint::Unbroken => {
                    words.pop();
                }
            }
            if *page == number {
                words.push_str(&line.text);
            } else {
                paragraph.pieces.push((number, line.text.clone()));
            }
        }
        paragraph.last = line.clone();
        paragraph.lines += 1;
        paragraph.page = number;
    }
}

fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() <= one.max(other) * SAME
}

/// What stands between the end of a line and the next.
enum Joint {
    Space,
    Nothing,
    /// Nothing, and the hyphen goes.
    Unbroken,
}

/// How `next` is joined to `words`; a hyphen stays where the word is `known` with it, or not known without.
fn joint(words: &str, next: &str, known: &HashSet<String>) -> Joint {
    let wide = |c: char| matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}');
    if words.ends_with('\u{ad}') {
        return Joint::Unbroken;
    }
    if words.chars().next_back().is_some_and(wide) && next.chars().next().is_some_and(wide) {
        return Joint::Nothing;
    }
    let Some(start) = words.strip_suffix(['-', '‐']) else { return Joint::Space };
    let start: String = start.chars().rev().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
    let start: String = start.chars().rev().collect::<String>().to_lowercase();
    let end: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
    if start.is_empty() {
        return Joint::Space;
    }
    let goes_on = end.chars().next().is_some_and(char::is_lowercase) && start.chars().all(char::is_alphabetic);
    let end = end.to_lowercase();
    let hyphened = known.contains(&format!("{start}-{end}")) && !known.contains(&format!("{start}{end}"));
    if goes_on && !hyphened { Joint::Unbroken } else { Joint::Nothing }
}

/// The usual distance from a line to the next one below.
fn leading(lines: &[Line]) -> f64 {
    let pairs =
        lines.windows(2).filter(|pair| pair[0].is_above_or_below(&pair[1]) && is_same(pair[0].size, pair[1].size));
    let apart = |pair: &[Line]| (pair[1].base - pair[0].base) / pair[0].size;
    let mut apart: Vec<f64> = pairs.map(apart).filter(|apart| (0.8..2.5).contains(apart)).collect();
    apart.sort_by(f64::total_cmp);
    apart.get(apart.len() / 2).copied().unwrap_or(1.3)
}

fn leading_of(line: &Line, leading: f64, usual: f64) -> f64 {
    // Headings are set closer than text.
    line.size * if line.size > usual * HEADING { leading.max(1.25) } else { leading }
}

/// Whether `line` begins further in than the lines around it.
fn is_set_in(line: &Line, above: &Line, next: Option<&Line>, runs_left: bool) -> bool {
    let start = |line: &Line| if runs_left { -line.right } else { line.left };
    let deep = line.size * INDENT;
    let hangs = item(&above.text).is_some();
    let next_is_out = next.is_none_or(|next| !next.is_above_or_below(line) || start(next) < start(line) - deep / 2.0);
    !hangs && start(line) > start(above) + deep && next_is_out
}

/// Whether `line` ends well before its column does.
fn is_short(line: &Line, page: &Lines) -> bool {
    let start = |line: &Line| if page.runs_left { -line.right } else { line.left };
    let end = |line: &Line| if page.runs_left { -line.left } else { line.right };
    let near = |other: &&Line| (start(other) - start(line)).abs() < line.size * 3.0 && is_same(other.size, line.size);
    let widest = page.lines.iter().filter(near).map(end).fold(end(line), f64::max);
    widest - end(line) > (widest - start(line)) * FREE
}

/// `pages` without what is repeated from page to page at their tops and feet, and without page numbers.
fn without_heads(mut pages: Vec<Lines>, left_out: &mut Vec<String>) -> Vec<Lines> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for page in &pages {
        let keys: HashSet<String> = margins(page).iter().map(|at| key(&page.lines[*at].text)).collect();
        keys.into_iter().for_each(|key| *seen.entry(key).or_default() += 1);
    }
    let marked = |line: &Line| line.furniture;
    let believed = pages.iter().flat_map(|page| &page.lines).any(|line| !marked(line) && line.text.len() > 40);
    // Where most of a document is repeated, such as a form, what is repeated is its text.
    let repeats = |page: &Lines, at: usize| seen.get(&key(&page.lines[at].text)).is_some_and(|pages| *pages > 1);
    let repeated: usize = pages
        .iter()
        .map(|page| {
            margins(page).into_iter().filter(|at| repeats(page, *at)).map(|at| page.lines[at].text.len()).sum::<usize>()
        })
        .sum();
    let all: usize = pages.iter().flat_map(|page| &page.lines).map(|line| line.text.len()).sum();
    let have_heads = repeated * 2 < all;
    let many = pages.len();
    let mut told = HashSet::new();
    for (number, page) in (1_usize..).zip(&mut pages) {
        let margins = margins(page);
        let is_head = |(at, line): (usize, &Line)| {
            let repeated =
                have_heads && margins.contains(&at) && seen.get(&key(&line.text)).is_some_and(|pages| *pages > 1);
            let numbered = margins.contains(&at) && is_page_number(&line.text, number, many);
            (marked(line) && believed) || repeated || numbered
        };
        let heads: HashSet<usize> =
            page.lines.iter().enumerate().filter(|line| is_head(*line)).map(|(at, _)| at).collect();
        let mut at = 0;
        page.lines.retain(|line| {
            let is_head = heads.contains(&at);
            at += 1;
            if is_head && told.insert(line.text.clone()) {
                left_out.push(line.text.clone());
            }
            !is_head
        });
    }
    pages
}

/// The places of the first and last lines of a page.
fn margins(page: &Lines) -> Vec<usize> {
    let mut places: Vec<usize> = (0..page.lines.len()).collect();
    places.sort_by(|a, b| page.lines[*a].base.total_cmp(&page.lines[*b].base));
    let bases: Vec<f64> = places.iter().map(|at| page.lines[*at].base).collect();
    let (Some(top), Some(foot)) = (nth(bases.iter()), nth(bases.iter().rev())) else { return Vec::new() };
    places.retain(|at| {
        let base = page.lines[*at].base;
        base <= top || base >= foot
    });
    places
}

/// The height of the last of the first few of `bases` that differ.
fn nth<'a>(bases: impl Iterator<Item = &'a f64>) -> Option<f64> {
    let mut heights: Vec<f64> = Vec::new();
    for base in bases {
        if heights.last().is_none_or(|last| (last - base).abs() > 2.0) {
            heights.push(*base);
        }
        if heights.len() == MARGIN {
            break;
        }
    }
    heights.last().copied()
}

/// `text` with each number a sign, so that page numbers do not tell heads apart.
fn key(text: &str) -> String {
    let mut key = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            c if c.is_numeric() => {
                if !key.ends_with('#') {
                    key.push('#');
                }
            }
            c if c.is_whitespace() => {}
            c => key.push(c),
        }
    }
    key
}

/// Whether a line says only which page of how many this is.
fn is_page_number(text: &str, number: usize, many: usize) -> bool {
    let numbers: Vec<usize> =
        text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    match numbers[..] {
        [one] => one == number && letters == 0 && text.chars().count() <= 7,
        [one, all] => one == number && all == many && letters <= 12,
        _ => false,
    }
}

/// The headline: the largest heading of the first page. It is taken out where it stands first.
fn headline(paragraphs: &mut Vec<Paragraph>, usual: f64) -> Option<String> {
    let on_first =
        paragraphs.iter().take_while(|paragraph| paragraph.pieces.first().is_some_and(|(page, _)| *page == 1));
    let (place, largest) = on_first
        .enumerate()
        .filter(|(_, paragraph)| paragraph.last.size >= usual * HEADLINE && !paragraph.is_row)
        .filter(|(_, paragraph)| (4..=LONGEST_HEADING).contains(&paragraph.text().chars().count()))
        .max_by(|(_, a), (_, b)| a.last.size.total_cmp(&b.last.size).then(std::cmp::Ordering::Greater))?;
    let title = largest.text();
    if place == 0 {
        paragraphs.remove(0);
    }
    Some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, left: f64, base: f64, size: f64) -> Line {
        let width = size / 2.0 * f64::from(u32::try_from(text.chars().count()).unwrap_or(0));
        Line { text: text.to_owned(), left, right: left + width, base, size, ..Line::default() }
    }

    fn told(pages: Vec<Vec<Line>>) -> String {
        let pages = pages.into_iter().map(|lines| Lines { lines, ..Lines::default() }).collect();
        let draft = read(pages);
        let pages: Vec<(u32, u32)> = draft.body.pages().iter().map(|page| (page.page, page.start)).collect();
        let (text, blocks) = draft.body.finished();
        let mut told = format!("title: {}\n", draft.title.unwrap_or_default());
        for block in blocks {
            let words = domain::text::slice(&text, block.range.start, block.range.end).unwrap_or_default();
            told += &format!("{:?}: {words}\n", block.kind);
        }
        told + &format!("left out: {}\npages: {pages:?}", draft.left_out.join(" / "))
    }

    #[test]
    fn a_story_over_two_pages_is_whole_again_without_its_heads() {
        let first = vec![
            line("The Vessa Courier 12 May", 50.0, 20.0, 8.0),
            line("Guards at the dam", 50.0, 50.0, 20.0),
            line("The province counts the guards at the dam and its engi-", 50.0, 80.0, 10.0),
            line("neers twice a year, and the well-known company has never", 50.0, 92.0, 10.0),
            line("objected to it.", 50.0, 104.0, 10.0),
            line("Nobody else counts them, the governor said, and who would", 50.0, 116.0, 10.0),
            line("count them in the winter is not", 50.0, 128.0, 10.0),
            line("1 Counted in spring.", 50.0, 160.0, 7.0),
            line("1 / 2", 150.0, 200.0, 8.0),
        ];
        let second = vec![
            line("The Vessa Courier 12 May", 50.0, 20.0, 8.0),
            line("known to the company or to anybody in the town below the", 50.0, 50.0, 10.0),
            line("dam.", 50.0, 62.0, 10.0),
            line("• six met", 50.0, 80.0, 10.0),
            line("2 / 2", 150.0, 200.0, 8.0),
        ];
        insta::assert_snapshot!(told(vec![first, second]), @r"
        title: Guards at the dam
        Paragraph: The province counts the guards at the dam and its engineers twice a year, and the well-known company has never objected to it.
        Paragraph: Nobody else counts them, the governor said, and who would count them in the winter is not known to the company or to anybody in the town below the dam.
        Paragraph: 1 Counted in spring.
        ListItem: • six met
        left out: The Vessa Courier 12 May / 1 / 2 / 2 / 2
        pages: [(1, 0), (2, 218), (1, 281), (2, 303)]
        ");
    }

    #[test]
    fn a_hyphen_stays_where_the_word_is_known_with_it() {
        let known = HashSet::from(["well-known".to_owned()]);
        let joined = |words: &str, next: &str| match joint(words, next, &known) {
            Joint::Space => format!("{words} {next}"),
            Joint::Nothing => format!("{words}{next}"),
            Joint::Unbroken => format!("{}{next}", &words[..words.len() - 1]),
        };
        assert_eq!(joined("the engi-", "neers"), "the engineers");
        assert_eq!(joined("a well-", "known"), "a well-known");
        assert_eq!(joined("the Vessa-", "Tarn line"), "the Vessa-Tarn line");
        assert_eq!(joined("the dam", "held"), "the dam held");
        assert_eq!(joined("大坝", "在"), "大坝在");
    }
}

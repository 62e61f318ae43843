//! What can be measured about each block of a page: its words, what is around it, and how it lies among the others.

use std::collections::{HashMap, HashSet};

use domain::BlockKind;

use super::{
    blocks::{Page, Place, Words},
    hints::{HINTS, Hint},
    named::Named,
};

/// How far up an element is looked for that says something.
const FAR: usize = 14;
/// Letters of a block that is likely running text.
const GOOD: usize = 80;
/// Letters of a text for search engines that is more than a summary.
const BODY: usize = 400;
/// How many blocks before and after are looked at.
const AROUND: usize = 3;

/// Measures of one block.
pub(crate) type Row = Vec<f32>;

/// Where the distances of hints begin in a row.
const DISTANCES: usize = 21;

/// Whether readers added the block: it stands in comments or in a form, inside the article's surroundings.
pub(crate) fn is_added(row: &Row) -> bool {
    [Hint::Comment, Hint::FormElement]
        .iter()
        .any(|hint| row.get(DISTANCES + *hint as usize).is_some_and(|far| *far < FAR as f32))
}

/// Letters, marks and links of a block.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    letters: f32,
    linked: f32,
    commas: f32,
    stops: f32,
    digits: f32,
    upper: f32,
    words: f32,
    is_good: bool,
    ends: f32,
}

impl Count {
    fn of(words: &Words) -> Self {
        let mut count = Self { linked: words.linked as f32, ..Self::default() };
        let mut last = ' ';
        for c in words.text.chars() {
            if c.is_whitespace() {
                count.words += f32::from(!last.is_whitespace());
            } else {
                count.letters += 1.0;
                match c {
                    ',' | '،' | '，' | '、' => count.commas += 1.0,
                    '.' | '!' | '?' | '。' | '！' | '？' | '؟' | '…' | '।' => count.stops += 1.0,
                    _ if c.is_ascii_digit() => count.digits += 1.0,
                    _ if c.is_uppercase() => count.upper += 1.0,
                    _ => {}
                }
            }
            last = c;
        }
        count.words += f32::from(!last.is_whitespace());
        count.ends = match last {
            '.' | '!' | '?' | '。' | '！' | '？' | '؟' | '…' | '”' | '»' | '"' | ')' => 2.0,
            ':' | ';' | ',' => 1.0,
            _ => 0.0,
        };
        // A Chinese or Japanese letter says what several of others do.
        let wide = words
            .text
            .chars()
            .take(200)
            .filter(|c| matches!(*c as u32, 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af))
            .count();
        let long = if wide * 3 > count.letters.min(200.0) as usize { GOOD as f32 / 3.0 } else { GOOD as f32 };
        count.is_good = count.letters > long && count.linked < count.letters * 0.33 && count.stops > 0.0;
        count
    }

    fn density(&self) -> f32 {
        if self.letters > 0.0 { (self.linked / self.letters).min(1.0) } else { 0.0 }
    }
}

/// Sums over the blocks in an element.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    letters: f32,
    linked: f32,
    good: f32,
    blocks: f32,
    score: f32,
    paragraphs: f32,
}

/// What is known of the page's own account of itself.
#[derive(Debug)]
pub(crate) struct Told<'a> {
    pub(crate) title: &'a str,
    pub(crate) description: &'a str,
    /// The whole text as the page hands it to search engines, letters and digits alone; empty where it does not.
    pub(crate) body: &'a str,
    /// Its house and its people.
    pub(crate) named: &'a Named,
}

/// The measures of each block of `page`, in its order.
pub(crate) fn of(page: &Page, told: &Told<'_>) -> Vec<Row> {
    let counts: Vec<Count> = page.words.iter().map(Count::of).collect();
    let told_of = distances(&page.places, &HashSet::new());
    let sums = sums(page, &counts, &told_of);
    let whole = sums[0];
    let top = (0..sums.len()).max_by(|a, b| sums[*a].score.total_cmp(&sums[*b].score)).unwrap_or(0);
    let above_top = path(&page.places, top);
    let distances = distances(&page.places, &above_top.iter().copied().collect());
    let alike = alike(page, &counts);
    let siblings = siblings(&page.places);
    let articles = page.places.iter().filter(|place| place.hints >> Hint::ArticleElement as u8 & 1 == 1).count() as f32;
    let mut comments = -1.0;
    let headline = headline(page, told.title);
    let good: Vec<usize> = (0..counts.len()).filter(|at| counts[*at].is_good && inside(page, *at, top)).collect();
    let (first, last) = (good.first().copied(), good.last().copied());
    let mut seen = HashSet::new();
    let mut before = 0.0;
    let mentions = told.named.mentions(page.words.iter().map(|words| words.text.as_str()));
    let mut rows = Vec::with_capacity(page.words.len());
    for (at, words) in page.words.iter().enumerate() {
        let count = &counts[at];
        let mut row = Row::with_capacity(160);
        own(&mut row, words, count, told);
        row.push(f32::from(!seen.insert(words.text.as_str())));
        for (hint, far) in distances[words.place].iter().enumerate() {
            let own = words.hints >> hint & 1 == 1;
            row.push(if own { 0.0 } else { f32::from(*far) });
        }
        for hint in [Hint::Body, Hint::Article, Hint::Comment, Hint::ArticleElement, Hint::MainElement] {
            row.push(f32::from(told_of[words.place][hint as usize]));
        }
        around(&mut row, page, words, &sums, whole, sums[top].score);
        let meet = path(&page.places, words.place).into_iter().find(|place| above_top.contains(place)).unwrap_or(0);
        row.push(f32::from(meet == top));
        row.push(page.places[top].depth as f32 - page.places[meet].depth as f32);
        row.push(page.places[words.place].depth as f32 - page.places[meet].depth as f32);
        row.push(ratio(sums[meet].letters, whole.letters));
        row.push(sums[top].good);
        row.push(ratio(sums[top].letters, whole.letters));
        row.push(ratio(sums[top].linked, sums[top].letters));
        let total = page.words.len() as f32;
        row.push(at as f32 / total);
        row.push(ratio(before, whole.letters));
        before += count.letters;
        row.push(distance(at, first));
        row.push(distance(at, last));
        row.push(distance(at, headline));
        row.push(whole.good);
        row.push(whole.letters.ln_1p());
        row.push(whole.blocks.ln_1p());
        row.push(ratio(whole.linked, whole.letters));
        alike_others(&mut row, &alike, page, words);
        row.push(in_body(words, told.body));
        section(&mut row, page, words, &sums, &above_top, top);
        repeated(&mut row, page, words, &siblings);
        row.push(articles);
        comments = comments_since(comments, words, &distances[words.place]);
        row.push(comments);
        neighbours(&mut row, page, &counts, at);
        row.extend(mentions[at]);
        rows.push(row);
    }
    rows
}

fn own(row: &mut Row, words: &Words, count: &Count, told: &Told<'_>) {
    let kinds = [
        BlockKind::Heading,
        BlockKind::Paragraph,
        BlockKind::Quote,
        BlockKind::ListItem,
        BlockKind::Caption,
        BlockKind::TableRow,
        BlockKind::EmbeddedPost,
    ];
    row.push(kinds.iter().position(|kind| *kind == words.kind).unwrap_or(0) as f32);
    row.push(f32::from(words.level));
    row.push(f32::from(words.in_paragraph));
    row.push(count.letters.ln_1p());
    row.push(count.words.ln_1p());
    row.push(count.density());
    row.push(words.links as f32);
    row.push(ratio(words.strong as f32, count.letters).min(1.0));
    row.push(count.commas.ln_1p());
    row.push(count.stops.ln_1p());
    row.push(ratio(count.digits, count.letters));
    row.push(ratio(count.upper, count.letters));
    row.push(count.ends);
    row.push(f32::from(words.text.contains('|')));
    row.push(f32::from(words.text.contains(['©', '@'])));
    row.push(f32::from(words.text.starts_with(char::is_lowercase)));
    row.push(words.text.lines().count() as f32);
    row.push(f32::from(crate::furniture::is(&words.text)));
    row.push(f32::from(!told.title.is_empty() && told.title.contains(words.text.as_str())));
    let opening: String = words.text.chars().take(40).collect();
    row.push(f32::from(count.letters > 20.0 && told.description.contains(&opening)));
}

/// What the nearest elements hold.
fn around(row: &mut Row, page: &Page, words: &Words, sums: &[Sum], whole: Sum, best: f32) {
    let mut place = words.place;
    for _ in 0..4 {
        let sum = &sums[place];
        row.push(sum.letters.ln_1p());
        row.push(ratio(sum.linked, sum.letters));
        row.push(sum.good);
        row.push(sum.blocks.ln_1p());
        row.push(ratio(sum.letters, sum.blocks));
        row.push(ratio(sum.paragraphs, sum.blocks));
        place = page.places[place].parent;
    }
    // The smallest element around that holds several paragraphs.
    let mut place = words.place;
    let mut steps = 0.0;
    while place != 0 && sums[place].good < 3.0 {
        place = page.places[place].parent;
        steps += 1.0;
    }
    row.push(steps);
    row.push(ratio(sums[place].letters, whole.letters));
    row.push(ratio(sums[place].linked, sums[place].letters));
    row.push(ratio(sums[place].good, sums[place].blocks));
    row.push(ratio(sums[place].score, best));
}

fn neighbours(row: &mut Row, page: &Page, counts: &[Count], at: usize) {
    let none = Count { letters: -1.0, ..Count::default() };
    for step in 1..=AROUND {
        for near in [at.checked_sub(step), Some(at + step)] {
            let count = near.and_then(|near| counts.get(near)).unwrap_or(&none);
            row.push((count.letters + 1.0).ln_1p());
            row.push(count.density());
            row.push(f32::from(count.is_good));
            row.push(count.ends);
            let near = near.and_then(|near| page.words.get(near));
            row.push(near.map_or(-1.0, |near| f32::from(near.place == page.words[at].place)));
            row.push(near.map_or(-1.0, |near| f32::from(near.level)));
        }
    }
    for reach in [6, 15] {
        for near in [counts.get(at.saturating_sub(reach)..at), counts.get(at + 1..(at + 1 + reach).min(counts.len()))] {
            let near = near.unwrap_or_default();
            let letters: f32 = near.iter().map(|count| count.letters).sum();
            let linked: f32 = near.iter().map(|count| count.linked).sum();
            row.push(letters.ln_1p());
            row.push(ratio(linked, letters));
            row.push(near.iter().filter(|count| count.is_good).count() as f32);
        }
    }
}

/// How much less words count towards the best element when something around them says that they are no part of it.
const SLIGHTED: [(Hint, f32); 9] = [
    (Hint::Comment, 0.2),
    (Hint::Related, 0.4),
    (Hint::Side, 0.5),
    (Hint::Footer, 0.5),
    (Hint::Navigation, 0.5),
    (Hint::AsideElement, 0.4),
    (Hint::FooterElement, 0.4),
    (Hint::NavElement, 0.4),
    (Hint::Consent, 0.4),
];

fn sums(page: &Page, counts: &[Count], told_of: &[[u8; HINTS]]) -> Vec<Sum> {
    let mut sums = vec![Sum::default(); page.places.len()];
    for (words, count) in page.words.iter().zip(counts) {
        let sum = &mut sums[words.place];
        sum.letters += count.letters;
        sum.linked += count.linked.min(count.letters);
        sum.good += f32::from(count.is_good);
        sum.blocks += 1.0;
        sum.paragraphs += f32::from(words.in_paragraph);
        if count.letters >= 25.0 && words.kind != BlockKind::Heading {
            // Readability's score: one for being there, one a comma, up to three for length; halved going up.
            let score = (1.0 + count.commas + (count.letters / 100.0).min(3.0)) * (1.0 - count.density());
            let said = |hint: Hint| told_of[words.place][hint as usize] < FAR as u8;
            let slighted: f32 = SLIGHTED.iter().filter(|(hint, _)| said(*hint)).map(|(_, share)| share).product();
            let score = score * slighted;
            let mut place = words.place;
            for share in [1.0, 1.0, 0.5, 0.33, 0.25] {
                sums[place].score += score * share;
                if place == 0 {
                    break;
                }
                place = page.places[place].parent;
            }
        }
    }
    // An element comes after the one around it, so going backwards every sum is whole when it is added.
    for place in (1..page.places.len()).rev() {
        let inner = sums[place];
        let outer = &mut sums[page.places[place].parent];
        outer.letters += inner.letters;
        outer.linked += inner.linked;
        outer.good += inner.good;
        outer.blocks += inner.blocks;
        outer.paragraphs += inner.paragraphs;
    }
    for sum in &mut sums {
        sum.score *= 1.0 - ratio(sum.linked, sum.letters);
    }
    sums
}

/// For each element and each hint, how far up it is given.
///
/// What the elements in `whole` say holds for the article as well as for its surroundings, and is not counted.
fn distances(places: &[Place], whole: &HashSet<usize>) -> Vec<[u8; HINTS]> {
    let mut all: Vec<[u8; HINTS]> = Vec::with_capacity(places.len());
    for (at, place) in places.iter().enumerate() {
        if at == 0 || whole.contains(&at) {
            all.push([FAR as u8; HINTS]);
            continue;
        }
        let mut own = all[place.parent];
        for (hint, far) in own.iter_mut().enumerate() {
            let given = place.hints >> hint & 1 == 1;
            *far = if given { 0 } else { (*far + 1).min(FAR as u8) };
        }
        all.push(own);
    }
    all
}

/// The element `place` and all around it, innermost first.
fn path(places: &[Place], place: usize) -> Vec<usize> {
    let mut path = vec![place];
    let mut at = place;
    while at != 0 {
        at = places[at].parent;
        path.push(at);
    }
    path
}

fn inside(page: &Page, at: usize, outer: usize) -> bool {
    let mut place = page.words[at].place;
    while place > outer {
        place = page.places[place].parent;
    }
    place == outer
}

/// What tells elements alike: name and class, inside and around, and the level of a heading.
type Shape = (u64, u64, u8);

fn shape(page: &Page, words: &Words) -> Shape {
    let place = &page.places[words.place];
    (place.shape, page.places[place.parent].shape, words.level)
}

/// Sums over the blocks of the page that stand in elements alike.
fn alike(page: &Page, counts: &[Count]) -> HashMap<Shape, Sum> {
    let mut all: HashMap<Shape, Sum> = HashMap::new();
    for (words, count) in page.words.iter().zip(counts) {
        let sum = all.entry(shape(page, words)).or_default();
        sum.blocks += 1.0;
        sum.letters += count.letters;
        sum.linked += count.linked.min(count.letters);
        sum.good += f32::from(count.is_good);
    }
    all
}

fn alike_others(row: &mut Row, alike: &HashMap<Shape, Sum>, page: &Page, words: &Words) {
    let sum = alike.get(&shape(page, words)).copied().unwrap_or_default();
    row.push(sum.blocks.ln_1p());
    row.push(ratio(sum.letters, sum.blocks));
    row.push(ratio(sum.linked, sum.letters));
    row.push(ratio(sum.good, sum.blocks));
}

/// Whether the words stand in the text that the page hands to search engines; less than naught where there is none.
fn in_body(words: &Words, body: &str) -> f32 {
    if body.len() < BODY {
        return -1.0;
    }
    let start: String = super::bare(&words.text).take(60).collect();
    if start.is_empty() { -1.0 } else { f32::from(body.contains(&start)) }
}

/// The part of the best element, or of the page, that the block stands in.
fn section(row: &mut Row, page: &Page, words: &Words, sums: &[Sum], above_top: &[usize], top: usize) {
    let mut place = words.place;
    while place != 0 && !above_top.contains(&page.places[place].parent) {
        place = page.places[place].parent;
    }
    let sum = &sums[place];
    row.push(f32::from(place == words.place));
    row.push(ratio(sum.letters, sums[top].letters));
    row.push(ratio(sum.linked, sum.letters));
    row.push(sum.good);
    row.push(sum.blocks.ln_1p());
    row.push(ratio(sum.good, sum.blocks));
}

/// For each element, how many of the elements beside it are like it.
fn siblings(places: &[Place]) -> Vec<f32> {
    let mut many: HashMap<(usize, u64), f32> = HashMap::new();
    for place in places {
        *many.entry((place.parent, place.shape)).or_default() += 1.0;
    }
    places.iter().map(|place| many.get(&(place.parent, place.shape)).copied().unwrap_or(1.0)).collect()
}

fn repeated(row: &mut Row, page: &Page, words: &Words, siblings: &[f32]) {
    let mut place = words.place;
    let (mut most, mut steps, mut step) = (1.0_f32, 0.0, 0.0);
    while place != 0 {
        if step < 3.0 {
            row.push(siblings[place].ln_1p());
        }
        // The block itself is one of several paragraphs as a rule; it is the elements around it that tell a list.
        if step > 0.0 && siblings[place] > most {
            (most, steps) = (siblings[place], step);
        }
        step += 1.0;
        place = page.places[place].parent;
    }
    let mut articles = 0.0;
    let mut place = words.place;
    while place != 0 {
        articles += (page.places[place].hints >> Hint::ArticleElement as u8 & 1) as f32;
        place = page.places[place].parent;
    }
    for _ in (step as usize)..3 {
        row.push(0.0);
    }
    row.push(most.ln_1p());
    row.push(steps);
    row.push(articles);
}

/// How many blocks ago the comments began; less than naught before them.
fn comments_since(before: f32, words: &Words, distances: &[u8; HINTS]) -> f32 {
    let begins = distances[Hint::Comment as usize] < FAR as u8 || words.hints >> Hint::Comment as u8 & 1 == 1;
    if begins {
        0.0
    } else if before < 0.0 {
        before
    } else {
        (before + 1.0).min(50.0)
    }
}

/// The heading that the page's title repeats.
fn headline(page: &Page, title: &str) -> Option<usize> {
    let is_headline = |words: &Words| words.level > 0 && words.text.len() > 8 && title.contains(words.text.as_str());
    page.words.iter().position(is_headline).or_else(|| page.words.iter().position(|words| words.level == 1))
}

fn distance(at: usize, other: Option<usize>) -> f32 {
    other.map_or(999.0, |other| (at as f32 - other as f32).clamp(-100.0, 100.0))
}

fn ratio(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

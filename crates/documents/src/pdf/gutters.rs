//! The white that parts columns (Breuel 2002): strips between letters that stay empty over several lines. A single wide space
//! within a line is none.

use super::{glyphs::Glyph, lines::Line, paragraphs::item};

/// A gap of this share of the size, or less, is within a word.
const WITHIN: f64 = 0.17;
/// A strip is this many times as wide as the usual space between words, within the bounds below.
const SPACES: f64 = 1.5;
/// How wide a strip is, in sizes, at least, whatever the spaces; and how wide where they are wide.
const NARROWEST: (f64, f64) = (0.55, 1.1);
/// From this width on, in sizes and in usual spaces, [`LEAST`] lines are enough.
const FAIR: (f64, f64) = (1.0, 2.4);
/// From this width on, in sizes and in usual spaces, a strip is one whatever lies beside it.
const WIDE: (f64, f64) = (1.5, 3.4);
/// How far from the edge of a column, in sizes, its lines begin.
const FLUSH: f64 = 0.15;
/// The share of lines that begin there.
const MANY_FLUSH: f64 = 0.66;
/// Lines on both sides, at least; and where the strip is narrow.
const LEAST: usize = 3;
const LEAST_NARROW: usize = 5;
/// Lines from which on those of few words, as in narrow columns, are known to be a text.
const NARROW_LINES: usize = 8;
/// Strips that are followed at a time.
const MOST: usize = 64;

/// A strip of white between columns, of a text or of a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Gutter {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    /// Whether what it parts is running text.
    of_text: bool,
}

impl Gutter {
    /// Whether it runs past a line that stands at `base`.
    fn is_at(&self, base: f64) -> bool {
        (self.top..self.bottom).contains(&base)
    }

    /// Whether it runs between what ends at `left` and what begins at `right`, in a line that stands at `base`.
    fn parts(&self, left: f64, right: f64, base: f64) -> bool {
        let near = 0.1 * (self.right - self.left);
        let beside = left <= self.left + near && right >= self.right - near;
        beside && self.is_at(base)
    }
}

/// The gutters of a page.
#[derive(Debug, Default)]
pub(super) struct Gutters(Vec<Gutter>);

impl Gutters {
    /// The gutters between `glyphs`.
    pub(super) fn between(glyphs: &[Glyph], runs_left: bool) -> Self {
        let rows = rows(glyphs);
        let mut spaces: Vec<f64> =
            rows.iter().flat_map(|row| row.spaces(WITHIN).map(|space| space / row.size)).collect();
        spaces.sort_by(f64::total_cmp);
        let usual = spaces.get(spaces.len() / 2).copied().unwrap_or_default();
        let widths = Widths {
            least: (usual * SPACES).clamp(NARROWEST.0, NARROWEST.1),
            fair: FAIR.0.max(usual * FAIR.1),
            wide: WIDE.0.max(usual * WIDE.1),
        };
        let mut seen = Seen { widths, runs_left, ..Seen::default() };
        rows.iter().for_each(|row| seen.add(&row.closed(widths.least)));
        Self(seen.finished())
    }

    /// Whether a gutter runs between what ends at `left` and what begins at `right`, in a line that stands at `base`.
    pub(super) fn part(&self, left: f64, right: f64, base: f64) -> bool {
        self.0.iter().any(|gutter| gutter.parts(left, right, base))
    }

    /// Whether such a gutter parts running text.
    pub(super) fn part_text(&self, left: f64, right: f64, base: f64) -> bool {
        self.0.iter().any(|gutter| gutter.of_text && gutter.parts(left, right, base))
    }

    /// Tells which gutters part running text, by the lines beside them.
    pub(super) fn judge(&mut self, rows: &[Vec<Line>]) {
        for gutter in &mut self.0 {
            let (mut before, mut after): (Vec<&Line>, Vec<&Line>) = (Vec::new(), Vec::new());
            let within = |row: &&Vec<Line>| row.iter().any(|line| gutter.is_at(line.base));
            for row in rows.iter().filter(within) {
                before.extend(row.iter().rfind(|line| line.right <= gutter.left + 1.0));
                after.extend(row.iter().find(|line| line.left >= gutter.right - 1.0));
            }
            gutter.of_text = is_prose(&before) && is_prose(&after);
        }
    }
}

/// Whether `lines`, from the top, are those of a running text: of several words, of which one goes on with the next.
pub(super) fn is_prose(lines: &[&Line]) -> bool {
    let words = lines.iter().map(|line| words(&line.text)).sum::<f64>() / number(lines.len().max(1));
    let going_on = lines.windows(2).filter(|pair| goes_on(&pair[0].text, &pair[1].text)).count();
    let share = number(going_on) / number(lines.len().saturating_sub(1).max(1));
    match lines.len() {
        // Where there are few, they have to say more.
        0..=LEAST => words >= 4.0 && share >= 0.5,
        many => (words >= 2.5 && share >= 0.35) || (words >= 1.8 && share >= 0.7 && many >= NARROW_LINES),
    }
}

/// How many words `text` has; of scripts that do not part them, two signs are one.
fn words(text: &str) -> f64 {
    let unparted = text.chars().filter(|c| super::lines::is_ideographic(*c)).count();
    number(text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count())
        + number(unparted) / 2.0
}

/// Whether `below` begins within a sentence.
fn goes_on(above: &str, below: &str) -> bool {
    let first = below.chars().find(|c| c.is_alphanumeric());
    above.ends_with('-') || first.is_some_and(|c| c.is_alphabetic() && !c.is_uppercase())
}

fn number(many: usize) -> f64 {
    f64::from(u32::try_from(many).unwrap_or(u32::MAX))
}

/// Letters with no gap between them.
#[derive(Debug, Clone)]
struct Ink {
    left: f64,
    right: f64,
    text: String,
}

/// What lies at one height, from left to right.
#[derive(Debug)]
struct Row {
    ink: Vec<Ink>,
    base: f64,
    size: f64,
}

impl Row {
    /// The gaps wider than `share` of the size, and not so wide that they are surely no spaces.
    fn spaces(&self, share: f64) -> impl Iterator<Item = f64> {
        let gaps = self.ink.windows(2).map(|pair| pair[1].left - pair[0].right);
        gaps.filter(move |gap| *gap > self.size * share && *gap < self.size * 2.0)
    }

    /// The row with gaps narrower than `least` sizes filled.
    fn closed(&self, least: f64) -> Self {
        let mut ink: Vec<Ink> = Vec::new();
        for next in &self.ink {
            match ink.last_mut() {
                Some(last) if next.left - last.right < self.size * least => {
                    last.right = last.right.max(next.right);
                    last.text.push_str(&next.text);
                }
                _ => ink.push(next.clone()),
            }
        }
        Self { ink, ..*self }
    }

    /// What of the white from `left` to `right` this row leaves.
    fn left_of(&self, left: f64, right: f64) -> Vec<(f64, f64)> {
        let (mut white, mut from) = (Vec::new(), left);
        for ink in self.ink.iter().filter(|ink| ink.left < right && ink.right > left) {
            white.push((from, ink.left));
            from = from.max(ink.right);
        }
        white.push((from, right));
        white
    }
}

/// Letters in rows from the top.
fn rows(glyphs: &[Glyph]) -> Vec<Row> {
    let mut glyphs: Vec<&Glyph> = glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).collect();
    glyphs.sort_by(|a, b| a.base.total_cmp(&b.base));
    let apart = |a: &&Glyph, b: &&Glyph| b.base - a.base <= a.size.min(b.size) * 0.5;
    glyphs.chunk_by(apart).map(row).collect()
}

fn row(glyphs: &[&Glyph]) -> Row {
    let mut sorted = glyphs.to_vec();
    sorted.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut sizes: Vec<f64> = glyphs.iter().map(|glyph| glyph.size).collect();
    sizes.sort_by(f64::total_cmp);
    let mut bases: Vec<f64> = glyphs.iter().map(|glyph| glyph.base).collect();
    bases.sort_by(f64::total_cmp);
    let ink =
        sorted.iter().map(|glyph| Ink { left: glyph.left, right: glyph.right, text: glyph.text.clone() }).collect();
    let row = Row { ink, base: bases[bases.len() / 2], size: sizes[sizes.len() / 2] };
    row.closed(WITHIN)
}

/// How wide strips are, in sizes, on a page.
#[derive(Debug, Clone, Copy, Default)]
struct Widths {
    least: f64,
    fair: f64,
    wide: f64,
}

/// A strip of white, as far as it is followed.
#[derive(Debug, Clone)]
struct Strip {
    left: f64,
    right: f64,
    sides: Vec<Sides>,
}

/// What lies on both sides of a strip in a row.
#[derive(Debug, Clone, Copy)]
struct Sides {
    /// Where what lies before it ends, and what lies after it begins.
    before: f64,
    after: f64,
    /// Whether what is read first is only the mark of an item.
    marks: bool,
    base: f64,
    size: f64,
}

impl Strip {
    /// The strip with what `row` has on both sides of it.
    fn beside(mut self, row: &Row, runs_left: bool) -> Self {
        let before = row.ink.iter().rfind(|ink| ink.right <= self.left);
        let after = row.ink.iter().find(|ink| ink.left >= self.right);
        if let (Some(before), Some(after)) = (before, after) {
            let first = if runs_left { after } else { before };
            let marks = item(&first.text) == Some(first.text.as_str());
            self.sides.push(Sides { before: before.right, after: after.left, marks, base: row.base, size: row.size });
        }
        self
    }

    /// The gutter that this strip is.
    fn gutter(&self, widths: Widths, runs_left: bool) -> Option<Gutter> {
        let (first, last) = (self.sides.first()?, self.sides.last()?);
        let size = middle(self.sides.iter().map(|sides| sides.size));
        let width = (self.right - self.left) / size;
        // Lines begin where their column does.
        let off = |sides: &Sides| if runs_left { self.left - sides.before } else { sides.after - self.right };
        let many = self.sides.len();
        let flush = self.sides.iter().filter(|sides| off(sides) <= size * FLUSH).count();
        let of_marks = self.sides.iter().filter(|sides| sides.marks).count() * 2 > many;
        let of_columns = number(flush) >= number(many) * MANY_FLUSH && !of_marks;
        let wide = width >= widths.fair || (width >= widths.least && many >= LEAST_NARROW);
        (many >= LEAST && (width >= widths.wide || (of_columns && wide))).then_some(Gutter {
            left: self.left,
            right: self.right,
            // Half a line more, for what is raised or lowered.
            top: first.base - size / 2.0,
            bottom: last.base + size / 2.0,
            of_text: false,
        })
    }
}

fn middle(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// The strips of the rows seen so far: those that are still empty, and the gutters among those that are not.
#[derive(Debug, Default)]
struct Seen {
    widths: Widths,
    runs_left: bool,
    open: Vec<Strip>,
    found: Vec<Gutter>,
}

impl Seen {
    fn add(&mut self, row: &Row) {
        let mut open: Vec<Strip> = Vec::new();
        let mut follow = |strip: Strip| {
            let same =
                |other: &&mut Strip| (other.left - strip.left).abs() < 0.1 && (other.right - strip.right).abs() < 0.1;
            match open.iter_mut().find(same) {
                Some(other) if other.sides.len() >= strip.sides.len() => {}
                Some(other) => *other = strip,
                None => open.push(strip),
            }
        };
        for strip in std::mem::take(&mut self.open) {
            let left = row.left_of(strip.left, strip.right);
            if left[..] != [(strip.left, strip.right)] {
                self.found.extend(strip.gutter(self.widths, self.runs_left));
            }
            let wide = |(left, right): &(f64, f64)| right - left >= row.size * self.widths.least;
            for (left, right) in left.into_iter().filter(wide) {
                follow(Strip { left, right, sides: strip.sides.clone() }.beside(row, self.runs_left));
            }
        }
        for pair in row.ink.windows(2) {
            follow(Strip { left: pair[0].right, right: pair[1].left, sides: Vec::new() }.beside(row, self.runs_left));
        }
        if open.len() > MOST {
            open.sort_by_key(|strip| std::cmp::Reverse(strip.sides.len()));
            open.truncate(MOST);
        }
        self.open = open;
    }

    fn finished(mut self) -> Vec<Gutter> {
        let (widths, runs_left) = (self.widths, self.runs_left);
        self.found.extend(self.open.iter().filter_map(|strip| strip.gutter(widths, runs_left)));
        self.found
    }
}

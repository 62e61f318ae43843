//! Letters put together to lines. Where a wide gap parts a line, as between columns, there are two.

use unicode_normalization::char::is_combining_mark;

use super::{
    glyphs::{Glyph, Page},
    gutters::Gutters,
    letters, order, tables,
};

/// A gap of this share of the size is a space between words.
const SPACE: f64 = 0.17;
/// A gap of this share of the size parts words of scripts that do not space them.
const IDEOGRAPHIC_SPACE: f64 = 0.6;
/// A gap of this share of the size may part columns.
const GUTTER: f64 = 1.0;
/// How many lines up and down are looked at to tell a gap between words from one between columns.
const NEAR: f64 = 3.5;

/// A line, or the part of one that lies in a column.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) base: f64,
    pub(super) size: f64,
    /// Whether it is a row of a table, its cells parted by tabs.
    pub(super) is_row: bool,
    /// Whether the page says that it is furniture.
    pub(super) furniture: bool,
}

impl Line {
    /// Whether the two lie above one another, at least in part.
    pub(super) fn is_above_or_below(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right
    }
}

/// What a page holds, line by line.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The lines, in the order in which they are read.
    pub(super) lines: Vec<Line>,
    /// Whether they run to the left.
    pub(super) runs_left: bool,
    /// What runs in another direction.
    pub(super) turned: String,
}

/// The lines of `page`.
pub(super) fn on(page: &Page) -> Lines {
    let runs_left = letters::runs_left(page.glyphs.iter().map(|glyph| glyph.text.as_str()));
    let gutters = Gutters::between(&page.glyphs, runs_left);
    let pieces = joined(drawn(&page.glyphs, &gutters), &gutters);
    let lines: Vec<Line> = pieces.iter().map(Piece::line).filter(|line| !line.text.is_empty()).collect();
    let lines = tables::joined(closed(lines, &gutters, runs_left), gutters, runs_left);
    let lines = order::read(lines, runs_left);
    Lines { lines, runs_left, turned: page.turned.trim().to_owned() }
}

/// Lines of a page above which gaps are left as they are: each is held against each.
const MOST: usize = 4_000;

/// Letters of one line with no wide gap between them.
#[derive(Debug, Clone)]
struct Piece<'a> {
    glyphs: Vec<&'a Glyph>,
    left: f64,
    right: f64,
    base: f64,
    size: f64,
}

impl<'a> Piece<'a> {
    fn of(glyph: &'a Glyph) -> Self {
        Self { glyphs: vec![glyph], left: glyph.left, right: glyph.right, base: glyph.base, size: glyph.size }
    }

    /// Whether `other` goes on this line.
    fn is_joined_by(&self, other: &Self, gutters: &Gutters) -> bool {
        let Self { left, right, base, size, .. } = *other;
        let (small, large) = if size < self.size { (size, self.size) } else { (self.size, size) };
        // Small raised or lowered letters stand off the line.
        let off = if small < large * 0.8 { 0.5 } else { 0.25 };
        let gap = (left - self.right).max(self.left - right);
        let near = (base - self.base).abs() <= large * off
            && gap <= large * GUTTER
            && gap >= -large.max(self.right - self.left);
        let parted = || gutters.part(self.right.min(right), self.left.max(left), base);
        near && (gap <= large * SPACE || !parted())
    }

    fn join(&mut self, other: Self) {
        self.left = self.left.min(other.left);
        self.right = self.right.max(other.right);
        if other.size > self.size {
            (self.size, self.base) = (other.size, other.base);
        }
        self.glyphs.extend(other.glyphs);
    }

    /// The words, as they are spoken.
    fn line(&self) -> Line {
        let clusters = clusters(&self.glyphs);
        let mut words: Vec<String> = Vec::new();
        let mut end = f64::NEG_INFINITY;
        for (glyph, text) in &clusters {
            let wide =
                text.chars().any(is_ideographic) || words.last().is_some_and(|word| word.chars().any(is_ideographic));
            let space = self.size.min(glyph.size * 1.2) * if wide { IDEOGRAPHIC_SPACE } else { SPACE };
            let parted = glyph.left - end > space && words.last().is_some_and(|word| word != " ");
            if parted && text != " " {
                words.push(" ".to_owned());
            }
            words.push(text.clone());
            end = end.max(glyph.right);
        }
        let pieces: Vec<&str> = words.iter().map(String::as_str).collect();
        let text: String = letters::spoken(&pieces).into_iter().map(|at| pieces[at]).collect();
        let furniture = self.glyphs.iter().all(|glyph| glyph.furniture);
        Line {
            text: crate::text::tidy(&text),
            left: self.left,
            right: self.right,
            base: self.base,
            size: self.size,
            is_row: false,
            furniture,
        }
    }
}

/// Letters from left to right, marks joined to the letter that they stand on.
fn clusters<'a>(glyphs: &[&'a Glyph]) -> Vec<(&'a Glyph, String)> {
    let mut bases: Vec<(&Glyph, String)> = Vec::new();
    let mut marks: Vec<&Glyph> = Vec::new();
    for glyph in glyphs {
        if !glyph.text.is_empty() && glyph.text.chars().all(is_combining_mark) {
            marks.push(glyph);
        } else if !glyph.text.is_empty() {
            bases.push((glyph, glyph.text.clone()));
        }
    }
    bases.sort_by(|(a, _), (b, _)| a.left.total_cmp(&b.left));
    for mark in marks {
        let middle = f64::midpoint(mark.left, mark.right);
        let off = |base: &Glyph| (base.left - middle).max(middle - base.right).max(0.0);
        if let Some((_, text)) = bases.iter_mut().min_by(|(a, _), (b, _)| off(a).total_cmp(&off(b))) {
            text.push_str(&mark.text);
        }
    }
    bases
}

/// Scripts that do not part words by spaces.
pub(super) fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// Letters that were drawn one after another and go on one line.
fn drawn<'a>(glyphs: &'a [Glyph], gutters: &Gutters) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for glyph in glyphs {
        let (letter, is_space) = (Piece::of(glyph), glyph.text.trim().is_empty());
        match pieces.last_mut() {
            // A space ends no piece: it may reach into a gutter.
            Some(piece) if is_space && piece.is_joined_by(&letter, gutters) => piece.glyphs.push(glyph),
            Some(piece) if piece.is_joined_by(&letter, gutters) => piece.join(letter),
            _ if is_space => {}
            _ => pieces.push(letter),
        }
    }
    pieces
}

/// Pieces that lie beside one another joined, in whatever order they were drawn.
fn joined<'a>(mut pieces: Vec<Piece<'a>>, gutters: &Gutters) -> Vec<Piece<'a>> {
    pieces.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut rows: Vec<Vec<Piece<'_>>> = Vec::new();
    for piece in pieces {
        let near = |row: &Vec<Piece<'_>>| {
            row.last().is_some_and(|last| piece.base - last.base <= piece.size.min(last.size) * 0.5)
        };
        match rows.last_mut() {
            Some(row) if near(row) => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    rows.into_iter().flat_map(|row| beside(row, gutters)).collect()
}

fn beside<'a>(mut row: Vec<Piece<'a>>, gutters: &Gutters) -> Vec<Piece<'a>> {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut joined: Vec<Piece<'_>> = Vec::new();
    for piece in row {
        match joined.iter_mut().rev().take(40).find(|other| other.is_joined_by(&piece, gutters)) {
            Some(other) => other.join(piece),
            None => joined.push(piece),
        }
    }
    joined
}

/// Lines whose gap is only a wide space, since a line just above or below runs through it, made one.
fn closed(mut lines: Vec<Line>, gutters: &Gutters, runs_left: bool) -> Vec<Line> {
    lines.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    if lines.len() > MOST {
        return lines;
    }
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        let beside = |other: &Line| {
            let gap = other.left - line.right;
            (other.base - line.base).abs() <= line.size * 0.25
                && (0.8..1.25).contains(&(other.size / line.size))
                && gap > 0.0
                && gap < line.size * 3.0
                && !gutters.part(line.right, other.left, line.base)
        };
        let next = (0..lines.len())
            .filter(|other| *other != at && beside(&lines[*other]))
            .min_by(|a, b| lines[*a].left.total_cmp(&lines[*b].left));
        let Some(next) = next.filter(|next| is_crossed(&lines, line, &lines[*next])) else {
            at += 1;
            continue;
        };
        let other = lines.remove(next);
        let at_now = if next < at { at - 1 } else { at };
        let line = &mut lines[at_now];
        line.text =
            if runs_left { format!("{} {}", other.text, line.text) } else { format!("{} {}", line.text, other.text) };
        line.right = other.right;
        at = at_now;
    }
    lines
}

/// Whether a line near `left` and `right` runs through the gap between them.
fn is_crossed(lines: &[Line], left: &Line, right: &Line) -> bool {
    let middle = f64::midpoint(left.right, right.left);
    lines.iter().any(|line| {
        let off = (line.base - left.base).abs();
        off > left.size * 0.3
            && off < left.size * NEAR
            && line.left < left.right
            && line.right > right.left
            && (line.left..line.right).contains(&middle)
            && (0.8..1.25).contains(&(line.size / left.size))
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// The letters of `text` set in a face of half the size's width, from (`left`, `base`).
    pub(crate) fn set(text: &str, left: f64, base: f64, size: f64) -> Vec<Glyph> {
        let wide = size / 2.0;
        let place = |at: usize| left + wide * f64::from(u32::try_from(at).unwrap_or(0));
        text.chars()
            .enumerate()
            .filter(|(_, c)| *c != ' ')
            .map(|(at, c)| Glyph {
                text: c.to_string(),
                left: place(at),
                right: place(at + 1),
                base,
                size,
                furniture: false,
            })
            .collect()
    }

    fn read(glyphs: Vec<Glyph>) -> Vec<String> {
        on(&Page { glyphs, ..Page::default() }).lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn words_are_parted_by_gaps_and_columns_by_gutters() {
        let mut glyphs = Vec::new();
        let (left, right) = (
            ["The dam at Vessa has", "stood for many years", "and its many guards"],
            ["have changed as often", "as its governors have", "the company says now."],
        );
        // Drawn row by row, as some programs do.
        for (row, (one, other)) in (0..).zip(left.iter().zip(right)) {
            let base = 100.0 + 12.0 * f64::from(row);
            glyphs.extend(set(one, 50.0, base, 10.0));
            glyphs.extend(set(other, 165.0, base, 10.0));
        }
        assert_eq!(read(glyphs), left.into_iter().chain(right).collect::<Vec<_>>());
    }

    #[test]
    fn a_wide_space_within_a_line_is_no_gutter() {
        let mut glyphs = set("The dam at Vessa has stood for sixty years", 50.0, 100.0, 10.0);
        glyphs.extend(set("and its guards", 50.0, 112.0, 10.0));
        glyphs.extend(set("have changed as often", 135.0, 112.0, 10.0));
        assert_eq!(
            read(glyphs),
            ["The dam at Vessa has stood for sixty years", "and its guards have changed as often"]
        );
    }

    #[test]
    fn a_raised_sign_stays_in_its_line_and_a_mark_on_its_letter() {
        let mut glyphs = set("At least 155", 50.0, 100.0, 10.0);
        glyphs.extend(set("1", 111.0, 96.0, 6.0));
        assert_eq!(read(glyphs), ["At least 1551"]);
        let mut glyphs = set("Vesa", 50.0, 100.0, 10.0);
        glyphs.push(Glyph {
            text: "\u{301}".into(),
            left: 57.0,
            right: 57.0,
            base: 100.0,
            size: 10.0,
            furniture: false,
        });
        assert_eq!(read(glyphs), ["Ve\u{301}sa"]);
    }

    #[test]
    fn rows_of_short_cells_are_a_table() {
        let mut glyphs = Vec::new();
        for (row, (name, count)) in
            (0..).zip([("Eastern sluice", "6"), ("Western sluice", "12"), ("Crest road", "137")])
        {
            let base = 100.0 + 14.0 * f64::from(row);
            glyphs.extend(set(name, 50.0, base, 10.0));
            glyphs.extend(set(count, 220.0, base, 10.0));
        }
        assert_eq!(read(glyphs), ["Eastern sluice\t6", "Western sluice\t12", "Crest road\t137"]);
    }
}

//! The letters of a page and where they stand.

use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt,
    font::{Glyph as Drawn, GlyphRun, PositionedGlyph},
    hayro_cmap::{BfString, WritingMode},
    interpret_page,
    kurbo::{Affine, BezPath, Point, Rect},
};
use hayro_syntax::{
    Pdf,
    object::{self, Dict},
    page::Page as PdfPage,
};

use super::letters;

/// Units of a font's em.
const EM: f64 = 1_000.0;
/// Letters of a page that are read at most. A page of a broadsheet has thirty thousand.
const MOST: usize = 200_000;

/// A letter, or what a font draws as one sign, as it lies on the page turned so that its line runs to the right and the
/// next one lies below.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    /// Where the line stands, downwards from the top.
    pub(super) base: f64,
    pub(super) size: f64,
    /// Whether the page says that it is furniture, such as a running head.
    pub(super) furniture: bool,
}

/// A page's letters, in the order in which it draws them.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) glyphs: Vec<Glyph>,
    /// Letters whose meaning is not told.
    pub(super) unknown: usize,
    /// Whether it shows pictures.
    pub(super) pictured: bool,
    /// What runs in another direction than most of the page, such as a note along its side.
    pub(super) turned: String,
}

impl Page {
    /// How many letters and digits there are.
    pub(super) fn letters(&self) -> usize {
        self.glyphs.iter().flat_map(|glyph| glyph.text.chars()).filter(|c| c.is_alphanumeric()).count()
    }
}

/// The letters of `page`.
pub(super) fn on(pdf: &Pdf, page: &PdfPage<'_>) -> Page {
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let cache = InterpreterCache::new();
    let mut context = Context::new(page.initial_transform(true).to_kurbo(), bounds, &cache, pdf.xref(), settings);
    let mut seen = Seen::default();
    interpret_page(page, &mut context, &mut seen);
    seen.finished()
}

/// Which way a line runs, in quarters of a turn.
type Turn = usize;

/// What a page has drawn so far.
#[derive(Default)]
struct Seen {
    glyphs: Vec<(Turn, Glyph)>,
    unknown: usize,
    pictured: bool,
    marked: Vec<Marked>,
}

/// A marked sequence that is open: whether it is furniture, what its signs really say, and which they are.
struct Marked {
    furniture: bool,
    says: Option<String>,
    first: usize,
}

impl Seen {
    fn draw(&mut self, glyph: &PositionedGlyph<'_>, transform: Affine, vertical: bool) {
        if self.glyphs.len() >= MOST {
            return;
        }
        let transform = transform * glyph.transform();
        let advance = match &**glyph {
            Drawn::Outline(outline) => outline.advance_width(),
            Drawn::Type3(drawn) => drawn.advance_width(),
        };
        let advance = advance.map_or(EM / 2.0, f64::from);
        let origin = transform * Point::ZERO;
        let along = transform * Point::new(if advance.abs() < 1.0 { 1.0 } else { advance }, 0.0) - origin;
        let size = (transform * Point::new(0.0, EM) - origin).hypot();
        if !(origin.is_finite() && along.is_finite() && size.is_finite() && size > 0.1) {
            return;
        }
        let along = if vertical { along.turn_90() * (size / along.hypot()) } else { along };
        let turn = turn(along.x, along.y);
        let (left, base) = turned(turn, origin.x, origin.y);
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => String::new(),
        };
        let text = if text.is_empty() || text.chars().any(letters::is_private) {
            self.unknown += 1;
            "\u{fffd}".to_owned()
        } else {
            letters::plain(&text)
        };
        let furniture = self.marked.iter().any(|marked| marked.furniture);
        let width = if advance.abs() < 1.0 { 0.0 } else { along.hypot() };
        self.glyphs.push((turn, Glyph { text, left, right: left + width, base, size, furniture }));
    }

    /// Puts what a marked sequence says in the place of its signs, when they lie on one line.
    fn say(&mut self, says: &str, first: usize) {
        let Some((turn, begin)) = self.glyphs.get(first).cloned() else { return };
        let signs = &self.glyphs[first..];
        let on_a_line = |(other, sign): &(Turn, Glyph)| *other == turn && (sign.base - begin.base).abs() < begin.size;
        if !signs.iter().all(on_a_line) {
            return;
        }
        let unknown = signs.iter().filter(|(_, sign)| sign.text == "\u{fffd}").count();
        let left = signs.iter().map(|(_, sign)| sign.left).fold(f64::INFINITY, f64::min);
        let right = signs.iter().map(|(_, sign)| sign.right).fold(f64::NEG_INFINITY, f64::max);
        self.unknown -= unknown.min(self.unknown);
        self.glyphs.truncate(first);
        self.glyphs.push((turn, Glyph { text: letters::plain(says), left, right, ..begin }));
    }

    /// The letters that run as most do.
    fn finished(self) -> Page {
        let mut counts = [0; 4];
        for (turn, _) in &self.glyphs {
            counts[*turn] += 1;
        }
        let most = (0..4).max_by_key(|turn| counts[*turn]).unwrap_or_default();
        let mut page = Page { unknown: self.unknown, pictured: self.pictured, ..Page::default() };
        for (turn, glyph) in self.glyphs {
            if turn != most {
                page.turned.push_str(&glyph.text);
            } else if !is_drawn_again(&page.glyphs, &glyph) {
                page.glyphs.push(glyph);
            }
        }
        page
    }
}

/// Whether `glyph` was drawn just before at nearly the same place, as is done to make letters bold.
fn is_drawn_again(glyphs: &[Glyph], glyph: &Glyph) -> bool {
    let near = glyph.size * 0.1;
    let again = |other: &Glyph| {
        (other.left - glyph.left).abs() < near && (other.base - glyph.base).abs() < near && other.text == glyph.text
    };
    glyph.text.trim() != "" && glyphs.iter().rev().take(200).any(again)
}

fn turn(x: f64, y: f64) -> Turn {
    if x.abs() >= y.abs() {
        if x >= 0.0 { 0 } else { 2 }
    } else if y >= 0.0 {
        1
    } else {
        3
    }
}

/// The place on a page that is turned back so that lines run to the right.
fn turned(turn: Turn, x: f64, y: f64) -> (f64, f64) {
    match turn {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    }
}

impl<'a> Device<'a> for Seen {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        let vertical = run.writing_mode() == WritingMode::Vertical;
        for glyph in run.glyphs() {
            self.draw(glyph, props.transform, vertical);
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let says = properties.and_then(|dict| dict.get::<object::String<'_>>(object::dict::keys::ACTUAL_TEXT));
        self.marked.push(Marked {
            furniture: tag == b"Artifact",
            says: says.map(|says| letters::of_string(says.as_bytes())),
            first: self.glyphs.len(),
        });
    }

    fn end_marked_content(&mut self) {
        if let Some(Marked { says: Some(says), first, .. }) = self.marked.pop() {
            self.say(&says, first);
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.pictured = true;
    }

    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

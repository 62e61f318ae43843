//! A document as its sender made it, to be held beside what was read of it: a page without anything that acts or loads,
//! text as it is, a PDF's pages and pictures as pictures that are drawn anew.

use std::{
    collections::{HashMap, HashSet},
    panic::{AssertUnwindSafe, catch_unwind},
};

use ammonia::Builder;
use domain::MediaType;
use hayro::{
    RenderCache, RenderSettings, hayro_interpret::InterpreterSettings, hayro_syntax::Pdf,
    vello_cpu::color::palette::css::WHITE,
};
use image::ImageFormat;
use serde::{Deserialize, Serialize};

use crate::{Error, Hint, MOST_TEXT, encoding, html, mail, media_type, pdf, pictures, rtf, shown, too_long};

/// What a page of a PDF is as wide as, in pixels, where that gives no more than the most.
const WIDTH: f32 = 1_240.0;
/// Pixels of a picture at most.
const MOST_PIXELS: f32 = 3_000_000.0;
/// Pixels of a side at most.
const LONGEST_SIDE: f32 = 6_000.0;
/// Pixels of a point where OCR is to read a page: 300 an inch, which Tesseract is trained on.
const READ_AT: f32 = 300.0 / 72.0;
/// Pixels of such a picture at most; A4 has 8.7 million.
const MOST_READ: f32 = 9_000_000.0;

/// The elements that are kept of a page: structure and words. None of them loads or does anything.
const KEPT: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];
/// The elements of which not even the words are kept.
const DROPPED: &[&str] = &["script", "style", "template", "noscript", "title"];

/// What draws a page of a picture anew, as PNG.
type Draw = fn(&[u8], ImageFormat, u32) -> Result<Vec<u8>, Error>;

/// A document, or a page of it, as its sender made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Original {
    /// A page of the web, or what a document or mail holds laid out as one: markup with structure and words, and nothing that acts, loads or leads anywhere.
    Markup(String),
    /// Text.
    Text(String),
    /// A page of a PDF, or a picture, which is a page by itself.
    Picture {
        /// Its number, from 1.
        page: u32,
        /// How many there are.
        pages: u32,
        /// The picture, in PNG.
        #[serde(skip)]
        png: Vec<u8>,
    },
}

/// Shows `bytes` as their sender made them; of a PDF or a picture the page numbered `page`, or the nearest that there is.
pub fn original(bytes: &[u8], hint: &Hint, page: u32) -> Result<Original, Error> {
    if pdf::is(bytes) {
        return picture(bytes, page, |size| scale(size, WIDTH / size.0, MOST_PIXELS));
    }
    if let Some(kind) = pictures::kind(bytes) {
        return pictured(bytes, kind, page, pictures::png);
    }
    if let Some(MediaType::Mhtml) = mail::kind(bytes) {
        return markup(&mail::page(bytes)?);
    }
    if rtf::is(bytes) {
        return markup(&shown::laid_out(rtf::read(bytes)));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return markup(&shown::packed(bytes)?);
    }
    if mail::kind(bytes).is_some() {
        return markup(&shown::mail(bytes)?);
    }
    if let Some(what) = encoding::binary(bytes) {
        return Err(what.into());
    }
    if bytes.len() > MOST_TEXT * 4 {
        return Err(too_long(bytes.len()));
    }
    let text = encoding::decode_as(bytes, hint.encoding.as_deref()).text;
    if media_type(&text, hint) == MediaType::Html { markup(&text) } else { Ok(Original::Text(text)) }
}

/// The page numbered `page` of a PDF or a picture, or the nearest that there is, as a picture for OCR to read.
pub fn for_ocr(bytes: &[u8], page: u32) -> Result<Original, Error> {
    if pdf::is(bytes) {
        return picture(bytes, page, |size| scale(size, READ_AT, MOST_READ));
    }
    let kind = pictures::kind(bytes).ok_or(Error::NotShown)?;
    pictured(bytes, kind, page, pictures::for_ocr)
}

/// The page numbered `page` of a picture of that kind, drawn anew by `draw`.
fn pictured(bytes: &[u8], kind: ImageFormat, page: u32, draw: Draw) -> Result<Original, Error> {
    // As with a PDF: what makes the reader panic is damaged.
    let drawn = catch_unwind(|| {
        let pages = pictures::pages(bytes, kind);
        let page = page.clamp(1, pages);
        draw(bytes, kind, page).map(|png| Original::Picture { page, pages, png })
    });
    drawn.unwrap_or_else(|_| Err(pictures::damaged()))
}

/// What is left of a page when all that acts, loads or leads somewhere is taken out.
fn markup(source: &str) -> Result<Original, Error> {
    if html::is_too_deep(source) {
        return Err(Error::TooDeep);
    }
    let mut builder = Builder::empty();
    builder
        .tags(KEPT.iter().copied().collect())
        .clean_content_tags(DROPPED.iter().copied().collect())
        .generic_attributes(HashSet::from(["dir", "lang"]))
        .tag_attributes(HashMap::from([
            ("td", HashSet::from(["colspan", "rowspan"])),
            ("th", HashSet::from(["colspan", "rowspan"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .link_rel(None)
        .strip_comments(true);
    Ok(Original::Markup(builder.clean(source).to_string()))
}

/// A page of a PDF as a picture, enlarged by what `scale` says of its size.
fn picture(bytes: &[u8], page: u32, scale: impl Fn((f32, f32)) -> Option<f32>) -> Result<Original, Error> {
    let damaged = || Error::Damaged { what: "the PDF".to_owned() };
    // As in reading: a file that makes the parser panic is a damaged file.
    let drawn = catch_unwind(AssertUnwindSafe(|| {
        let pdf = Pdf::new(bytes.to_vec()).ok()?;
        let pages = u32::try_from(pdf.pages().len()).ok().filter(|pages| *pages > 0)?;
        let page = page.clamp(1, pages);
        let drawn = pdf.pages().get(page as usize - 1)?;
        let scale = scale(drawn.render_dimensions())?;
        let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
        let pixels = hayro::render(drawn, &RenderCache::new(), &InterpreterSettings::default(), &settings);
        Some(Original::Picture { page, pages, png: pixels.into_png().ok()? })
    }));
    drawn.ok().flatten().ok_or_else(damaged)
}

/// How much a page of this size, in points, is enlarged: by `wanted`, where that gives no more than `pixels`.
fn scale((width, height): (f32, f32), wanted: f32, pixels: f32) -> Option<f32> {
    let sound = width.is_finite() && height.is_finite() && width >= 1.0 && height >= 1.0;
    let most = (pixels / (width * height)).sqrt().min(LONGEST_SIDE / width.max(height));
    // A page that is drawn at all has a pixel each way.
    sound.then(|| wanted.min(most)).filter(|scale| width.min(height) * scale >= 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> String {
        match original(source.as_bytes(), &Hint { name: Some("a.html".to_owned()), ..Hint::default() }, 1) {
            Ok(Original::Markup(markup)) => markup,
            other => panic!("not markup: {other:?}"),
        }
    }

    #[test]
    fn structure_and_words_are_kept_and_nothing_that_acts_or_loads() {
        let page = shown(
            "<!doctype html><html><head><title>T</title><base href='//a.example'><link rel=stylesheet href=a.css>\
             <meta http-equiv=refresh content='0;url=//a.example'><style>p{background:url(//a.example)}</style></head>\
             <body onload=run()><h1 style='color:red' lang=uk dir=auto class=x id=y>Гребля</h1>\
             <p>It <a href='javascript:run()' ping=//a.example>held</a><img src=x onerror=run()>.</p>\
             <svg onload=run()><style><img src=x onerror=run()></style></svg><math><mi>x</mi></math>\
             <iframe srcdoc='<script>run()</script>'></iframe><object data=x>inside</object><embed src=x>\
             <video src=x poster=x></video><form action=//a.example><input autofocus onfocus=run()><button>go</button></form>\
             <script>run()</script><noscript><img src=x></noscript><table><tr><td colspan=2 background=x>1</td></tr></table></body></html>",
        );
        assert!(page.contains("<h1 lang=\"uk\" dir=\"auto\">Гребля</h1>"), "{page}");
        assert!(page.contains("It <a>held</a>."), "{page}");
        assert!(page.contains("<td colspan=\"2\">1</td>"), "{page}");
        for gone in
            ["run()", "href", "src", "style", "example", "<img", "<svg", "<math", "<form", "<input", "<meta", "class"]
        {
            assert!(!page.contains(gone), "{gone} is still there: {page}");
        }
    }

    #[test]
    fn text_is_shown_as_it_is_and_what_cannot_be_shown_says_so() {
        let text = |bytes: &[u8]| original(bytes, &Hint::default(), 1);
        assert_eq!(text("<b> не розмітка\n".as_bytes()), Ok(Original::Text("<b> не розмітка\n".to_owned())));
        assert!(matches!(text(b"%PDF-1.7 ..."), Err(Error::Damaged { .. })));
    }

    #[test]
    fn a_picture_is_shown_as_a_page_by_itself() {
        let gif = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";
        let shown = original(gif, &Hint::default(), 7).expect("a picture");
        assert!(matches!(shown, Original::Picture { page: 1, pages: 1, png } if png.starts_with(b"\x89PNG")));
        assert!(matches!(original(&gif[..9], &Hint::default(), 1), Err(Error::Damaged { .. })));
    }

    #[test]
    fn a_page_of_any_size_gives_a_picture_of_at_most_so_many_pixels() {
        for (width, height) in [(595.0, 842.0), (14_400.0, 14_400.0), (10.0, 10.0), (20.0, 9_000.0), (1.0, 1.0)] {
            for (wanted, pixels) in [(WIDTH / width, MOST_PIXELS), (READ_AT, MOST_READ)] {
                let scale = scale((width, height), wanted, pixels).expect("it is drawn");
                assert!(width * scale * height * scale <= pixels * 1.01, "{width}×{height}: {scale}");
                assert!(width.max(height) * scale <= LONGEST_SIDE * 1.01, "{width}×{height}: {scale}");
            }
        }
        for size in [(0.0, 842.0), (f32::NAN, 1.0), (f32::INFINITY, 1.0), (1.0, 100_000.0)] {
            assert_eq!(scale(size, WIDTH / size.0, MOST_PIXELS), None, "{size:?}");
        }
    }
}

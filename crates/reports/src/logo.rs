//! A publisher's logo: a picture that every format can show, no larger than a heading needs, kept as text with the plan.

use std::io::Cursor;

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use image::{DynamicImage, GenericImageView, ImageFormat, ImageReader, Limits, imageops::FilterType};

/// Pixels that a logo has at most: sharp in print at the size of a heading.
const WIDEST: u32 = 600;
const TALLEST: u32 = 300;
/// Points that a pixel is on a screen (CSS), and the width and height that a heading has room for.
const POINTS_A_PIXEL: f64 = 0.75;
const ROOM: (f64, f64) = (180.0, 42.0);
/// Pixels of a side and bytes of memory that reading may take.
const LONGEST_READ: u32 = 16_384;
const MOST_MEMORY: u64 = 384 << 20;
/// Bytes that a logo is kept in at most; one of more detail is made smaller.
const MOST_KEPT: usize = 160 << 10;

/// A picture to stand beside a publisher's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    png: Vec<u8>,
    width: u32,
    height: u32,
}

impl Logo {
    /// The picture in `bytes`, which are PNG, as a report shows it; nothing where they are no such picture.
    pub fn of_png(bytes: &[u8]) -> Option<Self> {
        let mut picture = read(bytes)?;
        if picture.width() > WIDEST || picture.height() > TALLEST {
            picture = picture.resize(WIDEST, TALLEST, FilterType::CatmullRom);
        }
        loop {
            let (width, height) = picture.dimensions();
            let png = written(&picture)?;
            if png.len() <= MOST_KEPT {
                return Some(Self { png, width, height });
            }
            picture = picture.resize(width * 3 / 4, height * 3 / 4, FilterType::CatmullRom);
        }
    }

    /// The logo that was kept as `text`; nothing where that is none.
    pub fn from_text(text: &str) -> Option<Self> {
        if text.is_empty() || text.len() > MOST_KEPT.div_ceil(3) * 4 {
            return None;
        }
        let png = BASE64.decode(text).ok()?;
        let (width, height) = read(&png)?.dimensions();
        (width <= WIDEST && height <= TALLEST).then_some(Self { png, width, height })
    }

    /// The logo as text to be kept.
    pub fn to_text(&self) -> String {
        BASE64.encode(&self.png)
    }

    /// The picture itself.
    pub(crate) fn png(&self) -> &[u8] {
        &self.png
    }

    /// Width and height on paper, in points: as on a screen, unless that is more than a heading has room for.
    pub(crate) fn points(&self) -> (f64, f64) {
        let (width, height) = (f64::from(self.width), f64::from(self.height));
        let scale = POINTS_A_PIXEL.min(ROOM.0 / width).min(ROOM.1 / height);
        (width * scale, height * scale)
    }
}

fn read(bytes: &[u8]) -> Option<DynamicImage> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_READ);
    limits.max_image_height = Some(LONGEST_READ);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), ImageFormat::Png);
    reader.limits(limits);
    reader.decode().ok()
}

/// As PNG of eight bits a colour.
fn written(picture: &DynamicImage) -> Option<Vec<u8>> {
    let picture = match picture.color().has_alpha() {
        true => DynamicImage::ImageRgba8(picture.to_rgba8()),
        false => DynamicImage::ImageRgb8(picture.to_rgb8()),
    };
    let mut png = Vec::new();
    picture.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).ok()?;
    Some(png)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Noise, of which no two pixels are alike.
    fn noise(width: u32, height: u32) -> Vec<u8> {
        let mut state = 7_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_le_bytes()[3]
        };
        let picture = image::RgbaImage::from_fn(width, height, |_, _| image::Rgba([next(), next(), next(), 255]));
        written(&DynamicImage::ImageRgba8(picture)).expect("a picture")
    }

    #[test]
    fn a_logo_is_no_larger_than_a_heading_needs_and_comes_back_from_its_text() {
        let wide = Logo::of_png(&noise(2_000, 100)).expect("a logo");
        assert_eq!((wide.width, wide.height), (600, 30));
        assert_eq!(Logo::from_text(&wide.to_text()), Some(wide));
        let detailed = Logo::of_png(&noise(600, 300)).expect("a logo");
        assert!(detailed.png.len() <= MOST_KEPT && detailed.width < 600, "{}", detailed.width);
        let points = |width, height| Logo::of_png(&noise(width, height)).expect("a logo").points();
        assert_eq!([points(40, 20), points(112, 112), points(480, 20)], [(30.0, 15.0), (42.0, 42.0), (180.0, 7.5)]);
    }

    #[test]
    fn what_is_no_logo_is_none() {
        let large = BASE64.encode(noise(601, 2));
        for text in ["", "no base64", "aGVsbG8=", large.as_str()] {
            assert_eq!(Logo::from_text(text), None, "{text:.20}");
        }
        assert_eq!(Logo::of_png(b"<svg/>"), None);
    }
}

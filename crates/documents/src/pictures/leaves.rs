//! What a scanner made (TIFF): the pages of a file, each a picture in black and white, greys or colours.

use std::io::Cursor;

use image::{DynamicImage, GrayAlphaImage, GrayImage, RgbImage, RgbaImage, metadata::Orientation};
use tiff::{
    ColorType,
    decoder::{Decoder, DecodingResult, Limits},
    tags::Tag,
};

use super::{LONGEST_READ, MOST_MEMORY};

/// Pages of a file that are found at most.
const MOST: u32 = 1_000;

type Pages<'a> = Decoder<Cursor<&'a [u8]>>;

/// How many pages `bytes` have, as far as they are sound.
pub(super) fn count(bytes: &[u8]) -> u32 {
    let Some(mut pages) = opened(bytes) else { return 0 };
    let mut many = 1;
    while many < MOST && pages.more_images() && pages.next_image().is_ok() {
        many += 1;
    }
    many
}

/// The width and height of the first page.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    opened(bytes)?.dimensions().ok()
}

/// The page numbered `page`, the right way up.
pub(super) fn read(bytes: &[u8], page: u32) -> Option<DynamicImage> {
    let mut pages = opened(bytes)?;
    for _ in 1..page {
        pages.next_image().ok()?;
    }
    let (width, height) = pages.dimensions().ok().filter(|(width, height)| *width.max(height) <= LONGEST_READ)?;
    let colours = pages.colortype().ok()?;
    let turned = pages.find_tag_unsigned::<u8>(Tag::Orientation).ok().flatten().and_then(Orientation::from_exif);
    let samples = match pages.read_image().ok()? {
        DecodingResult::U8(samples) => samples,
        // Finer than is seen.
        DecodingResult::U16(samples) => samples.into_iter().map(|sample| sample.to_be_bytes()[0]).collect(),
        _ => return None,
    };
    let mut picture = drawn((width, height), colours, samples)?;
    picture.apply_orientation(turned.unwrap_or(Orientation::NoTransforms));
    Some(picture)
}

fn opened(bytes: &[u8]) -> Option<Pages<'_>> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = usize::try_from(MOST_MEMORY).ok()?;
    Some(Decoder::new(Cursor::new(bytes)).ok()?.with_limits(limits))
}

/// The picture that `samples` are, where they are as many as it has.
fn drawn((width, height): (u32, u32), colours: ColorType, samples: Vec<u8>) -> Option<DynamicImage> {
    match colours {
        ColorType::Gray(bits @ (1 | 2 | 4)) => {
            let most = (1_u16 << bits) - 1;
            let greys = spread(&samples, width, height, bits)?;
            let greys = greys.into_iter().map(|grey| (u16::from(grey) * 255 / most).to_le_bytes()[0]).collect();
            GrayImage::from_raw(width, height, greys).map(DynamicImage::ImageLuma8)
        }
        ColorType::Gray(_) => GrayImage::from_raw(width, height, samples).map(DynamicImage::ImageLuma8),
        ColorType::GrayA(_) => GrayAlphaImage::from_raw(width, height, samples).map(DynamicImage::ImageLumaA8),
        ColorType::RGB(_) => RgbImage::from_raw(width, height, samples).map(DynamicImage::ImageRgb8),
        ColorType::RGBA(_) => RgbaImage::from_raw(width, height, samples).map(DynamicImage::ImageRgba8),
        ColorType::CMYK(_) => {
            let light = |ink: u8, black: u8| {
                (u16::from(u8::MAX - ink) * u16::from(u8::MAX - black) / u16::from(u8::MAX)).to_le_bytes()[0]
            };
            let dot = |inks: &[u8]| [light(inks[0], inks[3]), light(inks[1], inks[3]), light(inks[2], inks[3])];
            let samples = samples.chunks_exact(4).flat_map(dot).collect();
            RgbImage::from_raw(width, height, samples).map(DynamicImage::ImageRgb8)
        }
        _ => None,
    }
}

/// Dots of so many `bits` each, a byte each; every row begins with a byte of its own.
fn spread(packed: &[u8], width: u32, height: u32, bits: u8) -> Option<Vec<u8>> {
    let (width, height) = (usize::try_from(width).ok()?, usize::try_from(height).ok()?);
    let (bits, of_byte) = (usize::from(bits), 8 / usize::from(bits.max(1)));
    let row = width.div_ceil(of_byte);
    let mask = u8::MAX >> (8 - bits);
    let dot = |row: &[u8], at: usize| row[at / of_byte] >> (8 - bits * (at % of_byte + 1)) & mask;
    let rows = packed.chunks_exact(row.max(1)).take(height);
    let dots: Vec<u8> = rows.flat_map(|row| (0..width).map(move |at| dot(row, at))).collect();
    (dots.len() == width * height).then_some(dots)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_in_black_and_white_greys_and_colours_are_read_dot_by_dot() {
        let grey = |colours, samples: &[u8]| {
            drawn((3, 1), colours, samples.to_vec()).map(|picture| picture.into_rgb8().into_raw())
        };
        assert_eq!(grey(ColorType::Gray(1), &[0b1010_0000]), Some([[255; 3], [0; 3], [255; 3]].concat()));
        assert_eq!(grey(ColorType::Gray(4), &[0x0f, 0x80]), Some([[0; 3], [255; 3], [136; 3]].concat()));
        assert_eq!(grey(ColorType::Gray(8), &[1, 2, 3]), Some(vec![1, 1, 1, 2, 2, 2, 3, 3, 3]));
        let inks = [0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 255];
        assert_eq!(grey(ColorType::CMYK(8), &inks), Some(vec![255, 255, 255, 0, 255, 255, 0, 0, 0]));
        // Fewer dots than there should be.
        assert_eq!(grey(ColorType::Gray(1), &[]), None);
        assert_eq!(grey(ColorType::RGB(8), &[1, 2, 3]), None);
    }

    #[test]
    fn what_is_no_scan_has_no_pages() {
        for bytes in [&b"II"[..], b"II*\0\xff\xff\xff\xff", b"MM\0*\0\0\0\x08\0\0\0\0\0\0"] {
            assert!(count(bytes) <= 1 && read(bytes, 1).is_none(), "{bytes:?}");
        }
    }
}

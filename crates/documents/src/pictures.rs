//! Pictures: read, turned the way they were taken, made no larger than is looked at, and written anew, so that nothing of
//! the file itself reaches the screen.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use crate::Error;

/// What a picture begins with, and its kind.
const SIGNS: &[(&[u8], ImageFormat)] = &[
    (b"\x89PNG\r\n\x1a\n", ImageFormat::Png),
    (b"\xff\xd8\xff", ImageFormat::Jpeg),
    (b"GIF87a", ImageFormat::Gif),
    (b"GIF89a", ImageFormat::Gif),
];
/// Pixels of a side that are read at most.
const LONGEST_READ: u32 = 16_384;
/// Bytes that reading may take: the worker has a gibibyte.
const MOST_MEMORY: u64 = 384 << 20;
/// Pixels of a side that are shown at most.
const LONGEST_SHOWN: u32 = 2_048;

/// The kind of picture that `bytes` are, by what they begin with.
pub(crate) fn kind(bytes: &[u8]) -> Option<ImageFormat> {
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let known = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, kind)| *kind);
    known.or(webp.then_some(ImageFormat::WebP))
}

/// The picture in `bytes`, which are of that kind, as PNG; of one that moves the first.
pub(crate) fn png(bytes: &[u8], kind: ImageFormat) -> Result<Vec<u8>, Error> {
    read(bytes, kind).ok_or_else(|| Error::Damaged { what: "the picture".to_owned() })
}

fn read(bytes: &[u8], kind: ImageFormat) -> Option<Vec<u8>> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_READ);
    limits.max_image_height = Some(LONGEST_READ);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let turned = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    picture.apply_orientation(turned);
    if picture.width().max(picture.height()) > LONGEST_SHOWN {
        picture = picture.thumbnail(LONGEST_SHOWN, LONGEST_SHOWN);
    }
    let mut png = Vec::new();
    // Sixteen bits a colour and the like are more than is seen.
    let picture = DynamicImage::ImageRgba8(picture.into_rgba8());
    picture.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).ok()?;
    Some(png)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: u32, height: u32, kind: ImageFormat) -> Vec<u8> {
        let mut bytes = Vec::new();
        let picture = DynamicImage::ImageRgb8(image::RgbImage::from_fn(width, height, |x, _| {
            if x < width / 2 { image::Rgb([200, 20, 20]) } else { image::Rgb([20, 20, 200]) }
        }));
        picture.write_to(&mut Cursor::new(&mut bytes), kind).expect("a picture");
        bytes
    }

    fn size(png: &[u8]) -> (u32, u32) {
        let picture = image::load_from_memory_with_format(png, ImageFormat::Png).expect("PNG");
        (picture.width(), picture.height())
    }

    #[test]
    fn pictures_of_each_kind_come_out_as_png_and_no_larger_than_is_looked_at() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::Gif, ImageFormat::WebP] {
            let bytes = drawn(40, 20, format);
            assert_eq!(kind(&bytes), Some(format));
            assert_eq!(size(&png(&bytes, format).expect("shown")), (40, 20), "{format:?}");
        }
        let wide = png(&drawn(4_096, 64, ImageFormat::Png), ImageFormat::Png).expect("shown");
        assert_eq!(size(&wide), (2_048, 32));
    }

    #[test]
    fn what_is_no_picture_or_claims_to_be_larger_than_is_read_is_refused() {
        assert_eq!(kind(b"%PDF-1.7"), None);
        let damaged = Err(Error::Damaged { what: "the picture".to_owned() });
        assert_eq!(png(b"\x89PNG\r\n\x1a\nno more", ImageFormat::Png), damaged);
        let mut huge = drawn(8, 8, ImageFormat::Gif);
        // The width of the screen, in the header; the picture itself says 8.
        huge[6..8].copy_from_slice(&u16::MAX.to_le_bytes());
        assert_eq!(png(&huge, ImageFormat::Gif), damaged);
    }
}

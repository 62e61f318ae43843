//! Pictures: read, turned the way they were taken, made no larger than is looked at, and written anew, so that nothing of
//! the file itself reaches the screen; and made ready for OCR where they show a page.

mod leaves;

use std::{io::Cursor, panic::catch_unwind};

use domain::MediaType;
use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgba, RgbaImage,
    codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder},
    imageops::{FilterType, overlay},
};

use crate::Error;

/// What a picture begins with, and its kind.
const SIGNS: &[(&[u8], ImageFormat)] = &[
    (b"\x89PNG\r\n\x1a\n", ImageFormat::Png),
    (b"\xff\xd8\xff", ImageFormat::Jpeg),
    (b"GIF87a", ImageFormat::Gif),
    (b"GIF89a", ImageFormat::Gif),
    (b"II*\0", ImageFormat::Tiff),
    (b"MM\0*", ImageFormat::Tiff),
    (b"II+\0", ImageFormat::Tiff),
    (b"MM\0+", ImageFormat::Tiff),
];
/// Pixels of a side that are read at most.
const LONGEST_READ: u32 = 16_384;
/// Bytes that reading may take: the worker has a gibibyte.
const MOST_MEMORY: u64 = 384 << 20;
/// Pixels of a side that are shown at most.
const LONGEST_SHOWN: u32 = 2_048;
/// Pixels of a side that OCR reads at most: a sheet of A4 at three hundred dots an inch.
const LONGEST_FOR_OCR: u32 = 3_508;
/// Pictures whose longer side is shorter are made twice as large for OCR: the letters of a picture of a screen are less than
/// half as high as those of a scan.
const SHORT: u32 = 1_600;
/// Pixels of the shorter side of a picture that shows a page, at least.
const SMALLEST_PAGE: u32 = 400;

/// The kind of picture that `bytes` are, by what they begin with.
pub(crate) fn kind(bytes: &[u8]) -> Option<ImageFormat> {
    let webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
    let known = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, kind)| *kind);
    known.or(webp.then_some(ImageFormat::WebP))
}

/// Whether `bytes` are a picture large enough for a page that can be read, and no logo or smiley.
pub(crate) fn may_show_page(bytes: &[u8]) -> bool {
    let size = |kind| match kind {
        ImageFormat::Tiff => leaves::size(bytes),
        _ => ImageReader::with_format(Cursor::new(bytes), kind).into_dimensions().ok(),
    };
    let size = kind(bytes).and_then(|kind| catch_unwind(|| size(kind)).ok().flatten());
    size.is_some_and(|(width, height)| width.min(height) >= SMALLEST_PAGE)
}

/// What the kinds of pictures that are told are registered as.
pub(crate) fn media_type(kind: ImageFormat) -> MediaType {
    match kind {
        ImageFormat::Jpeg => MediaType::Jpeg,
        ImageFormat::Tiff => MediaType::Tiff,
        ImageFormat::WebP => MediaType::Webp,
        ImageFormat::Gif => MediaType::Gif,
        _ => MediaType::Png,
    }
}

/// Why a picture of that kind is no article.
pub(crate) fn refused(kind: ImageFormat) -> Error {
    let what = match kind {
        ImageFormat::Jpeg => "JPEG",
        ImageFormat::Tiff => "TIFF",
        ImageFormat::WebP => "WebP",
        ImageFormat::Gif => "GIF",
        _ => "PNG",
    };
    Error::Picture { what: what.to_owned() }
}

pub(crate) fn damaged() -> Error {
    Error::Damaged { what: "the picture".to_owned() }
}

/// How many pages a picture of that kind has: several where a scanner put them in one file.
pub(crate) fn pages(bytes: &[u8], kind: ImageFormat) -> u32 {
    if kind == ImageFormat::Tiff { leaves::count(bytes).max(1) } else { 1 }
}

/// The page numbered `page` of the picture in `bytes`, which are of that kind, as PNG; of one that moves the first moment.
pub(crate) fn png(bytes: &[u8], kind: ImageFormat, page: u32) -> Result<Vec<u8>, Error> {
    let mut picture = read(bytes, kind, page).ok_or_else(damaged)?;
    if picture.width().max(picture.height()) > LONGEST_SHOWN {
        picture = picture.thumbnail(LONGEST_SHOWN, LONGEST_SHOWN);
    }
    // Sixteen bits a colour and the like are more than is seen.
    let (mut png, picture) = (Vec::new(), DynamicImage::ImageRgba8(picture.into_rgba8()));
    picture.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).map_err(|_| damaged())?;
    Ok(png)
}

/// The same for OCR to read: in greys, on white, and about as large as a scan.
pub(crate) fn for_ocr(bytes: &[u8], kind: ImageFormat, page: u32) -> Result<Vec<u8>, Error> {
    let mut picture = read(bytes, kind, page).ok_or_else(damaged)?;
    let longest = picture.width().max(picture.height());
    if longest > LONGEST_FOR_OCR {
        picture = picture.resize(LONGEST_FOR_OCR, LONGEST_FOR_OCR, FilterType::Triangle);
    }
    if picture.color().has_alpha() {
        let mut sheet = RgbaImage::from_pixel(picture.width(), picture.height(), Rgba([u8::MAX; 4]));
        overlay(&mut sheet, &picture.into_rgba8(), 0, 0);
        picture = DynamicImage::ImageRgba8(sheet);
    }
    let mut picture = DynamicImage::ImageLuma8(picture.into_luma8());
    if longest < SHORT {
        picture = picture.resize(picture.width() * 2, picture.height() * 2, FilterType::Triangle);
    }
    let mut png = Vec::new();
    // The engine reads it once: time matters more than size.
    let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Fast, PngFilter::Sub);
    picture.write_with_encoder(encoder).map_err(|_| damaged())?;
    Ok(png)
}

fn read(bytes: &[u8], kind: ImageFormat, page: u32) -> Option<DynamicImage> {
    if kind == ImageFormat::Tiff {
        return leaves::read(bytes, page);
    }
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
    Some(picture)
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
            assert_eq!(size(&png(&bytes, format, 1).expect("shown")), (40, 20), "{format:?}");
        }
        let wide = png(&drawn(4_096, 64, ImageFormat::Png), ImageFormat::Png, 1).expect("shown");
        assert_eq!(size(&wide), (2_048, 32));
    }

    #[test]
    fn a_picture_is_made_ready_for_ocr_in_greys_on_white_and_as_large_as_a_scan() {
        let ready = |bytes: &[u8], kind| for_ocr(bytes, kind, 1).expect("drawn");
        assert_eq!(size(&ready(&drawn(400, 200, ImageFormat::Png), ImageFormat::Png)), (800, 400));
        assert_eq!(size(&ready(&drawn(2_000, 100, ImageFormat::Jpeg), ImageFormat::Jpeg)), (2_000, 100));
        assert_eq!(size(&ready(&drawn(7_016, 200, ImageFormat::Png), ImageFormat::Png)), (3_508, 100));
        let mut clear = Vec::new();
        let sheet = RgbaImage::from_pixel(1_600, 4, Rgba([0, 0, 0, 0]));
        sheet.write_to(&mut Cursor::new(&mut clear), ImageFormat::Png).expect("a picture");
        let white = image::load_from_memory(&ready(&clear, ImageFormat::Png)).expect("PNG");
        assert!(matches!(&white, DynamicImage::ImageLuma8(greys) if greys.pixels().all(|grey| grey.0 == [u8::MAX])));
    }

    #[test]
    fn a_logo_is_told_from_what_may_show_a_page() {
        assert!(may_show_page(&drawn(600, 400, ImageFormat::Jpeg)));
        assert!(!may_show_page(&drawn(600, 90, ImageFormat::Png)));
        assert!(!may_show_page(b"%PDF-1.7"));
    }

    #[test]
    fn each_page_of_a_scan_is_read_by_its_number() {
        let scan = scanned(&[10, 200, 90]);
        assert_eq!((kind(&scan), pages(&scan, ImageFormat::Tiff)), (Some(ImageFormat::Tiff), 3));
        for (number, grey) in [(1, 10), (2, 200), (3, 90)] {
            let page = image::load_from_memory(&png(&scan, ImageFormat::Tiff, number).expect("shown")).expect("PNG");
            assert_eq!(page.into_luma8().get_pixel(0, 0).0, [grey], "page {number}");
        }
    }

    /// A TIFF with a page of two by two dots of each of `greys`.
    fn scanned(greys: &[u8]) -> Vec<u8> {
        let mut bytes = b"II*\0".to_vec();
        for grey in greys {
            // The page stands behind the place that leads to it, and its dots behind that place.
            let dots = u32::try_from(bytes.len() + 4).expect("short");
            bytes.extend((dots + 4).to_le_bytes());
            bytes.extend([*grey; 4]);
            // Width, height, bits of a dot, no compression, zero is black, place, dots' samples, rows, length.
            let entries = [(256, 2), (257, 2), (258, 8), (259, 1), (262, 1), (273, dots), (277, 1), (278, 2), (279, 4)];
            bytes.extend(9_u16.to_le_bytes());
            for (tag, value) in entries {
                bytes.extend(u16::to_le_bytes(tag));
                bytes.extend(4_u16.to_le_bytes());
                bytes.extend(1_u32.to_le_bytes());
                bytes.extend(u32::to_le_bytes(value));
            }
        }
        bytes.extend(0_u32.to_le_bytes());
        bytes
    }

    #[test]
    fn what_is_no_picture_or_claims_to_be_larger_than_is_read_is_refused() {
        assert_eq!(kind(b"%PDF-1.7"), None);
        let damaged = Err(Error::Damaged { what: "the picture".to_owned() });
        assert_eq!(png(b"\x89PNG\r\n\x1a\nno more", ImageFormat::Png, 1), damaged);
        let mut huge = drawn(8, 8, ImageFormat::Gif);
        // The width of the screen, in the header; the picture itself says 8.
        huge[6..8].copy_from_slice(&u16::MAX.to_le_bytes());
        assert_eq!(png(&huge, ImageFormat::Gif, 1), damaged);
    }
}

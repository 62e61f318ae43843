//! Bytes that are no text, told by how they begin.

use encoding_rs::{Encoding, UTF_8};

use self::Kind::{Archive, Other, Picture, Recording};
use super::wide;
use crate::Error;

/// What bytes are that are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Binary {
    what: &'static str,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Picture,
    Recording,
    Archive,
    Other,
}

impl From<Binary> for Error {
    fn from(Binary { what, kind }: Binary) -> Self {
        let what = what.to_owned();
        let instead = match kind {
            Picture => "Attach it to a claim as evidence, or copy its words and paste them",
            Recording => "Load a transcript of it, or attach it to a claim as evidence",
            Archive => "Unpack it, and load what is in it",
            Other => return Self::Binary { what },
        };
        Self::NotRead { what, instead: instead.to_owned() }
    }
}

/// What stands at which byte of files that are no text, and what they are. The first that fits is meant.
const MAGIC: [(usize, &[u8], &str, Kind); 41] = [
    (0, b"%PDF-", "a PDF", Other),
    (0, b"PK\x03\x04", "a ZIP archive or an office document", Other),
    (0, b"\x89PNG", "a PNG picture", Picture),
    (0, b"\xff\xd8\xff", "a JPEG picture", Picture),
    (0, b"GIF8", "a GIF picture", Picture),
    (0, b"II*\0", "a TIFF picture", Picture),
    (0, b"MM\0*", "a TIFF picture", Picture),
    (0, b"8BPS", "a Photoshop picture", Picture),
    (0, b"\0\0\x01\0", "an icon", Picture),
    (8, b"WEBP", "a WebP picture", Picture),
    (8, b"WAVE", "a sound", Recording),
    (8, b"AVI ", "a video", Recording),
    (4, b"ftypheic", "a HEIC picture", Picture),
    (4, b"ftypheix", "a HEIC picture", Picture),
    (4, b"ftypmif1", "a HEIC picture", Picture),
    (4, b"ftypavif", "an AVIF picture", Picture),
    (4, b"ftypM4A", "a sound", Recording),
    (4, b"ftyp", "a video", Recording),
    (4, b"moov", "a video", Recording),
    (0, b"\x1a\x45\xdf\xa3", "a video", Recording),
    (0, b"\0\0\x01\xba", "a video", Recording),
    (0, b"FLV\x01", "a video", Recording),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "a video", Recording),
    (0, b"OggS", "a sound or a video", Recording),
    (0, b"ID3", "a sound", Recording),
    (0, b"\xff\xfb", "a sound", Recording),
    (0, b"\xff\xf1", "a sound", Recording),
    (0, b"fLaC", "a sound", Recording),
    (0, b"#!AMR", "a sound", Recording),
    (0, b"MThd", "a sound", Recording),
    (0, b"\x1f\x8b", "a gzip archive", Archive),
    (0, b"BZh", "a bzip2 archive", Archive),
    (0, b"\xfd7zXZ\0", "an xz archive", Archive),
    (0, b"7z\xbc\xaf", "a 7-Zip archive", Archive),
    (0, b"Rar!\x1a\x07", "a RAR archive", Archive),
    (0, b"\x28\xb5\x2f\xfd", "a zstd archive", Archive),
    (257, b"ustar", "a tar archive", Archive),
    (0, b"\x7fELF", "a program", Other),
    (0, b"MZ\x90", "a program", Other),
    (0, b"SQLite format 3\0", "a database", Other),
    (0, b"\xd0\xcf\x11\xe0", "an old office document", Other),
];

/// What `bytes` are when they are not text.
pub(crate) fn binary(bytes: &[u8]) -> Option<Binary> {
    let stands = |at: usize, magic: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(magic));
    let named = MAGIC.iter().find(|(at, magic, ..)| stands(*at, magic));
    let named = named.map(|(.., what, kind)| Binary { what, kind: *kind });
    let marked = Encoding::for_bom(bytes).is_some_and(|(encoding, _)| encoding != UTF_8);
    let start = &bytes[..bytes.len().min(8_192)];
    let control = start.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    let strange = start.contains(&0) || control * 20 > start.len();
    let is_text = || marked || wide::utf_32(bytes).is_some() || wide::utf_16(bytes).is_some();
    // Letters at the start mean nothing where all the rest is words.
    let begins_as_words = bytes.len() > 16 && std::str::from_utf8(start).is_ok();
    match named {
        Some(named) if named.kind == Other || !(begins_as_words || marked) || strange && !is_text() => Some(named),
        _ => (strange && !is_text()).then_some(Binary { what: "binary data", kind: Other }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> String {
        binary(bytes).map(|binary| Error::from(binary).to_string()).unwrap_or_default()
    }

    #[test]
    fn what_is_no_text_is_named_with_what_to_do_instead() {
        let mut tar = vec![0; 512];
        tar[257..262].copy_from_slice(b"ustar");
        for (bytes, what) in [
            (&b"II*\0\x08\0\0\0"[..], "the file is a TIFF picture, and no text. Attach"),
            (b"\0\0\0\x20ftypisom\0\0\x02\0", "the file is a video, and no text. Load a transcript"),
            (b"\0\0\0\x18ftypheic\0\0\0\0", "the file is a HEIC picture"),
            (b"RIFF\x24\0\0\0WAVEfmt ", "the file is a sound"),
            (b"BZh91AY&SY\xa1\x02\x90", "the file is a bzip2 archive, and no text. Unpack it"),
            (b"\xfd7zXZ\0\0\x04", "the file is an xz archive"),
            (&tar, "the file is a tar archive"),
            (b"\x7fELF\x02\x01\x01\0", "the file is not text: it looks like a program"),
            (&[0, 1, 2, 3, 0, 0, 0, 9], "the file is not text: it looks like binary data"),
        ] {
            assert!(told(bytes).starts_with(what), "{what}: {}", told(bytes));
        }
    }

    #[test]
    fn words_that_begin_as_other_files_do_are_words() {
        for text in
            ["ID3 is what the dam's third gate is called.", "BZh said that nobody counted.", "OggSmith came, too."]
        {
            assert_eq!(told(text.as_bytes()), "", "{text}");
        }
    }
}

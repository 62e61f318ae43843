//! A publisher's logo: a picture from a file, kept as text with how reports look.

use std::path::Path;

use documents::{Hint, Original};

use crate::{Error, Result, Workbench, articles::read_file};

/// Bytes of a file that is taken for a logo, at most.
const LARGEST: usize = 5 << 20;
/// What PNG and JPEG begin with.
const SIGNS: [&[u8]; 2] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"];

impl Workbench {
    /// The picture at `path` as reports show it, as text for a plan's publisher. The worker reads it: of the file itself
    /// nothing is kept.
    pub fn logo(&self, path: &Path) -> Result<String> {
        let bytes = read_file(path, "use as a logo")?;
        if !SIGNS.iter().any(|sign| bytes.starts_with(sign)) {
            return Err(Error::NotALogo);
        }
        if bytes.len() > LARGEST {
            return Err(Error::LogoTooLarge);
        }
        let Original::Picture { png, .. } = self.reader().original(&bytes, &Hint::default(), 1)? else {
            return Err(Error::NotALogo);
        };
        Ok(reports::Logo::of_png(&png).ok_or(Error::NotALogo)?.to_text())
    }
}

//! Zip files whose bytes depend on nothing but what is in them.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::Error;

/// `files`, by their names, as one zip file: deflated, dated 1980.
pub(crate) fn zipped<'a>(files: impl IntoIterator<Item = (&'a str, Vec<u8>)>) -> Result<Vec<u8>, Error> {
    let told = |cause: &dyn std::error::Error| Error::Layout(cause.to_string());
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, options).map_err(|cause| told(&cause))?;
        zip.write_all(&bytes).map_err(|cause| told(&cause))?;
    }
    Ok(zip.finish().map_err(|cause| told(&cause))?.into_inner())
}

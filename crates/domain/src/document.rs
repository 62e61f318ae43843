//! The original bytes as they were loaded, and what proves them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::DocumentId;

/// A SHA-256 digest (FIPS 180-4), written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sha256(pub [u8; 32]);

/// The text is not 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a SHA-256 is 64 hexadecimal digits")]
pub struct Sha256Error;

impl std::fmt::Display for Sha256 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl std::fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sha256({self})")
    }
}

impl std::str::FromStr for Sha256 {
    type Err = Sha256Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.as_bytes();
        if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
            return Err(Sha256Error);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| Sha256Error)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| Sha256Error)?;
        }
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for Sha256 {
    type Error = Sha256Error;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Sha256> for String {
    fn from(digest: Sha256) -> Self {
        digest.to_string()
    }
}

impl specta::Type for Sha256 {
    fn definition(types: &mut specta::Types) -> specta::datatype::DataType {
        String::definition(types)
    }
}

/// What kind of bytes a document holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, specta::Type)]
pub enum MediaType {
    /// Plain text.
    #[serde(rename = "text/plain")]
    PlainText,
    /// CommonMark.
    #[serde(rename = "text/markdown")]
    Markdown,
    /// A web page.
    #[serde(rename = "text/html")]
    Html,
    /// A web page saved with its parts (MHTML).
    #[serde(rename = "multipart/related")]
    Mhtml,
    /// A mail.
    #[serde(rename = "message/rfc822")]
    Mail,
    /// A Word document.
    #[serde(rename = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    Docx,
    /// A text document of the Open Document Format.
    #[serde(rename = "application/vnd.oasis.opendocument.text")]
    Odt,
    /// Rich text.
    #[serde(rename = "application/rtf")]
    Rtf,
    /// A book.
    #[serde(rename = "application/epub+zip")]
    Epub,
    /// A document as it is printed.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// One object: an entry of a feed, a row of a table, an article from a news service.
    #[serde(rename = "application/json")]
    Json,
    /// A picture without loss, such as one of a screen.
    #[serde(rename = "image/png")]
    Png,
    /// A photograph, as a rule.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// What a scanner made, at times of several pages.
    #[serde(rename = "image/tiff")]
    Tiff,
    /// A picture from the web, of the newer kind.
    #[serde(rename = "image/webp")]
    Webp,
    /// A picture from the web that may move.
    #[serde(rename = "image/gif")]
    Gif,
}

impl MediaType {
    /// The registered name, as IANA lists it.
    pub fn name(self) -> &'static str {
        match self {
            Self::PlainText => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Html => "text/html",
            Self::Mhtml => "multipart/related",
            Self::Mail => "message/rfc822",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Rtf => "application/rtf",
            Self::Epub => "application/epub+zip",
            Self::Pdf => "application/pdf",
            Self::Json => "application/json",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Tiff => "image/tiff",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
        }
    }
}

/// Where a document came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Origin {
    /// A file on this machine, by its name alone: the folder may name a source.
    File {
        /// The last part of the path.
        name: String,
    },
    /// Text pasted into the window.
    Pasted,
    /// Bytes piped into the terminal.
    StandardInput,
    /// The sample that comes with the program.
    Sample {
        /// Which part of the sample.
        name: String,
    },
    /// A part of a file that holds several documents: a member of an archive, a message of a mailbox, a row of a table.
    Part {
        /// The last part of the file's path.
        file: String,
        /// The digest of the file.
        sha256: Sha256,
        /// Which part: its name in there, or its number.
        place: String,
        /// The address that it was captured from, as the file states it.
        url: Option<String>,
        /// When it was captured, as the file states it.
        captured: Option<DateTime<Utc>>,
        /// How the file came, where it was fetched.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        came: Option<Box<Fetch>>,
    },
    /// A public address.
    Address {
        /// How it came.
        fetch: Box<Fetch>,
    },
}

/// How a page came over the network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Fetch {
    /// The address that was asked for, as it was given.
    pub asked: String,
    /// Each address on the way, the last being that of the page.
    pub hops: Vec<Hop>,
    /// What the site said of its answer, without cookies.
    pub headers: Vec<Header>,
    /// The digest of the site's certificate, in DER; nothing where the page came in the clear.
    pub certificate: Option<Sha256>,
    /// Milliseconds from asking to the last byte.
    pub took_ms: u32,
}

impl Fetch {
    /// Where the page was in the end.
    pub fn url(&self) -> &str {
        self.hops.last().map_or(&self.asked, |hop| &hop.url)
    }

    /// The value of the header `name`.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name)).map(|header| header.value.as_str())
    }
}

/// One address on the way to a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Hop {
    /// The address.
    pub url: String,
    /// What it answered (RFC 9110).
    pub status: u16,
    /// The host's IP address; nothing behind a proxy.
    pub address: Option<String>,
    /// Milliseconds until it answered.
    pub took_ms: u32,
}

/// A header of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Header {
    /// Its name, in lower case.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// A page that was fetched, kept with what it is shown with as a web archive (WACZ).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Archive {
    /// The digest of the archive.
    pub sha256: Sha256,
    /// How many bytes it has.
    pub bytes: u32,
    /// How many style sheets, pictures and fonts are in it.
    pub resources: u32,
    /// How many the page names that are not: they failed, were too large or too many, or are of another kind.
    pub left_out: u32,
    /// When it was made.
    pub kept_at: DateTime<Utc>,
}

/// The original bytes as loaded: what they are and what proves them. The bytes themselves are kept beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, specta::Type)]
pub struct Document {
    /// Its identifier.
    pub id: DocumentId,
    /// The digest of the bytes.
    pub sha256: Sha256,
    /// How many bytes there are.
    pub bytes: u32,
    /// What kind they are.
    pub media_type: MediaType,
    /// The encoding that the text was read by, as the Encoding Standard names it ("UTF-8").
    pub encoding: String,
    /// Where they came from.
    pub origin: Origin,
    /// When they were loaded.
    pub loaded_at: DateTime<Utc>,
}

impl Document {
    /// When the page was as it is here: when it was captured, as far as its file states that, or else when it was loaded.
    pub fn taken_at(&self) -> DateTime<Utc> {
        match self.origin {
            Origin::Part { captured: Some(captured), .. } => captured,
            _ => self.loaded_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_survives_being_written_and_read() {
        let digest = Sha256(std::array::from_fn(|i| u8::try_from(i * 7).unwrap_or(255)));
        assert_eq!(digest.to_string().parse(), Ok(digest));
        assert_eq!("00".parse::<Sha256>(), Err(Sha256Error));
        assert_eq!("+".repeat(64).parse::<Sha256>(), Err(Sha256Error));
    }
}

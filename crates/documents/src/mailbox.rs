//! Mailboxes (mbox, RFC 4155): one mail after another, each behind a line that begins with "From ".

use crate::{
    mail,
    parts::{MOST_PARTS, Opened, Part},
};

/// Whether `bytes` are a mailbox of more than one mail.
pub(crate) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(b"From ") && mail::kind(bytes).is_some() && starts(bytes).nth(1).is_some()
}

/// The mails of a mailbox, each with its bytes as they stand there.
pub(crate) fn opened(bytes: &[u8]) -> Opened {
    let starts: Vec<usize> = starts(bytes).collect();
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let mut parts: Vec<Part> = (1..)
        .zip(starts.iter().zip(ends))
        .map(|(number, (start, end)): (usize, _)| {
            let place = format!("message {number}");
            Part { place, bytes: without_line(&bytes[*start..end]).to_vec(), ..Part::default() }
        })
        .filter(|part| !part.bytes.trim_ascii().is_empty())
        .collect();
    let mut warnings = Vec::new();
    if parts.len() > MOST_PARTS {
        warnings.push(format!("only the first {MOST_PARTS} of {} mails were read. Split the mailbox", parts.len()));
        parts.truncate(MOST_PARTS);
    }
    Opened { parts, warnings, ..Opened::default() }
}

fn without_line(mail: &[u8]) -> &[u8] {
    mail.iter().position(|byte| *byte == b'\n').map_or(&[], |at| &mail[at + 1..])
}

/// Where the lines stand that begin a mail: at the start or behind an empty line, with a header after them.
fn starts(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let behind_empty = |at: usize| at == 0 || bytes[..at].ends_with(b"\n\n") || bytes[..at].ends_with(b"\r\n\r\n");
    let lines =
        std::iter::once(0).chain(bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1));
    lines.filter(move |at| {
        bytes[*at..].starts_with(b"From ") && behind_empty(*at) && begins_with_header(without_line(&bytes[*at..]))
    })
}

fn begins_with_header(mail: &[u8]) -> bool {
    let line = mail.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    name.len() < line.len() && !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From a Wed Apr  9 10:00:00 2025\nFrom: Ida <ida@vessa.example>\nTo: b@vessa.example\nSubject: One\nDate: Wed, 9 Apr 2025 10:00:00 +0000\n\nFrom here on nobody counted.\n\nFrom where we stood, too.\n\n";

    #[test]
    fn a_sentence_that_begins_with_from_parts_no_mail() {
        assert!(!is(MAIL.as_bytes()));
        let two = format!("{MAIL}{MAIL}");
        assert!(is(two.as_bytes()));
        let parts = opened(two.as_bytes()).parts;
        assert_eq!(parts.len(), 2);
        assert!(parts[1].bytes.starts_with(b"From: Ida") && parts[1].bytes.ends_with(b"too.\n\n"));
    }
}

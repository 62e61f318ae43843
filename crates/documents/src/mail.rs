//! Mail (RFC 5322 and MIME), and web pages saved as one (MHTML).

use domain::DatedFrom;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders};

use crate::{
    Draft, Error, dates, html,
    parts::{self, Found, Part},
    plain,
    text::tidy,
};

/// Names of the headers that a mail begins with.
const HEADERS: [&str; 14] = [
    "from:",
    "to:",
    "subject:",
    "date:",
    "received:",
    "return-path:",
    "message-id:",
    "mime-version:",
    "delivered-to:",
    "content-type:",
    "x-",
    "dkim-signature:",
    "arc-",
    "reply-to:",
];

/// What `bytes` are, if they begin as a mail does.
pub(crate) fn kind(bytes: &[u8]) -> Option<domain::MediaType> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4_096)]).to_ascii_lowercase();
    let start = start.trim_start_matches('\u{feff}');
    let start = start.strip_prefix("from ").and_then(|rest| rest.split_once('\n')).map_or(start, |(_, rest)| rest);
    let head = start.split("\n\n").next()?.split("\r\n\r\n").next()?;
    let lines: Vec<&str> = head.lines().collect();
    let known = lines.iter().filter(|line| HEADERS.iter().any(|name| line.starts_with(name))).count();
    let first = lines.first().is_some_and(|line| HEADERS.iter().any(|name| line.starts_with(name)));
    let folded = |line: &&&str| {
        line.starts_with([' ', '\t']) || line.split_once(':').is_some_and(|(name, _)| !name.contains(' '))
    };
    let sound = lines.iter().filter(folded).count() * 10 >= lines.len() * 9;
    // A part of a mail, cut off from the rest, still says how it is put together.
    let is_part = start.starts_with("content-type: multipart/") && head.contains("boundary=");
    if !(is_part || first && known >= 3 && sound) {
        return None;
    }
    let is_page = head.contains("multipart/related")
        && (head.contains("text/html") || head.contains("snapshot-content-location"));
    Some(if is_page && !head.contains("\nto:") { domain::MediaType::Mhtml } else { domain::MediaType::Mail })
}

/// Reads a mail: its headers, its text, and the names of what is attached.
pub(crate) fn read(bytes: &[u8]) -> Result<Draft, Error> {
    let message = parsed(bytes)?;
    let mut draft = body(&message);
    draft.title = message.subject().map(tidy).filter(|subject| !subject.is_empty());
    draft.byline = message
        .from()
        .and_then(|from| from.first())
        .and_then(|sender| sender.name().or(sender.address()))
        .map(|name| vec![tidy(name)])
        .unwrap_or_default();
    draft.published = message.date().and_then(|date| dates::stated(&date.to_rfc3339(), DatedFrom::Header));
    let attached = message.attachments().map(|part| (name(part), part.contents()));
    let others: Vec<String> =
        attached.filter(|(name, bytes)| parts::is_no_document(name, bytes)).map(|(name, _)| name).collect();
    if !others.is_empty() {
        let many = if others.len() == 1 { "One file is" } else { "Several files are" };
        draft.warnings.push(format!(
            "{many} attached that {} no text: {}",
            if others.len() == 1 { "is" } else { "are" },
            others.join(", ")
        ));
    }
    Ok(draft)
}

/// The documents attached to a mail.
pub(crate) fn attached(bytes: &[u8]) -> Vec<Part> {
    let Ok(message) = parsed(bytes) else { return Vec::new() };
    let mut found = Found::default();
    for part in message.attachments() {
        let (place, bytes) = (name(part), part.contents());
        // A mail has no more than it weighs, so what does not fit any more is not told apart.
        if !bytes.trim_ascii().is_empty() && !parts::is_no_document(&place, bytes) {
            let _ = found.push(Part { place, bytes: bytes.to_vec(), ..Part::default() });
        }
    }
    found.parts
}

pub(crate) fn name(part: &MessagePart<'_>) -> String {
    let unnamed = if part.is_message() { "attached mail" } else { "attachment without a name" };
    part.attachment_name().unwrap_or(unnamed).to_owned()
}

/// Reads a web page saved with its parts.
pub(crate) fn read_page(bytes: &[u8]) -> Result<Draft, Error> {
    let message = parsed(bytes)?;
    let Some(page) = message.body_html(0) else { return read(bytes) };
    let mut draft = html::read(&page)?;
    let location = message.header("Snapshot-Content-Location").and_then(|value| value.as_text().map(str::to_owned));
    draft.url = draft.url.or(location).filter(|url| url.starts_with("http"));
    Ok(draft)
}

/// The markup of a web page saved with its parts.
pub(crate) fn page(bytes: &[u8]) -> Result<String, Error> {
    Ok(parsed(bytes)?.body_html(0).ok_or(Error::NoText)?.into_owned())
}

pub(crate) fn parsed(bytes: &[u8]) -> Result<Message<'_>, Error> {
    // A mailbox of one message begins with a line that is no header.
    let bytes = if bytes.starts_with(b"From ") {
        bytes.splitn(2, |byte| *byte == b'\n').nth(1).unwrap_or_default()
    } else {
        bytes
    };
    MessageParser::default().parse(bytes).ok_or_else(|| Error::Damaged { what: "the mail".to_owned() })
}

/// The text for people: plain where the sender gave it, else read from the markup.
fn body(message: &Message<'_>) -> Draft {
    let plain = message.text_body.iter().filter_map(|at| message.part(*at)).filter(|part| !part.is_text_html());
    let text: Vec<&str> = plain.filter_map(mail_parser::MessagePart::text_contents).collect();
    let text = text.join("\n\n").replace("\r\n", "\n");
    if !text.trim().is_empty() {
        let mut draft = plain::read(&text);
        // The first line of a letter is no headline.
        if let Some(line) = draft.title.take() {
            let mut whole = Draft::default();
            whole.body.push(domain::BlockKind::Paragraph, &line, None);
            let rest = text.trim_start().strip_prefix(line.as_str()).unwrap_or_default();
            let (rest, blocks) = plain::read(rest).body.finished();
            for block in blocks {
                let words = domain::text::slice(&rest, block.range.start, block.range.end).unwrap_or_default();
                whole.body.push(block.kind, words, block.post);
            }
            return whole;
        }
        return draft;
    }
    let mut draft = Draft::default();
    for words in message.body_html(0).map(|page| html::whole(&page)).unwrap_or_default() {
        draft.body.push(words.kind, &words.text, words.post);
    }
    draft
}

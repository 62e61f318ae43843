//! Mail (RFC 5322 and MIME), and web pages saved as one (MHTML).

use std::borrow::Cow;

use domain::DatedFrom;
use mail_parser::{
    Encoding, Message, MessageParser, MessagePart, MimeHeaders,
    decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode},
};

use crate::{
    Draft, Error, dates,
    encoding::{self, Decoded},
    html,
    parts::{self, Found, Part},
    plain,
    text::tidy,
};

/// Names of headers (RFC 5322, RFC 2045 and the registry of IANA) that tell mails from other lists of names and values.
const HEADERS: [&str; 31] = [
    "authentication-results",
    "autocrypt",
    "bcc",
    "cc",
    "date",
    "delivered-to",
    "dkim-signature",
    "domainkey-signature",
    "envelope-to",
    "errors-to",
    "feedback-id",
    "from",
    "importance",
    "in-reply-to",
    "message-id",
    "mime-version",
    "organization",
    "precedence",
    "received",
    "received-spf",
    "references",
    "reply-to",
    "return-path",
    "sender",
    "subject",
    "thread-index",
    "thread-topic",
    "to",
    "user-agent",
    "disposition-notification-to",
    "accept-language",
];
/// Those that a mail has one of at least, and the head of an answer by HTTP none.
const TELLING: [&str; 7] = ["from", "message-id", "mime-version", "received", "sender", "subject", "to"];
/// How the names of others begin.
const FAMILIES: [&str; 6] = ["arc-", "content-", "list-", "resent-", "x-", "original-"];
/// Bytes that tell whether they begin as a mail does.
const LOOKED_AT: usize = 4_096;

/// What `bytes` are, if they begin as a mail does: with lines of names and values, several of them a mail's.
pub(crate) fn kind(bytes: &[u8]) -> Option<domain::MediaType> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED_AT)]).to_ascii_lowercase();
    let start = start.trim_start_matches('\u{feff}');
    let start = start.strip_prefix("from ").and_then(|rest| rest.split_once('\n')).map_or(start, |(_, rest)| rest);
    let head = start.split("\n\n").next()?.split("\r\n\r\n").next()?;
    let lines: Vec<&str> = head.lines().collect();
    let names: Vec<&str> = lines.iter().filter_map(|line| name_of(line)).collect();
    let known = names.iter().filter(|name| is_known(name)).count();
    let telling = names.iter().any(|name| TELLING.contains(name));
    let first = lines.first().is_some_and(|line| name_of(line).is_some());
    let sound = lines.iter().filter(|line| line.starts_with([' ', '\t']) || name_of(line).is_some()).count();
    // A part of a mail, cut off from the rest, still says how it is put together.
    let is_part = start.starts_with("content-type: multipart/") && head.contains("boundary=");
    if !(is_part || first && telling && known >= 3 && sound * 10 >= lines.len() * 9) {
        return None;
    }
    let is_page = head.contains("multipart/related")
        && (head.contains("text/html") || head.contains("snapshot-content-location"));
    let is_sent = lines.iter().any(|line| line.starts_with("to:"));
    Some(if is_page && !is_sent { domain::MediaType::Mhtml } else { domain::MediaType::Mail })
}

/// The name of the header that `line` is.
fn name_of(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    is_name.then_some(name)
}

fn is_known(name: &str) -> bool {
    HEADERS.contains(&name) || FAMILIES.iter().any(|family| name.starts_with(family))
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
        attached.filter(|(name, bytes)| parts::is_no_document(name, bytes, false)).map(|(name, _)| name).collect();
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

/// The documents attached to a mail; with `pictures` those that may show a page too.
pub(crate) fn attached(bytes: &[u8], pictures: bool) -> Vec<Part> {
    let Ok(message) = parsed(bytes) else { return Vec::new() };
    let mut found = Found::default();
    for part in message.attachments() {
        let (place, bytes) = (name(part), sent(&message, part));
        // A mail has no more than it weighs, so what does not fit any more is not told apart.
        if !bytes.trim_ascii().is_empty() && !parts::is_no_document(&place, &bytes, pictures) {
            let encoding = charset(part).map(str::to_owned);
            let _ = found.push(Part { place, encoding, bytes: bytes.into_owned(), ..Part::default() });
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
    let Some(page) = markup(&message) else { return read(bytes) };
    let mut draft = html::read(&page.text)?;
    draft.encoding = Some(page.encoding);
    draft.warnings.extend(page.warnings);
    let location = message.header("Snapshot-Content-Location").and_then(|value| value.as_text().map(str::to_owned));
    draft.url = draft.url.or(location).filter(|url| url.starts_with("http"));
    Ok(draft)
}

/// The markup of a web page saved with its parts.
pub(crate) fn page(bytes: &[u8]) -> Result<String, Error> {
    Ok(markup(&parsed(bytes)?).ok_or(Error::NoText)?.text)
}

/// The first text of `message` that is markup.
fn markup(message: &Message<'_>) -> Option<Decoded> {
    let mut all = message.html_body.iter().filter_map(|at| message.part(*at));
    all.find(|part| part.is_text_html()).map(|part| words(message, part))
}

/// The text of `part`, by the encoding that it says it is in as far as that can be.
fn words(message: &Message<'_>, part: &MessagePart<'_>) -> Decoded {
    encoding::decode_as(&sent(message, part), charset(part))
}

/// The encoding that `part` says it is in; what a program says that has never looked is nothing.
fn charset<'a>(part: &'a MessagePart<'_>) -> Option<&'a str> {
    part.content_type()?.attribute("charset").filter(|label| !label.eq_ignore_ascii_case("us-ascii"))
}

/// The bytes of `part` as its sender had them: those of a text not yet read by any encoding.
fn sent<'a>(message: &'a Message<'_>, part: &'a MessagePart<'_>) -> Cow<'a, [u8]> {
    let own = || message.raw_message.get(part.offset_body as usize..part.offset_end as usize);
    let unpacked = match part.encoding {
        _ if !part.is_text() => None,
        Encoding::None => own().map(Cow::Borrowed),
        Encoding::QuotedPrintable => own().and_then(quoted_printable_decode).map(Cow::Owned),
        Encoding::Base64 => own().and_then(base64_decode).map(Cow::Owned),
    };
    unpacked.unwrap_or(Cow::Borrowed(part.contents()))
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
    let all: Vec<Decoded> = plain.filter(|part| part.is_text()).map(|part| words(message, part)).collect();
    let text = all.iter().map(|words| words.text.as_str()).collect::<Vec<_>>().join("\n\n");
    let mut draft = if text.trim().is_empty() {
        let page = markup(message);
        let mut draft = Draft { encoding: page.as_ref().map(|page| page.encoding), ..Draft::default() };
        for words in page.iter().flat_map(|page| html::whole(&page.text)) {
            draft.body.push(words.kind, &words.text, words.post);
        }
        draft.warnings.extend(page.into_iter().flat_map(|page| page.warnings));
        draft
    } else {
        plain::letter(&text)
    };
    draft.encoding = draft.encoding.or(all.first().map(|words| words.encoding));
    draft.warnings.extend(all.into_iter().flat_map(|words| words.warnings));
    draft
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_told_by_its_head_whichever_header_comes_first() {
        for first in ["User-Agent: a", "Thread-Topic: Guards", "Authentication-Results: a;\n\tspf=pass", "Zeit: heute"]
        {
            let mail = format!("{first}\nFrom: a@vessa.example\nTo: b@vessa.example\nSubject: Guards\n\nSee below.\n");
            assert_eq!(kind(mail.as_bytes()), Some(domain::MediaType::Mail), "{first}");
        }
        for other in [
            "Date: Wed, 9 Apr 2025 10:00:00 GMT\nContent-Type: text/html\nContent-Length: 9\n\n<p>Vessa.\n",
            "Title: Guards\nAuthor: Ida Lorn\nDate: 9 April\n\nThe dam held.\n",
            "Subject: guards. From: the desk. To: all.\nWho counts them?\nNobody.\n",
            "From: here\nTo: there\nThe road is closed, the company says.\nNobody counted.\nDate: none\n",
        ] {
            assert_eq!(kind(other.as_bytes()), None, "{other}");
        }
    }
}

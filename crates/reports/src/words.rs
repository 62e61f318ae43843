//! How a report words what the domain names.

use domain::{
    BlockKind, Bound, Confidence, EvidenceMatter, Fetch, Moment, Origin, Quantity, Quotation, ResponseKind, Stance,
    Status,
};

/// What the chain of hashes proves, and what it does not.
pub(crate) const METHOD: &str = "Each claim was lifted from the article it is quoted from, word for word, and marked by \
the analyst named in its history. A claim's status is that of its newest assessment; a claim without one is pending. What \
parties say to a claim never sets its status. Every change to the workspace is an entry of its journal, and each entry \
carries a hash of the one before. The head printed here fixes the journal up to this report: whoever holds this report can \
tell whether those entries were altered since. It does not prove that the first entry was true, nor that the clock was \
right, and the owner of a workspace can rebuild a chain whose head was never given to anyone.";

pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Pending => "Pending",
        Status::Confirmed => "Confirmed",
        Status::Denied => "Denied",
    }
}

/// A sign for the status that does not rely on colour.
pub(crate) fn sign(status: Status) -> &'static str {
    match status {
        Status::Pending => "◔",
        Status::Confirmed => "✓",
        Status::Denied => "✕",
    }
}

pub(crate) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low confidence",
        Confidence::Moderate => "moderate confidence",
        Confidence::High => "high confidence",
    }
}

pub(crate) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "supports",
        Stance::Refutes => "refutes",
        Stance::Neutral => "neutral",
    }
}

pub(crate) fn quotation(quotation: Quotation) -> &'static str {
    match quotation {
        Quotation::Direct => "quoted directly",
        Quotation::Indirect => "quoted indirectly",
        Quotation::Mixed => "quoted in part",
        Quotation::None => "in the article’s own words",
    }
}

pub(crate) fn response(kind: ResponseKind) -> &'static str {
    match kind {
        ResponseKind::Confirms => "confirms",
        ResponseKind::PartlyConfirms => "partly confirms",
        ResponseKind::Denies => "denies",
        ResponseKind::PartlyDenies => "partly denies",
        ResponseKind::DeclinesToComment => "declines to comment",
        ResponseKind::IsVerifying => "is verifying",
        ResponseKind::Qualifies => "qualifies",
        ResponseKind::Retracts => "retracts",
        ResponseKind::ExpressesConcern => "expresses concern",
        ResponseKind::Repeats => "repeats",
        ResponseKind::HasNotResponded => "has not responded",
    }
}

pub(crate) fn quantity(quantity: &Quantity) -> String {
    let bound = match quantity.bound {
        Bound::Exactly => "",
        Bound::AtLeast => "at least ",
        Bound::AtMost => "at most ",
        Bound::About => "about ",
        Bound::MoreThan => "more than ",
        Bound::LessThan => "less than ",
    };
    let high = quantity.high.as_ref().map(|high| format!("–{high}")).unwrap_or_default();
    let unit = quantity.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    format!("{bound}{}{high}{unit} {}", quantity.value, quantity.counted)
}

pub(crate) fn moment(moment: &Moment) -> String {
    let (from, to) = (moment.interval.from, moment.interval.to);
    let days = if from == to { from.to_string() } else { format!("{from} to {to}") };
    if moment.as_written == days { days } else { format!("“{}”: {days} ({})", moment.as_written, moment.rule) }
}

pub(crate) fn matter(matter: &EvidenceMatter) -> String {
    match matter {
        EvidenceMatter::Passage { passage, .. } => format!("“{}”", passage.exact),
        EvidenceMatter::File { name, sha256, bytes } => format!("File {name}, {bytes} bytes, SHA-256 {sha256}"),
        EvidenceMatter::Link { url } => url.clone(),
        EvidenceMatter::Note => "Note".to_owned(),
    }
}

pub(crate) fn origin(origin: &Origin) -> String {
    match origin {
        Origin::File { name } => format!("file {name}"),
        Origin::Pasted => "pasted text".to_owned(),
        Origin::StandardInput => "standard input".to_owned(),
        Origin::Sample { name } => format!("the program’s sample, {name}"),
        Origin::Address { fetch } => fetched(fetch),
    }
}

/// Where a page came from, and what its site showed for a certificate.
fn fetched(fetch: &Fetch) -> String {
    let certificate = fetch.certificate.map(|digest| format!(", certificate SHA-256 {digest}")).unwrap_or_default();
    let way = if fetch.asked == fetch.url() { String::new() } else { format!(", asked for {}", fetch.asked) };
    format!("fetched from {}{way}{certificate}", fetch.url())
}

/// The kind of block that a passage starts in, where it is worth saying.
pub(crate) fn block(kind: BlockKind) -> Option<&'static str> {
    match kind {
        BlockKind::Heading => Some("in a heading"),
        BlockKind::Caption => Some("in a caption"),
        BlockKind::EmbeddedPost => Some("in an embedded post"),
        BlockKind::TableRow => Some("in a table"),
        BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem => None,
    }
}

/// `text` with invisible and direction-changing characters written out, so that what is read is what is there.
pub(crate) fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for character in text.chars() {
        let hidden = matches!(character,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{00ad}' | '\u{061c}' | '\u{e0000}'..='\u{e007f}')
            || (character.is_control() && !matches!(character, '\n' | '\t'));
        if hidden {
            visible.push_str(&format!("[U+{:04X}]", u32::from(character)));
        } else {
            visible.push(character);
        }
    }
    visible
}

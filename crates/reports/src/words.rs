//! How a report words what the domain names.

use chrono::{DateTime, Utc};
use domain::{
    Agreement, Asked, Basis, BlockKind, CaseOrigins, Confidence, Credibility, EvidenceMatter, Fetch, Interval,
    JournalSeal, Likelihood, Moment, Origin, Quotation, RelationKind, Reliability, ResponseKind, Stance, Status, Work,
    WorkState,
};

use crate::outline::Term;

/// What the chain of hashes proves, and what it does not.
pub(crate) const METHOD: &str = "Each claim was lifted from the article it is quoted from, word for word, and marked by \
the analyst named in its history. A claim's status is that of its newest assessment; a claim without one is pending. What \
parties say to a claim never sets its status. Every change to the workspace is an entry of its journal, and each entry \
carries a hash of the one before. The head printed here fixes the journal up to this report: whoever holds this report can \
tell whether those entries were altered since. It does not prove that the first entry was true, nor that the clock was \
right, and the owner of a workspace can rebuild a chain whose head was never given to anyone.";

/// The method for a report that has no room for it.
pub(crate) const METHOD_IN_SHORT: &str = "Each claim is quoted word for word and marked by an analyst; what parties say \
to a claim never sets its status. The sources' hashes and the journal's head let anyone check that nothing was altered \
since.";

/// What an authority said of the journal, and whose word that is.
pub(crate) fn seal(seal: &JournalSeal) -> String {
    let vouched = match &seal.vouched {
        Some(vouched) => format!("whom {} vouches for", isolated(&vouched.by)),
        None => "not checked against an authority".to_owned(),
    };
    format!(
        "The journal’s head after {} changes ({}) was stamped by {}, {vouched}, on {}.",
        seal.length,
        seal.head,
        isolated(&seal.by),
        time(seal.at)
    )
}

/// What the report's words mean.
pub(crate) const LEGEND: &[Term] = &[
    Term { word: "Confirmed, denied", meaning: "an analyst found the claim to be so, or not to be so, and says why" },
    Term { word: "Pending", meaning: "nobody has decided yet" },
    Term { word: "Confidence", meaning: "how good the grounds are (low, moderate, high), not how likely the claim is" },
    Term {
        word: "Likelihood",
        meaning: "in the words of ICD 203: almost no chance 1–5 %, very unlikely 5–20 %, unlikely 20–45 %, roughly \
        even chance 45–55 %, likely 55–80 %, very likely 80–95 %, almost certain 95–99 %",
    },
    Term {
        word: "Rating",
        meaning: "the desk’s own word for where a claim stands; the status beside it is what the word stands for",
    },
    Term {
        word: "Second review",
        meaning: "another analyst decided without seeing the first decision; it sets no status. Cohen’s kappa says how \
        far they agree beyond chance: 1 is always, 0 no more than chance",
    },
    Term {
        word: "Independent origins",
        meaning: "whom the outlets and the evidence lead back to: three outlets that quote one agency, or \
        print one text, are one origin",
    },
    Term {
        word: "Evidence grades",
        meaning: "the Admiralty code: the source from A, completely reliable, to E, unreliable; the information from \
        1, confirmed, to 5, improbable; F and 6 mean that it cannot be judged",
    },
];

pub(crate) fn likelihood(likelihood: Likelihood) -> &'static str {
    match likelihood {
        Likelihood::AlmostNoChance => "almost no chance (1–5 %)",
        Likelihood::VeryUnlikely => "very unlikely (5–20 %)",
        Likelihood::Unlikely => "unlikely (20–45 %)",
        Likelihood::RoughlyEvenChance => "roughly even chance (45–55 %)",
        Likelihood::Likely => "likely (55–80 %)",
        Likelihood::VeryLikely => "very likely (80–95 %)",
        Likelihood::AlmostCertain => "almost certain (95–99 %)",
    }
}

pub(crate) fn reliability(grade: Reliability) -> &'static str {
    match grade {
        Reliability::A => "source A, completely reliable",
        Reliability::B => "source B, usually reliable",
        Reliability::C => "source C, fairly reliable",
        Reliability::D => "source D, not usually reliable",
        Reliability::E => "source E, unreliable",
        Reliability::F => "source F, cannot be judged",
    }
}

pub(crate) fn credibility(grade: Credibility) -> &'static str {
    match grade {
        Credibility::One => "information 1, confirmed by others",
        Credibility::Two => "information 2, probably true",
        Credibility::Three => "information 3, possibly true",
        Credibility::Four => "information 4, doubtful",
        Credibility::Five => "information 5, improbable",
        Credibility::Six => "information 6, cannot be judged",
    }
}

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

pub(crate) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Witnessed => "witnessed",
        Basis::Told => "told by others",
        Basis::Induced => "concluded from many cases",
        Basis::Deduced => "concluded from what must follow",
    }
}

/// What a claim is to another, before the other's number.
pub(crate) fn relation(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Same => "says the same as",
        RelationKind::Updates => "updates",
        RelationKind::UpdatedBy => "is updated by",
        RelationKind::Broader => "says more than",
        RelationKind::Narrower => "says less than",
        RelationKind::Contradicts => "contradicts",
        RelationKind::NotTheSame => "looks like, but is not the same as,",
    }
}

pub(crate) fn work_state(state: WorkState) -> &'static str {
    match state {
        WorkState::Unassigned => "unassigned",
        WorkState::InProgress => "in progress",
        WorkState::InReview => "in review",
        WorkState::Done => "done",
    }
}

/// How far the work is; nothing where none was begun.
pub(crate) fn work(work: &Work) -> Option<String> {
    let assignee = work.assignee.as_ref().map(|name| format!(", {}", isolated(name))).unwrap_or_default();
    let revisit = work.revisit.map(|day| format!(", to be looked at again on {day}")).unwrap_or_default();
    (*work != Work::default()).then(|| format!("Work {}{assignee}{revisit}", work_state(work.state)))
}

/// Who asked, when and until when.
pub(crate) fn asked(asked: &Asked) -> String {
    let on = asked.on.map(|day| format!(" on {day}")).unwrap_or_default();
    let until = asked.until.map(|day| format!(", answer wanted by {day}")).unwrap_or_default();
    format!("asked by {}{on}{until}", isolated(&asked.by))
}

/// What a claim leads back to; nothing where nothing could be traced.
pub(crate) fn origins(found: &CaseOrigins) -> Option<String> {
    let names: Vec<String> = found.origins.iter().map(|one| isolated(&one.name)).collect();
    let (all, traced) = (names.join(", "), found.traced);
    match names.len() {
        0 => None,
        1 if traced == 2 => Some(format!("Only one origin: both traces lead back to {all}")),
        1 if traced > 1 => Some(format!("Only one origin: all {traced} traces lead back to {all}")),
        1 => Some(format!("One origin: {all}")),
        many => {
            let most = found
                .behind_most()
                .map(|most| format!("; {} of {traced} traces lead back to {}", most.traces, isolated(&most.name)));
            let most = most.unwrap_or_default();
            Some(format!("{many} independent origins behind {traced} traces: {all}{most}"))
        }
    }
}

/// How far analysts agree; nothing where there was no review.
pub(crate) fn agreement(agreement: Agreement) -> Option<String> {
    let Agreement { reviewed, agreed, kappa } = agreement;
    let kappa = kappa.map_or_else(
        || "Cohen’s kappa is not defined for so few marks".to_owned(),
        |kappa| format!("Cohen’s kappa {kappa:.2}"),
    );
    (reviewed > 0).then(|| format!("Second reviews: {agreed} of {reviewed} agree with the mark they review. {kappa}."))
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

pub(crate) fn moment(moment: &Moment) -> String {
    let days = days(moment.interval);
    if moment.as_written == days { days } else { format!("“{}”: {days} ({})", moment.as_written, moment.rule) }
}

pub(crate) fn days(interval: Interval) -> String {
    let Interval { from, to } = interval;
    if from == to { from.to_string() } else { format!("{from} to {to}") }
}

pub(crate) fn time(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M:%S UTC").to_string()
}

pub(crate) fn matter(matter: &EvidenceMatter) -> String {
    match matter {
        EvidenceMatter::Passage { passage, .. } => format!("“{}”", isolated(&passage.exact)),
        EvidenceMatter::File { name, sha256, bytes } => format!("File {name}, {bytes} bytes, SHA-256 {sha256}"),
        EvidenceMatter::Link { url } => url.clone(),
        EvidenceMatter::Note => "Note".to_owned(),
        EvidenceMatter::NotFound { sought, places } => format!("Not found: {sought}, looked for in {places}"),
    }
}

pub(crate) fn origin(origin: &Origin) -> String {
    match origin {
        Origin::File { name } => format!("file {name}"),
        Origin::Pasted => "pasted text".to_owned(),
        Origin::StandardInput => "standard input".to_owned(),
        Origin::Sample { name } => format!("the program’s sample, {name}"),
        Origin::Part { file, sha256, place, url, captured, came } => {
            let url = url.as_ref().map(|url| format!(", captured from {url}")).unwrap_or_default();
            let captured = captured.map(|moment| format!(" at {}", moment.to_rfc3339())).unwrap_or_default();
            let came = came.as_ref().map(|fetch| format!(", which came from {}", fetched(fetch))).unwrap_or_default();
            format!("{place} in file {file} with SHA-256 {sha256}{url}{captured}{came}")
        }
        Origin::Address { fetch } => fetched(fetch),
    }
}

/// Where a page came from, and what its site showed for a certificate.
fn fetched(fetch: &Fetch) -> String {
    let certificate = fetch.certificate.map(|digest| format!(", certificate SHA-256 {digest}")).unwrap_or_default();
    let way = if fetch.asked == fetch.url() { String::new() } else { format!(", asked for {}", fetch.asked) };
    let answered = fetch.hops.last().map(|hop| {
        let at = hop.address.as_ref().map(|address| format!(" by {address}")).unwrap_or_default();
        format!(", answered {}{at}", hop.status)
    });
    format!("{}{way}{}{certificate}", fetch.url(), answered.unwrap_or_default())
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
    if !text.contains(is_hidden) {
        return text.to_owned();
    }
    let mut visible = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if is_hidden(character) {
            visible.push_str(&format!("[U+{:04X}]", u32::from(character)));
        } else {
            visible.push(character);
        }
    }
    visible
}

fn is_hidden(character: char) -> bool {
    match character {
        ' '..='~' | '\n' | '\t' => false,
        '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{feff}'
        | '\u{fffe}'
        | '\u{ffff}'
        | '\u{00ad}'
        | '\u{061c}'
        | '\u{e0000}'..='\u{e007f}' => true,
        other => other.is_control(),
    }
}

/// The base direction of `text`: that of its first letter (UAX #9, rules P2 and P3).
pub(crate) fn direction(text: &str) -> &'static str {
    let first = text.chars().find(|character| character.is_alphabetic());
    if first.is_some_and(runs_leftwards) { "rtl" } else { "ltr" }
}

/// `text`, set apart from a sentence that runs the other way (UAX #9, isolates).
pub(crate) fn isolated(text: &str) -> String {
    let text = visible(text);
    if direction(&text) == "rtl" { format!("\u{2068}{text}\u{2069}") } else { text }
}

/// Hebrew, Arabic and the scripts encoded beside them.
fn runs_leftwards(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Whether two texts begin in the same part of the Unicode code space, and so most likely in one script.
pub(crate) fn alike(a: &str, b: &str) -> bool {
    let script = |text: &str| {
        text.chars().find(|character| character.is_alphabetic()).map(|letter| match letter {
            '\0'..='\u{24f}' => 0,
            '\u{370}'..='\u{3ff}' => 1,
            '\u{400}'..='\u{52f}' => 2,
            letter if runs_leftwards(letter) => 3,
            '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => 4,
            letter => u32::from(letter) >> 7,
        })
    };
    script(a) == script(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_decides_the_direction() {
        assert_eq!(direction("«155» السد"), "rtl");
        assert_eq!(direction("155 engineers at السد"), "ltr");
        assert_eq!(direction("155 %"), "ltr");
        assert!(alike("Дамба", "«155» Дамба") && !alike("Дамба", "The dam"));
    }
}

//! The one place where words leave the program.

mod desk;
mod feeds;
mod marks;
mod revisions;

use std::{
    fmt::Display,
    io::{self, Write},
    path::Path,
    process,
};

use domain::{Alike, EvidenceMatter, Stance};
use serde::Serialize;
use workbench::{
    Error,
    views::{
        AppearanceView, ArticleRow, AssessmentView, ClaimRow, ClaimView, Echo, EvidenceView, Loaded, MeaningModel,
        MeaningStanding, NearDuplicate, Progress, ResponseView, SealView, SearchHit, SimilarClaim,
    },
};

pub(crate) use self::{
    desk::{events, family, matrix, parties, party, queue, timeline},
    feeds::{feeds, found, inbox, polled},
    marks::{agreement, ratings, sheet, work},
    revisions::{anchored, revisions},
};

/// How answers are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Output {
    /// For people.
    Text,
    /// JSON alone.
    Json,
}

impl Output {
    /// Prints `value` as JSON, or what `text` makes of it.
    pub(crate) fn show<T: Serialize + ?Sized>(self, value: &T, text: impl FnOnce(&T) -> String) {
        match self {
            Self::Text => line(&text(value)),
            Self::Json => raw(&serde_json::to_string_pretty(value).unwrap_or_default()),
        }
    }
}

/// Prints `text` for people and a line's end; nothing when it is empty.
pub(crate) fn line(text: &str) {
    if !text.is_empty() {
        raw(&plain(text));
    }
}

/// Prints `text` as it is and a line's end.
pub(crate) fn raw(text: &str) {
    bytes(format!("{text}\n").as_bytes());
}

/// Prints bytes as they are. A reader that went away ends the program quietly; a full disk does not.
pub(crate) fn bytes(bytes: &[u8]) {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => {}
        Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => process::exit(0),
        Err(cause) => {
            complain(&Error::file("write to", Path::new("standard output"), &cause));
            process::exit(1);
        }
    }
}

/// Tells on standard error why something was refused.
pub(crate) fn complain(error: &Error) {
    complain_of(&error.to_string());
}

/// Tells `sentence` on standard error.
pub(crate) fn complain_of(sentence: &str) {
    // There is nowhere left to tell it when this fails.
    let _ = writeln!(io::stderr(), "claimdesk: {}", plain(sentence));
}

/// Shows how far loading is, over what was shown before.
pub(crate) fn progress(progress: &Progress) {
    let Progress { done, total, per_minute, .. } = progress;
    let left = progress.seconds_left.map(|left| format!(", {} left", span(left))).unwrap_or_default();
    // Nothing is lost when it cannot be shown.
    let _ = write!(io::stderr(), "\r\u{1b}[K{done} of {total}, {per_minute} a minute{left}");
}

/// Clears what [`progress`] showed.
pub(crate) fn progress_over() {
    let _ = write!(io::stderr(), "\r\u{1b}[K");
}

fn span(seconds: u32) -> String {
    match seconds {
        0..90 => format!("{seconds} s"),
        90..5_400 => format!("{} min", seconds.div_ceil(60)),
        _ => format!("{} h", seconds.div_ceil(3_600)),
    }
}

/// How many were loaded, were here, hold others, failed.
pub(crate) fn counted(loaded: &[Loaded]) -> String {
    let count = |wanted: fn(&Loaded) -> bool| loaded.iter().filter(|one| wanted(one)).count();
    let fresh = count(|one| matches!(one, Loaded::New { .. } | Loaded::Revised { .. }));
    let here = count(|one| matches!(one, Loaded::AlreadyHere { .. } | Loaded::Unchanged { .. }));
    let failed = count(|one| matches!(one, Loaded::Failed { .. }));
    let links: usize =
        loaded.iter().map(|one| if let Loaded::Parted { links, .. } = one { links.len() } else { 0 }).sum();
    let links =
        if links > 0 { format!(", {} not loaded: that needs the network", many(links, "link")) } else { String::new() };
    format!("{fresh} loaded, {here} here already, {failed} failed{links}")
}

/// `text` with what could steer a terminal or turn the reading order shown as a sign: articles are not ours.
fn plain(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' | '\t' => c,
        '\u{7f}' => '\u{2421}',
        // The control pictures stand in the order of the controls.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => c,
    };
    text.chars().map(shown).collect()
}

pub(crate) fn loaded(loaded: &[Loaded]) -> String {
    lines(loaded, |one| match one {
        Loaded::New { name, article, warnings } => {
            let warnings: String = warnings.iter().map(|warning| format!("\n  {warning}")).collect();
            format!("{article}  loaded {name}{warnings}")
        }
        Loaded::Revised { name, article, number, quotes, warnings } => {
            let warnings: String = warnings.iter().map(|warning| format!("\n  {warning}")).collect();
            let quotes = format!("\n  {}", revisions::quotes(quotes));
            format!("{article}  loaded {name}: revision {number} of a page that is here{quotes}{warnings}")
        }
        Loaded::Unchanged { name, article, since, between } => {
            let since = since.format("%Y-%m-%d %H:%M UTC");
            match between {
                None => format!("{article}  {name} is unchanged since {since}"),
                Some(other) => {
                    let other = other.format("%Y-%m-%d %H:%M UTC");
                    format!("{article}  {name} is again as it was {since}; it was otherwise {other}")
                }
            }
        }
        Loaded::AlreadyHere { name, article } => format!("{article}  {name} was here already"),
        Loaded::Parted { name, parts, links, warnings, .. } => {
            let mut told = format!("{name} holds {}", many(*parts, "document"));
            if !links.is_empty() {
                told +=
                    &format!(" and {}, not loaded: that needs the network (--fetch-links)", many(links.len(), "link"));
            }
            let links = links.iter().map(|link| match &link.title {
                Some(title) => format!("\n  {}  {title}", link.url),
                None => format!("\n  {}", link.url),
            });
            told + &links.chain(warnings.iter().map(|warning| format!("\n  {warning}"))).collect::<String>()
        }
        Loaded::Failed { name, reason } if reason.contains(name.as_str()) => reason.clone(),
        Loaded::Failed { name, reason } => format!("could not load “{name}”: {reason}"),
    })
}

pub(crate) fn articles(rows: &[ArticleRow]) -> String {
    lines(rows, |row| {
        let date = row.published.map(|day| day.to_string()).unwrap_or_else(|| "no date".to_owned());
        let inferred = if row.published_inferred { " (inferred)" } else { "" };
        let publisher = row.publisher.as_deref().unwrap_or("unknown publisher");
        let copies = if row.copies > 1 { format!(", {} revisions", row.copies) } else { String::new() };
        let claims = many(row.counts.total(), "claim");
        format!("{}  {}\n  {publisher}, {date}{inferred}, {claims}{copies}", row.id, row.title)
    })
}

/// How far an article is decided.
pub(crate) fn coverage(coverage: domain::Coverage) -> String {
    let domain::Coverage { decided, all, sentences } = coverage;
    format!("{decided} of {all} sentences with something to decide, of {sentences} in all")
}

pub(crate) fn claims(rows: &[ClaimRow]) -> String {
    lines(rows, |row| {
        let claimant = row.claimant.as_deref().unwrap_or("unattributed");
        let articles = many(row.articles, "article");
        format!("{}  {:9}  {}\n  {claimant}, in {articles}", row.id, row.status.word(), row.statement)
    })
}

pub(crate) fn claim(view: &ClaimView) -> String {
    let text = format!("{}\n{}", view.statement, view.status.word());
    text + &appearances(&view.appearances) + &bearing(&view.responses, &view.evidence)
}

/// Where a claim is made.
fn appearances(appearances: &[AppearanceView]) -> String {
    let mut text = String::new();
    for made in appearances {
        let claimant = made.claimant.as_deref().unwrap_or("unattributed");
        let (start, end) = (made.range.start, made.range.end);
        text += &format!(
            "\n\nappearance {}\n  “{}”\n  {claimant}, in “{}”, {start}–{end}",
            made.id, made.exact, made.article_title
        );
        for time in &made.times {
            let days = time.when.map_or_else(|| "no time".to_owned(), |when| when.to_string());
            text += &format!("\n  “{}” is {days}: {}", time.as_written, time.rule);
        }
    }
    text
}

/// What parties say to a claim, and what bears on it.
fn bearing(responses: &[ResponseView], evidence: &[EvidenceView]) -> String {
    let mut text = String::new();
    for one in responses {
        let words = one.exact.as_deref().map(|exact| format!(" “{exact}”")).unwrap_or_default();
        text += &format!("\n\nresponse {}\n  {} {}{words} {}", one.id, one.party, one.kind.word(), one.note);
    }
    for piece in evidence {
        let (stance, matter) = (stance(piece.stance), matter(piece));
        text += &format!("\n\nevidence {}\n  {stance}: {matter}{}", piece.id, grades(piece));
        if !piece.note.is_empty() {
            text += &format!("\n  {}", piece.note);
        }
    }
    text
}

fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "supports",
        Stance::Refutes => "refutes",
        Stance::Neutral => "neutral",
    }
}

/// How a piece of evidence is graded, and who it comes from.
fn grades(piece: &EvidenceView) -> String {
    let EvidenceView { reliability, credibility, basis, source, .. } = piece;
    let letter = reliability.map(|letter| format!("{letter:?}")).unwrap_or_default();
    let figure = credibility.map(|figure| (figure as u8 + 1).to_string()).unwrap_or_default();
    let admiralty = Some(letter + &figure).filter(|code| !code.is_empty());
    let basis = basis.map(|basis| format!("{basis:?}").to_lowercase());
    let source = source.as_ref().map(|source| format!("from {source}"));
    let known: Vec<String> = [admiralty, basis, source].into_iter().flatten().collect();
    if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) }
}

fn matter(piece: &EvidenceView) -> String {
    match &piece.matter {
        EvidenceMatter::Passage { passage, .. } => {
            format!("“{}”, in “{}”", passage.exact, piece.article_title.as_deref().unwrap_or_default())
        }
        EvidenceMatter::File { name, sha256, bytes } => format!("file “{name}”, {bytes} bytes, SHA-256 {sha256}"),
        EvidenceMatter::Link { url } => url.clone(),
        EvidenceMatter::Note => "note".to_owned(),
        EvidenceMatter::NotFound { sought, places } => format!("not found: {sought}, looked for in {places}"),
    }
}

pub(crate) fn history(history: &[AssessmentView]) -> String {
    lines(history, |mark| {
        let withdraws = if mark.withdraws { " (withdraws the mark before)" } else { "" };
        format!("{}  {:9}  {}{withdraws}  {}", mark.at.to_rfc3339(), mark.status.word(), mark.analyst, mark.rationale)
    })
}

pub(crate) fn hits(hits: &[SearchHit]) -> String {
    lines(hits, |hit| {
        let snippet: String = hit
            .snippet
            .iter()
            .map(|piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text.replace('\n', " ") })
            .collect();
        let id = hit.claim.map(|claim| claim.to_string()).or(hit.article.map(|article| article.to_string()));
        format!("{}  {}\n  {snippet}", id.unwrap_or_default(), hit.title)
    })
}

/// So many of what `one` names.
pub(crate) fn many<N: Display + PartialEq + From<u8>>(count: N, one: &str) -> String {
    let s = if count == N::from(1) { "" } else { "s" };
    format!("{count} {one}{s}")
}

/// That so many were here before.
pub(crate) fn here_already(count: u32) -> String {
    format!("{count} {} here already", if count == 1 { "was" } else { "were" })
}

fn lines<T>(items: &[T], line: impl FnMut(&T) -> String) -> String {
    items.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Claims like another, a line each, with the names that both have and how near they are in meaning.
pub(crate) fn similar(found: &[SimilarClaim]) -> String {
    lines(found, |one| {
        let reasons: String = one
            .reasons
            .iter()
            .filter_map(|why| match why {
                Alike::Names { names } => Some(format!("  both name {}", names.join(", "))),
                Alike::Meaning { hundredths } => Some(format!("  near in meaning ({hundredths} %)")),
                _ => None,
            })
            .collect();
        format!("{}  {:.2}  {:?}  {}{reasons}", one.claim, one.score, one.relation, one.statement)
    })
}

/// How far a model of meaning has read, or where one would go.
pub(crate) fn meaning(standing: &MeaningStanding) -> String {
    match &standing.model {
        Some(MeaningModel { name, read, claims, .. }) => format!("{name}: {read} of {claims} claims read"),
        None => format!("no model is installed: claims are matched by words. One would lie in {}", standing.folder),
    }
}

/// What an authority said of the journal, and whose word that is.
pub(crate) fn seal(seal: &SealView) -> String {
    let vouched = match &seal.vouched {
        Some(vouched) => format!("whom {vouched} vouches for"),
        None => "not checked against an authority".to_owned(),
    };
    let SealView { length, head, by, at, .. } = seal;
    let changes = many(*length, "change");
    format!("the head after {changes} was stamped by {by}, {vouched}, at {}\n  {head}", at.to_rfc3339())
}

/// Time stamps, each as [`seal`] words it.
pub(crate) fn seals(all: &[SealView]) -> String {
    lines(all, seal)
}

/// Sentences that repeat claims, each with its claims below it.
pub(crate) fn echoes(echoes: &[Echo]) -> String {
    let lines = echoes.iter().map(|echo| format!("{}-{}\n{}", echo.range.start, echo.range.end, similar(&echo.claims)));
    lines.collect::<Vec<_>>().join("\n")
}

/// Articles that are one text, each with the sentences that differ.
pub(crate) fn near_duplicates(found: &[NearDuplicate]) -> String {
    let mut lines = Vec::new();
    for one in found {
        let share = format!("{:.0} % of the shorter one's wording, quotations aside", one.shared * 100.0);
        lines.push(format!("{}  {}  ({share})", one.article, one.title));
        for differing in &one.differing {
            lines.extend(differing.ours_exact.iter().map(|words| format!("  - {words}")));
            lines.extend(differing.theirs_exact.iter().map(|words| format!("  + {words}")));
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_told_as_one() {
        assert_eq!((many(1_u32, "fact check"), many(0_usize, "note")), ("1 fact check".into(), "0 notes".into()));
        assert_eq!((here_already(1), here_already(2)), ("1 was here already".into(), "2 were here already".into()));
    }

    #[test]
    fn what_could_steer_a_terminal_is_shown_as_a_sign() {
        assert_eq!(plain("Vessa\u{1b}[2J\r\u{9b}31m\u{202e}dam\tтак\n"), "Vessa␛[2J␍\u{fffd}31m\u{fffd}dam\tтак\n");
    }
}

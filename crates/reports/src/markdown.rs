//! Markdown (CommonMark, with the widespread footnotes). All text is data: nothing in it is markup.

use crate::outline::{Claim, Outline};

pub(crate) fn render(outline: &Outline) -> String {
    let mut out = format!("# {}\n\n", plain(&outline.title));
    if !outline.question.is_empty() {
        out += &format!("{}\n\n", plain(&outline.question));
    }
    let counts = outline.counts;
    out += &format!(
        "| Pending | Confirmed | Denied | All |\n| ---: | ---: | ---: | ---: |\n| {} | {} | {} | {} |\n\n",
        counts.pending, counts.confirmed, counts.denied, outline.total
    );
    if outline.claims.is_empty() {
        out += "No claims have been recorded yet.\n\n";
    }
    for claim in &outline.claims {
        out += &claim_of(claim);
    }
    out += "## Sources\n\n";
    for source in &outline.sources {
        out += &format!("{}. **{}**, {}\n", source.number, plain(&source.title), plain(&source.about.join(", ")));
        if let Some(url) = &source.url {
            out += &format!("   - {}\n", plain(url));
        }
        for line in &source.loading {
            out += &format!("   - {}\n", plain(line));
        }
        out += &format!("   - SHA-256 `{}`\n", source.sha256);
    }
    out += &format!("\n## Method\n\n{}\n\n", plain(outline.method));
    out += &format!("Journal: {} entries", outline.journal_length);
    if let (Some(head), Some(as_of)) = (&outline.journal_head, &outline.as_of) {
        out += &format!(", head `{head}`, as of {as_of}");
    }
    out += &format!(". Written by {}.\n\n", outline.program);
    for made in outline.claims.iter().flat_map(|claim| &claim.appearances) {
        out +=
            &format!("[^{}]: “{}”, source {}, {}.\n", made.note, plain(&made.exact), made.source, plain(&made.place));
    }
    out
}

fn claim_of(claim: &Claim) -> String {
    let notes: String = claim.appearances.iter().map(|made| format!("[^{}]", made.note)).collect();
    let mut out = format!("## {}. {}{notes}\n\n", claim.number, plain(&claim.statement));
    out += &format!("**{} {}**", claim.sign, claim.status_word);
    for more in [claim.confidence, claim.rationale.as_deref()].into_iter().flatten() {
        out += &format!(", {}", plain(more));
    }
    out += "\n\n";
    if !claim.claimants.is_empty() {
        out += &format!("Claimed by {}.\n\n", plain(&claim.claimants.join(", ")));
    }
    for made in &claim.appearances {
        out += &format!(
            "> {}\n>\n> Source {}: {}\n\n",
            plain(&made.exact).replace('\n', "\n> "),
            made.source,
            plain(&made.attribution.join("; "))
        );
    }
    out += &list("Responses", claim.responses.iter().map(|response| plain(response)));
    out += &list(
        "Evidence",
        claim.evidence.iter().map(|piece| {
            let source = piece.source.map(|source| format!(" (source {source})")).unwrap_or_default();
            let note = if piece.note.is_empty() { String::new() } else { format!(": {}", plain(&piece.note)) };
            format!("{}: {}{source}{note}", piece.stance, plain(&piece.matter))
        }),
    );
    out + &list(
        "History",
        claim.history.iter().map(|mark| {
            let withdraws = if mark.withdraws { " (withdraws the mark before)" } else { "" };
            let why = if mark.rationale.is_empty() { String::new() } else { format!(": {}", plain(&mark.rationale)) };
            format!("{} {} by {}{withdraws}{why}", mark.at, mark.status_word, plain(&mark.analyst))
        }),
    )
}

fn list(heading: &str, items: impl Iterator<Item = String>) -> String {
    let items: Vec<_> = items.map(|item| format!("- {}\n", item.replace('\n', " "))).collect();
    if items.is_empty() { String::new() } else { format!("### {heading}\n\n{}\n", items.concat()) }
}

/// `text` with everything that Markdown or HTML would take for markup escaped.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '<' => plain.push_str("&lt;"),
            '>' => plain.push_str("&gt;"),
            '&' => plain.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '+' | '|' | '~' | '!' | '^' | '$' => {
                plain.extend(['\\', character]);
            }
            _ => plain.push(character),
        }
    }
    // Digits or a dash at a line's start would open a list.
    let opens = plain.trim_start();
    let digits = opens.trim_start_matches(|c: char| c.is_ascii_digit());
    if opens.starts_with('-') || (digits.len() < opens.len() && digits.starts_with(['.', ')'])) {
        let at = plain.len() - digits.len();
        let at = if opens.starts_with('-') { plain.len() - opens.len() } else { at };
        plain.insert(at, '\\');
    }
    plain
}

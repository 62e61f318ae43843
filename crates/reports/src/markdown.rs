//! Markdown (CommonMark, with the widespread footnotes). All text is data: nothing in it is markup.

use crate::{
    outline::{Appearance, Chart, Claim, Conflict, Corrections, Event, Figure, Matrix, Outline, Term},
    plan::Part,
};

pub(crate) fn render(outline: &Outline) -> String {
    let mut out = format!("# {}\n\n", plain(&outline.title));
    if !outline.question.is_empty() {
        out += &format!("{}\n\n", plain(&outline.question));
    }
    if !outline.publisher.is_empty() {
        out += &format!("*{}*\n\n", plain(&outline.publisher));
    }
    let counts = outline.counts;
    out += &format!(
        "| Pending | Confirmed | Denied | All |\n| ---: | ---: | ---: | ---: |\n| {} | {} | {} | {} |\n\n",
        counts.pending, counts.confirmed, counts.denied, outline.total
    );
    for part in &outline.parts.sections {
        out += &section(*part, outline);
    }
    out += &format!("Journal: {} entries", outline.journal_length);
    if let (Some(head), Some(as_of)) = (&outline.journal_head, &outline.as_of) {
        out += &format!(", head `{head}`, as of {as_of}");
    }
    out += &format!(". Written by {}.\n\n", outline.program);
    for (_, made) in outline.notes() {
        let exact = plain(&made.exact).replace('\n', " ");
        out += &format!("[^{}]: “{exact}”, source {}, {}.\n", made.note, made.source, plain(&made.place));
    }
    out
}

/// The part called so; empty where it has nothing to say.
fn section(part: Part, outline: &Outline) -> String {
    match part {
        Part::Summary => summary(outline),
        Part::Corrections => outline.corrections.as_ref().map(corrections).unwrap_or_default(),
        Part::Claims => claims(outline),
        Part::Conflicts => conflicts(outline),
        Part::Charts => charts(outline),
        Part::Matrix => outline.matrix.as_ref().map(matrix).unwrap_or_default(),
        Part::Timeline => timeline(outline),
        Part::Legend => legend(outline),
        Part::Sources => sources(outline),
        Part::Method => method(outline),
        // Whoever reads Markdown finds its headings; the others stand at each claim.
        Part::Contents | Part::Quotes | Part::Responses | Part::Evidence | Part::Related | Part::History => {
            String::new()
        }
    }
}

fn claims(outline: &Outline) -> String {
    let mut out = String::new();
    if outline.total == 0 {
        out += "No claims have been recorded yet.\n\n";
    }
    for group in &outline.groups {
        let heading = group.heading.as_deref().map(|heading| format!("# {}\n\n", plain(heading)));
        out += &heading.unwrap_or_default();
        for claim in &group.claims {
            out += &claim_of(claim, outline);
        }
    }
    out
}

fn sources(outline: &Outline) -> String {
    let mut out = "## Sources\n\n".to_owned();
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
    out + "\n"
}

fn method(outline: &Outline) -> String {
    let said = [outline.method].into_iter().chain(outline.agreement.as_deref());
    let said = said.chain(outline.seals.iter().map(String::as_str)).map(|words| format!("{}\n\n", plain(words)));
    format!("## Method\n\n{}", said.collect::<String>())
}

fn refs(notes: &[usize]) -> String {
    notes.iter().map(|note| format!("[^{note}]")).collect()
}

fn summary(outline: &Outline) -> String {
    if outline.summary.is_empty() {
        return String::new();
    }
    let mut out = "## Summary\n\n".to_owned();
    for paragraph in &outline.summary {
        let pieces = paragraph.iter().map(|piece| format!("{}{}", plain(&piece.text), refs(&piece.notes)));
        out += &format!("{}\n\n", pieces.collect::<String>());
    }
    out
}

fn conflicts(outline: &Outline) -> String {
    let side = |figure: &Figure| {
        let Figure { text, claim, source, notes } = figure;
        format!("{} in claim {claim}, source {source}{}", plain(text), refs(notes))
    };
    let line = |conflict: &Conflict| format!("- {} against {}\n", side(&conflict.one), side(&conflict.other));
    headed("Figures in conflict", outline.conflicts.iter().map(line).collect())
}

fn charts(outline: &Outline) -> String {
    let all: String = outline.charts.iter().map(chart).collect();
    if all.is_empty() { all } else { format!("## Counts\n\n{all}") }
}

fn timeline(outline: &Outline) -> String {
    let line =
        |event: &Event| format!("- {}: {}{}\n", event.day, plain(&event.what).replace('\n', " "), refs(&event.notes));
    headed("Timeline", outline.timeline.iter().map(line).collect())
}

fn legend(outline: &Outline) -> String {
    let line = |term: &Term| format!("- **{}**: {}\n", term.word, plain(term.meaning));
    headed("What the words mean", outline.legend.iter().map(line).collect())
}

/// A list under its heading; nothing when it is empty.
fn headed(heading: &str, lines: String) -> String {
    if lines.is_empty() { lines } else { format!("## {heading}\n\n{lines}\n") }
}

/// A line of a table. A cell is one line.
fn row(cells: Vec<String>) -> String {
    format!("| {} |\n", cells.join(" | ").replace('\n', " "))
}

fn corrections(corrections: &Corrections) -> String {
    let mut out = format!("## Corrections since {}\n\n", corrections.since);
    if corrections.lines.is_empty() {
        out += "Nothing that was said then is said otherwise now.\n";
    } else {
        out += "| Claim | What | Before | Now |\n| --- | --- | --- | --- |\n";
    }
    for line in &corrections.lines {
        let claim = line.claim.map_or_else(|| "–".to_owned(), |claim| format!("{claim}{}", refs(&line.notes)));
        out += &row(vec![claim, line.what.to_owned(), plain(&line.before), plain(&line.now)]);
    }
    out + &format!("\nThe file that was issued then has the SHA-256 `{}`.\n\n", corrections.sha256)
}

fn chart(chart: &Chart) -> String {
    let mut out = format!("### {}\n\n", chart.title);
    out +=
        &format!("| {} | Pending | Confirmed | Denied | All |\n| --- | ---: | ---: | ---: | ---: |\n", chart.rows_are);
    for bar in &chart.bars {
        let counts = [bar.counts.pending, bar.counts.confirmed, bar.counts.denied, bar.total];
        out += &row([plain(&bar.label)].into_iter().chain(counts.map(|count| count.to_string())).collect());
    }
    out + "\n"
}

fn matrix(matrix: &Matrix) -> String {
    let mut out = "## Who says what\n\n".to_owned();
    out += &row(["Claim".to_owned()].into_iter().chain(matrix.parties.iter().map(|party| plain(party))).collect());
    out += &format!("|{}\n", " --- |".repeat(matrix.parties.len() + 1));
    for line in &matrix.rows {
        let claim = format!("{}{}", line.claim, refs(&line.notes));
        out += &row([claim].into_iter().chain(line.cells.iter().map(|cell| plain(cell))).collect());
    }
    if matrix.left_out > 0 {
        out += &format!("\n{} more parties are named at the claims only.\n", matrix.left_out);
    }
    out + "\n"
}

fn claim_of(claim: &Claim, outline: &Outline) -> String {
    let (parts, notes) = (&outline.parts, refs(&claim.notes()));
    let mut out = format!("## {}. {}{notes}\n\n", claim.number, plain(&claim.statement));
    out += &format!("**{} {}**", claim.sign, claim.status_word);
    out += &claim.rating.as_ref().map(|rating| format!(" (“{}”)", plain(rating))).unwrap_or_default();
    for more in [claim.confidence, claim.likelihood, claim.rationale.as_deref()].into_iter().flatten() {
        out += &format!(", {}", plain(more));
    }
    out += &format!("{notes}\n\n");
    if !claim.claimants.is_empty() {
        out += &format!("Claimed by {}.{notes}\n\n", plain(&claim.claimants.join(", ")));
    }
    if let (Some(origins), true) = (&claim.origins, parts.related) {
        let warning = if claim.leans_on_one { "**Warning.** " } else { "" };
        out += &format!("{warning}{}.{notes}\n\n", plain(origins));
    }
    if let (Some(work), true) = (&claim.work, parts.history) {
        out += &format!("{}.{notes}\n\n", plain(work));
    }
    for part in &parts.at_claims {
        out += &match part {
            Part::Quotes => quotes(claim),
            Part::Responses if parts.responses => responses(claim, &notes),
            Part::Evidence => evidence(claim, &notes),
            Part::Related => related(claim),
            Part::History => history(claim, &notes),
            _ => String::new(),
        };
    }
    out
}

fn quotes(claim: &Claim) -> String {
    let quote = |made: &Appearance| {
        let exact = plain(&made.quoted.exact).replace('\n', "\n> ");
        format!("> {exact}\n>\n> Source {}: {}\n\n", made.quoted.source, plain(&made.attribution.join("; ")))
    };
    claim.appearances.iter().map(quote).collect()
}

fn responses(claim: &Claim, notes: &str) -> String {
    let responses = claim.responses.iter().map(|answer| {
        let quoted = answer.quoted.as_ref().map(|quoted| format!(": “{}”[^{}]", plain(&quoted.exact), quoted.note));
        format!("{}{}", plain(&answer.text), quoted.unwrap_or_else(|| notes.to_owned()))
    });
    list("Responses", responses)
}

fn evidence(claim: &Claim, notes: &str) -> String {
    let evidence = claim.evidence.iter().map(|piece| {
        let source = piece.source.map(|source| format!(" (source {source})")).unwrap_or_default();
        let note = if piece.note.is_empty() { String::new() } else { format!(": {}", plain(&piece.note)) };
        let grades = if piece.grades.is_empty() { String::new() } else { format!(", {}", piece.grades.join(", ")) };
        let from = piece.from.as_ref().map(|party| format!(", from {}", plain(party))).unwrap_or_default();
        format!("{}: {}{source}{from}{grades}{note}{notes}", piece.stance, plain(&piece.matter))
    });
    list("Evidence", evidence)
}

fn related(claim: &Claim) -> String {
    let related =
        claim.related.iter().map(|other| format!("{} claim {}{}", other.relation, other.claim, refs(&other.notes)));
    let elsewhere = claim.elsewhere.iter().map(|check| {
        let url = check.url.as_ref().map(|url| format!(", {}", plain(url))).unwrap_or_default();
        format!("{}{url}", plain(&check.text))
    });
    list("Related claims", related) + &list("Checked elsewhere", elsewhere)
}

fn history(claim: &Claim, notes: &str) -> String {
    let why = |rationale: &str| if rationale.is_empty() { String::new() } else { format!(": {}", plain(rationale)) };
    let reviews = claim.reviews.iter().map(|review| {
        let sure = review.confidence.map(|sure| format!(", {sure}")).unwrap_or_default();
        let why = why(&review.rationale);
        format!(
            "{} {} by {} ({}){sure}{why}{notes}",
            review.at,
            review.status_word,
            plain(&review.analyst),
            review.verdict
        )
    });
    let history = claim.history.iter().map(|mark| {
        let withdraws = if mark.withdraws { " (withdraws the mark before)" } else { "" };
        let why = why(&mark.rationale);
        let rated = mark.rating.as_ref().map(|rating| format!(" (“{}”)", plain(rating))).unwrap_or_default();
        let sure: String =
            [mark.confidence, mark.likelihood].into_iter().flatten().map(|word| format!(", {word}")).collect();
        format!("{} {}{rated} by {}{sure}{withdraws}{why}{notes}", mark.at, mark.status_word, plain(&mark.analyst))
    });
    list("Second reviews", reviews) + &list("History", history)
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

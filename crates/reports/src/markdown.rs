//! Markdown (CommonMark, with the widespread footnotes). All text is data: nothing in it is markup.

use crate::outline::{Chart, Claim, Corrections, Figure, Matrix, Outline};

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
    out += &summary(outline);
    out += &outline.corrections.as_ref().map(corrections).unwrap_or_default();
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
    out += &overview(outline);
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
    out += &outline.agreement.as_ref().map(|agreement| format!("{}\n\n", plain(agreement))).unwrap_or_default();
    for seal in &outline.seals {
        out += &format!("{}\n\n", plain(seal));
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

/// What is said of the claims together, and what the words mean.
fn overview(outline: &Outline) -> String {
    let mut out = String::new();
    if !outline.conflicts.is_empty() {
        out += "## Figures in conflict\n\n";
        for conflict in &outline.conflicts {
            let side = |figure: &Figure| {
                let Figure { text, claim, source, notes } = figure;
                format!("{} in claim {claim}, source {source}{}", plain(text), refs(notes))
            };
            out += &format!("- {} against {}\n", side(&conflict.one), side(&conflict.other));
        }
        out += "\n";
    }
    if !outline.charts.is_empty() {
        out += "## Counts\n\n";
        out += &outline.charts.iter().map(chart).collect::<String>();
    }
    out += &outline.matrix.as_ref().map(matrix).unwrap_or_default();
    if !outline.timeline.is_empty() {
        out += "## Timeline\n\n";
        for event in &outline.timeline {
            out += &format!("- {}: {}{}\n", event.day, plain(&event.what).replace('\n', " "), refs(&event.notes));
        }
        out += "\n";
    }
    if !outline.legend.is_empty() {
        out += "## What the words mean\n\n";
        for term in outline.legend {
            out += &format!("- **{}**: {}\n", term.word, plain(term.meaning));
        }
        out += "\n";
    }
    out
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
    let (parts, notes) = (outline.parts, refs(&claim.notes()));
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
        let warning = if claim.only_one_origin { "**Warning.** " } else { "" };
        out += &format!("{warning}{}.{notes}\n\n", plain(origins));
    }
    if let (Some(work), true) = (&claim.work, parts.history) {
        out += &format!("{}.{notes}\n\n", plain(work));
    }
    for made in claim.appearances.iter().filter(|_| parts.quotes) {
        out += &format!(
            "> {}\n>\n> Source {}: {}\n\n",
            plain(&made.quoted.exact).replace('\n', "\n> "),
            made.quoted.source,
            plain(&made.attribution.join("; "))
        );
    }
    out += &list(
        "Related claims",
        claim
            .related
            .iter()
            .filter(|_| parts.related)
            .map(|other| format!("{} claim {}{}", other.relation, other.claim, refs(&other.notes))),
    );
    let responses = claim.responses.iter().filter(|_| parts.responses).map(|answer| {
        let quoted = answer.quoted.as_ref().map(|quoted| format!(": “{}”[^{}]", plain(&quoted.exact), quoted.note));
        format!("{}{}", plain(&answer.text), quoted.unwrap_or_else(|| notes.clone()))
    });
    out += &list("Responses", responses);
    out += &list(
        "Evidence",
        claim.evidence.iter().filter(|_| parts.evidence).map(|piece| {
            let source = piece.source.map(|source| format!(" (source {source})")).unwrap_or_default();
            let note = if piece.note.is_empty() { String::new() } else { format!(": {}", plain(&piece.note)) };
            let grades = if piece.grades.is_empty() { String::new() } else { format!(", {}", piece.grades.join(", ")) };
            let from = piece.from.as_ref().map(|party| format!(", from {}", plain(party))).unwrap_or_default();
            format!("{}: {}{source}{from}{grades}{note}{notes}", piece.stance, plain(&piece.matter))
        }),
    );
    let elsewhere = claim.elsewhere.iter().filter(|_| parts.related).map(|check| {
        let url = check.url.as_ref().map(|url| format!(", {}", plain(url))).unwrap_or_default();
        format!("{}{url}", plain(&check.text))
    });
    out += &list("Checked elsewhere", elsewhere);
    let reviews = claim.reviews.iter().filter(|_| parts.history).map(|review| {
        let verdict = if review.agrees { "agrees" } else { "differs" };
        let sure = review.confidence.map(|sure| format!(", {sure}")).unwrap_or_default();
        let why = if review.rationale.is_empty() { String::new() } else { format!(": {}", plain(&review.rationale)) };
        format!("{} {} by {} ({verdict}){sure}{why}{notes}", review.at, review.status_word, plain(&review.analyst))
    });
    out += &list("Second reviews", reviews);
    out + &list(
        "History",
        claim.history.iter().filter(|_| parts.history).map(|mark| {
            let withdraws = if mark.withdraws { " (withdraws the mark before)" } else { "" };
            let why = if mark.rationale.is_empty() { String::new() } else { format!(": {}", plain(&mark.rationale)) };
            let rated = mark.rating.as_ref().map(|rating| format!(" (“{}”)", plain(rating))).unwrap_or_default();
            let sure: String =
                [mark.confidence, mark.likelihood].into_iter().flatten().map(|word| format!(", {word}")).collect();
            format!("{} {}{rated} by {}{sure}{withdraws}{why}{notes}", mark.at, mark.status_word, plain(&mark.analyst))
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

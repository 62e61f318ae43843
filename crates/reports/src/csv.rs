//! CSV (RFC 4180): one table, one row an appearance. JSON is its lossless twin.

use domain::{CaseFile, Dated, Stance};

use crate::{
    Error, package,
    progress::Means,
    tables::{self, Cell, Table},
    words::{self, visible},
};

const HEADER: [&str; 24] = [
    "claim",
    "claim_id",
    "status",
    "statement",
    "claimant",
    "as_written",
    "relayed_by",
    "said",
    "quantities",
    "quote",
    "start",
    "end",
    "article",
    "publisher",
    "published",
    "published_inferred",
    "url",
    "sha256",
    "rationale",
    "confidence",
    "analyst",
    "assessed_at",
    "evidence_for",
    "evidence_against",
];

pub(crate) fn render(case: &CaseFile) -> Result<Vec<u8>, Error> {
    let failed = |cause: csv::Error| Error::Layout(cause.to_string());
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    table.write_record(HEADER).map_err(failed)?;
    for (number, claim) in (1..).zip(&case.claims) {
        let latest = claim.latest();
        let pointing = |stance| claim.evidence.iter().filter(|piece| piece.stance == stance).count().to_string();
        for made in &claim.appearances {
            let appearance = &made.appearance;
            let attribution = &appearance.attribution;
            let source = &case.sources[made.source];
            let named = |party: Option<_>| {
                party.and_then(|id| case.party(id)).map(|party| party.name.clone()).unwrap_or_default()
            };
            let published = source.article.published.as_ref();
            let quantities: Vec<_> = appearance.quantities.iter().map(ToString::to_string).collect();
            let row: [String; 24] = [
                number.to_string(),
                claim.claim.id.to_string(),
                claim.status().word().to_owned(),
                claim.claim.statement.clone(),
                named(attribution.claimant),
                attribution.as_written.clone().unwrap_or_default(),
                named(attribution.relayed_by),
                appearance.said.as_ref().map(words::moment).unwrap_or_default(),
                quantities.join("; "),
                appearance.passage.exact.clone(),
                appearance.passage.range.start.to_string(),
                appearance.passage.range.end.to_string(),
                source.article.title.clone(),
                source.article.publisher.clone().unwrap_or_default(),
                published.map(|dated| dated.on.to_string()).unwrap_or_default(),
                published.is_some_and(Dated::inferred).to_string(),
                source.article.url.clone().unwrap_or_default(),
                source.document.sha256.to_string(),
                latest.map(|mark| mark.rationale.clone()).unwrap_or_default(),
                latest.and_then(|mark| mark.confidence).map(|sure| sure.word().to_owned()).unwrap_or_default(),
                latest.map(|mark| mark.analyst.clone()).unwrap_or_default(),
                latest.map(|mark| mark.at.to_rfc3339()).unwrap_or_default(),
                pointing(Stance::Supports),
                pointing(Stance::Refutes),
            ];
            table.write_record(row.iter().map(|cell| defused(cell))).map_err(failed)?;
        }
    }
    table.into_inner().map_err(|cause| Error::Layout(cause.to_string()))
}

/// The spreadsheet's tables, one file each, zipped.
pub(crate) fn tables(case: &CaseFile, means: Means<'_>) -> Result<Vec<u8>, Error> {
    let mut files = Vec::new();
    for table in means.parts(tables::of(case).into_iter()) {
        let table = table?;
        files.push((format!("{}.csv", table.name), written(&table)?));
    }
    package::zipped(files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())))
}

fn written(table: &Table) -> Result<Vec<u8>, Error> {
    let failed = |cause: csv::Error| Error::Layout(cause.to_string());
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    out.write_record(table.columns).map_err(failed)?;
    for row in &table.rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Empty => String::new(),
            Cell::Text(text) => defused(text),
            // A negative number is a number, not a formula.
            Cell::Number(number) => number.to_string(),
            Cell::Day(day) => day.to_string(),
            Cell::Time(at) => at.to_rfc3339(),
        });
        out.write_record(cells).map_err(failed)?;
    }
    out.into_inner().map_err(|cause| Error::Layout(cause.to_string()))
}

/// `cell` with an apostrophe before what a spreadsheet would run as a formula, hidden characters written out.
///
/// Taking one leading apostrophe off gives the cell back: a cell that starts with one gets another.
fn defused(cell: &str) -> String {
    let shown = visible(cell);
    let first = shown.trim_start().chars().next();
    let runs = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\'' | '|' | '%'))
        || shown.starts_with(['\t', '\r', '\n']);
    if runs { format!("'{shown}") } else { shown }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_defused_and_can_be_had_back() {
        for cell in ["=1+1", " =1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "'=1"] {
            assert_eq!(defused(cell), format!("'{cell}"));
        }
        assert_eq!(defused("155 engineers"), "155 engineers");
        assert!(defused("\u{feff}=1").starts_with("[U+FEFF]"));
    }

    proptest! {
        #[test]
        fn no_cell_starts_a_formula(cell in "\\PC{0,12}|[=+@＝\t \u{feff}-]{0,3}.{0,5}") {
            let shown = defused(&cell);
            let first = shown.trim_start().chars().next();
            prop_assert!(!matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')), "{}", shown);
        }
    }
}

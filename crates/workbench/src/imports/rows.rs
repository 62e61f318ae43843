//! A table of claims. Each row becomes a document of its own, so that a claim's words stand where they came from: in the row.
//! Where the row names a page that is here and has the words, the claim is made there too.

use database::articles;
use documents::Sheet;
use domain::{AppearanceId, ArticleId, BlockKind, Change, Marked, Quotation};
use serde_json::{Map, Value};

use super::{
    columns,
    coming::{Arrival, Coming, Made},
};
use crate::{
    Error, Result, claims,
    views::{ClaimField, ImportColumn, ImportMapping, ImportPreview, ImportRow},
};

/// Values of a column that are shown.
const SAMPLES: usize = 3;
/// Characters of a title that is made of a statement, at most.
const TITLE: usize = 90;

/// A row, and what its columns say.
struct Row<'a> {
    place: String,
    names: &'a [String],
    fields: &'a [Option<ClaimField>],
    cells: &'a [String],
}

impl Row<'_> {
    fn says(&self, field: ClaimField) -> Option<&str> {
        let place = self.fields.iter().position(|known| *known == Some(field))?;
        self.cells.get(place).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    /// The row by itself, as JSON: the same cells under the same names give the same bytes in whichever file they stand.
    fn own(&self) -> Vec<u8> {
        let cells = self.names.iter().zip(self.cells).filter(|(_, cell)| !cell.is_empty());
        let object: Map<String, Value> =
            cells.map(|(name, cell)| (name.clone(), Value::String(cell.clone()))).collect();
        Value::Object(object).to_string().into_bytes()
    }

    fn article(&self, statement: &str) -> Made {
        let owned = |field| self.says(field).map(str::to_owned);
        let mut blocks = vec![(BlockKind::Paragraph, statement.to_owned())];
        blocks.extend(owned(ClaimField::Quote).map(|quote| (BlockKind::Quote, quote)));
        for ((name, cell), field) in self.names.iter().zip(self.cells).zip(self.fields) {
            if !matches!(field, Some(ClaimField::Statement | ClaimField::Quote)) && !cell.is_empty() {
                blocks.push((BlockKind::TableRow, format!("{name}\t{cell}")));
            }
        }
        let short = |text: &str| {
            let cut: String = text.chars().take(TITLE).collect();
            if cut.len() < text.len() { cut + "…" } else { cut }
        };
        Made {
            title: owned(ClaimField::Title).unwrap_or_else(|| short(statement)),
            publisher: owned(ClaimField::Publisher),
            published: owned(ClaimField::Published),
            language: owned(ClaimField::Language),
            url: owned(ClaimField::Url),
            blocks,
            ..Made::default()
        }
    }
}

impl Coming<'_> {
    /// Gathers the claims of one of `sheets`; answers how its columns are understood.
    pub(super) fn rows(&mut self, sheets: Vec<Sheet>, mapping: &ImportMapping) -> Result<ImportPreview> {
        let names: Vec<String> =
            sheets.iter().map(|sheet| sheet.name.clone()).filter(|name| !name.is_empty()).collect();
        let wanted = |sheet: &&Sheet| mapping.sheet.as_ref().is_none_or(|name| sheet.name == *name);
        let unknown = |name: &str| Error::NoColumn { name: name.to_owned() };
        let sheet = sheets.iter().find(wanted).ok_or_else(|| unknown(mapping.sheet.as_deref().unwrap_or_default()))?;
        let width = sheet.rows.iter().map(|(_, row)| row.len()).max().unwrap_or_default();
        let (head, body) = sheet.rows.split_first().map_or((&[][..], &[][..]), |((_, head), body)| (&head[..], body));
        let columns = columns::named(head, width);
        let fields = columns::understood(&columns, mapping).map_err(|name| unknown(&name))?;
        let complete = fields.contains(&Some(ClaimField::Statement));
        for (number, cells) in body.iter().filter(|_| complete) {
            let place = match sheet.name.as_str() {
                "" => format!("row {number}"),
                name => format!("{name}, row {number}"),
            };
            self.row(&Row { place, names: &columns, fields: &fields, cells })?;
        }
        let samples = |place: usize| {
            let cells = body.iter().filter_map(|(_, row)| row.get(place)).filter(|cell| !cell.is_empty());
            cells.take(SAMPLES).cloned().collect()
        };
        let shown = (0..).zip(columns).zip(&fields).map(|((place, name), field)| ImportColumn {
            name,
            field: *field,
            samples: samples(place),
        });
        let sheet = Some(sheet.name.clone()).filter(|name| !name.is_empty());
        let columns = shown.collect();
        Ok(ImportPreview { sheets: names, sheet, columns, complete, ..ImportPreview::of(self.report.clone()) })
    }

    fn row(&mut self, row: &Row<'_>) -> Result<()> {
        let Some(statement) = row.says(ClaimField::Statement) else {
            self.refuse(&row.place, "the row has no statement");
            return Ok(());
        };
        let Arrival::Comes(article, text) = self.article(&row.place, row.own(), true, row.article(statement))? else {
            return Ok(());
        };
        let quote = row.says(ClaimField::Quote);
        let marked = |exact| Marked { exact, start: Some(0), ..Marked::default() };
        let passage =
            match marked(quote.unwrap_or(statement)).found_in(&text).or_else(|_| marked(statement).found_in(&text)) {
                Ok(passage) => passage,
                Err(why) => {
                    self.refuse(&row.place, format!("the row is here with other columns, and {why}"));
                    return Ok(());
                }
            };
        let [claimant, relayed_by] = [ClaimField::Claimant, ClaimField::RelayedBy]
            .map(|field| row.says(field).map(|name| self.party(name)).transpose().map(Option::flatten));
        let (claimant, relayed_by) = (claimant?, relayed_by?);
        let said = row.says(ClaimField::Said).and_then(|said| analysis::moments::moment(said, None));
        let mut made = self.claim(statement, (article, passage), |made| {
            made.said = said;
            made.attribution.claimant = claimant;
            made.attribution.relayed_by = relayed_by;
            made.attribution.quotation = if quote.is_some() { Quotation::Direct } else { Quotation::None };
        })?;
        let claim = made.claim;
        if let Some((page, passage)) =
            row.says(ClaimField::Url).and_then(|url| self.stands_at(url, quote.unwrap_or(statement)))
        {
            made.id = AppearanceId(self.bench.clock.uuid());
            (made.article, made.passage) = (page, passage);
            self.changes.push(Change::AppearanceRecorded { appearance: made });
        }
        if let Some(note) = row.says(ClaimField::Note).and_then(claims::worded) {
            self.note(claim, note);
        }
        self.shown.push(ImportRow {
            place: row.place.clone(),
            words: statement.to_owned(),
            who: row.says(ClaimField::Claimant).map(str::to_owned),
            source: row.says(ClaimField::Url).or_else(|| row.says(ClaimField::Publisher)).map(str::to_owned),
        });
        Ok(())
    }

    /// Where `words` stand in the page at `url`, when that is here and has them.
    fn stands_at(&self, url: &str, words: &str) -> Option<(ArticleId, domain::Passage)> {
        let page = self.at_address(url)?;
        let text = self.bench.workspace.read(|conn| articles::text(conn, page)).ok()?;
        let passage = Marked { exact: words, ..Marked::default() }.found_in(&text).ok()?;
        Some((page, passage))
    }
}

//! Tables of articles and links: what their columns say is looked at, and put right, before they are loaded.

use std::path::Path;

use documents::{Column, Hint, Opened, Table};

use crate::{
    Error, Result, Workbench,
    articles::{file_name, read_file},
    views::{SaidColumn, TableColumn, TableMapping, TablePreview, TableRow},
    worker::ReadError,
};

/// Endings of files that are tables, whatever is in them.
const ENDINGS: [&str; 7] = ["csv", "tsv", "tab", "xlsx", "xlsm", "xlsb", "ods"];
/// Rows that a preview shows, and letters of each text.
const SHOWN: usize = 5;
const BEGINNING: usize = 160;

impl Workbench {
    /// What loading the table at `path` would come to, with its columns understood as `mapping` says; by their names and
    /// what is in them where it says nothing. Nothing is written.
    pub fn preview_table(&self, path: &Path, mapping: &TableMapping) -> Result<TablePreview> {
        let bytes = read_file(path, "load")?;
        let tables = self.reader().tables(&bytes, &hint(path, mapping))?;
        self.previewed(path, &bytes, &tables, mapping.sheet.as_deref())
    }

    /// The table at `path` where what its columns say is not sure; nothing where it is, or where there is no table.
    pub fn doubtful_table(&self, path: &Path) -> Result<Option<TablePreview>> {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        if !ENDINGS.contains(&ending.as_str()) || !path.is_file() {
            return Ok(None);
        }
        let bytes = read_file(path, "load")?;
        let tables = self.reader().tables(&bytes, &hint(path, &TableMapping::default()))?;
        if tables.is_empty() || tables.iter().any(|table| table.sure) {
            return Ok(None);
        }
        self.previewed(path, &bytes, &tables, None).map(Some)
    }

    /// The preview of the one of `tables` that is called `wanted`, or of the likeliest.
    fn previewed(&self, path: &Path, bytes: &[u8], tables: &[Table], wanted: Option<&str>) -> Result<TablePreview> {
        let table = match wanted {
            Some(name) => tables.iter().find(|table| table.mapping.table == name),
            // What says something of articles is what an analyst most likely means.
            None => tables.iter().find(|table| table.mapping.tells()).or(tables.first()),
        };
        let table = table.ok_or_else(|| no_table(path, wanted))?;
        let named = |table: &Table| Some(table.mapping.table.clone()).filter(|name| !name.is_empty());
        let sheet = named(table);
        let mut preview = TablePreview {
            file: file_name(path),
            sheets: tables.iter().filter_map(named).collect(),
            sheet: sheet.clone(),
            columns: columns(table),
            complete: table.mapping.tells(),
            rows: Vec::new(),
            articles: 0,
            links: 0,
            neither: table.rows,
        };
        if preview.complete {
            let mapping = TableMapping { sheet, columns: said(&preview.columns) };
            let opened = match self.reader().open(bytes, &hint(path, &mapping)) {
                Err(ReadError::Document(documents::Error::NoDocuments)) => Opened::default(),
                opened => opened?,
            };
            self.count(opened, &mut preview);
        }
        Ok(preview)
    }

    /// Counts what was `opened`, and shows the first of it.
    fn count(&self, opened: Opened, preview: &mut TablePreview) {
        let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
        (preview.articles, preview.links) = (count(opened.parts.len()), count(opened.links.len()));
        preview.neither = preview.neither.saturating_sub(preview.articles + preview.links);
        for part in opened.parts.into_iter().take(SHOWN) {
            // One that cannot be read is named when the table is loaded.
            let Ok(reading) = self.reader().read(&part.bytes, &Hint::default()) else { continue };
            let title = Some(reading.title).filter(|title| !title.is_empty());
            preview.rows.push(TableRow {
                place: Some(part.place),
                title,
                text: Some(reading.text.chars().take(BEGINNING).collect()),
                url: part.url.or(reading.url),
                publisher: reading.publisher,
                published: reading.published.map(|dated| dated.on),
                byline: reading.byline,
                language: reading.language,
            });
        }
        let room = SHOWN.saturating_sub(preview.rows.len());
        preview.rows.extend(opened.links.into_iter().take(room).map(|link| TableRow {
            place: None,
            title: link.title,
            text: None,
            url: Some(link.url),
            publisher: None,
            published: link.published,
            byline: Vec::new(),
            language: None,
        }));
    }
}

fn hint(path: &Path, mapping: &TableMapping) -> Hint {
    let columns = (!mapping.columns.is_empty()).then(|| mapping.told());
    Hint { name: Some(file_name(path)), columns, ..Hint::default() }
}

fn no_table(path: &Path, sheet: Option<&str>) -> Error {
    match sheet {
        Some(name) => Error::NoColumn { name: name.to_owned() },
        None => Error::NoTable { name: file_name(path) },
    }
}

fn columns(table: &Table) -> Vec<TableColumn> {
    let columns = table.mapping.columns.iter().zip(&table.samples);
    let shown = |(Column { name, field }, samples): (&Column, &Vec<String>)| TableColumn {
        name: name.clone(),
        field: field.map(Into::into),
        samples: samples.clone(),
    };
    columns.map(shown).collect()
}

/// The mapping that `columns` show.
fn said(columns: &[TableColumn]) -> Vec<SaidColumn> {
    let said = |column: &TableColumn| Some(SaidColumn { field: column.field?, column: column.name.clone() });
    columns.iter().filter_map(said).collect()
}

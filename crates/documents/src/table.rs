//! Tables (CSV, TSV, workbooks): rows that carry the text of an article are articles, rows with an address alone are links,
//! and a table of anything else is read as one document.

use std::io::Cursor;

use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};
use domain::BlockKind;
use serde_json::{Map, Value};

use crate::{
    Draft, Error, Hint, Sheet,
    mapping::{Field, Mapping},
    objects::{self, Item},
    parts::{Found, Opened, Part},
};

/// Rows of a table that are read, at most.
const MOST_ROWS: usize = 200_000;
/// Rows that are looked at to understand a table.
const LOOKED_AT: usize = 50;
/// Characters that the cells of an unnamed column of text have on average.
const LONG: usize = 200;

type Rows = Vec<Vec<String>>;

/// The articles and links of `text`, when it is a table of them.
pub(crate) fn opened(text: &str, hint: &Hint) -> Option<Opened> {
    let rows = rows(text, hint)?;
    let mut opened = Opened { made: true, ..Opened::default() };
    let mut found = Found::default();
    add(&rows, "", &mut found, &mut opened);
    opened.parts = found.parts;
    (!opened.parts.is_empty() || !opened.links.is_empty()).then_some(opened)
}

/// Reads `text` as one document when it is a table.
pub(crate) fn read(text: &str, hint: &Hint) -> Option<Draft> {
    named(hint).then(|| rows(text, hint).map(|rows| drafted(&rows))).flatten()
}

fn drafted(rows: &Rows) -> Draft {
    let mut draft = Draft::default();
    for row in rows {
        draft.body.push(BlockKind::TableRow, &row.join("\t"), None);
    }
    draft
}

/// Whether the file's name says that it is a table.
fn named(hint: &Hint) -> bool {
    let name = hint.name.as_deref().unwrap_or_default().to_lowercase();
    [".csv", ".tsv", ".tab"].iter().any(|ending| name.ends_with(ending))
}

/// Whether a text that begins with `start` is a table: by its name, or since its first line names columns that are known.
pub(crate) fn may_be(start: &str, hint: &Hint) -> bool {
    mark(start, hint).is_some()
}

/// What parts the cells of `text`, when it is a table.
fn mark(text: &str, hint: &Hint) -> Option<u8> {
    let first = text.trim_start_matches('\u{feff}').lines().find(|line| !line.trim().is_empty())?;
    let marks = [b'\t', b',', b';', b'|'];
    let count = |mark: &u8| first.bytes().filter(|byte| byte == mark).count();
    let mark = *marks.iter().max_by_key(|mark| count(mark)).filter(|mark| count(mark) > 0 || named(hint))?;
    if !named(hint) {
        let names = first.split(char::from(mark)).map(|name| name.trim_matches([' ', '"']));
        let mapping = Mapping::of(names);
        let telling = mapping.place(Field::Url).is_some() || mapping.place(Field::Text).is_some();
        // A sentence can hold a comma and the word "text"; it does not consist of names of columns.
        if !telling || mapping.known() < 2 || mapping.known() * 2 < mapping.columns.len() {
            return None;
        }
    }
    Some(mark)
}

/// The table that `text` is, by its name or since each of its first lines has the same marks.
pub(crate) fn sheet(text: &str, hint: &Hint) -> Option<Sheet> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(2).collect();
    let [first, second] = lines.as_slice() else { return None };
    let count = |line: &str, mark: u8| line.bytes().filter(|byte| *byte == mark).count();
    let mark = *[b'\t', b',', b';', b'|'].iter().max_by_key(|mark| count(first, **mark))?;
    let alike = count(first, mark) > 0 && count(second, mark) > 0;
    if !(named(hint) || alike) {
        return None;
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(mark).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records().map_while(Result::ok) {
        let line = record.position().map_or(0, |at| at.line() + blank(text, at.byte()));
        let row: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
        rows.push((u32::try_from(line).unwrap_or(u32::MAX), row));
    }
    Some(sheet_of(String::new(), rows))
}

/// Empty lines from the byte `at` on, which are passed over before a record begins.
fn blank(text: &str, at: u64) -> u64 {
    let rest = usize::try_from(at).ok().and_then(|at| text.as_bytes().get(at..)).unwrap_or_default();
    rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).map(|byte| u64::from(*byte == b'\n')).sum()
}

/// The tables of a workbook.
pub(crate) fn sheets_of_workbook(bytes: &[u8]) -> Result<Vec<Sheet>, Error> {
    let damaged = || Error::Damaged { what: "the workbook".to_owned() };
    let mut workbook: Sheets<Cursor<&[u8]>> = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).map_err(|_| damaged())?;
        let first = range.start().map_or(0, |(row, _)| row);
        let rows = range.rows().take(MOST_ROWS).map(|row| row.iter().map(cell).collect::<Vec<String>>());
        sheets.push(sheet_of(name, (first + 1..).zip(rows).collect()));
    }
    sheets.retain(|sheet| !sheet.rows.is_empty());
    Ok(sheets)
}

fn sheet_of(name: String, mut rows: Vec<(u32, Vec<String>)>) -> Sheet {
    rows.retain(|(_, row)| row.iter().any(|cell| !cell.is_empty()));
    Sheet { name, rows }
}

/// The rows of `text`, when it is a table.
fn rows(text: &str, hint: &Hint) -> Option<Rows> {
    let mark = mark(text, hint)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(mark)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let record = |record: csv::StringRecord| record.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<String>>();
    let rows: Rows = reader
        .records()
        .take(MOST_ROWS)
        .map_while(Result::ok)
        .map(record)
        .filter(|row| row.iter().any(|cell| !cell.is_empty()))
        .collect();
    (!rows.is_empty()).then_some(rows)
}

/// What the sheets of a workbook hold.
pub(crate) fn in_workbook(bytes: &[u8]) -> Result<Opened, Error> {
    let damaged = || Error::Damaged { what: "the workbook".to_owned() };
    let mut workbook: Sheets<Cursor<&[u8]>> = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut opened = Opened { made: true, ..Opened::default() };
    let mut found = Found::default();
    let mut all: Rows = Vec::new();
    for name in workbook.sheet_names() {
        let Ok(range) = workbook.worksheet_range(&name) else {
            opened.warnings.push(format!("the sheet “{name}” cannot be read and was passed over"));
            continue;
        };
        let row = |row: &[Data]| row.iter().map(cell).collect::<Vec<String>>();
        let rows: Rows =
            range.rows().take(MOST_ROWS).map(row).filter(|row| row.iter().any(|cell| !cell.is_empty())).collect();
        add(&rows, &name, &mut found, &mut opened);
        all.extend(rows);
    }
    opened.parts = found.parts;
    if opened.parts.is_empty() && opened.links.is_empty() && !all.is_empty() {
        opened.parts.push(Part { place: "all sheets".to_owned(), bytes: written(&all), ..Part::default() });
    }
    Ok(opened)
}

/// Rows as lines whose cells are parted by tabs.
fn written(rows: &Rows) -> Vec<u8> {
    let line = |row: &Vec<String>| row.join("\t") + "\n";
    rows.iter().map(line).collect::<String>().into_bytes()
}

fn cell(data: &Data) -> String {
    match data {
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            let clock = if (hour, minute) == (0, 0) { String::new() } else { format!("T{hour:02}:{minute:02}") };
            format!("{year:04}-{month:02}-{day:02}{clock}")
        }
        Data::Empty | Data::Error(_) => String::new(),
        data => crate::text::tidy(&data.to_string()),
    }
}

/// Sorts the rows of a table into articles and links.
fn add(rows: &Rows, table: &str, found: &mut Found, opened: &mut Opened) {
    let Some((mapping, headed)) = understood(rows) else { return };
    let before = (found.parts.len(), opened.links.len());
    for (number, row) in (1..).zip(rows).skip(usize::from(headed)) {
        let object: Map<String, Value> = mapping
            .columns
            .iter()
            .zip(row)
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(column, cell)| {
                let key = column.field.map_or(column.name.as_str(), |field| field.key());
                (key.to_owned(), Value::String(cell.clone()))
            })
            .collect();
        let place = if table.is_empty() { format!("row {number}") } else { format!("{table}, row {number}") };
        let written = || Value::Object(object.clone()).to_string();
        objects::sort(&Item::of(&object), &place, written, found, opened);
    }
    if before != (found.parts.len(), opened.links.len()) {
        opened.mappings.push(Mapping { table: table.to_owned(), ..mapping });
    }
}

/// What the columns of `rows` say, and whether the first row names them.
fn understood(rows: &Rows) -> Option<(Mapping, bool)> {
    let first = rows.first()?;
    let mut mapping = Mapping::of(first.iter().map(String::as_str));
    let headed = mapping.known() > 0 && !first.iter().any(|cell| objects::is_address(cell));
    let width = rows.iter().take(LOOKED_AT).map(Vec::len).max()?;
    if !headed {
        let names: Vec<String> = (1..=width).map(|number| format!("column {number}")).collect();
        mapping = Mapping::of(names.iter().map(String::as_str));
    }
    let body: Vec<&Vec<String>> = rows.iter().skip(usize::from(headed)).take(LOOKED_AT).collect();
    let share = |place: usize, holds: &dyn Fn(&str) -> bool| {
        let cells = body.iter().filter_map(|row| row.get(place)).filter(|cell| !cell.is_empty());
        let (all, held) = cells.fold((0, 0), |(all, held), cell| (all + 1, held + usize::from(holds(cell))));
        all > 0 && held * 5 >= all * 3
    };
    let free = |mapping: &Mapping, holds: &dyn Fn(&str) -> bool| {
        (0..mapping.columns.len()).find(|place| mapping.columns[*place].field.is_none() && share(*place, holds))
    };
    if mapping.place(Field::Url).is_none()
        && let Some(place) = free(&mapping, &objects::is_address)
    {
        mapping.columns[place].field = Some(Field::Url);
    }
    if mapping.place(Field::Text).is_none()
        && let Some(place) = free(&mapping, &|cell| cell.chars().count() >= LONG)
    {
        mapping.columns[place].field = Some(Field::Text);
    }
    let telling = mapping.place(Field::Url).is_some() || mapping.place(Field::Text).is_some();
    telling.then_some((mapping, headed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(text: &str) -> Option<Opened> {
        opened(text, &Hint { name: Some("a.csv".to_owned()), ..Hint::default() })
    }

    #[test]
    fn rows_with_text_are_articles_and_rows_with_an_address_links() {
        let words =
            "The province counts the guards at the dam twice a year; the company, it says, never objected to it.";
        let text = format!(
            "Headline,Body,Link,Date\nGuards,\"{words}\",https://vessa.example/a,2025-04-09\nElsewhere,,https://vessa.example/b,2025-04-10\n"
        );
        let opened = csv(&text).expect("a table");
        assert_eq!((opened.parts[0].place.as_str(), opened.parts.len(), opened.links.len()), ("row 2", 1, 1));
        let fields: Vec<_> = opened.mappings[0].columns.iter().map(|column| column.field).collect();
        assert_eq!(fields, [Field::Title, Field::Text, Field::Url, Field::Published].map(Some));
        let same = super::opened(&text, &Hint::default()).expect("told by its content");
        assert_eq!(same, opened);
    }

    #[test]
    fn a_bare_list_of_addresses_is_links_and_other_tables_and_prose_are_not_ours() {
        let opened = csv("https://vessa.example/a\nhttps://vessa.example/b\n").expect("links");
        assert_eq!(opened.links.len(), 2);
        assert!(csv("sluice,guards\nEastern,6\n").is_none());
        assert!(super::opened("The link, the text says, is gone.\nNobody counted.", &Hint::default()).is_none());
    }
}

//! Tables (CSV, TSV, workbooks): rows that carry the text of an article are articles, rows with an address alone are links,
//! and a table of anything else is read as one document.

mod hyperlinks;
mod workbook;

use domain::BlockKind;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    Draft, Error, Hint, Sheet, archive, encoding,
    mapping::{Field, Mapping, Told},
    objects::{self, Item},
    parts::{Found, Opened, Part},
};

/// Rows of a table that are read, at most.
const MOST_ROWS: usize = 200_000;
/// Rows that are looked at to understand a table.
const LOOKED_AT: usize = 50;
/// Characters that the cells of an unnamed column of text have, and no name of a column.
const LONG: usize = 200;
/// Values of a column that are shown, and characters of each, at most.
const SAMPLES: usize = 3;
const SAMPLE: usize = 120;

type Rows = Vec<Vec<String>>;

/// A table as it would be loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What its columns say.
    pub mapping: Mapping,
    /// The first values of each column.
    pub samples: Vec<Vec<String>>,
    /// How many rows it has besides the names.
    pub rows: u32,
    /// Whether the names of its columns say all that is to be known of it.
    pub sure: bool,
}

/// The tables in `bytes`, as they are understood or as `hint` says of their columns; none where they are no tables.
pub fn tables(bytes: &[u8], hint: &Hint) -> Result<Vec<Table>, Error> {
    if bytes.len() > crate::MOST_BYTES {
        return Err(crate::too_long(bytes.len()));
    }
    let told = Some(hint.columns.clone().unwrap_or_default());
    let all = if archive::is_workbook(bytes)? {
        sheets(bytes, &mut Vec::new())?
    } else if encoding::binary(bytes).is_some() {
        Vec::new()
    } else {
        let text = encoding::decode(bytes).text;
        rows(&text, &Hint { columns: told, ..hint.clone() }).map(|rows| (String::new(), rows)).into_iter().collect()
    };
    Ok(all.iter().filter_map(|(name, rows)| shown(name, rows, hint.columns.as_ref())).collect())
}

fn shown(name: &str, rows: &Rows, told: Option<&Told>) -> Option<Table> {
    let Understood { mapping, headed, sure } = understood(rows, told)?;
    let body = &rows[usize::from(headed)..];
    let samples = |place: usize| {
        let cells = body.iter().filter_map(|row| row.get(place)).filter(|cell| !cell.is_empty());
        cells.take(SAMPLES).map(|cell| cell.chars().take(SAMPLE).collect()).collect()
    };
    let samples = (0..mapping.columns.len()).map(samples).collect();
    let rows = u32::try_from(body.len()).unwrap_or(u32::MAX);
    Some(Table { mapping: Mapping { table: name.to_owned(), ..mapping }, samples, rows, sure })
}

/// The articles and links of `text`, when it is a table of them.
pub(crate) fn opened(text: &str, hint: &Hint) -> Result<Option<Opened>, Error> {
    let Some(rows) = rows(text, hint) else { return Ok(None) };
    let mut opened = Opened { made: true, ..Opened::default() };
    let told = hint.columns.as_ref();
    known(told, &[(String::new(), rows.clone())])?;
    let mut found = Found::default();
    add(&rows, "", told, &mut found, &mut opened);
    opened.parts = found.parts;
    Ok((told.is_some() || !opened.parts.is_empty() || !opened.links.is_empty()).then_some(opened))
}

/// Refuses when `told` names a table or columns that `all` do not have.
fn known(told: Option<&Told>, all: &[(String, Rows)]) -> Result<(), Error> {
    let Some(told) = told else { return Ok(()) };
    let meant: Vec<&Rows> = all
        .iter()
        .filter(|(name, _)| told.table.as_ref().is_none_or(|wanted| wanted == name))
        .map(|(_, rows)| rows)
        .collect();
    let unknown = |name: &str| Error::NoColumn { name: name.to_owned() };
    if let (Some(table), []) = (&told.table, meant.as_slice()) {
        return Err(unknown(table));
    }
    let names: Vec<String> = meant.iter().filter_map(|rows| named(rows)).flat_map(|(names, _)| names).collect();
    match told.columns.iter().find(|(_, name)| !names.contains(name)) {
        Some((_, name)) => Err(unknown(name)),
        None => Ok(()),
    }
}

/// Reads `text` as one document when it is a table.
pub(crate) fn read(text: &str, hint: &Hint) -> Option<Draft> {
    is_named(hint).then(|| rows(text, hint).map(|rows| drafted(&rows))).flatten()
}

fn drafted(rows: &Rows) -> Draft {
    let mut draft = Draft::default();
    for row in rows {
        draft.body.push(BlockKind::TableRow, &row.join("\t"), None);
    }
    draft
}

/// Whether the file's name says that it is a table.
pub(crate) fn is_named(hint: &Hint) -> bool {
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
    let mark = *marks.iter().max_by_key(|mark| count(mark)).filter(|mark| count(mark) > 0 || is_named(hint))?;
    if !is_named(hint) && hint.columns.is_none() {
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
    if !(is_named(hint) || alike) {
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
    let all = workbook::sheets(bytes, &mut Vec::new())?;
    let sheet = |(name, top, rows): (String, u32, Rows)| sheet_of(name, (top + 1..).zip(rows).collect());
    let mut sheets: Vec<Sheet> = all.into_iter().map(sheet).collect();
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
pub(crate) fn in_workbook(bytes: &[u8], hint: &Hint) -> Result<Opened, Error> {
    let mut opened = Opened { made: true, ..Opened::default() };
    let sheets = sheets(bytes, &mut opened.warnings)?;
    let told = hint.columns.as_ref();
    known(told, &sheets)?;
    let mut found = Found::default();
    for (name, rows) in &sheets {
        if told.and_then(|told| told.table.as_ref()).is_none_or(|wanted| wanted == name) {
            add(rows, name, told, &mut found, &mut opened);
        }
    }
    opened.parts = found.parts;
    let all: Rows = sheets.into_iter().flat_map(|(_, rows)| rows).collect();
    if opened.parts.is_empty() && opened.links.is_empty() && !all.is_empty() && told.is_none() {
        opened.parts.push(Part { place: "all sheets".to_owned(), bytes: written(&all), ..Part::default() });
    }
    Ok(opened)
}

/// The sheets of a workbook, by their names, without empty rows; those that cannot be read are told of.
fn sheets(bytes: &[u8], warnings: &mut Vec<String>) -> Result<Vec<(String, Rows)>, Error> {
    let mut sheets = Vec::new();
    for (name, _, mut rows) in workbook::sheets(bytes, warnings)? {
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        sheets.push((name, rows));
    }
    Ok(sheets)
}

/// Rows as lines whose cells are parted by tabs.
fn written(rows: &Rows) -> Vec<u8> {
    let line = |row: &Vec<String>| row.join("\t") + "\n";
    rows.iter().map(line).collect::<String>().into_bytes()
}

/// Sorts the rows of a table into articles and links.
fn add(rows: &Rows, table: &str, told: Option<&Told>, found: &mut Found, opened: &mut Opened) {
    let Some(Understood { mapping, headed, sure }) = understood(rows, told).filter(|table| table.mapping.tells())
    else {
        return;
    };
    let before = (found.parts.len(), opened.links.len());
    // A column that is only kept, whatever its name says.
    let kept = |name: &str| {
        let known = told.is_some() && Mapping::of([name]).known() > 0;
        if known { format!("column {name}") } else { name.to_owned() }
    };
    for (number, row) in (1..).zip(rows).skip(usize::from(headed)) {
        let object: Map<String, Value> = mapping
            .columns
            .iter()
            .zip(row)
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(column, cell)| {
                let key = column.field.map_or_else(|| kept(&column.name), |field| field.key().to_owned());
                (key, Value::String(cell.clone()))
            })
            .collect();
        let place = if table.is_empty() { format!("row {number}") } else { format!("{table}, row {number}") };
        let written = || Value::Object(object.clone()).to_string();
        objects::sort(&Item::of(&object), &place, written, found, opened);
    }
    if before == (found.parts.len(), opened.links.len()) {
        return;
    }
    if !sure {
        let which = if table.is_empty() { "the table".to_owned() } else { format!("the table “{table}”") };
        opened.warnings.push(format!(
            "what the columns of {which} say was guessed by what is in them. To put it right, load the file by itself"
        ));
    }
    opened.mappings.push(Mapping { table: table.to_owned(), ..mapping });
}

/// How a table is understood.
struct Understood {
    mapping: Mapping,
    /// Whether the first row names the columns.
    headed: bool,
    /// Whether nothing had to be guessed by what is in the columns.
    sure: bool,
}

/// The names of the columns of `rows`, each another, and whether the first row gives them.
fn named(rows: &Rows) -> Option<(Vec<String>, bool)> {
    let first = rows.first()?;
    let width = rows.iter().take(LOOKED_AT).map(Vec::len).max()?;
    let is_name = |cell: &String| !objects::is_address(cell) && cell.chars().count() < LONG;
    let known = Mapping::of(first.iter().map(String::as_str)).known() > 0;
    let headed = first.iter().all(is_name) && (known || rows.len() > 1);
    let mut names: Vec<String> = Vec::new();
    for place in 0..width {
        let own = first.get(place).filter(|name| headed && !name.is_empty());
        let name = own.cloned().unwrap_or_else(|| format!("column {}", place + 1));
        names.push(if names.contains(&name) { format!("{name} ({})", place + 1) } else { name });
    }
    Some((names, headed))
}

/// What the columns of `rows` say: as `told`, or else by their names and by what is in them.
fn understood(rows: &Rows, told: Option<&Told>) -> Option<Understood> {
    let (names, headed) = named(rows)?;
    let mut mapping = Mapping::of(names.iter().map(String::as_str));
    if let Some(told) = told {
        return Some(Understood { mapping: mapping.told(told), headed, sure: true });
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
    // A bare list of addresses says all there is to say of itself.
    let mut sure = mapping.tells() || names.len() == 1;
    if mapping.place(Field::Url).is_none()
        && let Some(place) = free(&mapping, &objects::is_address)
    {
        mapping.columns[place].field = Some(Field::Url);
        sure = names.len() == 1;
    }
    if mapping.place(Field::Text).is_none()
        && let Some(place) = free(&mapping, &|cell| cell.chars().count() >= LONG)
    {
        mapping.columns[place].field = Some(Field::Text);
        sure = false;
    }
    Some(Understood { mapping, headed, sure })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(text: &str) -> Option<Opened> {
        opened(text, &Hint { name: Some("a.csv".to_owned()), ..Hint::default() }).expect("sound")
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
        assert!(opened.warnings.is_empty(), "{:?}", opened.warnings);
        let unnamed = csv(&text.replace("Link", "w").replace("Body", "v")).expect("a table");
        assert!(unnamed.warnings[0].contains("was guessed"), "{:?}", unnamed.warnings);
        let same = super::opened(&text, &Hint::default()).expect("sound").expect("told by its content");
        assert_eq!(same, opened);
    }

    #[test]
    fn a_bare_list_of_addresses_is_links_and_other_tables_and_prose_are_not_ours() {
        let opened = csv("https://vessa.example/a\nhttps://vessa.example/b\n").expect("links");
        assert_eq!(opened.links.len(), 2);
        assert!(csv("sluice,guards\nEastern,6\n").is_none());
        let prose = super::opened("The link, the text says, is gone.\nNobody counted.", &Hint::default());
        assert_eq!(prose, Ok(None));
    }

    #[test]
    fn a_table_is_shown_with_what_its_names_say_and_whether_that_is_all() {
        let long = "The province counts the guards at the dam twice a year. ".repeat(5);
        let shown = |text: &str| {
            let hint = Hint { name: Some("a.csv".to_owned()), ..Hint::default() };
            let Table { mapping, samples, rows, sure } = tables(text.as_bytes(), &hint).expect("sound").remove(0);
            let fields: Vec<_> = mapping.columns.into_iter().map(|column| (column.name, column.field)).collect();
            (fields, samples, rows, sure)
        };
        let (fields, samples, rows, sure) =
            shown("去处;守卫者\nhttps://vessa.example/a;守卫\nhttps://vessa.example/b;\n");
        assert_eq!(fields, [("去处".to_owned(), Some(Field::Url)), ("守卫者".to_owned(), None)]);
        assert_eq!((samples[1].as_slice(), rows, sure), (&["守卫".to_owned()][..], 2, false));
        assert!(shown("Title,Link\nGuards,https://vessa.example/a\n").3, "its names say all");
        assert!(!shown(&format!("Link,Note\nhttps://vessa.example/a,{long}\n")).3, "the note may be the text");
        assert!(shown("https://vessa.example/a\nhttps://vessa.example/b\n").3);
        assert_eq!(
            shown("Name,Name,\nOne,Two,Three\n").0.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
            ["Name", "Name (2)", "column 3"]
        );
        assert_eq!(tables(b"%PDF-1.7 \0\0", &Hint::default()), Ok(Vec::new()));
    }

    #[test]
    fn columns_say_what_they_are_told_to_say_whatever_their_names_are() {
        let words = "The province counts the guards at the dam twice a year; the company never objected to any of it.";
        let text = format!("العنوان الكامل,text,النص الكامل\nالحراس,a remark,\"{words}\"\n");
        let told = |columns: &[(Field, &str)]| {
            let columns = columns.iter().map(|(field, name)| (*field, (*name).to_owned())).collect();
            let columns = Some(Told { table: None, columns });
            opened(&text, &Hint { name: Some("a.csv".to_owned()), columns, ..Hint::default() })
        };
        let found =
            told(&[(Field::Title, "العنوان الكامل"), (Field::Text, "النص الكامل")]).expect("sound").expect("a table");
        let draft = objects::read(std::str::from_utf8(&found.parts[0].bytes).expect("text"));
        let draft = draft.expect("an article").expect("sound");
        assert_eq!((found.parts.len(), draft.title.as_deref()), (1, Some("الحراس")));
        assert!(found.parts[0].bytes.windows(11).any(|piece| piece == b"column text"), "the remark is kept");
        assert_eq!(told(&[(Field::Text, "Body")]), Err(Error::NoColumn { name: "Body".to_owned() }));
    }
}

//! The addresses behind the cells of workbooks: those set as links, and those of the function HYPERLINK. A list of links
//! often shows nothing but titles.

use std::collections::{BTreeMap, HashMap};

use super::Rows;
use crate::{
    Error,
    mapping::{Field, Mapping},
    objects,
    package::Package,
    xml::{Attributes, Piece, walk},
};

/// Cells of one range that share a link, at most.
const MOST_ALIKE: u32 = 1_000;
/// Rows and columns of a table of the Open Document Format, at most: empty ones are counted, too.
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;

/// What lies behind the cells of a sheet, by row and column.
pub(super) type Links = BTreeMap<(u32, u32), Target>;

/// What lies behind a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Target {
    /// The address.
    pub(super) url: String,
    /// What the cell shows, where its formula says so.
    pub(super) shown: Option<String>,
}

/// What lies behind the cells of the workbook in `bytes`, by the names of its sheets; none where that cannot be read.
pub(super) fn of(bytes: &[u8]) -> HashMap<String, Links> {
    let Ok(mut package) = Package::archive(bytes) else { return HashMap::new() };
    let found = if package.has("xl/workbook.xml") { in_excel(&mut package) } else { in_open_document(&mut package) };
    found.unwrap_or_default()
}

fn in_excel(package: &mut Package<'_>) -> Result<HashMap<String, Links>, Error> {
    let targets = relations(package, "xl/_rels/workbook.xml.rels")?;
    let mut sheets = Vec::new();
    walk(&package.text("xl/workbook.xml")?.unwrap_or_default(), |piece| {
        if let Piece::Start("sheet", attributes) = piece {
            let target = attributes.get("id").and_then(|id| targets.get(id));
            sheets.extend(attributes.get("name").zip(target).map(|(name, at)| (name.to_owned(), path(at))));
        }
    })?;
    let mut found = HashMap::new();
    for (name, path) in sheets {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let targets = relations(package, &format!("{folder}/_rels/{file}.rels"))?;
        if let Some(sheet) = package.text(&path)? {
            found.insert(name, in_sheet(&sheet, &targets)?);
        }
    }
    Ok(found)
}

/// Where the part lies that a workbook calls `target`.
fn path(target: &str) -> String {
    target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned)
}

/// What the relations in the part `name` lead to, by their ids.
fn relations(package: &mut Package<'_>, name: &str) -> Result<HashMap<String, String>, Error> {
    let mut found = HashMap::new();
    walk(&package.text(name)?.unwrap_or_default(), |piece| {
        if let Piece::Start("Relationship", attributes) = piece {
            let pair = attributes.get("Id").zip(attributes.get("Target"));
            found.extend(pair.map(|(id, target)| (id.to_owned(), target.to_owned())));
        }
    })?;
    Ok(found)
}

fn in_sheet(sheet: &str, targets: &HashMap<String, String>) -> Result<Links, Error> {
    let mut links = Links::new();
    let (mut cell, mut formula, mut in_formula) = (None, String::new(), false);
    walk(sheet, |piece| match piece {
        Piece::Start("c", attributes) => cell = attributes.get("r").and_then(place),
        Piece::Start("f", _) => (in_formula, formula) = (true, String::new()),
        Piece::Text(text) if in_formula => formula.push_str(text),
        Piece::End("f") => {
            in_formula = false;
            links.extend(cell.zip(called(&formula)));
        }
        Piece::Start("hyperlink", attributes) => {
            let url = attributes.get("id").and_then(|id| targets.get(id)).filter(|url| objects::is_address(url));
            for cell in attributes.get("ref").map(range).unwrap_or_default() {
                links.extend(url.map(|url| (cell, Target { url: url.clone(), shown: None })));
            }
        }
        _ => {}
    })?;
    Ok(links)
}

/// The row and the column of a cell such as "B12", counted from naught.
fn place(name: &str) -> Option<(u32, u32)> {
    let name = name.replace('$', "");
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = name.split_at(letters);
    let number = |sum: u32, letter: u8| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    let column = (1..=3).contains(&letters).then(|| column.bytes().fold(0, number))?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column - 1))
}

/// The cells of a range such as "B2:B5".
fn range(name: &str) -> Vec<(u32, u32)> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    let Some((first, last)) = place(first).zip(place(last)) else { return Vec::new() };
    let rows = first.0..=last.0.min(first.0.saturating_add(MOST_ALIKE));
    let cells = rows.flat_map(|row| (first.1..=last.1).map(move |column| (row, column)));
    cells.take(MOST_ALIKE as usize).collect()
}

/// What a formula leads to that calls HYPERLINK with an address as it stands.
fn called(formula: &str) -> Option<Target> {
    let (_, call) = formula.split_once("HYPERLINK(")?;
    let mut words = call.split('"');
    let before = words.next().filter(|before| before.trim().is_empty());
    let url = before.and(words.next()).filter(|url| objects::is_address(url))?.to_owned();
    let is_next = |between: &&str| matches!(between.trim(), "," | ";");
    let shown = words.next().filter(is_next).and(words.next()).map(str::to_owned);
    Some(Target { url, shown })
}

fn in_open_document(package: &mut Package<'_>) -> Result<HashMap<String, Links>, Error> {
    let mut found: HashMap<String, Links> = HashMap::new();
    let (mut name, mut cell, mut repeated) = (String::new(), (0, 0), (1, 1));
    walk(&package.text("content.xml")?.unwrap_or_default(), |piece| match piece {
        Piece::Start("table", attributes) => {
            attributes.get("name").unwrap_or_default().clone_into(&mut name);
            cell = (0, 0);
        }
        Piece::Start("table-row", attributes) => {
            repeated.0 = times(attributes, "number-rows-repeated", MOST_ROWS);
            cell.1 = 0;
        }
        Piece::Start("table-cell" | "covered-table-cell", attributes) => {
            repeated.1 = times(attributes, "number-columns-repeated", MOST_COLUMNS);
            if let Some(target) = attributes.get("formula").and_then(called) {
                found.entry(name.clone()).or_default().insert(cell, target);
            }
        }
        Piece::Start("a", attributes) => {
            if let Some(url) = attributes.get("href").filter(|url| objects::is_address(url)) {
                let target = Target { url: url.to_owned(), shown: None };
                found.entry(name.clone()).or_default().entry(cell).or_insert(target);
            }
        }
        Piece::End("table-cell" | "covered-table-cell") => cell.1 = (cell.1 + repeated.1).min(MOST_COLUMNS),
        Piece::End("table-row") => cell.0 = (cell.0 + repeated.0).min(MOST_ROWS),
        _ => {}
    })?;
    Ok(found)
}

fn times(attributes: &Attributes, name: &str, most: u32) -> u32 {
    attributes.get(name).and_then(|times| times.parse().ok()).unwrap_or(1).clamp(1, most)
}

/// Puts the addresses of `links` into `rows`, whose first cell stands at `top` and `left`: in place of words in a column of
/// addresses, else in a column of their own where most rows have one.
pub(super) fn put(rows: &mut Rows, (top, left): (u32, u32), links: &Links) {
    let mut columns: BTreeMap<usize, Vec<(usize, &str)>> = BTreeMap::new();
    for ((row, column), target) in links {
        let cell =
            row.checked_sub(top).zip(column.checked_sub(left)).map(|(row, column)| (row as usize, column as usize));
        if let Some((row, column)) = cell.filter(|(row, column)| rows.get(*row).is_some_and(|row| *column < row.len()))
        {
            columns.entry(column).or_default().push((row, &target.url));
        }
    }
    let said = rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())).count();
    for (column, cells) in columns {
        let names = rows.first().cloned().unwrap_or_default();
        let url = Mapping::of(names.iter().map(String::as_str)).place(Field::Url);
        let is_headed = cells.first().is_some_and(|(row, _)| *row > 0);
        if url == Some(column) || rows.iter().any(|row| objects::is_address(&row[column])) {
            cells.into_iter().for_each(|(row, url)| url.clone_into(&mut rows[row][column]));
        } else if cells.len() * 2 >= said.saturating_sub(usize::from(is_headed)) {
            rows.iter_mut().for_each(|row| row.push(String::new()));
            let last = names.len();
            if is_headed {
                rows[0][last] = if url.is_none() { "Link".to_owned() } else { format!("Link of {}", names[column]) };
            }
            cells.into_iter().for_each(|(row, url)| url.clone_into(&mut rows[row][last]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::tests::packed;

    const FIRST: &str = "https://vessa.example/a";

    fn target(shown: Option<&str>) -> Target {
        Target { url: FIRST.to_owned(), shown: shown.map(str::to_owned) }
    }

    #[test]
    fn cells_and_formulas_are_told_by_their_names() {
        assert_eq!([place("B12"), place("$AA$1"), place("7"), place("B0")], [Some((11, 1)), Some((0, 26)), None, None]);
        assert_eq!(range("B2:C3"), [(1, 1), (1, 2), (2, 1), (2, 2)]);
        assert!(range("A1:XFD1048576").len() <= MOST_ALIKE as usize);
        assert_eq!(called(&format!("HYPERLINK(\"{FIRST}\",\"Guards\")")), Some(target(Some("Guards"))));
        assert_eq!(called(&format!("of:=HYPERLINK(\"{FIRST}\")")), Some(target(None)));
        assert_eq!(called(&format!("HYPERLINK(A2,\"{FIRST}\")")), None);
        assert_eq!(called("SUM(A2:A9)"), None);
    }

    #[test]
    fn an_open_document_counts_the_cells_that_stand_for_several() {
        let sheet = format!(
            "<table:table table:name=\"Cuttings\"><table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
             <table:table-row><table:table-cell table:number-columns-repeated=\"3\"/><table:table-cell><text:p><text:a xlink:href=\"{FIRST}\">Guards</text:a></text:p></table:table-cell></table:table-row></table:table>"
        );
        let found = of(&packed(&[("content.xml", &sheet)]));
        assert_eq!(found["Cuttings"], Links::from([((2, 3), target(None))]));
    }

    #[test]
    fn addresses_stand_in_their_column_or_in_one_of_their_own_and_few_make_no_column() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let links = Links::from([((3, 1), target(None))]);
        let mut rows = vec![row(&["Link", "Note"]), row(&["Guards", ""])];
        put(&mut rows, (2, 1), &links);
        assert_eq!(rows[1], [FIRST, ""]);
        let mut rows = vec![row(&["Title", "Note"]), row(&["Guards", ""])];
        put(&mut rows, (2, 1), &links);
        assert_eq!(rows, [row(&["Title", "Note", "Link"]), row(&["Guards", "", FIRST])]);
        let mut rows = vec![row(&["sluice"]), row(&["6"]), row(&["7"]), row(&["8"])];
        put(&mut rows, (2, 1), &links);
        assert_eq!(rows[1], ["6"]);
    }
}

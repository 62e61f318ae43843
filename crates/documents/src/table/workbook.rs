//! The sheets of workbooks (XLSX, XLS, ODS), cell by cell.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Sheets, open_workbook_auto_from_rs};

use super::{
    MOST_ROWS, Rows,
    hyperlinks::{self, Links},
};
use crate::Error;

/// Columns that links may stand in beyond those that hold anything.
const MOST_BEYOND: u32 = 16;

/// A sheet: its name, the number of its first row, and its rows.
type Found = (String, u32, Rows);

/// The sheets of the workbook in `bytes`; those that cannot be read are told of.
pub(super) fn sheets(bytes: &[u8], warnings: &mut Vec<String>) -> Result<Vec<Found>, Error> {
    let damaged = || Error::Damaged { what: "the workbook".to_owned() };
    let mut workbook: Sheets<Cursor<&[u8]>> = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| damaged())?;
    let behind = hyperlinks::of(bytes);
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let Ok(range) = workbook.worksheet_range(&name) else {
            warnings.push(format!("the sheet “{name}” cannot be read and was passed over"));
            continue;
        };
        let none = Links::new();
        let (top, rows) = rows(&range, behind.get(&name).unwrap_or(&none));
        sheets.push((name, top, rows));
    }
    Ok(sheets)
}

/// The rows of `range` with the addresses in `links`, and the number of the first of them.
fn rows(range: &Range<Data>, links: &Links) -> (u32, Rows) {
    let first = links.keys().next().copied();
    let Some((mut top, mut left)) = range.start().or(first) else { return (0, Rows::new()) };
    let (mut bottom, mut right) = range.end().unwrap_or((top, left));
    let most = right.saturating_add(MOST_BEYOND);
    for (row, column) in links.keys() {
        (top, left) = (top.min(*row), left.min(*column));
        (bottom, right) = (bottom.max(*row), right.max((*column).min(most)));
    }
    let shown = |row, column| {
        let own = range.get_value((row, column)).map(cell).filter(|own| !own.is_empty());
        own.or_else(|| links.get(&(row, column))?.shown.clone()).unwrap_or_default()
    };
    let row = |row| (left..=right).map(|column| shown(row, column)).collect();
    let mut rows: Rows = (top..=bottom).take(MOST_ROWS).map(row).collect();
    hyperlinks::put(&mut rows, (top, left), links);
    (top, rows)
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

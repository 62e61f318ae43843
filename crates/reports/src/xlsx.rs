//! XLSX: a sheet a table of typed cells. Text is text: nothing in it is run as a formula.

use std::borrow::Cow;

use chrono::{Datelike, Timelike};
use domain::CaseFile;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::{
    Error,
    progress::Means,
    tables::{self, Cell, Table},
};

/// Characters that a cell can hold (Excel specifications and limits).
const LONGEST: usize = 32_767;
const CUT: &str = "… [cut: the JSON report has the rest]";

struct Formats {
    heading: Format,
    text: Format,
    day: Format,
    time: Format,
}

impl From<XlsxError> for Error {
    fn from(cause: XlsxError) -> Self {
        Self::Layout(cause.to_string())
    }
}

pub(crate) fn render(case: &CaseFile, means: Means<'_>) -> Result<Vec<u8>, Error> {
    let formats = Formats {
        heading: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
        text: Format::new().set_align(FormatAlign::Top),
        day: Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top),
        time: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss").set_align(FormatAlign::Top),
    };
    let mut book = Workbook::new();
    // Without a time of its own the file would bear the clock's.
    let made = case.as_of.map_or_else(|| ExcelDateTime::from_ymd(1980, 1, 1), |at| excel(&at))?;
    book.set_properties(&DocProperties::new().set_author(crate::PROGRAM).set_creation_datetime(&made));
    for table in means.parts(tables::of(case).into_iter()) {
        sheet(book.add_worksheet(), &table?, &formats)?;
    }
    Ok(book.save_to_buffer()?)
}

fn sheet(sheet: &mut Worksheet, table: &Table, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(table.name)?;
    for (column, name) in (0_u16..).zip(table.columns) {
        sheet.write_string_with_format(0, column, *name, &formats.heading)?;
        sheet.set_column_width(column, width(name))?;
    }
    for (row, cells) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Text(text) => {
                    sheet.write_string_with_format(row, column, fitted(text).as_ref(), &formats.text)?;
                }
                Cell::Number(number) => {
                    sheet.write_number_with_format(row, column, *number, &formats.text)?;
                }
                // Excel counts days from 1900 to 9999; others stay words.
                Cell::Day(day) => match excel_day(*day) {
                    Ok(day) => sheet.write_datetime_with_format(row, column, &day, &formats.day).map(drop)?,
                    Err(_) => sheet.write_string(row, column, day.to_string()).map(drop)?,
                },
                Cell::Time(at) => {
                    sheet.write_datetime_with_format(row, column, &excel(at)?, &formats.time)?;
                }
            }
        }
    }
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, u32::try_from(table.rows.len()).unwrap_or(u32::MAX), last)?;
    Ok(())
}

/// Characters that a column is wide.
fn width(name: &str) -> f64 {
    match name {
        "statement" | "quote" | "rationale" | "evidence" | "title" | "note" => 60.0,
        "claim" | "source" | "start" | "end" | "bytes" | "figure" | "appearances" | "reviews" | "traced" => 9.0,
        "assessed_at" | "retrieved_at" => 20.0,
        _ => 18.0,
    }
}

fn fitted(text: &str) -> Cow<'_, str> {
    // Excel counts UTF-16 units, of which there are never more than bytes.
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return Cow::Borrowed(text);
    }
    let room = LONGEST - CUT.encode_utf16().count();
    let mut units = 0;
    let kept: String = text
        .chars()
        .take_while(|character| {
            units += character.len_utf16();
            units <= room
        })
        .collect();
    Cow::Owned(kept + CUT)
}

fn excel_day(day: chrono::NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(0);
    ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8)
}

fn excel(at: &chrono::DateTime<chrono::Utc>) -> Result<ExcelDateTime, XlsxError> {
    excel_day(at.date_naive())?.and_hms(at.hour() as u16, at.minute() as u8, at.second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_no_cell_can_hold_is_cut_and_says_so() {
        assert_eq!(fitted("坝"), "坝");
        let cut = fitted(&"😀".repeat(20_000)).into_owned();
        assert!(cut.ends_with(CUT) && cut.encode_utf16().count() <= LONGEST);
        assert_eq!(fitted(&"坝".repeat(LONGEST)).chars().count(), LONGEST, "three bytes and one unit each");
    }
}

//! Workbooks as LibreOffice and Excel write them, as small as they may be.

use std::io::{Cursor, Write};

use super::Result;

/// A sheet: its name, and its rows of cells.
pub(crate) type Sheet<'a> = (&'a str, &'a [&'a [&'a str]]);

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OASIS: &str = "urn:oasis:names:tc:opendocument:xmlns";

/// The sheets as XLSX.
pub(crate) fn xlsx(sheets: &[Sheet<'_>]) -> Result<Vec<u8>> {
    let (mut names, mut places, mut files) = (String::new(), String::new(), Vec::new());
    for (n, (name, rows)) in (1..).zip(sheets) {
        names += &format!("<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"r{n}\"/>");
        let target = format!("worksheets/sheet{n}.xml");
        places += &format!("<Relationship Id=\"r{n}\" Type=\"{DOCUMENT}/worksheet\" Target=\"{target}\"/>");
        let cell = |text: &&str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
        let rows: String =
            (rows.iter()).map(|row| format!("<row>{}</row>", row.iter().map(cell).collect::<String>())).collect();
        files.push((
            format!("xl/{target}"),
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        ));
    }
    let root = format!("<Relationship Id=\"r1\" Type=\"{DOCUMENT}/officeDocument\" Target=\"xl/workbook.xml\"/>");
    let related = |inside: &str| format!("<Relationships xmlns=\"{PACKAGE}\">{inside}</Relationships>");
    let book = format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{DOCUMENT}\"><sheets>{names}</sheets></workbook>");
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned();
    files.extend([
        ("[Content_Types].xml".to_owned(), types),
        ("_rels/.rels".to_owned(), related(&root)),
        ("xl/workbook.xml".to_owned(), book),
        ("xl/_rels/workbook.xml.rels".to_owned(), related(&places)),
    ]);
    zipped(files)
}

/// The sheets as ODS.
pub(crate) fn ods(sheets: &[Sheet<'_>]) -> Result<Vec<u8>> {
    let cell = |text: &&str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row =
        |row: &&[&str]| format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>());
    let tables: String = sheets
        .iter()
        .map(|(name, rows)| {
            let rows: String = rows.iter().map(row).collect();
            format!("<table:table table:name=\"{name}\">{rows}</table:table>")
        })
        .collect();
    let content = format!(
        "<office:document-content xmlns:office=\"{OASIS}:office:1.0\" xmlns:table=\"{OASIS}:table:1.0\" \
         xmlns:text=\"{OASIS}:text:1.0\"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>\
         </office:document-content>"
    );
    let kind = "application/vnd.oasis.opendocument.spreadsheet".to_owned();
    let manifest = format!(
        "<manifest:manifest xmlns:manifest=\"{OASIS}:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" \
         manifest:media-type=\"{kind}\"/></manifest:manifest>"
    );
    let named = |name: &str, text: String| (name.to_owned(), text);
    zipped(vec![named("mimetype", kind), named("content.xml", content), named("META-INF/manifest.xml", manifest)])
}

fn zipped(files: Vec<(String, String)>) -> Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

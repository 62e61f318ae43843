//! An investigation of many claims to each format: time and peak memory, XLSX beside a bare loop that writes the same
//! cells, PDF beside a bare compilation of the same source, and the preview of a smaller report.
//!
//! Each is written in a process of its own, so that one's memory does not count for the next.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints, and fails when it cannot go on")]

#[expect(dead_code, reason = "shared with the tests")]
#[path = "../tests/case/mod.rs"]
mod case;

use std::{env, fs, hint::black_box, io::Cursor, process::Command, time::Instant};

use calamine::{Data, Reader, Xlsx};
use domain::CaseFile;
use reports::{Format, Means, PdfSource, Plan, pdf_source, preview, render};
use rust_xlsxwriter::{Format as CellFormat, FormatAlign, Workbook};
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;

/// Claims of the investigation, unless the environment says otherwise.
const CLAIMS: usize = 10_000;
/// Claims of the report that is composed, the changes to it that are timed, and how long one may take, in seconds.
const COMPOSED: usize = 100;
const CHANGES: usize = 21;
const SOON: f64 = 0.3;
/// How many times as long as the bare loop XLSX may take, and as a bare compilation PDF.
const XLSX_ALLOWED: f64 = 1.5;
const PDF_ALLOWED: f64 = 2.0;
/// The names of what is measured beside the formats.
const BARE_PDF: &str = "bare typst";
const PREVIEW: &str = "preview";

/// The fixture's four claims again and again, each under an id of its own.
fn large(claims: usize) -> CaseFile {
    let mut large = case::case();
    let four = std::mem::take(&mut large.claims);
    for number in 0..claims {
        let mut claim = four[number % four.len()].clone();
        claim.claim.id = case::claim_id(0x1_0000 + number as u128);
        claim.claim.statement = format!("{} ({number})", claim.claim.statement);
        large.claims.push(claim);
    }
    large
}

/// The most memory that this process has had, in MiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// Prints how long `work` on a case of so many claims takes, and its memory; answers both.
fn measured<T>(name: &str, claims: usize, work: impl FnOnce(&CaseFile) -> (T, usize)) -> (T, f64) {
    let case = large(claims);
    let before = peak();
    let start = Instant::now();
    let (made, bytes) = work(&case);
    let took = start.elapsed().as_secs_f64();
    println!("{name:12} {took:8.2} s {:6} MiB at most, {before:4} before {:8} kB", peak(), bytes / 1024);
    (made, took)
}

fn verdict(ours: f64, other: f64, allowed: f64) -> String {
    let verdict = if ours <= other * allowed { "within" } else { "beyond" };
    format!("ours {:.2} times it: {verdict} {allowed}", ours / other)
}

fn one(name: &str, claims: usize) {
    let means = Means::with(&case::typefaces);
    match (name, Format::from_name(name)) {
        (PREVIEW, _) => composed(),
        (BARE_PDF, _) => {
            // What the renderer makes of the case is not Typst's work.
            let source = pdf_source(&large(claims), &Plan::default(), means).unwrap();
            measured(name, 0, |_| ((), bare_pdf(source)));
        }
        (_, format) => {
            let format = format.unwrap();
            let (bytes, took) = measured(name, claims, |case| {
                let bytes = render(case, &Plan::default(), format, means).unwrap().bytes;
                let size = bytes.len();
                (bytes, size)
            });
            if format == Format::Xlsx {
                beside_bare(&bytes, took);
            }
        }
    }
}

/// How long the page takes to follow a change in the composer, at the workbench.
fn composed() {
    let case = large(COMPOSED);
    let mut plan = Plan::default();
    let mut took: Vec<f64> = Vec::new();
    for change in 0..CHANGES {
        plan.excluded = vec![case.claims[change % COMPOSED].claim.id];
        let start = Instant::now();
        black_box(preview(&case, &plan).unwrap());
        took.push(start.elapsed().as_secs_f64());
    }
    took.sort_by(f64::total_cmp);
    let (middle, worst) = (took[CHANGES / 2], took[CHANGES - 1]);
    let verdict = if worst <= SOON { "within" } else { "beyond" };
    println!(
        "{PREVIEW:12} {:8.1} ms a change of {COMPOSED} claims, {:.1} ms at worst: {verdict} {:.0} ms",
        middle * 1e3,
        worst * 1e3,
        SOON * 1e3
    );
}

/// Writes the cells of the spreadsheet `bytes` anew, in a bare loop with formats for headings, texts and times.
fn beside_bare(bytes: &[u8], took: f64) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheets = book.worksheets();
    let start = Instant::now();
    let mut bare = Workbook::new();
    let heading = CellFormat::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let plain = CellFormat::new().set_align(FormatAlign::Top);
    let time = CellFormat::new().set_num_format("yyyy-mm-dd hh:mm:ss").set_align(FormatAlign::Top);
    for (_, cells) in &sheets {
        let sheet = bare.add_worksheet();
        for (row, column, cell) in cells.used_cells() {
            let (row, column) = (row as u32, column as u16);
            let format = if row == 0 { &heading } else { &plain };
            match cell {
                Data::String(text) => sheet.write_string_with_format(row, column, text, format).map(drop).unwrap(),
                Data::Float(number) => sheet.write_number_with_format(row, column, *number, format).map(drop).unwrap(),
                Data::DateTime(at) => {
                    sheet.write_number_with_format(row, column, at.as_f64(), &time).map(drop).unwrap();
                }
                _ => {}
            }
        }
    }
    black_box(bare.save_to_buffer().unwrap());
    let bare = start.elapsed().as_secs_f64();
    println!("  bare loop  {bare:8.2} s, {}", verdict(took, bare, XLSX_ALLOWED));
}

/// The least that Typst needs to compile `source`: no standard, no seal, nothing asked of the letters.
struct Bare {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
    files: Vec<(FileId, Bytes)>,
}

fn named(name: &str) -> FileId {
    RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).unwrap()).intern()
}

fn bare_pdf(source: PdfSource) -> usize {
    let PdfSource { template, files, fonts } = source;
    let fonts: Vec<Font> = fonts.into_iter().flat_map(|data| Font::iter(Bytes::new(data))).collect();
    let world = Bare {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        main: Source::new(named("report.typ"), template.to_owned()),
        files: files.into_iter().map(|(name, bytes)| (named(name), Bytes::new(bytes))).collect(),
    };
    let document: PagedDocument = typst::compile(&world).output.unwrap();
    typst_pdf::pdf(&document, &typst_pdf::PdfOptions::default()).unwrap().len()
}

impl World for Bare {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.iter().find(|(name, _)| *name == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Measures `name` in a process of its own; answers the seconds that it says.
fn apart(name: &str, claims: usize) -> f64 {
    let this = env::current_exe().unwrap();
    let output = Command::new(this).env("ONE_FORMAT", name).env("CLAIMS", claims.to_string()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    print!("{said}");
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    let seconds = said.strip_prefix(name).and_then(|rest| rest.split_whitespace().next()?.parse().ok());
    seconds.unwrap_or(f64::NAN)
}

fn main() {
    let claims = env::var("CLAIMS").ok().and_then(|claims| claims.parse().ok()).unwrap_or(CLAIMS);
    if let Ok(name) = env::var("ONE_FORMAT") {
        return one(&name, claims);
    }
    println!("{claims} claims");
    for format in Format::ALL {
        let took = apart(format.name(), claims);
        if format == Format::Pdf {
            let bare = apart(BARE_PDF, claims);
            println!("  {}", verdict(took, bare, PDF_ALLOWED));
        }
    }
    apart(PREVIEW, claims);
}

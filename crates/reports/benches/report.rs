//! An investigation of many claims to each format: time and peak memory, XLSX beside a bare loop that writes the same cells.
//!
//! Each format is written in a process of its own, so that one's memory does not count for the next.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench prints, and fails when it cannot go on")]

#[expect(dead_code, reason = "shared with the tests")]
#[path = "../tests/case/mod.rs"]
mod case;

use std::{env, fs, hint::black_box, io::Cursor, process::Command, time::Instant};

use calamine::{Data, Reader, Xlsx};
use domain::CaseFile;
use reports::{Format, Plan, render};
use rust_xlsxwriter::Workbook;

/// Claims of the investigation, unless the environment says otherwise.
const CLAIMS: usize = 10_000;
/// How much longer than the bare loop XLSX may take.
const ALLOWED: f64 = 1.5;

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

fn one(name: &str, claims: usize) {
    let case = large(claims);
    let before = peak();
    let format = Format::from_name(name).unwrap();
    let start = Instant::now();
    let bytes = render(&case, &Plan::default(), format, &case::typefaces).unwrap().bytes;
    let took = start.elapsed().as_secs_f64();
    println!("{name:12} {took:8.2} s {:6} MiB at most, {before:4} before {:8} kB", peak(), bytes.len() / 1024);
    if format == Format::Xlsx {
        beside_bare(&bytes, took);
    }
}

/// Writes the cells of the spreadsheet `bytes` anew, in a bare loop without a format.
fn beside_bare(bytes: &[u8], took: f64) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheets = book.worksheets();
    let start = Instant::now();
    let mut bare = Workbook::new();
    for (_, cells) in &sheets {
        let sheet = bare.add_worksheet();
        for (row, column, cell) in cells.used_cells() {
            let (row, column) = (row as u32, column as u16);
            match cell {
                Data::String(text) => sheet.write_string(row, column, text).map(drop).unwrap(),
                Data::Float(number) => sheet.write_number(row, column, *number).map(drop).unwrap(),
                Data::DateTime(at) => sheet.write_number(row, column, at.as_f64()).map(drop).unwrap(),
                _ => {}
            }
        }
    }
    black_box(bare.save_to_buffer().unwrap());
    let bare = start.elapsed().as_secs_f64();
    let verdict = if took <= bare * ALLOWED { "within" } else { "beyond" };
    println!("  bare loop  {bare:8.2} s, ours {:.2} times it: {verdict} {ALLOWED}", took / bare);
}

fn main() {
    let claims = env::var("CLAIMS").ok().and_then(|claims| claims.parse().ok()).unwrap_or(CLAIMS);
    if let Ok(name) = env::var("ONE_FORMAT") {
        return one(&name, claims);
    }
    println!("{claims} claims");
    for format in Format::ALL {
        let this = env::current_exe().unwrap();
        let status = Command::new(this).env("ONE_FORMAT", format.name()).env("CLAIMS", claims.to_string()).status();
        assert!(status.unwrap().success(), "{}", format.name());
    }
}

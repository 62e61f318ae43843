//! What authorities said of the journal, in every format that has a method note and in the manifest.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod case;

use std::io::{Cursor, Read};

use case::{case, plan, typefaces};
use chrono::DateTime;
use domain::{CaseFile, JournalSeal, SealId, Sha256, Vouched};
use reports::{Format, Manifest, Means, render};

fn sealed() -> CaseFile {
    let seal = |number, length, vouched| JournalSeal {
        id: SealId(uuid::Uuid::from_u128(number)),
        length,
        head: Sha256([u8::try_from(length).unwrap(); 32]),
        at: DateTime::UNIX_EPOCH + chrono::TimeDelta::days(20_200),
        by: "Lowland Stamps".to_owned(),
        reply: Sha256([1; 32]),
        vouched,
    };
    let vouched = Vouched { by: "Lowland Root".to_owned(), certificates: Sha256([2; 32]) };
    CaseFile { seals: vec![seal(1, 9, None), seal(2, 21, Some(vouched))], ..case() }
}

#[test]
fn the_method_note_says_who_stamped_the_journal_when_and_whose_word_that_is() {
    for format in [Format::Html, Format::Markdown, Format::Docx, Format::Json, Format::Pdf] {
        let bytes = render(&sealed(), &plan(), format, Means::with(&typefaces)).unwrap().bytes;
        let text = match format {
            Format::Docx => {
                let mut text = String::new();
                let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
                zip.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
                text
            }
            Format::Json | Format::Pdf => {
                let seals = Manifest::read(&bytes).0.unwrap().seals;
                assert_eq!(seals, sealed().seals, "{format:?}");
                continue;
            }
            _ => String::from_utf8(bytes).unwrap(),
        };
        assert!(text.contains("head after 9 changes") && text.contains("not checked against an authority"), "{text}");
        assert!(text.contains("head after 21 changes") && text.contains("Lowland Root"), "{format:?}");
    }
}

#[test]
fn a_report_with_seals_fits_the_published_schema() {
    let schema: serde_json::Value = serde_json::from_str(include_str!("../schema/report.schema.json")).unwrap();
    let bytes = render(&sealed(), &plan(), Format::Json, Means::with(&typefaces)).unwrap().bytes;
    let report: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let found: Vec<String> =
        jsonschema::validator_for(&schema).unwrap().iter_errors(&report).map(|error| error.to_string()).collect();
    assert_eq!(found, Vec::<String>::new());
}

//! How a report looks is the analyst's: its parts stand in the order that was chosen, and the publisher's logo on top.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod case;

use std::{
    io::{Cursor, Read},
    process::Command,
};

use case::{case, plan, typefaces};
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use reports::{Format, Logo, Means, Part, Plan, Publisher, preview, render};

/// The formats that people read as they stand.
const PROSE: [Format; 4] = [Format::Html, Format::Markdown, Format::Docx, Format::Pdf];

fn bytes(plan: &Plan, format: Format) -> Vec<u8> {
    render(&case(), plan, format, Means::with(&typefaces)).unwrap().bytes
}

fn part(bytes: &[u8], name: &str) -> Option<Vec<u8>> {
    let mut found = Vec::new();
    zip::ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).ok()?.read_to_end(&mut found).unwrap();
    Some(found)
}

/// What is read of a report, for `words` to be found in it; nothing where the program that says it is not installed.
fn read(bytes: &[u8], format: Format) -> Option<String> {
    Some(match format {
        Format::Docx => String::from_utf8(part(bytes, "word/document.xml").unwrap()).unwrap(),
        Format::Pdf => printed("pdftotext", bytes, &["-layout"])?,
        _ => String::from_utf8(bytes.to_vec()).unwrap(),
    })
}

/// What one of Poppler's programs prints of a PDF.
fn printed(program: &str, pdf: &[u8], arguments: &[&str]) -> Option<String> {
    let path = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("looks-{}.pdf", std::process::id()));
    std::fs::write(&path, pdf).unwrap();
    let tail: &[&str] = if program == "pdftotext" { &["-"] } else { &[] };
    let output = Command::new(program).args(arguments).arg(&path).args(tail).output().ok()?;
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What begins a part in `format`.
fn sign(part: Part, format: Format) -> String {
    let heading = match part {
        Part::Summary => "Summary",
        Part::Claims => "Claims",
        Part::Matrix => "Who says what",
        Part::Timeline => "Timeline",
        Part::Sources => "Sources",
        Part::Method => "Method",
        Part::Charts => "Counts",
        Part::Quotes => "Source ",
        Part::History => "History",
        _ => unreachable!("the tests ask for none of the others"),
    };
    match (format, part) {
        (Format::Html, Part::Claims) => "<article id=\"claim-1\"".to_owned(),
        (Format::Markdown, Part::Claims) => "## 1. ".to_owned(),
        (Format::Markdown, Part::Quotes) => "> Source ".to_owned(),
        (Format::Pdf, Part::Quotes) => "Source 1 ·".to_owned(),
        (Format::Pdf, Part::History) => "HISTORY".to_owned(),
        (Format::Html, Part::History | Part::Quotes) | (Format::Docx, Part::Quotes) => format!(">{heading}"),
        (Format::Html, _) => format!(">{heading}</h2>"),
        (Format::Docx, _) => format!(">{heading}</w:t>"),
        (Format::Markdown, Part::History) => format!("### {heading}\n"),
        (Format::Markdown, _) => format!("## {heading}\n"),
        _ => format!("{heading}\n"),
    }
}

fn ordered(parts: &[Part], format: Format) {
    let plan = Plan { parts: Some(parts.to_vec()), ..plan() };
    let Some(text) = read(&bytes(&plan, format), format) else { return };
    let mut at = 0;
    for part in parts {
        let sign = sign(*part, format);
        let found = text[at..].find(&sign);
        assert!(found.is_some(), "{format:?}: no “{sign}” behind what stands before it in {parts:?}\n{text}");
        at += found.unwrap_or_default() + sign.len();
    }
}

#[test]
fn the_parts_of_a_report_stand_in_the_order_that_was_chosen() {
    use Part::{Charts, Claims, Matrix, Method, Sources, Summary, Timeline};
    for format in PROSE {
        ordered(&[Summary, Claims, Charts, Matrix, Timeline, Sources, Method], format);
        ordered(&[Timeline, Method, Claims, Sources, Matrix, Summary, Charts], format);
    }
}

#[test]
fn what_stands_at_each_claim_stands_in_the_order_that_was_chosen() {
    for format in PROSE {
        ordered(&[Part::Claims, Part::Quotes, Part::History], format);
        ordered(&[Part::Claims, Part::History, Part::Quotes], format);
    }
    let shown = |parts: &[Part]| preview(&case(), &Plan { parts: Some(parts.to_vec()), ..plan() }).unwrap().parts;
    assert_eq!(
        shown(&[Part::History, Part::Sources, Part::Quotes]),
        [Part::History, Part::Summary, Part::Claims, Part::Sources, Part::Quotes]
    );
}

/// A plan with a logo that is red on the left and clear on the right.
fn with_logo() -> Plan {
    let picture = RgbaImage::from_fn(80, 40, |x, _| if x < 40 { Rgba([200, 20, 20, 255]) } else { Rgba([0; 4]) });
    let mut png = Vec::new();
    DynamicImage::ImageRgba8(picture).write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
    let logo = Logo::of_png(&png).unwrap().to_text();
    Plan { publisher: Publisher { logo, ..plan().publisher }, ..plan() }
}

#[test]
fn the_logo_stands_on_top_with_the_publisher_s_name_as_its_words() {
    let plan = with_logo();
    let page = read(&bytes(&plan, Format::Html), Format::Html).unwrap();
    let picture = format!("<img src=\"data:image/png;base64,{}\" alt=\"The Lowland Fact Desk\">", plan.publisher.logo);
    assert!(page.find(&picture).unwrap() < page.find("<h1").unwrap());
    assert!(page.contains("default-src 'none'; img-src data:; style-src"), "the page's own policy lets it in");

    let document = bytes(&plan, Format::Docx);
    assert!(part(&document, "word/media/logo.png").unwrap().starts_with(b"\x89PNG"));
    let text = read(&document, Format::Docx).unwrap();
    // 80 pixels are 60 points, of 12,700 units each.
    assert!(
        text.contains("descr=\"The Lowland Fact Desk\"") && text.contains("<wp:extent cx=\"762000\" cy=\"381000\"/>")
    );
    for (name, says) in [("[Content_Types].xml", "image/png"), ("word/_rels/document.xml.rels", "media/logo.png")] {
        assert!(String::from_utf8(part(&document, name).unwrap()).unwrap().contains(says), "{name}");
    }

    let pages = bytes(&plan, Format::Pdf);
    if let Some(listed) = printed("pdfimages", &pages, &["-list"]) {
        let is_picture = |line: &&str| line.split_whitespace().nth(2) == Some("image");
        assert_eq!(listed.lines().filter(is_picture).count(), 1, "its transparency is listed apart: {listed}");
    }
    if let Some(tags) = printed("pdfinfo", &pages, &["-struct-text"]) {
        assert!(tags.contains("Figure"), "the logo is tagged: {tags}");
    }
    for format in Format::ALL {
        assert_eq!(bytes(&plan, format), bytes(&plan, format), "{format:?}");
    }
}

#[test]
fn formats_without_a_place_for_it_and_plans_with_none_are_as_they_were() {
    let plain = plan();
    let with = with_logo();
    for format in [Format::Markdown, Format::Xlsx, Format::Csv, Format::Tables, Format::ClaimReview, Format::Stix] {
        assert_eq!(bytes(&plain, format), bytes(&with, format), "{format:?}");
    }
    let logo = "no logo at all".to_owned();
    let amiss = Plan { publisher: Publisher { logo, ..plan().publisher }, ..plan() };
    for format in PROSE {
        assert_eq!(bytes(&plain, format), bytes(&amiss, format), "{format:?}");
    }
    assert!(!read(&bytes(&plain, Format::Html), Format::Html).unwrap().contains("img-src"));
}

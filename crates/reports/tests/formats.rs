//! Each format as a reader of it gets it: the same words, nothing lost, nothing run, the same bytes every time.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod case;

use std::{
    io::{Cursor, Read},
    path::{Path, PathBuf},
    process::Command,
};

use case::{case, plan, typefaces};
use reports::{Format, Grouping, Manifest, Means, Plan, Seal, Template, preview, render};

fn rendered(format: Format) -> Vec<u8> {
    render(&case(), &plan(), format, Means::with(&typefaces)).unwrap().bytes
}

/// Where a file of this name lies for the programs of others to read.
fn written(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// What a program of others prints; nothing where it is not installed.
fn printed(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The folder where LibreOffice puts what it makes of the file at `path`; nothing where it is not installed.
fn converted(path: &Path, to: &str) -> Option<PathBuf> {
    let folder = path.with_extension("converted");
    let profile = format!("-env:UserInstallation=file://{}", path.with_extension("office").display());
    let (from, into) = (path.to_str().unwrap(), folder.to_str().unwrap());
    printed("soffice", &[&profile, "--headless", "--convert-to", to, "--outdir", into, from]).map(|_| folder)
}

#[test]
fn the_same_case_gives_the_same_bytes_in_every_format() {
    for format in Format::ALL {
        assert_eq!(rendered(format), rendered(format), "{format:?}");
    }
}

#[test]
fn a_pdf_holds_the_words_in_all_scripts_and_what_it_states() {
    let report = render(&case(), &plan(), Format::Pdf, Means::with(&typefaces)).unwrap();
    let (manifest, seal) = Manifest::read(&report.bytes);
    assert_eq!(seal, Seal::Whole);
    assert_eq!(manifest.unwrap().statements.len(), 4);
    let path = written("report.pdf", &report.bytes);
    let path = path.to_str().unwrap();
    if let Some(facts) = printed("pdfinfo", &[path]) {
        assert!(facts.contains("Tagged:          yes"), "{facts}");
        assert!(facts.contains("Title:           Guards at the Vessa dam"), "{facts}");
    }
    if let Some(text) = printed("pdftotext", &["-layout", path, "-"]) {
        for words in ["at least 155 foreign engineers", "Claimed by Mirel Oszta", "#eval(1) *bold*", "no foundation"] {
            assert!(text.contains(words), "no “{words}” in {text}");
        }
        assert!(text.contains("щонайменше 155 іноземних") || text.contains("щонайменше"), "{text}");
        if report.warnings.is_empty() {
            assert!(text.contains("他们上个月就来了"), "{text}");
        }
    }
}

#[test]
fn a_pdf_without_fonts_for_a_script_says_so_in_it_and_beside_it() {
    let report = render(&case(), &plan(), Format::Pdf, Means::with(&|_| Vec::new())).unwrap();
    assert_eq!(report.warnings.len(), 1);
    assert!(report.warnings[0].contains("no font for Chinese, Japanese and Korean"), "{:?}", report.warnings);
    let path = written("without-fonts.pdf", &report.bytes);
    if let Some(text) = printed("pdftotext", &[path.to_str().unwrap(), "-"]) {
        assert!(text.contains("Letters are missing."), "{text}");
    }
}

#[test]
fn every_template_and_grouping_can_be_laid_out() {
    for template in [Template::FactCheck, Template::MonitoringBrief, Template::EvidenceAnnex, Template::OnePage] {
        for grouping in [Grouping::None, Grouping::Status, Grouping::Claimant, Grouping::Source] {
            let plan = Plan { template, grouping, ..plan() };
            for format in [Format::Html, Format::Markdown, Format::Docx] {
                let bytes = render(&case(), &plan, format, Means::with(&typefaces)).unwrap().bytes;
                assert!(!bytes.is_empty());
            }
        }
        let plan = Plan { template, ..Plan::default() };
        let pdf = render(&case(), &plan, Format::Pdf, Means::with(&typefaces)).unwrap();
        written(&format!("{template:?}.pdf"), &pdf.bytes);
    }
}

#[test]
fn a_preview_keeps_what_is_left_out_in_its_place_and_numbers_quotations_as_it_numbers_claims() {
    let left_out = case::claim_id(2);
    let plan = Plan { excluded: vec![left_out], grouping: Grouping::Status, ..Plan::default() };
    let shown = preview(&case(), &plan).unwrap();
    let claims: Vec<_> = shown.groups.iter().flat_map(|group| &group.claims).collect();
    assert_eq!(claims.len(), case().claims.len());
    let unnumbered: Vec<_> = claims.iter().filter(|claim| claim.number.is_none()).map(|claim| claim.id).collect();
    assert_eq!(unnumbered, [left_out]);
    assert_eq!(
        shown.page,
        String::from_utf8(render(&case(), &plan, Format::Html, Means::with(&typefaces)).unwrap().bytes).unwrap()
    );
    for quote in &shown.quotes {
        let whence = quote.whence.as_ref().unwrap();
        let claim = claims.iter().find(|claim| claim.id == whence.claim).unwrap();
        assert_eq!(quote.claim, claim.number, "{quote:?}");
    }
}

#[test]
fn what_second_analysts_found_stays_when_a_claim_is_marked_again() {
    let mut again = case();
    let reviewed = again.claims.iter_mut().find(|claim| !claim.reviews.is_empty()).unwrap();
    let mut mark = reviewed.latest().unwrap().clone();
    mark.id = domain::AssessmentId(uuid::Uuid::from_u128(0x5ff));
    mark.at += chrono::TimeDelta::days(3);
    reviewed.history.push(mark);
    let page = |case| {
        let markdown = render(&case, &plan(), Format::Markdown, Means::with(&typefaces)).unwrap();
        String::from_utf8(markdown.bytes).unwrap()
    };
    assert!(page(case()).contains("by Borys (agrees)"));
    let page = page(again);
    assert!(page.contains("by Borys (agreed with the mark of 2025-04-11"));
    assert!(page.contains("by Mei (differed from the mark of 2025-04-11"));
}

#[test]
fn an_empty_case_can_be_reported_in_every_format() {
    let mut empty = case();
    empty.claims.clear();
    empty.sources.clear();
    empty.parties.clear();
    empty.investigation = None;
    empty.as_of = None;
    empty.journal_head = None;
    for format in Format::ALL {
        assert!(render(&empty, &Plan::default(), format, Means::with(&typefaces)).is_ok(), "{format:?}");
    }
}

#[test]
fn a_word_document_has_real_headings_footnotes_and_directions() {
    let bytes = rendered(Format::Docx);
    let document = part(&bytes, "word/document.xml");
    let footnotes = part(&bytes, "word/footnotes.xml");
    for (what, xml) in
        [("document", &document), ("footnotes", &footnotes), ("styles", &part(&bytes, "word/styles.xml"))]
    {
        let mut reader = quick_xml::Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(cause) => panic!("{what} at {}: {cause}", reader.error_position()),
            }
        }
    }
    // Five appearances and one quoted response, each with one footnote that is referred to once.
    assert_eq!(document.matches("<w:footnoteReference ").count(), 6);
    assert_eq!(footnotes.matches("<w:footnoteRef/>").count(), 6);
    assert!(document.contains("NOTEREF note_1"), "later sentences point to the footnote");
    assert_eq!(document.matches("w:val=\"Heading3\"").count(), 4, "four claims in groups");
    assert!(
        document.contains("<w:bidi/>") && document.contains("w:bidi=\"ar\"") && document.contains("w:eastAsia=\"zh\"")
    );
    let path = written("report.docx", &bytes);
    if let Some(folder) = converted(&path, "txt:Text (encoded):UTF8") {
        let text = std::fs::read_to_string(folder.join("report.txt")).unwrap();
        for words in
            ["Guards at the Vessa dam", "at least 155 foreign engineers", "السد آمن", "他们上个月就来了", "{{ 7 * 7 }}"]
        {
            assert!(text.contains(words), "no “{words}” in {text}");
        }
        let folder = converted(&path, "fodt").unwrap();
        let text = std::fs::read_to_string(folder.join("report.fodt")).unwrap();
        assert_eq!(text.matches("<text:note ").count(), 6, "no footnote is lost");
        let headings = text.split("<text:h ").skip(1).filter_map(|rest| rest.split_once('>'));
        let thirds = headings.filter(|(tag, _)| tag.contains("text:outline-level=\"3\""));
        assert_eq!(thirds.count(), 4, "no claim's heading is lost");
    }
}

#[test]
fn a_spreadsheet_has_a_sheet_of_typed_cells_for_each_table() {
    use calamine::{Data, Reader, Xlsx};
    let bytes = rendered(Format::Xlsx);
    let path = written("report.xlsx", &bytes);
    // Field, quotation mark, UTF-8, from the first line, formats as shown, each sheet a file.
    if let Some(folder) =
        converted(&path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1")
    {
        let rows = |sheet: &str| {
            let text = std::fs::read_to_string(folder.join(format!("report-{sheet}.csv"))).unwrap();
            assert!(!text.contains("#NAME?") && !text.contains("Err:"), "{text}");
            csv::Reader::from_reader(text.as_bytes()).records().count()
        };
        assert_eq!((rows("claims"), rows("appearances"), rows("sources"), rows("reviews")), (4, 5, 4, 2));
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
    assert_eq!(
        book.sheet_names(),
        ["claims", "appearances", "responses", "evidence", "sources", "reviews", "relations", "conflicts"]
    );
    let claims = book.worksheet_range("claims").unwrap();
    assert_eq!(claims.get_value((1, 0)), Some(&Data::Float(1.0)));
    assert!(matches!(claims.get_value((1, 8)), Some(Data::DateTime(_))), "{:?}", claims.get_value((1, 8)));
    assert_eq!(claims.rows().count(), 5);
    let conflicts = book.worksheet_range("conflicts").unwrap();
    let words = |text: &str| Some(Data::String(text.to_owned()));
    assert_eq!(conflicts.get_value((1, 1)).cloned(), words("at least 155 foreign engineers"));
    assert_eq!(conflicts.get_value((1, 5)).cloned(), words("12 foreign engineers"));
    assert_eq!(book.worksheet_range("reviews").unwrap().get_value((2, 2)).cloned(), words("differs"));
    let appearances = book.worksheet_range("appearances").unwrap();
    assert_eq!(appearances.get_value((1, 10)), Some(&Data::Float(155.0)));
    let evidence = book.worksheet_range("evidence").unwrap();
    assert_eq!(
        evidence.get_value((2, 8)),
        Some(&Data::String("=SUM(A1) is what the register’s title says".to_owned()))
    );
    let sheet = part(&bytes, "xl/worksheets/sheet4.xml");
    assert!(!sheet.contains("<f>"), "text is not a formula");
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter"), "{sheet}");
}

#[test]
fn csv_tables_are_zipped_and_defused() {
    let bytes = rendered(Format::Tables);
    let evidence = part(&bytes, "evidence.csv");
    assert!(evidence.contains(",'=SUM(A1) is what"), "{evidence}");
    insta::assert_snapshot!(part(&bytes, "claims.csv").replace('\r', ""));
}

#[test]
fn html_and_markdown_are_what_they_were() {
    insta::assert_snapshot!(String::from_utf8(rendered(Format::Markdown)).unwrap());
    let html = String::from_utf8(rendered(Format::Html)).unwrap();
    let body = html.split_once("</head>").unwrap().1;
    insta::assert_snapshot!(body);
    assert!(!html.contains("<b>[x]"), "the claim’s markup is words");
}

#[test]
fn every_footnote_that_is_pointed_to_is_there_once() {
    let html = String::from_utf8(rendered(Format::Html)).unwrap();
    for note in 1..=6 {
        assert_eq!(html.matches(&format!("id=\"note-{note}\"")).count(), 1, "note {note}");
        assert!(html.contains(&format!("href=\"#note-{note}\"")), "note {note}");
    }
    let markdown = String::from_utf8(rendered(Format::Markdown)).unwrap();
    for note in 1..=6 {
        assert_eq!(markdown.matches(&format!("\n[^{note}]: ")).count(), 1, "note {note}");
    }
}

#[test]
fn each_sentence_about_a_claim_carries_a_footnote_to_its_exact_words() {
    let html = String::from_utf8(rendered(Format::Html)).unwrap();
    let footnoted = |piece: &str| piece.contains("href=\"#note-");
    let mut sentences = 0;
    for article in html.split("<article ").skip(1).map(|rest| rest.split_once("</article>").unwrap().0) {
        // A statement, each item of a list, each row of a table and each line about the claim; a source's line is none.
        for (open, close) in
            [("<h2 ", "</h2>"), ("<p class=\"status", "</p>"), ("<li>", "</li>"), ("<tr><td>", "</tr>")]
        {
            for sentence in article.split(open).skip(1).map(|rest| rest.split_once(close).unwrap().0) {
                assert!(footnoted(sentence), "{open}{sentence}");
                sentences += 1;
            }
        }
        for line in article.split("<p class=\"meta").skip(1).map(|rest| rest.split_once("</p>").unwrap().0) {
            assert!(footnoted(line) || line.contains("href=\"#source-"), "{line}");
        }
    }
    assert!(sentences > 15, "{sentences} sentences");
    // What is said of claims elsewhere points to them, or counts them.
    let elsewhere = html.split("href=\"#claim-").skip(1).map(|rest| rest.split(['\n']).next().unwrap());
    for sentence in
        elsewhere.filter(|sentence| !sentence.contains("dir=\"auto\"") && !sentence.contains("Back to claim"))
    {
        assert!(footnoted(sentence), "{sentence}");
    }

    let markdown = String::from_utf8(rendered(Format::Markdown)).unwrap();
    let claims = markdown.split("\n## ").filter(|section| section.starts_with(|first: char| first.is_ascii_digit()));
    for line in claims.flat_map(str::lines).filter(|line| !line.starts_with(['>', '#']) && !line.is_empty()) {
        assert!(line.contains("[^"), "{line}");
    }
    let document = part(&rendered(Format::Docx), "word/document.xml");
    let noted = |piece: &str| piece.contains("NOTEREF note_") || piece.contains("<w:footnoteReference ");
    for item in document.split("w:val=\"ListBullet\"").skip(1).map(|rest| rest.split_once("</w:p>").unwrap().0) {
        assert!(noted(item), "{item}");
    }
}

#[test]
fn what_the_plan_leaves_out_is_in_no_format_and_in_no_statement() {
    let mut plan = Plan { excluded: vec![case::claim_id(1)], order: vec![case::claim_id(3)], ..Plan::default() };
    let json: serde_json::Value =
        serde_json::from_slice(&render(&case(), &plan, Format::Json, Means::with(&typefaces)).unwrap().bytes).unwrap();
    assert_eq!(json["claims"][0]["claim"]["id"], case::claim_id(3).to_string());
    assert_eq!(json["manifest"]["statements"].as_array().unwrap().len(), 3);
    plan.summary = plan_citing_the_first();
    let html = String::from_utf8(render(&case(), &plan, Format::Html, Means::with(&typefaces)).unwrap().bytes).unwrap();
    assert!(!html.contains("guard the Vessa dam"), "neither claim nor footnote");
}

fn plan_citing_the_first() -> Vec<Vec<reports::Piece>> {
    vec![vec![reports::Piece::Text("See ".to_owned()), reports::Piece::Claim(case::claim_id(1))]]
}

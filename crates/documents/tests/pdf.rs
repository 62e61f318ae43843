//! PDFs, written here letter by letter and read through the public door.

mod written;

use documents::{Error, Hint, Recognised, read};
use domain::{PageStart, text};
use written::pdf;

fn told(bytes: &[u8]) -> String {
    let reading = read(bytes, &Hint::default()).expect("readable");
    let mut told = format!(
        "title: {}\nbyline: {}\nmodified: {}\nlanguage: {}\n",
        reading.title,
        reading.byline.join(", "),
        reading.modified.map(|dated| dated.on.to_string()).unwrap_or_default(),
        reading.language.unwrap_or_default(),
    );
    for block in &reading.blocks {
        let words = text::slice(&reading.text, block.range.start, block.range.end).expect("inside");
        let page = PageStart::page_at(&reading.pages, block.range.start).unwrap_or_default();
        told += &format!("{page} {:?}: {words}\n", block.kind);
    }
    told + &format!("left out: {}\nwarnings: {}", reading.left_out.join(" / "), reading.warnings.join(" / "))
}

#[test]
fn columns_are_read_one_after_the_other_and_over_the_end_of_the_page() {
    let first = vec![
        (40.0, 380.0, 8.0, "THE VESSA COURIER"),
        (40.0, 340.0, 20.0, "Guards at the dam"),
        (40.0, 300.0, 10.0, "The province counts the guards at the dam twice a"),
        (310.0, 300.0, 10.0, "asked the road office, which keeps the regis-"),
        (40.0, 288.0, 10.0, "year, and the company has never objected to it."),
        (310.0, 288.0, 10.0, "ter of all who work there. It counted twelve of"),
        (52.0, 276.0, 10.0, "Nobody else counts them. The governor, Mirel"),
        (310.0, 276.0, 10.0, "them in the same week, and declined to say who"),
        (40.0, 264.0, 10.0, "Oszta, said on Wednesday that she had never"),
        (310.0, 264.0, 10.0, "had counted the others, or when they had been"),
        (290.0, 20.0, 8.0, "1"),
    ];
    let second = vec![
        (40.0, 380.0, 8.0, "THE VESSA COURIER"),
        (40.0, 300.0, 10.0, "counted before."),
        (40.0, 270.0, 10.0, "Eastern sluice"),
        (200.0, 270.0, 10.0, "6"),
        (40.0, 256.0, 10.0, "Western sluice"),
        (200.0, 256.0, 10.0, "12"),
        (40.0, 242.0, 10.0, "Crest road"),
        (200.0, 242.0, 10.0, "137"),
        (290.0, 20.0, 8.0, "2"),
    ];
    insta::assert_snapshot!(told(&pdf(&[first, second])));
}

#[test]
fn scripts_that_run_to_the_left_come_out_as_they_are_spoken() {
    let lines = ["قالت الحاكمة إن 155 مهندسا أجنبيا يحرسون السد", "فوق فيسا، وعرضت جوازات سفرهم يوم الأربعاء."];
    let mut drawn = Vec::new();
    let letters: Vec<Vec<String>> = lines.iter().map(|line| line.chars().map(String::from).collect()).collect();
    for (row, letters) in letters.iter().enumerate() {
        let mut right = 500.0;
        let mut at = 0;
        while at < letters.len() {
            // Figures run to the right within the line.
            let figures = letters[at..].iter().take_while(|c| c.chars().all(|c| c.is_ascii_digit())).count();
            let many = figures.max(1);
            for (place, letter) in (0_u8..).zip(&letters[at..at + many]) {
                let wide = 5.0 * f32::from(u8::try_from(many).unwrap_or(1));
                let left = right - wide + 5.0 * f32::from(place);
                drawn.push((left, if row == 0 { 300.0 } else { 286.0 }, 10.0, letter.as_str()));
            }
            right -= 5.0 * f32::from(u8::try_from(many).unwrap_or(1));
            at += many;
        }
    }
    let reading = read(&pdf(&[drawn]), &Hint::default()).expect("readable");
    assert_eq!(reading.text, lines.join(" "));
    assert_eq!(reading.language.as_deref(), Some("ar"));
}

#[test]
fn a_pdf_of_pictures_says_that_it_has_no_text_layer() {
    let scan = pdf(&[vec![], vec![]]);
    assert_eq!(read(&scan, &Hint::default()).err(), Some(Error::NoTextLayer { pages: 2 }));
    let words = "The province counts the guards at the dam twice a year.";
    let half = read(&pdf(&[vec![(40.0, 300.0, 10.0, words)], vec![]]), &Hint::default()).expect("readable");
    assert!(half.warnings[0].starts_with("page 2 holds no text, or hardly any. Have it read"), "{:?}", half.warnings);
    assert_eq!(half.wordless, [2]);
}

/// A row of the table that OCR writes: a word at the start of a line of its own, in dots.
fn seen(paragraph: u32, top: u32, height: u32, sure: u32, word: &str) -> String {
    let place = format!("300\t{top}\t900\t{height}");
    format!("4\t1\t1\t{paragraph}\t1\t0\t{place}\t-1\t\n5\t1\t1\t{paragraph}\t1\t1\t{place}\t{sure}\t{word}\n")
}

#[test]
fn what_ocr_found_is_read_as_any_other_page_and_says_what_found_it() {
    let scan = pdf(&[vec![], vec![], vec![]]);
    let first = [
        seen(1, 200, 110, 96, "Guards at the dam"),
        seen(2, 500, 44, 95, "The province counts the guards at the dam and its engi-"),
        seen(2, 560, 40, 31, "neers twice a year."),
    ];
    let second = [seen(1, 300, 44, 95, "Nobody else counts them.")];
    let (first, second) = (first.concat(), second.concat());
    let found = [Recognised { page: 1, table: &first }, Recognised { page: 2, table: &second }];
    let reading = documents::recognised(&scan, &found, "Tesseract 5.3.0, eng");
    let reading = reading.expect("readable");
    assert_eq!(reading.title, "Guards at the dam");
    assert_eq!(
        reading.text,
        "The province counts the guards at the dam and its engineers twice a year.\n\nNobody else counts them."
    );
    assert_eq!(reading.encoding, "OCR by Tesseract 5.3.0, eng");
    assert_eq!(reading.pages.iter().map(|page| page.page).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(
        reading.warnings,
        [
            "the text was recognised in pictures by OCR (Tesseract 5.3.0, eng), which was unsure of 1 of 4 words. Compare with the original",
            "page 3 was not read: OCR reads so many at once. Split the file for the rest",
        ]
    );
    let nothing = [Recognised { page: 1, table: "" }];
    assert_eq!(documents::recognised(&scan, &nothing, "x").err(), Some(Error::NoWords { pages: 3 }));
}

#[test]
fn pages_without_text_are_read_by_ocr_among_the_others_and_each_block_keeps_its_page() {
    let typed = |words| vec![(40.0, 300.0, 10.0, words)];
    let mixed = pdf(&[
        typed("The province counts the guards at the dam twice a year."),
        vec![],
        typed("The governor has asked the road office for the register."),
        vec![],
        vec![],
    ]);
    let reading = read(&mixed, &Hint::default()).expect("readable");
    assert_eq!(reading.wordless, [2, 4, 5]);
    assert!(reading.warnings[0].starts_with("pages 2, 4 and 5 hold no text, or hardly any."), "{:?}", reading.warnings);

    let (second, fourth) =
        (seen(1, 300, 44, 95, "Nobody else counts them."), seen(1, 300, 44, 40, "Twelve were seen."));
    let found = [(2, &*second), (4, &*fourth), (5, "")].map(|(page, table)| Recognised { page, table });
    let reading = documents::recognised(&mixed, &found, "Tesseract 5.3.0, eng").expect("readable");
    let blocks = reading.blocks.iter().map(|block| {
        let page = PageStart::page_at(&reading.pages, block.range.start).unwrap_or_default();
        format!("{page} {}", text::slice(&reading.text, block.range.start, block.range.end).unwrap_or_default())
    });
    assert_eq!(
        blocks.collect::<Vec<_>>(),
        [
            "1 The province counts the guards at the dam twice a year.",
            "2 Nobody else counts them.",
            "3 The governor has asked the road office for the register.",
            "4 Twelve were seen.",
        ]
    );
    assert_eq!(reading.encoding, "UTF-8 and OCR by Tesseract 5.3.0, eng");
    assert_eq!(
        reading.warnings,
        [
            "the text of pages 2 and 4 was recognised in pictures by OCR (Tesseract 5.3.0, eng), which was unsure of 1 of 2 words. Compare with the original",
            "OCR found no words on page 5",
        ]
    );
    // Where it finds nothing, what there is stays.
    let nothing = [Recognised { page: 2, table: "" }];
    let reading = documents::recognised(&mixed, &nothing, "an engine").expect("readable");
    assert_eq!(reading.blocks.len(), 2);
}

#[test]
fn a_page_is_drawn_for_ocr_at_three_hundred_dots_an_inch() {
    let drawn = documents::for_ocr(&pdf(&[vec![(40.0, 300.0, 10.0, "dam")]]), 1).expect("drawn");
    let documents::Original::Picture { page: 1, pages: 1, png } = drawn else { panic!("no picture") };
    // The width and height that a PNG states.
    let side = |at: usize| u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]);
    assert_eq!((side(16), side(20)), (2_500, 1_666));
    assert_eq!(documents::for_ocr(b"words", 1), Err(Error::NotShown));
}

#[test]
fn a_pdf_without_its_table_of_objects_is_read_all_the_same() {
    let words = "The province counts the guards at the dam twice a year.";
    let whole = pdf(&[vec![(40.0, 300.0, 10.0, words)]]);
    let end = whole.windows(4).position(|window| window == b"xref").expect("a table");
    assert_eq!(read(&whole[..end], &Hint::default()).map(|reading| reading.text).ok().as_deref(), Some(words));
}

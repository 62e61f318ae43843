//! Whole documents, read through the public door.

use documents::{Hint, read};
use domain::text;

fn told(bytes: &[u8], name: &str) -> String {
    let reading = read(bytes, &Hint { name: Some(name.to_owned()), media_type: None }).expect("readable");
    let mut told = format!(
        "title: {}\nbyline: {}\npublisher: {}\npublished: {}\nlanguage: {}\nurl: {}\n",
        reading.title,
        reading.byline.join(", "),
        reading.publisher.unwrap_or_default(),
        reading.published.map(|dated| format!("{} from {:?}", dated.on, dated.from)).unwrap_or_default(),
        reading.language.unwrap_or_default(),
        reading.url.unwrap_or_default(),
    );
    for block in &reading.blocks {
        let words = text::slice(&reading.text, block.range.start, block.range.end).expect("inside");
        told += &format!("{:?}: {words}\n", block.kind);
    }
    told + &format!("left out: {}", reading.left_out.join(" / "))
}

#[test]
fn a_page_with_structured_data_is_read_whole_and_its_furniture_is_counted() {
    insta::assert_snapshot!(told(include_bytes!("fixtures/page.html"), "page.html"));
}

#[test]
fn a_page_without_any_metadata_still_gives_its_text() {
    let page =
        "<h1>سد فيسا</h1><p>قالت الحاكمة إن مهندسين أجانب يحرسون السد وعرضت جوازات سفرهم على الصحفيين يوم الأربعاء.</p>";
    insta::assert_snapshot!(told(page.as_bytes(), "a.html"));
}

#[test]
fn elements_nested_three_thousand_deep_do_no_harm() {
    let page = format!("<html><body>{}words{}</body></html>", "<div>".repeat(3_000), "</div>".repeat(3_000));
    let _ = read(page.as_bytes(), &Hint::default());
}

#[test]
fn a_page_nested_without_end_is_given_up_at_once() {
    let page = format!("<html><body>{}words", "<div>".repeat(200_000));
    assert_eq!(read(page.as_bytes(), &Hint::default()).err(), Some(documents::Error::TooDeep));
}

#[test]
fn a_page_that_hides_its_text_until_its_program_runs_is_read_and_says_so() {
    let words = "The province counts the guards at the dam twice a year, and the company does not. ".repeat(30);
    let page = format!(
        "<html><body><p>Loading</p><div hidden id=\"S:0\"><h1>Guards at the dam</h1><p>{words}</p></div></body></html>"
    );
    let reading = read(page.as_bytes(), &Hint::default()).expect("readable");
    assert!(reading.text.contains("twice a year"));
    assert!(reading.warnings[0].contains("hides its text"), "{:?}", reading.warnings);
}

#[test]
fn comments_are_left_out_beside_an_article_and_read_where_there_is_nothing_else() {
    let said = "I have worked at the dam for thirty years, and nobody ever counted us. Not once, not ever. ".repeat(4);
    let article =
        "The province counts the guards at the dam twice a year, and the company has never objected to it. ".repeat(9);
    let page = format!(
        "<html><head><title>Guards at the dam</title></head><body><article><h1>Guards at the dam</h1><p>{article}</p><p>{article}</p></article>\
         <div class=\"comments\"><p>{said}</p></div></body></html>"
    );
    let reading = read(page.as_bytes(), &Hint::default()).expect("readable");
    assert!(reading.text.contains("twice a year") && !reading.text.contains("thirty years"));
    assert!(reading.left_out.iter().any(|piece| piece.contains("thirty years")));
}

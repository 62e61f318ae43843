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

//! What others keep, brought in from a terminal: tables of claims, references, annotations.
#![cfg(unix)]

mod terminal;

use std::fs;

use serde_json::json;
use terminal::{Desk, Result, workbooks};

/// The claims' statements, by the alphabet.
fn statements(desk: &Desk) -> Result<Vec<String>> {
    let claims = desk.json(&["claims"])?;
    let mut all: Vec<String> =
        claims.as_array().into_iter().flatten().filter_map(|one| Some(one["statement"].as_str()?.to_owned())).collect();
    all.sort();
    Ok(all)
}

const CLAIMS: &str = "Sentence;Speaker;On;Where;Remark\n\
    155 foreign engineers guard the dam;Mirel Oszta;2025-04-09;https://vessa.example/a;who counted?\n\
    \"Греблю охороняють; ніхто не рахував\";Мірель Ошта;;;\n\
    ;Somebody;;;\n\
    155 foreign engineers guard the dam;Mirel Oszta;2025-04-09;https://vessa.example/a;who counted?\n";
const MAP: [&str; 2] = ["--map", "statement=Sentence,claimant=Speaker,said=On,url=Where,note=Remark"];

#[test]
fn rows_of_a_table_become_claims_once_and_undo_takes_them_back() -> Result {
    let desk = Desk::new()?;
    desk.write("claims.csv", CLAIMS)?;
    desk.json(&["investigation", "add", "The dam"])?;
    let refused = desk.refused(&["import", "claims.csv"])?;
    assert!(refused.contains("no column says what is claimed") && refused.contains("Sentence, Speaker"), "{refused}");
    let preview = desk.json(&[&["import", "claims.csv", "--preview"], &MAP[..]].concat())?;
    assert_eq!((&preview["report"]["claims"], &preview["columns"][1]["field"]), (&json!(2), &json!("claimant")));
    assert!(statements(&desk)?.is_empty(), "a preview writes nothing");

    let came = desk.json(&[&["import", "claims.csv"], &MAP[..]].concat())?;
    assert_eq!(
        (&came["articles"], &came["claims"], &came["notes"], &came["already_here"]),
        (&json!(2), &json!(2), &json!(1), &json!(1))
    );
    assert_eq!(came["refused"], json!([{ "place": "row 4", "reason": "the row has no statement" }]));
    let both = ["155 foreign engineers guard the dam", "Греблю охороняють; ніхто не рахував"];
    assert_eq!(statements(&desk)?, both);
    let again = desk.json(&[&["import", "claims.csv"], &MAP[..]].concat())?;
    assert_eq!((&again["claims"], &again["already_here"]), (&json!(0), &json!(3)));

    let claims = desk.json(&["claims", "--search", "engineers"])?;
    let shown = desk.json(&["claim", "show", claims[0]["id"].as_str().ok_or("an id")?])?;
    let made = &shown["appearances"][0];
    assert_eq!((&made["exact"], &made["claimant"]), (&json!(both[0]), &json!("Mirel Oszta")));
    assert_eq!(
        (&made["said"]["interval"]["from"], &shown["evidence"][0]["note"]),
        (&json!("2025-04-09"), &json!("who counted?"))
    );
    let article = desk.json(&["article", made["article"].as_str().ok_or("an id")?])?;
    let text = article["text"].as_str().unwrap_or_default();
    assert!(text.starts_with(both[0]) && text.contains("Speaker\tMirel Oszta"), "{text}");

    desk.json(&["undo"])?;
    assert!(statements(&desk)?.is_empty() && desk.json(&["articles"])? == json!([]));
    desk.json(&[&["import", "claims.csv"], &MAP[..]].concat())?;
    assert_eq!(statements(&desk)?, both, "what was taken back can be brought in again, and once");
    assert_eq!(desk.json(&["check"])?["sound"], json!(true));
    Ok(())
}

#[test]
fn a_row_that_names_a_page_that_is_here_is_a_claim_made_there_too() -> Result {
    let desk = Desk::new()?;
    let body = "The governor said that at least 155 foreign engineers guard the dam. Nobody has counted them.";
    let page = json!([{ "title": "Guards", "text": body, "url": "https://vessa.example/a" }]);
    desk.write("page.json", page.to_string())?;
    desk.json(&["add", "page.json"])?;
    let table = "claim\tquote\turl\nThe governor counts 155\tat least 155 foreign engineers guard the dam\thttps://vessa.example/a#guards\n";
    desk.write("claims.tsv", table)?;
    desk.json(&["import", "claims.tsv"])?;
    let claims = desk.json(&["claims"])?;
    let shown = desk.json(&["claim", "show", claims[0]["id"].as_str().ok_or("an id")?])?;
    let made = shown["appearances"].as_array().ok_or("appearances")?;
    assert_eq!(made.len(), 2);
    assert!(made.iter().all(|one| one["exact"] == json!("at least 155 foreign engineers guard the dam")));
    Ok(())
}

#[test]
fn abstracts_become_articles_and_addresses_are_offered() -> Result {
    let desk = Desk::new()?;
    let csl = json!([
        { "id": "a", "type": "article-newspaper", "title": "Guards at the dam", "abstract": "Nobody has counted them.",
          "author": [{ "family": "Lorn", "given": "Ida" }], "issued": { "date-parts": [[2025, 4, 9]] },
          "container-title": "The Vessa Courier", "URL": "https://vessa.example/a" },
        { "id": "b", "type": "webpage", "title": "The road", "URL": "https://vessa.example/b" },
        { "id": "c", "type": "book", "title": "Rivers" },
    ]);
    desk.write("zotero.json", csl.to_string())?;
    let came = desk.json(&["import", "zotero.json"])?;
    assert_eq!(
        (&came["kind"], &came["articles"], &came["refused"][0]["place"]),
        (&json!("references"), &json!(1), &json!("item 3"))
    );
    let links: Vec<_> = came["links"].as_array().into_iter().flatten().map(|link| link["url"].clone()).collect();
    assert_eq!(links, [json!("https://vessa.example/a"), json!("https://vessa.example/b")]);
    let articles = desk.json(&["articles"])?;
    let shown = desk.json(&["article", articles[0]["id"].as_str().ok_or("an id")?])?;
    assert_eq!((&shown["byline"], &shown["published"]), (&json!(["Ida Lorn"]), &json!("2025-04-09")));
    assert_eq!(desk.json(&["import", "zotero.json"])?["articles"], json!(0));

    let ris =
        "TY  - NEWS\nTI  - Sluices\nAB  - They were opened in the night.\nUR  - https://vessa.example/c\nER  - \n";
    desk.write("list.ris", ris)?;
    assert_eq!(desk.json(&["import", "list.ris"])?["articles"], json!(1));
    Ok(())
}

#[test]
fn annotations_stand_again_where_their_words_do_or_are_listed() -> Result {
    let desk = Desk::new()?;
    let body = "The governor said that at least “155” engineers guard the dam. Nobody counted. Nobody counted.";
    desk.write(
        "page.json",
        json!([{ "title": "Guards", "text": body, "url": "https://vessa.example/a" }]).to_string(),
    )?;
    desk.json(&["add", "page.json"])?;
    let row = |uri: &str, exact: &str, text: &str| {
        json!({ "id": exact, "uri": uri, "user": "acct:ida@notes.example", "created": "2025-04-10T08:00:00Z", "text": text,
            "target": [{ "source": uri, "selector": [{ "type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": "" }] }] })
    };
    let here = "https://vessa.example/a";
    let rows = json!({ "rows": [
        row(here, "at least \"155\" engineers", "Who counted?"),
        row(here, "Nobody counted.", ""),
        row(here, "two hundred", ""),
        row("https://vessa.example/z", "elsewhere", ""),
        row(here, "", "a note on the whole page"),
    ] });
    desk.write("notes.json", rows.to_string())?;
    let came = desk.json(&["import", "notes.json"])?;
    assert_eq!((&came["claims"], &came["notes"]), (&json!(1), &json!(1)));
    let why: Vec<&str> =
        came["refused"].as_array().into_iter().flatten().filter_map(|one| one["reason"].as_str()).collect();
    assert_eq!(why.len(), 4, "{why:?}");
    assert!(why[0].contains("several times") && why[1].contains("do not stand there"), "{why:?}");
    assert!(why[2].contains("is not here") && why[3].contains("no words"), "{why:?}");
    assert_eq!(came["links"][0]["url"], json!("https://vessa.example/z"));
    assert_eq!(statements(&desk)?, ["at least “155” engineers"]);
    let again = desk.json(&["import", "notes.json"])?;
    assert_eq!((&again["claims"], &again["notes"], &again["already_here"]), (&json!(0), &json!(0), &json!(1)));
    Ok(())
}

#[test]
fn what_other_houses_found_is_kept_offered_tied_reported_and_sets_no_status() -> Result {
    let desk = Desk::new()?;
    desk.write(
        "claims.csv",
        "claim,who\nAt least 155 foreign engineers guard the Vessa dam,Mirel Oszta\nThe road is closed,\n",
    )?;
    desk.json(&["import", "claims.csv"])?;
    let check = |checked: &str, found: &str| {
        json!({ "@type": "ClaimReview", "claimReviewed": checked, "author": { "@type": "Organization", "name": "Lowland Facts" },
            "url": "https://facts.example/155", "datePublished": "2025-04-11", "reviewRating": { "@type": "Rating", "alternateName": found } })
    };
    let feed = json!({ "@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": [
        { "@type": "DataFeedItem", "item": [check("155 foreign engineers are guarding the Vessa dam", "Unproven")] },
        { "@type": "DataFeedItem", "item": [check("Bananas cure colds", "False")] },
        { "@type": "DataFeedItem", "item": [{ "@type": "ClaimReview", "claimReviewed": "" }] },
    ] });
    desk.write("feed.json", feed.to_string())?;
    let came = desk.json(&["import", "feed.json"])?;
    assert_eq!((&came["fact_checks"], came["refused"].as_array().map(Vec::len)), (&json!(2), Some(1)));
    assert_eq!(desk.json(&["import", "feed.json"])?["already_here"], json!(2));

    let claims = desk.json(&["claims", "--search", "engineers"])?;
    let claim = claims[0]["id"].as_str().ok_or("an id")?;
    let seen = desk.json(&["checked", claim])?;
    assert_eq!(seen["offered"].as_array().map(Vec::len), Some(1), "bananas are not like it: {seen}");
    let offered = seen["offered"][0]["id"].as_str().ok_or("an id")?;
    let tied = desk.json(&["checked", claim, "--tie", offered])?;
    assert_eq!((&tied["tied"][0]["found"], &tied["offered"]), (&json!("Unproven"), &json!([])));
    assert_eq!(desk.json(&["claim", "show", claim])?["status"], json!("pending"), "it is theirs, and sets no status");

    desk.run(&["report", "--output", "report.md"])?;
    let report = fs::read_to_string(desk.path("report.md"))?;
    assert!(report.contains("Checked elsewhere") && report.contains("found “Unproven” of"), "{report}");
    assert!(!report.contains("Bananas"));
    desk.run(&["report", "--output", "report.json"])?;
    desk.json(&["export", "--output", "bundle.zip"])?;
    let other = Desk::new()?;
    other.json(&["import", desk.path("bundle.zip").to_str().ok_or("a path")?])?;
    assert_eq!(other.json(&["checked", claim])?["tied"][0]["found"], json!("Unproven"), "bundles take it along");

    desk.json(&["checked", claim, "--untie", offered])?;
    assert!(desk.run(&["verify", "report.json"])?.status.code() == Some(1), "what the report says of it has changed");
    assert_eq!(desk.json(&["check"])?["sound"], json!(true));
    Ok(())
}

#[test]
fn what_cannot_be_imported_is_refused_in_one_sentence_and_changes_nothing() -> Result {
    let desk = Desk::new()?;
    desk.json(&["investigation", "add", "The dam"])?;
    let many = "claim,who\n".to_owned() + &"The dam is closed,Oszta\n".repeat(20_001);
    let files: [(&str, &[u8], &str); 6] = [
        ("prose.txt", b"Prose, and nothing else.\n", "nothing that can be imported"),
        ("cut.json", b"[{\"type\": \"book\", ", "the JSON cannot be read"),
        ("deep.json", &b"[".repeat(200_000), "the JSON cannot be read"),
        ("other.zip", b"PK\x03\x04 and no more", "no bundle"),
        ("binary.csv", &[0, 1, 2, 3, 0, 0, 0, 9], "binary data"),
        ("many.csv", many.as_bytes(), "Split it"),
    ];
    for (name, bytes, why) in files {
        desk.write(name, bytes)?;
        let refused = desk.refused(&["import", name])?;
        assert!(refused.contains(why), "{name}: {refused}");
    }
    assert!(desk.refused(&["import", "many.csv", "--sheet", "Two"])?.contains("Split it"));
    desk.write("small.csv", "claim,who\nThe dam is closed,Oszta\n")?;
    assert!(desk.refused(&["import", "small.csv", "--map", "statement=Sentence"])?.contains("“Sentence”"));
    assert!(statements(&desk)?.is_empty());
    Ok(())
}

#[test]
fn claims_come_in_from_the_sheet_of_a_workbook_that_is_named() -> Result {
    let claims: &[&[&str]] = &[
        &["Satz", "Sprecher", "Tag"],
        &["155 foreign engineers guard the dam", "Mirel Oszta", "2025-04-09"],
        &["大坝上个月就关闭了", "水利部", ""],
    ];
    let sheets: [workbooks::Sheet<'_>; 2] = [("Notes", &[&["Nothing", "here"], &["a", "b"]]), ("Sätze", claims)];
    for (name, bytes) in [("claims.xlsx", workbooks::xlsx(&sheets)?), ("claims.ods", workbooks::ods(&sheets)?)] {
        let desk = Desk::new()?;
        desk.write(name, bytes)?;
        let map = ["--map", "statement=Satz,claimant=Sprecher,said=Tag"];
        let preview = desk.json(&[&["import", name, "--sheet", "Sätze", "--preview"], &map[..]].concat())?;
        assert_eq!(preview["sheets"], json!(["Notes", "Sätze"]), "{name}");
        assert_eq!(preview["rows"][1]["place"], json!("Sätze, row 3"), "{name}");
        let told = desk.told(&[&["import", name, "--sheet", "Sätze"], &map[..]].concat())?;
        assert_eq!(told, "came in: 2 articles, 2 claims, 0 notes, 0 fact checks; 0 were here already\n", "{name}");
        assert_eq!(statements(&desk)?, ["155 foreign engineers guard the dam", "大坝上个月就关闭了"], "{name}");
        let claims = desk.json(&["claims", "--search", "engineers"])?;
        let shown = desk.json(&["claim", "show", claims[0]["id"].as_str().ok_or("an id")?])?;
        let made = &shown["appearances"][0];
        assert_eq!(
            (&made["claimant"], &made["said"]["interval"]["from"]),
            (&json!("Mirel Oszta"), &json!("2025-04-09"))
        );
        let refused = desk.refused(&["import", name, "--sheet", "Absent"])?;
        assert!(refused.contains("no column or sheet called “Absent”"), "{refused}");
    }
    Ok(())
}

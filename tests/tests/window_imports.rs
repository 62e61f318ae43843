//! Bringing in and sealing in the real window: a table of claims is mapped, looked at and comes in as one action; the journal's
//! head goes out as a request.

use std::fs;

use claimdesk_tests::{
    Result,
    window::{Place, Window},
};
use fantoccini::key::Key;
use serde_json::json;

const TABLE: &str = "Sentence;Speaker;Remark\n\
    155 foreign engineers guard the dam;Mirel Oszta;who counted?\n\
    \u{0627}\u{0644}\u{0633}\u{062f} \u{0622}\u{0645}\u{0646};\u{0648}\u{0632}\u{0627}\u{0631}\u{0629} \u{0627}\u{0644}\u{0645}\u{064a}\u{0627}\u{0647};\n\
    ;Somebody;\n";

/// Chooses the action with this label in the palette.
async fn act(window: &Window<'_>, label: &str) -> Result {
    window.chord(&[Key::Control], "k").await?;
    window.find("dialog[open] input").await?.send_keys(label).await?;
    window.key(Key::Enter).await
}

/// What of the window's text the analyst can read in the open dialog.
const DIALOG: &str = "(document.querySelector('dialog[open]')?.innerText ?? '')";

#[tokio::test]
async fn a_table_of_claims_is_mapped_looked_at_and_brought_in_as_one_action() -> Result {
    let place = Place::new(1280, 800)?;
    fs::create_dir_all(place.home().join("data/claimdesk"))?;
    place.told(&["sample"])?;
    let before = place.told(&["articles"])?.as_array().map(Vec::len).unwrap_or_default();
    let path = place.home().join("claims.csv");
    fs::write(&path, TABLE)?;
    let window = place.open(&[]).await?;
    window.find(".list [role=option]").await?;
    act(&window, "Import").await?;
    window.answer_dialog("Open File", &path).await?;
    window.until(&format!("{DIALOG}.includes('No column says what is claimed')")).await?;
    window.until("document.querySelector('#import-now').disabled").await?;

    let says = |column: &str| format!("dialog[open] select[aria-label='What “{column}” says']");
    window.find(&says("Sentence")).await?.select_by_value("statement").await?;
    window.until(&format!("{DIALOG}.includes('155 foreign engineers guard the dam')")).await?;
    window.find(&says("Speaker")).await?.select_by_value("claimant").await?;
    window.find(&says("Remark")).await?.select_by_value("note").await?;
    window.until(&format!("{DIALOG}.includes('claims 2, notes 1') && {DIALOG}.includes('row 4')")).await?;
    window.click("#import-now").await?;
    window.until(&format!("{DIALOG}.includes('Undo takes it back')")).await?;
    window.key(Key::Escape).await?;
    window.until("document.querySelector('dialog[open]') === null").await?;
    window.chord(&[Key::Control], "2").await?;
    window.until("document.querySelectorAll('.list [role=option]').length === 2").await?;

    window.chord(&[Key::Control], "z").await?;
    window.until("document.querySelectorAll('.list [role=option]').length === 0").await?;
    window.close().await?;
    assert_eq!(place.told(&["claims"])?, json!([]));
    assert_eq!(place.told(&["articles"])?.as_array().map(Vec::len), Some(before));
    Ok(())
}

#[tokio::test]
async fn a_table_of_articles_with_doubtful_columns_is_looked_at_put_right_and_loaded() -> Result {
    let place = Place::new(1280, 800)?;
    let long =
        "全省每年清点两次大坝上的守卫，公司从未提出过异议。省长米雷尔·奥什塔周三表示，当晚水位上涨两米时没有人受伤。"
            .repeat(5);
    let rows = format!(
        "题目全称;正文内容;网址来源;报社\n大坝守住了;{long};https://vessa.example/a;维萨信使报\n别处;;https://vessa.example/b;\n"
    );
    let path = place.home().join("剪报.csv");
    fs::write(&path, rows)?;
    let window = place.open(&[]).await?;
    window.sees("Start with an article").await?;
    let held = "document.querySelector('.drop') !== null";
    window.drop_files(&[&path], held, &format!("{DIALOG}.includes('剪报.csv')")).await?;
    // The text is told by its length and the address by its look; the headline and the paper are not.
    window.until(&format!("{DIALOG}.includes('1 row becomes an article, 1 is an address alone.')")).await?;
    let says = |column: &str| format!("dialog[open] select[aria-label='What “{column}” says']");
    window.until(&format!("document.querySelector(`{}`).value === 'text'", says("正文内容"))).await?;
    window.find(&says("题目全称")).await?.select_by_value("title").await?;
    window.find(&says("报社")).await?.select_by_value("publisher").await?;
    window.until(&format!("/row 2[^]*大坝守住了[^]*维萨信使报/.test({DIALOG})")).await?;
    assert_eq!(window.violations().await?, Vec::<String>::new());
    window.find(&says("正文内容")).await?.select_by_value("").await?;
    window.until(&format!("{DIALOG}.includes('0 rows become articles, 2 are addresses alone')")).await?;
    window.find(&says("正文内容")).await?.select_by_value("text").await?;
    window.until(&format!("{DIALOG}.includes('1 row becomes an article')")).await?;
    window.click("#load-table-now").await?;
    window.until(&format!("{DIALOG}.includes('1 new, 0 already here, 0 not loaded.')")).await?;
    window.until(&format!("{DIALOG}.includes('https://vessa.example/b')")).await?;
    window.key(Key::Escape).await?;
    window.until("document.querySelector('.reader h1')?.textContent === '大坝守住了'").await?;
    window.close().await?;
    let articles = place.told(&["articles"])?;
    assert_eq!((&articles[0]["title"], &articles[0]["publisher"]), (&json!("大坝守住了"), &json!("维萨信使报")));

    // Asked for, a table is always looked at, sure or not; and may be loaded as the one document that it is.
    let sure = place.home().join("sure.csv");
    fs::write(&sure, "sluice,guards\nEastern,6\nWestern,7\n")?;
    let window = place.open(&[]).await?;
    window.find(".list [role=option]").await?;
    act(&window, "Load a table").await?;
    window.answer_dialog("Open File", &sure).await?;
    window.until(&format!("{DIALOG}.includes('No column says where a text or an address is')")).await?;
    window.until("document.querySelector('#load-table-now').disabled").await?;
    window.click_button("As one document").await?;
    window.until(&format!("{DIALOG}.includes('1 new, 0 already here, 0 not loaded.')")).await?;
    window.close().await
}

#[tokio::test]
async fn a_request_over_the_journal_s_head_is_saved_and_what_is_no_reply_is_refused() -> Result {
    let place = Place::new(1280, 800)?;
    fs::create_dir_all(place.home().join("data/claimdesk"))?;
    place.told(&["sample"])?;
    let window = place.open(&[]).await?;
    window.find(".list [role=option]").await?;
    act(&window, "Seal the journal").await?;
    window.find("#seal-request").await?;
    window.until(&format!("{DIALOG}.includes('No head of this journal is stamped yet')")).await?;
    let request = place.home().join("head.tsq");
    window.click("#seal-request").await?;
    window.answer_dialog("Save File", &request).await?;
    window.sees("Request saved").await?;
    let written = fs::read(&request)?;
    let head = place.told(&["check"])?["head"].as_str().ok_or("a head")?.to_owned();
    let hex: String = written.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(hex.contains(&head), "the request is over the journal's head");

    // Without certificates to hold it against, one dialog is enough.
    window.click("dialog[open] input[type=checkbox]").await?;
    window.click("#seal-store").await?;
    window.answer_dialog("Open the authority", &request).await?;
    window.sees("no reply of a time-stamp authority").await?;
    window.close().await
}

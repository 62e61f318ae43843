//! In the real window, by key: a party that two were taken for is divided, claims of one saying share a column of the
//! matrix, and the days of a time that a claim names are set.

use std::fs;

use claimdesk_tests::{
    Result,
    window::{Place, Window},
};
use fantoccini::key::Key;
use serde_json::{Value, json};

const SAID: &str = "What was said of the Vessa dam

10 April 2025

Li Wen said that six engineers stood near the sluice in March 2025.

Li Wen said that nine engineers stood near the sluice.
";
const FIRST: &str = "six engineers stood near the sluice in March 2025";
const LATER: &str = "nine engineers stood near the sluice";
const CLAIM_OPEN: &str = "document.querySelector('input[id*=\"-time-\"]') !== null";

/// A workspace with both claims, which are one saying, in an investigation, and answers to them; tells the claims.
fn furnished(place: &Place) -> Result<[String; 2]> {
    fs::create_dir_all(place.home().join("data/claimdesk"))?;
    let file = place.home().join("said.txt");
    fs::write(&file, SAID)?;
    place.told(&["add", file.to_str().ok_or("the path is not text")?])?;
    let article = id(&place.told(&["articles"])?[0]["id"])?;
    let text = place.told(&["article", &article])?["text"].as_str().ok_or("no text")?.to_owned();
    let record = |words: &str, said: &str| -> Result<String> {
        let start = text.find(words).ok_or("not in the text")?;
        let (from, to) = (start.to_string(), (start + words.len()).to_string());
        let place_of = ["--article", &article, "--start", &from, "--end", &to];
        let source = ["claim", "add", "--claimant", "Li Wen", "--said", said];
        id(&place.told(&[&source[..], &place_of].concat())?["id"])
    };
    let claims = [record(FIRST, "2025-04-08")?, record(LATER, "2025-04-09")?];
    place.told(&["parties", "set", "Li Wen", "--alias", "李文", "--alias", "Wen the mayor"])?;
    place.told(&["investigation", "add", "The dam"])?;
    place.told(&["investigation", "file", "The dam", "--article", &article])?;
    place.told(&["relate", &claims[1], "updates", &claims[0]])?;
    place.told(&["respond", &claims[1], "denies", "--party", "River company", "--said", "2025-04-10"])?;
    place.told(&["respond", &claims[0], "is-verifying", "--party", "River company", "--said", "April 2025"])?;
    Ok(claims)
}

fn id(value: &Value) -> Result<String> {
    Ok(value.as_str().ok_or_else(|| format!("no id: {value}"))?.to_owned())
}

/// Presses what in the list has `words`.
async fn choose(window: &Window<'_>, words: &str) -> Result {
    let item = format!(
        "(() => {{ const item = [...document.querySelectorAll('.list [role=option]')]
            .find((item) => item.textContent.includes({})); item?.click(); return item !== undefined; }})()",
        json!(words)
    );
    window.until(&item).await
}

#[tokio::test]
async fn a_party_that_two_were_taken_for_is_divided_by_key() -> Result {
    let place = Place::new(1280, 800)?;
    let [first, later] = furnished(&place)?;
    let window = place.open(&[]).await?;
    window.chord(&[Key::Control], "4").await?;
    choose(&window, "Li Wen").await?;
    window.until("document.querySelector('.party h1')?.textContent === 'Li Wen'").await?;
    window.key(Key::Escape).await?;
    window.chord(&[Key::Shift], "M").await?;
    window.until("document.activeElement?.type === 'checkbox'").await?;
    // The second of its names, and past the names the claim that was recorded last.
    window.key(Key::Tab).await?;
    window.keys(" ").await?;
    window.key(Key::Tab).await?;
    window.keys(" ").await?;
    assert_eq!(window.violations().await?, Vec::<String>::new());
    window.key(Key::Tab).await?;
    window.key(Key::Tab).await?;
    window.until("document.activeElement?.id === 'divide-into'").await?;
    window.keys("Wen the mayor").await?;
    window.key(Key::Enter).await?;
    window.until("document.querySelector('.party h1')?.textContent === 'Wen the mayor'").await?;
    assert_eq!(place.told(&["claim", "show", &later])?["appearances"][0]["claimant"], "Wen the mayor");
    assert_eq!(place.told(&["claim", "show", &first])?["appearances"][0]["claimant"], "Li Wen");
    window.chord(&[Key::Control], "z").await?;
    window.sees("Undone").await?;
    assert_eq!(place.told(&["claim", "show", &later])?["appearances"][0]["claimant"], "Li Wen");
    assert_eq!(place.told(&["parties"])?.as_array().map(Vec::len), Some(2));
    window.close().await
}

#[tokio::test]
async fn a_family_is_one_column_and_its_cells_say_no_more_of_a_day_than_is_known() -> Result {
    let place = Place::new(1280, 800)?;
    furnished(&place)?;
    let window = place.open(&[]).await?;
    window.chord(&[Key::Control], "3").await?;
    window.click_button("The dam").await?;
    window.chord(&[Key::Alt], "2").await?;
    let columns = |many: u32| format!("document.querySelectorAll('.grid .head .claim').length === {many}");
    window.until(&columns(2)).await?;
    window.sees("Apr 2025").await?;
    window.chord(&[Key::Shift], "V").await?;
    window.until(&columns(1)).await?;
    // The answer of the 10th is the latest, and is to the later of the two claims.
    let cell = "[...document.querySelectorAll('.grid .cell')].map((one) => one.textContent).join('|')";
    let told = window.ask(cell).await?;
    let told = told.as_str().ok_or("no cells")?;
    assert!(told.contains("10 Apr") && told.contains(LATER) && !told.contains("Apr 2025"), "{told}");
    assert_eq!(window.violations().await?, Vec::<String>::new());
    window.close().await?;

    // It is kept with the view.
    let window = place.open(&[]).await?;
    window.click_button("The dam").await?;
    window.until(&columns(1)).await?;
    window.close().await
}

#[tokio::test]
async fn the_days_of_a_time_that_a_claim_names_are_set_by_key_and_its_words_stay() -> Result {
    let place = Place::new(1280, 800)?;
    let [first, _] = furnished(&place)?;
    let window = place.open(&[]).await?;
    window.chord(&[Key::Control], "2").await?;
    choose(&window, FIRST).await?;
    window.until(CLAIM_OPEN).await?;
    window.chord(&[Key::Shift], "T").await?;
    window.until("document.activeElement?.id.includes('-time-') === true").await?;
    assert_eq!(window.ask("document.activeElement.value").await?, "2025-03");
    window.chord(&[Key::Control], "a").await?;
    window.keys("2025-03-05").await?;
    window.key(Key::Enter).await?;
    window.sees("5 Mar 2025 · set by the analyst").await?;
    assert_eq!(window.violations().await?, Vec::<String>::new());
    let time = place.told(&["claim", "show", &first])?["appearances"][0]["times"][0].clone();
    assert_eq!((&time["when"]["from"], &time["by_hand"]), (&json!("2025-03-05"), &json!(true)));
    window.close().await
}

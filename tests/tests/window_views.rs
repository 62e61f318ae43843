//! The tables of the desk in the real window: claims sorted, selected and marked together, who answered what, what
//! happened when, how it all stands, and what waits.

use std::fs;

use claimdesk_tests::{
    Result,
    window::{Place, Window},
};
use fantoccini::key::Key;
use serde_json::{Value, json};

const SAID: &str = "What was said of the Vessa dam

10 April 2025

Governor Mirel Oszta said on Wednesday that six engineers stood near the eastern sluice.

She said two of them were detained in March 2025.

Teo Brandt claimed that the dam has no guards at all.

Agency Norda reported that a convoy of ninety lorries crossed the border.
";

/// The claims of the stories: the words, who makes them, when.
const CLAIMS: [(&str, &str, &str); 4] = [
    ("six engineers stood near the eastern sluice", "Mirel Oszta", "2025-04-09"),
    ("two of them were detained in March 2025", "Mirel Oszta", "2025-04-09"),
    ("the dam has no guards at all", "Teo Brandt", "2025-04-10"),
    ("a convoy of ninety lorries crossed the border", "Agency Norda", ""),
];

fn text(value: &Value) -> Result<String> {
    Ok(value.as_str().ok_or_else(|| format!("no text: {value}"))?.to_owned())
}

/// A workspace with the four claims, an investigation of them and two responses; answers the claims.
fn furnished(place: &Place) -> Result<Vec<String>> {
    fs::create_dir_all(place.home().join("data/claimdesk"))?;
    let file = place.home().join("said.txt");
    fs::write(&file, SAID)?;
    place.told(&["add", file.to_str().ok_or("the path is not text")?])?;
    let article = text(&place.told(&["articles"])?[0]["id"])?;
    let whole: Vec<char> = text(&place.told(&["article", &article])?["text"])?.chars().collect();
    let mut claims = Vec::new();
    for (words, claimant, said) in CLAIMS {
        let wanted: Vec<char> = words.chars().collect();
        let start = whole.windows(wanted.len()).position(|part| part == wanted).ok_or("not in the text")?;
        let (from, to) = (start.to_string(), (start + wanted.len()).to_string());
        let place_of = ["--article", &article, "--start", &from, "--end", &to];
        let made = place.told(&[&["claim", "add", "--claimant", claimant, "--said", said], &place_of[..]].concat())?;
        claims.push(text(made.get("id").unwrap_or(&made))?);
    }
    place.told(&["investigation", "add", "The dam"])?;
    place.told(&["investigation", "file", "The dam", "--article", &article])?;
    place.told(&["respond", &claims[0], "denies", "--party", "Teo Brandt", "--said", "2025-04-10"])?;
    let asked = ["--asked-by", "Ana Reyes", "--asked-on", "2025-04-10", "--until", "2025-04-12"];
    let silent = ["respond", &claims[1], "has-not-responded", "--party", "River company"];
    place.told(&[&silent[..], &asked[..]].concat())?;
    Ok(claims)
}

/// The statements in the table, from above.
const STATEMENTS: &str =
    "[...document.querySelectorAll('.table .row .statement')].map((one) => one.textContent).join('|')";

/// Opens the table and waits for its rows.
async fn table(window: &Window<'_>) -> Result {
    window.read().await?;
    window.keys("t").await?;
    window.until("document.querySelectorAll('.table .row .statement').length === 4").await?;
    window.until("document.activeElement.getAttribute('role') === 'grid'").await
}

async fn stand(window: &Window<'_>, status: &str, count: usize) -> Result {
    window.until(&format!("document.querySelectorAll('.table .row [role=gridcell].{status}').length === {count}")).await
}

#[tokio::test]
async fn claims_are_sorted_selected_and_marked_together_and_one_undo_takes_it_back() -> Result {
    let place = Place::new(1280, 800)?;
    let claims = furnished(&place)?;
    let window = place.open(&[]).await?;
    table(&window).await?;
    assert_eq!(window.ask("document.querySelector('.table [role=grid]').ariaRowCount").await?, json!("5"));

    // The newest first; a press on a head orders by it, a second the other way round.
    assert!(text(&window.ask(STATEMENTS).await?)?.starts_with("a convoy"));
    window.click_button("Claimant").await?;
    window.until(&format!("{STATEMENTS}.startsWith('a convoy') && {STATEMENTS}.endsWith('at all')")).await?;
    window.click_button("Claimant").await?;
    window.until(&format!("{STATEMENTS}.startsWith('the dam has no guards')")).await?;
    window.find("#table-group").await?.select_by_value("claimant").await?;
    window.until("document.querySelectorAll('.table .group').length === 3").await?;
    window.find("#table-group").await?.select_by_value("").await?;
    window.until("document.querySelectorAll('.table .group').length === 0").await?;

    // The row in hand is marked where it stands.
    window.ask("document.querySelector('.table [role=grid]').focus()").await?;
    window.keys("j").await?;
    window.until("document.querySelector('.table .row.hand .statement')?.textContent.includes('no guards')").await?;
    window.keys("3").await?;
    window.until("document.activeElement.id === 'table-rationale'").await?;
    window.keys("we saw them").await?;
    window.key(Key::Enter).await?;
    stand(&window, "denied", 1).await?;
    window.until("document.activeElement.getAttribute('role') === 'grid'").await?;

    // Three more rows by Shift and the arrow; work is set on all of them, then all are confirmed: two changes.
    window.keys("j").await?;
    for _ in 0..2 {
        window.chord(&[Key::Shift], &char::from(Key::Down).to_string()).await?;
    }
    window.sees("3 of 4 selected").await?;
    window.find("#table-work").await?.select_by_value("in_progress").await?;
    window.sees("3 claims: in progress").await?;
    window.until("document.activeElement.getAttribute('role') === 'grid'").await?;
    window.keys("2").await?;
    window.until("document.activeElement.id === 'table-rationale'").await?;
    window.keys("two sources").await?;
    window.key(Key::Enter).await?;
    stand(&window, "confirmed", 3).await?;
    window.chord(&[Key::Control], "z").await?;
    window.sees("Undone: Claim marked").await?;
    stand(&window, "pending", 3).await?;
    stand(&window, "denied", 1).await?;

    // All of them pending at one key, and back.
    window.ask("document.querySelector('.table [role=grid]').focus()").await?;
    window.chord(&[Key::Control], "a").await?;
    window.sees("4 of 4 selected").await?;
    window.keys("1").await?;
    stand(&window, "pending", 4).await?;
    window.chord(&[Key::Control], "z").await?;
    stand(&window, "denied", 1).await?;

    // A view is kept under a name and comes back after a restart.
    window.click_button("Denied").await?;
    window.until("document.querySelectorAll('.table .row .statement').length === 1").await?;
    window.click_button("Keep this view").await?;
    window.keys("No guards").await?;
    window.key(Key::Enter).await?;
    window.find("#table-view").await?;
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    window.close().await?;
    let window = place.open(&[]).await?;
    window.until("document.querySelectorAll('.table .row .statement').length === 4").await?;
    // A style sheet that came late once kept rows from being drawn.
    assert_eq!(window.ask("document.querySelectorAll('link[rel=stylesheet]').length").await?, json!(1));
    window.find("#table-view").await?.select_by_value("No guards").await?;
    window.until("document.querySelectorAll('.table .row .statement').length === 1").await?;
    window.close().await?;

    let known = place.told(&["history", &claims[0]])?;
    assert_eq!(known.as_array().map(Vec::len), Some(4), "confirmed, taken back, pending, taken back: {known}");
    Ok(())
}

#[tokio::test]
async fn an_investigation_shows_who_is_unheard_what_happened_when_and_how_it_stands() -> Result {
    let place = Place::new(1280, 800)?;
    let claims = furnished(&place)?;
    place.told(&["mark", &claims[2], "denied", "--because", "we saw them"])?;
    let window = place.open(&[]).await?;
    window.read().await?;
    window.chord(&[Key::Control], "3").await?;
    window.click_button("The dam").await?;

    // Four parties against four claims: four make them, Brandt answered one, the company was asked about one.
    window.click("#tab-matrix").await?;
    window.sees("10 rights of reply are open.").await?;
    let cell = "document.querySelector('[role=grid] .hand')";
    window.ask("document.querySelector('[role=grid]').focus()").await?;
    window.keys(&char::from(Key::Right).to_string()).await?;
    window.until(&format!("{cell}?.getAttribute('aria-colindex') === '3'")).await?;
    window
        .until(&format!("document.querySelector('[role=grid]').getAttribute('aria-activedescendant') === {cell}.id"))
        .await?;
    assert_eq!(
        window
            .ask("[...document.querySelectorAll('[role=gridcell] .word')].map((one) => one.textContent.trim()).sort().join()")
            .await?,
        json!("claims it,claims it,claims it,claims it,denies,has not responded")
    );
    window.click_button("Who, on what").await?;
    window.until("document.querySelector('.list')?.innerText.includes('River company')").await?;

    // Each date with how exactly it is known.
    window.click("#tab-timeline").await?;
    window.until("document.querySelectorAll('[role=option] svg').length > 0").await?;
    window.until("[...document.querySelectorAll('[role=listbox] [role=option]')].some((one) => one.textContent.includes('Teo Brandt denies'))").await?;
    let ticks = "[...document.querySelectorAll('.axis span')].map((one) => one.textContent).join('|')";
    let wide = text(&window.ask(ticks).await?)?;
    window.ask("document.querySelector('.lanes').focus()").await?;
    window.keys("0").await?;
    window.until(&format!("{ticks} !== {}", json!(wide))).await?;
    window.until("[...document.querySelectorAll('[role=option]')].some((one) => one.textContent.includes('Mar 2025') && one.textContent.includes('to the month'))").await?;
    window.until("document.querySelectorAll('.lane path.month').length > 0").await?;
    window.click_button("As a table").await?;
    window.until("document.querySelector('.timeline [role=table]')?.getAttribute('aria-rowcount') === '8'").await?;

    // The charts have their figures behind them.
    window.click("#tab-overview").await?;
    window.sees("No reviews yet").await?;
    window.until("document.querySelectorAll('figure').length === 3").await?;
    window.click_button("As a table").await?;
    window
        .until("[...document.querySelectorAll('figure tbody tr')].some((row) => row.innerText.split(/\\s+/).join(' ') === 'Teo Brandt 0 0 1 1')")
        .await?;

    // A claimant in the chart leads to its claims.
    window.click_button("As a table").await?;
    window.click_button("Mirel Oszta").await?;
    window.until("document.querySelectorAll('.table .row .statement').length === 2").await?;
    window.close().await
}

#[tokio::test]
async fn the_queue_lists_what_waits_and_opens_it() -> Result {
    let place = Place::new(1280, 800)?;
    let claims = furnished(&place)?;
    place.told(&["--analyst", "Ben Adeyemi", "mark", &claims[3], "confirmed", "--because", "seen on camera"])?;
    let window = place.open(&[]).await?;

    // Work that ends in a review, and a day to look again, as the window itself records them.
    let script = "
        const [claims, done] = arguments;
        const set = (claim, state, revisit) =>
          window.__TAURI_INTERNALS__.invoke('set_work', { claims: [claim], input: { state, assignee: null, revisit } });
        set(claims[3], 'in_review', null).then(() => set(claims[2], null, '2025-05-01')).then(() => done(true), done);";
    assert_eq!(window.client.execute_async(script, vec![json!(claims)]).await?, json!(true));

    window.read().await?;
    window.chord(&[Key::Control], "5").await?;
    for (list, line) in [
        ("To look at again", "the dam has no guards"),
        ("No answer in time", "River company"),
        ("To review", "a convoy of ninety lorries"),
        ("Pending longest", "six engineers"),
    ] {
        window
            .until(&format!(
                "document.querySelector('[aria-label={}]')?.innerText.includes({})",
                json!(list),
                json!(line)
            ))
            .await?;
    }

    // The keys go from one to the next, and Enter opens it.
    window.keys("j").await?;
    window.until("document.activeElement.innerText.includes('the dam has no guards')").await?;
    window.key(Key::Enter).await?;
    window.until("document.querySelector('#claim-statement')?.value === 'the dam has no guards at all'").await?;
    window.until("document.querySelector('.reader mark') !== null").await?;

    window.read().await?;
    window.chord(&[Key::Control], "5").await?;
    window.until("document.querySelectorAll('.queue [data-step]').length >= 6").await?;
    window.keys("jj").await?;
    window.until("document.activeElement.innerText.includes('River company')").await?;
    window.key(Key::Enter).await?;
    window
        .until("document.querySelector('#claim-statement')?.value === 'two of them were detained in March 2025'")
        .await?;
    window.close().await
}

//! Composing a report in the real window: what is left out, ordered and cited shows at once, lasts, and is what is
//! written; and a report that was written is held against the workspace.

use std::{fs, path::Path};

use claimdesk_tests::{
    Result,
    window::{Place, Window},
};
use fantoccini::key::Key;
use serde_json::json;

/// What the preview shows, as an expression.
const PAGE: &str = "document.querySelector('iframe').contentDocument.body.innerText";
/// How many claims the big investigation has, and how long a change to its report may take to show, in milliseconds.
const MANY: usize = 100;
const SOON: f64 = 300.0;

/// A red picture, 40 by 20 pixels.
const LOGO: &[u8] =
    b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x28\x00\x00\x00\x14\x08\x02\
    \x00\x00\x00\x70\x24\xe8\xec\x00\x00\x00\x24\x49\x44\x41\x54\x78\xda\x63\x38\x21\x22\x32\x20\x88\x61\xd4\
    \xe2\x51\x8b\x47\x2d\x1e\xb5\x78\xd4\xe2\x51\x8b\x47\x2d\x1e\xb5\x78\xe4\x58\x0c\x00\xf7\xc9\xee\x1f\xbf\
    \x3b\xe9\xb4\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";
/// Claims of a report that takes a while to write.
const LONG: usize = 500;

/// An investigation called "The dam" of one article that makes these claims, a sentence each.
fn furnished(place: &Place, claims: &[String]) -> Result {
    fs::create_dir_all(place.home().join("data/claimdesk"))?;
    let path = place.home().join("dam.txt");
    fs::write(&path, format!("What is said of the Vessa dam\n\n{}\n", claims.join("\n\n")))?;
    place.told(&["add", path.to_str().ok_or("the path is not text")?])?;
    let articles = place.told(&["articles"])?;
    let id = articles[0]["id"].as_str().ok_or("no article")?;
    let read = place.told(&["article", id])?;
    for block in read["blocks"].as_array().into_iter().flatten() {
        let (start, end) = (block["start"].to_string(), block["end"].to_string());
        let words = ["claim", "add", "--article", id, "--start", &start, "--end", &end, "--claimant", "Mirel Oszta"];
        place.told(&words)?;
    }
    place.told(&["investigation", "add", "The dam", "--question", "Who guards it?"])?;
    place.told(&["investigation", "file", "The dam", "--article", id])?;
    Ok(())
}

/// The composer on "The dam".
async fn composing(place: &Place) -> Result<Window<'_>> {
    let window = place.open(&[]).await?;
    window.find(".reader article h1").await?;
    window.chord(&[Key::Control], "3").await?;
    window.click_button("The dam").await?;
    window.find("#tab-contents").await?;
    window.chord(&[Key::Control], "e").await?;
    window.find("#outline").await?;
    window.until(&format!("{PAGE}.includes('The dam') && {PAGE}.includes('Who guards it?')")).await?;
    Ok(window)
}

/// Waits until the page has these words, one after the other.
async fn shows(window: &Window<'_>, words: &[&str]) -> Result {
    let script = format!(
        "(() => {{ const page = {PAGE}; let at = -1;
           return {words}.every((one) => (at = page.indexOf(one, at + 1)) >= 0); }})()",
        words = json!(words)
    );
    window.until(&script).await
}

async fn write(window: &Window<'_>, format: &str, path: &Path) -> Result {
    window.find("#report-format").await?.select_by_value(format).await?;
    window.chord(&[Key::Control, Key::Shift], "e").await?;
    window.answer_dialog("Save File", path).await?;
    window.sees(&format!("Report written to {}", path.display())).await
}

#[tokio::test]
async fn a_report_is_composed_with_the_keyboard_lasts_is_written_and_verified() -> Result {
    let place = Place::new(1280, 800)?;
    let claims = ["Ninety guards stand at the dam.", "The road is closed.", "The gates were opened on Monday."];
    furnished(&place, &claims.map(str::to_owned))?;
    let window = composing(&place).await?;
    shows(&window, &["1. Ninety guards", "2. The road", "3. The gates"]).await?;
    // The style of the page is at work, though no inline style may be.
    let styled = "getComputedStyle(document.querySelector('iframe').contentDocument.querySelector('h1')).fontSize";
    window.until(&format!("parseFloat({styled}) > 30")).await?;

    // The second is left out; the third goes up to the top.
    window.until("document.activeElement?.id === 'outline'").await?;
    window.key(Key::Down).await?;
    window.key(Key::Down).await?;
    window.keys(" ").await?;
    window.until(&format!("!{PAGE}.includes('The road is closed')")).await?;
    window.key(Key::Down).await?;
    let up = char::from(Key::Up).to_string();
    window.chord(&[Key::Alt], &up).await?;
    window.chord(&[Key::Alt], &up).await?;
    shows(&window, &["1. The gates", "2. Ninety guards"]).await?;

    // A citation says its claim's number, now and after the order changes.
    window.click("#tab-words").await?;
    window.click("#report-summary").await?;
    window.keys("The guards are there, says ").await?;
    window.chord(&[Key::Control, Key::Shift], "c").await?;
    window.until("document.activeElement?.id === 'cited'").await?;
    window.keys("ninety").await?;
    window.until("document.querySelectorAll('.picker [role=option]').length === 1").await?;
    window.key(Key::Enter).await?;
    window.until("document.querySelector('[data-claim]')?.textContent === 'claim 2'").await?;
    window.keys(", “the bridge was never open at all”.").await?;
    shows(&window, &["The guards are there, says", "2", "“the bridge was never open at all”"]).await?;
    window.click("#tab-claims").await?;
    window.click("#outline [role=option]:nth-child(1)").await?;
    window.chord(&[Key::Alt], &char::from(Key::Down).to_string()).await?;
    shows(&window, &["1. Ninety guards", "2. The gates"]).await?;
    window.click("#tab-words").await?;
    window.until("document.querySelector('[data-claim]')?.textContent === 'claim 1'").await?;

    // What the summary quotes and no source says is found, and stops the report until it is mended.
    window.sees("Quotations (1)").await?;
    window.click("#tab-quotes").await?;
    window.sees("Not in the source").await?;
    window.chord(&[Key::Control, Key::Shift], "e").await?;
    let page = place.home().join("dam.html");
    window.answer_dialog("Save File", &page).await?;
    window.sees("the bridge was never open at all").await?;
    assert!(!page.exists(), "a report with a quotation of nothing was written");
    window.click("[aria-label=Close]").await?;
    window.click_button("Show the summary").await?;
    window.click("#report-summary").await?;
    window.chord(&[Key::Control], &char::from(Key::End).to_string()).await?;
    for _ in 0.."“the bridge was never open at all”.".chars().count() {
        window.key(Key::Backspace).await?;
    }
    window.sees("Quotations (0)").await?;

    // It lasts.
    tokio::time::sleep(std::time::Duration::from_millis(800)).await;
    window.close().await?;
    let window = place.open(&[]).await?;
    window.find("#outline").await?;
    shows(&window, &["The guards are there, says", "1. Ninety guards", "2. The gates"]).await?;
    assert!(!window.ask(PAGE).await?.as_str().unwrap_or_default().contains("The road is closed"));

    write(&window, "html", &page).await?;
    let written = fs::read_to_string(&page)?;
    assert!(written.contains("The guards are there, says") && !written.contains("The road is closed"), "{written}");
    let pages = place.home().join("dam.pdf");
    write(&window, "pdf", &pages).await?;
    assert!(fs::read(&pages)?.starts_with(b"%PDF-"));

    window.chord(&[Key::Control], "k").await?;
    window.find("dialog[open] input").await?.send_keys("verify a report").await?;
    window.key(Key::Enter).await?;
    window.answer_dialog("Open File", &pages).await?;
    window.sees("it fits its own seal").await?;
    window.sees("These very bytes were written at this desk").await?;
    window.until("document.querySelectorAll('dialog[open] li').length === 2").await?;
    window.close().await
}

#[tokio::test]
async fn a_claim_is_dragged_and_a_look_is_kept_under_a_name() -> Result {
    let place = Place::new(1280, 800)?;
    let claims = ["Ninety guards stand at the dam.", "The road is closed.", "The gates were opened on Monday."];
    furnished(&place, &claims.map(str::to_owned))?;
    let window = composing(&place).await?;
    window.drag_onto("#outline [role=option]:nth-child(3) .grip", "#outline [role=option]:nth-child(1)").await?;
    shows(&window, &["1. The gates", "2. Ninety guards", "3. The road"]).await?;

    window.click("#tab-look").await?;
    window.find("#report-template").await?.select_by_value("one_page").await?;
    window.find("#report-grouping").await?.select_by_value("status").await?;
    window.find("#publisher-name").await?.send_keys("The Vessa desk").await?;
    window.find("#publisher-colour").await?.send_keys("7a2748").await?;
    window.until(&format!("{PAGE}.startsWith('The Vessa desk')")).await?;
    let colour = "getComputedStyle(document.querySelector('iframe').contentDocument.querySelector('.publisher')).color";
    window.until(&format!("{colour} === 'rgb(122, 39, 72)'")).await?;
    window.find("#template-name").await?.send_keys("Ours").await?;
    window.click_button("Keep a copy").await?;
    window.until("document.querySelector('#report-template').value === 'own:Ours'").await?;
    window.find("#report-template").await?.select_by_value("fact_check").await?;
    window.until(&format!("{PAGE}.includes('What the words mean')")).await?;
    window.find("#report-template").await?.select_by_value("own:Ours").await?;
    window.until(&format!("!{PAGE}.includes('What the words mean')")).await?;
    // At a moment before it was opened there is nothing to report on, and that is said.
    window.find("#report-as-of").await?.send_keys("2001-02-03").await?;
    window.sees("there is no such investigation").await?;
    window.close().await
}

#[tokio::test]
async fn what_was_issued_and_is_said_otherwise_now_shows_and_parts_are_chosen() -> Result {
    let place = Place::new(1280, 800)?;
    let claims = ["Ninety guards stand at the dam.", "The road is closed.", "The gates were opened on Monday."];
    furnished(&place, &claims.map(str::to_owned))?;
    let issued = place.home().join("issued.html");
    let issued = issued.to_str().ok_or("the path is not text")?;
    place.told(&["report", "--output", issued, "--investigation", "The dam"])?;
    let listed = place.told(&["claims"])?;
    let road = listed.as_array().into_iter().flatten().find(|row| row.to_string().contains("The road is closed"));
    let road = road.and_then(|row| row["id"].as_str().or_else(|| row["claim"].as_str())).ok_or("no such claim")?;
    place.told(&["mark", road, "denied", "--because", "two buses passed"])?;

    let window = composing(&place).await?;
    shows(&window, &["Corrections since", "Status", "Pending", "Denied", "two buses passed"]).await?;
    shows(&window, &["Claims by status", "Claims by claimant", "Mirel Oszta"]).await?;
    window.click("#tab-look").await?;
    window.click("#report-parts [data-row=corrections] .box").await?;
    window.until(&format!("!{PAGE}.includes('Corrections since') && {PAGE}.includes('Claims by status')")).await?;
    window.click("#report-parts [data-row=charts] .box").await?;
    window.until(&format!("!{PAGE}.includes('Claims by status')")).await?;
    // A copy keeps the parts; another template has its own.
    window.find("#template-name").await?.send_keys("Bare").await?;
    window.click_button("Keep a copy").await?;
    window.until("document.querySelector('#report-template').value === 'own:Bare'").await?;
    window.find("#report-template").await?.select_by_value("fact_check").await?;
    window.until(&format!("{PAGE}.includes('Corrections since') && {PAGE}.includes('Claims by status')")).await?;
    window.find("#report-template").await?.select_by_value("own:Bare").await?;
    window.until(&format!("!{PAGE}.includes('Corrections since')")).await?;
    window.find("#publisher-colour").await?.send_keys("ffd400").await?;
    window.sees("Too pale to be read on the page").await?;
    window.close().await
}

#[tokio::test]
async fn parts_are_moved_by_keys_and_by_hand_and_a_logo_stands_on_top() -> Result {
    let place = Place::new(1280, 800)?;
    let claims = ["Ninety guards stand at the dam.", "The road is closed.", "The gates were opened on Monday."];
    furnished(&place, &claims.map(str::to_owned))?;
    let window = composing(&place).await?;
    window.click("#tab-look").await?;
    shows(&window, &["1. Ninety guards", "Claims by status", "Who says what", "What the words mean", "Sources"])
        .await?;

    // The matrix goes up past the charts and the claims; what is always there moves too, and stays.
    window.click("#report-parts [data-row=matrix]").await?;
    let up = char::from(Key::Up).to_string();
    for _ in 0..4 {
        window.chord(&[Key::Alt], &up).await?;
    }
    shows(&window, &["Who says what", "1. Ninety guards", "Claims by status", "What the words mean", "Sources"])
        .await?;
    window.drag_onto("#report-parts [data-row=legend] .grip", "#report-parts [data-row=matrix]").await?;
    shows(&window, &["What the words mean", "Who says what", "1. Ninety guards", "Claims by status", "Sources"])
        .await?;
    window.click("#report-parts [data-row=sources]").await?;
    window.keys(" ").await?;
    window.click("#report-parts [data-row=method]").await?;
    window.chord(&[Key::Alt], &up).await?;
    shows(&window, &["Claims by status", "Method", "Sources"]).await?;
    // What stands at each claim does not leave it.
    window.click("#report-parts [data-row=quotes]").await?;
    window.chord(&[Key::Alt], &up).await?;
    shows(&window, &["What the words mean", "Who says what", "1. Ninety guards", "Source 1"]).await?;
    // What is left out stays in its place, and comes back to it.
    window.click("#report-parts [data-row=legend]").await?;
    window.keys(" ").await?;
    window.until(&format!("!{PAGE}.includes('What the words mean')")).await?;
    window.until("document.querySelector('#report-parts [data-row=legend]').matches('.out')").await?;
    window.keys(" ").await?;
    shows(&window, &["What the words mean", "Who says what", "1. Ninety guards"]).await?;

    let picture = place.home().join("logo.png");
    fs::write(&picture, LOGO)?;
    let wrong = place.home().join("logo.svg");
    fs::write(&wrong, "<svg xmlns='http://www.w3.org/2000/svg'/>")?;
    window.click("#publisher-name").await?;
    window.keys("The Vessa desk").await?;
    window.click("#choose-logo").await?;
    window.answer_dialog("Open File", &wrong).await?;
    window.sees("a logo is a picture of the kind PNG or JPEG").await?;
    window.click("#choose-logo").await?;
    window.answer_dialog("Open File", &picture).await?;
    let drawn = "document.querySelector('iframe').contentDocument.querySelector('.publisher img')";
    window.until(&format!("{drawn}?.naturalWidth === 40 && {drawn}.alt === 'The Vessa desk'")).await?;

    // All of it is kept with a copy of the template, and is what is written.
    window.find("#template-name").await?.send_keys("Ours").await?;
    window.click_button("Keep a copy").await?;
    window.until("document.querySelector('#report-template').value === 'own:Ours'").await?;
    window.find("#report-template").await?.select_by_value("fact_check").await?;
    window.click("#drop-logo").await?;
    window.until(&format!("{drawn} === null")).await?;
    shows(&window, &["1. Ninety guards", "Claims by status", "Who says what", "What the words mean"]).await?;
    window.find("#report-template").await?.select_by_value("own:Ours").await?;
    window.until(&format!("{drawn}?.naturalWidth === 40")).await?;
    shows(&window, &["What the words mean", "Who says what", "1. Ninety guards"]).await?;
    let page = place.home().join("dam.html");
    write(&window, "html", &page).await?;
    let written = fs::read_to_string(&page)?;
    assert!(written.contains("<img src=\"data:image/png;base64,") && written.contains("alt=\"The Vessa desk\""));
    assert!(written.contains(">Who says what</h2>"), "{written}");
    assert!(written.find(">Who says what</h2>") < written.find("<article id=\"claim-1\""), "{written}");
    let pages = place.home().join("dam.pdf");
    write(&window, "pdf", &pages).await?;
    assert!(fs::read(&pages)?.starts_with(b"%PDF-"));
    window.close().await
}

#[tokio::test]
async fn a_report_that_is_being_written_is_cancelled_and_what_lay_there_stays() -> Result {
    let place = Place::new(1280, 800)?;
    fs::create_dir_all(place.home().join("data/claimdesk"))?;
    let rows: String =
        (0..LONG).map(|n| format!("The gate with number {n} was opened on Monday.;Mirel Oszta\n")).collect();
    let table = place.home().join("claims.csv");
    fs::write(&table, format!("statement;claimant\n{rows}"))?;
    place.told(&["import", table.to_str().ok_or("the path is not text")?])?;
    let window = place.open(&[]).await?;
    window.find(".list [role=option]").await?;
    window.chord(&[Key::Control], "e").await?;
    window.until(&format!("document.querySelectorAll('#outline [role=option]').length === {LONG}")).await?;
    let pages = place.home().join("long.pdf");
    fs::write(&pages, "what lay there")?;
    window.find("#report-format").await?.select_by_value("pdf").await?;
    window.chord(&[Key::Control, Key::Shift], "e").await?;
    window.answer_dialog("Save File", &pages).await?;
    // GTK asks before a file is written over.
    tokio::time::sleep(std::time::Duration::from_millis(800)).await;
    place.command("xdotool").args(["key", "alt+r"]).status()?;
    window.until("document.querySelector('#cancel-report') !== null").await?;
    window.click("#cancel-report").await?;
    window.sees("The report was not written: you cancelled it.").await?;
    assert_eq!(fs::read(&pages)?, b"what lay there");
    window.until("document.querySelector('#write-report') !== null").await?;
    // The next one is written as ever.
    let rows = place.home().join("long.csv");
    write(&window, "csv", &rows).await?;
    assert!(fs::read_to_string(&rows)?.lines().count() > LONG);
    window.close().await
}

#[tokio::test]
#[ignore = "a measurement, for a machine with nothing else to do"]
async fn a_change_to_a_report_of_a_hundred_claims_shows_soon() -> Result {
    let place = Place::new(1280, 800)?;
    let claims: Vec<String> = (0..MANY).map(|n| format!("The gate with number {n} was opened on Monday.")).collect();
    furnished(&place, &claims)?;
    let window = composing(&place).await?;
    window.until(&format!("document.querySelectorAll('#outline [role=option]').length === {MANY}")).await?;
    // From the key to the page that has it, drawn.
    let script = "
        const [done] = arguments;
        const page = () => document.querySelector('iframe').contentDocument.documentElement;
        const list = document.querySelector('#outline');
        const once = () => new Promise((told) => {
          const before = page(); const began = performance.now();
          list.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true }));
          const look = () => page() === before ? requestAnimationFrame(look)
            : requestAnimationFrame(() => told(performance.now() - began));
          requestAnimationFrame(look);
        });
        (async () => {
          list.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
          await new Promise((told) => setTimeout(told, 300));
          const took = [];
          for (let n = 0; n < 9; n += 1) took.push(await once());
          done(took.sort((a, b) => a - b));
        })();";
    let took = window.client.execute_async(script, Vec::new()).await?;
    let middle = took[4].as_f64().ok_or("nothing was measured")?;
    // Not optimised, everything takes several times as long.
    let most = if cfg!(debug_assertions) { 5.0 * SOON } else { SOON };
    assert!(middle < most, "{took}");
    window.close().await
}

//! The main job in the real window: load, select, record, refine, mark, undo, find, report, and find it all again.

use std::fs;

use claimdesk_tests::{
    Result, program,
    window::{Place, Window},
};
use fantoccini::key::Key;
use serde_json::json;

/// The sentence of the sample that the stories are about.
const CLAIM: &str = "at least 155 foreign engineers are guarding the Vessa dam";

/// A window on the sample, its second article open.
async fn sample(place: &Place) -> Result<Window<'_>> {
    let window = place.open(&[]).await?;
    window.click_button("Load the sample").await?;
    window.sees("3 articles loaded").await?;
    open_article(&window, "Governor says").await?;
    Ok(window)
}

async fn open_article(window: &Window<'_>, title: &str) -> Result {
    let script = format!(
        "(() => {{ const item = [...document.querySelectorAll('.list [role=option]')]
            .find((item) => item.textContent.includes({title})); item?.click(); return item !== undefined; }})()",
        title = json!(title)
    );
    window.until(&script).await?;
    window.until(&format!("document.querySelector('.reader h1')?.textContent.includes({})", json!(title))).await
}

/// Records the claim of the stories by its words and Enter, and waits until it is in hand.
async fn record(window: &Window<'_>) -> Result {
    window.select(CLAIM).await?;
    window.keys("c").await?;
    window.until(&format!("document.querySelector('#claim-statement')?.value === {}", json!(CLAIM))).await
}

async fn mark(window: &Window<'_>, key: &str, because: &str) -> Result {
    window.read().await?;
    window.keys(key).await?;
    window.find("#rationale").await?;
    window.until("document.activeElement.id === 'rationale'").await?;
    window.keys(because).await?;
    window.key(Key::Enter).await?;
    window.until("document.querySelector('#rationale') === null").await?;
    window.sees(because).await
}

#[tokio::test]
async fn the_whole_line_runs_in_the_window_and_survives_a_restart() -> Result {
    let place = Place::new(1280, 800)?;
    let window = sample(&place).await?;

    record(&window).await?;
    window.until("document.querySelectorAll('.reader mark.pending').length > 0").await?;

    // The claimant is read off the article; the said time is typed, and placed from the publication date.
    window.until("document.querySelector('input[id$=-claimant]')?.value === 'Mirel Oszta'").await?;
    let said = window.find("input[id$=-said]").await?;
    said.send_keys("on Wednesday").await?;
    window.key(Key::Enter).await?;
    window.sees("9 Apr 2025").await?;
    window.find("select[id$=-quotation]").await?.select_by_value("indirect").await?;
    window.until("document.querySelector('select[id$=-quotation]').value === 'indirect'").await?;

    mark(&window, "1", "asked the province for the list").await?;
    mark(&window, "3", "the register has twelve").await?;
    window.until("document.querySelectorAll('.reader mark.denied').length > 0").await?;

    // Undo takes the mark back by a newer one; redo does it again.
    window.read().await?;
    window.chord(&[Key::Control], "z").await?;
    window.sees("Undone: Claim marked").await?;
    window.until("document.querySelectorAll('.reader mark.pending').length > 0").await?;
    window.chord(&[Key::Control, Key::Shift], "z").await?;
    window.sees("Redone: Claim marked").await?;
    window.until("document.querySelectorAll('.reader mark.denied').length > 0").await?;

    // Evidence: a note, and words of another article.
    window.read().await?;
    window.keys("e").await?;
    window.find("textarea[aria-label='Note on the evidence']").await?.send_keys("called the river office").await?;
    window.click_button("Attach").await?;
    window.sees("called the river office").await?;
    open_article(&window, "Two engineers held").await?;
    window.select("some 90, as far as we have counted").await?;
    window.keys("e").await?;
    window.sees("some 90, as far as we have counted").await?;
    window.click("label:has(input[value=refutes])").await?;
    window.click_button("Attach").await?;
    window.until("document.querySelectorAll('.panel select.denied').length === 1").await?;

    // Search finds the article, the claim and the evidence as the words are typed.
    window.read().await?;
    window.keys("/").await?;
    window.keys("engin").await?;
    window.until("document.querySelectorAll('#search-hits [role=option]').length >= 3").await?;
    window.keys("qqqq").await?;
    window.sees("Nothing has “enginqqqq”").await?;
    window.key(Key::Escape).await?;
    window.key(Key::Escape).await?;

    // A report, through the system's own dialog.
    window.read().await?;
    window.chord(&[Key::Control], "e").await?;
    window.click_button("Write").await?;
    let report = place.home().join("report.html");
    window.answer_dialog("Save File", &report).await?;
    window.sees("Report written to").await?;
    let written = fs::read_to_string(&report)?;
    assert!(written.contains(CLAIM) && written.contains("Mirel Oszta") && written.contains("the register has twelve"));
    window.chord(&[Key::Control], "1").await?;
    window.find(".reader article h1").await?;
    // The place is kept after a moment's rest.
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    window.close().await?;

    // All of it is there again, in the window and in the terminal.
    let window = place.open(&[]).await?;
    window.until("document.querySelector('.reader h1')?.textContent.includes('Two engineers held')").await?;
    window.chord(&[Key::Control], "2").await?;
    window.click(".list [role=option]").await?;
    window.until("document.querySelectorAll('.reader mark.denied').length > 0").await?;
    window.sees("the register has twelve").await?;
    window.sees("withdraws the mark before").await?;
    window.close().await?;

    let claims = place.told(&["claims", "--status", "denied"])?;
    assert_eq!(claims[0]["claimant"], "Mirel Oszta");
    assert_eq!(claims[0]["evidence"], 2);
    let history = place.told(&["history", claims[0]["id"].as_str().ok_or("no id")?])?;
    let line = |n: usize| {
        format!(
            "{} by {}",
            history[n]["status"].as_str().unwrap_or_default(),
            history[n]["analyst"].as_str().unwrap_or_default()
        )
    };
    assert_eq!(
        [line(0), line(1), line(2), line(3)],
        ["denied by Ana Reyes", "pending by Ana Reyes", "denied by Ana Reyes", "pending by Ana Reyes"]
    );
    assert_eq!(place.told(&["check"])?["sound"], true);
    Ok(())
}

#[tokio::test]
async fn a_claim_is_recorded_with_the_keyboard_alone_in_two_strokes() -> Result {
    let place = Place::new(1280, 800)?;
    let window = sample(&place).await?;
    window.read().await?;

    let mut strokes = 0;
    for key in [char::from(Key::Down).to_string(), "c".to_owned()] {
        window.keys(&key).await?;
        strokes += 1;
    }
    window.find("#claim-statement").await?;
    assert_eq!(strokes, 2);
    assert_eq!(place.told(&["claims"])?.as_array().map(Vec::len), Some(1));

    // The end of a selection moves by words, its start too.
    window.key(Key::Down).await?;
    let before = window.ask("getSelection().toString()").await?;
    window.chord(&[Key::Shift], &char::from(Key::Left).to_string()).await?;
    let shorter = window.ask("getSelection().toString()").await?;
    assert!(
        before
            .as_str()
            .is_some_and(|before| shorter.as_str().is_some_and(|s| before.starts_with(s) && s.len() < before.len()))
    );
    window.chord(&[Key::Alt, Key::Shift], &char::from(Key::Right).to_string()).await?;
    let inner = window.ask("getSelection().toString()").await?;
    assert!(
        shorter
            .as_str()
            .is_some_and(|outer| inner.as_str().is_some_and(|s| outer.ends_with(s) && s.len() < outer.len())),
        "{shorter} {inner}"
    );
    window.close().await
}

#[tokio::test]
async fn files_are_loaded_through_the_dialog_and_bad_ones_are_told_of() -> Result {
    let place = Place::new(1280, 800)?;
    // Letters that no key of the display has arrive garbled on a busy machine; the drop below has such a name.
    let story = place.home().join("story.txt");
    fs::write(&story, "Греблю Весса охороняють\n\nМірель Ошта сказала, що інженерів 155.\n")?;
    let window = place.open(&[]).await?;
    window.click_button("Load articles").await?;
    window.answer_dialog("Open File", &story).await?;
    window.sees("Греблю Весса охороняють").await?;
    window.until("document.querySelector('.reader article').lang === 'uk'").await?;

    let empty = place.home().join("empty.txt");
    fs::write(&empty, "")?;
    window.click(".buttons .main").await?;
    window.answer_dialog("Open File", &empty).await?;
    window.sees("empty.txt was not loaded").await?;
    window.close().await
}

#[tokio::test]
async fn a_workspace_in_use_elsewhere_opens_for_reading_and_says_so() -> Result {
    let place = Place::new(1280, 800)?;
    let window = sample(&place).await?;
    let other = Place::new(1280, 800)?;
    let second = other.open(&[place.workspace().to_str().ok_or("the path is not text")?]).await?;
    second.sees("open in another window or program").await?;
    second.until("document.querySelector('.buttons .main').disabled").await?;
    second.close().await?;
    // The first goes on writing.
    record(&window).await?;
    window.close().await?;
    assert_eq!(place.told(&["check"])?["sound"], true);
    Ok(())
}

#[tokio::test]
async fn workspaces_are_copied_made_and_opened_again_by_name() -> Result {
    let place = Place::new(1280, 800)?;
    let window = sample(&place).await?;
    let copy = place.home().join("copy.claimdesk");
    window.read().await?;
    window.chord(&[Key::Control, Key::Shift], "s").await?;
    window.answer_dialog("Save File", &copy).await?;
    window.sees("A verified copy was written").await?;

    let other = place.home().join("other.claimdesk");
    window.read().await?;
    window.chord(&[Key::Control], "n").await?;
    window.answer_dialog("Save File", &other).await?;
    window.sees("Start with an article").await?;

    window.chord(&[Key::Control], "k").await?;
    window.find("dialog[open] input").await?.send_keys("open recent claimdesk").await?;
    window.key(Key::Enter).await?;
    window.until("document.querySelector('.workspace bdi').textContent === 'Claimdesk'").await?;
    window.until("document.querySelectorAll('.list [role=option]').length === 3").await?;
    window.close().await?;

    let check = place.command(program("claimdesk")?).arg("--workspace").arg(&copy).arg("check").status()?;
    assert!(check.success());
    Ok(())
}

#[tokio::test]
async fn a_second_start_hands_its_files_to_the_open_window() -> Result {
    let place = Place::new(1280, 800)?;
    let window = sample(&place).await?;
    let story = place.home().join("fourth.txt");
    fs::write(&story, "A fourth story\n\nThe mayor of the valley said that she had counted forty of them.\n")?;
    let second = place.command(program("claimdesk-window")?).arg(&story).status()?;
    assert!(second.success());
    window.until("document.querySelector('.reader h1')?.textContent === 'A fourth story'").await?;
    window.close().await
}

#[tokio::test]
async fn files_dropped_from_another_program_are_loaded_and_pasted_words_too() -> Result {
    let place = Place::new(1280, 800)?;
    let window = place.open(&[]).await?;
    let stories: Vec<_> = ["A fifth story", "Шоста новина"]
        .into_iter()
        .map(|title| {
            let path = place.home().join(format!("{title}.txt"));
            fs::write(&path, format!("{title}\n\nThe mayor of the valley said that she had counted forty.\n"))?;
            Ok(path)
        })
        .collect::<Result<_>>()?;
    let files: Vec<_> = stories.iter().map(std::path::PathBuf::as_path).collect();
    let held = "document.querySelector('.drop') !== null";
    window.drop_files(&files, held, "document.querySelectorAll('.list [role=option]').length === 2").await?;
    window.until("document.querySelector('.drop') === null").await?;

    let pasted = "new ClipboardEvent('paste', { clipboardData: Object.assign(new DataTransfer(), {}) })";
    window
        .ask(&format!(
            "(() => {{ const paste = {pasted}; \
        paste.clipboardData.setData('text/plain', 'A pasted story\\n\\nNobody was hurt, the mayor said.'); \
        window.dispatchEvent(paste); return true; }})()"
        ))
        .await?;
    window.until("document.querySelector('.reader h1')?.textContent === 'A pasted story'").await?;
    window.close().await
}

#[tokio::test]
async fn columns_keep_the_widths_they_were_given() -> Result {
    let place = Place::new(1280, 800)?;
    let window = sample(&place).await?;
    let width = "Math.round(document.querySelector('.splitter').previousElementSibling.getBoundingClientRect().width)";
    let before = window.ask(width).await?.as_i64().ok_or("no width")?;
    window.drag(".splitter", 60.0).await?;
    window.until(&format!("{width} === {}", before + 60)).await?;
    // What is dragged is kept after a moment's rest.
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    window.close().await?;

    let window = place.open(&[]).await?;
    window.until(&format!("{width} === {}", before + 60)).await?;
    window.close().await
}

#[tokio::test]
async fn words_typed_and_not_yet_saved_outlive_a_kill() -> Result {
    let place = Place::new(1280, 800)?;
    let window = sample(&place).await?;
    record(&window).await?;
    window.read().await?;
    window.keys("2").await?;
    window.until("document.activeElement?.id === 'rationale'").await?;
    window.keys("asked the road office, they").await?;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    place.kill_window()?;
    drop(window);

    let window = place.open(&[]).await?;
    window.until("document.querySelectorAll('.reader button.number').length === 1").await?;
    window.click(".reader button.number").await?;
    window.find("#claim-statement").await?;
    window.read().await?;
    window.keys("2").await?;
    window.until("document.querySelector('#rationale')?.value === 'asked the road office, they'").await?;
    window.close().await?;
    assert_eq!(place.told(&["check"])?["sound"], true);
    Ok(())
}

#[tokio::test]
async fn suggestions_are_accepted_refined_and_dismissed_with_one_key_each() -> Result {
    let place = Place::new(1280, 800)?;
    let window = sample(&place).await?;
    window.until("document.querySelectorAll('.reader .suggestion').length > 5").await?;
    window.read().await?;

    // The first is accepted, with its claimant and figure read; the next is in hand then.
    window.keys("j").await?;
    window.find(".panel .statement").await?;
    let first = window.ask("document.querySelector('.panel .statement').textContent").await?;
    window.key(Key::Enter).await?;
    window.until(&format!("document.querySelector('.panel .statement')?.textContent !== {first}")).await?;
    let claims = place.told(&["claims"])?;
    assert_eq!(claims[0]["statement"], first);

    // One is dismissed, and stays so.
    let second = window.ask("document.querySelector('.panel .statement').textContent").await?;
    window.keys("x").await?;
    window.until(&format!("document.querySelector('.panel .statement')?.textContent !== {second}")).await?;

    // One is accepted and its statement refined at once.
    window.keys("e").await?;
    window.until("document.activeElement?.id === 'claim-statement'").await?;
    window.chord(&[Key::Control], "a").await?;
    window.keys("There were many more on their way").await?;
    window.key(Key::Enter).await?;
    window.until("document.querySelector('.panel textarea')?.value === 'There were many more on their way'").await?;

    // The rest above a worth is shown before it is recorded.
    window.read().await?;
    window.keys("a").await?;
    window.find("dialog[open] input[type=range]").await?;
    window.click_button("Record").await?;
    window.sees("claims recorded").await?;
    let claims = place.told(&["claims"])?;
    assert!(claims.as_array().is_some_and(|claims| claims.len() > 3), "{claims}");
    assert!(claims.as_array().is_some_and(|all| all.iter().all(|claim| claim["statement"] != second)), "{claims}");
    window.close().await?;

    let window = place.open(&[]).await?;
    window.until("document.querySelector('.reader h1')?.textContent.includes('Governor says')").await?;
    window.until("document.querySelectorAll('.reader .suggestion').length > 0").await?;
    let proposed =
        window.ask("[...document.querySelectorAll('.list .statement')].map((one) => one.textContent)").await?;
    assert!(proposed.as_array().is_some_and(|all| !all.contains(&second)), "{proposed}");
    window.close().await
}

#[tokio::test]
async fn a_response_is_recorded_from_selected_words_in_three_keys() -> Result {
    let place = Place::new(1280, 800)?;
    let window = sample(&place).await?;
    record(&window).await?;
    window.select("they have “no foundation”").await?;
    // What the program reads there is filled in: who answers, and how.
    window.keys("r").await?;
    window.until("document.querySelector('#response-party')?.value === 'Upstream Republic'").await?;
    window.until("document.activeElement?.id === 'response-kind'").await?;
    assert_eq!(window.ask("document.activeElement.value").await?, "denies");
    window.key(Key::Enter).await?;
    window.until("document.querySelector('#response-party') === null").await?;
    window.sees("they have “no foundation”").await?;
    let claims = place.told(&["claims"])?;
    let id = claims[0]["id"].as_str().ok_or("no id")?;
    let claim = place.told(&["claim", "show", id])?;
    assert_eq!(claim["responses"][0]["party"], "Upstream Republic");
    assert_eq!(claim["responses"][0]["kind"], "denies");
    assert_eq!(claim["status"], "pending", "what a party says sets no status");
    window.close().await
}

//! Events of an investigation in the real window: recorded, changed and removed with the keyboard alone, placed in time as
//! exactly as each is known, and taken back like all else.

use claimdesk_tests::{
    Result,
    window::{Place, Window},
};
use fantoccini::key::Key;
use serde_json::{Value, json};

/// What the events of the investigation are, from a terminal: when from, how exactly, and what.
fn known(place: &Place) -> Result<Vec<String>> {
    let listed = place.told(&["event", "list", "--investigation", "The dam"])?;
    let line = |event: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let time = &event["time"];
        format!("{} {} {}", text(&time["interval"]["from"]), text(&time["precision"]), text(&event["title"]))
    };
    Ok(listed.as_array().ok_or("a list")?.iter().map(line).collect())
}

/// Fills in the form that is open, from the title on, and sends it; without a time the one that is there stays.
async fn typed(window: &Window<'_>, title: &str, time: Option<&str>, read: &str) -> Result {
    window.until("document.activeElement.id === 'event-title'").await?;
    window.keys(title).await?;
    if let Some(time) = time {
        window.key(Key::Tab).await?;
        window.keys(time).await?;
    }
    window.until(&format!("document.querySelector('#event-time-read')?.textContent.includes({})", json!(read))).await?;
    window.key(Key::Enter).await?;
    window.until("document.querySelector('dialog') === null").await
}

const HAND: &str = "document.querySelector('.lane .hand')?.textContent ?? ''";

#[tokio::test]
async fn what_happened_is_recorded_changed_and_removed_on_the_timeline_by_keys_alone() -> Result {
    let place = Place::new(1280, 800)?;
    std::fs::create_dir_all(place.home().join("data/claimdesk"))?;
    place.told(&["investigation", "add", "The dam"])?;
    let window = place.open(&[]).await?;
    window.chord(&[Key::Control], "3").await?;
    window.click_button("The dam").await?;
    window.click("#tab-timeline").await?;
    window.sees("Nothing has a date here yet").await?;

    // The first event; what cannot be placed is said so beneath the field, and kept out.
    window.keys("e").await?;
    window.until("document.activeElement.id === 'event-title'").await?;
    window.keys("فُتحت بوابة السد").await?;
    window.key(Key::Tab).await?;
    window.keys("soon").await?;
    window.until("document.querySelector('#event-time-read')?.textContent.startsWith('“soon” is not a time that can be placed')").await?;
    window.key(Key::Enter).await?;
    assert_eq!(known(&place)?, [""; 0]);
    window.chord(&[Key::Control], "a").await?;
    window.keys("January 2025").await?;
    window.until("document.querySelector('#event-time-read')?.textContent.includes('to the month')").await?;
    window.key(Key::Enter).await?;
    window.until("document.querySelectorAll('.lane path.month').length === 1").await?;
    window.until(&format!("({HAND}).includes('فُتحت بوابة السد') && ({HAND}).includes('to the month')")).await?;

    // The second, from the timeline itself, which has the focus again; each stands in hand once it is recorded.
    window.until("document.activeElement.classList.contains('lanes')").await?;
    window.keys("e").await?;
    typed(&window, "A hearing on the dam", Some("2025-01-22 14:30 UTC"), "22 Jan 2025 · to the day").await?;
    window.until(&format!("({HAND}).includes('A hearing on the dam')")).await?;
    window.until("document.querySelectorAll('.lane[aria-label=Events] [role=option]').length === 2").await?;
    assert_eq!(known(&place)?, ["2025-01-01 month فُتحت بوابة السد", "2025-01-22 day A hearing on the dam"]);

    // Enter changes the one in hand.
    window.until("document.activeElement.classList.contains('lanes')").await?;
    window.key(Key::Enter).await?;
    window.until("document.querySelector('#event-time')?.value === '2025-01-22 14:30 UTC'").await?;
    window.chord(&[Key::Control], "a").await?;
    typed(&window, "A hearing behind closed doors", None, "to the day").await?;
    window.until(&format!("({HAND}).includes('behind closed doors')")).await?;

    // Delete takes it away, and undo brings it back; undone once more it says what it said before.
    window.until("document.activeElement.classList.contains('lanes')").await?;
    window.key(Key::Delete).await?;
    window.sees("Event removed").await?;
    window.until("document.querySelectorAll('.lane[aria-label=Events] [role=option]').length === 1").await?;
    window.chord(&[Key::Control], "z").await?;
    window.sees("Undone: Event removed").await?;
    window.until("document.querySelectorAll('.lane[aria-label=Events] [role=option]').length === 2").await?;
    window.chord(&[Key::Control], "z").await?;
    window.sees("Undone: Event changed").await?;
    window.until("[...document.querySelectorAll('.lane [role=option]')].some((one) => one.textContent.includes('A hearing on the dam'))").await?;

    // The table behind it has what is needed to change and to remove.
    window.click_button("As a table").await?;
    window.until("document.querySelector('.timeline [role=table]')?.getAttribute('aria-rowcount') === '3'").await?;
    window.sees("2025-01-22 14:30 UTC").await?;
    window.click("[aria-label='Change A hearing on the dam']").await?;
    window.until("document.activeElement.id === 'event-title'").await?;
    window.key(Key::Escape).await?;
    window.until("document.querySelector('dialog') === null").await?;
    window.click("[aria-label='Remove فُتحت بوابة السد']").await?;
    window.until("document.querySelector('.timeline [role=table]')?.getAttribute('aria-rowcount') === '2'").await?;
    window.chord(&[Key::Control], "z").await?;
    window.until("document.querySelector('.timeline [role=table]')?.getAttribute('aria-rowcount') === '3'").await?;

    // The palette has it too.
    window.chord(&[Key::Control], "k").await?;
    window.keys("record an event").await?;
    window.key(Key::Enter).await?;
    typed(&window, "Шлюз закрито", Some("2025-02"), "to the month").await?;
    window.until("document.querySelector('.timeline [role=table]')?.getAttribute('aria-rowcount') === '4'").await?;
    window.close().await?;
    assert_eq!(known(&place)?[2], "2025-02-01 month Шлюз закрито");
    assert_eq!(place.told(&["check"])?["sound"], json!(true));
    Ok(())
}

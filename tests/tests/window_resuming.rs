//! Loading that a crash broke off, in the real window: it is offered again, goes on, and doubles nothing.

use std::{
    collections::BTreeSet,
    fs,
    time::{Duration, Instant},
};

use claimdesk_tests::{Result, text, window::Place};

/// Articles in the folder: some seconds' work.
const MANY: usize = 120;
const OFFER: &str = "of 120 were loaded when the program ended";

fn titles(place: &Place) -> Result<Vec<String>> {
    let rows = place.told(&["articles"])?;
    let titles = rows.as_array().into_iter().flatten().filter_map(|row| row["title"].as_str().map(str::to_owned));
    Ok(titles.collect())
}

#[tokio::test]
async fn a_load_that_a_crash_broke_off_is_offered_again_and_doubles_nothing() -> Result {
    let place = Place::new(1280, 800)?;
    let folder = place.home().join("cuttings");
    fs::create_dir(&folder)?;
    for number in 0..MANY {
        let story =
            format!("Story {number}\n\nThe province counted {number} guards at the dam, and nobody objected.\n");
        fs::write(folder.join(format!("{number:03}.txt")), story)?;
    }
    let window = place.open(&[text(&folder)?]).await?;
    window.until("(document.querySelector('footer progress')?.value ?? 0) > 3").await?;
    place.kill_window()?;
    drop(window);

    let window = place.open(&[]).await?;
    window.until(&format!("document.querySelector('footer').textContent.includes('{OFFER}')")).await?;
    window.click_button("Go on").await?;
    window.find("footer progress").await?;
    // Another crash, and it is offered once more.
    place.kill_window()?;
    drop(window);
    let before = titles(&place)?.len();
    assert!(before > 3 && before < MANY, "{before}: the crash came too early or too late");

    let window = place.open(&[]).await?;
    window.until(&format!("document.querySelector('footer').textContent.includes('{OFFER}')")).await?;
    window.click_button("Go on").await?;
    window.find("footer progress").await?;
    // A machine that does much else takes its time.
    let end = Instant::now() + Duration::from_secs(180);
    while window.until("document.querySelector('footer progress') === null").await.is_err() && Instant::now() < end {}
    window.close().await?;
    let titles = titles(&place)?;
    assert_eq!((titles.len(), titles.into_iter().collect::<BTreeSet<_>>().len()), (MANY, MANY));

    let window = place.open(&[]).await?;
    window.until("document.querySelector('footer .journal') !== null").await?;
    window.until(&format!("!document.querySelector('footer').textContent.includes('{OFFER}')")).await?;
    window.close().await
}

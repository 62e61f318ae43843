//! Loading in the real window: a folder with what comes of each file, addresses, the original beside the article, one text
//! in two places, and hands that do not wait meanwhile.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use claimdesk_tests::{
    Result, text,
    window::{Place, Window},
};
use fantoccini::key::Key;
use serde_json::{Value, json};

/// Articles that are loaded while the window is asked for things.
const MANY: usize = 10_000;
/// How long the window is asked things at most.
const ASKED_FOR: Duration = Duration::from_secs(600);
/// What a question may take at the 99th percentile meanwhile, in milliseconds.
const LIVE: f64 = 50.0;

const OPML: &str = "<?xml version=\"1.0\"?><opml version=\"2.0\"><head><title>Feeds</title></head><body>\
    <outline text=\"The valley’s paper\" type=\"rss\" xmlUrl=\"https://paper.example/feed\"/></body></opml>";

const PAGE: &str = "<!doctype html><html lang=en><title>The dam held</title><body><nav>Home Sport Weather</nav>\
    <article><h1>The dam held</h1><p>Governor Mirel Oszta said on Wednesday that at least 155 foreign engineers guard \
    the dam, and that nobody was hurt when the water rose by two metres in the night.</p><p>The upstream ministry has \
    called the reports baseless, and the river company has not answered questions about its engineers.</p></article>\
    <footer>All rights reserved by the valley’s paper</footer></body></html>";

/// One agency's story as two papers have it.
const AGENCY: [&str; 2] = [
    "Governor counts the guards\n\nThe governor of the province said on Wednesday that foreign engineers guard the dam \
     above the town.\n\nShe said that she had counted at least 155 of them on her way to the reservoir.\n\nThe river \
     company has declined to comment on the number of its engineers at the dam.\n\nNobody was hurt when the water rose.\n",
    "Engineers at the dam\n\nThe governor of the province said on Wednesday that foreign engineers guard the dam above \
     the town.\n\nShe said that she had counted at least 240 of them on her way to the reservoir.\n\nThe river company \
     has declined to comment on the number of its engineers at the dam.\n\nNobody was hurt when the water rose.\n",
];

/// A PDF with a page for each of `pages`.
fn pdf(pages: &[&[&str]]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|n| format!("{} 0 R", 4 + 2 * n)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    for (n, lines) in pages.iter().enumerate() {
        let drawn: String = lines.iter().map(|line| format!("({line}) Tj 0 -20 Td ")).collect();
        let content = format!("BT /F1 12 Tf 72 720 Td {drawn}ET");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>",
            5 + 2 * n
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(bytes.len());
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    bytes
        .extend(format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes());
    bytes
}

/// The file called `name` at `place`, with `bytes` in it.
fn written(place: &Place, name: &str, bytes: impl AsRef<[u8]>) -> Result<PathBuf> {
    let path = place.home().join(name);
    fs::write(&path, bytes)?;
    Ok(path)
}

/// Opens the article whose headline is `title` from the list.
async fn opened(window: &Window<'_>, title: &str) -> Result {
    let row = format!(
        "[...document.querySelectorAll('.list [role=option]')].find((row) => row.textContent.includes({}))",
        json!(title)
    );
    window.until(&format!("{row} !== undefined")).await?;
    window.ask(&format!("{row}.click() ?? null")).await?;
    window.until(&format!("document.querySelector('.reader h1')?.textContent === {}", json!(title))).await?;
    window.read().await
}

#[tokio::test]
async fn a_folder_says_what_came_of_each_file_and_an_address_whose_it_is() -> Result {
    let place = Place::new(1280, 800)?;
    let folder = place.home().join("cuttings");
    fs::create_dir(&folder)?;
    for number in 1..=12 {
        let story = format!("Story {number}\n\nThe province counted the guards at the dam for the {number}th time.\n");
        fs::write(folder.join(format!("{number:02}.txt")), story)?;
    }
    fs::write(folder.join("scan.pdf"), "%PDF-1.7 ...")?;
    fs::write(folder.join("feeds.opml"), OPML)?;
    let window = place.open(&[]).await?;
    window.sees("Start with an article").await?;
    let held = "document.querySelector('.drop') !== null";
    window.drop_files(&[Path::new(&folder)], held, "document.body.innerText.includes('12 articles loaded')").await?;
    window.sees("scan.pdf was not loaded: the file is damaged").await?;

    window.chord(&[Key::Control, Key::Shift], "l").await?;
    window.find("dialog[open]").await?;
    window.sees("12 new, 0 already here, 1 not loaded.").await?;
    window.sees("https://paper.example/feed").await?;
    fs::write(folder.join("scan.pdf"), pdf(&[&["The scan says that the dam held through the whole night."]]))?;
    window.click_button("Try again").await?;
    window.sees("1 new, 12 already here, 0 not loaded.").await?;

    window.click_button("Fetch…").await?;
    window.until("document.querySelector('#address-host bdi.host')?.textContent === 'paper.example'").await?;
    window.chord(&[Key::Control], "a").await?;
    window.keys("http://127.0.0.1:9/page").await?;
    window.until("document.querySelector('#address-host bdi.host')?.textContent === '127.0.0.1'").await?;
    window.key(Key::Enter).await?;
    window.until("document.querySelector('dialog [role=alert]').textContent.length > 20").await?;
    let told = window.ask("document.querySelector('dialog [role=alert]').textContent").await?;
    assert!(told.as_str().is_some_and(|told| told.contains("127.0.0.1")), "{told}");
    window.close().await
}

#[tokio::test]
async fn the_original_stands_beside_the_article_at_the_page_of_the_passage_in_hand() -> Result {
    let place = Place::new(1600, 900)?;
    let page = written(&place, "page.html", PAGE)?;
    let first = ["The governor counted the guards", "She said that at least 155 engineers guard the dam."];
    let second = ["The ministry called the count baseless", "It said that no engineer had ever crossed the river."];
    let report = written(&place, "report.pdf", pdf(&[&first, &second]))?;
    let window = place.open(&[text(&page)?, text(&report)?]).await?;
    opened(&window, "The dam held").await?;
    window.sees("From the file page.html").await?;
    window.keys("o").await?;
    let words = "document.querySelector('.original iframe')?.contentDocument?.body?.innerText ?? ''";
    window.until(&format!("({words}).includes('Home Sport Weather')")).await?;
    window.until("document.querySelector('.original iframe').clientHeight > 100").await?;
    assert_eq!(window.ask(&format!("({words}).includes('All rights reserved')")).await?, json!(true));

    let rows = "document.querySelectorAll('.list [role=option]').length === 2";
    window.until(rows).await?;
    window.ask("[...document.querySelectorAll('.list [role=option]')].find((row) => !row.textContent.includes('held')).click() ?? null").await?;
    let drawn = "(document.querySelector('.original img')?.naturalWidth ?? 0) > 1000";
    window.until(drawn).await?;
    window.sees("Page 1 of 2").await?;
    window.select("no engineer had ever crossed").await?;
    window.sees("Page 2 of 2").await?;
    window.chord(&[Key::Alt], &char::from(Key::PageUp).to_string()).await?;
    window.sees("Page 1 of 2").await?;
    window.ask("document.querySelector('.original .pane').focus() ?? null").await?;
    window.key(Key::PageDown).await?;
    window.sees("Page 2 of 2").await?;
    // What is drawn is the page and not a blank sheet.
    let dark = "(() => { const image = document.querySelector('.original img'); const canvas = document.createElement('canvas');
        canvas.width = image.naturalWidth; canvas.height = image.naturalHeight; const pen = canvas.getContext('2d');
        pen.drawImage(image, 0, 0); const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
        let dark = 0; for (let at = 0; at < data.length; at += 4) if (data[at] < 80) dark += 1; return dark; })()";
    let dark = window.ask(dark).await?.as_u64().ok_or("no pixels")?;
    assert!((500..200_000).contains(&dark), "{dark} dark pixels");
    window.read().await?;
    window.keys("o").await?;
    window.until("document.querySelector('.original') === null").await?;
    window.close().await
}

#[tokio::test]
async fn one_text_in_two_places_is_told_with_what_differs() -> Result {
    let place = Place::new(1280, 800)?;
    let one = written(&place, "one.txt", AGENCY[0])?;
    let other = written(&place, "other.txt", AGENCY[1])?;
    let window = place.open(&[text(&one)?, text(&other)?]).await?;
    opened(&window, "Governor counts the guards").await?;
    window.sees("also here as Engineers at the dam").await?;
    window.keys("d").await?;
    window.find("dialog[open] table").await?;
    let pair = "[...document.querySelectorAll('dialog td')].map((cell) => cell.textContent)";
    let cells = window.ask(pair).await?.to_string();
    assert!(cells.contains("at least 155") && cells.contains("at least 240"), "{cells}");
    assert!(!cells.contains("Nobody was hurt"), "what stands in both is shown: {cells}");
    window.ask("[...document.querySelectorAll('dialog td button')].find((one) => one.textContent.includes('240')).click() ?? null").await?;
    window.until("document.querySelector('.reader h1')?.textContent === 'Engineers at the dam'").await?;
    window.close().await
}

#[tokio::test]
async fn a_workspace_handed_over_that_cannot_be_opened_is_told_of() -> Result {
    let place = Place::new(1280, 800)?;
    let broken = written(&place, "broken.claimdesk", "no workspace")?;
    let window = place.open(&[]).await?;
    window.sees("Start with an article").await?;
    let held = "document.querySelector('.drop') !== null";
    window.drop_files(&[&broken], held, "document.querySelector('.notice.refused') !== null").await?;
    window.close().await
}

#[tokio::test]
#[ignore = "takes minutes, and is right with a release build alone: `cargo xtask bench live`"]
async fn the_window_answers_while_thousands_load() -> Result {
    let place = Place::new(1280, 800)?;
    let folder = place.home().join("many");
    fs::create_dir(&folder)?;
    for number in 0..MANY {
        let told = format!("The province counted {number} guards at the dam, and the company has never objected. ");
        let story = format!("Story {number}\n\n{}\n\n{}\n", told.repeat(4), told.repeat(6));
        fs::write(folder.join(format!("{number:05}.txt")), story)?;
    }
    let window = place.open(&[text(&folder)?]).await?;
    window.find("footer progress").await?;
    let ask = "const done = arguments[arguments.length - 1]; const took = []; const start = performance.now();
        const invoke = window.__TAURI_INTERNALS__.invoke;
        (async () => {
          while (performance.now() - start < 5000 && document.querySelector('footer progress')) {
            const before = performance.now();
            await invoke('workspace');
            took.push(performance.now() - before);
            await new Promise((go) => setTimeout(go, 20));
          }
        })().then(() => done(took), (error) => done(String(error)));";
    let (start, mut took) = (Instant::now(), Vec::new());
    while start.elapsed() < ASKED_FOR
        && window.ask("document.querySelector('footer progress') !== null").await? == json!(true)
    {
        let some = window.client.execute_async(ask, Vec::new()).await?;
        let Value::Array(some) = some else { return Err(some.to_string().into()) };
        took.extend(some.iter().filter_map(Value::as_f64));
    }
    let seconds = start.elapsed();
    let done = window.ask("document.querySelector('footer progress')?.value ?? null").await?;
    took.sort_by(f64::total_cmp);
    let at = |share: usize| took.get(took.len().saturating_sub(1) * share / 100).copied().unwrap_or(f64::INFINITY);
    writeln!(
        io::stderr(),
        "{done} of {MANY} articles in {seconds:.0?}; {} questions: median {:.1} ms, 99th percentile {:.1} ms, longest {:.1} ms",
        took.len(),
        at(50),
        at(99),
        at(100)
    )?;
    assert!(seconds > Duration::from_secs(1) && took.len() > 50, "too short to say anything");
    assert!(at(99) < LIVE, "the window was kept waiting");
    window.close().await
}

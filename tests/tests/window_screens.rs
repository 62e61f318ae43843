//! Every screen, in both themes: nothing serious for those who do not see it well, and a picture for those who do.

use std::{fs, path::Path};

use claimdesk_tests::{
    Result,
    window::{Place, Window},
};
use fantoccini::key::Key;

const ARABIC: &str = "سد فيسا: ما نعرفه حتى الآن\n\nقالت الحاكمة ميريل أوشتا يوم الأربعاء إن 155 مهندسا أجنبيا على الأقل يحرسون سد فيسا.\n\nونفت وزارة الخارجية ذلك.\n";
const CHINESE: &str = "维萨大坝附近发现外国工程师\n\n省长米雷尔周三表示，至少有155名外国工程师正在守卫维萨大坝。\n\n外交部对此予以否认。\n";

const UKRAINIAN: &str = "Біля греблі Весса бачили іноземних інженерів\n\nГубернаторка Мірель Ошта заявила 9 квітня 2025 року, що щонайменше 155 іноземних інженерів охороняють греблю Весса.\n\nМіністерство закордонних справ це заперечило.\n";

/// What parties say to the claims of an article in turn, in their own scripts.
const ANSWERS: [(&str, &str, &str); 5] = [
    ("Upstream ministry", "denies", "2025-04-10"),
    ("外交部", "is-verifying", "2025-04-11"),
    ("وزارة الخارجية", "declines-to-comment", "2025-04-12"),
    ("Міністерство закордонних справ", "partly-denies", "2025-04"),
    ("River company", "expresses-concern", ""),
];

/// A workspace with the sample, articles in other scripts, claims that overlap, evidence and marks.
fn furnished(place: &Place) -> Result {
    fs::create_dir_all(place.home().join("data/claimdesk"))?;
    place.told(&["sample"])?;
    for (name, text) in [("ar.txt", ARABIC), ("zh.txt", CHINESE), ("uk.txt", UKRAINIAN)] {
        let path = place.home().join(name);
        fs::write(&path, text)?;
        place.told(&["add", path.to_str().ok_or("the path is not text")?])?;
    }
    let articles = place.told(&["articles"])?;
    let mut first = true;
    let mut claims = Vec::new();
    let mut answers = ANSWERS.iter().cycle();
    place.told(&["investigation", "add", "The dam", "--question", "How many guard it?"])?;
    for article in articles.as_array().into_iter().flatten() {
        let id = article["id"].as_str().ok_or("no id")?;
        let read = place.told(&["article", id])?;
        let text: Vec<char> = read["text"].as_str().ok_or("no text")?.chars().collect();
        let block = &read["blocks"][1];
        let start = usize::try_from(block["start"].as_u64().ok_or("no start")?)?;
        let end = usize::try_from(block["end"].as_u64().ok_or("no end")?)?.min(text.len());
        let middle = start + (end - start) / 2;
        for (from, to, status) in [
            (start, middle, "confirmed"),
            (middle.saturating_sub(8).max(start), end, "denied"),
            (middle, (middle + 6).min(end), "pending"),
        ] {
            let claimed = place.told(&[
                "claim",
                "add",
                "--article",
                id,
                "--start",
                &from.to_string(),
                "--end",
                &to.to_string(),
                "--claimant",
                "Mirel Oszta",
            ])?;
            let claim = claimed["id"].as_str().or(claimed.as_str()).ok_or("no claim id")?.to_owned();
            claims.push(claim.clone());
            if status != "pending" {
                place.told(&["mark", &claim, status, "--because", "two others counted it"])?;
            }
            for (party, kind, said) in answers.by_ref().take(2) {
                place.told(&["respond", &claim, kind, "--party", party, "--said", said])?;
            }
            if first {
                place.told(&["evidence", "add", &claim, "--note", "asked the road office", "--stance", "refutes"])?;
                first = false;
            }
        }
        place.told(&["investigation", "file", "The dam", "--article", id])?;
    }
    let [one, other, third, ..] = claims.as_slice() else { return Err("too few claims".into()) };
    let ministry = ["--party", "وزارة الخارجية"];
    place.told(&[&["respond", one, "is-verifying", "--said", "2025-04-09"], &ministry[..]].concat())?;
    place.told(
        &[&["respond", one, "denies", "--said", "2025-04-10", "--relayed-by", "Norda"], &ministry[..]].concat(),
    )?;
    let asked = ["--asked-by", "Ana Reyes", "--asked-on", "2025-04-09", "--until", "2025-04-11"];
    place.told(&[&["respond", other, "has-not-responded"], &ministry[..], &asked[..]].concat())?;
    place.told(&[
        "parties",
        "set",
        "Mirel Oszta",
        "--alias",
        "Мірель Ошта",
        "--alias",
        "米雷尔",
        "--role",
        "governor:2021-03-02",
    ])?;
    // What somebody else marked and this analyst is to review is kept from them on every screen.
    place.told(&["--analyst", "Bo Lind", "mark", third, "denied", "--because", "the register has twelve"])?;
    place.told(&["work", third, "--state", "in-review"])?;
    for (title, when, note) in [
        ("فُتحت بوابة السد الشرقية ليلًا", "January 2025", "حسب سجل شركة النهر"),
        ("Слухання в суді щодо греблі", "2025-04-08 14:30 UTC", "за зачиненими дверима"),
        ("水库道路封闭", "2025-04-07/2025-04-09", ""),
        ("The embargo on the governor's statement was lifted", "9 April 2025", ""),
    ] {
        place.told(&["event", "add", title, "--when", when, "--note", note, "--investigation", "The dam"])?;
    }
    let notes = place.home().join("سجل.md");
    fs::write(&notes, "# سجل المهندسين\n\nاثنا عشر مهندسا، كلهم من المقاطعة.\n")?;
    place.told(&["evidence", "add", one, "--file", notes.to_str().ok_or("the path is not text")?])?;
    place.told(&["evidence", "add", one, "--sought", "дозвіл на роботу", "--places", "реєстр дозволів"])?;
    place.told(&["relate", one, "contradicts", other])?;
    place.told(&["relate", one, "not-the-same", third])?;
    Ok(())
}

async fn looked_at(window: &Window<'_>, name: &str, found: &mut Vec<String>) -> Result {
    tokio::time::sleep(std::time::Duration::from_millis(350)).await;
    found.extend(window.violations().await?.into_iter().map(|violation| format!("{name}: {violation}")));
    let scrolled = window.ask("document.scrollingElement.scrollTop").await?;
    found.extend((scrolled != 0).then(|| format!("{name}: the window itself is scrolled by {scrolled}")));
    // The pictures are for whoever wants to look; the folder says that somebody does.
    if let Some(folder) = std::env::var_os("CLAIMDESK_PICTURES") {
        fs::create_dir_all(&folder)?;
        fs::write(Path::new(&folder).join(format!("{name}.png")), window.picture()?)?;
    }
    Ok(())
}

/// Goes through the screens of parties, of a claim's family and of the rating labels.
async fn parties(window: &Window<'_>, name: &impl Fn(&str) -> String, found: &mut Vec<String>) -> Result {
    window.chord(&[Key::Control], "4").await?;
    for (typed, screen) in [("Mirel", "party"), ("وزارة", "party-line")] {
        window.until("document.activeElement?.id === 'party-search'").await?;
        window.keys(typed).await?;
        window.until("document.querySelectorAll('.list [role=option]').length === 1").await?;
        window.key(Key::Enter).await?;
        window.find(".party h1").await?;
        looked_at(window, &name(screen), found).await?;
        window.chord(&[Key::Control], "a").await?;
    }
    window.click(".party ol button").await?;
    window.find("#claim-statement").await?;
    window.keys("m").await?;
    window.find("#merge-into").await?;
    looked_at(window, &name("merging"), found).await?;
    window.key(Key::Escape).await?;
    window.chord(&[Key::Shift], "M").await?;
    window.find("#divide-into").await?;
    looked_at(window, &name("dividing"), found).await?;
    window.key(Key::Escape).await?;
    window.keys("f").await?;
    window.find("dialog[open] ol").await?;
    looked_at(window, &name("family"), found).await?;
    window.key(Key::Escape).await?;
    window.chord(&[Key::Control], "k").await?;
    window.find("dialog[open] input").await?.send_keys("rating labels").await?;
    window.key(Key::Enter).await?;
    window.find("dialog[open] form").await?;
    looked_at(window, &name("ratings"), found).await?;
    window.key(Key::Escape).await?;
    window.until("document.querySelector('dialog[open]') === null").await
}

/// The tables and charts of an investigation that is open and of the workspace.
async fn views(window: &Window<'_>, name: &impl Fn(&str) -> String, found: &mut Vec<String>) -> Result {
    window.click("#tab-matrix").await?;
    window.find("[role=grid] [role=gridcell]").await?;
    looked_at(window, &name("matrix"), found).await?;
    window.chord(&[Key::Shift], "V").await?;
    window.find("[role=grid] [role=gridcell]").await?;
    looked_at(window, &name("matrix-families"), found).await?;
    window.chord(&[Key::Shift], "V").await?;
    window.click_button("Who, on what").await?;
    looked_at(window, &name("right-of-reply"), found).await?;
    window.click("#tab-timeline").await?;
    window.find("[role=listbox] [role=option]").await?;
    // An event of the first lane is in hand.
    window.ask("document.querySelector('.lanes').focus()").await?;
    window.key(Key::Home).await?;
    looked_at(window, &name("timeline"), found).await?;
    window.keys("e").await?;
    window.find("dialog[open] #event-time").await?.send_keys("January 2025").await?;
    window.until("document.querySelector('#event-time-read')?.textContent.includes('to the month')").await?;
    looked_at(window, &name("event"), found).await?;
    window.key(Key::Escape).await?;
    window.until("document.querySelector('dialog[open]') === null").await?;
    window.click_button("As a table").await?;
    looked_at(window, &name("timeline-table"), found).await?;
    window.click("#tab-overview").await?;
    window.find("figure svg rect").await?;
    looked_at(window, &name("investigation-overview"), found).await?;
    window.chord(&[Key::Control], "6").await?;
    window.find(".overview figure").await?;
    looked_at(window, &name("overview"), found).await?;
    window.click_button("As a table").await?;
    looked_at(window, &name("overview-table"), found).await?;
    window.chord(&[Key::Control], "5").await?;
    window.find(".queue [data-step]").await?;
    looked_at(window, &name("queue"), found).await?;
    window.chord(&[Key::Control], "7").await?;
    window.until("document.querySelectorAll('.table [role=row] .statement').length > 9").await?;
    window.find("#table-group").await?.select_by_value("status").await?;
    window.ask("document.querySelector('.table [role=grid]').focus()").await?;
    window.keys("jj").await?;
    window.find("#claim-statement").await?;
    looked_at(window, &name("table"), found).await?;
    window.keys("2").await?;
    window.find("#table-rationale").await?;
    looked_at(window, &name("table-marking"), found).await?;
    window.key(Key::Escape).await?;
    window.chord(&[Key::Control], "a").await?;
    window.keys("3").await?;
    window.find("[role=toolbar] #table-rationale").await?;
    looked_at(window, &name("table-bulk"), found).await?;
    window.key(Key::Escape).await?;
    window.find("#table-group").await?.select_by_value("").await?;
    Ok(())
}

/// The parts of the composer.
async fn composer(window: &Window<'_>, name: &impl Fn(&str) -> String, found: &mut Vec<String>) -> Result {
    window.chord(&[Key::Control], "e").await?;
    window.until("document.querySelectorAll('#outline [role=option]').length > 9").await?;
    window.until("document.querySelector('iframe').contentDocument.querySelectorAll('article').length > 9").await?;
    window.find("#report-of").await?.select_by_label("The dam").await?;
    window.until("document.querySelector('iframe').contentDocument.title === 'The dam'").await?;
    window.ask("document.querySelector('#outline').focus()").await?;
    window.key(Key::Down).await?;
    window.key(Key::Down).await?;
    window.keys(" ").await?;
    window.until("document.querySelectorAll('#outline .out').length === 1").await?;
    looked_at(window, &name("composer"), found).await?;
    window.click("#tab-words").await?;
    window.click("#report-summary").await?;
    window.keys("محافظ says so in ").await?;
    window.chord(&[Key::Control, Key::Shift], "c").await?;
    window.find(".picker [role=option]").await?;
    looked_at(window, &name("composer-citing"), found).await?;
    window.key(Key::Enter).await?;
    window.find("[data-claim]").await?;
    window.keys(", and “nothing of the kind was seen”.").await?;
    window.sees("Quotations (1)").await?;
    looked_at(window, &name("composer-words"), found).await?;
    window.click("#tab-look").await?;
    window.find("#report-grouping").await?.select_by_value("status").await?;
    looked_at(window, &name("composer-look"), found).await?;
    let logo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/icons/icon.png").canonicalize()?;
    window.click("#choose-logo").await?;
    window.answer_dialog("Open File", &logo).await?;
    window.find("#drop-logo").await?;
    window.click("#report-parts [data-row=matrix]").await?;
    window.keys(" ").await?;
    looked_at(window, &name("composer-parts"), found).await?;
    window.click("#tab-quotes").await?;
    window.sees("Not in the source").await?;
    looked_at(window, &name("composer-quotes"), found).await?;
    window.click("#tab-claims").await?;
    window.find("#outline .heading").await?;
    looked_at(window, &name("composer-groups"), found).await
}

/// The dialogs by which the journal is sealed and files are brought in.
async fn doors(place: &Place, window: &Window<'_>, name: &impl Fn(&str) -> String, found: &mut Vec<String>) -> Result {
    let act = async |label: &str| -> Result {
        window.chord(&[Key::Control], "k").await?;
        window.find("dialog[open] input").await?.send_keys(label).await?;
        window.key(Key::Enter).await
    };
    act("seal the journal").await?;
    window.find("#seal-request").await?;
    looked_at(window, &name("seals"), found).await?;
    window.key(Key::Escape).await?;
    let path = place.home().join("claims.csv");
    fs::write(&path, "Sentence,Claimant,Remark\nالسد آمن,وزارة المياه,\n大坝是安全的,外交部,谁数过？\n,Nobody,\n")?;
    act("import").await?;
    window.answer_dialog("Open File", &path).await?;
    window.find("dialog[open] table select").await?;
    looked_at(window, &name("import-unmapped"), found).await?;
    window.find("dialog[open] tbody select").await?.select_by_value("statement").await?;
    window.until("document.querySelector('#import-now')?.disabled === false").await?;
    looked_at(window, &name("import"), found).await?;
    window.click("#import-now").await?;
    window.until("document.querySelector('#import-now') === null").await?;
    looked_at(window, &name("imported"), found).await?;
    window.key(Key::Escape).await?;
    window.until("document.querySelector('dialog[open]') === null").await?;
    let path = place.home().join("cuttings.csv");
    fs::write(
        &path,
        format!("Kopf;Wortlaut;Fundort\nسد فيسا;\"{ARABIC}\";https://vessa.example/a\n别处;;https://vessa.example/b\n"),
    )?;
    act("load a table").await?;
    window.answer_dialog("Open File", &path).await?;
    window.find("dialog[open] tbody select[aria-label*=Kopf]").await?.select_by_value("title").await?;
    window.find("dialog[open] tbody select[aria-label*=Wortlaut]").await?.select_by_value("text").await?;
    window.until("document.querySelector('dialog[open]').innerText.includes('row 2')").await?;
    looked_at(window, &name("table-of-articles"), found).await?;
    window.key(Key::Escape).await?;
    window.until("document.querySelector('dialog[open]') === null").await
}

/// Goes through the screens in one theme at one size.
async fn tour(width: u32, height: u32, theme: &str) -> Result {
    let place = Place::new(width, height)?;
    let mut found = Vec::new();
    let name = |screen: &str| format!("{screen}-{theme}-{width}");
    fs::create_dir_all(place.home().join("state/claimdesk"))?;
    let layout = format!(r#"{{"theme":"{theme}"}}"#);
    fs::write(place.home().join("state/claimdesk/layout.json"), &layout)?;

    let window = place.open(&[]).await?;
    window.sees("Start with an article").await?;
    window.client.set_window_rect(0, 0, width, height).await?;
    looked_at(&window, &name("welcome"), &mut found).await?;
    window.close().await?;

    furnished(&place)?;
    fs::write(place.home().join("state/claimdesk/layout.json"), &layout)?;
    let window = place.open(&[]).await?;
    window.client.set_window_rect(0, 0, width, height).await?;
    window.until("document.querySelectorAll('.list [role=option]').length === 6").await?;
    for (n, script) in ["ukrainian", "chinese", "arabic", "ministry", "governor", "crossing"].into_iter().enumerate() {
        window
            .client
            .execute(&format!("document.querySelectorAll('.list [role=option]')[{n}].click()"), Vec::new())
            .await?;
        window
            .until(&format!(
                "document.querySelectorAll('.list [role=option]')[{n}].getAttribute('aria-selected') === 'true'"
            ))
            .await?;
        window
            .until(&format!(
                "document.querySelector('.reader h1')?.textContent === \
                 document.querySelectorAll('.list [role=option] .title')[{n}].textContent"
            ))
            .await?;
        window.until("document.querySelectorAll('.reader button.number').length >= 3").await?;
        window.click(".reader button.number").await?;
        window.find("#claim-statement").await?;
        looked_at(&window, &name(script), &mut found).await?;
        if script == "ukrainian" {
            window.read().await?;
            window.keys("p").await?;
            window.find(".file pre").await?;
            looked_at(&window, &name("evidence-file"), &mut found).await?;
            window.key(Key::Escape).await?;
            window.until("document.querySelector('.file') === null").await?;
        }
    }
    window.read().await?;
    window.key(Key::Escape).await?;
    window.find("#least, .list .bar").await?;
    looked_at(&window, &name("suggestions"), &mut found).await?;
    for _ in 0..9 {
        window.keys("j").await?;
    }
    looked_at(&window, &name("suggestion"), &mut found).await?;
    window.keys("a").await?;
    window.find("dialog[open]").await?;
    looked_at(&window, &name("accepting"), &mut found).await?;
    window.key(Key::Escape).await?;
    window.until("document.querySelector('dialog[open]') === null").await?;
    window.click(".reader button.number").await?;
    window.find("#claim-statement").await?;
    window.read().await?;
    window.keys("2").await?;
    window.find("#rationale").await?;
    looked_at(&window, &name("marking"), &mut found).await?;
    window.key(Key::Escape).await?;
    window.read().await?;
    window.keys("e").await?;
    window.sees("Ctrl").await?;
    looked_at(&window, &name("attaching"), &mut found).await?;
    window.key(Key::Escape).await?;
    for (key, form, screen) in [("r", "#response-party", "responding"), ("l", "#relation-other", "relating")] {
        window.read().await?;
        window.keys(key).await?;
        window.find(form).await?;
        looked_at(&window, &name(screen), &mut found).await?;
        window.key(Key::Escape).await?;
        window.until(&format!("document.querySelector('{form}') === null")).await?;
    }
    for (key, screen) in [("2", "claims"), ("3", "investigations")] {
        window.read().await?;
        window.chord(&[Key::Control], key).await?;
        looked_at(&window, &name(screen), &mut found).await?;
    }
    window.click_button("The dam").await?;
    looked_at(&window, &name("investigation"), &mut found).await?;
    views(&window, &name, &mut found).await?;
    composer(&window, &name, &mut found).await?;
    window.chord(&[Key::Control], "8").await?;
    window.sees("No feeds yet").await?;
    looked_at(&window, &name("inbox"), &mut found).await?;
    window.chord(&[Key::Control], "1").await?;
    parties(&window, &name, &mut found).await?;
    doors(&place, &window, &name, &mut found).await?;
    window.chord(&[Key::Control], "1").await?;
    for (held, key, screen) in [
        (vec![Key::Control], "k", "palette"),
        (vec![], "?", "shortcuts"),
        (vec![Key::Control], ",", "settings"),
        (vec![Key::Control, Key::Shift], "v", "paste"),
        (vec![Key::Control], "l", "address"),
        (vec![Key::Control, Key::Shift], "l", "loading"),
        (vec![], "i", "filing"),
    ] {
        window.read().await?;
        window.chord(&held, key).await?;
        window.find("dialog[open]").await?;
        looked_at(&window, &name(screen), &mut found).await?;
        window.key(Key::Escape).await?;
        window.until("document.querySelector('dialog[open]') === null").await?;
    }
    window.read().await?;
    window.ask("document.querySelector('.reader details').setAttribute('open', '') ?? null").await?;
    window.keys("o").await?;
    window.find(".original :is(pre, iframe, img)").await?;
    looked_at(&window, &name("original"), &mut found).await?;
    window.read().await?;
    window.keys("o").await?;
    window.read().await?;
    window.keys("/").await?;
    window.keys("大坝").await?;
    window.until("document.querySelectorAll('#search-hits [role=option]').length > 0").await?;
    looked_at(&window, &name("search"), &mut found).await?;
    window.close().await?;
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

#[tokio::test]
async fn nothing_serious_is_wrong_with_any_small_screen_in_light() -> Result {
    tour(1280, 800, "light").await
}

#[tokio::test]
async fn nothing_serious_is_wrong_with_any_small_screen_in_dark() -> Result {
    tour(1280, 800, "dark").await
}

#[tokio::test]
async fn nothing_serious_is_wrong_with_any_large_screen_in_light() -> Result {
    tour(1920, 1080, "light").await
}

#[tokio::test]
async fn nothing_serious_is_wrong_with_any_large_screen_in_dark() -> Result {
    tour(1920, 1080, "dark").await
}

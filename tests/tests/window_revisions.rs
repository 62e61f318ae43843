//! Revisions of a page in the real window: what became of what was quoted, decided with the keyboard, in two scripts and
//! both themes.

use std::{fs, path::Path, time::Duration};

use claimdesk_tests::{
    Result, text,
    window::{Place, Window},
};
use fantoccini::key::Key;
use serde_json::json;

/// A page in a script, before and after it was changed: its words, and what is claimed and answered in them.
struct Page {
    name: &'static str,
    language: &'static str,
    title: &'static str,
    before: [&'static str; 3],
    after: [&'static str; 3],
    claimed: &'static str,
    answered: &'static str,
}

const PAGES: [Page; 2] = [
    Page {
        name: "sadd",
        language: "ar",
        title: "سد فيسا: ما نعرفه حتى الآن",
        before: [
            "قالت الحاكمة ميريل أوشتا يوم الأربعاء إن 155 مهندسا أجنبيا على الأقل يحرسون سد فيسا فوق المدينة.",
            "وصفت وزارة الخارجية هذه التقارير بأنها لا أساس لها من الصحة وطلبت أدلة عليها.",
            "لم يصب أحد بأذى عندما ارتفع منسوب المياه مترين خلال الليل.",
        ],
        after: [
            "صححت هذه المقالة يوم الجمعة بعد اتصال من مكتب الحاكمة.",
            "قالت الحاكمة ميريل أوشتا يوم الأربعاء إن 160 مهندسا أجنبيا على الأقل يحرسون سد فيسا فوق المدينة.",
            "لم يصب أحد بأذى عندما ارتفع منسوب المياه مترين خلال الليل.",
        ],
        claimed: "155 مهندسا أجنبيا على الأقل يحرسون سد فيسا",
        answered: "هذه التقارير بأنها لا أساس لها من الصحة",
    },
    Page {
        name: "daba",
        language: "zh",
        title: "维萨大坝附近发现外国工程师",
        before: [
            "省长米雷尔周三表示，至少有155名外国工程师正在守卫城镇上方的维萨大坝。",
            "上游国家外交部称这些报道毫无根据，并要求对方拿出证据来。",
            "夜间水位上涨两米时，没有人员受伤，居民也没有撤离。",
        ],
        after: [
            "本文于周五根据省长办公室的来电作了更正和补充说明。",
            "省长米雷尔周三表示，至少有160名外国工程师正在守卫城镇上方的维萨大坝。",
            "夜间水位上涨两米时，没有人员受伤，居民也没有撤离。",
        ],
        claimed: "至少有155名外国工程师正在守卫城镇上方的维萨大坝",
        answered: "这些报道毫无根据",
    },
];

fn load(place: &Place, page: &Page, paragraphs: &[&str]) -> Result<String> {
    let (Page { name, language, title, .. }, path) = (page, place.home().join(format!("{}.html", page.name)));
    let body: String = paragraphs.iter().map(|words| format!("<p>{words}</p>")).collect();
    let html = format!(
        "<!doctype html><html lang={language}><head><meta charset=utf-8><title>{title}</title>\
         <link rel=canonical href=\"https://wire.example/{name}\"></head>\
         <body><article><h1>{title}</h1>{body}</article></body></html>"
    );
    fs::write(&path, html)?;
    let loaded = place.told(&["add", text(&path)?])?;
    Ok(loaded[0]["article"].as_str().ok_or("no article")?.to_owned())
}

/// Where `words` stand in the article.
fn range(place: &Place, article: &str, words: &str) -> Result<(usize, usize)> {
    let shown = place.told(&["article", article])?;
    let text = shown["text"].as_str().ok_or("no text")?;
    let start = text[..text.find(words).ok_or("the words are not there")?].chars().count();
    Ok((start, start + words.chars().count()))
}

/// A workspace with both pages, what was quoted from them, and their newer revisions.
fn furnished(place: &Place) -> Result {
    fs::create_dir_all(place.home().join("data/claimdesk"))?;
    for page in &PAGES {
        let article = load(place, page, &page.before)?;
        let (start, end) = range(place, &article, page.claimed)?;
        let claim = place.told(&[
            "claim",
            "add",
            "--article",
            &article,
            "--start",
            &start.to_string(),
            "--end",
            &end.to_string(),
        ])?;
        let claim = claim["id"].as_str().or(claim.as_str()).ok_or("no claim")?.to_owned();
        let (start, end) = range(place, &article, page.answered)?;
        let at = format!("{article}:{start}-{end}");
        place.told(&["respond", &claim, "denies", "--party", "外交部", "--passage", &at])?;
        load(place, page, &page.after)?;
    }
    Ok(())
}

async fn looked_at(window: &Window<'_>, name: &str, found: &mut Vec<String>) -> Result {
    tokio::time::sleep(Duration::from_millis(350)).await;
    found.extend(window.violations().await?.into_iter().map(|violation| format!("{name}: {violation}")));
    // The pictures are for whoever wants to look; the folder says that somebody does.
    if let Some(folder) = std::env::var_os("CLAIMDESK_PICTURES") {
        fs::create_dir_all(&folder)?;
        fs::write(Path::new(&folder).join(format!("{name}.png")), window.picture()?)?;
    }
    Ok(())
}

const CHIP: &str = "(document.querySelector('#revisions-chip')?.textContent.trim() ?? '')";
const CLOSED: &str = "document.querySelector('dialog[open]') === null";

/// Works through the newest revision of a page.
async fn worked_through(window: &Window<'_>, page: &Page, theme: &str, found: &mut Vec<String>) -> Result {
    let name = |screen: &str| format!("revisions-{screen}-{}-{theme}", page.name);
    let row = format!(
        "[...document.querySelectorAll('.list [role=option]')].find((row) => row.textContent.includes({}))",
        json!(page.title)
    );
    window.until(&format!("{row}?.textContent.includes('2 revisions') === true")).await?;
    window.ask(&format!("{row}.click() ?? null")).await?;
    window.until(&format!("document.querySelector('.reader h1')?.textContent === {}", json!(page.title))).await?;
    window.until(&format!("{CHIP} === '2 revisions · 2 quotations to decide'")).await?;
    window.read().await?;
    window.keys("u").await?;
    window.until("document.querySelectorAll('dialog .quotation.open').length === 2").await?;
    // The words that changed are marked, the figure alone.
    let marked = "[...document.querySelectorAll('dialog :is(del, ins)')].map((one) => one.textContent.trim()).join()";
    assert_eq!(window.ask(marked).await?, json!("155,160"));
    looked_at(window, &name("quotations"), found).await?;
    window.keys("y").await?;
    window.until("document.querySelectorAll('dialog .quotation.open').length === 1").await?;
    window.sees("new words accepted").await?;
    window.click("#tab-differing").await?;
    window.sees("3 sentences differ").await?;
    looked_at(window, &name("differing"), found).await?;
    window.key(Key::Escape).await?;
    window.until(CLOSED).await?;

    // What was accepted is marked in the newest revision, and what is gone waits in the claim's panel.
    window.until(&format!("{CHIP} === '2 revisions · 1 quotation to decide'")).await?;
    window.until("document.querySelectorAll('.reader button.number.carried').length === 1").await?;
    window.click(".reader button.number").await?;
    window.find("#keep-quote").await?;
    looked_at(window, &name("claim"), found).await?;
    window.read().await?;
    window.chord(&[Key::Shift], "N").await?;
    window.sees("kept as quoted").await?;
    window.until(&format!("{CHIP} === '2 revisions · 2 quotations changed'")).await?;
    window.chord(&[Key::Control], "z").await?;
    window.until(&format!("{CHIP} === '2 revisions · 1 quotation to decide'")).await?;

    // The older revision is a step away, whole, and says that it is not the newest.
    window.read().await?;
    window.keys("u").await?;
    window.click("dialog ul[aria-label] li:first-child button").await?;
    window.until(CLOSED).await?;
    window.sees("This is revision 1 of 2").await?;
    window.until(&format!("document.querySelector('.reader').textContent.includes({})", json!(page.answered))).await?;
    looked_at(window, &name("older"), found).await?;
    window.click_button("Show the newest").await?;
    window.until(&format!("!document.querySelector('.reader').textContent.includes({})", json!(page.answered))).await
}

async fn story(theme: &str, width: u32, height: u32) -> Result {
    let place = Place::new(width, height)?;
    furnished(&place)?;
    fs::create_dir_all(place.home().join("state/claimdesk"))?;
    fs::write(place.home().join("state/claimdesk/layout.json"), format!(r#"{{"theme":"{theme}"}}"#))?;
    let window = place.open(&[]).await?;
    window.client.set_window_rect(0, 0, width, height).await?;
    window.until("document.querySelectorAll('.list [role=option]').length === 2").await?;
    let mut found = Vec::new();
    for page in &PAGES {
        worked_through(&window, page, theme, &mut found).await?;
    }
    window.chord(&[Key::Control], "5").await?;
    window
        .until("document.querySelectorAll('.queue [aria-label=\"Quotations that pages changed\"] li').length === 2")
        .await?;
    looked_at(&window, &format!("revisions-queue-{theme}"), &mut found).await?;
    window.close().await?;
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

#[tokio::test]
async fn what_a_page_changed_is_decided_with_the_keyboard_in_light() -> Result {
    story("light", 1280, 800).await
}

#[tokio::test]
async fn what_a_page_changed_is_decided_with_the_keyboard_in_dark() -> Result {
    story("dark", 1920, 1080).await
}

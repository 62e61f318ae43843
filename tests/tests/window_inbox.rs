//! What comes over the network, in the real window: an address from a site that redirects, drips, breaks off, swells and
//! leads into the house; a feed whose entries wait in the inbox.

use std::{fs, io::Write, path::Path, time::Duration};

use claimdesk_tests::{
    Result,
    site::{Answer, Site},
    window::{Place, Window},
};
use fantoccini::key::Key;
use serde_json::json;

const WORDS: &str = "The province counts 155 guards at the dam twice a year, and the river company has never objected to it. \
    Governor Mirel Oszta said on Wednesday that nobody was hurt when the water rose by two metres in the night.";

fn page(title: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>{title}</title><link rel=stylesheet href=/dam.css>\
         <script src=/run.js></script></head><body><article><h1>{title}</h1><p>{WORDS}</p><p><img src=/dam.png alt=Dam></p>\
         <p>The upstream ministry has called the reports baseless and asked for an answer by Friday.</p></article></body></html>"
    )
}

fn html(title: &str) -> Answer {
    Answer::Body("text/html", page(title).into_bytes())
}

/// A page of 64 MiB in some kilobytes.
fn bomb() -> Result<Vec<u8>> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..64 {
        packed.write_all(&vec![b' '; 1 << 20])?;
    }
    Ok(packed.finish()?)
}

/// A feed: the first entry holds its text, the others link to their pages.
fn feed(site: &Site, entries: &[(&str, &str)]) -> Answer {
    let items = entries.iter().enumerate().map(|(n, (title, summary))| {
        let text = if n == 0 { format!("<content:encoded>{WORDS} {title}.</content:encoded>") } else { String::new() };
        let link = site.address(&format!("/entry{n}"));
        format!(
            "<item><title>{title}</title><link>{link}</link><description>{summary}</description>\
             <pubDate>Wed, 0{} Apr 2025 08:00:00 GMT</pubDate>{text}</item>",
            9 - n
        )
    });
    let feed = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
         <title>The Vessa Courier</title><link>https://vessa.example/</link><description>d</description>{}</channel></rss>",
        items.collect::<String>()
    );
    Answer::Body("application/rss+xml", feed.into_bytes())
}

const ENTRIES: [(&str, &str); 4] = [
    ("Guards at the dam", "The province counts them twice a year."),
    ("سد فيسا: ما نعرفه حتى الآن", "قالت الحاكمة ميريل أوشتا إن 155 مهندسا أجنبيا يحرسون سد فيسا."),
    ("维萨大坝附近发现外国工程师", "省长米雷尔周三表示，至少有155名外国工程师正在守卫维萨大坝。"),
    ("Біля греблі Весса бачили інженерів", "Губернаторка заявила про це 9 квітня."),
];

/// Names the site as one of the analyst's own servers, in the settings.
async fn allow(window: &Window<'_>, site: &Site) -> Result {
    window.chord(&[Key::Control], ",").await?;
    window.click("#own-servers").await?;
    window.keys(&site.at.to_string()).await?;
    window.key(Key::Enter).await?;
    window.sees(&format!("Pages are fetched from {} although", site.at)).await?;
    window.key(Key::Escape).await?;
    window.until("document.querySelector('dialog[open]') === null").await
}

/// Asks for `address` in the dialog.
async fn ask_for(window: &Window<'_>, address: &str) -> Result {
    window.chord(&[Key::Control], "l").await?;
    window.find("dialog[open] #address").await?;
    window.chord(&[Key::Control], "a").await?;
    window.keys(address).await?;
    window.key(Key::Enter).await
}

/// Waits until the inbox says this of itself.
async fn counts(window: &Window<'_>, told: &str) -> Result {
    window.until(&format!("document.querySelector('.waiting [role=status]')?.textContent === {}", json!(told))).await
}

/// Waits until the article called `title` is read.
async fn reads(window: &Window<'_>, title: &str) -> Result {
    window.until(&format!("document.querySelector('.reader h1')?.textContent === {}", json!(title))).await
}

#[tokio::test]
async fn an_address_ends_in_an_article_or_one_sentence_whatever_the_site_does() -> Result {
    let (place, site, inner) = (Place::new(1280, 800)?, Site::open()?, Site::open()?);
    inner.shows("/", html("Secret"));
    site.shows("/old", Answer::Redirect("/new".to_owned()));
    site.shows("/new", html("The dam held"));
    site.shows("/slow", Answer::Drip(page("The slow page"), Duration::from_secs(3)));
    site.shows("/whole", html("The whole page"));
    site.shows("/dam.css", Answer::Body("text/css", b"h1 { color: red }".to_vec()));
    site.shows("/dam.png", Answer::Body("image/png", b"\x89PNG\r\n\x1a\n".to_vec()));
    site.shows("/loop", Answer::Redirect("/loop".to_owned()));
    site.shows("/short", Answer::Short(page("Cut")));
    site.shows("/bomb", Answer::Packed(bomb()?));
    site.shows("/inner", Answer::Redirect(inner.address("/")));
    site.shows("/meta", Answer::Redirect("http://169.254.169.254/latest/meta-data".to_owned()));
    site.shows("/file", Answer::Redirect("file:///etc/passwd".to_owned()));

    let window = place.open(&[]).await?;
    window.sees("Start with an article").await?;
    // Nothing on this machine is reached until the analyst names it.
    ask_for(&window, &site.address("/old")).await?;
    window.until("document.querySelector('dialog [role=alert]')?.textContent.includes('network nearby')").await?;
    assert_eq!(site.asked(), Vec::<String>::new());
    window.key(Key::Escape).await?;
    allow(&window, &site).await?;

    ask_for(&window, &site.address("/old")).await?;
    reads(&window, "The dam held").await?;
    window.ask("document.querySelector('.reader details').setAttribute('open', '') ?? null").await?;
    window.sees("/old · 302").await?;
    window.sees("/new · 200").await?;
    window.sees("content-type: text/html").await?;
    for (path, told) in [
        ("/loop", "in a circle"),
        ("/short", "broke off before its end"),
        ("/bomb", "more than 50 MiB"),
        ("/inner", "leads to this machine"),
        ("/meta", "leads to this machine"),
        ("/file", "is not on the web"),
        ("/gone", "answered 404"),
    ] {
        ask_for(&window, &site.address(path)).await?;
        let said = format!("document.querySelector('dialog [role=alert]')?.textContent.includes({})", json!(told));
        window.until(&said).await.map_err(|error| format!("{path}: {error}"))?;
        window.key(Key::Escape).await?;
        window.until("document.querySelector('dialog[open]') === null").await?;
    }
    assert_eq!(inner.asked(), Vec::<String>::new(), "what is not named was asked");
    ask_for(&window, &site.address("/slow")).await?;
    window.until("document.querySelector('dialog form[aria-busy=true]') !== null").await?;
    reads(&window, "The slow page").await?;
    assert_eq!(window.ask("document.querySelectorAll('.list [role=option]').length").await?, json!(2));

    // With its pictures when asked, and without its script.
    window.chord(&[Key::Control], "l").await?;
    window.find("dialog[open] #address").await?;
    window.chord(&[Key::Control], "a").await?;
    window.keys(&site.address("/whole")).await?;
    window.click("dialog .whole input").await?;
    window.click_button("Fetch and load").await?;
    reads(&window, "The whole page").await?;
    let kept = "document.querySelector('.reader details').textContent.includes('with 2 style sheets and pictures')";
    window.until(kept).await?;
    assert!(!site.asked().contains(&"/run.js".to_owned()), "{:?}", site.asked());
    window.close().await
}

#[tokio::test]
async fn what_a_feed_brings_waits_in_the_inbox_until_keys_decide_on_it() -> Result {
    let (place, site) = (Place::new(1280, 800)?, Site::open()?);
    site.shows("/feed", feed(&site, &ENTRIES));
    site.shows("/entry1", html("The page of the entry"));
    let window = place.open(&[]).await?;
    allow(&window, &site).await?;
    window.chord(&[Key::Control], "8").await?;
    window.sees("No feeds yet").await?;
    window.click("#feed-address").await?;
    window.keys(&site.address("/feed")).await?;
    window.key(Key::Enter).await?;
    window.until("document.querySelectorAll('#arrivals [role=option]').length === 4").await?;
    counts(&window, "4 unread of 4").await?;
    window.find("nav button[aria-label='Inbox: 4 entries unread']").await?;

    // Looked at, marked unread again, put aside and taken back.
    window.ask("document.querySelector('#arrivals').focus() ?? null").await?;
    window.keys("j").await?;
    counts(&window, "3 unread of 4").await?;
    window.keys("u").await?;
    counts(&window, "4 unread of 4").await?;
    window.keys("x").await?;
    window.until("document.querySelectorAll('#arrivals [role=option]').length === 3").await?;
    window.chord(&[Key::Control], "z").await?;
    window.until("document.querySelectorAll('#arrivals [role=option]').length === 4").await?;

    // The text that the feed holds is loaded without asking the site; a page is fetched on request.
    let before = site.asked();
    window.ask("document.querySelector('#arrivals [role=option]').click() ?? null").await?;
    window.ask("document.querySelector('#arrivals').focus() ?? null").await?;
    window.key(Key::Enter).await?;
    reads(&window, "Guards at the dam").await?;
    assert_eq!(site.asked(), before);
    window.chord(&[Key::Control], "8").await?;
    window.until("document.querySelectorAll('#arrivals [role=option]').length === 3").await?;

    // Many at once: one page is there, two are not, and those go on waiting.
    window.ask("document.querySelector('#arrivals').focus() ?? null").await?;
    window.chord(&[Key::Control], "a").await?;
    window.sees("3 entries are selected").await?;
    window.key(Key::Enter).await?;
    window.until("document.querySelectorAll('#arrivals [role=option]').length === 2").await?;

    // A feed that fails says so where it is listed, and changes nothing.
    site.is_gone("/feed");
    window.chord(&[Key::Control], "r").await?;
    window.sees("Could not be asked: the site answered 404").await?;
    assert_eq!(window.ask("document.querySelectorAll('#arrivals [role=option]').length").await?, json!(2));
    window.close().await?;

    // All of it is there at the next start.
    let window = place.open(&[]).await?;
    window.find("nav button[aria-label^='Inbox']").await?;
    window.chord(&[Key::Control], "8").await?;
    window.until("document.querySelectorAll('#arrivals [role=option]').length === 2").await?;
    window.sees("The Vessa Courier").await?;
    window.close().await
}

#[tokio::test]
async fn a_list_of_feeds_is_looked_at_first_and_the_inbox_is_seen_by_all() -> Result {
    for (theme, width, height) in [("light", 1280, 800), ("dark", 1920, 1080)] {
        let (place, site) = (Place::new(width, height)?, Site::open()?);
        site.shows("/feed", feed(&site, &ENTRIES));
        fs::create_dir_all(place.home().join("state/claimdesk"))?;
        fs::write(place.home().join("state/claimdesk/layout.json"), format!(r#"{{"theme":"{theme}"}}"#))?;
        let list = place.home().join("feeds.opml");
        let outline = |name: &str, url: &str| format!("<outline text=\"{name}\" type=\"rss\" xmlUrl=\"{url}\"/>");
        let outlines = outline("Кур’єр Весси", &site.address("/feed")) + &outline("سد", &site.address("/none"));
        fs::write(&list, format!("<opml version=\"2.0\"><body>{outlines}</body></opml>"))?;
        let window = place.open(&[]).await?;
        window.client.set_window_rect(0, 0, width, height).await?;
        allow(&window, &site).await?;
        window.chord(&[Key::Control], "8").await?;
        seen(&window, &format!("inbox-empty-{theme}")).await?;
        window.click_button("Import a list of feeds (OPML)…").await?;
        window.answer_dialog("Open", &list).await?;
        window.sees("The file names 2 feeds").await?;
        assert_eq!(site.asked(), Vec::<String>::new(), "a list was fetched from before anybody subscribed");
        seen(&window, &format!("feeds-found-{theme}")).await?;
        window.click_button("Subscribe to 2 feeds").await?;
        window.until("document.querySelectorAll('#arrivals [role=option]').length === 4").await?;
        window.sees("Could not be asked").await?;
        for _ in 0..2 {
            window.ask("document.querySelector('#arrivals').focus() ?? null").await?;
            window.keys("j").await?;
        }
        window.keys("m").await?;
        window.sees("One entry is selected").await?;
        seen(&window, &format!("inbox-{theme}")).await?;
        window.chord(&[Key::Control], ",").await?;
        window.find("dialog[open] #proxy").await?;
        seen(&window, &format!("network-{theme}")).await?;
        window.key(Key::Escape).await?;
        window.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn addresses_that_an_import_offers_are_fetched_in_one_go() -> Result {
    let (place, site) = (Place::new(1280, 800)?, Site::open()?);
    site.shows("/a", html("The dam held"));
    site.shows("/b", Answer::Body("text/html", page("سد فيسا").replace("155", "12").into_bytes()));
    let item = |n: usize, path: &str| json!({ "id": n, "type": "webpage", "title": format!("Page {n}"), "URL": site.address(path) });
    let list = place.home().join("list.json");
    fs::write(&list, json!([item(1, "/a"), item(2, "/b"), item(3, "/gone")]).to_string())?;
    let window = place.open(&[]).await?;
    allow(&window, &site).await?;
    window.chord(&[Key::Control], "k").await?;
    window.find("dialog[open] input").await?.send_keys("Import…").await?;
    window.key(Key::Enter).await?;
    window.answer_dialog("Open File", &list).await?;
    window
        .until("document.querySelector('dialog[open] section[aria-label=\"3 addresses that can be loaded\"]') !== null")
        .await?;
    assert_eq!(site.asked(), Vec::<String>::new(), "a preview fetches nothing");
    window.click_button("Fetch all 3").await?;
    window.sees("2 new, 0 already here, 1 not loaded.").await?;
    window.sees("answered 404").await?;
    assert_eq!(site.asked().iter().filter(|path| !path.contains("robots")).count(), 3, "{:?}", site.asked());

    // What failed is tried again, and nothing is doubled.
    site.shows("/gone", html("The page is back"));
    window.click_button("Try again").await?;
    window.sees("1 new, 2 already here, 0 not loaded.").await?;
    window.key(Key::Escape).await?;
    window.until("document.querySelectorAll('.list [role=option]').length === 3").await?;
    window.close().await
}

/// Fails where axe finds something serious; keeps a picture for whoever wants to look.
async fn seen(window: &Window<'_>, name: &str) -> Result {
    tokio::time::sleep(Duration::from_millis(350)).await;
    if let Some(folder) = std::env::var_os("CLAIMDESK_PICTURES") {
        fs::create_dir_all(&folder)?;
        fs::write(Path::new(&folder).join(format!("{name}.png")), window.picture()?)?;
    }
    let found = window.violations().await?;
    if found.is_empty() { Ok(()) } else { Err(format!("{name}: {}", found.join("\n")).into()) }
}

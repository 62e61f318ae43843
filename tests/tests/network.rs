//! What comes over the network, from a terminal: feeds and their inbox, a page with its pictures, a server of one's own.

use std::fs;

use claimdesk_tests::{
    Desk, Result,
    site::{Answer, Site},
    text,
};
use serde_json::{Value, json};

const WORDS: &str = "The province counts 155 guards at the dam twice a year, and the company does not object to it.";

/// Names the site as one of the analyst's own servers, in the settings that the program has kept.
fn allow(desk: &Desk, site: &Site) -> Result {
    desk.json(&["sample"])?;
    let path = desk.path("home").join("claimdesk/settings.json");
    let mut settings: Value = serde_json::from_slice(&fs::read(&path)?)?;
    settings["own_servers"] = json!([site.at.to_string()]);
    Ok(fs::write(path, settings.to_string())?)
}

fn feed(site: &Site) -> Answer {
    let feed = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\
         <title>Вісник</title><link>https://vessa.example/</link><description>d</description>\
         <item><title>Guards</title><link>{}</link><content:encoded>{WORDS}</content:encoded></item>\
         <item><title>Page</title><link>{}</link></item></channel></rss>",
        site.address("/a"),
        site.address("/b")
    );
    Answer::Body("application/rss+xml", feed.into_bytes())
}

fn page(title: &str) -> Answer {
    let page = format!(
        "<html><head><title>{title}</title><link rel=stylesheet href=/a.css></head><body><h1>{title}</h1><p>{WORDS}</p>\
         <img src=/dam.png><script src=/run.js></script></body></html>"
    );
    Answer::Body("text/html", page.into_bytes())
}

#[test]
fn a_feed_is_subscribed_to_asked_loaded_from_and_left() -> Result {
    let (desk, site) = (Desk::new()?, Site::open()?);
    site.shows("/feed", feed(&site));
    site.shows("/b", page("The page"));
    let refused = desk.refused(&["feeds", "add", &site.address("/feed")])?;
    assert!(refused.contains("network nearby"), "{refused}");
    allow(&desk, &site)?;
    let list = format!(
        "<opml version=\"2.0\"><body><outline text=\"Here\" xmlUrl=\"{}\"/></body></opml>",
        site.address("/feed")
    );
    let list = desk.written("feeds.opml", list)?;
    assert_eq!(desk.json(&["feeds", "import", text(&list)?])?[0]["subscribed"], false);
    assert_eq!(desk.json(&["feeds"])?, json!([]));
    desk.json(&["feeds", "import", text(&list)?, "--subscribe"])?;
    assert_eq!(site.asked(), Vec::<String>::new(), "nothing is fetched before somebody asks");
    assert_eq!(desk.json(&["feeds", "poll"])?[0]["fresh"], 2);

    let inbox = desk.json(&["inbox"])?;
    let id = |title: &str| {
        let rows = inbox.as_array().into_iter().flatten();
        rows.filter(|row| row["title"] == title).find_map(|row| row["id"].as_str()).unwrap_or_default().to_owned()
    };
    assert_eq!((&inbox[0]["read"], &inbox[0]["feed_title"]), (&json!(false), &json!("Here")));
    desk.json(&["inbox", "read", &id("Guards")])?;
    let loaded = desk.json(&["inbox", "load", &id("Guards"), &id("Page")])?;
    assert_eq!((&loaded[0]["kind"], &loaded[1]["kind"]), (&json!("new"), &json!("new")));
    let article = desk.json(&["article", loaded[1]["article"].as_str().ok_or("an id")?])?;
    assert_eq!((&article["title"], &article["url"]), (&json!("The page"), &json!(site.address("/b"))));
    assert_eq!(desk.json(&["inbox"])?, json!([]));
    desk.json(&["undo"])?;
    assert_eq!(desk.json(&["inbox", "dismiss", &id("Page")])?, json!([]));

    site.is_gone("/feed");
    let failed = desk.run(&["feeds", "poll"])?;
    assert_eq!(failed.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&failed.stdout).contains("404"));
    desk.json(&["feeds", "remove", &site.address("/feed")])?;
    assert_eq!(desk.json(&["feeds"])?, json!([]));
    desk.sound()
}

#[test]
fn a_page_is_kept_with_its_pictures_as_an_archive_that_loads_elsewhere() -> Result {
    let (desk, other, site) = (Desk::new()?, Desk::new()?, Site::open()?);
    site.shows("/dam", page("The dam"));
    site.shows("/a.css", Answer::Body("text/css", b"p { background: url(c.png) }".to_vec()));
    for picture in ["/dam.png", "/c.png"] {
        site.shows(picture, Answer::Body("image/png", b"\x89PNG\r\n\x1a\n".to_vec()));
    }
    allow(&desk, &site)?;
    let loaded = desk.json(&["add", "--with-resources", &site.address("/dam")])?;
    assert_eq!((&loaded[0]["kind"], &loaded[0]["warnings"]), (&json!("new"), &json!([])));
    assert!(!site.asked().contains(&"/run.js".to_owned()), "{:?}", site.asked());
    let article = loaded[0]["article"].as_str().ok_or("an id")?;
    let path = desk.path("dam.wacz");
    desk.json(&["archive", article, text(&path)?])?;
    let again = other.loaded_in(&path)?;
    let [one, two] = [desk.json(&["article", article])?, other.json(&["article", &again])?];
    assert_eq!((&one["sha256"], &one["text"]), (&two["sha256"], &two["text"]));
    desk.sound()
}

#[test]
fn an_address_leads_to_a_list_and_its_pages_are_fetched_when_asked() -> Result {
    let (desk, site) = (Desk::new()?, Site::open()?);
    site.shows("/a", page("The page"));
    let list = format!("title,url\nThe page,{}\nGone,{}\n", site.address("/a"), site.address("/gone"));
    site.shows("/list.csv", Answer::Body("text/csv", list.into_bytes()));
    allow(&desk, &site)?;
    let listed = desk.json(&["add", &site.address("/list.csv")])?;
    assert_eq!((&listed[0]["kind"], listed[0]["links"].as_array().map(Vec::len)), (&json!("parted"), Some(2)));
    assert!(!site.asked().contains(&"/a".to_owned()), "{:?}", site.asked());
    let output = desk.run(&["--format", "json", "add", "--fetch-links", "--jobs", "2", &site.address("/list.csv")])?;
    assert_eq!(output.status.code(), Some(1));
    let loaded: Value = serde_json::from_slice(&output.stdout)?;
    let kinds: Vec<&str> = loaded.as_array().into_iter().flatten().filter_map(|one| one["kind"].as_str()).collect();
    assert_eq!(kinds, ["parted", "new", "failed"], "{loaded}");
    assert_eq!(loaded[1]["name"], site.address("/a"));
    desk.sound()
}

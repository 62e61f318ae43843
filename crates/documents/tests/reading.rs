//! Whole documents, read through the public door.

use documents::{Hint, read};
use domain::{DatedFrom, text};

fn told(bytes: &[u8], name: &str) -> String {
    let reading = read(bytes, &Hint { name: Some(name.to_owned()), ..Hint::default() }).expect("readable");
    let mut told = format!(
        "title: {}\nbyline: {}\npublisher: {}\npublished: {}\nlanguage: {}\nurl: {}\n",
        reading.title,
        reading.byline.join(", "),
        reading.publisher.unwrap_or_default(),
        reading.published.map(|dated| format!("{} from {:?}", dated.on, dated.from)).unwrap_or_default(),
        reading.language.unwrap_or_default(),
        reading.url.unwrap_or_default(),
    );
    for block in &reading.blocks {
        let words = text::slice(&reading.text, block.range.start, block.range.end).expect("inside");
        told += &format!("{:?}: {words}\n", block.kind);
    }
    told + &format!("left out: {}", reading.left_out.join(" / "))
}

#[test]
fn a_page_with_structured_data_is_read_whole_and_its_furniture_is_counted() {
    insta::assert_snapshot!(told(include_bytes!("fixtures/page.html"), "page.html"));
}

#[test]
fn a_page_without_any_metadata_still_gives_its_text() {
    let page =
        "<h1>سد فيسا</h1><p>قالت الحاكمة إن مهندسين أجانب يحرسون السد وعرضت جوازات سفرهم على الصحفيين يوم الأربعاء.</p>";
    insta::assert_snapshot!(told(page.as_bytes(), "a.html"));
}

#[test]
fn the_day_of_publication_is_that_of_no_change_no_comment_and_no_other_page() {
    const WORDS: &str =
        "The province counts the guards at the dam twice a year, and the company has never objected to it.";
    let published = |head: &str, line: &str, foot: &str| {
        let more: String = (1..9).map(|year| format!("<p>{WORDS} It was so {year} years ago.</p>")).collect();
        let page = format!(
            "<html lang=en><head><title>Guards at the dam</title>{head}</head><body><article><h1>Guards at the dam</h1>{line}\
             <p>{WORDS}</p>{more}</article>{foot}</body></html>"
        );
        let reading = read(page.as_bytes(), &Hint::default()).expect("readable");
        reading.published.map(|dated| dated.on.to_string()).unwrap_or_default()
    };
    const STATED: &str = "<meta property=article:published_time content=2025-04-09T10:00:00Z>";
    const CARDS: &str = "<div><div class=details><p class=day>1 June 2025</p>The road</div>\
                         <div class=details><p class=day>2 June 2025</p>The bridge</div>\
                         <div class=details><p class=day>3 June 2025</p>The mill</div></div>";
    const CHANGED: &str = "<meta property=article:modified_time content=2025-06-01T10:00:00Z>";
    const LINKED: &str =
        "<script type=application/ld+json>{\"@type\": \"NewsArticle\", \"datePublished\": \"2025-04-09\"}</script>";
    for (head, line, foot, day) in [
        ("", "<p>9 April 2025</p>", "", "2025-04-09"),
        ("", "<p>9 April 2025, updated 1 June 2025</p>", "", "2025-04-09"),
        ("", "<p>Updated 1 June 2025, published 9 April 2025</p>", "", "2025-04-09"),
        ("", "<div><span>By</span><b>Ida Lorn</b><span>April 9, 2025</span></div>", "", "2025-04-09"),
        // What the page itself calls a change is none of its publication.
        (CHANGED, "<p>Updated 1 June 2025</p>", "", ""),
        // Structured data alone is no match for the later day that readers see; with another witness it is.
        (LINKED, "", "", "2025-04-09"),
        (LINKED, "<p>Updated 1 June 2025</p>", "", ""),
        (LINKED, "<p>Updated 9 April 2025</p>", "", "2025-04-09"),
        (&format!("{LINKED}{STATED}"), "<p>Updated 1 June 2025</p>", "", "2025-04-09"),
        (STATED, "<p class=last-modified>1 June 2025</p>", "", "2025-04-09"),
        ("", "<div class=field-changed><time datetime=2025-06-01>1 June 2025</time></div>", "", ""),
        (
            "",
            "<time class=published datetime=2025-06-01>Updated 1 June 2025</time> <p>Posted on 9 April 2025</p>",
            "",
            "2025-04-09",
        ),
        // Others have days too.
        (
            STATED,
            "<ul><li>1 June 2025: counted the guards anew, with those who had been away in spring</li></ul>",
            "",
            "2025-04-09",
        ),
        (
            "",
            "<p>9 April 2025</p>",
            "<div class=comments><time pubdate datetime=2025-06-01>1 June 2025</time></div>",
            "2025-04-09",
        ),
        ("", "<ul class=posted><li>Teo Brandt</li><li><span>Joined</span></li><li>1 June 2025</li></ul>", "", ""),
        ("", "<p class=posted>Film available until:<br>1 June 2025</p>", "", ""),
        (STATED, "<ul><li><a href=/d>Who counts the guards on the road</a> 1 June 2025</li></ul>", "", "2025-04-09"),
        ("", "", CARDS, ""),
        ("<meta itemprop=uploadDate content=2025-04-09>", "", CARDS, "2025-04-09"),
        (
            "",
            "<p><time datetime=2025-04-09>9 April</time></p>",
            "<aside><time pubdate datetime=2025-06-01>1 June</time><time pubdate datetime=2025-06-01>2 June</time></aside>",
            "2025-04-09",
        ),
        // The day at the foot, where it stands beside the byline.
        ("", "", "<div><p>Written by Ida Lorn and Teo Brandt</p><p>April 9, 2025</p></div>", "2025-04-09"),
        // The data of the page's program, in an attribute.
        ("<meta name=page content='{\"datePublished\": \"2025-04-09\"}'>", "", "", "2025-04-09"),
        // Two days in one element: one of them is not the page's.
        ("", "<p><time datetime=2025-06-01>April 9, 2025</time></p>", "", ""),
    ] {
        assert_eq!(published(head, line, foot), day, "{head} {line} {foot}");
    }
}

#[test]
fn the_days_of_posts_from_other_sites_are_never_the_day_of_publication() {
    const WORDS: &str =
        "The province counts the guards at the dam twice a year, and the company has never objected to it.";
    const POSTS: [&str; 6] = [
        "<blockquote class=twitter-tweet><p>155 of them.</p>&mdash; Mirel Oszta (@mirel_oszta) \
         <a href=https://posts.example/1>June 1, 2025</a></blockquote>",
        "<blockquote><p>155 of them.</p><p>— Mirel Oszta (@mirel_oszta) <time datetime=2025-06-01>June 1, 2025</time></p>\
         </blockquote>",
        "<div class='twitter-tweet twitter-tweet-rendered'><div><b>Mirel Oszta</b> @mirel_oszta</div><p>155 of them.</p>\
         <p>June 1, 2025</p></div>",
        "<div class=fb-post><div class=meta><time class=published datetime=2025-06-01T08:00:00Z>1 June 2025</time></div>\
         <p>155 of them.</p></div>",
        "<div><p>155 of them.</p><p>— Mirel Oszta (@mirel_oszta) June 1, 2025</p></div>",
        "<div class=tgme_widget_message><p>Posted on 1 June 2025</p><p>155 of them.</p></div>",
    ];
    let published = |top: &str, near: &str, middle: &str| {
        let more: String = (1..9).map(|year| format!("<p>{WORDS} It was so {year} years ago.</p>")).collect();
        let page = format!(
            "<html lang=en><head><title>Guards at the dam</title></head><body><article>{top}<h1>Guards at the dam</h1>\
             {near}<p>{WORDS}</p>{more}{middle}{more}</article></body></html>"
        );
        let reading = read(page.as_bytes(), &Hint::default()).expect("readable");
        reading.published.map(|dated| dated.on.to_string()).unwrap_or_default()
    };
    for post in POSTS {
        for (top, near, middle) in [(post, "", ""), ("", post, ""), ("", "", post), (post, post, post)] {
            assert_eq!(published(top, near, middle), "", "{post} alone: {}{}{}", top.len(), near.len(), middle.len());
        }
        let own = "<p>9 April 2025</p>";
        for (top, near) in [(post, own.to_owned()), ("", format!("{post}{own}")), ("", format!("{own}{post}"))] {
            assert_eq!(published(top, &near, post), "2025-04-09", "{post} beside the page's own day: {near}");
        }
    }
}

#[test]
fn elements_nested_three_thousand_deep_do_no_harm() {
    let page = format!("<html><body>{}words{}</body></html>", "<div>".repeat(3_000), "</div>".repeat(3_000));
    let _ = read(page.as_bytes(), &Hint::default());
}

#[test]
fn a_page_nested_without_end_is_given_up_at_once() {
    let page = format!("<html><body>{}words", "<div>".repeat(200_000));
    assert_eq!(read(page.as_bytes(), &Hint::default()).err(), Some(documents::Error::TooDeep));
}

#[test]
fn a_page_that_hides_its_text_until_its_program_runs_is_read_and_says_so() {
    let words = "The province counts the guards at the dam twice a year, and the company does not. ".repeat(30);
    let page = format!(
        "<html><body><p>Loading</p><div hidden id=\"S:0\"><h1>Guards at the dam</h1><p>{words}</p></div></body></html>"
    );
    let reading = read(page.as_bytes(), &Hint::default()).expect("readable");
    assert!(reading.text.contains("twice a year"));
    assert!(reading.warnings[0].contains("hides its text"), "{:?}", reading.warnings);
}

#[test]
fn comments_are_left_out_beside_an_article_and_read_where_there_is_nothing_else() {
    let said = "I have worked at the dam for thirty years, and nobody ever counted us. Not once, not ever. ".repeat(4);
    let article =
        "The province counts the guards at the dam twice a year, and the company has never objected to it. ".repeat(9);
    let page = format!(
        "<html><head><title>Guards at the dam</title></head><body><article><h1>Guards at the dam</h1><p>{article}</p><p>{article}</p></article>\
         <div class=\"comments\"><p>{said}</p></div></body></html>"
    );
    let reading = read(page.as_bytes(), &Hint::default()).expect("readable");
    assert!(reading.text.contains("twice a year") && !reading.text.contains("thirty years"));
    assert!(reading.left_out.iter().any(|piece| piece.contains("thirty years")));
}

#[test]
fn a_day_just_above_the_headline_is_as_near_as_one_below_it() {
    let words = "The province counts the guards at the dam twice a year, and the company does not object. ".repeat(9);
    let page = format!(
        "<html lang=en><head><title>Guards at the dam</title></head><body><p>9 April 2025</p><h1>Guards at the dam</h1>\
         <p>{words}</p><p>{words}</p><p>The mill, 2 June 2025</p></body></html>"
    );
    let reading = read(page.as_bytes(), &Hint::default()).expect("readable");
    assert_eq!(reading.published.map(|dated| dated.on.to_string()).as_deref(), Some("2025-04-09"));
}

/// What a page about the dam, with `head` in its head and `under` under its headline, says of its day and authors.
fn dated(head: &str, under: &str) -> (String, Vec<String>) {
    let article = "The province counts the guards at the dam twice a year, and the company does not object. ".repeat(9);
    let page = format!(
        "<html lang=\"en\"><head><title>Guards at the dam</title>{head}</head><body><article><h1>Guards at the dam</h1>{under}\
         <p>{article}</p><p>{article}</p></article></body></html>"
    );
    let reading = read(page.as_bytes(), &Hint::default()).expect("readable");
    (reading.published.map(|dated| dated.on.to_string()).unwrap_or_default(), reading.byline)
}

#[test]
fn the_day_that_readers_see_at_the_headline_outranks_another_in_the_markup() {
    let stated = "<meta property=\"article:published_time\" content=\"2025-04-12T02:10:00Z\">";
    for (under, day) in [
        ("", "2025-04-12"),
        ("<p>April 9, 2025</p>", "2025-04-09"),
        ("<p>Ida Lorn • 14 June 2025</p>", "2025-06-14"),
        ("<p>Published June 14, 2025</p><p>Updated April 12, 2025</p>", "2025-06-14"),
        // The evening before, where the page is made; the evening after is no time zone's at that hour.
        ("<p>April 11, 2025</p>", "2025-04-11"),
        ("<p>April 13, 2025</p>", "2025-04-12"),
        // A change that bears no day leaves the day before it.
        ("<p>April 11, 2025 / 12:25 / Updated 8 hours ago</p>", "2025-04-11"),
        ("<p>April 11, 2025, updated</p>", "2025-04-12"),
        // A change, two ways to read it, a day that the page shows too, and another thing's day.
        ("<p>Updated June 14, 2025</p>", "2025-04-12"),
        ("<p>06.05.2025</p>", "2025-04-12"),
        ("<p>June 14, 2025</p><p>First published on April 12, 2025</p>", "2025-04-12"),
        ("<p>Closes: June 14, 2025</p>", "2025-04-12"),
        ("<p>Dam June 14, 2025</p><p>Road June 15, 2025</p><p>Bridge June 16, 2025</p>", "2025-04-12"),
    ] {
        assert_eq!(dated(stated, under).0, day, "{under}");
    }
    // An earlier day that the page names as that of publication needs no time zone.
    let later = "<meta name=date content=2025-04-12T14:10:00>";
    assert_eq!(dated(later, "<p>Published April 11, 2025</p>").0, "2025-04-11");
    assert_eq!(dated(later, "<p>April 11, 2025</p>").0, "2025-04-12");
    assert_eq!(dated("", "<p>Vol. 15, 2025 Apr 9</p>").0, "2025-04-09");
}

#[test]
fn a_person_is_named_before_an_account_and_an_account_before_the_house() {
    let house = "<meta property=\"og:site_name\" content=\"Vessa Wire\"><meta name=\"author\" content=\"Vessa Wire\">";
    let account = "<meta name=\"author\" content=\"ilorn\">";
    let firm = "<script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"author\": {\"@type\": \"Organization\", \"name\": \"Dam Watch\"}}</script>";
    for (head, under, people) in [
        (house, "", vec!["Vessa Wire"]),
        (house, "<p>By Ida Lorn</p>", vec!["Ida Lorn"]),
        (account, "", vec!["ilorn"]),
        (account, "<p class=\"post-author__name\">Ida Lorn</p>", vec!["Ida Lorn"]),
        (firm, "", vec!["Dam Watch"]),
        (firm, "<div class=\"comment\"><span class=\"author-name\">Teo Brandt</span></div>", vec!["Dam Watch"]),
        ("", "<p>9 April 2025 by Ida Lorn</p>", vec!["Ida Lorn"]),
        ("", "<p>Ida Lorn | Chief of the desk | April 9, 2025</p>", vec!["Ida Lorn"]),
        ("", "<p>Written by</p><p>Ida Lorn, Water and Energy Editor</p>", vec!["Ida Lorn"]),
        ("", "<p>By the end of the year the guards were counted.</p>", vec![]),
        (
            "<meta name=\"twitter:label1\" content=\"Written by\"><meta name=\"twitter:data1\" content=\"Ida Lorn\">",
            "",
            vec!["Ida Lorn"],
        ),
    ] {
        assert_eq!(dated(head, under).1, people, "{head} {under}");
    }
}

#[test]
fn a_page_says_when_it_was_changed_and_whether_only_subscribers_see_it_whole() {
    const WORDS: &str =
        "The province counts the guards at the dam twice a year, and the company has never objected to it.";
    let linked = |more: &str| {
        format!("<script type=application/ld+json>{{\"@type\": \"NewsArticle\", \"headline\": \"Dam\"{more}}}</script>")
    };
    let changed = "<meta property=article:modified_time content=2025-04-09T23:30:00+03:00>";
    for (head, modified, is_for_subscribers) in [
        (linked(""), None, false),
        (linked(", \"isAccessibleForFree\": true"), None, false),
        (linked(", \"isAccessibleForFree\": \"False\""), None, true),
        ("<meta property=article:content_tier content=locked>".to_owned(), None, true),
        ("<meta property=article:content_tier content=free>".to_owned(), None, false),
        (changed.to_owned(), Some(("2025-04-09T23:30:00+03:00", DatedFrom::Meta)), false),
        (
            linked(", \"dateModified\": \"2025-04-10T01:00:00+03:00\"") + changed,
            Some(("2025-04-10T01:00:00+03:00", DatedFrom::JsonLd)),
            false,
        ),
        (
            "<body><time itemprop=dateModified datetime=2025-04-09T20:30Z>9 April</time>".to_owned(),
            Some(("2025-04-09T20:30Z", DatedFrom::TimeElement)),
            false,
        ),
    ] {
        let page =
            format!("<html lang=en><title>Dam</title>{head}<article><h1>Dam</h1><p>{WORDS}</p></article></html>");
        let reading = read(page.as_bytes(), &Hint::default()).expect("readable");
        let found = reading.modified.as_ref().map(|dated| (dated.as_written.as_str(), dated.from));
        assert_eq!((found, reading.paywalled), (modified, is_for_subscribers), "{head}");
    }
}

#[test]
fn structured_data_that_was_escaped_like_words_is_read() {
    let head = "<script type=\"application/ld+json\">{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;datePublished&quot;: &quot;2025-04-09&quot;}</script>";
    assert_eq!(dated(head, "").0, "2025-04-09");
}

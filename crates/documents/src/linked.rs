//! What a page is shown with: the style sheets, pictures and fonts that it or its style sheets name. Nothing that acts.

use std::collections::BTreeSet;

use dom_query::{Document, NodeRef};
use url::Url;

use crate::{encoding, html};

/// Addresses that are told at most.
const MOST: usize = 2_000;
/// Where a page names a picture, and in which attribute.
const PICTURES: [(&str, &str); 6] = [
    ("img[src]", "src"),
    ("link[rel~=stylesheet][href]", "href"),
    ("link[rel~=icon][href]", "href"),
    ("video[poster]", "poster"),
    ("input[type=image][src]", "src"),
    ("image[href]", "href"),
];

/// The addresses of what the page or style sheet `bytes`, fetched from `address`, is shown with, in their order.
pub fn linked(bytes: &[u8], address: &str, is_style: bool) -> Vec<String> {
    let text = encoding::decode(bytes).text;
    let Ok(base) = Url::parse(address) else { return Vec::new() };
    let (base, named) = if is_style { (base, in_style(&text)) } else { in_page(&text, base) };
    let mut seen = BTreeSet::new();
    let resolved = named.iter().filter_map(|name| {
        let mut url = base.join(name.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        url.set_fragment(None);
        Some(url.to_string())
    });
    resolved.filter(|url| url != address && seen.insert(url.clone())).take(MOST).collect()
}

/// What `page` names, and what its addresses are counted from.
fn in_page(page: &str, address: Url) -> (Url, Vec<String>) {
    if html::is_too_deep(page) {
        return (address, Vec::new());
    }
    let page = Document::from(page);
    let stated = page.select("base[href]").attr("href").and_then(|href| address.join(&href).ok());
    let mut named = Vec::new();
    for (place, attribute) in PICTURES {
        named.extend(page.select(place).nodes().iter().filter_map(|node| said(node, attribute)));
    }
    for node in page.select("img[srcset], source[srcset]").nodes() {
        named.extend(said(node, "srcset").map(|set| candidates(&set)).unwrap_or_default());
    }
    for node in page.select("style").nodes() {
        named.extend(in_style(&node.text()));
    }
    for node in page.select("[style]").nodes() {
        named.extend(said(node, "style").map(|style| in_style(&style)).unwrap_or_default());
    }
    (stated.unwrap_or(address), named)
}

fn said(node: &NodeRef<'_>, attribute: &str) -> Option<String> {
    node.attr(attribute).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// The addresses of a set of pictures for several widths.
fn candidates(set: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = set.trim_start_matches([' ', '\n', '\t', '\r', ',']);
    while !rest.is_empty() {
        // An address ends at white space; a comma at its end parts it from the next.
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        found.push(address.trim_end_matches(',').to_owned());
        let is_parted = address.ends_with(',');
        let after = if is_parted { after } else { after.find(',').map_or("", |at| &after[at..]) };
        rest = after.trim_start_matches([' ', '\n', '\t', '\r', ',']);
    }
    found
}

/// The addresses that a style sheet names: in `url(…)`, and after `@import`.
fn in_style(style: &str) -> Vec<String> {
    let style = without_comments(style);
    let mut found = Vec::new();
    let mut rest = style.as_str();
    while let Some(at) = [rest.find("url("), rest.find("@import")].into_iter().flatten().min() {
        rest = rest[at..].strip_prefix("@import").or_else(|| rest[at..].strip_prefix("url(")).unwrap_or_default();
        let value = rest.trim_start();
        let address = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
            // After @import stands "url(" itself, which is found next.
            Some(_) if !value.starts_with("url(") => value.split([')', ';', ' ']).next(),
            _ => None,
        };
        found.extend(address.map(str::trim).filter(|address| !address.is_empty()).map(str::to_owned));
    }
    found
}

fn without_comments(style: &str) -> String {
    let mut kept = String::new();
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("/*") {
        kept += before;
        rest = after.split_once("*/").map_or("", |(_, rest)| rest);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_is_shown_with_is_named_and_nothing_that_acts() {
        let page = "<html><head><base href='/news/'><link rel=stylesheet href='a.css'><link rel='icon' href=/i.ico>\
            <link rel=preload href=/p.js><script src=/s.js></script><style>@import 'b.css'; /* url(no.png) */ h1 { background: URL }\
            p { background: url( \"c.png\" ) } @font-face { src: url(f.woff2) format('woff2') }</style></head>\
            <body style='background:url(d.png)'><img src='e.jpg#x' srcset='e-1.jpg 1x, https://cdn.example/e,2.jpg 2x,f.jpg'>\
            <img src='data:image/png;base64,AA'><img src='javascript:run()'><iframe src=/ad.html></iframe><a href=/next>n</a>\
            <picture><source srcset=\"سد.webp 640w\"></picture><video src=v.mp4 poster=v.jpg></video><img src=e.jpg></body></html>";
        let found = linked(page.as_bytes(), "https://vessa.example/a", false);
        let own = |name: &str| format!("https://vessa.example/news/{name}");
        let mut expected: Vec<String> =
            ["a.css", "e.jpg", "e-1.jpg", "f.jpg", "v.jpg", "b.css", "c.png", "f.woff2", "d.png", "%D8%B3%D8%AF.webp"]
                .map(own)
                .into();
        expected.extend(["https://vessa.example/i.ico", "https://cdn.example/e,2.jpg"].map(str::to_owned));
        let sorted = |mut all: Vec<String>| {
            all.sort();
            all
        };
        assert_eq!(sorted(found), sorted(expected));
    }

    #[test]
    fn a_style_sheet_names_others_and_a_broken_one_ends() {
        let style = "@import url('more.css') screen;\n@import \"other.css\";\n.x{background:url(../i/x.png)}\n.y{background:url(";
        let found = linked(style.as_bytes(), "https://vessa.example/css/a.css", true);
        assert_eq!(
            found,
            [
                "https://vessa.example/css/more.css",
                "https://vessa.example/css/other.css",
                "https://vessa.example/i/x.png"
            ]
        );
        for broken in ["url(", "@import", "@import '", "url('", "/*", "*/url("] {
            assert_eq!(
                linked(broken.as_bytes(), "https://vessa.example/a.css", true),
                Vec::<String>::new(),
                "{broken}"
            );
        }
    }
}

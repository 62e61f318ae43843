//! Text that a page holds only as data of its program, as markup in a string of JSON.

use dom_query::Document;

/// Bytes of a string that may be an article.
const LONG: usize = 1_000;

/// The longest piece of markup with paragraphs in it that a script of `page` holds as a string.
pub(crate) fn text(page: &Document) -> Option<String> {
    let scripts = page.select("script");
    scripts.nodes().iter().filter_map(|script| longest(&script.text())).max_by_key(String::len)
}

fn longest(script: &str) -> Option<String> {
    let mut best: Option<&str> = None;
    let mut rest = script;
    while let Some(at) = rest.find('"') {
        let inside = &rest[at + 1..];
        let end = end(inside);
        let string = &inside[..end];
        let is_text = string.len() > LONG.max(best.map_or(0, str::len)) && is_markup(string);
        if is_text {
            best = Some(string);
        }
        rest = inside.get(end + 1..).unwrap_or_default();
    }
    // A string inside a string is unwrapped once more.
    let text: String = serde_json::from_str(&format!("\"{}\"", best?)).ok()?;
    if text.contains("\\u003c") || text.contains("\\\"") { longest(&text).or(Some(text)) } else { Some(text) }
}

/// Where the string that `inside` begins with ends.
fn end(inside: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at,
            _ => {}
        }
    }
    inside.len()
}

fn is_markup(string: &str) -> bool {
    ["<p>", "<p ", "\\u003cp", "\\u003Cp", "</p>"].iter().any(|tag| string.contains(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_markup_in_a_string_is_taken_and_its_escapes_undone() {
        let words = "The dam held. ".repeat(90);
        let page = format!(
            "<script>x = {{\"a\": \"short <p>one</p>\", \"b\": \"\\u003cp\\u003eShe said \\\"no\\\". {words}\\u003c/p\\u003e\"}}</script>"
        );
        let found = text(&Document::from(page)).expect("text");
        assert!(found.starts_with("<p>She said \"no\". The dam held."), "{found}");
        assert_eq!(text(&Document::from("<script>let a = \"b</script>")), None);
    }
}

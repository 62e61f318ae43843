//! From elements to typed blocks. Markup ends here: what leaves is words.

use dom_query::NodeRef;
use domain::{BlockKind, Post};

use crate::embedded;

/// Elements nested deeper than this are read as their words alone.
const DEEPEST: usize = 256;

/// What is never words for a reader.
const UNSEEN: [&str; 17] = [
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "video", "audio",
    "head", "input", "select", "textarea", "button",
];
/// What belongs to the site and not to the article.
const FURNITURE: [&str; 4] = ["nav", "aside", "footer", "form"];
/// Elements whose words run on with those around them.
const INLINE: [&str; 33] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
    "wbr",
];
/// Class names that the common embedding codes give their posts.
const POSTS: [&str; 7] = [
    "twitter-tweet",
    "twitter-video",
    "mastodon-embed",
    "bluesky-embed",
    "telegram-post",
    "instagram-media",
    "fb-post",
];

/// One block's words.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) kind: BlockKind,
    pub(crate) text: String,
    pub(crate) post: Option<Post>,
}

/// The blocks of `node`, without the site's furniture.
pub(crate) fn of(node: &NodeRef<'_>) -> Vec<Words> {
    gathered(node, true)
}

/// The blocks of `node`, the site's furniture too.
pub(crate) fn with_furniture(node: &NodeRef<'_>) -> Vec<Words> {
    gathered(node, false)
}

fn gathered(node: &NodeRef<'_>, skip_furniture: bool) -> Vec<Words> {
    let mut walk = Walk { found: Vec::new(), running: String::new(), skip_furniture };
    walk.children(node, BlockKind::Paragraph, 0);
    walk.flush(BlockKind::Paragraph);
    walk.found
}

struct Walk {
    found: Vec<Words>,
    running: String,
    skip_furniture: bool,
}

impl Walk {
    fn children(&mut self, node: &NodeRef<'_>, kind: BlockKind, depth: usize) {
        for child in node.children() {
            if child.is_text() {
                self.running.push_str(&child.text());
            } else if child.is_element() {
                self.element(&child, kind, depth + 1);
            }
        }
    }

    fn element(&mut self, node: &NodeRef<'_>, kind: BlockKind, depth: usize) {
        let name = node.node_name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        let name = name.as_str();
        if UNSEEN.contains(&name) || is_hidden(node) || (self.skip_furniture && FURNITURE.contains(&name)) {
            return;
        }
        if depth > DEEPEST {
            return;
        }
        match name {
            "br" => self.running.push('\u{2028}'),
            "blockquote" => self.quote(node, depth),
            "tr" => {
                self.flush(kind);
                let cells: Vec<String> = node.children().iter().map(words_of).filter(|cell| !cell.is_empty()).collect();
                self.push(BlockKind::TableRow, cells.join("\t"), None);
            }
            _ if INLINE.contains(&name) => self.children(node, kind, depth),
            _ => {
                self.flush(kind);
                let inside = match name {
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
                    "li" | "dd" | "dt" => BlockKind::ListItem,
                    "figcaption" | "caption" => BlockKind::Caption,
                    _ => kind,
                };
                self.children(node, inside, depth);
                self.flush(inside);
            }
        }
    }

    /// A quotation; a post when its class or its last line says so.
    fn quote(&mut self, node: &NodeRef<'_>, depth: usize) {
        self.flush(BlockKind::Paragraph);
        let class = node.attr("class").unwrap_or_default();
        let before = self.found.len();
        self.children(node, BlockKind::Quote, depth);
        self.flush(BlockKind::Quote);
        let inside = self.found.split_off(before);
        let lines: Vec<&str> = inside.iter().flat_map(|words| words.text.lines()).collect();
        let signed = lines.iter().rev().find_map(|line| embedded::signature(line));
        if signed.is_some() || class.split_whitespace().any(|name| POSTS.contains(&name)) {
            self.push(BlockKind::EmbeddedPost, lines.join("\n"), Some(signed.unwrap_or_default()));
        } else {
            self.found.extend(inside);
        }
    }

    fn flush(&mut self, kind: BlockKind) {
        let running = std::mem::take(&mut self.running);
        let lines: Vec<String> = running.split('\u{2028}').map(crate::text::tidy).collect();
        self.push(kind, lines.join("\n"), None);
    }

    fn push(&mut self, kind: BlockKind, text: String, post: Option<Post>) {
        let text = text.trim().to_owned();
        if !text.is_empty() {
            self.found.push(Words { kind, text, post });
        }
    }
}

/// The words of a table cell, its blocks made one line.
fn words_of(node: &NodeRef<'_>) -> String {
    if node.is_text() {
        return crate::text::tidy(&node.text());
    }
    gathered(node, true).into_iter().map(|words| crate::text::tidy(&words.text)).collect::<Vec<_>>().join(" ")
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    node.has_attr("hidden")
        || node.attr("aria-hidden").is_some_and(|value| &*value == "true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

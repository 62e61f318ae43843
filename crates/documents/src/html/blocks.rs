//! From elements to typed blocks. Markup ends here: what leaves is words, and what was around them.

use dom_query::NodeRef;
use domain::{BlockKind, Post};

use super::hints::{self, Hint, Hints, bit};
use crate::embedded;

/// Elements nested deeper than this are read as their words alone.
const DEEPEST: usize = 256;
/// More blocks than this are no page that somebody wrote.
const MOST: usize = 60_000;
/// Letters in a cell of a table of facts, at most; a longer one lays out the page.
const CELL: usize = 600;

/// What is never words for a reader.
const UNSEEN: [&str; 19] = [
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "video", "audio",
    "head", "input", "select", "textarea", "button", "datalist", "map",
];
/// Elements whose words run on with those around them.
const INLINE: [&str; 38] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
];
/// Elements that hold more than one cell of facts does.
const LAYOUT: [&str; 12] =
    ["table", "article", "section", "main", "aside", "nav", "header", "footer", "form", "h1", "h2", "blockquote"];
/// Class names that the common embedding codes, and what copies posts into a page, give their posts.
const POSTS: [&str; 17] = [
    "twitter-tweet",
    "twitter-tweet-rendered",
    "twitter-video",
    "tweet",
    "embedded-tweet",
    "tweet-embed",
    "mastodon-embed",
    "bluesky-embed",
    "telegram-post",
    "tgme_widget_message",
    "instagram-media",
    "fb-post",
    "tiktok-embed",
    "reddit-embed-bq",
    "reddit-card",
    "text-post-media",
    "tumblr-post",
];

/// An element around words.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// The element around it; its own number for the outermost.
    pub(crate) parent: usize,
    /// What it says of itself.
    pub(crate) hints: Hints,
    /// How many elements are around it.
    pub(crate) depth: usize,
    /// A number for its name and class: elements alike share it.
    pub(crate) shape: u64,
}

/// One block's words, and what is known of them.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    pub(crate) kind: BlockKind,
    pub(crate) text: String,
    pub(crate) post: Option<Post>,
    /// The innermost element around them, a number in [`Page::places`].
    pub(crate) place: usize,
    /// Letters that are links.
    pub(crate) linked: usize,
    /// How many links there are.
    pub(crate) links: usize,
    /// Letters that are set strong.
    pub(crate) strong: usize,
    /// What the inline elements around most of them say.
    pub(crate) hints: Hints,
    /// The level of a heading, one to six; naught for anything else.
    pub(crate) level: u8,
    /// Whether they stand in an element meant for running text.
    pub(crate) in_paragraph: bool,
}

impl Words {
    /// A paragraph that stands in no page.
    pub(crate) fn paragraph(text: &str) -> Self {
        Self {
            kind: BlockKind::Paragraph,
            text: text.to_owned(),
            post: None,
            place: 0,
            linked: 0,
            links: 0,
            strong: 0,
            hints: 0,
            level: 0,
            in_paragraph: true,
        }
    }
}

/// What a `<time>` states.
#[derive(Debug, Clone)]
pub(crate) struct Time {
    /// How many blocks stand before it.
    pub(crate) at: usize,
    /// The innermost element around it.
    pub(crate) place: usize,
    /// The value that programs read.
    pub(crate) value: String,
    /// What it says of itself.
    pub(crate) hints: Hints,
    /// The words in it.
    pub(crate) words: String,
    /// Whether it stands in a quotation that is a post from another site.
    pub(crate) in_post: bool,
}

/// All the words of a page and the elements around them.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) times: Vec<Time>,
    pub(crate) words: Vec<Words>,
    pub(crate) places: Vec<Place>,
}

impl Page {
    /// Whether what stands in the element `place` stands in a post from another site.
    pub(crate) fn is_in_post(&self, place: usize) -> bool {
        let mut place = place;
        while place != 0 && self.places[place].hints & bit(Hint::Post) == 0 {
            place = self.places[place].parent;
        }
        place != 0
    }
}

/// Whether `node` stands in a post from another site.
pub(crate) fn is_in_post(node: &NodeRef<'_>) -> bool {
    let is_named =
        |around: &NodeRef<'_>| around.attr("class").is_some_and(|names| names.split_whitespace().any(is_post));
    let is_signed = |around: &NodeRef<'_>| {
        around.has_name("blockquote") && around.text().lines().any(|line| embedded::signature(line).is_some())
    };
    node.ancestors_it(None).any(|around| is_named(&around) || is_signed(&around))
}

fn is_post(class: &str) -> bool {
    POSTS.contains(&class)
}

/// The blocks of `node`, furniture and all; with `hidden` also those that the page hides.
pub(crate) fn of(node: &NodeRef<'_>, hidden: bool) -> Page {
    let mut walk = Walk { with_hidden: hidden, ..Walk::default() };
    walk.page.places.push(Place { parent: 0, hints: 0, depth: 0, shape: 0 });
    walk.children(node, BlockKind::Paragraph, 0);
    walk.flush(BlockKind::Paragraph);
    walk.page
}

/// Whether an element around the words says that they belong to the site and not to the article.
pub(crate) fn is_furniture(places: &[Place], words: &Words) -> bool {
    const FURNITURE: Hints =
        bit(Hint::NavElement) | bit(Hint::AsideElement) | bit(Hint::FooterElement) | bit(Hint::FormElement);
    let mut place = words.place;
    while place != 0 {
        if places[place].hints & FURNITURE != 0 {
            return true;
        }
        place = places[place].parent;
    }
    false
}

#[derive(Default)]
struct Walk {
    page: Page,
    hints: hints::Reader,
    place: usize,
    with_hidden: bool,
    running: String,
    linked: usize,
    links: usize,
    strong: usize,
    in_link: usize,
    in_strong: usize,
    in_lines: usize,
    /// Inline elements that say something, and how many bytes each covers.
    said: Vec<(Hints, usize)>,
    level: u8,
    in_paragraph: bool,
}

impl Walk {
    fn children(&mut self, node: &NodeRef<'_>, kind: BlockKind, depth: usize) {
        for child in node.children_it(false) {
            if child.is_text() {
                child.query(|node| {
                    if let dom_query::NodeData::Text { contents } = &node.data {
                        self.run_on(contents);
                    }
                });
            } else if child.is_element() {
                self.element(&child, kind, depth + 1);
            }
        }
    }

    fn run_on(&mut self, text: &str) {
        if self.in_lines > 0 {
            self.running.push_str(&text.replace('\n', "\u{2028}"));
        } else {
            self.running.push_str(text);
        }
        if self.in_link > 0 || self.in_strong > 0 {
            let letters = text.chars().filter(|c| !c.is_whitespace()).count();
            self.linked += if self.in_link > 0 { letters } else { 0 };
            self.strong += if self.in_strong > 0 { letters } else { 0 };
        }
    }

    fn element(&mut self, node: &NodeRef<'_>, kind: BlockKind, depth: usize) {
        let Some(seen) = Seen::of(node, &mut self.hints, self.with_hidden) else { return };
        if self.page.words.len() >= MOST {
            return;
        }
        if depth > DEEPEST {
            self.run_on(&node.text());
            return;
        }
        let name = seen.name.as_str();
        match name {
            "br" => self.running.push('\u{2028}'),
            _ if INLINE.contains(&name) => self.inline(node, &seen, kind, depth),
            _ => {
                self.flush(kind);
                let outer = (self.place, self.level, self.in_paragraph);
                self.enter(&seen);
                self.block(node, &seen, kind, depth);
                (self.place, self.level, self.in_paragraph) = outer;
            }
        }
    }

    fn inline(&mut self, node: &NodeRef<'_>, seen: &Seen, kind: BlockKind, depth: usize) {
        let before = self.running.len();
        if let Some(value) = &seen.time {
            let (at, words) = (self.page.words.len(), node.text().to_string());
            self.page.times.push(Time {
                at,
                place: self.place,
                value: value.clone(),
                hints: seen.hints,
                words,
                in_post: false,
            });
        }
        let (is_link, is_strong) = (seen.name == "a" && seen.links, matches!(&*seen.name, "b" | "strong"));
        self.in_link += usize::from(is_link);
        self.links += usize::from(is_link);
        self.in_strong += usize::from(is_strong);
        self.children(node, kind, depth);
        self.in_link -= usize::from(is_link);
        self.in_strong -= usize::from(is_strong);
        if seen.hints != 0 {
            self.said.push((seen.hints, self.running.len().saturating_sub(before)));
        }
    }

    fn enter(&mut self, seen: &Seen) {
        let parent = self.place;
        let depth = self.page.places[parent].depth + 1;
        self.page.places.push(Place { parent, hints: seen.hints, depth, shape: seen.shape });
        self.place = self.page.places.len() - 1;
    }

    fn block(&mut self, node: &NodeRef<'_>, seen: &Seen, kind: BlockKind, depth: usize) {
        let name = seen.name.as_str();
        if name == "blockquote" {
            return self.quote(node, seen, depth);
        }
        if name == "tr" && is_facts(node) {
            return self.row(node, depth);
        }
        let inside = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.level = name.as_bytes()[1] - b'0';
                BlockKind::Heading
            }
            "li" | "dd" | "dt" => BlockKind::ListItem,
            "figcaption" | "caption" => BlockKind::Caption,
            _ => kind,
        };
        self.in_paragraph |= name == "p";
        self.in_lines += usize::from(name == "pre");
        self.children(node, inside, depth);
        self.flush(inside);
        self.in_lines -= usize::from(name == "pre");
    }

    /// A row of a table of facts: one block, its cells parted by tabs.
    fn row(&mut self, node: &NodeRef<'_>, depth: usize) {
        let mut cells: Vec<String> = Vec::new();
        let mut whole: Option<Words> = None;
        for cell in node.children_it(false).filter(NodeRef::is_element) {
            let before = self.page.words.len();
            self.children(&cell, BlockKind::TableRow, depth + 1);
            self.flush(BlockKind::TableRow);
            let inside = self.page.words.split_off(before);
            let texts: Vec<String> = inside.iter().map(|words| crate::text::tidy(&words.text)).collect();
            cells.push(texts.join(" "));
            whole = inside.into_iter().fold(whole, |whole, words| Some(joined(whole, words)));
        }
        if let Some(mut whole) = whole {
            cells.retain(|cell| !cell.is_empty());
            whole.text = cells.join("\t");
            whole.kind = BlockKind::TableRow;
            whole.place = self.place;
            self.page.words.push(whole);
        }
    }

    /// A quotation; a post when its class or its last line says so.
    fn quote(&mut self, node: &NodeRef<'_>, seen: &Seen, depth: usize) {
        let (before, times) = (self.page.words.len(), self.page.times.len());
        self.children(node, BlockKind::Quote, depth);
        self.flush(BlockKind::Quote);
        let inside = self.page.words.split_off(before);
        let signed = inside.iter().flat_map(|words| words.text.lines()).filter_map(embedded::signature).next_back();
        if signed.is_some() || seen.is_post {
            self.page.times[times..].iter_mut().for_each(|time| time.in_post = true);
            let text = inside.iter().map(|words| words.text.as_str()).collect::<Vec<_>>().join("\n");
            if let Some(mut whole) = inside.into_iter().fold(None, |whole, words| Some(joined(whole, words))) {
                (whole.kind, whole.text, whole.post) =
                    (BlockKind::EmbeddedPost, text, Some(signed.unwrap_or_default()));
                self.page.words.push(whole);
            }
        } else {
            self.page.words.extend(inside);
        }
    }

    fn flush(&mut self, kind: BlockKind) {
        let running = std::mem::take(&mut self.running);
        let (linked, links) = (std::mem::take(&mut self.linked), std::mem::take(&mut self.links));
        let strong = std::mem::take(&mut self.strong);
        let said = std::mem::take(&mut self.said);
        let length = running.trim().len();
        if length == 0 {
            return;
        }
        let hints =
            said.iter().filter(|(_, covered)| covered * 10 >= length * 6).fold(0, |all, (hints, _)| all | hints);
        let pieces = pieces(&running);
        let all: usize = pieces.iter().map(String::len).sum();
        for text in pieces {
            // Links are shared out by length: where in the run they stood is not kept.
            let part = |many: usize| if text.len() == all { many } else { many * text.len() / all };
            self.page.words.push(Words {
                kind,
                place: self.place,
                linked: part(linked),
                links: part(links),
                strong: part(strong),
                hints,
                level: self.level,
                in_paragraph: self.in_paragraph,
                post: None,
                text,
            });
        }
    }
}

/// What is seen of an element before its words are read.
struct Seen {
    name: String,
    hints: Hints,
    shape: u64,
    links: bool,
    is_post: bool,
    time: Option<String>,
}

impl Seen {
    /// The element at `node`; `None` when no reader sees its words.
    fn of(node: &NodeRef<'_>, reader: &mut hints::Reader, with_hidden: bool) -> Option<Self> {
        let element = node.element_ref()?;
        let name = element.name.local.to_ascii_lowercase().to_string();
        if UNSEEN.contains(&name.as_str()) {
            return None;
        }
        let mut seen = Self { hints: hints::of_name(&name), shape: 0, links: false, is_post: false, time: None, name };
        // What a page says of all of itself tells its parts not apart.
        let is_whole = matches!(seen.name.as_str(), "html" | "body");
        let mut shape = std::hash::DefaultHasher::new();
        std::hash::Hash::hash(&seen.name, &mut shape);
        for attribute in &element.attrs {
            let value: &str = &attribute.value;
            match &*attribute.name.local {
                "class" | "id" if is_whole => {}
                "class" => {
                    seen.hints |= reader.of(value);
                    seen.is_post = value.split_whitespace().any(is_post);
                    seen.hints |= if seen.is_post { bit(Hint::Post) } else { 0 };
                    std::hash::Hash::hash(value, &mut shape);
                }
                "id" => seen.hints |= reader.of(value),
                "role" => seen.hints |= hints::of_role(value),
                "itemprop" if value.eq_ignore_ascii_case("articleBody") => seen.hints |= bit(Hint::Body),
                "href" => seen.links = true,
                "datetime" if seen.name == "time" => seen.time = Some(value.to_owned()),
                "hidden" if !with_hidden => return None,
                "aria-hidden" if value == "true" => seen.hints |= bit(Hint::Hidden),
                "style" if !with_hidden && is_hiding(value) => return None,
                _ => {}
            }
        }
        if seen.name == "time" && seen.time.is_none() {
            seen.time = Some(crate::text::tidy(&node.text()));
        }
        seen.shape = std::hash::Hasher::finish(&shape);
        Some(seen)
    }
}

fn is_hiding(style: &str) -> bool {
    let style = style.replace(' ', "").to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// Whether a row's cells hold facts, and not the parts of a page.
fn is_facts(row: &NodeRef<'_>) -> bool {
    let mut letters = 0;
    for node in row.descendants_it() {
        if node.is_element() {
            let lays_out = node.element_ref().is_some_and(|element| LAYOUT.contains(&&*element.name.local));
            if lays_out {
                return false;
            }
        } else if node.is_text() {
            letters += node.query_or(0, |node| match &node.data {
                dom_query::NodeData::Text { contents } => contents.trim().len(),
                _ => 0,
            });
        }
        if letters > CELL * 3 {
            return false;
        }
    }
    true
}

/// `words` after `whole`, as one.
fn joined(whole: Option<Words>, words: Words) -> Words {
    let Some(mut whole) = whole else { return words };
    whole.linked += words.linked;
    whole.links += words.links;
    whole.strong += words.strong;
    whole
}

/// The lines of a run, parted where an empty line stands in it.
fn pieces(running: &str) -> Vec<String> {
    let mut pieces: Vec<Vec<String>> = vec![Vec::new()];
    for line in running.split('\u{2028}').map(crate::text::tidy) {
        if line.is_empty() {
            pieces.push(Vec::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.push(line);
        }
    }
    pieces.into_iter().filter(|piece| !piece.is_empty()).map(|piece| piece.join("\n")).collect()
}

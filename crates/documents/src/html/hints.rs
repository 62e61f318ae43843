//! What an element's name, classes and identifier say of the words in it.

use std::{collections::HashMap, sync::LazyLock};

use aho_corasick::{AhoCorasick, MatchKind};

/// A set of [`Hint`]s, a bit each.
pub(crate) type Hints = u64;

/// What an element can be told to be. The order is that of the weights: add at the end, and train again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Hint {
    Body,
    Article,
    Content,
    Comment,
    Navigation,
    Footer,
    Header,
    Side,
    Related,
    Social,
    Advertisement,
    SignUp,
    Author,
    Meta,
    Tag,
    Media,
    Caption,
    Consent,
    Card,
    Rating,
    Contents,
    Hidden,
    Summary,
    Title,
    Product,
    Quote,
    ArticleElement,
    MainElement,
    HeaderElement,
    FooterElement,
    NavElement,
    AsideElement,
    FormElement,
    FigureElement,
    TableElement,
    ListElement,
    SectionElement,
    DetailsElement,
    /// That it says when the page was last changed. Not measured.
    Changed,
    /// That it holds a post from another site. Not measured.
    Post,
}

/// How many are measured.
pub(crate) const HINTS: usize = Hint::DetailsElement as usize + 1;

/// Parts of class names and identifiers, and what they hint at. Short ones must stand as a word of their own.
const PARTS: &[(Hint, &[&str])] = &[
    (
        Hint::Body,
        &[
            "articlebody",
            "article-body",
            "article_body",
            "article__body",
            "article-text",
            "articletext",
            "article-content",
            "article__content",
            "article_content",
            "articlecontent",
            "entry-content",
            "entrycontent",
            "entry-body",
            "post-content",
            "postcontent",
            "post_content",
            "post-body",
            "post-text",
            "post_body",
            "postbody",
            "story-body",
            "storybody",
            "story-content",
            "story-text",
            "storytext",
            "story__body",
            "content-body",
            "content__body",
            "body-copy",
            "bodycopy",
            "body-text",
            "body-content",
            "richtext",
            "rich-text",
            "prose",
            "markdown",
            "main-text",
            "news-text",
            "newstext",
            "fulltext",
            "full-text",
            "text-content",
            "field-body",
            "field--name-body",
            "single-content",
            "blog-content",
            "page-content",
            "wysiwyg",
        ],
    ),
    (Hint::Article, &["article", "story", "entry", "post", "hentry", "blog", "news", "artikel", "articulo", "beitrag"]),
    (
        Hint::Content,
        &["content", "main", "body", "text", "inhalt", "contenu", "contenido", "paragraph", "column", "copy"],
    ),
    (
        Hint::Comment,
        &[
            "comment",
            "disqus",
            "discuss",
            "respond",
            "reply",
            "replies",
            "kommentar",
            "coment",
            "forum",
            "livefyre",
            "guestbook",
            "bbwrapper",
            "messagelist",
            "webmention",
            "pingback",
            "trackback",
            "discourse",
            "coral-",
            "viafoura",
        ],
    ),
    (
        Hint::Navigation,
        &[
            "nav",
            "navi",
            "menu",
            "breadcrumb",
            "crumb",
            "pagination",
            "pager",
            "paging",
            "tabs",
            "toolbar",
            "navbar",
            "navigation",
            "submenu",
            "skip",
            "sitemap",
            "prev",
            "next",
            "jump",
        ],
    ),
    (
        Hint::Footer,
        &["footer", "foot", "bottom", "copyright", "colophon", "legal", "imprint", "disclaimer", "credits", "footnote"],
    ),
    (Hint::Header, &["header", "head", "masthead", "topbar", "hero", "banner", "logo", "branding", "top"]),
    (
        Hint::Side,
        &["sidebar", "aside", "side", "widget", "rail", "secondary", "right", "left", "complementary", "infobox"],
    ),
    (
        Hint::Related,
        &[
            "related",
            "recommend",
            "more",
            "popular",
            "trending",
            "latest",
            "also",
            "similar",
            "mostread",
            "most-read",
            "readnext",
            "outbrain",
            "taboola",
            "recirc",
            "recent",
            "other",
            "further",
            "zergnet",
            "crosslink",
            "suggest",
            "upnext",
            "onward",
        ],
    ),
    (
        Hint::Social,
        &[
            "share",
            "sharing",
            "social",
            "follow",
            "facebook",
            "twitter",
            "whatsapp",
            "addthis",
            "sharedaddy",
            "like",
            "tweet",
            "jp-post-flair",
        ],
    ),
    (
        Hint::Advertisement,
        &[
            "ad",
            "ads",
            "advert",
            "sponsor",
            "promo",
            "dfp",
            "adsense",
            "affiliate",
            "werbung",
            "publicid",
            "anzeige",
            "commercial",
        ],
    ),
    (
        Hint::SignUp,
        &[
            "subscri",
            "newsletter",
            "signup",
            "sign-up",
            "login",
            "paywall",
            "register",
            "cta",
            "donate",
            "donation",
            "mailing",
            "abo",
            "membership",
            "call-to-action",
            "optin",
            "mailchimp",
        ],
    ),
    (
        Hint::Author,
        &["author", "byline", "bio", "writer", "profile", "avatar", "autor", "auteur", "vcard", "contributor", "about"],
    ),
    (
        Hint::Meta,
        &[
            "meta",
            "date",
            "time",
            "timestamp",
            "published",
            "info",
            "dateline",
            "posted",
            "details",
            "kicker",
            "eyebrow",
            "datum",
            "pubdate",
            "reading",
        ],
    ),
    (
        Hint::Tag,
        &[
            "tag",
            "tags",
            "tagcloud",
            "category",
            "categories",
            "cat",
            "topic",
            "keyword",
            "label",
            "taxonomy",
            "badge",
            "rubri",
        ],
    ),
    (
        Hint::Media,
        &[
            "gallery",
            "image",
            "photo",
            "figure",
            "media",
            "video",
            "slideshow",
            "carousel",
            "slider",
            "player",
            "picture",
            "lightbox",
            "swiper",
            "audio",
            "podcast",
        ],
    ),
    (Hint::Caption, &["caption", "credit", "legend", "bildunter", "attribution", "photographer"]),
    (
        Hint::Consent,
        &[
            "cookie", "consent", "gdpr", "privacy", "notice", "modal", "popup", "overlay", "dialog", "alert",
            "tooltip", "toast", "dropdown", "warning",
        ],
    ),
    (
        Hint::Card,
        &[
            "card", "list", "item", "grid", "tile", "feed", "teaser", "thumb", "archive", "listing", "preview",
            "block", "module", "panel",
        ],
    ),
    (Hint::Rating, &["rating", "review", "stars", "vote", "poll", "score", "quiz", "survey"]),
    (
        Hint::Contents,
        &[
            "toc",
            "table-of-contents",
            "tableofcontents",
            "contents",
            "ez-toc",
            "anchor",
            "outline",
            "index",
            "jumplink",
        ],
    ),
    (
        Hint::Hidden,
        &[
            "hidden",
            "hide",
            "sr-only",
            "screen-reader",
            "visually-hidden",
            "visuallyhidden",
            "noprint",
            "no-print",
            "print",
            "invisible",
            "offscreen",
            "collapse",
        ],
    ),
    (
        Hint::Summary,
        &[
            "summary",
            "excerpt",
            "lead",
            "intro",
            "standfirst",
            "deck",
            "subtitle",
            "dek",
            "subhead",
            "takeaway",
            "abstract",
            "lede",
            "description",
            "tldr",
            "highlights",
        ],
    ),
    (Hint::Title, &["title", "headline", "heading", "titre", "titel", "titulo"]),
    (
        Hint::Product,
        &["price", "product", "cart", "shop", "buy", "offer", "deal", "store", "coupon", "amazon", "button", "btn"],
    ),
    (Hint::Changed, &["modified", "changed", "lastmod", "last-modify", "last-update", "last-edited", "updated-on"]),
    (Hint::Quote, &["quote", "pullquote", "blockquote", "zitat", "testimonial", "callout", "embed"]),
];

/// A part as long as this may stand inside a longer word.
const FREE: usize = 5;

/// Finds the parts; beside it each part's hint and length.
type Finder = (AhoCorasick, Vec<(Hint, usize)>);

static FINDER: LazyLock<Option<Finder>> = LazyLock::new(|| {
    let parts: Vec<(&str, Hint)> =
        PARTS.iter().flat_map(|(hint, parts)| parts.iter().map(|part| (*part, *hint))).collect();
    let finder = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::Standard)
        .build(parts.iter().map(|(part, _)| part));
    Some((finder.ok()?, parts.into_iter().map(|(part, hint)| (hint, part.len())).collect()))
});

/// Reads hints, each class name once.
#[derive(Default)]
pub(crate) struct Reader {
    known: HashMap<String, Hints>,
}

impl Reader {
    /// What `names`, a class or an identifier, hint at.
    pub(crate) fn of(&mut self, names: &str) -> Hints {
        if names.is_empty() {
            return 0;
        }
        if let Some(hints) = self.known.get(names) {
            return *hints;
        }
        let hints = looked_up(names);
        self.known.insert(names.to_owned(), hints);
        hints
    }
}

fn looked_up(names: &str) -> Hints {
    let Some((finder, parts)) = FINDER.as_ref() else { return 0 };
    let bytes = names.as_bytes();
    finder
        .find_overlapping_iter(names)
        .filter_map(|found| {
            let (hint, length) = parts.get(found.pattern().as_usize())?;
            let free = *length >= FREE;
            let starts = found.start() == 0 || begins_word(bytes, found.start());
            let ends = found.end() == bytes.len() || begins_word(bytes, found.end()) || bytes[found.end()..] == *b"s";
            (free || (starts && ends)).then(|| bit(*hint))
        })
        .fold(0, |hints, bit| hints | bit)
}

/// Whether a word can begin at `place`: after a mark or digit, at a mark, or where lower case turns into upper.
fn begins_word(bytes: &[u8], place: usize) -> bool {
    let (before, here) = (bytes[place - 1], bytes[place]);
    !before.is_ascii_alphabetic()
        || !here.is_ascii_alphabetic()
        || (before.is_ascii_lowercase() && here.is_ascii_uppercase())
}

/// What an element's name says.
pub(crate) fn of_name(name: &str) -> Hints {
    match name {
        "article" => bit(Hint::ArticleElement),
        "main" => bit(Hint::MainElement),
        "header" => bit(Hint::HeaderElement),
        "footer" => bit(Hint::FooterElement),
        "nav" => bit(Hint::NavElement),
        "aside" => bit(Hint::AsideElement),
        "form" | "fieldset" => bit(Hint::FormElement),
        "figure" => bit(Hint::FigureElement),
        "table" => bit(Hint::TableElement),
        "ul" | "ol" | "dl" => bit(Hint::ListElement),
        "section" => bit(Hint::SectionElement),
        "details" => bit(Hint::DetailsElement),
        _ => 0,
    }
}

/// What an element's role says (WAI-ARIA).
pub(crate) fn of_role(role: &str) -> Hints {
    match role {
        "main" => bit(Hint::MainElement),
        "article" => bit(Hint::ArticleElement),
        "navigation" | "menu" | "menubar" => bit(Hint::NavElement),
        "complementary" => bit(Hint::AsideElement),
        "contentinfo" => bit(Hint::FooterElement),
        "banner" => bit(Hint::HeaderElement),
        "search" | "form" => bit(Hint::FormElement),
        "dialog" | "alertdialog" => bit(Hint::Consent),
        _ => 0,
    }
}

/// The bit of `hint`.
pub(crate) const fn bit(hint: Hint) -> Hints {
    1 << hint as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_parts_are_words_and_long_ones_may_stand_anywhere() {
        let told = |names: &str| Reader::default().of(names);
        assert_eq!(told("ad-slot") & bit(Hint::Advertisement), bit(Hint::Advertisement));
        assert_eq!(told("header loaded") & bit(Hint::Advertisement), 0);
        assert_eq!(told("topAds") & bit(Hint::Advertisement), bit(Hint::Advertisement));
        assert_eq!(told("js-relatedStories") & bit(Hint::Related), bit(Hint::Related));
        assert_eq!(told("entry-content") & bit(Hint::Body), bit(Hint::Body));
        assert_eq!(told("canvas") & bit(Hint::Navigation), 0);
        assert_eq!(told(""), 0);
    }
}

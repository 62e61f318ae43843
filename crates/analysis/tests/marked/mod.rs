//! Articles with marks: "[[claimant < who relays it|stance|content|bound figure; figure]]".

use std::collections::HashSet;

use domain::{Block, BlockKind, Bound, Suggestion, TextRange, text};

/// A claim as marked.
#[derive(Debug)]
struct Claim {
    claimant: String,
    relayed_by: Option<String>,
    stance: String,
    figures: Vec<(Bound, f64)>,
    range: TextRange,
}

impl Claim {
    fn marked(mark: &str, start: u32, plain: &mut String) -> Self {
        let parts: Vec<&str> = mark.split('|').collect();
        let [source, stance, content, ref figures @ ..] = parts[..] else {
            panic!("a mark has three or four parts: {mark}");
        };
        let (claimant, relay) = source.split_once(" < ").map_or((source, None), |(who, by)| (who, Some(by)));
        plain.push_str(content);
        Self {
            claimant: claimant.to_owned(),
            relayed_by: relay.map(str::to_owned),
            stance: stance.to_owned(),
            figures: figures.iter().flat_map(|list| list.split("; ")).map(figure).collect(),
            range: TextRange { start, end: text::length(plain) },
        }
    }
}

fn figure(written: &str) -> (Bound, f64) {
    let (bound, value) = written.split_once(' ').unwrap_or(("exactly", written));
    let bound = serde_json::from_value(bound.into()).unwrap_or_else(|_| panic!("no bound: {written}"));
    (bound, value.parse().unwrap_or_else(|_| panic!("no figure: {written}")))
}

/// An article without its marks, a paragraph a line, and the claims they mark.
pub(crate) struct Article {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    claims: Vec<Claim>,
}

impl Article {
    pub(crate) fn marked(source: &str) -> Self {
        let mut article = Self { text: String::new(), blocks: Vec::new(), claims: Vec::new() };
        for line in source.lines() {
            let start = text::length(&article.text);
            let mut rest = line;
            while let Some((before, (mark, after))) =
                rest.split_once("[[").and_then(|(before, inner)| Some((before, inner.split_once("]]")?)))
            {
                article.text.push_str(before);
                let start = text::length(&article.text);
                article.claims.push(Claim::marked(mark, start, &mut article.text));
                rest = after;
            }
            article.text.push_str(rest);
            let range = TextRange { start, end: text::length(&article.text) };
            let kind = if line.starts_with("# ") { BlockKind::Heading } else { BlockKind::Paragraph };
            article.blocks.push(Block { kind, range, post: None });
            article.text.push('\n');
        }
        article
    }

    /// Whether its marks give figures: those of the oldest articles do not.
    fn counts(&self) -> bool {
        self.claims.iter().any(|claim| !claim.figures.is_empty())
    }
}

/// Shared length over whole length.
fn overlap(a: TextRange, b: TextRange) -> f64 {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    f64::from(shared) / f64::from(a.end.max(b.end) - a.start.min(b.start)).max(1.0)
}

/// Whether all words of the shorter name stand in the longer one. Nobody is the same as nobody.
fn same_party(wanted: &str, found: Option<&str>) -> bool {
    let words = |name: &str| -> HashSet<String> {
        name.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && *word != "the")
            .map(str::to_owned)
            .collect()
    };
    let (wanted, found) = (words(wanted), words(found.unwrap_or_default()));
    if wanted.is_empty() {
        return found.is_empty();
    }
    !found.is_empty() && (wanted.is_subset(&found) || found.is_subset(&wanted))
}

/// How often suggestions and marks agree, over some articles.
#[derive(Default)]
pub(crate) struct Score {
    pub(crate) articles: usize,
    pub(crate) marked: usize,
    suggested: usize,
    found: usize,
    claimant: usize,
    stance: usize,
    relay: usize,
    figures: (usize, usize),
    /// What was missed, wrong or not asked for.
    pub(crate) told: String,
}

impl Score {
    pub(crate) fn add(&mut self, article: &Article, suggestions: &[Suggestion]) {
        self.articles += 1;
        self.marked += article.claims.len();
        self.suggested += suggestions.len();
        let mut used = HashSet::new();
        for claim in &article.claims {
            let best = suggestions
                .iter()
                .enumerate()
                .filter(|(place, _)| !used.contains(place))
                .map(|(place, suggestion)| (overlap(claim.range, suggestion.passage.range), place, suggestion))
                .max_by(|a, b| a.0.total_cmp(&b.0));
            let Some((_, place, suggestion)) = best.filter(|(share, ..)| *share >= 0.5) else {
                let words = text::slice(&article.text, claim.range.start, claim.range.end).unwrap_or_default();
                self.told += &format!("missed {} {}: {words}\n", claim.claimant, claim.stance);
                continue;
            };
            used.insert(place);
            self.compare(claim, suggestion, article.counts());
        }
        for (_, suggestion) in suggestions.iter().enumerate().filter(|(place, _)| !used.contains(place)) {
            self.told += &format!("extra {:?} {}\n", suggestion.claimant, suggestion.passage.exact);
        }
    }

    fn compare(&mut self, claim: &Claim, suggestion: &Suggestion, counts: bool) {
        let Suggestion { claimant, stance, relayed_by, figures, passage, .. } = suggestion;
        let same_claimant = same_party(&claim.claimant, claimant.as_deref());
        let same_stance = serde_json::to_value(stance).is_ok_and(|stance| stance == claim.stance.as_str());
        let same_relay = same_party(claim.relayed_by.as_deref().unwrap_or_default(), relayed_by.as_deref());
        let order = |figures: Vec<(Bound, f64)>| {
            let mut told: Vec<String> = figures.iter().map(|(bound, value)| format!("{bound:?} {value}")).collect();
            told.sort();
            told
        };
        let number = |figure: &domain::Figure| figure.quantity.value.parse().expect("a decimal number");
        let given = figures.iter().map(|figure| (figure.quantity.bound, number(figure))).collect();
        let (wanted, given) = (order(claim.figures.clone()), order(given));
        self.found += 1;
        self.claimant += usize::from(same_claimant);
        self.stance += usize::from(same_stance);
        self.relay += usize::from(same_relay);
        self.figures.0 += usize::from(counts && wanted == given);
        self.figures.1 += usize::from(counts);
        if !same_claimant || !same_stance || !same_relay {
            let Claim { claimant: who, relayed_by: by, stance: does, .. } = claim;
            self.told += &format!("wanted {who} {by:?} {does}, got {claimant:?} {relayed_by:?} {stance:?}: ");
            self.told += &format!("{}\n", passage.exact);
        }
        if counts && wanted != given {
            self.told += &format!("wanted {wanted:?}, got {given:?}: {}\n", passage.exact);
        }
    }

    /// F1 of the spans; then of those found, how many have the right claimant, stance, relay and figures.
    #[expect(clippy::cast_precision_loss, reason = "a few hundred claims")]
    pub(crate) fn shares(&self) -> [f64; 5] {
        let of = |right: usize, all: usize| if all == 0 { 1.0 } else { right as f64 / all as f64 };
        [
            of(2 * self.found, self.marked + self.suggested),
            of(self.claimant, self.found),
            of(self.stance, self.found),
            of(self.relay, self.found),
            of(self.figures.0, self.figures.1),
        ]
    }
}

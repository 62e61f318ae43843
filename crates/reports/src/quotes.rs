//! The lock on quotations: each is held against its source before a report leaves the house.

use std::collections::BTreeMap;

use domain::{Article, ArticleId, CaseFile, ClaimId, EvidenceMatter, Passage, Quotation, TextRange};
use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use crate::{
    outline,
    plan::{Piece, Plan},
};

/// How far words agree with their source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Fidelity {
    /// Letter for letter.
    Exact,
    /// But for quotation marks, dashes, spaces, ligatures and invisible characters.
    Typographic,
    /// In part: the source has at least half of the words in one run, or all parts between ellipses.
    Partial,
    /// The source does not have them.
    Absent,
}

/// Where a report quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Quoting {
    /// Where a claim is made.
    Appearance,
    /// In what a party says to it.
    Response,
    /// In a piece of evidence.
    Evidence,
    /// In the analyst's summary.
    Summary,
}

/// Where a quotation is taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Whence {
    /// The claim that it belongs to.
    pub claim: ClaimId,
    /// The article that it is said to stand in, where one is known.
    pub article: Option<ArticleId>,
    /// Where in it.
    pub range: TextRange,
}

/// A quotation, held against its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Quote {
    /// Where it is quoted.
    pub quoting: Quoting,
    /// The number of the claim that it belongs to; none in the summary.
    pub claim: Option<u32>,
    /// Where it is taken from; nowhere in the summary.
    pub whence: Option<Whence>,
    /// The words.
    pub words: String,
    /// How far the source has them.
    pub fidelity: Fidelity,
    /// Whether it is a paraphrase, which need not be word for word.
    pub paraphrase: bool,
}

/// Holds every quotation of the report that `plan` makes of `case` against its source.
///
/// A passage is looked for in its article; what the summary has between quotation marks, in all of the sources.
pub fn quotes(case: &CaseFile, plan: &Plan) -> Vec<Quote> {
    // Where claims stand in groups, the groups number them.
    let numbers: BTreeMap<ClaimId, u32> =
        (1..).zip(outline::of(case, plan).claims()).map(|(number, claim)| (claim.id, number)).collect();
    let case = &plan.applied(case);
    let mut found = Vec::new();
    for claim in &case.claims {
        let number = numbers.get(&claim.claim.id).copied();
        let mut hold = |quoting, article: Option<&Article>, passage: &Passage, paraphrase| {
            let fidelity = match article {
                Some(article) if passage.stands_in(&article.text) => Fidelity::Exact,
                Some(article) => fidelity(&passage.exact, &[&article.text]),
                None => Fidelity::Absent,
            };
            let whence =
                Whence { claim: claim.claim.id, article: article.map(|article| article.id), range: passage.range };
            let words = passage.exact.clone();
            found.push(Quote { quoting, claim: number, whence: Some(whence), words, fidelity, paraphrase });
        };
        let article = |id| case.sources.iter().map(|source| &source.article).find(|article| article.id == id);
        for made in &claim.appearances {
            let paraphrase = made.appearance.attribution.quotation == Quotation::Indirect;
            let article = &case.sources[made.source].article;
            hold(Quoting::Appearance, Some(article), &made.appearance.passage, paraphrase);
        }
        for response in &claim.responses {
            if let Some(passage) = &response.passage {
                hold(Quoting::Response, response.article.and_then(article), passage, false);
            }
        }
        for piece in &claim.evidence {
            if let EvidenceMatter::Passage { article: id, passage } = &piece.matter {
                hold(Quoting::Evidence, article(*id), passage, false);
            }
        }
    }
    found.sort_by_key(|quote| quote.claim);
    let sources: Vec<&str> = case.sources.iter().map(|source| source.article.text.as_str()).collect();
    for words in plan.summary.iter().flat_map(|paragraph| quoted(paragraph)) {
        let fidelity = fidelity(&words, &sources);
        let quoting = Quoting::Summary;
        found.push(Quote { quoting, claim: None, whence: None, words, fidelity, paraphrase: false });
    }
    found
}

/// What `paragraph` has between quotation marks: three words or more, since fewer may be a name or a scare quote.
fn quoted(paragraph: &[Piece]) -> Vec<String> {
    const MARKS: [(char, char); 5] = [('“', '”'), ('«', '»'), ('„', '“'), ('"', '"'), ('「', '」')];
    let text: String = paragraph
        .iter()
        .map(|piece| match piece {
            Piece::Text(text) => text.as_str(),
            Piece::Claim(_) => "",
        })
        .collect();
    let mut found = Vec::new();
    let mut rest = text.as_str();
    while let Some((start, opening)) = rest.char_indices().find(|(_, c)| MARKS.iter().any(|(open, _)| open == c)) {
        let inner = &rest[start + opening.len_utf8()..];
        let closing = MARKS.iter().filter(|(open, _)| *open == opening).map(|(_, close)| *close);
        let end = closing.filter_map(|close| inner.find(close)).min();
        let Some(end) = end else { break };
        let words = &inner[..end];
        let long = words.split_whitespace().count() >= 3 || words.chars().filter(|c| han(*c)).count() >= 6;
        found.extend(long.then(|| words.to_owned()));
        rest = &inner[end..];
        rest = rest.strip_prefix(|c| MARKS.iter().any(|(_, close)| *close == c)).unwrap_or(rest);
    }
    found
}

fn han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// How far the best of `sources` has `words`.
fn fidelity(words: &str, sources: &[&str]) -> Fidelity {
    if sources.iter().any(|source| source.contains(words)) {
        return Fidelity::Exact;
    }
    let wanted = plain(words);
    let sources: Vec<String> = sources.iter().map(|source| plain(source)).collect();
    if sources.iter().any(|source| source.contains(&wanted)) {
        return Fidelity::Typographic;
    }
    let parts: Vec<&str> = wanted.split("...").map(str::trim).filter(|part| !part.is_empty()).collect();
    let apart = parts.len() > 1 && sources.iter().any(|source| parts.iter().all(|part| source.contains(part)));
    if apart || sources.iter().any(|source| has_half(source, &wanted)) { Fidelity::Partial } else { Fidelity::Absent }
}

/// Whether `source` has at least half of `wanted` in one run of words.
fn has_half(source: &str, wanted: &str) -> bool {
    // Scripts without spaces are taken letter by letter.
    let spaced = wanted.contains(' ');
    let units: Vec<&str> =
        if spaced { wanted.split(' ').collect() } else { wanted.split("").filter(|unit| !unit.is_empty()).collect() };
    let half = units.len().div_ceil(2).max(2);
    let join = if spaced { " " } else { "" };
    units.windows(half).any(|run| source.contains(&run.join(join)))
}

/// `text` with typography taken off: one kind of quotation mark and dash, single spaces, nothing invisible.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.nfkc() {
        match character {
            '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '″' => plain.push('"'),
            '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | '`' | '´' => plain.push('\''),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => plain.push('-'),
            '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}' => {}
            space if space.is_whitespace() => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            other => plain.push(other),
        }
    }
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_exact_typographic_partial_or_absent() {
        let source = "The governor said “at least 155 – perhaps more – engineers guard\u{a0}the dam”, and left.";
        let table = [
            ("perhaps more – engineers", Fidelity::Exact),
            ("\"at least 155 - perhaps more - engineers guard the dam\"", Fidelity::Typographic),
            ("at least 155 … guard the dam", Fidelity::Partial),
            ("at least 155 - perhaps fewer", Fidelity::Partial),
            ("no engineers are at the dam", Fidelity::Absent),
        ];
        for (words, expected) in table {
            assert_eq!(fidelity(words, &[source]), expected, "{words}");
        }
        assert_eq!(fidelity("维萨大坝附近发现工程师", &["维萨大坝附近发现外国工程师。"]), Fidelity::Partial);
    }

    #[test]
    fn a_summary_quotes_what_it_has_between_marks() {
        let paragraph = [
            Piece::Text("She said “at least 155 engineers".to_owned()),
            Piece::Text(" are here” to the so-called “press”; «три слова разом».".to_owned()),
        ];
        assert_eq!(quoted(&paragraph), ["at least 155 engineers are here", "три слова разом"]);
    }
}

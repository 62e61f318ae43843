//! What other houses found of what was said: ClaimReview (schema.org), and the answers of the Fact Check Tools API.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{is_a, objects, words};

/// A fact check by another house.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactCheck {
    /// Which of the list: its number.
    pub place: String,
    /// What was checked.
    pub checked: String,
    /// Who said it.
    pub said_by: Option<String>,
    /// When that was said.
    pub said: Option<String>,
    /// The house.
    pub publisher: Option<String>,
    /// What it found, in its own words.
    pub found: Option<String>,
    /// Where that is to be read.
    pub url: Option<String>,
    /// Under which headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// In which language.
    pub language: Option<String>,
}

pub(super) fn listed(value: &Value) -> Vec<FactCheck> {
    let is_claim = |value: &Value| value.get("claimReview").is_some_and(Value::is_array);
    let mut all = Vec::new();
    for claim in objects(value, &is_claim) {
        all.extend(claim["claimReview"].as_array().into_iter().flatten().map(|review| answered(claim, review)));
    }
    all.extend(objects(value, &|value| is_a(value, "ClaimReview")).into_iter().map(claim_review));
    for (number, check) in (1_u32..).zip(&mut all) {
        check.place = format!("fact check {number}");
    }
    all
}

/// A review in an answer of the Fact Check Tools API.
fn answered(claim: &Value, review: &Value) -> FactCheck {
    FactCheck {
        checked: words(claim, &["text"]).unwrap_or_default(),
        said_by: words(claim, &["claimant"]),
        said: words(claim, &["claimDate"]),
        publisher: words(review, &["publisher", "name"]).or_else(|| words(review, &["publisher", "site"])),
        found: words(review, &["textualRating"]),
        url: words(review, &["url"]),
        title: words(review, &["title"]),
        published: words(review, &["reviewDate"]),
        language: words(review, &["languageCode"]),
        ..FactCheck::default()
    }
}

fn claim_review(review: &Value) -> FactCheck {
    let item = |keys: &[&str]| words(review, &[&["itemReviewed"], keys].concat());
    FactCheck {
        checked: words(review, &["claimReviewed"]).or_else(|| item(&["text"])).unwrap_or_default(),
        said_by: item(&["author"]),
        said: item(&["datePublished"]),
        publisher: words(review, &["author"]).or_else(|| words(review, &["publisher"])),
        found: words(review, &["reviewRating", "alternateName"])
            .or_else(|| words(review, &["reviewRating", "ratingExplanation"]))
            .or_else(|| words(review, &["reviewRating", "ratingValue"])),
        url: words(review, &["url"]),
        title: words(review, &["name"]).or_else(|| words(review, &["headline"])),
        published: words(review, &["datePublished"]),
        language: words(review, &["inLanguage"]),
        ..FactCheck::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_and_the_api_say_the_same() {
        let feed = serde_json::json!({ "@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": [{
            "@type": "DataFeedItem", "item": [{ "@type": "ClaimReview", "claimReviewed": "155 engineers guard the dam",
            "itemReviewed": { "@type": "Claim", "author": { "@type": "Person", "name": "Mirel Oszta" }, "datePublished": "2025-04-09" },
            "author": { "@type": "Organization", "name": "Lowland Facts" }, "datePublished": "2025-04-11", "url": "https://facts.example/155",
            "name": "Nobody counted", "reviewRating": { "@type": "Rating", "alternateName": "Unproven" }, "inLanguage": "en" }] }] });
        let api = serde_json::json!({ "claims": [{ "text": "155 engineers guard the dam", "claimant": "Mirel Oszta",
            "claimDate": "2025-04-09", "claimReview": [{ "publisher": { "name": "Lowland Facts", "site": "facts.example" },
            "url": "https://facts.example/155", "title": "Nobody counted", "reviewDate": "2025-04-11", "textualRating": "Unproven",
            "languageCode": "en" }] }] });
        assert_eq!(listed(&feed), listed(&api));
        assert_eq!(listed(&feed)[0].found.as_deref(), Some("Unproven"));
    }
}

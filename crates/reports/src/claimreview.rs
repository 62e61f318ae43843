//! ClaimReview JSON-LD (schema.org): one review a claim, for search engines and aggregators of fact-checks.

use domain::{CaseAppearance, CaseClaim, CaseFile, PartyId, PartyKind};
use serde_json::{Map, Value, json};

use crate::{Error, Plan, json::written, words};

pub(crate) fn render(case: &CaseFile, plan: &Plan) -> Result<Vec<u8>, Error> {
    let reviews: Vec<Value> = case.claims.iter().map(|claim| review(case, plan, claim)).collect();
    written(&json!({ "@context": "https://schema.org", "@graph": reviews }))
}

fn review(case: &CaseFile, plan: &Plan, claim: &CaseClaim) -> Value {
    let latest = claim.latest();
    let mut review = object(json!({
        "@type": "ClaimReview",
        "@id": format!("urn:uuid:{}#review", claim.claim.id),
        "claimReviewed": claim.claim.statement,
        "author": reviewer(plan, latest.map(|mark| mark.analyst.as_str())),
        // No figure: where a claim stands is a word, not a place on a scale.
        "reviewRating": rating(claim),
        "itemReviewed": item(case, claim),
    }));
    if let Some(at) = latest.map(|mark| mark.at).or(case.as_of) {
        review.insert("datePublished".into(), json!(at.date_naive()));
    }
    if let Some(mark) = latest.filter(|mark| !mark.rationale.is_empty()) {
        review.insert("reviewBody".into(), json!(mark.rationale));
    }
    if !plan.publisher.url.is_empty() {
        review.insert("url".into(), json!(plan.publisher.url));
    }
    Value::Object(review)
}

fn reviewer(plan: &Plan, analyst: Option<&str>) -> Value {
    let publisher = &plan.publisher;
    if publisher.name.trim().is_empty() {
        return json!({ "@type": "Person", "name": analyst.unwrap_or("Unnamed analyst") });
    }
    let mut reviewer = object(json!({ "@type": "Organization", "name": publisher.name.trim() }));
    if !publisher.url.is_empty() {
        reviewer.insert("url".into(), json!(publisher.url));
    }
    Value::Object(reviewer)
}

fn rating(claim: &CaseClaim) -> Value {
    let mut rating = object(json!({ "@type": "Rating", "alternateName": words::status(claim.status()) }));
    let latest = claim.latest();
    let sure = latest.and_then(|mark| mark.confidence).map(words::confidence);
    let likely = latest.and_then(|mark| mark.likelihood).map(words::likelihood);
    let explained: Vec<_> = sure.into_iter().chain(likely).collect();
    if !explained.is_empty() {
        rating.insert("ratingExplanation".into(), json!(explained.join(", ")));
    }
    Value::Object(rating)
}

fn item(case: &CaseFile, claim: &CaseClaim) -> Value {
    let mut item = object(json!({
        "@type": "Claim",
        "@id": format!("urn:uuid:{}", claim.claim.id),
        "name": claim.claim.statement,
    }));
    let claimant = claim.appearances.iter().find_map(|made| made.appearance.attribution.claimant);
    if let Some(author) = claimant.and_then(|party| author(case, party)) {
        item.insert("author".into(), author);
    }
    let said = claim.appearances.iter().filter_map(|made| made.appearance.said.as_ref()).map(|said| said.interval.from);
    if let Some(on) = said.min().or_else(|| claim.appearances.iter().filter_map(|made| published(case, made)).min()) {
        item.insert("datePublished".into(), json!(on));
    }
    // Of appearances without a date none is known to be the first, so they stand behind the dated ones.
    let first = claim.appearances.iter().min_by_key(|made| {
        let on = published(case, made);
        (on.is_none(), on, made.source)
    });
    if let Some(first) = first {
        item.insert("firstAppearance".into(), work(case, first));
    }
    item.insert("appearance".into(), claim.appearances.iter().map(|made| work(case, made)).collect());
    Value::Object(item)
}

fn author(case: &CaseFile, party: PartyId) -> Option<Value> {
    let party = case.party(party)?;
    let kind = match party.kind {
        PartyKind::Person => "Person",
        PartyKind::Organisation => "Organization",
        PartyKind::State => "Country",
        PartyKind::Unspecified => "Thing",
    };
    let mut author = object(json!({ "@type": kind, "name": party.name }));
    if !party.aliases.is_empty() {
        author.insert("alternateName".into(), json!(party.aliases));
    }
    Some(Value::Object(author))
}

fn published(case: &CaseFile, made: &CaseAppearance) -> Option<chrono::NaiveDate> {
    case.sources[made.source].article.published.as_ref().map(|dated| dated.on)
}

/// The article that `made` stands in, with the exact words.
fn work(case: &CaseFile, made: &CaseAppearance) -> Value {
    let article = &case.sources[made.source].article;
    let mut work = object(json!({
        "@type": "NewsArticle",
        "headline": article.title,
        "text": made.appearance.passage.exact,
    }));
    let mut say = |name: &str, value: Option<Value>| work.extend(value.map(|value| (name.to_owned(), value)));
    say("url", article.url.as_ref().map(|url| json!(url)));
    say("inLanguage", article.language.as_ref().map(|language| json!(language)));
    say("datePublished", article.published.as_ref().map(|dated| json!(dated.on)));
    say("publisher", article.publisher.as_ref().map(|name| json!({ "@type": "Organization", "name": name })));
    let people: Vec<_> = article.byline.iter().map(|name| json!({ "@type": "Person", "name": name })).collect();
    say("author", (!people.is_empty()).then(|| json!(people)));
    Value::Object(work)
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

//! What other programs read, held against the vocabularies and schemas they go by.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod case;

use std::collections::BTreeSet;

use case::{case, plan, typefaces};
use reports::{Format, Means, Plan, render};
use serde_json::{Map, Value};

fn json(format: Format) -> Value {
    serde_json::from_slice(&render(&case(), &plan(), format, Means::with(&typefaces)).unwrap().bytes).unwrap()
}

/// The properties that schema.org (30.0) gives to each type used here, by itself or by a type above it.
const SCHEMA_ORG: &[(&str, &[&str])] = &[
    ("ClaimReview", &["claimReviewed", "itemReviewed", "reviewRating", "reviewBody", "author", "datePublished", "url"]),
    ("Claim", &["name", "author", "datePublished", "firstAppearance", "appearance"]),
    ("Rating", &["alternateName", "ratingExplanation"]),
    ("NewsArticle", &["headline", "text", "url", "inLanguage", "datePublished", "publisher", "author"]),
    ("Organization", &["name", "alternateName", "url"]),
    ("Person", &["name", "alternateName"]),
    ("Country", &["name", "alternateName"]),
    ("Thing", &["name", "alternateName"]),
];

/// Holds every typed object below `value` against the vocabulary.
fn speaks_schema_org(value: &Value) {
    match value {
        Value::Array(all) => all.iter().for_each(speaks_schema_org),
        Value::Object(object) => {
            if let Some(kind) = object.get("@type").and_then(Value::as_str) {
                let (_, known) = SCHEMA_ORG.iter().find(|(name, _)| *name == kind).expect(kind);
                for property in object.keys().filter(|property| !property.starts_with('@')) {
                    assert!(known.contains(&property.as_str()), "{kind} has no {property}");
                }
            }
            object.values().for_each(speaks_schema_org);
        }
        _ => {}
    }
}

#[test]
fn claim_reviews_speak_schema_org_and_have_what_aggregators_require() {
    let reviews = json(Format::ClaimReview);
    assert_eq!(reviews["@context"], "https://schema.org");
    speaks_schema_org(&reviews);
    let graph = reviews["@graph"].as_array().unwrap();
    assert_eq!(graph.len(), 4);
    for review in graph {
        // Google: ClaimReview's required properties.
        assert!(review["claimReviewed"].is_string() && review["url"].is_string());
        assert!(review["reviewRating"]["alternateName"].is_string());
        assert!(review["itemReviewed"]["appearance"].as_array().is_some_and(|all| !all.is_empty()));
        assert!(review["itemReviewed"]["firstAppearance"]["text"].is_string());
    }
    insta::assert_json_snapshot!(graph[0]);
}

#[test]
fn annotations_keep_the_web_annotation_model() {
    const MOTIVATIONS: [&str; 13] = [
        "assessing",
        "bookmarking",
        "classifying",
        "commenting",
        "describing",
        "editing",
        "highlighting",
        "identifying",
        "linking",
        "moderating",
        "questioning",
        "replying",
        "tagging",
    ];
    let collection = json(Format::Annotations);
    assert_eq!(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(collection["type"], "AnnotationCollection");
    let page = &collection["first"];
    assert_eq!((&page["type"], &page["partOf"]), (&Value::from("AnnotationPage"), &collection["id"]));
    let items = page["items"].as_array().unwrap();
    // Five appearances, one quoted response, one piece of evidence.
    assert_eq!((items.len(), &collection["total"]), (7, &Value::from(7)));
    let mut ids = BTreeSet::new();
    for item in items {
        assert_eq!(item["type"], "Annotation");
        assert!(item["id"].as_str().is_some_and(|id| id.starts_with("urn:uuid:") && ids.insert(id)), "one id each");
        assert!(MOTIVATIONS.contains(&item["motivation"].as_str().unwrap()));
        for body in item["body"].as_array().unwrap() {
            assert_eq!(body["type"], "TextualBody");
            assert!(MOTIVATIONS.contains(&body["purpose"].as_str().unwrap()));
        }
        assert!(item["target"]["source"].as_str().is_some_and(|source| source.contains(':')), "an IRI");
        let selectors = item["target"]["selector"].as_array().unwrap();
        let [quote, position] = selectors.as_slice() else { panic!("two ways to find the words") };
        assert_eq!((&quote["type"], &position["type"]), (&"TextQuoteSelector".into(), &"TextPositionSelector".into()));
        let length = quote["exact"].as_str().unwrap().chars().count() as u64;
        assert_eq!(position["end"].as_u64().unwrap() - position["start"].as_u64().unwrap(), length);
    }
}

/// The properties that STIX 2.1 requires of every object, and then of each type.
const STIX: &[(&str, &[&str])] = &[
    ("identity", &["name"]),
    ("note", &["content", "object_refs"]),
    ("opinion", &["opinion", "object_refs"]),
    ("report", &["name", "published", "object_refs"]),
];

#[test]
fn a_stix_bundle_keeps_the_rules_of_version_2_1() {
    let bundle = json(Format::Stix);
    assert_eq!(bundle["type"], "bundle");
    assert_eq!(bundle.as_object().unwrap().len(), 3, "a bundle has a type, an id and objects");
    let objects = bundle["objects"].as_array().unwrap();
    let ids: BTreeSet<&str> = objects.iter().map(|object| object["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), objects.len(), "one id each");
    for object in objects {
        let kind = object["type"].as_str().unwrap();
        let (_, required) = STIX.iter().find(|(name, _)| *name == kind).expect(kind);
        for property in ["spec_version", "id", "created", "modified"].iter().chain(*required) {
            assert!(!object[property].is_null(), "{kind} has no {property}");
        }
        let (prefix, uuid) = object["id"].as_str().unwrap().split_once("--").unwrap();
        assert_eq!((prefix, uuid::Uuid::parse_str(uuid).unwrap().get_version_num()), (kind, 5));
        for time in ["created", "modified", "published"].iter().filter_map(|name| object[name].as_str()) {
            assert!(time.len() == 24 && time.ends_with('Z'), "{time}");
        }
        for (name, value) in object.as_object().unwrap() {
            assert!(!value.is_null() && value != "" && value != &Value::Array(Vec::new()), "{kind}: {name} is empty");
        }
        let refs = object["object_refs"].as_array().into_iter().flatten().chain(object.get("created_by_ref"));
        for referred in refs {
            assert!(ids.contains(referred.as_str().unwrap()), "{kind} refers to {referred}, which is not there");
        }
        for reference in object["external_references"].as_array().into_iter().flatten() {
            assert!(reference["source_name"].is_string());
            assert!(["description", "url", "external_id"].iter().any(|name| reference[name].is_string()));
        }
        if kind == "opinion" {
            let scale = ["strongly-disagree", "disagree", "neutral", "agree", "strongly-agree"];
            assert!(scale.contains(&object["opinion"].as_str().unwrap()));
        }
    }
    let count = |kind| objects.iter().filter(|object| object["type"] == kind).count();
    // A reporter and three parties; four claims and one silence; one denial and two marks; one report.
    assert_eq!((count("identity"), count("note"), count("opinion"), count("report")), (4, 5, 3, 1));
}

fn schema() -> Value {
    serde_json::from_str(include_str!("../schema/report.schema.json")).unwrap()
}

#[test]
fn the_json_report_keeps_its_published_schema() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let full = json(Format::Json);
    let mut empty = case();
    empty.claims.clear();
    empty.investigation = None;
    empty.journal_head = None;
    empty.as_of = None;
    let empty = render(&empty, &Plan::default(), Format::Json, Means::with(&typefaces)).unwrap().bytes;
    for report in [full, serde_json::from_slice(&empty).unwrap()] {
        let errors: Vec<String> =
            validator.iter_errors(&report).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}

#[test]
fn the_schema_refuses_what_is_not_a_report() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    let damaged = |damage: fn(&mut Map<String, Value>)| {
        let Value::Object(mut report) = json(Format::Json) else { panic!("an object") };
        damage(&mut report);
        Value::Object(report)
    };
    assert!(!validator.is_valid(&damaged(|report| report.remove("manifest").map(drop).unwrap_or_default())));
    assert!(!validator.is_valid(&damaged(|report| report["version"] = 1.into())));
    assert!(!validator.is_valid(&damaged(|report| report["statuses"][0]["status"] = "true".into())));
    assert!(!validator.is_valid(&damaged(|report| report["sources"][0]["document"]["sha256"] = "00".into())));
    assert!(!validator.is_valid(&damaged(|report| drop(report.insert("surprise".into(), 1.into())))));
}

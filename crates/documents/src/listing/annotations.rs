//! Annotations of the web: the W3C's model, and what Hypothesis exports.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{is_a, objects, words};

/// Words of a page that somebody marked, and what they said of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    /// Which of the list: its number.
    pub place: String,
    /// The page's address.
    pub address: String,
    /// The words, as marked.
    pub exact: String,
    /// What stands before them.
    pub prefix: String,
    /// What stands after them.
    pub suffix: String,
    /// Where they begin, where that is said: in UTF-16 units of a page that is not here, so a hint at best.
    pub start: Option<u32>,
    /// What was said of them.
    pub comment: String,
    /// By whom.
    pub author: Option<String>,
    /// When.
    pub created: Option<String>,
}

pub(super) fn listed(value: &Value) -> Vec<Annotation> {
    let is_annotation = |value: &Value| {
        value.get("target").is_some() && (is_a(value, "Annotation") || words(value, &["uri"]).is_some())
    };
    (1..).zip(objects(value, &is_annotation)).map(|(number, one)| annotation(number, one)).collect()
}

fn annotation(number: u32, value: &Value) -> Annotation {
    let target = match &value["target"] {
        Value::Array(all) => all.first().unwrap_or(&Value::Null),
        one => one,
    };
    let selectors = match &target["selector"] {
        Value::Array(all) => all.iter().collect(),
        one => vec![one],
    };
    let selector = |kind: &str| selectors.iter().find(|one| is_a(one, kind));
    let quoted = |key: &str| {
        let quote = selector("TextQuoteSelector")?;
        quote.get(key)?.as_str().map(str::to_owned)
    };
    let start = selector("TextPositionSelector").and_then(|one| one.get("start")?.as_u64());
    let source = [&["uri"][..], &["target", "source", "id"], &["target", "source"], &["target"]];
    // The account of Hypothesis: "acct:ida@hypothes.is".
    let user = words(value, &["user"]).map(|user| user.trim_start_matches("acct:").to_owned());
    Annotation {
        place: format!("annotation {number}"),
        address: source.iter().find_map(|keys| words(value, keys)).unwrap_or_default(),
        exact: quoted("exact").unwrap_or_default(),
        prefix: quoted("prefix").unwrap_or_default(),
        suffix: quoted("suffix").unwrap_or_default(),
        start: start.and_then(|start| u32::try_from(start).ok()),
        comment: [&["text"][..], &["bodyValue"], &["body"]]
            .iter()
            .find_map(|keys| words(value, keys))
            .unwrap_or_default(),
        author: words(value, &["creator"]).or(user),
        created: words(value, &["created"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_models_say_the_same() {
        let selector = serde_json::json!([
            { "type": "TextQuoteSelector", "exact": "at least 155", "prefix": "that ", "suffix": " foreign" },
            { "type": "TextPositionSelector", "start": 40, "end": 52 }]);
        let ours = serde_json::json!({ "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation",
            "body": { "type": "TextualBody", "value": "Who counted?" }, "creator": { "name": "ida" },
            "target": { "source": "https://vessa.example/a", "selector": selector } });
        let theirs = serde_json::json!({ "total": 1, "rows": [{ "id": "x", "user": "acct:ida", "uri": "https://vessa.example/a",
            "text": "Who counted?", "target": [{ "source": "https://vessa.example/a", "selector": selector }] }] });
        assert_eq!(listed(&ours), listed(&theirs));
        let one = &listed(&ours)[0];
        assert_eq!((one.exact.as_str(), one.start, one.comment.as_str()), ("at least 155", Some(40), "Who counted?"));
    }
}

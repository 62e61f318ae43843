//! The quoted passages as web annotations (W3C Web Annotation Data Model), each found by its words or by its place.

use domain::{ArticleId, CaseFile, EvidenceMatter, Passage};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{Error, json::written, words};

pub(crate) fn render(case: &CaseFile) -> Result<Vec<u8>, Error> {
    let items = annotations(case);
    let name = case.investigation.as_ref().map_or(&case.workspace, |investigation| &investigation.name);
    let head = case.journal_head.map(|head| head.to_string()).unwrap_or_default();
    let id = format!("urn:uuid:{}", Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{name}\n{head}").as_bytes()));
    written(&json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": id,
        "type": "AnnotationCollection",
        "label": name,
        "total": items.len(),
        "first": {
            "id": format!("{id}#page-1"),
            "type": "AnnotationPage",
            "partOf": id,
            "startIndex": 0,
            "items": items,
        },
    }))
}

fn annotations(case: &CaseFile) -> Vec<Value> {
    let mut items = Vec::new();
    for claim in &case.claims {
        for made in &claim.appearances {
            let source = &case.sources[made.source];
            let mut body = vec![textual(&claim.claim.statement, "describing"), tag(words::status(claim.status()))];
            let claimant = made.appearance.attribution.claimant.and_then(|party| case.party(party));
            body.extend(claimant.map(|party| tag(&party.name)));
            let id = made.appearance.id.to_string();
            items.push(annotation(case, &id, "describing", body, source.article.id, &made.appearance.passage));
        }
        for response in &claim.responses {
            let Some((article, passage)) = response.article.zip(response.passage.as_ref()) else { continue };
            let party = case.party(response.party).map_or("Somebody", |party| &party.name);
            let what = format!("{party} {}: {}", words::response(response.kind), claim.claim.statement);
            let body = vec![textual(&what, "replying")];
            items.push(annotation(case, &response.id.to_string(), "replying", body, article, passage));
        }
        for piece in &claim.evidence {
            let EvidenceMatter::Passage { article, passage } = &piece.matter else { continue };
            let what = format!("{} the claim: {}", words::stance(piece.stance), claim.claim.statement);
            let body = vec![textual(&what, "assessing")];
            items.push(annotation(case, &piece.id.to_string(), "assessing", body, *article, passage));
        }
    }
    items
}

fn annotation(
    case: &CaseFile,
    id: &str,
    motivation: &str,
    body: Vec<Value>,
    article: ArticleId,
    passage: &Passage,
) -> Value {
    let mut annotation = json!({
        "id": format!("urn:uuid:{id}"),
        "type": "Annotation",
        "motivation": motivation,
        "generator": { "id": "https://claimdesk.org/", "type": "Software", "name": crate::PROGRAM },
        "body": body,
    });
    if let Some(source) = case.sources.iter().find(|source| source.article.id == article) {
        let digest = source.document.sha256;
        annotation["target"] = json!({
            // Without an address the bytes themselves are named (RFC 6920).
            "source": source.article.url.clone().unwrap_or_else(|| format!("urn:sha256:{digest}")),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": passage.exact,
                    "prefix": passage.prefix,
                    "suffix": passage.suffix,
                },
                { "type": "TextPositionSelector", "start": passage.range.start, "end": passage.range.end },
            ],
            "state": { "type": "TimeState", "sourceDate": source.document.loaded_at },
        });
    }
    annotation
}

fn textual(value: &str, purpose: &str) -> Value {
    json!({ "type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose })
}

fn tag(value: &str) -> Value {
    textual(value, "tagging")
}

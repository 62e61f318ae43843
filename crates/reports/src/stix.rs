//! STIX 2.1 (OASIS): a claim is a note by its claimant, a denial an opinion on it, and a report holds them together.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use domain::{CaseClaim, CaseFile, EvidenceMatter, PartyId, PartyKind, ResponseKind, Status};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{Error, Plan, json::written, words};

/// One state, one bundle: every id is made of what it names (RFC 9562, version 5), none by chance.
fn id(kind: &str, name: &str) -> String {
    let ours = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://claimdesk.org/stix");
    format!("{kind}--{}", Uuid::new_v5(&ours, format!("{kind}\n{name}").as_bytes()))
}

struct Bundle<'a> {
    case: &'a CaseFile,
    reporter: String,
    parties: BTreeMap<PartyId, String>,
    objects: Vec<Value>,
}

pub(crate) fn render(case: &CaseFile, plan: &Plan) -> Result<Vec<u8>, Error> {
    let reporter = plan.publisher.name.trim();
    let analyst = case.claims.iter().rev().find_map(|claim| claim.latest()).map(|mark| mark.analyst.as_str());
    let (name, class) = match (reporter, analyst) {
        ("", analyst) => (analyst.unwrap_or("Claimdesk analyst"), "individual"),
        (name, _) => (name, "organization"),
    };
    let mut bundle = Bundle { case, reporter: id("identity", name), parties: BTreeMap::new(), objects: Vec::new() };
    let reporter = json!({ "type": "identity", "name": name, "identity_class": class });
    bundle.add(&bundle.reporter.clone(), beginning(case), reporter);
    for claim in &case.claims {
        bundle.claim(claim);
    }
    let title = case.investigation.as_ref().map_or(&case.workspace, |investigation| &investigation.name);
    let title = if plan.title.trim().is_empty() { title } else { plan.title.trim() };
    let refs: Vec<Value> = bundle.objects.iter().map(|object| object["id"].clone()).collect();
    let at = case.as_of.unwrap_or_else(|| beginning(case));
    let head = case.journal_head.map(|head| head.to_string()).unwrap_or_default();
    let report_id = id("report", &format!("{title}\n{head}"));
    let report = json!({
        "type": "report",
        "name": title,
        "description": case.investigation.as_ref().map_or("", |investigation| &investigation.question),
        "published": time(at),
        "created_by_ref": bundle.reporter,
        "object_refs": refs,
    });
    bundle.add(&report_id, at, report);
    written(&json!({
        "type": "bundle",
        "id": id("bundle", &format!("{title}\n{head}")),
        "objects": bundle.objects,
    }))
}

impl Bundle<'_> {
    /// Adds `object`, said at `at`, under `id`; properties without content are left out, as STIX asks.
    fn add(&mut self, id: &str, at: DateTime<Utc>, mut object: Value) {
        if let Value::Object(map) = &mut object {
            map.retain(|_, value| !matches!(value, Value::Null) && value != &json!("") && value != &json!([]));
        }
        object["spec_version"] = json!("2.1");
        object["id"] = json!(id);
        object["created"] = json!(time(at));
        object["modified"] = json!(time(at));
        self.objects.push(object);
    }

    fn party(&mut self, party: PartyId) -> String {
        if let Some(known) = self.parties.get(&party) {
            return known.clone();
        }
        let identity = id("identity", &party.to_string());
        let known = self.case.party(party);
        let class = match known.map_or(PartyKind::Unspecified, |party| party.kind) {
            PartyKind::Person => "individual",
            PartyKind::Organisation | PartyKind::State => "organization",
            PartyKind::Unspecified => "unknown",
        };
        let aliases = known.map(|party| party.aliases.join("; ")).filter(|aliases| !aliases.is_empty());
        let object = json!({
            "type": "identity",
            "name": known.map_or("An unknown party", |party| &party.name),
            "description": aliases.map(|aliases| format!("Also called {aliases}")),
            "identity_class": class,
            "created_by_ref": self.reporter,
        });
        self.add(&identity, beginning(self.case), object);
        self.parties.insert(party, identity.clone());
        identity
    }

    fn claim(&mut self, claim: &CaseClaim) {
        let claimant = claim.appearances.iter().find_map(|made| made.appearance.attribution.claimant);
        let author = match claimant {
            Some(party) => self.party(party),
            None => self.reporter.clone(),
        };
        let at = claim.appearances.iter().map(|made| self.case.sources[made.source].document.loaded_at).min();
        let at = at.unwrap_or_else(|| beginning(self.case));
        let note = id("note", &claim.claim.id.to_string());
        let quotes: Vec<_> =
            claim.appearances.iter().map(|made| format!("“{}”", made.appearance.passage.exact)).collect();
        let object = json!({
            "type": "note",
            "abstract": claim.claim.statement,
            "content": if quotes.is_empty() { claim.claim.statement.clone() } else { quotes.join("\n\n") },
            "created_by_ref": author,
            "object_refs": [author],
            "external_references": self.references(claim),
        });
        self.add(&note, at, object);
        for response in &claim.responses {
            self.response(&note, at, response);
        }
        if let Some(mark) = claim.latest() {
            let opinion = match mark.status {
                Status::Pending => "neutral",
                Status::Confirmed => "strongly-agree",
                Status::Denied => "strongly-disagree",
            };
            let object = json!({
                "type": "opinion",
                "opinion": opinion,
                "explanation": mark.rationale,
                "authors": [mark.analyst],
                "created_by_ref": self.reporter,
                "object_refs": [note],
            });
            self.add(&id("opinion", &mark.id.to_string()), mark.at, object);
        }
    }

    /// What a party says to a claim: an opinion where it has one, or else a note.
    fn response(&mut self, note: &str, at: DateTime<Utc>, response: &domain::Response) {
        let author = self.party(response.party);
        let quote = response.passage.as_ref().map(|passage| format!(": “{}”", passage.exact)).unwrap_or_default();
        let said = format!("{}{quote}", words::response(response.kind));
        let opinion = match response.kind {
            ResponseKind::Confirms => "strongly-agree",
            ResponseKind::PartlyConfirms | ResponseKind::Repeats => "agree",
            ResponseKind::Denies | ResponseKind::Retracts => "strongly-disagree",
            ResponseKind::PartlyDenies => "disagree",
            ResponseKind::Qualifies | ResponseKind::ExpressesConcern => "neutral",
            ResponseKind::DeclinesToComment | ResponseKind::IsVerifying | ResponseKind::HasNotResponded => {
                let content = [said.as_str(), &response.note].join("\n");
                let object = json!({
                    "type": "note",
                    "content": content.trim(),
                    "created_by_ref": self.reporter,
                    "object_refs": [note, author],
                });
                return self.add(&id("note", &response.id.to_string()), at, object);
            }
        };
        let object = json!({
            "type": "opinion",
            "opinion": opinion,
            "explanation": said,
            "created_by_ref": author,
            "object_refs": [note],
        });
        self.add(&id("opinion", &response.id.to_string()), at, object);
    }

    /// Where the claim stands, and what bears on it.
    fn references(&self, claim: &CaseClaim) -> Vec<Value> {
        let sources = claim.appearances.iter().map(|made| {
            let source = &self.case.sources[made.source];
            let mut reference = json!({
                "source_name": source.article.publisher.as_deref().unwrap_or("article"),
                "description": source.article.title,
                "external_id": source.document.sha256.to_string(),
            });
            if let Some(url) = &source.article.url {
                reference["url"] = json!(url);
                reference["hashes"] = json!({ "SHA-256": source.document.sha256.to_string() });
            }
            reference
        });
        let links = claim.evidence.iter().filter_map(|piece| match &piece.matter {
            EvidenceMatter::Link { url } => Some(json!({
                "source_name": format!("evidence, {}", words::stance(piece.stance)),
                "url": url,
            })),
            _ => None,
        });
        sources.chain(links).collect()
    }
}

/// When the first source was loaded: nothing in the report is older.
fn beginning(case: &CaseFile) -> DateTime<Utc> {
    case.sources.iter().map(|source| source.document.loaded_at).min().or(case.as_of).unwrap_or(DateTime::UNIX_EPOCH)
}

fn time(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

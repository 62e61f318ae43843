//! What a report states, so that it can be held against the workspace later, and the seal on its bytes.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
};

use chrono::{DateTime, Utc};
use domain::{CaseClaim, CaseFile, ClaimId, InvestigationId, JournalSeal, Party, PartyId, Sha256, Status};
use serde::{Deserialize, Serialize};
use sha2::Digest;

use crate::Error;

/// Raised when the shape changes in a way that a reader must know of.
const VERSION: u32 = 2;
/// The first that counts reviews, work, relations and origins among what is stated.
const WITH_REVIEWS: u32 = 2;
const FORMAT: &str = "claimdesk-manifest";
/// Bytes of a manifest at most, so that a hostile file cannot swell.
const MOST: u64 = 256 << 20;
/// What stands before the seal of a PDF: a comment behind its end, which readers pass over.
const PDF_SEAL: &[u8] = b"%claimdesk-sha256 ";
/// What stands before the seal of a JSON report.
const JSON_SEAL: &[u8] = b",\n  \"sha256\": \"";

/// What a report states, and of which moment of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: String,
    version: u32,
    /// The investigation that is reported on; `None` for the whole workspace.
    pub investigation: Option<InvestigationId>,
    /// How many changes the journal had.
    pub journal_length: i64,
    /// The hash of the newest.
    pub journal_head: Option<Sha256>,
    /// When that change was made.
    pub as_of: Option<DateTime<Utc>>,
    /// The time stamps over earlier heads of the journal that were stored then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<JournalSeal>,
    /// What is stated of each claim.
    pub statements: Vec<Stated>,
}

/// What a report states of one claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// The claim.
    pub claim: ClaimId,
    /// Its words.
    pub statement: String,
    /// Where it stands.
    pub status: Status,
    /// The digest of all that the report holds of it: words, sources, responses, evidence and history.
    pub sha256: Sha256,
}

/// Whether a report's bytes are those that were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Seal {
    /// They fit the seal at their end.
    Whole,
    /// They do not.
    Broken,
    /// There is no seal.
    None,
}

impl Manifest {
    /// What a report on `case` states.
    pub fn of(case: &CaseFile) -> Self {
        Self::in_version(VERSION, case)
    }

    /// What a report like this one states of the same claims of `case`.
    #[must_use]
    pub fn like(&self, case: &CaseFile) -> Self {
        let mut case = case.clone();
        let stated: BTreeSet<ClaimId> = self.statements.iter().map(|stated| stated.claim).collect();
        case.retain(|claim| stated.contains(&claim));
        Self::in_version(self.version, &case)
    }

    fn in_version(version: u32, case: &CaseFile) -> Self {
        let more = More::of_claims(case);
        let more = |claim: &CaseClaim| more.get(&claim.claim.id).filter(|_| version >= WITH_REVIEWS);
        Self {
            format: FORMAT.to_owned(),
            version,
            investigation: case.investigation.as_ref().map(|investigation| investigation.id),
            journal_length: case.journal_length,
            journal_head: case.journal_head,
            as_of: case.as_of,
            seals: case.seals.clone(),
            statements: case.claims.iter().map(|claim| stated(case, claim, more(claim))).collect(),
        }
    }

    /// The manifest that the report `bytes` (JSON or PDF) carries, and whether they are as they were written.
    pub fn read(bytes: &[u8]) -> (Option<Self>, Seal) {
        let (carried, seal) = if bytes.starts_with(b"%PDF") {
            (attached(bytes), seal(bytes, PDF_SEAL, b"\n", b""))
        } else {
            let report: Option<serde_json::Value> = serde_json::from_slice(bytes).ok();
            let carried = report.and_then(|report| serde_json::to_vec(report.get("manifest")?).ok());
            (carried, seal(bytes, JSON_SEAL, b"\"\n}\n", b"\n}\n"))
        };
        let manifest = carried.and_then(|carried| serde_json::from_slice::<Self>(&carried).ok());
        (manifest.filter(|manifest| manifest.format == FORMAT && manifest.version <= VERSION), seal)
    }

    pub(crate) fn to_json(&self) -> Result<Vec<u8>, Error> {
        serde_json::to_vec(self).map_err(|cause| Error::Layout(cause.to_string()))
    }

    /// Seals the PDF `bytes`.
    pub(crate) fn close_pdf(bytes: &mut Vec<u8>) {
        if !bytes.ends_with(b"\n") {
            bytes.push(b'\n');
        }
        let digest = digest(bytes);
        bytes.extend([PDF_SEAL, digest.to_string().as_bytes(), b"\n"].concat());
    }

    /// Seals the JSON object `bytes`, which end with a brace and a line's end.
    pub(crate) fn close_json(bytes: &mut Vec<u8>) {
        let digest = digest(bytes);
        bytes.truncate(bytes.len() - b"\n}\n".len());
        bytes.extend([JSON_SEAL, digest.to_string().as_bytes(), b"\"\n}\n"].concat());
    }
}

/// Whether `bytes` fit the seal at their end: `before`, the digest, `after`. What was sealed ended with `ending`.
fn seal(bytes: &[u8], before: &[u8], after: &[u8], ending: &[u8]) -> Seal {
    let Some(rest) = bytes.strip_suffix(after) else { return Seal::None };
    let Some((rest, noted)) = rest.split_last_chunk::<64>() else { return Seal::None };
    let Some(sealed) = rest.strip_suffix(before) else { return Seal::None };
    let now = digest(&[sealed, ending].concat()).to_string();
    if now.as_bytes() == noted { Seal::Whole } else { Seal::Broken }
}

fn digest(bytes: &[u8]) -> Sha256 {
    Sha256(sha2::Sha256::digest(bytes).into())
}

/// What reports of the first version did not state.
#[derive(Default, Serialize)]
struct More<'a> {
    reviews: &'a [domain::Review],
    work: Option<&'a domain::Work>,
    relations: Vec<&'a domain::Relation>,
    origins: Option<&'a domain::CaseOrigins>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    elsewhere: &'a [domain::FactCheck],
}

impl<'a> More<'a> {
    fn of_claims(case: &'a CaseFile) -> BTreeMap<ClaimId, Self> {
        let mut more: BTreeMap<ClaimId, Self> = BTreeMap::new();
        for claim in &case.claims {
            let known = Self {
                reviews: &claim.reviews,
                work: Some(&claim.work),
                elsewhere: &claim.elsewhere,
                ..Self::default()
            };
            more.insert(claim.claim.id, known);
        }
        for origins in &case.origins {
            more.entry(origins.claim).or_default().origins = Some(origins);
        }
        for relation in &case.relations {
            for claim in [relation.first, relation.second] {
                more.entry(claim).or_default().relations.push(relation);
            }
        }
        // In whatever order they were gathered.
        more.values_mut().for_each(|more| more.relations.sort_by_key(|relation| (relation.first, relation.second)));
        more
    }
}

/// The claim, and a digest over all that a report holds of it, in the order of their fields.
fn stated(case: &CaseFile, claim: &CaseClaim, more: Option<&More<'_>>) -> Stated {
    #[derive(Serialize)]
    struct Held<'a> {
        claim: &'a domain::Claim,
        appearances: Vec<(&'a domain::Appearance, Sha256)>,
        responses: &'a [domain::Response],
        evidence: &'a [domain::Evidence],
        history: &'a [domain::Assessment],
        parties: Vec<&'a Party>,
        #[serde(skip_serializing_if = "Option::is_none")]
        more: Option<&'a More<'a>>,
    }
    let mut named: Vec<PartyId> = Vec::new();
    for made in &claim.appearances {
        named.extend(made.appearance.attribution.claimant);
        named.extend(made.appearance.attribution.relayed_by);
    }
    for response in &claim.responses {
        named.push(response.party);
        named.extend(response.relayed_by);
    }
    if more.is_some() {
        named.extend(claim.evidence.iter().filter_map(|piece| piece.source));
    }
    named.sort();
    named.dedup();
    let held = Held {
        claim: &claim.claim,
        appearances: claim
            .appearances
            .iter()
            .map(|made| (&made.appearance, case.sources[made.source].document.sha256))
            .collect(),
        responses: &claim.responses,
        evidence: &claim.evidence,
        history: &claim.history,
        parties: named.into_iter().filter_map(|party| case.party(party)).collect(),
        more,
    };
    // Nothing in it can fail to be written as JSON: no map keys, no floats.
    let held = serde_json::to_vec(&held).unwrap_or_default();
    Stated {
        claim: claim.claim.id,
        statement: claim.claim.statement.clone(),
        status: claim.status(),
        sha256: digest(&held),
    }
}

/// The first file that is attached to the PDF `bytes`, as our own renderer writes it: direct, deflated, its length told.
fn attached(bytes: &[u8]) -> Option<Vec<u8>> {
    let after = |bytes: &[u8], what: &[u8]| {
        let at = bytes.windows(what.len()).position(|window| window == what)?;
        Some(at + what.len())
    };
    let mut rest = bytes;
    loop {
        let found = after(rest, b"/EmbeddedFile")?;
        let start = rest[..found].windows(4).rposition(|window| window == b"obj\n").unwrap_or(found);
        let object = &rest[start..];
        rest = &rest[found..];
        let Some(data) = after(object, b"stream\n") else { continue };
        let header = &object[..data];
        // A name such as /EmbeddedFiles belongs to a catalog, which has no stream of its own.
        if header.windows(6).any(|window| window == b"endobj") {
            continue;
        }
        let length: Vec<u8> =
            header[after(header, b"/Length ")?..].iter().copied().take_while(u8::is_ascii_digit).collect();
        let length: usize = std::str::from_utf8(&length).ok()?.parse().ok()?;
        let packed = object.get(data..data.checked_add(length)?)?;
        if !header.windows(12).any(|window| window == b"/FlateDecode") {
            return Some(packed.to_vec());
        }
        let mut unpacked = Vec::new();
        let read = flate2::read::ZlibDecoder::new(packed).take(MOST).read_to_end(&mut unpacked);
        return read.ok().map(|_| unpacked);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_changed_byte_breaks_the_seal() {
        let mut pdf = b"%PDF-1.7 something %%EOF".to_vec();
        Manifest::close_pdf(&mut pdf);
        assert_eq!(Manifest::read(&pdf).1, Seal::Whole);
        pdf[10] ^= 1;
        assert_eq!(Manifest::read(&pdf).1, Seal::Broken);

        let mut json = b"{\n  \"a\": 1\n}\n".to_vec();
        Manifest::close_json(&mut json);
        assert_eq!(Manifest::read(&json).1, Seal::Whole);
        json[9] = b'2';
        assert_eq!(Manifest::read(&json).1, Seal::Broken);
        assert_eq!(Manifest::read(b"{}\n").1, Seal::None);
    }
}

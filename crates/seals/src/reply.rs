//! What an authority answers: whether it granted the stamp, and what the stamp says.

use chrono::{DateTime, NaiveDateTime, Utc};
use der::{
    Any, Decode, Sequence, Tag, Tagged,
    asn1::Int,
    oid::{ObjectIdentifier, db::rfc5912::ID_SHA_256},
};
use domain::Sha256;
use x509_cert::{
    Certificate,
    ext::{Extensions, pkix::name::GeneralName},
    name::Name,
};
use x509_tsp::{Accuracy, MessageImprint, TimeStampResp};

use crate::{Error, nonce, signature};

/// A time stamp whose signature holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    /// The head that was stamped.
    pub head: Sha256,
    /// When, by the authority's clock.
    pub at: DateTime<Utc>,
    /// Who signed it, as the certificate says.
    pub by: String,
    /// The signer's certificate, and the others that came along, in DER.
    pub(crate) signer: Vec<u8>,
    pub(crate) others: Vec<Vec<u8>>,
}

/// What is signed (RFC 3161, section 2.4.2). The time stands as it came: it may have parts of a second, which
/// DER's own times never have.
#[derive(Sequence)]
struct TstInfo {
    version: u8,
    policy: ObjectIdentifier,
    message_imprint: MessageImprint,
    serial_number: Int,
    gen_time: Any,
    #[asn1(optional = "true")]
    accuracy: Option<Accuracy>,
    #[asn1(default = "Default::default")]
    ordering: bool,
    #[asn1(optional = "true")]
    nonce: Option<Int>,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    tsa: Option<GeneralName>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    extensions: Option<Extensions>,
}

/// The highest status that says a stamp was granted: "granted with modifications".
const GRANTED: u8 = 1;

pub(crate) fn opened(bytes: &[u8]) -> Result<Stamped, Error> {
    let reply = TimeStampResp::from_der(bytes).map_err(|_| Error::NotAReply)?;
    let status = reply.status.status as u8;
    if status > GRANTED {
        let why = reply.status.status_string.unwrap_or_default();
        let why = why.iter().map(|line| plain(line.as_str())).collect::<Vec<_>>().join(" ");
        return Err(Error::NotGranted { status, why });
    }
    let token = reply.time_stamp_token.ok_or(Error::NotAReply)?;
    let signed = signature::checked(&token)?;
    let info = TstInfo::from_der(&signed.content).map_err(|_| Error::NotAReply)?;
    let imprint = &info.message_imprint;
    if info.version != 1 || imprint.hash_algorithm.oid != ID_SHA_256 {
        return Err(Error::OtherDigest);
    }
    let head = Sha256(imprint.hashed_message.as_bytes().try_into().map_err(|_| Error::OtherDigest)?);
    if info.nonce != nonce(head).ok() {
        return Err(Error::OtherNonce);
    }
    let at = moment(&info.gen_time).ok_or(Error::NotAReply)?;
    is_valid(&signed.signer, at)?;
    let by = name(&signed.signer.tbs_certificate.subject);
    Ok(Stamped { head, at, by, signer: signed.signer_bytes, others: signed.others })
}

/// The moment that a GeneralizedTime names, in UTC as the standard asks.
fn moment(time: &Any) -> Option<DateTime<Utc>> {
    if time.tag() != Tag::GeneralizedTime {
        return None;
    }
    let text = std::str::from_utf8(time.value()).ok()?.strip_suffix('Z')?;
    NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S%.f").ok().map(|at| at.and_utc())
}

fn is_valid(signer: &Certificate, at: DateTime<Utc>) -> Result<(), Error> {
    let validity = &signer.tbs_certificate.validity;
    let seconds = u64::try_from(at.timestamp()).map_err(|_| Error::NotValidThen)?;
    let (from, to) = (validity.not_before.to_unix_duration(), validity.not_after.to_unix_duration());
    if (from.as_secs()..=to.as_secs()).contains(&seconds) { Ok(()) } else { Err(Error::NotValidThen) }
}

/// What `name` says for people: the common name and the organisation, or all of it.
pub(crate) fn name(name: &Name) -> String {
    const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
    const ORGANISATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.10");
    let part = |wanted: ObjectIdentifier| {
        let mut parts = name.0.iter().flat_map(|set| set.0.iter());
        let found = parts.find(|part| part.oid == wanted)?;
        let text = std::str::from_utf8(found.value.value()).ok().map(plain)?;
        Some(text).filter(|text| !text.is_empty())
    };
    match (part(COMMON_NAME), part(ORGANISATION)) {
        (Some(common), Some(organisation)) if common != organisation => format!("{common}, {organisation}"),
        (Some(one), _) | (None, Some(one)) => one,
        (None, None) => plain(&name.to_string()),
    }
}

/// `text` on one line, as much as a name needs.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect::<String>().trim().to_owned()
}

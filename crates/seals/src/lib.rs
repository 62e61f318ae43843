//! Time stamps over a head of the journal (RFC 3161): the request that goes to an authority, and the reply that comes
//! back, checked. Knows no workspace, no clock and no disk, and reaches no network: the analyst carries the files.
//!
//! A head is a SHA-256 already, over the newest entry and the head before it; it is the message imprint as it stands, so
//! that any program that knows the standard can hold a reply against it (`openssl ts -verify -digest HEAD`).

mod authority;
mod reply;
mod signature;

use der::{
    Any, Encode,
    asn1::{Int, OctetString},
    oid::{ObjectIdentifier, db::rfc5912::ID_SHA_256},
};
use domain::Sha256;
use sha2::Digest;
use thiserror::Error;
use x509_cert::spki::AlgorithmIdentifier;
use x509_tsp::{MessageImprint, TimeStampReq, TspVersion};

pub use crate::{authority::vouched, reply::Stamped};

/// Why a reply is not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum Error {
    #[error("this is no reply of a time-stamp authority, or a damaged one: give the file that the authority sent back")]
    NotAReply,
    #[error("the authority refused to stamp it (status {status}{}): ask again, or ask another", told(.why))]
    NotGranted { status: u8, why: String },
    #[error("the reply stamps another kind of digest than SHA-256, and so no head of this journal")]
    OtherDigest,
    #[error("the reply answers another request: its nonce is not the one that was asked with")]
    OtherNonce,
    #[error("the reply does not carry its signer's certificate: ask for it with the request that this program writes")]
    NoCertificate,
    #[error("the reply is signed in a way that this program does not know ({what}): ask another authority")]
    UnknownAlgorithm { what: String },
    #[error("the reply's signature does not hold ({what}): it was altered, or somebody made it up")]
    BadSignature { what: &'static str },
    #[error("the reply is signed with a certificate that is not for time stamps alone, as the standard asks")]
    NotForStamps,
    #[error("the reply is signed with a certificate that was not valid at the time it states")]
    NotValidThen,
    #[error("the authority's file holds no certificates: give it as PEM or DER")]
    NoAuthority,
    #[error("this authority does not vouch for who signed the reply ({why}): give the certificate that does")]
    NotVouched { why: String },
}

fn told(why: &str) -> String {
    if why.is_empty() { String::new() } else { format!(", “{why}”") }
}

/// A request to stamp `head`, in DER: what a `.tsq` file holds. The same head gives the same request.
pub fn request(head: Sha256) -> Result<Vec<u8>, Error> {
    let asked = || {
        let imprint = MessageImprint {
            hash_algorithm: AlgorithmIdentifier { oid: ID_SHA_256, parameters: Some(Any::null()) },
            hashed_message: OctetString::new(head.0)?,
        };
        TimeStampReq {
            version: TspVersion::V1,
            message_imprint: imprint,
            req_policy: None,
            nonce: Some(nonce(head)?),
            cert_req: true,
            extensions: None,
        }
        .to_der()
    };
    asked().map_err(|_| Error::NotAReply)
}

/// Checks all that a reply says of itself: that it was granted, to our request, and that its signature holds.
pub fn opened(reply: &[u8]) -> Result<Stamped, Error> {
    reply::opened(reply)
}

/// The number that a reply must repeat. It follows from the head, which nobody can know before it is there: so any desk
/// that has the workspace can hold a reply against its request, and nothing has to be kept meanwhile.
fn nonce(head: Sha256) -> der::Result<Int> {
    let digest = sha2::Sha256::new().chain_update(b"claimdesk seal 1\n").chain_update(head.0).finalize();
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&digest[..8]);
    // Positive, and never written shorter than it is.
    bytes[0] = bytes[0] & 0x3f | 0x40;
    Int::new(&bytes)
}

const SHA_1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.14.3.2.26");

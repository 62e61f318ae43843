//! Whether a token is signed, by whom, and whether the signature holds (RFC 5652; RFC 3161, section 2.3).

use cms::{
    cert::CertificateChoices,
    content_info::ContentInfo,
    signed_data::{SignedAttributes, SignedData, SignerIdentifier, SignerInfo},
};
use der::{
    Any, Decode, Encode, Sequence,
    asn1::OctetString,
    oid::{
        ObjectIdentifier,
        db::rfc5912::{ID_SHA_256, ID_SHA_384, ID_SHA_512},
    },
};
use ring::digest;
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm};
use webpki::{EndEntityCert, ring as algorithms};
use x509_cert::{
    Certificate,
    ext::pkix::{ExtendedKeyUsage, SubjectKeyIdentifier},
    spki::AlgorithmIdentifierOwned,
};

use crate::{Error, SHA_1};

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.12");
const SIGNING_CERTIFICATE_2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
const TIME_STAMPING: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");

/// A token whose signature holds.
pub(crate) struct Signed {
    /// What was signed.
    pub(crate) content: Vec<u8>,
    pub(crate) signer: Certificate,
    pub(crate) signer_bytes: Vec<u8>,
    /// The other certificates that came along.
    pub(crate) others: Vec<Vec<u8>>,
}

/// Which certificate signed (RFC 5035): both shapes, the newer with the digest's name in front.
#[derive(Sequence)]
struct SigningCertificate {
    certs: Vec<CertificateId>,
    #[asn1(optional = "true")]
    policies: Option<Any>,
}

#[derive(Sequence)]
struct CertificateId {
    #[asn1(optional = "true")]
    algorithm: Option<AlgorithmIdentifierOwned>,
    hash: OctetString,
    #[asn1(optional = "true")]
    issuer_serial: Option<Any>,
}

pub(crate) fn checked(token: &ContentInfo) -> Result<Signed, Error> {
    let none = |_| Error::NotAReply;
    if token.content_type != SIGNED_DATA {
        return Err(Error::NotAReply);
    }
    let data: SignedData = token.content.decode_as().map_err(none)?;
    let inner = data.encap_content_info;
    let content = inner.econtent.filter(|_| inner.econtent_type == TST_INFO).ok_or(Error::NotAReply)?;
    let content = content.decode_as::<OctetString>().map_err(none)?.into_bytes();
    let [info] = data.signer_infos.0.as_slice() else { return Err(Error::NotAReply) };
    let came = data.certificates.map(|set| set.0.into_vec()).unwrap_or_default();
    let mut others: Vec<Certificate> = came
        .into_iter()
        .filter_map(|one| match one {
            CertificateChoices::Certificate(certificate) => Some(certificate),
            CertificateChoices::Other(_) => None,
        })
        .collect();
    let place = others.iter().position(|one| is_signer(&info.sid, one)).ok_or(Error::NoCertificate)?;
    let signer = others.swap_remove(place);
    let signer_bytes = signer.to_der().map_err(none)?;
    holds(info, &content, &signer_bytes)?;
    is_for_stamps(&signer)?;
    let others = others.iter().map(Encode::to_der).collect::<der::Result<_>>().map_err(none)?;
    Ok(Signed { content, signer, signer_bytes, others })
}

fn is_signer(named: &SignerIdentifier, certificate: &Certificate) -> bool {
    let of = &certificate.tbs_certificate;
    match named {
        SignerIdentifier::IssuerAndSerialNumber(one) => {
            one.issuer == of.issuer && one.serial_number == of.serial_number
        }
        SignerIdentifier::SubjectKeyIdentifier(key) => {
            matches!(of.get::<SubjectKeyIdentifier>(), Ok(Some((_, own))) if own == *key)
        }
    }
}

/// Whether the signature of `info` holds over `content`, by the key of `signer` and no other certificate's.
fn holds(info: &SignerInfo, content: &[u8], signer: &[u8]) -> Result<(), Error> {
    let bad = |what| Error::BadSignature { what };
    let attributes = info.signed_attrs.as_ref().ok_or(bad("nothing says what is signed"))?;
    let (hash, algorithms) = algorithms_of(info.digest_alg.oid)?;
    if attribute::<ObjectIdentifier>(attributes, CONTENT_TYPE) != Some(TST_INFO) {
        return Err(bad("something else is signed"));
    }
    let noted = attribute::<OctetString>(attributes, MESSAGE_DIGEST).ok_or(bad("nothing says what is signed"))?;
    if noted.as_bytes() != digest::digest(hash, content).as_ref() {
        return Err(bad("the stamp is not the one that was signed"));
    }
    if !names(attributes, signer) {
        return Err(bad("it was made for another certificate"));
    }
    let certificate = CertificateDer::from(signer);
    let certificate = EndEntityCert::try_from(&certificate)
        .map_err(|cause| Error::UnknownAlgorithm { what: format!("a certificate: {cause}") })?;
    let signed = attributes.to_der().map_err(|_| Error::NotAReply)?;
    let signature = info.signature.as_bytes();
    let tried = algorithms.iter().map(|known| certificate.verify_signature(*known, &signed, signature));
    let tried: Vec<_> = tried.collect();
    if tried.contains(&Ok(())) {
        Ok(())
    } else if tried.contains(&Err(webpki::Error::InvalidSignatureForPublicKey)) {
        Err(bad("the signer's key did not make it"))
    } else {
        Err(Error::UnknownAlgorithm { what: info.signature_algorithm.oid.to_string() })
    }
}

/// How a digest is made, and the signatures over it that are known.
type Known = (&'static digest::Algorithm, Vec<&'static dyn SignatureVerificationAlgorithm>);

fn algorithms_of(oid: ObjectIdentifier) -> Result<Known, Error> {
    match oid {
        ID_SHA_256 => Ok((
            &digest::SHA256,
            vec![algorithms::RSA_PKCS1_2048_8192_SHA256, algorithms::ECDSA_P256_SHA256, algorithms::ECDSA_P384_SHA256],
        )),
        ID_SHA_384 => Ok((
            &digest::SHA384,
            vec![algorithms::RSA_PKCS1_2048_8192_SHA384, algorithms::ECDSA_P256_SHA384, algorithms::ECDSA_P384_SHA384],
        )),
        ID_SHA_512 => Ok((&digest::SHA512, vec![algorithms::RSA_PKCS1_2048_8192_SHA512, algorithms::ED25519])),
        other => Err(Error::UnknownAlgorithm { what: other.to_string() }),
    }
}

/// The one value of the attribute `wanted`.
fn attribute<T: for<'a> Decode<'a>>(attributes: &SignedAttributes, wanted: ObjectIdentifier) -> Option<T> {
    let mut found = attributes.iter().filter(|one| one.oid == wanted);
    let (one, None) = (found.next()?, found.next()) else { return None };
    let [value] = one.values.as_slice() else { return None };
    T::from_der(&value.to_der().ok()?).ok()
}

/// Whether the signed attributes name `signer`, as the standard asks, so that no other certificate can stand in for it.
fn names(attributes: &SignedAttributes, signer: &[u8]) -> bool {
    let named =
        |wanted| attribute::<SigningCertificate>(attributes, wanted).and_then(|all| all.certs.into_iter().next());
    let (first, usual) = match (named(SIGNING_CERTIFICATE_2), named(SIGNING_CERTIFICATE)) {
        (Some(first), _) => (first, ID_SHA_256),
        (None, Some(first)) => (first, SHA_1),
        (None, None) => return false,
    };
    let hash = match first.algorithm.map_or(usual, |algorithm| algorithm.oid) {
        SHA_1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
        ID_SHA_256 => &digest::SHA256,
        ID_SHA_384 => &digest::SHA384,
        ID_SHA_512 => &digest::SHA512,
        _ => return false,
    };
    digest::digest(hash, signer).as_ref() == first.hash.as_bytes()
}

fn is_for_stamps(signer: &Certificate) -> Result<(), Error> {
    match signer.tbs_certificate.get::<ExtendedKeyUsage>() {
        Ok(Some((true, usage))) if usage.0 == [TIME_STAMPING] => Ok(()),
        _ => Err(Error::NotForStamps),
    }
}

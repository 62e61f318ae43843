//! Whether somebody whom the analyst trusts vouches for who signed a time stamp.

use std::time::Duration;

use der::Decode;
use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime, pem::PemObject};
use webpki::{ALL_VERIFICATION_ALGS, EndEntityCert, KeyUsage, anchor_from_trusted_cert};
use x509_cert::Certificate;

use crate::{Error, Stamped, reply};

/// The value of id-kp-timeStamping (1.3.6.1.5.5.7.3.8) in DER.
const TIME_STAMPING: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 8];
/// Certificates of an authority's file that are looked at, at most.
const MOST: usize = 1_000;

/// Which of the certificates in `authority` (PEM or DER) vouches for who signed `stamped`, at the time it states.
pub fn vouched(stamped: &Stamped, authority: &[u8]) -> Result<String, Error> {
    let trusted = certificates(authority)?;
    let anchors: Vec<TrustAnchor<'_>> =
        trusted.iter().map(anchor_from_trusted_cert).collect::<Result<_, _>>().map_err(|_| Error::NoAuthority)?;
    let refused = |why: webpki::Error| Error::NotVouched { why: why.to_string() };
    let signer = CertificateDer::from(stamped.signer.as_slice());
    let signer = EndEntityCert::try_from(&signer).map_err(refused)?;
    let between: Vec<CertificateDer<'_>> =
        stamped.others.iter().map(|one| CertificateDer::from(one.as_slice())).collect();
    let seconds = u64::try_from(stamped.at.timestamp()).unwrap_or_default();
    let then = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
    let usage = KeyUsage::required(TIME_STAMPING);
    let path =
        signer.verify_for_usage(ALL_VERIFICATION_ALGS, &anchors, &between, then, usage, None, None).map_err(refused)?;
    let place = anchors.iter().position(|anchor| anchor == path.anchor()).ok_or(Error::NoAuthority)?;
    let anchor = Certificate::from_der(&trusted[place]).map_err(|_| Error::NoAuthority)?;
    Ok(reply::name(&anchor.tbs_certificate.subject))
}

fn certificates(bytes: &[u8]) -> Result<Vec<CertificateDer<'static>>, Error> {
    let written: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(bytes).take(MOST).collect();
    let mut found = written.map_err(|_| Error::NoAuthority)?;
    if found.is_empty() {
        found.push(CertificateDer::from(bytes.to_vec()));
    }
    Ok(found)
}

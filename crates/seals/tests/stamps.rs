//! Requests and replies against a time-stamp authority that OpenSSL runs.

mod authority;

use std::fs;

use authority::{Authority, Manner, RSA, Result};
use chrono::Utc;
use domain::Sha256;
use proptest::prelude::*;
use seals::{Error, Stamped};

const EC: (&str, &str) = ("EC", "ec_paramgen_curve:P-256");
const HEAD: Sha256 = Sha256([0x5a; 32]);

/// What `authority` answers to our request.
fn reply(authority: &Authority) -> Result<Vec<u8>> {
    let request = authority.path("head.tsq");
    fs::write(&request, seals::request(HEAD)?)?;
    Ok(fs::read(authority.answer(&request)?)?)
}

fn stamped(authority: &Authority) -> Result<Stamped> {
    Ok(seals::opened(&reply(authority)?)?)
}

#[test]
fn a_reply_says_who_stamped_which_head_when_however_it_is_signed() -> Result {
    let usual = Manner::default();
    for manner in [
        usual,
        Manner { digest: "sha512", named_by: "sha1", ..usual },
        Manner { key: EC, digest: "sha256", ..usual },
        Manner { key: RSA, digest: "sha384", named_by: "sha512", ..usual },
    ] {
        let authority = Authority::new(manner)?;
        let stamped = stamped(&authority)?;
        assert_eq!((stamped.head, stamped.by.as_str()), (HEAD, "Lowland Stamps, Lowland Trust"), "{manner:?}");
        assert!((Utc::now() - stamped.at).num_seconds().abs() < 120, "{manner:?}: {}", stamped.at);
        let root = fs::read(authority.root())?;
        assert_eq!(seals::vouched(&stamped, &root)?, "Lowland Root, Lowland Trust", "{manner:?}");
    }
    Ok(())
}

#[test]
fn openssl_takes_the_request_and_the_reply_for_each_other_s() -> Result {
    let authority = Authority::new(Manner::default())?;
    reply(&authority)?;
    let pair = ["ts", "-verify", "-in", "reply.tsr", "-CAfile", "root.pem"];
    authority.openssl(&[&pair[..], &["-queryfile", "head.tsq"]].concat())?;
    authority.openssl(&[&pair[..], &["-digest", &HEAD.to_string()]].concat())?;
    let text = authority.openssl(&["ts", "-query", "-in", "head.tsq", "-text"])?;
    assert!(text.contains("Hash Algorithm: sha256") && text.contains("Certificate required: yes"), "{text}");
    Ok(())
}

#[test]
fn another_authority_does_not_vouch_and_a_file_without_certificates_is_named() -> Result {
    let stamped = stamped(&Authority::new(Manner::default())?)?;
    let other = fs::read(Authority::new(Manner::default())?.root())?;
    assert!(matches!(seals::vouched(&stamped, &other), Err(Error::NotVouched { .. })));
    assert_eq!(seals::vouched(&stamped, b"no certificates here"), Err(Error::NoAuthority));
    Ok(())
}

#[test]
fn a_reply_to_another_request_is_refused() -> Result {
    let authority = Authority::new(Manner::default())?;
    let query = authority.path("other.tsq");
    let digest = HEAD.to_string();
    authority.openssl(&["ts", "-query", "-digest", &digest, "-sha256", "-cert", "-out", "other.tsq"])?;
    assert_eq!(seals::opened(&fs::read(authority.answer(&query)?)?), Err(Error::OtherNonce));
    authority.openssl(&["ts", "-query", "-digest", &digest, "-sha256", "-no_nonce", "-cert", "-out", "other.tsq"])?;
    assert_eq!(seals::opened(&fs::read(authority.answer(&query)?)?), Err(Error::OtherNonce));
    authority.openssl(&["ts", "-query", "-digest", &digest, "-sha256", "-out", "other.tsq"])?;
    assert_eq!(seals::opened(&fs::read(authority.answer(&query)?)?), Err(Error::NoCertificate));
    Ok(())
}

#[test]
fn an_authority_that_refuses_is_quoted() -> Result {
    let authority = Authority::new(Manner { stamps: "sha512", ..Manner::default() })?;
    let Err(refused) = seals::opened(&reply(&authority)?) else { return Err("SHA-256 is not stamped there".into()) };
    assert!(matches!(refused, Error::NotGranted { status: 2, .. }), "{refused}");
    assert!(refused.to_string().contains("Message digest algorithm is not supported"), "{refused}");
    Ok(())
}

#[test]
fn no_byte_of_a_reply_can_be_changed_into_another_stamp() -> Result {
    let authority = Authority::new(Manner { key: EC, ..Manner::default() })?;
    let reply = reply(&authority)?;
    let (root, whole) = (fs::read(authority.root())?, seals::opened(&reply)?);
    for at in 0..reply.len() {
        let mut altered = reply.clone();
        altered[at] ^= 1;
        // A byte of the certificate that nothing signed but the root can change; then the root does not vouch for it.
        if let Ok(stamped) = seals::opened(&altered) {
            let same = (stamped.head, stamped.at) == (whole.head, whole.at);
            assert!(same && (stamped == whole || seals::vouched(&stamped, &root).is_err()), "byte {at}");
        }
    }
    assert_eq!(seals::opened(&reply[..reply.len() - 1]), Err(Error::NotAReply));
    Ok(())
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(seals::opened(&bytes).is_err());
    }
}

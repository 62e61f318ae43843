//! A time-stamp authority of our own, made and run with the openssl program.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// How an authority signs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner {
    /// The kind of key, as `openssl genpkey` names it, with its option.
    pub(crate) key: (&'static str, &'static str),
    /// What it signs over.
    pub(crate) digest: &'static str,
    /// How it names its certificate.
    pub(crate) named_by: &'static str,
    /// The digests that it stamps.
    pub(crate) stamps: &'static str,
}

pub(crate) const RSA: (&str, &str) = ("RSA", "rsa_keygen_bits:2048");

impl Default for Manner {
    fn default() -> Self {
        Self { key: RSA, digest: "sha256", named_by: "sha256", stamps: "sha256" }
    }
}

/// An authority: a root of its own, a signer that the root vouches for, and a folder for both.
pub(crate) struct Authority {
    folder: tempfile::TempDir,
}

impl Authority {
    pub(crate) fn new(manner: Manner) -> Result<Self> {
        let authority = Self { folder: tempfile::tempdir()? };
        fs::write(authority.path("openssl.cnf"), configuration(manner))?;
        let (key, option) = manner.key;
        for name in ["root", "signer"] {
            authority.openssl(&["genpkey", "-algorithm", key, "-pkeyopt", option, "-out", &format!("{name}.key")])?;
        }
        let root = ["-subj", "/O=Lowland Trust/CN=Lowland Root", "-days", "30", "-extensions", "root"];
        authority.openssl(&[&["req", "-new", "-x509", "-key", "root.key", "-out", "root.pem"], &root[..]].concat())?;
        let signer = ["req", "-new", "-key", "signer.key", "-subj", "/O=Lowland Trust/CN=Lowland Stamps"];
        authority.openssl(&[&signer[..], &["-out", "signer.csr"]].concat())?;
        let vouch = ["x509", "-req", "-in", "signer.csr", "-CA", "root.pem", "-CAkey", "root.key", "-set_serial", "2"];
        let how = ["-days", "30", "-extfile", "openssl.cnf", "-extensions", "signer", "-out", "signer.pem"];
        authority.openssl(&[&vouch[..], &how[..]].concat())?;
        fs::write(authority.path("serial"), "01\n")?;
        Ok(authority)
    }

    /// The certificate that vouches for the signer.
    pub(crate) fn root(&self) -> PathBuf {
        self.path("root.pem")
    }

    /// What the authority answers to the request in the file at `request`: the file with the reply.
    pub(crate) fn answer(&self, request: &Path) -> Result<PathBuf> {
        let query = request.to_str().ok_or("a plain path")?;
        self.openssl(&["ts", "-reply", "-queryfile", query, "-out", "reply.tsr", "-config", "openssl.cnf"])?;
        Ok(self.path("reply.tsr"))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What `openssl` answers in the authority's folder; an error when it refuses.
    pub(crate) fn openssl(&self, arguments: &[&str]) -> Result<String> {
        let output = Command::new("openssl")
            .args(arguments)
            .current_dir(self.folder.path())
            .env("OPENSSL_CONF", self.path("openssl.cnf"))
            .stdin(Stdio::null())
            .output()
            .map_err(|cause| format!("openssl does not run ({cause}): `cargo xtask setup` installs it"))?;
        if !output.status.success() {
            return Err(format!("openssl {arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
        Ok(String::from_utf8(output.stdout)?)
    }
}

fn configuration(manner: Manner) -> String {
    let Manner { digest, named_by, stamps, .. } = manner;
    format!(
        "[req]\ndistinguished_name = name\n[name]\n\
         [root]\nbasicConstraints = critical, CA:TRUE\nkeyUsage = critical, keyCertSign\nsubjectKeyIdentifier = hash\n\
         [signer]\nbasicConstraints = CA:FALSE\nkeyUsage = critical, digitalSignature\n\
         extendedKeyUsage = critical, timeStamping\n\
         [tsa]\ndefault_tsa = lowland\n\
         [lowland]\nserial = serial\nsigner_cert = signer.pem\nsigner_key = signer.key\nsigner_digest = {digest}\n\
         default_policy = 1.3.6.1.4.1.32473.1\ndigests = {stamps}\naccuracy = secs:1\ness_cert_id_alg = {named_by}\n"
    )
}

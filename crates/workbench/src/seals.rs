//! Sealing the journal: a request over its head goes out, an authority's reply comes back and is kept beside that head.

use std::path::Path;

use database::{bytes, journal, seals as stored};
use domain::{Change, JournalSeal, SealId, Sha256, Subject, Vouched};

use crate::{
    Error, Result, Workbench,
    articles::{digest, read_file},
    files,
    views::SealView,
};

impl Workbench {
    /// Writes a request to stamp the journal's head to `path`, whole or not at all; answers that head. Nothing is sent:
    /// the analyst carries the file to an authority.
    pub fn request_seal(&self, path: &Path) -> Result<Sha256> {
        let (_, head) = self.workspace.read(journal::head)?.ok_or(Error::NothingToSeal)?;
        let request = seals::request(head)?;
        files::write_whole(path, &request).map_err(|cause| Error::file("write the request to", path, &cause))?;
        self.note_anchor()?;
        Ok(head)
    }

    /// Checks the authority's reply at `path` and stores it beside the head that it stamps. With the certificates at
    /// `authority` its signer is held against them, too; a reply that was stored without can be stored again so.
    pub fn store_seal(&self, path: &Path, authority: Option<&Path>) -> Result<SealView> {
        let reply = read_file(path, "read the reply")?;
        let authority = authority.map(|path| read_file(path, "read the certificates")).transpose()?;
        let stamped = seals::opened(&reply)?;
        let vouched = authority.as_deref().map(|trusted| vouched(&stamped, trusted)).transpose()?;
        let length = self.workspace.read(|conn| journal::place_of(conn, stamped.head))?.ok_or(Error::NotOurHead)?;
        let known = self.workspace.read(|conn| stored::with_reply(conn, digest(&reply)))?;
        let mut changes = Vec::new();
        if let Some(known) = known {
            if known.vouched.is_some() || vouched.is_none() {
                return Err(Error::SealKnown);
            }
            changes.push(Change::Removed { subject: Subject::Seal(known.id) });
        }
        let id = SealId(self.clock.uuid());
        let (head, at, by) = (stamped.head, stamped.at, stamped.by);
        let seal = JournalSeal { id, length, head, at, by, reply: digest(&reply), vouched };
        let view = SealView::from(&seal);
        changes.push(Change::SealStored { seal });
        self.commit_with(changes, [Some(reply), authority].into_iter().flatten().collect())?;
        Ok(view)
    }

    /// The time stamps over heads of the journal, the oldest head first.
    pub fn seals(&self) -> Result<Vec<SealView>> {
        Ok(self.workspace.read(stored::all)?.iter().map(SealView::from).collect())
    }

    /// The stored seals whose reply does not say, or no longer, what was noted of it; a sentence each.
    pub(crate) fn broken_seals(&self) -> Result<Vec<String>> {
        let kept = |sha256: Sha256| -> Result<Vec<u8>> {
            let bytes = self.workspace.read(|conn| bytes::original(conn, sha256))?;
            bytes.ok_or(Error::BytesMissing { sha256 })
        };
        let mut broken = Vec::new();
        for seal in self.workspace.read(stored::all)? {
            let vouched = seal.vouched.as_ref().map(|vouched| kept(vouched.certificates)).transpose()?;
            let reply = kept(seal.reply)?;
            if !fits(&seal, &reply, vouched.as_deref()) {
                let length = seal.length;
                broken.push(format!("the time stamp over the journal’s row {length} is not what was noted of it"));
            }
        }
        Ok(broken)
    }
}

fn vouched(stamped: &seals::Stamped, authority: &[u8]) -> Result<Vouched> {
    Ok(Vouched { by: seals::vouched(stamped, authority)?, certificates: digest(authority) })
}

/// Whether `reply`, opened anew, says what `seal` notes of it.
fn fits(seal: &JournalSeal, reply: &[u8], trusted: Option<&[u8]>) -> bool {
    let Ok(stamped) = seals::opened(reply) else { return false };
    let by = trusted.map(|trusted| vouched(&stamped, trusted)).transpose();
    stamped.head == seal.head && stamped.at == seal.at && stamped.by == seal.by && by.is_ok_and(|by| by == seal.vouched)
}

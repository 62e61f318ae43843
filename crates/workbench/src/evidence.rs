//! Attaching evidence to claims and weighing it.

use std::path::Path;

use documents::Hint;
use domain::{ArticleId, Change, ClaimId, Evidence, EvidenceId, EvidenceMatter, Stance, Subject, TextRange};

use crate::{
    Error, Result, Workbench,
    articles::{digest, file_name, read_file},
    claims::worded,
    files,
    parties::known_as,
    views::{OriginalView, WeighingInput},
    worker::ReadError,
};

impl Workbench {
    /// Attaches words of an article.
    pub fn attach_passage(
        &self,
        claim: ClaimId,
        article: ArticleId,
        range: TextRange,
        stance: Stance,
        note: &str,
    ) -> Result<EvidenceId> {
        let passage = self.passage(article, range)?;
        self.attach_evidence(claim, EvidenceMatter::Passage { article, passage }, stance, note, Vec::new())
    }

    /// Attaches the file at `path`; its bytes are kept in the workspace.
    pub fn attach_file(&self, claim: ClaimId, path: &Path, stance: Stance, note: &str) -> Result<EvidenceId> {
        let bytes = read_file(path, "attach")?;
        let matter = EvidenceMatter::File {
            name: file_name(path),
            sha256: digest(&bytes),
            bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        };
        self.attach_evidence(claim, matter, stance, note, vec![bytes])
    }

    /// Attaches an address. Nothing is fetched.
    pub fn attach_link(&self, claim: ClaimId, url: &str, stance: Stance, note: &str) -> Result<EvidenceId> {
        self.attach_evidence(claim, EvidenceMatter::Link { url: link(url)? }, stance, note, Vec::new())
    }

    /// Attaches the analyst's own words.
    pub fn attach_note(&self, claim: ClaimId, stance: Stance, note: &str) -> Result<EvidenceId> {
        if note.trim().is_empty() {
            return Err(Error::EmptyNote);
        }
        self.attach_evidence(claim, EvidenceMatter::Note, stance, note, Vec::new())
    }

    /// Attaches that something was looked for and not found.
    pub fn attach_not_found(
        &self,
        claim: ClaimId,
        sought: &str,
        places: &str,
        stance: Stance,
        note: &str,
    ) -> Result<EvidenceId> {
        let (Some(sought), Some(places)) = (worded(sought), worded(places)) else { return Err(Error::NothingSought) };
        self.attach_evidence(claim, EvidenceMatter::NotFound { sought, places }, stance, note, Vec::new())
    }

    fn attach_evidence(
        &self,
        claim: ClaimId,
        matter: EvidenceMatter,
        stance: Stance,
        note: &str,
        bytes: Vec<Vec<u8>>,
    ) -> Result<EvidenceId> {
        let id = EvidenceId(self.clock.uuid());
        let note = note.trim().to_owned();
        let evidence = Evidence {
            id,
            claim,
            matter,
            stance,
            note,
            reliability: None,
            credibility: None,
            basis: None,
            source: None,
        };
        self.commit_with(vec![Change::EvidenceAttached { evidence }], bytes)?;
        Ok(id)
    }

    /// How a piece of evidence is weighed, as it would be typed.
    pub fn weighing(&self, id: EvidenceId) -> Result<WeighingInput> {
        Ok(self.workspace.read(|conn| {
            let Evidence { stance, note, reliability, credibility, basis, source, .. } =
                database::evidence::by_id(conn, id)?;
            let source = known_as(conn, source)?.unwrap_or_default();
            Ok(WeighingInput { stance, note, reliability, credibility, basis, source })
        })?)
    }

    /// Weighs a piece of evidence anew.
    pub fn weigh_evidence(&self, id: EvidenceId, input: &WeighingInput) -> Result<()> {
        let from = self.workspace.read(|conn| database::evidence::by_id(conn, id))?;
        let note = input.note.trim().to_owned();
        if note.is_empty() && from.matter == EvidenceMatter::Note {
            return Err(Error::EmptyNote);
        }
        let mut changes = Vec::new();
        let source = self.party_kept(from.source, &input.source, &mut changes)?;
        let WeighingInput { stance, reliability, credibility, basis, .. } = *input;
        let to = Evidence { stance, note, reliability, credibility, basis, source, ..from.clone() };
        if from == to {
            return Ok(());
        }
        changes.push(Change::EvidenceRefined { from, to });
        self.commit(changes)
    }

    /// The name and bytes of a file that is evidence, as it was attached.
    pub fn evidence_file(&self, id: EvidenceId) -> Result<(String, Vec<u8>)> {
        let (matter, bytes) = self.workspace.read(|conn| {
            let matter = database::evidence::by_id(conn, id)?.matter;
            let bytes = match &matter {
                EvidenceMatter::File { sha256, .. } => database::bytes::original(conn, *sha256)?,
                _ => None,
            };
            Ok((matter, bytes))
        })?;
        let EvidenceMatter::File { name, sha256, .. } = matter else { return Err(Error::NoFile) };
        // Held against what was recorded each time: the file is shown as proof.
        let bytes = bytes.filter(|bytes| digest(bytes) == sha256).ok_or(Error::BytesMissing { sha256 })?;
        Ok((name, bytes))
    }

    /// A file that is evidence, as it is shown; of a PDF the page numbered `page`. What is neither a page nor a picture
    /// is shown as the text in it.
    pub fn evidence_view(&self, id: EvidenceId, page: u32) -> Result<OriginalView> {
        let (name, bytes) = self.evidence_file(id)?;
        let hint = Hint { name: Some(name), ..Hint::default() };
        match self.made_seen(&bytes, &hint, page) {
            Err(Error::Read(ReadError::Document(documents::Error::Binary { .. }))) => {
                let read = self.reader().read(&bytes, &hint);
                read.map(|reading| OriginalView::Text { text: reading.text }).map_err(|_| Error::NotShown)
            }
            seen => seen,
        }
    }

    /// Writes a file that is evidence to `path`, whole or not at all.
    pub fn save_evidence_file(&self, id: EvidenceId, path: &Path) -> Result<()> {
        let (_, bytes) = self.evidence_file(id)?;
        files::write_whole(path, &bytes).map_err(|cause| Error::file("write the file to", path, &cause))
    }

    /// Takes a piece of evidence out of sight.
    pub fn remove_evidence(&self, id: EvidenceId) -> Result<()> {
        self.commit(vec![Change::Removed { subject: Subject::Evidence(id) }])
    }
}

/// `url` when it is a web address.
pub(crate) fn link(url: &str) -> Result<String> {
    let url = url.trim();
    if !(url.starts_with("https://") || url.starts_with("http://")) || url.contains(char::is_whitespace) {
        return Err(Error::NotALink { given: url.to_owned() });
    }
    Ok(url.to_owned())
}

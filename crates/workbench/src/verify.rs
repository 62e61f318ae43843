//! Holding a report against the workspace and its journal.

use std::{collections::BTreeMap, path::Path};

use chrono::{DateTime, Utc};
use database::{Until, Veil, journal};
use domain::{ClaimId, Seen, Status};
use reports::{Manifest, Seal, Stated};
use serde::Serialize;

use crate::{Error, Result, Workbench, articles, veil, views::SealView};

/// Whether the journal still passes through the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum JournalStanding {
    /// It does, and nothing was done since.
    Same,
    /// It does, and more was done since.
    Grown,
    /// It has another entry at the report's place: it was rewritten, or is another workspace's.
    Rewritten,
    /// It is shorter than the report says: it was cut, or is another workspace's.
    Cut,
}

/// What became of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum StatementStanding {
    /// It is what the workspace says, then and now.
    Matches,
    /// It is what the workspace said then, and more was recorded or decided since.
    ChangedSince,
    /// It is what the workspace said then, and the claim is out of sight now.
    GoneSince,
    /// It is not what the workspace said then.
    Differs,
}

/// A statement, held against the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct VerifiedStatement {
    /// The claim.
    pub claim: ClaimId,
    /// Its words in the report.
    pub statement: String,
    /// What became of it.
    pub standing: StatementStanding,
    /// Where the claim stands in the report.
    pub then: Status,
    /// Where it stands now, while it is in sight.
    pub now: Option<Seen>,
}

/// A report, held against the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Verified {
    /// Whether the file fits its own seal.
    pub seal: Seal,
    /// Whether these very bytes were written at this desk.
    pub written_here: bool,
    /// The moment that the report is of.
    pub as_of: Option<DateTime<Utc>>,
    /// Whether the journal still passes through it; none when the report carries no manifest.
    pub journal: Option<JournalStanding>,
    /// Its statements, in its order.
    pub statements: Vec<VerifiedStatement>,
    /// The time stamps over a head that holds all that the report states; none where the journal does not pass through it.
    pub seals: Vec<SealView>,
}

impl Verified {
    /// Whether the file is as it was written, and each statement still holds.
    pub fn holds(&self) -> bool {
        let journal =
            self.journal.is_none_or(|standing| matches!(standing, JournalStanding::Same | JournalStanding::Grown));
        let matches = |one: &VerifiedStatement| one.standing == StatementStanding::Matches;
        self.seal != Seal::Broken
            && (self.written_here || self.journal.is_some())
            && journal
            && self.statements.iter().all(matches)
    }
}

impl Workbench {
    /// Holds the report at `path` against the workspace. PDF and JSON carry what they state; of other formats it can only
    /// be said whether these very bytes were written at this desk.
    pub fn verify_report(&self, path: &Path) -> Result<Verified> {
        let bytes = articles::read_file(path, "verify")?;
        let (manifest, seal) = Manifest::read(&bytes);
        let written_here = self.is_noted_report(&bytes)?;
        let Some(manifest) = manifest else {
            if !written_here && seal == Seal::None {
                return Err(Error::NotAReport { name: articles::file_name(path) });
            }
            return Ok(Verified {
                seal,
                written_here,
                as_of: None,
                journal: None,
                statements: Vec::new(),
                seals: Vec::new(),
            });
        };
        let standing = self.journal_standing(&manifest)?;
        let intact = matches!(standing, JournalStanding::Same | JournalStanding::Grown);
        let then = if intact { self.stated(&manifest, Some(Until::Length(manifest.journal_length)))? } else { None };
        let now = self.stated(&manifest, None)?.unwrap_or_default();
        let veil = self.read_seen(|_, veil| Ok(veil.clone()))?;
        let statements = manifest.statements.iter().map(|stated| held(stated, then.as_ref(), &now, &veil)).collect();
        let mut seals = if intact { self.seals()? } else { Vec::new() };
        seals.retain(|one| i64::from(one.length) >= manifest.journal_length);
        Ok(Verified { seal, written_here, as_of: manifest.as_of, journal: Some(standing), statements, seals })
    }

    fn journal_standing(&self, manifest: &Manifest) -> Result<JournalStanding> {
        let length = manifest.journal_length;
        let (last, at) =
            self.workspace.read(|conn| Ok((journal::standing(conn)?, journal::entries(conn, length, 1)?)))?;
        let now = last.map_or(0, |(length, ..)| length);
        let there =
            if length == 0 { None } else { at.first().filter(|entry| entry.seq == length).map(|entry| entry.hash) };
        Ok(if now < length {
            JournalStanding::Cut
        } else if there != manifest.journal_head {
            JournalStanding::Rewritten
        } else if now == length {
            JournalStanding::Same
        } else {
            JournalStanding::Grown
        })
    }

    /// What a report like `manifest`'s states, then or now; `None` where its investigation is not there.
    fn stated(&self, manifest: &Manifest, until: Option<Until>) -> Result<Option<BTreeMap<ClaimId, Stated>>> {
        let case = match until {
            Some(until) => self.case_file_as_of(manifest.investigation, until),
            None => self.case_file(manifest.investigation),
        };
        match case {
            Ok(case) => {
                let stated = manifest.like(&case).statements;
                Ok(Some(stated.into_iter().map(|stated| (stated.claim, stated)).collect()))
            }
            Err(Error::Database(database::Error::NotFound { .. })) => Ok(None),
            Err(other) => Err(other),
        }
    }
}

fn held(
    stated: &Stated,
    then: Option<&BTreeMap<ClaimId, Stated>>,
    now: &BTreeMap<ClaimId, Stated>,
    veil: &Veil,
) -> VerifiedStatement {
    let today = now.get(&stated.claim);
    let standing = match (then.and_then(|then| then.get(&stated.claim)), today) {
        (Some(then), _) if then != stated => StatementStanding::Differs,
        (None, _) => StatementStanding::Differs,
        (Some(_), None) => StatementStanding::GoneSince,
        (Some(_), Some(today)) if today.sha256 == stated.sha256 => StatementStanding::Matches,
        (Some(_), Some(_)) => StatementStanding::ChangedSince,
    };
    VerifiedStatement {
        claim: stated.claim,
        statement: stated.statement.clone(),
        standing,
        then: stated.status,
        now: today.map(|today| veil::seen(veil, stated.claim, today.status)),
    }
}

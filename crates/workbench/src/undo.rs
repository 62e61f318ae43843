//! Undo and redo. Both are commits of their own; which steps can be taken back is read from the journal, so it
//! survives a restart.

use database::Action;
use domain::{ActionId, AssessmentId, Change, ClaimId, Inverse, Standing};

use crate::{Result, Workbench, locked};

/// How many actions of the journal are looked at when a workspace is opened.
pub(crate) const STEPS: u32 = 400;

#[derive(Debug)]
struct Step {
    action: ActionId,
    changes: Vec<Change>,
    /// What the analyst did, before any taking back. An action is called by its last change: the first ones only
    /// prepare it, such as a party added for a claimant.
    name: &'static str,
}

/// The actions that can be taken back and those that can be done again, newest last.
#[derive(Debug, Default)]
pub(crate) struct Undo {
    back: Vec<Step>,
    again: Vec<Step>,
}

impl Undo {
    /// What a journal's last actions leave to undo and redo.
    pub(crate) fn remembered(actions: Vec<Action>) -> Self {
        let mut undo = Self::default();
        for Action { id, undoes, changes } in actions {
            undo.done(id, undoes, changes);
        }
        undo
    }

    /// Takes note of an action. One that takes back a step moves to the other side; any other ends what could be redone.
    pub(crate) fn done(&mut self, action: ActionId, undoes: Option<ActionId>, changes: Vec<Change>) {
        if changes.iter().all(|change| change.inverse() == Inverse::Stays) {
            return;
        }
        let name = changes.last().map(Change::name).unwrap_or_default();
        let step = |name| Step { action, changes, name };
        let is_undone = |known: &mut Step| Some(known.action) == undoes;
        if undoes.is_none() {
            self.again.clear();
            self.back.push(step(name));
        } else if let Some(undone) = self.back.pop_if(is_undone) {
            self.again.push(step(undone.name));
        } else if let Some(undone) = self.again.pop_if(is_undone) {
            self.back.push(step(undone.name));
        }
        if self.back.len() > STEPS as usize {
            self.back.remove(0);
        }
    }

    /// What undo would take back.
    pub(crate) fn next_back(&self) -> Option<&'static str> {
        self.back.last().map(|step| step.name)
    }

    /// What redo would do again.
    pub(crate) fn next_again(&self) -> Option<&'static str> {
        self.again.last().map(|step| step.name)
    }
}

impl Workbench {
    /// Takes back the newest action that can be; answers what it was.
    pub fn undo(&self) -> Result<Option<&'static str>> {
        self.take_back(|undo| undo.back.last())
    }

    /// Does again what was taken back last; answers what it was.
    pub fn redo(&self) -> Result<Option<&'static str>> {
        self.take_back(|undo| undo.again.last())
    }

    fn take_back(&self, which: impl Fn(&Undo) -> Option<&Step>) -> Result<Option<&'static str>> {
        let undo = locked(&self.undo);
        let Some(Step { action, changes, name }) = which(&undo) else { return Ok(None) };
        let (undoes, name) = (Some(*action), *name);
        let inverses = changes.iter().rev().filter_map(|change| match change.inverse() {
            Inverse::Change(change) => Some(Ok(*change)),
            Inverse::Withdraw(claim, assessment) => Some(self.withdrawal(claim, assessment)),
            Inverse::Stays => None,
        });
        let changes = inverses.collect::<Result<_>>()?;
        drop(undo);
        self.commit_action(Action { id: ActionId(self.clock.uuid()), undoes, changes }, Vec::new())?;
        Ok(Some(name))
    }

    /// A newer assessment that puts a claim back to where it stood before `assessment`.
    fn withdrawal(&self, claim: ClaimId, assessment: AssessmentId) -> Result<Change> {
        let history = self.workspace.read(|conn| database::assessments::history(conn, claim))?;
        let id = AssessmentId(self.clock.uuid());
        let analyst = self.desk().analyst;
        let mut signed = Standing::before(assessment, &history).signed(id, claim, analyst.name(), self.clock.now());
        signed.withdraws = Some(assessment);
        Ok(Change::ClaimAssessed { assessment: signed })
    }
}

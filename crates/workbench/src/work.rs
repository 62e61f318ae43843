//! Who works on which claims, how far they are, and when to look again.

use database::claims;
use domain::{Change, ClaimId, Work, WorkState};

use crate::{
    Result, Workbench,
    claims::{day, worded},
    views::WorkInput,
};

impl Workbench {
    /// Sets the work on each of `claims`: one action, or nothing.
    pub fn set_work(&self, claims: &[ClaimId], input: &WorkInput) -> Result<()> {
        let analyst = self.desk().analyst;
        let mut changes = Vec::new();
        for claim in claims {
            let from = self.workspace.read(|conn| claims::work(conn, *claim))?;
            let to = worked(from.clone(), input, analyst.name())?;
            if from != to {
                changes.push(Change::WorkSet { claim: *claim, from, to });
            }
        }
        if changes.is_empty() { Ok(()) } else { self.commit(changes) }
    }
}

/// What `input` makes of `work`. Work that begins is somebody's; work that is nobody's has no assignee.
fn worked(work: Work, input: &WorkInput, analyst: &str) -> Result<Work> {
    let state = input.state.unwrap_or(work.state);
    let assignee = input.assignee.as_deref().map_or(work.assignee, worded);
    let assignee = match state {
        WorkState::Unassigned => None,
        WorkState::InProgress => assignee.or_else(|| Some(analyst.to_owned())),
        WorkState::InReview | WorkState::Done => assignee,
    };
    let revisit = input.revisit.as_deref().map_or(Ok(work.revisit), day)?;
    Ok(Work { state, assignee, revisit })
}

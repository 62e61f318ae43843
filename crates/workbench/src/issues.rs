//! Issues of reports: what was asked for with what it corrects, and noting that it left the house.

use std::sync::Arc;

use database::{Access, Connection, Until, issues};
use domain::{CaseFile, Change, Corrections, Issue, IssueId};
use reports::{Format, Plan};

use crate::{ReportRequest, Result, Workbench, articles::digest, case_file::gathered, locked};

/// What the last issue that was looked at reported on: previews ask for it again with every change.
pub(crate) type LastIssued = Option<(IssueId, Arc<CaseFile>)>;

impl Workbench {
    /// The case file that `request` asks for, and what it says otherwise than the last issue of the same report.
    ///
    /// Issues count up to the moment that is asked for: what was issued later cannot change what a report said.
    pub(crate) fn asked_for(&self, request: &ReportRequest) -> Result<(CaseFile, u32)> {
        let ReportRequest { investigation, as_of, plan } = request;
        let read = |conn: &Connection| {
            let case = gathered(conn, self.name(), *investigation)?;
            let last = issues::last_before(conn, *investigation, plan.template.name(), case.journal_length)?;
            Ok((case, last))
        };
        let (mut case, last) = match as_of {
            Some(at) => self.workspace.read_as_of(Until::Time(*at), read)?,
            None => self.workspace.read(read)?,
        };
        let veil = self.read_seen(|_, veil| Ok(veil.clone()))?;
        let all = case.claims.len();
        case.retain(|claim| !veil.hides(claim));
        let withheld = u32::try_from(all - case.claims.len()).unwrap_or(u32::MAX);
        if let Some(issue) = last {
            let mut before = CaseFile::clone(&*self.issued(&issue)?);
            before.retain(|claim| !issue.left_out.contains(&claim) && !veil.hides(claim));
            let mut now = case.clone();
            now.retain(|claim| !plan.excluded.contains(&claim));
            case.corrections = Some(Corrections::between(&issue, &before, &now));
        }
        Ok((case, withheld))
    }

    /// Notes that the report `bytes` on `case` left the house; nothing where nothing can be noted.
    pub(crate) fn note_issue(&self, case: &Reported, plan: &Plan, format: Format, bytes: &[u8]) -> Result<()> {
        let (Some(journal_head), Access::Writable) = (case.journal_head, self.access()) else { return Ok(()) };
        let issue = Issue {
            id: IssueId(self.clock.uuid()),
            investigation: case.investigation,
            report: plan.template.name().to_owned(),
            format: format.name().to_owned(),
            sha256: digest(bytes),
            journal_length: case.journal_length,
            journal_head,
            left_out: plan.excluded.clone(),
            analyst: self.desk().analyst.name().to_owned(),
            at: self.clock.now(),
        };
        self.commit(vec![Change::ReportIssued { issue }])
    }

    /// What `issue` reported on, before the plan left claims out.
    fn issued(&self, issue: &Issue) -> Result<Arc<CaseFile>> {
        if let Some((id, case)) = locked(&self.issued).as_ref()
            && *id == issue.id
        {
            return Ok(Arc::clone(case));
        }
        let case = Arc::new(self.case_file_as_of(issue.investigation, Until::Length(issue.journal_length))?);
        *locked(&self.issued) = Some((issue.id, Arc::clone(&case)));
        Ok(case)
    }
}

/// What a report was made of.
pub(crate) struct Reported {
    pub(crate) investigation: Option<domain::InvestigationId>,
    pub(crate) journal_length: i64,
    pub(crate) journal_head: Option<domain::Sha256>,
}

impl Reported {
    pub(crate) fn on(case: &CaseFile) -> Self {
        Self {
            investigation: case.investigation.as_ref().map(|investigation| investigation.id),
            journal_length: case.journal_length,
            journal_head: case.journal_head,
        }
    }
}

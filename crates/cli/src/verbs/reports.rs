//! Reports and bundles: out of the workspace, against it and back into it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use domain::InvestigationId;
use workbench::{
    Error, Format, JournalStanding, Plan, ReportRequest, Result, Seal, StatementStanding, Verified, Workbench,
};

use crate::print::{self, Output};

/// What a report is asked for with on the command line.
pub(crate) struct Asked {
    pub(crate) output: PathBuf,
    pub(crate) investigation: Option<String>,
    pub(crate) as_of: Option<String>,
    pub(crate) plan: Option<PathBuf>,
    pub(crate) logo: Option<PathBuf>,
}

/// Writes a report; what should be known of it goes to standard error.
pub(crate) fn report(bench: &Workbench, asked: Asked, format: Format, output: Output) -> Result<()> {
    let Asked { output: path, investigation, as_of, plan, logo } = asked;
    let mut request = ReportRequest::on(named(bench, investigation)?);
    if let Some(plan) = plan {
        request.plan = read_plan(&plan)?;
    }
    if let Some(logo) = logo {
        request.plan.publisher.logo = bench.logo(&logo)?;
    }
    if let Some(as_of) = as_of {
        request = request.as_of(&as_of)?;
    }
    for warning in bench.export_report(&request, format, &path)?.warnings {
        print::complain_of(&warning);
    }
    let written = fs::canonicalize(&path).unwrap_or(path);
    output.show(&written.to_string_lossy(), |written| format!("report written to {written}"));
    Ok(())
}

fn read_plan(path: &Path) -> Result<Plan> {
    let bytes = fs::read(path).map_err(|cause| Error::file("read the plan", path, &cause))?;
    serde_json::from_slice(&bytes).map_err(|cause| Error::file("read the plan", path, &cause.into()))
}

fn named(bench: &Workbench, investigation: Option<String>) -> Result<Option<InvestigationId>> {
    Ok(investigation.map(|name| bench.investigation_named(&name)).transpose()?.map(|found| found.id))
}

/// Holds a report against the workspace.
pub(crate) fn verify(bench: &Workbench, report: &Path, output: Output) -> Result<ExitCode> {
    let verified = bench.verify_report(report)?;
    output.show(&verified, told);
    Ok(if verified.holds() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn told(verified: &Verified) -> String {
    let seal = match (verified.seal, verified.written_here) {
        (Seal::Broken, _) => "altered: the file does not fit its own seal",
        (_, true) => "whole: these very bytes were written at this desk",
        (Seal::Whole, false) => "whole by its own seal, which anybody can make anew; not noted as written at this desk",
        (Seal::None, false) => "without a seal, and not noted as written at this desk",
    };
    let mut lines = vec![format!("file       {seal}")];
    lines.extend(verified.journal.map(|standing| {
        format!(
            "journal    {}",
            match standing {
                JournalStanding::Same => "passes through the report, which is of its newest entry",
                JournalStanding::Grown => "passes through the report and goes on",
                JournalStanding::Rewritten =>
                    "has another entry at the report's place: rewritten, or of another workspace",
                JournalStanding::Cut => "is shorter than the report says: cut, or of another workspace",
            }
        )
    }));
    if verified.journal.is_some() {
        lines.extend(verified.seals.iter().map(|seal| format!("sealed     {}", print::seal(seal))));
        if verified.seals.is_empty() {
            lines.push("sealed     by nobody: no time stamp over a head that holds the report is stored".to_owned());
        }
    }
    for one in &verified.statements {
        let standing = match one.standing {
            StatementStanding::Matches => "holds".to_owned(),
            StatementStanding::ChangedSince => {
                format!(
                    "changed since: {} then, {} now",
                    one.then.word(),
                    one.now.map_or("out of sight", |now| now.word())
                )
            }
            StatementStanding::GoneSince => "gone since: the claim is out of sight now".to_owned(),
            StatementStanding::Differs => "differs from what the workspace said then".to_owned(),
        };
        lines.push(format!("{}  {}\n  {standing}", one.claim, one.statement));
    }
    lines.join("\n")
}

/// Writes a bundle.
pub(crate) fn export(bench: &Workbench, path: &Path, investigation: Option<String>, output: Output) -> Result<()> {
    bench.export_bundle(named(bench, investigation)?, path)?;
    output.show(&path.to_string_lossy(), |path| format!("bundle written to {path}"));
    Ok(())
}

//! Many claims in one go, as JSON lines: for programs that drive Claimdesk.

use std::{
    io::{self, BufRead},
    path::Path,
    process::ExitCode,
};

use domain::{ArticleId, ClaimId, Status, TextRange};
use serde::Deserialize;
use serde_json::json;
use workbench::{Error, Result, Workbench};

use crate::print;

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Line {
    Record(Record),
    Mark(Mark),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    article: ArticleId,
    start: u32,
    end: u32,
    statement: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mark {
    claim: ClaimId,
    status: Status,
    #[serde(default)]
    because: String,
}

/// Does one line after another; each is answered only once it is on the disk. A refused line does not end the others.
pub(crate) fn run(bench: &Workbench) -> Result<ExitCode> {
    let mut code = ExitCode::SUCCESS;
    for (number, line) in (1_u64..).zip(io::stdin().lock().lines()) {
        let line = line.map_err(|cause| Error::file("read", Path::new("standard input"), &cause))?;
        let done = serde_json::from_str(&line)
            .map_err(|cause| format!("the line is not understood: {cause}"))
            .and_then(|line| done(bench, line).map_err(|error| error.to_string()));
        let answer = match done {
            Ok(claim) => json!({ "line": number, "claim": claim }),
            Err(reason) => {
                print::complain_of(&format!("line {number}: {reason}"));
                code = ExitCode::FAILURE;
                json!({ "line": number, "refused": reason })
            }
        };
        print::raw(&answer.to_string());
    }
    Ok(code)
}

fn done(bench: &Workbench, line: Line) -> Result<ClaimId> {
    match line {
        Line::Record(Record { article, start, end, statement }) => {
            bench.record_claim(article, TextRange { start, end }, statement.as_deref())
        }
        Line::Mark(Mark { claim, status, because }) => {
            bench.assess_claim(claim, status, &because, None).map(|()| claim)
        }
    }
}

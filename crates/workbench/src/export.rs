//! Writing a report to a file: whole or not at all, told as it goes, to be cancelled at any moment.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{RecvTimeoutError, Sender, channel},
    },
    thread,
    time::Duration,
};

use domain::CaseFile;
use reports::{Fidelity, Format, Means, Quote, Rendered, Section, Step};

use crate::{Error, ReportRequest, Result, Workbench, files, fonts, issues::Reported, views::ReportWritten};

/// How soon a cancelled report is given up, and how often whoever listens is told that it goes on.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// What comes from the thread that writes a report out.
enum Came {
    Step(Step),
    Done(Result<Rendered, reports::Error>),
}

impl Workbench {
    /// Writes a report to `path`, whole or not at all, notes that it was issued, and its digest and the journal's head
    /// outside the workspace. Refuses when its sources do not have what it quotes; answers what else should be known of it.
    pub fn export_report(&self, request: &ReportRequest, format: Format, path: &Path) -> Result<ReportWritten> {
        self.export_watched(request, format, path, &Arc::default(), |_| {})
    }

    /// The same, calling `told` as it goes; gives up, and leaves `path` as it was, once `cancel` is set.
    pub fn export_watched(
        &self,
        request: &ReportRequest,
        format: Format,
        path: &Path,
        cancel: &Arc<AtomicBool>,
        mut told: impl FnMut(Step),
    ) -> Result<ReportWritten> {
        let mut at = |section| {
            told(Step::at(section));
            if cancel.load(Ordering::Relaxed) { Err(reports::Error::Stopped) } else { Ok(()) }
        };
        at(Section::Gathering)?;
        let (case, withheld) = self.asked_for(request)?;
        at(Section::Quotations)?;
        let mut warnings = locked_quotes(reports::quotes(&case, &request.plan))?;
        warnings.extend((withheld > 0).then(|| left_out(withheld)));
        at(Section::Wording)?;
        let reported = Reported::on(&case);
        let rendered = written_out(case, request, format, cancel, &mut told)?;
        told(Step::at(Section::Saving));
        files::write_whole(path, &rendered.bytes).map_err(|cause| Error::file("write the report to", path, &cause))?;
        warnings.extend(rendered.warnings);
        if let Err(error) = self.note_issue(&reported, &request.plan, format, &rendered.bytes) {
            // The file is written all the same.
            warnings.push(format!("that the report was issued could not be noted: {error}"));
        }
        self.note_anchor()?;
        self.note_report(&rendered.bytes)?;
        Ok(ReportWritten { path: path.display().to_string(), warnings })
    }
}

/// The report, written out on a thread of its own: what cannot be stopped inside is not waited for once `cancel` is set.
fn written_out(
    case: CaseFile,
    request: &ReportRequest,
    format: Format,
    cancel: &Arc<AtomicBool>,
    told: &mut impl FnMut(Step),
) -> Result<Rendered> {
    let (say, said) = channel();
    let (plan, stop) = (request.plan.clone(), Arc::clone(cancel));
    thread::spawn(move || {
        let step = |progress| say.send(Came::Step(progress)).is_ok() && !stop.load(Ordering::Relaxed);
        let means = Means { told: &step, ..Means::with(&fonts::typefaces) };
        finish(&say, reports::render(&case, &plan, format, means));
    });
    let mut last = Step::at(Section::Wording);
    loop {
        match said.recv_timeout(TELL_EVERY) {
            Ok(Came::Step(progress)) => last = progress,
            Ok(Came::Done(rendered)) => return Ok(rendered?),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                return Err(reports::Error::Layout("the writing broke off".to_owned()).into());
            }
        }
        told(last);
        if cancel.load(Ordering::Relaxed) {
            return Err(reports::Error::Stopped.into());
        }
    }
}

/// Hands over what came of it, unless nobody waits any more.
fn finish(say: &Sender<Came>, rendered: Result<Rendered, reports::Error>) {
    let _ = say.send(Came::Done(rendered));
}

/// That claims are left out because whoever reports is to review them.
fn left_out(withheld: u32) -> String {
    let claims = if withheld == 1 { "one claim is".to_owned() } else { format!("{withheld} claims are") };
    format!("{claims} left out: you are to review what the first analyst found, blind to it until then")
}

/// What should be known of `quotes`; refuses when one of them is absent from its source and no paraphrase.
fn locked_quotes(quotes: Vec<Quote>) -> Result<Vec<String>> {
    let place = |quote: &Quote| match quote.claim {
        Some(claim) => format!("claim {claim}: “{}”", quote.words),
        None => format!("summary: “{}”", quote.words),
    };
    let verbatim = || quotes.iter().filter(|quote| !quote.paraphrase);
    let absent: Vec<String> = verbatim().filter(|quote| quote.fidelity == Fidelity::Absent).map(place).collect();
    if !absent.is_empty() {
        return Err(Error::QuotesAbsent { quotes: absent });
    }
    let partial = verbatim().filter(|quote| quote.fidelity == Fidelity::Partial);
    Ok(partial.map(|quote| format!("the source has this quotation only in part: {}", place(quote))).collect())
}

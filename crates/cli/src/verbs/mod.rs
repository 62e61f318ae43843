//! What each verb does: one call into the workbench, and its answer printed.

mod add;
mod batch;
mod claims;
mod desk;
mod events;
mod feeds;
mod imports;
mod marks;
mod meaning;
mod open;
mod pages;
mod read;
mod reports;
pub(crate) mod revisions;
mod seals;
mod suggest;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use domain::{Analyst, PageStart};
use serde::Serialize;
use workbench::{
    Clock, Error, Format, Result, Setting, Workbench, folders,
    meaning::models,
    ocr::Engine,
    settings::Settings,
    views::{ArticleView, ImportMapping, Loaded, TableMapping},
    worker::{Reader, Worker},
};

use crate::{
    arguments::{Arguments, FeedVerb, Feeds, HowRead, InvestigationVerb, Matrix, Verb},
    print::{self, Output},
};

/// Does what `arguments` ask.
pub(crate) fn run(arguments: Arguments) -> Result<ExitCode> {
    let Arguments { workspace, analyst, format, verb } = arguments;
    let output = match (&verb, format.as_deref()) {
        (_, Some("json")) => Output::Json,
        (Verb::Report { .. }, _) | (_, None | Some("text")) => Output::Text,
        (_, Some(other)) => return Ok(usage(&format!("--format is text or json here, not “{other}”"))),
    };
    match verb {
        Verb::Completions { shell } => pages::completions(shell),
        Verb::Man { folder } => pages::manual(folder.as_deref())?,
        Verb::Open { file: Some(_) } if workspace.is_some() => {
            return Ok(usage("the window opens one thing: give --workspace or a file, not both"));
        }
        Verb::Open { file } => open::window(workspace.or(file))?,
        Verb::Read { files, jobs, how } => return Ok(read::run(&reader(&how)?, &files, jobs, output)),
        Verb::Suggest { articles, helper } => {
            let opened = || opened(workspace.clone(), analyst.clone(), false, reader(&HowRead::default())?);
            let model = suggest::model(helper)?;
            return suggest::run(&reader(&HowRead::default())?, &articles, model.as_ref(), opened, output);
        }
        Verb::Report { output: path, investigation, as_of, plan, logo } => {
            let known = format.map_or_else(|| Format::from_path(&path), |name| Format::from_name(&name));
            let Some(format) = known else {
                let names = Format::ALL.map(Format::name).join(", ");
                return Ok(usage(&format!(
                    "the report's format is not known: give --format with one of {names}, or such an ending"
                )));
            };
            let asked = reports::Asked { output: path, investigation, as_of, plan, logo };
            reports::report(&opened(workspace, analyst, false, reader(&HowRead::default())?)?, asked, format, output)?;
        }
        Verb::Add { paths, jobs, how, with_resources, fetch_links, mapping: columns, sheet } => {
            let mapping = (!columns.is_empty()).then_some(TableMapping { sheet, columns });
            let asked = add::Asked { paths, jobs, with_resources, fetch_links, mapping };
            return Ok(add::run(&opened(workspace, analyst, true, reader(&how)?)?, asked, output));
        }
        Verb::Meaning(asked) if meaning::without_workspace(asked.verb.as_ref(), output)? => {}
        verb => {
            let bench = opened(workspace, analyst, begins(&verb), reader(&HowRead::default())?)?;
            return with(&bench, verb, output);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether `verb` makes a workspace where there is none: a misspelt name must not pass for an empty workspace.
fn begins(verb: &Verb) -> bool {
    matches!(
        verb,
        Verb::Import { .. }
            | Verb::Sample
            | Verb::Investigation(InvestigationVerb::Add { .. })
            | Verb::Feeds(Feeds { verb: Some(FeedVerb::Add { .. } | FeedVerb::Import { subscribe: true, .. }) })
    )
}

/// The workbench on the workspace that is asked for, or else on the one opened last.
fn opened(workspace: Option<PathBuf>, analyst: Option<String>, begins: bool, reader: Reader) -> Result<Workbench> {
    let settings = Settings::kept(&folders::config_dir());
    let path = workspace
        .or_else(|| settings.last().map(Path::to_owned))
        .unwrap_or_else(|| folders::data_dir().join("Claimdesk.claimdesk"));
    let mut desk = settings.desk;
    if let Some(name) = analyst {
        desk.analyst = Analyst::named(&name);
    }
    let new = begins && !path.exists();
    let setting = Setting { workspace: path, desk, reader, clock: Clock::System, keep: folders::data_dir() };
    let bench = if new { Workbench::create(setting)? } else { Workbench::open(setting)? };
    bench.match_by_meaning(models::installed(&models::folder()));
    Ok(bench)
}

/// What reads documents: this program, started as a worker, and OCR where that is asked for.
fn reader(how: &HowRead) -> Result<Reader> {
    let limits = how.limits(Settings::load(&folders::config_dir()).reading).of_worker();
    let worker =
        Worker::of_this_program(limits).map_err(|cause| Error::file("find", Path::new("this program"), &cause))?;
    let reader = Reader::Worker(worker);
    Ok(match &how.ocr {
        Some(languages) => reader.recognising(Engine::found(Some(languages))?),
        None => reader,
    })
}

/// What reads the documents that `error` says are pictures alone, where that is installed.
fn recogniser(error: &Error) -> Option<Engine> {
    let Error::Read(error) = error else { return None };
    error.is_for_ocr().then(Engine::installed)?.ok()
}

fn with(bench: &Workbench, verb: Verb, output: Output) -> Result<ExitCode> {
    match verb {
        Verb::Archive { article, file } => {
            bench.save_archive(article, &file)?;
            output.show(&file.to_string_lossy(), |file| format!("web archive written to {file}"));
        }
        Verb::Sample => return Ok(told(&bench.load_sample(), output)),
        Verb::Articles => output.show(&bench.articles()?, |rows| print::articles(rows)),
        Verb::Article { id } => {
            output.show(&Shown::from(bench.article(id)?), |shown| format!("{}\n\n{}", shown.title, shown.text));
        }
        Verb::Revisions(asked) => revisions::revisions(bench, asked, output)?,
        Verb::Reanchor(asked) => revisions::reanchor(bench, asked, output)?,
        Verb::Claim(claim) => claims::claim(bench, claim, output)?,
        Verb::Claims(query) => claims::list(bench, query, output)?,
        Verb::Evidence(verb) => marks::evidence(bench, verb, output)?,
        Verb::Respond(verb) => desk::respond(bench, verb, output)?,
        Verb::Response(verb) => desk::response(bench, verb, output)?,
        Verb::Parties(verb) => desk::parties(bench, verb, output)?,
        Verb::Relate(verb) => desk::relate(bench, verb, output)?,
        Verb::Unrelate { claim, other } => desk::unrelate(bench, claim, other, output)?,
        Verb::Family { claim } => output.show(&bench.family(claim)?, print::family),
        Verb::Matrix(Matrix { of, families }) => {
            output.show(&bench.matrix(desk::investigation(bench, of)?, families)?, print::matrix);
        }
        Verb::Event(verb) => events::run(bench, verb, output)?,
        Verb::Timeline(of) => output.show(&bench.timeline(desk::investigation(bench, of)?)?, print::timeline),
        Verb::Queue => output.show(&bench.queue(Duration::MAX)?, print::queue),
        Verb::Feeds(asked) => return feeds::feeds(bench, asked.verb, output),
        Verb::Inbox(asked) => return feeds::inbox(bench, asked.verb, output),
        Verb::Mark(mark) => marks::mark(bench, mark, output)?,
        Verb::Ratings(verb) => marks::ratings(bench, verb, output)?,
        Verb::Work(work) => marks::work(bench, work, output)?,
        Verb::Review(review) => marks::review(bench, review, output)?,
        Verb::Agreement(of) => output.show(&bench.agreement(desk::investigation(bench, of)?)?, print::agreement),
        Verb::History { claim } => output.show(&bench.claim(claim)?.history, |history| print::history(history)),
        Verb::Similar { article: Some(article), .. } => {
            output.show(&bench.near_duplicates(article)?, |found| print::near_duplicates(found));
        }
        Verb::Similar { claim, .. } => {
            let found = claim.map_or_else(|| Ok(Vec::new()), |claim| bench.similar(claim))?;
            output.show(&found, |found| print::similar(found));
        }
        Verb::Meaning(asked) => meaning::standing(bench, asked.verb.as_ref(), output)?,
        Verb::Echoes { article } => output.show(&bench.echoes(article)?, |echoes| print::echoes(echoes)),
        Verb::Checked { claim, tie, untie } => {
            tie.map(|check| bench.tie_fact_check(claim, check)).transpose()?;
            untie.map(|check| bench.untie_fact_check(claim, check)).transpose()?;
            output.show(&bench.checked_elsewhere(claim)?, imports::checked);
        }
        Verb::Search { query } => output.show(&bench.search(&query)?, |hits| print::hits(hits)),
        Verb::Investigation(verb) => investigation(bench, verb, output)?,
        Verb::Undo => output.show(&bench.undo()?, |done| took("took back", *done)),
        Verb::Redo => output.show(&bench.redo()?, |done| took("did again", *done)),
        Verb::Check => return check(bench, output),
        Verb::Backup { file } => {
            bench.backup(&file)?;
            output.show(&file.to_string_lossy(), |file| format!("verified copy written to {file}"));
        }
        Verb::Verify { report } => return reports::verify(bench, &report, output),
        Verb::Seal(verb) => seals::run(bench, verb, output)?,
        Verb::Export { output: path, investigation } => reports::export(bench, &path, investigation, output)?,
        Verb::Import { file, mapping: columns, sheet, preview } => {
            imports::run(bench, &file, &ImportMapping { sheet, columns }, preview, output)?;
        }
        Verb::Batch => return batch::run(bench),
        // These need no workspace, or open it by themselves.
        Verb::Add { .. }
        | Verb::Open { .. }
        | Verb::Completions { .. }
        | Verb::Man { .. }
        | Verb::Read { .. }
        | Verb::Suggest { .. }
        | Verb::Report { .. } => {}
    }
    Ok(ExitCode::SUCCESS)
}

fn check(bench: &Workbench, output: Output) -> Result<ExitCode> {
    let check = bench.check()?;
    output.show(&check, |check| {
        if check.sound {
            let sound = format!("sound: {}, each following the one before", print::many(check.entries, "change"));
            [sound].into_iter().chain(check.seals.iter().map(print::seal)).collect::<Vec<_>>().join("\n")
        } else {
            String::new()
        }
    });
    check.problems.iter().for_each(|problem| print::complain_of(problem));
    Ok(if check.sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn usage(sentence: &str) -> ExitCode {
    print::complain_of(sentence);
    ExitCode::from(2)
}

fn took(verb: &str, done: Option<&str>) -> String {
    done.map_or_else(|| "there was nothing to do".to_owned(), |done| format!("{verb}: {}", done.replace('_', " ")))
}

/// Prints what came of loading: what failed on standard error, and as the exit code.
fn told(loaded: &[Loaded], output: Output) -> ExitCode {
    let (failed, done): (Vec<&Loaded>, Vec<&Loaded>) =
        loaded.iter().partition(|one| matches!(one, Loaded::Failed { .. }));
    match output {
        Output::Json => output.show(loaded, |_| String::new()),
        Output::Text => print::line(&print::loaded(&done.into_iter().cloned().collect::<Vec<_>>())),
    }
    for one in &failed {
        print::complain_of(&print::loaded(std::slice::from_ref(*one)));
    }
    if let (Output::Text, true) = (output, loaded.len() > 1) {
        print::line(&print::counted(loaded));
    }
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn investigation(bench: &Workbench, verb: InvestigationVerb, output: Output) -> Result<()> {
    match verb {
        InvestigationVerb::Add { name, question } => {
            output.show(&bench.open_investigation(&name, &question)?, ToString::to_string);
        }
        InvestigationVerb::List => output.show(&bench.investigations()?, |all| {
            let lines = all.iter().map(|one| {
                let (articles, claims) =
                    (print::many(one.articles.len(), "article"), print::many(one.claim_count, "claim"));
                format!("{}  {}: {articles}, {claims}", one.id, one.name)
            });
            lines.collect::<Vec<_>>().join("\n")
        }),
        InvestigationVerb::File { name, article, claim } => {
            let id = bench.investigation_named(&name)?.id;
            if let Some(article) = article {
                bench.file_article(id, article)?;
            }
            if let Some(claim) = claim {
                bench.file_claim(id, claim)?;
            }
            output.show(&id, |_| format!("filed in {name}"));
        }
    }
    Ok(())
}

/// An article as `article ID --format json` gives it.
#[derive(Serialize)]
struct Shown {
    id: domain::ArticleId,
    title: String,
    byline: Vec<String>,
    publisher: Option<String>,
    published: Option<String>,
    published_inferred: bool,
    modified: Option<String>,
    paywalled: bool,
    language: Option<String>,
    url: Option<String>,
    sha256: domain::Sha256,
    media_type: domain::MediaType,
    encoding: String,
    /// Where it came from: of what was fetched the addresses on the way, the headers, the certificate's digest.
    origin: domain::Origin,
    loaded_at: String,
    text: String,
    blocks: Vec<ShownBlock>,
}

#[derive(Serialize)]
struct ShownBlock {
    kind: domain::BlockKind,
    start: u32,
    end: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
}

impl From<ArticleView> for Shown {
    fn from(view: ArticleView) -> Self {
        let block = |block: domain::Block| ShownBlock {
            kind: block.kind,
            start: block.range.start,
            end: block.range.end,
            page: PageStart::page_at(&view.pages, block.range.start),
        };
        Self {
            id: view.id,
            title: view.title,
            byline: view.byline,
            publisher: view.publisher,
            published: view.published.map(|dated| dated.on.to_string()),
            published_inferred: view.published_inferred,
            modified: view.modified.map(|dated| dated.on.to_string()),
            paywalled: view.paywalled,
            language: view.language,
            url: view.url,
            sha256: view.sha256,
            media_type: view.media_type,
            encoding: view.encoding,
            origin: view.origin,
            loaded_at: view.loaded_at.to_rfc3339(),
            text: view.text,
            blocks: view.blocks.into_iter().map(block).collect(),
        }
    }
}

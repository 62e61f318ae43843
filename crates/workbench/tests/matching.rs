//! What says the same: claims like one, sentences that repeat claims, articles that are one text.

use std::path::Path;

use domain::{Alike, Analyst, ArticleId, Bound, ClaimId, Desk, DeskId, RelationKind, TextRange, text};
use workbench::{
    Clock, Setting, Workbench,
    views::{Loaded, QuantityInput, RefinementInput, SimilarClaim},
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

/// What else stands in an article of each script, which shows its language too.
fn more(words: &str) -> &'static str {
    let has = |within: std::ops::RangeInclusive<char>| words.chars().any(|letter| within.contains(&letter));
    if has('\u{4e00}'..='\u{9fff}') {
        "这条消息由河边的一家报纸报道，没有人能够证实。"
    } else if has('\u{600}'..='\u{6ff}') {
        "نقلت الخبر صحيفة تصدر قرب النهر، ولم يتسن لأحد التحقق منه."
    } else if has('\u{400}'..='\u{4ff}') {
        "Про це повідомила газета, що виходить біля річки, і ніхто не зміг цього перевірити."
    } else {
        "A paper that is printed by the river reported it, and nobody could check it."
    }
}

/// The first relation that each sentence of `later` lights up with, after `earlier` was recorded.
fn lit(earlier: &str, later: &str) -> Result<Vec<(String, Option<RelationKind>)>> {
    let folder = tempfile::tempdir()?;
    let bench = desk(folder.path())?;
    let first = loaded(&bench, &format!("1\n\n{earlier}\n\n{}\n", more(earlier)))?;
    recorded(&bench, first, earlier, "2025-04-09")?;
    let second = loaded(&bench, &format!("2\n\n{later}\n"))?;
    let whole = bench.article(second)?.text;
    let words = |range: TextRange| text::slice(&whole, range.start, range.end).unwrap_or_default().to_owned();
    let echoes = bench.echoes(second)?.into_iter();
    Ok(echoes.map(|echo| (words(echo.range), echo.claims[0].relation)).collect())
}

#[test]
fn what_updates_or_contradicts_a_claim_lights_up_in_a_new_article() -> Result {
    use RelationKind::{Contradicts, Same};
    let mut wrong = Vec::new();
    for (earlier, later, wanted) in [
        (
            "At least 155 Upstream citizens are guarding the Vessa dam for the river company.",
            "At least 200 Upstream citizens are guarding the Vessa dam, the governor said a month after she first spoke of them.",
            Same,
        ),
        (
            "At least 155 Upstream citizens are guarding the Vessa dam for the river company.",
            "Only 12 Upstream nationals are guarding the Vessa dam, the deputy minister told a newspaper on Friday.",
            Contradicts,
        ),
        (
            "Two Upstream fighters were captured in the eastern Vessa district this week.",
            "No Upstream citizens were captured in the Vessa district, its foreign office said on Friday.",
            Contradicts,
        ),
        (
            "Щонайменше 155 іноземних інженерів охороняють дамбу у Вессі на боці річкової компанії.",
            "Лише 12 іноземних інженерів охороняють дамбу у Вессі, заявив у п'ятницю заступник міністра.",
            Contradicts,
        ),
        ("至少有155名外国工程师在维萨大坝守卫。", "副部长周五表示，维萨大坝只有12名外国工程师守卫。", Contradicts),
        (
            "155 مهندسا أجنبيا على الأقل يحرسون سد فيسا لصالح شركة النهر.",
            "قال نائب الوزير يوم الجمعة إن 12 مهندسا أجنبيا فقط يحرسون سد فيسا.",
            Contradicts,
        ),
    ] {
        let found = lit(earlier, later)?;
        let relations: Vec<_> = found.iter().map(|(_, relation)| *relation).collect();
        if relations != [Some(wanted)] {
            wrong.push(format!("{later}: {relations:?}, not {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}

#[test]
fn what_is_on_another_matter_stays_dark() -> Result {
    let mut wrong = Vec::new();
    for (earlier, later) in [
        (
            "At least 155 Upstream citizens are guarding the Vessa dam for the river company.",
            "At least 200 Upstream citizens were invited to the harvest fair at Orsa. The Vessa dam was built by the river \
             company in 1931. Two guards were captured on film asleep. The company did not say who paid for the lorries. \
             Citizens of the valley are asked to boil their water. No tickets are sold at the gate on Fridays.",
        ),
        (
            "Two Upstream fighters were captured in the eastern Vessa district this week.",
            "Two Upstream poets were honoured in the eastern Vessa district last week. The district has not had a mayor \
             since May. Six fighters met in the final of the boxing cup. This week no ferries run in the district.",
        ),
        (
            "Щонайменше 155 іноземних інженерів охороняють дамбу у Вессі на боці річкової компанії.",
            "Дамбу у Вессі збудували 1931 року. Річкова компанія не продає квитків. Щонайменше 200 школярів приїхали на \
             свято до Орси.",
        ),
        ("至少有155名外国工程师在维萨大坝守卫。", "维萨大坝建于1931年。两百名学生参观了博物馆。河流公司没有公布票价。"),
    ] {
        wrong.extend(lit(earlier, later)?);
    }
    assert_eq!(wrong, []);
    Ok(())
}

#[test]
fn what_an_analyst_has_refused_or_recorded_lights_up_no_more() -> Result {
    let folder = tempfile::tempdir()?;
    let bench = desk(folder.path())?;
    let words = "At least 155 foreign engineers guard the Vessa dam";
    let (first, second) = (loaded(&bench, APRIL)?, loaded(&bench, &APRIL.replace("Guards at the dam", "Again"))?);
    let claims = (recorded(&bench, first, words, "")?, recorded(&bench, second, words, "")?);
    assert_eq!(bench.echoes(second)?.len(), 1, "each is the other's echo");
    bench.relate_claims(claims.0, RelationKind::NotTheSame, claims.1)?;
    assert_eq!((bench.echoes(first)?, bench.echoes(second)?), (vec![], vec![]));
    bench.relate_claims(claims.0, RelationKind::Same, claims.1)?;
    assert_eq!((bench.echoes(first)?, bench.echoes(second)?), (vec![], vec![]));
    Ok(())
}

#[test]
fn what_has_next_to_nothing_in_common_is_not_proposed_and_a_telling_figure_is_in_any_language() -> Result {
    let folder = tempfile::tempdir()?;
    let bench = desk(folder.path())?;
    let april = loaded(&bench, APRIL)?;
    let many = recorded(&bench, april, "At least 155 foreign engineers guard the Vessa dam", "")?;
    let other =
        loaded(&bench, "Elsewhere\n\nThe ferry at the mill was repainted by children on a cold day last week.\n")?;
    recorded(&bench, other, "The ferry at the mill was repainted by children on a cold day", "")?;
    let words = "至少有155名外国工程师守卫大坝";
    let chinese = loaded(&bench, &format!("河流\n\n{words}。{}\n", more(words)))?;
    recorded(&bench, chinese, words, "")?;
    let found = bench.similar(many)?;
    assert_eq!(told(&found).iter().map(|(_, words)| *words).collect::<Vec<_>>(), [words]);
    assert!(found[0].reasons.iter().any(|reason| matches!(reason, Alike::FiguresAgree { .. })));
    Ok(())
}

/// Records `statement` with a figure, in an article of its own.
fn counted(bench: &Workbench, statement: &str, (value, bound, counted): (&str, Bound, &str)) -> Result<ClaimId> {
    let article = loaded(bench, &format!("Word from the dam\n\n{statement} That is all.\n"))?;
    let whole = bench.article(article)?.text;
    let start = text::length(whole.split(statement).next().ok_or("no text")?);
    let range = TextRange { start, end: start + text::length(statement) };
    let figure = QuantityInput {
        value: value.into(),
        high: String::new(),
        bound,
        unit: String::new(),
        counted: counted.into(),
        as_of: String::new(),
    };
    let input = RefinementInput { quantities: vec![figure], ..RefinementInput::default() };
    Ok(bench.record_refined_claim(article, range, None, &input)?)
}

#[test]
fn in_a_family_figures_conflict_by_what_they_count_and_by_how_their_claims_are_related() -> Result {
    use Bound::{About, AtLeast, Exactly, LessThan};
    let folder = tempfile::tempdir()?;
    let bench = desk(folder.path())?;
    let least =
        counted(&bench, "At least 155 foreign engineers guard the dam.", ("155", AtLeast, "foreign engineers"))?;
    let people = counted(&bench, "There are 155 people with passports.", ("155", Exactly, "people"))?;
    let few = counted(&bench, "There were fewer than forty of them.", ("40", LessThan, ""))?;
    let about = counted(&bench, "The mayors were told of about a hundred engineers.", ("100", About, "engineers"))?;
    let held = counted(&bench, "Guards detained two engineers at the crossing.", ("2", Exactly, "engineers"))?;
    let met = counted(&bench, "Guards met six engineers near the sluice.", ("6", Exactly, "engineers"))?;
    let bank = counted(&bench, "On the eastern bank stand 60 engineers.", ("60", Exactly, "engineers"))?;
    let later = counted(&bench, "By May 300 engineers guard the dam.", ("300", Exactly, "engineers"))?;
    for other in [people, few, about, held, met] {
        bench.relate_claims(other, RelationKind::Same, least)?;
    }
    bench.relate_claims(bank, RelationKind::Narrower, about)?;
    bench.relate_claims(later, RelationKind::Updates, least)?;
    let conflicts = bench.family(least)?.conflicts;
    let mut told: Vec<_> = conflicts
        .iter()
        .map(|two| {
            let mut values = [two.one.quantity.value.as_str(), two.other.quantity.value.as_str()];
            values.sort_unstable();
            values.join(" ")
        })
        .collect();
    told.sort();
    assert_eq!(told, ["100 155", "100 155", "100 40", "155 40", "155 40", "40 60"], "{conflicts:?}");
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

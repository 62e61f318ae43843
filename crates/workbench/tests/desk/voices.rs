//! How many independent voices stand behind a claim, and what the article says of the words that an analyst selects.

use std::time::Duration;

use chrono::NaiveDate;
use domain::{Origin, PartyKind, Quotation, RelationKind, ResponseKind, Seen, TextRange, text};
use workbench::{
    Code,
    views::{Loaded, MatrixCell, PartyInput, RefinementInput, ResponseInput, RoleInput, Saying, SplitInput, WorkInput},
};

use super::{ArticleId, ClaimId, Desktop, Result, answer, day, desktop};

const WIRE: [&str; 4] = [
    "Mirel Oszta, quoted by River Wire, said on Wednesday that at least 155 foreign engineers allegedly guard the dam.",
    "The governor spoke in front of the mill, where a crowd of farmers from the upper valley had waited since dawn.",
    "Nobody from the river company was there to answer, and its gates stayed shut all through the morning.",
    "The dam was built in 1961 and has been repaired twice since, most recently after the floods of the spring.",
];
const OWN: &str = "Our reporter counted the guards from the far bank and left before the ferry did. Two of them played cards \
    under a tin roof, one slept, and a fourth leaned on the rail and watched the water. By noon a lorry had brought bread, \
    tea and a crate of batteries, and a man in a grey coat signed for all of it. None of them answered when they were \
    called, and none of them wore a badge that could be read from there.";
const GUARDS: &str = "at least 155 foreign engineers allegedly guard the dam";

impl Desktop {
    /// An article of these paragraphs that `publisher` printed on that day of April 2025.
    fn printed(&self, publisher: &str, day: u32, paragraphs: &[&str]) -> Result<ArticleId> {
        let body: String = paragraphs.iter().map(|words| format!("<p>{words}</p>")).collect();
        let page = format!(
            "<html lang=en><head><title>Guards at the dam</title><meta property=og:site_name content='{publisher}'>\
             </head><body><article><h1>Guards at the dam</h1>{body}</article></body></html>"
        );
        match self.bench.load_bytes(page.into_bytes(), Origin::File { name: "dam.html".into() }) {
            Loaded::New { article, .. } => {
                self.bench.date_article(article, &format!("2025-04-{day:02}"))?;
                Ok(article)
            }
            other => Err(format!("not loaded as new: {other:?}").into()),
        }
    }

    fn place(&self, article: ArticleId, words: &str) -> Result<TextRange> {
        let whole = self.bench.article(article)?.text;
        let at = whole.find(words).ok_or("not in the text")?;
        let start = text::scalar_at_byte(&whole, at).ok_or("between characters")?;
        Ok(TextRange { start, end: start + text::length(words) })
    }

    fn record(&self, article: ArticleId, words: &str) -> Result<ClaimId> {
        Ok(self.bench.record_claim(article, self.place(article, words)?, None)?)
    }

    fn also(&self, claim: ClaimId, article: ArticleId, words: &str) -> Result {
        self.bench.add_appearance(claim, article, self.place(article, words)?)?;
        Ok(())
    }
}

#[test]
fn what_the_article_says_of_selected_words_is_recorded_with_them() -> Result {
    let desk = desktop()?;
    let first = desk.printed("The Vessa Courier", 10, &WIRE)?;
    let second =
        desk.printed("Harbour Post", 11, &[WIRE[3], WIRE[0], "Harbour Post asked the river company in vain."])?;
    let claim = desk.record(first, GUARDS)?;
    desk.also(claim, second, GUARDS)?;
    let view = desk.bench.claim(claim)?;
    assert_eq!(view.statement, GUARDS, "the analyst's words stay to the letter");
    assert_eq!(view.appearances.len(), 2);
    for made in &view.appearances {
        assert_eq!(made.claimant.as_deref(), Some("Mirel Oszta"));
        assert_eq!(made.relayed_by.as_deref(), Some("River Wire"));
        assert_eq!(made.quotation, Quotation::Indirect);
        assert_eq!(made.hedge.as_deref(), Some("allegedly"));
        assert_eq!(made.said.as_ref().map(|said| said.as_written.as_str()), Some("on Wednesday"));
        assert_eq!((made.quantities.len(), made.quantities[0].value.as_str()), (1, "155"));
    }
    assert_eq!(desk.bench.undo()?, Some("appearance_recorded"));
    assert_eq!(desk.bench.undo()?, Some("claim_recorded"), "the parties it named went with it");
    assert!(desk.bench.parties("")?.is_empty());
    // Words that nobody is said to stand for are recorded as that.
    let built = desk.record(first, "The dam was built in 1961")?;
    let made = &desk.bench.claim(built)?.appearances[0];
    assert_eq!((made.claimant.as_deref(), made.quotation), (None, Quotation::None));
    assert!(desk.bench.check()?.sound);
    Ok(())
}

#[test]
fn outlets_that_print_one_text_are_one_voice_though_nobody_is_named() -> Result {
    let desk = desktop()?;
    let bare = "Foreign engineers guard the dam and its two gates by day and by night.";
    let last = "The river company has run it since then, and its books are not open to anybody. Rain is expected from Thursday, \
                and the ferry will not run until the water has fallen.";
    let text = [bare, WIRE[1], WIRE[2], WIRE[3], last];
    let mut outlets = vec![desk.printed("Outlet Two", 12, &text)?];
    outlets.push(desk.printed("Outlet One", 10, &text)?);
    outlets.push(desk.printed("Outlet Three", 11, &[text[0], text[1], text[3], last, "Farmers left at noon."])?);
    let own = desk.printed("The Vessa Courier", 10, &[bare, OWN])?;
    let claim = desk.record(outlets[0], bare)?;
    for article in &outlets[1..] {
        desk.also(claim, *article, bare)?;
    }
    let origins = desk.bench.claim(claim)?.origins;
    assert_eq!((origins.traced, origins.origins.len(), origins.leans_on_one), (3, 1, true));
    assert_eq!(
        (origins.origins[0].name.as_str(), origins.origins[0].traces),
        ("Outlet One", 3),
        "who printed it first"
    );
    desk.also(claim, own, bare)?;
    let origins = desk.bench.claim(claim)?.origins;
    assert_eq!((origins.traced, origins.origins.len()), (4, 2), "an article of its own is a voice of its own");
    assert!(origins.leans_on_one && origins.origins[0].traces == 3, "three of four lead back to one");
    Ok(())
}

/// A claim that the Upstream Republic was asked about on 20 April 2025, to be answered by the 24th.
fn asked(on: &str) -> Result<(Desktop, ClaimId, domain::InvestigationId)> {
    let desk = desktop()?;
    let claim = desk.claim("Foreign engineers guard the Vessa dam.", "Mirel Oszta")?;
    let investigation = desk.bench.open_investigation("The dam", "")?;
    desk.bench.file_claim(investigation, claim)?;
    desk.answer(claim, "Upstream Republic", ResponseKind::Denies, "2025-04-23")?;
    let request = ResponseInput {
        note: String::new(),
        asked_by: "Ana".into(),
        asked_on: on.into(),
        asked_until: "2025-04-24".into(),
        ..answer("Upstream Republic", ResponseKind::HasNotResponded, "")
    };
    desk.bench.record_response(claim, None, &request)?;
    Ok((desk, claim, investigation))
}

/// The party's cell in the only column: what it does, on which day, through whom.
fn cell(
    desk: &Desktop,
    investigation: domain::InvestigationId,
    party: &str,
) -> Result<(ResponseKind, Option<NaiveDate>, Option<String>)> {
    let matrix = desk.bench.matrix(investigation, false)?;
    let row = matrix.rows.iter().find(|row| row.party.name == party).ok_or("no such row")?;
    match row.cells.as_slice() {
        [MatrixCell { says: Saying::Answered { response, when, through, .. }, .. }] => {
            Ok((*response, when.map(|when| when.from), through.clone()))
        }
        other => Err(format!("{other:?}").into()),
    }
}

#[test]
fn a_request_written_down_after_it_was_answered_is_answered() -> Result {
    let (desk, _, investigation) = asked("2025-04-20")?;
    assert!(desk.bench.queue(Duration::MAX)?.overdue.is_empty(), "denied three days after it was asked");
    assert_eq!(cell(&desk, investigation, "Upstream Republic")?, (ResponseKind::Denies, day("2025-04-23"), None));
    let timeline = desk.bench.timeline(investigation)?;
    let request = timeline.items.iter().find(|item| item.response == Some(ResponseKind::HasNotResponded));
    let request = request.ok_or("the request is on it")?;
    assert_eq!((Some(request.from), request.rule.as_str()), (day("2025-04-20"), "the day it was asked"));
    assert_eq!(timeline.undated, 0);
    // Asked by its last day at the latest, though nobody wrote down when.
    let (desk, claim, investigation) = asked("")?;
    assert_eq!(cell(&desk, investigation, "Upstream Republic")?.1, None, "its day is not known, and none is shown");
    assert_eq!(
        desk.bench.queue(Duration::MAX)?.overdue.len(),
        1,
        "the denial came before the day it may have been asked"
    );
    desk.answer(claim, "Upstream Republic", ResponseKind::IsVerifying, "2025-04-25")?;
    assert!(desk.bench.queue(Duration::MAX)?.overdue.is_empty());
    // Asked and answered on one day: asked first, in whatever order it was entered.
    let (desk, ..) = asked("2025-04-23")?;
    assert!(desk.bench.queue(Duration::MAX)?.overdue.is_empty());
    let (desk, ..) = asked("2025-04-24")?;
    assert_eq!(desk.bench.queue(Duration::MAX)?.overdue.len(), 1, "asked again after it had denied");
    Ok(())
}

#[test]
fn a_response_without_a_date_is_shown_on_no_day() -> Result {
    let desk = desktop()?;
    let claim = desk.claim("Foreign engineers guard the Vessa dam.", "Mirel Oszta")?;
    let investigation = desk.bench.open_investigation("The dam", "")?;
    desk.bench.file_claim(investigation, claim)?;
    desk.answer(claim, "River Union", ResponseKind::ExpressesConcern, "")?;
    assert_eq!(cell(&desk, investigation, "River Union")?, (ResponseKind::ExpressesConcern, None, None));
    assert_eq!(desk.bench.family(claim)?.responses[0].when, None);
    assert_eq!(desk.bench.party(desk.bench.party_named("River Union")?)?.responses[0].when, None);
    Ok(())
}

#[test]
fn what_a_spokesperson_says_is_heard_from_whom_they_speak_for() -> Result {
    let (desk, claim, investigation) = asked("2025-04-24")?;
    let darev = PartyInput { name: "Ilo Darev".into(), speaks_for: "Foreign Office".into(), ..PartyInput::default() };
    let darev = desk.bench.add_party(&darev)?;
    let office = desk.bench.party_named("Foreign Office")?;
    let speaks =
        PartyInput { name: "Foreign Office".into(), speaks_for: "Upstream Republic".into(), ..PartyInput::default() };
    desk.bench.refine_party(office, &speaks)?;
    let state = desk.bench.party_named("Upstream Republic")?;
    assert_eq!(desk.bench.party(state)?.unanswered.len(), 1);
    desk.answer(claim, "Ilo Darev", ResponseKind::IsVerifying, "2025-04-25")?;

    let through = Some("Ilo Darev".to_owned());
    let heard = (ResponseKind::IsVerifying, day("2025-04-25"), through);
    assert_eq!(cell(&desk, investigation, "Upstream Republic")?, heard);
    assert_eq!(cell(&desk, investigation, "Foreign Office")?, heard, "at every step of the way");
    assert_eq!(cell(&desk, investigation, "Ilo Darev")?.2, None);
    let view = desk.bench.party(state)?;
    let line: Vec<_> =
        view.responses.iter().map(|one| (one.response.kind, one.through.as_ref().map(|party| party.id))).collect();
    use ResponseKind::{Denies, HasNotResponded, IsVerifying};
    assert_eq!(line, [(Denies, None), (HasNotResponded, None), (IsVerifying, Some(darev))]);
    assert_eq!(view.responses[2].moved_from, Some(Denies), "its line moved, through its spokesperson");
    assert!(view.unanswered.is_empty() && desk.bench.queue(Duration::MAX)?.overdue.is_empty());
    assert_eq!(desk.bench.party(darev)?.responses.len(), 1, "who speaks for it does not say what it says");

    // What they claim the state claims through them; what it claims itself it claims itself.
    let road = desk.claim("The road to the dam is closed.", "Ilo Darev")?;
    desk.bench.file_claim(investigation, road)?;
    let says = |party: &str| -> Result<Option<Saying>> {
        let matrix = desk.bench.matrix(investigation, false)?;
        let row = matrix.rows.into_iter().find(|row| row.party.name == party).ok_or("no such row")?;
        Ok(row.cells.into_iter().find(|cell| cell.column == 1).map(|cell| cell.says))
    };
    assert_eq!(says("Upstream Republic")?, Some(Saying::Claims { through: Some("Ilo Darev".into()) }));
    let again = desk.article("A statement\n\nThe Upstream Republic said that the road to the dam is closed.")?;
    let place = desk.place(again, "the road to the dam is closed")?;
    let second = desk.bench.add_appearance(road, again, place)?;
    let own = RefinementInput { claimant: "Upstream Republic".into(), ..RefinementInput::default() };
    desk.bench.refine_appearance(second, &own)?;
    assert_eq!(says("Upstream Republic")?, Some(Saying::Claims { through: None }));
    assert_eq!(desk.bench.claim(claim)?.status, Seen::Pending, "what parties say sets no status");
    Ok(())
}

#[test]
fn a_capital_that_stands_for_a_government_is_that_state_unless_a_party_is_called_so() -> Result {
    let desk = desktop()?;
    let claim = desk.claim("Foreign engineers guard the Vessa dam.", "Mirel Oszta")?;
    desk.answer(claim, "Kremlin", ResponseKind::DeclinesToComment, "2025-04-11")?;
    let russia = desk.bench.party_named("Russia")?;
    assert_eq!(desk.bench.party(russia)?.kind, PartyKind::State);
    // The same state in another language.
    desk.answer(claim, "Москва", ResponseKind::Denies, "2025-04-12")?;
    desk.answer(claim, "俄罗斯", ResponseKind::IsVerifying, "2025-04-13")?;
    assert_eq!(desk.bench.party(russia)?.responses.len(), 3);
    assert_eq!(desk.bench.party_list("")?.len(), 2, "nobody was added beside them");
    // What an analyst called so is meant by it, and a person who is called as a capital is no state.
    let city = desk.bench.add_party(&PartyInput { name: "Kremlin".into(), ..PartyInput::default() })?;
    desk.answer(claim, "kremlin", ResponseKind::Denies, "2025-04-14")?;
    assert_eq!(desk.bench.party(city)?.responses.len(), 1);
    let person = PartyInput { name: "Paris".into(), kind: PartyKind::Person, ..PartyInput::default() };
    let person = desk.bench.add_party(&person)?;
    desk.answer(claim, "France", ResponseKind::Denies, "2025-04-14")?;
    assert_ne!(desk.bench.party_named("France")?, person);
    Ok(())
}

#[test]
fn what_the_words_say_of_a_claimant_is_recorded_with_the_claim_and_taken_back_with_it() -> Result {
    let desk = desktop()?;
    let article = desk.article(
        "Engineers at the dam\n\nUkrainian foreign ministry spokesperson Ilo Darev said on Wednesday that at least 155 \
         foreign engineers guard the dam. River Company spokeswoman Anna Keld said the gates had been shut since Monday. \
         Darev said that the road had been closed for 3 weeks.",
    )?;
    let suggested = desk.bench.suggestions(article)?;
    let ranges: Vec<TextRange> = suggested.iter().map(|one| one.passage.range).collect();
    assert_eq!(ranges.len(), 3);
    desk.bench.accept_suggestions(article, &ranges)?;
    let darev = desk.bench.party(desk.bench.party_named("Ilo Darev")?)?;
    let title =
        |party: &workbench::views::PartyView| party.roles.iter().map(|role| role.title.clone()).collect::<Vec<_>>();
    assert_eq!((darev.kind, title(&darev)), (PartyKind::Person, vec!["foreign ministry spokesperson".to_owned()]));
    assert_eq!(darev.speaks_for.as_ref().map(|party| party.name.as_str()), Some("Ukraine"));
    assert_eq!(desk.bench.party(darev.speaks_for.ok_or("speaks for it")?.id)?.kind, PartyKind::State);
    let keld = desk.bench.party(desk.bench.party_named("Anna Keld")?)?;
    assert_eq!(keld.speaks_for.map(|party| party.name).as_deref(), Some("River Company"));
    desk.bench.undo()?;
    assert!(desk.bench.party_list("")?.is_empty() && desk.bench.claims(Default::default())?.is_empty());
    desk.bench.redo()?;
    assert_eq!(desk.bench.party(darev.id)?.claims.len(), 2);

    // What is known already stays; what is not known yet is added, and taken back.
    let desk = desktop()?;
    let known = PartyInput {
        name: "Ilo Darev".into(),
        speaks_for: "Upstream Republic".into(),
        roles: vec![RoleInput { title: "envoy".into(), ..RoleInput::default() }],
        ..PartyInput::default()
    };
    let known = desk.bench.add_party(&known)?;
    let article = desk.article(
        "Engineers\n\nUkrainian foreign ministry spokesperson Ilo Darev said that 155 foreign engineers guard the dam.",
    )?;
    let range = desk.bench.suggestions(article)?[0].passage.range;
    desk.bench.accept_suggestions(article, &[range])?;
    let view = desk.bench.party(known)?;
    assert_eq!((view.kind, title(&view)), (PartyKind::Person, vec!["envoy".to_owned()]));
    assert_eq!(view.speaks_for.map(|party| party.name).as_deref(), Some("Upstream Republic"));
    desk.bench.undo()?;
    assert_eq!(desk.bench.party(known)?.kind, PartyKind::Unspecified);
    assert!(desk.bench.check()?.sound);
    Ok(())
}

#[test]
fn no_two_parties_have_one_name_and_what_was_taken_for_one_is_divided() -> Result {
    let desk = desktop()?;
    let dam = desk.claim("Foreign engineers guard the Vessa dam.", "Li Wen")?;
    let road = desk.claim("The road to the dam is closed.", "Li Wen")?;
    desk.answer(dam, "Upstream Republic", ResponseKind::Denies, "2025-04-11")?;
    desk.answer(road, "Li Wen", ResponseKind::Repeats, "2025-04-12")?;
    let (wen, state) = (desk.bench.party_named("Li Wen")?, desk.bench.party_named("Upstream Republic")?);
    let taken = PartyInput { name: "li wen".into(), ..PartyInput::default() };
    for refused in [desk.bench.refine_party(state, &taken).err(), desk.bench.add_party(&taken).err()] {
        let refused = refused.ok_or("a name is one party's")?;
        assert_eq!(refused.code(), Code::Invalid);
        assert_eq!(
            refused.to_string(),
            "“li wen” is another party already: merge the two, or add what tells them apart, as in “li wen (mayor)”"
        );
    }
    let alias = PartyInput { aliases: vec!["Li Wen".into()], ..desk.bench.party_input(state)? };
    assert!(desk.bench.refine_party(state, &alias).is_err(), "an alias leads to one party, too");
    let own = PartyInput { name: "LI WEN".into(), aliases: vec!["李文".into()], ..PartyInput::default() };
    desk.bench.refine_party(wen, &own)?;
    assert!(desk.bench.undo()?.is_some(), "its own name in other letters is its own");

    let everything = |desk: &Desktop| -> Result<_> {
        Ok((desk.bench.party(wen)?, desk.bench.claim(dam)?, desk.bench.claim(road)?, desk.bench.party_list("")?))
    };
    let before = everything(&desk)?;
    let response = before.2.responses[0].id;
    let records = [road.0, response.0, before.2.appearances[0].id.0];
    let split = |records: &[uuid::Uuid], aliases: &[&str], into: &str| SplitInput {
        records: records.to_vec(),
        aliases: aliases.iter().map(ToString::to_string).collect(),
        into: into.into(),
    };
    let mayor = desk.bench.split_off(wen, &split(&records, &[], "Li Wen (mayor)"))?;
    let (one, other) = (desk.bench.party(wen)?, desk.bench.party(mayor)?);
    assert_eq!((one.claims.len(), one.responses.len()), (1, 0));
    assert_eq!((other.claims[0].id, other.claims.len(), other.responses.len()), (road, 1, 1));
    assert_eq!(desk.bench.claim(road)?.appearances[0].claimant.as_deref(), Some("Li Wen (mayor)"));
    desk.bench.undo()?;
    assert_eq!(everything(&desk)?, before, "one step, taken back as one");
    desk.bench.redo()?;
    assert_eq!(desk.bench.party(mayor)?.responses.len(), 1);
    // What is not the party's is not given away, nor is anything given to the party itself or to nobody.
    for (records, into) in [(vec![dam.0, road.0], "Li Wen (mayor)"), (vec![dam.0], "Li Wen"), (vec![dam.0], " ")] {
        let refused = desk.bench.split_off(wen, &split(&records, &[], into)).expect_err("refused");
        assert_eq!(refused.code(), Code::Invalid);
    }
    assert_eq!(desk.bench.party(wen)?.claims.len(), 1);
    assert!(desk.bench.check()?.sound);
    Ok(())
}

#[test]
fn a_family_is_one_column_with_the_latest_answer_to_any_of_its_claims() -> Result {
    let desk = desktop()?;
    let investigation = desk.bench.open_investigation("The dam", "")?;
    let first = desk.claim("At least 155 engineers guard the dam.", "Mirel Oszta")?;
    let later = desk.claim("At least 200 engineers guard the dam.", "Bo Lind")?;
    let road = desk.claim("The road is closed.", "Mirel Oszta")?;
    let elsewhere = desk.claim("Engineers stand at the dam.", "Ida Lorn")?;
    desk.bench.file_claims(investigation, &[first, later, road])?;
    desk.bench.relate_claims(road, RelationKind::Contradicts, first)?;
    // What joins the two is no part of the investigation.
    desk.bench.relate_claims(first, RelationKind::Same, elsewhere)?;
    desk.bench.relate_claims(later, RelationKind::Updates, elsewhere)?;
    let made = desk.bench.claim(later)?.appearances[0].id;
    let said = RefinementInput { said: "2025-05-20".into(), ..desk.bench.refinement(made)? };
    desk.bench.refine_appearance(made, &said)?;
    desk.answer(first, "River company", ResponseKind::IsVerifying, "2025-05-25")?;
    desk.answer(later, "River company", ResponseKind::Denies, "2025-05-21")?;

    let plain = desk.bench.matrix(investigation, false)?;
    assert_eq!((plain.claims.len(), plain.open), (3, 4));
    assert!(plain.claims.iter().all(|claim| claim.also.is_empty()));
    let matrix = desk.bench.matrix(investigation, true)?;
    assert_eq!((matrix.claims.len(), matrix.open), (2, 2));
    let column = matrix.claims.iter().position(|claim| !claim.also.is_empty()).ok_or("no family")?;
    let family = &matrix.claims[column];
    assert_eq!((family.id, family.also.len(), family.also[0].id), (later, 1, first), "the last said is its head");
    let cell = |party: &str| {
        let row = matrix.rows.iter().find(|row| row.party.name == party)?;
        row.cells.iter().find(|cell| cell.column as usize == column)
    };
    let company = cell("River company").ok_or("no cell")?;
    assert_eq!(company.claim, first, "the answer of the 25th is to the first claim");
    assert!(matches!(company.says, Saying::Answered { response: ResponseKind::IsVerifying, many: 2, .. }));
    let oszta = cell("Mirel Oszta").ok_or("no cell")?;
    assert_eq!((oszta.claim, &oszta.says), (first, &Saying::Claims { through: None }));
    assert_eq!(cell("Bo Lind").ok_or("no cell")?.claim, later);
    Ok(())
}

#[test]
fn names_go_off_with_the_party_that_they_are_of() -> Result {
    let desk = desktop()?;
    let (dam, road) = (desk.claim("The dam leaks.", "Li Wen")?, desk.claim("The road is closed.", "Li Wen")?);
    let wen = desk.bench.party_named("Li Wen")?;
    let aliases = ["李文", "Wen the mayor", "Лі Вень"].map(str::to_owned).to_vec();
    desk.bench.refine_party(wen, &PartyInput { aliases, ..desk.bench.party_input(wen)? })?;
    let everything = |desk: &Desktop| -> Result<_> { Ok((desk.bench.party(wen)?, desk.bench.party_list("")?)) };
    let before = everything(&desk)?;

    let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    let off = SplitInput {
        records: vec![road.0],
        aliases: names(&["Wen the mayor", "Лі Вень"]),
        into: "wen the mayor".into(),
    };
    let mayor = desk.bench.split_off(wen, &off)?;
    let (one, other) = (desk.bench.party(wen)?, desk.bench.party(mayor)?);
    assert_eq!((one.aliases, one.claims.len(), one.claims[0].id), (names(&["李文"]), 1, dam));
    assert_eq!((other.name.as_str(), other.aliases, other.claims[0].id), ("wen the mayor", names(&["Лі Вень"]), road));
    assert_eq!(desk.bench.party_named("лі вень")?, mayor);
    desk.bench.undo()?;
    assert_eq!(everything(&desk)?, before, "one step, taken back as one");
    desk.bench.redo()?;

    // To one that is here already, and a name alone.
    let mirel = desk.bench.add_party(&PartyInput { name: "Mirel Oszta".into(), ..PartyInput::default() })?;
    let off = SplitInput { aliases: names(&["李文"]), into: "Mirel Oszta".into(), ..SplitInput::default() };
    assert_eq!(desk.bench.split_off(wen, &off)?, mirel);
    assert_eq!(desk.bench.party_named("李文")?, mirel);
    for (aliases, into) in
        [(names(&["李文"]), "Mirel Oszta"), (Vec::new(), "Mirel Oszta"), (names(&["Li Wen"]), "Oszta")]
    {
        let off = SplitInput { aliases, into: into.into(), ..SplitInput::default() };
        assert_eq!(desk.bench.split_off(wen, &off).expect_err("not its other name").code(), Code::Invalid);
    }
    assert!(desk.bench.check()?.sound, "{:?}", desk.bench.check()?.problems);
    Ok(())
}

#[test]
fn coverage_counts_sentences_and_says_how_many_hold_nothing() -> Result {
    let desk = desktop()?;
    let article = desk.article(
        "Engineers at the dam\n\nMirel Oszta said that 155 foreign engineers guard the dam. It rained all day. The governor \
         said the road was closed and that 3 gates leak. Nobody swam.",
    )?;
    let coverage = |desk: &Desktop| -> Result<_> {
        let domain::Coverage { decided, all, sentences } = desk.bench.article(article)?.coverage;
        Ok((decided, all, sentences))
    };
    assert_eq!(coverage(&desk)?, (0, 2, 4));
    let waiting = &desk.bench.queue(Duration::MAX)?.articles[0].coverage;
    assert_eq!((waiting.decided, waiting.all, waiting.sentences), (0, 2, 4), "the queue counts as the article does");
    let open: Vec<TextRange> = desk.bench.suggestions(article)?.iter().map(|one| one.passage.range).collect();
    let [first, others @ ..] = open.as_slice() else { return Err("three are proposed".into()) };
    assert_eq!(others.len(), 2, "two stand in one sentence");
    desk.bench.accept_suggestions(article, &[*first])?;
    desk.bench.dismiss_suggestion(article, others[0])?;
    assert_eq!(coverage(&desk)?, (1, 2, 4), "half of the other sentence is still open");
    // What the program did not see counts once it is recorded.
    desk.record(article, "It rained all day")?;
    assert_eq!(coverage(&desk)?, (2, 3, 4));
    desk.bench.dismiss_suggestion(article, others[1])?;
    assert_eq!(coverage(&desk)?, (3, 3, 4));
    assert!(desk.bench.queue(Duration::MAX)?.articles.is_empty());
    Ok(())
}

#[test]
fn the_queue_says_how_much_waits_beyond_what_it_shows() -> Result {
    let desk = desktop()?;
    let article = desk.article("Gates of the dam\n\nThe dam has many gates, and each of them leaks.")?;
    let words = desk.place(article, "each of them leaks")?;
    let mut claims = Vec::new();
    for gate in 1..=60 {
        claims.push(desk.bench.record_claim(article, words, Some(&format!("Gate {gate} leaks.")))?);
    }
    let due = WorkInput { revisit: Some("2025-05-01".into()), ..WorkInput::default() };
    desk.bench.set_work(&claims[..55], &due)?;
    let queue = desk.bench.queue(Duration::MAX)?;
    assert_eq!((queue.pending.len(), queue.totals.pending), (50, 60));
    assert_eq!((queue.revisit.len(), queue.totals.revisit), (50, 55));
    assert_eq!((queue.overdue.len(), queue.totals.overdue, queue.totals.articles), (0, 0, 0));
    Ok(())
}

//! The verification desk, through the verbs: who answered what, who else looked, what agrees across claims.

#[path = "desk/blind.rs"]
mod blind;
#[path = "desk/days.rs"]
mod days;
#[path = "desk/times.rs"]
mod times;
#[path = "desk/voices.rs"]
mod voices;

use std::time::Duration;

use chrono::NaiveDate;
use domain::{
    Analyst, Answers, ArticleId, Basis, Bound, ClaimId, Credibility, Desk, DeskId, Likelihood, PartyKind, RelationKind,
    Reliability, ResponseKind, Seen, Stance, Status, WorkState,
};
use workbench::{
    Clock, Code, Setting, Workbench,
    views::{
        AssessmentInput, ClaimColumn, ClaimQuery, EventInput, Loaded, PartyInput, QuantityInput, RefinementInput,
        ResponseInput, RoleInput, Saying, TimelineKind, WeighingInput, WorkInput,
    },
    worker::Reader,
};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

struct Desktop {
    _folder: tempfile::TempDir,
    bench: Workbench,
}

fn desktop() -> Result<Desktop> {
    desktop_at(Clock::System)
}

fn desktop_at(clock: Clock) -> Result<Desktop> {
    let folder = tempfile::tempdir()?;
    let bench = Workbench::create(Setting {
        workspace: folder.path().join("Vessa.claimdesk"),
        desk: Desk { id: DeskId(uuid::Uuid::from_u128(7)), analyst: Analyst::named("Ana") },
        reader: Reader::InProcess,
        clock,
        keep: folder.path().join("keep"),
    })?;
    Ok(Desktop { _folder: folder, bench })
}

impl Desktop {
    /// An article that says `words`, published on 10 April 2025.
    fn article(&self, words: &str) -> Result<ArticleId> {
        match self.bench.load_text(words) {
            Loaded::New { article, .. }
            | Loaded::Revised { article, .. }
            | Loaded::Unchanged { article, .. }
            | Loaded::AlreadyHere { article, .. } => {
                self.bench.date_article(article, "2025-04-10")?;
                Ok(article)
            }
            Loaded::Parted { .. } => Err("a text holds no others".into()),
            Loaded::Failed { reason, .. } => Err(reason.into()),
        }
    }

    /// A claim in an article of its own, made by `claimant`.
    fn claim(&self, statement: &str, claimant: &str) -> Result<ClaimId> {
        self.counted(statement, claimant, None)
    }

    fn counted(&self, statement: &str, claimant: &str, figure: Option<(&str, Bound, &str)>) -> Result<ClaimId> {
        let article = self.article(&format!("Word from the dam\n\n{statement} That is all we know today."))?;
        let quantity = |(value, bound, counted): (&str, Bound, &str)| QuantityInput {
            value: value.into(),
            high: String::new(),
            bound,
            unit: String::new(),
            counted: counted.into(),
            as_of: String::new(),
        };
        let input = RefinementInput {
            claimant: claimant.into(),
            quantities: figure.map(quantity).into_iter().collect(),
            ..RefinementInput::default()
        };
        let text = self.bench.article(article)?.text;
        let at = text.find(statement).ok_or("not in the text")?;
        let start = domain::text::scalar_at_byte(&text, at).ok_or("between characters")?;
        let range = domain::TextRange { start, end: start + domain::text::length(statement) };
        Ok(self.bench.record_refined_claim(article, range, None, &input)?)
    }

    fn answer(&self, claim: ClaimId, party: &str, kind: ResponseKind, said: &str) -> Result {
        self.bench.record_response(claim, None, &answer(party, kind, said))?;
        Ok(())
    }
}

fn answer(party: &str, kind: ResponseKind, said: &str) -> ResponseInput {
    ResponseInput {
        party: party.into(),
        kind,
        said: said.into(),
        relayed_by: String::new(),
        note: "by telephone".into(),
        answers: Answers::ThisClaim,
        asked_by: String::new(),
        asked_on: String::new(),
        asked_until: String::new(),
    }
}

fn day(on: &str) -> Option<NaiveDate> {
    on.parse().ok()
}

#[test]
fn a_party_shows_how_its_line_moved_and_what_it_has_not_answered() -> Result {
    let desk = desktop()?;
    let dam = desk.claim("Foreign engineers guard the Vessa dam.", "Mirel Oszta")?;
    let road = desk.claim("The road to the dam is closed.", "Mirel Oszta")?;
    // Recorded out of order; what was said when decides.
    desk.answer(dam, "Upstream Republic", ResponseKind::IsVerifying, "2025-04-11")?;
    desk.answer(dam, "Upstream Republic", ResponseKind::Denies, "2025-04-09")?;
    let asked = ResponseInput {
        note: String::new(),
        asked_by: "Ana".into(),
        asked_on: "2025-04-12".into(),
        asked_until: "2025-04-14".into(),
        ..answer("Upstream Republic", ResponseKind::HasNotResponded, "")
    };
    desk.bench.record_response(road, None, &asked)?;

    let id = desk.bench.party_named("upstream republic")?;
    let view = desk.bench.party(id)?;
    let line: Vec<_> = view.responses.iter().map(|one| (one.response.kind, one.moved_from)).collect();
    assert_eq!(
        line,
        [
            (ResponseKind::Denies, None),
            (ResponseKind::IsVerifying, Some(ResponseKind::Denies)),
            (ResponseKind::HasNotResponded, None)
        ]
    );
    let waiting = &view.unanswered[0];
    assert_eq!((waiting.claim, waiting.overdue), (road, true));
    assert_eq!(waiting.asked.as_ref().and_then(|asked| asked.until), day("2025-04-14"));
    assert_eq!(desk.bench.queue(Duration::MAX)?.overdue.len(), 1);
    // Entered on one day: what happened when decides, and not when it was written down.
    desk.answer(road, "Upstream Republic", ResponseKind::DeclinesToComment, "2025-04-13")?;
    assert!(desk.bench.party(id)?.unanswered.is_empty() && desk.bench.queue(Duration::MAX)?.overdue.is_empty());
    let mute = ResponseInput { note: String::new(), ..answer("Upstream Republic", ResponseKind::HasNotResponded, "") };
    assert_eq!(desk.bench.record_response(dam, None, &mute).expect_err("nobody asked").code(), Code::Invalid);
    assert_eq!(desk.bench.claim(dam)?.status, Seen::Pending, "what parties say sets no status");
    Ok(())
}

#[test]
fn two_parties_that_are_one_are_shown_as_one_and_splitting_them_is_as_if_it_had_not_been() -> Result {
    let desk = desktop()?;
    let claim = desk.claim("Foreign engineers guard the Vessa dam.", "Kyrel Vann")?;
    desk.answer(claim, "Vessagrad", ResponseKind::Denies, "2025-04-09")?;
    desk.answer(claim, "Upstream Republic", ResponseKind::IsVerifying, "2025-04-10")?;
    let (city, state) = (desk.bench.party_named("Vessagrad")?, desk.bench.party_named("Upstream Republic")?);
    let before = (desk.bench.party(city)?, desk.bench.party(state)?, desk.bench.claim(claim)?);

    desk.bench.merge_parties(city, state)?;
    assert_eq!(desk.bench.party_named("vessagrad")?, state, "its name leads to the other now");
    let merged = desk.bench.party(city)?;
    assert_eq!((merged.id, merged.responses.len(), merged.merged.len()), (state, 2, 1));
    assert!(desk.bench.claim(claim)?.responses.iter().all(|one| one.party == "Upstream Republic"));
    assert_eq!(desk.bench.parties("vessa")?.len(), 1);
    assert_eq!(desk.bench.merge_parties(state, city).expect_err("one already").code(), Code::Invalid);
    // Weighing a response anew while they are one leaves it with the party that gave it.
    let given = &before.2.responses[0];
    let said = given.said.as_ref().map_or("", |said| &said.as_written);
    let known = answer("Upstream Republic", given.kind, said);
    desk.bench.refine_response(given.id, &ResponseInput { note: "by letter".into(), ..known })?;
    assert_eq!(desk.bench.undo()?, Some("response_refined"));

    desk.bench.split_party(city)?;
    assert_eq!((desk.bench.party(city)?, desk.bench.party(state)?, desk.bench.claim(claim)?), before);
    assert_eq!(desk.bench.undo()?, Some("party_split"));
    assert_eq!(desk.bench.undo()?, Some("parties_merged"));
    assert_eq!((desk.bench.party(city)?, desk.bench.party(state)?, desk.bench.claim(claim)?), before);
    assert!(desk.bench.check()?.sound, "{:?}", desk.bench.check()?.problems);
    Ok(())
}

#[test]
fn a_party_has_a_kind_names_roles_and_somebody_to_speak_for() -> Result {
    let desk = desktop()?;
    let input = PartyInput {
        name: "Ilo Darev".into(),
        aliases: vec!["Іло Дарев".into(), "伊洛".into()],
        kind: PartyKind::Person,
        speaks_for: "Upstream Republic".into(),
        roles: vec![RoleInput { title: "spokesperson".into(), from: "2023-02-01".into(), to: String::new() }],
    };
    let id = desk.bench.add_party(&input)?;
    assert_eq!(desk.bench.party_named("іло дарев")?, id);
    assert_eq!(desk.bench.party_input(id)?, input);
    let view = desk.bench.party(id)?;
    let state = view.speaks_for.ok_or("speaks for the state")?.id;
    assert_eq!(view.roles[0].from, day("2023-02-01"));
    assert_eq!(desk.bench.party(state)?.spoken_for_by[0].id, id);
    let ring = PartyInput { name: "Upstream Republic".into(), speaks_for: "Ilo Darev".into(), ..PartyInput::default() };
    assert_eq!(desk.bench.refine_party(state, &ring).expect_err("a ring").code(), Code::Invalid);
    let backwards = RoleInput { title: "mayor".into(), from: "2023-02-01".into(), to: "2022-01-01".into() };
    let refused = desk.bench.refine_party(id, &PartyInput { roles: vec![backwards], ..input });
    assert_eq!(refused.expect_err("backwards").code(), Code::Invalid);
    Ok(())
}

#[test]
fn outlets_that_lead_back_to_one_spokesperson_are_one_origin() -> Result {
    let desk = desktop()?;
    let claim = desk.claim("Foreign engineers guard the Vessa dam.", "Ilo Darev")?;
    assert!(!desk.bench.claim(claim)?.origins.leans_on_one, "one appearance is nothing to warn of");
    let spokesman =
        PartyInput { name: "Ilo Darev".into(), speaks_for: "Upstream Republic".into(), ..PartyInput::default() };
    desk.bench.refine_party(desk.bench.party_named("Ilo Darev")?, &spokesman)?;
    let article = desk.article("Guards at the dam\n\nThe dam has foreign guards, an agency reports.")?;
    let range = domain::TextRange { start: 19, end: 45 };
    let second = desk.bench.add_appearance(claim, article, range)?;
    let independent = desk.bench.claim(claim)?.origins;
    assert_eq!((independent.traced, independent.origins.len(), independent.leans_on_one), (2, 2, false));
    let relayed = RefinementInput {
        relayed_by: "River Wire".into(),
        claimant: "Upstream Republic".into(),
        ..RefinementInput::default()
    };
    desk.bench.refine_appearance(second, &relayed)?;
    let origins = desk.bench.claim(claim)?.origins;
    assert!(origins.leans_on_one);
    assert_eq!((origins.origins[0].name.as_str(), origins.origins[0].traces), ("Upstream Republic", 2));
    // Evidence of another source stands on its own.
    let seen = desk.bench.attach_link(claim, "https://www.example.org/dam", Stance::Supports, "")?;
    let weighed = WeighingInput {
        stance: Stance::Supports,
        reliability: Some(Reliability::B),
        credibility: Some(Credibility::Two),
        basis: Some(Basis::Witnessed),
        source: "Dam Watch".into(),
        ..WeighingInput::default()
    };
    desk.bench.weigh_evidence(seen, &weighed)?;
    let view = desk.bench.claim(claim)?;
    assert_eq!(view.evidence[0].source.as_deref(), Some("Dam Watch"));
    assert_eq!((view.origins.origins.len(), view.origins.traced), (2, 3));
    assert!(view.origins.leans_on_one && view.origins.origins[0].traces == 2, "two of three lead back to one");
    // A file that nobody is named for is no origin.
    let kept = desk._folder.path().join("p.txt");
    std::fs::write(&kept, "guards at the dam")?;
    let file = desk.bench.attach_file(claim, &kept, Stance::Supports, "")?;
    let origins = desk.bench.claim(claim)?.origins;
    assert_eq!((origins.origins.len(), origins.traced, origins.unknown), (2, 3, 1));
    desk.bench.weigh_evidence(file, &weighed)?;
    let origins = desk.bench.claim(claim)?.origins;
    assert_eq!((origins.origins.len(), origins.traced, origins.unknown, origins.leans_on_one), (2, 4, 0, false));
    Ok(())
}

#[test]
fn a_second_analyst_is_blind_until_done_and_disagreement_is_counted() -> Result {
    let desk = desktop()?;
    let investigation = desk.bench.open_investigation("The dam", "")?;
    let mut claims = Vec::new();
    for statement in ["Guards stand at the dam.", "Guards stand at the road.", "Guards stand at the mill."] {
        claims.push(desk.claim(statement, "Mirel Oszta")?);
    }
    desk.bench.file_claims(investigation, &claims)?;
    let denied = AssessmentInput {
        status: Status::Denied,
        rationale: "nobody was seen".into(),
        likelihood: Some(Likelihood::VeryUnlikely),
        ..AssessmentInput::default()
    };
    desk.bench.assess_claims(&claims, &denied)?;
    let in_review = WorkInput { state: Some(WorkState::InReview), ..WorkInput::default() };
    desk.bench.set_work(&claims, &in_review)?;
    assert!(desk.bench.queue(Duration::MAX)?.reviews.is_empty(), "nobody reviews their own mark");
    assert_eq!(desk.bench.review_claim(claims[0], Status::Denied, "too", None).expect_err("own").code(), Code::Invalid);

    desk.bench.set_analyst("Ben");
    assert_eq!(desk.bench.queue(Duration::MAX)?.reviews.len(), 3);
    let sheet = desk.bench.review_sheet(claims[0])?;
    assert!(sheet.open && sheet.first.is_none() && sheet.reviews.is_empty());
    let shown = desk.bench.claim(claims[0])?;
    assert!(shown.blind && shown.history.is_empty());
    desk.bench.review_claim(claims[0], Status::Denied, "nobody is there", None)?;
    assert!(!desk.bench.claim(claims[0])?.blind);
    desk.bench.review_claim(claims[1], Status::Confirmed, "two were there", None)?;
    desk.bench.review_claim(claims[2], Status::Denied, "nobody is there", None)?;
    let sheet = desk.bench.review_sheet(claims[1])?;
    assert_eq!(sheet.first.map(|first| first.status), Some(Status::Denied));
    assert!(!sheet.reviews[0].agrees);
    assert_eq!(desk.bench.claim(claims[1])?.status, Seen::Denied, "a review sets no status");
    let agreement = desk.bench.agreement(investigation)?;
    assert_eq!((agreement.reviewed, agreement.agreed, agreement.differing), (3, 2, vec![claims[1]]));
    assert_eq!(agreement.kappa, Some(0.0), "the first analyst denied all, so they agree as by chance");

    // Settling it with a newer mark takes no review away from the mark that it reviewed.
    desk.bench.set_analyst("Ana");
    desk.bench.assess_claim(claims[1], Status::Confirmed, "two were there after all", None)?;
    let settled = desk.bench.claim(claims[1])?;
    let [found] = settled.reviews.as_slice() else { return Err("the review stays".into()) };
    assert_eq!((found.assessment, found.agrees), (settled.history[1].id, false), "it reviewed the mark before");
    let after = desk.bench.agreement(investigation)?;
    assert_eq!((after.reviewed, after.agreed, after.kappa), (3, 2, agreement.kappa), "each against what it reviewed");
    assert_eq!(after.differing, [], "and nobody differs any more");
    // Who is to review the newer mark is blind to it, and to what was found before.
    desk.bench.set_analyst("Ben");
    let blind = desk.bench.claim(claims[1])?;
    assert!(blind.blind && blind.history.is_empty() && blind.reviews.is_empty());
    desk.bench.review_claim(claims[1], Status::Confirmed, "so I said", None)?;
    let both: Vec<_> = desk.bench.claim(claims[1])?.reviews.iter().map(|one| one.agrees).collect();
    assert_eq!(both, [false, true]);
    assert_eq!(desk.bench.agreement(investigation)?.reviewed, 4);
    Ok(())
}

#[test]
fn a_rating_stands_for_a_status_and_marks_keep_what_it_was() -> Result {
    let desk = desktop()?;
    let claim = desk.claim("Guards stand at the dam.", "Mirel Oszta")?;
    let misleading = desk.bench.add_rating("Misleading", Status::Denied)?;
    let mark = |status| AssessmentInput {
        status,
        rationale: "half of it is left out".into(),
        rating: Some(misleading),
        ..AssessmentInput::default()
    };
    assert_eq!(desk.bench.assess_claims(&[claim], &mark(Status::Confirmed)).expect_err("other").code(), Code::Invalid);
    desk.bench.assess_claims(&[claim], &mark(Status::Denied))?;
    desk.bench.refine_rating(misleading, "Out of context", Status::Pending)?;
    let view = desk.bench.claim(claim)?;
    assert_eq!((view.status, view.history[0].rating.as_deref()), (Seen::Denied, Some("Misleading")));
    assert_eq!(desk.bench.add_rating("out of context", Status::Denied).expect_err("taken").code(), Code::Invalid);
    // Taking a newer mark back restores the older one, label and all, although the label has changed since.
    desk.bench.assess_claim(claim, Status::Confirmed, "it is so", None)?;
    desk.bench.undo()?;
    assert_eq!(desk.bench.claim(claim)?.history[0].rating.as_deref(), Some("Misleading"));
    Ok(())
}

#[test]
fn a_family_lists_figures_that_conflict_and_no_others() -> Result {
    let desk = desktop()?;
    let least =
        desk.counted("At least 155 engineers guard it.", "Oszta", Some(("155", Bound::AtLeast, "engineers")))?;
    let few = desk.counted("Only 12 engineers guard it.", "Vann", Some(("12", Bound::Exactly, "engineers")))?;
    let captured = desk.counted("Two were captured.", "Oszta", Some(("2", Bound::Exactly, "captured engineers")))?;
    desk.bench.relate_claims(few, RelationKind::Contradicts, least)?;
    desk.bench.relate_claims(captured, RelationKind::Narrower, least)?;
    let family = desk.bench.family(captured)?;
    assert_eq!(family.claims.len(), 3);
    let conflicts: Vec<_> = family
        .conflicts
        .iter()
        .map(|two| (two.one.quantity.value.as_str(), two.other.quantity.value.as_str()))
        .collect();
    assert_eq!(conflicts, [("155", "12")]);
    let alike: Vec<Vec<_>> = family
        .figures
        .iter()
        .map(|group| group.iter().map(|figure| figure.quantity.value.as_str()).collect())
        .collect();
    assert_eq!(alike, [vec!["2"], vec!["155", "12"]], "like beside like, from the claim that was asked for on");

    // What parties say to any of them, and who stands behind those that say as much.
    desk.answer(few, "Upstream Republic", ResponseKind::Denies, "2025-04-12")?;
    desk.answer(least, "Upstream Republic", ResponseKind::IsVerifying, "2025-04-09")?;
    let family = desk.bench.family(captured)?;
    let said: Vec<_> = family.responses.iter().map(|one| (one.claim, one.response.kind)).collect();
    assert_eq!(said, [(least, ResponseKind::IsVerifying), (few, ResponseKind::Denies)]);
    assert_eq!(
        (family.origins.traced, family.origins.leans_on_one),
        (2, true),
        "Vann contradicts, and Oszta made both"
    );
    let seen: Vec<_> = desk.bench.claim(least)?.relations.iter().map(|one| (one.kind, one.claim)).collect();
    assert_eq!(seen, [(RelationKind::Contradicts, few), (RelationKind::Broader, captured)]);

    // In place of what was known; and what was found not to be the same is no family.
    desk.bench.relate_claims(least, RelationKind::NotTheSame, captured)?;
    assert_eq!(desk.bench.family(captured)?.claims.len(), 1);
    assert_eq!(desk.bench.claim(captured)?.relations[0].kind, RelationKind::NotTheSame);
    desk.bench.undo()?;
    assert_eq!(desk.bench.family(captured)?.claims.len(), 3);
    assert_eq!(desk.bench.relate_claims(few, RelationKind::Same, few).expect_err("one claim").code(), Code::Invalid);
    Ok(())
}

#[test]
fn a_matrix_shows_the_latest_response_and_whom_to_ask() -> Result {
    let desk = desktop()?;
    let investigation = desk.bench.open_investigation("The dam", "")?;
    let dam = desk.claim("Guards stand at the dam.", "Mirel Oszta")?;
    let road = desk.claim("The road is closed.", "Mirel Oszta")?;
    desk.bench.file_claims(investigation, &[dam, road])?;
    desk.answer(dam, "Upstream Republic", ResponseKind::IsVerifying, "2025-04-12")?;
    desk.answer(dam, "Upstream Republic", ResponseKind::Denies, "2025-04-09")?;
    let matrix = desk.bench.matrix(investigation, false)?;
    assert_eq!(matrix.claims.iter().map(|claim| claim.id).collect::<Vec<_>>(), [dam, road]);
    let names: Vec<_> = matrix.rows.iter().map(|row| row.party.name.as_str()).collect();
    assert_eq!((names, matrix.open), (vec!["Mirel Oszta", "Upstream Republic"], 1));
    assert!(matrix.rows[0].cells.iter().all(|cell| cell.says == Saying::Claims { through: None }));
    let [cell] = matrix.rows[1].cells.as_slice() else { return Err("one cell".into()) };
    let Saying::Answered { response, many, .. } = &cell.says else { return Err("answered".into()) };
    assert_eq!((cell.column, *response, *many), (0, ResponseKind::IsVerifying, 2));
    Ok(())
}

#[test]
fn a_timeline_places_what_was_claimed_answered_marked_and_named() -> Result {
    let desk = desktop()?;
    let investigation = desk.bench.open_investigation("The dam", "")?;
    let claim = desk.claim("Guards came to the dam in March 2025.", "Mirel Oszta")?;
    desk.bench.file_claim(investigation, claim)?;
    desk.answer(claim, "Upstream Republic", ResponseKind::Denies, "2025-04-12")?;
    desk.answer(claim, "River Union", ResponseKind::ExpressesConcern, "")?;
    desk.bench.assess_claim(claim, Status::Denied, "nobody was seen", None)?;
    let timeline = desk.bench.timeline(investigation)?;
    let items: Vec<_> = timeline.items.iter().map(|item| (item.kind, Some(item.from))).collect();
    assert_eq!(
        items[..3],
        [
            (TimelineKind::Moment, day("2025-03-01")),
            (TimelineKind::Claim, day("2025-04-10")),
            (TimelineKind::Response, day("2025-04-12")),
        ]
    );
    assert_eq!((items[3].0, items.len(), timeline.undated), (TimelineKind::Assessment, 4, 1));
    assert_eq!(timeline.items[0].precision, domain::Precision::Month);
    Ok(())
}

#[test]
fn events_lead_the_timeline_with_how_exactly_each_is_known_and_are_taken_back_like_all_else() -> Result {
    let desk = desktop()?;
    let bench = &desk.bench;
    let investigation = bench.open_investigation("The dam", "")?;
    let typed =
        |title: &str, time: &str| EventInput { title: title.into(), time: time.into(), ..EventInput::default() };
    let refused = |input: &EventInput| {
        bench.record_event(investigation, input).map_or_else(|error| error.to_string(), |_| String::new())
    };
    assert_eq!(refused(&typed(" ", "2025")), "an event needs a title: write what happened");
    assert!(refused(&typed("The sluice was opened", "")).starts_with("an event needs a time"));
    assert!(refused(&typed("The sluice was opened", "on Wednesday")).starts_with("“on Wednesday” is not a time"));
    let nowhere = EventInput { url: "court.example".into(), ..typed("A hearing", "2025") };
    assert!(refused(&nowhere).contains("is not a web address"));
    assert_eq!(bench.case_file(None)?.journal_length, 1, "nothing else was recorded");

    let times = ["2025-01-22 14:30 UTC", "January 2025", "2025-01-20/2025-01-22", "2025", "22 January 2025"];
    for time in times {
        bench.record_event(investigation, &typed("Відкрито шлюз", time))?;
    }
    let read: Vec<_> = bench
        .timeline(investigation)?
        .items
        .into_iter()
        .map(|item| format!("{:?} {} {} {:?}", item.kind, item.from, item.to, item.precision))
        .collect();
    assert_eq!(
        read,
        [
            "Event 2025-01-01 2025-01-31 Month",
            "Event 2025-01-01 2025-12-31 Year",
            "Event 2025-01-20 2025-01-22 Span",
            "Event 2025-01-22 2025-01-22 Day",
            "Event 2025-01-22 2025-01-22 Day",
        ]
    );

    // Its own words are kept with what was read of them; a change is taken back, and so is taking it out of sight.
    let first = bench.events(investigation)?.remove(0);
    assert_eq!((first.time.as_written.as_str(), first.time.rule.is_empty()), ("January 2025", false));
    let input = EventInput { note: "per the log".into(), ..typed("The sluice\nwas opened", "2025-02") };
    bench.change_event(first.id, &input)?;
    let changed = bench.event(first.id)?;
    assert_eq!(
        (changed.title.as_str(), changed.time.interval.from),
        ("The sluice was opened", day("2025-02-01").ok_or("a day")?)
    );
    bench.change_event(first.id, &input)?;
    assert_eq!(bench.undo()?, Some("event_changed"), "what changes nothing is no change");
    assert_eq!(bench.event(first.id)?, first);
    bench.remove_event(first.id)?;
    assert_eq!(bench.events(investigation)?.len(), 4);
    assert_eq!(bench.undo()?, Some("event_removed"));
    assert_eq!(bench.events(investigation)?.len(), 5);
    // Events go with their investigation and come back with it, as what is filed there does.
    bench.remove_investigation(investigation)?;
    bench.undo()?;
    assert_eq!(bench.events(investigation)?.len(), 5);
    assert!(bench.check()?.sound, "{:?}", bench.check()?.problems);
    Ok(())
}

#[test]
fn many_claims_are_marked_worked_on_and_filed_in_one_step_that_is_taken_back_as_one() -> Result {
    let desk = desktop()?;
    let investigation = desk.bench.open_investigation("The dam", "")?;
    let claims = [desk.claim("Guards stand at the dam.", "Oszta")?, desk.claim("A road is closed.", "Vann")?];
    let revisit =
        WorkInput { state: Some(WorkState::InProgress), revisit: Some("2025-05-01".into()), ..WorkInput::default() };
    desk.bench.set_work(&claims, &revisit)?;
    desk.bench.file_claims(investigation, &claims)?;
    desk.bench
        .assess_claims(&claims, &AssessmentInput { rationale: "no list yet".into(), ..AssessmentInput::default() })?;
    let query = || ClaimQuery {
        investigation: Some(investigation),
        work: Some(WorkState::InProgress),
        sorted: ClaimColumn::Statement,
        ascending: true,
        ..ClaimQuery::default()
    };
    let listed = desk.bench.claims(query())?;
    assert_eq!(
        listed.iter().map(|row| row.statement.as_str()).collect::<Vec<_>>(),
        ["A road is closed.", "Guards stand at the dam."]
    );
    assert!(listed.iter().all(|row| row.assignee.as_deref() == Some("Ana") && row.revisit == day("2025-05-01")));
    let grouped = ClaimQuery { grouped: Some(ClaimColumn::Claimant), ..ClaimQuery::default() };
    let order = desk.bench.claim_order(grouped.clone())?;
    assert_eq!((order.ids.as_slice(), order.groups.as_slice()), (&claims[..], &[0, 1][..]));
    let rows = desk.bench.claim_rows(&[claims[1], claims[0]])?;
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [claims[1], claims[0]]);
    let by_claimant: Vec<_> = desk.bench.claims(grouped)?.into_iter().map(|row| row.claimant).collect();
    assert_eq!(by_claimant, [Some("Oszta".to_owned()), Some("Vann".to_owned())]);
    let queue = desk.bench.queue(Duration::MAX)?;
    assert_eq!((queue.revisit.len(), queue.pending.len()), (2, 2));
    let overview = desk.bench.overview(Some(investigation))?;
    assert_eq!((overview.all.pending, overview.by_claimant.len(), overview.by_week.len()), (2, 2, 1));
    assert_eq!(overview.by_week[0].monday, day("2025-04-07"));

    for undone in ["claim_assessed", "item_filed", "work_set"] {
        assert_eq!(desk.bench.undo()?, Some(undone));
    }
    assert!(desk.bench.queue(Duration::MAX)?.revisit.is_empty());
    assert!(desk.bench.claims(query())?.is_empty());
    assert!(desk.bench.check()?.sound, "{:?}", desk.bench.check()?.problems);
    Ok(())
}

#[test]
fn words_recorded_as_a_response_are_decided_until_that_is_undone() -> Result {
    let desk = desktop()?;
    let claim = desk.claim("At least 155 foreign engineers guard the dam.", "Mirel Oszta")?;
    let article = desk.article(
        "Word from the river\n\nThe river company has declined to comment on the two engineers who were detained.",
    )?;
    let before = desk.bench.article(article)?;
    let proposed = before.suggestions.first().ok_or("nothing is proposed")?.passage.range;

    let input = answer("River company", ResponseKind::DeclinesToComment, "");
    desk.bench.record_response(claim, Some((article, proposed)), &input)?;
    let after = desk.bench.article(article)?;
    assert_eq!(after.suggestions.len(), before.suggestions.len() - 1);
    assert_eq!((after.coverage.decided, after.coverage.all), (1, before.coverage.all));
    desk.bench.undo()?;
    assert_eq!(desk.bench.article(article)?.coverage, before.coverage);
    desk.bench.redo()?;
    assert_eq!(desk.bench.article(article)?.coverage, after.coverage);

    desk.bench.record_response(desk.claim("Two are held.", "Norda")?, Some((article, proposed)), &input)?;
    assert_eq!(desk.bench.article(article)?.coverage, after.coverage, "the same words are decided once");
    Ok(())
}

#[test]
fn a_check_beside_somebody_who_writes_finds_nothing() -> Result {
    let desk = desktop()?;
    let told = std::thread::scope(|scope| -> Result<Vec<String>> {
        let writing = scope.spawn(|| -> std::result::Result<(), String> {
            for n in 0..40 {
                let statement = format!("At least {n} foreign engineers guard the dam.");
                desk.claim(&statement, "Mirel Oszta").map_err(|cause| cause.to_string())?;
                desk.bench.undo().map_err(|cause| cause.to_string())?;
                desk.bench.note_anchor().map_err(|cause| cause.to_string())?;
            }
            Ok(())
        });
        let mut found = Vec::new();
        while !writing.is_finished() {
            found.extend(desk.bench.check()?.problems);
        }
        writing.join().map_err(|_| "the writer broke off")??;
        Ok(found)
    })?;
    assert_eq!(told, Vec::<String>::new());
    Ok(())
}

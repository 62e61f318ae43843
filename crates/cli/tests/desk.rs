//! The verification desk from a terminal.
#![cfg(unix)]

mod terminal;

use serde_json::{Value, json};
use terminal::{Desk, Result};

const STORY: &str = "Governor counts guards\n\nGovernor Mirel Oszta has claimed that at least 155 foreign engineers guard the dam.\n\nThe road to the dam is closed, the governor said.\n";

/// A desk whose workspace holds one article, and that article's id.
fn with_a_story() -> Result<(Desk, String)> {
    let desk = Desk::new()?;
    desk.write("story.txt", STORY)?;
    let article = desk.loaded(&desk.path("story.txt"))?;
    Ok((desk, article))
}

fn id(value: &Value) -> Result<String> {
    Ok(value.as_str().ok_or("an id")?.to_owned())
}

#[test]
fn who_answered_what_is_recorded_and_asked_for_from_a_terminal() -> Result {
    let (desk, article) = with_a_story()?;
    let dam = desk.recorded(&article, "at least 155 foreign engineers guard the dam", "Mirel Oszta")?;
    let road = desk.recorded(&article, "The road to the dam is closed", "Mirel Oszta")?;
    desk.json(&["investigation", "add", "The dam"])?;
    desk.json(&["investigation", "file", "The dam", "--article", &article])?;

    desk.json(&["respond", &dam, "denies", "--party", "Vessagrad", "--said", "2025-04-09", "--earlier"])?;
    let asked = ["--asked-by", "Ana", "--asked-on", "2025-04-10", "--until", "2025-04-12"];
    desk.json(&[&["respond", &road, "has-not-responded", "--party", "Vessagrad"], &asked[..]].concat())?;
    let set = desk.json(&[
        "parties",
        "set",
        "Upstream Republic",
        "--kind",
        "state",
        "--alias",
        "Республіка Верхів’я",
        "--role",
        "council member:2020-01-01/2024-01-01",
    ])?;
    assert_eq!((&set["kind"], &set["roles"][0]["to"]), (&json!("state"), &json!("2024-01-01")));
    let merged = desk.json(&["parties", "merge", "Vessagrad", "республіка верхів’я"])?;
    assert_eq!(merged["responses"].as_array().map(Vec::len), Some(2));
    assert_eq!(merged["unanswered"][0]["overdue"], json!(true));
    assert_eq!(desk.json(&["parties"])?.as_array().map(Vec::len), Some(2));

    let matrix = desk.json(&["matrix", "--investigation", "The dam"])?;
    assert_eq!(matrix["rows"][1]["party"]["name"], json!("Upstream Republic"));
    assert_eq!(matrix["rows"][1]["cells"][0]["says"]["response"], json!("denies"));
    assert_eq!(matrix["rows"][1]["cells"][0]["says"]["answers"], json!("earlier_similar"));
    let timeline = desk.json(&["timeline", "--investigation", "The dam"])?;
    assert_eq!(timeline["items"][0]["from"], json!("2025-04-09"));
    let queue = desk.json(&["queue"])?;
    assert_eq!((&queue["articles_read"], &queue["overdue"][0]["claim"]), (&json!(1), &json!(road)));

    desk.json(&["relate", &road, "same", &dam])?;
    let families = desk.json(&["matrix", "--investigation", "The dam", "--families"])?;
    assert_eq!(families["claims"].as_array().map(Vec::len), Some(1));
    assert_eq!(families["claims"][0]["also"].as_array().map(Vec::len), Some(1));
    let told = desk.told(&["matrix", "--investigation", "The dam", "--families"])?;
    assert!(told.contains("\n  with "), "{told}");
    assert!(told.contains("has not responded     The road to the dam is closed"), "each cell names its claim: {told}");
    desk.json(&["unrelate", &road, &dam])?;

    let family = desk.json(&["relate", &road, "narrower", &dam])?;
    assert_eq!(family["claims"].as_array().map(Vec::len), Some(2));
    let shown = desk.json(&["claim", "show", &dam])?;
    assert_eq!(shown["relations"][0]["kind"], json!("broader"));
    assert_eq!(shown["status"], json!("pending"));
    let city = id(&merged["merged"][0]["id"])?;
    assert_eq!(desk.json(&["parties", "split", &city])?["name"], json!("Vessagrad"));
    Ok(())
}

#[test]
fn a_time_that_a_claim_names_is_set_by_hand_from_a_terminal() -> Result {
    let desk = Desk::new()?;
    desk.write("dam.txt", "Guards at the dam\n\nThe governor said that guards had come in March 2025, unseen.\n")?;
    let article = desk.loaded(&desk.path("dam.txt"))?;
    let claim = desk.recorded(&article, "guards had come in March 2025", "Mirel Oszta")?;
    let made = desk.json(&["claim", "show", &claim])?["appearances"][0].clone();
    let (made, words) = (id(&made["id"])?, id(&made["times"][0]["as_written"])?);
    let time = |more: &[&str]| -> Result<Value> {
        let view = desk.json(&[&["claim", "time", &made, &words], more].concat())?;
        Ok(view["appearances"][0]["times"][0].clone())
    };
    let set = time(&["--is", "2025-03-05"])?;
    assert_eq!(
        (&set["when"]["from"], &set["by_hand"], &set["as_written"]),
        (&json!("2025-03-05"), &json!(true), &json!(words))
    );
    let told = desk.told(&["claim", "show", &claim])?;
    assert!(told.contains(&format!("“{words}” is 2025-03-05: set by the analyst")), "{told}");
    assert_eq!(time(&["--remove"])?["when"], Value::Null);
    assert_eq!(time(&["--read-again"])?["when"]["precision"], json!("month"));
    assert_eq!(desk.json(&["undo"])?, json!("appearance_refined"));
    assert!(desk.refused(&["claim", "time", &made, "never", "--is", "2025"])?.contains("no time is named there"));
    Ok(())
}

#[test]
fn a_family_is_told_with_the_bounds_of_its_figures() -> Result {
    let desk = Desk::new()?;
    let words = [
        "As of April 2025 at least 155 foreign engineers guarded the dam",
        "between 12 and 14 foreign engineers guard the dam",
        "more than 300 sheep graze there",
    ];
    desk.write(
        "guards.txt",
        format!("Guards at the dam\n\n{}. The ministry said {}, and {}.\n", words[0], words[1], words[2]),
    )?;
    let article = desk.loaded(&desk.path("guards.txt"))?;
    let claims: Vec<String> =
        words.iter().map(|one| desk.recorded(&article, one, "Mirel Oszta")).collect::<Result<_>>()?;
    desk.json(&["relate", &claims[0], "contradicts", &claims[1]])?;
    desk.json(&["relate", &claims[0], "broader", &claims[2]])?;
    let told = desk.told(&["family", &claims[0]])?;
    for figure in [
        "conflict: at least 155 foreign engineers, as of 2025-04 (“April 2025”) (Mirel Oszta, in “Guards at the dam”)",
        "but: 12–14 foreign engineers (Mirel Oszta",
        "more than 300 sheep graze there (Mirel Oszta",
    ] {
        assert!(told.contains(figure), "{figure} is not in\n{told}");
    }
    Ok(())
}

#[test]
fn events_are_recorded_listed_changed_and_removed_from_a_terminal() -> Result {
    let (desk, _) = with_a_story()?;
    desk.json(&["investigation", "add", "The dam"])?;
    let of = ["--investigation", "The dam"];
    let hearing = ["event", "add", "A hearing on the dam", "--when", "2025-01-22 14:30 UTC", "--note", "closed doors"];
    let hearing = id(&desk.json(&[&hearing[..], &of].concat())?)?;
    let opened = ["event", "add", "فُتحت بوابة السد", "--when", "January 2025", "--link", "https://river.example/log"];
    let opened = id(&desk.json(&[&opened[..], &of].concat())?)?;

    let listed = desk.json(&[&["event", "list"], &of[..]].concat())?;
    assert_eq!((&listed[0]["id"], &listed[1]["id"]), (&json!(opened), &json!(hearing)), "in order of time");
    assert_eq!(
        (&listed[0]["time"]["precision"], &listed[0]["time"]["as_written"]),
        (&json!("month"), &json!("January 2025"))
    );
    assert_eq!((&listed[1]["note"], &listed[0]["url"]), (&json!("closed doors"), &json!("https://river.example/log")));
    let told = desk.told(&[&["event", "list"], &of[..]].concat())?;
    assert!(told.contains("2025-01-01/2025-01-31  فُتحت بوابة السد"), "{told}");

    assert_eq!(desk.json(&["event", "change", &hearing, "--when", "2025-02-03"])?, json!(hearing));
    let timeline = desk.json(&[&["timeline"], &of[..]].concat())?;
    let items: Vec<_> = timeline["items"].as_array().ok_or("items")?.iter().map(|item| &item["kind"]).collect();
    assert_eq!(items, ["event", "event"]);
    let item = &timeline["items"][1];
    assert_eq!(
        (&item["from"], &item["precision"], &item["event"]["note"]),
        (&json!("2025-02-03"), &json!("day"), &json!("closed doors"))
    );
    assert_eq!((&item["statement"], &item["claim"]), (&json!("A hearing on the dam"), &Value::Null));
    let report = desk.path("dam.json");
    desk.told(&[&["report", "--output", &report.to_string_lossy()], &of[..]].concat())?;
    let written: Value = serde_json::from_slice(&std::fs::read(&report)?)?;
    assert_eq!(written["events"][1]["title"], json!("A hearing on the dam"));

    assert!(desk.refused(&[&["event", "add", " ", "--when", "2025"], &of[..]].concat())?.contains("needs a title"));
    let unread = desk.refused(&["event", "change", &hearing, "--when", "soon"])?;
    assert!(unread.contains("“soon” is not a time that can be placed"), "{unread}");
    desk.json(&["event", "remove", &hearing])?;
    assert_eq!(desk.json(&[&["event", "list"], &of[..]].concat())?.as_array().map(Vec::len), Some(1));
    assert_eq!(desk.json(&["undo"])?, json!("event_removed"));
    assert_eq!(desk.json(&[&["event", "list"], &of[..]].concat())?.as_array().map(Vec::len), Some(2));
    Ok(())
}

#[test]
fn marks_labels_work_reviews_and_weights_are_said_from_a_terminal() -> Result {
    let (desk, article) = with_a_story()?;
    let dam = desk.recorded(&article, "at least 155 foreign engineers guard the dam", "Mirel Oszta")?;
    let road = desk.recorded(&article, "The road to the dam is closed", "Mirel Oszta")?;
    desk.json(&["investigation", "add", "The dam"])?;
    desk.json(&["investigation", "file", "The dam", "--article", &article])?;

    let labels = desk.json(&["ratings", "set", "Misleading", "denied"])?;
    assert_eq!((&labels[0]["name"], &labels[0]["status"]), (&json!("Misleading"), &json!("denied")));
    let how = ["--because", "nobody was seen", "--likelihood", "very-unlikely", "--rating", "misleading"];
    let marked =
        desk.json(&[&["--analyst", "Ana", "mark", &dam, &road, "denied", "--confidence", "high"], &how[..]].concat())?;
    assert_eq!((&marked[0]["status"], &marked[1]["status"]), (&json!("denied"), &json!("denied")));
    let history = desk.json(&["history", &dam])?;
    assert_eq!((&history[0]["likelihood"], &history[0]["rating"]), (&json!("very_unlikely"), &json!("Misleading")));
    desk.json(&["undo"])?;
    assert_eq!(desk.json(&["claims", "--status", "denied"])?, json!([]), "both were marked in one step");
    desk.json(&["redo"])?;

    let sought = ["--sought", "a duty list", "--places", "the register of the river company"];
    let nowhere = id(&desk.json(&[&["evidence", "add", &dam, "--stance", "refutes"], &sought[..]].concat())?)?;
    let grades = ["--reliability", "b", "--credibility", "2", "--basis", "witnessed", "--source", "Dam Watch"];
    desk.json(&[&["evidence", "weigh", &nowhere], &grades[..]].concat())?;
    let piece = &desk.json(&["claim", "show", &dam])?["evidence"][0];
    assert_eq!((&piece["stance"], &piece["reliability"]), (&json!("refutes"), &json!("B")), "what is not given stays");
    assert_eq!((&piece["credibility"], &piece["basis"]), (&json!("2"), &json!("witnessed")));
    assert_eq!(piece["matter"]["places"], json!("the register of the river company"));

    let set = ["--state", "in-review", "--assignee", "Ben", "--revisit", "2025-05-01"];
    let worked = desk.json(&[&["work", &dam, &road], &set[..]].concat())?;
    assert_eq!((&worked[1]["work"], &worked[1]["revisit"]), (&json!("in_review"), &json!("2025-05-01")));
    let mine = desk.json(&["claims", "--work", "in-review", "--investigation", "The dam"])?;
    assert_eq!(mine.as_array().map(Vec::len), Some(2));

    let blind = desk.json(&["--analyst", "Ben", "review", &dam])?;
    assert_eq!((&blind["open"], &blind["first"]), (&json!(true), &Value::Null));
    assert_eq!(desk.json(&["--analyst", "Ben", "claim", "show", &dam])?["status"], json!("in_review"));
    assert_eq!(desk.json(&["--analyst", "Ben", "history", &dam])?, json!([]));
    let seen = ["--because", "two were there", "--confidence", "low"];
    let done = desk.json(&[&["--analyst", "Ben", "review", &dam, "confirmed"], &seen[..]].concat())?;
    assert_eq!((&done["first"]["status"], &done["reviews"][0]["agrees"]), (&json!("denied"), &json!(false)));
    let agreement = desk.json(&["--analyst", "Ben", "agreement", "--investigation", "The dam"])?;
    assert_eq!((&agreement["reviewed"], &agreement["differing"]), (&json!(1), &json!([dam])));
    Ok(())
}

#[test]
fn every_kind_of_response_can_be_recorded_and_none_sets_a_status() -> Result {
    let (desk, article) = with_a_story()?;
    let dam = desk.recorded(&article, "at least 155 foreign engineers guard the dam", "Mirel Oszta")?;
    let kinds = "confirms partly-confirms denies partly-denies declines-to-comment is-verifying qualifies retracts \
                 expresses-concern repeats has-not-responded";
    for kind in kinds.split_whitespace() {
        let mut told = vec!["respond", &dam, kind, "--party", "Upstream Republic", "--relayed-by", "River Wire"];
        if kind == "has-not-responded" {
            told.extend(["--asked-by", "Ana", "--asked-on", "2025-04-09", "--until", "2025-04-11"]);
        }
        desk.json(&told)?;
    }
    let shown = desk.json(&["claim", "show", &dam])?;
    let recorded = shown["responses"].as_array().ok_or("responses")?;
    let recorded: Vec<String> =
        recorded.iter().map(|one| one["kind"].as_str().unwrap_or_default().replace('_', "-")).collect();
    assert_eq!(recorded.join(" "), kinds.split_whitespace().collect::<Vec<_>>().join(" "));
    assert_eq!((&shown["responses"][0]["relayed_by"], &shown["status"]), (&json!("River Wire"), &json!("pending")));
    Ok(())
}

const WIRE: &str = "Guards at the dam\n\nGovernor Mirel Oszta, quoted by River Wire, said that at least 155 foreign engineers allegedly guard the dam.\n\nIt rained all day.\n";

#[test]
fn what_the_article_says_of_a_claim_is_recorded_unless_it_is_said_otherwise() -> Result {
    let desk = Desk::new()?;
    desk.write("wire.txt", WIRE)?;
    let article = desk.loaded(&desk.path("wire.txt"))?;
    let queue = desk.told(&["queue"])?;
    assert!(queue.contains("0 of 1 sentences with something to decide, of 2 in all"), "{queue}");
    let (start, end) = desk.range(&article, "at least 155 foreign engineers allegedly guard the dam")?;
    let place = ["claim", "add", "--article", &article, "--start", &start, "--end", &end];
    let read = desk.json(&place)?;
    let made = &read["appearances"][0];
    assert_eq!((&made["claimant"], &made["relayed_by"]), (&json!("Mirel Oszta"), &json!("River Wire")));
    assert_eq!((&made["quotation"], &made["hedge"]), (&json!("indirect"), &json!("allegedly")));
    assert_eq!((&made["quantities"][0]["value"], &made["quantities"][0]["bound"]), (&json!("155"), &json!("at_least")));
    let governor = desk.json(&["parties", "show", "Mirel Oszta"])?;
    assert_eq!((&governor["kind"], &governor["roles"][0]["title"]), (&json!("person"), &json!("Governor")));

    let said = ["--claimant", "Ilo Darev", "--quotation", "direct", "--hedge", "", "--figure", "about:150..160:guards"];
    let given = desk.json(&[&place[..], &said].concat())?;
    let made = &given["appearances"][0];
    assert_eq!(
        (&made["claimant"], &made["relayed_by"]),
        (&json!("Ilo Darev"), &json!("River Wire")),
        "the rest is read"
    );
    assert_eq!((&made["quotation"], &made["hedge"]), (&json!("direct"), &Value::Null));
    let figure = &made["quantities"][0];
    assert_eq!((&figure["value"], &figure["high"], &figure["bound"]), (&json!("150"), &json!("160"), &json!("about")));
    let wrong = desk.run(&[&place[..], &["--figure", "many"]].concat())?;
    assert_eq!(wrong.status.code(), Some(2), "a figure that cannot be read is wrong usage");
    let queue = desk.told(&["queue"])?;
    assert!(!queue.contains("something to decide"), "nothing proposed is left: {queue}");
    Ok(())
}

#[test]
fn responses_are_refined_and_removed_relations_taken_back_and_parties_divided_from_a_terminal() -> Result {
    let (desk, article) = with_a_story()?;
    let dam = desk.recorded(&article, "at least 155 foreign engineers guard the dam", "Li Wen")?;
    let road = desk.recorded(&article, "The road to the dam is closed", "Li Wen")?;
    let first = id(&desk.json(&["respond", &dam, "denies", "--party", "Kremlin", "--note", "by letter"])?)?;
    let refined = ["--kind", "partly-denies", "--earlier", "true", "--said", "2025-04-09"];
    let shown = desk.json(&[&["response", "refine", &first], &refined[..]].concat())?;
    let response = &shown["responses"][0];
    assert_eq!((&response["kind"], &response["answers"]), (&json!("partly_denies"), &json!("earlier_similar")));
    assert_eq!(
        (&response["party"], &response["note"]),
        (&json!("Russia"), &json!("by letter")),
        "a capital is its state"
    );
    desk.json(&["parties", "set", "Ilo Darev", "--speaks-for", "Kremlin"])?;
    desk.json(&["respond", &dam, "is-verifying", "--party", "Ilo Darev", "--said", "2025-04-10"])?;
    let state = desk.json(&["parties", "show", "Russia"])?;
    assert_eq!(state["responses"][1]["through"]["name"], json!("Ilo Darev"));
    desk.json(&["investigation", "add", "The dam"])?;
    desk.json(&["investigation", "file", "The dam", "--claim", &dam])?;
    let matrix = desk.told(&["matrix", "--investigation", "The dam"])?;
    assert!(matrix.contains("is verifying through Ilo Darev"), "{matrix}");
    desk.json(&["response", "remove", &first])?;
    assert_eq!(desk.json(&["claim", "show", &dam])?["responses"].as_array().map(Vec::len), Some(1));

    desk.json(&["relate", &road, "narrower", &dam])?;
    assert_eq!(desk.json(&["unrelate", &road, &dam])?["relations"], json!([]));
    let none = desk.refused(&["unrelate", &road, &dam])?;
    assert!(none.contains("not related"), "{none}");

    let taken = desk.refused(&["parties", "set", "Russia", "--rename", "Li Wen"])?;
    assert!(taken.contains("merge the two, or add what tells them apart"), "{taken}");
    let other = desk.json(&["parties", "split", "Li Wen", "--off", &road, "--into", "Li Wen (mayor)"])?;
    assert_eq!((&other["name"], &other["claims"][0]["id"]), (&json!("Li Wen (mayor)"), &json!(road)));
    assert_eq!(desk.json(&["parties", "show", "Li Wen"])?["claims"].as_array().map(Vec::len), Some(1));
    desk.json(&["undo"])?;
    assert_eq!(desk.json(&["parties", "show", "Li Wen"])?["claims"].as_array().map(Vec::len), Some(2));
    let not = desk.refused(&["parties", "split", "Russia", "--off", &road, "--into", "Li Wen"])?;
    assert!(not.contains("choose claims, appearances and responses"), "{not}");
    Ok(())
}

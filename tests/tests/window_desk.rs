//! The verification desk in the real window: an article worked through with the keyboard alone, two names of one party,
//! a second analyst's look.

use claimdesk_tests::{
    Result, program,
    window::{Place, Window},
};
use fantoccini::key::Key;
use serde_json::{Value, json};

/// What of the sample's article answers a claim: some of its words, the response, and how many keys record it at most.
const RESPONSES: [(&str, &str, u32); 6] = [
    ("no foundation", "denies", 5),
    ("checking the matter", "is_verifying", 2),
    ("has not answered", "has_not_responded", 2),
    ("declined to comment", "declines_to_comment", 2),
    ("called the reports", "expresses_concern", 2),
    (LAST, "denies", 12),
];
/// What says nothing of its own beside the passage before it.
const NOTHING: &str = "cited intelligence";
/// What the article says last.
const LAST: &str = "spare valves";
/// The suggestion that is on the panel.
const PROPOSED: &str = "(document.querySelector('.panel p.statement')?.textContent ?? null)";

/// Hands that touch nothing but the keyboard, and how many keys they pressed.
struct Hands<'a> {
    window: Window<'a>,
    pressed: u32,
}

impl Hands<'_> {
    async fn press(&mut self, key: Key) -> Result {
        self.pressed += 1;
        self.window.key(key).await
    }

    /// Presses the keys of `words`, one a character.
    async fn type_in(&mut self, words: &str) -> Result {
        self.pressed += u32::try_from(words.chars().count())?;
        self.window.keys(words).await
    }

    async fn chord(&mut self, held: Key, key: Key) -> Result {
        self.pressed += 1;
        self.window.chord(&[held], &char::from(key).to_string()).await
    }

    /// Waits until the focus is on the element with the id that ends so.
    async fn on(&self, id: &str) -> Result {
        self.window.until(&format!("document.activeElement?.id.endsWith({}) === true", json!(id))).await
    }

    /// Picks the first of what is offered once it has `words`.
    async fn pick(&mut self, words: &str) -> Result {
        let offered =
            format!("document.querySelector('.picker [role=option]')?.textContent.includes({}) === true", json!(words));
        self.window.until(&offered).await?;
        self.press(Key::Enter).await
    }

    /// Waits until the suggestion after `before` is in hand; none after the last.
    async fn past(&self, before: &str) -> Result {
        let form = "document.querySelector('#answered, #response-kind')";
        let next = if before.contains(LAST) { "===" } else { "!==" };
        self.window.until(&format!("{PROPOSED} !== {} && {PROPOSED} {next} null && !{form}", json!(before))).await
    }

    /// Records the suggestion in hand as a response of this kind.
    async fn respond(&mut self, words: &str, kind: &str) -> Result {
        self.type_in("r").await?;
        match words {
            "no foundation" => {
                self.on("answered").await?;
                self.pick("At least 155 foreign engineers").await?;
                self.on("response-kind").await?;
                self.press(Key::Tab).await?;
                self.on("response-answers").await?;
                self.type_in("e").await?;
            }
            LAST => {
                self.on("response-kind").await?;
                self.chord(Key::Shift, Key::Tab).await?;
                self.on("response-party").await?;
                self.chord(Key::Shift, Key::Tab).await?;
                self.press(Key::Enter).await?;
                self.on("answered").await?;
                self.type_in("permit").await?;
                self.pick("without a permit").await?;
                self.on("response-kind").await?;
            }
            _ => self.on("response-kind").await?,
        }
        let chosen = format!("document.querySelector('#response-kind').value === {}", json!(kind));
        self.window.until(&chosen).await?;
        self.press(Key::Enter).await
    }

    /// Records the suggestion in hand as a claim, and that Norda relays it.
    async fn relayed(&mut self) -> Result {
        self.type_in("e").await?;
        self.on("claim-statement").await?;
        self.press(Key::Enter).await?;
        self.type_in("s").await?;
        self.on("-claimant").await?;
        for _ in 0..4 {
            self.press(Key::Tab).await?;
        }
        self.on("-relayed").await?;
        self.type_in("Norda").await?;
        self.press(Key::Enter).await?;
        self.window.sees("One origin").await?;
        self.press(Key::Escape).await?;
        self.type_in("j").await
    }
}

/// The workspace's answer to `arguments`, asked from the terminal.
fn told(place: &Place, arguments: &[&str]) -> Result<Value> {
    let mut command = place.command(program("claimdesk")?);
    let output = command.arg("--workspace").arg(place.workspace()).args(arguments).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(serde_json::from_slice(&output.stdout).unwrap_or(Value::Null))
}

/// A window on the sample, the article that starts so open in it.
async fn sample<'a>(place: &'a Place, title: &str) -> Result<Hands<'a>> {
    let window = place.open(&[]).await?;
    window.click_button("Load the sample").await?;
    window.sees("3 articles loaded").await?;
    open_article(&window, title).await?;
    window.until("document.querySelectorAll('.reader .suggestion').length > 5").await?;
    window.read().await?;
    Ok(Hands { window, pressed: 0 })
}

/// Opens the article whose headline starts with `title`, and waits for it.
async fn open_article(window: &Window<'_>, title: &str) -> Result {
    let item = format!(
        "(() => {{ const item = [...document.querySelectorAll('.list [role=option]')]
            .find((item) => item.textContent.includes({title})); item?.click(); return item !== undefined; }})()",
        title = json!(title)
    );
    window.until(&item).await?;
    window.until(&format!("document.querySelector('.reader h1')?.textContent.includes({})", json!(title))).await
}

/// The claim whose statement has `words`, with all that is known of it.
fn claim(place: &Place, words: &str) -> Result<Value> {
    let claims = told(place, &["claims", "--format", "json"])?;
    let found = claims
        .as_array()
        .into_iter()
        .flatten()
        .find(|claim| claim["statement"].as_str().is_some_and(|statement| statement.contains(words)));
    let id = found.and_then(|claim| claim["id"].as_str()).ok_or(format!("no claim says “{words}”"))?;
    told(place, &["claim", "show", id, "--format", "json"])
}

#[tokio::test]
async fn an_article_is_worked_through_with_the_keyboard_alone() -> Result {
    let place = Place::new(1280, 800)?;
    let mut hands = sample(&place, "Governor says").await?;
    let (mut claims, mut responses) = (0, 0);
    hands.type_in("j").await?;
    hands.window.find(".panel p.statement").await?;
    loop {
        let proposed = hands.window.ask(PROPOSED).await?;
        let Some(statement) = proposed.as_str() else { break };
        let before = hands.pressed;
        if let Some((words, kind, most)) = RESPONSES.into_iter().find(|(words, ..)| statement.contains(words)) {
            hands.respond(words, kind).await?;
            responses += 1;
            assert!(hands.pressed - before <= most, "{words}: {} keys", hands.pressed - before);
        } else if statement.contains(NOTHING) {
            hands.type_in("x").await?;
        } else if statement.contains("names and passports") {
            hands.relayed().await?;
            claims += 1;
        } else {
            hands.press(Key::Enter).await?;
            claims += 1;
            assert_eq!(hands.pressed - before, 1);
        }
        hands.past(statement).await?;
    }
    assert_eq!((claims, responses), (12, 6));

    // Claims that say the same form a family; figures of other things in it do not conflict.
    hands.press(Key::Escape).await?;
    hands.type_in("j").await?;
    hands.window.find("#claim-statement").await?;
    // The second says less than the first: the fifth of the kinds.
    for (other, down) in [("names and", 0), ("sluice", 4)] {
        hands.type_in("l").await?;
        hands.on("relation-other").await?;
        hands.type_in(other).await?;
        hands.pick(other).await?;
        hands.on("relation-kind").await?;
        for _ in 0..down {
            hands.press(Key::Down).await?;
        }
        hands.press(Key::Enter).await?;
        hands.window.until("document.querySelector('#relation-kind') === null").await?;
    }
    hands.type_in("f").await?;
    hands.window.sees("No figures conflict").await?;
    hands.press(Key::Escape).await?;

    assert!(hands.pressed <= 5 * (claims + responses), "{} keys", hands.pressed);
    hands.window.close().await?;

    let dam = claim(&place, "At least 155 foreign engineers")?;
    let said: Vec<_> = dam["responses"].as_array().into_iter().flatten().collect();
    let told_of = |n: usize| format!("{} {}", said[n]["party"], said[n]["kind"]).replace('"', "");
    assert_eq!(said.len(), 5);
    assert_eq!(told_of(0), "Upstream Republic denies");
    assert_eq!(said[0]["answers"], "earlier_similar");
    assert_eq!(told_of(1), "Teo Brandt is_verifying");
    assert_eq!(told_of(2), "Upstream Republic has_not_responded");
    assert_eq!(told_of(3), "River company declines_to_comment");
    assert_eq!(told_of(4), "Officials in the Coastal Union expresses_concern");
    assert_eq!(dam["status"], "pending", "what parties say sets no status");
    assert_eq!(claim(&place, "without a permit")?["responses"][0]["kind"], "denies");
    assert_eq!(claim(&place, "names and passports")?["appearances"][0]["relayed_by"], "Norda");
    assert_eq!(told(&place, &["check", "--format", "json"])?["sound"], true);
    Ok(())
}

#[tokio::test]
async fn two_names_of_one_party_are_merged_and_split_again_by_key() -> Result {
    let place = Place::new(1280, 800)?;
    let mut hands = sample(&place, "Governor says").await?;
    hands.type_in("j").await?;
    for recorded in 1..3 {
        hands.window.find(".panel p.statement").await?;
        hands.press(Key::Enter).await?;
        let numbers = format!("document.querySelectorAll('.reader button.number').length === {recorded}");
        hands.window.until(&numbers).await?;
    }

    hands.window.chord(&[Key::Control], "4").await?;
    hands.on("party-search").await?;
    hands.type_in("prov").await?;
    hands.window.until("document.querySelectorAll('.list [role=option]').length === 1").await?;
    hands.press(Key::Enter).await?;
    hands.window.until("document.querySelector('.party h1')?.textContent === 'Province'").await?;
    hands.press(Key::Escape).await?;
    hands.type_in("m").await?;
    hands.on("merge-into").await?;
    hands.type_in("mirel").await?;
    hands.pick("Mirel Oszta").await?;
    hands.window.until("document.querySelector('.party h1')?.textContent === 'Mirel Oszta'").await?;
    hands.window.sees("Its claims (2)".to_uppercase().as_str()).await?;
    let merged = told(&place, &["parties", "--format", "json"])?;
    assert_eq!(merged.as_array().map(Vec::len), Some(1), "{merged}");

    hands.window.click_button("Split off").await?;
    hands.window.sees("Its claims (1)".to_uppercase().as_str()).await?;
    hands.window.chord(&[Key::Control], "z").await?;
    hands.window.sees("Undone: Party split off").await?;
    hands.window.chord(&[Key::Control], "z").await?;
    hands.window.sees("Undone: Parties merged").await?;
    let apart = told(&place, &["parties", "--format", "json"])?;
    assert_eq!(apart.as_array().map(Vec::len), Some(2), "{apart}");
    hands.window.close().await
}

#[tokio::test]
async fn a_second_analyst_reviews_blind_and_then_sees_whether_both_agree() -> Result {
    let place = Place::new(1280, 800)?;
    let mut hands = sample(&place, "Governor says").await?;
    hands.type_in("j").await?;
    hands.window.find(".panel p.statement").await?;
    hands.press(Key::Enter).await?;
    hands.window.until("document.querySelectorAll('.reader button.number').length === 1").await?;
    hands.window.close().await?;
    let id = told(&place, &["claims", "--format", "json"])?[0]["id"].as_str().ok_or("no id")?.to_owned();
    told(&place, &["--analyst", "Bo Lind", "mark", &id, "denied", "--because", "the register has twelve"])?;

    let window = place.open(&[]).await?;
    open_article(&window, "Governor says").await?;
    let mut hands = Hands { window, pressed: 0 };
    hands.window.until("document.querySelectorAll('.reader button.number').length === 1").await?;
    hands.window.read().await?;
    hands.type_in("j").await?;
    hands.window.sees("the register has twelve").await?;
    hands.type_in("w").await?;
    hands.on("claim-work").await?;
    hands.press(Key::Down).await?;
    hands.window.until("document.querySelector('#claim-work').value === 'in_progress'").await?;
    hands.press(Key::Down).await?;
    hands.window.find("#review").await?;
    hands.window.find(".reader button.number.in_review").await?;
    let shown = hands.window.ask("document.body.innerText.includes('the register has twelve')").await?;
    assert_eq!(shown, false, "what the first analyst found is kept from the second");

    hands.window.read().await?;
    hands.type_in("v").await?;
    hands.window.until("document.activeElement?.name === 'review-status'").await?;
    hands.type_in(" ").await?;
    hands.press(Key::Right).await?;
    hands.window.until("document.activeElement?.value === 'confirmed'").await?;
    hands.press(Key::Tab).await?;
    hands.type_in("two papers saw the list").await?;
    hands.press(Key::Enter).await?;
    hands.window.sees("the register has twelve").await?;
    hands.window.sees("differs").await?;
    hands.window.sees("two papers saw the list").await?;
    hands.window.close().await?;

    let seen = told(&place, &["claim", "show", &id, "--format", "json"])?;
    assert_eq!(seen["status"], "denied", "a review sets no status");
    Ok(())
}

/// A picture of one dot.
const DOT: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

#[tokio::test]
async fn files_that_are_evidence_are_looked_at_one_after_another_by_key() -> Result {
    let place = Place::new(1280, 800)?;
    let mut hands = sample(&place, "Governor says").await?;
    hands.type_in("j").await?;
    hands.window.find(".panel p.statement").await?;
    hands.press(Key::Enter).await?;
    hands.window.until("document.querySelectorAll('.reader button.number').length === 1").await?;
    hands.window.close().await?;
    let id = told(&place, &["claims", "--format", "json"])?[0]["id"].as_str().ok_or("no id")?.to_owned();
    for (name, bytes) in [("dot.gif", DOT), ("реєстр.txt", "Дванадцять інженерів.".as_bytes())]
    {
        let path = place.home().join(name);
        std::fs::write(&path, bytes)?;
        told(&place, &["evidence", "add", &id, "--file", path.to_str().ok_or("no text")?])?;
    }
    told(&place, &["evidence", "add", &id, "--sought", "a permit", "--places", "the register of permits"])?;

    let window = place.open(&[]).await?;
    open_article(&window, "Governor says").await?;
    let mut hands = Hands { window, pressed: 0 };
    hands.window.until("document.querySelectorAll('.reader button.number').length === 1").await?;
    hands.window.read().await?;
    hands.type_in("j").await?;
    hands.window.sees("Looked for in the register of permits").await?;
    hands.type_in("p").await?;
    hands.window.until("document.querySelector('.file img')?.naturalWidth === 1").await?;
    let shown = claim(&place, "155")?;
    let proof = shown["evidence"][0]["matter"]["sha256"].as_str().ok_or("a digest")?.to_owned();
    hands.window.sees(&proof).await?;
    hands.type_in("p").await?;
    hands.window.until("document.querySelector('.file pre')?.textContent === 'Дванадцять інженерів.'").await?;
    hands.type_in("p").await?;
    hands.window.until("document.querySelector('.file') === null").await?;
    hands.type_in("p").await?;
    hands.window.find(".file img").await?;
    hands.press(Key::Escape).await?;
    hands.window.until("document.querySelector('.file') === null").await?;
    hands.window.find("#claim-statement").await?;
    hands.window.close().await
}

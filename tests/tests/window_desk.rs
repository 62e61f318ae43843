//! The verification desk in the real window: an article worked through with the keyboard alone, two names of one party,
//! a second analyst's look.

use claimdesk_tests::{
    Result,
    window::{Place, Window},
};
use fantoccini::key::Key;
use serde_json::{Value, json};

/// What of the sample's article answers a claim: some of its words, the response, and how many keys record it at most.
const RESPONSES: [(&str, &str, u32); 6] = [
    ("no foundation", "denies", 3),
    ("checking the matter", "is_verifying", 2),
    ("has not answered", "has_not_responded", 2),
    ("declined to comment", "declines_to_comment", 2),
    ("called the reports", "expresses_concern", 2),
    ("spare valves", "denies", 3),
];
/// What says nothing of its own beside the passage before it.
const NOTHING: &str = "cited intelligence";
/// The claims that the article makes beside those.
const CLAIMS: u32 = 20;
/// The suggestion that is on the panel.
const PROPOSED: &str = "(document.querySelector('.panel p.statement')?.textContent ?? null)";
/// How many passages of the article nobody has decided about.
const OPEN: &str =
    "new Set([...document.querySelectorAll('.reader [data-suggestion]')].map((one) => one.dataset.suggestion)).size";
/// Whether the first line of the passage in hand lies in the part of the article that is seen.
const IN_SIGHT: &str = "(() => {
    const line = document.querySelector('.reader article .in-hand:not(button)')?.getClientRects()[0];
    const seen = document.querySelector('.reader').getBoundingClientRect();
    return line !== undefined && line.top >= seen.top && line.bottom <= seen.bottom;
  })()";

/// Hands that touch nothing but the keyboard, and how many keys they pressed: those of commands, and those of words.
struct Hands<'a> {
    window: Window<'a>,
    pressed: u32,
    typed: u32,
}

impl Hands<'_> {
    async fn press(&mut self, key: Key) -> Result {
        self.pressed += 1;
        self.window.key(key).await
    }

    /// Presses the keys that `keys` stands for, one a character.
    async fn type_in(&mut self, keys: &str) -> Result {
        self.pressed += u32::try_from(keys.chars().count())?;
        self.window.keys(keys).await
    }

    /// Writes `words` of the analyst's own.
    async fn write(&mut self, words: &str) -> Result {
        self.typed += u32::try_from(words.chars().count())?;
        self.window.keys(words).await
    }

    async fn chord(&mut self, held: &[Key], key: &str) -> Result {
        self.pressed += 1;
        self.window.chord(held, key).await
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

    /// How many passages are open.
    async fn open(&self) -> Result<u64> {
        self.window.ask(OPEN).await?.as_u64().ok_or("a count".into())
    }

    /// Waits until the article is drawn with no more than `open` passages to decide; the passage in hand must be in sight.
    async fn decided(&self, open: u64) -> Result {
        self.window
            .until(&format!("{OPEN} === {open} && !document.querySelector('#answered, #response-kind')"))
            .await?;
        if open > 0 {
            self.sees_its_passage("after a passage was decided").await?;
        }
        Ok(())
    }

    /// The passage in hand is in sight as soon as all that was recorded is drawn.
    async fn sees_its_passage(&self, when: &str) -> Result {
        self.window.until("document.querySelector('.reader article .in-hand:not(button)') !== null").await?;
        assert_eq!(self.window.ask(IN_SIGHT).await?, true, "the passage in hand is out of sight {when}");
        Ok(())
    }

    /// Records the suggestion in hand as a response of this kind.
    async fn respond(&mut self, words: &str, kind: &str) -> Result {
        self.type_in("r").await?;
        if words == "no foundation" {
            self.on("answered").await?;
            self.pick("At least 155 foreign engineers").await?;
        }
        self.on("response-kind").await?;
        if words == "spare valves" {
            // It answers the claim made last before it, not the one that the others answered.
            self.chord(&[Key::Alt], &char::from(Key::Up).to_string()).await?;
            self.window.sees("without a permit").await?;
        }
        let chosen = format!("document.querySelector('#response-kind').value === {}", json!(kind));
        self.window.until(&chosen).await?;
        self.press(Key::Enter).await
    }

    /// Relates the claim in hand to the first of what `words` find: what it is to it stands `down` in the list of kinds.
    async fn relate(&mut self, words: &str, down: usize) -> Result {
        self.type_in("l").await?;
        self.on("relation-other").await?;
        self.write(words).await?;
        self.pick(words).await?;
        self.on("relation-kind").await?;
        for _ in 0..down {
            self.press(Key::Down).await?;
        }
        self.press(Key::Enter).await?;
        self.window.until("document.querySelector('#relation-kind') === null").await
    }

    /// Marks the claim in hand by `key`, for the reason `why`.
    async fn mark(&mut self, key: &str, why: &str) -> Result {
        self.type_in(key).await?;
        self.window.until("document.activeElement?.closest('form') !== null").await?;
        self.write(why).await?;
        self.press(Key::Enter).await?;
        self.window.sees(why).await
    }
}

/// A window on the sample, the article that starts so open in it.
async fn sample<'a>(place: &'a Place, title: &str) -> Result<Hands<'a>> {
    let window = place.open(&[]).await?;
    window.click_button("Load the sample").await?;
    window.sees("3 articles loaded").await?;
    open_article(&window, title).await?;
    window.until("document.querySelectorAll('.reader .suggestion').length > 5").await?;
    window.read().await?;
    Ok(Hands { window, pressed: 0, typed: 0 })
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
    let claims = place.told(&["claims"])?;
    let found = claims
        .as_array()
        .into_iter()
        .flatten()
        .find(|claim| claim["statement"].as_str().is_some_and(|statement| statement.contains(words)));
    let id = found.and_then(|claim| claim["id"].as_str()).ok_or(format!("no claim says “{words}”"))?;
    place.told(&["claim", "show", id])
}

/// Goes through the article on screen passage by passage; tells how many claims and responses were recorded.
async fn worked_through(hands: &mut Hands<'_>) -> Result<(u32, u32)> {
    let (mut claims, mut responses) = (0, 0);
    loop {
        let proposed = hands.window.ask(PROPOSED).await?;
        let Some(statement) = proposed.as_str() else { return Ok((claims, responses)) };
        let (before, open) = (hands.pressed, hands.open().await?);
        if let Some((words, kind, most)) = RESPONSES.into_iter().find(|(words, ..)| statement.contains(words)) {
            hands.respond(words, kind).await?;
            responses += 1;
            assert!(hands.pressed - before <= most, "{words}: {} keys", hands.pressed - before);
        } else if statement.contains(NOTHING) {
            hands.type_in("x").await?;
        } else {
            hands.press(Key::Enter).await?;
            claims += 1;
        }
        hands.decided(open - 1).await?;
    }
}

#[tokio::test]
async fn an_article_is_worked_through_with_the_keyboard_alone() -> Result {
    let place = Place::new(1280, 800)?;
    let window = place.open(&[]).await?;
    let mut hands = Hands { window, pressed: 0, typed: 0 };

    // From the first key: the sample is loaded, the second of its articles chosen in the list.
    hands.window.sees("Load the sample").await?;
    hands.chord(&[Key::Control, Key::Shift], "d").await?;
    hands.window.sees("3 articles loaded").await?;
    hands.chord(&[Key::Control], "1").await?;
    hands.window.until("document.activeElement?.matches('.list[role=listbox]') === true").await?;
    hands.type_in("j").await?;
    hands
        .window
        .until("document.querySelector('.reader h1')?.textContent.startsWith('Governor says') === true")
        .await?;
    hands.press(Key::Enter).await?;
    hands.window.until("document.activeElement?.matches('.reader') === true").await?;
    hands.type_in("j").await?;
    hands.window.find(".panel p.statement").await?;
    let (claims, responses) = worked_through(&mut hands).await?;
    assert_eq!((claims, responses), (CLAIMS, 6));
    assert!(hands.pressed <= 2 * (claims + responses), "{} keys for the whole article", hands.pressed);
    hands.window.until("document.querySelectorAll('.reader .answer').length >= 6").await?;

    // Marks: one key, the reason, and Enter. The passage stays in sight.
    hands.press(Key::Escape).await?;
    hands.type_in("j").await?;
    hands.window.find("#claim-statement").await?;
    let before = hands.pressed;
    hands.mark("3", "the register has twelve").await?;
    hands.sees_its_passage("after a mark").await?;
    assert_eq!(hands.pressed - before, 2);
    hands.type_in("j").await?;
    hands.mark("2", "the province said it on air").await?;
    hands.sees_its_passage("after a mark").await?;
    hands.type_in("k").await?;

    // Claims that say the same form a family; figures of other things in it do not conflict.
    hands.relate("names and", 0).await?;
    hands.relate("sluice", 4).await?;
    hands.type_in("f").await?;
    hands.window.sees("No figures conflict").await?;
    hands.press(Key::Escape).await?;

    // Another article says less than half of it: that does.
    hands.chord(&[Key::Control], "1").await?;
    hands.window.until("document.activeElement?.matches('.list[role=listbox]') === true").await?;
    hands.type_in("k").await?;
    hands
        .window
        .until("document.querySelector('.reader h1')?.textContent.startsWith('Ministry says') === true")
        .await?;
    hands.press(Key::Enter).await?;
    hands.type_in("j").await?;
    let sixty = "document.querySelector('.panel p.statement')?.textContent.includes('60 foreign') === true";
    for _ in 0..20 {
        if hands.window.ask(sixty).await? == true {
            break;
        }
        hands.type_in("j").await?;
    }
    hands.window.until(sixty).await?;
    let open = hands.open().await?;
    hands.press(Key::Enter).await?;
    hands.decided(open - 1).await?;
    hands.type_in("k").await?;
    hands.window.find("#claim-statement").await?;
    hands.relate("155 foreign", 0).await?;
    hands.type_in("f").await?;
    hands.window.sees("One figure").await?;
    hands.press(Key::Escape).await?;
    hands.window.close().await?;

    recorded(&place)
}

/// What was recorded is what the keys meant.
fn recorded(place: &Place) -> Result {
    let dam = claim(place, "At least 155 foreign engineers")?;
    let said: Vec<_> = dam["responses"].as_array().into_iter().flatten().collect();
    let told_of = |n: usize| format!("{} {}", said[n]["party"], said[n]["kind"]).replace('"', "");
    assert_eq!(said.len(), 5);
    assert_eq!(told_of(0), "Upstream Republic denies");
    assert_eq!(said[0]["answers"], "earlier_similar");
    assert_eq!(told_of(1), "Teo Brandt is_verifying");
    assert_eq!(told_of(2), "Upstream Republic has_not_responded");
    assert_eq!(said[2]["exact"], "The Republic has not answered the governor’s latest figure.");
    assert_eq!(told_of(3), "River company declines_to_comment");
    assert_eq!(told_of(4), "Officials in the Coastal Union expresses_concern");
    assert_eq!(dam["status"], "denied", "what parties say sets no status");
    assert_eq!(claim(place, "without a permit")?["responses"][0]["kind"], "denies");
    assert_eq!(claim(place, "without a permit")?["status"], "pending");
    assert_eq!(claim(place, "eastern gatehouse")?["appearances"][0]["relayed_by"], "Norda");
    assert_eq!(claim(place, "sends its people")?["status"], "confirmed");
    let family = place.told(&["family", dam["id"].as_str().ok_or("an id")?])?;
    let figures = |conflict: &Value| [&conflict["one"], &conflict["other"]].map(|one| one["quantity"]["value"].clone());
    let conflicts: Vec<_> = family["conflicts"].as_array().into_iter().flatten().map(figures).collect();
    assert!(conflicts.iter().any(|pair| pair.contains(&json!("60")) && pair.contains(&json!("155"))), "{conflicts:?}");
    assert!(
        conflicts.iter().all(|pair| pair.contains(&json!("60"))),
        "155, six and two do not conflict: {conflicts:?}"
    );
    assert_eq!(place.told(&["check"])?["sound"], true);
    Ok(())
}

/// Records `words` of the article whose headline starts with `title` as a claim; answers its id.
fn record(place: &Place, title: &str, words: &str) -> Result<String> {
    let articles = place.told(&["articles"])?;
    let mut all = articles.as_array().into_iter().flatten();
    let article = all.find(|one| one["title"].as_str().is_some_and(|one| one.starts_with(title)));
    let id = article.and_then(|article| article["id"].as_str()).ok_or("no such article")?;
    let text = place.told(&["article", id])?["text"].as_str().ok_or("no text")?.to_owned();
    let at = text.find(words).ok_or(format!("“{words}” does not stand in {text}"))?;
    let start = text[..at].chars().count();
    let (from, to) = (start.to_string(), (start + words.chars().count()).to_string());
    let made =
        place.told(&["claim", "add", "--article", id, "--start", &from, "--end", &to, "--claimant", "Mirel Oszta"])?;
    Ok(made["id"].as_str().or(made.as_str()).ok_or("no id")?.to_owned())
}

/// Whether the proposal in hand lies whole in the part of the claim's panel that is seen.
const PROPOSAL_IN_SIGHT: &str = "(() => {
    const one = document.querySelector('.likeness li.in-hand')?.getBoundingClientRect();
    const seen = document.querySelector('.likeness')?.closest('.panel').getBoundingClientRect();
    return one !== undefined && one.top >= seen.top && one.bottom <= seen.bottom;
  })()";

#[tokio::test]
async fn what_is_likely_the_same_is_decided_in_sight_and_can_be_taken_back() -> Result {
    let place = Place::new(1280, 800)?;
    std::fs::create_dir_all(place.home().join("data/claimdesk"))?;
    place.told(&["sample"])?;
    let ours = record(&place, "Governor says", "There are 155 people with names and passports")?;
    record(&place, "Ministry says", "there are 155 people “with names and passports”")?;
    let related = || -> Result<Value> { Ok(place.told(&["claim", "show", &ours])?["relations"].clone()) };

    let window = place.open(&[]).await?;
    open_article(&window, "Governor says").await?;
    window.read().await?;
    let mut hands = Hands { window, pressed: 0, typed: 0 };
    let in_hand = "document.querySelector('#claim-statement') !== null";
    while hands.window.ask(in_hand).await? != true {
        hands.type_in("j").await?;
    }
    hands.window.find(".likeness li").await?;
    assert_eq!(hands.window.ask(PROPOSAL_IN_SIGHT).await?, false, "the proposal starts out of sight");
    hands.type_in("n").await?;
    hands.window.until(PROPOSAL_IN_SIGHT).await?;
    hands.window.until("document.activeElement?.closest('.likeness') !== null").await?;
    assert_eq!(related()?, json!([]), "nothing is recorded about what was not seen");

    hands.type_in("n").await?;
    hands.window.sees("This claim is not the same as").await?;
    assert_eq!(related()?[0]["kind"], "not_the_same");
    hands.window.click_button("Undo").await?;
    hands.window.sees("Undone: ").await?;
    assert_eq!(related()?, json!([]));

    hands.window.find(".likeness li").await?;
    hands.chord(&[Key::Shift], "J").await?;
    hands.window.until("document.activeElement?.closest('.likeness') !== null").await?;
    hands.window.until(PROPOSAL_IN_SIGHT).await?;
    hands.type_in("y").await?;
    // Where the program proposes no relation, the form for choosing one opens on this very claim.
    if hands.window.ask("document.querySelector('#accept-likeness')?.textContent.startsWith('Choose') === true").await?
        == true
    {
        hands.on("relation-kind").await?;
        hands.press(Key::Enter).await?;
    }
    hands.window.sees("says the same as").await?;
    hands.window.until("document.querySelector('.likeness') === null").await?;
    assert_eq!(related()?[0]["kind"], "same");
    hands.window.close().await
}

#[tokio::test]
async fn a_whole_sentence_in_another_script_is_recorded_as_a_response_in_three_keys() -> Result {
    let place = Place::new(1280, 800)?;
    std::fs::create_dir_all(place.home().join("data/claimdesk"))?;
    let text = "维萨大坝附近发现外国工程师\n\n省长米雷尔周三表示，至少有155名外国工程师正在守卫维萨大坝。\n\n外交部拒绝置评。\n";
    let path = place.home().join("zh.txt");
    std::fs::write(&path, text)?;
    place.told(&["add", path.to_str().ok_or("no text")?])?;
    let claim = record(&place, "维萨", "至少有155名外国工程师正在守卫维萨大坝")?;

    let window = place.open(&[]).await?;
    open_article(&window, "维萨").await?;
    window.click(".reader button.number").await?;
    window.find("#claim-statement").await?;
    window.select("外交部拒绝置评。").await?;
    let mut hands = Hands { window, pressed: 0, typed: 0 };
    hands.type_in("r").await?;
    hands.on("response-kind").await?;
    hands.window.until("document.querySelector('#response-kind').value === 'declines_to_comment'").await?;
    hands.press(Key::Enter).await?;
    hands.window.find(".reader .answer").await?;
    assert_eq!(hands.pressed, 2);

    // What only asserts something is not guessed at: the kind is asked for.
    hands.window.select("维萨大坝附近").await?;
    hands.type_in("r").await?;
    hands.window.until("document.querySelector('#response-kind')?.value === ''").await?;
    hands.press(Key::Escape).await?;
    hands.window.close().await?;

    let said = place.told(&["claim", "show", &claim])?["responses"].clone();
    assert_eq!(said[0]["party"], "外交部");
    assert_eq!(said[0]["exact"], "外交部拒绝置评。");
    assert_eq!(said.as_array().map(Vec::len), Some(1));
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
    let merged = place.told(&["parties"])?;
    assert_eq!(merged.as_array().map(Vec::len), Some(1), "{merged}");

    hands.window.click_button("Split off").await?;
    hands.window.sees("Its claims (1)".to_uppercase().as_str()).await?;
    hands.window.chord(&[Key::Control], "z").await?;
    hands.window.sees("Undone: Party split off").await?;
    hands.window.chord(&[Key::Control], "z").await?;
    hands.window.sees("Undone: Parties merged").await?;
    let apart = place.told(&["parties"])?;
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
    let id = place.told(&["claims"])?[0]["id"].as_str().ok_or("no id")?.to_owned();
    place.told(&["--analyst", "Bo Lind", "mark", &id, "denied", "--because", "the register has twelve"])?;

    let window = place.open(&[]).await?;
    open_article(&window, "Governor says").await?;
    let mut hands = Hands { window, pressed: 0, typed: 0 };
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

    let seen = place.told(&["claim", "show", &id])?;
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
    let id = place.told(&["claims"])?[0]["id"].as_str().ok_or("no id")?.to_owned();
    for (name, bytes) in [("dot.gif", DOT), ("реєстр.txt", "Дванадцять інженерів.".as_bytes())]
    {
        let path = place.home().join(name);
        std::fs::write(&path, bytes)?;
        place.told(&["evidence", "add", &id, "--file", path.to_str().ok_or("no text")?])?;
    }
    place.told(&["evidence", "add", &id, "--sought", "a permit", "--places", "the register of permits"])?;

    let window = place.open(&[]).await?;
    open_article(&window, "Governor says").await?;
    let mut hands = Hands { window, pressed: 0, typed: 0 };
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

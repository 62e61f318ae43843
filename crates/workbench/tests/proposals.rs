//! Further claims from a model on this machine, played by a listener of our own, through the verbs.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use domain::{Analyst, ArticleId, Desk, DeskId, TextRange, Topic, Utterance};
use serde_json::json;
use workbench::{
    Clock, Code, Limits, Model, Setting, Workbench,
    suggestions::proposed_in_file,
    views::{Asked, Loaded},
    worker::Reader,
};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const WORDS: &str = "Guards at the Vessa dam\n\n\
    Mirel Oszta, the governor, said on Wednesday that at least 155 foreign engineers guard the dam.\n\n\
    The dam was built in 1962 and holds 40 million cubic metres.\n\n\
    Vessa Hydro pays 30 of the guards, and nobody else does.";

/// A server that answers each question with the next of its answers; the last again and again.
struct Server {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn that_says(answers: &[&str]) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let at = listener.local_addr()?;
        let asked = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&asked);
        let answers: Vec<String> = answers.iter().map(|answer| (*answer).to_owned()).collect();
        thread::spawn(move || {
            for (stream, place) in listener.incoming().flatten().zip(0..) {
                let answer: &String = answers.get(place).unwrap_or(&answers[answers.len() - 1]);
                noted.lock().unwrap_or_else(PoisonError::into_inner).extend(converse(stream, answer));
            }
        });
        Ok(Self { at, asked })
    }

    fn model(&self) -> Result<Model> {
        Ok(Model::at(&format!("http://{}", self.at), "small", Limits::default())?)
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Answers one question with `answer`; gives its body back.
fn converse(mut stream: TcpStream, answer: &str) -> Option<String> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let line = line.trim_end().to_lowercase();
        if line.is_empty() {
            break;
        }
        length = line.strip_prefix("content-length: ").and_then(|told| told.parse().ok()).unwrap_or(length);
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let told = json!({ "choices": [{ "message": { "content": answer } }] }).to_string();
    write!(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{told}", told.len()).ok()?;
    String::from_utf8(body).ok()
}

struct Desktop {
    folder: tempfile::TempDir,
    bench: Workbench,
}

fn desktop() -> Result<Desktop> {
    let folder = tempfile::tempdir()?;
    let bench = Workbench::create(Setting {
        workspace: folder.path().join("Vessa.claimdesk"),
        desk: Desk { id: DeskId(uuid::Uuid::from_u128(7)), analyst: Analyst::named("Ana") },
        reader: Reader::InProcess,
        clock: Clock::System,
        keep: folder.path().join("keep"),
    })?;
    Ok(Desktop { folder, bench })
}

impl Desktop {
    fn article(&self, words: &str) -> Result<ArticleId> {
        let Loaded::New { article, .. } = self.bench.load_text(words) else { return Err("not loaded".into()) };
        self.bench.date_article(article, "2025-04-10")?;
        Ok(article)
    }

    fn ask(&self, article: ArticleId, server: &Server) -> Result<Asked> {
        Ok(self.bench.ask_model(article, &server.model()?, &AtomicBool::new(false), |_| {})?)
    }

    /// What is proposed by a model and still open: the words and where they stand.
    fn by_model(&self, article: ArticleId) -> Result<Vec<(String, TextRange)>> {
        let open = self.bench.article(article)?.suggestions.into_iter().filter(|one| one.proposed_by.is_some());
        Ok(open.map(|one| (one.passage.exact, one.passage.range)).collect())
    }
}

const BUILT: &str = "The dam was built in 1962 and holds 40 million cubic metres";
const PAYS: &str = "Vessa Hydro pays 30 of the guards";

fn answer() -> String {
    json!({ "claims": [
        { "quote": BUILT, "claimant": null, "stance": "asserts" },
        { "quote": PAYS, "claimant": "Vessa Hydro", "stance": "confirms" },
        { "quote": "the dam is about to break", "claimant": "Mirel Oszta", "stance": "asserts" },
        { "quote": "155 foreign engineers guard the dam", "claimant": "Mirel Oszta", "stance": "asserts" },
    ] })
    .to_string()
}

#[test]
fn a_model_proposes_beside_the_rules_and_what_is_accepted_is_a_claim_like_any_other() -> Result {
    let (desk, server) = (desktop()?, Server::that_says(&[&answer()])?);
    let article = desk.article(WORDS)?;
    let before = desk.bench.article(article)?;
    assert_eq!(server.asked().len(), 0, "nothing asks by itself");
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&told);
    desk.bench.subscribe(Box::new(move |topics| {
        heard.lock().unwrap_or_else(PoisonError::into_inner).extend(topics.iter().copied());
    }));
    let mut steps = Vec::new();
    let asked = desk.bench.ask_model(article, &server.model()?, &AtomicBool::new(false), |step| steps.push(step))?;
    assert_eq!((asked.proposed, asked.absent, asked.known, asked.unfit, asked.unread), (2, 1, 1, 0, 0));
    assert_eq!(
        steps.iter().map(|step| (step.done, step.parts, step.proposed)).collect::<Vec<_>>(),
        [(0, 1, 0), (1, 1, 2)]
    );
    assert_eq!(*told.lock().unwrap_or_else(PoisonError::into_inner), [Topic::Articles]);
    assert!(server.asked()[0].contains("holds 40 million cubic metres"));

    let after = desk.bench.article(article)?;
    assert_eq!(after.suggestions.len(), before.suggestions.len() + 2);
    assert!(after.suggestions.is_sorted_by_key(|one| one.passage.range));
    let built = after.suggestions.iter().find(|one| one.passage.exact == BUILT).ok_or("not proposed")?;
    let proposer = built.proposed_by.as_ref().ok_or("by nobody")?;
    assert_eq!((proposer.model.as_str(), proposer.address.clone()), ("small", format!("http://{}", server.at)));
    assert_eq!(built.figures[0].quantity.value, "40000000");
    let pays = after.suggestions.iter().find(|one| one.passage.exact == PAYS).ok_or("not proposed")?;
    assert_eq!((pays.claimant.as_deref(), pays.stance), (Some("Vessa Hydro"), Utterance::Confirms));

    let journal = desk.bench.workspace()?.journal_length;
    let claims = desk.bench.accept_suggestions(article, &[built.passage.range])?;
    let claim = desk.bench.claim(claims[0])?;
    assert_eq!(claim.statement, format!("{BUILT}."));
    assert_eq!(desk.bench.workspace()?.journal_length, journal + 1);
    assert_eq!(desk.by_model(article)?.len(), 1);
    assert!(desk.bench.check()?.sound);
    Ok(())
}

#[test]
fn what_is_dismissed_or_there_already_is_not_proposed_again() -> Result {
    let (desk, server) = (desktop()?, Server::that_says(&[&answer()])?);
    let article = desk.article(WORDS)?;
    desk.ask(article, &server)?;
    let open = desk.by_model(article)?;
    desk.bench.dismiss_suggestion(article, open[0].1)?;
    assert_eq!(desk.by_model(article)?, open[1..]);
    // The same again: one is shown already, one dismissed, one the rules have.
    let again = desk.ask(article, &server)?;
    assert_eq!((again.proposed, again.absent, again.known), (0, 1, 3));
    assert_eq!(desk.by_model(article)?, open[1..]);
    desk.bench.undo()?;
    assert_eq!(desk.by_model(article)?, open);
    // What the rules proposed and was dismissed does not come back by this door.
    let own = desk.bench.article(article)?.suggestions.into_iter().find(|one| one.proposed_by.is_none());
    desk.bench.dismiss_suggestion(article, own.ok_or("no suggestion")?.passage.range)?;
    assert_eq!(desk.ask(article, &server)?.proposed, 0);
    Ok(())
}

#[test]
fn an_answer_that_is_none_or_a_server_that_is_gone_leaves_all_as_it_was() -> Result {
    let (desk, server) = (desktop()?, Server::that_says(&["I would rather not.", &answer()])?);
    let article = desk.article(WORDS)?;
    let before = desk.bench.article(article)?.suggestions;
    let asked = desk.ask(article, &server)?;
    assert_eq!(asked, Asked { unread: 1, ..Asked::default() });
    let nobody = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let model = Model::at(&format!("http://{nobody}"), "small", Limits::default())?;
    let refused = desk.bench.ask_model(article, &model, &AtomicBool::new(false), |_| {}).err().ok_or("not refused")?;
    assert_eq!((refused.code(), refused.to_string().contains("nothing answers")), (Code::Invalid, true));
    assert_eq!(desk.bench.article(article)?.suggestions, before);
    Ok(())
}

#[test]
fn a_long_article_is_asked_about_in_parts_and_cancelling_keeps_what_came() -> Result {
    let (desk, server) = (desktop()?, Server::that_says(&[&answer()])?);
    let long: String =
        (0..60).map(|n| format!("\n\nLine {n}. {}", "The water is low this spring. ".repeat(10))).collect();
    let article = desk.article(&format!("{WORDS}{long}"))?;
    let cancel = AtomicBool::new(false);
    let asked = desk.bench.ask_model(article, &server.model()?, &cancel, |step| {
        assert!(step.parts > 2, "{step:?}");
        cancel.store(step.done == 1, Ordering::SeqCst);
    })?;
    assert!(asked.cancelled, "{asked:?}");
    assert_eq!((asked.proposed, desk.by_model(article)?.len()), (2, 2));
    Ok(())
}

#[test]
fn a_file_is_read_with_a_model_and_kept_nowhere() -> Result {
    let (desk, server) = (desktop()?, Server::that_says(&[&answer()])?);
    let path = desk.folder.path().join("dam.txt");
    std::fs::write(&path, WORDS)?;
    let alone = serde_json::to_value(proposed_in_file(&Reader::InProcess, &path, None)?)?;
    assert!(alone.get("asked").is_none() && server.asked().is_empty());
    let helped = serde_json::to_value(proposed_in_file(&Reader::InProcess, &path, Some(&server.model()?))?)?;
    assert_eq!(helped["asked"]["absent"], 1);
    let by: Vec<_> = helped["suggestions"].as_array().into_iter().flatten().map(|one| one.get("proposed_by")).collect();
    assert_eq!((by.len(), by.iter().flatten().count()), (alone["suggestions"].as_array().map_or(0, Vec::len) + 2, 2));
    Ok(())
}

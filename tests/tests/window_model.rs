//! A language model on this machine in the real window: off until it is switched on, asked only when told to, and heard
//! only where its words stand in the article.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use claimdesk_tests::{
    Result,
    window::{Place, Window},
};
use fantoccini::key::Key;
use serde_json::json;

const QUOTE: &str = "The river company, which runs the dam";

/// A server that answers what the story needs; while it is `silent` it answers nothing.
struct Server {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    silent: Arc<AtomicBool>,
}

impl Server {
    fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let at = listener.local_addr()?;
        let (asked, silent) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let (noted, quiet) = (Arc::clone(&asked), Arc::clone(&silent));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (noted, quiet) = (Arc::clone(&noted), Arc::clone(&quiet));
                thread::spawn(move || {
                    let Some(body) = question(&stream) else { return };
                    noted.lock().unwrap_or_else(PoisonError::into_inner).push(body);
                    while quiet.load(Ordering::SeqCst) {
                        thread::sleep(Duration::from_millis(20));
                    }
                    answer(&stream);
                });
            }
        });
        Ok(Self { at, asked, silent })
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn question(stream: &TcpStream) -> Option<String> {
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
    String::from_utf8(body).ok()
}

fn answer(mut stream: &TcpStream) {
    let claims = json!({ "claims": [
        { "quote": QUOTE, "claimant": null, "stance": "asserts" },
        { "quote": "the dam is about to break", "claimant": "Oszta", "stance": "asserts" },
    ] });
    let body = json!({ "choices": [{ "message": { "content": claims.to_string() } }] }).to_string();
    // A window that was closed or cancelled has hung up.
    let _ = write!(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len());
}

/// Types `words` over what stands in the field with `id`, and leaves it.
async fn fill(window: &Window<'_>, id: &str, words: &str) -> Result {
    window.click(&format!("#{id}")).await?;
    window.chord(&[Key::Control], "a").await?;
    window.keys(words).await?;
    window.key(Key::Enter).await
}

async fn ask(window: &Window<'_>) -> Result {
    window.read().await?;
    window.chord(&[Key::Control, Key::Shift], "a").await
}

#[tokio::test]
async fn a_model_is_switched_on_asked_and_heard_only_in_the_articles_words() -> Result {
    let (place, server) = (Place::new(1280, 800)?, Server::start()?);
    let window = place.open(&[]).await?;
    window.click_button("Load the sample").await?;
    window.sees("3 articles loaded").await?;
    window
        .until(
            "(() => { const item = [...document.querySelectorAll('.list [role=option]')]
                .find((item) => item.textContent.includes('Governor says')); item?.click(); return item !== undefined; })()",
        )
        .await?;
    window.until("document.querySelectorAll('.reader .suggestion').length > 5").await?;

    // It is off; asking for it shows where it is switched on, and what is sent where.
    ask(&window).await?;
    window.find("#model-on:not(:checked)").await?;
    window.sees("nothing is sent").await?;
    fill(&window, "model-address", "http://192.168.1.10:11434").await?;
    window.sees("is not on this machine").await?;
    fill(&window, "model-address", &format!("http://{}", server.at)).await?;
    fill(&window, "model-name", "small").await?;
    window.click("#model-on").await?;
    window.sees("Each time you press").await?;
    window.until("document.querySelector('#model-on')?.checked === true").await?;
    assert_eq!(window.violations().await?, Vec::<String>::new());
    window.key(Key::Escape).await?;
    window.until("document.querySelector('dialog[open]') === null").await?;
    assert!(server.asked().is_empty(), "nothing asks by itself");

    // What it proposes stands beside the rest, marked; what the article does not say is told of and dropped.
    let own = window.ask("document.querySelectorAll('.reader .suggestion').length").await?;
    ask(&window).await?;
    window
        .sees("The model proposes one further claim. One proposal dropped since its words are not in the article.")
        .await?;
    window.until(&format!("document.querySelectorAll('.reader .suggestion').length > {own}")).await?;
    let asked = server.asked();
    let [question] = asked.as_slice() else { return Err("asked more than once".into()) };
    assert!(question.contains("many more") && !question.contains(&place.home().display().to_string()), "{question}");
    window.until(&format!("document.querySelector('.panel h2, .list h2') !== null && {}", listed("true"))).await?;
    assert_eq!(window.violations().await?, Vec::<String>::new());
    window.ask(&format!("({}).click() ?? null", item())).await?;
    window.sees("Proposed by small at http://127.0.0.1").await?;

    // Dismissed once, it is not proposed again.
    window.read().await?;
    window.keys("x").await?;
    window.until(&format!("document.querySelectorAll('.reader .suggestion').length === {own}")).await?;
    ask(&window).await?;
    window.sees("The model proposes nothing further. One proposal dropped").await?;

    // One that thinks too long is given up, and the window is free meanwhile.
    server.silent.store(true, Ordering::SeqCst);
    ask(&window).await?;
    window.find(".going progress").await?;
    assert_eq!(window.violations().await?, Vec::<String>::new());
    window.click(".going button").await?;
    window.sees("Cancelled before the end of the article.").await?;
    server.silent.store(false, Ordering::SeqCst);
    window.close().await
}

/// The line of the list that the model's proposal has.
fn item() -> String {
    format!(
        "[...document.querySelectorAll('.list li button')].find((one) => one.textContent.includes({}))",
        json!(QUOTE)
    )
}

fn listed(wanted: &str) -> String {
    format!("(({})?.querySelector('.tag') != null) === {wanted}", item())
}

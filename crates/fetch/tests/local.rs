//! A model's server on this machine, played by a listener of our own: good, broken, slow and hostile.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use fetch::{Fetcher, Known, Limits, Model, ModelError, Policy};
use serde_json::{Value, json};

const GOOD: &str = r#"{"choices":[{"message":{"role":"assistant","content":"{\"claims\":[]}"}}]}"#;

/// The lines before the body of what was asked, and the body.
type Question = (Vec<String>, String);

/// A server, and what it was asked.
struct Server {
    at: SocketAddr,
    asked: Arc<Mutex<Vec<Question>>>,
}

impl Server {
    fn that(answer: impl Fn(&mut TcpStream) -> std::io::Result<()> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let at = listener.local_addr().expect("an address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (noted, answer) = (Arc::clone(&asked), Arc::new(answer));
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let (noted, answer) = (Arc::clone(&noted), Arc::clone(&answer));
                thread::spawn(move || {
                    if let Some(question) = question(&stream) {
                        noted.lock().unwrap_or_else(PoisonError::into_inner).push(question);
                        // A client that hangs up is what some of the tests are about.
                        let _ = answer(&mut stream);
                    }
                });
            }
        });
        Self { at, asked }
    }

    fn of(answer: impl Into<String>) -> Self {
        let answer = answer.into();
        Self::that(move |stream| stream.write_all(answer.as_bytes()))
    }

    fn ask(&self) -> Result<String, ModelError> {
        ask(&format!("http://{}", self.at), &AtomicBool::new(false))
    }

    fn asked(&self) -> Vec<Question> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn question(stream: &TcpStream) -> Option<Question> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        match line.trim_end() {
            "" => break,
            line => lines.push(line.to_lowercase()),
        }
    }
    let length = lines.iter().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    Some((lines, String::from_utf8(body).ok()?))
}

fn limits() -> Limits {
    Limits { connect: Duration::from_secs(2), total: Duration::from_secs(2), most_bytes: 64 << 10 }
}

fn ask(address: &str, cancel: &AtomicBool) -> Result<String, ModelError> {
    Model::at(address, "small", limits())?.ask(
        "List the claims.",
        "The dam leaks.",
        &json!({ "type": "object" }),
        cancel,
    )
}

fn ok(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

#[test]
fn a_model_is_asked_in_the_words_given_and_says_what_it_says() {
    let server = Server::of(ok(GOOD));
    assert_eq!(server.ask().as_deref(), Ok("{\"claims\":[]}"));
    let asked = server.asked();
    let [(lines, body)] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(lines[0], "post /v1/chat/completions http/1.1");
    for header in ["cookie:", "authorization:", "referer:", "accept-encoding:"] {
        assert!(!lines.iter().any(|line| line.starts_with(header)), "{lines:?}");
    }
    let body: Value = serde_json::from_str(body).expect("JSON");
    assert_eq!((&body["model"], &body["stream"]), (&json!("small"), &json!(false)));
    let message = |at: usize| (&body["messages"][at]["role"], &body["messages"][at]["content"]);
    assert_eq!(message(0), (&json!("system"), &json!("List the claims.")));
    assert_eq!(message(1), (&json!("user"), &json!("The dam leaks.")));
    assert_eq!(body["response_format"]["json_schema"]["schema"], json!({ "type": "object" }));
    // By its name too, and under the path that others write with it.
    let named = format!("http://localhost:{}/v1/", server.at.port());
    assert!(ask(&named, &AtomicBool::new(false)).is_ok());
    assert_eq!(server.asked()[1].0[0], "post /v1/chat/completions http/1.1");
}

#[test]
fn what_is_no_answer_is_told_as_one_sentence() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    for (answer, wanted) in [
        (ok("the dam leaks"), ModelError::NotAModel),
        (ok("{\"choices\":[{\"message\":"), ModelError::NotAModel),
        (ok(&"[".repeat(60_000)), ModelError::NotAModel),
        (ok(&format!("{GOOD}{}", " ".repeat(64 << 10))), ModelError::TooLarge { kibibytes: 64 }),
        (format!("{head}Content-Length: 9000000000\r\n\r\n{GOOD}"), ModelError::CutOff),
        (format!("{head}Content-Length: 2000\r\n\r\n{GOOD}"), ModelError::CutOff),
        ("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n".to_owned(), ModelError::Status { status: 500 }),
        ("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n".to_owned(), ModelError::Status { status: 404 }),
        ("HTTP/1.1 204 No\r\nContent-Length: 0\r\n\r\n".to_owned(), ModelError::Status { status: 204 }),
    ] {
        assert_eq!(Server::of(answer.clone()).ask(), Err(wanted), "{}", &answer[..answer.len().min(120)]);
    }
    let nobody = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    let address = format!("http://{nobody}");
    assert_eq!(ask(&address, &AtomicBool::new(false)), Err(ModelError::Unreachable { address }));
}

#[test]
fn a_body_that_never_ends_is_given_up_whether_it_is_fast_or_slow() {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let fast = Server::that(move |stream| {
        stream.write_all(head.as_bytes())?;
        loop {
            stream.write_all(b"400\r\n")?;
            stream.write_all(&[b' '; 1024])?;
            stream.write_all(b"\r\n")?;
        }
    });
    assert_eq!(fast.ask(), Err(ModelError::TooLarge { kibibytes: 64 }));
    let dripping = Server::that(move |stream| {
        stream.write_all(head.as_bytes())?;
        loop {
            stream.write_all(b"1\r\n \r\n")?;
            thread::sleep(Duration::from_millis(50));
        }
    });
    let silent = Server::that(|_| {
        thread::sleep(Duration::from_secs(20));
        Ok(())
    });
    for server in [dripping, silent] {
        let begun = Instant::now();
        assert_eq!(server.ask(), Err(ModelError::TooSlow { seconds: 2 }));
        assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    }
}

#[test]
fn a_model_that_thinks_is_hung_up_on_when_the_analyst_cancels() {
    let hung_up = Arc::new(AtomicBool::new(false));
    let noted = Arc::clone(&hung_up);
    let server = Server::that(move |stream| {
        // Reading ends when the other side closes.
        let gone = stream.read(&mut [0]).map_or(true, |read| read == 0);
        noted.store(gone, Ordering::SeqCst);
        Ok(())
    });
    let cancel = Arc::new(AtomicBool::new(false));
    let later = Arc::clone(&cancel);
    let asking = Arc::clone(&server.asked);
    thread::spawn(move || {
        while asking.lock().unwrap_or_else(PoisonError::into_inner).is_empty() {
            thread::sleep(Duration::from_millis(5));
        }
        later.store(true, Ordering::SeqCst);
    });
    let limits = Limits { total: Duration::from_secs(60), ..limits() };
    let model = Model::at(&format!("http://{}", server.at), "small", limits).expect("a model");
    assert_eq!(model.ask("", "", &json!({}), &cancel), Err(ModelError::Cancelled));
    let end = Instant::now() + Duration::from_secs(10);
    while !hung_up.load(Ordering::SeqCst) && Instant::now() < end {
        thread::sleep(Duration::from_millis(10));
    }
    assert!(hung_up.load(Ordering::SeqCst), "the server is left working");
}

#[test]
fn no_redirect_is_followed_not_even_to_this_machine() {
    let other = Server::of(ok(GOOD));
    for (status, to) in [
        (301, format!("http://{}/v1/chat/completions", other.at)),
        (302, format!("http://{}/", other.at)),
        (307, format!("http://localhost:{}/v1/chat/completions", other.at.port())),
        (308, "http://8.8.8.8/".to_owned()),
        (307, "https://models.example/".to_owned()),
    ] {
        let server = Server::of(format!("HTTP/1.1 {status} There\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n"));
        assert_eq!(server.ask(), Err(ModelError::Redirect), "{to}");
    }
    assert!(other.asked().is_empty(), "{:?}", other.asked());
}

#[test]
fn this_door_opens_inwards_alone_and_the_other_one_outwards() {
    for address in ["http://10.0.0.5:11434", "http://models.example:11434", "http://0.0.0.0:11434", "https://127.0.0.1"]
    {
        assert!(Model::at(address, "small", limits()).is_err(), "{address}");
    }
    assert_eq!(Model::at("http://127.0.0.1:1", " ", limits()).err(), Some(ModelError::NoName));
    // A model's server is no page: what fetches those still refuses it, unasked.
    let server = Server::of(ok(GOOD));
    let fetcher = Fetcher::new(Policy::default()).expect("a fetcher");
    for host in ["127.0.0.1", "localhost", "[::1]"] {
        let url = format!("http://{host}:{}/v1/models", server.at.port());
        let refused = fetcher.fetch(&url, &Known::default());
        assert!(matches!(refused, Err(fetch::Error::NotPublic { .. })), "{host} {refused:?}");
    }
    assert!(server.asked().is_empty());
}

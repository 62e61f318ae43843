//! A language model that helps from a terminal: asked only when told to, on this machine alone.
#![cfg(unix)]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    process::{Command, Output},
    thread,
};

use serde_json::{Value, json};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

fn run(home: &std::path::Path, arguments: &[&str]) -> Result<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimdesk"));
    for variable in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
        command.env(variable, home);
    }
    Ok(command.args(arguments).output()?)
}

/// A server that proposes the same two claims to whoever asks.
fn server() -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let at = listener.local_addr()?;
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A client that hangs up is no matter.
            let _ = converse(stream);
        }
    });
    Ok(at)
}

fn converse(mut stream: TcpStream) -> Option<()> {
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
    reader.read_exact(&mut vec![0; length]).ok()?;
    let claims = json!({ "claims": [{ "quote": "The dam was built in 1962" }, { "quote": "It broke in 1970" }] });
    let body = json!({ "choices": [{ "message": { "content": claims.to_string() } }] }).to_string();
    write!(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len()).ok()
}

#[test]
fn a_model_is_asked_where_it_is_named_and_refused_where_it_is_not_on_this_machine() -> Result {
    let home = tempfile::tempdir()?;
    let story = home.path().join("story.txt");
    fs::write(
        &story,
        "The Vessa dam\n\nMirel Oszta said that the dam leaks.\n\nThe dam was built in 1962 by the province.\n",
    )?;
    let name = story.to_string_lossy();
    let address = format!("http://{}", server()?);

    let helped = ["suggest", &name, "--endpoint", &address, "--model", "small"];
    let output = run(home.path(), &[&helped[..], &["--format", "json"]].concat())?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!(told["suggestions"][1]["exact"], "The dam was built in 1962");
    assert_eq!(told["suggestions"][1]["proposed_by"], json!({ "model": "small", "address": address }));
    assert_eq!((told["suggestions"][0].get("proposed_by"), &told["asked"]["absent"]), (None, &json!(1)));
    let text = String::from_utf8(run(home.path(), &helped)?.stdout)?;
    assert!(text.contains(&format!("proposed by small at {address}")), "{text}");
    assert!(text.contains("proposals dropped since their words are not in the article: 1"), "{text}");

    let alone: Value = serde_json::from_slice(&run(home.path(), &["suggest", &name, "--format", "json"])?.stdout)?;
    assert_eq!((alone["suggestions"].as_array().map(Vec::len), alone.get("asked")), (Some(1), None));

    for (arguments, code, words) in [
        (&["--with-model"][..], 1, "switched off"),
        (&["--endpoint", "http://10.0.0.5:11434", "--model", "small"], 1, "is not on this machine"),
        (&["--endpoint", "https://models.example", "--model", "small"], 1, "no address of a model"),
        (&["--endpoint", &address], 2, "--model"),
    ] {
        let output = run(home.path(), &[&["suggest", &*name], arguments].concat())?;
        let told = String::from_utf8(output.stderr)?;
        assert!(output.status.code() == Some(code) && told.contains(words), "{arguments:?} {told}");
    }
    Ok(())
}

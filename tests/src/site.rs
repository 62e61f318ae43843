//! A site on this machine, that plays what sites do: it redirects, drips, breaks off, swells, leads into the house.

use std::{
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use crate::Result;

/// How a site answers at a path.
#[derive(Clone)]
pub enum Answer {
    /// A body of this kind.
    Body(&'static str, Vec<u8>),
    /// It sends us on.
    Redirect(String),
    /// A body of which a few bytes come at a time, over this long.
    Drip(String, Duration),
    /// A body that breaks off before its end.
    Short(String),
    /// A packed body.
    Packed(Vec<u8>),
}

/// An open site: where it is, and what it was asked.
pub struct Site {
    /// Its address and port.
    pub at: SocketAddr,
    answers: Arc<Mutex<Vec<(String, Answer)>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// A site with nothing on it.
    pub fn open() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let site = Self { at: listener.local_addr()?, answers: Arc::default(), asked: Arc::default() };
        let (answers, asked) = (Arc::clone(&site.answers), Arc::clone(&site.asked));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answers, asked) = (Arc::clone(&answers), Arc::clone(&asked));
                // A client that hangs up is what some of the stories are about.
                thread::spawn(move || converse(stream, &answers, &asked));
            }
        });
        Ok(site)
    }

    /// Answers so at `path` from now on.
    pub fn shows(&self, path: &str, answer: Answer) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.retain(|(known, _)| known != path);
        answers.push((path.to_owned(), answer));
    }

    /// Answers nothing at `path` from now on.
    pub fn is_gone(&self, path: &str) {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).retain(|(known, _)| known != path);
    }

    /// The address of `path`.
    pub fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    /// The paths that were asked for, in their order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn converse(
    mut stream: TcpStream,
    answers: &Mutex<Vec<(String, Answer)>>,
    asked: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let lines = BufReader::new(stream.try_clone()?).lines().map_while(std::result::Result::ok);
    let lines: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let path = lines.first().and_then(|line| line.split(' ').nth(1)).unwrap_or_default().to_owned();
    asked.lock().unwrap_or_else(PoisonError::into_inner).push(path.clone());
    let answer =
        answers.lock().unwrap_or_else(PoisonError::into_inner).iter().find(|(known, _)| *known == path).cloned();
    let ok = |more: &str| format!("HTTP/1.1 200 OK\r\nConnection: close\r\n{more}\r\n");
    match answer.map(|(_, answer)| answer) {
        None => stream.write_all(b"HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
        Some(Answer::Body(kind, body)) => {
            let head = ok(&format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len()));
            stream.write_all(&[head.as_bytes(), &body].concat())
        }
        Some(Answer::Redirect(to)) => {
            let head = "HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\n";
            stream.write_all(format!("{head}Location: {to}\r\n\r\n").as_bytes())
        }
        Some(Answer::Drip(body, over)) => {
            stream.write_all(ok(&format!("Content-Length: {}\r\n", body.len())).as_bytes())?;
            let pieces: Vec<&[u8]> = body.as_bytes().chunks(body.len().div_ceil(20)).collect();
            pieces.iter().try_for_each(|piece| {
                thread::sleep(over / 20);
                stream.write_all(piece)
            })
        }
        Some(Answer::Short(body)) => {
            stream.write_all(ok(&format!("Content-Length: {}\r\n", body.len() + 5_000)).as_bytes())?;
            stream.write_all(body.as_bytes())
        }
        Some(Answer::Packed(body)) => {
            let head = ok(&format!("Content-Encoding: gzip\r\nContent-Length: {}\r\n", body.len()));
            stream.write_all(&[head.as_bytes(), &body].concat())
        }
    }
}

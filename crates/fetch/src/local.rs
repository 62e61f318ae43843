//! A language model on this machine, asked on request: a door of its own, which opens to this machine and nowhere else.
//!
//! It shares nothing with the fetching of pages: what is public there is refused here, and the other way round. No name
//! is looked up, no redirect followed, no proxy used, no key sent.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use reqwest::{
    Client, Response,
    dns::{Addrs, Name, Resolve, Resolving},
    header, redirect,
};
use serde::Deserialize;
use serde_json::{Value, json};
use thiserror::Error;
use tokio::time::{sleep, timeout};
use url::{Host, Url};

/// How often it is looked whether the analyst still wants an answer.
const LOOK: Duration = Duration::from_millis(50);
/// Pieces of words that a model may answer with: a model that cannot stop is stopped.
const MOST_TOKENS: u32 = 4_096;

/// Why a model gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[expect(missing_docs, reason = "the sentences say it")]
pub enum ModelError {
    #[error("“{given}” is no address of a model: write http://127.0.0.1:11434 or http://localhost:8080")]
    NotAnAddress { given: String },
    #[error("“{given}” is not on this machine: articles are shown to a model at 127.0.0.1, [::1] or localhost alone")]
    NotThisMachine { given: String },
    #[error("the model has no name: write the one that its server knows it by")]
    NoName,
    #[error("nothing answers at {address}: start the model's server, or correct the address in the settings")]
    Unreachable { address: String },
    #[error("the model's server sends us elsewhere, which is not followed: check the address in the settings")]
    Redirect,
    #[error("the model's server answered {status}: check the address and the model's name in the settings")]
    Status { status: u16 },
    #[error("the model took longer than {seconds} seconds and was given up: try a smaller one")]
    TooSlow { seconds: u64 },
    #[error("the model's server sent more than {kibibytes} KiB and was given up")]
    TooLarge { kibibytes: usize },
    #[error("the model's server broke off before its end: try again")]
    CutOff,
    #[error("what answers there is no server of a model: check the address in the settings")]
    NotAModel,
    #[error("asking the model was cancelled")]
    Cancelled,
}

/// How much of a model is waited for and read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long until a connection stands.
    pub connect: Duration,
    /// How long an answer may take.
    pub total: Duration,
    /// Bytes of an answer at most.
    pub most_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connect: Duration::from_secs(3), total: Duration::from_secs(300), most_bytes: 1 << 20 }
    }
}

/// Where a model's server answers: on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint(Url);

impl Endpoint {
    /// The endpoint at `address`, with or without the “/v1” that such servers answer under.
    pub fn at(address: &str) -> Result<Self, ModelError> {
        let given = || address.trim().to_owned();
        let mut url = Url::parse(address.trim()).map_err(|_| ModelError::NotAnAddress { given: given() })?;
        let is_bare = url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none()
            && url.fragment().is_none()
            && url.port() != Some(0);
        let is_here = match url.host() {
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            Some(Host::Domain(name)) => is_localhost(name),
            None => false,
        };
        if url.scheme() != "http" || !is_bare || !url.has_host() {
            return Err(ModelError::NotAnAddress { given: given() });
        }
        if !is_here {
            return Err(ModelError::NotThisMachine { given: given() });
        }
        let path = url.path().trim_end_matches('/');
        let path = path.strip_suffix("/v1").unwrap_or(path).to_owned();
        url.set_path(&path);
        Ok(Self(url))
    }

    /// Where a conversation with a model is asked for.
    fn completions(&self) -> Url {
        let mut url = self.0.clone();
        url.set_path(&format!("{}/v1/chat/completions", self.0.path().trim_end_matches('/')));
        url
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

/// A model and the server on this machine that runs it.
#[derive(Debug, Clone)]
pub struct Model {
    endpoint: Endpoint,
    name: String,
    limits: Limits,
    client: Client,
}

impl Model {
    /// The model that the server at `address` knows as `name`. Nothing is asked yet.
    pub fn at(address: &str, name: &str, limits: Limits) -> Result<Self, ModelError> {
        let endpoint = Endpoint::at(address)?;
        if name.trim().is_empty() {
            return Err(ModelError::NoName);
        }
        // Another part of the program may have chosen it; that is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .user_agent(concat!("Claimdesk/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .no_gzip()
            .no_brotli()
            .no_deflate()
            .http1_only()
            .pool_max_idle_per_host(0)
            .dns_resolver(Arc::new(ThisMachine))
            .connect_timeout(limits.connect)
            .build()
            .map_err(|_| ModelError::Unreachable { address: endpoint.to_string() })?;
        Ok(Self { endpoint, name: name.trim().to_owned(), limits, client })
    }

    /// The model's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where its server answers.
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// What the model says when it is told `task` and shown `shown`, held to the JSON schema `shape` where its server can.
    /// Waits until it has said all, unless `cancel` becomes true.
    pub fn ask(&self, task: &str, shown: &str, shape: &Value, cancel: &AtomicBool) -> Result<String, ModelError> {
        let unreachable = || ModelError::Unreachable { address: self.endpoint.to_string() };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|_| unreachable())?;
        let seconds = self.limits.total.as_secs();
        // Dropping the request hangs up, and the server stops the model.
        let answer = runtime.block_on(async {
            tokio::select! {
                () = cancelled(cancel) => Err(ModelError::Cancelled),
                answer = timeout(self.limits.total, self.answer(task, shown, shape)) => {
                    answer.unwrap_or(Err(ModelError::TooSlow { seconds }))
                }
            }
        })?;
        said(&answer)
    }

    async fn answer(&self, task: &str, shown: &str, shape: &Value) -> Result<Vec<u8>, ModelError> {
        let question = json!({
            "model": self.name,
            "messages": [{ "role": "system", "content": task }, { "role": "user", "content": shown }],
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
            "stream": false,
            "response_format": { "type": "json_schema", "json_schema": { "name": "answer", "strict": true, "schema": shape } },
        });
        let request = self
            .client
            .post(self.endpoint.completions())
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/json")
            .body(question.to_string());
        let unreachable = |_| ModelError::Unreachable { address: self.endpoint.to_string() };
        let response = request.send().await.map_err(unreachable)?;
        // The last wall: wherever the way led, this is who answers.
        if !response.remote_addr().is_some_and(|address| address.ip().is_loopback()) {
            return Err(ModelError::NotThisMachine { given: self.endpoint.to_string() });
        }
        match response.status().as_u16() {
            200 => self.body(response).await,
            300..400 => Err(ModelError::Redirect),
            status => Err(ModelError::Status { status }),
        }
    }

    /// The body of `response`: what it says of its own length is not believed.
    async fn body(&self, mut response: Response) -> Result<Vec<u8>, ModelError> {
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| ModelError::CutOff)? {
            if bytes.len() + chunk.len() > self.limits.most_bytes {
                return Err(ModelError::TooLarge { kibibytes: self.limits.most_bytes >> 10 });
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes)
    }
}

async fn cancelled(cancel: &AtomicBool) {
    while !cancel.load(Ordering::Relaxed) {
        sleep(LOOK).await;
    }
}

/// A conversation as such servers tell it; what else they tell is not looked at.
#[derive(Deserialize)]
struct Conversation {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: String,
}

/// What the model says in the conversation that `answer` tells.
fn said(answer: &[u8]) -> Result<String, ModelError> {
    let conversation: Conversation = serde_json::from_slice(answer).map_err(|_| ModelError::NotAModel)?;
    conversation.choices.into_iter().next().map(|choice| choice.message.content).ok_or(ModelError::NotAModel)
}

fn is_localhost(name: &str) -> bool {
    name.strip_suffix('.').unwrap_or(name).eq_ignore_ascii_case("localhost")
}

/// Knows one name, and where it leads: nobody else is asked, so nobody can lead it elsewhere.
struct ThisMachine;

impl Resolve for ThisMachine {
    fn resolve(&self, name: Name) -> Resolving {
        let here = [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST)];
        let found = if is_localhost(name.as_str()) {
            Ok(Box::new(here.into_iter().map(|ip| SocketAddr::new(ip, 0))) as Addrs)
        } else {
            Err(ModelError::NotThisMachine { given: name.as_str().to_owned() }.into())
        };
        Box::pin(std::future::ready(found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_is_on_this_machine_in_every_spelling_or_refused() {
        for (given, told) in [
            ("http://127.0.0.1:11434", "http://127.0.0.1:11434"),
            (" http://localhost:8080/v1/ ", "http://localhost:8080"),
            ("http://LOCALHOST./", "http://localhost."),
            ("http://[::1]:8080/v1", "http://[::1]:8080"),
            ("http://127.1.2.3:80/llama/v1", "http://127.1.2.3/llama"),
            ("http://0x7f.1:9", "http://127.0.0.1:9"),
        ] {
            assert_eq!(Endpoint::at(given).map(|endpoint| endpoint.to_string()).as_deref(), Ok(told), "{given}");
        }
        for given in [
            "http://0.0.0.0:8080",
            "http://10.0.0.5:8080",
            "http://192.168.1.10:11434",
            "http://169.254.169.254/",
            "http://8.8.8.8/",
            "http://[::]:8080",
            "http://[fe80::1]:8080",
            "http://[::ffff:127.0.0.1]:8080",
            "http://[::ffff:8.8.8.8]:8080",
            "http://models.example/",
            "http://localhost.models.example/",
            "http://127.0.0.1.models.example/",
            "http://models.localhost:8080/",
            "http://nearby:8080/",
        ] {
            let refused = Endpoint::at(given).expect_err(given);
            assert_eq!(refused, ModelError::NotThisMachine { given: given.to_owned() }, "{given}");
        }
        for given in [
            "https://127.0.0.1:8080",
            "http://ida:word@127.0.0.1:8080",
            "http://127.0.0.1@models.example/",
            "http://127.0.0.1:8080/?to=models.example",
            "http://127.0.0.1:8080/#a",
            "http://127.0.0.1:0",
            "file:///etc/passwd",
            "ftp://127.0.0.1/",
            "127.0.0.1:8080",
            "localhost:8080",
            "http://",
            "",
        ] {
            let refused = Endpoint::at(given).expect_err(given);
            assert_eq!(refused, ModelError::NotAnAddress { given: given.to_owned() }, "{given}");
        }
    }

    #[test]
    fn no_name_but_localhost_leads_anywhere() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let resolved = |name: &str| runtime.block_on(ThisMachine.resolve(name.parse().expect("a name")));
        let here: Vec<_> = resolved("localhost").expect("addresses").collect();
        assert!(!here.is_empty() && here.iter().all(|address| address.ip().is_loopback()), "{here:?}");
        assert!(resolved("models.example").is_err());
    }

    #[test]
    fn what_a_server_says_is_read_or_refused() {
        let told = |json: &str| said(json.as_bytes());
        let whole = r#"{"id":"a","choices":[{"index":0,"message":{"role":"assistant","content":"yes"}}],"usage":{}}"#;
        assert_eq!(told(whole).as_deref(), Ok("yes"));
        let nested = format!("{{\"choices\":{}", "[".repeat(100_000));
        for json in [
            "",
            "yes",
            "[]",
            "{}",
            r#"{"choices":[]}"#,
            r#"{"choices":{}}"#,
            r#"{"choices":[{"message":{"content":null}}]}"#,
            r#"{"choices":[{"message":{"content":["yes"]}}]}"#,
            r#"{"choices":[{"message":{"content":"yes"}}]"#,
            r#"{"error":{"message":"no such model"}}"#,
            &nested,
        ] {
            assert_eq!(told(json), Err(ModelError::NotAModel), "{}", &json[..json.len().min(80)]);
        }
    }
}

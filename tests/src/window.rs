//! The real window, on a display, a bus and a home of its own, driven as WebDriver drives browsers.

use std::{
    ffi::OsString,
    fs,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use fantoccini::{
    Client, ClientBuilder, Locator,
    actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction},
    elements::Element,
    key::Key,
    wd::Capabilities,
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::{Result, program};

/// How long the screen may take to show what is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// A process that is asked to end when it goes out of scope.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Asked first: a driver that is killed leaves its browser behind.
        let _ = Command::new("kill").args(["-INT", &self.0.id().to_string()]).status();
        let end = Instant::now() + Duration::from_secs(3);
        while Instant::now() < end {
            if matches!(self.0.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A display with a window manager, a session bus, and a home folder with nothing in it.
pub struct Place {
    // Dropped in this order: what is drawn before what it is drawn on, the home last.
    _manager: Running,
    _bus: Running,
    _display: Running,
    display: String,
    bus: String,
    home: tempfile::TempDir,
    /// The search path for programs, where it is not this program's own.
    search: Option<OsString>,
}

impl Place {
    /// A place whose screen has this many pixels.
    pub fn new(width: u32, height: u32) -> Result<Self> {
        let home = tempfile::tempdir()?;
        for folder in ["data", "config", "state", "cache", "run"] {
            fs::create_dir(home.path().join(folder))?;
        }
        let screen = format!("{width}x{height}x24");
        let (display, number) =
            answering(Command::new("Xvfb").args(["-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp"]))?;
        let display_name = format!(":{number}");
        let (bus, address) =
            answering(Command::new("dbus-daemon").args(["--session", "--nofork", "--print-address=1"]))?;
        let manager = Command::new("openbox")
            .env("DISPLAY", &display_name)
            .env("HOME", home.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        Ok(Self {
            _manager: Running(manager),
            _bus: Running(bus),
            _display: Running(display),
            display: display_name,
            bus: address,
            home,
            search: None,
        })
    }

    /// The home folder.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Lets what is run here look for programs in `search`.
    pub fn search_in(&mut self, search: OsString) {
        self.search = Some(search);
    }

    /// The workspace that is opened when none is named.
    pub fn workspace(&self) -> PathBuf {
        self.home().join("data/claimdesk/Claimdesk.claimdesk")
    }

    /// `program`, to be run at this place.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        let folder = |name: &str| self.home().join(name);
        command
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("HOME", self.home())
            .env("XDG_DATA_HOME", folder("data"))
            .env("XDG_CONFIG_HOME", folder("config"))
            .env("XDG_STATE_HOME", folder("state"))
            .env("XDG_CACHE_HOME", folder("cache"))
            .env("XDG_RUNTIME_DIR", folder("run"))
            .env("USER", "Ana Reyes")
            .env("GDK_BACKEND", "x11")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("GSETTINGS_BACKEND", "memory")
            .env("NO_AT_BRIDGE", "1")
            .env("LANG", "C.UTF-8")
            .envs(self.search.as_ref().map(|search| ("PATH", search)));
        command
    }

    /// What the command-line program answers to `arguments`, on the workspace of this place.
    pub fn told(&self, arguments: &[&str]) -> Result<Value> {
        let mut command = self.command(program("claimdesk")?);
        command.arg("--workspace").arg(self.workspace()).args(["--format", "json"]).args(arguments);
        let output = command.output()?;
        if !output.status.success() {
            return Err(format!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
        Ok(serde_json::from_slice(&output.stdout).unwrap_or_default())
    }

    /// Opens the window here; `arguments` are those of its command line.
    pub async fn open(&self, arguments: &[&str]) -> Result<Window<'_>> {
        let (port, native) = (free_port()?, free_port()?);
        let driver = self
            .command("tauri-driver")
            .args(["--port", &port.to_string(), "--native-port", &native.to_string()])
            .spawn()?;
        let driver = Running(driver);
        let mut capabilities = Capabilities::new();
        capabilities.insert("browserName".into(), json!("wry"));
        let application = program("claimdesk-window")?;
        capabilities.insert("tauri:options".into(), json!({ "application": application, "args": arguments }));
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let address = format!("http://127.0.0.1:{port}");
        let end = Instant::now() + PATIENCE;
        let client = loop {
            // A start that meets the end of the program before it on the same bus is never answered.
            match tokio::time::timeout(PATIENCE / 2, builder.connect(&address)).await {
                Ok(Ok(client)) => break client,
                Ok(Err(error)) if Instant::now() > end => return Err(error.into()),
                Err(_) if Instant::now() > end => return Err("the window did not open in time".into()),
                Ok(Err(_)) | Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        };
        let window = Window { client, place: self, _driver: driver };
        window.find(".window").await?;
        Ok(window)
    }
}

impl Place {
    /// Kills the window's program, as a crash would: the one whose home is here.
    pub fn kill_window(&self) -> Result {
        let home = format!("HOME={}", self.home().display());
        for process in fs::read_dir("/proc")?.flatten() {
            let read = |name: &str| fs::read(process.path().join(name)).unwrap_or_default();
            let is_window = read("comm").starts_with(b"claimdesk-windo");
            if is_window && read("environ").split(|byte| *byte == 0).any(|variable| variable == home.as_bytes()) {
                let id = process.file_name();
                Command::new("kill").arg("-KILL").arg(id).status()?;
                return Ok(());
            }
        }
        Err("the window's program does not run".into())
    }

    /// Waits until no program has the workspace open.
    async fn free(&self) -> Result {
        let Ok(lock) = fs::File::open(self.workspace().with_extension("claimdesk-lock")) else { return Ok(()) };
        let end = Instant::now() + PATIENCE;
        while lock.try_lock().is_err() {
            if Instant::now() > end {
                return Err("the window was closed and its program still has the workspace".into());
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        Ok(())
    }
}

/// Starts `command` and answers the first line that it prints.
fn answering(command: &mut Command) -> Result<(Child, String)> {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let stdout = child.stdout.take().ok_or("it prints nowhere")?;
    let mut line = String::new();
    BufReader::new(stdout).read_line(&mut line)?;
    Ok((child, line.trim().to_owned()))
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// The open window.
pub struct Window<'a> {
    /// The WebDriver session.
    pub client: Client,
    place: &'a Place,
    _driver: Running,
}

impl Window<'_> {
    /// The element that `css` selects, once it is there.
    pub async fn find(&self, css: &str) -> Result<Element> {
        let wait = self.client.wait().at_most(PATIENCE).every(Duration::from_millis(30));
        wait.for_element(Locator::Css(css)).await.map_err(|error| format!("{css}: {error}").into())
    }

    /// Waits until `script`, an expression, is true on the screen.
    pub async fn until(&self, script: &str) -> Result {
        let end = Instant::now() + PATIENCE;
        while self.ask(script).await? != Value::Bool(true) {
            if Instant::now() > end {
                let text = self.ask("document.body.innerText").await?;
                return Err(format!("it never came true: {script}\n{text}").into());
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        Ok(())
    }

    /// Waits until `words` stand somewhere on the screen.
    pub async fn sees(&self, words: &str) -> Result {
        self.until(&format!("document.body.innerText.includes({})", json!(words))).await
    }

    /// What `script`, an expression, comes to.
    pub async fn ask(&self, script: &str) -> Result<Value> {
        Ok(self.client.execute(&format!("return ({script})"), Vec::new()).await?)
    }

    /// Clicks what `css` selects; what is drawn anew between finding and clicking is found again.
    pub async fn click(&self, css: &str) -> Result {
        let end = Instant::now() + PATIENCE;
        loop {
            match self.find(css).await?.click().await {
                Ok(()) => return Ok(()),
                Err(error) if error.is_stale_element_reference() && Instant::now() < end => {}
                Err(error) => return Err(format!("{css}: {error}").into()),
            }
        }
    }

    /// Clicks the button that says `words`.
    pub async fn click_button(&self, words: &str) -> Result {
        let path = format!("//button[contains(normalize-space(.), {})]", json!(words));
        let end = Instant::now() + PATIENCE;
        loop {
            let wait = self.client.wait().at_most(PATIENCE);
            let button = wait.for_element(Locator::XPath(&path)).await.map_err(|error| format!("{words}: {error}"))?;
            match button.click().await {
                Ok(()) => return Ok(()),
                Err(error) if error.is_stale_element_reference() && Instant::now() < end => {}
                Err(error) => return Err(format!("{words}: {error}").into()),
            }
        }
    }

    /// Types `keys` wherever the focus is.
    pub async fn keys(&self, keys: &str) -> Result {
        Ok(self.client.active_element().await?.send_keys(keys).await?)
    }

    /// Presses one key wherever the focus is.
    pub async fn key(&self, key: Key) -> Result {
        self.keys(&char::from(key).to_string()).await
    }

    /// Presses `key` with `held` down.
    pub async fn chord(&self, held: &[Key], key: &str) -> Result {
        let held: String = held.iter().copied().map(char::from).collect();
        self.keys(&format!("{held}{key}{}", char::from(Key::Null))).await
    }

    /// Puts the focus on the text.
    pub async fn read(&self) -> Result {
        self.find(".reader article h1").await?;
        self.ask("document.querySelector('.reader').focus()").await?;
        Ok(())
    }

    /// Selects `words` in the article, as a mouse would.
    pub async fn select(&self, words: &str) -> Result {
        self.until(&format!("document.querySelector('.reader article')?.textContent.includes({})", json!(words)))
            .await?;
        let script = "
            const page = document.querySelector('.reader article');
            const walk = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
            const nodes = [];
            let text = '';
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
              nodes.push([text.length, node]);
              text += node.data;
            }
            const at = text.indexOf(arguments[0]);
            const point = (place) => {
              const [start, node] = nodes.findLast(([start]) => start <= place);
              return [node, place - start];
            };
            const [from, to] = [point(at), point(at + arguments[0].length - 1)];
            document.querySelector('.reader').focus();
            getSelection().setBaseAndExtent(from[0], from[1], to[0], to[1] + 1);
            return at;";
        let at = self.client.execute(script, vec![json!(words)]).await?;
        if at == json!(-1) { Err(format!("“{words}” does not stand in the article").into()) } else { Ok(()) }
    }

    /// Answers the system's file dialog called `title` with `path`.
    pub async fn answer_dialog(&self, title: &str, path: &Path) -> Result {
        let run = |arguments: &[&str]| self.place.command("xdotool").args(arguments).output();
        let end = Instant::now() + PATIENCE;
        let window = loop {
            let found = run(&["search", "--onlyvisible", "--name", title])?;
            if let Some(id) = String::from_utf8_lossy(&found.stdout).lines().next() {
                break id.to_owned();
            }
            if Instant::now() > end {
                return Err(format!("no dialog called “{title}” opened").into());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        };
        let path = path.to_str().ok_or("the path is not text")?;
        let opens = title.starts_with("Open");
        loop {
            run(&["windowactivate", "--sync", &window])?;
            tokio::time::sleep(Duration::from_millis(500)).await;
            // A slash opens the line for a path in GTK's dialog for opening; the one for saving has its name selected.
            if opens {
                run(&["key", "slash"])?;
                tokio::time::sleep(Duration::from_millis(300)).await;
            }
            run(&["key", "ctrl+a"])?;
            run(&["type", "--delay", "8", path])?;
            tokio::time::sleep(Duration::from_millis(300)).await;
            run(&["key", "Return"])?;
            if !opens || self.goes(&window).await? {
                return Ok(());
            }
            // Keys that came before the dialog was ready for them are lost: it stays, and is answered again.
            if Instant::now() > end {
                return Err(format!("the dialog called “{title}” took no path").into());
            }
        }
    }

    /// Whether the system's dialog with this id goes away within some seconds.
    async fn goes(&self, id: &str) -> Result<bool> {
        let end = Instant::now() + PATIENCE / 5;
        while Instant::now() < end {
            let found = self.place.command("xdotool").args(["search", "--onlyvisible", "--name", "."]).output()?;
            if !String::from_utf8_lossy(&found.stdout).lines().any(|one| one == id) {
                return Ok(true);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(false)
    }

    /// Drags `files` from another program onto the middle of the window, holds them there until `held` has come true,
    /// lets go, and waits until `dropped` has.
    pub async fn drop_files(&self, files: &[&Path], held: &str, dropped: &str) -> Result {
        let _source = Running(self.place.command(program("drag-source")?).args(files).spawn()?);
        let run = |arguments: &[&str]| self.place.command("xdotool").args(arguments).status();
        tokio::time::sleep(Duration::from_secs(1)).await;
        run(&["mousemove", "20", "20", "mousedown", "1"])?;
        // A drag begins with a few pixels, and is told of as it moves.
        for (x, y) in [("30", "40"), ("200", "200"), ("500", "380"), ("600", "400"), ("610", "410")] {
            run(&["mousemove", x, y])?;
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        self.until(held).await?;
        run(&["mouseup", "1"])?;
        self.until(dropped).await
    }

    /// Presses at `from`, moves by `by` pixels to the right and lets go.
    pub async fn drag(&self, from: &str, by: f64) -> Result {
        let handle = self.find(from).await?;
        let (x, y, width, height) = handle.rectangle().await?;
        let mouse = MouseActions::new("mouse".into())
            .then(PointerAction::MoveTo { duration: None, x: x + width / 2.0, y: y + height / 2.0 })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::MoveBy { duration: Some(Duration::from_millis(100)), x: by, y: 0.0 })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        Ok(self.client.perform_actions(mouse).await?)
    }

    /// Presses at `from`, moves to the middle of `onto` and lets go.
    pub async fn drag_onto(&self, from: &str, onto: &str) -> Result {
        let (x, y, width, height) = self.find(from).await?.rectangle().await?;
        let (to_x, to_y, to_width, to_height) = self.find(onto).await?.rectangle().await?;
        let moved = |x, y| PointerAction::MoveTo { duration: Some(Duration::from_millis(100)), x, y };
        let mouse = MouseActions::new("mouse".into())
            .then(moved(x + width / 2.0, y + height / 2.0))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(moved(to_x + to_width / 2.0, to_y + to_height / 2.0))
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        Ok(self.client.perform_actions(mouse).await?)
    }

    /// What axe finds serious or critical on the screen as it is.
    pub async fn violations(&self) -> Result<Vec<String>> {
        let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
        self.client.execute(&fs::read_to_string(axe)?, Vec::new()).await?;
        let script = "
            const [done] = arguments;
            axe.run(document, { resultTypes: ['violations'], iframes: false }).then(
              ({ violations }) => done(violations
                .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                .map(({ id, nodes }) => id + ': ' + nodes.map(({ target, failureSummary }) =>
                  target + ' ' + failureSummary).join('; '))),
              (error) => done([String(error)]));";
        let found = self.client.execute_async(script, Vec::new()).await?;
        Ok(found.as_array().into_iter().flatten().map(ToString::to_string).collect())
    }

    /// A picture of the whole display, as PNG. Drawn without OpenGL, WebKit's driver takes none of the window.
    pub fn picture(&self) -> Result<Vec<u8>> {
        Ok(self.place.command("import").args(["-window", "root", "png:-"]).output()?.stdout)
    }

    /// Quits the program, as an analyst would, and waits until it has put its things away.
    pub async fn close(self) -> Result {
        let Self { client, place, _driver: driver } = self;
        // The answer may be lost with the window.
        let _ = client.execute("window.__TAURI_INTERNALS__.invoke('quit')", Vec::new()).await;
        place.free().await?;
        let _ = client.close().await;
        drop(driver);
        Ok(())
    }
}

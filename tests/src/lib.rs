//! The whole program from outside: what its stories share. They run the built program, so it has to be built first.

pub mod site;
pub mod window;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;

/// What a story answers.
pub type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A short article, its headline on the first line.
pub const STORY: &str =
    "Governor counts guards\n\nGovernor Mirel Oszta has claimed that at least 155 foreign engineers guard the dam.\n";

/// The built program called `name`, from the folder that `CLAIMDESK_PROGRAMS` names or that this test was built into.
pub fn program(name: &str) -> Result<PathBuf> {
    let test = std::env::current_exe()?;
    let folder = match std::env::var_os("CLAIMDESK_PROGRAMS") {
        Some(folder) => PathBuf::from(folder),
        None => test.parent().and_then(Path::parent).ok_or("the test lies in no build folder")?.to_owned(),
    };
    let program = folder.join(name);
    if program.exists() {
        return Ok(program);
    }
    Err(format!("{} is missing: run `cargo build -p claimdesk-cli`, or `cargo xtask test`", program.display()).into())
}

/// Says on standard error that a part of a story was left out, and why.
pub fn skipped(why: &str) {
    // Nobody reads it any more when this fails.
    let _ = writeln!(io::stderr(), "skipped: {why}");
}

/// A folder with a workspace in it, and nothing of the machine's own settings.
pub struct Desk {
    folder: tempfile::TempDir,
    /// The command-line program.
    pub program: PathBuf,
    /// The workspace file.
    pub workspace: PathBuf,
}

impl Desk {
    /// An empty folder.
    pub fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let workspace = folder.path().join("a.claimdesk");
        Ok(Self { folder, program: program("claimdesk")?, workspace })
    }

    /// The file called `name` in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes `bytes` to the file called `name`.
    pub fn written(&self, name: &str, bytes: impl AsRef<[u8]>) -> Result<PathBuf> {
        let path = self.path(name);
        std::fs::write(&path, bytes)?;
        Ok(path)
    }

    /// The program with `arguments`, not yet started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        self.command_on(&self.workspace, arguments)
    }

    /// The program with `arguments` on another workspace, not yet started.
    pub fn command_on(&self, workspace: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        for variable in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
            command.env(variable, self.path("home"));
        }
        command.arg("--workspace").arg(workspace).args(arguments).stdin(Stdio::null());
        command
    }

    /// What `arguments` come to.
    pub fn run(&self, arguments: &[&str]) -> Result<Output> {
        Ok(self.command(arguments).output()?)
    }

    /// What `arguments` answer as JSON; fails unless they are done.
    pub fn json(&self, arguments: &[&str]) -> Result<Value> {
        let output = self.run(&[&["--format", "json"], arguments].concat())?;
        if !output.status.success() {
            return Err(format!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
        Ok(serde_json::from_slice(&output.stdout)?)
    }

    /// The one sentence that `arguments` are refused with; fails unless it is one, with exit code 1.
    pub fn refused(&self, arguments: &[&str]) -> Result<String> {
        sentence(&self.run(arguments)?)
    }

    /// Loads the file at `path`; answers its article's id.
    pub fn loaded(&self, path: &Path) -> Result<String> {
        let loaded = self.json(&["add", text(path)?])?;
        Ok(loaded[0]["article"].as_str().ok_or("an article")?.to_owned())
    }

    /// Loads the file at `path`, which holds others; answers the id of the first article in it.
    pub fn loaded_in(&self, path: &Path) -> Result<String> {
        let loaded = self.json(&["add", text(path)?])?;
        let articles = loaded.as_array().into_iter().flatten().filter_map(|one| one["article"].as_str());
        Ok(articles.map(str::to_owned).next().ok_or("an article")?)
    }

    /// Loads the short article and records a claim in it; answers the claim's id.
    pub fn with_a_claim(&self) -> Result<String> {
        let article = self.loaded(&self.written("story.txt", STORY)?)?;
        let claim = self.json(&["claim", "add", "--article", &article, "--start", "0", "--end", "20"])?;
        Ok(claim["id"].as_str().ok_or("a claim")?.to_owned())
    }

    /// Fails unless `check` finds the workspace sound.
    pub fn sound(&self) -> Result {
        let check = self.json(&["check"])?;
        if check["sound"] == true { Ok(()) } else { Err(check.to_string().into()) }
    }
}

/// The one sentence of a refusal; fails unless it is one, with exit code 1.
pub fn sentence(output: &Output) -> Result<String> {
    let told = String::from_utf8(output.stderr.clone())?;
    let one = told.trim_end().lines().count() == 1 && told.starts_with("claimdesk: ");
    if output.status.code() == Some(1) && one {
        return Ok(told.trim_end().to_owned());
    }
    Err(format!("not refused in one sentence: {}, {told}", output.status).into())
}

/// `path` as an argument.
pub fn text(path: &Path) -> Result<&str> {
    path.to_str().ok_or_else(|| "the path is not Unicode".into())
}

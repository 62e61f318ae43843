//! The program at a terminal, with a workspace and nothing of the machine's own settings.
#![allow(dead_code, reason = "each test uses a part")]

pub(crate) mod workbooks;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;

pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A folder with a workspace in it.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new() -> Result<Self> {
        Ok(Self { folder: tempfile::tempdir()? })
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> Result {
        Ok(fs::write(self.path(name), text)?)
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimdesk"));
        for (variable, folder) in
            [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_STATE_HOME", "state")]
        {
            command.env(variable, self.path(folder));
        }
        command.current_dir(self.folder.path()).arg("--workspace").arg(self.path("a.claimdesk"));
        command.args(arguments).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Result<Output> {
        Ok(self.command(arguments).output()?)
    }

    /// What `arguments` answer; fails unless the exit code is 0.
    pub(crate) fn told(&self, arguments: &[&str]) -> Result<String> {
        let output = self.run(arguments)?;
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8(output.stdout)?)
    }

    /// What `arguments` answer as JSON; fails unless the exit code is 0 and standard output is JSON alone.
    pub(crate) fn json(&self, arguments: &[&str]) -> Result<Value> {
        Ok(serde_json::from_str(&self.told(&[&["--format", "json"], arguments].concat())?)?)
    }

    /// The one sentence that `arguments` are refused with; fails unless the exit code is 1.
    pub(crate) fn refused(&self, arguments: &[&str]) -> Result<String> {
        let output = self.run(arguments)?;
        assert_eq!(output.status.code(), Some(1), "{arguments:?} {output:?}");
        let told = String::from_utf8(output.stderr)?;
        assert_eq!(told.trim_end().lines().count(), 1, "one sentence: {told}");
        Ok(told)
    }

    /// The article that the file at `path` is once it is loaded.
    pub(crate) fn loaded(&self, path: &Path) -> Result<String> {
        let loaded = self.json(&["add", &path.to_string_lossy()])?;
        Ok(loaded[0]["article"].as_str().ok_or("an article")?.to_owned())
    }

    /// Where `words` stand in the article, as the command line wants it.
    pub(crate) fn range(&self, article: &str, words: &str) -> Result<(String, String)> {
        let shown = self.json(&["article", article])?;
        let text = shown["text"].as_str().ok_or("a text")?;
        let start = text[..text.find(words).ok_or("the words")?].chars().count();
        Ok((start.to_string(), (start + words.chars().count()).to_string()))
    }

    /// Records `words` as a claim of `claimant`; answers the claim's id.
    pub(crate) fn recorded(&self, article: &str, words: &str, claimant: &str) -> Result<String> {
        let (start, end) = self.range(article, words)?;
        let place = ["claim", "add", "--article", article, "--start", &start, "--end", &end, "--claimant", claimant];
        Ok(self.json(&place)?["id"].as_str().ok_or("an id")?.to_owned())
    }
}

//! The package as its users get it: installed, started from its desktop entry, removed again.
//!
//! It changes the system, so it is run by `cargo xtask package --test` alone, as root.
#![cfg(target_os = "linux")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use claimdesk_tests::{Result, STORY, window::Place};
use serde_json::Value;

/// How long anything may take that is waited for.
const PATIENCE: Duration = Duration::from_secs(30);

/// What `command` prints; fails unless it succeeds.
fn printed(command: &mut Command) -> Result<String> {
    let told = format!("{command:?}");
    let output = command.output().map_err(|cause| format!("{told}: {cause}"))?;
    if output.status.success() {
        return Ok(String::from_utf8(output.stdout)?.trim().to_owned());
    }
    Err(format!("{told}: {} {}", output.status, String::from_utf8_lossy(&output.stderr)).into())
}

/// Asks again until `answer` gives something.
fn awaited<T>(what: &str, mut answer: impl FnMut() -> Option<T>) -> Result<T> {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = answer() {
            return Ok(found);
        }
        if Instant::now() > end {
            return Err(format!("{what}: not within {} seconds", PATIENCE.as_secs()).into());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The installed package; removed when it goes out of scope.
struct Installed;

impl Installed {
    fn from(deb: &Path) -> Result<Self> {
        // Whoever uses the program on this machine keeps it.
        if is_installed() {
            return Err("claimdesk is installed here already: remove it first".into());
        }
        let installed = Self;
        printed(apt().arg("install").arg(deb))?;
        Ok(installed)
    }

    fn remove(self) -> Result {
        printed(apt().args(["purge", "claimdesk"]))?;
        Ok(())
    }
}

impl Drop for Installed {
    fn drop(&mut self) {
        if is_installed() {
            // The test has failed already when this is reached.
            let _ = apt().args(["purge", "claimdesk"]).output();
        }
    }
}

fn apt() -> Command {
    let mut apt = Command::new("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive").args(["--quiet", "--yes", "--no-install-recommends"]);
    // Another installation may be going on.
    apt.args(["--option", "DPkg::Lock::Timeout=120"]);
    apt
}

fn is_installed() -> bool {
    printed(Command::new("dpkg-query").args(["-W", "-f=${Status}", "claimdesk"]))
        .is_ok_and(|status| status.ends_with("ok installed"))
}

/// A window's process; ended when it goes out of scope.
struct Running(String);

impl Running {
    fn is_there(&self) -> bool {
        // A process that has ended and that nobody asks after is still listed.
        fs::read_to_string(format!("/proc/{}/stat", self.0)).is_ok_and(|stat| !stat.contains(") Z "))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended by itself when this fails.
        let _ = Command::new("kill").arg(&self.0).output();
        let _ = awaited("the window's end", || (!self.is_there()).then_some(()));
    }
}

#[test]
#[ignore = "installs a package: run by `cargo xtask package --test`, as root"]
fn the_installed_program_starts_from_its_desktop_entry_loads_a_file_and_leaves_the_work_behind() -> Result {
    let deb = PathBuf::from(std::env::var_os("CLAIMDESK_DEB").ok_or("CLAIMDESK_DEB names no package")?);
    let installed = Installed::from(&deb)?;
    let place = Place::new(1280, 900)?;
    let version = format!("claimdesk {}", env!("CARGO_PKG_VERSION"));
    assert_eq!(printed(place.command("/usr/bin/claimdesk").arg("--version"))?, version);

    let story = place.home().join("story.txt");
    fs::write(&story, STORY)?;
    let mut launch = place.command("gio");
    launch.args(["launch", "/usr/share/applications/claimdesk.desktop"]).arg(&story);
    // The window inherits its launcher's output: a pipe would stay open as long as the window.
    let launched = launch.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    assert!(launched.success(), "the desktop entry does not launch");
    let shown = awaited("a window", || {
        let found = place
            .command("xdotool")
            .args(["search", "--onlyvisible", "--class", "claimdesk-window", "getwindowpid"])
            .output();
        let pids = String::from_utf8(found.ok()?.stdout).ok()?;
        pids.lines().next().map(|pid| Running(pid.to_owned()))
    })?;
    assert_eq!(fs::read_link(format!("/proc/{}/exe", shown.0))?, Path::new("/usr/bin/claimdesk-window"));
    let loaded = awaited("the article that the entry was given", || {
        let articles = printed(place.command("/usr/bin/claimdesk").args(["--format", "json", "articles"])).ok()?;
        serde_json::from_str::<Value>(&articles).ok().filter(|articles| articles[0].is_object())
    })?;
    assert_eq!(loaded[0]["title"], "Governor counts guards");
    drop(shown);

    // A workspace is known by what is in it, whatever it is called.
    let copy = place.home().join("copy");
    printed(place.command("/usr/bin/claimdesk").arg("backup").arg(&copy))?;
    let kind = printed(place.command("gio").args(["info", "--attributes", "standard::content-type"]).arg(&copy))?;
    assert!(kind.contains("application/x-claimdesk"), "{kind}");
    let opens = printed(place.command("gio").args(["mime", "application/x-claimdesk"]))?;
    assert!(opens.lines().next().is_some_and(|first| first.contains("claimdesk.desktop")), "{opens}");

    installed.remove()?;
    assert!(!Path::new("/usr/bin/claimdesk").exists() && !Path::new("/usr/bin/claimdesk-window").exists());
    assert!(place.workspace().exists(), "the analyst's work went with the program");
    Ok(())
}

//! Installing what is missing on a Debian machine that has Rust and Node.

use std::{fs, process::Command};

use crate::steps::{Done, at, changed, command, npm, root, say, step, succeeds};

/// What the core needs beyond Rust: a C compiler for SQLite and zstd, sqlite3 for the tests that tamper, and openssl for the
/// time-stamp authority that tests run.
pub(crate) const CORE: &[&str] = &["build-essential", "openssl", "pkg-config", "sqlite3"];

/// What the window is built with.
const WINDOW: &[&str] = &["libwebkit2gtk-4.1-dev"];

/// What drives the window in tests: a display, a window manager, a bus, a driver, and letters of every script.
const TESTS: &[&str] = &[
    "dbus",
    "fonts-noto-cjk",
    "fonts-noto-core",
    "imagemagick",
    "openbox",
    "webkit2gtk-driver",
    "xauth",
    "xdotool",
    "xvfb",
];

/// What packages are made and checked with.
const PACKAGING: &[&str] = &["appstream", "desktop-file-utils", "librsvg2-bin", "lintian", "rpm", "shared-mime-info"];

/// What reads reports back in tests; where they are missing, what needs them is left out there.
const REPORTS: &[&str] = &["libreoffice-calc-nogui", "libreoffice-writer-nogui", "poppler-utils"];

/// Everything that any chore needs.
pub(crate) fn everything() -> Done {
    window_tests()?;
    debian(REPORTS)?;
    packaging()?;
    deny()?;
    screen()
}

/// What building the window needs.
pub(crate) fn window() -> Done {
    debian(&[CORE, WINDOW].concat())
}

/// What driving the window needs.
pub(crate) fn window_tests() -> Done {
    debian(&[CORE, WINDOW, TESTS].concat())?;
    nextest()?;
    driver()
}

/// What making packages needs.
pub(crate) fn packaging() -> Done {
    debian(&[CORE, WINDOW, PACKAGING].concat())
}

pub(crate) fn nextest() -> Done {
    cargo_program("cargo-nextest", "0.9.143")
}

pub(crate) fn deny() -> Done {
    cargo_program("cargo-deny", "0.20.2")
}

// Without a version this would be an alpha of the next Tauri's.
fn driver() -> Done {
    cargo_program("tauri-driver", "2.1.0")
}

/// Installs those of `packages` that dpkg does not know as installed.
pub(crate) fn debian(packages: &[&str]) -> Done {
    if !succeeds("dpkg-query", "--version") {
        say(&format!("not a Debian machine: taking these, or what they are called here, for installed: {packages:?}"));
        return Ok(());
    }
    let installed = |package: &&str| {
        command("dpkg-query", "-W -f=${Status}")
            .arg(package)
            .output()
            .is_ok_and(|output| output.stdout.ends_with(b"ok installed"))
    };
    let missing: Vec<_> = packages.iter().filter(|package| !installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    say(&format!("installing {missing:?}"));
    step("update the list of Debian packages", &mut apt("update"))?;
    step("install Debian packages", apt("install -y --no-install-recommends").args(missing))
}

fn apt(arguments: &str) -> Command {
    // sudo keeps no variables, so they are set behind it.
    let arguments = format!("env DEBIAN_FRONTEND=noninteractive apt-get --option DPkg::Lock::Timeout=300 {arguments}");
    if succeeds("test", "-w /var/lib/dpkg") {
        command("env", arguments.trim_start_matches("env "))
    } else {
        command("sudo", &arguments)
    }
}

/// Installs the program `name` at `version` from its crate, unless `name --help` runs.
fn cargo_program(name: &str, version: &str) -> Done {
    if succeeds(name, "--help") {
        return Ok(());
    }
    step(&format!("install {name}"), &mut command("cargo", &format!("install {name}@{version} --locked")))
}

/// Installs the screen's packages as its lock file names them, unless that was done since the lock file changed.
pub(crate) fn screen() -> Done {
    let lock = root().join("ui/package-lock.json");
    if changed(&root().join("ui/node_modules/.package-lock.json")) > changed(&lock) {
        return Ok(());
    }
    let before = fs::read(&lock).map_err(at(&lock))?;
    // Not `npm ci`: it refuses the lock file where a registry lacks the binaries for other platforms, which nobody
    // here installs. This takes the same versions and holds them against the same hashes.
    let mut install = npm("install --no-save --ignore-scripts --no-audit --no-fund");
    step("install the screen's packages", &mut install)?;
    if fs::read(&lock).map_err(at(&lock))? != before {
        return Err("ui/package-lock.json does not fit ui/package.json: run `npm install` there and look".to_owned());
    }
    Ok(())
}

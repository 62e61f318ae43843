//! Installing what is missing on a Debian machine that has Rust and Node.

use std::process::Command;

use crate::steps::{Done, command, say, step, succeeds};

/// What the core needs beyond Rust: a C compiler for SQLite and zstd, and sqlite3 for the tests that tamper.
pub(crate) const CORE: &[&str] = &["build-essential", "pkg-config", "sqlite3"];

/// Installs those of `packages` that dpkg does not know as installed.
pub(crate) fn debian(packages: &[&str]) -> Done {
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
    let mut install = apt("install -y --no-install-recommends");
    install.args(missing).env("DEBIAN_FRONTEND", "noninteractive");
    step("install Debian packages", &mut install)
}

fn apt(arguments: &str) -> Command {
    if succeeds("test", "-w /var/lib/dpkg") {
        command("apt-get", arguments)
    } else {
        command("sudo", &format!("apt-get {arguments}"))
    }
}

/// Installs the program `name` at `version` from its crate, unless `name --version` runs.
pub(crate) fn cargo_program(name: &str, version: &str) -> Done {
    if succeeds(name, "--version") {
        return Ok(());
    }
    step(&format!("install {name}"), &mut command("cargo", &format!("install {name}@{version} --locked")))
}

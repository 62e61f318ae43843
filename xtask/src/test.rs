//! The gate.

use clap::Args;

use crate::{
    setup,
    steps::{Done, command, step},
};

/// Which parts to check; none means everything.
#[derive(Args, Clone, Copy)]
pub(crate) struct Parts {
    /// Formatting, lints and tests of the Rust crates.
    #[arg(long)]
    rust: bool,
}

pub(crate) fn run(parts: Parts) -> Done {
    let _everything = !parts.rust;
    rust()
}

fn rust() -> Done {
    setup::debian(setup::CORE)?;
    setup::cargo_program("cargo-nextest", "0.9.143")?;
    step("rustfmt", &mut command("cargo", "fmt --all --check"))?;
    step("clippy", &mut command("cargo", "clippy --locked --all-targets -- -D warnings"))?;
    step("tests", &mut command("cargo", "nextest run --locked --no-fail-fast"))?;
    step("doc tests", &mut command("cargo", "test --locked --doc"))
}

//! The gate.

use clap::Args;

use crate::{
    run::build_screen,
    setup,
    steps::{Done, cargo, npm, step},
    supply,
};

/// Which parts to check; none means everything.
#[derive(Args, Clone, Copy)]
pub(crate) struct Parts {
    /// Formatting and lints of all Rust, tests of the core.
    #[arg(long)]
    rust: bool,
    /// Types, lints and tests of the screen.
    #[arg(long)]
    ui: bool,
    /// The whole program from outside, its window on a display of its own.
    #[arg(long)]
    e2e: bool,
    /// Licences and sources of what others wrote.
    #[arg(long)]
    supply: bool,
}

/// What whole-program tests are built with: the programs as the tests are, so that tests find these and not others.
pub(crate) const WHOLE_PROGRAM: &[&str] =
    &["--package", "claimdesk-window", "--package", "claimdesk-cli", "--package", "claimdesk-tests"];

pub(crate) fn run(parts: Parts) -> Done {
    let everything = !(parts.rust || parts.ui || parts.e2e || parts.supply);
    if everything || parts.rust {
        rust()?;
    }
    if everything || parts.ui {
        screen()?;
    }
    if everything || parts.e2e {
        whole_program()?;
    }
    if everything || parts.supply {
        supply::check()?;
    }
    Ok(())
}

fn rust() -> Done {
    setup::window()?;
    setup::nextest()?;
    setup::screen()?;
    step("rustfmt", &mut cargo("fmt --all --check"))?;
    // The window does not compile without its screen.
    build_screen()?;
    step("clippy", &mut cargo("clippy --locked --workspace --all-targets -- -D warnings"))?;
    step("tests", &mut cargo("nextest run --locked --no-fail-fast"))?;
    step("doc tests", &mut cargo("test --locked --doc"))
}

fn screen() -> Done {
    setup::screen()?;
    step("messages", &mut npm("run --silent messages"))?;
    step("svelte-check", &mut npm("run --silent check"))?;
    step("eslint and prettier", &mut npm("run --silent lint"))?;
    step("screen tests", &mut npm("test --silent"))
}

fn whole_program() -> Done {
    setup::window_tests()?;
    setup::screen()?;
    build_screen()?;
    step("build", cargo("build --locked --bins").args(WHOLE_PROGRAM))?;
    step("whole-program tests", cargo("nextest run --locked --no-fail-fast").args(WHOLE_PROGRAM))
}

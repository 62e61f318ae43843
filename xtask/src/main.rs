//! The chores: set-up, run, test, bench, package. Each step says its name and how long it took.

mod bench;
mod display;
mod eval;
mod package;
mod peers;
mod run;
mod setup;
mod steps;
mod supply;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::steps::{Done, cargo, step};

/// The chores of Claimdesk.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Installs what building, testing and packaging need, and only what is missing.
    Setup,
    /// Opens the window on the sample; without a display does the sample's main job in the terminal.
    Run,
    /// Checks everything, or the parts that are asked for.
    Test(test::Parts),
    /// Makes the .deb and the .rpm and has them checked.
    Package(package::Asked),
    /// Measures.
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Scores the reading of pages against material outside the checkout, where there is any.
    Eval(eval::Material),
    /// Writes the screen's bindings anew from the window's commands.
    Bindings,
    /// Writes database/schema.sql anew from the migrations.
    Schema,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().chore {
        Chore::Setup => setup::everything().inspect(|()| steps::say("nothing is missing")),
        Chore::Run => run::run(),
        Chore::Test(parts) => test::run(parts),
        Chore::Package(asked) => package::run(asked),
        Chore::Bench(bench) => bench::run(&bench),
        Chore::Eval(material) => eval::run(&material),
        Chore::Bindings => bindings(),
        Chore::Schema => schema(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            steps::say(&format!("failed: {message}"));
            ExitCode::FAILURE
        }
    }
}

fn bindings() -> Done {
    setup::window()?;
    setup::screen()?;
    step("bindings", cargo("test --package claimdesk-window --test bindings").env("WRITE_BINDINGS", "1"))
}

fn schema() -> Done {
    setup::debian(setup::CORE)?;
    step("schema", cargo("test --package database --lib schema_sql").env("CLAIMDESK_UPDATE_SCHEMA", "1"))
}

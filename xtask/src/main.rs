//! The chores: set-up, run, test, bench, package. Each step says its name and how long it took.

mod setup;
mod steps;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The chores of Claimdesk.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Checks everything, or the parts that are asked for.
    Test(test::Parts),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().chore {
        Chore::Test(parts) => test::run(parts),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            steps::say(&format!("failed: {message}"));
            ExitCode::FAILURE
        }
    }
}

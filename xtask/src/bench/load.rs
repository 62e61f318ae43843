//! Pages a second: ours beside Python's trafilatura and the bare parse of the same pages, in one run on one thread.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use clap::Args;

use crate::{
    eval::Pages,
    peers::Peers,
    setup,
    steps::{Done, cargo, json, root, say, step, target},
};

/// How many times faster than trafilatura ours is to be.
const FASTER: f64 = 3.0;

/// What is read.
#[derive(Args, Clone)]
pub(crate) struct Load {
    /// The folder with the evaluation sets, from the checkout.
    #[arg(long, default_value = "../shared/eval")]
    folder: PathBuf,
    /// How many pages, evenly taken from all of them.
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u16).range(1..))]
    pages: u16,
}

/// Measures, and prints what came of it.
pub(crate) fn run(load: &Load) -> Done {
    let material = root().join(&load.folder);
    if !material.exists() {
        say(&format!("{} is not here: no pages to measure on", material.display()));
        return Ok(());
    }
    setup::debian(&[setup::CORE, &["zstd"]].concat())?;
    step("release build", &mut cargo("build --release --locked --package claimdesk-cli"))?;
    let pages = Pages::unpacked(&material)?.sample(load.pages.into())?;
    let mut bench = cargo("bench --locked --package workbench --bench load --");
    let ours = json(bench.current_dir(root()).arg(target()?.join("release/claimdesk")).args(pages.paths()))?;
    let peers = match Peers::made()? {
        Some(peers) => Some(peers.read(&pages.gold, &pages.folder, &target()?.join("bench/peers.jsonl"))?),
        None => None,
    };
    let rate =
        |of: &serde_json::Value, key: &str| of["pages"].as_f64().unwrap_or(0.0) / of[key].as_f64().unwrap_or(1.0);
    let read = rate(&ours, "read_seconds");
    let mut told = format!(
        "{} pages, one thread, pages a second of processor time:\nbare parse         {:7.1}\nClaimdesk          {read:7.1}\n",
        ours["pages"],
        rate(&ours, "parse_seconds"),
    );
    let theirs = peers.map(|peers| rate(&peers, "trafilatura_seconds"));
    if let Some(theirs) = theirs {
        told +=
            &format!("trafilatura        {theirs:7.1}\nratio              {:7.2}, wanted {FASTER}\n", read / theirs);
    }
    told += &format!(
        "through a worker process each: {:.1} pages a second; the largest worker took {} MiB; {} pages refused\n",
        rate(&ours, "worker_seconds"),
        ours["worker_kibibytes"].as_u64().unwrap_or(0) >> 10,
        ours["refused"],
    );
    io::stdout().write_all(told.as_bytes()).map_err(|cause| cause.to_string())?;
    if theirs.is_some_and(|theirs| read < FASTER * theirs) {
        Err("pages are read too slowly".to_owned())
    } else {
        Ok(())
    }
}

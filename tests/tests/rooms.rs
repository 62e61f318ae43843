//! The plan is a test too: which crate may use which, read from the manifests.

use std::collections::BTreeMap;

use cargo_metadata::{DependencyKind, MetadataCommand};
use claimdesk_tests::Result;

/// Each room, by its package, and the rooms that it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("documents", &["domain"]),
    ("analysis", &["domain"]),
    ("reports", &["domain"]),
    ("database", &["domain"]),
    ("fetch", &["domain"]),
    ("seals", &["domain"]),
    ("workbench", &["analysis", "database", "documents", "domain", "fetch", "reports", "seals"]),
    ("claimdesk-cli", &["domain", "workbench"]),
    ("claimdesk-window", &["domain", "workbench"]),
    // From outside: what the programs do, and the worker's limits.
    ("claimdesk-tests", &["documents", "workbench"]),
    ("bare-window", &[]),
    ("xtask", &[]),
];

/// The crates of others that the domain may use: nothing in it touches a file, a clock, SQL, a window or a thread.
const DOMAIN: &[&str] = &["chrono", "rust-stemmers", "serde", "specta", "thiserror", "uuid"];

/// Crates of others, by the start of their names, and the only rooms that may use them.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("rusqlite", &["database"]),
    ("libsqlite3", &["database"]),
    ("r2d2", &["database"]),
    ("tauri", &["bare-window", "claimdesk-window"]),
    ("tokio", &["fetch", "workbench", "claimdesk-window", "claimdesk-tests"]),
    ("clap", &["claimdesk-cli", "xtask"]),
    ("dom_", &["documents"]),
    ("ammonia", &["documents"]),
    ("brotli", &["documents"]),
    ("hayro", &["documents"]),
    ("calamine", &["documents"]),
    ("feed-rs", &["documents"]),
    ("tiff", &["documents"]),
    ("minijinja", &["reports"]),
    ("rust_xlsxwriter", &["reports"]),
    ("typst", &["reports"]),
    ("rten", &["analysis"]),
    ("similar", &["analysis"]),
    ("tokenizers", &["analysis"]),
    ("rlimit", &["workbench"]),
    ("seccompiler", &["workbench"]),
    // One room reaches the network; the tests speak to the window's driver.
    ("fantoccini", &["claimdesk-tests"]),
    ("reqwest", &["fetch"]),
    ("rustls", &["fetch", "seals"]),
    // What signs and what is signed is looked at in one place.
    ("cms", &["seals"]),
    ("ring", &["seals"]),
    ("x509", &["seals"]),
    ("hyper", &["claimdesk-tests"]),
    ("ureq", &[]),
];

/// What a member of the workspace says that it uses.
struct Member {
    name: String,
    /// In the program itself or in its building.
    uses: Vec<String>,
    /// In its tests only.
    tests_use: Vec<String>,
}

/// Where `members` break the plan, a sentence each.
fn broken(members: &[Member], may_use: &[(&str, &[&str])]) -> Vec<String> {
    let plan: BTreeMap<&str, &[&str]> = may_use.iter().copied().collect();
    let mut broken = Vec::new();
    for Member { name, uses, tests_use } in members {
        let Some(allowed) = plan.get(name.as_str()) else {
            broken.push(format!("{name} is not in the plan"));
            continue;
        };
        for used in uses.iter().chain(tests_use) {
            if plan.contains_key(used.as_str()) && !allowed.contains(&used.as_str()) {
                broken.push(format!("{name} may not use the room {used}"));
            }
        }
        for used in uses {
            let elsewhere =
                ONLY_IN.iter().any(|(start, rooms)| used.starts_with(start) && !rooms.contains(&name.as_str()));
            let beyond = name == "domain" && !DOMAIN.contains(&used.as_str()) && !plan.contains_key(used.as_str());
            if elsewhere || beyond {
                broken.push(format!("{name} may not use {used}"));
            }
        }
    }
    for (name, _) in may_use {
        if !members.iter().any(|member| member.name == *name) {
            broken.push(format!("{name} is in the plan and not in the house"));
        }
    }
    broken
}

/// The workspace's members, as their manifests describe them.
fn members() -> Result<Vec<Member>> {
    let metadata =
        MetadataCommand::new().no_deps().other_options(["--offline".to_owned(), "--locked".to_owned()]).exec()?;
    let used = |package: &cargo_metadata::Package, wanted: fn(DependencyKind) -> bool| {
        package.dependencies.iter().filter(|used| wanted(used.kind)).map(|used| used.name.clone()).collect()
    };
    Ok(metadata
        .workspace_packages()
        .into_iter()
        .map(|package| Member {
            name: package.name.to_string(),
            uses: used(package, |kind| kind != DependencyKind::Development),
            tests_use: used(package, |kind| kind == DependencyKind::Development),
        })
        .collect())
}

#[test]
fn no_room_uses_what_it_may_not() -> Result {
    let members = members()?;
    assert!(members.iter().any(|member| !member.uses.is_empty()), "the manifests were not read");
    assert_eq!(broken(&members, MAY_USE), Vec::<String>::new());
    Ok(())
}

#[test]
fn a_room_that_uses_what_it_may_not_is_named() {
    let plan: &[(&str, &[&str])] =
        &[("domain", &[]), ("database", &["domain"]), ("reports", &["domain"]), ("attic", &[])];
    let member = |name: &str, uses: &[&str], tests_use: &[&str]| {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Member { name: name.to_owned(), uses: owned(uses), tests_use: owned(tests_use) }
    };
    let members = [
        member("domain", &["serde", "tokio", "log", "database"], &["proptest"]),
        member("database", &["domain", "rusqlite", "r2d2_sqlite"], &[]),
        member("reports", &["domain", "rusqlite"], &["database", "rusqlite"]),
        member("cellar", &[], &[]),
    ];
    assert_eq!(
        broken(&members, plan),
        [
            "domain may not use the room database",
            "domain may not use tokio",
            "domain may not use log",
            "reports may not use the room database",
            "reports may not use rusqlite",
            "cellar is not in the plan",
            "attic is in the plan and not in the house",
        ]
    );
}

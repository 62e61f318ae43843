//! What others wrote: its licences, and where it comes from.

use std::fs;

use serde_json::Value;

use crate::{
    setup,
    steps::{Done, at, cargo, root, say, step},
};

/// Where the screen's packages may come from.
const REGISTRY: &str = "https://registry.npmjs.org/";

/// Checks crates by deny.toml and the screen's packages by their lock file. Nothing is fetched but the crates of other
/// platforms, which the lock names and no build here has asked for.
pub(crate) fn check() -> Done {
    setup::deny()?;
    step("crates of all platforms", &mut cargo("fetch --locked"))?;
    step("crates", &mut cargo("deny --offline check bans licenses sources"))?;
    let path = root().join("ui/package-lock.json");
    let lock: Value = serde_json::from_slice(&fs::read(&path).map_err(at(&path))?)
        .map_err(|cause| format!("{}: {cause}", path.display()))?;
    let wrong = wrong_packages(&lock);
    if !wrong.is_empty() {
        return Err(format!("ui/package-lock.json: {}", wrong.join("; ")));
    }
    say("screen's packages: one registry, hashes, no install scripts");
    Ok(())
}

/// What is wrong with the packages of `lock`, a sentence each.
fn wrong_packages(lock: &Value) -> Vec<String> {
    let Some(packages) = lock["packages"].as_object() else { return vec!["it names no packages".to_owned()] };
    // The entry without a name is the screen itself.
    let others = packages.iter().filter(|(name, _)| !name.is_empty());
    others.flat_map(|(name, package)| wrong(package).into_iter().map(move |what| format!("{name} {what}"))).collect()
}

fn wrong(package: &Value) -> Vec<&'static str> {
    let elsewhere = package["resolved"].as_str().is_some_and(|from| !from.starts_with(REGISTRY));
    let checks = [
        (elsewhere || package["link"] == true, "comes from elsewhere than the registry"),
        (!package["integrity"].as_str().is_some_and(|hash| hash.starts_with("sha512-")), "has no SHA-512"),
        // Set-up runs none, so a package that needs one would be broken here.
        (package["hasInstallScript"] == true, "wants to run a script when it is installed"),
    ];
    checks.into_iter().filter(|(is_wrong, _)| *is_wrong).map(|(_, what)| what).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn packages_from_elsewhere_without_hashes_or_with_scripts_are_named() {
        let fine = json!({ "version": "1.0.0", "integrity": "sha512-AA==" });
        let from_registry = json!({ "resolved": "https://registry.npmjs.org/b/-/b.tgz", "integrity": "sha512-AA==" });
        let from_git = json!({ "resolved": "git+ssh://git@host.example/c.git#0", "integrity": "sha512-AA==" });
        let lookalike = json!({ "resolved": "https://registry.npmjs.org.example/d.tgz", "integrity": "sha512-AA==" });
        let scripted = json!({ "integrity": "sha1-AA==", "hasInstallScript": true });
        let lock = json!({ "packages": { "": {}, "a": fine, "b": from_registry, "c": from_git, "d": lookalike, "e": scripted } });
        assert_eq!(
            wrong_packages(&lock),
            [
                "c comes from elsewhere than the registry",
                "d comes from elsewhere than the registry",
                "e has no SHA-512",
                "e wants to run a script when it is installed",
            ]
        );
        assert_eq!(wrong_packages(&json!({})), ["it names no packages"]);
    }
}

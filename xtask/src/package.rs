//! Making packages: a .deb and an .rpm with the window, the command-line program, and what a desktop wants to know.

mod notices;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use clap::Args;
use serde_json::json;

use crate::{
    run::build_screen,
    setup,
    steps::{Done, at, cargo, command, printed, root, say, step, succeeds, target},
    test,
};

/// What to do with the packages once they are made.
#[derive(Args, Clone, Copy)]
pub(crate) struct Asked {
    /// Installs the .deb, starts what it installed and removes it again; needs root.
    #[arg(long)]
    test: bool,
}

/// Files of the checkout that are installed as they are.
const AS_THEY_ARE: &[(&str, &str)] = &[
    ("/usr/share/doc/claimdesk/copyright", "packaging/linux/copyright"),
    ("/usr/share/icons/hicolor/scalable/apps/claimdesk-window.svg", "packaging/icons/claimdesk.svg"),
    ("/usr/share/lintian/overrides/claimdesk", "packaging/linux/lintian-overrides"),
    (
        "/usr/share/metainfo/org.claimdesk.Claimdesk.metainfo.xml",
        "packaging/linux/org.claimdesk.Claimdesk.metainfo.xml",
    ),
    ("/usr/share/mime/packages/org.claimdesk.Claimdesk.xml", "packaging/linux/org.claimdesk.Claimdesk.mime.xml"),
];

/// Files that name the version beside Cargo.toml, and how.
const VERSIONED: &[(&str, &str, &str)] = &[
    ("CHANGELOG.md", "## ", "\n"),
    ("packaging/linux/changelog", "claimdesk (", ")"),
    ("packaging/linux/org.claimdesk.Claimdesk.metainfo.xml", "<release version=\"", "\""),
    ("ui/package.json", "\"version\": \"", "\""),
    ("src-tauri/tauri.conf.json", "\"version\": \"", "\""),
];

/// Sizes of the icon in pixels.
const SIZES: &[u32] = &[16, 24, 32, 48, 64, 128, 256, 512];
/// The size that the bundler is given, and puts in its place by itself.
const BUNDLED: u32 = 256;

/// Where each file goes, and where it lies now.
type Staged = BTreeMap<String, PathBuf>;

/// Makes both packages and checks them.
pub(crate) fn run(asked: Asked) -> Done {
    setup::packaging()?;
    setup::screen()?;
    versions_agree()?;
    build_screen()?;
    step("release build", &mut cargo("build --release --locked --package claimdesk-window --package claimdesk-cli"))?;
    let folder = target()?.join("package");
    let staged = stage(&folder)?;
    let (deb, rpm) = bundle(&folder, &staged)?;
    check(&folder, &staged, &deb, &rpm)?;
    say(&format!("made {} and {}", deb.display(), rpm.display()));
    if asked.test { install(&deb) } else { Ok(()) }
}

fn versions_agree() -> Done {
    let version = env!("CARGO_PKG_VERSION");
    for (file, before, after) in VERSIONED {
        let path = root().join(file);
        let text = fs::read_to_string(&path).map_err(at(&path))?;
        let named = first_version(&text, before, after);
        if named != Some(version) {
            return Err(format!("{file} names version {named:?} first, Cargo.toml {version}"));
        }
    }
    Ok(())
}

/// The first that stands between `before` and `after` in `text`, but for what is not released yet.
fn first_version<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    let (named, rest) = rest.split_once(after)?;
    if named == "Unreleased" { first_version(rest, before, after) } else { Some(named.trim()) }
}

/// Puts together in `folder` what is installed beside the window.
fn stage(folder: &Path) -> Done<Staged> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(at(folder))?;
    }
    fs::create_dir_all(folder).map_err(at(folder))?;
    let program = target()?.join("release/claimdesk");
    let mut staged: Staged = AS_THEY_ARE.iter().map(|(to, from)| ((*to).to_owned(), root().join(from))).collect();
    manual(folder, &program, &mut staged)?;
    completions(folder, &program, &mut staged)?;
    icons(folder, &mut staged)?;
    let third_party = folder.join("third-party.txt");
    fs::write(&third_party, notices::of_the_packages()?).map_err(at(&third_party))?;
    staged.insert("/usr/share/doc/claimdesk/third-party.txt.gz".to_owned(), zipped(&third_party)?);
    staged.insert("/usr/bin/claimdesk".to_owned(), program);
    Ok(staged)
}

fn manual(folder: &Path, program: &Path, staged: &mut Staged) -> Done {
    let pages = folder.join("man");
    printed(Command::new(program).arg("man").arg(&pages))?;
    let window = root().join("packaging/linux/claimdesk-window.1");
    fs::copy(&window, pages.join("claimdesk-window.1")).map_err(at(&window))?;
    for page in fs::read_dir(&pages).map_err(at(&pages))? {
        let page = page.map_err(at(&pages))?;
        let to = format!("/usr/share/man/man1/{}.gz", page.file_name().to_string_lossy());
        staged.insert(to, zipped(&page.path())?);
    }
    Ok(())
}

fn completions(folder: &Path, program: &Path, staged: &mut Staged) -> Done {
    for (shell, to) in [
        ("bash", "/usr/share/bash-completion/completions/claimdesk"),
        ("fish", "/usr/share/fish/vendor_completions.d/claimdesk.fish"),
        ("zsh", "/usr/share/zsh/vendor-completions/_claimdesk"),
    ] {
        let script = folder.join(shell);
        let words = printed(Command::new(program).args(["completions", shell]))?;
        fs::write(&script, words).map_err(at(&script))?;
        staged.insert(to.to_owned(), script);
    }
    Ok(())
}

fn icons(folder: &Path, staged: &mut Staged) -> Done {
    for size in SIZES {
        let icon = folder.join(format!("{size}.png"));
        let mut draw =
            command("rsvg-convert", &format!("--width {size} --height {size} packaging/icons/claimdesk.svg"));
        printed(draw.arg("--output").arg(&icon).current_dir(root()))?;
        if *size != BUNDLED {
            staged.insert(format!("/usr/share/icons/hicolor/{size}x{size}/apps/claimdesk-window.png"), icon);
        }
    }
    Ok(())
}

/// Compresses the file at `path` the way Debian wants it: without name and date.
fn zipped(path: &Path) -> Done<PathBuf> {
    printed(command("gzip", "--best --no-name --force").arg(path))?;
    let mut name = path.as_os_str().to_owned();
    name.push(".gz");
    Ok(name.into())
}

/// Makes the .deb and the .rpm of the window and what is staged.
fn bundle(folder: &Path, staged: &Staged) -> Done<(PathBuf, PathBuf)> {
    let bundles = target()?.join("release/bundle");
    if bundles.exists() {
        fs::remove_dir_all(&bundles).map_err(at(&bundles))?;
    }
    let rpm: Staged = staged.iter().filter_map(|(to, from)| Some((in_rpm(to)?, from.clone()))).collect();
    let config = folder.join("tauri.json");
    let linux = json!({ "deb": { "files": staged, "depends": libraries(folder)? }, "rpm": { "files": rpm } });
    let words = json!({ "bundle": { "icon": [folder.join(format!("{BUNDLED}.png"))], "linux": linux } });
    fs::write(&config, words.to_string()).map_err(at(&config))?;
    let mut tauri = Command::new(root().join("ui/node_modules/.bin/tauri"));
    tauri.args(["bundle", "--bundles", "deb,rpm", "--config"]).arg(&config).env("CARGO_TARGET_DIR", target()?);
    step("bundle", &mut tauri)?;
    Ok((only_file(&bundles.join("deb"), "deb")?, only_file(&bundles.join("rpm"), "rpm")?))
}

/// Where the .rpm puts what the .deb puts at `to`; nowhere when it is for Debian's checkers.
fn in_rpm(to: &str) -> Option<String> {
    (!to.contains("/lintian/")).then(|| to.replace("vendor-completions", "site-functions"))
}

/// The Debian packages whose libraries both programs call, with the versions that they call them at.
fn libraries(folder: &Path) -> Done<Vec<String>> {
    // dpkg-shlibdeps reads the name of a source package and nothing else of it.
    let control = folder.join("debian/control");
    fs::create_dir_all(folder.join("debian")).map_err(at(&control))?;
    fs::write(&control, "Source: claimdesk\n").map_err(at(&control))?;
    let programs = target()?.join("release");
    let mut ask = command("dpkg-shlibdeps", "-O");
    ask.arg(programs.join("claimdesk")).arg(programs.join("claimdesk-window")).current_dir(folder);
    let answer = String::from_utf8_lossy(&printed(&mut ask)?).into_owned();
    let listed = answer.trim().strip_prefix("shlibs:Depends=").ok_or(format!("dpkg-shlibdeps said {answer}"))?;
    Ok(listed.split(", ").map(str::to_owned).collect())
}

fn only_file(folder: &Path, ending: &str) -> Done<PathBuf> {
    let files = fs::read_dir(folder).map_err(at(folder))?;
    let mut files = files.filter_map(|file| file.ok().map(|file| file.path()));
    files
        .find(|path| path.is_file() && path.extension().is_some_and(|found| found == ending))
        .ok_or_else(|| format!("{} holds no .{ending}", folder.display()))
}

/// Lets the desktop's own checkers at the packages.
fn check(folder: &Path, staged: &Staged, deb: &Path, rpm: &Path) -> Done {
    let unpacked = folder.join("unpacked");
    printed(command("dpkg-deb", "--extract").arg(deb).arg(&unpacked))?;
    step("lintian", command("lintian", "--allow-root --fail-on error").arg(deb))?;
    step("appstreamcli", command("appstreamcli", "validate-tree --no-net").arg(&unpacked))?;
    let entry = unpacked.join("usr/share/applications/claimdesk.desktop");
    step("desktop-file-validate", Command::new("desktop-file-validate").arg(entry))?;
    let listed = String::from_utf8_lossy(&printed(command("rpm", "--query --list --package").arg(rpm))?).into_owned();
    for to in staged.keys() {
        let in_deb = unpacked.join(to.trim_start_matches('/')).is_file();
        if !in_deb || in_rpm(to).is_some_and(|to| !listed.lines().any(|line| line == to)) {
            return Err(format!("{to} is missing from a package"));
        }
    }
    Ok(())
}

/// Installs `deb` as its users would and starts what it installed.
fn install(deb: &Path) -> Done {
    if !succeeds("test", "-w /var/lib/dpkg") {
        say("skipped: the package was not installed, since only root may; run this again as root");
        return Ok(());
    }
    setup::window_tests()?;
    let only = ["--run-ignored", "only", "--filterset", "binary(package)"];
    let mut test = cargo("nextest run --locked");
    test.args(test::WHOLE_PROGRAM).args(only);
    step("installed package", test.env("CLAIMDESK_DEB", deb))
}

//! What a worker that has been taken over can do: waste a little, and nothing else.
#![cfg(target_os = "linux")]

use std::{
    io::Write,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use claimdesk_tests::{Result, program, skipped};
use documents::Hint;
use workbench::worker::{Limits, ReadError, Worker};

/// Small enough to wait for.
const LIMITS: Limits = Limits { memory: 256 << 20, processor_seconds: 1, wall_seconds: 3, output: 1 << 20 };
/// More than a pipe holds, so that a worker that does not listen leaves us with the rest.
const BYTES: &[u8] = &[b'x'; 1 << 20];

/// The sentence that a worker doing `deed` ends in, and how long that took.
fn stopped(deed: &str, limits: Limits) -> Result<(String, Duration)> {
    let worker = Worker { program: program("hostile-worker")?, limits };
    let start = Instant::now();
    let answer = worker.read(BYTES, &Hint { name: Some(deed.to_owned()), ..Hint::default() });
    Ok((answer.err().ok_or("it was believed")?.to_string(), start.elapsed()))
}

#[test]
fn each_way_to_waste_ends_in_its_own_sentence_and_in_time() -> Result {
    let patient = Limits { processor_seconds: 30, ..LIMITS };
    for (deed, limits, sentence) in [
        ("eats", LIMITS, "the file swelled beyond 256 MiB while it was read and was given up"),
        ("spins", LIMITS, "the file took too long to read and was given up after 1 seconds"),
        ("spins", patient, "the file took too long to read and was given up after 3 seconds"),
        ("sleeps", LIMITS, "the file took too long to read and was given up after 3 seconds"),
        ("writes", LIMITS, "the file swelled beyond 1 MiB while it was read and was given up"),
        ("answers nonsense", LIMITS, "the file broke the reader and was given up"),
        ("crashes", LIMITS, "the file broke the reader and was given up"),
        ("forks", LIMITS, "the file took too long to read and was given up after 3 seconds"),
    ] {
        let (told, took) = stopped(deed, limits)?;
        assert!(told.starts_with(sentence), "{deed}: {told}");
        assert!(took < Duration::from_secs(limits.wall_seconds + 2), "{deed}: {took:?}");
    }
    Ok(())
}

/// Closing its answer while it neither listens nor ends must not leave us waiting for it.
#[test]
fn a_worker_that_hangs_up_and_stays_is_ended() -> Result {
    let folder = tempfile::tempdir()?;
    let script = folder.path().join("hangs-up");
    std::fs::write(&script, "#!/bin/sh\nexec sleep 60 >&-\n")?;
    std::fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    let start = Instant::now();
    let answer = Worker { program: script, limits: LIMITS }.read(BYTES, &Hint::default());
    assert_eq!(answer, Err(ReadError::Broken));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    Ok(())
}

/// What a worker started before its walls stood ends with it, and does not keep us waiting.
#[test]
fn what_a_worker_started_ends_with_it() -> Result {
    let folder = tempfile::tempdir()?;
    let (script, started) = (folder.path().join("starts"), folder.path().join("started"));
    std::fs::write(&script, format!("#!/bin/sh\nsleep 60 &\necho $! > '{}'\nwait\n", started.display()))?;
    std::fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    let start = Instant::now();
    let answer = Worker { program: script, limits: LIMITS }.read(BYTES, &Hint::default());
    assert_eq!(answer, Err(ReadError::TooSlow { seconds: 3 }));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    let sleeper = std::fs::read_to_string(&started)?;
    let state = std::fs::read_to_string(format!("/proc/{}/stat", sleeper.trim()));
    // Nobody may have waited for it yet, but it sleeps no more.
    assert!(state.map_or(true, |state| state.contains(") Z ")), "it sleeps on");
    Ok(())
}

#[test]
fn a_program_that_is_not_there_is_told() {
    let worker = Worker { program: "/no/such/program".into(), limits: LIMITS };
    let told = worker.read(b"x", &Hint::default()).expect_err("nothing to start").to_string();
    assert!(told.starts_with("the reader could not be started"), "{told}");
}

#[test]
fn a_worker_reaches_no_file_no_network_and_no_program() -> Result {
    let mut child = Command::new(program("hostile-worker")?).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let task = serde_json::json!({ "hint": { "name": "reaches" }, "limits": LIMITS });
    writeln!(child.stdin.take().ok_or("a pipe")?, "{task}")?;
    let told = String::from_utf8(child.wait_with_output()?.stdout)?;
    for what in ["open a socket", "start a program", "split in two", "signal another", "allow itself more"] {
        assert!(told.contains(&format!("{what}: refused")), "{told}");
    }
    if knows_landlock() {
        assert!(!told.contains("passed"), "{told}");
    } else {
        skipped("this kernel has no Landlock, so files are not walled off from a worker here");
    }
    Ok(())
}

/// Whether this kernel confines files.
fn knows_landlock() -> bool {
    use landlock::{ABI, Access, AccessFs, CompatLevel, Compatible, Ruleset, RulesetAttr};

    Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(AccessFs::from_all(ABI::V1))
        .and_then(Ruleset::create)
        .is_ok()
}

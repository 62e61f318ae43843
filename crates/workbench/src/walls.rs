//! What is taken away from a process that reads what strangers sent: memory, time, files, network, other programs.

use std::io;

use crate::worker::Limits;

/// Calls that neither a reader nor an engine has a use for, by their numbers in the x86-64 and arm64 tables: socket, connect,
/// accept, bind, listen, ptrace, perf_event_open, io_uring_setup.
#[cfg(target_arch = "x86_64")]
const REFUSED: [i64; 8] = [41, 42, 43, 49, 50, 101, 298, 425];
#[cfg(target_arch = "aarch64")]
const REFUSED: [i64; 7] = [117, 198, 200, 201, 202, 203, 241];
/// Calls that start other programs: fork, vfork, execve, execveat.
#[cfg(target_arch = "x86_64")]
const STARTING: [i64; 4] = [57, 58, 59, 322];
#[cfg(target_arch = "aarch64")]
const STARTING: [i64; 2] = [221, 281];

/// Files that a reader has open at most, and an engine, which reads its models.
#[cfg(target_os = "linux")]
const FILES: (u64, u64) = (16, 64);

/// Takes away from this process all that reading does not need.
#[cfg(target_os = "linux")]
pub fn confine(limits: &Limits) -> io::Result<()> {
    limit(limits, FILES.0)?;
    no_files();
    refuse(&[&REFUSED[..], &STARTING].concat())
}

/// Takes away from this process all that an engine does not need, which is another program that reads its own files.
#[cfg(target_os = "linux")]
pub(crate) fn confine_engine(limits: &Limits) -> io::Result<()> {
    limit(limits, FILES.1)?;
    no_writing();
    refuse(&REFUSED)
}

#[cfg(not(target_os = "linux"))]
pub fn confine(_limits: &Limits) -> io::Result<()> {
    Ok(())
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn confine_engine(_limits: &Limits) -> io::Result<()> {
    Ok(())
}

#[cfg(target_os = "linux")]
fn limit(limits: &Limits, files: u64) -> io::Result<()> {
    use rlimit::Resource;

    for (resource, most) in [
        (Resource::AS, limits.memory),
        (Resource::CPU, limits.processor_seconds),
        (Resource::FSIZE, 0),
        (Resource::NOFILE, files),
        (Resource::CORE, 0),
    ] {
        resource.set(most, most)?;
    }
    Ok(())
}

/// No path can be opened any more, where the kernel knows Landlock; the other walls stand without it.
#[cfg(target_os = "linux")]
fn no_files() {
    use landlock::{ABI, Access, AccessFs, Ruleset, RulesetAttr};

    let _ = Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V5))
        .and_then(Ruleset::create)
        .and_then(landlock::RulesetCreated::restrict_self);
}

/// No path can be written to any more but the one that keeps nothing, where the kernel knows Landlock.
#[cfg(target_os = "linux")]
fn no_writing() {
    use landlock::{ABI, Access, AccessFs, Ruleset, RulesetAttr, RulesetCreatedAttr, path_beneath_rules};

    let _ = Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V5))
        .and_then(Ruleset::create)
        .and_then(|rules| rules.add_rules(path_beneath_rules(["/"], AccessFs::from_read(ABI::V5))))
        .and_then(|rules| rules.add_rules(path_beneath_rules(["/dev/null"], AccessFs::from_file(ABI::V5))))
        .and_then(landlock::RulesetCreated::restrict_self);
}

/// Has `calls` answered with "not permitted".
#[cfg(target_os = "linux")]
fn refuse(calls: &[i64]) -> io::Result<()> {
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, apply_filter};

    let rules = calls.iter().map(|call| (*call, Vec::new())).collect();
    let not_permitted = SeccompAction::Errno(1);
    let arch = std::env::consts::ARCH.try_into().map_err(io::Error::other)?;
    let filter = SeccompFilter::new(rules, SeccompAction::Allow, not_permitted, arch).map_err(io::Error::other)?;
    let program: BpfProgram = filter.try_into().map_err(io::Error::other)?;
    apply_filter(&program).map_err(io::Error::other)
}

//! What is taken away from a process that reads what strangers sent: memory, time, files, network, other programs.

use std::io;

use crate::worker::Limits;

/// Calls that neither a reader nor an engine has a use for, by their numbers in the x86-64 and arm64 tables: socket, connect,
/// accept, bind, listen, ptrace, setpgid, setsid, perf_event_open, io_uring_setup.
#[cfg(target_arch = "x86_64")]
const REFUSED: [i64; 10] = [41, 42, 43, 49, 50, 101, 109, 112, 298, 425];
#[cfg(target_arch = "aarch64")]
const REFUSED: [i64; 9] = [117, 154, 157, 198, 200, 201, 202, 203, 241];
/// Calls that start other programs or reach others: fork, vfork, execve, execveat; kill, tkill, tgkill, rt_sigqueueinfo,
/// rt_tgsigqueueinfo, pidfd_send_signal.
#[cfg(target_arch = "x86_64")]
const OTHERS: [i64; 10] = [57, 58, 59, 322, 62, 200, 234, 129, 297, 424];
#[cfg(target_arch = "aarch64")]
const OTHERS: [i64; 8] = [221, 281, 129, 130, 131, 138, 240, 424];
/// clone, which starts threads and processes; prlimit64, which reads limits and sets them; and clone3, whose flags no filter
/// can see, so that it is said not to exist and clone is asked for instead.
#[cfg(target_arch = "x86_64")]
const CLONE: [i64; 3] = [56, 302, 435];
#[cfg(target_arch = "aarch64")]
const CLONE: [i64; 3] = [220, 261, 435];
/// The flag of a thread among those of clone (clone(2)).
#[cfg(target_os = "linux")]
const CLONE_THREAD: u64 = 0x0001_0000;

/// Files that a reader has open at most, and an engine, which reads its models.
#[cfg(target_os = "linux")]
const FILES: (u64, u64) = (16, 64);

/// Takes away from this process all that reading does not need.
#[cfg(target_os = "linux")]
pub fn confine(limits: &Limits) -> io::Result<()> {
    limit(limits, FILES.0)?;
    // Nothing reads on when whoever asked is gone.
    nix::sys::prctl::set_pdeathsig(nix::sys::signal::Signal::SIGKILL)?;
    no_files();
    no_processes()?;
    refuse(&[&REFUSED[..], &OTHERS].concat())
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

/// Threads may be started, processes not; limits may be read and not set.
#[cfg(target_os = "linux")]
fn no_processes() -> io::Result<()> {
    use seccompiler::{SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompRule};

    let [clone, prlimit, clone3] = CLONE;
    let when = |argument, is| {
        let condition = SeccompCondition::new(argument, SeccompCmpArgLen::Qword, is, 0);
        condition.and_then(|condition| SeccompRule::new(vec![condition])).map(|rule| vec![rule])
    };
    let process = when(0, SeccompCmpOp::MaskedEq(CLONE_THREAD)).map_err(io::Error::other)?;
    let setting = when(2, SeccompCmpOp::Ne).map_err(io::Error::other)?;
    answer(vec![(clone3, Vec::new())], nix::errno::Errno::ENOSYS)?;
    answer(vec![(clone, process), (prlimit, setting)], nix::errno::Errno::EPERM)
}

/// Has `calls` answered with "not permitted".
#[cfg(target_os = "linux")]
fn refuse(calls: &[i64]) -> io::Result<()> {
    answer(calls.iter().map(|call| (*call, Vec::new())).collect(), nix::errno::Errno::EPERM)
}

/// Has the kernel answer `calls`, where the rules of each fit, with `error`.
#[cfg(target_os = "linux")]
fn answer(calls: Vec<(i64, Vec<seccompiler::SeccompRule>)>, error: nix::errno::Errno) -> io::Result<()> {
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, apply_filter};

    let refused = SeccompAction::Errno(error as u32);
    let arch = std::env::consts::ARCH.try_into().map_err(io::Error::other)?;
    let calls = calls.into_iter().collect();
    let filter = SeccompFilter::new(calls, SeccompAction::Allow, refused, arch).map_err(io::Error::other)?;
    let program: BpfProgram = filter.try_into().map_err(io::Error::other)?;
    apply_filter(&program).map_err(io::Error::other)
}

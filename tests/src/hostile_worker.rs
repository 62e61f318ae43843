//! A worker that has been taken over: confines itself as the real one does, then does what the task's name says.

use std::{
    fs::{self, File},
    hint::black_box,
    io::{self, BufRead, Write},
    net::TcpStream,
    process::{Command, ExitCode},
    thread,
    time::Duration,
};

use serde_json::Value;

fn main() -> ExitCode {
    match deed() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn deed() -> io::Result<()> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    let task: Value = serde_json::from_str(&line)?;
    workbench::worker::confine(&serde_json::from_value(task["limits"].clone())?)?;
    match task["hint"]["name"].as_str().unwrap_or_default() {
        "eats" => eat(),
        "spins" => loop {
            black_box(0);
        },
        "sleeps" => sleep(),
        "writes" => loop {
            io::stdout().write_all(&[b'1'; 4096])?;
        },
        "answers nonsense" => io::stdout().write_all(b"{\"Ok\": 3}"),
        "crashes" => std::process::abort(),
        "forks" => split(),
        _ => reach(),
    }
}

fn eat() -> ! {
    let mut eaten: Vec<Vec<u8>> = Vec::new();
    loop {
        // Written to, so that the pages are really taken.
        eaten.push(black_box(vec![1; 1 << 20]));
    }
}

fn sleep() -> ! {
    loop {
        thread::sleep(Duration::from_secs(60));
    }
}

/// As many processes as it gets, each of which holds its answer open.
fn split() -> ! {
    while fork::fork().is_ok() {}
    sleep()
}

type Attempt = fn() -> io::Result<()>;

/// Tries whatever a worker has no business with and tells, a line each, what the walls let through.
fn reach() -> io::Result<()> {
    // Writing comes last: where only its size is limited, it ends the process.
    let attempts: [(&str, Attempt); 8] = [
        ("read a file", || File::open("/etc/passwd").map(drop)),
        ("list a folder", || fs::read_dir("/").map(drop)),
        ("open a socket", || TcpStream::connect("127.0.0.1:9").map(drop)),
        ("split in two", || match fork::fork()? {
            fork::Fork::Child => std::process::exit(0),
            fork::Fork::Parent(_) => Ok(()),
        }),
        ("signal another", || Ok(nix::sys::signal::kill(nix::unistd::getppid(), None)?)),
        ("allow itself more", || {
            let most = nix::sys::resource::Resource::RLIMIT_FSIZE;
            Ok(nix::sys::resource::setrlimit(most, 1, 1)?)
        }),
        ("start a program", || Command::new("/bin/true").status().map(drop)),
        ("write a file", || fs::write("/tmp/claimdesk-hostile-worker", "x")),
    ];
    for (what, attempt) in attempts {
        // A refused connection has passed the wall.
        let passed = match attempt() {
            Ok(()) => true,
            Err(cause) => cause.kind() != io::ErrorKind::PermissionDenied,
        };
        writeln!(io::stdout(), "{what}: {}", if passed { "passed" } else { "refused" })?;
    }
    Ok(())
}

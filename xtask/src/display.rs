//! A display and a session bus of one's own, to start windows on.

use std::{
    env,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use crate::steps::{Done, command};

/// A display that nobody sees, and a bus that nobody else speaks on. Both end with it.
pub(crate) struct Display {
    servers: Vec<Child>,
    name: String,
    bus: String,
}

impl Display {
    /// Starts both. The display is not reset when its last window goes: the next one could come into the middle of it.
    pub(crate) fn start() -> Done<Self> {
        let mut display = Self { servers: Vec::new(), name: String::new(), bus: String::new() };
        let server = "-noreset -displayfd 1 -screen 0 1280x900x24 -nolisten tcp";
        display.name = format!(":{}", display.answer(command("Xvfb", server))?);
        display.bus = display.answer(command("dbus-daemon", "--session --nofork --print-address=1"))?;
        Ok(display)
    }

    /// Starts a server; answers the first line that it prints, once it is ready.
    fn answer(&mut self, mut server: Command) -> Done<String> {
        let told = format!("{:?}", server.get_program());
        let mut child = server
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|cause| format!("{told}: {cause}"))?;
        let printed = child.stdout.take();
        self.servers.push(child);
        let mut line = String::new();
        if let Some(printed) = printed {
            BufReader::new(printed).read_line(&mut line).map_err(|cause| format!("{told}: {cause}"))?;
        }
        if line.trim().is_empty() { Err(format!("{told} did not start")) } else { Ok(line.trim().to_owned()) }
    }

    /// Lets `command` appear on this display.
    pub(crate) fn shows(&self, command: &mut Command) {
        command.env("DISPLAY", &self.name).env("DBUS_SESSION_BUS_ADDRESS", &self.bus).env("GDK_BACKEND", "x11");
        command.env("NO_AT_BRIDGE", "1").env_remove("WAYLAND_DISPLAY");
        // Some desktops hand their own down, and it belongs to another display.
        for (name, _) in env::vars_os() {
            if name.to_string_lossy().starts_with("WEBKIT_") {
                command.env_remove(name);
            }
        }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        for server in &mut self.servers {
            // It has ended by itself when this fails.
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

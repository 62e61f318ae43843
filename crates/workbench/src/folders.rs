//! Where the program keeps its things, by the XDG Base Directory Specification.

use std::{env, path::PathBuf};

/// Workspaces and their backups.
pub fn data_dir() -> PathBuf {
    folder("XDG_DATA_HOME", ".local/share")
}

/// Settings.
pub fn config_dir() -> PathBuf {
    folder("XDG_CONFIG_HOME", ".config")
}

/// Layout, drafts, anchors, logs.
pub fn state_dir() -> PathBuf {
    folder("XDG_STATE_HOME", ".local/state")
}

/// The program's own folder below the one that `variable` names; relative names are ignored, as the specification asks.
fn folder(variable: &str, fallback: &str) -> PathBuf {
    env::var_os(variable)
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .unwrap_or_else(|| PathBuf::from(env::var_os("HOME").unwrap_or_else(|| "/".into())).join(fallback))
        .join("claimdesk")
}

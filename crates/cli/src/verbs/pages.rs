//! What a package ships beside the program: shell completions and manual pages.

use std::{fs, path::Path};

use clap::CommandFactory;
use clap_complete::Shell;
use workbench::{Error, Result};

use crate::{arguments::Arguments, print};

/// Prints completions for `shell`.
pub(crate) fn completions(shell: Shell) {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "claimdesk", &mut script);
    print::bytes(&script);
}

/// Prints the manual page; writes the pages of all verbs into `folder` when there is one.
pub(crate) fn manual(folder: Option<&Path>) -> Result<()> {
    let Some(folder) = folder else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Arguments::command())
            .render(&mut page)
            .map_err(|cause| Error::file("write", Path::new("manual page"), &cause))?;
        print::bytes(&page);
        return Ok(());
    };
    fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Arguments::command(), folder))
        .map_err(|cause| Error::file("write manual pages into", folder, &cause))
}

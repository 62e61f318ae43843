//! Matching by meaning.

use workbench::{
    Result, Workbench,
    meaning::models::{self, Installed},
};

use crate::{
    arguments::MeaningVerb,
    print::{self, Output},
};

/// Claims that are read before they are kept.
const AT_ONCE: usize = 32;

/// Does what asks for no workspace, and answers whether that was all.
pub(crate) fn without_workspace(verb: Option<&MeaningVerb>, output: Output) -> Result<bool> {
    match verb {
        Some(MeaningVerb::Install { paths, trust }) => {
            let installed = models::install(&models::folder(), paths, *trust)?;
            output.show(&installed, |installed| format!("installed {}", named(installed)));
        }
        Some(MeaningVerb::Remove) => output.show(&models::remove(&models::folder())?, |removed| {
            removed.as_ref().map_or_else(|| "no model is installed".to_owned(), |one| format!("removed {}", named(one)))
        }),
        Some(MeaningVerb::Embed) | None => return Ok(false),
    }
    Ok(true)
}

/// Reads what is unread where that is asked for, and shows how far the model is.
pub(crate) fn standing(bench: &Workbench, verb: Option<&MeaningVerb>, output: Output) -> Result<()> {
    if verb.is_some() {
        while bench.read_meanings(AT_ONCE)? > 0 {}
    }
    output.show(&bench.meaning_standing()?, print::meaning);
    Ok(())
}

fn named(model: &Installed) -> String {
    format!("{}, {} numbers a claim, in {}", model.name, model.numbers, model.folder.display())
}

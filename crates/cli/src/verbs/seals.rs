//! Time stamps over the journal.

use workbench::{Result, Workbench};

use crate::{
    arguments::Seal,
    print::{self, Output},
};

pub(crate) fn run(bench: &Workbench, verb: Seal, output: Output) -> Result<()> {
    match verb {
        Seal::Request { output: path } => output.show(&bench.request_seal(&path)?, |head| {
            let path = path.display();
            format!("request over head {head} written to {path}: carry it to a time-stamp authority; nothing was sent")
        }),
        Seal::Store { reply, authority } => {
            output.show(&bench.store_seal(&reply, authority.as_deref())?, print::seal);
        }
        Seal::List => output.show(&bench.seals()?, |seals| print::seals(seals)),
    }
    Ok(())
}

//! What is known to have happened in investigations.

use workbench::{Result, Workbench, views::EventInput};

use super::desk::investigation;
use crate::{
    arguments::{ChangeEvent, EventVerb},
    print::{self, Output},
};

pub(crate) fn run(bench: &Workbench, verb: EventVerb, output: Output) -> Result<()> {
    let id = match verb {
        EventVerb::List(of) => {
            output.show(&bench.events(investigation(bench, of)?)?, |all| print::events(all));
            return Ok(());
        }
        EventVerb::Add { title, when, of, note, link } => {
            bench.record_event(investigation(bench, of)?, &EventInput { title, time: when, note, url: link })?
        }
        EventVerb::Change(given) => {
            let id = given.event;
            change(bench, given)?;
            id
        }
        EventVerb::Remove { event } => {
            bench.remove_event(event)?;
            event
        }
    };
    output.show(&id, ToString::to_string);
    Ok(())
}

/// Changes an event: what is known, with what is given in its place.
fn change(bench: &Workbench, given: ChangeEvent) -> Result<()> {
    let ChangeEvent { event, title, when, note, link } = given;
    let known = bench.event(event)?;
    let input = EventInput {
        title: title.unwrap_or(known.title),
        time: when.unwrap_or(known.time.as_written),
        note: note.unwrap_or(known.note),
        url: link.or(known.url).unwrap_or_default(),
    };
    bench.change_event(event, &input)
}

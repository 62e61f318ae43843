//! Recording what is known to have happened in an investigation. It sets no status.

use database::{events, investigations};
use domain::{Change, Event, EventId, InvestigationId, Moment, Subject};

use crate::{Error, Result, Workbench, claims::worded, evidence::link, views::EventInput};

impl Workbench {
    /// The events of an investigation, in order of time.
    pub fn events(&self, investigation: InvestigationId) -> Result<Vec<Event>> {
        Ok(self.workspace.read(|conn| {
            investigations::by_id(conn, investigation)?;
            events::of_investigation(conn, investigation)
        })?)
    }

    /// An event.
    pub fn event(&self, id: EventId) -> Result<Event> {
        Ok(self.workspace.read(|conn| events::by_id(conn, id))?)
    }

    /// Records that something happened in an investigation.
    pub fn record_event(&self, investigation: InvestigationId, input: &EventInput) -> Result<EventId> {
        self.workspace.read(|conn| investigations::by_id(conn, investigation))?;
        let id = EventId(self.clock.uuid());
        let event = event_of(id, investigation, input, None)?;
        self.commit(vec![Change::EventRecorded { event }])?;
        Ok(id)
    }

    /// Changes what is known of an event; a time in the same words stays what it was.
    pub fn change_event(&self, id: EventId, input: &EventInput) -> Result<()> {
        let from = self.event(id)?;
        let to = event_of(id, from.investigation, input, Some(&from.time))?;
        if from == to {
            return Ok(());
        }
        self.commit(vec![Change::EventChanged { from: Box::new(from), to: Box::new(to) }])
    }

    /// Takes an event out of sight.
    pub fn remove_event(&self, id: EventId) -> Result<()> {
        self.event(id)?;
        self.commit(vec![Change::Removed { subject: Subject::Event(id) }])
    }

    /// The days that `typed` stands for where there is no article to count from; none when it is blank.
    pub fn time_read(&self, typed: &str) -> Result<Option<Moment>> {
        worded(typed).map(|typed| placed(typed, None)).transpose()
    }
}

fn event_of(id: EventId, investigation: InvestigationId, input: &EventInput, known: Option<&Moment>) -> Result<Event> {
    Ok(Event {
        id,
        investigation,
        title: Event::titled(&input.title)?,
        time: placed(worded(&input.time).ok_or(Error::NoTime)?, known)?,
        note: worded(&input.note).unwrap_or_default(),
        url: worded(&input.url).map(|url| link(&url)).transpose()?,
    })
}

/// The moment that `typed` means; the one known before when the words are.
fn placed(typed: String, known: Option<&Moment>) -> Result<Moment> {
    match known.filter(|known| known.as_written == typed) {
        Some(known) => Ok(known.clone()),
        None => analysis::moments::moment(&typed, None).ok_or(Error::NotPlaced { given: typed }),
    }
}

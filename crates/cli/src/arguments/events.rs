//! What can be said of events.

use clap::{Args, Subcommand};
use domain::EventId;

use super::Of;

#[derive(Subcommand)]
pub(crate) enum EventVerb {
    /// Record that something happened
    ///
    /// Example: claimdesk event add "The sluice was opened" --when "22 January 2025" --investigation "The dam"
    Add {
        /// What happened, in one line
        title: String,
        /// When: a day (22 January 2025), a month (January 2025 or 2025-01), a year, or a span (2025-01-20/2025-01-22)
        #[arg(long, value_name = "TIME")]
        when: String,
        #[command(flatten)]
        of: Of,
        /// Your note
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        note: String,
        /// Where it is to be read; nothing is fetched
        #[arg(long, value_name = "URL", default_value = "", hide_default_value = true)]
        link: String,
    },
    /// List the events of an investigation, in order of time
    List(Of),
    /// Change what is known of an event; what is not given stays
    ///
    /// Example: claimdesk event change ID --when "January 2025"
    Change(ChangeEvent),
    /// Take an event out of sight
    Remove {
        /// The event, as `event list` lists it
        event: EventId,
    },
}

#[derive(Args)]
pub(crate) struct ChangeEvent {
    /// The event, as `event list` lists it
    pub(crate) event: EventId,
    /// What happened, in one line
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// When
    #[arg(long, value_name = "TIME")]
    pub(crate) when: Option<String>,
    /// Your note; "" for none
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// Where it is to be read; "" for nowhere
    #[arg(long, value_name = "URL")]
    pub(crate) link: Option<String>,
}

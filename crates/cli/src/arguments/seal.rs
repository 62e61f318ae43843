//! What can be said of time stamps over the journal.

use std::path::PathBuf;

use clap::Subcommand;

#[derive(Subcommand)]
pub(crate) enum Seal {
    /// Write a request to stamp the journal's head (RFC 3161); nothing is sent
    ///
    /// Carry the file to a time-stamp authority of your choice, for example with
    /// curl -H "Content-Type: application/timestamp-query" --data-binary @head.tsq URL > head.tsr
    Request {
        /// The file to write
        #[arg(long, value_name = "FILE")]
        output: PathBuf,
    },
    /// Check the authority's reply and store it in the workspace, beside the head that it stamps
    ///
    /// Example: claimdesk seal store head.tsr --authority authority.pem
    Store {
        /// The reply
        reply: PathBuf,
        /// Certificates that you trust to vouch for who signed it, as PEM or DER
        #[arg(long, value_name = "FILE")]
        authority: Option<PathBuf>,
    },
    /// List the time stamps, the oldest head first
    List,
}

//! Text to what it says: its claims, their figures and times. Pure: no clock, no network, the same input gives the
//! same output.

mod answers;
mod attributions;
mod calendar;
mod cast;
mod contents;
mod declension;
mod describing;
pub mod duplicates;
mod lexicon;
pub mod matching;
pub mod meaning;
pub mod moments;
mod posts;
pub mod proposals;
pub mod publication;
mod quantities;
mod quotes;
mod reading;
pub mod revisions;
mod said;
mod sentences;
mod sources;
mod speakers;
mod stance;
mod statement;
pub mod states;
mod suggestions;
mod tokens;
mod worth;

pub use answers::hear;
pub use quantities::measured;
pub use suggestions::{suggest, suggest_at};

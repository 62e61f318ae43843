//! Text to what it says of times. Pure: no clock, no network, the same input gives the same output.

mod calendar;
pub mod moments;
pub mod publication;

//! Copies of one page, taken at different times: in which sentences they differ, and where words that were quoted from
//! the earlier one stand in the later one.

mod anchors;
mod pieces;
mod sentences;

pub use self::{anchors::Later, pieces::difference, sentences::compare};

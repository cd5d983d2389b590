//! The one table of commands. The window, the command line and the tests all come in through it.
//!
//! Ids are lower-case strings, instants RFC 3339 in UTC, days `YYYY-MM-DD`, counts `u32`.

pub mod access;
pub mod answer;
pub mod area;
pub mod attachment;
pub mod authority;
pub mod bindings;
pub mod body;
pub mod capture;
pub mod carriers;
pub mod correspondence;
pub mod debrief;
pub mod delegation;
pub mod dialogue;
pub mod draw;
pub mod error;
pub mod evidence;
pub mod exchange;
pub mod finding;
pub mod interview;
pub mod membership;
pub mod merge;
pub mod numbers;
pub mod observation;
pub mod place;
pub mod place_parts;
pub mod place_table;
pub mod plan;
pub mod population;
pub mod programme;
pub mod publication;
pub mod recommendation;
pub mod recovery;
pub mod relay;
pub mod report;
pub mod reprisal;
pub mod review;
pub mod risk;
pub mod table;
pub mod talk;
pub mod trace;
pub mod travel;
pub mod vault;
pub mod visit;
pub mod withdrawal;

pub use error::{ApiError, ErrorCode};

#![doc = include_str!("../README.md")]

pub mod api;
mod appearance;
mod capture;
mod clock;
mod diff;
mod errors;
mod exchange;
mod findings;
mod intake;
mod interviews;
mod ledger;
mod merge;
mod places;
mod project;
mod reports;
mod sample;
mod session;
mod shelf;
mod team;
mod vaults;
mod visits;
mod write;

pub use clock::{Clock, SystemClock};
pub use session::Session;

#![doc = include_str!("../README.md")]

#[cfg(test)]
extern crate self as visita_app;

pub mod api;
mod appearance;
mod attempt;
mod capture;
mod chosen;
mod clock;
mod delegation;
#[cfg(test)]
#[allow(dead_code)]
#[path = "../tests/desk/mod.rs"]
mod desk;
mod diff;
mod envelopes;
mod errors;
mod exchange;
mod facts;
mod findings;
mod intake;
mod interviews;
mod ledger;
mod membership;
mod merge;
mod places;
mod project;
mod quarantine;
mod questions;
mod reports;
mod sample;
mod session;
mod shelf;
mod team;
mod vaults;
mod visits;
mod withdrawals;
mod write;

pub use clock::{Clock, SystemClock};
pub use session::Session;
pub use visita_transport::file::{ChosenFiles, DiskFiles};

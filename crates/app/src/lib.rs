#![doc = include_str!("../README.md")]

pub mod api;
mod appearance;
mod capture;
mod chosen;
mod clock;
mod delegation;
mod diff;
mod errors;
mod exchange;
mod facts;
mod findings;
mod intake;
mod interviews;
mod ledger;
mod merge;
mod places;
mod project;
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

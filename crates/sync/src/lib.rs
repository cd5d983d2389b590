#![doc = include_str!("../README.md")]

mod engine;
mod ledger;
mod presumed;

pub use engine::{BATCH_BYTES, Effect, Engine, Event, RETRY_MS};
pub use ledger::{Ledger, MESSAGE_BYTES, MemoryLedger, lacking};

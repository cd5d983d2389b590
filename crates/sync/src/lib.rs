#![doc = include_str!("../README.md")]

mod between;
mod blobs;
mod engine;
mod fresh;
mod ledger;
mod peer;
mod presumed;
mod snapshots;
mod turns;

pub use between::Between;
pub use blobs::{ASKED_AT_ONCE, Ask, BlobPlan, MAX_OFFERED, TooManyOffers};
pub use engine::{BATCH_BYTES, Effect, Engine, Event, RETRY_MS, TELL_MS};
pub use fresh::PASS_ON_MS;
pub use ledger::{Ledger, MESSAGE_BYTES, MemoryLedger, lacking};
pub use snapshots::{Made, Room, SNAPSHOTS_AT_ONCE, before_puts, snapshots};
pub use turns::{LITTLE, LONGEST_TURN_MS};

#![doc = include_str!("../README.md")]

#[cfg(test)]
extern crate self as visita_app;

mod access;
pub mod api;
mod appearance;
mod associates;
mod attachments;
mod attempt;
mod authorities;
mod beginnings;
mod binding;
mod blobs;
mod body;
mod capture;
mod carriers;
mod chosen;
mod clock;
mod concluded;
mod conflicts;
mod contradictions;
mod coverage;
mod debrief;
mod delegation;
#[cfg(test)]
#[allow(dead_code)]
#[path = "../tests/desk/mod.rs"]
mod desk;
mod diff;
mod entries;
mod envelopes;
mod errors;
mod evidence;
mod exchange;
mod facts;
mod file;
mod findings;
#[cfg(feature = "harness")]
pub mod harness;
mod hub;
mod intake;
mod interview_fields;
mod interviews;
mod ledger;
mod life;
mod lines;
mod membership;
mod merge;
mod named;
mod nearby;
mod numbers;
mod observations;
mod pairing;
mod places;
mod population;
mod profile;
mod programme;
mod project;
mod quarantine;
mod questions;
mod reach;
mod recommendations;
mod recovery;
mod relay;
mod remarks;
mod reports;
mod reprisals;
mod risks;
mod sample;
mod sample_onsite;
mod sealed;
mod session;
mod shelf;
mod snapshot;
mod stored;
mod synthesis;
mod taken_off;
mod talk;
mod team;
mod travel;
mod units;
mod unreadable;
mod vaults;
mod visits;
mod weights;
mod withdrawals;
mod write;

pub use blobs::MissingBlob;
pub use carriers::{Door, Observer};
pub use clock::{Clock, SystemClock};
pub use session::Session;
pub use visita_seal::Secret;
pub use visita_seal::blob::BlobRef;
pub use visita_transport::file::{ChosenFiles, DiskFiles};
pub use visita_transport::lan::Settings as NearbySettings;
pub use visita_vault::{BlobReader, Keystore, KeystoreClosed, MemoryKeystore, NoKeystore};

#![doc = include_str!("../README.md")]

pub mod asking;
mod binding;
pub mod blob;
pub mod bundle;
pub mod calibrate;
pub mod digest;
mod entry;
pub mod envelope;
pub mod grant;
pub mod handshake;
pub mod name;
pub mod notice;
pub mod pairing;
pub mod passphrase;
pub mod roster;
pub mod sealed_file;
pub mod secret;
pub mod share_file;
pub mod shares;
mod slot_error;
pub mod slots;
pub mod snapshot;
pub mod succession;
pub mod team_mail;

pub use secret::{SealError, Secret, Subkey, VaultKey, open_bytes, seal_bytes};
